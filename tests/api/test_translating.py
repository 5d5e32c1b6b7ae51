"""What a load and a rule file have wrong is said in Vietnamese, and no sentence is forgotten."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.phrases_libraries import LIBRARIES
from api.phrases_loads import LOADS
from api.phrases_rejects import REJECTS
from api.phrases_rule_files import RULE_FILES
from api.translating import translated
from tests.api.conftest import ROOT

CATALOGUES = (REJECTS, LOADS, RULE_FILES, LIBRARIES)
ALL = {english: twin for each in CATALOGUES for english, twin in each.items()}
SILENT = {
    "convert.py", "convert_time.py", "derive.py", "json_schema.py", "reuse.py", "tables.py", "template.py",
}  # fmt: skip
"""Modules of `loaders` that find nothing wrong with what is loaded; every other one is looked at."""
MORE = ("graph/findings.py", "graph/sqlite_file.py", "graph/sqlite_snapshot.py", "schema/rule*.py")
NOT_SAID_BY = {"compile", "search", "execute", "removeprefix", "startswith"}
"""Functions whose texts are patterns, SQL, and what others said."""
PARTS = {"more value", "a list of "}
"""Words that become a sentence only with what is put behind or before them."""

_SENTENCE = re.compile(r"[A-Za-z0-9,;:)] [A-Za-z(]")
_SQL = re.compile(r"\b(SELECT|CREATE TABLE)\b")
_HOLE = re.compile(r"\{(\w+)\}")
_ENGLISH = re.compile(r"\b(the|of|and|is|are|that|with|without|not|which|here|such|has|it|this|file|row)\b")


def sources() -> list[Path]:
    """The modules that say what is wrong."""
    loaders = [p for p in sorted((ROOT / "loaders").glob("*.py")) if p.name not in SILENT]
    return [*loaders, *(path for each in MORE for path in ROOT.glob(each))]


def filled(text: ast.JoinedStr) -> str:
    """A sentence with numbers in it; what is appended to a word or a number, such as a hint, may be nothing at all."""
    said, number = "", 9000
    for part in text.values:
        if isinstance(part, ast.Constant):
            said += str(part.value)
        elif not said or not (said[-1].isalnum() or said[-1] == "]"):
            said += str(number := number + 1)
    return said


def said_in(tree: ast.AST) -> Iterator[str]:
    """The sentences of a module, but for docstrings; numbers stand for what is put into them."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Compare) or (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)):
            continue
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in NOT_SAID_BY:
            continue
        if isinstance(node, ast.JoinedStr):
            yield from filter(_SENTENCE.search, [filled(node)])
            for hole in node.values:
                if isinstance(hole, ast.FormattedValue):
                    yield from said_in(hole)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield from [node.value] if _SENTENCE.search(node.value) and not _SQL.search(node.value) else ()
        else:
            yield from said_in(node)


def test_no_sentence_is_forgotten() -> None:
    """Whatever the loaders, the findings, the store and the rules say is wrong can be said in Vietnamese, whole."""
    sentences = {s for path in sources() for s in said_in(ast.parse(path.read_text(encoding="utf-8")))} - PARTS
    assert len(sentences) > 120
    forgotten = [s for s in sentences if translated(s, "vi") == s]
    assert not forgotten, f"add these to api/phrases_*.py: {forgotten}"
    lost = [
        s for s in sentences if sorted(re.findall(r"90\d\d", s)) != sorted(re.findall(r"90\d\d", translated(s, "vi")))
    ]
    assert not lost


def test_a_new_sentence_would_be_found() -> None:
    """Sentences are found wherever they stand: in calls, yields, sums, conditions and inside of others."""
    code = (
        'def f(a):\n    "Not this one."\n    yield Problem("x", a, f"a word, not {a}")\n'
        '    b = "one " + (f"; two of {a}{c}" if a else "")\n    raise CellError('
        "f\"{b if a else 'nothing at all'} {a:,} so\")\n"
    )
    assert list(said_in(ast.parse(code))) == [
        "a word, not 9001", "; two of 9001", "9001 9002 so", "nothing at all",
    ]  # fmt: skip


@pytest.mark.parametrize("english", ALL, ids=str)
def test_twins_say_the_same(english: str) -> None:
    """A twin has the placeholders of its English, each once, and no English of its own."""
    holes = _HOLE.findall(english)
    assert sorted(holes) == sorted(set(_HOLE.findall(ALL[english])))
    assert len(holes) == len(set(holes))
    assert not _ENGLISH.search(_HOLE.sub("", ALL[english]))
    assert sum(english in each for each in CATALOGUES) == 1


@pytest.mark.parametrize("english", ALL, ids=str)
def test_each_template_is_reached(english: str) -> None:
    """No template hides another: a message made from one comes out as its twin."""
    holes = _HOLE.findall(english)
    message, twin = english, ALL[english]
    for number, hole in enumerate(holes, 9001):
        put, comes = ("a table", ALL["a table"]) if hole.startswith("known") else (str(number), str(number))
        message, twin = message.replace(f"{{{hole}}}", put), twin.replace(f"{{{hole}}}", comes)
    assert translated(message, "vi") == twin


@pytest.mark.parametrize(
    ("message", "said"),
    [
        ("one of a, b", "một trong: a, b"),
        ("one of 57 known names; near it: a, b", "một trong 57 tên đã biết; gần đúng: a, b"),
        (
            "a column of the table entities: one of 30 known names; near it: name_vi",
            "một cột của bảng entities: một trong 30 tên đã biết; gần đúng: name_vi",
        ),
        (
            "a date in EDTF, such as 2016-02, 2006/2010, 2020~ or 2011/.., or unknown",
            "ngày theo EDTF, ví dụ 2016-02, 2006/2010, 2020~ hoặc 2011/.., hoặc unknown",
        ),
        (
            "a number; the cell holds a boolean: format it as text and type it again",
            "một số; ô đang chứa giá trị logic: hãy định dạng ô là văn bản rồi gõ lại",
        ),
        ("at most 100,000 characters", "không quá 100.000 ký tự"),
        (
            "an id that no other source has: it is used in a b.xlsx, sheet sources, row 12 already",
            "mã không trùng với nguồn nào khác: mã này đã dùng ở a b.xlsx, trang tính sources, dòng 12",
        ),
        (
            "a header in CSV (unexpected end of data); rows from here on are not read",
            "dòng tiêu đề dạng CSV (dữ liệu kết thúc giữa chừng); từ đây trở đi các dòng không được đọc",
        ),
        (
            "an XLSX workbook: its part x.xml is broken (mismatched tag: line 1, column 5)",
            "tệp bảng tính XLSX: phần x.xml của tệp bị hỏng (thẻ đóng không khớp thẻ mở: dòng 1, cột 5)",
        ),
        (
            "/a b/r.toml: needs[0]: unknown relation type organises (perhaps organizes); subject: expected types",
            "/a b/r.toml: needs[0]: không có loại quan hệ organises (có lẽ là organizes); subject: cần types",
        ),
        (
            "a.toml: x: expected a table\nC:\\b.toml: not TOML: Invalid statement (at line 1, column 2)",
            "a.toml: x: cần một bảng TOML\nC:\\b.toml: không phải TOML: câu không hợp lệ (tại dòng 1, cột 2)",
        ),
        (
            "r.toml: needs: expected a chain, a list of at least one step ([[needs]], not [needs])",
            "r.toml: needs: cần một chuỗi bước, tức danh sách có ít nhất một bước ([[needs]], không phải [needs])",
        ),
        (
            'r.toml: subject.since = 2016: expected a text or a list of texts (dates stand in quotes: "2016")',
            'r.toml: subject.since = 2016: cần chữ hoặc danh sách các chuỗi chữ (ngày phải đặt trong dấu nháy: "2016")',
        ),
        (
            "r.toml: id 'a': expected an id that no other rule has, but the rule a that comes with the program has it",
            "r.toml: id 'a': cần mã không trùng với quy tắc nào khác, mà quy tắc a kèm theo chương trình đã có mã này",
        ),
        (
            "r.toml: Expected `array`, got `str` - at `needs`",
            "r.toml: cần `array`, không phải `str` - tại `needs`",
        ),
    ],
)
def test_messages_inside_of_messages(message: str, said: str) -> None:
    """A known fault inside of another, behind its place or beside others is translated, names are not."""
    assert translated(message, "vi") == said


@pytest.mark.parametrize(
    "message",
    ["", "x", "a thing that nobody says", "no {such} 100%: thing", "sea or land", "expected that all be well", "Đã có"],
)
def test_what_is_unknown_stays(message: str) -> None:
    """A message that no template fits is shown as it came."""
    assert translated(message, "vi") == message


def test_what_is_partly_unknown_keeps_all() -> None:
    """Around an unknown message what is known is translated, and the unknown stays whole."""
    assert translated("brand new; rows from here on are not read", "vi").startswith("brand new; từ đây")
    assert translated("a.toml: brand new: thing; x: expected types", "vi") == "a.toml: brand new: thing; x: cần types"


@given(st.text() | st.sampled_from(sorted(ALL)))
def test_english_is_left_alone(message: str) -> None:
    """In English every message is itself; in Vietnamese any text is taken."""
    assert translated(message, "en") == message
    translated(message, "vi")


def test_questions_read_no_catalogue(store_path: Path) -> None:
    """A command that finds nothing wrong does not load the twins."""
    script = (
        "import sys; from api.cli import main; code = main(sys.argv[1:]); "
        "sys.exit(code or any(f'api.phrases_{m}' in sys.modules for m in ('rejects', 'loads', 'rule_files')))"
    )
    command = [sys.executable, "-c", script, "gaps", "friendship-union", "--store", str(store_path)]
    subprocess.run(command, cwd=ROOT, capture_output=True, check=True, timeout=60)


def test_long_messages_take_no_time() -> None:
    """A message as long as a cell may be, full of what templates look for, is read in one go."""
    assert translated(": in dataset ; near it: x from " * 10_000, "vi")
