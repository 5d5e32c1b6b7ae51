"""Broken CSV: each fault is a reject with its exact place, and says what was expected."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.store import Place, Reject
from schema.statements import Entity
from tests.loaders.helpers import (
    ENTITY_TYPE,
    SMALL,
    only_reject,
    rejects_of,
    rows_of,
    small,
    statements_of,
    with_cell,
    write_folder,
)

HEADER = b"id,type,name_vi,note\n"
TYPE = ENTITY_TYPE.encode()


def table(tmp_path: Path, body: bytes) -> Path:
    """A single table of entities with these bytes."""
    path = tmp_path / "entities.csv"
    path.write_bytes(body)
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_sound_folder(tmp_path: Path, encoding: str, delimiter: str) -> None:
    """A byte order mark is tolerated, and cells may be separated as spreadsheets in any language do it."""
    folder = write_folder(tmp_path / "folder", small(), encoding=encoding, delimiter=delimiter)
    assert [s.id for s in statements_of(folder)] == ["s0", "a:one", "a:two", "r1", "o1", "g1", "g2"]


def test_rows_count_as_a_spreadsheet_counts_them(tmp_path: Path) -> None:
    """A line break inside a cell begins no new row."""
    path = table(tmp_path, HEADER + b"a:1," + TYPE + b',M\xe1\xbb\x99t,"x\r\ny"\r\na:2,Nothing,Hai,\r\n')
    first, second = rows_of(path)
    assert isinstance(first.row, Entity)
    assert first.row.note == "x\ny"
    assert second.place == Place("entities.csv", row=3)


@pytest.mark.parametrize("name", ["dữ liệu.csv", "entity.csv"])
def test_a_single_file_that_is_no_table(tmp_path: Path, name: str) -> None:
    """A CSV file alone is refused, with a hint, unless its name is one of the tables."""
    (tmp_path / name).write_bytes(HEADER)
    reject = only_reject(tmp_path / name)
    assert reject.place == Place(name)
    assert "named after its table" in reject.expected


def test_missing_and_unknown_tables(tmp_path: Path) -> None:
    """Every table must be there, and nothing that looks like one may be passed over."""
    folder = write_folder(tmp_path / "folder", {**small(sources=None), "relation": []})
    (folder / "notes.txt").write_text("not a table", encoding="utf-8")
    found = rejects_of(folder)
    assert [r.place for r in found] == [Place("relation.csv"), Place("sources.csv")]
    assert "relations" in found[0].expected
    assert "its header alone is enough" in found[1].expected


def test_bytes_that_are_not_utf8(tmp_path: Path) -> None:
    """The reject says which row, column and byte of the file; the other rows are read."""
    body = HEADER + b"a:1," + TYPE + b",L\xe0o,\na:2," + TYPE + b",Hai,\n"
    found = rows_of(table(tmp_path, body))
    reject = found[0].row
    assert isinstance(reject, Reject)
    assert (reject.place.row, reject.column, reject.value, reject.id) == (2, "name_vi", "L\ufffdo", "a:1")
    assert f"byte {body.index(0xE0)}" in reject.expected
    assert isinstance(found[1].row, Entity)


def test_a_header_that_is_not_utf8(tmp_path: Path) -> None:
    """A header in another encoding is a reject of the table."""
    assert "byte 8" in only_reject(table(tmp_path, b"id,type,\xe0\n")).expected
    assert "UTF-16" in only_reject(table(tmp_path, "id,type".encode("utf-16"))).expected


@pytest.mark.parametrize(
    ("row", "where"),
    [(b'a:2,%b,"Hai,\n', "unexpected end of data"), (b'a:2,%b,"Hai" x,\n', "expected after")],
)
def test_broken_quoting(tmp_path: Path, row: bytes, where: str) -> None:
    """Rows before a broken quote are read, and the reject says that those after it are not."""
    found = rows_of(table(tmp_path, HEADER + b"a:1," + TYPE + b",M,\n" + row % TYPE + b"a:3,,,\n"))
    assert isinstance(found[0].row, Entity)
    reject = found[1].row
    assert isinstance(reject, Reject)
    assert reject.place.row == 3
    assert where in reject.expected
    assert len(found) == 2


def test_a_broken_header(tmp_path: Path) -> None:
    """A header whose quotes do not close is a reject of the table."""
    assert only_reject(table(tmp_path, b'id,"type\n')).place == Place("entities.csv", row=1)


def test_a_cell_of_twenty_megabytes(tmp_path: Path) -> None:
    """A text without measure is a reject of its row, and costs no other row."""
    body = HEADER + b"a:1," + TYPE + b",M," + b"x" * 20_000_000 + b"\na:2," + TYPE + b",Hai,\n"
    found = rows_of(table(tmp_path, body))
    reject = found[0].row
    assert isinstance(reject, Reject)
    assert (reject.place.row, reject.column, len(reject.value or "")) == (2, "note", 200)
    assert isinstance(found[1].row, Entity)


def test_a_nul(tmp_path: Path) -> None:
    """Control characters are named by code point and position."""
    reject = only_reject(table(tmp_path, HEADER + b"a:1," + TYPE + b",M,a\x00b\n"))
    assert (reject.column, "U+0000 at character 2" in reject.expected) == ("note", True)


def test_a_row_with_too_many_cells(tmp_path: Path) -> None:
    """A cell beyond the header belongs to nothing; empty ones there do no harm."""
    assert len(statements_of(table(tmp_path, HEADER + b"a:1," + TYPE + b",M,,,,\n"))) == 1
    reject = only_reject(table(tmp_path, HEADER + b"a:1," + TYPE + b",M,,x\n"))
    assert (reject.column, reject.value, reject.id) == (None, "x", "a:1")


def test_an_empty_file_lacks_its_header(tmp_path: Path) -> None:
    """No bytes are no header."""
    found = rejects_of(table(tmp_path, b""))
    assert [(r.place.row, r.column) for r in found] == [(1, "id"), (1, "type"), (1, "name_vi")]


def test_the_apostrophe_before_a_formula(tmp_path: Path) -> None:
    """What looks like a formula is text with or without the apostrophe; any other apostrophe stays."""
    cases = [("'=1+1", "=1+1"), ("=1+1", "=1+1"), ("''=x", "'=x"), ("'tỉnh", "'tỉnh")]
    for number, (cell, meant) in enumerate(cases):
        folder = write_folder(tmp_path / str(number), with_cell("entities", 2, "note", cell))
        assert statements_of(folder)[1].note == meant


def test_blank_cells_are_absent(tmp_path: Path) -> None:
    """A cell of blanks says nothing; a row of blanks is none."""
    rows = [*SMALL["entities"], [" ", "", "\t"]]
    folder = write_folder(tmp_path / "folder", small(entities=rows))
    assert len(statements_of(folder)) == 7
