"""Lists as text: what a search found, figures and statements with who says so and where, rules, datasets."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from api.layout import BOLD, DIM, columns, notes, paged, printable
from api.render import Renderer
from api.words import said
from graph.answers import DatasetItem, EvidenceItem, Hit, List, RuleItem

_SAID = ("names", "text", "title")
"""The fields in which a statement says something in words."""


def entity_lines(renderer: Renderer, answer: List) -> list[str]:
    """What a search found."""
    hits: Sequence[Hit] = answer.items
    lines = columns((h.id, f"{printable(_matching(h))} {renderer.style(DIM, _about_hit(renderer, h))}") for h in hits)
    return [*lines, *paged(len(hits), answer.total.value, answer.next, renderer.lang)]


def _about_hit(renderer: Renderer, hit: Hit) -> str:
    """Of what kind it is, where it lies, and when it exists: many units have one name."""
    return "· " + " · ".join(filter(None, (renderer.kind(hit), hit.in_, hit.lifetime)))


def _matching(hit: Hit) -> str:
    return hit.name if hit.matched == hit.name else f"{hit.name} (“{hit.matched}”)"


def observation_lines(renderer: Renderer, answer: List) -> list[str]:
    """Figures, each with its subject and source."""
    lines = []
    for item in answer.items:
        lines.append(_name(answer, item.subject))
        lines += renderer.observation(item)
    return [*lines, *_end(renderer, answer)]


def statement_lines(renderer: Renderer, answer: List) -> list[str]:
    """Statements, each with its id, its kind, and where it is said, in what part of what genre."""
    lines = []
    for item in answer.items:
        about = " – ".join(_name(answer, e) for e in _about(item))
        told = next((said(item[f], renderer.lang) for f in _SAID if item.get(f)), "") or _plain(renderer, item)
        modality = item.get("modality")
        marks = [
            renderer.say(f"kind_{item['kind']}"), renderer.say(f"modality_{modality}") if modality else None,
            item.get("target_period") or item.get("date") or item.get("valid"),
        ]  # fmt: skip
        lines.append(f"{item['id']}  {renderer.style(DIM, ' · '.join(filter(None, marks)))}")
        lines += [f"  {about}" if about else "", f"  {printable(told)}"]
        found = [EvidenceItem(**e) for e in item.get("evidence", ())]
        lines += renderer.evidence(found, "    ") if found else []
    return [line for line in lines if line] + _end(renderer, answer)


def rule_lines(renderer: Renderer, answer: List) -> list[str]:
    """The rules."""
    lines = []
    items: Sequence[RuleItem] = answer.items
    for rule in items:
        lines += [
            f"{renderer.style(BOLD, rule.id)}  {said(rule.title, renderer.lang)}",
            f"  {said(rule.explain, renderer.lang)}",
        ]
        if rule.parameters:
            names = ", ".join(f"--{p['name'].replace('_', '-')}" for p in rule.parameters)
            lines.append("  " + renderer.say("needs_parameter", names=names))
    return [*lines, *paged(len(items), answer.total.value, answer.next, renderer.lang)]


def rules_in_words(renderer: Renderer, answer: List) -> list[str]:
    """What rules mean: in the words of who wrote them, then as the program reads them."""
    items: Sequence[RuleItem] = answer.items
    lines = []
    for rule in items:
        lines.append(f"{renderer.style(BOLD, rule.id)}  {said(rule.title, renderer.lang)}")
        lines += [f"  {printable(said(rule.explain, renderer.lang))}", "", f"  {renderer.say('read_as')}"]
        lines += [f"  {printable(line)}" for line in said(rule.in_words, renderer.lang).splitlines()]
    return lines


def dataset_lines(renderer: Renderer, answer: List) -> list[str]:
    """The datasets."""
    items: Sequence[DatasetItem] = answer.items
    rows = []
    for item in items:
        counts = ", ".join(f"{k} {n}" for k, n in item.statements.items())
        state = renderer.say("retracted") if item.retracted else counts
        rejected = renderer.say("rejected", count=item.rejected) if item.rejected else ""
        rows.append((item.id, renderer.say("loaded", at=item.loaded, load=item.load), state, rejected))
    return [*columns(rows), *paged(len(items), answer.total.value, answer.next, renderer.lang)]


def _about(item: Mapping[str, Any]) -> Iterable[str]:
    return [item[f] for f in ("subject", "source", "object", "target") if isinstance(item.get(f), str)]


def _plain(renderer: Renderer, item: Mapping[str, Any]) -> str:
    """A relation by what it is called, a figure by its indicator and number."""
    if item["kind"] == "relation":
        return renderer.label(item["type"])
    fields = ("indicator", "qualifier", "value", "unit", "period")
    return " ".join(str(item[f]) for f in fields if item.get(f) is not None)


def _name(answer: List, entity: str) -> str:
    known = answer.entities.get(entity)
    return printable(f"{known.name} ({entity})" if known else entity)


def _end(renderer: Renderer, answer: List) -> list[str]:
    lines = paged(len(answer.items), answer.total.value, answer.next, renderer.lang)
    return [*lines, *notes(answer, renderer.style, renderer.lang)]
