"""Numbers in workbooks: which of them are dates, and which day they mean."""

from __future__ import annotations

import datetime
import math
import re

import msgspec

_BUILT_IN_DATES = frozenset((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)))
_BUILT_IN_DAYS = frozenset((14, 15, 22, 30, 31))
"""The built-in formats that show day, month and year."""

_EPOCH_1900 = datetime.datetime(1899, 12, 30)  # noqa: DTZ001 (workbooks have no time zones)
_EPOCH_1904 = datetime.datetime(1904, 1, 1)  # noqa: DTZ001
_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h|m|s|H|M|S)[^\]]*\]')


def _letters(code: str) -> str:
    """The letters of a format's first section that are no literal text, nor a colour or a language."""
    return _LITERAL.sub("", code.partition(";")[0]).lower()


def is_date_format(format_id: int, code: str | None) -> bool:
    """Whether a cell of that number format shows a date or a time."""
    if code is None:
        return format_id in _BUILT_IN_DATES
    return "general" not in _letters(code) and any(mark in _letters(code) for mark in "ymdhs")


def shows_day(format_id: int, code: str | None) -> bool:
    """Whether a date format shows the day, the month and the year."""
    if code is None:
        return format_id in _BUILT_IN_DAYS
    return all(mark in _letters(code) for mark in "ymd")


def date_of(serial: str, since_1904: bool) -> tuple[str, bool]:
    """The date that a serial number means, and whether it is a whole day; the number itself where it means none."""
    # before March 1900 spreadsheets count a 29 February, number 60, that there was not
    try:
        days = float(serial)
        early = 1 if days < 60 and not since_1904 else 0
        moment = (_EPOCH_1904 if since_1904 else _EPOCH_1900) + datetime.timedelta(days + early)
    except (ValueError, OverflowError):
        return serial, False
    if days < 0 or (60 <= days < 61 and not since_1904):
        return serial, False
    moment = (moment + datetime.timedelta(microseconds=500_000)).replace(microsecond=0)
    if days < 1 and not since_1904:
        return moment.time().isoformat(), False
    whole = moment.time() == datetime.time()
    return (moment.date() if whole else moment).isoformat(), whole


def number_text(text: str) -> str:
    """The number as JSON writes it."""
    try:
        return str(int(text))
    except ValueError:
        pass
    try:
        value = float(text)
    except ValueError:
        return text
    return msgspec.json.encode(value).decode() if math.isfinite(value) else text
