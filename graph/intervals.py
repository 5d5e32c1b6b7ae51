"""Days as intervals: in order, apart from one another, both ends included."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from schema.dates import FUTURE, PAST

Interval = tuple[int, int]
"""First and last day, both inclusive."""

Days = tuple[Interval, ...]

EVER: Days = ((PAST, FUTURE),)


def covers(intervals: Sequence[Interval], day: int) -> bool:
    """Whether a day lies in one of the intervals."""
    if len(intervals) == 1:  # by far the most frequent case, here and below
        return intervals[0][0] <= day <= intervals[0][1]
    return any(first <= day <= last for first, last in intervals)


def intersect(a: Sequence[Interval], b: Sequence[Interval]) -> Days:
    """The days that lie in both."""
    if len(a) == len(b) == 1:
        first, last = max(a[0][0], b[0][0]), min(a[0][1], b[0][1])
        return ((first, last),) if first <= last else ()
    found = ((max(f, g), min(t, u)) for f, t in a for g, u in b)
    return tuple(sorted((f, t) for f, t in found if f <= t))


def both(a: Days, b: Days) -> Days:
    """The days that lie in both; quick where one is all days."""
    if a is EVER or a == b:
        return b
    return a if b is EVER else intersect(a, b)


def unite(intervals: Iterable[Interval]) -> Days:
    """The days that lie in any of the intervals; what overlaps or touches becomes one."""
    merged: list[Interval] = []
    for first, last in sorted(intervals):
        if merged and first <= merged[-1][1] + 1:
            merged[-1] = (merged[-1][0], max(last, merged[-1][1]))
        else:
            merged.append((first, last))
    return tuple(merged)


def subtract(a: Sequence[Interval], b: Sequence[Interval]) -> Days:
    """The days that lie in the first and not in the second."""
    left = list(a)
    for first, last in b:
        left = [part for f, t in left for part in ((f, min(t, first - 1)), (max(f, last + 1), t)) if part[0] <= part[1]]
    return tuple(left)


def covered_at_least(count: int, several: Iterable[Days]) -> Days:
    """The days that lie in that many of some sets of days, at least."""
    if count == 1:
        return unite(i for days in several for i in days)
    turns = sorted(turn for days in several for first, last in days for turn in ((first, 1), (last + 1, -1)))
    found, depth, since = [], 0, 0
    for day, change in turns:
        if depth >= count and depth + change < count and since < day:
            found.append((since, day - 1))
        if depth < count <= depth + change:
            since = day
        depth += change
    return unite(found)
