"""What is inferred steps back where a source says it: one and the same fact is not told twice.

A relation that is only derived, or background knowledge, is left out beside one of the same type and ends that is said,
holds on the same days, and says the same of itself. It stays among the statements.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from graph.time import Holding


class Row(NamedTuple):
    """A relation on its way into the columns of an index."""

    id: str
    type: int
    source: int
    target: int
    modality: int
    holding: Holding
    independent: int
    is_event: bool
    timeless: bool
    news: tuple[int, int]
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
                if known and (known.holding, known.says) == (row.holding, row.says):
                    news = min(known.news[0], row.news[0]), max(known.news[1], row.news[1])
                    kept[place], kept[other] = None, known._replace(news=news)
                    break
    return [row for row in kept if row]
