"""Answers as text for people: the claim first, then who says so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from api.layout import BOLD, DIM, GREEN, RED, YELLOW, Style, columns, evidence, notes, paged, printable, where
from api.words import said, text
from graph.answers import (
    Breaks,
    Copies,
    EntityAnswer,
    EvidenceItem,
    GapItem,
    GapsAnswer,
    Heir,
    Hop,
    List,
    ObservationItem,
    PathAnswer,
    PathItem,
    PhaseItem,
    Reconciliation,
    RelationItem,
    Reported,
    Sides,
    Succession,
    Summary,
)
from graph.tell import PARTIAL, part_of
from schema.messages import number_text, say
from schema.rules import Rule
from schema.vocabulary import Vocabulary
from visualizations.style import SIDES

_COLOURS = {"covered": GREEN, "stated_absent": RED, "lapsed": RED, "orphaned": RED}


class Renderer:
    """Writes answers as lines of text in one language."""

    def __init__(self, vocabulary: Vocabulary, rules: Sequence[Rule], lang: str, style: Style) -> None:
        self._vocabulary = vocabulary
        self._rules = {rule.id: rule for rule in rules}
        self._labels = {
            **{part.kind: said(part.label, lang) for part in vocabulary.source_parts},
            **{genre.genre: said(genre.label, lang) for genre in vocabulary.genres},
        }
        self.lang = lang
        self.style = style

    def say(self, code: str, **values: object) -> str:
        """A sentence of the catalogue."""
        return text(self.lang, code, **values)

    def paths(self, answer: PathAnswer) -> list[str]:
        """The answer to a path question."""
        values = {"count": len(answer.paths), "when": self._when(answer.as_of), "limits": ", ".join(answer.limits_hit)}
        lines = [self.style(BOLD, self.say(f"status_{answer.status}", **values))]
        for number, path in enumerate(answer.paths, 1):
            lines += ["", *self._path(number, path, answer.entities)]
        told = notes(answer, self.style, self.lang)
        return [*lines, "", *told] if told else lines

    def gaps(self, answer: GapsAnswer) -> list[str]:
        """The answer to a coverage question."""
        rule = self._rules.get(answer.rule or "")
        title = f"{said(rule.title, self.lang)} ({rule.id})" if rule else ""
        lines = [self.style(BOLD, ", ".join(filter(None, (title, self._when(answer.as_of)))))]
        lines += columns([(v, self.say(f"verdict_{v}"), str(n)) for v, n in answer.counts.items() if n], "  ")
        if not any(answer.counts.values()):
            lines.append("  " + self.say("no_subjects"))
        for item in answer.items:
            lines += ["", *self._gap(item, answer.entities, with_rule=rule is None)]
        if answer.groups:
            lines += ["", self.style(BOLD, self.say("groups"))]
        for group in answer.groups:
            known = answer.entities.get(group.key)
            counts = ", ".join(f"{self.say(f'verdict_{v}')} {n}" for v, n in group.counts.items() if n)
            lines.append(f"  {self._named(known) if known else group.key}: {counts}")
            lines += self._reconciled(group.reconciliation, group.key, answer.entities)
        lines += ["", *paged(len(answer.items), answer.total.value, answer.next, self.lang)]
        return [*lines, *notes(answer, self.style, self.lang)]

    def entity(self, answer: EntityAnswer, relations: List, observations: List) -> list[str]:
        """An entity with its statements and sources."""
        lines = [self.style(BOLD, printable(answer.name)) + f"  {answer.id}", f"  {self.kind(answer)}"]
        facts = {
            "names": " · ".join(f"{lang}: {name}" for lang, name in answer.names.items()),
            "aliases": " · ".join(answer.aliases),
            "lifetime": answer.lifetime or "",
            "within": answer.in_ or "",
            "attributes": " · ".join(
                f"{key}: {_plain(value)}"
                for key, value in answer.attributes.items()
                if key not in answer.attributes_over_time
            ),
            "predecessors": _named_all(answer.predecessors, self.lang),
            "at_first": _named_all(_unlike(answer.formerly, answer.predecessors), self.lang),
            "successors": _named_all(_unlike(answer.successors, answer.today), self.lang),
            "at_last": _named_all(answer.today, self.lang),
        }
        known = [(self.say(code), value) for code, value in facts.items() if value]
        known += [(name, self._phases(phases)) for name, phases in answer.attributes_over_time.items()]
        lines += columns([(name, printable(value)) for name, value in known], "  ")
        lines += self.evidence(answer.evidence, "  ", answer.copies)
        lines += ["  " + self.say("independent", count=answer.independent_sources)] if answer.evidence else []
        lines += ["", self.style(BOLD, self.say("relations", total=relations.total.value))]
        for relation in relations.items:
            lines += self._relation(relation, relations.entities)
        lines += paged(len(relations.items), relations.total.value, None, self.lang)
        if observations.items:
            lines += ["", self.style(BOLD, self.say("observations", total=observations.total.value))]
        for observation in observations.items:
            lines += self.observation(observation)
        told = notes(answer, self.style, self.lang)
        return [*lines, "", *told] if told else lines

    def _phases(self, phases: Sequence[PhaseItem]) -> str:
        """The values that an attribute had, has and will have."""
        told = []
        for phase in phases:
            since = phase.valid or self.say("seen_on", date=phase.attested)
            holds = f", {self.say(f'holds_{phase.holds}')}" if phase.holds else ""
            told.append(f"{_plain(phase.value)} ({since}{holds})")
        return " → ".join(told)

    def _path(self, number: int, path: PathItem, entities: Mapping[str, Summary]) -> list[str]:
        head = self.say("path_head", n=number, hops=path.length)
        if path.independent_sources is not None and path.length:
            head += ", " + self.say("independent", count=path.independent_sources)
        if path.holds == "possible":
            head += ", " + self.style(YELLOW, self.say("possible"))
        lines = [self.style(BOLD, head)]
        if path.valid_from or path.valid_to:
            lines.append("   " + self.say("valid", start=path.valid_from or "…", end=path.valid_to or "…"))
        if path.breaks:
            lines.append("   " + self._broken(path.breaks))
        if path.fresh_until:
            lines.append("   " + self.say("fresh_until", day=path.fresh_until))
        lines += self._weakest(path, entities)
        if not path.hops:
            lines.append("   " + self._named(entities[path.entities[0]]))
        for place, hop in enumerate(path.hops):
            here, there = (entities[e] for e in path.entities[place : place + 2])
            lines += [self._hop(hop, here, there), *self._sides(hop.sides, "       ")]
            lines += self.evidence(hop.evidence, "       ", hop.copies)
        return lines

    def evidence(self, items: Sequence[EvidenceItem], indent: str, copies: Copies = ()) -> list[str]:
        """Where it is said, the parts of sources by their names, and which sources are one."""
        told = [said(say("copies", sources=", ".join(group)), self.lang) for group in copies]
        return [*evidence(items, self.lang, indent, self._labels), *(indent + printable(each) for each in told)]

    def _sides(self, sides: Sides | None, indent: str) -> list[str]:
        """Who says what crosses a border."""
        return [indent + printable(f"{SIDES[sides.which]} {said(sides.in_words, self.lang)}")] if sides else []

    def _weakest(self, path: PathItem, entities: Mapping[str, Summary]) -> list[str]:
        if path.weakest is None:
            return []
        ends = [printable(entities[e].name) for e in path.entities[path.weakest.hop : path.weakest.hop + 2]]
        values = {"because": printable(said(path.weakest.because, self.lang))}
        if path.weakest.alike:
            return ["   " + self.say("weakest_alike", **values)]
        told = self.say("weakest", n=path.weakest.hop + 1, ends=" – ".join(ends), **values)
        return ["   " + self.style(YELLOW, told)]

    def _hop(self, hop: Hop, here: Summary, there: Summary) -> str:
        label = self.label(hop.type)
        link = f"–[{label}]→" if hop.forward else f"←[{label}]–"
        marks = [hop.validity or "", *self._marks(hop.modality, hop.inference, hop.holds)]
        return f"   {self._named(here)} {link} {self._named(there)}  {' · '.join(filter(None, marks))}".rstrip()

    def _broken(self, breaks: Breaks) -> str:
        return self.style(YELLOW, self.say("breaks", on=breaks.on, because=said(breaks.because, self.lang)))

    def _gap(self, item: GapItem, entities: Mapping[str, Summary], *, with_rule: bool) -> list[str]:
        pair = " – ".join(self._named(entities[e]) for e in (item.subject, item.object) if e)
        verdict = self.style(
            _COLOURS.get(item.verdict, YELLOW), f"[{item.verdict}: {self.say(f'verdict_{item.verdict}')}]"
        )
        marks = [f"({item.rule})" if with_rule else ""]
        if item.since and item.since != "..":
            marks.append(self.say("since", since=item.since))
        if item.last_attested:
            marks.append(self.say("last_attested", date=item.last_attested))
        lines = [f"{verdict} {pair} {' · '.join(filter(None, marks))}".rstrip()]
        lines.append(f"    {printable(said(item.reason, self.lang))}")
        lines += self._sides(item.sides, "    ")
        if item.evidence:
            lines += self.evidence(item.evidence, "    ", item.copies)
        return lines + self._reconciled(item.reconciliation, item.subject, entities)

    def _reconciled(self, found: Sequence[Reconciliation], about: str, entities: Mapping[str, Summary]) -> list[str]:
        """Figures and what is recorded, for each indicator; of another subject than asked `about` with its name."""
        lines = []
        for each in found:
            whose = [(f, "" if f.subject == about else f" – {entities[f.subject].name}") for f in each.reported]
            reported = "; ".join(self._report(figure) + name for figure, name in whose)
            unnamed = self.say("unknown_number") if each.unnamed is None else each.unnamed
            told = self.say("reported", reported=reported, recorded=each.recorded, unnamed=unnamed)
            lines.append("    " + printable(f"{said(each.label, self.lang)}: {told}"))
        return lines

    def _report(self, figure: Reported) -> str:
        """A figure with its period, place, modality and genre: those of a proposal are told apart from a report."""
        genre = self._labels.get(figure.evidence.genre or "", figure.evidence.genre) if figure.evidence else None
        place = f"{figure.period or '?'}{_at(figure.evidence)}"
        marks = ", ".join(filter(None, (place, self.say(f"modality_{figure.modality}"), genre)))
        return f"{self._figure(figure.value, figure.qualifier, figure.unit)} ({marks})"

    def _relation(self, relation: RelationItem, entities: Mapping[str, Summary]) -> list[str]:
        ends = [self._named(entities[e]) if e in entities else e for e in (relation.source, relation.target)]
        partly = said(say("in_part"), self.lang) if part_of(relation.attributes) == PARTIAL else ""
        marks = [relation.valid or "", partly, *self._marks(relation.modality, relation.inference, relation.holds)]
        line = f"  {ends[0]} –[{self.label(relation.type)}]→ {ends[1]}  {' · '.join(filter(None, marks))}"
        told = [*self._sides(relation.sides, "      "), *self.evidence(relation.evidence, "      ", relation.copies)]
        note = [f"      {self.say('note', note=printable(relation.note))}"] if relation.note else []
        return [line.rstrip(), *told, *note]

    def observation(self, item: ObservationItem) -> list[str]:
        """A figure with its source."""
        figure = self._figure(item.value, item.qualifier, item.unit)
        if item.value is None and item.verbatim:
            figure = self.say("verbatim", words=item.verbatim)
        marks = " · ".join(filter(None, (f"({item.period})" if item.period else "", self._modality(item.modality))))
        lines = [f"  {printable(said(item.label, self.lang))}: {printable(figure)} {marks}"]
        if item.recorded is not None:
            unnamed = "?" if item.unnamed is None else number_text(item.unnamed, self.lang)
            lines.append("      " + self.say("recorded_beside", recorded=item.recorded, unnamed=unnamed))
        lines += [f"      {self.say('flags', flags=printable(', '.join(item.flags)))}"] if item.flags else []
        return [*lines, *self.evidence(item.evidence, "      ", item.copies)]

    def _figure(self, value: float | None, qualifier: str, unit: str | None) -> str:
        unknown = "some" if qualifier == "some" else "unknown_number"
        shown = self.say(unknown) if value is None else number_text(value, self.lang)
        sign = "" if qualifier in ("=", "some") else f"{qualifier} "
        return f"{sign}{shown} {unit or ''}".rstrip()

    def _modality(self, modality: str) -> str:
        return self.style(DIM if modality == "asserted" else YELLOW, self.say(f"modality_{modality}"))

    def _marks(self, modality: str, inference: str, holds: str | None) -> list[str]:
        marks = [self._modality(modality)]
        marks += [self.style(DIM, self.say(f"inference_{inference}"))] if inference != "explicit" else []
        return [*marks, self.style(YELLOW, self.say("possible"))] if holds == "possible" else marks

    def _named(self, entity: Summary) -> str:
        return f"{printable(entity.name)} {self.style(DIM, f'({entity.id})')}"

    def kind(self, entity: Summary | EntityAnswer) -> str:
        """What the type and the subtype of an entity are called."""
        known = self._vocabulary.entity_type(entity.type)
        label = said(known.label, self.lang) if known else entity.type
        subtype = known.subtypes.get(entity.subtype or "") if known else None
        shown = said(subtype, self.lang) if subtype else entity.subtype
        return f"{label}, {shown}" if shown else label

    def label(self, relation_type: str) -> str:
        """What a relation type is called."""
        known = self._vocabulary.relation_type(relation_type)
        return said(known.label, self.lang) if known else relation_type

    def _when(self, as_of: str | None) -> str:
        return self.say("as_of", day=as_of) if as_of else self.say("any_time")


def _named_all(found: Sequence[Heir | Succession], lang: str) -> str:
    partly = f", {said(say('in_part'), lang)}"
    return " · ".join(f"{f.name} ({f.id}){partly if f.part == PARTIAL else ''}" for f in found)


def _unlike(found: Sequence[Heir | Succession], others: Sequence[Heir | Succession]) -> Sequence[Heir | Succession]:
    """What is found, unless the others are the same."""
    return found if {f.id for f in found} != {o.id for o in others} else ()


def _at(evidence_item: Any) -> str:
    return f", {where(evidence_item)}" if evidence_item else ""


def _plain(value: object) -> str:
    return value if isinstance(value, str) else msgspec.json.encode(value).decode()
