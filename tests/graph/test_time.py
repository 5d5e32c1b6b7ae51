"""When a relation holds: the table of behaviours, one row after the other."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from graph.compile import compile_index
from graph.index import Index
from graph.intervals import Interval, covers, intersect
from graph.time import Claim, Lifetime, derive
from schema import vocabulary
from schema.dates import FUTURE, PAST, day_text, parse
from schema.statements import Entity, Statement
from tests.graph.fixtures import day, document, index, link, snapshot, thing

STATE, ACT, OFFICE = "part_of", "issued_by", "holds_office_in"
NONE = "never"
ALWAYS = ".."


def agency(name: str, **attributes: str) -> Entity:
    """An agency."""
    return thing(name, "Agency", **attributes)


def spans(intervals: Sequence[Interval]) -> str:
    """Days in words: `2011-12-31..2015-01-01`, without what has no bound."""
    told = [
        f"{'' if first <= PAST else day_text(first)}..{'' if last >= FUTURE else day_text(last)}"
        for first, last in intervals
    ]
    return " ".join(told) or NONE


def days(known: Index) -> tuple[str, str]:
    """The days on which the one relation of an index certainly and possibly holds."""
    holding = known.several.get(0)
    if holding:
        return spans(holding.certain), spans(holding.possible)
    certain = (known.certain_first[0], known.certain_last[0])
    return spans([certain] if certain[0] <= certain[1] else []), spans(known.possible(0))


def state(
    valid: str | None, *attested: str, content: str | None = None, a: Entity | None = None, b: Entity | None = None,
    kind: str = STATE,
) -> tuple[str, str]:  # fmt: skip
    """The days of a relation between two agencies, or others."""
    ends = (a or agency("a"), b or agency("b"))
    return days(index(*ends, document("s", content), link("a-b", kind, valid, attested=attested)))


@pytest.mark.parametrize(
    ("valid", "attested", "content", "certain", "possible"),
    [
        (None, "", "2020", "2020-12-31..2030-12-31", "2010-01-01.."),
        (None, "2010", "2020", "2010-12-31..2030-12-31", "2000-01-01.."),
        (None, "2010 2016-02", None, "2010-12-31..2026-02-28", "2000-01-01.."),
        (None, "2011/2013", None, "2013-12-31..2023-12-31", "2001-01-01.."),
        (None, "2011/..", "2013", "2013-12-31..2023-12-31", "2001-01-01.."),
        (None, "2012-02-29", None, "2012-02-29..2022-02-28", "2002-02-28.."),
        (None, "2012-03~", None, "2012-04-30..2022-04-30", "2002-02-01.."),
        (None, "2012~", None, "2013-12-31..2023-12-31", "2001-01-01.."),
        (None, "", None, NONE, ALWAYS),
        ("2015/", "", "2020", "2015-12-31..2030-12-31", "2015-01-01.."),
        ("2016-02~/", "", "2020", "2016-03-31..2030-12-31", "2016-01-01.."),
        ("2016-02-10/", "", "2016-02-10", "2016-02-10..2026-02-10", "2016-02-10.."),
        ("2015", "", "2020", NONE, "2015-01-01..2015-12-31"),
        ("2015-03-01", "", "2020", "2015-03-01..2015-03-01", "2015-03-01..2015-03-01"),
        ("2011/2015", "", "2020", "2011-12-31..2015-01-01", "2011-01-01..2015-12-31"),
        ("2011-02/2015-06-30", "", "2012", "2011-02-28..2015-06-30", "2011-02-01..2015-06-30"),
        ("2011/..", "", "2012", "2011-12-31..", "2011-01-01.."),
        ("/2015", "2008", "2010", "2008-12-31..2015-01-01", "1998-01-01..2015-12-31"),
        ("../2015", "2008", "2010", "..2015-01-01", "..2015-12-31"),
        ("../..", "2008", "2010", ALWAYS, ALWAYS),
        ("[2010..2014]", "2010/2014", "2016", "2014-12-31..2026-12-31", "2000-01-01.."),
    ],
)  # fmt: skip
def test_a_state_persists_and_ages(
    valid: str | None, attested: str, content: str | None, certain: str, possible: str
) -> None:
    """A state is certain from its latest start to its earliest end, or ten years on; possible up to outer bounds."""
    assert state(valid, *attested.split(), content=content) == (certain, possible)


def test_the_earliest_and_the_latest_news_of_several_sources_count() -> None:
    """An unknown start is certain by the earliest news; old age is counted from the latest."""
    sources = (document("s", "2012"), document("t", "2018-05"))
    known = index(agency("a"), agency("b"), *sources, link("a-b", STATE, None, said="s t"))
    assert days(known) == ("2012-12-31..2028-05-31", "2002-01-01..")


@pytest.mark.parametrize(
    ("attributes", "certain", "possible"),
    [
        ({"founded": "2014"}, "2014-12-31..2030-12-31", "2014-01-01.."),
        ({"founded": "2014-05-19"}, "2014-05-19..2030-12-31", "2014-05-19.."),
        ({"abolished": "2025-07-01"}, "2010-12-31..2025-06-30", "2000-01-01..2025-06-30"),
        ({"abolished": "2025"}, "2010-12-31..2024-12-31", "2000-01-01..2025-12-30"),
        ({"founded": "unknown"}, "2010-12-31..2030-12-31", "2000-01-01.."),
        ({"founded": "2014", "abolished": "2014-03"}, NONE, "2014-01-01..2014-03-30"),
    ],
)
def test_a_state_stays_within_the_lifetimes_of_its_ends(
    attributes: dict[str, str], certain: str, possible: str
) -> None:
    """A relation never holds when an end does not exist; `abolished` is the first day without it."""
    assert state(None, "2010", content="2020", a=agency("a", **attributes)) == (certain, possible)
    assert state(None, "2010", content="2020", b=agency("b", **attributes)) == (certain, possible)


def test_an_unknown_start_reaches_back_to_the_birth_of_the_younger_end() -> None:
    """Where a birth is known, the possible reaches back to it, not ten years."""
    young, old = agency("a", founded="1999"), agency("b", founded="1930-02-03")
    assert state(None, "2010", a=young, b=old) == ("2010-12-31..2020-12-31", "1999-01-01..")
    assert state(None, "2010", b=old) == ("2010-12-31..2020-12-31", "1930-02-03..")


def test_timeless_is_as_long_as_its_ends_live() -> None:
    """`../..` holds throughout the lifetimes of its ends and does not age."""
    ends = (agency("a", founded="1999"), agency("b", abolished="2025-07-01"))
    assert state("../..", content="2001", a=ends[0], b=ends[1]) == ("1999-12-31..2025-06-30", "1999-01-01..2025-06-30")


@pytest.mark.parametrize(
    ("kind", "attributes", "certain", "possible"),
    [
        ("Programme", {"period": "2016/2020"}, "2016-01-01..2020-12-31", "2016-01-01..2020-12-31"),
        ("Programme", {"period": "2011-06/.."}, "2011-06-01..", "2011-06-01.."),
        ("Programme", {"period": "2016"}, "2016-01-01..2016-12-31", "2016-01-01..2016-12-31"),
        ("LegalInstrument", {"date": "2011-07-06", "period": "2011/2015"}, "2011-07-06..", "2011-07-06.."),
        ("Agreement", {"signed": "2012"}, "2012-12-31..", "2012-01-01.."),
        ("Agreement", {}, ALWAYS, ALWAYS),
        ("PersonRole", {"founded": "2012", "abolished": "2013"}, ALWAYS, ALWAYS),
    ],
)
def test_lifetimes_by_type(kind: str, attributes: dict[str, str], certain: str, possible: str) -> None:
    """A programme lives for its period, an instrument from its date on, an agreement from its signature."""
    assert state("../..", a=thing("a", kind, **attributes)) == (certain, possible)


@pytest.mark.parametrize(
    ("valid", "attributes", "content", "certain", "possible"),
    [
        ("2016-02-10", {}, "2020", "2016-02-10..", "2016-02-10.."),
        ("2016-02", {"date": "2017"}, "2020", "2016-02-29..", "2016-02-01.."),
        ("2016~", {}, "2020", "2017-12-31..", "2015-01-01.."),
        ("2015/2017", {}, "2020", "2017-12-31..", "2015-01-01.."),
        ("[2015..2017-05]", {}, "2020", "2017-05-31..", "2015-01-01.."),
        ("2015/..", {}, "2020-03", "2020-03-31..", "2015-01-01.."),
        ("[2015..]", {}, "2020-03", "2020-03-31..", "2015-01-01.."),
        (None, {"date": "2014-05"}, "2020", "2014-05-31..", "2014-05-01.."),
        (None, {"period": "2013/2014"}, "2020", "2014-12-31..", "2013-01-01.."),
        (None, {"date": "2014-05", "period": "2013/2016"}, "2020", "2014-05-31..", "2014-05-01.."),
        (None, {"date": "unknown", "period": "2013/.."}, "2020-06", "2020-06-30..", "2013-01-01.."),
        (None, {"date": "unknown"}, "2020-06", "2020-06-30..", "2010-06-30.."),
        ("../..", {"date": "2014-05"}, "2020", "2014-05-31..", "2014-05-01.."),
        (None, {}, "2020/2021-01", "2021-01-31..", "2011-01-31.."),
        (None, {}, None, NONE, ALWAYS),
    ],
)
def test_an_event_has_happened(
    valid: str | None, attributes: dict[str, str], content: str | None, certain: str, possible: str
) -> None:
    """An event is certain from its latest day on, possible from its earliest; undated, the event or source dates it."""
    event = thing("b", "Event", **attributes)
    assert state(valid, content=content, b=event, kind="participates_in") == (certain, possible)


def test_an_undated_event_is_dated_by_its_earliest_source() -> None:
    """The ten years end with the last content day of the source that ends first."""
    sources = (document("s", "2020"), document("t", "2012-05"))
    known = index(agency("a"), thing("b", "Event"), *sources, link("a-b", "sends", None, said="s t"))
    assert days(known) == ("2012-05-31..", "2002-05-31..")


@pytest.mark.parametrize(
    ("instrument", "other", "certain", "possible"),
    [
        ({"date": "2011-07"}, {}, "2011-07-31..", "2011-07-01.."),
        ({}, {}, "2020-12-31..", "2010-12-31.."),
        ({"date": "2011-07"}, {"founded": "2015"}, "2015-01-01..", "2015-01-01.."),
        ({"date": "2011-07"}, {"abolished": "2013"}, "2011-07-31..", "2011-07-01.."),
    ],
)
def test_an_act_takes_the_date_of_its_instrument(
    instrument: dict[str, str], other: dict[str, str], certain: str, possible: str
) -> None:
    """An undated act happened on its instrument's date, never before an end was born; the end of an end is no end."""
    a = thing("a", "LegalInstrument", **instrument)
    assert state(None, content="2020", a=a, b=agency("b", **other), kind=ACT) == (certain, possible)


@pytest.mark.parametrize(
    ("attested", "attributes", "certain", "possible"),
    [
        ("2016-02-10", {}, "2016-02-10..2016-02-10", "2006-02-10..2026-02-10"),
        ("2016-02", {}, "2016-02-01..2016-02-29", "2006-02-01..2026-02-28"),
        ("2016", {}, NONE, "2006-01-01..2026-12-31"),
        ("2016-02/2016-03", {}, NONE, "2006-02-01..2026-03-31"),
        ("2012-02 2016-02-10", {}, "2012-02-01..2012-02-29 2016-02-10..2016-02-10", "2002-02-01..2026-02-10"),
        ("1980 2016", {}, NONE, "1970-01-01..1990-12-31 2006-01-01..2026-12-31"),
        ("2016-02-10", {"founded": "2010", "abolished": "2020"}, "2016-02-10..2016-02-10", "2010-01-01..2020-12-30"),
        ("", {}, NONE, NONE),
    ],
)
def test_an_office_is_held_only_when_attested(
    attested: str, attributes: dict[str, str], certain: str, possible: str
) -> None:
    """Certain in an attested day or month, possible within ten years of any attestation; content dates do not count."""
    body = agency("b", **attributes)
    told = state(None, *attested.split(), content="2020", a=thing("a", "PersonRole"), b=body, kind=OFFICE)
    assert told == (certain, possible)


@pytest.mark.parametrize("valid", ["[2010..2014]", "2013/.."])
def test_an_office_does_not_persist(valid: str) -> None:
    """Nobody is certainly in office on a day for which no source attests it."""
    certain, _ = state(valid, content="2016", a=thing("a", "PersonRole"), kind=OFFICE)
    assert certain == NONE


def test_an_office_attested_on_about_a_day_is_certain_on_none() -> None:
    """`2018-02-28~` may be any of three days: on none of them is the office certain."""
    certain, _ = state(None, "2018-02-28~", a=thing("a", "PersonRole"), kind=OFFICE)
    assert certain == NONE


@pytest.mark.parametrize("valid", ["[2012..]", "2013/.."])
def test_an_event_some_day_after_is_never_certain_without_a_content_date(valid: str) -> None:
    """An event in 2012 or later, by a source that does not say when it speaks, has not certainly happened by 2012."""
    certain, _ = state(valid, b=thing("b", "Event"), kind="sends")
    assert certain == NONE


def test_an_undated_act_does_not_take_the_date_of_what_it_acts_on() -> None:
    """An undated plan that implements a directive of 2011 did not certainly do so on the directive's date."""
    plan, directive = thing("a", "LegalInstrument"), thing("b", "LegalInstrument", date="2011-07-06")
    assert state(None, content="2020", a=plan, b=directive, kind="implements") == ("2020-12-31..", "2011-07-06..")


@pytest.mark.parametrize("years", [0, 3, 25])
def test_the_ten_years_are_a_setting(years: int) -> None:
    """The vocabulary sets how long old news stays certain, for all relations or for one type."""
    known = vocabulary.bundled()
    everywhere = replace(known, settings=replace(known.settings, persistence_years=years))
    types = tuple(replace(t, persistence_years=years) if t.type == STATE else t for t in known.relation_types)
    statements: tuple[Statement, ...] = (agency("a"), agency("b"), link("a-b", STATE, None, attested=("2010",)))
    for other in (everywhere, replace(known, relation_types=types)):
        compiled = compile_index(snapshot(statements, vocabulary=other))
        assert days(compiled) == (f"2010-12-31..{2010 + years}-12-31", f"{2010 - years}-01-01..")


_dates = st.sampled_from(["2010", "2012-02-29", "2012-02", "2015~", "2011/2013", "2013/..", "/2014", "[2010..2012]",
                          "2012/", "../2016", "../.."]).map(parse)  # fmt: skip
_lives = st.builds(
    Lifetime, born=st.none() | st.just(parse("2011").start), last=st.none() | st.just(parse("2014-05").start)
)
_claims = st.builds(
    Claim, behaviour=st.sampled_from(["state", "event", "attested"]), valid=st.none() | _dates,
    attested=st.lists(_dates, max_size=2).map(tuple), contents=st.lists(_dates, max_size=2).map(tuple), source=_lives,
    target=_lives, happened=st.none() | _dates, persistence=st.integers(0, 12),
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(_claims)
def test_what_is_certain_is_possible(claim: Claim) -> None:
    """Whatever is claimed, the certain days lie in the possible ones and in the window, and equal claims agree."""
    holding = derive(claim)
    for first, last in holding.certain:
        assert any(f <= first and last <= t for f, t in holding.possible)
        assert any(f <= first and last <= t for f, t in holding.window)
    assert derive(claim) == holding


def test_days_are_inclusive() -> None:
    """Intervals contain both their ends."""
    span = ((day("2012-01-01"), day("2012-01-03")),)
    assert [covers(span, day(f"2012-01-0{n}")) for n in (1, 3, 4)] == [True, True, False]
    assert intersect(span, ((day("2012-01-03"), FUTURE),)) == ((day("2012-01-03"), day("2012-01-03")),)
    assert intersect(span, ((day("2012-01-04"), FUTURE),)) == ()
