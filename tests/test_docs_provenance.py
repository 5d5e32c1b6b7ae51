"""The pages on provenance: every command and address is asked, and answers what the page says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.settings import Settings
from tests.api.conftest import fill
from tests.asked_pages import Row, ask_both_ways, rows_of
from tests.conftest import ROOT

PAGES = {lang: ROOT / "docs" / page for lang, page in (("en", "provenance.md"), ("vi", "provenance.vi.md"))}
WORDS = {"en": ("hop", "of", "one source"), "vi": ("mắt xích", "trong", "một nguồn")}


def rows(lang: str) -> list[Row]:
    """The questions of a page."""
    return rows_of(PAGES[lang])


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the bundled records."""
    path = tmp_path_factory.mktemp("provenance") / "records.db"
    fill(path)
    return path


@pytest.fixture(scope="module")
def client(store: Path) -> Iterator[TestClient]:
    """The API on that store."""
    with TestClient(create_app(Settings(store=str(store)))) as found:
        yield found


def told(answer: Any, lang: str) -> str:
    """An answer in short, as the pages write it."""
    hop, of, one_source = WORDS[lang]
    if "paths" in answer:
        weakest = answer["paths"][0]["weakest"]
        return f"{hop} {weakest['hop']}, `{weakest['relation']}`: {weakest['because'][lang]}"
    if "independent_sources" in answer:
        sources = ", ".join(f"`{s}`" for s in sorted({e["source"] for e in answer["evidence"]}))
        copies = "; ".join(" = ".join(f"`{s}`" for s in group) for group in answer["copies"])
        return f"`independent_sources` {answer['independent_sources']} {of} {sources}; {one_source}: {copies}"
    assert answer["next"] is None
    return f"`total` {answer['total']['value']}: " + ", ".join(f"`{item['id']}`" for item in answer["items"])


def test_the_pages_are_twins() -> None:
    """Both languages ask the same five questions, in the same words of the program."""
    asked = [[(row.number, row.command, row.url) for row in rows(lang)] for lang in PAGES]
    assert asked[0] == asked[1]
    assert [number for number, _, _ in asked[0]] == [1, 2, 3, 4, 5]


def test_both_pages_have_the_same_outline() -> None:
    """The Vietnamese page explains what the English one does, point by point."""
    outlines = [re.findall(r"^(#+|- \*\*)", page.read_text(encoding="utf-8"), re.MULTILINE) for page in PAGES.values()]
    assert outlines[0] == outlines[1]


@pytest.mark.parametrize("lang", PAGES)
@pytest.mark.parametrize("number", range(5))
def test_the_answer_is_what_the_program_says(
    number: int, lang: str, store: Path, client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The command and the address give one answer, and it is that of the page."""
    row = rows(lang)[number]
    answer = ask_both_ways(row, lang, store, client, monkeypatch)
    assert row.answer == told(answer, lang)


def test_the_pages_are_linked() -> None:
    """Whoever reads the first page in either language finds them."""
    for readme, page in (("README.md", "docs/provenance.md"), ("README.vi.md", "docs/provenance.vi.md")):
        assert f"]({page})" in (ROOT / readme).read_text(encoding="utf-8")
