"""Pages show parts of sources, sides of a border, the weakest link, and what is a proposal: in signs and words."""

from __future__ import annotations

import pytest

from graph.view import View
from tests.visualizations.makers import gaps, paths
from tests.visualizations.reading import Read, drawn
from visualizations import style
from visualizations.page import entity_page, gaps_page, path_page
from visualizations.words import Words

PROPOSAL = "đề nghị sửa dự thảo văn kiện đại hội (lời nêu ra là đề nghị)"


@pytest.mark.parametrize(
    ("lang", "part", "sides"),
    [("vi", "[chú thích ảnh]", "◐ chỉ phía Việt Nam nêu"), ("en", "[photo caption]", "◐ said by Viet Nam's side only")],
)
def test_a_path_shows_parts_and_sides(bundled: View, lang: str, part: str, sides: str) -> None:
    """Both stand in the row of the hop and in the tooltip of its line."""
    page = path_page(bundled, paths(bundled, "dist:trang-dinh", "ctry:de"), lang)
    head, first, second = Read(page).table(Words(lang)("path_n", n=1, hops=2))
    assert part in first[-1]
    assert sides in first[-1]
    assert sides not in second[-1]
    tips = [edge["tip"] for edge in drawn(page)[1]]
    assert sum(sides in tip for tip in tips) == 1
    assert all(part in tip for tip in tips)
    assert len(head) == len(first)


def test_a_path_marks_its_weakest_link(bundled: View) -> None:
    """The sign stands on the line, in its row and in the legend, and the reasons stand above the table."""
    words = Words("vi")
    page = path_page(bundled, paths(bundled, "dist:trang-dinh", "ctry:de"))
    read = Read(page)
    _, first, second = read.table(words("path_n", n=1, hops=2))
    mark = f"{style.WEAKEST} {words('weakest_here')}"
    assert mark in first[2]
    assert style.WEAKEST not in "".join(second)
    assert [style.WEAKEST in edge["label"] for edge in drawn(page)[1]] == [True, False]
    assert "Yếu nhất là bước 1: nguồn chỉ hàm ý; chỉ dựa vào chú thích ảnh; chỉ phía Việt Nam nêu" in read.text
    assert words("legend_signs") in read.text


def test_hops_that_are_alike_are_not_marked(bundled: View) -> None:
    """Where no hop is weaker than another, none has the sign, and the page says so."""
    page = path_page(bundled, paths(bundled, "leg:04-ct-tw", "don:gates"))
    assert "Mắt xích yếu nhất: mọi mắt xích vững như nhau" in Read(page).text
    assert not [edge for edge in drawn(page)[1] if style.WEAKEST in edge["label"]]
    assert Words("vi")("legend_signs") not in Read(page).text


def test_gaps_show_their_sides(bundled: View) -> None:
    """The side that is heard stands in the row of a verdict and in the tooltip of its box."""
    page = gaps_page(bundled, gaps(bundled, "border-exchange-partner", verdicts=("covered",)))
    table = Read(page).table("Kết luận về từng đối tượng: 3")
    assert all("◐ chỉ phía Việt Nam nêu" in row[-1] for row in table[1:])
    boxes = [node for node in drawn(page)[0] if node["kind"] == "verdict"]
    assert all("◐ chỉ phía Việt Nam nêu" in box["tip"] for box in boxes)


def test_an_entity_shows_which_sources_are_one(bundled: View) -> None:
    """A page about what two documents copy from each other says that they are one source."""
    text = Read(entity_page(bundled, "sec:thuong-mai")).text
    assert "s0, s4: cùng một đoạn văn, tính là một nguồn" in text


def test_figures_of_a_proposal_say_so(bundled: View) -> None:
    """Modality and genre stand beside a reported figure, in the table and in the tooltip of the box."""
    page = gaps_page(bundled, gaps(bundled, "named-twinning"))
    figure = f"12 cặp thôn bản biên giới (2015/2020, s2, nói là có, {PROPOSAL})"
    assert any(figure in cell for row in Read(page).table("Kết luận") for cell in row)
    assert any(figure in node["tip"] for node in drawn(page)[0])


def test_sides_have_signs_of_their_own() -> None:
    """One, both and neither side are told apart without colour."""
    assert set(style.SIDES) == {"one", "both", "neither"}
    assert len({*style.SIDES.values(), style.WEAKEST, *style.SYMBOLS.values()}) == 4 + len(style.SYMBOLS)
