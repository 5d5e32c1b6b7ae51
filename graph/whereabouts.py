"""Where entities lie, and when: relations of place followed upwards at any depth, each on the days on which it holds.

An entity lies in what a chain of such relations leads to, on the days on which all of the chain holds: what is said of
another time says nothing of today. Only asserted relations count. Geography is found here and nowhere else.
"""

from __future__ import annotations

import weakref
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from graph.intervals import EVER, Days, both, covers, subtract, unite

if TYPE_CHECKING:
    from graph.index import Index

Areas = Mapping[int, Days]
"""Areas, and the days of each."""


class Whereabouts:
    """What each entity of an index is, lies in, governs, applies to or is part of: possibly, or certainly."""

    def __init__(self, index: Index) -> None:
        self._index: Index = weakref.proxy(index)  # whose it is: an index that is replaced is freed at once
        self._areas: tuple[dict[int, Areas], dict[int, Areas]] = ({}, {})
        self._countries: tuple[dict[int, Areas], dict[int, Areas]] = ({}, {})

    def areas(self, entity: int, *, certainly: bool = False) -> Areas:
        """The entity itself and all areas around it, with the days on which it possibly, or certainly, is there."""
        known = self._areas[certainly]
        found = known.get(entity)
        if found is None:
            found = known[entity] = self._reached(entity, certainly=certainly)
        return found

    def countries(self, entity: int, *, certainly: bool = False) -> Areas:
        """The countries among its areas."""
        known = self._countries[certainly]
        found = known.get(entity)
        if found is None:
            around = self.areas(entity, certainly=certainly).items()
            found = known[entity] = {area: days for area, days in around if self.is_country(area)}
        return found

    def until_the_end(self, entity: int, day: int, *, certainly: bool = False) -> frozenset[int]:
        """The areas in which an entity was until it, that area or one in between came to its end, before a day."""
        areas, lifetimes = self.areas(entity, certainly=certainly), self._index.lifetimes
        lives = [lifetimes[area].certain if certainly else lifetimes[area].possible for area in areas]
        ends = {last for _, last in lives}
        until = {area: max((t for f, t in days if f <= day), default=day) for area, days in areas.items()}
        return frozenset(area for area, last in until.items() if last < day and last in ends)

    def type_of(self, area: int) -> str:
        """The type of an area."""
        return self._index.types[area]

    def is_country(self, area: int) -> bool:
        """Whether an area is a country."""
        return self.type_of(area) == self._index.vocabulary.roles.country

    def _reached(self, entity: int, *, certainly: bool) -> Areas:
        known = self._areas[certainly]
        reached: dict[int, Days] = {entity: EVER}
        open_: list[tuple[int, Days]] = [(entity, EVER)]
        while open_:
            here, days = open_.pop()
            for above, held in self._above(here, certainly=certainly):
                # what is known of an area is all that is above it
                further = known[above].items() if above in known else ((above, EVER),)
                for area, there in further:
                    newly = subtract(both(both(days, held), there), reached.get(area, ()))
                    if newly:
                        reached[area] = unite((*reached.get(area, ()), *newly))
                        if above not in known:
                            open_.append((area, newly))
        return reached

    def _above(self, entity: int, *, certainly: bool) -> Iterator[tuple[int, Days]]:
        index, roles = self._index, self._index.vocabulary.roles
        for name in roles.within:
            for place in index.near_of_type(entity, index.type_numbers[name], "out"):
                relation = index.near_relation[place]
                days = index.certain(relation) if certainly else index.possible(relation)
                if days and index.modalities[relation] == 0:
                    yield index.near_entity[place], days
        named = index.attributes.get(roles.within_attribute, {}).get(entity)
        if isinstance(named, str) and named in index.numbers:
            yield index.numbers[named], EVER


class Around:
    """Where entities are on a day, or at any time, for what is listed and counted.

    A village that is no more still belongs to its province, and a body that outlived its district to that. What is
    known to be nowhere on the day is taken to be where it was before, so that nothing goes unlisted.
    """

    def __init__(self, whereabouts: Whereabouts, day: int | None, *, certainly: bool = False) -> None:
        self._whereabouts = whereabouts
        self._day = day
        self._certainly = certainly
        self._areas: dict[int, frozenset[int]] = {}
        self._countries: dict[int, frozenset[int]] = {}

    def areas(self, entity: int) -> frozenset[int]:
        """The entity itself and the areas in which it is."""
        known = self._areas.get(entity)
        if known is None:
            known = self._areas[entity] = self._of(entity)
        return known

    def inside(self, entity: int, area: int) -> bool:
        """Whether an entity is in an area, or is that area."""
        return area in self.areas(entity)

    def countries(self, entity: int) -> frozenset[int]:
        """The countries in which it is."""
        known = self._countries.get(entity)
        if known is None:
            countries = filter(self._whereabouts.is_country, self.areas(entity))
            known = self._countries[entity] = frozenset(countries)
        return known

    def _of(self, entity: int) -> frozenset[int]:
        areas, day = self._whereabouts.areas(entity, certainly=self._certainly), self._day
        if day is None:
            return frozenset(areas)
        found = frozenset(a for a, days in areas.items() if covers(days, day))
        # a body of a district that is no more still belongs to that, unless it is in another district now
        now = {self._whereabouts.type_of(area) for area in found if area != entity}
        ended = self._whereabouts.until_the_end(entity, day, certainly=self._certainly)
        found |= {area for area in ended if self._whereabouts.type_of(area) not in now}
        if len(found) > 1:
            return found
        possible = self._whereabouts.areas(entity).items() if self._certainly else ()
        if any(a != entity and covers(days, day) for a, days in possible):
            return found
        return frozenset(a for a, days in areas.items() if days[0][0] <= day)


def apart(countries: Areas, homes: Areas) -> Days:
    """The days on which there are two different countries, one of each side."""
    pairs = ((days, held) for c, days in countries.items() for h, held in homes.items() if c != h)
    return unite(interval for days, held in pairs for interval in both(days, held))
