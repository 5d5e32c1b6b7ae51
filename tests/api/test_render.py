"""Text for people: what the bundled records have no example of."""

from __future__ import annotations

import msgspec
import pytest

from api.layout import Style, columns, evidence, width
from api.render import Renderer
from api.words import text
from graph.answers import Breaks, EvidenceItem, GapsAnswer, PathAnswer, PathItem, Summary, Total
from schema import rules, vocabulary


@pytest.fixture
def renderer() -> Renderer:
    """A renderer in English without colours."""
    return Renderer(vocabulary.bundled(), rules.bundled(), "en", Style(False))


def test_a_path_says_what_breaks_it(renderer: Renderer) -> None:
    """The window of a path, what ends it first, and until when its news is fresh."""
    breaks = Breaks(
        on="2025-07-01", because={"vi": "x", "en": "the district was abolished"}, entity="d:x", relation=None
    )
    summary = Summary(id="a:a", type="Agency", subtype=None, name="a", names={}, lifetime=None, in_=None)
    path = PathItem(
        entities=("a:a", "d:x"), hops=(), length=1, holds="possible", independent_sources=2, valid_from="2011-01-01",
        valid_to="2025-06-30", fresh_until="2021-01-01", breaks=breaks,
    )  # fmt: skip
    lines = renderer._path(1, path, {"a:a": summary})[:4]
    assert lines[0] == "1. 1 hop(s), 2 independent source(s), possible"
    assert lines[1].strip() == "valid 2011-01-01 – 2025-06-30"
    assert "broken on 2025-07-01: the district was abolished" in lines[2]
    assert "2021-01-01" in lines[3]


def test_a_search_that_ran_out_says_so(renderer: Renderer) -> None:
    """A search that was not ended is neither found nor no path."""
    answer = PathAnswer(data_version="x", limits_hit=("work",), status="search_limit_reached", paths=(), entities={})
    lines = renderer.paths(answer)
    assert lines[0] == "Not searched to the end: work, at any time"
    assert lines[-1] == "Limits hit: work"


def test_gaps_of_all_rules_have_no_title(renderer: Renderer) -> None:
    """Without a rule the day stands alone; where nobody is asked about, that is said."""
    answer = GapsAnswer(
        data_version="x", as_of="2024-01-01", rule=None, total=Total(value=0), counts={"covered": 0}, items=(),
        groups=(), entities={}, next=None,
    )  # fmt: skip
    asked = "  no entity passes the test of who is asked"
    assert renderer.gaps(answer) == ["on 2024-01-01", asked, "", "Nothing."]
    assert asked not in renderer.gaps(msgspec.structs.replace(answer, counts={"covered": 1}))


def test_columns_align_whatever_is_in_them() -> None:
    """Wide and combining characters take the room that they take."""
    assert width("Lạng Sơn") == 8
    assert width("崇左") == 4
    assert width("e\u0323") == 1
    assert columns([("崇左", "x"), ("ab", "y"), ("", "z")]) == ["崇左  x", "ab    y", "      z"]
    assert columns([]) == []


def test_evidence_without_a_position_names_the_source() -> None:
    """A source without a position or a quotation is named all the same; none is said, too."""
    item = EvidenceItem(source="s9", start=None, end=None, quote=None, genre=None, asserted_by="role:x")
    assert evidence([item], "en", "") == ["s9 (role:x)"]
    assert evidence([], "en", "") == ["no source"]


def test_sentences_are_in_both_languages() -> None:
    """Each sentence of the catalogue has the same places to fill in Vietnamese and in English."""
    from string import Formatter

    from api.phrases import PHRASES
    from api.phrases_cli import PHRASES_CLI

    assert not PHRASES.keys() & PHRASES_CLI.keys()
    for code, both in {**PHRASES, **PHRASES_CLI}.items():
        vi, en = ({name for _, name, _, _ in Formatter().parse(said) if name} for said in both)
        assert vi == en, code
        assert all(both)
    assert text("en", "nothing") == "Nothing."
