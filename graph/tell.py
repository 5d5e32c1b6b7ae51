"""Telling: numbers of an index turned into what is written in answers, names, dates and evidence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from graph.answers import Copies, EvidenceItem, Holds, RelationItem, Sides, Summary
from graph.claims import claim_of, merged
from graph.index import Index
from graph.intervals import covers
from graph.parts import part_at
from graph.sides import Split, split
from graph.sources import clusters
from graph.store import Snapshot
from graph.time import Holding, Lifetime, bounded, derive, read
from schema.dates import FIRST, FUTURE, LAST, PAST, day_text, from_days, span_within
from schema.messages import say
from schema.statements import LANGUAGES, Entity, Evidence, Relation, Source, Texts

PARTIAL = "partial"
"""What `part` says of a succession of a part of a unit."""


class Teller:
    """Writes answers from a snapshot and its index, in one language."""

    def __init__(self, snapshot: Snapshot, index: Index, lang: str) -> None:
        self.snapshot = snapshot
        self.index = index
        self.lang = lang
        self._entities: dict[str, Entity] = {}
        self._sources: dict[str, tuple[str | None, str | None]] = {}

    def entity(self, entity_id: str) -> Entity:
        """The entity of that id, joined from all datasets that describe it."""
        known = self._entities.get(entity_id)
        if known is None:
            statements = [s for s in self.snapshot.get("entity", entity_id) if isinstance(s, Entity)]
            known = self._entities[entity_id] = merged(statements)
        return known

    def relation(self, number: int) -> Relation:
        """The statement behind a relation number."""
        (statement,) = self.snapshot.get("relation", self.index.relation_ids[number])
        assert isinstance(statement, Relation)  # relations and their ids come from the same snapshot
        return statement

    def name(self, entity_id: str) -> str:
        """What an entity is called in the language of the answer."""
        return in_language(self.entity(entity_id).names, self.lang) or entity_id

    def names(self, entity_id: str) -> Texts:
        """What an entity is called, for messages in both languages."""
        names = self.entity(entity_id).names
        return {lang: in_language(names, lang) or entity_id for lang in ("vi", "en")}

    def summary(self, entity_id: str, day: int | None = None) -> Summary:
        """An entity in short, and in which unit it lies: on a day, or at last."""
        entity, number = self.entity(entity_id), self.index.numbers[entity_id]
        return Summary(
            id=entity.id, type=entity.type, subtype=entity.subtype, name=self.name(entity_id), names=entity.names,
            lifetime=lifetime_text(self.index.lifetimes[number]), in_=self.unit_of(number, day),
        )  # fmt: skip

    def summaries(self, entity_ids: Iterable[str]) -> dict[str, Summary]:
        """Several entities in short, by id."""
        return {i: self.summary(i) for i in dict.fromkeys(entity_ids)}

    def unit_of(self, number: int, day: int | None = None) -> str | None:
        """The one unit that an entity lies in, governs or applies to; None if there is none or several.

        On a day, where it is in one then; else the last one.
        """
        index = self.index
        for name in index.vocabulary.roles.within:
            until: dict[int, int] = {}
            now: set[int] = set()
            for place in index.near_of_type(number, index.type_numbers[name], "out"):
                relation, unit = index.near_relation[place], index.near_entity[place]
                days = index.possible(relation)
                if days and index.modalities[relation] == 0:
                    until[unit] = max(days[-1][1], until.get(unit, PAST))
                    if day is not None and covers(days, day):
                        now.add(unit)
            units = list(now) or [unit for unit, last in until.items() if last == max(until.values())]
            if units:
                return index.ids[units.pop()] if len(units) == 1 else None
        named = index.attributes.get(index.vocabulary.roles.within_attribute, {}).get(number)
        return named if isinstance(named, str) else None

    def units_around(self, number: int) -> list[str]:
        """The units in which an entity lies, from the nearest up to its country, which is left out."""
        found: list[str] = []
        while (unit := self.unit_of(number)) is not None and unit not in found:
            number = self.index.numbers[unit]
            if self.index.whereabouts.is_country(number):
                break
            found.append(unit)
        return found

    def evidence(self, items: Sequence[Evidence]) -> tuple[EvidenceItem, ...]:
        """Evidence with the genre of its source, and the part of it in which it lies."""
        return tuple(
            EvidenceItem(
                source=e.source, start=e.start, end=e.end, quote=e.quote, genre=self._known_of(e.source)[0],
                asserted_by=e.asserted_by, part=part_at(e.source, e.start, e.end, self.index.parts),
                through=self._known_of(e.source)[1],
            )
            for e in items
        )  # fmt: skip

    def copies(self, items: Sequence[Evidence]) -> Copies:
        """The sources of evidence that are one source, since what is quoted stands in a passage that they share."""
        if len(items) < 2 or not self.index.passages:
            return ()
        return tuple(sorted(tuple(sorted(c)) for c in clusters(items, self.index.passages) if len(c) > 1))

    def split(self, number: int, statement: Relation) -> Split | None:
        """Which sides assert a relation, given by its number and its statement."""
        return split(self.index, self.index.sources[number], self.index.targets[number], statement.evidence)

    def sides(self, found: Split | None) -> Sides | None:
        """Which sides assert what crosses a border, in ids and in words."""
        if found is None:
            return None
        asserted, silent = ([self.index.ids[c] for c in sorted(side)] for side in found)
        names = {lang: ", ".join(self.names(c)[lang] for c in asserted) for lang in ("vi", "en")}
        told = say(f"sides_{found.which}", asserted=names)
        return Sides(which=found.which, asserted=tuple(asserted), silent=tuple(silent), in_words=told)

    def holding(self, number: int) -> Holding:
        """The days of a relation, derived again from what is stored: the index keeps no more than it compares."""
        statement = self.relation(number)
        ends = (self.entity(statement.source), self.entity(statement.target))
        holding = derive(claim_of(statement, self.index.vocabulary, ends, self.index.contents))
        allowed = self.index.allowed.get(number)
        return bounded(holding, *allowed) if allowed else holding

    def attested(self, statement: Relation) -> tuple[str, ...]:
        """What its sources attest: the dates stated, and the content date of each source."""
        contents = [self._content(s) for s in sorted({e.source for e in statement.evidence})]
        return tuple(dict.fromkeys([*statement.attested, *(c for c in contents if c)]))

    def last_attested(self, statements: Iterable[Relation]) -> str | None:
        """The latest attestation of the relation whose news is the oldest, verbatim."""
        latest = [max(self.attested(s), key=last_day_of, default=None) for s in statements]
        return min((t for t in latest if t is not None), key=last_day_of, default=None)

    def holds(self, number: int, day: int | None) -> Holds:
        """How a relation holds on a day; None without a day, or where it does not."""
        if day is None:
            return None
        if self.index.certainly(number, day):
            return "certain"
        return "possible" if self.index.possibly(number, day) else None

    def relation_item(self, number: int, day: int | None) -> RelationItem:
        """A relation as lists show it."""
        statement = self.relation(number)
        return RelationItem(
            id=statement.id, type=statement.type, class_=self.index.relation_type(number).cls,
            source=statement.source, target=statement.target, valid=statement.valid,
            attested=self.attested(statement), last_attested=self.last_attested([statement]),
            holds=self.holds(number, day), modality=statement.modality, inference=statement.inference,
            attributes=statement.attributes, independent_sources=self.index.independent[number],
            evidence=self.evidence(statement.evidence), copies=self.copies(statement.evidence),
            sides=self.sides(self.split(number, statement)), note=statement.note,
        )  # fmt: skip

    def _known_of(self, source_id: str) -> tuple[str | None, str | None]:
        """The genre of a source, and the one through which alone it is known."""
        known = self._sources.get(source_id)
        if known is None:
            source, role = self._source(source_id), self.index.vocabulary.roles.through_attribute
            through = source.attributes.get(role) if source else None
            known = (source.genre if source else None, through if isinstance(through, str) else None)
            self._sources[source_id] = known
        return known

    def _content(self, source_id: str) -> str | None:
        source = self._source(source_id)
        return source.content_as_of if source else None

    def _source(self, source_id: str) -> Source | None:
        return next((s for s in self.snapshot.get("source", source_id) if isinstance(s, Source)), None)


def part_of(attributes: Mapping[str, Any]) -> str | None:
    """How much of a unit goes where a succession leads: `whole` or `partial`; None where its attributes do not say."""
    part = attributes.get("part")
    return part if isinstance(part, str) else None


def in_language(texts: Texts, lang: str) -> str | None:
    """A text in a language, else in Vietnamese, English, Chinese, Lao."""
    return next((text for key in (lang, *LANGUAGES) if (text := texts.get(key))), None)


def day_or_none(day: int) -> str | None:
    """The ISO date of a day; None for no bound."""
    return None if day < FIRST or day > LAST else day_text(day)


def lifetime_text(life: Lifetime) -> str | None:
    """A lifetime as EDTF; None where nothing bounds it."""
    if life.born is None and life.last is None:
        return None
    born = from_days(life.born.first, life.born.last) if life.born else ""
    last = from_days(life.last.first, life.last.last) if life.last else ""
    return f"{born}/{last}"


def last_day_of(text: str) -> int:
    """The last day of an attestation, to compare its age with others'; of one that cannot be read, the past."""
    date = read(text)
    last = span_within(date, None).last if date else PAST
    return PAST if last >= FUTURE else last
