"""The sides of a matrix: topics, kinds, areas asked, rules, what is refused, and the bundled records."""

from __future__ import annotations

from typing import Any

import pytest

from graph.tell_gaps import GapsQuestion
from schema.errors import InvalidParameter, UnknownThing
from tests.graph.fixtures import absence, bundled_view, day, document, figure, link, thing, things, view
from tests.graph.test_matrix import PAIRS, ask, cell, made

# Topics and kinds


def test_topics_are_counted_by_the_relation_that_leads_to_them() -> None:
    """An area has a sector as often as something in it has; other relations of these count only if asked."""
    on = made(
        *things(a="Agency", s="Sector", u="Sector"), link("a-p", "has_jurisdiction"), link("a-s", "has_sector"),
        link("p-s", "has_sector"), link("a-far", "cooperates_with"),
    )  # fmt: skip
    answer = ask(on, "area", "sector")
    assert answer.relations == ("has_sector",)
    assert [(c.col, c.count) for c in answer.cells if c.row == "x:p"] == [("x:s", 2), ("x:u", None)]
    assert cell(ask(on, "area", "sector", relations=("cooperates_with",)), "x:p", "x:s").count == 1


def test_a_link_runs_through_the_channel_of_what_it_meets_in() -> None:
    """The channel of an agreement goes before that of who takes part; a province's channels say nothing of one link."""
    on = made(
        *things(a="Agency", m="Agreement", c="Channel", d="Channel", w="Channel"), link("a-p", "has_jurisdiction"),
        link("a-m", "party_to"), link("far-m", "party_to"), link("m-c", "through_channel"),
        link("a-d", "through_channel"), link("p-w", "through_channel"), link("p-jp", "cooperates_with"),
    )  # fmt: skip
    found = {(c.row, c.col): c.count for c in ask(on, "channel", "country").cells}
    assert (found["x:c", "x:cn"], found["x:d", "x:cn"], found["x:w", "x:jp"]) == (1, None, None)
    without = made(*things(a="Agency", c="Channel"), link("a-p", "has_jurisdiction"), link("a-c", "through_channel"),
                   link("a-jp", "cooperates_with"))  # fmt: skip
    assert cell(ask(without, "channel", "country"), "x:c", "x:jp").count == 1


def test_kinds_are_subtypes_or_else_types() -> None:
    """A kind is a row without an entity, named by the vocabulary; actors without a subtype have their type."""
    on = made(
        thing("a", "Agency", subtype="mass_org"), thing("b", "Agency", subtype="new"), *things(c="Agency"),
        *(link(f"{n}-p", "has_jurisdiction") for n in "abc"), *(link(f"{n}-far", "cooperates_with") for n in "abc"),
    )  # fmt: skip
    answer = ask(on, "kind", "country", lang="en")
    heads = {h.id: h for h in answer.rows}
    assert (heads["kind:mass_org"].name, heads["kind:mass_org"].type) == ("Mass organisation", None)
    assert heads["kind:new"].names == {"vi": "new", "en": "new"}
    assert [cell(answer, k, "x:cn").count for k in ("kind:mass_org", "kind:new", "kind:Agency")] == [1, 1, 1]
    assert cell(answer, "kind:media", "x:cn").verdict == "not_recorded"


def test_an_area_restricts_the_end_at_home() -> None:
    """Asked in a province, only its own links count, and its own country is no column."""
    on = made(
        *things(a="Agency", b="Agency"), link("a-p", "has_jurisdiction"), link("b-q", "has_jurisdiction"),
        link("a-far", "cooperates_with"), link("b-far", "cooperates_with"),
    )  # fmt: skip
    kinds = ask(on, "kind", "country", area="x:p")
    assert {h.id for h in kinds.cols} == {"x:cn", "x:jp"}
    assert cell(kinds, "kind:Agency", "x:cn").witnesses == (("cooperates_with:a-far",),)
    assert [h.id for h in ask(on, "area", "country", area="x:p").rows] == ["x:p"]
    assert {h.id for h in ask(on, "area", "area", area="x:p").cols} == {"x:p", "x:q", "x:far"}


# Source coverage, rules, what is refused


def test_what_nobody_speaks_of_reads_differently() -> None:
    """Beside each row and column stands how much is said of it at all, and by which sources."""
    on = made(link("p-jp", "cooperates_with", "1990/1991", said="t"))
    spoken = {(c.axis, c.key): (c.statements, c.sources) for c in ask(on, "area", "country").coverage_of_sources}
    assert spoken["row", "x:p"] == (2, ("t",))
    assert spoken["row", "x:q"] == (1, ())
    assert spoken["col", "x:jp"] == (2, ("t",))
    assert ("row", "kind:media", 0, ()) in {
        (c.axis, c.key, c.statements, c.sources) for c in ask(on, "kind", "country").coverage_of_sources
    }


@pytest.mark.parametrize("more", ["figure", "meeting"])
def test_a_source_that_only_lists_units_is_no_coverage(more: str) -> None:
    """Where things lie counts as said of a place once its source says something else of anybody, too."""
    told = figure("registered_foreign_ngos", "q", 3) if more == "figure" else link("q-far", "meets")
    for on, rows in ((made(), {(1, ())}), (made(told), {(2, ("s",)), (3, ("s",))})):
        found = {(c.statements, c.sources) for c in ask(on, "area", "country").coverage_of_sources if c.axis == "row"}
        assert found == rows


def test_under_a_rule_a_cell_is_its_verdict() -> None:
    """Covered counts partners, a source's word that there is none is a zero, and the rest has no number."""
    entities = [
        thing("ctry:vn", "Country"), *things(cn="Country", jp="Country", fr="Country", p="Province", far="Province")
    ]  # fmt: skip
    links = [link("p-ctry:vn", "located_in"), link("far-cn", "located_in"), link("p-far", "cooperates_with")]
    links += [link("p-jp", "cooperates_with"), link("p-fr", "cooperates_with")]
    on = view(document("s", "2020"), *entities, *links, absence(PAIRS, "p", "2020", "fr"))
    answer = ask(on, "area", "country", rule=PAIRS)
    found = {c.col: (c.verdict, c.count, c.holds) for c in answer.cells if c.row == "x:p"}
    assert found == {
        "ctry:vn": ("not_applicable", None, None), "x:cn": ("covered", 1, "certain"),
        "x:fr": ("stated_absent", 0, None), "x:jp": ("not_recorded", None, None),
    }  # fmt: skip
    assert (cell(answer, "x:p", "x:fr").sources, cell(answer, "x:p", "x:cn").sources) == (("s",), ("s",))
    turned = ask(on, "country", "area", rule=PAIRS)
    assert {(c.col, c.row, c.verdict) for c in turned.cells} == {(c.row, c.col, c.verdict) for c in answer.cells}


@pytest.mark.parametrize(
    ("rows", "cols", "more", "parameter"),
    [
        ("sector", "sector", {}, "cols"),
        ("area", "country", {"rule": "friendship-union"}, "rule"),
        ("kind", "country", {"rule": PAIRS}, "rows"),
        ("area", "sector", {"rule": PAIRS}, "cols"),
        ("area", "country", {"rule": PAIRS, "relations": ("borders",)}, "relation"),
        ("area", "country", {"rule": PAIRS, "holds": "possible"}, "holds"),
        ("area", "country", {"rule": PAIRS, "modalities": ("planned",)}, "modality"),
    ],
)
def test_what_does_not_go_together_is_refused(rows: str, cols: str, more: dict[str, Any], parameter: str) -> None:
    """Sides that cannot be, or not under the rule, are named."""
    with pytest.raises(InvalidParameter) as refused:
        ask(made(), rows, cols, **more)
    assert refused.value.errors[0]["parameter"] == parameter


def test_an_unknown_rule_is_named() -> None:
    """A rule that does not exist is not a refusal of the sides."""
    with pytest.raises(UnknownThing):
        ask(made(), "area", "country", rule="nothing")


# The bundled records


def test_lang_son_and_its_partner_countries() -> None:
    """China by many links, Japan by the country alone, the United States by the mission of 2011, Laos by nothing."""
    answer = ask(bundled_view(), "area", "country", "2024-01-01", area="prov:lang-son")
    found = {c.col: c for c in answer.cells}
    assert {c.row for c in answer.cells} == {"prov:lang-son"}
    chinese = {r for way in found["ctry:cn"].witnesses for r in way}
    assert {"r224", "r142", "r143", "r216"} <= chinese
    assert found["ctry:cn"].independent_sources > 1
    assert (found["ctry:jp"].count, found["ctry:jp"].witnesses, found["ctry:jp"].sources) == (1, (("r225",),), ("s2",))
    assert found["ctry:us"].count == 1
    assert (found["ctry:la"].count, found["ctry:la"].verdict) == (None, "not_recorded")


def test_lang_son_and_its_sectors() -> None:
    """Sectors that the records name for the province are there with their relations, and the others are no zero."""
    answer = ask(bundled_view(), "area", "sector", "2024-01-01", area="prov:lang-son")
    found = {c.col: c for c in answer.cells}
    assert len(found) == 30
    assert (found["sec:kinh-te"].count, found["sec:van-hoa"].count, found["sec:vien-tro-pcp"].collectives) == (1, 2, 1)
    assert found["sec:hau-qua-chien-tranh"].verdict == "not_recorded"
    assert not [c for c in answer.cells if c.count == 0]


def test_kinds_of_agencies_and_their_countries() -> None:
    """Mass organisations of Việt Nam have links with China and, as far as is recorded, with no other country."""
    answer = ask(bundled_view(), "kind", "country", "2020-12-31", area="ctry:vn")
    found = {c.col: c.count for c in answer.cells if c.row == "kind:mass_org"}
    assert found.pop("ctry:cn")
    assert set(found.values()) == {None}
    assert "ctry:vn" not in found


def test_a_rule_gives_the_same_verdicts_as_its_gaps() -> None:
    """The cells under a rule are the verdicts that the coverage question gives."""
    on, as_of = bundled_view(), "2024-01-01"
    question = GapsQuestion(rules=(PAIRS,), day=day(as_of), verdicts=("covered", "not_recorded"), limit=1000)
    expected = {(i.subject, i.object or ""): i.verdict for i in on.gaps(question, "vi").items}
    found = {(c.row, c.col): c.verdict for c in ask(on, "area", "country", as_of, rule=PAIRS).cells}
    assert expected
    assert {pair: found[pair] for pair in expected} == expected
    assert all(v == "not_applicable" for pair, v in found.items() if pair not in expected)


@pytest.mark.parametrize("sides", [("area", "country"), ("channel", "country"), ("kind", "sector"), ("area", "area")])
def test_what_is_certain_is_possible(sides: tuple[str, str]) -> None:
    """Asked for all that is possible, no cell has fewer links than asked for what is certain."""
    for as_of in ("2012", "2020", "2030"):
        sure, all_of_it = (ask(bundled_view(), *sides, as_of, holds=h) for h in ("certain", "possible"))
        wider = {(c.row, c.col): c for c in all_of_it.cells}
        for c in sure.cells:
            if c.count:
                assert (wider[c.row, c.col].count or 0) >= c.count == wider[c.row, c.col].certain
