"""Units that became others: what a unit takes over, and what was left without an heir of its kind.

A relation stays attached to the unit that had it. Through a succession it reaches the later unit, and the answer shows
the chain; where the unit that had it has no successor of its own kind (a district, after districts ended), what it had
is orphaned.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from typing import Literal

from graph.index import Index
from graph.intervals import covers
from graph.patterns import Witness
from graph.threshold import Threshold
from graph.whereabouts import apart
from schema.dates import FUTURE

_DEPTH = 16
"""How many successions in a row are followed."""

Heir = Literal["inherited", "orphaned"]


class Succession:
    """The successions of an index, as they stand on a day."""

    def __init__(self, index: Index, day: int) -> None:
        self.index = index
        self.day = day
        self._type = index.type_numbers[index.vocabulary.roles.succession]
        self.any = self._type in index.relation_types
        self._succeeds: dict[int, bool] = {}

    def predecessors(self, entity: int) -> dict[int, tuple[int, ...]]:
        """The units that an entity takes over from, nearest first, with the relations that lead to each."""
        return self._follow(entity, "in")

    def successors(self, entity: int) -> dict[int, tuple[int, ...]]:
        """The units that take over from an entity."""
        return self._follow(entity, "out")

    def succeeds(self, entity: int) -> bool:
        """Whether an entity takes over from another."""
        known = self._succeeds.get(entity) if self.any else False
        if known is None:
            known = self._succeeds[entity] = bool(self.predecessors(entity))
        return known

    def heirs(self, entity: int) -> dict[int, tuple[int, ...]]:
        """The units of its kind that took over from an entity that is gone; none while it exists."""
        index = self.index
        if not self.any or index.lifetimes[entity].possible[1] >= self.day:
            return {}
        return {s: r for s, r in self.successors(entity).items() if index.types[s] == index.types[entity]}

    def living_heirs(self, entity: int) -> dict[int, tuple[int, ...]]:
        """Those of them that possibly exist on the day."""
        return self._living(self.heirs(entity))

    def living_successors(self, entity: int) -> dict[int, tuple[int, ...]]:
        """The units of any kind that an entity became and that possibly exist on the day."""
        return self._living(self.successors(entity))

    def _living(self, units: dict[int, tuple[int, ...]]) -> dict[int, tuple[int, ...]]:
        lifetimes = self.index.lifetimes
        return {unit: relations for unit, relations in units.items() if covers((lifetimes[unit].possible,), self.day)}

    def ways(self, needs: Threshold, subject: int, target: int | None, heir: Heir) -> Iterator[Witness]:
        """The ways along what a rule needs that reach a subject, or a pair, through successions of either end."""
        if not self.any:
            return
        if heir == "inherited":
            yield from self._through_counterparts(needs, subject, target)
        for former, relations in self._formers(subject, heir):
            for once, onwards in self._objects(target):
                if (former, once) == (subject, target):
                    continue
                for way in needs.ways_begun(former, once, self.day):
                    if self._reaches(way, (former, once), subject):
                        yield Witness((*relations, *way.relations, *onwards), self._became(way.end))

    def _formers(self, subject: int, heir: Heir) -> Iterator[tuple[int, tuple[int, ...]]]:
        """A subject itself, and what it takes over from in that way."""
        if heir == "inherited":
            yield subject, ()
        for former, relations in self.predecessors(subject).items():
            if self._heir(subject, former) == heir:
                yield former, relations

    def _objects(self, target: int | None) -> Iterator[tuple[int | None, tuple[int, ...]]]:
        """An object itself, and those of its kind that it takes over from."""
        yield target, ()
        if target is not None:
            types = self.index.types
            yield from ((t, r) for t, r in self.predecessors(target).items() if types[t] == types[target])

    def _heir(self, subject: int, former: int) -> Heir | None:
        types = self.index.types
        if types[subject] == types[former]:
            return "inherited"
        own_kind = any(types[s] == types[former] for s in self.successors(former))
        return None if own_kind else "orphaned"

    def _through_counterparts(self, needs: Threshold, subject: int, target: int | None) -> Iterator[Witness]:
        """The subject's own ways that ended only because another end of them became a unit of the same kind."""
        for way in needs.ways_begun(subject, target, self.day):
            gone = self._gone(way)
            if not gone or subject in gone:
                continue
            between = {e for e in gone if self._is_between(e, way)}
            heirs = [self._same_kind(e) for e in sorted(gone - between)]
            if between and not self._lies_there_still(gone - between, subject):
                continue
            if heirs and all(heirs) and self._ended_only_by(way, gone):
                yield Witness((*way.relations, *(r for heir in heirs for r in heir)), self._became(way.end))

    def _is_between(self, entity: int, way: Witness) -> bool:
        """Whether an entity of a way is only where another of it lay: a district needs no heir for its communes."""
        index = self.index
        touching = [r for r in way.relations if entity in (index.sources[r], index.targets[r])]
        return len(touching) > 1 and all(index.relation_type(r).type in index.vocabulary.roles.within for r in touching)

    def _lies_there_still(self, gone: AbstractSet[int], subject: int) -> bool:
        """Whether one of the same kind that one of these became lies in the subject."""
        index = self.index
        return any(
            index.types[s] == index.types[e] and covers(index.whereabouts.areas(s).get(subject, ()), self.day)
            for e in gone
            for s in self.successors(e)
        )

    def _reaches(self, way: Witness, ends: tuple[int, int | None], subject: int) -> bool:
        """Whether a way from a former unit, or to one, ended by the end of units only, leads on to the subject."""
        gone, former = self._gone(way), ends[0]
        if not gone & {*ends} or not self._ended_only_by(way, gone):
            return False
        if former != subject and former not in gone:
            return False
        home = self.index.whereabouts.countries(former)
        for entity in gone - {*ends}:
            abroad = apart(self.index.whereabouts.countries(entity), home)
            if not (self._same_kind(entity) if abroad else subject in self.successors(entity)):
                return False
        return True

    def _gone(self, way: Witness) -> set[int]:
        """The entities of a way that exist no longer."""
        index = self.index
        ends = {e for r in way.relations for e in (index.sources[r], index.targets[r])}
        return {e for e in ends if index.lifetimes[e].possible[1] < self.day}

    def _ended_only_by(self, way: Witness, gone: set[int]) -> bool:
        """Whether every relation of a way possibly still holds, but for the end of an entity that is gone."""
        index = self.index
        for relation in way.relations:
            days = index.possible(relation)
            last = days[-1][1] if days else -FUTURE
            if last >= self.day:
                continue
            ends = {index.sources[relation], index.targets[relation]} & gone
            if not any(index.lifetimes[e].possible[1] == last for e in ends):
                return False
        return True

    def _same_kind(self, entity: int) -> tuple[int, ...]:
        """The relations to what an entity that is gone became, of its kind; none where there is nothing of its kind."""
        return next(iter(self.living_heirs(entity).values()), ())

    def _became(self, entity: int) -> int:
        """What an entity that is gone became, of its kind; itself where it is not, or became nothing of its kind."""
        return next(iter(self.living_heirs(entity)), entity)

    def _follow(self, entity: int, direction: Literal["in", "out"]) -> dict[int, tuple[int, ...]]:
        index, found, layer = self.index, dict[int, tuple[int, ...]](), [(entity, tuple[int, ...]())]
        for _ in range(_DEPTH):
            following = []
            for here, relations in layer:
                places = index.near_of_type(here, self._type, direction)
                # of several statements of one succession the earliest counts
                for place in sorted(places, key=lambda p: index.possible_first[index.near_relation[p]]):
                    relation, other = index.near_relation[place], index.near_entity[place]
                    happened = index.modalities[relation] == 0 and index.possibly(relation, self.day)
                    if happened and other != entity and other not in found:
                        found[other] = (*relations, relation)
                        following.append((other, found[other]))
            layer = following
        return found
