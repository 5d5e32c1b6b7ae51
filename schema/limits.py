"""Limits of time in rules: a date, a time before the day asked, or a parameter of the rule."""

from __future__ import annotations

import functools
import re
from collections.abc import Collection, Mapping

import msgspec

from schema.dates import FUTURE, PAST, add_months, parse
from schema.errors import EdtfError

_BEFORE = re.compile(r"^P(?=\d)(?:(\d{1,4})Y)?(?:(\d{1,5})M)?(?:(\d{1,5})W)?(?:(\d{1,6})D)?$", re.ASCII)
_EARLIEST = 1


class Before(msgspec.Struct, frozen=True):
    """A time before the day asked; all of it zero: the day asked itself."""

    years: int = 0
    months: int = 0
    weeks: int = 0
    days: int = 0

    def day(self, asked: int) -> int:
        """The day that lies so long before: first as many months, then the days."""
        there = add_months(asked, -(12 * self.years + self.months))
        if there in (PAST, FUTURE):
            return there
        there -= 7 * self.weeks + self.days
        return there if there >= _EARLIEST else PAST

    def is_shorter(self, other: Before) -> bool:
        """Whether it is the shorter, however long the months are."""
        mine = (12 * self.years + self.months, 7 * self.weeks + self.days)
        its = (12 * other.years + other.months, 7 * other.weeks + other.days)
        return mine != its and mine[0] <= its[0] and mine[1] <= its[1]


@functools.lru_cache(maxsize=256)
def before(text: str) -> Before | None:
    """A limit that is a time before the day asked; None for anything else."""
    found = _BEFORE.match(text)
    return Before(*(int(n or 0) for n in found.groups())) if found else None


def is_date(text: str) -> bool:
    """Whether this is a date in EDTF that has a first and a last day."""
    try:
        span = parse(text)
    except (EdtfError, ValueError, OverflowError, RecursionError):
        return False
    return span.start is not None and span.end is not None and span.start.first > PAST and span.end.last < FUTURE


def is_limit(text: str, parameters: Collection[str]) -> bool:
    """Whether this says a limit of time."""
    return text in parameters or before(text) is not None or is_date(text)


def first_day(text: str, parameters: Mapping[str, int], day: int) -> int | None:
    """The first day that a limit means; None for a parameter that was not given."""
    if found := before(text):
        return found.day(day)
    if text[:1].islower():  # the name of a parameter: no date begins so
        return parameters.get(text)
    start = parse(text).start
    return start.first if start else None


def last_day(text: str, parameters: Mapping[str, int], day: int) -> int | None:
    """The last day that a limit means."""
    if before(text) or text[:1].islower():
        return first_day(text, parameters, day)
    end = parse(text).end
    return end.last if end else None


def ends_early(since: str | None, until: str | None, parameters: Collection[str] = ()) -> bool:
    """Whether a time ends before it begins, whatever the day asked."""
    if since is None or until is None or {since, until} & {*parameters}:
        return False
    shorter, longer = before(since), before(until)
    if shorter and longer:
        return shorter.is_shorter(longer)
    if not (is_date(since) and is_date(until)):
        return False
    first, last = parse(since).start, parse(until).end
    return first is not None and last is not None and first.first > last.last
