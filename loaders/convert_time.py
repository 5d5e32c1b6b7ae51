"""Time in the working form of the records, as `valid` and `attested`. A combination not seen before is an error."""

from __future__ import annotations

from collections.abc import Sequence

from schema.vocabulary import Behaviour

Times = tuple[str | None, tuple[str, ...]]
OPEN = ".."


def times(
    kind: str,
    start: str | None,
    end: str | None,
    *,
    attested_at: str | None,
    behaviour: Behaviour,
    event_date: str | None,
    contents: Sequence[str],
) -> Times:
    """`valid` and `attested` of a relation.

    `kind`, `start` and `end` are the working form's; `attested_at` wins over them. `event_date` is the date of the
    Event at an end; `contents` are the content dates of the sources that speak of the relation.

    Raises:
        ValueError: this kind of time does not go with this start, end and behaviour.
    """
    valid, attested = _stated(kind, start, end, attested_at, behaviour, event_date)
    if behaviour == "state":
        attested = (*attested, *contents)
    return valid, tuple(dict.fromkeys(attested))


def _stated(
    kind: str, start: str | None, end: str | None, attested_at: str | None, behaviour: Behaviour, event_date: str | None
) -> Times:
    name = kind.partition(" (")[0]
    event = behaviour == "event"
    if attested_at is not None:
        return (attested_at if event else None), (attested_at,)
    # an end ".." says nothing, but where the start says "within"
    known = start is not None and start != "unknown"
    closed = end is not None and end != OPEN
    match name, known, closed:
        case "timeless", False, False if behaviour == "state":
            return "../..", ()
        case "point", True, _ if end in {None, start}:
            return (start if event else f"{start}/"), (str(start),)
        case "start", True, False:
            return f"{start}/", (str(start),)
        case "interval", True, True:
            return f"{start}/{end}", (f"{start}/{end}",)
        case "within", True, _ if end is not None:
            return (f"[{start}..{'' if end == OPEN else end}]" if event else None), (f"{start}/{end}",)
        case "attested_at", True, False:
            return (start if event else None), (str(start),)
        case "attested_during", True, True:
            return None, (f"{start}/{end}",)
        case (("unknown" | "not_applicable"), False, False):
            return (event_date if event else None), ()
    raise ValueError(f"time {kind} from {start} to {end} of a relation that is a {behaviour}")
