"""Independent sources, and what a source says of itself."""

from __future__ import annotations

import pytest

from graph.sources import clusters, independent, passages_of
from schema.errors import UnknownThing
from schema.statements import Evidence, Passage, Relation, Source
from tests.graph.fixtures import bundled_view, document, link, things, view

SHARED = (Passage("t", 100, 200, 500, 600), Passage("u", 100, 150, 0, 50))
SOURCES = (document("s", "2015", shared_passages=SHARED), document("t"), document("u"), document("v"))
PASSAGES = passages_of(SOURCES, "known_through")


def quotes(*told: str) -> tuple[Evidence, ...]:
    """Evidence as `s 110-120`; without positions only the source."""
    found = []
    for item in told:
        source, _, place = item.partition(" ")
        start, _, end = place.partition("-")
        found.append(Evidence(source=source, start=int(start), end=int(end)) if place else Evidence(source=source))
    return tuple(found)


@pytest.mark.parametrize(
    ("told", "count"),
    [
        ([], 0),
        (["s 110-120"], 1),
        (["s 110-120", "s 900-910"], 1),
        (["s 110-120", "t 510-520"], 1),
        (["t 510-520", "s 110-120"], 1),
        (["s 110-120", "t 610-620"], 2),
        (["s 90-120", "t 510-520"], 2),
        (["s 110-120", "t"], 2),
        (["s", "t"], 2),
        (["s 110-120", "v 110-120"], 2),
        (["t 510-520", "u 10-20"], 2),
        (["t 510-520", "u 10-20", "s 110-120"], 1),
        (["t 610-620", "u 10-20", "s 110-120"], 2),
        (["t 510-520", "u 60-70", "s 110-120", "v 1-2"], 3),
    ],
)
def test_copies_are_one_source(told: list[str], count: int) -> None:
    """Quotations in a passage that two documents share are one source, also by way of a third; others are not."""
    assert independent(quotes(*told), PASSAGES) == count
    assert independent(quotes(*told[::-1]), PASSAGES) == count


def test_without_shared_passages_documents_are_counted() -> None:
    """Where nothing is shared each document is a source."""
    assert independent(quotes("s 110-120", "t 510-520", "s 1-2"), {}) == 2


def test_clusters_name_the_sources_that_are_one() -> None:
    """The groups are the sources themselves."""
    assert clusters(quotes("s 110-120", "t 510-520", "v 1-2"), PASSAGES) == [{"s", "t"}, {"v"}]


def test_a_passage_is_known_from_both_sides() -> None:
    """It is enough that one of two sources names the passage; if both do it is one."""
    mirrored = document("t", shared_passages=(Passage("s", 500, 600, 100, 200),))
    assert passages_of((SOURCES[0], mirrored), "") == passages_of((SOURCES[0], document("t")), "")
    assert PASSAGES["t", "s"] == [Passage("s", 500, 600, 100, 200)]


def test_answers_count_independent_sources() -> None:
    """A relation that two copies tell rests on one source."""
    copied = Relation(id="r", type="meets", source="x:a", target="x:b", evidence=quotes("s 110-120", "t 510-520"))
    (item,), _ = view(*SOURCES, *things(a="Agency", b="Agency"), copied).relations("x:a")
    assert item.independent_sources == 1
    assert len(item.evidence) == 2


def test_a_source_and_what_rests_on_it() -> None:
    """A source has its title, dates and shared passages, and counts the statements that quote it, by kind."""
    known = view(*SOURCES, *things(a="Agency", b="Agency"), link("a-b", "meets", said="s t"), link("a-b", "sends"))
    told = known.source("s", "en")
    assert (told.title, told.content_as_of, told.statements["relation"], told.statements["entity"]) == (
        "s",
        "2015",
        2,
        0,
    )
    assert [(p["source"], p["start"]) for p in told.shared_passages] == [("t", 100), ("u", 100)]
    assert [(p["source"], p["start"]) for p in known.source("t", "en").shared_passages] == [("s", 500)]
    with pytest.raises(UnknownThing) as caught:
        known.source("w", "en")
    assert [c["id"] for c in caught.value.errors[0]["candidates"]] == ["s", "t", "u", "v"]


def test_the_bundled_sources() -> None:
    """Of the five articles two share passages, and what rests on them adds up."""
    told = {s.id: s for s in bundled_view().sources("vi")}
    assert sorted(told) == ["s0", "s1", "s2", "s3", "s4"]
    assert {s: {p["source"] for p in t.shared_passages} for s, t in told.items() if t.shared_passages} == {
        "s0": {"s4"}, "s4": {"s0"},
    }  # fmt: skip
    assert all(t.statements["relation"] > 0 for t in told.values())
    assert isinstance(bundled_view().snapshot.get("source", "s0")[0], Source)


def test_a_source_that_was_not_read_is_that_through_which_it_is_known() -> None:
    """What is known through another one only is no source besides, wherever it is cited."""
    law = Source(id="law", title={"vi": "l"}, attributes={"known_through": "list"})
    passages = passages_of((law, document("list"), document("other")), "known_through")
    assert independent((Evidence("law"), Evidence("list")), passages) == 1
    assert independent((Evidence("law", 1, 2), Evidence("list"), Evidence("other")), passages) == 2
