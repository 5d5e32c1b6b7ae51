"""The sides of a matrix: what its rows and columns are, and where an entity belongs.

Heads are numbers: of entities, or of kinds in the order of `Axis.kinds`. Which types are areas, countries, sectors and
channels is what the roles of the vocabulary say; kinds are the subtypes of actors, or their types where they have none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Literal

from graph.index import Index
from graph.intervals import covers
from graph.whereabouts import Around
from schema.rules import Rule
from schema.statements import Texts
from schema.vocabulary import EntityKind, Vocabulary

Dimension = Literal["area", "country", "sector", "channel", "kind"]
DIMENSIONS: tuple[Dimension, ...] = ("area", "country", "sector", "channel", "kind")
KIND = "kind:"
"""How the ids of kinds begin: they are no entities."""
NONE: frozenset[int] = frozenset()


def topic_relation(vocabulary: Vocabulary, dimension: str) -> str | None:
    """The relation type that leads to the topics of a dimension; None where it is none of topics."""
    roles = vocabulary.roles
    return {"sector": roles.sector, "channel": roles.channel}.get(dimension)


def types_of(vocabulary: Vocabulary, dimension: str) -> tuple[str, ...]:
    """The entity types of the heads of a dimension; of kinds none."""
    known = {"area": vocabulary.roles.area, "country": vocabulary.roles.country}.get(dimension)
    if known:
        return (known,)
    relation = vocabulary.relation_type(topic_relation(vocabulary, dimension) or "")
    return tuple(sorted({target for _, target in relation.ends})) if relation else ()


def sides(vocabulary: Vocabulary, rule: Rule) -> tuple[Dimension, Dimension] | None:
    """The dimensions of a rule's subjects and objects; None where they are not those of a matrix."""
    if rule.objects is None:
        return None
    subjects = {t for s in rule.subjects for t in s.test.types}
    found = [
        next((d for d in DIMENSIONS if types and types <= set(types_of(vocabulary, d))), None)
        for types in (subjects, set(rule.objects.test.types))
    ]
    return (found[0], found[1]) if found[0] and found[1] else None


class Axis:
    """One side of a matrix on an index."""

    def __init__(self, index: Index, dimension: Dimension, around: Around) -> None:
        """`around`: where entities are on the day asked."""
        self._around = around
        self.index = index
        self.dimension = dimension
        self.types = types_of(index.vocabulary, dimension)
        self.topic = topic_relation(index.vocabulary, dimension)
        self.kinds: dict[str, Texts] = _kinds(index) if dimension == "kind" else {}
        self._kind_numbers = {name: n for n, name in enumerate(self.kinds)}
        self._known: dict[int, frozenset[int]] = {}

    def heads(self, day: int) -> Iterator[int]:
        """Those that exist, possibly, on a day."""
        index = self.index
        if self.dimension == "kind":
            yield from range(len(self.kinds))
        for entity in (e for t in self.types for e in index.by_type.get(t, ())):
            if covers((index.lifetimes[entity].possible,), day) and (self.topic or not index.collective[entity]):
                yield entity

    def of(self, entity: int) -> frozenset[int]:
        """The heads in which an entity is: areas and countries around it, itself where it is a topic, its kind."""
        known = self._known.get(entity)
        if known is None:
            known = self._known[entity] = self._of(entity)
        return known

    def id(self, head: int) -> str:
        """The id of a head."""
        return KIND + list(self.kinds)[head] if self.dimension == "kind" else self.index.ids[head]

    def _of(self, entity: int) -> frozenset[int]:
        index = self.index
        if self.dimension == "kind":
            number = self._kind_numbers.get(_kind(index, entity))
            return NONE if number is None else frozenset((number,))
        if self.topic:
            return frozenset((entity,)) if index.types[entity] in self.types else NONE
        return frozenset(a for a in self._around.areas(entity) if index.types[a] in self.types)


class Topics:
    """Through which topics of an axis things run, as far as the relations that a mask admits say so.

    A province that works in many sectors does not say in which of them a single agreement is, so places say nothing
    here; of the two ends of a relation an agreement, event, programme or instrument says more than an actor.
    """

    def __init__(self, axis: Axis, admits: Callable[[int], bool]) -> None:
        self._axis = axis
        self._admits = admits
        self._type = axis.index.type_numbers[axis.topic] if axis.topic else -1
        self._known: dict[int, frozenset[int]] = {}

    def of(self, *entities: int) -> frozenset[int]:
        """The topics of what a link consists of."""
        nearest: frozenset[int] = NONE
        actors: frozenset[int] = NONE
        for is_actor, linked in map(self.part, entities):
            if is_actor:
                actors |= linked
            else:
                nearest |= linked
        return nearest or actors

    def part(self, entity: int) -> tuple[bool, frozenset[int]]:
        """What an entity adds: whether as an actor, and its topics."""
        return (kind_of(self._axis.index, entity) == "actor", self._linked(entity))

    def _linked(self, entity: int) -> frozenset[int]:
        known = self._known.get(entity)
        if known is None:
            index = self._axis.index
            known = self._axis.of(entity)
            if kind_of(index, entity) != "place":
                places = index.near_of_type(entity, self._type, "out")
                known |= {index.near_entity[p] for p in places if self._admits(index.near_relation[p])}
            self._known[entity] = known
        return known


def kind_of(index: Index, entity: int) -> EntityKind | None:
    """Whether an entity is a place, an actor, an agreement, and so on."""
    known = index.vocabulary.entity_type(index.types[entity])
    return known.kind if known else None


def _kind(index: Index, entity: int) -> str:
    return (index.subtypes[entity] or index.types[entity]) if kind_of(index, entity) == "actor" else ""


def _kinds(index: Index) -> dict[str, Texts]:
    """The kinds of actors and what they are called: those of the vocabulary, and those found besides."""
    found: dict[str, Texts] = {}
    for known in index.vocabulary.entity_types:
        if known.kind == "actor":
            plain = {e for e in index.by_type.get(known.type, ()) if index.subtypes[e] is None}
            for name, label in known.subtypes.items():
                found.setdefault(name, label)
            if plain or not known.subtypes:
                found.setdefault(known.type, known.label)
            for entity in index.by_type.get(known.type, ()):
                name = _kind(index, entity)
                found.setdefault(name, {"vi": name, "en": name})
    return found
