"""Rows of tables as statements, and statements as rows."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import Any, Literal

import msgspec

from graph.store import Place, Reject
from loaders.cell_lines import CellError
from loaders.cells import decode, encode, own_column_holds, unfit, unguard
from loaders.checks import Checker
from loaders.problems import near
from loaders.tables import NAMES, Column, column_of, columns, either_of
from schema.statements import KINDS, Kind, Statement, kind_of
from schema.vocabulary import Vocabulary

MAX_COLUMNS = 500
_SHOWN = 200


class Odd(msgspec.Struct, frozen=True):
    """A cell of a workbook that is no text. Of a date, `exact` says whether its format shows the day."""

    what: Literal["number", "boolean", "date", "formula", "error"]
    text: str
    exact: bool = True


Cell = str | Odd | None


class Layout(msgspec.Struct, frozen=True):
    """What stands in which position of the rows of a table; None under an empty header."""

    kind: Kind
    columns: tuple[Column | None, ...]


def shortened(text: str) -> str:
    """The text as a reject shows it."""
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"


def reject(
    place: Place, expected: str, column: str | None = None, value: str | None = None, row_id: str | None = None
) -> Reject:
    """A reject with its value shortened."""
    return Reject(place, expected, column, None if value is None else shortened(value), row_id)


def layout_of(kind: Kind, header: Sequence[Cell], vocabulary: Vocabulary, place: Place) -> Layout | list[Reject]:
    """The layout that a header row gives, or what is wrong with it."""
    while header and _is_blank(header[-1]):
        header = header[:-1]
    if len(header) > MAX_COLUMNS:
        return [reject(place, f"at most {MAX_COLUMNS} columns, here are {len(header)}")]
    known = columns(kind, vocabulary)
    found: list[Column | None] = []
    faults: list[Reject] = []
    for cell in header:
        name = (cell.text if isinstance(cell, Odd) else cell or "").strip()
        column = column_of(name, known) if name else None
        if name and (column is None or isinstance(cell, Odd)):
            expected = f"a column of the table {NAMES[kind]}: {near(name, [c.name for c in known])}"
            faults.append(reject(place, expected, name, name))
        elif column and any(c and (c.field, c.key) == (column.field, column.key) for c in found):
            faults.append(reject(place, "each column once", name, name))
        found.append(column)
    present = {c.name for c in found if c}
    if not faults:
        faults.extend(
            reject(place, f"the column {c.name}, which the table {NAMES[kind]} must have", c.name)
            for c in known
            if c.required and c.name not in present
        )
        either = either_of(kind)
        if either and not present.intersection(either):
            faults.append(reject(place, f"at least one of the columns {', '.join(either)}", either[0]))
    return faults or Layout(kind, tuple(found))


def read_row(layout: Layout, cells: Sequence[Cell], place: Place, checker: Checker) -> Statement | Reject | None:
    """The statement that a row holds, or the first thing that is wrong with it; None for an empty row."""
    values: dict[str, Any] = {}
    column: Column | None = None
    cell: Cell = None
    try:
        for position, cell in enumerate(cells):
            if _is_blank(cell):
                continue
            column = layout.columns[position] if position < len(layout.columns) else None
            if column is None:
                raise CellError("no value where the header names no column")
            _put(values, column, _value(column, cell))
    except CellError as error:
        said = error.value if error.value is not None else cell.text if isinstance(cell, Odd) else cell
        return reject(place, error.expected, column.name if column else None, said, _id_in(layout, cells))
    if not values:
        return None
    if missing := _missing(layout.kind, values):
        return reject(place, f"a value in the column {missing}", missing, None, values.get("id"))
    statement = KINDS[layout.kind](**values)
    problem = checker.first_problem(statement)
    if problem is None:
        return statement
    where = _column_named(layout, problem.field, problem.key)
    return reject(place, problem.expected, where, problem.value, statement.id)


def to_cells(statement: Statement, known: Sequence[Column]) -> list[str]:
    """The cells of the row that says the same as the statement; its dataset is not part of the row."""
    rest = dict(statement.attributes)
    defaults = _defaults(kind_of(statement))
    cells = []
    for column in known:
        value = getattr(statement, column.field)
        if column.field == "attributes" and column.key:
            there = column.key in rest and own_column_holds(column, rest[column.key])
            value = rest.pop(column.key) if there else _ABSENT
            cells.append("" if value is _ABSENT else "null" if value is None else encode(column.form, value))
        elif column.field == "attributes":
            cells.append(encode(column.form, rest))
        elif column.key:
            cells.append(value.get(column.key, ""))
        else:
            cells.append("" if value == defaults.get(column.field) else encode(column.form, value))
    return cells


_ABSENT = object()


@functools.cache
def _defaults(kind: Kind) -> dict[str, Any]:
    return {f.name: f.default for f in msgspec.structs.fields(KINDS[kind]) if f.default is not msgspec.NODEFAULT}


def _is_blank(cell: Cell) -> bool:
    return cell is None or (isinstance(cell, str) and (not cell or cell.isspace()))


def _value(column: Column, cell: Cell) -> Any:
    text = _text(column, cell) if isinstance(cell, Odd) else unguard(cell or "")
    if fault := unfit(text):
        raise CellError(fault)
    value = decode(column, text)
    if column.choices and value is not None and value not in column.choices:
        raise CellError(near(text, column.choices))
    return value


def _text(column: Column, cell: Odd) -> str:
    """The text that stands for a cell which is none, where the column may hold such a thing."""
    if cell.what == "formula":
        raise CellError("a value; the cell holds a formula: paste its value instead")
    if cell.what == "error":
        raise CellError("a value; the cell holds an error of the spreadsheet")
    fits = {
        "number": column.form in {"number", "any"}
        or (column.form in {"date", "dates"} and cell.text.isdecimal() and len(cell.text) == 4),
        "boolean": column.form in {"boolean", "any"},
        "date": column.form in {"date", "dates", "any"},
    }[cell.what]
    if fits and not cell.exact:
        raise CellError("the date as text: the cell shows a month or a time, which EDTF writes 2016-02")
    if not fits:
        wanted = {"number": "a number", "boolean": "true or false", "date": "a date in EDTF"}.get(column.form, "text")
        raise CellError(f"{wanted}; the cell holds a {cell.what}: format it as text and type it again")
    return cell.text


def _put(values: dict[str, Any], column: Column, value: Any) -> None:
    if column.field == "attributes":
        said = {column.key: value} if column.key else value
        there = values.setdefault("attributes", {})
        for key in said:
            if key in there:
                raise CellError(f"each attribute once; {key} has a value already", key)
        there.update(said)
    elif column.key:
        values.setdefault(column.field, {})[column.key] = value
    else:
        values[column.field] = value


def _missing(kind: Kind, values: dict[str, Any]) -> str | None:
    """The first field that a statement of the kind must have and this row does not, as its column's name."""
    for field, column in _needed(kind):
        if field not in values:
            return column
    return None


@functools.cache
def _needed(kind: Kind) -> list[tuple[str, str]]:
    """The fields that a statement of the kind must have, each with the column that fills it."""
    fields = [f.name for f in msgspec.structs.fields(KINDS[kind]) if f.required]
    # an objective's modality has a default, which is none of those that it may have
    fields += ["modality"] if kind == "objective" else []
    either = either_of(kind)
    return [(f, either[0] if f in {"names", "title", "text"} else f) for f in fields]


def _column_named(layout: Layout, field: str, key: str | None) -> str:
    """The column from which a field came, as the header calls it; the field where none did."""
    fitting = [c for c in layout.columns if c and c.field == field]
    exact = [c for c in fitting if key and c.key == key]
    return next((c.name for c in (*exact, *(c for c in fitting if not c.key), *fitting)), field)


def _id_in(layout: Layout, cells: Sequence[Cell]) -> str | None:
    at = next((i for i, c in enumerate(layout.columns) if c and c.field == "id"), None)
    cell = cells[at] if at is not None and at < len(cells) else None
    return shortened(cell.strip()) if isinstance(cell, str) and cell.strip() else None
