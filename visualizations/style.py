"""How things look: shape and colour by kind of entity, dash by how a relation is said, width by its class.

The colours are those of Okabe and Ito (2008), which people with any colour vision tell apart; none says anything that a
shape, a dash or a label does not say, too.
"""

from __future__ import annotations

import html
import re
import unicodedata
from typing import NamedTuple

from graph.answers import RelationItem
from visualizations.markup import Markup


class Look(NamedTuple):
    """A shape as vis-network names it, its colour, and the same shape as points in a square of 20 by 20.

    `grown`: how much larger it is drawn, so that all shapes seem of one size.
    """

    shape: str
    colour: str
    points: str
    grown: float = 1.0


KINDS: dict[str, Look] = {
    "place": Look("hexagon", "#0072B2", "5,1 15,1 20,10 15,19 5,19 0,10"),
    "actor": Look("square", "#E69F00", "2,2 18,2 18,18 2,18"),
    "agreement": Look("diamond", "#D55E00", "10,0 20,10 10,20 0,10"),
    "event": Look("star", "#CC79A7", "10,0 12.6,7 20,7.4 14.2,12 16.2,19.2 10,15 3.8,19.2 5.8,12 0,7.4 7.4,7", 1.25),
    "project": Look("triangle", "#009E73", "10,1 20,19 0,19"),
    "instrument": Look("triangleDown", "#F0E442", "0,1 20,1 10,19"),
    "topic": Look("dot", "#56B4E9", ""),
}
"""By kind of entity, as the vocabulary names kinds."""

WIDTHS = {"cooperation": 4.0, "activity": 3.0, "resource": 3.0, "normative": 2.0}
THIN = 1.0
TONES = {"cooperation": "strong", "activity": "strong", "resource": "strong", "normative": "plain",
         "thematic": "faint"}  # fmt: skip
"""Stronger classes are also darker; what is in neither table is thin and pale."""

DASHES: dict[str, tuple[int, ...]] = {
    "planned": (12, 6),
    "proposed": (12, 4, 2, 4),
    "requested": (12, 4, 2, 4, 2, 4),
    "intended": (6, 6),
    "expected": (6, 3, 2, 3),
}
POSSIBLE = (2, 5)
"""An asserted relation that only possibly holds on the day asked. Everything else that is asserted is a full line."""

SYMBOLS = {
    "covered": "✓", "possible": "≈", "inherited": "↪", "planned": "…", "lapsed": "⊘", "orphaned": "⚠",
    "stated_absent": "✕", "not_recorded": "?", "not_applicable": "–",
}  # fmt: skip
"""The sign of each verdict."""

SIDES = {"both": "●", "one": "◐", "neither": "○"}
"""The sign of how many sides say what crosses a border."""

WEAKEST = "▽"
"""The sign of the weakest link of a path."""


def look(kind: str) -> Look:
    """The look of a kind of entity; a dot for one that is not known."""
    return KINDS.get(kind, KINDS["topic"])


def dash_of(relation: RelationItem) -> tuple[int, ...] | None:
    """The dash of a relation; None is a full line."""
    if relation.modality != "asserted":
        return DASHES.get(relation.modality, DASHES["planned"])
    return POSSIBLE if relation.holds == "possible" else None


def shape_svg(kind: str) -> Markup:
    """A kind's shape as a small picture, for the legend and the tables."""
    known = look(kind)
    drawn = f'<polygon points="{known.points}"' if known.points else '<circle cx="10" cy="10" r="9"'
    return Markup(
        f'<svg class="sign" viewBox="-1 -1 22 22" width="18" height="18" aria-hidden="true">{drawn}'
        f' fill="{known.colour}" stroke="currentColor" stroke-width="1.5"/></svg>'
    )


def line_svg(width: float, dash: tuple[int, ...] | None, tone: str) -> Markup:
    """A line as a small picture."""
    dashed = f' stroke-dasharray="{" ".join(map(str, dash))}"' if dash else ""
    return Markup(
        '<svg class="sign" viewBox="0 0 64 10" width="64" height="10" aria-hidden="true">'
        f'<line class="tone-{html.escape(tone)}" x1="0" y1="5" x2="64" y2="5" stroke-width="{width:g}"{dashed}/></svg>'
    )


def wrapped(label: str, width: int = 18, most: int = 3) -> str:
    """A label in at most so many lines of so many columns; what is too long ends in an ellipsis."""
    rows: list[str] = []
    for word in _TURNING.sub("", label).split():
        for piece in _pieces(word, width):
            if rows and columns(rows[-1]) + 1 + columns(piece) <= width and piece != "":
                rows[-1] += " " + piece
            else:
                rows.append(piece)
    if len(rows) > most:
        last = rows[most - 1]
        while last and columns(last) >= width:
            last = last[:-1]
        rows = [*rows[: most - 1], last.rstrip(" ,-") + "…"]
    return "\n".join(rows)


_TURNING = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Marks that turn the direction of text: a canvas cannot keep them to the label that they are in."""


def columns(label: str) -> int:
    """How many columns a text takes: a Chinese character takes two, a mark on a letter none."""
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in label)


def _pieces(word: str, width: int) -> list[str]:
    pieces, piece = [], ""
    for character in word:
        if piece and columns(piece + character) > width:
            pieces.append(piece)
            piece = ""
        piece += character
    return [*pieces, piece]
