"""What is inferred steps back where a source says it: one and the same fact is not told twice.

A relation that is only derived, or background knowledge, and says nothing of itself, is left out beside one of the same
type and ends that is said, holds on the same days, and rests on as many sources. It stays among the statements.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import msgspec

from graph.claims import Timed


class Row(NamedTuple):
    """A relation on its way into the columns of an index."""

    id: str
    type: int
    source: int
    target: int
    modality: int
    days: Timed
    independent: int
    says: Mapping[str, Any]
    inferred: bool

    @property
    def fact(self) -> tuple[int, int, int, int]:
        """Of what type it is, between which ends, and whether it is asserted or planned."""
        return self.type, self.source, self.target, self.modality


def without_repeats(rows: Sequence[Row]) -> list[Row]:
    """The rows without those that are inferred and said elsewhere; which then are news of the same time, too."""
    inferred = {row.fact for row in rows if row.inferred}
    said: dict[tuple[int, int, int, int], list[int]] = {}
    for place, row in enumerate(rows):
        if not row.inferred and row.fact in inferred:
            said.setdefault(row.fact, []).append(place)
    kept: list[Row | None] = list(rows)
    for place, row in enumerate(rows):
        if row.inferred:
            for other in said.get(row.fact, ()):
                known = kept[other]
                if known and _same(known, row) and known.independent >= row.independent:
                    (first, last), (early, late) = known.days.news, row.days.news
                    days = msgspec.structs.replace(known.days, news=(min(first, early), max(last, late)))
                    kept[place], kept[other] = None, known._replace(days=days)
                    break
    return [row for row in kept if row]


def _same(a: Row, b: Row) -> bool:
    """Whether two rows of one fact hold on the same days in the same manner, and say the same of what rules compare."""
    ours, theirs = (msgspec.structs.replace(row.days, news=(0, 0)) for row in (a, b))
    return ours == theirs and a.says == b.says
