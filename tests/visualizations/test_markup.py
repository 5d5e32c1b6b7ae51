"""HTML that is safe by construction."""

from __future__ import annotations

import pytest

from tests.visualizations.reading import Read
from tests.visualizations.world import ATTACKS
from visualizations.markup import Markup, clean, in_language, join, tag, text


@pytest.mark.parametrize("attack", ATTACKS)
def test_text_stays_text(attack: str) -> None:
    """Text in elements and attributes comes out of a parser as it went in, and brings no element with it."""
    read = Read(tag("p", attack, title=attack, data_x=attack))
    assert read.elements == [("p", {"title": clean(attack), "data-x": clean(attack)})]
    assert read.text == clean(attack)


def test_markup_is_not_escaped_twice() -> None:
    """Elements nest; what is None is left out."""
    inner = tag("b", "a & b")
    assert tag("p", "1 < 2 ", inner, None, class_="x", id=None) == '<p class="x">1 &lt; 2 <b>a &amp; b</b></p>'
    assert text(inner) is inner
    assert join("<", inner, by=", ") == "&lt;, <b>a &amp; b</b>"
    assert isinstance(join(), Markup)


def test_void_elements_have_no_end() -> None:
    """A line break is one element, not two."""
    assert tag("br") == "<br>"


def test_what_no_page_may_hold_is_replaced() -> None:
    """Control characters and lone surrogates do not reach the page, which is UTF-8; other languages do."""
    assert clean("a\x00b\x1bc\ufffe") == "a\ufffdb\ufffdc\ufffd"
    assert text("\ud800x").encode() == b"?x"
    assert clean("Lạng Sơn 凭祥 ຫຼວງ\n\t") == "Lạng Sơn 凭祥 ຫຼວງ\n\t"


def test_language_is_said_where_it_is_known() -> None:
    """A name carries its language and keeps its direction to itself."""
    assert in_language("凭祥", "zh") == '<span lang="zh"><bdi>凭祥</bdi></span>'
    assert in_language("x", None, "div") == "<div><bdi>x</bdi></div>"
