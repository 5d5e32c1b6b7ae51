"""The legend: only what the drawing has, with how often it has it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from graph.answers import RelationItem
from schema.vocabulary import CLASSES
from visualizations import style
from visualizations.markup import Markup, join, tag
from visualizations.words import Words


def legend(
    words: Words, kinds: Iterable[str], relations: Sequence[RelationItem], verdicts: Iterable[str] = (),
    *, weakest: int = 0,
) -> Markup:  # fmt: skip
    """What shapes, lines, widths, boxes and signs mean. `weakest`: how many lines are the weakest of a path."""
    parts = [
        _kinds(words, kinds), _classes(words, relations), _lines(words, relations), _verdicts(words, verdicts),
        _signs(words, weakest),
    ]  # fmt: skip
    known = [p for p in parts if p is not None]
    return tag("section", tag("h2", words("legend")), *known, class_="legend") if known else Markup()


def verdict_sign(words: Words, verdict: str) -> Markup:
    """A verdict in its box, as the drawing has it."""
    label = f"{style.SYMBOLS.get(verdict, '')} {words.named('verdict', verdict)}".strip()
    return tag("span", label, class_="verdict met" if verdict == "covered" else "verdict")


def _kinds(words: Words, kinds: Iterable[str]) -> Markup | None:
    counted = Counter(kinds)
    rows = [
        (style.shape_svg(kind), words.named("kind", kind), counted[kind])
        for kind in (*style.KINDS, *sorted(counted.keys() - style.KINDS.keys()))
        if counted[kind]
    ]
    return _list(words("legend_kinds"), rows)


def _classes(words: Words, relations: Sequence[RelationItem]) -> Markup | None:
    counted = Counter(r.class_ for r in relations)
    rows = [
        (
            style.line_svg(style.WIDTHS.get(cls, style.THIN), None, style.TONES.get(cls, "pale")),
            words.named("class", cls),
            counted[cls],
        )
        for cls in (*CLASSES, *sorted(counted.keys() - set(CLASSES)))
        if counted[cls]
    ]
    return _list(words("legend_classes"), rows)


def _lines(words: Words, relations: Sequence[RelationItem]) -> Markup | None:
    def name(relation: RelationItem) -> str:
        if relation.modality != "asserted":
            return words.named("modality", relation.modality)
        return words("line_possible" if relation.holds == "possible" else "line_plain")

    counted = Counter((name(r), style.dash_of(r)) for r in relations)
    rows = [
        (style.line_svg(2, dash, "plain"), label, n)
        for (label, dash), n in sorted(counted.items(), key=lambda c: (c[0][1] is not None, -c[1], c[0][0]))
    ]
    return _list(words("legend_lines"), rows)


def _verdicts(words: Words, verdicts: Iterable[str]) -> Markup | None:
    counted = Counter(verdicts)
    rows = [(verdict_sign(words, v), "", counted[v]) for v in style.SYMBOLS if counted[v]]
    return _list(words("legend_verdicts"), rows)


def _signs(words: Words, weakest: int) -> Markup | None:
    return _list(
        words("legend_signs"), [(tag("span", style.WEAKEST), words("weakest_here"), weakest)] if weakest else []
    )


def _list(heading: str, rows: Sequence[tuple[Markup, str, Any]]) -> Markup | None:
    if not rows:
        return None
    items = [tag("li", sign, join(tag("span", label), f" ({n})")) for sign, label, n in rows]
    return join(tag("h3", heading), tag("ul", *items))
