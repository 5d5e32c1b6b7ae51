"""An entity with all that is said of it: names, lifetime, what it was and became, how much is known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from graph.answers import EntityAnswer, Heir, Holds, Notice, PhaseItem, Succession
from graph.dated import phases
from graph.intervals import covers
from graph.sources import independent
from graph.succession import Succession as SuccessionOf
from graph.tell import PARTIAL, Teller, part_of
from graph.time import Holding
from schema.messages import say
from schema.statements import Entity


def tell_entity(teller: Teller, entity_id: str, day: int | None, today: int) -> EntityAnswer:
    """Write an entity, and what of it holds on a day; `today` counts where no day is asked."""
    index, number = teller.index, teller.index.numbers[entity_id]
    entity, summary = teller.entity(entity_id), teller.summary(entity_id, day)
    kinds: dict[str, int] = {}
    for place in index.near(number):
        kind = index.relation_type(index.near_relation[place]).type
        kinds[kind] = kinds.get(kind, 0) + 1
    return EntityAnswer(
        data_version=teller.snapshot.data_version(), warnings=_conflicts(teller, entity_id),
        **{f: getattr(summary, f) for f in summary.__struct_fields__},
        aliases=entity.aliases, contextual_aliases=entity.contextual_aliases, attributes=entity.attributes,
        attributes_over_time=_over_time(teller, entity, day), note=entity.note,
        predecessors=_successions(teller, number, forward=False),
        successors=_successions(teller, number, forward=True), today=_at_last(teller, number, day or today),
        formerly=_at_first(teller, number, day or today),
        observations=sum(s == number for known in index.observations.values() for s, _ in known),
        relations=dict(sorted(kinds.items())), evidence=teller.evidence(entity.evidence),
        independent_sources=independent(entity.evidence, index.passages), copies=teller.copies(entity.evidence),
    )  # fmt: skip


def _at_last(teller: Teller, number: int, day: int) -> tuple[Heir, ...]:
    """What an entity is on a day, through as many successions as it took; nothing where it is itself there still."""
    index = teller.index
    if covers((index.lifetimes[number].possible,), day):
        return ()
    return _heirs(teller, SuccessionOf(index, day).living_successors(number))


def _at_first(teller: Teller, number: int, day: int) -> tuple[Heir, ...]:
    """What was there before everything else, through as many successions as are recorded."""
    chain = SuccessionOf(teller.index, day)
    reached = chain.predecessors(number)
    return _heirs(teller, {e: r for e, r in reached.items() if not chain.predecessors(e).keys() - {number}})


def _heirs(teller: Teller, reached: Mapping[int, Sequence[int]]) -> tuple[Heir, ...]:
    ids, relation_ids = teller.index.ids, teller.index.relation_ids
    return tuple(
        Heir(
            id=ids[entity], name=teller.name(ids[entity]), relations=tuple(relation_ids[r] for r in relations),
            part=_part_of_all([part_of(teller.relation(r).attributes) for r in relations]),
        )
        for entity, relations in sorted(reached.items())
    )  # fmt: skip


def _part_of_all(parts: Sequence[str | None]) -> str | None:
    """How much of a unit goes all the way through successions."""
    if PARTIAL in parts:
        return PARTIAL
    return parts[0] if len(set(parts)) == 1 else None


def _over_time(teller: Teller, entity: Entity, day: int | None) -> dict[str, tuple[PhaseItem, ...]]:
    """The attributes that change while the entity stays the same."""
    life = teller.index.lifetimes[teller.index.numbers[entity.id]]
    persistence = teller.index.vocabulary.settings.persistence_years
    read = {name: phases(value, life, persistence) for name, value in entity.attributes.items()}
    return {
        name: tuple(
            PhaseItem(value=p.value, valid=p.valid, attested=p.attested, holds=_holds(p.holding, day)) for p in known
        )
        for name, known in read.items()
        if known
    }


def _holds(holding: Holding, day: int | None) -> Holds:
    if day is None:
        return None
    return "certain" if covers(holding.certain, day) else "possible" if covers(holding.possible, day) else None


def _successions(teller: Teller, number: int, *, forward: bool) -> tuple[Succession, ...]:
    index = teller.index
    found = []
    for place in index.near_of_type(number, index.type_numbers[teller.index.vocabulary.roles.succession]):
        relation = index.near_relation[place]
        if (index.sources[relation] == number) == forward:
            statement, other = teller.relation(relation), index.ids[index.near_entity[place]]
            found.append(
                Succession(
                    id=other, name=teller.name(other), part=part_of(statement.attributes),
                    valid=statement.valid, evidence=teller.evidence(statement.evidence),
                )
            )  # fmt: skip
    return tuple(found)


def _conflicts(teller: Teller, entity_id: str) -> tuple[Notice, ...]:
    """Warnings of attributes on which datasets differ: the one of the first, by id, is shown, the others are named."""
    given: dict[str, dict[str, Any]] = {}
    for statement in sorted(teller.snapshot.get("entity", entity_id), key=lambda s: s.dataset):
        for name, value in statement.attributes.items():
            given.setdefault(name, {})[statement.dataset] = value
    warnings = []
    for name, values in given.items():
        if any(v != next(iter(values.values())) for v in values.values()):
            told = "; ".join(f"{dataset}: {value}" for dataset, value in values.items())
            message = say("attribute_conflict", attribute=name, values=told)
            warnings.append(Notice(code="attribute_conflict", message=message, entities=(entity_id,)))
    return tuple(warnings)
