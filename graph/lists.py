"""Lists: entities, relations, observations and statements that fit a filter, in a stable order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Literal

import msgspec

from graph.figures import Figures
from graph.index import Index
from graph.parts import rests_on
from graph.sides import Which, split
from graph.tell import Teller
from graph.time import read
from schema.dates import span_within
from schema.statements import Absence, Entity, Kind, Objective, Observation, Relation, Source, Statement, kind_of
from schema.vocabulary import RelationClass, Vocabulary

PASSIVE: tuple[RelationClass, ...] = ("structural", "identity")
"""Classes of relations that say where something lies, what it is part of and what it became, not what it does."""


class StatementFilter(msgspec.Struct, frozen=True, kw_only=True):
    """Which statements. Ids throughout; None and empty: all.

    `rests_on`: the kind of part in which all their evidence lies. `sides`: which sides assert a relation.
    """

    kind: Kind | None = None
    subject: str | None = None
    area: str | None = None
    source: str | None = None
    modalities: tuple[str, ...] = ()
    inferences: tuple[str, ...] = ()
    genre: str | None = None
    rests_on: str | None = None
    sides: Which | None = None


def entities(index: Index, types: Sequence[str], area: str | None) -> Callable[[int], bool]:
    """Whether an entity is of one of the types and in an area."""
    wanted = set(types)
    inside = _in_area(index, area)
    return lambda e: (not wanted or index.types[e] in wanted) and inside(e)


def _in_area(index: Index, area: str | None) -> Callable[[int], bool]:
    """Whether an entity is at any time in an area, where one is given."""
    if area is None:
        return lambda _: True
    within = index.numbers[area]
    return lambda e: within in index.whereabouts.areas(e)


def relations(
    index: Index, entity: int, types: Sequence[str], classes: Sequence[str],
    direction: Literal["in", "out"] | None, day: int | None, holds: str, modalities: frozenset[int],
) -> list[int]:  # fmt: skip
    """The relations of an entity that hold on a day, by number. `best`: possible ones only where none is certain."""
    found = []
    for place in index.near(entity):
        number = index.near_relation[place]
        kind = index.relation_type(number)
        if index.modalities[number] not in modalities or (types and kind.type not in types):
            continue
        if (classes and kind.cls not in classes) or (
            direction and (index.sources[number] == entity) != (direction == "out")
        ):
            continue
        found.append(number)
    if day is not None:
        certain = [r for r in found if index.certainly(r, day)]
        if holds == "certain" or (holds == "best" and certain):
            found = certain
        else:
            found = [r for r in found if index.possibly(r, day)]
    return sorted(found)


def observations(
    figures: Figures, subject: str | None, area: str | None, indicator: str | None, period: str | None,
    modalities: Sequence[str],
) -> list[Observation]:  # fmt: skip
    """The observations that fit, by id. A period fits where the two have a day in common."""
    index = figures.index
    inside = _in_area(index, area)
    ids = sorted(
        observation_id
        for name, known in index.observations.items()
        if indicator is None or name == indicator
        for number, observation_id in known
        if (subject is None or index.ids[number] == subject) and inside(number)
    )
    found = (figures.observation(i) for i in ids)
    return [o for o in found if (not modalities or o.modality in modalities) and _meets(o.period, period)]


def statements(teller: Teller, wanted: StatementFilter) -> list[Statement]:
    """The statements that fit, by kind and id."""
    index = teller.index
    inside = _in_area(index, wanted.area)
    genres = {s.id: s.genre for s in teller.snapshot.statements("source") if isinstance(s, Source)}
    found: list[Statement] = []
    for statement in teller.snapshot.statements(wanted.kind):
        if isinstance(statement, Source):
            continue
        about = subjects(statement)
        sources = {e.source for e in statement.evidence}
        if wanted.subject is not None and wanted.subject not in about:
            continue
        if wanted.area is not None and not any(inside(index.numbers[s]) for s in about if s in index.numbers):
            continue
        if wanted.source is not None and wanted.source not in sources:
            continue
        if wanted.genre is not None and not any(genres.get(s) == wanted.genre for s in sources):
            continue
        if wanted.modalities and statement.modality not in wanted.modalities:
            continue
        if wanted.inferences and statement.inference not in wanted.inferences:
            continue
        if wanted.rests_on is not None and not rests_on(statement.evidence, wanted.rests_on, index.parts):
            continue
        if wanted.sides is not None and _sides(index, statement) != wanted.sides:
            continue
        found.append(statement)
    return found


def _sides(index: Index, statement: Statement) -> Which | None:
    """Which sides assert a relation; None of anything else."""
    if not isinstance(statement, Relation):
        return None
    ends = [index.numbers.get(end) for end in (statement.source, statement.target)]
    found = split(index, ends[0], ends[1], statement.evidence) if ends[0] is not None and ends[1] is not None else None
    return found.which if found else None


def subjects(statement: Statement) -> tuple[str, ...]:
    """The entities that a statement is about."""
    if isinstance(statement, Entity):
        return (statement.id,)
    if isinstance(statement, Relation):
        return (statement.source, statement.target)
    if isinstance(statement, Absence):
        return (statement.subject, statement.object) if statement.object else (statement.subject,)
    if isinstance(statement, Observation | Objective):
        return (statement.subject,)
    return ()


def only_lists(statement: Statement, vocabulary: Vocabulary) -> bool:
    """Whether a statement says no more than that something is there, where it lies, or what it became."""
    if isinstance(statement, Relation):
        kind = vocabulary.relation_type(statement.type)
        return kind is not None and kind.cls in PASSIVE
    return isinstance(statement, Entity)


def whole(teller: Teller, statement: Statement) -> dict[str, Any]:
    """A statement with every field, defaults too, and evidence as all answers have it."""
    fields = {name: getattr(statement, name) for name in statement.__struct_fields__}
    evidence = teller.evidence(fields.get("evidence", ()))
    fields["evidence"] = [{name: getattr(e, name) for name in e.__struct_fields__} for e in evidence]
    return {"kind": kind_of(statement), **fields}


def _meets(period: str | None, asked: str | None) -> bool:
    if asked is None:
        return True
    ours, theirs = read(period), read(asked)
    if ours is None or theirs is None:
        return False
    a, b = span_within(ours, None), span_within(theirs, None)
    return a.first <= b.last and b.first <= a.last
