"""A matrix as text: a table whose empty cells say why they are empty."""

from __future__ import annotations

from collections.abc import Sequence

from api.layout import BOLD, DIM, columns, notes, printable, width
from api.render import Renderer
from graph.answers import Head, MatrixAnswer, MatrixCell, SourceCoverage

_WIDEST = 110
"""What a terminal shows without breaking lines; with wider names the columns have numbers."""
_MARKS = {
    "not_recorded": "·", "not_applicable": "–", "planned": "p", "lapsed": "x", "orphaned": "o", "inherited": "^",
}  # fmt: skip


def matrix_lines(renderer: Renderer, answer: MatrixAnswer) -> list[str]:
    """The answer to a matrix question: the table, beside and below it what speaks of each row and column."""
    say = renderer.say
    spoken = {(c.axis, c.key): c for c in answer.coverage_of_sources}
    about = [(say("matrix_statements"), _statements), (say("matrix_sources"), _sources)]
    cells = iter(answer.cells)
    rows = [
        [_name(row), *(_shown(next(cells)) for _ in answer.cols), *(tell(spoken["row", row.id]) for _, tell in about)]
        for row in answer.rows
    ]
    rows += [
        [label, *(tell(spoken["col", col.id]) for col in answer.cols), *("" for _ in about)] for label, tell in about
    ]
    named = [_name(col) for col in answer.cols]
    numbered = [str(n) for n in range(1, len(named) + 1)]
    wide = _width([["", *named, *(label for label, _ in about)], *rows]) > _WIDEST
    head = ["", *(numbered if wide else named), *(label for label, _ in about)]
    title, *table = columns([head, *rows])
    lines = [renderer.style(BOLD, _title(renderer, answer)), "", renderer.style(BOLD, title), *table, ""]
    if wide:
        lines += [*columns(zip(numbered, named, strict=True), "  "), ""]
    lines += [renderer.style(DIM, line) for line in _legend(renderer, answer)]
    return [*lines, *notes(answer, renderer.style, renderer.lang)]


def _title(renderer: Renderer, answer: MatrixAnswer) -> str:
    sides = (renderer.say(f"dimension_{side}") for side in (answer.rows_by, answer.cols_by))
    when = renderer.say("as_of", day=answer.as_of)
    return f"{' × '.join(sides)}, {when}" + (f" ({answer.rule})" if answer.rule else "")


def _name(head: Head) -> str:
    return printable(head.name)


def _statements(spoken: SourceCoverage) -> str:
    return str(spoken.statements)


def _sources(spoken: SourceCoverage) -> str:
    return str(len(spoken.sources))


def _shown(cell: MatrixCell) -> str:
    """A cell: its number, apart what is only possible, has no name or is inherited, or why there is none."""
    mark = _MARKS.get(cell.verdict, "")
    if cell.count is None:
        return mark
    certain = cell.certain if cell.certain is not None else 0
    named = cell.count - cell.collectives
    if 0 < certain < cell.count:
        shown = f"{certain}+{cell.count - certain}?" + ("*" if cell.collectives else "")
    else:
        shown = f"{named}+{cell.collectives}*" if named and cell.collectives else str(cell.count)
        shown += "*" if cell.collectives and not named else ""
        shown += "?" if cell.holds == "possible" else ""
    if cell.inherited and not mark:
        shown += f"+{cell.inherited}{_MARKS['inherited']}"
    return shown + mark


def _legend(renderer: Renderer, answer: MatrixAnswer) -> list[str]:
    """What the signs mean that the table has."""
    say = renderer.say
    verdicts = {c.verdict for c in answer.cells} | {"inherited" for c in answer.cells if c.inherited}
    rows = []
    if "not_recorded" in verdicts:
        rows.append((_MARKS["not_recorded"], say("matrix_not_recorded")))
    if "stated_absent" in verdicts:
        rows.append(("0", say("matrix_zero")))
    rows += [
        (mark, say(f"verdict_{verdict}"))
        for verdict, mark in _MARKS.items()
        if verdict in verdicts and verdict != "not_recorded"
    ]
    if any(c.count and (c.certain or 0) < c.count and c.holds for c in answer.cells):
        rows.append(("?", say("matrix_possible")))
    if any(c.collectives for c in answer.cells):
        rows.append(("*", say("matrix_collective")))
    return [*columns(rows, "  "), f"  {say('matrix_coverage')}"]


def _width(rows: Sequence[Sequence[str]]) -> int:
    return sum(max(map(width, cells)) + 2 for cells in zip(*rows, strict=True))
