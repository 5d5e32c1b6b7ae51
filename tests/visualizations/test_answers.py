"""What pages say of relations, paths and gaps."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec
import pytest

from graph.answers import PathAnswer
from graph.view import View
from schema.statements import Entity, Relation
from tests.visualizations import world
from tests.visualizations.makers import gaps, paths
from tests.visualizations.reading import Read, drawn
from visualizations import page as pages
from visualizations.page import entity_page, gaps_page, path_page
from visualizations.words import Words


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_relation_says_who_says_so(plain: View, lang: str) -> None:
    """Type, dates, modality, source, position, whose word it is and quotation stand in table and tooltip."""
    words, page = Words(lang), entity_page(plain, world.PROVINCE, lang)
    read = Read(page)
    (tip,) = [e["tip"] for e in drawn(page)[1] if "2015/" in e["tip"]]
    row = next(r for r in read.table(words("relations_drawn", n=8)) if "r-with" in r[1])
    expected = [
        "2015/",
        words.named("modality", "planned"),
        words("position", start=5, end=25),
        "Chị Lan",
        "hai bên ký",
    ]
    for part in ("s0", "bài viết" if lang == "vi" else "article", *expected):
        assert part in " | ".join(row)
        assert part in tip


def test_entity_says_what_it_became(tmp_path: Path) -> None:
    """A page about an entity says what it was before and is today, its lifetime, aliases, attributes and note."""
    old = Entity(
        id="p:cu", type="Province", names={"vi": "Tỉnh Cũ"}, aliases=("Cũ",), note="một ghi chú",
        attributes={"abolished": "2010-01-01", "country": world.COUNTRY},
    )  # fmt: skip
    became = Relation(id="r-became", type="succeeded_by", source="p:cu", target=world.ABROAD, valid="2010-01-01")
    view = world.view_of(tmp_path, (*world.PLAIN, old, became))
    about = dict(Read(entity_page(view, "p:cu")).table("Tỉnh Cũ: điều đã biết"))
    assert about["Nay là"] == "Tỉnh Nam (2010-01-01)p:nam"
    assert (about["Tồn tại"], about["Cách gọi khác"], about["Ghi chú"]) == ("/2009-12-31", "Cũ", "một ghi chú")
    assert about["Quốc gia"].strip() == "Nước Một"
    assert "Tỉnh Cũ" in dict(Read(entity_page(view, world.ABROAD)).table("Tỉnh Nam: điều đã biết"))["Trước đó"]


def test_geography_is_told_from_cooperation(bundled: View, plain: View) -> None:
    """Where geography, membership or themes are drawn, the page says that they are no cooperation."""
    note = Words("vi")("geography")
    assert note in Read(entity_page(bundled, "prov:lang-son")).text
    assert note not in Read(path_page(plain, paths(plain, world.AGENCY, world.ABROAD))).text


def test_path_is_told_hop_by_hop(plain: View) -> None:
    """A path has its hops in walking order, its window, and what breaks it first."""
    read = Read(path_page(plain, paths(plain, world.AGENCY, world.ABROAD)))
    table = read.table("Đường nối 1: 2 bước")
    assert [(r[0], r[1].strip(), r[3].strip()) for r in table[1:]] == [
        ("1", "Sở Ngoại vụ tỉnh Bắc", "Biên bản hợp tác"), ("2", "Biên bản hợp tác", "Tỉnh Nam"),
    ]  # fmt: skip
    assert table[2][2].startswith("có một bên là")  # backwards, so that the inverse is named
    assert "Đứt trước hết vào 2025-01-02: quan hệ hết hạn theo nguồn" in read.text
    assert "Tất cả các bước chắc chắn đúng: 2012-12-31 – 2025-01-01" in read.text


def test_no_path_shows_the_link_that_is_none(bundled: View) -> None:
    """Where there is no path the warnings stand on top, and the link that they name is drawn as what it is."""
    answer = paths(bundled, "prov:lang-son", "prov:van-nam")
    page = path_page(bundled, answer)
    read = Read(page)
    assert "Không có đường nối" in read.text
    for warning in answer.warnings:
        assert warning.message["vi"] in read.text
    assert page.index('class="warnings"') < page.index('id="mynetwork"')
    assert Words("vi")("link_only") in read.text
    linked = {i for w in answer.warnings for i in w.path}
    assert len(read.table("Các thực thể trên hình")) == len(linked) + 1


def test_search_limit_is_no_conclusion(plain: View) -> None:
    """A search that was cut short says that this does not mean that there is no path."""
    answer = PathAnswer(
        status="search_limit_reached", data_version="1", paths=(), entities={}, limits_hit=("work", "x")
    )
    read = Read(path_page(plain, answer))
    assert "không phải là kết luận" in read.text
    assert "Giới hạn đã chạm: x" in read.text
    assert read.all("div", class_="empty")
    assert read.blocks["script"] == []


def test_gaps_are_marked_by_sign_and_frame(bundled: View) -> None:
    """What is missing is drawn as a box with a dashed frame and a sign, what is there with a full one."""
    page = gaps_page(bundled, gaps(bundled, "friendship-union"))
    boxes = [n for n in drawn(page)[0] if n["kind"] == "verdict"]
    full = [b for b in boxes if not b["shapeProperties"]["borderDashes"]]
    assert (len(boxes), [b["label"] for b in full]) == (5, ["✓ có"])
    assert all(b["shape"] == "box" for b in boxes)
    table = Read(page).table("Kết luận về từng đối tượng: 5")
    assert [row[1] for row in table[1:]] == ["✕ nguồn nói là không có", *["? chưa có ghi nhận"] * 3, "✓ có"]
    assert table[1][0].strip() == "Lạng Sơn"
    assert "r061" in table[5][2]  # the relation that bears witness


def test_gap_figures_are_set_against_what_is_recorded(bundled: View) -> None:
    """Reported, recorded and unnamed stand in the table where a rule names figures."""
    table = Read(gaps_page(bundled, gaps(bundled, "named-twinning"))).table("Kết luận")
    assert any("báo cáo 12" in cell and "không nêu tên 12" in cell for row in table for cell in row)


def test_gaps_of_pairs_stand_between_the_two(bundled: View) -> None:
    """For a pair the box is linked with both, and the table names both."""
    page = gaps_page(bundled, gaps(bundled, "donor-funded"), "en")
    table = Read(page).table("The verdict on each subject: 7")
    assert table[0][:2] == ["Subject", "With"]
    assert len(drawn(page)[1]) == 14


def test_page_says_what_it_leaves_out_of_gaps(bundled: View, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page of a longer list says so; what a rule does not bind is left out of a crowded drawing, not of the table."""
    some = gaps(bundled, "friendship-union", limit=2)
    assert "Trình bày 2 trên 5" in Read(gaps_page(bundled, some)).text
    read = Read(gaps_page(bundled, gaps(bundled, *(r.id for r in bundled.rules), limit=500)))
    assert re.search(r"\d+ đối tượng mà quy tắc không áp dụng chỉ có trong bảng", read.text)
    assert any("– không áp dụng" in cell for row in read.table("Kết luận") for cell in row)


def test_groups_have_a_table(bundled: View) -> None:
    """A grouped answer has its groups with their counts."""
    read = Read(gaps_page(bundled, gaps(bundled, "friendship-union", group_by="verdict")))
    assert {row[0] for row in read.table("Theo nhóm")[1:]} == {"có", "nguồn nói là không có", "chưa có ghi nhận"}


def test_only_so_many_paths_are_shown(plain: View, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of very many paths the first are shown, and the page says how many there are."""
    monkeypatch.setattr(pages, "PATHS", 1)
    answer = paths(plain, world.AGENCY, world.ABROAD)
    many = msgspec.structs.replace(answer, paths=answer.paths * 3)
    read = Read(path_page(plain, many))
    assert "Chỉ trình bày 1 trên 3 đường nối" in read.text
    assert sum(c.startswith("Đường nối") for c in read.captions) == 1
