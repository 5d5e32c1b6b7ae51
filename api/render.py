"""Answers as text for people: the claim first, then who says so."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import msgspec

from api.layout import BOLD, DIM, GREEN, RED, YELLOW, Style, columns, evidence, notes, paged, printable
from api.words import said, text
from graph.answers import (
    Breaks,
    DatasetItem,
    EntityAnswer,
    GapItem,
    GapsAnswer,
    Hit,
    Hop,
    List,
    ObservationItem,
    PathAnswer,
    PathItem,
    Reconciliation,
    RelationItem,
    RuleItem,
    Summary,
)
from schema.rules import Rule
from schema.vocabulary import Vocabulary

_COLOURS = {"covered": GREEN, "stated_absent": RED, "lapsed": RED, "orphaned": RED}


class Renderer:
    """Writes answers as lines of text in one language."""

    def __init__(self, vocabulary: Vocabulary, rules: Sequence[Rule], lang: str, style: Style) -> None:
        self._vocabulary = vocabulary
        self._rules = {rule.id: rule for rule in rules}
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
        for item in answer.items:
            lines += ["", *self._gap(item, answer.entities, with_rule=rule is None)]
        if answer.groups:
            lines += ["", self.style(BOLD, self.say("groups"))]
        for group in answer.groups:
            known = answer.entities.get(group.key)
            counts = ", ".join(f"{verdict} {n}" for verdict, n in group.counts.items() if n)
            lines.append(f"  {self._named(known) if known else group.key}: {counts}")
            lines += self._reconciled(group.reconciliation, "    ")
        lines += ["", *paged(len(answer.items), answer.total.value, answer.next, self.lang)]
        return [*lines, *notes(answer, self.style, self.lang)]

    def entity(self, answer: EntityAnswer, relations: List, observations: List) -> list[str]:
        """An entity with its statements and sources."""
        lines = [self.style(BOLD, printable(answer.name)) + f"  {answer.id}", f"  {self._kind(answer)}"]
        facts = {
            "names": " · ".join(f"{lang}: {name}" for lang, name in answer.names.items()),
            "aliases": " · ".join(answer.aliases),
            "lifetime": answer.lifetime or "",
            "within": answer.in_ or "",
            "attributes": " · ".join(f"{key}: {_plain(value)}" for key, value in answer.attributes.items()),
            "predecessors": " · ".join(f"{s.name} ({s.id})" for s in answer.predecessors),
            "successors": " · ".join(f"{s.name} ({s.id})" for s in answer.successors),
        }
        lines += columns([(self.say(code), printable(value)) for code, value in facts.items() if value], "  ")
        lines += evidence(answer.evidence, self.lang, "  ")
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

    def entities(self, answer: List) -> list[str]:
        """What a search found."""
        hits: Sequence[Hit] = answer.items
        lines = columns((h.id, f"{printable(_matching(h))} {self.style(DIM, f'· {self._kind(h)}')}") for h in hits)
        return [*lines, *paged(len(hits), answer.total.value, answer.next, self.lang)]

    def rules(self, answer: List) -> list[str]:
        """The rules."""
        lines = []
        items: Sequence[RuleItem] = answer.items
        for rule in items:
            lines += [
                f"{self.style(BOLD, rule.id)}  {said(rule.title, self.lang)}",
                f"  {said(rule.explain, self.lang)}",
            ]
            if rule.parameters:
                names = ", ".join(f"--{p['name'].replace('_', '-')}" for p in rule.parameters)
                lines.append("  " + self.say("needs_parameter", names=names))
        return [*lines, *paged(len(items), answer.total.value, answer.next, self.lang)]

    def rules_in_words(self, answer: List) -> list[str]:
        """What rules mean."""
        items: Sequence[RuleItem] = answer.items
        lines = []
        for rule in items:
            lines.append(f"{self.style(BOLD, rule.id)}  {said(rule.title, self.lang)}")
            lines += [f"  {printable(line)}" for line in said(rule.in_words, self.lang).splitlines()]
        return lines

    def datasets(self, answer: List) -> list[str]:
        """The datasets."""
        items: Sequence[DatasetItem] = answer.items
        rows = []
        for item in items:
            state = (
                self.say("retracted") if item.retracted else ", ".join(f"{k} {n}" for k, n in item.statements.items())
            )
            rejected = self.say("rejected", count=item.rejected) if item.rejected else ""
            rows.append((item.id, self.say("loaded", at=item.loaded, load=item.load), state, rejected))
        return [*columns(rows), *paged(len(items), answer.total.value, answer.next, self.lang)]

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
        if not path.hops:
            lines.append("   " + self._named(entities[path.entities[0]]))
        for place, hop in enumerate(path.hops):
            here, there = (entities[e] for e in path.entities[place : place + 2])
            lines += [self._hop(hop, here, there), *evidence(hop.evidence, self.lang, "       ")]
        return lines

    def _hop(self, hop: Hop, here: Summary, there: Summary) -> str:
        label = self._label(hop.type)
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
        if item.evidence:
            lines += evidence(item.evidence, self.lang, "    ")
        return lines + self._reconciled(item.reconciliation, "    ")

    def _reconciled(self, found: Sequence[Reconciliation], indent: str) -> list[str]:
        lines = []
        for each in found:
            reported = "; ".join(
                f"{_figure(r.value, r.qualifier, r.unit, self.say)} ({r.period or '?'}{_at(r.evidence)})"
                for r in each.reported
            )
            unnamed = self.say("unknown_number") if each.unnamed is None else each.unnamed
            told = self.say("reported", reported=reported, recorded=each.recorded, unnamed=unnamed)
            lines.append(indent + printable(f"{said(each.label, self.lang)}: {told}"))
        return lines

    def _relation(self, relation: RelationItem, entities: Mapping[str, Summary]) -> list[str]:
        ends = [self._named(entities[e]) if e in entities else e for e in (relation.source, relation.target)]
        marks = [relation.valid or "", *self._marks(relation.modality, relation.inference, relation.holds)]
        line = f"  {ends[0]} –[{self._label(relation.type)}]→ {ends[1]}  {' · '.join(filter(None, marks))}"
        return [line.rstrip(), *evidence(relation.evidence, self.lang, "      ")]

    def observation(self, item: ObservationItem) -> list[str]:
        """A figure with its source."""
        figure = _figure(item.value, item.qualifier, item.unit, self.say)
        line = f"  {said(item.label, self.lang)}: {figure} {f'({item.period})' if item.period else ''}"
        return [printable(line).rstrip(), *evidence(item.evidence, self.lang, "      ")]

    def _marks(self, modality: str, inference: str, holds: str | None) -> list[str]:
        marks = [self.style(YELLOW, self.say(f"modality_{modality}"))] if modality != "asserted" else []
        marks += [self.style(DIM, self.say(f"inference_{inference}"))] if inference != "explicit" else []
        return [*marks, self.style(YELLOW, self.say("possible"))] if holds == "possible" else marks

    def _named(self, entity: Summary) -> str:
        return f"{printable(entity.name)} {self.style(DIM, f'({entity.id})')}"

    def _kind(self, entity: Summary | EntityAnswer) -> str:
        known = self._vocabulary.entity_type(entity.type)
        label = said(known.label, self.lang) if known else entity.type
        subtype = known.subtypes.get(entity.subtype or "") if known else None
        shown = said(subtype, self.lang) if subtype else entity.subtype
        return f"{label}, {shown}" if shown else label

    def _label(self, relation_type: str) -> str:
        known = self._vocabulary.relation_type(relation_type)
        return said(known.label, self.lang) if known else relation_type

    def _when(self, as_of: str | None) -> str:
        return self.say("as_of", day=as_of) if as_of else self.say("any_time")


def _figure(value: float | None, qualifier: str, unit: str | None, say: Callable[..., str]) -> str:
    shown = say("unknown_number") if value is None else f"{value}"
    sign = "" if qualifier in ("=", "some") else f"{qualifier} "
    return f"{sign}{shown} {unit or ''}".rstrip()


def _matching(hit: Hit) -> str:
    return hit.name if hit.matched == hit.name else f"{hit.name} (“{hit.matched}”)"


def _at(evidence_item: Any) -> str:
    return f", {evidence_item.source}:{evidence_item.start}-{evidence_item.end}" if evidence_item else ""


def _plain(value: object) -> str:
    return value if isinstance(value, str) else msgspec.json.encode(value).decode()
