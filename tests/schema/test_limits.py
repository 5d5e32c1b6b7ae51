"""Limits of time in rules: what they mean, and when two of them leave no day."""

from __future__ import annotations

import pytest

from schema.dates import FUTURE, PAST, add_months
from schema.dates import last_day as day
from schema.limits import before, ends_early, first_day, is_limit, last_day

ASKED = "2024-03-31"


@pytest.mark.parametrize(
    ("limit", "meant"),
    [
        ("P0D", "2024-03-31"),
        ("P1Y", "2023-03-31"),
        ("P1M", "2024-02-29"),
        ("P13M", "2023-02-28"),
        ("P1Y1M", "2023-02-28"),
        ("P1Y6M", "2022-09-30"),
        ("P2W", "2024-03-17"),
        ("P10D", "2024-03-21"),
        ("P1M1W1D", "2024-02-21"),
    ],
)
def test_a_time_before_the_day_asked(limit: str, meant: str) -> None:
    """Months are counted back first, to the last day of a month that is shorter; then weeks and days."""
    assert first_day(limit, {}, day(ASKED)) == last_day(limit, {}, day(ASKED)) == day(meant)


@pytest.mark.parametrize("limit", ["P", "5Y", "PY", "P5", "P-1Y", "P1D1Y", "PT5H", "P1.5Y", "p5y", "P5Y ", "P٥Y"])
def test_what_is_no_such_time(limit: str) -> None:
    """Other forms are no limits: hours, fractions, another order."""
    assert before(limit) is None
    assert not is_limit(limit, [])


def test_a_time_before_any_calendar() -> None:
    """A time so long that the calendar does not reach so far back is no bound at all."""
    assert first_day("P9999Y", {}, day(ASKED)) == first_day("P999999D", {}, day(ASKED)) == PAST
    assert (add_months(PAST, 5), add_months(FUTURE, -5)) == (PAST, FUTURE)


@pytest.mark.parametrize(
    ("since", "until", "early"),
    [
        ("2016", "2015", True),
        ("2016", "2016", False),
        ("2016-06", "2016", False),
        ("P1Y", "P5Y", True),
        ("P5Y", "P1Y", False),
        ("P12M", "P1Y", False),
        ("P1M", "P31D", False),
        ("P3W", "P1M", False),
        ("P3W", "P1M3W", True),
        ("P1Y", "2015", False),
        ("day", "2015", False),
        (None, "2015", False),
        ("2015", None, False),
    ],
)
def test_a_time_that_ends_before_it_begins(since: str | None, until: str | None, early: bool) -> None:
    """It is told only where it is so on every day that may be asked."""
    assert ends_early(since, until, ["day"]) is early


@pytest.mark.parametrize(
    ("text", "known"), [("2016", True), ("[2015..2016]", True), ("2015/", False), ("..", False), ("2015/..", False)]
)
def test_a_date_has_two_ends(text: str, known: bool) -> None:
    """What has no first or no last day limits nothing, so that it is no limit."""
    assert is_limit(text, []) is known
    if known:
        assert first_day(text, {}, 0) is not None
        assert last_day(text, {}, 0) is not None
