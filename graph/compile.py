"""Compiling: a snapshot becomes an index."""

from __future__ import annotations

import functools
import itertools
from array import array
from collections.abc import Iterable, Mapping

from graph.claims import Dates, Dating, Timed, claim, dates_of, dating, merged, timed
from graph.dated import phases
from graph.index import NEVER, STONES, Index
from graph.inferred import Row, without_repeats
from graph.parts import parts_of
from graph.sources import independent, passages_of
from graph.store import Snapshot
from graph.time import read
from schema.rules import Rule, Step, all_parts, all_tests
from schema.statements import INFERRED, MODALITIES, Absence, Entity, Observation, Relation, Source

_EMPTY: tuple[int, int] = (1, 0)
_KEPT = 1 << 14
"""How many different datings are kept: lists of units, and most sources, date thousands of relations alike."""


def compile_index(snapshot: Snapshot) -> Index:
    """Compile a snapshot. Pure: it reads the snapshot and nothing else, and changes nothing."""
    index, roles = Index(snapshot.vocabulary, snapshot.rules), snapshot.vocabulary.roles
    sources = [s for s in snapshot.statements("source") if isinstance(s, Source)]
    index.contents = {s.id: date for s in sources if (date := read(s.content_as_of)) is not None}
    index.passages, index.parts = passages_of(sources, roles.through_attribute), parts_of(sources)
    dates = _entities(snapshot, index)
    index.viewpoints = _viewpoints(sources, index)
    _relations(snapshot, index, dates)
    _adjacency(index)
    denied = _denied(index.rules.values())
    # by id: the order of loading decides nothing
    for statement in sorted(snapshot.statements("absence"), key=lambda s: s.id):
        if isinstance(statement, Absence) and statement.rule and statement.category == "gap":
            _deny(index, statement, (statement.rule, *denied.get(statement.rule, ())))
    for statement in sorted(snapshot.statements("observation"), key=lambda s: s.id):
        if isinstance(statement, Observation) and statement.subject in index.numbers:
            index.observations.setdefault(statement.indicator, []).append(
                (index.numbers[statement.subject], statement.id)
            )
            if statement.value == 0 and statement.qualifier == "=" and statement.modality == "asserted":
                _deny(index, _zero(index, statement), denied.get(statement.indicator, ()))
    return index


def _denied(rules: Iterable[Rule]) -> dict[str, tuple[str, ...]]:
    """The rules to which a word under another rule, or a figure of nothing, counts as a word that there is none."""
    found: dict[str, tuple[str, ...]] = {}
    for rule in rules:
        for name in (*rule.absence.rules, *rule.absence.zero):
            found[name] = (*found.get(name, ()), rule.id)
    return found


def _deny(index: Index, absence: Absence, rules: Iterable[str]) -> None:
    subject, target = index.numbers.get(absence.subject), index.numbers.get(absence.object or "")
    if subject is not None and (target is not None or not absence.object):
        for rule in rules:
            index.absences.setdefault((rule, subject, target), []).append(absence)


def _zero(index: Index, figure: Observation) -> Absence:
    """A figure of nothing, as a word that there is none."""
    indicator = index.vocabulary.indicator(figure.indicator)
    label = indicator.label if indicator else {"vi": figure.indicator, "en": figure.indicator}
    return Absence(
        id=figure.id, subject=figure.subject, date=figure.period, evidence=figure.evidence,
        text={language: f"{name}: 0 {figure.unit or ''}".rstrip() for language, name in label.items()},
    )  # fmt: skip


def _viewpoints(sources: Iterable[Source], index: Index) -> dict[str, int]:
    """The entity from whose side each source is written, as far as it is known."""
    role = index.vocabulary.roles.viewpoint_attribute
    named = {s.id: s.attributes.get(role) for s in sources}
    return {i: index.numbers[e] for i, e in named.items() if isinstance(e, str) and e in index.numbers}


def _entities(snapshot: Snapshot, index: Index) -> dict[int, Dates]:
    """Fill the columns of entities; what attributes say of dates is needed for the relations only."""
    told: dict[str, list[Entity]] = {}
    for statement in snapshot.statements("entity"):
        if isinstance(statement, Entity):
            slim = Entity(
                id=statement.id, dataset=statement.dataset, type=statement.type, subtype=statement.subtype,
                names={}, attributes=statement.attributes, modality=statement.modality,
            )  # fmt: skip
            told.setdefault(statement.id, []).append(slim)
    by_id = {name: merged(statements) for name, statements in told.items()}
    asked = _attributes_asked(index)
    dates: dict[int, Dates] = {}
    known_dates: dict[object, Dates] = {}
    for number, (name, entity) in enumerate(sorted(by_id.items())):
        kind = index.vocabulary.entity_type(entity.type)
        dated = dates[number] = dates_of(kind, entity.attributes, known_dates)
        index.ids.append(name)
        index.numbers[name] = number
        index.types.append(entity.type)
        index.subtypes.append(entity.subtype)
        index.lifetimes.append(dated.lifetime)
        # a topic stands for itself: only what stands for many is a collective
        collective = entity.attributes.get("traversable") is False and not (kind and kind.kind == "topic")
        index.collective.append(collective)
        index.stones.append(NEVER if collective or not kind else STONES[kind.stepping_stone])
        index.entity_modalities.append(MODALITIES.index(entity.modality))
        index.by_type.setdefault(entity.type, []).append(number)
        for attribute in asked & entity.attributes.keys():
            value = entity.attributes[attribute]
            over_time = phases(value, dated.lifetime, index.vocabulary.settings.persistence_years)
            index.attributes.setdefault(attribute, {})[number] = over_time or value
    return dates


def _attributes_asked(index: Index) -> set[str]:
    """The attributes that a rule or a role compares; no others are kept in memory."""
    tests = [test for rule in index.rules.values() for test in all_tests(rule)]
    compared = {name for test in tests for name in test.compared}
    return compared | {index.vocabulary.roles.within_attribute}


def _relations(snapshot: Snapshot, index: Index, dates: Mapping[int, Dates]) -> None:
    steps = [part for rule in index.rules.values() for part in all_parts(rule) if isinstance(part, Step)]
    asked = {name for step in steps for name in step.says.compared}
    rows: list[Row] = []

    @functools.lru_cache(maxsize=_KEPT)
    def dated(said: Dating, source: Dates, target: Dates) -> Timed:
        return timed(claim(said, index.vocabulary, (source, target), index.contents))

    for r in snapshot.statements("relation"):
        if not isinstance(r, Relation):
            continue
        source, target = index.numbers.get(r.source), index.numbers.get(r.target)
        if source is None or target is None or r.type not in index.type_numbers:
            index.without_end.append(r.id)
            continue
        # what joins something that is merely planned is no more than planned itself
        weakest = max(MODALITIES.index(r.modality), *(index.entity_modalities[e] for e in (source, target)))
        rows.append(
            Row(
                r.id,
                index.type_numbers[r.type],
                source,
                target,
                weakest,
                dated(dating(r), dates[source], dates[target]),
                min(independent(r.evidence, index.passages), 65535),
                {name: r.attributes[name] for name in asked & r.attributes.keys()} if asked else {},
                r.inference in INFERRED and not r.attributes,
            )
        )
    rows.sort(key=lambda row: row.id)
    for number, row in enumerate(without_repeats(rows)):
        days = row.days
        holding = days.holding
        index.relation_ids.append(row.id)
        index.relation_types.append(row.type)
        index.sources.append(row.source)
        index.targets.append(row.target)
        index.modalities.append(row.modality)
        certain = holding.certain[0] if holding.certain else _EMPTY
        possible = holding.possible[0] if holding.possible else _EMPTY
        index.certain_first.append(certain[0])
        index.certain_last.append(certain[1])
        index.possible_first.append(possible[0])
        index.possible_last.append(possible[1])
        index.fresh_until.append(holding.fresh_until)
        index.news_first.append(days.news[0])
        index.news_last.append(days.news[1])
        index.independent.append(row.independent)
        index.is_event.append(days.is_event)
        index.timeless.append(days.timeless)
        for name, value in row.says.items():
            index.relation_attributes.setdefault(name, {})[number] = value
        if len(holding.certain) > 1 or len(holding.possible) > 1:
            index.several[number] = holding


def _adjacency(index: Index) -> None:
    degrees = array("i", bytes(4 * (len(index.ids) + 1)))
    ends = list(zip(index.sources, index.targets, strict=True))
    for source, target in ends:
        degrees[source] += 1
        if target != source:
            degrees[target] += 1
    total = 0
    for entity in range(len(index.ids)):
        total += degrees[entity]
        index.offsets.append(total)
    next_place = array("i", index.offsets)
    index.near_relation, index.near_entity = array("i", bytes(4 * total)), array("i", bytes(4 * total))
    index.near_way = array("H", bytes(2 * total))
    # outgoing before incoming, and both in the order of types: so each entity's places come out in order
    by_type = sorted(range(len(ends)), key=index.relation_types.__getitem__)
    for kind, members in itertools.groupby(by_type, key=index.relation_types.__getitem__):
        relations = list(members)
        for incoming in (0, 1):
            for relation in relations:
                entity, other = ends[relation][:: -1 if incoming else 1]
                if incoming and entity == other:
                    continue
                place = next_place[entity]
                next_place[entity] += 1
                index.near_relation[place], index.near_entity[place] = relation, other
                index.near_way[place] = 2 * kind + incoming
