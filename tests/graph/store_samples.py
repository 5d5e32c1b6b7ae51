"""Statements to load in tests of stores, and what one wants to know of a store."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from graph.store import Incoming, LoadReport, Place, Reject, Snapshot, Store
from schema import statements
from schema.statements import (
    Absence,
    Entity,
    Evidence,
    Objective,
    Observation,
    Passage,
    Relation,
    Source,
    Statement,
)

MakeStore = Callable[..., Store]
Row = Statement | Reject


def place(n: int) -> Place:
    """The place of the n-th row, counted from 1."""
    return Place(file="rows.csv", row=n + 1)


def rows(*given: Row) -> Iterator[Incoming]:
    """Rows of a source, in order."""
    return (Incoming(place(n), row) for n, row in enumerate(given, 1))


def entity(id_: str, type_: str = "Province", **more: Any) -> Entity:
    """An entity with as little as it may have."""
    return Entity(**{"id": id_, "type": type_, "names": {"vi": id_}, **more})


def relation(id_: str, source: str, target: str, **more: Any) -> Relation:
    """A relation with as little as it may have."""
    return Relation(**{"id": id_, "type": "borders", "source": source, "target": target, **more})


def source(id_: str, **more: Any) -> Source:
    """A source with as little as it may have."""
    return Source(id=id_, title={"vi": id_}, **more)


def said(*sources: str, by: str | None = None) -> tuple[Evidence, ...]:
    """Evidence in sources."""
    return tuple(Evidence(source=s, start=1, end=9, asserted_by=by) for s in sources)


LANG_SON, QUANG_TAY = "prov:lang-son", "prov:quang-tay"

BASE: tuple[Statement, ...] = (
    source("s0"),
    source("s1", shared_passages=(Passage("s0", 1, 5, 3, 7),)),
    entity(LANG_SON, attributes={"level": "province"}, evidence=said("s0")),
    entity(QUANG_TAY),
    relation("r1", LANG_SON, QUANG_TAY, valid="2016-02/..", evidence=said("s0", "s1", by=QUANG_TAY)),
    Observation(id="o1", indicator="border_length", subject=LANG_SON, value=231.74, unit="km", evidence=said("s0")),
    Absence(id="a1", subject=LANG_SON, object=QUANG_TAY, text={"vi": "chưa có"}, evidence=said("s1")),
    Objective(id="j1", subject=LANG_SON, text={"vi": "sẽ kết nghĩa"}, modality="planned", evidence=said("s0")),
)


def ids(snapshot: Snapshot) -> list[tuple[str, str, str]]:
    """What a snapshot holds, in its order: kind, dataset and id."""
    return [(statements.kind_of(s), s.dataset, s.id) for s in snapshot.statements()]


def held(store: Store) -> list[str]:
    """The ids that the newest version holds, in its order."""
    return [s.id for s in store.snapshot().statements()]


def numbers(report: LoadReport) -> tuple[int, int, int, int, int]:
    """Added, changed, removed, unchanged, rejected."""
    return (report.added, report.changed, report.removed, report.unchanged, report.rejected)
