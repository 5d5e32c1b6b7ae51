"""Links between the rows and the columns of a matrix: relations, and what two relations meet in.

A relation links a row and a column where one end is in the one and the other end in the other. An agreement, event or
programme is one link, however many relations lead to it, be it in a row itself or joined to something in a row and in a
column; collectives of such are not, since they are many.
Relations that say where something lies or applies, by which ends are in areas, are no links by themselves. A partner
country is another one than that of the other end.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

import msgspec

from graph.axes import NONE, Axis, Topics
from graph.index import Index
from graph.whereabouts import Around

MEETS = ("agreement", "event", "project")
"""What may join a row and a column by two relations."""

Pair = tuple[int, int]
Key = tuple[int, ...]


class Link(msgspec.Struct, frozen=True):
    """A relation, or two that meet. `also`: more of the same. `collective`: an end is many without names."""

    relations: tuple[int, ...]
    also: tuple[int, ...] = ()
    collective: bool = False

    @property
    def order(self) -> tuple[int, tuple[int, ...]]:
        """Sorts links: those of one relation first, then by id."""
        return (len(self.relations), self.relations)


Strength = tuple[bool, int, int, int]


class _Near(NamedTuple):
    """A neighbour and the relation that leads to it, the strongest first; named ones before collectives."""

    strength: Strength
    relation: int
    entity: int


class Links:
    """What links the heads of two axes, as far as relations count."""

    def __init__(
        self, index: Index, axes: tuple[Axis, Axis], relations: Iterable[str],
        admits: Callable[[int], bool], around: Around, area: int | None,
    ) -> None:  # fmt: skip
        """`admits`: which relations count. `around`: where entities are. `area`: links in it; all without one."""
        self.index = index
        self.axes = axes
        self._around = around
        self._area = area
        self._admits = admits
        self._wanted = {index.type_numbers[name] for name in relations}
        within = {index.type_numbers[name] for name in index.vocabulary.roles.within}
        self._direct = self._wanted - within or self._wanted
        self._topics = tuple(Topics(axis, self._admits) if axis.topic else None for axis in self.axes)
        self._topic_types = tuple(index.type_numbers[axis.topic] if axis.topic else -1 for axis in self.axes)
        self._country = tuple(axis.dimension == "country" for axis in self.axes)
        self._apart = axes[0].dimension == axes[1].dimension and axes[0].dimension in ("area", "country")
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
        joined = {pair: {end for key in known for end in (key[1:] or key)} for pair, known in found.items()}
        for entity_type in (t.type for t in self.index.vocabulary.entity_types if t.kind in MEETS):
            for node in self.index.by_type.get(entity_type, ()):
                for pair, link in self._meetings(node):
                    if node not in joined.get(pair, ()):
                        found.setdefault(pair, {})[node,] = link
        return found

    def _key(self, relation: int) -> Key:
        """What makes statements one and the same: an agreement, event or programme, else the relation that they say."""
        index = self.index
        ends = (index.sources[relation], index.targets[relation])
        nodes = [end for end in ends if self._kind(end) in MEETS and not index.collective[end]]
        if len(nodes) == 1:
            return (nodes[0],)
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
        return {
            pair for own, other in both for pair in self._pairs(own, other, None, self.index.relation_types[relation])
        }

    def _meetings(self, node: int) -> Iterator[tuple[Pair, Link]]:
        """The pairs of heads that a node joins, each with the strongest two relations that do."""
        near = self._near(node) if not self.index.collective[node] else []
        if len(near) < 2:
            return
        best: dict[Pair, tuple[tuple[Strength, Strength], Link]] = {}
        for owns, others in itertools.product(*(self._groups(near, side).values() for side in (0, 1))):
            couples = [(own, other) for own in owns for other in others if own.entity != other.entity]
            if not couples:
                continue
            own, other = min(couples, key=_rank)
            for pair in self._pairs(own.entity, other.entity, node, None):
                if pair not in best or _rank((own, other)) < best[pair][0]:
                    collective = own.strength[0] or other.strength[0]
                    best[pair] = (_rank((own, other)), Link((own.relation, other.relation), (), collective))
        yield from ((pair, link) for pair, (_, link) in best.items())

    def _near(self, node: int) -> list[_Near]:
        """The neighbours of a node, each with its strongest relation, the strongest first."""
        index = self.index
        near: dict[int, _Near] = {}
        for place in index.near(node):
            relation, other = index.near_relation[place], index.near_entity[place]
            if index.relation_types[relation] in self._wanted and other != node and self._admits(relation):
                if self._kinds.get(index.types[other]) == "topic":
                    continue
                found = _Near((self._collective(other), *self._strength(relation)), relation, other)
                near[other] = min(near.get(other, found), found)
        return sorted(near.values())

    def _groups(self, near: Iterable[_Near], side: int) -> dict[object, list[_Near]]:
        """Of those neighbours that are alike as an end on one side the strongest two: one may be the other end, too."""
        groups: dict[object, list[_Near]] = {}
        for each in near:
            group = groups.setdefault(self._alike(each.entity, side), [])
            if len(group) < 2:
                group.append(each)
        return groups

    def _alike(self, entity: int, side: int) -> object:
        """All that is asked of an end on one side."""
        topics = self._topics[side]
        of_partner = self._country[1 - side]
        return (
            topics.part(entity) if topics else self.axes[side].of(entity),
            tuple(t.part(entity) for t in self._topics if t is not None and t is not topics),
            self._around.countries(entity) if of_partner else None,
            of_partner and self._known(entity, entity),
            self._area is None or self._around.inside(entity, self._area),
        )

    def _pairs(self, own: int, other: int, via: int | None, relation_type: int | None) -> Iterator[Pair]:
        """The pairs of heads between which there is a link: `own` is the end in the row, `other` that in the column."""
        rows = self._heads(0, own, other, via, relation_type)
        cols = self._heads(1, other, own, via, relation_type) if rows else NONE
        if not cols or not self._in_area(own, other):
            return
        if self._apart:
            at_own, at_other = self.axes[0].of(own), self.axes[1].of(other)
            yield from ((r, c) for r in rows for c in cols if r != c and (c not in at_own or r not in at_other))
            return
        if self._country[0]:
            rows = rows - self._around.countries(other) if self._known(other, via) else NONE
        elif self._country[1]:
            cols = cols - self._around.countries(own) if self._known(own, via) else NONE
        yield from itertools.product(rows, cols)

    def _heads(self, side: int, own: int, other: int, via: int | None, relation_type: int | None) -> frozenset[int]:
        axis, topics = self.axes[side], self._topics[side]
        if topics is None or relation_type == self._topic_types[side]:
            return axis.of(own)
        return (topics.of(via) if via is not None else NONE) or topics.of(own, other)

    def _in_area(self, own: int, other: int) -> bool:
        """Whether a link is in the area asked: of a link with a partner country, the end that is at home."""
        area, inside = self._area, self._around.inside
        if area is None:
            return True
        if self._country[0] != self._country[1]:
            return inside(other if self._country[0] else own, area)
        return inside(own, area) or inside(other, area)

    def _known(self, entity: int, via: int | None) -> bool:
        """Whether it can be said that a country is another than that of an entity.

        Of a place or an actor without one it can, but for an actor that is only met somewhere.
        """
        if self._around.countries(entity):
            return True
        kind = self._kind(entity)
        return kind == "place" or (kind == "actor" and via is None)


def _rank(couple: tuple[_Near, _Near]) -> tuple[Strength, Strength]:
    """Sorts two relations that meet: by the weaker, then by the other."""
    one, other = (each.strength for each in couple)
    return (max(one, other), min(one, other))
