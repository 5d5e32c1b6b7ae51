"""What the days of a relation depend on: the statement itself, its two ends, and the content dates of its sources.

`dependencies` names these, so that after a load only what changed has to be derived again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec

from graph.intervals import Interval
from graph.time import THROUGHOUT, Claim, Holding, act_date, derive, happening, lifetime, read
from schema.dates import FUTURE, PAST, Edtf, span_within
from schema.statements import INFERENCES, MODALITIES, Entity, Kind, Relation
from schema.vocabulary import Behaviour, EntityType, Vocabulary


def dependencies(relation: Relation) -> frozenset[tuple[Kind, str]]:
    """The statements on which the days of a relation depend, and no others."""
    ends: set[tuple[Kind, str]] = {("relation", relation.id), ("entity", relation.source), ("entity", relation.target)}
    return frozenset(ends | {("source", e.source) for e in relation.evidence})


class Dates:
    """What the attributes of an entity say of dates. Equal only to itself: see `dates_of`."""

    __slots__ = ("act", "happened", "is_event", "is_instrument", "lifetime")

    def __init__(self, kind: EntityType | None, attributes: Mapping[str, Any]) -> None:
        self.is_event = bool(kind and kind.happens)
        self.is_instrument = bool(kind and kind.acts)
        self.lifetime = lifetime(kind, attributes) if kind else THROUGHOUT
        self.happened = happening(kind, attributes) if kind else None
        self.act = act_date(kind, attributes) if kind else None


def dates_of(kind: EntityType | None, attributes: Mapping[str, Any], known: dict[object, Dates]) -> Dates:
    """The one object for what attributes say of dates: many entities say the same. `known`: those so far, by that."""
    said = tuple(v if isinstance(v := attributes.get(n), str) else None for n in kind.dated) if kind else ()
    key = (kind.type, said) if kind else None
    found = known.get(key)
    if found is None:
        found = known[key] = Dates(kind, attributes)
    return found


class Dating(msgspec.Struct, frozen=True):
    """What a relation itself contributes to its days: many say the same."""

    type: str
    valid: str | None
    attested: tuple[str, ...]
    sources: tuple[str, ...]


class Timed(msgspec.Struct, frozen=True):
    """The days of a relation, and of what kind they are.

    `news`: the first and the last day of which sources speak when they say that it holds. Where no source is dated,
    the day that it names; where it names none either, any day.
    """

    holding: Holding
    is_event: bool
    timeless: bool
    news: Interval


def timed(claimed: Claim) -> Timed:
    """The days of what is claimed."""
    timeless = claimed.valid is not None and claimed.valid.timeless
    return Timed(derive(claimed), claimed.behaviour == "event", timeless, _news(claimed))


def _news(claimed: Claim) -> Interval:
    dates = [*claimed.contents, *claimed.attested]
    if not dates:
        named = claimed.happened if claimed.behaviour == "event" and claimed.valid is None else claimed.valid
        dates = [named] if named and not named.timeless else []
    spans = [s for s in (span_within(d, None) for d in dates) if s.first > PAST or s.last < FUTURE]
    if not spans:
        return PAST, FUTURE
    # what has begun by a day is known for that day only
    return min(s.first for s in spans), max(s.last if s.last < FUTURE else s.first for s in spans)


def dating(relation: Relation) -> Dating:
    """What a relation contributes to its days."""
    sources = tuple(sorted({e.source for e in relation.evidence}))
    return Dating(relation.type, relation.valid, relation.attested, sources)


def claim_of(
    relation: Relation, vocabulary: Vocabulary, ends: tuple[Entity, Entity], contents: Mapping[str, Edtf]
) -> Claim:
    """What the days of a relation depend on: itself, its two ends, and the content dates of its sources."""
    kinds = [vocabulary.entity_type(e.type) for e in ends]
    dates = [Dates(k, e.attributes) for k, e in zip(kinds, ends, strict=True)]
    return claim(dating(relation), vocabulary, dates, contents)


def claim(said: Dating, vocabulary: Vocabulary, ends: Sequence[Dates], contents: Mapping[str, Edtf]) -> Claim:
    """The same, where the dates of the ends are known."""
    kind = vocabulary.relation_type(said.type)
    behaviour: Behaviour = kind.time if kind else "state"
    is_act = behaviour == "event"
    if any(e.is_event for e in ends):
        behaviour = "event"
    happened = next((e.happened for e in ends if e.happened), None)
    if happened is None and is_act:
        happened = next((e.act for e in ends if e.is_instrument), None)  # the acting one's, if both are instruments
    years = kind.persistence_years if kind and kind.persistence_years is not None else None
    return Claim(
        behaviour=behaviour,
        valid=read(said.valid),
        attested=tuple(d for text in said.attested if (d := read(text)) is not None),
        contents=tuple(contents[s] for s in said.sources if s in contents),
        source=ends[0].lifetime,
        target=ends[1].lifetime,
        happened=happened,
        persistence=vocabulary.settings.persistence_years if years is None else years,
    )


def merged(statements: Iterable[Entity]) -> Entity:
    """One entity from the statements of several datasets: names and aliases joined, each attribute and note from one.

    From the first by dataset id, whichever was loaded first: the same records give the same answers. It is as firm as
    the firmest of them.
    """
    first, *others = sorted(statements, key=lambda s: s.dataset)
    if not others:
        return first
    names, attributes = dict(first.names), dict(first.attributes)
    aliases, contextual, evidence = list(first.aliases), list(first.contextual_aliases), list(first.evidence)
    for other in others:
        for language, name in other.names.items():
            if names.setdefault(language, name) != name:
                aliases.append(name)
        attributes = {**other.attributes, **attributes}
        aliases += [a for a in other.aliases if a not in aliases]
        contextual += [a for a in other.contextual_aliases if a not in contextual]
        evidence += [e for e in other.evidence if e not in evidence]
    return Entity(
        id=first.id, dataset=first.dataset, type=first.type, names=names, attributes=attributes,
        note=next((s.note for s in (first, *others) if s.note), None),
        subtype=next((s.subtype for s in (first, *others) if s.subtype), None), aliases=tuple(aliases),
        contextual_aliases=tuple(contextual), evidence=tuple(evidence),
        modality=min((s.modality for s in (first, *others)), key=MODALITIES.index),
        inference=min((s.inference for s in (first, *others)), key=INFERENCES.index),
    )  # fmt: skip
