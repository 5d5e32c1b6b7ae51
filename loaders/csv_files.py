"""CSV tables: UTF-8, a byte order mark tolerated, separated by comma, semicolon or tab."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from graph.store import Incoming, Place, Reject
from loaders.checks import Checker
from loaders.problems import near
from loaders.rows import Cell, Layout, layout_of, read_row, reject
from loaders.tables import TABLES
from schema.vocabulary import Vocabulary

SUFFIX = ".csv"
_BOM = b"\xef\xbb\xbf"
_OTHER_ENCODINGS = (b"\xff\xfe", b"\xfe\xff")

# The limit of the csv module is one for the whole process. Raised, so that a cell of many megabytes is a reject with
# its row and column, like any other that is too long; not endless, so that a stray quote cannot fill the memory.
csv.field_size_limit(max(csv.field_size_limit(), 64 * 1024 * 1024))


class _Lines:
    """The lines of a file, decoded, with the positions of bytes that are not UTF-8 since they were last asked for."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._offset = 0
        self.bad: list[int] = []

    def __iter__(self) -> Iterator[str]:
        for line in self._stream:
            raw = line
            start = self._offset
            self._offset += len(raw)
            if start == 0 and raw.startswith(_BOM):
                raw, start = raw[3:], 3
            try:
                yield raw.decode()
            except UnicodeDecodeError as error:
                self.bad.append(start + error.start)
                # half surrogates mark the cell, which becomes a reject
                yield raw.decode(errors="surrogateescape")


def read_folder(folder: Path, vocabulary: Vocabulary, checker: Checker) -> Iterator[Incoming]:
    """The rows of the tables in a folder; first what is wrong with the tables as such."""
    files = {p.name: p for p in sorted(folder.iterdir()) if p.suffix.lower() == SUFFIX and p.is_file()}
    for name in files:
        if name.removesuffix(SUFFIX) not in TABLES:
            expected = f"tables named {', '.join(TABLES)}; {near(name.removesuffix(SUFFIX), list(TABLES))}"
            yield _fault(name, expected)
    present = {}
    for table in TABLES:
        if path := files.get(table + SUFFIX):
            present[table] = path
        else:
            yield _fault(table + SUFFIX, f"a table {table}: its header alone is enough")
    yield from _read_tables(present, vocabulary, checker)


def read_file(path: Path, vocabulary: Vocabulary, checker: Checker) -> Iterator[Incoming]:
    """The rows of a single table, which its name must tell."""
    table = path.name.lower().removesuffix(SUFFIX)
    if table in TABLES:
        yield from _read_tables({table: path}, vocabulary, checker)
    else:
        yield _fault(path.name, f"a file named after its table ({', '.join(TABLES)}), or a folder of such files")


def _fault(file: str, expected: str) -> Incoming:
    place = Place(file)
    return Incoming(place, reject(place, expected))


def _read_tables(files: dict[str, Path], vocabulary: Vocabulary, checker: Checker) -> Iterator[Incoming]:
    layouts: dict[str, Layout] = {}
    for table, path in files.items():
        with path.open("rb") as stream:
            layout = _layout(table, path, stream, vocabulary)
        if isinstance(layout, Layout):
            layouts[table] = layout
        else:
            yield from (Incoming(r.place, r) for r in layout)
    for table, layout in layouts.items():
        with files[table].open("rb") as stream:
            yield from _read_rows(files[table], stream, layout, checker)


def _layout(table: str, path: Path, stream: BinaryIO, vocabulary: Vocabulary) -> Layout | list[Reject]:
    place = Place(path.name, row=1)
    if stream.read(2) in _OTHER_ENCODINGS:
        return [reject(place, "UTF-8, here is UTF-16: save as CSV UTF-8")]
    stream.seek(0)
    lines = _Lines(stream)
    try:
        header: list[Cell] = list(next(_reader(lines, _delimiter(path)), []))
    except csv.Error as error:
        return [reject(place, f"a header in CSV ({error})")]
    if lines.bad:
        return [reject(place, _not_utf8(lines.bad[0]))]
    return layout_of(TABLES[table], header, vocabulary, place)


def _read_rows(path: Path, stream: BinaryIO, layout: Layout, checker: Checker) -> Iterator[Incoming]:
    lines = _Lines(stream)
    rows = _reader(lines, _delimiter(path))
    number = 0
    while True:
        number += 1
        place = Place(path.name, row=number)
        try:
            cells = next(rows, None)
        except csv.Error as error:
            expected = f"quotes that are closed, doubled inside, and stand around a whole cell ({error})"
            yield Incoming(place, reject(place, f"{expected}; rows from here on are not read"))
            return
        if cells is None:
            return
        if number == 1:
            continue
        row = read_row(layout, [_one_line_break(cell) for cell in cells], place, checker)
        if lines.bad:
            row = _with_position(row, layout, cells, place, lines.bad)
        if row is not None:
            yield Incoming(place, row)


def _with_position(row: object, layout: Layout, cells: list[str], place: Place, bad: list[int]) -> Reject:
    """The reject of a row that is not UTF-8: which column, and which byte of the file."""
    at = next((i for i, cell in enumerate(cells) if any("\udc80" <= c <= "\udcff" for c in cell)), 0)
    column = layout.columns[at] if at < len(layout.columns) else None
    position, *_ = bad
    bad.clear()
    shown = cells[at].encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return reject(place, _not_utf8(position), column.name if column else None, shown, getattr(row, "id", None))


def _not_utf8(position: int) -> str:
    return f"UTF-8, which byte {position} of the file is not: save as CSV UTF-8"


def _reader(lines: _Lines, delimiter: str) -> Iterator[list[str]]:
    return csv.reader(lines, strict=True, delimiter=delimiter)


def _delimiter(path: Path) -> str:
    """What separates the cells: spreadsheets in Vietnamese write semicolons, since the comma is decimal there."""
    with path.open("rb") as stream:
        header = stream.readline(64 * 1024)
    return max((",", ";", "\t"), key=lambda mark: header.count(mark.encode()))


def _one_line_break(cell: str) -> str:
    return cell.replace("\r\n", "\n") if "\r" in cell else cell
