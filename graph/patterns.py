"""The evaluator of patterns: where a chain leads from an entity, and over which relations.

It knows no rule, relation or entity type by name: a rule is a tree, and what counts is decided by a mask.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Mapping

import msgspec

from graph.index import Index
from graph.mask import Mask
from graph.time import Interval, intersect
from schema.edtf import FUTURE, PAST, parse
from schema.rules import Alternatives, Chain, Part, Repeat, Step, Test


class Witness(msgspec.Struct, frozen=True, order=True):
    """A way in which a pattern is found: the relations in order, and the entity where it ends."""

    relations: tuple[int, ...]
    end: int


class Bound(msgspec.Struct, frozen=True):
    """What the words `subject`, `object` and the parameters (first days) of a rule stand for."""

    subject: int
    object: int | None = None
    parameters: Mapping[str, int] = {}


class Matcher:
    """Chains matched on an index, under a mask."""

    def __init__(self, index: Index, mask: Mask, parameters: Mapping[str, int] | None = None) -> None:
        self.index = index
        self.mask = mask
        self.parameters = parameters or {}
        self.admits: Callable[[int], bool] = mask.on(index)

    def bound(self, subject: int, target: int | None = None) -> Bound:
        """What the words of a rule stand for, for a subject and an object."""
        return Bound(subject, target, self.parameters)

    def ways(self, chain: Chain, bound: Bound) -> Iterator[Witness]:
        """Every way along a chain from the subject. A way may be found more than once."""
        yield from self._chain(chain, 0, bound, Witness((), bound.subject))

    def reached(self, chain: Chain, bound: Bound) -> Iterator[int]:
        """The different entities where a chain from the subject ends, whatever the ways, as soon as each is found."""
        return self._along(chain, bound, bound.subject)

    def found(self, chain: Chain, bound: Bound, at_least: int = 1) -> bool:
        """Whether a chain ends at that many different entities."""
        return sum(1 for _ in itertools.islice(self.reached(chain, bound), at_least)) == at_least

    def passes(self, test: Test, entity: int, bound: Bound) -> bool:
        """Whether an entity passes a test."""
        index = self.index
        if test.types and index.types[entity] not in test.types:
            return False
        if index.types[entity] in test.not_types or (test.subtypes and index.subtypes[entity] not in test.subtypes):
            return False
        for name, values in test.attributes.items():
            if index.attributes.get(name, {}).get(entity) not in values:
                return False
        for name, values in test.attributes_not.items():
            if index.attributes.get(name, {}).get(entity) in values:
                return False
        if test.is_ is not None and entity != self._meant(test.is_, bound):
            return False
        if test.is_not is not None and entity == self._meant(test.is_not, bound):
            return False
        if test.inside is not None:
            area = self._meant(test.inside, bound)
            if area is None or not index.inside(entity, area):
                return False
        if test.abroad_from is not None:
            home = self._meant(test.abroad_from, bound)
            return home is not None and bool(index.countries(entity) - index.countries(home))
        return True

    def _meant(self, reference: str, bound: Bound) -> int | None:
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
        else:
            ways = self._repeat(part, bound, way)
        for longer in ways:
            yield from self._chain(chain, position + 1, bound, longer)

    def _along(self, chain: Chain, bound: Bound, start: int) -> Iterator[int]:
        ends: Iterator[int] = iter((start,))
        for part in chain:
            ends = self._spread(part, bound, ends)
        return ends

    def _spread(self, part: Part, bound: Bound, starts: Iterator[int]) -> Iterator[int]:
        seen: set[int] = set()
        for start in starts:
            if isinstance(part, Step):
                ends: Iterator[int] = (other for _, other in self._hops(part, bound, start))
            elif isinstance(part, Alternatives):
                ends = (end for inner in part.any for end in self._along(inner, bound, start))
            else:
                ends = (w.end for w in self._repeat(part, bound, Witness((), start)))
            for end in ends:
                if end not in seen:
                    seen.add(end)
                    yield end

    def _step(self, step: Step, bound: Bound, way: Witness) -> Iterator[Witness]:
        for relation, other in self._hops(step, bound, way.end):
            yield Witness((*way.relations, relation), other)

    def _hops(self, step: Step, bound: Bound, entity: int) -> Iterator[tuple[int, int]]:
        """The relations of a step from an entity, and where they lead."""
        index, admits = self.index, self.admits
        since = self._since(step, bound)
        for name in step.relation:
            for place in index.near_of_type(entity, index.type_numbers[name], step.direction):
                relation, other = index.near_relation[place], index.near_entity[place]
                timely = admits(relation) and (since is None or self._not_before(relation, since))
                if timely and self.passes(step.to, other, bound):
                    yield relation, other

    def _repeat(self, part: Repeat, bound: Bound, way: Witness) -> Iterator[Witness]:
        seen = {way.end}
        layer = [way]
        for times in range(part.most + 1):
            if times >= part.least:
                yield from (w for w in layer if self.passes(part.to, w.end, bound))
            if times == part.most:
                return
            following: list[Witness] = []
            for shorter in layer:
                for longer in self._chain(part.repeat, 0, bound, shorter):
                    if longer.end not in seen:
                        seen.add(longer.end)
                        following.append(longer)
            if not following:
                return
            layer = following

    def _since(self, step: Step, bound: Bound) -> int | None:
        if step.since is None:
            return None
        if step.since[0].isdigit():
            start = parse(step.since).start
            return start.first if start else None
        return bound.parameters.get(step.since)

    def _not_before(self, relation: int, since: int) -> bool:
        """Whether an event happened on or after a day (certainly, or possibly, as the mask asks)."""
        index = self.index
        if not index.is_event[relation]:
            return index.possible_last[relation] >= since
        if self.mask.holds == "certain" and self.mask.day is not None:
            return index.possible_first[relation] >= since
        has_latest = index.certain_first[relation] <= index.certain_last[relation]
        return not has_latest or index.certain_first[relation] >= since


def together(index: Index, relations: tuple[int, ...]) -> tuple[Interval, ...]:
    """The days on which all relations possibly hold, or have happened."""
    days: tuple[Interval, ...] = ((PAST, FUTURE),)
    for relation in relations:
        days = intersect(days, index.possible(relation))
    return days
