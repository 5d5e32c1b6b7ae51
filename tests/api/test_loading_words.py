"""What `load` and `retract` print, and what is said of wrong rule files, is in the reader's language throughout."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest

from api.phrases_loads import LOADS
from api.phrases_rejects import REJECTS
from api.phrases_rule_files import RULE_FILES
from loaders.tables import TABLES, columns
from schema.statements import KINDS
from tests.api.conftest import Ran
from tests.loaders.helpers import SMALL, VOCABULARY, small, write_folder, write_workbook

Run = Callable[..., Ran]
CATALOGUE = {**REJECTS, **LOADS, **RULE_FILES}
NAMES = {c.name for kind in KINDS for c in columns(kind, VOCABULARY)} | {*TABLES, *KINDS}
NAMES |= {f.name for struct in KINDS.values() for f in msgspec.structs.fields(struct)}
NAMES |= {"csv", "json", "kind", "lines", "load", "toml"}
"""Words that are the same in both languages: of tables, columns, kinds and formats."""
VIETNAMESE = re.compile("[ăâđêôơưạảấầẩậắằẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]", re.IGNORECASE)


def words(text: str) -> set[str]:
    """The words of a text without diacritics; paths and what is quoted are left out."""
    bare = re.sub(r"“[^”]*”|\{\w+\}|\S*/\S*", "", text)
    return {w for w in re.findall(r"\w+", bare.lower()) if w.isascii() and w.isalpha()}


ENGLISH = {w for english in CATALOGUE for w in words(english)} - {w for twin in CATALOGUE.values() for w in words(twin)}
ENGLISH |= {"added", "removed", "kept", "rejected", "nothing", "loaded", "expected", "sheet", "row", "column"}


def english_in(shown: str) -> set[str]:
    """The English words of what was printed."""
    return {w for w in words(shown) & ENGLISH if len(w) > 1} - NAMES


def broken() -> dict[str, Any]:
    """Tables with a fault in nearly every row."""
    header, first, second = SMALL["entities"]
    return small(
        entities=[
            [*header, "traversable", "attributes"],
            [*first, None, None],
            [*second, None, None],
            ["nocolon", first[1], "Ba", "s0", None, None, None, None],
            ["a:four", "Provnce", "Bốn", "s0", None, None, None, None],
            ["a:five", first[1], "Năm", "s0 9", "2020-13", None, None, None],
            ["a:six", first[1], "Sáu", "s0", "2020/2010", None, None, None],
            ["a:seven", first[1], "Bảy", "s0", None, None, "maybe", None],
            ["a:eight", first[1], "Tám", "s0", None, None, None, "key only"],
            ["a:nine", first[1], None, "s0", None, None, None, None],
            ["a:one", first[1], "Một", "s0", None, None, None, None],
        ],
        relations=[
            *SMALL["relations"],
            ["r2", "borders", "a:one", "a:gone", None, None, "s0"],
            ["r3", "borders", "a:one", "a:six", None, None, "s0"],
            ["r4", "borders", "a:one", "a:two", None, None, "s9"],
        ],
        observations=[*SMALL["observations"], ["o2", SMALL["observations"][1][1], "a:one", "265,095", "km"]],
        absences=None,
        objectives=[["id", "subject", "text_vi", "modality", "nonsense"]],
        nonsense=[["id"], ["x"]],
    )


LINES = """
{"kind": "thing", "id": "x"}
{"kind": "entity", "id": 5, "type": "Agency", "names": {"vi": "x"}}
{"kind": "entity", "id": "a:x", "type": "Agency", "names": {"vi": "x"}, "colour": "red"}
{"kind": "entity", "id": "a:y", "type": "Agency"}
{"kind": "entity", "id": "a:z", "type": "Agency", "names": {"vi": "x"}
{"kind": "observation", "id": "o1", "subject": "a:q", "indicator": "border_length", "value": 1, "qualifier": "about"}
[1]
"""


@pytest.fixture
def store(tmp_path: Path) -> tuple[str, str]:
    """The option that names a store of the test's own."""
    return "--store", str(tmp_path / "new.db")


def source_of(kind: str, folder: Path) -> Path:
    """A source of a format that is wrong in many places."""
    if kind == "csv":
        return write_folder(folder / "bad", broken())
    if kind == "xlsx":
        return write_workbook(folder / "bad.xlsx", broken())
    path = folder / ("bad.jsonl" if kind == "jsonl" else f"bad.{kind}")
    path.write_bytes(b"PK no workbook" if kind == "xlsm" else LINES.encode())
    return path


@pytest.mark.parametrize("options", [(), ("--strict",)])
@pytest.mark.parametrize("kind", ["csv", "xlsx", "jsonl", "xlsm"])
def test_rejects_are_said_in_one_language(
    run: Run, tmp_path: Path, store: tuple[str, str], kind: str, options: tuple[str, ...]
) -> None:
    """Of a source that is broken all over nothing English is printed in Vietnamese, and the other way round."""
    path = str(source_of(kind, tmp_path))
    vietnamese = run("load", path, *store, *options)
    english = run("load", path, "--store", str(tmp_path / "other.db"), *options, "--lang", "en")
    assert vietnamese.code == english.code
    assert not english_in(vietnamese.out), vietnamese.out
    assert english_in(english.out) >= {"expected"}
    assert not VIETNAMESE.search(re.sub("“[^”]*”", "", english.out)), english.out
    assert vietnamese.out.count("\n") == english.out.count("\n")


def test_places_have_their_words(run: Run, tmp_path: Path, store: tuple[str, str]) -> None:
    """A reject says file, sheet, row and column as such, and then what is needed."""
    path = str(source_of("xlsx", tmp_path))
    vietnamese, english = run("load", path, *store).out, run("load", path, *store, "--lang", "en").out
    assert "  bad.xlsx, trang tính entities, dòng 4, cột id: “nocolon”: cần mã thực thể: có đúng một" in vietnamese
    assert "  bad.xlsx, sheet entities, row 4, column id: “nocolon”: expected the id of an entity" in english
    assert "nguồn 1, thực thể" in vietnamese
    assert "source 1, entity" in english


def test_documents_and_files_stay_english(run: Run, tmp_path: Path, store: tuple[str, str]) -> None:
    """JSON and the file of rejects are the same in both languages: programs read them."""
    path = str(source_of("csv", tmp_path))
    told, kept = [], []
    for lang in ("vi", "en"):
        rejects = tmp_path / f"{lang}.jsonl"
        told.append(run("load", path, *store, "--dry-run", "-O", "json", "--lang", lang, "--rejects", str(rejects)).out)
        kept.append(rejects.read_text(encoding="utf-8"))
    assert told[0] == told[1]
    assert kept[0] == kept[1]
    assert "the id of an entity" in kept[0]


def test_warnings_and_refusals(run: Run, tmp_path: Path, store: tuple[str, str]) -> None:
    """What datasets say differently of one entity, and what others still need, is told in Vietnamese."""
    first, second = tmp_path / "one.jsonl", tmp_path / "two.jsonl"
    entity = '{"kind": "entity", "id": "a:x", "type": "Agency", "names": {"vi": "%s"}, "attributes": {"k": "%s"}}\n'
    first.write_text(
        entity % ("x", "u") + '{"kind": "entity", "id": "a:w", "type": "Agency", "names": {"vi": "w"}}\n', "utf-8"
    )
    second.write_text(
        entity % ("y", "v") + '{"kind": "relation", "id": "r", "type": "borders", "source": "a:x", "target": "a:w"}\n',
        encoding="utf-8",
    )
    run("load", str(first), *store)
    out = run("load", str(second), *store).out
    assert "Lưu ý: borders từ Agency đến Agency không thuộc các cặp của bộ từ vựng: 1 quan hệ, ví dụ r" in out
    assert "Lưu ý: a:x: tên tiếng Việt là 'x' trong bộ dữ liệu one và 'y' trong bộ dữ liệu two; lấy theo one" in out
    assert "a:x: k là 'u' trong" in out
    refused = run("retract", "one", *store)
    assert refused.code == 1
    assert refused.err == (
        "nhipcau: bộ dữ liệu one sẽ mất những gì bộ dữ liệu khác tham chiếu đến, tất cả 1 tham chiếu: chẳng hạn "
        "quan hệ r của bộ dữ liệu two dẫn đến a:w. Chưa có gì thay đổi. Hãy giữ lại, hoặc sửa hay rút lại two trước\n"
    )
    assert (
        "would lose what other datasets refer to, 1 reference in all" in run("retract", "one", *store, "--lang=en").err
    )
    told = run("retract", "one", *store, "-O", "json").err
    assert "would lose what other datasets refer to" in told


@pytest.mark.parametrize(
    ("name", "arguments", "said"),
    [
        ("Không.jsonl", (), "dataset=Không: cần chữ thường a-z và chữ số, có thể có gạch nối ở giữa"),
        ("x.doc", (), "cần thư mục, tệp có đuôi là một trong .csv, .xlsx, .xlsm, .jsonl, .ndjson, hoặc định dạng"),
        ("x.jsonl", ("--rejects", "/no/such/folder/r"), "cần tệp ghi được (không có tệp hoặc thư mục này)"),
        ("x.jsonl", ("--store", "/no/such/folder/s.db"), "không có thư mục /no/such/folder. Hãy tạo thư mục trước"),
        ("x.jsonl", ("--store", __file__), "đây không phải kho dữ liệu mà là tệp khác; tệp được giữ nguyên"),
    ],
)
def test_what_cannot_be_loaded(
    run: Run, tmp_path: Path, store: tuple[str, str], name: str, arguments: tuple[str, ...], said: str
) -> None:
    """A source, a file of rejects or a store that cannot be used is refused in Vietnamese."""
    path = tmp_path / name
    path.write_text("", encoding="utf-8")
    found = run("load", str(path), *store, *arguments)
    assert found.code in {2, 3}
    assert said in found.err
    assert not english_in(found.err), found.err


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[", "không phải TOML: ký tự đầu của khóa không hợp lệ (ở cuối tệp)"),
        ('id = "x"', "needs: cần một chuỗi bước, tức danh sách có ít nhất một bước"),
        (
            """
            id = "x"
            title = { vi = "x" }
            explain = { vi = "x", en = "x" }
            subject = { types = "Provnce" }
            needs = [{ relation = "borders" }]
            """,
            "title: cần có cả vi và en; subject: không có loại thực thể Provnce (có lẽ là Province)",
        ),
    ],
)
def test_wrong_rule_files(run: Run, tmp_path: Path, text: str, said: str) -> None:
    """A wrong rule file is said in Vietnamese, with its place, and in English where that is asked for."""
    (tmp_path / "own.toml").write_text(text, encoding="utf-8")
    found = run("rules", "--rules", str(tmp_path))
    assert found.code == 1
    assert f"{tmp_path / 'own.toml'}: {said}" in found.err
    assert not VIETNAMESE.search(run("rules", "--rules", str(tmp_path), "--lang", "en").err)
