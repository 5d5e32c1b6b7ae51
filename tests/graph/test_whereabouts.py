"""Where things lie, and when: what is said of place at one time decides nothing at another."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from graph.compile import compile_index
from graph.denials import apply_denials
from graph.index import Index
from graph.intervals import covers
from graph.matrix import Cell, Matrix, MatrixQuestion
from graph.tell_gaps import GapsQuestion
from graph.whereabouts import Around
from schema.statements import Statement
from tests.graph import random_graphs
from tests.graph.fixtures import absence, day, document, index, link, snapshot, thing, view
from tests.graph.test_rule_language import rule, verdicts

DAYS = [day(text) for text in ("2009", "2012-06", "2015-06-29", "2016", "2020", "2026")]
COUNTRIES: tuple[Statement, ...] = (
    document("s", "2018"), thing("ctry:vn", "Country"), thing("ctry:cn", "Country"), thing("p", "Province"),
    thing("q", "Province"), link("p-ctry:vn", "located_in", "../.."),
)  # fmt: skip
ABROAD = '[subject]\ntypes = "Province"\nis = "x:p"\n[[needs]]\nrelation = "twinned_with"\n'
TWINNED = link("p-q", "twinned_with", "2001/")


def chains(known: Index, entity: int, moment: int, *, certainly: bool, seen: frozenset[int]) -> Iterator[int]:
    """Every area around an entity on a day, by going up one relation after the other."""
    yield entity
    held = known.certainly if certainly else known.possibly
    for place in known.near(entity):
        relation, above = known.near_relation[place], known.near_entity[place]
        within = known.relation_type(relation).type in known.vocabulary.roles.within
        leads_up = within and known.sources[relation] == entity and known.modalities[relation] == 0
        if leads_up and above not in seen and held(relation, moment):
            yield from chains(known, above, moment, certainly=certainly, seen=seen | {above})


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("certainly", [False, True])
def test_areas_are_what_relations_of_place_lead_to_on_the_day(seed: int, *, certainly: bool) -> None:
    """The days of all areas are those on which one finds them by going up step by step."""
    known = compile_index(snapshot(random_graphs.graph(seed, 36, 140)))
    for entity in range(len(known.ids)):
        around = known.whereabouts.areas(entity, certainly=certainly)
        for moment in DAYS:
            on_the_day = {a for a, days in around.items() if covers(days, moment)}
            assert on_the_day == set(chains(known, entity, moment, certainly=certainly, seen=frozenset({entity})))


@pytest.mark.parametrize(("as_of", "verdict"), [("2004", "covered"), ("2007-12-31", "possible"), ("2008", "lapsed")])
def test_a_partner_is_abroad_while_it_lies_there(as_of: str, verdict: str) -> None:
    """What moved to another country, or another province, was abroad before and is at home afterwards."""
    moved = (link("q-ctry:cn", "located_in", "2001/2007"), link("q-ctry:vn", "located_in", "2008/"))
    found = verdicts(rule(ABROAD + 'to.abroad_from = "subject"\n'), *COUNTRIES, TWINNED, *moved, as_of=as_of)
    assert found == {"p": verdict}


def test_what_lapses_with_a_move_lapsed_on_that_day() -> None:
    """A twinning is one abroad until its partner lies at home."""
    moved = (link("q-ctry:cn", "located_in", "2001/2007"), link("q-ctry:vn", "located_in", "2008/"))
    asked = view(*COUNTRIES, TWINNED, *moved, rules=(rule(ABROAD + 'to.abroad_from = "subject"\n'),))
    (item,) = asked.gaps(GapsQuestion(rules=("asked",), day=day("2020"), verdicts=("lapsed",)), "en").items
    assert item.since == "2008-01-01"


@pytest.mark.parametrize(("as_of", "since"), [("2020", "2008"), ("2005", "2001")])
def test_since_when_is_since_it_lies_there(as_of: str, since: str) -> None:
    """What is needed is there from the day on which its end lies where the rule asks."""
    moved = (link("q-ctry:cn", "located_in", "2008/"), link("q-ctry:vn", "located_in", "2001/2007"))
    inside = "ctry:cn" if as_of == "2020" else "ctry:vn"
    asked = view(*COUNTRIES, TWINNED, *moved, rules=(rule(ABROAD + f'to.inside = "{inside}"\n'),))
    (item,) = asked.gaps(GapsQuestion(rules=("asked",), day=day(as_of), verdicts=("covered",)), "en").items
    assert item.since == since


@pytest.mark.parametrize(
    ("places", "verdict"),
    [
        ((), "not_recorded"),
        ([("q", "cn")], "covered"),
        ([("q", "vn")], "not_recorded"),
        ([("q", "vn"), ("q", "cn")], "covered"),
        ([("q", "cn"), ("p", "cn")], "covered"),
        ([("q", "vn"), ("p", "cn")], "covered"),
    ],
)
def test_abroad_is_in_another_country_than_one_of_home(places: list[tuple[str, str]], verdict: str) -> None:
    """Two ends are abroad from each other if they lie in two countries; a second country takes nothing away."""
    told = [link(f"{unit}-ctry:{country}", "located_in", "../..") for unit, country in places]
    assert verdicts(rule(ABROAD + 'to.abroad_from = "subject"\n'), *COUNTRIES, TWINNED, *told) == {"p": verdict}


def test_nothing_is_abroad_from_what_lies_nowhere() -> None:
    """Where a home is in no country that is known, nothing is known to be abroad from it."""
    asked = rule('[subject]\ntypes = "Province"\n[[needs]]\nrelation = "twinned_with"\nto.abroad_from = "subject"\n')
    lost = (thing("r", "Province"), link("r-p", "twinned_with", "2001/"))
    assert verdicts(asked, *COUNTRIES, *lost)["r"] == "not_recorded"


def test_a_subject_is_asked_while_it_lies_in_the_area() -> None:
    """Who lies in the area of a rule at another time is not bound by it on the day."""
    asked = rule('[subject]\ntypes = "Commune"\ninside = "x:p"\n[[needs]]\nrelation = "twinned_with"\n')
    moved = (
        thing("c", "Commune"), link("c-p", "located_in", "2001/2007"), link("c-q", "located_in", "2008/"),
    )  # fmt: skip
    found = {on: verdicts(asked, *COUNTRIES, *moved, as_of=on) for on in ("2005", "2010")}
    assert found == {"2005": {"c": "not_recorded"}, "2010": {"c": "not_applicable"}}


def test_an_area_lists_what_lies_in_it_on_the_day() -> None:
    """A commune is listed with the province in which it lies; one that lies nowhere any more with where it lay."""
    asked = rule('[subject]\ntypes = "Commune"\n[[needs]]\nrelation = "twinned_with"\n')
    told = (
        thing("c", "Commune"), link("c-p", "located_in", "2001/2007"), link("c-q", "located_in", "2008/"),
        thing("o", "Commune", abolished="2007-01-01"), link("o-p", "located_in", "../.."),
    )  # fmt: skip
    found = view(*COUNTRIES, *told, rules=(asked,))

    def listed(area: str, on: str) -> set[str]:
        question = GapsQuestion(
            rules=("asked",), day=day(on), area=area, verdicts=("not_recorded", "not_applicable"), group_by="area"
        )
        answer = found.gaps(question, "en")
        assert {g.key for g in answer.groups} <= {area}
        return {i.subject for i in answer.items}

    assert listed("x:p", "2005") == {"x:c", "x:o"}
    assert listed("x:p", "2010") == {"x:o"}
    assert listed("x:q", "2010") == {"x:c"}


@pytest.mark.parametrize("later", [(), ("o-q",), ("c-q",)])
def test_where_something_will_lie_does_not_matter_today(later: tuple[str, ...]) -> None:
    """A commune that is no more, and one that lies nowhere any more, stay where they were, whatever is said of 2030."""
    told: tuple[Statement, ...] = (
        thing("c", "Commune"), link("c-p", "located_in", "2001/2007"),
        thing("o", "Commune", abolished="2007-01-01"), link("o-p", "located_in", "../.."),
        *(link(ends, "located_in", "2030/..") for ends in later),
    )  # fmt: skip
    known = index(*COUNTRIES, *told)
    around = Around(known.whereabouts, day("2015"))
    assert [{known.ids[a] for a in around.areas(known.numbers[e])} for e in ("x:c", "x:o")] == [
        {"x:c", "x:p", "ctry:vn"}, {"x:o", "x:p", "ctry:vn"},
    ]  # fmt: skip


def test_a_summary_names_where_something_lies_or_last_did() -> None:
    """What moved is told to be in its last place, what is in two at once in none."""
    told = (
        thing("c", "Commune"), link("c-p", "located_in", "2001/2007"), link("c-q", "located_in", "2008/"),
        thing("d", "Commune"), link("d-p", "located_in", "2001/"), link("d-q", "located_in", "2008/"),
        thing("e", "Commune"), link("e-p", "located_in", "2001/2007"),
    )  # fmt: skip
    found = view(*COUNTRIES, *told).summaries(["x:c", "x:d", "x:e"], "vi")
    assert {i: s.in_ for i, s in found.items()} == {"x:c": "x:q", "x:d": None, "x:e": "x:p"}


def test_a_matrix_counts_where_things_lie_on_the_day() -> None:
    """A twinning of a commune counts for the province in which it lies on the day, certain or possible as that is."""
    told = (
        thing("c", "Commune"), link("c-p", "located_in", "2001/2007"), link("c-q", "located_in", "2009~/"),
        thing("g", "Commune"), link("g-ctry:cn", "located_in", "../.."), link("c-g", "twinned_with", "2001/"),
        link("q-ctry:vn", "located_in", "../.."),
    )  # fmt: skip
    known = index(*COUNTRIES, *told)

    def cell(area: str, on: str) -> Cell:
        matrix = Matrix(known, MatrixQuestion(rows="area", cols="country", day=day(on)))
        _, _, cells = matrix.fill()
        (found,) = (c for c in cells if (known.ids[c.row], known.ids[c.col]) == (area, "ctry:cn"))
        return found

    assert [(cell("x:p", on).count, cell("x:q", on).count) for on in ("2005", "2015")] == [(1, None), (None, 1)]
    assert (cell("x:q", "2009-06").holds, cell("x:q", "2015").holds) == ("possible", "certain")


def test_an_agency_whose_attribute_names_its_area() -> None:
    """The area that an attribute names counts at all times, and what lies around it at its own."""
    told = (thing("r", "Province"), link("r-ctry:vn", "located_in", "2010/"), thing("b", "Agency", jurisdiction="x:r"))
    known = index(*COUNTRIES, *told)
    named = {
        on: {known.ids[a] for a in Around(known.whereabouts, day(on)).areas(known.numbers["x:b"])}
        for on in ("2005", "2015")
    }
    assert named == {"2005": {"x:b", "x:r"}, "2015": {"x:b", "x:r", "ctry:vn"}}


def test_who_is_denied_to_be_there_is_not_there() -> None:
    """An absence that denies that a union has a province denies to other rules, too, that it lies there."""
    union = thing("u", "Agency", subtype="friendship_union")
    told = (*COUNTRIES, union, link("u-p", "has_jurisdiction", "2001/"), absence("friendship-union", "p", "2019"))
    known = apply_denials(compile_index(snapshot(told)))
    around = known.whereabouts.areas(known.numbers["x:u"])[known.numbers["x:p"]]
    assert (covers(around, day("2018")), covers(around, day("2020"))) == (True, False)
