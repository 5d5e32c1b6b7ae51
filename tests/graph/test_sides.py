"""Sides: who says what crosses a border, and which side is silent."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.answers import Sides
from graph.coverage import VERDICTS
from graph.lists import StatementFilter
from graph.sides import SIDES, Split, split, together
from graph.tell_gaps import GapsQuestion
from graph.view import View
from graph.walk import PathQuestion
from schema.statements import Evidence, Relation, Statement
from tests.graph.fixtures import bundled_view, day, document, link, thing, things, view

FRAME: tuple[Statement, ...] = (
    *(thing(f"ctry:{c}", "Country") for c in ("vn", "cn", "la")),
    *things(p="Province", q="Province", g="Province", l="Province", b="Agency", h="Agency", nowhere="Agency"),
    *things(speaker="PersonRole", stranger="PersonRole"),
    link("p-ctry:vn", "located_in"), link("q-ctry:vn", "located_in"), link("g-ctry:cn", "located_in"),
    link("l-ctry:la", "located_in"), link("b-p", "has_jurisdiction"), link("h-g", "has_jurisdiction"),
    link("speaker-g", "has_jurisdiction"),
    *(document(name, attributes={"focus": focus}) for name, focus in (("v", "x:p"), ("c", "ctry:cn"), ("o", "x:l"))),
    document("s"), document("lost", attributes={"focus": "x:unheard-of"}),
)  # fmt: skip


def spoken(ends: str, *evidence: str) -> Relation:
    """A relation that is said by sources, `v by x:speaker` where it is the word of somebody."""
    source, _, target = ends.partition("-")
    told = []
    for item in evidence:
        name, _, by = item.partition(" by ")
        told.append(Evidence(name, asserted_by=by or None))
    return Relation(
        id=f"r:{ends}", type="cooperates_with", source=f"x:{source}", target=f"x:{target}", valid="../..",
        evidence=tuple(told),
    )  # fmt: skip


def known(*statements: Statement) -> View:
    """A view of the frame and some statements."""
    return view(*FRAME, *statements)


def sides(relation: Relation) -> Sides | None:
    """What is said of the sides of a relation."""
    items, _ = known(relation).relations(relation.source)
    return next(item.sides for item in items if item.id == relation.id)


@pytest.mark.parametrize(
    ("evidence", "which", "asserted", "silent"),
    [
        (("v",), "one", ("ctry:vn",), ("ctry:cn",)),
        (("c",), "one", ("ctry:cn",), ("ctry:vn",)),
        (("v", "c"), "both", ("ctry:cn", "ctry:vn"), ()),
        (("o",), "neither", (), ("ctry:cn", "ctry:vn")),
        (("o", "v"), "one", ("ctry:vn",), ("ctry:cn",)),
        (("v by x:speaker",), "one", ("ctry:cn",), ("ctry:vn",)),
        (("v by x:speaker", "v"), "both", ("ctry:cn", "ctry:vn"), ()),
        (("v by x:stranger",), "one", ("ctry:vn",), ("ctry:cn",)),
        (("s by x:speaker",), "one", ("ctry:cn",), ("ctry:vn",)),
        (("s", "lost", "v"), "one", ("ctry:vn",), ("ctry:cn",)),
    ],
)
def test_who_says_what_crosses_a_border(
    evidence: tuple[str, ...], which: str, asserted: tuple[str, ...], silent: tuple[str, ...]
) -> None:
    """Evidence speaks for the country of whose word it is, and where that has none for the source's viewpoint."""
    told = sides(spoken("b-h", *evidence))
    assert told is not None
    assert (told.which, told.asserted, told.silent) == (which, asserted, silent)


@pytest.mark.parametrize(
    ("ends", "evidence"),
    [("b-q", ("v",)), ("b-nowhere", ("v",)), ("b-h", ("s",)), ("b-h", ("lost", "s by x:stranger")), ("b-h", ())],
)
def test_nothing_is_said_of_sides(ends: str, evidence: tuple[str, ...]) -> None:
    """Where no border is known to be crossed, or nobody knows who speaks, there are no sides."""
    assert sides(spoken(ends, *evidence)) is None


def test_sides_are_said_in_words() -> None:
    """One side is named, both and neither are said to be so, in Vietnamese and English."""
    assert [sides(spoken("b-h", *e)).in_words for e in (("v",), ("v", "c"), ("o",))] == [  # type: ignore[union-attr]
        {"vi": "chỉ phía vn nêu", "en": "said by vn's side only"},
        {"vi": "cả hai phía đều nêu", "en": "said by both sides"},
        {"vi": "không phía nào trong hai phía nêu", "en": "said by neither side"},
    ]


def test_an_end_in_several_countries_is_one_side() -> None:
    """It speaks where one of its countries does, and all of them are silent where none does."""
    index = known(link("b-l", "has_jurisdiction")).index
    b, h = index.numbers["x:b"], index.numbers["x:h"]
    vn, cn, la = (index.numbers[f"ctry:{c}"] for c in ("vn", "cn", "la"))
    assert split(index, b, h, (Evidence("v"),)) == Split(frozenset({vn}), frozenset({cn}))
    assert split(index, b, h, (Evidence("o"), Evidence("c"))) == Split(frozenset({la, cn}), frozenset())
    assert split(index, b, h, (Evidence("c"),)) == Split(frozenset({cn}), frozenset({vn, la}))


countries = st.frozensets(st.integers(0, 4), max_size=3)


@given(st.lists(st.none() | st.builds(Split, countries, countries), max_size=4))
def test_a_witness_is_as_silent_as_its_most_silent_relation(splits: list[Split | None]) -> None:
    """Who is silent of one relation is silent of the whole, and nobody is both silent and heard."""
    found = together(splits)
    crossing = [s for s in splits if s]
    assert (found is None) == (not crossing)
    if found:
        assert found.silent == frozenset().union(*(s.silent for s in crossing))
        assert not found.asserted & found.silent
        assert (found.which == "both") == all(s.which == "both" for s in crossing)


def test_statements_by_sides() -> None:
    """Each relation that crosses a border is of one sort, and nothing else is of any."""
    relations = (
        spoken("b-h", "v"),
        spoken("p-g", "v", "c"),
        spoken("q-g", "o"),
        spoken("b-q", "v"),
        spoken("q-h", "s"),
    )
    asked = known(*relations)
    found = {which: [s.id for s in asked.statements(StatementFilter(sides=which))[0]] for which in SIDES}
    assert found == {"one": ["r:b-h"], "both": ["r:p-g"], "neither": ["r:q-g"]}


def test_hops_and_gaps_have_their_sides() -> None:
    """A hop across a border has its sides, a gap those of its first witness; the countries are named."""
    asked = bundled_view()
    path = asked.paths(PathQuestion(sources=("dist:trang-dinh",), targets=("ctry:de",)), "vi")
    assert [hop.sides and hop.sides.which for hop in path.paths[0].hops] == ["one", None]
    assert {"ctry:vn", "ctry:de"} <= path.entities.keys()
    question = GapsQuestion(rules=("border-exchange-partner",), day=day("2024-01-01"), verdicts=VERDICTS)
    gaps = asked.gaps(question, "vi")
    told = {item.subject: item.sides for item in gaps.items}
    covered = told["dist:van-lang"]
    assert covered is not None
    assert (covered.which, covered.asserted, covered.silent) == ("one", ("ctry:vn",), ("ctry:cn",))
    assert covered.in_words["vi"] == "chỉ phía Việt Nam nêu"
    assert told["dist:trang-dinh"] is None  # there is no witness
    assert {"ctry:vn", "ctry:cn"} <= gaps.entities.keys()
    one = asked.gap("gap:border-exchange-partner:dist:van-lang", day("2024-01-01"), {}, "vi")
    assert one.sides == covered
    assert {"ctry:vn", "ctry:cn"} <= one.entities.keys()


def test_all_bundled_articles_are_from_one_side() -> None:
    """What crosses a border in the bundled records is asserted by Việt Nam's side, which is one of its ends."""
    asked = bundled_view()
    crossing = 0
    for which in SIDES:
        _, total = asked.statements(StatementFilter(sides=which))
        assert total > 0 if which == "one" else total == 0
        crossing += total
    index = asked.index
    countries = [index.whereabouts.countries(e).keys() for e in range(len(index.ids))]
    ends = [(countries[a], countries[b]) for a, b in zip(index.sources, index.targets, strict=True)]
    assert crossing == sum(bool(a and b and not a & b) for a, b in ends)
