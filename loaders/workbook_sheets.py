"""The sheets of a workbook as a stream of rows, with what a table must know of each cell.

A reader of its own, because the usual library builds a tree for every cell, keeps all shared texts in memory, trusts
the dimensions that a sheet claims, and hides merged cells when it streams. Here a sheet of any length needs the memory
of one row.
"""

from __future__ import annotations

import re
from collections.abc import Generator
from pathlib import Path
from typing import NamedTuple

from loaders.rows import Cell, Odd
from loaders.workbook_numbers import date_of, is_date_format, number_text, shows_day
from loaders.workbook_package import Package, WorkbookError
from loaders.workbook_text import Collector, SharedTexts

_MAX_ROWS, _MAX_COLUMNS = 1_048_576, 16_384
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]+)(\d+):([A-Z]+)(\d+)"')
_MIDNIGHT = frozenset(("", "T00:00:00", "T00:00:00Z", "T00:00:00.000"))

Row = tuple[int, list[Cell]]


class Merged(NamedTuple):
    """A range of merged cells; rows and columns count from 1."""

    first_row: int
    last_row: int
    first_column: int
    ref: str


class Workbook:
    """An open workbook: the names of its sheets, and their rows.

    Raises:
        WorkbookError: when opened, or at any row, it turns out to be no sound workbook.
    """

    def __init__(self, path: Path) -> None:
        self._package = Package(path)
        self.sheets: dict[str, str] = {}
        self._formats: list[int] = []
        self._codes: dict[int, str] = {}
        self._since_1904 = False
        self._texts = SharedTexts()
        try:
            self._read_structure()
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Let go of the file."""
        self._texts.close()
        self._package.close()

    def rows(self, sheet: str) -> Generator[Row, None, None]:
        """The rows that the sheet has, with their numbers."""
        collector = _Rows(self)
        for _ in self._package.parse(self.sheets[sheet], collector.start, collector.end, collector.text):
            yield from collector.done
            collector.done.clear()

    def merged(self, sheet: str) -> list[Merged]:
        """The merged ranges of a sheet."""
        found: dict[str, Merged] = {}
        tail = b""
        for chunk in self._package.chunks(self.sheets[sheet]):
            tail = tail[-200:] + chunk
            for left, top, right, bottom in _MERGED.findall(tail):
                ref = f"{left.decode()}{top.decode()}:{right.decode()}{bottom.decode()}"
                found[ref] = Merged(int(top), int(bottom), _column_number(left.decode()), ref)
        return list(found.values())

    def text(self, index: str) -> str:
        """A shared text."""
        try:
            return self._texts[int(index)]
        except (ValueError, IndexError) as error:
            raise WorkbookError(f"an XLSX workbook: it refers to shared text {index}, which it lacks") from error

    def number(self, text: str, style: str) -> Odd:
        """What a numeric cell holds: a number, or a date where its style says so."""
        format_id = self._formats[int(style)] if style.isdecimal() and int(style) < len(self._formats) else 0
        code = self._codes.get(format_id)
        if not is_date_format(format_id, code):
            return Odd("number", number_text(text))
        date, whole = date_of(text, self._since_1904)
        return Odd("date", date, exact=whole and shows_day(format_id, code))

    def _read_structure(self) -> None:
        main = next((target for kind, target in self._package.relations("").values() if kind == "officeDocument"), None)
        if main is None:
            raise WorkbookError("an XLSX workbook, which this is not")
        parts = self._package.relations(main)

        def start(name: str, attributes: dict[str, str]) -> None:
            if name == "sheet":
                link = next((v for k, v in attributes.items() if k.endswith(":id")), "")
                kind, target = parts.get(link, ("", ""))
                if kind == "worksheet":
                    self.sheets[attributes.get("name", "")] = target
            elif name == "workbookPr":
                self._since_1904 = attributes.get("date1904") in {"1", "true"}

        self._package.drain(main, start)
        by_kind = dict(parts.values())
        if "styles" in by_kind:
            self._read_styles(by_kind["styles"])
        if "sharedStrings" in by_kind:
            self._read_texts(by_kind["sharedStrings"])

    def _read_styles(self, part: str) -> None:
        inside = ""

        def start(name: str, attributes: dict[str, str]) -> None:
            nonlocal inside
            if name in {"cellXfs", "cellStyleXfs"}:
                inside = name
            elif name == "numFmt":
                self._codes[int(attributes.get("numFmtId", "0"))] = attributes.get("formatCode", "")
            elif name == "xf" and inside == "cellXfs":
                self._formats.append(int(attributes.get("numFmtId", "0")))

        self._package.drain(part, start)

    def _read_texts(self, part: str) -> None:
        collector = Collector()

        def start(name: str, _: dict[str, str]) -> None:
            if name == "si":
                collector.clear()
            collector.enter(name)

        def end(name: str) -> None:
            collector.leave(name)
            if name == "si":
                self._texts.append(collector.value())

        self._package.drain(part, start, end, collector.add)


class _Rows:
    """Collects the rows of a sheet as its elements open and close."""

    def __init__(self, workbook: Workbook) -> None:
        self.done: list[Row] = []
        self._workbook = workbook
        self._inside = False
        self._row = 0
        self._cells: list[Cell] = []
        self._type = self._style = ""
        self._column = 0
        self._formula: str | None = None
        self._collector = Collector()
        self.text = self._collector.add
        self._numbers: dict[str, int] = {}

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "sheetData":
            self._inside = True
        if not self._inside:
            return
        if name == "c":
            self._type = attributes.get("t", "n")
            self._style = attributes.get("s", "0")
            self._column = self._number(attributes.get("r"))
            self._formula = None
            self._collector.clear()
        elif name == "row":
            self._row = int(attributes.get("r", self._row + 1))
            if not 0 < self._row <= _MAX_ROWS:
                raise WorkbookError(f"an XLSX workbook, whose rows are numbered 1 to {_MAX_ROWS:,}")
            self._cells = []
            self._column = 0
        else:
            self._collector.enter(name)

    def end(self, name: str) -> None:
        if not self._inside:
            return
        if name == "c":
            cell = self._cell()
            if cell is not None:
                self._cells.extend([None] * (self._column - len(self._cells)))
                self._cells[self._column - 1] = cell
        elif name == "row":
            self.done.append((self._row, self._cells))
        elif name == "sheetData":
            self._inside = False
        else:
            self._collector.leave(name)
            if name == "f":
                self._formula = "=" + self._collector.value()
                self._collector.clear()

    def _number(self, ref: str | None) -> int:
        if ref is None:
            return self._column + 1
        letters = ref.rstrip("0123456789")
        number = self._numbers.get(letters) or self._numbers.setdefault(letters, _column_number(letters))
        if not 0 < number <= _MAX_COLUMNS:
            raise WorkbookError(f"an XLSX workbook of at most {_MAX_COLUMNS:,} columns")
        return number

    def _cell(self) -> Cell:
        text = self._collector.value()
        if self._formula is not None:
            return Odd("formula", self._formula)
        if not text:
            return None
        match self._type:
            case "inlineStr" | "str":
                return text
            case "s":
                return self._workbook.text(text) or None
            case "b":
                return Odd("boolean", "true" if text.strip() in {"1", "true"} else "false")
            case "e":
                return Odd("error", text)
            case "d":
                return Odd("date", text[:10], exact=text[10:] in _MIDNIGHT)
        return self._workbook.number(text, self._style)


def _column_number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number
