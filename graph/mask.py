"""A mask: which relations count in a question. The same question under a wider mask is a weaker answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import msgspec

from graph.index import Index
from schema.statements import MODALITIES, Modality

ASSERTED = frozenset({0})


class Mask(msgspec.Struct, frozen=True):
    """Relations of these modalities (numbers of `MODALITIES`) that hold on `day`; without a day, at any time.

    `holds`: `certain`; `possible` (what is certain is possible, too); `open`, for what is not realised yet: it has not
    ended by then.
    """

    day: int | None = None
    holds: Literal["certain", "possible", "open"] = "certain"
    modalities: frozenset[int] = ASSERTED

    def on(self, index: Index) -> Callable[[int], bool]:
        """The mask as a test of relation numbers of an index."""
        day, modalities = self.day, index.modalities
        if day is None:
            wanted = self.modalities
            return lambda r: modalities[r] in wanted
        if self.holds == "open":
            return lambda r: modalities[r] in self.modalities and self._open(index, r, day)
        first = index.certain_first if self.holds == "certain" else index.possible_first
        last = index.certain_last if self.holds == "certain" else index.possible_last
        several = index.several
        if not several:
            return lambda r: first[r] <= day <= last[r] and modalities[r] in self.modalities
        holds = index.certainly if self.holds == "certain" else index.possibly
        return lambda r: (
            (holds(r, day) if r in several else first[r] <= day <= last[r]) and modalities[r] in self.modalities
        )

    def _open(self, index: Index, relation: int, day: int) -> bool:
        if index.modalities[relation] == 0:
            return index.possibly(relation, day)
        possible = index.possible(relation)
        return bool(possible) and (bool(index.is_event[relation]) or day <= possible[-1][1])


def modality_numbers(names: tuple[Modality, ...]) -> frozenset[int]:
    """The numbers of modalities."""
    return frozenset(MODALITIES.index(name) for name in names)
