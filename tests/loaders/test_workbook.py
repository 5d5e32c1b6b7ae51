"""Broken workbooks: each fault is a reject with its exact place, and says what was expected."""

from __future__ import annotations

import datetime
import functools
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.cell.cell import ERROR_CODES

from graph.store import Place
from loaders import workbook_text
from loaders.export import export
from loaders.load import find
from loaders.workbook_numbers import date_of, is_date_format, shows_day
from loaders.workbook_sheets import Workbook
from schema.statements import Entity, Relation, encode
from tests.loaders.helpers import (
    ENTITY_TYPE,
    SMALL,
    VOCABULARY,
    headers,
    only_reject,
    rejects_of,
    rows_of,
    small,
    statements_of,
    with_cell,
    write_folder,
    write_workbook,
)


@pytest.fixture
def book(tmp_path: Path) -> Callable[..., Path]:
    """Writes the small dataset as a workbook, with one cell changed."""

    def write(*cell: Any) -> Path:
        return write_workbook(tmp_path / "book.xlsx", with_cell(*cell) if cell else small())

    return write


def test_a_sound_workbook_has_no_rejects(book: Callable[..., Path]) -> None:
    """The small dataset is read whole, sources first."""
    said = statements_of(book())
    assert [s.id for s in said] == ["s0", "a:one", "a:two", "r1", "o1", "g1", "g2"]


def test_each_row_knows_its_place(book: Callable[..., Path]) -> None:
    """Sheets are named, and rows count from 1 with the header."""
    assert [i.place for i in rows_of(book())][1:3] == [Place("book.xlsx", "entities", row) for row in (2, 3)]


@pytest.mark.parametrize(
    ("cell", "column", "value", "expected"),
    [
        (("entities", 3, "type", "Provinz"), "type", "Provinz", "known names"),
        (("relations", 2, "type", "co_operates_with"), "type", "co_operates_with", "cooperates_with"),
        (("observations", 2, "indicator", "border_len"), "indicator", "border_len", "border_length"),
        (("absences", 2, "rule", "friendship"), "rule", "friendship", "the id of a rule"),
        (("absences", 2, "category", "hole"), "category", "hole", "gap, cause"),
        (("relations", 2, "modality", "sure"), "modality", "sure", "asserted, planned"),
        (("objectives", 2, "modality", "asserted"), "modality", "asserted", "planned, proposed"),
        (("entities", 3, "id", "prov:lang:son"), "id", "prov:lang:son", "exactly one colon"),
        (("entities", 3, "id", "a:lạng sơn"), "id", "a:lạng sơn", "exactly one colon"),
        (("entities", 3, "id", "a:b/c"), "id", "a:b/c", "exactly one colon"),
        (("relations", 2, "target", "lang-son"), "target", "lang-son", "exactly one colon"),
        (("relations", 2, "id", "r 1"), "id", "r 1", "blanks"),
        (("relations", 2, "id", "r?1"), "id", "r?1", "/ ? #"),
        (("relations", 2, "valid", "13/4/2016"), "valid", "13/4/2016", "EDTF"),
        (("relations", 2, "valid", "2016-02-30"), "valid", "2016-02-30", "EDTF"),
        (("relations", 2, "valid", "2020/2015"), "valid", "2020/2015", "does not end before it starts"),
        (("relations", 2, "attested", "2016\nhôm qua"), "attested", "hôm qua", "EDTF"),
        (("entities", 3, "founded", "năm 1990"), "founded", "năm 1990", "EDTF"),
        (("entities", 3, "level", "tỉnh"), "level", "tỉnh", "central, province"),
        (("entities", 3, "jurisdiction", "Lạng Sơn"), "jurisdiction", "Lạng Sơn", "exactly one colon"),
        (("entities", 3, "traversable", "có"), "traversable", "có", "true or false"),
        (("absences", 2, "not_yet", "chưa"), "not_yet", "chưa", "true or false"),
        (("observations", 2, "value", "265,095"), "value", "265,095", "decimal point"),
        (("observations", 2, "value", "4.000"), "value", "4.000", "thousands"),
        (("observations", 2, "value", "hàng nghìn"), "value", "hàng nghìn", "a number"),
        (("observations", 2, "value", "9" * 30), "value", "9" * 30, "bounds"),
        (("observations", 2, "qualifier", "some"), "value", "12", "no value"),
        (("observations", 2, "value", None), "value", "", "a number, or the qualifier some"),
        (("entities", 3, "evidence", "s0 9-3"), "evidence", "9-3", "an end after the start"),
        (("entities", 3, "evidence", "s0 3"), "evidence", "3", "start-end"),
        (("entities", 3, "evidence", "| trích dẫn"), "evidence", "| trích dẫn", "the id of a source"),
        (("entities", 3, "evidence", "s0 | a | b:c | d"), "evidence", "s0 | a | b:c | d", "source start-end"),
        (("entities", 3, "evidence", "s0 | " + "từ " * 13), "evidence", ("từ " * 13).strip(), "1 to 12 words"),
        (("entities", 3, "evidence", "s0 | a | Đoàn Hiền"), "evidence", "Đoàn Hiền", "asserted by"),
        (("entities", 3, "attributes", "một dòng"), "attributes", "một dòng", "key = value"),
        (("entities", 3, "attributes", "a = 1\na = 2"), "attributes", "a = 2", "each key once"),
        (("sources", 2, "shared_passages", "1-2 s4"), "shared_passages", "1-2 s4", "start-end | source"),
        (("sources", 2, "content_as_of", "hiện nay"), "content_as_of", "hiện nay", "EDTF"),
        (("sources", 2, "published", "2019-04-19 17:17"), "published", "2019-04-19 17:17", "EDTF"),
        (("entities", 3, "note", "a\x85b"), "note", "a\x85b", "control characters"),
    ],
)
def test_a_cell_that_cannot_be_understood(
    book: Callable[..., Path], cell: tuple[str, int, str, Any], column: str, value: str, expected: str
) -> None:
    """The reject names sheet, row, column, value and id, and says what was expected."""
    reject = only_reject(book(*cell))
    assert reject.place == Place("book.xlsx", cell[0], cell[1])
    assert (reject.column, reject.value) == (column, value)
    assert expected in reject.expected
    assert reject.id == (cell[3] if cell[2] == "id" else SMALL[cell[0]][cell[1] - 1][0])


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (("entities", 3, "name_vi", 2016), "text; the cell holds a number"),
        (("relations", 2, "id", 7), "text; the cell holds a number"),
        (("entities", 3, "name_vi", True), "text; the cell holds a boolean"),
        (("observations", 2, "value", True), "a number; the cell holds a boolean"),
        (("absences", 2, "not_yet", 1), "true or false; the cell holds a number"),
        (("entities", 3, "name_vi", datetime.date(2016, 2, 3)), "text; the cell holds a date"),
        (("observations", 2, "value", datetime.date(2016, 2, 3)), "a number; the cell holds a date"),
        (("relations", 2, "valid", datetime.datetime(2016, 2, 3, 4, 5)), "the date as text"),  # noqa: DTZ001
        (("relations", 2, "valid", 12345), "a date in EDTF; the cell holds a number"),
        (("observations", 2, "value", "=1+1"), "the cell holds a formula"),
        (("entities", 3, "name_vi", '="Hai"'), "the cell holds a formula"),
        (("entities", 3, "name_vi", "#REF!"), "an error of the spreadsheet"),
        (("observations", 2, "value", "#N/A"), "an error of the spreadsheet"),
    ],
)
def test_a_cell_of_the_wrong_type(book: Callable[..., Path], cell: tuple[str, int, str, Any], expected: str) -> None:
    """What a spreadsheet made of a cell is never taken for what was meant."""
    assert "#REF!" in ERROR_CODES
    reject = only_reject(book(*cell))
    assert reject.place == Place("book.xlsx", cell[0], cell[1])
    assert reject.column == cell[2]
    assert expected in reject.expected


def test_a_formula_is_rejected_even_with_its_result(book: Callable[..., Path]) -> None:
    """A cached value does not make a formula a value; the formula is shown."""
    path = book("observations", 2, "value", "=6*2")
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts = {
        name: body.replace(b"<v></v>", b"<v>12</v>").replace(b"<v />", b"<v>12</v>") for name, body in parts.items()
    }
    with zipfile.ZipFile(path, "w") as archive:
        for name, body in parts.items():
            archive.writestr(name, body)
    assert openpyxl.load_workbook(path, data_only=True)["observations"]["D2"].value == 12
    assert only_reject(path).value == "=6*2"


@pytest.mark.parametrize(
    ("value", "valid"),
    [(datetime.date(2016, 2, 3), "2016-02-03"), (2016, "2016"), ("2016-02", "2016-02"), (" 2016 ", "2016")],
)
def test_dates_that_a_spreadsheet_keeps(book: Callable[..., Path], value: object, valid: str) -> None:
    """A whole day, a year typed as a number and text are dates."""
    relation = statements_of(book("relations", 2, "valid", value))[3]
    assert isinstance(relation, Relation)
    assert relation.valid == valid


def test_a_month_that_became_a_day_is_rejected(tmp_path: Path) -> None:
    """Spreadsheets turn a typed 2016-02 into the first of February; the cell's format gives it away."""
    path = write_workbook(tmp_path / "book.xlsx", with_cell("relations", 2, "valid", datetime.date(2016, 2, 1)))
    book = openpyxl.load_workbook(path)
    book["relations"]["E2"].number_format = "mmm-yy"
    book.save(path)
    reject = only_reject(path)
    assert (reject.column, reject.value) == ("valid", "2016-02-01")
    assert "the date as text" in reject.expected


def test_booleans_are_booleans(book: Callable[..., Path]) -> None:
    """A column of true and false takes the spreadsheet's own, and its text."""
    for value in (True, "true", "TRUE"):
        absence = statements_of(book("absences", 2, "not_yet", value))[5]
        assert getattr(absence, "not_yet", None) is True


@pytest.mark.parametrize("table", SMALL)
def test_a_missing_sheet(tmp_path: Path, table: str) -> None:
    """A sheet that is not there is named, and the others are read."""
    path = write_workbook(tmp_path / "book.xlsx", small(**{table: None}))
    reject = only_reject(path)
    assert reject.place == Place("book.xlsx", table)
    assert f"a sheet {table}" in reject.expected
    assert len(rows_of(path)) == 1 + 7 - (len(SMALL[table]) - 1)


@pytest.mark.parametrize("table", SMALL)
def test_a_missing_column(tmp_path: Path, table: str) -> None:
    """Without a column that must be there the table is not read; the reject stands at the header."""
    rows = [line[1:] for line in SMALL[table]]
    reject = only_reject(write_workbook(tmp_path / "book.xlsx", small(**{table: rows})))
    assert reject.place == Place("book.xlsx", table, 1)
    assert reject.column == "id"


def test_a_table_without_names(tmp_path: Path) -> None:
    """At least one language is needed for names."""
    rows = [[line[0], line[1]] for line in SMALL["entities"]]
    reject = only_reject(write_workbook(tmp_path / "book.xlsx", small(entities=rows)))
    assert (reject.place, reject.column) == (Place("book.xlsx", "entities", 1), "name_vi")


def test_a_row_without_what_it_must_have(book: Callable[..., Path]) -> None:
    """An empty cell in a column that must be filled is a reject of the row."""
    reject = only_reject(book("entities", 3, "name_vi", None))
    assert (reject.place.row, reject.column, reject.id) == (3, "name_vi", "a:two")


def test_an_unknown_column(tmp_path: Path) -> None:
    """A header that no column has is a reject of the table, with names like it."""
    rows = [[*SMALL["relations"][0], "sorce"], [*SMALL["relations"][1], "x"]]
    reject = only_reject(write_workbook(tmp_path / "book.xlsx", small(relations=rows)))
    assert reject.place == Place("book.xlsx", "relations", 1)
    assert (reject.column, reject.value) == ("sorce", "sorce")
    assert "source" in reject.expected


def test_a_column_that_comes_twice(tmp_path: Path) -> None:
    """Two columns for one field would hide one of two values."""
    rows = [[*SMALL["entities"][0], "attributes.founded"], [*SMALL["entities"][1], "2001"]]
    reject = only_reject(write_workbook(tmp_path / "book.xlsx", small(entities=rows)))
    assert (reject.place.row, reject.column) == (1, "attributes.founded")


def test_too_many_columns(tmp_path: Path) -> None:
    """A header of thousands of columns is refused."""
    rows = [[f"attributes.a{i}" for i in range(600)]]
    reject = only_reject(write_workbook(tmp_path / "book.xlsx", small(entities=rows)))
    assert "at most 500 columns" in reject.expected


def test_a_value_without_a_header(tmp_path: Path) -> None:
    """A cell to the right of the header belongs to nothing."""
    rows = [SMALL["sources"][0], [*SMALL["sources"][1], None, "lạc"]]
    reject = only_reject(write_workbook(tmp_path / "book.xlsx", small(sources=rows)))
    assert (reject.place.row, reject.value, reject.id) == (2, "lạc", "s0")
    assert "names no column" in reject.expected


def test_an_unknown_sheet(tmp_path: Path) -> None:
    """A sheet with something in it that is no table is named, with the tables like it."""
    path = write_workbook(tmp_path / "book.xlsx", small() | {"relation": [["x"]], "Sheet1": [], "README": [["x"]]})
    reject = only_reject(path)
    assert reject.place == Place("book.xlsx", "relation")
    assert "relations" in reject.expected


def test_a_sheet_that_comes_twice(tmp_path: Path) -> None:
    """Blanks and capitals in a sheet's name do not matter, hence there may be one of each only."""
    path = write_workbook(tmp_path / "book.xlsx", {**small(), " Entities": headers()["entities"]})
    assert "one sheet entities" in only_reject(path).expected


def test_merged_cells(book: Callable[..., Path]) -> None:
    """Rows that a merged range covers are rejected, for all but one of its cells are empty."""
    path = book()
    changed = openpyxl.load_workbook(path)
    changed["entities"].merge_cells("C2:C3")
    changed.save(path)
    found = rejects_of(path)
    assert [(r.place.row, r.column, r.value) for r in found] == [(2, "name_vi", "C2:C3"), (3, "name_vi", "C2:C3")]


def test_merged_headers(book: Callable[..., Path]) -> None:
    """A merged header is a reject of the table."""
    path = book()
    changed = openpyxl.load_workbook(path)
    changed["entities"].merge_cells("C1:D1")
    changed.save(path)
    reject = only_reject(path)
    assert (reject.place, reject.column) == (Place("book.xlsx", "entities", 1), "name_vi")


def test_a_cell_of_twenty_megabytes(book: Callable[..., Path]) -> None:
    """A text without measure is a reject of its row, shown shortened, and costs no other row."""
    path = book("entities", 3, "note", "đ")
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in parts.items():
            archive.writestr(name, body.replace("<t>đ</t>".encode(), b"<t>" + b"x" * 20_000_000 + b"</t>"))
    reject = only_reject(path)
    assert (reject.place, reject.column, reject.id) == (Place("book.xlsx", "entities", 3), "note", "a:two")
    assert reject.value is not None
    assert len(reject.value) == 200
    assert "at most 100,000 characters" in reject.expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (b"", "an XLSX workbook, which this is not"),
        (b"id,type\n", "an XLSX workbook, which this is not"),
        (b"PK\x03\x04 and no more", "an XLSX workbook, which this is not"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "encrypt"),
    ],
)
def test_not_a_workbook_at_all(tmp_path: Path, body: bytes, expected: str) -> None:
    """What is no workbook is one reject of the file."""
    path = tmp_path / "book.xlsx"
    path.write_bytes(body)
    reject = only_reject(path)
    assert reject.place == Place("book.xlsx")
    assert expected in reject.expected


def _rewritten(path: Path, change: Callable[[str, bytes], bytes | None]) -> Path:
    with zipfile.ZipFile(path) as archive:
        parts = {name: change(name, archive.read(name)) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in parts.items():
            if body is not None:
                archive.writestr(name, body)
    return path


def test_a_zip_that_is_no_workbook(tmp_path: Path) -> None:
    """Another kind of archive is one reject of the file."""
    path = tmp_path / "book.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("hello.txt", "x")
    assert only_reject(path).place == Place("book.xlsx")


def test_an_archive_of_a_later_kind(book: Callable[..., Path]) -> None:
    """An archive that needs a newer program than there is, is no workbook."""
    path = book()
    body = bytearray(path.read_bytes())
    body[body.index(b"PK\x01\x02") + 6] = 99
    path.write_bytes(body)
    assert only_reject(path).place == Place("book.xlsx")


def test_a_workbook_that_lacks_a_sheet_it_names(book: Callable[..., Path]) -> None:
    """A part that is missing is a reject of its sheet, and the others are read."""
    path = _rewritten(book(), lambda name, body: None if name.endswith("sheet2.xml") else body)
    reject = only_reject(path)
    assert reject.place == Place("book.xlsx", "entities")
    assert "missing or broken" in reject.expected


def test_a_workbook_that_breaks_off(book: Callable[..., Path]) -> None:
    """Rows before the break are read; the reject stands where reading stopped."""
    path = _rewritten(
        book(), lambda name, body: body[: body.index(b'<row r="3"')] if name.endswith("sheet2.xml") else body
    )
    reject = only_reject(path)
    assert reject.place == Place("book.xlsx", "entities", 3)
    assert "rows from here on are not read" in reject.expected
    assert "a:one" in [getattr(i.row, "id", None) for i in rows_of(path)]


def test_a_document_type_declaration(book: Callable[..., Path]) -> None:
    """Entities of XML are refused before they can unfold."""
    declaration = b'<!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet'
    path = _rewritten(
        book(), lambda name, body: body.replace(b"<worksheet", declaration) if name.endswith("sheet2.xml") else body
    )
    assert "document type" in rejects_of(path)[0].expected


def test_a_zip_bomb(tmp_path: Path) -> None:
    """A file that would unfold beyond all measure is refused unread."""
    path = tmp_path / "book.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("xl/workbook.xml", "w") as part:
        for _ in range(210):
            part.write(bytes(1024 * 1024))
    assert "beyond all measure" in only_reject(path).expected


def test_claimed_dimensions_are_not_believed(book: Callable[..., Path]) -> None:
    """A sheet is read as it is, whatever size it claims to have."""
    true = b'ref="A1:F3"'
    for claim in (b'ref="A1"', b'ref="A1:XFD1048576"'):
        path = _rewritten(book(), functools.partial(_replaced, true, claim))
        assert len(statements_of(path)) == 7


def _replaced(old: bytes, new: bytes, name: str, body: bytes) -> bytes:
    assert old in body or not name.endswith("sheet2.xml")
    return body.replace(old, new)


def test_rows_and_cells_that_the_file_leaves_out(tmp_path: Path) -> None:
    """Empty rows are no rows, and do not shift those after them."""
    rows: list[list[Any]] = [SMALL["entities"][0], [], SMALL["entities"][1], [None] * 4, ["a:x", ENTITY_TYPE, " "]]
    path = write_workbook(tmp_path / "book.xlsx", small(entities=rows, relations=SMALL["relations"][:1]))
    reject = only_reject(path)
    assert (reject.place.row, reject.column) == (5, "name_vi")


def test_attributes_by_column_and_by_cell(tmp_path: Path) -> None:
    """A column `attributes.X` sets X, as JSON or as text; an attribute set twice is a reject."""
    rows: list[list[Any]] = [
        ["id", "type", "name_vi", "attributes.hạng", "attributes.mã", "level", "attributes"],
        ["a:one", ENTITY_TYPE, "Một", 3, "[1, 2]", "central", 'màu = đỏ\nđỏ = "1"'],
        ["a:two", ENTITY_TYPE, "Hai", None, "a = b", "null", "level = central"],
    ]
    found = rows_of(write_workbook(tmp_path / "book.xlsx", small(entities=rows)))
    entity = found[1].row
    assert isinstance(entity, Entity)
    assert entity.attributes == {"hạng": 3, "mã": [1, 2], "level": "central", "màu": "đỏ", "đỏ": "1"}
    reject = found[2].row
    assert getattr(reject, "column", None) == "attributes"


def test_the_bundled_dataset_as_a_workbook(tmp_path: Path) -> None:
    """Real records go through a workbook unchanged, and a spreadsheet's shared texts are read too."""
    said = statements_of(find("border-diplomacy"))
    path = tmp_path / "all.xlsx"
    assert export(said, "xlsx", path, VOCABULARY) == len(said)
    assert [encode(s) for s in statements_of(path)] == [encode(s) for s in said]
    openpyxl.load_workbook(path).save(path)
    assert [encode(s) for s in statements_of(path)] == [encode(s) for s in said]


def test_shared_texts_beyond_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Shared texts are the same whether they are kept in memory or in a file."""
    monkeypatch.setattr(workbook_text, "_IN_MEMORY", 10)
    texts = workbook_text.SharedTexts()
    said = ["một", "", "hai\nba", "\ud800"]
    for text in said:
        texts.append(text)
    assert [texts[i] for i in (3, 0, 2, 1)] == [said[i] for i in (3, 0, 2, 1)]
    with pytest.raises(IndexError):
        texts[4]
    texts.close()


def test_phonetic_hints_are_no_text(book: Callable[..., Path]) -> None:
    """Hints for reading Chinese and Japanese are not part of the text; parts in other fonts are."""
    rich = "<is><r><t>崇</t></r><r><t>左</t></r><rPh sb='0' eb='1'><t>Chongzuo</t></rPh></is>".encode()
    path = _rewritten(book(), functools.partial(_exchanged, b"<is><t>Hai</t></is>", rich))
    entity = statements_of(path)[2]
    assert isinstance(entity, Entity)
    assert entity.names == {"vi": "崇左"}


def _exchanged(old: bytes, new: bytes, _: str, body: bytes) -> bytes:
    return body.replace(old, new)


@pytest.mark.parametrize(
    ("code", "is_date", "shows"),
    [
        ("yyyy-mm-dd", True, True),
        ("dd/mm/yyyy;@", True, True),
        ('"ngày" d "tháng" m "năm" yyyy', True, True),
        ("[$-42A]dd mmmm yyyy", True, True),
        ("mmm-yy", True, False),
        ("h:mm", True, False),
        ("[h]:mm:ss", True, False),
        ("General", False, False),
        ("#,##0.00 \\d", False, False),
        ("[Red]0.00", False, False),
        ('0 "days"', False, False),
    ],
)
def test_formats_of_numbers(code: str, is_date: bool, shows: bool) -> None:
    """Whether a number is a date is a matter of its format, without the literal text in it."""
    assert is_date_format(200, code) is is_date
    if is_date:
        assert shows_day(200, code) is shows


@pytest.mark.parametrize(
    ("serial", "since_1904", "date"),
    [
        ("1", False, ("1900-01-01", True)),
        ("59", False, ("1900-02-28", True)),
        ("60", False, ("60", False)),
        ("61", False, ("1900-03-01", True)),
        ("42403", False, ("2016-02-03", True)),
        ("42403.5", False, ("2016-02-03T12:00:00", False)),
        ("40941", True, ("2016-02-03", True)),
        ("0.5", False, ("12:00:00", False)),
        ("-5", False, ("-5", False)),
        ("1e300", False, ("1e300", False)),
    ],
)
def test_serial_numbers_of_days(serial: str, since_1904: bool, date: tuple[str, bool]) -> None:
    """Days count from 1900, with a 29 February that there was not, or from 1904."""
    assert date_of(serial, since_1904) == date


def test_a_workbook_says_what_a_folder_says(tmp_path: Path) -> None:
    """The format makes no difference."""
    as_text = small(observations=[SMALL["observations"][0], ["o1", SMALL["observations"][1][1], "a:one", "12", "km"]])
    folder = write_folder(tmp_path / "folder", as_text)
    book = write_workbook(tmp_path / "book.xlsx", small())
    assert [encode(s) for s in statements_of(folder)] == [encode(s) for s in statements_of(book)]


def test_a_workbook_nobody_here_made(shared: Path) -> None:
    """A large foreign workbook is read as the usual library reads it, cell by cell."""
    path = next((shared / "real" / "excel").glob("*.xlsx"))
    ours = Workbook(path)
    theirs = openpyxl.load_workbook(path, read_only=True)
    differ = 0
    for sheet in theirs:
        sheet.reset_dimensions()
        rows = dict(ours.rows(sheet.title))
        for number, line in enumerate(sheet.iter_rows(values_only=True), 1):
            cells = rows.get(number, [])
            for position, value in enumerate(line):
                cell = cells[position] if position < len(cells) else None
                differ += not _same(cell, value)
    ours.close()
    theirs.close()
    assert differ <= 1  # the library leaves one _x0008_ as it stands in the file


def _same(cell: Any, value: Any) -> bool:
    if value is None or isinstance(value, str):
        return bool(cell == value)
    if isinstance(value, bool):
        return bool(cell.text == str(value).lower())
    if isinstance(value, datetime.datetime):
        return bool(cell.what == "date" and cell.text == value.date().isoformat())
    return bool(cell.what == "number" and float(cell.text) == float(value))
