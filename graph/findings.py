"""What a load finds wrong or odd, in words: the same on every backend."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from graph.references import Reference
from graph.store import Place, Reject
from schema.errors import LoadRefused
from schema.statements import Entity, Kind
from schema.vocabulary import Vocabulary

SHOWN_REJECTS = 1000
"""How many rejects a report holds; a store keeps all."""
SHOWN_CONFLICTS = 20
SHOWN_DANGLING = 20
REFERRED: tuple[Kind, ...] = ("source", "entity")
"""The kinds to which statements refer."""

_ONE: dict[str, str] = {"entity": "an entity", "source": "a source"}


class Pair(NamedTuple):
    """Relations of one type between entities of two types: how many, and the least id of them."""

    relation: str
    source: str
    target: str
    times: int
    example: str


class Dangling(NamedTuple):
    """References of a dataset to something that would be gone: how many, and the first of the statements."""

    dataset: str
    to_kind: str
    to_id: str
    times: int
    kind: str
    id: str
    column: str


def where(place: Place) -> str:
    """A place in words."""
    parts = [place.file, f"sheet {place.sheet}" if place.sheet else "", f"row {place.row}" if place.row else ""]
    return ", ".join(p for p in parts if p)


def doubled(place: Place, kind: str, statement_id: str, first: Place) -> Reject:
    """The second of two rows with the same id."""
    return _id_reject(place, statement_id, f"an id that no other {kind} has: it is used in {where(first)} already")


def taken(place: Place, kind: str, statement_id: str, dataset: str, kept: str | None, given: str | None) -> Reject:
    """A row whose id another dataset uses for something else (an entity: of type `kept`)."""
    if kind == "entity":
        expected = f"the type {kept}, which dataset {dataset} gives this entity, or another id"
        return Reject(place=place, column="type", value=given, id=statement_id, expected=expected)
    return _id_reject(place, statement_id, f"an id that no other {kind} has: dataset {dataset} uses it already")


def unknown(place: Place, statement_id: str, reference: Reference, rejected: bool) -> Reject:
    """A reference to what is not there, or to a row that is itself a reject."""
    expected = f"the id of {_ONE[reference.kind]} of this load or of another dataset"
    if rejected:
        expected += "; the row that has it was rejected"
    return Reject(place=place, column=reference.column, value=reference.id, id=statement_id, expected=expected)


def unwritable(place: Place, statement_id: str, error: Exception) -> Reject:
    """A statement that has no JSON."""
    return Reject(place=place, id=statement_id, expected=f"values that can be written as JSON ({error})")


def pair_warnings(vocabulary: Vocabulary, pairs: Iterable[Pair]) -> Iterator[str]:
    """The pairs of types that the vocabulary does not have for a relation type."""
    for pair in sorted(pairs):
        relation = vocabulary.relation_type(pair.relation)
        if relation is None or not relation.ends or (pair.source, pair.target) in relation.ends:
            continue
        yield (
            f"{pair.relation} from {pair.source} to {pair.target} is not among the pairs of the vocabulary: "
            f"{_times(pair.times, 'relation')}, such as {pair.example}"
        )


def conflict_warnings(conflicts: Iterable[tuple[Entity, Entity]]) -> Iterator[str]:
    """What two datasets say differently of one entity; the one whose id comes first counts."""
    more = 0
    shown = 0
    for pair in conflicts:
        wins, other = sorted(pair, key=lambda e: e.dataset)
        for name, kept, given in _differences(wins, other):
            if shown == SHOWN_CONFLICTS:
                more += 1
                continue
            shown += 1
            yield (
                f"{wins.id}: {name} is {kept!r} in dataset {wins.dataset} and {given!r} in dataset {other.dataset}; "
                f"{wins.dataset}, which comes first by id, counts"
            )
    if more:
        yield f"{_times(more, 'more value')} differ between datasets"


def refused(dataset: str, dangling: Sequence[Dangling], total: int) -> LoadRefused:
    """The error of a load or retraction that other datasets do not allow."""
    first = dangling[0]
    return LoadRefused(
        f"dataset {dataset} would lose what other datasets refer to, {_times(total, 'reference')} in all: "
        f"{first.kind} {first.id} of dataset {first.dataset} names {first.to_id}, for one. Nothing was changed. "
        f"Keep it, or change or retract {first.dataset} first",
        [
            {
                "dataset": d.dataset,
                "kind": d.kind,
                "id": d.id,
                "column": d.column,
                "value": d.to_id,
                "expected": f"{_ONE[d.to_kind]} that stays",
                "references": d.times,
            }
            for d in dangling
        ],
    )


def _differences(a: Entity, b: Entity) -> Iterator[tuple[str, object, object]]:
    if a.subtype is not None and b.subtype is not None and a.subtype != b.subtype:
        yield "subtype", a.subtype, b.subtype
    for prefix, ours, theirs in (("name ", a.names, b.names), ("", a.attributes, b.attributes)):
        for key in sorted(ours.keys() & theirs.keys()):
            if ours[key] != theirs[key]:
                yield f"{prefix}{key}", ours[key], theirs[key]


def _id_reject(place: Place, statement_id: str, expected: str) -> Reject:
    return Reject(place=place, column="id", value=statement_id, id=statement_id, expected=expected)


def _times(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
