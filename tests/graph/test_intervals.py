"""Days as intervals, compared with sets of days."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from graph.intervals import Days, covered_at_least, covers, intersect, subtract, unite

HORIZON = 30
several = st.lists(st.tuples(st.integers(0, HORIZON), st.integers(0, HORIZON)).map(sorted), max_size=4)


def days_of(intervals: Days) -> set[int]:
    """The days one by one."""
    return {day for first, last in intervals for day in range(first, last + 1)}


@given(several, several)
def test_intervals_are_sets_of_days(a: list[list[int]], b: list[list[int]]) -> None:
    """Both, either, and one without the other are what they are for sets; the result is in order and apart."""
    one, other = (unite((first, last) for first, last in x) for x in (a, b))
    for found, expected in (
        (intersect(one, other), days_of(one) & days_of(other)),
        (unite((*one, *other)), days_of(one) | days_of(other)),
        (subtract(one, other), days_of(one) - days_of(other)),
    ):
        assert days_of(found) == expected
        assert all(first <= last for first, last in found)
        assert all(before[1] < after[0] for before, after in itertools.pairwise(found))


@given(st.lists(several, max_size=4), st.integers(1, 4))
def test_days_in_so_many_sets(sets: list[list[list[int]]], count: int) -> None:
    """A day counts once for each set of days that holds it."""
    known = [unite((first, last) for first, last in a) for a in sets]
    expected = {day for day in range(HORIZON + 1) if sum(covers(days, day) for days in known) >= count}
    found = covered_at_least(count, known)
    assert days_of(found) == expected
    assert all(before[1] + 1 < after[0] for before, after in itertools.pairwise(found))


@given(several, st.integers(-1, HORIZON + 1))
def test_a_day_is_covered(a: list[list[int]], day: int) -> None:
    """A day is covered by intervals that hold it."""
    intervals = unite((first, last) for first, last in a)
    assert covers(intervals, day) == (day in days_of(intervals))
