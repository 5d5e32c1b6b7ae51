"""Attributes that change while the entity stays the same: a province becomes a city under the centre.

Such an attribute is a list of phases, `{"value": …, "valid": EDTF}` or `{"value": …, "attested": EDTF}`; each is read
as a state of the entity (`graph.time`), so that it persists and ages as relations do.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec

from graph.intervals import Days, unite
from graph.time import THROUGHOUT, Claim, Holding, Lifetime, derive, read


class Phase(msgspec.Struct, frozen=True):
    """A value of an attribute and the days for which it is said."""

    value: Any
    valid: str | None
    attested: str | None
    holding: Holding


Phases = tuple[Phase, ...]


def phases(value: Any, life: Lifetime, persistence: int) -> Phases | None:
    """The phases of an attribute of an entity; None where it is not dated. `persistence`: years."""
    if not isinstance(value, list) or not value or not all(isinstance(p, dict) and "value" in p for p in value):
        return None
    return tuple(_phase(p, life, persistence) for p in value)


def days(known: Phases, fits: Callable[[Any], bool], *, certainly: bool) -> Days:
    """The days on which a dated attribute certainly, or possibly, is as asked."""
    holdings = [phase.holding for phase in known if fits(phase.value)]
    return unite(i for h in holdings for i in (h.certain if certainly else h.possible))


def _phase(raw: dict[str, Any], life: Lifetime, persistence: int) -> Phase:
    valid, attested = raw.get("valid"), raw.get("attested")
    seen = read(attested)
    claim = Claim(
        behaviour="state", valid=read(valid), attested=(seen,) if seen else (), contents=(), source=life,
        target=THROUGHOUT, happened=None, persistence=persistence,
    )  # fmt: skip
    return Phase(raw["value"], valid, attested, derive(claim))
