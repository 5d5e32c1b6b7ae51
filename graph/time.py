"""When a relation holds: the one reader of dates.

`derive` is a pure function from what is said (a `Claim`) to the days on which it certainly and possibly holds (a
`Holding`). Three behaviours: a state persists, an event has happened, an attested office holds only when attested.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal

import msgspec

from graph.intervals import Interval, intersect, unite
from schema.dates import FUTURE, OPEN_END, OPEN_START, PAST, Edtf, Span, add_years, parse, span_within
from schema.errors import EdtfError
from schema.statements import Absence
from schema.vocabulary import Behaviour, EntityType


class Lifetime(msgspec.Struct, frozen=True):
    """When an entity exists: its first day and its last, each as the days that they may be; None: no bound."""

    born: Span | None = None
    last: Span | None = None

    @property
    def certain(self) -> Interval:
        """From the latest possible first day to the earliest possible last day."""
        return (self.born.last if self.born else PAST, self.last.first if self.last else FUTURE)

    @property
    def possible(self) -> Interval:
        """From the earliest possible first day to the latest possible last day."""
        return (self.born.first if self.born else PAST, self.last.last if self.last else FUTURE)


THROUGHOUT = Lifetime()


class Claim(msgspec.Struct, frozen=True):
    """Everything that a relation's days depend on.

    `contents`: the content date of each of its sources. `happened`: for an undated event, the date of the Event, or
    of the instrument of an act. `persistence`: years for which old news stays certain.
    """

    behaviour: Behaviour
    valid: Edtf | None
    attested: tuple[Edtf, ...]
    contents: tuple[Edtf, ...]
    source: Lifetime
    target: Lifetime
    happened: Edtf | None
    persistence: int


class Holding(msgspec.Struct, frozen=True):
    """The days on which a relation holds.

    `certain` and `possible` are intervals in order. `window` is `certain` without ageing, for ageing is no end; its
    last day is ended by the relation itself (`ended_by` "relation") or by an end of it. `fresh_until` is the last day
    on which the news is fresh; `FUTURE`: it does not age before it ends.
    """

    certain: tuple[Interval, ...]
    possible: tuple[Interval, ...]
    window: tuple[Interval, ...]
    fresh_until: int = FUTURE
    ended_by: Literal["relation", "source", "target"] | None = None


def derive(claim: Claim) -> Holding:
    """The days on which what is claimed holds (the contract's table of behaviours)."""
    if claim.behaviour == "event":
        return _event(claim)
    if claim.behaviour == "attested" and not _both_known(claim.valid):
        return _attested(claim)
    return _state(claim)


def bounded(holding: Holding, allowed: Interval, possibly: Interval) -> Holding:
    """A holding that a source's word that there is none keeps within some days, certainly and possibly."""
    window = intersect(holding.window, (allowed,))
    ends = allowed[1] < FUTURE and (not window or window[-1][1] == allowed[1])
    return Holding(
        intersect(holding.certain, (allowed,)),
        intersect(holding.possible, (possibly,)),
        window,
        holding.fresh_until if holding.fresh_until < allowed[1] else FUTURE,
        "relation" if ends else holding.ended_by,
    )


def lifetime(kind: EntityType, attributes: Mapping[str, Any]) -> Lifetime:
    """The lifetime that an entity's attributes give it. An `abolished` is the first day without it."""
    born, ended = _first_date(kind.born, attributes), _first_date(kind.ended, attributes)
    first_day, without = _begin(born), _begin(ended)
    last_day = Span(without.first - 1 if without.first > PAST else PAST, without.last - 1) if without else None
    period = _first_date((kind.lives,) if kind.lives else (), attributes)
    if period:
        # a period is lived from its first to its last day, whatever its precision
        if period.start and period.start != OPEN_START:
            first_day = first_day or Span(period.start.first, period.start.first)
        if period.end and period.end != OPEN_END:
            last_day = last_day or Span(period.end.last, period.end.last)
    return Lifetime(first_day, last_day)


def _begin(date: Edtf | None) -> Span | None:
    """The days that the beginning of a date may be; of one whose beginning is open, any until its end."""
    if date is None:
        return None
    if date.start is not None and date.start != OPEN_START:
        return Span(date.start.first, date.end.last) if date.one_of and date.end else date.start
    return Span(PAST, date.end.last) if date.end is not None and date.end != OPEN_END else None


def happening(kind: EntityType, attributes: Mapping[str, Any]) -> Edtf | None:
    """The date or period of an event; None where it is not known."""
    return _first_date(kind.happens, attributes)


def act_date(kind: EntityType, attributes: Mapping[str, Any]) -> Edtf | None:
    """The date of an instrument, which an undated act of it takes; None where it is not known."""
    return _first_date((kind.acts,) if kind.acts else (), attributes)


def read(text: object) -> Edtf | None:
    """A date of an attribute; None for "unknown" and for what is no date, which the loaders have reported."""
    if not isinstance(text, str) or text == "unknown":
        return None
    try:
        return parse(text)
    except EdtfError:
        return None


def absence_days(absence: Absence) -> tuple[int, int]:
    """The first and the last day of which a source says that there is none."""
    date = read(absence.date)
    if date is None:
        return (PAST, PAST)
    span = span_within(date, None)
    return (span.first, span.last)


def _first_date(names: Sequence[str], attributes: Mapping[str, Any]) -> Edtf | None:
    return next((date for name in names if (date := read(attributes.get(name))) is not None), None)


def _both_known(valid: Edtf | None) -> bool:
    bounds = (None, OPEN_START, OPEN_END)
    return valid is not None and not valid.one_of and valid.start not in bounds and valid.end not in bounds


def _says(valid: Edtf | None) -> bool:
    """Whether a `valid` says anything: not unknown at both ends, and not merely "as long as its ends are"."""
    return valid is not None and not valid.timeless and (valid.start is not None or valid.end is not None)


def _clip(span: Interval, *bounds: Interval) -> tuple[Interval, ...]:
    first, last = max(span[0], *(b[0] for b in bounds)), min(span[1], *(b[1] for b in bounds))
    return ((first, last),) if first <= last else ()


def _earliest_content(claim: Claim) -> int | None:
    """The last content day of the earliest source."""
    return min((span_within(c, None).last for c in claim.contents), default=None)


def _births(claim: Claim) -> list[int]:
    return [life.born.first for life in (claim.source, claim.target) if life.born]


def _attestations(claim: Claim) -> list[Span]:
    """The spans of days in which it held at some time, as far as a source says."""
    closing = _earliest_content(claim)
    spans = [span_within(a, closing) for a in claim.attested]
    spans += [span_within(c, None) for c in claim.contents]
    valid = claim.valid
    if valid is not None and valid.one_of:
        spans.append(span_within(valid, closing))
    elif valid is not None and valid.start and valid.start != OPEN_START:
        spans.append(valid.start)
    return spans


def _state(claim: Claim) -> Holding:
    news = _attestations(claim)
    # one unknown day of a set says no more than an attestation
    valid = None if claim.valid is None or claim.valid.one_of else claim.valid
    start = valid.start if valid else None
    end = valid.end if valid else None

    if start:
        certain_from, possible_from = start.last, start.first
    else:
        certain_from = min((n.last for n in news), default=FUTURE)
        births = _births(claim)
        if births:
            possible_from = max(births)
        else:
            possible_from = min((add_years(n.first, -claim.persistence) for n in news), default=PAST)
    fresh_until = FUTURE
    if end:
        certain_to, possible_to = end.first, end.last
    else:
        fresh_until = max((add_years(n.last, claim.persistence) for n in news), default=PAST)
        certain_to, possible_to = FUTURE, FUTURE

    lives = (claim.source.certain, claim.target.certain)
    possible = _clip((possible_from, possible_to), claim.source.possible, claim.target.possible)
    window = intersect(_clip((certain_from, certain_to), *lives), possible)
    certain = intersect(window, ((PAST, fresh_until),))
    until = window[-1][1] if window else min(certain_to, lives[0][1], lives[1][1])
    ended_by: Literal["relation", "source", "target"] | None = None
    if until < FUTURE:
        ended_by = "source" if until == lives[0][1] else "target" if until == lives[1][1] else "relation"
    return Holding(certain, possible, window, fresh_until if fresh_until < until else FUTURE, ended_by)


def _event(claim: Claim) -> Holding:
    content = _earliest_content(claim)
    said = claim.valid if _says(claim.valid) else claim.happened
    if said is not None:
        span = span_within(said, content)
        first = span.first if span.first > PAST else add_years(span.last, -claim.persistence)
        last = span.last
    elif content is not None:
        first, last = add_years(content, -claim.persistence), content
    else:
        first, last = PAST, FUTURE
    first = max([first, *_births(claim)])
    last = max(first, last)
    certain = ((last, FUTURE),) if last < FUTURE else ()
    return Holding(certain, ((first, FUTURE),), certain)


def _attested(claim: Claim) -> Holding:
    closing = _earliest_content(claim)
    spans = [(span_within(a, closing), a.single) for a in claim.attested]
    lives = (claim.source.certain, claim.target.certain)
    # a day or a month is near enough to speak of an incumbent; a year is not, nor is about a day
    exact = [(s.first, s.last) for s, single in spans if single and s.last - s.first in (0, 27, 28, 29, 30)]
    certain = tuple(sorted(c for e in exact for c in _clip(e, *lives)))
    wide = unite((add_years(s.first, -claim.persistence), add_years(s.last, claim.persistence)) for s, _ in spans)
    possible = tuple(p for w in wide for p in _clip(w, claim.source.possible, claim.target.possible))
    return Holding(certain, possible, certain, certain[-1][1] if certain else FUTURE)
