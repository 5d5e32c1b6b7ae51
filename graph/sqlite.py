"""The embedded store: one SQLite file in WAL mode, one writer, many readers."""

from __future__ import annotations

import contextlib
import datetime
import itertools
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from graph import digest, findings, sqlite_check, sqlite_file
from graph.sqlite_file import explained
from graph.sqlite_snapshot import DIGESTS, Reader, SqliteSnapshot
from graph.staging import Staging
from graph.store import Dataset, Incoming, LoadReport, Reject, Store, Stored
from schema import rules as rules_of
from schema import statements as records
from schema import vocabulary as vocabulary_of
from schema.errors import InvalidParameter, LoadRefused, UnknownThing
from schema.rules import Rule
from schema.statements import Kind
from schema.vocabulary import Vocabulary

_DATASETS = """
SELECT d.id, l.at, l.n, l.retraction, l.counts, l.rejected
FROM datasets AS d JOIN loads AS l ON l.n = (SELECT MAX(n) FROM loads WHERE dataset = d.n)
ORDER BY d.n
"""

_LAST_LOAD = """
SELECT d.n, l.retraction, l.rejects_digest, l.digest, l.counts
FROM datasets AS d JOIN loads AS l ON l.n = (SELECT MAX(n) FROM loads WHERE dataset = d.n)
WHERE d.id = ?
"""


class SqliteStore(Store):
    """A store in one file. Opening it costs about a millisecond; each load has a connection of its own."""

    def __init__(
        self,
        path: str | Path,
        vocabulary: Vocabulary | None = None,
        rules: Sequence[Rule] | None = None,
        *,
        create: bool = True,
    ) -> None:
        """Open the store at `path`; with `create`, make it if there is none.

        Raises:
            StoreUnavailable: there is none, or something else, or a store of a newer program.
        """
        self.vocabulary = vocabulary_of.bundled() if vocabulary is None else vocabulary
        self.rules = rules_of.bundled() if rules is None else tuple(rules)
        self.path = Path(path)
        self._setting: str | None = None
        sqlite_file.ensure(self.path, create)
        self._reader = Reader(self.path)

    def apply(
        self,
        dataset: str,
        rows: Iterable[Incoming],
        *,
        dry_run: bool = False,
        strict: bool = False,
        on_reject: Callable[[Reject], object] | None = None,
    ) -> LoadReport:
        with self._writer() as connection:
            staging = Staging(connection, self.path, dataset)
            staging.take(rows)
            try:
                with explained(self.path):
                    report = self._settle(connection, staging, dry_run=dry_run, strict=strict)
            except LoadRefused:
                connection.execute("COMMIT")  # nothing but temporary tables: see below
                _hand_out(staging, on_reject)
                raise
            _tidy(connection)
            _hand_out(staging, on_reject)
        return report

    def retract(self, dataset: str) -> LoadReport:
        known = [d.id for d in self.datasets()]
        if dataset not in known:
            raise UnknownThing("dataset", dataset, [{"id": d} for d in known])
        with self._writer() as connection:
            staging = Staging(connection, self.path, dataset)
            staging.take(())
            with explained(self.path):
                report = self._settle(connection, staging, retraction=True)
            _tidy(connection)
        return report

    def datasets(self) -> list[Dataset]:
        return [
            Dataset(
                id=name,
                loaded=at,
                load=load,
                retracted=bool(retraction),
                statements=msgspec.json.decode(counts),
                rejected=rejected,
            )
            for name, at, load, retraction, counts, rejected in self._reader.rows(_DATASETS)
        ]

    def version(self) -> int:
        return int(self._reader.rows("SELECT COALESCE(MAX(n), 0) FROM loads")[0][0])

    def snapshot(self, version: int | None = None, datasets: Sequence[str] | None = None) -> SqliteSnapshot:
        newest = self.version()
        if version is not None and not 0 <= version <= newest:
            raise InvalidParameter("version", version, f"the number of a load, 0 to {newest}")
        known = dict(self._reader.rows("SELECT n, id FROM datasets ORDER BY n"))
        if datasets is not None:
            for name in datasets:
                if name not in known.values():
                    raise UnknownThing("dataset", name, [{"id": d} for d in known.values()])
            known = {n: name for n, name in known.items() if name in datasets}
        return SqliteSnapshot(
            self._reader,
            newest if version is None else version,
            known,
            vocabulary=self.vocabulary,
            rules=self.rules,
            setting=self._digest_of_setting,
        )

    def history(self, kind: Kind, statement_id: str) -> Iterator[Stored]:
        rows = self._reader.rows(
            "SELECT CAST(body AS BLOB), recorded_from, recorded_to FROM statements WHERE kind = ? AND id = ?"
            " ORDER BY recorded_from, dataset",
            *(kind, statement_id),
        )
        return (Stored(self._reader.decode(body), since, until) for body, since, until in rows)

    def rejects(self, dataset: str) -> Iterator[Reject]:
        load = next((d.load for d in self.datasets() if d.id == dataset), None)
        if load is None:
            raise UnknownThing("dataset", dataset, [{"id": d.id} for d in self.datasets()])
        rows = self._reader.rows("SELECT CAST(body AS BLOB) FROM rejects WHERE load = ? ORDER BY n", load)
        return (msgspec.json.decode(body, type=Reject) for (body,) in rows)

    def check(self) -> list[str]:
        with self._writer() as connection, explained(self.path):
            return list(sqlite_check.problems(connection))

    def figures(self) -> dict[str, Any]:
        datasets = self.datasets()
        return {
            "backend": "sqlite",
            "path": str(self.path),
            "format": sqlite_file.FORMAT,
            "bytes": self.path.stat().st_size,
            "version": self.version(),
            "data_version": self.snapshot().data_version(),
            "datasets": sum(not d.retracted for d in datasets),
            "statements": {k: sum(d.statements[k] for d in datasets) for k in records.KINDS},
            "rejected": sum(d.rejected for d in datasets),
        }

    def close(self) -> None:
        self._reader.close()

    def _digest_of_setting(self) -> str:
        if self._setting is None:
            self._setting = digest.of_setting(self.vocabulary, self.rules)
        return self._setting

    @contextlib.contextmanager
    def _writer(self) -> Iterator[sqlite3.Connection]:
        """A connection with temporary tables of its own. Closing it undoes what is not committed."""
        with explained(self.path):
            connection = sqlite_file.connect(self.path)
        with contextlib.closing(connection):
            yield connection

    def _settle(
        self,
        connection: sqlite3.Connection,
        staging: Staging,
        *,
        dry_run: bool = False,
        strict: bool = False,
        retraction: bool = False,
    ) -> LoadReport:
        """Check what is staged, and write it if it is right and new."""
        connection.execute("BEGIN IMMEDIATE")
        last = _last_load(connection, staging.dataset)
        staging.settle(last.dataset)
        # nobody means to empty a dataset by rows none of which can be understood
        empties = any(last.counts.values()) and not any(staging.counts().values())
        refused = staging.rejected > 0 and (strict or empties)
        added, changed, removed = (0, 0, 0) if refused else staging.compare()
        if not refused:
            staging.refuse_dangling()
        # a dataset that is new or comes back is a new load even if it holds nothing
        new = not refused and (
            added + changed + removed > 0
            or last.retraction is not retraction
            or last.rejects_digest != staging.rejects_digest
        )
        counts = last.counts if refused else staging.counts()
        content = last.digest if refused else staging.digest
        load = None
        if new and not dry_run:
            load = 1 + connection.execute("SELECT COALESCE(MAX(n), 0) FROM loads").fetchone()[0]
            connection.execute("INSERT OR IGNORE INTO datasets (n, id) VALUES (?, ?)", (last.dataset, staging.dataset))
            connection.execute(
                "INSERT INTO loads (n, dataset, at, retraction, added, changed, removed, rejected, rejects_digest,"
                " digest, counts) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    *(load, last.dataset, datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")),
                    *(retraction, added, changed, removed, staging.rejected, staging.rejects_digest, content),
                    msgspec.json.encode(counts).decode(),
                ),
            )
            staging.write(load)
        newest = connection.execute("SELECT COALESCE(MAX(n), 0) FROM loads").fetchone()[0]
        others = [d for name, d in connection.execute(DIGESTS, (newest,)) if name != staging.dataset]
        report = LoadReport(
            dataset=staging.dataset,
            applied=not (dry_run or refused),
            load=load,
            added=added,
            changed=changed,
            removed=removed,
            unchanged=sum(counts.values()) - added - changed,
            rejected=staging.rejected,
            rejects=list(itertools.islice(staging.rejects(), findings.SHOWN_REJECTS)),
            warnings=list(staging.warnings(self.vocabulary)),
            counts=counts,
            data_version=digest.data_version([*others, content], self._digest_of_setting()),
        )
        # Without a new load nothing but temporary tables was written; a rollback would empty those.
        connection.execute("COMMIT")
        return report


def _hand_out(staging: Staging, on_reject: Callable[[Reject], object] | None) -> None:
    if on_reject is not None:
        for reject in staging.rejects():
            on_reject(reject)


def _tidy(connection: sqlite3.Connection) -> None:
    """Move what was written into the file itself, unless somebody is just reading the old state."""
    connection.execute("PRAGMA busy_timeout = 0")
    with contextlib.suppress(sqlite3.OperationalError):
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


class _Last(NamedTuple):
    """What is known of a dataset's newest load; of a new dataset, the number that it will have."""

    dataset: int
    retraction: bool | None
    rejects_digest: bytes
    digest: bytes
    counts: dict[str, int]


def _last_load(connection: sqlite3.Connection, dataset: str) -> _Last:
    row = connection.execute(_LAST_LOAD, (dataset,)).fetchone()
    if row is None:
        number = 1 + connection.execute("SELECT COALESCE(MAX(n), 0) FROM datasets").fetchone()[0]
        return _Last(number, None, b"", digest.NOTHING, dict.fromkeys(records.KINDS, 0))
    number, retraction, rejects_digest, content, counts = row
    return _Last(number, bool(retraction), rejects_digest, content, msgspec.json.decode(counts))
