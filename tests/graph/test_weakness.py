"""The weakest link of a path: which hop it is, and what is said to be weak about it."""

from __future__ import annotations

import itertools
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from graph.answers import EvidenceItem, Hop, Sides, Weakest
from graph.view import View
from graph.walk import PathQuestion
from graph.weakness import weakest
from schema import vocabulary
from schema.messages import say
from schema.statements import INFERENCES, MODALITIES, Evidence, Part
from tests.graph.fixtures import bundled_view, day, document, link, thing, things, view

VOCABULARY = vocabulary.bundled()
TEXT = EvidenceItem(source="s", start=0, end=9, quote=None, genre=None, asserted_by=None)
CAPTION, FRAME = (replace(TEXT, part=kind) for kind in ("photo_caption", "boilerplate"))
WORDS = {"vi": "chỉ phía A nêu", "en": "said by A's side only"}
ONE, BOTH, NEITHER = (Sides(which=w, asserted=(), silent=(), in_words=WORDS) for w in ("one", "both", "neither"))
FIRM = Hop(
    relation="r", type="t", class_="cooperation", forward=True, validity=None, attested=(), holds="certain",
    last_attested="2015", modality="asserted", inference="explicit", independent_sources=2, evidence=(TEXT,), also=(),
)  # fmt: skip

WEAKER: tuple[dict[str, Any], ...] = (
    {"modality": "planned"},
    {"holds": "possible"},
    {"inference": "background"},
    {"inference": "derived"},
    {"inference": "implicit"},
    {"evidence": (CAPTION, CAPTION)},
    {"independent_sources": 1},
    {"sides": NEITHER},
    {"sides": ONE},
    {"last_attested": None},
    {"last_attested": "2010"},
)
"""What makes a hop weaker, the weightiest first."""


def found(*hops: Hop) -> Weakest:
    """The weakest of hops, which are numbered by their places."""
    told = weakest([replace(hop, relation=f"r{n}") for n, hop in enumerate(hops)], VOCABULARY)
    assert told is not None
    return told


@pytest.mark.parametrize("weaker", WEAKER)
@pytest.mark.parametrize("place", [0, 1, 2])
def test_one_weakness_is_found(weaker: dict[str, Any], place: int) -> None:
    """A hop that is weaker in one respect is the weakest, wherever it stands, and its relation is named."""
    hops = [FIRM] * 3
    hops[place] = replace(FIRM, **weaker)
    told = found(*hops)
    assert (told.hop, told.relation, told.alike) == (place, f"r{place}", False)
    assert told.because != say("all_firm")
    assert all(told.because[lang] for lang in ("vi", "en"))


@pytest.mark.parametrize(("first", "second"), tuple(itertools.combinations(WEAKER, 2)))
def test_the_weightier_weakness_decides(first: dict[str, Any], second: dict[str, Any]) -> None:
    """Of two hops that are weak in different respects the one with the weightier weakness is named."""
    assert found(replace(FIRM, **second), replace(FIRM, **first)).hop == 1
    assert found(replace(FIRM, **first), replace(FIRM, **second)).hop == 0


def test_the_id_decides_between_equals() -> None:
    """Hops that are alike in all respects are ordered by the ids of their relations."""
    hops = [replace(FIRM, relation=name) for name in ("r9", "r1", "r5")]
    told = weakest(hops, VOCABULARY)
    assert told is not None
    assert (told.hop, told.relation, told.because) == (1, "r1", say("all_firm"))
    assert told.alike


def test_no_hops_have_no_weakest_link() -> None:
    """A path of length 0 has none."""
    assert weakest([], VOCABULARY) is None


def test_all_that_is_weak_is_said() -> None:
    """Every reason that applies is named, in the order in which they count, in both languages."""
    weak = replace(
        FIRM, modality="proposed", holds="possible", inference="implicit", evidence=(CAPTION, FRAME),
        independent_sources=1, sides=ONE, last_attested="2010",
    )  # fmt: skip
    assert found(FIRM, weak).because == {
        "vi": "mới là đề xuất; vào ngày được hỏi chỉ là có thể; nguồn chỉ hàm ý; chỉ dựa vào khung trang, chú thích "
        "ảnh; ít nguồn độc lập hơn mắt xích khác (1); chỉ phía A nêu; tin cũ nhất (2010)",
        "en": "only proposed; merely possible on the day asked; only implied by its source; its only evidence: page "
        "boilerplate, photo caption; fewer independent sources than another hop (1); said by A's side only; the oldest "
        "news (2010)",
    }


@pytest.mark.parametrize(
    ("hop", "because"),
    [
        (FIRM, "all hops are equally firm"),
        (replace(FIRM, sides=BOTH), "all hops are equally firm"),
        (replace(FIRM, evidence=(CAPTION, TEXT)), "all hops are equally firm"),
        (replace(FIRM, evidence=(CAPTION,)), "its only evidence: photo caption"),
        (replace(FIRM, evidence=(replace(TEXT, part="footnote"),)), "its only evidence: footnote"),
        (replace(FIRM, evidence=(), independent_sources=0), "no source is given"),
    ],
)
def test_a_single_hop_is_weak_in_itself_only(hop: Hop, because: str) -> None:
    """Of one hop it is said what is weak about it, never that it is weaker than another."""
    assert found(hop).because["en"] == because


def test_hops_that_are_alike_are_weak_together() -> None:
    """Where all hops have the same weaknesses the answer says that no one is weaker."""
    told = found(*[replace(FIRM, evidence=(CAPTION,))] * 2)
    assert told.alike
    assert told.because["en"] == "all hops are alike: its only evidence: photo caption"


hops = st.builds(
    lambda **fields: replace(FIRM, **fields),
    modality=st.sampled_from(MODALITIES), holds=st.sampled_from([None, "certain", "possible"]),
    inference=st.sampled_from(INFERENCES),
    evidence=st.lists(st.sampled_from([TEXT, CAPTION, FRAME]), max_size=2).map(tuple),
    independent_sources=st.integers(0, 3), sides=st.sampled_from([None, ONE, BOTH, NEITHER]),
    last_attested=st.sampled_from([None, "2010", "2010-05", "2011/2013", "2020~"]),
)  # fmt: skip


@given(st.lists(hops, min_size=1, max_size=5))
def test_the_order_of_hops_plays_no_part(path: list[Hop]) -> None:
    """Backwards the same relation is the weakest for the same reasons; another hop than the weakest changes nothing."""
    named = [replace(hop, relation=f"r{n}") for n, hop in enumerate(path)]
    told, turned = weakest(named, VOCABULARY), weakest(named[::-1], VOCABULARY)
    assert told is not None
    assert turned is not None
    assert (told.relation, told.because, told.alike) == (turned.relation, turned.because, turned.alike)
    assert turned.hop == len(path) - 1 - told.hop
    alone = weakest([named[told.hop], *named], VOCABULARY)
    assert alone is not None
    assert alone.relation == told.relation


@given(st.lists(hops, min_size=2, max_size=5))
def test_a_reason_is_given_wherever_hops_differ(path: list[Hop]) -> None:
    """Whatever makes the weakest hop weaker than another is said."""
    told = found(*path)
    assert told.because["vi"]
    assert told.because["en"]
    assert told.alike or told.because != say("all_firm")


# In answers


def paths(known: View, source: str, target: str, as_of: str | None = None, **more: Any) -> Weakest | None:
    """The weakest link of the one path between two entities."""
    question = PathQuestion(sources=(source,), targets=(target,), day=day(as_of) if as_of else None, **more)
    (path,) = known.paths(question, "en").paths
    return path.weakest


def test_a_caption_is_weaker_than_the_text() -> None:
    """A hop that is told under a photo only is the weakest link, whatever comes before it."""
    known = view(
        document("s", "2015", parts=(Part("photo_caption", 0, 50),)), *things(a="Agency", b="Agency", c="Agency"),
        link("a-b", "cooperates_with"),
        replace(link("b-c", "cooperates_with"), evidence=(Evidence("s", 3, 9),)),
    )  # fmt: skip
    told = paths(known, "x:a", "x:c")
    assert told is not None
    assert (told.hop, told.relation) == (1, "cooperates_with:b-c")
    assert told.because == {"vi": "chỉ dựa vào chú thích ảnh", "en": "its only evidence: photo caption"}


def test_what_is_possible_on_the_day_is_weak() -> None:
    """On a day that the news does not reach a hop is merely possible, and that is what is weak about it."""
    known = view(
        document("s", "2005"), document("t", "2020"), *things(a="Agency", b="Agency", c="Agency"),
        link("a-b", "cooperates_with", None, said="t"), link("b-c", "cooperates_with", "2001/", said="s"),
    )  # fmt: skip
    told = paths(known, "x:a", "x:c", "2021-01-01")
    assert told is not None
    assert told.relation == "cooperates_with:b-c"
    assert told.because["en"] == "merely possible on the day asked; the oldest news (2005)"
    assert paths(known, "x:a", "x:a") is None


def test_a_plan_is_weaker_than_anything() -> None:
    """Where plans count, a planned hop is the weakest."""
    known = view(
        document("s", "2015"), *things(a="Agency", b="Agency"), thing("c", "Agency"),
        link("a-b", "cooperates_with", modality="planned"), link("b-c", "cooperates_with", inference="background"),
    )  # fmt: skip
    told = paths(known, "x:a", "x:c", modalities=("asserted", "planned"))
    assert told is not None
    assert (told.hop, told.because["en"]) == (0, "only planned")


def test_the_weakest_link_to_germany() -> None:
    """Tràng Định is linked with Germany by what is implied under a photo, and by Việt Nam's side only."""
    told = paths(bundled_view(), "dist:trang-dinh", "ctry:de")
    assert told is not None
    assert (told.hop, told.relation) == (0, "r308")
    assert told.because["vi"] == "nguồn chỉ hàm ý; chỉ dựa vào chú thích ảnh; chỉ phía Việt Nam nêu"
