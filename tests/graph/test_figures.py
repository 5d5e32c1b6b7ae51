"""Figures: what is reported, what is recorded by name, and what is left unnamed, never summed over unlike units."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from graph.answers import GapsAnswer, ObservationItem, Reconciliation
from graph.coverage import VERDICTS
from graph.tell_gaps import GapsQuestion
from schema.statements import Evidence, Statement
from tests.graph.fixtures import bundled, day, document, figure, link, thing, things, view

Statements = tuple[Statement, ...]
RULE, VILLAGES, POSTS, MET = "named-twinning", "village_pairs_signed", "border_posts_signed", "us_organisations_met"
FRAME: Statements = (
    document("s", "2018"), thing("ctry:vn", "Country"), thing("ctry:cn", "Country"),
    *things(p="Province", q="Province", g="Province", scheme="Agreement"),
    link("p-ctry:vn", "located_in"), link("q-ctry:vn", "located_in"), link("g-ctry:cn", "located_in"),
    link("scheme-p", "applies_to"), link("scheme-g", "applies_to"),
    *things(v1="Village", v2="Village", w1="Village", w2="Village", b1="BorderPost", b2="BorderPost", b3="BorderPost"),
    *(link(f"{inside}-p", "located_in") for inside in ("v1", "v2", "b1")),
    *(link(f"{inside}-g", "located_in") for inside in ("w1", "w2", "b2", "b3")),
)  # fmt: skip
TWINNING = link("v1-w1", "twinned_with", "2015/")


def gaps(*statements: Statement, **more: Any) -> GapsAnswer:
    """The verdicts of the rule on twinnings."""
    asked = {"rules": (RULE,), "day": day("2020"), "verdicts": VERDICTS, "group_by": "area", **more}
    return view(*FRAME, *statements).gaps(GapsQuestion(**asked), "en")


def reconciled(*statements: Statement) -> dict[str, Reconciliation]:
    """The reconciliation of p, by indicator."""
    return {r.indicator: r for r in next(i for i in gaps(*statements).items if i.subject == "x:p").reconciliation}


def item(*statements: Statement) -> ObservationItem:
    """The one figure, with what is recorded beside it."""
    (found,), total = view(*FRAME, *statements).observations()
    assert total == 1
    return found


def test_a_named_twinning_makes_the_unnamed_one_less() -> None:
    """Of twelve reported pairs twelve are unnamed; with a twinning of villages recorded eleven are."""
    before = reconciled(figure(VILLAGES, "scheme", 12, unit="cặp thôn bản"))[VILLAGES]
    assert (before.recorded, before.unnamed, [r.value for r in before.reported]) == (0, 12, [12])
    after = reconciled(figure(VILLAGES, "scheme", 12), TWINNING)[VILLAGES]
    assert (after.recorded, after.unnamed) == (1, 11)
    twice = reconciled(figure(VILLAGES, "scheme", 12), TWINNING, link("v2-w2", "twinned_with"))[VILLAGES]
    assert (twice.recorded, twice.unnamed) == (2, 10)


def test_the_reason_says_reported_none_named() -> None:
    """Where nothing is named but figures are reported, the reason has the figures, and still nothing is recorded."""
    told = gaps(figure(VILLAGES, "scheme", 12), figure(POSTS, "p", 3, qualifier=">"))
    item_ = next(i for i in told.items if i.subject == "x:p")
    assert item_.verdict == "not_recorded"
    assert item_.reason["en"] == (
        "reported, none named: Border village pairs signed: 12; Border posts that have signed: >3"
    )  # fmt: skip
    assert next(i for i in told.items if i.subject == "x:q").reconciliation == ()


def test_posts_are_counted_one_by_one() -> None:
    """The figure of posts counts posts, not pairs: one post and its two partners are three."""
    pairs = (link("b1-b2", "twinned_with"), link("b1-b3", "twinned_with"))
    assert item(figure(POSTS, "scheme", 10), *pairs).recorded == 3
    assert item(figure(POSTS, "scheme", 10), pairs[0]).unnamed == 8


@pytest.mark.parametrize(
    ("value", "more", "unnamed"),
    [
        (12, {}, 11), (1, {}, 0), (0, {}, None), (12, {"qualifier": ">"}, None), (12, {"qualifier": "~"}, None),
        (12, {"qualifier": "<"}, None), (None, {"qualifier": "some"}, None),
    ],
)  # fmt: skip
def test_only_an_exact_figure_has_a_difference(value: int | None, more: dict[str, Any], unnamed: int | None) -> None:
    """More than, fewer than, about, some, and fewer than are named: no difference can be said."""
    found = item(figure(VILLAGES, "scheme", value, **more), TWINNING)
    assert (found.recorded, found.unnamed) == (1, unnamed)
    assert reconciled(figure(VILLAGES, "scheme", value, **more), TWINNING)[VILLAGES].unnamed == unnamed


def test_sources_that_differ_stay_side_by_side() -> None:
    """Two figures of one indicator are both reported, neither picked nor added; other indicators stay apart."""
    both = (figure(VILLAGES, "scheme", 12), figure(VILLAGES, "p", 9, id="other"), figure(POSTS, "scheme", 4))
    found = reconciled(*both)
    assert sorted(str(r.value) for r in found[VILLAGES].reported) == ["12", "9"]
    assert (found[VILLAGES].unnamed, found[POSTS].unnamed) == (None, 4)


def test_what_is_counted() -> None:
    """Plans, twinnings of other levels and of other areas are not what a figure counts."""
    twinned, inside = "twinned_with", "located_in"
    others: Statements = (
        link("v1-w1", twinned, modality="planned"), link("p-g", twinned), link("v1-w2", "exchanges_with"),
        *things(x="Village", y="Village"), link("x-q", inside), link("y-q", inside), link("x-y", twinned),
    )  # fmt: skip
    assert item(figure(VILLAGES, "scheme", 12), *others).recorded == 0


def test_a_figure_of_an_event_counts_at_the_event() -> None:
    """Organisations met are counted at the event itself, each once."""
    met: Statements = (
        *things(e="Event", n="NGO", d="Donor", a="Agency", f="Event"), link("e-n", "meets"), link("e-d", "meets"),
        link("e-a", "meets"), link("f-n", "meets"),
    )  # fmt: skip
    assert item(figure(MET, "e", 10), *met).recorded == 2


@pytest.mark.parametrize(
    ("period", "recorded"), [("2010/2014", 0), ("2015", 1), ("2015/2020", 1), ("2030", 2), (None, 2)]
)
def test_what_is_recorded_in_the_period_of_a_figure_counts(period: str | None, recorded: int) -> None:
    """A twinning of a later time names none of those that a figure reports, nor does one that was over before."""
    twinnings = (TWINNING, link("v2-w2", "twinned_with", "2022/"), link("v1-w2", "twinned_with", "2001/2003"))
    told = figure(VILLAGES, "scheme", 12, period=period)
    assert item(told, *twinnings).recorded == recorded + (period is None)
    (reported,) = reconciled(told, *twinnings)[VILLAGES].reported
    assert (reported.recorded, reported.unnamed) == (recorded + (period is None), 12 - recorded - (period is None))


def test_figures_of_places_inside_say_whose_they_are() -> None:
    """A figure of a village stands among those of its province with its own subject and what is recorded there."""
    both = (figure(VILLAGES, "scheme", 12), figure(VILLAGES, "v2", 2, id="inside"))
    found = reconciled(*both, TWINNING)[VILLAGES]
    assert [(r.subject, r.value, r.recorded, r.unnamed) for r in found.reported] == [
        ("x:scheme", 12, 1, 11), ("x:v2", 2, 0, 2),
    ]  # fmt: skip
    assert (found.recorded, found.unnamed) == (1, None)
    assert {"x:v2", "x:scheme"} <= gaps(*both).entities.keys()


def test_what_counts_nothing() -> None:
    """An indicator that does not say what it counts has neither recorded nor unnamed."""
    found = item(figure("border_length", "p", 231.74, unit="km", qualifier="~", verbatim="khoảng", flags=("derived",)))
    assert (found.recorded, found.unnamed, found.value, found.unit) == (None, None, 231.74, "km")
    assert (found.qualifier, found.verbatim, found.flags) == ("~", "khoảng", ("derived",))
    assert (found.label["en"], found.independent_sources) == ("Length of the border", 1)


def test_groups_are_reconciled() -> None:
    """Groups by area have the figures of their area."""
    told = {g.key: g.reconciliation for g in gaps(figure(VILLAGES, "scheme", 12)).groups}
    assert [(r.indicator, r.unnamed) for r in told["x:p"]] == [(VILLAGES, 12)]
    assert told["x:q"] == ()


def test_figures_are_listed_by_a_filter() -> None:
    """Figures are found by subject, area, indicator, modality and a period that they share a day with."""
    known = view(
        *FRAME, figure(VILLAGES, "scheme", 12, period="2015/2020"), figure("border_length", "p", 231, period="2021-01"),
        figure("poverty_rate", "q", 7, modality="expected"),
    )  # fmt: skip

    def found(**asked: Any) -> list[str]:
        return [o.indicator for o in known.observations(**asked)[0]]

    assert found() == ["border_length", "poverty_rate", VILLAGES]
    assert found(subject="x:p") == ["border_length"]
    assert found(area="x:p") == ["border_length", VILLAGES]
    assert found(indicator=VILLAGES) == [VILLAGES]
    assert found(modalities=("expected",)) == ["poverty_rate"]
    assert found(period="2020/2021") == ["border_length", VILLAGES]
    assert found(period="2020-12-31") == [VILLAGES]
    assert found(period="2022") == []
    assert found(offset=1, limit=1) == ["poverty_rate"]


def test_the_bundled_twinnings_are_unnamed() -> None:
    """No twinned pair of villages, communes or posts is named in the articles: all that is reported is unnamed."""
    asked = GapsQuestion(rules=(RULE,), day=day("2024"), verdicts=VERDICTS)
    found = [r for i in view(*bundled()).gaps(asked, "vi").items for r in i.reconciliation]
    assert found
    assert all(r.recorded == 0 for r in found if r.indicator in {VILLAGES, POSTS, "commune_township_pairs"})


def test_figures_in_unlike_units_leave_no_difference() -> None:
    """Nine pairs and nine clusters are two figures side by side, even of one indicator."""
    both = (figure(VILLAGES, "p", 9, unit="cặp", id="o1"), figure(VILLAGES, "p", 9, unit="cụm", id="o2"))
    assert (reconciled(*both)[VILLAGES].unnamed, len(reconciled(*both)[VILLAGES].reported)) == (None, 2)
    assert reconciled(both[0])[VILLAGES].unnamed == 9


def test_every_source_of_a_figure_is_told() -> None:
    """A figure that two sources report has the evidence of both."""
    told = figure(VILLAGES, "p", 9)
    twice = replace(told, evidence=(Evidence("s"), Evidence("t")))
    (reported,) = reconciled(document("t", "2019"), twice)[VILLAGES].reported
    assert reported.evidence is not None
    assert (reported.evidence.source, [e.source for e in reported.also]) == ("s", ["t"])


def test_a_figure_of_nothing_reports_none() -> None:
    """Of a figure of zero, or of a time after the day asked, it is not said that some are reported."""
    for told in (figure(VILLAGES, "p", 0, period="2019"), figure(VILLAGES, "p", 5, period="2030")):
        item = next(i for i in gaps(told).items if i.subject == "x:p")
        assert item.reason["en"].startswith("nothing is recorded")
    item = next(i for i in gaps(figure(VILLAGES, "p", 5, period="2019")).items if i.subject == "x:p")
    assert item.reason["en"].endswith(": 5 (2019)")
