"""Pairs and matrices after units became others: what these had is asked of, and shown with, those that took over."""

from __future__ import annotations

from typing import Any

import pytest

from graph.answers import MatrixAnswer, MatrixCell
from graph.matrix import MatrixQuestion
from graph.tell_gaps import GapsQuestion
from graph.view import View
from schema.statements import Statement
from tests.graph.fixtures import day, document, link, thing, view
from tests.graph.test_rule_language import rule, verdicts

REFORM = "2025-07-01"
LAND: tuple[Statement, ...] = (
    document("s", "2018"), thing("vn", "Country"), thing("cn", "Country"),
    thing("h", "Province", abolished=REFORM), thing("t", "Province", abolished=REFORM),
    thing("n", "Province", founded=REFORM), thing("far", "Province"), thing("p", "Province"),
    *(link(f"{province}-vn", "located_in", "../..") for province in "htnp"), link("far-cn", "located_in", "../.."),
    link("h-n", "succeeded_by", REFORM), link("t-n", "succeeded_by", REFORM),
)  # fmt: skip
"""Provinces h and t became n."""
PAIRS = """
[subject]
types = "Province"
inside = "x:vn"
[object]
types = "Province"
abroad_from = "subject"
chain = [{ relation = "cooperates_with", direction = "any" }]
[[needs]]
relation = "twinned_with"
direction = "any"
to = { is = "object" }
"""
COOPERATES, TWINNED = link("h-far", "cooperates_with", "2010/"), link("h-far", "twinned_with", "2015/")


def pairs(*statements: Statement, as_of: str) -> dict[str, str]:
    """The verdicts on pairs that are asked on a day, found sound by the common checker."""
    found = verdicts(rule(PAIRS), *LAND, *statements, as_of=as_of)
    return {pair: verdict for pair, verdict in found.items() if verdict != "not_applicable"}


def test_a_pair_of_a_province_that_is_gone_is_asked_of_the_one_that_took_over() -> None:
    """What a province had with another is inherited by the one into which it went, and so is what it lacks."""
    assert pairs(COOPERATES, TWINNED, as_of="2024") == {"h far": "covered"}
    assert pairs(COOPERATES, TWINNED, as_of="2026") == {"n far": "inherited"}
    assert pairs(COOPERATES, as_of="2024") == {"h far": "not_recorded"}
    assert pairs(COOPERATES, as_of="2026") == {"n far": "not_recorded"}


@pytest.mark.parametrize(
    ("when", "since"), [("2025-07-01", "2025-07-01"), ("2025-07", "2025-07"), (None, "2025-07-01")]
)
def test_what_is_inherited_is_so_since_the_succession(when: str | None, since: str) -> None:
    """The day of the succession is the first on which it is inherited, as exactly as it is known."""
    land = [s for s in LAND if s.id != "succeeded_by:h-n"]
    became = link("h-n", "succeeded_by", when, said="none")
    told = view(*land, document("none"), became, COOPERATES, TWINNED, rules=(rule(PAIRS),))
    (item,) = told.gaps(GapsQuestion(rules=("asked",), day=day("2026"), verdicts=("inherited",)), "vi").items
    assert (item.subject, item.since) == ("x:n", since)


def test_a_pair_with_a_province_abroad_that_became_another() -> None:
    """What the other side became takes its place, alone and together with what this side became."""
    abroad = (
        thing("old", "Province", abolished="2022-01-01"), thing("new", "Province", founded="2022-01-01"),
        link("old-cn", "located_in", "../.."), link("new-cn", "located_in", "../.."),
        link("old-new", "succeeded_by", "2022-01-01"),
    )  # fmt: skip
    told = (*abroad, link("h-old", "cooperates_with", "2010/"), link("h-old", "twinned_with", "2015/"))
    assert [pairs(*told, as_of=on) for on in ("2021", "2024", "2026")] == [
        {"h old": "covered"}, {"h new": "inherited"}, {"n new": "inherited"},
    ]  # fmt: skip


@pytest.mark.parametrize("until", ["2019", "2025-06-29"])
def test_a_pair_that_had_ended_before_is_not_asked_again(until: str) -> None:
    """What was over before the province was is handed on to nobody."""
    assert pairs(link("h-far", "cooperates_with", f"2010/{until}"), as_of="2026") == {}


def test_a_twinning_that_had_ended_before_is_not_inherited() -> None:
    """The pair is asked, but a twinning that ended by itself is none any more."""
    assert pairs(COOPERATES, link("h-far", "twinned_with", "2015/2019"), as_of="2026") == {"n far": "not_recorded"}


TWO = """
at_least = 2
[subject]
types = "Province"
is = "x:p"
[[needs]]
relation = "twinned_with"
direction = "any"
"""


@pytest.mark.parametrize(
    ("least", "verdict", "since"), [(1, "covered", "2012"), (2, "inherited", "2022-01-01"), (3, "not_recorded", None)]
)
def test_what_is_inherited_adds_to_what_is_there(least: int, verdict: str, since: str | None) -> None:
    """Of two that are needed one may be there and the other inherited; what became another is one with it."""
    told = (
        thing("old", "Province", abolished="2022-01-01"), thing("new", "Province", founded="2022-01-01"),
        link("old-new", "succeeded_by", "2022-01-01"), link("p-old", "twinned_with", "2010/"),
        link("p-new", "twinned_with", "2023/") if least == 3 else link("p-far", "cooperates_with", "2010/"),
        link("p-far", "twinned_with", "2012/"),
    )  # fmt: skip
    asked = rule(TWO.replace("at_least = 2", ""), f"at_least = {least}")
    assert verdicts(asked, *LAND, *told, as_of="2024")["p"] == verdict
    found = view(*LAND, *told, rules=(asked,)).gap("gap:asked:x:p", day("2024"), {}, "en")
    assert (found.verdict, found.since) == (verdict, since)
    if least == 2:
        assert found.reason["en"].endswith(
            "p –[is twinned with]→ far | p –[is twinned with]→ old –[is succeeded by]→ new"
        )
        assert found.witnesses == (
            ("twinned_with:p-far",), ("twinned_with:p-old", "succeeded_by:old-new"),
        )  # fmt: skip


def matrix(on: View, rows: str = "area", cols: str = "country", as_of: str = "2026", **more: Any) -> MatrixAnswer:
    """A matrix on a day."""
    return on.matrix(MatrixQuestion(rows=rows, cols=cols, day=day(as_of), **more), "en")  # type: ignore[arg-type]


def filled(answer: MatrixAnswer) -> dict[tuple[str, str], MatrixCell]:
    """The cells in which something is counted, by the ends of their ids."""
    return {(c.row[2:], c.col[2:]): c for c in answer.cells if c.count is not None}


def test_a_matrix_shows_what_a_former_province_had_with_the_new_one() -> None:
    """The row of the old province is gone, and what it had stands in the new one's, with the succession."""
    on = view(*LAND, TWINNED)
    assert filled(matrix(on, as_of="2024"))["h", "cn"].count == 1
    cells = filled(matrix(on))
    assert set(cells) == {("n", "cn"), ("far", "vn")}
    found = cells["n", "cn"]
    assert (found.count, found.certain, found.holds, found.verdict, found.inherited) == (1, None, None, "inherited", 1)
    assert found.witnesses == (("succeeded_by:h-n", "twinned_with:h-far"),)
    assert filled(matrix(on, area="x:n")).keys() == {("n", "cn")}
    assert filled(matrix(on, holds="certain")) == {}


def test_what_is_inherited_stands_beside_what_is_there() -> None:
    """A province's own links are counted, those it inherited are told apart, and what both had is one."""
    own, met = link("n-far", "cooperates_with", "2025-08/"), thing("g", "Agreement")
    told: tuple[Statement, ...] = (
        own,
        TWINNED,
        met,
        *(link(f"{end}-g", "party_to", "2012/") for end in ("h", "t", "far")),
    )
    found = filled(matrix(view(*LAND, *told)))["n", "cn"]
    assert (found.count, found.certain, found.holds, found.verdict, found.inherited) == (1, 1, "certain", "covered", 2)
    assert found.witnesses == (
        ("cooperates_with:n-far",), ("succeeded_by:h-n", "twinned_with:h-far"),
        ("succeeded_by:h-n", "party_to:h-g", "party_to:far-g"),
    )  # fmt: skip


def test_what_two_that_became_one_had_with_each_other_is_no_link() -> None:
    """A province has no link with itself."""
    on = view(*LAND, link("h-t", "cooperates_with", "2015/"))
    assert filled(matrix(on, cols="area", as_of="2024")).keys() == {("h", "t"), ("t", "h")}
    assert filled(matrix(on, cols="area")) == {}


def test_a_commune_that_became_another_keeps_its_link_in_the_province_of_that() -> None:
    """What a commune had counts for the province in which the commune lies that took over."""
    told = (
        thing("c", "Commune", abolished=REFORM), thing("d", "Commune", founded=REFORM),
        link("c-p", "located_in", "../.."), link("d-n", "located_in", "../.."), link("c-far", "twinned_with", "2015/"),
        link("c-d", "succeeded_by", REFORM),
    )  # fmt: skip
    on = view(*LAND, *told)
    assert [set(filled(matrix(on, as_of=y))) for y in ("2024", "2026")] == [
        {("p", "cn"), ("far", "vn")}, {("n", "cn"), ("far", "vn")},
    ]  # fmt: skip
    ended = view(*LAND, *told[:-2], link("c-far", "twinned_with", "2015/2020"), told[-1])
    assert filled(matrix(ended)) == {}


def test_what_begins_later_is_inherited_by_nobody_yet() -> None:
    """A twinning of a former unit that would begin after the day asked hands nothing on."""
    later = thing("old", "Province", abolished="2020-01-01")
    told = (later, thing("new", "Province"), link("old-new", "succeeded_by", "2020-01-01"))
    asked = rule(TWO.replace("at_least = 2", ""))
    future = link("p-old", "twinned_with", "2030/..")
    assert verdicts(asked, *LAND, *told, future, as_of="2024")["p"] == "not_recorded"


def test_pairs_follow_one_succession_after_the_other() -> None:
    """Where one side became another, then the other did, both together are asked; the earlier of two dates counts."""
    told: tuple[Statement, ...] = (
        thing("a", "Province", abolished="2020-01-01"), thing("b", "Province", founded="2020-01-01"),
        thing("old", "Province", abolished="2022-01-01"), thing("new", "Province", founded="2022-01-01"),
        *(link(f"{end}-vn", "located_in", "../..") for end in "ab"),
        *(link(f"{end}-cn", "located_in", "../..") for end in ("old", "new")),
        link("a-b", "succeeded_by", "2023-01-01", called="a"), link("a-b", "succeeded_by", "2020-01-01", called="b"),
        link("old-new", "succeeded_by", "2022-01-01"),
        link("a-old", "cooperates_with", "2010/"), link("a-old", "twinned_with", "2010/"),
    )  # fmt: skip
    assert [pairs(*told, as_of=on) for on in ("2019", "2021", "2024")] == [
        {"a old": "covered"}, {"b old": "inherited"}, {"b new": "inherited"},
    ]  # fmt: skip


@pytest.mark.parametrize(("gone", "verdict"), [(None, "inherited"), ("2018-01-01", "lapsed")])
def test_an_heir_that_is_gone_hands_nothing_on(gone: str | None, verdict: str) -> None:
    """What became a unit that ended without an heir is over."""
    heir = thing("b", "Province", founded="2015-01-01", **({"abolished": gone} if gone else {}))
    told = (
        thing("a", "Province", abolished="2015-01-01"), heir, link("a-b", "succeeded_by", "2015-01-01"),
        link("p-a", "twinned_with", "2010/"),
    )  # fmt: skip
    assert verdicts(rule(TWO.replace("at_least = 2", "")), *LAND, *told, as_of="2020")["p"] == verdict


def test_a_commune_that_moved_is_counted_where_it_is() -> None:
    """What lies in one province now does not count for what took over from the one in which it lay."""
    told: tuple[Statement, ...] = (
        thing("c", "Commune"), link("c-h", "located_in", "../2025-06-30"), link("c-p", "located_in", "2025-07-01/.."),
        link("c-far", "twinned_with", "2015/.."),
    )  # fmt: skip
    assert {pair for pair in filled(matrix(view(*LAND, *told))) if pair[1] == "cn"} == {("p", "cn")}


def test_an_area_that_is_gone_shows_what_took_over() -> None:
    """Asked of a former province, the matrix has the row of its heir with what came to it."""
    assert filled(matrix(view(*LAND, TWINNED), area="x:h")).keys() == {("n", "cn")}


def test_an_heir_is_in_its_own_country() -> None:
    """What took over from a unit that lay nowhere known is counted with the country in which it lies itself."""
    told = (
        thing("lost", "Commune", abolished=REFORM), thing("d", "Commune", founded=REFORM),
        link("lost-d", "succeeded_by", REFORM), link("d-far", "located_in", "../.."),
        link("p-lost", "twinned_with", "2015/"),
    )  # fmt: skip
    found = filled(matrix(view(*LAND, *told)))
    assert {pair for pair in found if pair[1] == "cn"} == {("p", "cn")}
