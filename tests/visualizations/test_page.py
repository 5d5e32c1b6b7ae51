"""What stands on a page."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from pathlib import Path

import pytest

from graph.answers import GapsAnswer, Notice, Total
from graph.view import View
from schema.errors import InvalidParameter, UnknownThing
from tests.visualizations import world
from tests.visualizations.makers import MAKERS
from tests.visualizations.reading import Read, drawn
from tests.visualizations.world import MOVING_PARTS
from visualizations import drawing, gather
from visualizations.page import entity_page, gaps_page
from visualizations.picture import Node, Picture


@pytest.fixture(params=MAKERS)
def made(request: pytest.FixtureRequest, pages: Mapping[str, str]) -> str:
    """A page of the bundled dataset, of each sort."""
    return pages[request.param]


def test_page_asks_nobody_for_anything(made: str) -> None:
    """No element refers to anything outside of the page."""
    read = Read(made)
    for name, attributes in read.elements:
        assert not {"src", "srcset", "href", "action", "data", "style"} & attributes.keys() or name == "a", name
        assert not [a for a in attributes if a.startswith("on")], name
    assert [a["href"] for a in read.all("a")] == ["#tables"]
    assert {name for name, _ in read.elements} & MOVING_PARTS == {"a"}


def test_policy_names_exactly_what_is_in_the_page(made: str) -> None:
    """The policy allows the scripts and the style by their hashes and nothing else, least of all from elsewhere."""
    read = Read(made)
    (policy,) = [str(m["content"]) for m in read.all("meta", http_equiv="Content-Security-Policy")]
    for kind, directive in (("script", "script-src"), ("style", "style-src")):
        hashes = [base64.b64encode(hashlib.sha256(b.encode()).digest()).decode() for b in read.blocks[kind]]
        assert " ".join([directive, *(f"'sha256-{h}'" for h in hashes)]) + ";" in policy
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    assert "http" not in policy
    assert len(read.blocks["script"]) == 3
    assert "vis-network" in read.blocks["script"][0][:100]


def test_policy_comes_before_everything_that_it_rules(made: str) -> None:
    """The policy stands before the first style and script, and the encoding before both."""
    order = [n for n, _ in Read(made).elements if n in {"meta", "style", "script"}]
    assert order[:2] == ["meta", "meta"]
    assert order.index("style") > 1


def test_page_is_well_formed_and_reachable(made: str) -> None:
    """Elements nest, every table has a caption, heads with a scope, and a region that the keyboard reaches."""
    read = Read(made)
    assert len(read.tables) == len(read.captions) == len(read.all("div", role="region", tabindex="0"))
    assert all(read.captions)
    assert all(a.get("scope") in {"row", "col"} for a in read.all("th"))
    for table in read.tables:
        assert {len(row) for row in table} == {len(table[0])}
    assert len(read.all("h1")) == 1
    assert read.all("html")[0]["lang"] in {"vi", "en"}
    assert all(a.get("type") == "button" for a in read.all("button"))


def test_page_says_of_when_and_what_version_it_is(made: str, bundled: View) -> None:
    """Every page shows the day that was asked about and the version of the data."""
    text = Read(made).text
    assert bundled.data_version in text
    assert ("2024-01-01" in text) or ("mọi thời điểm" in text) or ("any time" in text)


def test_everything_that_is_drawn_stands_in_a_table(pages: Mapping[str, str]) -> None:
    """The tables of the whole graph have a row for each entity and each relation, and one for each source."""
    read = Read(pages["everything"])
    assert len(read.table("Các thực thể trên hình: 241")) == 242
    assert len(read.table("Các quan hệ trên hình: 542")) == 543
    assert len(read.table("Các nguồn")) == 6
    assert [len(part) for part in drawn(pages["everything"])] == [241, 542]


def test_names_are_shown_in_other_languages(plain: View) -> None:
    """Chinese names stand beside the Vietnamese ones, each with its language."""
    page = entity_page(plain, world.PROVINCE)
    assert '<div lang="zh"><bdi>北省</bdi></div>' in page
    assert '<span lang="vi"><bdi>Tỉnh Bắc</bdi></span>' in page
    english = entity_page(plain, world.PROVINCE, "en")
    assert '<html lang="en">' in english
    assert '<span lang="en"><bdi>North</bdi></span>' in english
    assert '<span lang="vi"><bdi>Tỉnh Nam</bdi></span>' in english  # there is no English name


def test_empty_answers_make_pages(plain: View, tmp_path: Path) -> None:
    """No subjects, no entities, no warnings: the page says that there is nothing to draw."""
    nothing = GapsAnswer(
        data_version="1", as_of="2024-01-01", rule="unheard-of", total=Total(value=0), counts={}, items=(), groups=(),
        entities={}, next=None, warnings=(Notice(code="x", message={"vi": "Chú ý", "en": "Mind"}),),
    )  # fmt: skip
    for page in (gaps_page(plain, nothing), entity_page(world.view_of(tmp_path, ()), None)):
        assert "Không có gì để vẽ" in Read(page).text
        assert "script-src 'none'" in page
    assert "Mind" in Read(gaps_page(plain, nothing, "en")).text


def test_what_cannot_be_shown_is_an_error(plain: View) -> None:
    """An unknown entity, a language in which no pages are written and a drawing that is too large are refused."""
    with pytest.raises(UnknownThing):
        entity_page(plain, "x:unheard-of")
    for language in ("zh", ""):
        with pytest.raises(InvalidParameter):
            entity_page(plain, None, language)
    node = Node(key="x:a", label="a", kind="actor", tip="a")
    many = Picture(nodes=(node,) * (drawing.MOST_NODES + 1), edges=(), places={}, focus="")
    with pytest.raises(ValueError, match="too many"):
        drawing.draw(many)
    assert gather.EVERYTHING <= drawing.MOST_NODES
