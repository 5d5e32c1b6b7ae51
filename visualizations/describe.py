"""Entities and relations in words: the plain text of tooltips, and the cells of tables say the same."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from graph.answers import Copies, EvidenceItem, RelationItem, Reported, Sides, Summary
from graph.view import View
from schema.messages import number_text, say
from schema.statements import Source
from visualizations.style import SIDES
from visualizations.words import Words

KINDLESS = "topic"
_LANGUAGES = ("vi", "en", "zh", "lo")


class Name(NamedTuple):
    """A name and its language, as far as it is known."""

    text: str
    language: str | None


class Describer:
    """Says what things are, in one language, with the vocabulary of a view."""

    def __init__(self, view: View, words: Words, entities: Mapping[str, Summary]) -> None:
        self.view = view
        self.words = words
        self._entities = dict(entities)
        self._titles: dict[str, Source | None] = {}

    def know(self, entity_ids: Iterable[str]) -> None:
        """Fetch the names of further entities, as far as the view knows them."""
        for entity_id in dict.fromkeys(entity_ids):
            if entity_id not in self._entities and self.view.snapshot.get("entity", entity_id):
                self._entities |= self.view.summaries([entity_id], self.words.language)

    def summary(self, entity_id: str) -> Summary:
        """An entity in short; one of which nothing is known is called by its id."""
        known = self._entities.get(entity_id)
        if known is not None:
            return known
        return Summary(id=entity_id, type="", subtype=None, name=entity_id, names={}, lifetime=None, in_=None)

    def name(self, entity_id: str) -> Name:
        """What an entity is called, and in which language."""
        summary = self.summary(entity_id)
        languages = (self.words.language, *_LANGUAGES)
        language = next((code for code in languages if summary.names.get(code) == summary.name), None)
        return Name(summary.name or entity_id, language)

    def other_names(self, entity_id: str) -> list[Name]:
        """Its names in other languages, the known ones first."""
        names, shown = self.summary(entity_id).names, self.name(entity_id).text
        codes = [*(c for c in _LANGUAGES if c in names), *sorted(names.keys() - set(_LANGUAGES))]
        return [Name(names[c], c) for c in codes if names[c] and names[c] != shown]

    def kind(self, entity_id: str) -> str:
        """The kind of an entity's type, which gives it its shape."""
        known = self.view.vocabulary.entity_type(self.summary(entity_id).type)
        return KINDLESS if known is None else known.kind

    def type_name(self, entity_id: str) -> str:
        """What an entity's type and subtype are called."""
        summary = self.summary(entity_id)
        known = self.view.vocabulary.entity_type(summary.type)
        if known is None:
            return summary.type
        label = self.words.of(known.label)
        if summary.subtype is None:
            return label
        return f"{label}: {self.words.of(known.subtypes.get(summary.subtype, {})) or summary.subtype}"

    def relation_name(self, relation_type: str, *, forward: bool = True) -> str:
        """What a relation is called from its source on, or from its target."""
        known = self.view.vocabulary.relation_type(relation_type)
        if known is None:
            return relation_type
        return self.words.of(known.label if forward or not known.inverse_label else known.inverse_label)

    def symmetric(self, relation_type: str) -> bool:
        """Whether a relation has no direction."""
        known = self.view.vocabulary.relation_type(relation_type)
        return known is not None and known.symmetric

    def said(self, relation: RelationItem) -> str:
        """How a relation is said: its modality, and how it was read out of the source."""
        modality = self.words.named("modality", relation.modality)
        return f"{modality}, {self.words.named('inference', relation.inference)}"

    def valid(self, relation: RelationItem) -> str:
        """When a relation holds, verbatim."""
        return relation.valid or self.words("unsaid")

    def source(self, source_id: str) -> Source | None:
        """A source, if the view has it."""
        if source_id not in self._titles:
            found = (s for s in self.view.snapshot.get("source", source_id) if isinstance(s, Source))
            self._titles[source_id] = next(found, None)
        return self._titles[source_id]

    def spoken(self, source_id: str) -> str | None:
        """The language of a source, where its title is given in one only."""
        source = self.source(source_id)
        return next(iter(source.title)) if source and len(source.title) == 1 else None

    def where(self, evidence: EvidenceItem) -> str:
        """Source, position, part, genre and whose word it is; the quotation is apart."""
        words, parts = self.words, [evidence.source]
        if evidence.start is not None and evidence.end is not None:
            parts.append(words("position", start=evidence.start, end=evidence.end))
        if evidence.part:
            parts.append(f"[{self.part_name(evidence.part)}]")
        if evidence.genre:
            parts.append(self.genre_name(evidence.genre))
        if evidence.asserted_by:
            parts.append(words("asserted_by", name=self.name(evidence.asserted_by).text))
        return ", ".join(parts)

    def part_name(self, kind: str) -> str:
        """What a part of a source is called."""
        known = self.view.vocabulary.source_part(kind)
        return kind if known is None else self.words.of(known.label)

    def genre_name(self, genre: str) -> str:
        """What a genre of sources is called."""
        return self.words.of(self.view.vocabulary.genre_label(genre))

    def sides(self, sides: Sides) -> str:
        """Who says what crosses a border: a sign, and the same in words."""
        return f"{SIDES[sides.which]} {self.words.of(sides.in_words)}"

    def copies(self, copies: Copies) -> list[str]:
        """Which sources are one, and why."""
        return [self.words.of(say("copies", sources=", ".join(group))) for group in copies]

    def figure(self, figure: Reported) -> str:
        """A reported figure, with its period and source, and how it is said: a proposal is no report."""
        value = "?" if figure.value is None else number_text(figure.value, self.words.language)
        said = f"{'' if figure.qualifier == '=' else figure.qualifier}{value} {figure.unit or ''}".strip()
        source, genre = (figure.evidence.source, figure.evidence.genre) if figure.evidence else (None, None)
        named = self.genre_name(genre) if genre else None
        modality = self.words.named("modality", figure.modality)
        return f"{said} ({', '.join(filter(None, (figure.period, source, modality, named)))})"

    def of_entity(self, entity_id: str) -> str:
        """An entity as plain text."""
        words, summary = self.words, self.summary(entity_id)
        rows = [self.name(entity_id).text, *(n.text for n in self.other_names(entity_id))]
        rows.append(f"{words('kind')}: {self.type_name(entity_id)}")
        if summary.in_:
            rows.append(f"{words('unit')}: {self.name(summary.in_).text}")
        if summary.lifetime:
            rows.append(f"{words('lifetime')}: {summary.lifetime}")
        return "\n".join([*rows, f"{words('id')}: {entity_id}"])

    def of_relation(self, relation: RelationItem) -> str:
        """A relation as plain text: what, when, how said, by whom and where."""
        words = self.words
        ends = [self.name(i).text for i in (relation.source, relation.target)]
        arrow = "—" if self.symmetric(relation.type) else "→"
        rows = [
            f"{ends[0]} —[{self.relation_name(relation.type)}]{arrow} {ends[1]}",
            f"{words('valid')}: {self.valid(relation)}",
            f"{words('attested')}: {'; '.join(relation.attested) or words('unsaid')}",
            f"{words('said')}: {self.said(relation)}",
        ]
        if relation.holds is not None:
            rows.append(f"{words('holds')}: {words.named('holds', relation.holds)}")
        rows += [f"{words('sides')}: {self.sides(relation.sides)}"] if relation.sides else []
        rows.append(f"{words('evidence')} ({words('independent', n=relation.independent_sources)}):")
        rows += [f"• {self.where(e)}" + (f": “{e.quote}”" if e.quote else "") for e in relation.evidence]
        rows += self.copies(relation.copies)
        return "\n".join(rows if relation.evidence else [*rows, words("no_evidence")])
