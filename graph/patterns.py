"""The evaluator of patterns: where a chain leads from an entity, and over which relations.

It knows no rule, relation or entity type by name: a rule is a tree, and what counts is decided by a mask.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

import msgspec

from graph.dated import days
from graph.index import Index
from graph.intervals import EVER, Days, Interval, both, covers, intersect, unite
from graph.mask import Mask
from graph.time import read
from graph.whereabouts import Areas, apart
from schema.dates import FUTURE, PAST, span_within
from schema.limits import before, first_day, last_day
from schema.rule_tree import (
    NOTHING,
    Also,
    Alternatives,
    Between,
    Chain,
    Compared,
    Repeat,
    Scalar,
    Size,
    Step,
    Test,
    several,
)

NOWHERE: frozenset[int] = frozenset()


class Witness(msgspec.Struct, frozen=True, order=True):
    """A way in which a pattern is found: the relations in order, and the entity where it ends."""

    relations: tuple[int, ...]
    end: int


class Bound(msgspec.Struct, frozen=True):
    """What the words `subject`, `object` and the parameters (first days) of a rule stand for.

    `thorough`: repetitions are followed by longer ways to where shorter ones lead, too, which a source may deny.
    """

    subject: int
    object: int | None = None
    parameters: Mapping[str, int] = {}
    thorough: bool = False


class Matcher:
    """Chains matched on an index, under a mask."""

    def __init__(
        self, index: Index, mask: Mask, parameters: Mapping[str, int] | None = None, day: int | None = None
    ) -> None:
        """`day`: the day asked, where the mask has none; what is said of time before it is counted from there."""
        self.index = index
        self.mask = mask
        self.parameters = parameters or {}
        self._day = day if day is not None else mask.day if mask.day is not None else FUTURE
        self.admits: Callable[[int], bool] = mask.on(index)
        self.surely = mask.holds == "certain" and mask.day is not None
        """Whether the mask asks for what is certain."""
        self._countries_now: dict[int, frozenset[int]] = {}
        self.is_timed = True
        """Whether limits of time count."""

    def untimed(self) -> Matcher:
        """A matcher of the same, whatever limits of time are asked for."""
        found = copy.copy(self)
        found.is_timed = False
        return found

    def over(self, admits: Callable[[int], bool]) -> Matcher:
        """A matcher of the same, on some of its relations only."""
        found, masked = copy.copy(self), self.admits
        found.admits = lambda r: masked(r) and admits(r)
        return found

    def bound(self, subject: int, target: int | None = None, *, thorough: bool = False) -> Bound:
        """What the words of a rule stand for, for a subject and an object."""
        return Bound(subject, target, self.parameters, thorough)

    def ways(self, chain: Chain, bound: Bound) -> Iterator[Witness]:
        """Every way along a chain from the subject. A way may be found more than once."""
        yield from self._chain(chain, 0, bound, Witness((), bound.subject))

    def passes(self, test: Test, entity: int, bound: Bound) -> bool:
        """Whether an entity passes a test."""
        index = self.index
        if test.types and index.types[entity] not in test.types:
            return False
        if index.types[entity] in test.not_types or (test.subtypes and index.subtypes[entity] not in test.subtypes):
            return False
        if test.is_ is not None and all(entity != self.meant(r, bound) for r in several(test.is_)):
            return False
        if test.is_not is not None and any(entity == self.meant(r, bound) for r in several(test.is_not)):
            return False
        if not self._passes_in_time(test, entity, bound):
            return False
        return test.shares is None or any(True for _ in self._chain(test.shares.chain, 0, bound, Witness((), entity)))

    def at_some_time(self, days: Days) -> bool:
        """Whether some days have that of the mask; where it has none, whether there are any."""
        return bool(days) if self.mask.day is None else covers(days, self.mask.day)

    def days(self, test: Test, entity: int, bound: Bound) -> Days:
        """The days on which an entity lies where a test asks, and its attributes are what it asks."""
        held = self._compared(test, self.index.attributes, entity)
        if held and test.inside is not None:
            area = self.meant(test.inside, bound)
            held = () if area is None else both(held, self.areas(entity).get(area, ()))
        if held and test.abroad_from is not None:
            home = self.meant(test.abroad_from, bound)
            held = () if home is None else both(held, apart(self.countries(entity), self.countries(home)))
        return held

    def _passes_in_time(self, test: Test, entity: int, bound: Bound) -> bool:
        """Whether an entity lies where a test asks and its attributes are what it asks, at the time of the mask."""
        day = self.mask.day
        if day is None:
            return not test.is_temporal or bool(self.days(test, entity, bound))
        # by far the most frequent question: quicker than by way of days
        if test.inside is not None:
            area = self.meant(test.inside, bound)
            if area is None or not covers(self.areas(entity).get(area, ()), day):
                return False
        if test.abroad_from is not None:
            home = self.meant(test.abroad_from, bound)
            here, there = self._on(day, entity), NOWHERE if home is None else self._on(day, home)
            if not here or not there or (here == there and len(here) == 1):
                return False
        return not test.compared or covers(self._compared(test, self.index.attributes, entity), day)

    def _on(self, day: int, entity: int) -> frozenset[int]:
        """The countries in which an entity lies on the day of the mask."""
        known = self._countries_now.get(entity)
        if known is None:
            around = self.countries(entity).items()
            known = self._countries_now[entity] = frozenset(c for c, days in around if covers(days, day))
        return known

    def shared(self, test: Test, entity: int, bound: Bound) -> Days:
        """The days on which an entity possibly shares what a test asks; all where it asks for nothing."""
        if test.shares is None:
            return EVER
        ways = self._chain(test.shares.chain, 0, bound, Witness((), entity))
        return unite(interval for way in ways for interval in together(self.index, way.relations))

    def areas(self, entity: int) -> Areas:
        """What an entity is and where it lies, on which days: certainly, or possibly, as the mask asks."""
        return self.index.whereabouts.areas(entity, certainly=self.surely)

    def countries(self, entity: int) -> Areas:
        """The countries in which it lies."""
        return self.index.whereabouts.countries(entity, certainly=self.surely)

    def _compared(self, wanted: Compared, known_of: Mapping[str, Mapping[int, Any]], number: int) -> Days:
        """The days on which the attributes of an entity, or a relation, are what is asked."""
        held = EVER
        for name, fits in self._comparisons(wanted):
            known = known_of.get(name, {}).get(number)
            if isinstance(known, tuple):
                held = intersect(held, days(known, fits, certainly=self.surely))
            elif not fits(known):
                return ()
        return held

    def _comparisons(self, test: Compared) -> Iterator[tuple[str, Callable[[Any], bool]]]:
        """Each attribute that is compared, and whether a value of it fits."""
        for name, wanted in test.attributes.items():
            yield name, partial(_is_one_of, wanted)
        for name, unwanted in test.attributes_not.items():
            yield name, partial(_is_none_of, unwanted)
        for name, between in test.dates.items():
            yield name, partial(self._dated, between)
        for name, size in test.numbers.items():
            yield name, partial(_sized, size)

    def _dated(self, between: Between, value: object) -> bool:
        """Whether a date certainly, or possibly, as the mask asks, lies between two days."""
        date = read(value)
        if date is None:
            return False
        span = span_within(date, None)
        since, until = self._limits(between.since, between.until)
        if until is None and between.since is not None and before(between.since):
            until = self._day  # what is counted back from the day asked reaches up to it
        early, late = (span.first, span.last) if self.surely else (span.last, span.first)
        return (since is None or early >= since) and (until is None or late <= until)

    def meant(self, reference: str, bound: Bound) -> int | None:
        """The entity that a rule's word or an id names; None where there is none."""
        if reference == "subject":
            return bound.subject
        return bound.object if reference == "object" else self.index.numbers.get(reference)

    def _chain(self, chain: Chain, position: int, bound: Bound, way: Witness) -> Iterator[Witness]:
        if position == len(chain):
            yield way
            return
        part = chain[position]
        if isinstance(part, Step):
            ways = self._step(part, bound, way)
        elif isinstance(part, Alternatives):
            ways = (w for inner in part.any for w in self._chain(inner, 0, bound, way))
        elif isinstance(part, Also):
            ways = self._beside(part.also, bound, way)
        else:
            ways = self._repeat(part, bound, way)
        for longer in ways:
            yield from self._chain(chain, position + 1, bound, longer)

    def _step(self, step: Step, bound: Bound, way: Witness) -> Iterator[Witness]:
        for relation, other in self._hops(step, bound, way.end):
            longer = Witness((*way.relations, relation), other)
            if step.to.shares is None:
                yield longer
            else:
                yield from self._beside(step.to.shares.chain, bound, longer)

    def _beside(self, chain: Chain, bound: Bound, way: Witness) -> Iterator[Witness]:
        """A way with what is found beside it: it goes on from where it was."""
        for aside in self._chain(chain, 0, bound, way):
            yield Witness(aside.relations, way.end)

    def related(self, step: Step, entity: int) -> Iterator[tuple[int, int]]:
        """The relations of a step from an entity, and where they lead, whatever is asked of the end."""
        index, admits = self.index, self.admits
        since, until = self._limits(step.since, step.until)
        for name in step.relation:
            for place in index.near_of_type(entity, index.type_numbers[name], step.direction):
                relation, other = index.near_relation[place], index.near_entity[place]
                timely = (since is None or self._not_before(relation, since)) and (
                    until is None or self._not_after(relation, until)
                )
                if timely and admits(relation) and (step.says is NOTHING or self._says(step.says, relation)):
                    yield relation, other

    def first_day_of(self, step: Step) -> int | None:
        """The day before which a step leads nowhere: that since which something must have happened, or be.

        None where there is no limit, or one that moves with the day asked.
        """
        return None if step.since is None or before(step.since) else self._limits(step.since, None)[0]

    def _says(self, wanted: Compared, relation: int) -> bool:
        """Whether a relation says of itself what a step asks."""
        return bool(self._compared(wanted, self.index.relation_attributes, relation))

    def _hops(self, step: Step, bound: Bound, entity: int) -> Iterator[tuple[int, int]]:
        """The relations of a step from an entity, and the ends that pass its test."""
        return (hop for hop in self.related(step, entity) if self.passes(step.to, hop[1], bound))

    def _repeat(self, part: Repeat, bound: Bound, way: Witness) -> Iterator[Witness]:
        begun = max(part.least - 1, 0)

        def follow(
            shorter: Witness, times: int, passed: frozenset[int], fewest: Mapping[int, int] | None
        ) -> Iterator[Witness]:
            if times >= part.least and self.passes(part.to, shorter.end, bound):
                shares = part.to.shares
                yield from (shorter,) if shares is None else self._beside(shares.chain, bound, shorter)
            if times == part.most:
                return
            if times == begun and not bound.thorough:
                fewest = self._fewest(part, bound, shorter.end, passed, times)
            for longer in self._chain(part.repeat, 0, bound, shorter):
                # what was reached by fewer repetitions is not reached again; parallel ways of one length all count
                if longer.end not in passed and (fewest is None or fewest.get(longer.end) == times + 1):
                    yield from follow(longer, times + 1, passed | {longer.end}, fewest)

        yield from follow(way, 0, frozenset((way.end,)), None)

    def _fewest(
        self, part: Repeat, bound: Bound, start: int, passed: frozenset[int], begun: int
    ) -> Mapping[int, int]:  # fmt: skip
        """The entities to which a repetition that has begun leads on, and the fewest times that it takes in all."""
        fewest, layer = dict.fromkeys(passed, 0), [start]
        for times in range(begun + 1, part.most + 1):
            reached = {w.end for e in layer for w in self._chain(part.repeat, 0, bound, Witness((), e))}
            layer = sorted(reached - fewest.keys())
            fewest.update(dict.fromkeys(layer, times))
        return fewest

    def _limits(self, since: str | None, until: str | None) -> tuple[int | None, int | None]:
        """The first and the last day of a limit of time; None where there is none, or no such parameter was given."""
        if since is until is None:
            return None, None
        given = dict(self.parameters)
        if not self.is_timed:
            return None, None
        return (
            first_day(since, given, self._day) if since else None,
            last_day(until, given, self._day) if until else None,
        )

    def _not_before(self, relation: int, since: int) -> bool:
        """Whether an event happened on or after a day (certainly, or possibly, as the mask asks)."""
        index = self.index
        if not index.is_event[relation]:
            days = index.possible(relation)
            return since <= self._day and bool(days) and days[-1][1] >= since
        if self.surely:
            return index.possible_first[relation] >= since
        has_latest = index.certain_first[relation] <= index.certain_last[relation]
        return not has_latest or index.certain_first[relation] >= since

    def _not_after(self, relation: int, until: int) -> bool:
        """Whether an event happened, or a state began, on or before a day."""
        index = self.index
        if self.surely:
            return index.certain_first[relation] <= min(until, index.certain_last[relation])
        return index.possible_first[relation] <= until


def _is_one_of(wanted: tuple[Scalar, ...], value: object) -> bool:
    """Whether a value, or a member of a list, is wanted."""
    return any(v in wanted for v in value) if isinstance(value, list) else value in wanted


def _is_none_of(unwanted: tuple[Scalar, ...], value: object) -> bool:
    return not _is_one_of(unwanted, value)


def _sized(size: Size, value: object) -> bool:
    if not isinstance(value, int | float) or isinstance(value, bool):
        return False
    return (size.least is None or value >= size.least) and (size.most is None or value <= size.most)


def together(index: Index, relations: tuple[int, ...]) -> tuple[Interval, ...]:
    """The days on which all relations possibly hold, or have happened."""
    days: tuple[Interval, ...] = ((PAST, FUTURE),)
    for relation in relations:
        days = intersect(days, index.possible(relation))
    return days
