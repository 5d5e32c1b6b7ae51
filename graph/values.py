"""What a way along a chain holds for: days, or objects.

Each is a semiring: met along a way, joined over ways (Mohri 2002, "Semiring frameworks and algorithms for
shortest-distance problems"); `one` is no condition at all, and what is false is nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Protocol, TypeVar

from graph.intervals import EVER, Days, both, subtract, unite
from graph.patterns import Matcher
from graph.whereabouts import apart
from schema.dates import FUTURE
from schema.rule_tree import Test, several

V = TypeVar("V")

_Countries = frozenset[tuple[int, Days]]

ALL = -1
"""Every object, as a set of bits."""


class Values(Protocol[V]):
    """The operations of a semiring, and what relations and tests are in it."""

    one: V
    none: V

    def of(self, relation: int, /) -> V:
        """What a relation holds for."""
        ...

    def since(self, day: int, /) -> V:
        """What all that is no earlier than a day holds for."""
        ...

    def passing(self, test: Test) -> Callable[[int, int], V]:
        """What an entity passes a test for, given the entity and the subject."""
        ...

    def meet(self, a: V, b: V) -> V:
        """What both hold for."""
        ...

    def join(self, a: V, b: V) -> V:
        """What either holds for."""
        ...

    def beyond(self, a: V, b: V) -> V:
        """What the first holds for and the second does not."""
        ...


class WhenHeld:
    """Days as values: those on which a way can be walked, certainly or possibly as the mask of a matcher asks."""

    one: Days = EVER
    none: Days = ()

    def __init__(self, matcher: Matcher, target: int | None = None) -> None:
        """`target`: what the word `object` stands for."""
        self._matcher = matcher
        self._target = target

    def of(self, relation: int, /) -> Days:
        """The days on which a relation holds."""
        matcher = self._matcher
        return matcher.index.certain(relation) if matcher.surely else matcher.index.possible(relation)

    def since(self, day: int, /) -> Days:
        """The days from one on."""
        return ((day, FUTURE),)

    def passing(self, test: Test) -> Callable[[int, int], Days]:
        """Always or never, but for what changes: where something lies, and attributes."""
        matcher, target = self._matcher, self._target

        def passes(entity: int, subject: int) -> Days:
            bound = matcher.bound(subject, target)
            if not matcher.passes(test, entity, bound):
                return ()
            return matcher.days(test, entity, bound) if test.is_temporal else EVER

        return passes

    def meet(self, a: Days, b: Days) -> Days:
        """The days in both."""
        return both(a, b)

    def join(self, a: Days, b: Days) -> Days:
        """The days in either."""
        if len(a) == len(b) == 1:  # by far the most frequent case: one reaches as far as both
            (first, last), (start, end) = a[0], b[0]
            if first <= start and end <= last:
                return a
            if start <= first and last <= end:
                return b
        return unite((*a, *b))

    def beyond(self, a: Days, b: Days) -> Days:
        """The days in the first that are not in the second."""
        return subtract(a, b) if b else a


class WhichObjects:
    """Sets of objects as values, a bit for each of `objects`, under the mask of a matcher."""

    one = ALL
    none = 0

    def __init__(self, matcher: Matcher, objects: Mapping[int, int]) -> None:
        """`objects`: the bit of each."""
        self._matcher = matcher
        self._objects = objects
        self._homes: dict[_Countries, int] = {}
        self._abroad: dict[_Countries, int] = {}

    def of(self, _relation: int, /) -> int:
        """Every object: only what the mask admits is asked for."""
        return ALL

    def since(self, _day: int, /) -> int:
        """Every object."""
        return ALL

    def passing(self, test: Test) -> Callable[[int, int], int]:
        """The objects for which an entity passes a test."""
        matcher, plain = self._matcher, test.without("object")
        narrowings = list(self._narrowings(test))

        def passes(entity: int, subject: int) -> int:
            if not matcher.passes(plain, entity, matcher.bound(subject)):
                return 0
            found = ALL
            for narrow in narrowings:
                found &= narrow(entity, subject)
            return found

        return passes

    def meet(self, a: int, b: int) -> int:
        """The objects in both."""
        return a & b

    def join(self, a: int, b: int) -> int:
        """The objects in either."""
        return a | b

    def beyond(self, a: int, b: int) -> int:
        """The objects in the first that are not in the second."""
        return a & ~b

    def _narrowings(self, test: Test) -> Iterator[Callable[[int, int], int]]:
        """Each comparison of a test with the object."""
        bits, meant = self._objects, self._matcher.meant

        def others(references: tuple[str, ...], subject: int) -> set[int | None]:
            return {meant(r, self._matcher.bound(subject)) for r in references if r != "object"}

        same, differs = several(test.is_), several(test.is_not)
        if "object" in same:
            yield lambda entity, subject: ALL if entity in others(same, subject) else bits.get(entity, 0)
        if "object" in differs:
            yield lambda entity, subject: 0 if entity in others(differs, subject) else ~bits.get(entity, 0)
        if test.inside == "object":
            yield lambda entity, _: sum(bits.get(area, 0) for area in self._areas(entity))
        if test.abroad_from == "object":
            yield lambda entity, _: self._abroad_from(entity)

    def _abroad_from(self, entity: int) -> int:
        """The objects that an entity lies abroad from."""
        matcher, countries = self._matcher, self._countries_of(entity)
        if not self._homes:  # objects of the same countries are alike
            for target, bit in self._objects.items():
                home = self._countries_of(target)
                self._homes[home] = self._homes.get(home, 0) | bit
        if countries not in self._abroad:
            apart_from = (
                bits for home, bits in self._homes.items() if matcher.at_some_time(apart(dict(countries), dict(home)))
            )
            self._abroad[countries] = sum(apart_from)
        return self._abroad[countries]

    def _areas(self, entity: int) -> Iterator[int]:
        """The areas in which an entity lies, under the mask."""
        return (area for area, days in self._matcher.areas(entity).items() if self._matcher.at_some_time(days))

    def _countries_of(self, entity: int) -> _Countries:
        return frozenset(self._matcher.countries(entity).items())
