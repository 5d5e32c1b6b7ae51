"""Dates in EDTF (ISO 8601-2), kept verbatim and read as bounds in days.

A day is its proleptic Gregorian ordinal (`datetime.date.toordinal`); `PAST` and `FUTURE` stand for no bound. The
plain forms (year, month, day, `~` `?` `%`, intervals, sets `[a..b]`) are read here, because the `edtf` library takes
milliseconds a parse; the others go to that library.
"""

from __future__ import annotations

import calendar
import datetime
import functools
import re

import msgspec

from schema.errors import EdtfError

PAST = -(2**30)
FUTURE = 2**30
FIRST, LAST = datetime.date.min.toordinal(), datetime.date.max.toordinal()
"""The days of the calendar: the years 1 to 9999."""

_PLAIN = re.compile(r"^(\d{4})(?:-([01]\d)(?:-(\d\d))?)?([~?%]?)$")
_SET = re.compile(r"^\[([^\[\],]*)\.\.([^\[\],]*)\]$")


class Span(msgspec.Struct, frozen=True):
    """The first and the last day that a date may mean, both inclusive."""

    first: int
    last: int


OPEN_START = Span(PAST, PAST)
OPEN_END = Span(FUTURE, FUTURE)


class Edtf(msgspec.Struct, frozen=True):
    """A date or a period. `start` and `end` are None where unknown; a single date has both the same.

    `one_of` marks a set `[a..b]`: one day in it, not known which.
    """

    start: Span | None
    end: Span | None
    single: bool = False
    one_of: bool = False

    @property
    def timeless(self) -> bool:
        """Whether this is `../..`: as long as its ends are."""
        return self.start == OPEN_START and self.end == OPEN_END


@functools.lru_cache(maxsize=65536)
def parse(text: str) -> Edtf:
    """Read an EDTF string.

    Raises:
        EdtfError: it is not EDTF, or names a day that does not exist, or its end precedes its start.
    """
    body = text.strip()
    if found := _SET.match(body):
        start, end = _bound(found[1], OPEN_START, text), _bound(found[2], OPEN_END, text)
        return _ordered(Edtf(start or OPEN_START, end or OPEN_END, one_of=True), text)
    if "/" in body:
        left, _, right = body.partition("/")
        if "/" in right:
            raise EdtfError(f"{text!r} has more than two ends")
        return _ordered(Edtf(_bound(left, OPEN_START, text), _bound(right, OPEN_END, text)), text)
    span = _date(body, text)
    return Edtf(span, span, single=True)


def span_within(date: Edtf, content_last: int | None) -> Span:
    """The first and the last day of "at some time in it".

    An open or unknown end closes with `content_last`, the last day that the source speaks of (None: no bound).
    """
    closing = FUTURE if content_last is None else content_last
    first = PAST if date.start is None else date.start.first
    last = closing if date.end is None or date.end == OPEN_END else date.end.last
    return Span(first, max(first, last))


def from_days(first: int, last: int) -> str:
    """The shortest EDTF of "some day from `first` to `last`": a day, a month, a year or a set.

    What lies before the year 1 or after 9999 is as good as no bound.
    """
    early, late = first < FIRST, last > LAST
    if (early and late) or first > LAST or last < FIRST:
        return ".."
    if early:
        return f"[..{day_text(last)}]"
    if late:
        return f"[{day_text(first)}..]"
    if first == last:
        return day_text(first)
    a, b = datetime.date.fromordinal(first), datetime.date.fromordinal(last)
    if (a.month, a.day, b.month, b.day) == (1, 1, 12, 31) and a.year == b.year:
        return f"{a.year:04}"
    if a.day == 1 and (a.year, a.month) == (b.year, b.month) and b.day == calendar.monthrange(b.year, b.month)[1]:
        return f"{a.year:04}-{a.month:02}"
    return f"[{day_text(first)}..{day_text(last)}]"


def day_text(day: int) -> str:
    """The ISO date of an ordinal day."""
    return datetime.date.fromordinal(day).isoformat()


def add_years(day: int, years: int) -> int:
    """The same day and month `years` later (29 February becomes 28); unbounded days stay so."""
    return add_months(day, 12 * years)


def add_months(day: int, months: int) -> int:
    """The same day `months` later, or the last of its month where that is shorter; unbounded days stay so."""
    if day <= PAST or day >= FUTURE:
        return day
    date = datetime.date.fromordinal(day)
    year, zero_based = divmod(12 * date.year + date.month - 1 + months, 12)
    if not 1 <= year <= 9999:
        return PAST if year < 1 else FUTURE
    month = zero_based + 1
    return date.replace(year=year, month=month, day=min(date.day, calendar.monthrange(year, month)[1])).toordinal()


def last_day(text: str) -> int:
    """The last day of `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.

    Raises:
        EdtfError: another form, or no such day.
    """
    if not re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", text):
        raise EdtfError(f"{text!r} is not YYYY, YYYY-MM or YYYY-MM-DD")
    return _date(text, text).last


def _bound(text: str, open_span: Span, whole: str) -> Span | None:
    if text == "..":
        return open_span
    return _date(text, whole) if text else None


def _ordered(date: Edtf, text: str) -> Edtf:
    if date.start is not None and date.end is not None and date.start.first > date.end.last:
        raise EdtfError(f"{text!r} ends before it starts")
    return date


def _date(text: str, whole: str) -> Span:
    found = _PLAIN.match(text)
    if not found:
        return _by_library(text, whole)
    year, month, day = int(found[1]), int(found[2] or 1), int(found[3] or 1)
    fuzzy = found[4] in ("~", "%")  # approximate; `?` alone doubts the source, not the day
    try:
        if found[3]:
            exact = datetime.date(year, month, day).toordinal()
            return Span(exact - fuzzy, exact + fuzzy)
        if found[2]:
            first, last = _month(year, month, -fuzzy), _month(year, month, fuzzy)
            return Span(first[0], last[1])
        return Span(
            datetime.date(year - fuzzy, 1, 1).toordinal(),
            datetime.date(year + fuzzy, 12, 31).toordinal(),
        )
    except ValueError as error:
        raise EdtfError(f"{whole!r} names no day of the calendar: {error}") from error


def _month(year: int, month: int, shift: int) -> tuple[int, int]:
    if not 1 <= month <= 12:
        raise ValueError("month must be in 1..12")
    years, zero_based = divmod(year * 12 + month - 1 + shift, 12)
    length = calendar.monthrange(years, zero_based + 1)[1]
    first = datetime.date(years, zero_based + 1, 1).toordinal()
    return first, first + length - 1


def _by_library(text: str, whole: str) -> Span:
    import edtf  # imported only here: it takes longer to load than most questions take to answer

    try:
        date = edtf.parse_edtf(text)
        lower, upper = date.lower_fuzzy(), date.upper_fuzzy()
        return Span(
            datetime.date(lower.tm_year, lower.tm_mon, lower.tm_mday).toordinal(),
            datetime.date(upper.tm_year, upper.tm_mon, upper.tm_mday).toordinal(),
        )
    except (edtf.parser.edtf_exceptions.EDTFParseException, ValueError, AttributeError, TypeError) as error:
        raise EdtfError(f"{whole!r} is not a date in EDTF, such as 2016-02, 2006/2010, 2020~ or 2011/..") from error
