"""What former units had, and where it is now: with those of their kind that took over from them."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from graph.axes import Axis
from graph.index import Index
from graph.intervals import covers
from graph.links import Link
from graph.succession import Succession
from graph.whereabouts import Around


class Heirs(Around):
    """Where entities are on a day, if units that are gone stand for those that took over from them."""

    def __init__(self, index: Index, day: int, modalities: Collection[int]) -> None:
        super().__init__(index.whereabouts, day)
        self.index = index
        self.day = day
        self._modalities = modalities
        self._succession = Succession(index, day)
        self._heirs: dict[int, dict[int, tuple[int, ...]]] = {}

    @property
    def any(self) -> bool:
        """Whether there are successions at all."""
        return self._succession.any

    def of(self, entity: int) -> dict[int, tuple[int, ...]]:
        """The units that exist and took over from one of their kind that is gone, with the successions to each."""
        known = self._heirs.get(entity)
        if known is None:
            known = self._heirs[entity] = self._succession.living_heirs(entity)
        return known

    def inside(self, entity: int, area: int) -> bool:
        """Whether an entity, or what took over from it, is in an area, or was in one that is gone."""
        return area in self.areas(entity) or area in self.places(entity)

    def admits(self, relation: int) -> bool:
        """Whether a relation possibly holds on the day, or ended only because a unit did that has heirs."""
        index = self.index
        if index.modalities[relation] not in self._modalities:
            return False
        days = index.possible(relation)
        if not days or covers(days, self.day):
            return bool(days)
        ends = (index.sources[relation], index.targets[relation])
        return any(index.lifetimes[e].possible[1] == days[-1][1] and self.of(e) for e in ends)

    def successions(self, link: Link, axis: Axis, head: int) -> Iterable[int]:
        """The successions through which a link came to a head of an axis of heirs."""
        index = self.index
        ends = {e for r in link.relations for e in (index.sources[r], index.targets[r])}
        for former in {area for end in ends for area in self.places(end)}:
            for heir, relations in self.of(former).items():
                if head in axis.of(heir):
                    yield from relations

    def places(self, entity: int) -> frozenset[int]:
        """Where an entity is or was, units that are gone among them."""
        return super()._of(entity)

    def _of(self, entity: int) -> frozenset[int]:
        found: frozenset[int] = frozenset()
        for area in self.places(entity):
            heirs = self.of(area)
            found |= frozenset().union(*(self.places(heir) for heir in heirs)) if heirs else {area}
        return found
