"""Dates in EDTF: read as bounds in days, plain forms as the library reads them, and anything else refused."""

from __future__ import annotations

import calendar
import datetime
from time import struct_time

import edtf as library
import pytest
from hypothesis import given
from hypothesis import strategies as st

from schema.dates import FUTURE, PAST, Edtf, Span, add_years, day_text, from_days, last_day, parse, span_within
from schema.errors import EdtfError

YEARS = st.integers(2, 9998)
DAYS = st.dates(datetime.date(2, 1, 1), datetime.date(9998, 12, 31))


def told(span: Span | None) -> str:
    """A span as `first..last`, a bound that is none left out; `?` for an unknown one."""
    if span is None:
        return "?"
    if span.first == span.last and not PAST < span.first < FUTURE:
        return ".."
    return f"{'' if span.first <= PAST else day_text(span.first)}..{'' if span.last >= FUTURE else day_text(span.last)}"


def both(text: str) -> tuple[str, str]:
    """The start and the end of a date."""
    date = parse(text)
    return told(date.start), told(date.end)


def ordinal(moment: struct_time) -> int:
    """The day of a time of the library."""
    return datetime.date(moment.tm_year, moment.tm_mon, moment.tm_mday).toordinal()


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2016", "2016-01-01..2016-12-31", "2016-01-01..2016-12-31"),
        ("2016-02", "2016-02-01..2016-02-29", "2016-02-01..2016-02-29"),
        ("2015-02", "2015-02-01..2015-02-28", "2015-02-01..2015-02-28"),
        ("2016-02-29", "2016-02-29..2016-02-29", "2016-02-29..2016-02-29"),
        ("2016~", "2015-01-01..2017-12-31", "2015-01-01..2017-12-31"),
        ("2016-02~", "2016-01-01..2016-03-31", "2016-01-01..2016-03-31"),
        ("2016-01~", "2015-12-01..2016-02-29", "2015-12-01..2016-02-29"),
        ("2016-12~", "2016-11-01..2017-01-31", "2016-11-01..2017-01-31"),
        ("2016-03-01~", "2016-02-29..2016-03-02", "2016-02-29..2016-03-02"),
        ("2006/2010", "2006-01-01..2006-12-31", "2010-01-01..2010-12-31"),
        ("2006-05/2010-06-30", "2006-05-01..2006-05-31", "2010-06-30..2010-06-30"),
        ("2011/..", "2011-01-01..2011-12-31", ".."),
        ("2011/", "2011-01-01..2011-12-31", "?"),
        ("/2010", "?", "2010-01-01..2010-12-31"),
        ("../2010", "..", "2010-01-01..2010-12-31"),
        ("../..", "..", ".."),
        ("/", "?", "?"),
        ("2020~/2021-01", "2019-01-01..2021-12-31", "2021-01-01..2021-01-31"),
        ("[2010..2014]", "2010-01-01..2010-12-31", "2014-01-01..2014-12-31"),
        ("[2010..]", "2010-01-01..2010-12-31", ".."),
        ("[..2014-05]", "..", "2014-05-01..2014-05-31"),
        (" 2016 ", "2016-01-01..2016-12-31", "2016-01-01..2016-12-31"),
        ("201X", "2010-01-01..2019-12-31", "2010-01-01..2019-12-31"),
        ("2016-21", "2016-03-01..2016-05-31", "2016-03-01..2016-05-31"),
        ("2016-05-04T10:00:00", "2016-05-04..2016-05-04", "2016-05-04..2016-05-04"),
    ],
)  # fmt: skip
def test_bounds(text: str, start: str, end: str) -> None:
    """Each date or period has an earliest and a latest start and end; `..` is no bound, nothing is unknown."""
    assert both(text) == (start, end)


@pytest.mark.parametrize(
    "text",
    [
        "", "..", "unknown", "16", "2016-1", "2016-13", "2016-02-30", "2015-02-29", "2016-04-31", "0000",
        "2016--02", "16-02-2016", "2016/02", "2016/unknown", "2017/2016", "2016-03/2016-02", "[2016", "[2016]",
        "[2014..2010]", "2016-02-10 /x", "-0500", "Y17000", "0001~", "9999~", "9999-12~", "chưa rõ", "2016–2017",
    ],
)  # fmt: skip
def test_what_is_no_date_is_refused(text: str) -> None:
    """What is not EDTF, names no day of the calendar or ends before it starts is an error that quotes it."""
    with pytest.raises(EdtfError) as caught:
        parse(text)
    assert repr(text) in str(caught.value)


@pytest.mark.parametrize("text", ["2016-00", "2016-05-00", "2016-00-00"])
def test_there_is_no_month_or_day_zero(text: str) -> None:
    """A placeholder for an unknown month or day is no date of the calendar."""
    with pytest.raises(EdtfError):
        parse(text)


def test_a_period_has_two_ends() -> None:
    """Three dates are no period."""
    with pytest.raises(EdtfError):
        parse("2016/2017/2018")


@pytest.mark.parametrize(
    ("text", "span"),
    [("2016?", "2016-01-01..2016-12-31"), ("2016-02?", "2016-02-01..2016-02-29"),
     ("2016%", "2015-01-01..2017-12-31"), ("2016-02%", "2016-01-01..2016-03-31")],
)  # fmt: skip
def test_only_approximate_dates_are_widened(text: str, span: str) -> None:
    """Doubt about a source widens nothing; approximation widens by one unit of the precision given."""
    assert both(text)[0] == span


@given(YEARS, st.integers(1, 12) | st.none(), st.integers(1, 31) | st.none())
def test_plain_dates_are_read_as_the_library_reads_them(year: int, month: int | None, day: int | None) -> None:
    """A year, month or day has the bounds that the library gives it, or neither reads it."""
    text = f"{year:04}" + (f"-{month:02}" + (f"-{day:02}" if day else "") if month else "")
    if month and day and day > calendar.monthrange(year, month)[1]:
        with pytest.raises(EdtfError):
            parse(text)
        return
    expected = library.parse_edtf(text)
    span = Span(ordinal(expected.lower_strict()), ordinal(expected.upper_strict()))
    assert parse(text) == Edtf(span, span, single=True)


@given(DAYS, DAYS)
def test_periods_and_sets_are_read_as_the_library_reads_them(a: datetime.date, b: datetime.date) -> None:
    """The outer bounds of a period and of a set are the library's."""
    first, last = sorted((a, b))
    for text in (f"{first}/{last}", f"[{first}..{last}]", f"{first.year:04}/{last.year:04}"):
        expected, date = library.parse_edtf(text), parse(text)
        assert date.start is not None
        assert date.end is not None
        assert (date.start.first, date.end.last) == (ordinal(expected.lower_strict()), ordinal(expected.upper_strict()))


@given(YEARS)
def test_approximate_years_are_read_as_the_library_reads_them(year: int) -> None:
    """`~` widens a year by a year on either side, as in the library."""
    expected, (start, end) = library.parse_edtf(f"{year:04}~"), (parse(f"{year:04}~").start, parse(f"{year:04}~").end)
    assert start == end == Span(ordinal(expected.lower_fuzzy()), ordinal(expected.upper_fuzzy()))


@given(st.dates(), st.dates())
def test_days_are_written_so_that_they_are_read_again(a: datetime.date, b: datetime.date) -> None:
    """A span written as EDTF means the same span again."""
    first, last = sorted((a.toordinal(), b.toordinal()))
    date = parse(from_days(first, last))
    assert date.start is not None
    assert date.end is not None
    assert (date.start.first, date.end.last) == (first, last)


@pytest.mark.parametrize(
    ("first", "last", "text"),
    [
        ("2016-02-01", "2016-02-29", "2016-02"), ("2016-01-01", "2016-12-31", "2016"),
        ("2016-02-02", "2016-02-02", "2016-02-02"), ("2016-01-01", "2017-12-31", "[2016-01-01..2017-12-31]"),
        ("2016-02-01", "2016-02-28", "[2016-02-01..2016-02-28]"), (None, "2016-02-02", "[..2016-02-02]"),
        ("2016-02-02", None, "[2016-02-02..]"), (None, None, ".."),
    ],
)  # fmt: skip
def test_the_shortest_way_to_write_days(first: str | None, last: str | None, text: str) -> None:
    """A day, month or year is written as one; anything else as a set."""
    assert from_days(PAST if first is None else last_day(first), FUTURE if last is None else last_day(last)) == text


def test_years_later_are_the_same_day() -> None:
    """Years keep month and day; 29 February becomes 28, and beyond the calendar there is no bound."""
    for day, years, expected in (
        ("2012-02-29", 10, "2022-02-28"), ("2012-02-29", -8, "2004-02-29"), ("2012-03-01", 1, "2013-03-01"),
        ("2010-12-31", -10, "2000-12-31"),
    ):  # fmt: skip
        assert day_text(add_years(last_day(day), years)) == expected
    assert (add_years(PAST, 10), add_years(FUTURE, -10)) == (PAST, FUTURE)
    assert (add_years(last_day("9990"), 10), add_years(last_day("0005"), -10)) == (FUTURE, PAST)


def test_at_some_time_in_it() -> None:
    """An open or unknown end closes with the content date, where there is one, but never before the start."""
    assert span_within(parse("2011/.."), last_day("2015")) == Span(last_day("2011-01-01"), last_day("2015"))
    assert span_within(parse("2011/"), None).last == FUTURE
    assert span_within(parse("/2011"), 1).first == PAST
    assert span_within(parse("2011/.."), last_day("2000")) == Span(last_day("2011-01-01"), last_day("2011-01-01"))
    assert span_within(parse("2011/2013"), last_day("2012")).last == last_day("2013")


def test_what_is_timeless() -> None:
    """Only `../..` lasts as long as its ends; an unknown bound is not an open one."""
    assert [parse(t).timeless for t in ("../..", "/", "../2010", "2010/..")] == [True, False, False, False]
    assert (parse("2010").single, parse("2010/2010").single, parse("[2010..2011]").one_of) == (True, False, True)


@pytest.mark.parametrize(("text", "day"), [("2016", "2016-12-31"), ("2016-02", "2016-02-29"), ("2016-02-10",) * 2])
def test_the_last_day(text: str, day: str) -> None:
    """A year or a month asked about means its last day."""
    assert day_text(last_day(text)) == day


@pytest.mark.parametrize("text", ["2016~", "2016/2017", "", "2016-13", "2016-02-30", "16", "today", "2016-02-10T00:00"])
def test_a_day_asked_about_is_plain(text: str) -> None:
    """Only a year, month or day may be asked about."""
    with pytest.raises(EdtfError):
        last_day(text)
