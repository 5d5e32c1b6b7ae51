"""Reading an embedded store: queries that hold on to nothing, and the snapshot of one version."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec

from graph import digest, sqlite_file
from graph.store import Snapshot
from schema import statements as records
from schema.errors import StoreUnavailable
from schema.rules import Rule
from schema.statements import Kind, Statement
from schema.vocabulary import Vocabulary

DIGESTS = """
SELECT d.id, l.digest
FROM datasets AS d JOIN loads AS l ON l.n = (SELECT MAX(n) FROM loads WHERE dataset = d.n AND n <= ?)
"""
"""The digest of what each dataset holds in a version."""

_PAGE = 2000

_STATEMENTS = """
SELECT id, CAST(body AS BLOB) FROM statements
WHERE dataset = ? AND kind = ? AND id > ? AND recorded_from <= ? AND (recorded_to IS NULL OR recorded_to > ?)
ORDER BY id LIMIT ?
"""

_GET = """
SELECT dataset, CAST(body AS BLOB) FROM statements
WHERE kind = ? AND id = ? AND recorded_from <= ? AND (recorded_to IS NULL OR recorded_to > ?)
ORDER BY dataset
"""


class Reader:
    """Queries from any thread, on one connection.

    Each is done when it returns: none holds on to an old state of the file, which would hide newer loads from the
    others and keep the writer from tidying up.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = threading.Lock()
        with sqlite_file.explained(path):
            self._connection = sqlite_file.connect(path)

    def rows(self, sql: str, *parameters: object) -> list[Any]:
        """All rows of a query."""
        with self._lock, sqlite_file.explained(self.path):
            return self._connection.execute(sql, parameters).fetchall()

    def decode(self, body: bytes) -> Statement:
        """A statement from its stored form."""
        try:
            return records.decode(body)
        except msgspec.DecodeError as error:
            raise StoreUnavailable(f"{self.path}: a statement cannot be read ({error}). See: nhipcau check") from error

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._connection.close()


class SqliteSnapshot(Snapshot):
    """A version of an embedded store, or some datasets of it. It can be read as long as the store is open."""

    def __init__(
        self,
        reader: Reader,
        version: int,
        datasets: dict[int, str],
        *,
        vocabulary: Vocabulary,
        rules: tuple[Rule, ...],
        setting: Callable[[], str],
    ) -> None:
        self.version = version
        self.vocabulary = vocabulary
        self.rules = rules
        self._reader = reader
        self._datasets = datasets
        self._setting = setting

    def statements(self, kind: Kind | None = None) -> Iterator[Statement]:
        for each in records.KINDS if kind is None else (kind,):
            for dataset in self._datasets:
                yield from self._statements(dataset, each)

    def _statements(self, dataset: int, kind: Kind) -> Iterator[Statement]:
        last: str | None = ""
        while last is not None:
            page = self._reader.rows(_STATEMENTS, dataset, kind, last, self.version, self.version, _PAGE)
            for _, body in page:
                yield self._reader.decode(body)
            last = page[-1][0] if len(page) == _PAGE else None

    def get(self, kind: Kind, statement_id: str) -> Sequence[Statement]:
        rows = self._reader.rows(_GET, kind, statement_id, self.version, self.version)
        return [self._reader.decode(body) for dataset, body in rows if dataset in self._datasets]

    def data_version(self) -> str:
        names = set(self._datasets.values())
        found = self._reader.rows(DIGESTS, self.version)
        return digest.data_version((d for name, d in found if name in names), self._setting())
