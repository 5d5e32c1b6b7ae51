"""A chain that must end at so many different entities: for which subjects and objects it does, under a mask."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from graph.index import Index
from graph.intervals import Days, covered_at_least
from graph.patterns import Matcher, Witness, together
from graph.spread import Spread
from graph.values import ALL, WhenHeld, WhichObjects
from schema.rules import Chain, Rule


class Threshold:
    """A chain and a count under the mask of a matcher."""

    def __init__(self, matcher: Matcher, chain: Chain, least: int, objects: Mapping[int, int]) -> None:
        """`objects`: the bit of each, where a rule is about pairs."""
        self.matcher = matcher
        self._chain = chain
        self._least = least
        self._objects = objects
        self._spread = Spread(matcher, chain, WhichObjects(matcher, objects))
        self._when: Spread[Days] | None = None
        self._when_target: int | None = None
        self._met: dict[int, int] = {}

    def over(self, admits: Callable[[int], bool]) -> Threshold:
        """The same over some relations only."""
        return Threshold(self.matcher.over(admits), self._chain, self._least, self._objects)

    def untimed(self) -> Threshold:
        """The same, whatever limits of time are asked for."""
        return Threshold(self.matcher.untimed(), self._chain, self._least, self._objects)

    def met(self, subject: int) -> int:
        """The objects, as bits, for which it is met by a subject; all where it is, and no object matters."""
        known = self._met.get(subject)
        if known is None:
            if self._least == 1:
                known = self._spread.total(subject)
            else:
                known = in_at_least(self._least, self._spread.ends(subject).values())
            self._met[subject] = known
        return known

    def is_met(self, subject: int, target: int | None) -> bool:
        """Whether it is met by a subject, or by a subject and an object."""
        return bool(self.met(subject) & self._bit(target))

    def days_met(self, subject: int, target: int | None) -> Days:
        """The days on which a subject, or a subject and an object, meet it: certainly or possibly, as the mask asks."""
        if self._least == 1:
            return self._by_days(target).total(subject)
        return covered_at_least(self._least, self.days_of_ends(subject, target).values())

    def days_of_ends(self, subject: int, target: int | None) -> Mapping[int, Days]:
        """The ends of the chain, and the days on which it leads there."""
        return self._by_days(target).ends(subject)

    def _by_days(self, target: int | None) -> Spread[Days]:
        if self._when is None or self._when_target != target:
            self._when = Spread(self.matcher, self._chain, WhenHeld(self.matcher, target))
            self._when_target = target
        return self._when

    def ways(self, subject: int, target: int | None, *, thorough: bool = False) -> Iterator[Witness]:
        """Every way along the chain; `thorough`: longer ways to the same place, too."""
        return self.matcher.ways(self._chain, self.matcher.bound(subject, target, thorough=thorough))

    def ways_begun(self, subject: int, target: int | None, by: int) -> Iterator[Witness]:
        """The ways that possibly were what is needed on some day up to one; shorter ways hide no longer ones."""
        ends, index = self.days_of_ends(subject, target), self.matcher.index
        begun = self.matcher.over(lambda r: any(first <= by for first, _ in index.possible(r)))
        for way in begun.ways(self._chain, begun.bound(subject, target, thorough=True)):
            held = (together(index, way.relations), ends.get(way.end, ()))
            if all(any(first <= by for first, _ in days) for days in held):
                yield way

    def ends(self, subject: int, target: int | None) -> list[int]:
        """The different entities at which the chain ends, in order."""
        bit = self._bit(target)
        return sorted(end for end, objects in self._spread.ends(subject).items() if objects & bit)

    def _bit(self, target: int | None) -> int:
        return ALL if target is None else self._objects.get(target, 0)


def bits_of_objects(index: Index, rule: Rule) -> dict[int, int]:
    """A bit for every entity that may be an object of a rule, as far as its type says."""
    if rule.objects is None:
        return {}
    kinds = rule.objects.test.types
    entities = (e for kind in kinds for e in index.by_type.get(kind, ())) if kinds else range(len(index.ids))
    return {entity: 1 << number for number, entity in enumerate(entities)}


def in_at_least(count: int, sets: Iterable[int]) -> int:
    """What is in that many of some sets of bits, at least."""
    levels = [0] * count
    for members in sets:
        for level in range(count - 1, 0, -1):
            levels[level] |= levels[level - 1] & members
        levels[0] |= members
    return levels[-1]
