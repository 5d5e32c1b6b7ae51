"""A load, set-wise: rows go to temporary tables, and a few statements of SQL tell what is wrong and what is new.

Memory is bounded whatever the size of the load. The rows are staged before the file is locked, so that a slow source
keeps nobody waiting; `settle` and what follows run in the transaction that changes the file.
"""

from __future__ import annotations

import contextlib
import itertools
import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec

from graph import digest, findings
from graph import staging_sql as sql
from graph.references import Reference, references
from graph.sqlite_file import explained
from graph.store import Incoming, Place, Reject
from schema import statements as records
from schema.statements import Entity, Relation, Statement
from schema.vocabulary import Vocabulary

_BATCH = 1000
_CACHE_KIB = 32_000


class Staging:
    """The rows of one load of a dataset. Use it as a context: the temporary tables go with it."""

    def __init__(self, connection: sqlite3.Connection, path: Path, dataset: str) -> None:
        self._connection = connection
        self._path = path
        self.dataset = dataset
        # what no dataset has, until `settle` says what number this one has
        self._scope: dict[str, Any] = {"dataset": 0}
        self.rejected = 0
        self.rejects_digest = digest.NOTHING
        self.digest = digest.NOTHING

    def take(self, rows: Iterable[Incoming]) -> None:
        """Stage all rows. Whatever the iterable raises comes out as it is."""
        with explained(self._path):
            self._connection.execute(f"PRAGMA temp.cache_size = -{_CACHE_KIB}")
            for table in sql.TABLES.split(";\n"):
                self._connection.execute(table)
            self._connection.execute("BEGIN")
        numbered = enumerate(rows, 1)
        while batch := list(itertools.islice(numbered, _BATCH)):
            staged: list[tuple[object, ...]] = []
            named: list[tuple[object, ...]] = []
            wrong: list[tuple[object, ...]] = []
            for n, incoming in batch:
                row = incoming.row
                reject = row if isinstance(row, Reject) else self._stage(n, incoming.place, row, staged, named)
                if reject is not None:
                    wrong.append((n, 0, msgspec.json.encode(reject), -1, reject.id))
            with explained(self._path):
                self._connection.executemany(
                    "INSERT INTO stage (n, kind, id, type, source, target, place, body, digest)"
                    " VALUES (?, ?, ?, ?, ?, ?, ?, CAST(? AS TEXT), ?)",
                    staged,
                )
                self._connection.executemany("INSERT INTO refs VALUES (?, ?, ?, ?, ?)", named)
                self._connection.executemany(sql.RECORD, (w[:4] for w in wrong))
                self._connection.executemany(
                    "INSERT OR IGNORE INTO unreadable VALUES (?)", ((w[4],) for w in wrong if w[4] is not None)
                )
        with explained(self._path):
            self._connection.execute("COMMIT")
            self._connection.execute("CREATE INDEX temp.stage_of_id ON stage (kind, id)")

    def _stage(
        self, n: int, place: Place, row: Statement, staged: list[tuple[object, ...]], named: list[tuple[object, ...]]
    ) -> Reject | None:
        statement = msgspec.structs.replace(row, dataset=self.dataset)
        try:
            body = records.encode(statement)
        except (TypeError, ValueError, OverflowError) as error:
            return findings.unwritable(place, row.id, error)
        kind = records.kind_of(statement)
        typ = source = target = None
        if isinstance(statement, Entity):
            typ = statement.type
        elif isinstance(statement, Relation):
            typ, source, target = statement.type, statement.source, statement.target
        staged.append(
            (n, kind, row.id, typ, source, target, msgspec.json.encode(place), body, digest.of_statement(body))
        )
        named.extend((n, i, *r) for i, r in enumerate(references(statement), 1))
        return None

    def settle(self, dataset: int) -> None:
        """Find what is wrong with the rows, given the other datasets; `dataset` is the number of this one."""
        self._scope = {"dataset": dataset}
        self._reject(
            -1,
            (
                (n, 0, findings.doubled(_place(place), kind, id_, _place(first)))
                for n, kind, id_, place, first in self._rows(sql.DOUBLED)
            ),
        )
        self._reject(
            -1,
            (
                (n, 0, findings.taken(_place(place), kind, id_, other, kept, given))
                for n, kind, id_, place, given, kept, other, _ in self._rows(sql.TAKEN)
            ),
        )
        self._connection.execute("CREATE INDEX temp.found_of_round ON found (round)")
        self._connection.execute(sql.OUTSIDE_AT_FIRST)
        self._connection.execute("CREATE INDEX temp.outside_of_round ON outside (round)")
        for number in itertools.count():
            rejected = self._reject(
                number,
                (
                    (n, order, findings.unknown(_place(place), id_, Reference(col, kind, to), bool(was)))
                    for n, order, col, kind, to, id_, place, was in self._rows(sql.UNKNOWN, round=number)
                ),
            )
            if not rejected:
                break
            if number == 0:
                self._connection.execute("CREATE INDEX temp.refs_of_target ON refs (kind, id)")
            self._connection.execute("DELETE FROM dropped")
            self._connection.execute(sql.DROPPED, {"round": number})
            self._connection.execute(sql.OUTSIDE_NOW, {"round": number + 1})
        self._sum_up()

    def _reject(self, number: int, rejects: Iterable[tuple[int, int, Reject]]) -> int:
        """Record rejects and take their rows out; how many there were."""
        before = self._one("SELECT COALESCE(MAX(rowid), 0) FROM found")
        self._connection.executemany(
            sql.RECORD, ((n, order, msgspec.json.encode(reject), number) for n, order, reject in rejects)
        )
        self._connection.execute(
            "UPDATE stage SET ok = 0 WHERE n IN (SELECT n FROM found WHERE rowid > :before)", {"before": before}
        )
        return int(self._one("SELECT COUNT(*) FROM found WHERE rowid > :before", before=before))

    def _sum_up(self) -> None:
        self.digest = digest.total(d for (d,) in self._rows("SELECT digest FROM stage WHERE ok"))
        self.rejected = int(self._one("SELECT COUNT(*) FROM found"))
        self.rejects_digest = digest.of_sequence(body for (body,) in self._rows(sql.FOUND))

    def rejects(self) -> Iterator[Reject]:
        """What is wrong, in the order of the rows."""
        for (body,) in self._rows(sql.FOUND):
            yield msgspec.json.decode(body, type=Reject)

    def counts(self) -> dict[str, int]:
        """How many statements of each kind are left."""
        found = dict(self._rows("SELECT kind, COUNT(*) FROM stage WHERE ok GROUP BY kind"))
        return {kind: found.get(kind, 0) for kind in records.KINDS}

    def warnings(self, vocabulary: Vocabulary) -> Iterator[str]:
        """What is odd about the rows that are left."""
        yield from findings.pair_warnings(vocabulary, (findings.Pair(*row) for row in self._rows(sql.PAIRS)))
        yield from findings.conflict_warnings(self._shared_entities())

    def _shared_entities(self) -> Iterator[tuple[Entity, Entity]]:
        for ours, theirs in self._rows(sql.SHARED_ENTITIES):
            mine, other = records.decode(ours), records.decode(theirs)
            if isinstance(mine, Entity) and isinstance(other, Entity):
                yield mine, other

    def compare(self) -> tuple[int, int, int]:
        """Compare with what is live of the dataset: how many statements are new, changed and gone."""
        self._connection.execute(sql.CLOSING, self._scope)
        self._connection.execute(sql.OPENING, self._scope)
        changed = int(self._one("SELECT COUNT(*) FROM closing WHERE changed"))
        added = int(self._one("SELECT COUNT(*) FROM opening")) - changed
        return added, changed, int(self._one("SELECT COUNT(*) FROM closing")) - changed

    def refuse_dangling(self) -> None:
        """Raise `LoadRefused` if other datasets refer to what would be gone."""
        rows = self._rows(
            f"SELECT d.id, c.kind, c.id, f.count, f.kind, f.id, f.column_name {sql.DANGLING}"
            " ORDER BY c.kind, c.id, f.dataset LIMIT :shown",
            shown=findings.SHOWN_DANGLING,
        )
        if dangling := [findings.Dangling(*row) for row in rows]:
            total = self._one(f"SELECT SUM(f.count) {sql.DANGLING}", **self._scope)
            raise findings.refused(self.dataset, dangling, int(total))

    def write(self, load: int) -> None:
        """Close what is changed or gone, and add what is changed or new."""
        scope = {**self._scope, "load": load}
        self._connection.execute(
            "UPDATE statements SET recorded_to = :load WHERE seq IN (SELECT seq FROM closing)", scope
        )
        self._connection.execute(sql.OPEN, scope)
        self._connection.execute("DELETE FROM foreign_references WHERE dataset = :dataset", scope)
        self._connection.execute(sql.FOREIGN, scope)
        self._connection.execute(
            "INSERT INTO rejects (load, n, body) SELECT :load, ROW_NUMBER() OVER (ORDER BY n, ord), body FROM found",
            scope,
        )

    def _rows(self, query: str, **more: object) -> Iterator[Any]:
        with contextlib.closing(self._connection.execute(query, {**self._scope, **more})) as cursor:
            yield from cursor

    def _one(self, query: str, **more: object) -> Any:
        return self._connection.execute(query, more).fetchone()[0]


def _place(text: bytes | str) -> Place:
    return msgspec.json.decode(text, type=Place)
