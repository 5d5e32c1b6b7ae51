"""The SQL of a load.

`stage` has the rows, `ok` those that are right so far; `refs` what they refer to, `outside` those references that
lead out of the load, `found` what is wrong, `unreadable` the ids of rows that hold no statement. In a round of
checking references, `dropped` has what the round before rejected. `closing` and `opening` are the changes.
"""

from __future__ import annotations

TABLES = """
CREATE TEMP TABLE stage (
    n INTEGER PRIMARY KEY, kind TEXT, id TEXT, type TEXT, source TEXT, target TEXT,
    place TEXT, body TEXT, digest BLOB, ok INTEGER NOT NULL DEFAULT 1
);
CREATE TEMP TABLE refs (n INTEGER, ord INTEGER, col TEXT, kind TEXT, id TEXT);
CREATE TEMP TABLE outside (round INTEGER, n INTEGER, ord INTEGER, col TEXT, kind TEXT, id TEXT);
CREATE TEMP TABLE found (n INTEGER, ord INTEGER, body TEXT, round INTEGER);
CREATE TEMP TABLE unreadable (id TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TEMP TABLE dropped (kind TEXT, id TEXT, PRIMARY KEY (kind, id)) WITHOUT ROWID
"""

# Another dataset's live statements, as `o`, that have the kind and id of the row named in the braces.
ELSEWHERE = """
SELECT 1 FROM statements AS o
WHERE o.kind = {0}.kind AND o.id = {0}.id AND o.dataset != :dataset AND o.recorded_to IS NULL
"""

DOUBLED = """
SELECT s.n, s.kind, s.id, s.place, f.place
FROM (SELECT kind, id, MIN(n) AS first FROM stage GROUP BY kind, id HAVING COUNT(*) > 1) AS d
CROSS JOIN stage AS s ON s.kind = d.kind AND s.id = d.id AND s.n > d.first
CROSS JOIN stage AS f ON f.n = d.first
"""

TAKEN = """
SELECT s.n, s.kind, s.id, s.place, s.type, o.type, d.id, MIN(o.dataset)
FROM stage AS s
CROSS JOIN statements AS o
    ON o.kind = s.kind AND o.id = s.id AND o.dataset != :dataset AND o.recorded_to IS NULL
    AND (s.kind != 'entity' OR o.type != s.type)
CROSS JOIN datasets AS d ON d.n = o.dataset
WHERE s.ok
GROUP BY s.n
"""

OUTSIDE_AT_FIRST = """
INSERT INTO outside
SELECT 0, r.n, r.ord, r.col, r.kind, r.id
FROM refs AS r CROSS JOIN stage AS s ON s.n = r.n
WHERE s.ok AND NOT EXISTS (SELECT 1 FROM stage AS t WHERE t.kind = r.kind AND t.id = r.id AND t.ok)
"""

DROPPED = """
INSERT OR IGNORE INTO dropped
SELECT s.kind, s.id FROM found AS f CROSS JOIN stage AS s ON s.n = f.n
WHERE f.round = :round AND s.kind IN ('source', 'entity')
"""

OUTSIDE_NOW = """
INSERT INTO outside
SELECT :round, r.n, r.ord, r.col, r.kind, r.id
FROM dropped AS d CROSS JOIN refs AS r ON r.kind = d.kind AND r.id = d.id CROSS JOIN stage AS s ON s.n = r.n
WHERE s.ok
"""

UNKNOWN = f"""
SELECT u.n, u.ord, u.col, u.kind, u.id, s.id, s.place,
    EXISTS (SELECT 1 FROM stage AS t WHERE t.kind = u.kind AND t.id = u.id)
    OR EXISTS (SELECT 1 FROM unreadable AS f WHERE f.id = u.id)
FROM outside AS u CROSS JOIN stage AS s ON s.n = u.n
WHERE u.round = :round AND s.ok AND NOT EXISTS ({ELSEWHERE.format("u")})
"""  # noqa: S608 (a constant)

TYPE_OF = """
COALESCE(
    (SELECT t.type FROM stage AS t WHERE t.kind = 'entity' AND t.id = s.{0} AND t.ok),
    (SELECT o.type FROM statements AS o
        WHERE o.kind = 'entity' AND o.id = s.{0} AND o.dataset != :dataset AND o.recorded_to IS NULL LIMIT 1)
)
"""

PAIRS = f"""
SELECT s.type, {TYPE_OF.format("source")} AS a, {TYPE_OF.format("target")} AS b, COUNT(*), MIN(s.id)
FROM stage AS s WHERE s.kind = 'relation' AND s.ok GROUP BY s.type, a, b
"""  # noqa: S608

SHARED_ENTITIES = """
SELECT CAST(s.body AS BLOB), CAST(o.body AS BLOB)
FROM stage AS s
CROSS JOIN statements AS o
    ON o.kind = 'entity' AND o.id = s.id AND o.dataset != :dataset AND o.recorded_to IS NULL
WHERE s.kind = 'entity' AND s.ok ORDER BY s.id, o.dataset
"""

CLOSING = """
CREATE TEMP TABLE closing AS
SELECT o.seq, o.kind, o.id, EXISTS (SELECT 1 FROM stage AS s WHERE s.kind = o.kind AND s.id = o.id AND s.ok) AS changed
FROM statements AS o
WHERE o.dataset = :dataset AND o.recorded_to IS NULL
    AND NOT EXISTS (
        SELECT 1 FROM stage AS s WHERE s.kind = o.kind AND s.id = o.id AND s.ok AND s.digest = o.digest
    )
"""

OPENING = """
CREATE TEMP TABLE opening AS
SELECT s.n FROM stage AS s
WHERE s.ok AND NOT EXISTS (
    SELECT 1 FROM statements AS o
    WHERE o.dataset = :dataset AND o.kind = s.kind AND o.id = s.id AND o.recorded_to IS NULL AND o.digest = s.digest
)
"""

OPEN = """
INSERT INTO statements (kind, id, dataset, type, body, digest, recorded_from)
SELECT s.kind, s.id, :dataset, CASE s.kind WHEN 'entity' THEN s.type END, s.body, s.digest, :load
FROM opening AS p CROSS JOIN stage AS s ON s.n = p.n ORDER BY s.kind, s.id
"""

FOREIGN = """
INSERT INTO foreign_references (to_kind, to_id, dataset, count, kind, id, column_name)
SELECT kind, id, :dataset, count, from_kind, from_id, col FROM (
    SELECT u.kind, u.id, COUNT(*) AS count, s.kind AS from_kind, s.id AS from_id, u.col,
        MIN(s.kind || ' ' || s.id || ' ' || u.col)
    FROM outside AS u CROSS JOIN stage AS s ON s.n = u.n WHERE s.ok GROUP BY u.kind, u.id
)
"""

DANGLING = """
FROM closing AS c
CROSS JOIN foreign_references AS f ON f.to_kind = c.kind AND f.to_id = c.id
CROSS JOIN datasets AS d ON d.n = f.dataset
WHERE NOT c.changed AND f.dataset != :dataset AND NOT EXISTS (
    SELECT 1 FROM statements AS o
    WHERE o.kind = c.kind AND o.id = c.id AND o.dataset != :dataset AND o.recorded_to IS NULL
)
"""

RECORD = "INSERT INTO found (n, ord, body, round) VALUES (?, ?, CAST(? AS TEXT), ?)"
FOUND = "SELECT CAST(body AS BLOB) FROM found ORDER BY n, ord"
