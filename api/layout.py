"""Text for a terminal: columns that align, and colours that are never the only sign."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence

from api.words import said, text
from graph.answers import Envelope, EvidenceItem

BOLD, DIM, RED, GREEN, YELLOW = "1", "2", "31", "32", "33"


class Style:
    """Marks text, where colours are wanted; else leaves it as it is."""

    def __init__(self, colours: bool) -> None:
        self._colours = colours

    def __call__(self, code: str, shown: str) -> str:
        """The text in a colour."""
        return f"\x1b[{code}m{shown}\x1b[0m" if self._colours and shown else shown


def width(shown: str) -> int:
    """How many columns a text takes."""
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in shown)


def columns(rows: Iterable[Sequence[str]], indent: str = "") -> list[str]:
    """Rows as lines, their cells aligned."""
    rows = [tuple(row) for row in rows]
    widths = [max(map(width, cells)) for cells in zip(*rows, strict=True)] if rows else []
    return [
        indent + "  ".join(c + " " * (w - width(c)) for c, w in zip(row, widths, strict=True)).rstrip() for row in rows
    ]


def printable(shown: str) -> str:
    """A text from the data without what would steer a terminal."""
    return "".join(c if c.isprintable() else " " for c in shown)


def where(item: EvidenceItem) -> str:
    """The source, and the position in it where one is given."""
    return f"{item.source}:{item.start}-{item.end}" if item.start is not None else item.source


def evidence(
    items: Sequence[EvidenceItem], lang: str, indent: str, labels: Mapping[str, str] | None = None
) -> list[str]:
    """Where it is said: source, position, quotation, whose word it is, what part of what genre. `labels`: of these."""
    lines = []
    for item in items:
        place = where(item)
        quote = f" “{item.quote}”" if item.quote else ""
        by = f" ({item.asserted_by})" if item.asserted_by else ""
        part = f"[{(labels or {}).get(item.part, item.part)}]" if item.part else ""
        genre = (labels or {}).get(item.genre, item.genre) if item.genre else ""
        unread = text(lang, "through", source=item.through) if item.through else ""
        marks = " · ".join(filter(None, (part, genre, unread)))
        lines.append(indent + printable(f"{place}{quote}{by}{f' · {marks}' if marks else ''}"))
    return lines or [indent + text(lang, "no_evidence")]


def notes(answer: Envelope, style: Style, lang: str) -> list[str]:
    """What the reader of an answer must know besides."""
    lines = [style(YELLOW, f"{text(lang, 'warning')}: {printable(said(w.message, lang))}") for w in answer.warnings]
    if answer.limits_hit:
        lines.append(style(YELLOW, text(lang, "limits_hit", limits=", ".join(answer.limits_hit))))
    return lines


def paged(shown: int, total: int, following: str | None, lang: str) -> list[str]:
    """How much of a list is shown, and how to go on."""
    if not total:
        return [text(lang, "nothing")]
    lines = [text(lang, "shown", shown=shown, total=total)] if shown < total else []
    return [*lines, text(lang, "more", next=following)] if following else lines
