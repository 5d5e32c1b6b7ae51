"""The contract of a store: the durable truth, changed one dataset at a time, all or nothing.

Statements are append-only: each live from the load that brought it (`recorded_from`) until the one that replaced or
retracted it (`recorded_to`). A load number names a version; answers come from a `View` of one.
"""

from __future__ import annotations

import abc
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

import msgspec

from schema.rules import Rule
from schema.statements import Kind, Statement
from schema.vocabulary import Vocabulary


class Place(msgspec.Struct, frozen=True, omit_defaults=True):
    """Where a row came from. Rows count from 1, the header included, as a spreadsheet shows them."""

    file: str
    sheet: str | None = None
    row: int | None = None


class Reject(msgspec.Struct, frozen=True, omit_defaults=True):
    """A row that could not be taken in: where, what came, and what was expected."""

    place: Place
    expected: str
    column: str | None = None
    value: str | None = None
    id: str | None = None


class Incoming(msgspec.Struct, frozen=True):
    """One row of a source: the statement it holds, or why it holds none."""

    place: Place
    row: Statement | Reject


class LoadReport(msgspec.Struct, frozen=True):
    """What a load or a retraction did. `applied` is false for a dry run and for a refused strict load.

    `rejects` are the first ones; `rejected` counts them all. `load` is the new version, None if nothing changed.
    """

    dataset: str
    applied: bool
    load: int | None
    added: int
    changed: int
    removed: int
    unchanged: int
    rejected: int
    rejects: Sequence[Reject]
    warnings: Sequence[str]
    counts: dict[str, int]
    data_version: str


class Dataset(msgspec.Struct, frozen=True):
    """A dataset as the store knows it. A retracted one stays listed, with nothing live in it."""

    id: str
    loaded: str
    load: int
    retracted: bool
    statements: dict[str, int]
    rejected: int


class Stored(msgspec.Struct, frozen=True):
    """A statement with the loads between which it is live (`recorded_to` None: it still is)."""

    statement: Statement
    recorded_from: int
    recorded_to: int | None


class Snapshot(abc.ABC):
    """The statements of one version, and of some datasets: what an index is compiled from and answers quote."""

    version: int
    vocabulary: Vocabulary
    rules: tuple[Rule, ...]

    @abc.abstractmethod
    def statements(self, kind: Kind | None = None) -> Iterator[Statement]:
        """Every statement: sources and entities first, by dataset in the order of their first load, then by id."""

    @abc.abstractmethod
    def get(self, kind: Kind, statement_id: str) -> Sequence[Statement]:
        """The statements of that id: none, one or, for an entity, one of each dataset that describes it."""

    @abc.abstractmethod
    def data_version(self) -> str:
        """A digest of content, vocabulary and rules: the same on every backend."""


class Store(abc.ABC):
    """A store of datasets. Readers never wait for a writer, and see one version throughout."""

    vocabulary: Vocabulary
    rules: tuple[Rule, ...]

    @abc.abstractmethod
    def apply(
        self,
        dataset: str,
        rows: Iterable[Incoming],
        *,
        dry_run: bool = False,
        strict: bool = False,
        on_reject: Callable[[Reject], object] | None = None,
    ) -> LoadReport:
        """Replace the content of `dataset` by `rows`, in one step or not at all.

        A row whose id is doubled, is used by another dataset for something else, or refers to nothing becomes a
        reject. With `strict` a single reject refuses the whole, and so do rejects without anything else where a
        dataset would be emptied; otherwise the rest is applied. What `rows` raises
        comes out as it is, and nothing is changed. `on_reject` is given every reject, in the order of the rows,
        also of a load that changes nothing.

        Ids are unique by kind. Several datasets may describe one entity if they agree on its type; where they
        differ otherwise, the dataset whose id comes first counts, and a warning says so. Every other id belongs to
        one dataset. A reference may lead to any dataset, but not to a row that is a reject.

        Raises:
            LoadRefused: what is left would leave a reference of another dataset without its target.
            StoreUnavailable: the store cannot be written.
        """

    @abc.abstractmethod
    def retract(self, dataset: str) -> LoadReport:
        """Take a dataset back; a tombstone stays.

        Raises:
            UnknownThing: there is no such dataset.
            LoadRefused: another dataset refers to it.
        """

    @abc.abstractmethod
    def datasets(self) -> list[Dataset]:
        """All datasets, in the order of their first load."""

    @abc.abstractmethod
    def version(self) -> int:
        """The number of the newest load; 0 when there was none."""

    @abc.abstractmethod
    def snapshot(self, version: int | None = None, datasets: Sequence[str] | None = None) -> Snapshot:
        """The statements of a version (the newest, where none is named), or of some of its datasets.

        Raises:
            UnknownThing: there is no such dataset.
        """

    @abc.abstractmethod
    def history(self, kind: Kind, statement_id: str) -> Iterator[Stored]:
        """Every version of the statements with that id, oldest first."""

    @abc.abstractmethod
    def rejects(self, dataset: str) -> Iterator[Reject]:
        """The rejects of the newest load of a dataset."""

    @abc.abstractmethod
    def check(self) -> list[str]:
        """Verify the store; a sentence for each thing that is wrong."""

    @abc.abstractmethod
    def figures(self) -> dict[str, Any]:
        """Numbers for `status`: statements by kind, datasets, format, size."""

    @abc.abstractmethod
    def close(self) -> None:
        """Let go of the file or connection."""
