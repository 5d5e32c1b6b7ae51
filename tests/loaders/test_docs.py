"""The pages on records say what the code does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from loaders.tables import TABLES, columns, either_of
from tests.loaders.helpers import VOCABULARY

DOCS = Path(__file__).resolve().parents[2] / "docs"

WORDS = {
    "records.md": {
        "yes": "yes", "one": "one of these", "text": "text", "word": "word", "date": "date", "number": "number",
        "boolean": "true/false", "lines": "texts", "dates": "dates", "evidence": "evidence", "passages": "passages",
        "parts": "parts", "attributes": "attributes",
    },
    "records.vi.md": {
        "yes": "có", "one": "một trong các cột này", "text": "chữ", "word": "từ", "date": "ngày", "number": "số",
        "boolean": "true/false", "lines": "nhiều chữ", "dates": "nhiều ngày", "evidence": "bằng chứng",
        "passages": "đoạn", "parts": "phần", "attributes": "thuộc tính",
    },
}  # fmt: skip


@pytest.mark.parametrize("page", WORDS)
@pytest.mark.parametrize("table", TABLES)
def test_columns_on_the_page(page: str, table: str) -> None:
    """Every column stands on the page, in order, with its form, whether it is required, and what it says."""
    words, language = WORDS[page], "vi" if ".vi." in page else "en"
    text = (DOCS / page).read_text(encoding="utf-8")
    part = re.split(r"^##", text.partition(f"### {table}\n")[2], maxsplit=1, flags=re.MULTILINE)[0]
    kind = TABLES[table]
    wanted = []
    for column in columns(kind, VOCABULARY):
        required = words["yes"] if column.required else words["one"] if column.name in either_of(kind) else ""
        says = column.says[language].replace("|", "\\|")
        wanted.append(f"| `{column.name}` | {words[column.form]} | {required} | {says} |")
    assert [line for line in part.splitlines() if line.startswith("| `")] == wanted


@pytest.mark.parametrize("page", WORDS)
def test_kinds_of_parts_on_the_page(page: str) -> None:
    """Every kind of part of a source is there, with what the vocabulary says that it is."""
    language = "vi" if ".vi." in page else "en"
    text = (DOCS / page).read_text(encoding="utf-8")
    for part in VOCABULARY.source_parts:
        assert f"| `{part.kind}` | {part.definition[language]} |\n" in text


@pytest.mark.parametrize("page", WORDS)
def test_forms_on_the_page(page: str) -> None:
    """Every form of cell is explained."""
    text = (DOCS / page).read_text(encoding="utf-8")
    explained = {name for row in re.findall(r"^\| ([^|`]+) \|", text, re.MULTILINE) for name in row.split(", ")}
    assert {word for form, word in WORDS[page].items() if form not in {"yes", "one"}} <= explained


def test_both_pages_have_the_same_parts() -> None:
    """The Vietnamese page is the twin of the English one."""
    outlines = [re.findall(r"^(#+)", (DOCS / page).read_text(encoding="utf-8"), re.MULTILINE) for page in WORDS]
    assert outlines[0] == outlines[1]
