"""Lists: relations of an entity, and statements of any kind, by a filter and in a stable order."""

from __future__ import annotations

from typing import Any

import pytest

from graph.lists import StatementFilter, subjects
from graph.view import View
from schema.errors import UnknownThing
from schema.statements import Entity, Evidence, Objective, Statement
from tests.graph.fixtures import absence, bundled, bundled_view, day, document, figure, link, thing, things, view

STATEMENTS: tuple[Statement, ...] = (
    document("s", "2015", genre="report"), document("t", "2020", genre="news"), *things(p="Province", b="Agency"),
    thing("a", "Agency", jurisdiction="x:p"), link("b-p", "located_in", called="r1"),
    link("a-b", "cooperates_with", "2010/2012", called="r2", said="s t"), link("b-a", "meets", "2014", called="r3"),
    link("a-b", "funds", "2030/", called="r4", modality="planned"),
    link("a-a", "cooperates_with", called="r5", inference="implicit", said="t"),
    figure("poverty_rate", "p", 7), absence("friendship-union", "p", "2015", "b"),
    Objective(id="j1", subject="x:a", text={"vi": "sẽ"}, modality="planned", evidence=(Evidence(source="t"),)),
)  # fmt: skip


@pytest.fixture(scope="module")
def known() -> View:
    """A view of a few statements."""
    return view(*STATEMENTS)


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({}, ["r2", "r3", "r5"]),
        ({"modalities": ("planned",)}, ["r4"]),
        ({"types": ("meets", "funds")}, ["r3"]),
        ({"classes": ("cooperation",)}, ["r2", "r5"]),
        ({"direction": "out"}, ["r2", "r5"]),
        ({"direction": "in"}, ["r3"]),
        ({"day": day("2011")}, ["r2", "r5"]),
        ({"day": day("2012-06-30")}, ["r5"]),
        ({"day": day("2012-06-30"), "holds": "possible"}, ["r2", "r5"]),
        ({"day": day("2012-06-30"), "types": ("cooperates_with",), "classes": ("activity",)}, []),
        ({"day": day("2014-06-30"), "types": ("meets",)}, ["r3"]),
        ({"day": day("2014-06-30"), "types": ("meets",), "holds": "certain"}, []),
        ({"offset": 1, "limit": 1}, ["r3"]),
    ],
)
def test_relations_of_an_entity(known: View, asked: dict[str, Any], expected: list[str]) -> None:
    """Relations are chosen by type, class, direction, modality and day; possible ones only where none is certain."""
    found, total = known.relations("x:a", **asked)
    assert [r.id for r in found] == expected
    assert total == (3 if "offset" in asked else len(expected))


def test_a_relation_says_how_it_holds(known: View) -> None:
    """With a day each relation is certain or possible; without one nothing is said."""
    assert [r.holds for r in known.relations("x:a")[0]] == [None, None, None]
    told = known.relations("x:a", day=day("2012-06-30"), holds="possible")[0]
    assert [(r.id, r.holds) for r in told] == [("r2", "possible"), ("r5", "certain")]
    assert (told[0].class_, told[0].valid, told[0].attested, told[0].last_attested) == (
        "cooperation", "2010/2012", ("2015", "2020"), "2020",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"kind": "observation"}, ["figure:poverty_rate:p"]),
        ({"kind": "entity"}, ["x:a", "x:b", "x:p"]),
        ({"subject": "x:b"}, ["x:b", "r1", "r2", "r3", "r4", "absence:p"]),
        ({"area": "x:p", "kind": "relation"}, ["r1", "r2", "r3", "r4", "r5"]),
        ({"area": "x:b", "kind": "entity"}, ["x:b"]),
        ({"source": "t"}, ["r2", "r5", "j1"]),
        ({"genre": "news", "kind": "relation"}, ["r2", "r5"]),
        ({"modalities": ("planned",)}, ["r4", "j1"]),
        ({"inferences": ("implicit", "derived")}, ["r5"]),
        ({"source": "t", "modalities": ("planned",)}, ["j1"]),
        ({"source": "none"}, []),
    ],
)
def test_statements_by_a_filter(known: View, asked: dict[str, Any], expected: list[str]) -> None:
    """Statements are chosen by kind, subject, area, source, genre, modality and inference, together."""
    found, total = known.statements(StatementFilter(**asked))
    assert [s.id for s in found] == expected
    assert total == len(expected)


def test_a_whole_statement_has_every_field() -> None:
    """What is left out in records because it is as usual is written out."""
    stated = link("a-b", "meets", None)
    known = view(document("s", genre="report"), *things(a="Event", b="Agency"), stated)
    told = known.whole(stated)
    assert (told["kind"], told["modality"], told["inference"], told["valid"], told["attested"]) == (
        "relation", "asserted", "explicit", None, (),
    )  # fmt: skip
    (evidence,) = told["evidence"]
    assert (evidence["source"], evidence["genre"], evidence["quote"], evidence["part"]) == ("s", "report", None, None)
    assert known.whole(document())["kind"] == "source"
    assert subjects(document()) == ()


def test_every_bundled_statement_is_listed_once() -> None:
    """Without a filter all statements but the sources are listed, and the pages put together are the whole."""
    known = bundled_view()
    every, total = known.statements(StatementFilter(), limit=10_000)
    assert total == len(every) == sum(s.id not in {"s0", "s1", "s2", "s3", "s4"} for s in bundled())
    pages = [known.statements(StatementFilter(), offset=n, limit=100)[0] for n in range(0, total, 100)]
    assert [s for page in pages for s in page] == every


def test_an_entity_of_two_datasets() -> None:
    """Names and aliases are joined; where attributes differ, that of the first dataset is shown, with a warning."""
    twice = (
        Entity(id="x:a", dataset="one", type="Agency", names={"vi": "Sở"}, attributes={"level": "province"}),
        Entity(id="x:a", dataset="two", type="Agency", names={"vi": "Sở NV", "en": "Office"}, subtype="state",
               attributes={"level": "central", "founded": "2008"}, aliases=("SNV",)),
    )  # fmt: skip
    told = view(*twice).entity("x:a", "en")
    assert (told.name, told.names, told.subtype) == ("Office", {"vi": "Sở", "en": "Office"}, "state")
    assert set(told.aliases) == {"Sở NV", "SNV"}
    assert told.attributes == {"level": "province", "founded": "2008"}
    assert [(w.code, w.entities) for w in told.warnings] == [("attribute_conflict", ("x:a",))]
    assert told.lifetime == "2008/"
    assert view(*twice[:1]).entity("x:a", "en").warnings == ()
    assert view(*reversed(twice)).entity("x:a", "en") == told  # whichever was loaded first


def test_an_entity_in_full(known: View) -> None:
    """An entity counts its relations by type, whatever their modality, and its figures, and names its unit."""
    told = known.entity("x:a", "vi")
    assert told.relations == {"cooperates_with": 2, "funds": 1, "meets": 1}
    assert (known.entity("x:p", "vi").observations, told.in_, known.entity("x:b", "vi").in_) == (1, "x:p", "x:p")
    with pytest.raises(UnknownThing):
        known.entity("x:none", "vi")


def test_rules_and_vocabulary_are_answers(known: View) -> None:
    """Rules come by id with their texts, the vocabulary with all its types."""
    items = known.rule_items()
    assert [r.id for r in items] == sorted(known.index.rules)
    assert all({"vi", "en"} == set(r.title) == set(r.explain) for r in items)
    told = known.vocabulary_answer()
    assert (len(told.entity_types), len(told.relation_types)) == (19, 46)
    assert known.today() > day("2025-01-01")


def test_what_it_is_today_is_told_through_all_successions() -> None:
    """A unit that became another, which became a third, is the third today, and the third was the first."""
    known = view(
        document(), thing("a", "District", abolished="2010"), thing("b", "District", founded="2010", abolished="2015"),
        thing("c", "District", founded="2015"), link("a-b", "succeeded_by", "2010"),
        link("b-c", "succeeded_by", "2015"), link("c-c", "succeeded_by", "2015", called="itself"),
    )  # fmt: skip
    first, last = known.entity("x:a", "vi"), known.entity("x:c", "vi")
    assert [(h.id, h.relations) for h in first.today] == [("x:c", ("succeeded_by:a-b", "succeeded_by:b-c"))]
    assert [s.id for s in first.successors] == ["x:b"]
    assert ([h.id for h in last.formerly], last.today) == (["x:a"], ())
    assert [h.id for h in known.entity("x:a", "vi", day("2012")).today] == ["x:b"]
