"""Verdicts at the edges of time: vague absences, undated news, plans, successions, thresholds met only once."""

from __future__ import annotations

import pytest

from graph.checker_coverage import check_judgement
from graph.compile import compile_index
from graph.coverage import Coverage, CoverageQuestion, Judgement
from graph.denials import apply_denials
from graph.index import Index
from graph.paths import find
from graph.view import View
from graph.walk import PathQuestion
from schema import rules, vocabulary
from schema.rules import Rule
from schema.statements import Statement
from tests.graph.fixtures import absence, day, document, link, snapshot, thing

UNION = "friendship-union"
FRAME: tuple[Statement, ...] = (
    document("s", "2018"), document("undated", None), thing("ctry:vn", "Country"), thing("ctry:cn", "Country"),
    thing("p", "Province"), thing("u", "Agency", subtype="friendship_union"),
    thing("w", "Agency", subtype="friendship_union"), link("p-ctry:vn", "located_in"),
)  # fmt: skip


def judge(rule: Rule | str, as_of: str, *statements: Statement, subject: str = "x:p") -> Judgement:
    """The verdict on a subject, found sound by the common checker."""
    known = [r for r in rules.bundled() if r.id == rule] if isinstance(rule, str) else [rule]
    index = apply_denials(compile_index(snapshot((*FRAME, *statements), rules=known)))
    question = CoverageQuestion(rule=known[0].id, day=day(as_of))
    coverage = Coverage(index, question)
    found = coverage.judge(index.numbers[subject])
    quick = next(j for j in coverage.verdicts() if j.subject == found.subject)
    assert quick.verdict == found.verdict
    assert check_judgement(index, question, found) == []
    return found


def rule_of(needs: str, least: int = 1, subject: str = "Province") -> Rule:
    """A rule about subjects of a type."""
    text = f"""
id = "own"
at_least = {least}
title = {{ vi = "a", en = "a" }}
explain = {{ vi = "a", en = "a" }}
[subject]
types = "{subject}"
{needs}
"""
    return rules.read(text, vocabulary.bundled())


@pytest.mark.parametrize(
    ("as_of", "verdict"),
    [
        ("2022-12-31", "covered"), ("2023-01-01", "possible"), ("2023-12-30", "possible"),
        ("2023-12-31", "stated_absent"), ("2024-06-01", "stated_absent"),
    ],
)  # fmt: skip
def test_an_absence_of_some_day_in_a_year_leaves_no_hole(as_of: str, verdict: str) -> None:
    """What was there is certain before the year, possible within it, and absent from its last day on."""
    found = judge(UNION, as_of, link("u-p", "has_jurisdiction", "2015/"), absence(UNION, "p", "2023"))
    assert found.verdict == verdict


@pytest.mark.parametrize(("as_of", "status"), [("2022-12-31", "certain"), ("2023-06-01", "possible"), ("2024", None)])
def test_a_path_ends_where_the_absence_says(as_of: str, status: str | None) -> None:
    """A relation that is denied is possible within the date of the denial, and gone after it."""
    told = (link("u-p", "has_jurisdiction", "2015/"), absence(UNION, "p", "2023"))
    known = [r for r in rules.bundled() if r.id == UNION]
    index: Index = apply_denials(compile_index(snapshot((*FRAME, *told), rules=known)))
    question = PathQuestion(sources=("x:u",), targets=("x:p",), day=day(as_of), relations=("has_jurisdiction",))
    result = find(index, question)
    assert [p.holds for p in result.paths] == ([status] if status else [])


@pytest.mark.parametrize("valid", ["2021-05-10/", "2021/..", "2021-05/2026"])
def test_what_begins_after_an_absence_is_newer_even_if_its_source_is_undated(valid: str) -> None:
    """A relation that says when it begins is news of that time where its source has no date."""
    later = link("u-p", "has_jurisdiction", valid, said="undated")
    for not_yet in (False, True):
        denied = absence(UNION, "p", "2019", not_yet=not_yet)
        assert judge(UNION, "2024", later, denied).verdict == "covered"
        assert judge(UNION, "2020", later, denied).verdict == "stated_absent"


def test_news_of_no_time_at_all_contradicts() -> None:
    """Where nobody says when, neither beats the other."""
    found = judge(UNION, "2020", link("u-p", "has_jurisdiction", "../..", said="undated"), absence(UNION, "p", "2019"))
    assert (found.verdict, found.contradicted) == ("covered", True)


def test_an_absence_without_a_date_is_an_answer() -> None:
    """A source that says that there is none, and not when, is taken at its word."""
    assert judge(UNION, "2020", absence(UNION, "p", None)).verdict == "stated_absent"


def test_what_joins_something_planned_is_planned() -> None:
    """An entity that is merely planned witnesses no more than a plan, whatever is asserted of it, and is no subject."""
    from msgspec.structs import replace

    planned = replace(thing("v", "Agency", subtype="friendship_union"), modality="planned")
    assert judge(UNION, "2020", planned, link("v-p", "has_jurisdiction", "2015/")).verdict == "planned"
    needy = rule_of('[[needs]]\nrelation = "has_jurisdiction"', subject="Agency")
    index = compile_index(snapshot((*FRAME, planned), rules=[needy]))
    asked = Coverage(index, CoverageQuestion(rule="own", day=day("2020"))).pairs()
    assert {index.ids[s] for s, _ in asked} == {"x:u", "x:w"}


def test_a_subject_that_is_what_it_needs() -> None:
    """A pattern of no steps is met by the subject itself; a denial contradicts it, for it rests on no news."""
    itself = rule_of('[[needs]]\nrepeat = [{ relation = "located_in" }]\nmost = 1\nto = { types = "Province" }')
    assert (judge(itself, "2020").verdict, judge(itself, "2020").witnesses[0].relations) == ("covered", ())
    view = View(snapshot(FRAME, rules=[itself]))
    told = view.gap("gap:own:x:p", day("2020"), {}, "vi")
    assert (told.verdict, told.since, told.evidence) == ("covered", "..", ())
    found = judge(itself, "2020", absence("own", "p", "2019"))
    assert (found.verdict, found.contradicted) == ("covered", True)


@pytest.mark.parametrize(
    ("as_of", "verdict", "ended"),
    [("2017", "covered", None), ("2024", "lapsed", "2019-01-01"), ("2014", "not_recorded", None)],
)
def test_a_threshold_that_was_met_once_lapsed_when_it_was_met_last(as_of: str, verdict: str, ended: str | None) -> None:
    """Two of which one is left were two until the first of them ended."""
    two = rule_of('[[needs]]\nrelation = "has_jurisdiction"\ndirection = "in"', least=2)
    known = (link("u-p", "has_jurisdiction", "2015/"), link("w-p", "has_jurisdiction", "2015-01-01/2018-12-31"))
    found = judge(two, as_of, *known)
    assert (found.verdict, found.ended) == (verdict, None if ended is None else day(ended))


def test_two_that_were_never_there_at_once_never_were_two() -> None:
    """What one had before the other came does not add up."""
    two = rule_of('[[needs]]\nrelation = "has_jurisdiction"\ndirection = "in"', least=2)
    known = (
        link("u-p", "has_jurisdiction", "2010-01-01/2012-12-31"),
        link("w-p", "has_jurisdiction", "2015-01-01/2019-12-31"),
    )
    assert judge(two, "2024", *known).verdict == "not_recorded"


REFORMED: tuple[Statement, ...] = (
    thing("d", "District", abolished="2025-07-01"), thing("c", "Commune", abolished="2025-07-01"),
    thing("n", "Commune", founded="2025-07-01"), thing("g", "Commune"), link("g-ctry:cn", "located_in"),
    link("d-p", "located_in", "../.."), link("c-d", "located_in", "../.."), link("n-p", "located_in", "../.."),
    link("c-g", "twinned_with", "2015/"), link("c-n", "succeeded_by", "2025-07-01"),
)  # fmt: skip


@pytest.mark.parametrize(
    ("as_of", "verdict"), [("2025-06-30", "covered"), ("2026", "inherited"), ("2010", "not_recorded")]
)
def test_a_province_inherits_through_a_district_that_is_gone(as_of: str, verdict: str) -> None:
    """Where a commune lay before does not matter, if the commune that took over lies in the province still."""
    assert judge("named-twinning", as_of, *REFORMED).verdict == verdict


def test_nothing_is_inherited_where_the_heir_lies_elsewhere() -> None:
    """A commune that became part of another province took its twinning there."""
    moved: list[Statement] = [
        thing("q", "Province"),
        link("q-ctry:vn", "located_in"),
        link("n-q", "located_in", "../.."),
    ]
    kept: list[Statement] = [s for s in REFORMED if s.id != "located_in:n-p"]
    assert judge("named-twinning", "2026", *kept, *moved).verdict == "lapsed"


@pytest.mark.parametrize(("as_of", "verdict"), [("2022", "lapsed"), ("2025-07-01", "inherited")])
def test_nobody_inherits_before_the_succession(as_of: str, verdict: str) -> None:
    """A partner that ended years before another took over leaves a gap in between."""
    gone: tuple[Statement, ...] = (
        thing("o", "Commune", abolished="2020-01-01"), thing("h", "Commune", founded="2025-07-01"),
        *(link(f"{c}-ctry:cn", "located_in", "../..") for c in "oh"), thing("m", "Commune"),
        link("m-p", "located_in", "../.."), link("m-o", "twinned_with", "2015/"),
        link("o-h", "succeeded_by", "2025-07-01"),
    )  # fmt: skip
    assert judge("named-twinning", as_of, *gone).verdict == verdict


@pytest.mark.parametrize(("as_of", "verdict"), [("2016", "not_recorded"), ("2022-06-30", "covered")])
def test_what_holds_on_after_a_day_says_nothing_before_it(as_of: str, verdict: str) -> None:
    """A state that must reach beyond a day does so from that day on, not on days before it."""
    since = rule_of('[[needs]]\nrelation = "has_jurisdiction"\ndirection = "in"\nsince = "2022"')
    assert judge(since, as_of, link("u-p", "has_jurisdiction", "2015/..")).verdict == verdict


def test_a_limit_of_a_step_is_a_limit_of_since() -> None:
    """What must be so since 2014 was not so before, and what ended by then never was what is asked for."""
    limited = rule_of('[[needs]]\nrelation = "has_jurisdiction"\ndirection = "in"\nsince = "2014"')
    told = (link("u-p", "has_jurisdiction", "2010/.."),)
    assert judge(limited, "2016", *told).verdict == "covered"
    assert judge(limited, "2013-12-31", *told).verdict == "not_recorded"
    view = View(snapshot((*FRAME, *told), rules=[limited]))
    assert view.gap("gap:own:x:p", day("2016"), {}, "vi").since == "2014-01-01"
    short = link("u-w", "cooperates_with", "2010-01-01/2012-12-31")
    ended = rule_of(
        '[[needs]]\nrelation = "has_jurisdiction"\ndirection = "in"\nsince = "2014"\n'
        '[[needs]]\nrelation = "cooperates_with"'
    )
    assert judge(ended, "2016", *told, short).verdict == "not_recorded"


def test_within_the_date_of_an_absence_what_was_certain_is_possible() -> None:
    """The checker agrees that it is, though its own witnesses hold."""
    two = rule_of('[[needs]]\nrelation = "has_jurisdiction"\ndirection = "in"\n[[needs]]\nrelation = "cooperates_with"')
    told = (link("u-p", "has_jurisdiction", "2010/.."), link("u-w", "cooperates_with", "2010/.."))
    assert judge(two, "2020-06-30", *told, absence("own", "p", "2020")).verdict == "possible"
