"""Who speaks across a border: on which side those stand who assert a relation, and which side is silent."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

from graph.index import Index
from schema.statements import Evidence

Which = Literal["one", "both", "neither"]
SIDES: tuple[Which, ...] = ("one", "both", "neither")


class Split(NamedTuple):
    """The countries at the ends of a relation across a border: those that assert it, and those of a silent end."""

    asserted: frozenset[int]
    silent: frozenset[int]

    @property
    def which(self) -> Which:
        """How many of the two sides assert it."""
        if not self.silent:
            return "both"
        return "one" if self.asserted else "neither"


def speakers(index: Index, evidence: Iterable[Evidence]) -> frozenset[int]:
    """The countries of those who assert: of whose word it is, and where they have none, of the source's viewpoint."""
    found: frozenset[int] = frozenset()
    for item in evidence:
        by = index.numbers.get(item.asserted_by) if item.asserted_by else None
        countries: frozenset[int] = frozenset() if by is None else _countries(index, by)
        viewpoint = index.viewpoints.get(item.source)
        if not countries and viewpoint is not None:
            countries = _countries(index, viewpoint)
        found |= countries
    return found


def split(index: Index, source: int, target: int, evidence: Sequence[Evidence]) -> Split | None:
    """Which sides assert a relation; None where it crosses no border, or where nothing is known of the speakers."""
    ends = (_countries(index, source), _countries(index, target))
    if not all(ends) or ends[0] & ends[1]:
        return None
    spoken = speakers(index, evidence)
    if not spoken:
        return None
    silent = [end for end in ends if not end & spoken]
    return Split((ends[0] | ends[1]) & spoken, frozenset().union(*silent))


def _countries(index: Index, entity: int) -> frozenset[int]:
    """The countries in which an entity is at any time."""
    return frozenset(index.whereabouts.countries(entity))


def together(splits: Iterable[Split | None]) -> Split | None:
    """Of several relations: who is silent of any, and who asserts all that is said; None where none crosses."""
    known = [s for s in splits if s is not None]
    if not known:
        return None
    silent: frozenset[int] = frozenset().union(*(s.silent for s in known))
    return Split(frozenset[int]().union(*(s.asserted for s in known)) - silent, silent)
