"""Links between the rows and the columns of a matrix: relations, and what two relations meet in.

A relation links a row and a column where one end is in the one and the other end in the other. An agreement, event or
programme does so where relations lead from it to something in either; collectives of such do not, since they are many.
Relations that only say where something lies or applies, by which ends are in areas, count where something is met, not by
themselves. A partner country is another one than that of the other end.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator

import msgspec

from graph.axes import NONE, Axis, Topics
from graph.index import Index
from graph.mask import Mask

MEETS = ("agreement", "event", "project")
"""What may join a row and a column by two relations."""

Pair = tuple[int, int]
Key = tuple[int, ...]


class Link(msgspec.Struct, frozen=True):
    """A relation, or two that meet. `also`: more statements of the same. `collective`: an end has no name of its own."""

    relations: tuple[int, ...]
    also: tuple[int, ...] = ()
    collective: bool = False


class Links:
    """What links the heads of two axes, as far as a mask admits it."""

    def __init__(
        self, index: Index, rows: Axis, cols: Axis, relations: Iterable[str], mask: Mask, area: int | None
    ) -> None:
        self.index = index
        self.axes = (rows, cols)
        self.area = area
        self._admits = mask.on(index)
        self._wanted = {index.type_numbers[name] for name in relations}
        within = {index.type_numbers[name] for name in index.vocabulary.roles.within}
        self._direct = self._wanted - within or self._wanted
        self._topics = tuple(Topics(axis, self._admits) if axis.topic else None for axis in self.axes)
        self._topic_types = tuple(index.type_numbers[axis.topic] if axis.topic else -1 for axis in self.axes)
        self._country = tuple(axis.dimension == "country" for axis in self.axes)
        self._apart = rows.dimension == cols.dimension and rows.dimension in ("area", "country")
        self._kinds = {t.type: t.kind for t in index.vocabulary.entity_types}

    def found(self) -> dict[Pair, dict[Key, Link]]:
        """The links of each pair of heads that has any, by what makes them one and the same."""
        statements: dict[Pair, dict[Key, list[int]]] = {}
        for relation, kind in enumerate(self.index.relation_types):
            if kind in self._direct and self._admits(relation):
                key = self._key(relation)
                for pair in self._pairs_of(relation):
                    statements.setdefault(pair, {}).setdefault(key, []).append(relation)
        found = {
            pair: {key: self._link(members) for key, members in known.items()} for pair, known in statements.items()
        }
        for kind in (t.type for t in self.index.vocabulary.entity_types if t.kind in MEETS):
            for node in self.index.by_type.get(kind, ()):
                for pair, link in self._meetings(node):
                    known = found.setdefault(pair, {})
                    if not any(node in key[1:] for key in known):
                        known[node,] = link
        return found

    def _key(self, relation: int) -> Key:
        """What makes statements one and the same relation, in whichever direction they say it."""
        index = self.index
        ends = (index.sources[relation], index.targets[relation])
        return (index.relation_types[relation], *(sorted(ends) if index.relation_type(relation).symmetric else ends))

    def _link(self, members: list[int]) -> Link:
        first, *others = sorted(members, key=self._strength)
        collective = any(map(self._collective, (self.index.sources[first], self.index.targets[first])))
        return Link((first,), tuple(others), collective)

    def _strength(self, relation: int) -> tuple[int, int, int]:
        """Sorts relations, the strongest first: class, independent sources, id."""
        index = self.index
        return (index.type_classes[index.relation_types[relation]], -index.independent[relation], relation)

    def _collective(self, entity: int) -> bool:
        return bool(self.index.collective[entity]) and self._kind(entity) != "topic"

    def _kind(self, entity: int) -> str | None:
        return self._kinds.get(self.index.types[entity])

    def _pairs_of(self, relation: int) -> set[Pair]:
        source, target = self.index.sources[relation], self.index.targets[relation]
        if source == target:
            return set()
        both = ((source, target), (target, source))
        return {pair for own, other in both for pair in self._pairs(own, other, None, self.index.relation_types[relation])}

    def _meetings(self, node: int) -> Iterator[tuple[Pair, Link]]:
        """The pairs of heads that a node joins, each with the strongest two relations that do."""
        if self.index.collective[node]:
            return
        groups = self._around(node)
        best: dict[Pair, tuple[tuple[bool, list[tuple[int, int, int]], Key], Link]] = {}
        for one, other in itertools.combinations_with_replacement(groups.values(), 2):
            for (first, a), (second, b) in self._couples(one, other):
                for own, away, way in ((a, b, (first, second)), (b, a, (second, first))):
                    collective = self._collective(a) or self._collective(b)
                    rank = (collective, sorted(map(self._strength, way), reverse=True), way)
                    for pair in self._pairs(own, away, node, None):
                        if pair not in best or rank < best[pair][0]:
                            best[pair] = (rank, Link(way, (), collective))
        yield from ((pair, link) for pair, (_, link) in best.items())

    def _around(self, node: int) -> dict[object, list[tuple[int, int]]]:
        """The neighbours of a node, those that a matrix cannot tell apart together, each with its strongest relation."""
        index = self.index
        near: dict[int, int] = {}
        for place in index.near(node):
            relation, other = index.near_relation[place], index.near_entity[place]
            wanted = index.relation_types[relation] in self._wanted and self._admits(relation)
            if wanted and other != node and self._kind(other) != "topic":
                if other not in near or self._strength(relation) < self._strength(near[other]):
                    near[other] = relation
        groups: dict[object, list[tuple[int, int]]] = {}
        for other, relation in sorted(near.items(), key=lambda item: self._strength(item[1])):
            groups.setdefault(self._alike(other), []).append((relation, other))
        return groups

    def _alike(self, entity: int) -> object:
        sides = tuple(
            topics.of(entity) if topics else axis.of(entity) for axis, topics in zip(self.axes, self._topics, strict=True)
        )
        inside = self.area is None or self.index.inside(entity, self.area)
        kind = self._kind(entity)
        return (sides, self.index.countries(entity), inside, kind, self._collective(entity))

    @staticmethod
    def _couples(
        one: list[tuple[int, int]], other: list[tuple[int, int]]
    ) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
        """The strongest two of two groups: members of a group differ in nothing that is asked."""
        if one is not other:
            yield one[0], other[0]
        elif len(one) > 1:
            yield one[0], one[1]

    def _pairs(self, own: int, other: int, via: int | None, relation_type: int | None) -> Iterator[Pair]:
        """The pairs of heads between which there is a link: `own` is the end in the row, `other` that in the column."""
        rows = self._heads(0, own, other, via, relation_type)
        cols = self._heads(1, other, own, via, relation_type) if rows else NONE
        if not cols or not self._in_area(own, other):
            return
        index = self.index
        if self._apart:
            at_own, at_other = self.axes[0].of(own), self.axes[1].of(other)
            yield from (
                (r, c) for r in rows for c in cols if r != c and (c not in at_own or r not in at_other)
            )
            return
        if self._country[0]:
            rows = rows - index.countries(other) if self._known(other, via) else NONE
        elif self._country[1]:
            cols = cols - index.countries(own) if self._known(own, via) else NONE
        yield from itertools.product(rows, cols)

    def _heads(self, side: int, own: int, other: int, via: int | None, relation_type: int | None) -> frozenset[int]:
        axis, topics = self.axes[side], self._topics[side]
        if topics is None or relation_type == self._topic_types[side]:
            return axis.of(own)
        return (topics.of(via) if via is not None else NONE) or topics.of(own, other)

    def _in_area(self, own: int, other: int) -> bool:
        """Whether a link is in the area asked: of a link with a partner country, the end that is at home."""
        area, inside = self.area, self.index.inside
        if area is None:
            return True
        if self._country[0] != self._country[1]:
            return inside(other if self._country[0] else own, area)
        return inside(own, area) or inside(other, area)

    def _known(self, entity: int, via: int | None) -> bool:
        """Whether it can be said that a country is another than that of an entity.

        Of a place or an actor without one it can, but for an actor that is only met somewhere.
        """
        if self.index.countries(entity):
            return True
        kind = self._kind(entity)
        return kind == "place" or (kind == "actor" and via is None)
