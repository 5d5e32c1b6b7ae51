"""Limits of time in words."""

from __future__ import annotations

from collections.abc import Collection

from schema.explain_words import say
from schema.limits import Before, before

_WHOLE_DAY = len("2016-02-29")


def option(name: str) -> str:
    """A parameter as it is asked."""
    return f"--{name.replace('_', '-')}"


def when(lang: str, since: str | None, until: str | None, parameters: Collection[str]) -> str:
    """When something must have happened; nothing where it does not matter."""

    def said(limit: str) -> str:
        if limit in parameters:
            return say(lang, "parameter", option=option(limit))
        found = before(limit)
        if found is None:
            return limit
        return say(lang, "earlier", span=_span(lang, found)) if any(_counts(found)) else say(lang, "asked_day")

    if since is not None and since == until:
        return say(lang, "on" if len(since) >= _WHOLE_DAY else "in", day=said(since))
    if since is not None and until is not None:
        return say(lang, "between", first=said(since), last=said(until))
    for limit, on, long in ((since, "since", "lately"), (until, "before", "long_ago")):
        if limit is not None:
            found = before(limit)
            if found is not None and any(_counts(found)):
                return say(lang, long, span=_span(lang, found))
            return say(lang, on, day=said(limit))
    return ""


def _counts(found: Before) -> tuple[int, ...]:
    return (found.years, found.months, found.weeks, found.days)


def _span(lang: str, found: Before) -> str:
    """How long it is: `1 year 6 months`."""
    told = []
    for code, n in zip(("years", "months", "weeks", "days"), _counts(found), strict=True):
        if n:
            words = say(lang, code, n=n)
            told.append(words.removesuffix("s") if n == 1 and lang == "en" else words)
    return " ".join(told)
