"""Workbooks: one sheet a table. Sheets named README, and those whose name begins with `_`, are not read."""

from __future__ import annotations

import contextlib
import itertools
from collections.abc import Iterator
from pathlib import Path

from graph.store import Incoming, Place, Reject
from loaders.checks import Checker
from loaders.problems import near
from loaders.rows import Cell, Layout, layout_of, read_row, reject
from loaders.tables import TABLES
from loaders.workbook_package import WorkbookError
from loaders.workbook_sheets import Merged, Workbook
from schema.vocabulary import Vocabulary

SUFFIXES = (".xlsx", ".xlsm")
README = "README"
HIDDEN = "_"
_MAX_MERGED = 1000


def read_file(path: Path, vocabulary: Vocabulary, checker: Checker) -> Iterator[Incoming]:
    """The rows of the sheets that are tables; first what is wrong with the workbook and its sheets."""
    try:
        book = Workbook(path)
    except WorkbookError as error:
        place = Place(path.name)
        yield Incoming(place, reject(place, str(error)))
        return
    with contextlib.closing(book):
        sheets: dict[str, str] = {}
        for fault in _faults_of_sheets(path.name, book, sheets):
            yield Incoming(fault.place, fault)
        layouts: dict[str, tuple[Layout, list[Merged]]] = {}
        for table, sheet in sheets.items():
            found = _layout(path.name, book, table, sheet, vocabulary)
            if isinstance(found, tuple):
                layouts[sheet] = found
            else:
                yield from (Incoming(r.place, r) for r in found)
        for sheet, (layout, merged) in layouts.items():
            yield from _read_rows(path.name, book, sheet, layout, merged, checker)


def _faults_of_sheets(file: str, book: Workbook, sheets: dict[str, str]) -> Iterator[Reject]:
    """Fill `sheets` with the sheet of each table, in the order of the tables; what is wrong with them."""
    by_name: dict[str, str] = {}
    for sheet in book.sheets:
        table = sheet.strip().lower()
        if sheet == README or sheet.startswith(HIDDEN):
            continue
        if table not in TABLES:
            if _has_content(book, sheet):
                expected = f"sheets named {', '.join(TABLES)} or {README}; {near(table, list(TABLES))}"
                yield reject(Place(file, sheet), expected)
        elif table in by_name:
            yield reject(Place(file, sheet), f"one sheet {table}")
        else:
            by_name[table] = sheet
    for table in TABLES:
        if table in by_name:
            sheets[table] = by_name[table]
        else:
            yield reject(Place(file, table), f"a sheet {table}: its header alone is enough")


def _has_content(book: Workbook, sheet: str) -> bool:
    try:
        with contextlib.closing(book.rows(sheet)) as rows:
            return any(cells for _, cells in rows)
    except WorkbookError:
        return True


def _layout(
    file: str, book: Workbook, table: str, sheet: str, vocabulary: Vocabulary
) -> tuple[Layout, list[Merged]] | list[Reject]:
    place = Place(file, sheet, 1)
    try:
        merged = book.merged(sheet)
        with contextlib.closing(book.rows(sheet)) as rows:
            number, cells = next(rows, (1, []))
    except WorkbookError as error:
        return [reject(Place(file, sheet), str(error))]
    header: list[Cell] = cells if number == 1 else []
    if over := next((m for m in merged if m.first_row == 1), None):
        return [reject(place, "a header without merged cells", _name(header, over), over.ref)]
    if len(merged) > _MAX_MERGED:
        return [reject(place, "a sheet without merged cells", None, merged[0].ref)]
    layout = layout_of(TABLES[table], header, vocabulary, place)
    return (layout, merged) if isinstance(layout, Layout) else layout


def _read_rows(
    file: str, book: Workbook, sheet: str, layout: Layout, merged: list[Merged], checker: Checker
) -> Iterator[Incoming]:
    number = 0
    try:
        for number, cells in itertools.filterfalse(lambda row: row[0] == 1, book.rows(sheet)):
            place = Place(file, sheet, number)
            row = read_row(layout, cells, place, checker)
            if merged and (over := next((m for m in merged if m.first_row <= number <= m.last_row), None)):
                at = over.first_column - 1
                column = layout.columns[at] if at < len(layout.columns) else None
                known_id = getattr(row, "id", None)
                row = reject(place, "cells that are not merged", column.name if column else None, over.ref, known_id)
            if row is not None:
                yield Incoming(place, row)
    except WorkbookError as error:
        place = Place(file, sheet, number + 1)
        yield Incoming(place, reject(place, f"{error}; rows from here on are not read"))


def _name(header: list[Cell], merged: Merged) -> str | None:
    cell = header[merged.first_column - 1] if merged.first_column <= len(header) else None
    return cell if isinstance(cell, str) else None
