"""Verifying the file of an embedded store: what it derives is derived again and compared."""

from __future__ import annotations

import itertools
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any

import msgspec

from graph import digest
from graph.references import references
from schema import statements as records
from schema.statements import Entity, Statement

_SHOWN = 20
_BATCH = 1000

_OVERLAPS = """
SELECT kind, id, name, recorded_from FROM (
    SELECT s.kind, s.id, d.id AS name, s.recorded_from, s.recorded_to,
        LAG(s.recorded_from) OVER w AS earlier, LAG(s.recorded_to) OVER w AS ended
    FROM statements AS s JOIN datasets AS d ON d.n = s.dataset
    WINDOW w AS (PARTITION BY s.dataset, s.kind, s.id ORDER BY s.recorded_from)
)
WHERE recorded_to <= recorded_from OR (earlier IS NOT NULL AND (ended IS NULL OR ended > recorded_from))
"""

_LOADS = """
SELECT s.kind, s.id, l.n FROM (
    SELECT kind, id, dataset, recorded_from AS n FROM statements
    UNION ALL SELECT kind, id, dataset, recorded_to FROM statements WHERE recorded_to IS NOT NULL
) AS s LEFT JOIN loads AS l ON l.n = s.n AND l.dataset = s.dataset WHERE l.n IS NULL
"""

_SHARED = """
SELECT a.kind, a.id, d.id, e.id
FROM statements AS a
JOIN statements AS b ON b.kind = a.kind AND b.id = a.id AND b.dataset > a.dataset AND b.recorded_to IS NULL
JOIN datasets AS d ON d.n = a.dataset JOIN datasets AS e ON e.n = b.dataset
WHERE a.recorded_to IS NULL AND (a.kind != 'entity' OR a.type IS NOT b.type)
"""

_DANGLING = """
SELECT r.kind, r.id, r.col, r.to_kind, r.to_id FROM found_references AS r
WHERE NOT EXISTS (
    SELECT 1 FROM statements AS s WHERE s.kind = r.to_kind AND s.id = r.to_id AND s.recorded_to IS NULL
)
"""

_FOREIGN = """
CREATE TEMP TABLE found_foreign AS
SELECT r.to_kind, r.to_id, r.dataset, COUNT(*) AS count FROM found_references AS r
WHERE NOT EXISTS (
    SELECT 1 FROM statements AS s
    WHERE s.kind = r.to_kind AND s.id = r.to_id AND s.dataset = r.dataset AND s.recorded_to IS NULL
)
GROUP BY r.to_kind, r.to_id, r.dataset
"""
_FOUND = "SELECT to_kind, to_id, dataset, count FROM found_foreign"
_KEPT = "SELECT to_kind, to_id, dataset, count FROM foreign_references"


def problems(connection: sqlite3.Connection) -> Iterator[str]:
    """A sentence for each thing that is wrong; of each sort the first twenty."""
    try:
        broken = [text for (text,) in connection.execute("PRAGMA integrity_check") if text != "ok"]
        yield from (f"the file is damaged: {text}" for text in broken)
        if not broken:
            connection.execute("BEGIN")
            yield from _problems(connection)
            connection.execute("ROLLBACK")
    except sqlite3.DatabaseError as error:
        yield f"the file is damaged: {error}"


def _problems(connection: sqlite3.Connection) -> Iterator[str]:
    yield from _some(
        f"{kind} {id_} of dataset {name}: the version of load {load} overlaps another or ends before it begins"
        for kind, id_, name, load in connection.execute(_OVERLAPS)
    )
    yield from _some(
        f"{kind} {id_}: begins or ends with a load that its dataset never had"
        for kind, id_, _ in connection.execute(_LOADS)
    )
    yield from _some(
        f"{kind} {id_} is in the datasets {a} and {b}, which differ in what it is"
        for kind, id_, a, b in connection.execute(_SHARED)
    )
    connection.execute(
        "CREATE TEMP TABLE found_references (dataset INTEGER, kind TEXT, id TEXT, col TEXT, to_kind TEXT, to_id TEXT)"
    )
    recount = _Recount(connection)
    yield from _some(recount.bodies())
    yield from recount.loads()
    yield from _some(
        f"{kind} {id_}: its {column} names {to_id}, and there is no {to_kind} of that id"
        for kind, id_, column, to_kind, to_id in connection.execute(_DANGLING)
    )
    connection.execute(_FOREIGN)
    for wrong, table, other in (("lacks", _FOUND, _KEPT), ("has in excess", _KEPT, _FOUND)):
        yield from _some(
            f"the list of references between datasets {wrong} {to_kind} {to_id}"
            for to_kind, to_id, *_ in connection.execute(f"{table} EXCEPT {other}")
        )


class _Recount:
    """Reads every statement, and counts what is live in each dataset."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._digests: dict[int, bytes] = defaultdict(lambda: digest.NOTHING)
        self._counts: dict[int, Counter[str]] = defaultdict(Counter)

    def bodies(self) -> Iterator[str]:
        rows = self._connection.execute(
            "SELECT s.seq, d.id, s.dataset, s.kind, s.id, s.type, s.digest, CAST(s.body AS BLOB), s.recorded_to"
            " FROM statements AS s LEFT JOIN datasets AS d ON d.n = s.dataset"
        )
        while batch := rows.fetchmany(_BATCH):
            named: list[tuple[object, ...]] = []
            live: dict[int, list[bytes]] = defaultdict(list)
            for seq, name, dataset, kind, id_, typ, kept, body, ended in batch:
                if digest.of_statement(body) != kept:
                    yield f"{kind} {id_}: its text and its digest differ (row {seq})"
                try:
                    statement = records.decode(body)
                except msgspec.DecodeError as error:
                    yield f"{kind} {id_}: its text cannot be read: {error} (row {seq})"
                    continue
                if _columns(statement) != (name, kind, id_, typ):
                    yield f"{kind} {id_}: its text and its columns differ (row {seq})"
                if ended is None:
                    live[dataset].append(digest.of_statement(body))
                    self._counts[dataset][kind] += 1
                    named.extend((dataset, kind, id_, *r) for r in references(statement))
            for dataset, digests in live.items():
                self._digests[dataset] = digest.total([self._digests[dataset], *digests])
            self._connection.executemany("INSERT INTO found_references VALUES (?, ?, ?, ?, ?, ?)", named)

    def loads(self) -> Iterator[str]:
        """Compare with what the newest load of each dataset says."""
        for n, name, kept, counts in self._connection.execute(
            "SELECT d.n, d.id, l.digest, l.counts FROM datasets AS d"
            " LEFT JOIN loads AS l ON l.n = (SELECT MAX(n) FROM loads WHERE dataset = d.n)"
        ):
            if kept is None:
                yield f"dataset {name} has no load"
                continue
            if self._digests[n] != kept:
                yield f"dataset {name}: its content and the digest of its newest load differ"
            if +self._counts[n] != +Counter(msgspec.json.decode(counts)):
                yield f"dataset {name}: its content and the counts of its newest load differ"


def _columns(statement: Statement) -> tuple[Any, ...]:
    typ = statement.type if isinstance(statement, Entity) else None
    return (statement.dataset, records.kind_of(statement), statement.id, typ)


def _some(sentences: Iterator[str]) -> Iterator[str]:
    yield from itertools.islice(sentences, _SHOWN)
    if more := sum(1 for _ in sentences):
        yield f"and {more} more of that sort"
