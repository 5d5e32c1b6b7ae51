"""The workbook that a planner fills in, and statements as such a workbook.

A sheet for each table, with explanations in Vietnamese and English at the headers and lists to choose from; README
says how it is done, and `_vocabulary` what the types mean. Neither of these two is read.
"""

from __future__ import annotations

import datetime
import importlib.resources
import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec
from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet
from openpyxl.worksheet.datavalidation import DataValidation

from loaders.cells import guard
from loaders.export import appearing, checked_cells
from loaders.tables import TABLES, Column, columns, either_of
from loaders.workbook import HIDDEN, README
from loaders.workbook_numbers import number_text
from loaders.workbook_text import written
from schema.rules import Rule
from schema.statements import Statement, kind_of
from schema.vocabulary import Vocabulary

MAX_CELL = 32_767
"""In characters: more do not fit in a cell of a workbook."""

_LAST_ROW = 1_048_576
_EPOCH = datetime.datetime(2000, 1, 1)  # noqa: DTZ001 (workbooks have no time zones)
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")
_BOLD = Font(bold=True)
_REQUIRED = PatternFill("solid", fgColor="FFE699")
_OPTIONAL = PatternFill("solid", fgColor="DDEBF7")
_WRAPPED = Alignment(wrap_text=True, vertical="top")
_LISTS = f"{HIDDEN}lists"
_WIDE = {"text": 40, "lines": 30, "evidence": 60, "attributes": 40, "passages": 30, "parts": 30}


def write_template(out: Path, vocabulary: Vocabulary, rules: Sequence[Rule] = ()) -> None:
    """Write the empty workbook."""
    write_workbook(out, vocabulary, (), rules)


def write_workbook(
    out: Path, vocabulary: Vocabulary, statements: Iterable[Statement], rules: Sequence[Rule] = ()
) -> int:
    """Write a workbook with the statements in it, and return how many they were.

    Raises:
        DataError: a statement that does not fit in the cells of a workbook.
    """
    with appearing(out) as path:
        book = Workbook(write_only=True)
        try:
            count = _fill(book, vocabulary, statements, rules)
        except BaseException:
            # the library complains of sheets that nobody closed
            for sheet in book.worksheets:
                sheet.close()
            raise
        buffer = io.BytesIO()
        book.save(buffer)
        _write_stable(buffer, path)
    return count


def _fill(book: Workbook, vocabulary: Vocabulary, statements: Iterable[Statement], rules: Sequence[Rule]) -> int:
    book.properties.created = _EPOCH
    book.properties.creator = "nhipcau"
    _write_readme(book)
    lists: dict[str, tuple[str, ...]] = {}
    sheets = {}
    for table, kind in TABLES.items():
        known = tuple(_with_choices(c, vocabulary, rules) for c in columns(kind, vocabulary))
        sheets[kind] = (_begin_table(book, table, known, lists), known)
    _write_vocabulary(book, vocabulary)
    _write_lists(book, lists)
    count = 0
    for count, statement in enumerate(statements, 1):  # noqa: B007
        sheet, known = sheets[kind_of(statement)]
        cells = checked_cells(statement, known, MAX_CELL)
        sheet.append([_cell(sheet, c, text) for c, text in zip(known, cells, strict=True)])
    return count


def _with_choices(column: Column, vocabulary: Vocabulary, rules: Sequence[Rule]) -> Column:
    """The column with suggestions where the table itself asks for no fixed choice."""
    if column.form == "boolean":
        return msgspec.structs.replace(column, choices=("true", "false"))
    if column.name == "rule":
        return msgspec.structs.replace(column, choices=tuple(r.id for r in rules))
    if column.name == "subtype":
        names = {name: None for t in vocabulary.entity_types for name in t.subtypes}
        return msgspec.structs.replace(column, choices=tuple(names))
    return column


def _begin_table(book: Workbook, table: str, known: Sequence[Column], lists: dict[str, tuple[str, ...]]) -> Any:
    sheet: Any = book.create_sheet(table)  # of a class whose types are not published in full
    sheet.freeze_panes = "B2"
    header = []
    for position, column in enumerate(known, 1):
        letter = get_column_letter(position)
        dimension = sheet.column_dimensions[letter]
        dimension.width = _WIDE.get(column.form, 18)
        if column.form != "number":
            dimension.number_format = "@"  # or dates and numbers would be made of what is typed
        cell = WriteOnlyCell(sheet, column.name)
        cell.font = _BOLD
        cell.fill = _REQUIRED if column.required or column.name in either_of(TABLES[table])[:1] else _OPTIONAL
        cell.comment = Comment(f"{column.says['vi']}\n\n{column.says['en']}", "nhipcau", height=120, width=280)
        header.append(cell)
        if column.choices:
            lists[f"{table}.{column.name}"] = column.choices
            sheet.data_validations.append(_validation(column, letter, len(lists)))
    sheet.append(header)
    return sheet


def _validation(column: Column, letter: str, list_number: int) -> DataValidation:
    at = get_column_letter(list_number)
    rule = DataValidation(
        type="list",
        formula1=f"'{_LISTS}'!${at}$2:${at}${1 + len(column.choices)}",
        allow_blank=True,
        showErrorMessage=True,
        # of subtypes there may be more than are known
        errorStyle="warning" if column.name == "subtype" else "stop",
        errorTitle=column.name,
        error="Hãy chọn một giá trị trong danh sách. Choose a value from the list.",
    )
    rule.add(f"{letter}2:{letter}{_LAST_ROW}")
    return rule


def _cell(sheet: WriteOnlyWorksheet, column: Column, text: str) -> Cell | None:
    if not text:
        return None
    if column.form == "number":
        value = msgspec.json.decode(text)
        # the library writes 16 digits; what needs more, or a point before a zero, goes in as text
        if number_text(f"{value:.16g}") == text:
            return WriteOnlyCell(sheet, value)
    cell = WriteOnlyCell(sheet, written(text if column.form == "number" else guard(text)))
    cell.data_type = "s"  # or the library would make formulas of texts that begin like one
    cell.number_format = "@"
    cell.alignment = _WRAPPED
    return cell


def _write_readme(book: Workbook) -> None:
    sheet = book.create_sheet(README)
    sheet.column_dimensions["A"].width = sheet.column_dimensions["B"].width = 80
    # blocks of two lines, Vietnamese and English
    text = importlib.resources.files("loaders").joinpath("template_readme.txt").read_text(encoding="utf-8")
    for number, block in enumerate(text.strip().split("\n\n")):
        sheet.append(list(_styled(sheet, block.split("\n"), bold=number == 0)))


def _write_vocabulary(book: Workbook, vocabulary: Vocabulary) -> None:
    sheet = book.create_sheet(f"{HIDDEN}vocabulary")
    sheet.freeze_panes = "A2"
    for letter, width in zip("ABCDEF", (16, 30, 34, 34, 60, 60), strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.append(list(_styled(sheet, ("", "id", "tiếng Việt", "English", "giải thích", "explanation"), bold=True)))
    for what, name, label, says in _terms(vocabulary):
        line = (what, name, label["vi"], label["en"], says.get("vi", ""), says.get("en", ""))
        sheet.append(list(_styled(sheet, line)))


def _terms(vocabulary: Vocabulary) -> Iterator[tuple[str, str, dict[str, str], dict[str, str]]]:
    for entity_type in vocabulary.entity_types:
        yield "entity type", entity_type.type, entity_type.label, entity_type.definition
        for name, label in entity_type.subtypes.items():
            yield "subtype", name, label, {"vi": entity_type.label["vi"], "en": entity_type.label["en"]}
    for relation_type in vocabulary.relation_types:
        yield "relation type", relation_type.type, relation_type.label, relation_type.definition
    for indicator in vocabulary.indicators:
        yield "indicator", indicator.id, indicator.label, {}
    for part in vocabulary.source_parts:
        yield "source part", part.kind, part.label, part.definition


def _write_lists(book: Workbook, lists: dict[str, tuple[str, ...]]) -> None:
    sheet = book.create_sheet(_LISTS)
    sheet.sheet_state = "hidden"
    sheet.append(list(lists))
    for row in range(max(map(len, lists.values()), default=0)):
        sheet.append([values[row] if row < len(values) else None for values in lists.values()])


def _styled(sheet: WriteOnlyWorksheet, line: Sequence[str], *, bold: bool = False) -> Iterator[Cell]:
    for text in line:
        cell = WriteOnlyCell(sheet, text)
        cell.data_type = "s"
        cell.alignment = _WRAPPED
        if bold:
            cell.font = _BOLD
        yield cell


def _write_stable(book: io.BytesIO, out: Path) -> None:
    """Write the workbook without the time at which it was made, so that equal content gives equal parts."""
    with zipfile.ZipFile(book) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            body = source.read(name)
            if name == "docProps/core.xml":
                body = _MODIFIED.sub(rb"\g<1>" + _EPOCH.isoformat().encode() + b"Z", body)
            target.writestr(zipfile.ZipInfo(name, (2000, 1, 1, 0, 0, 0)), body, zipfile.ZIP_DEFLATED)
