"""The index: a version compiled to columns of integers, from which all answers are computed.

`graph.compile` makes it, purely: the same snapshot gives the same index. Strings stay at the edge: entities and
relations are numbered in the order of their ids, so that comparing numbers is comparing ids. What an answer quotes,
names and evidence, is fetched from the snapshot by id.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from typing import Any, Literal

from graph.intervals import Days, Interval, covers
from graph.parts import Parts
from graph.sources import Passages
from graph.time import Holding, Lifetime
from graph.whereabouts import Whereabouts
from schema.dates import Edtf
from schema.rules import Rule
from schema.statements import Absence
from schema.vocabulary import CLASSES, RelationType, Vocabulary

NEVER, END, YES = 0, 1, 2
"""Whether an entity may be a stepping stone: never, only next to an end, or yes."""

Direction = Literal["out", "in", "any"]

STONES = {"never": NEVER, "end": END, "yes": YES}


class Index:
    """Columns over entities (`ids`, …) and relations (`relation_ids`, …), adjacency, and what coverage asks for."""

    def __init__(self, vocabulary: Vocabulary, rules: Sequence[Rule]) -> None:
        self.vocabulary = vocabulary
        self.rules = {rule.id: rule for rule in rules}
        self.type_numbers = {t.type: i for i, t in enumerate(vocabulary.relation_types)}
        self.type_classes = [CLASSES.index(t.cls) for t in vocabulary.relation_types]
        # entities
        self.ids: list[str] = []
        self.numbers: dict[str, int] = {}
        self.types: list[str] = []
        self.subtypes: list[str | None] = []
        self.lifetimes: list[Lifetime] = []
        self.stones = bytearray()
        self.collective = bytearray()
        self.entity_modalities = bytearray()
        self.by_type: dict[str, list[int]] = {}
        self.attributes: dict[str, dict[int, Any]] = {}
        # relations
        self.relation_ids: list[str] = []
        self.relation_types = array("H")
        self.sources = array("i")
        self.targets = array("i")
        self.modalities = bytearray()
        self.certain_first, self.certain_last = array("i"), array("i")
        self.possible_first, self.possible_last = array("i"), array("i")
        self.fresh_until = array("i")
        self.news_first, self.news_last = array("i"), array("i")
        self.independent = array("H")
        self.is_event = bytearray()
        self.timeless = bytearray()
        self.relation_attributes: dict[str, dict[int, Any]] = {}
        self.several: dict[int, Holding] = {}
        self.without_end: list[str] = []
        self.allowed: dict[int, tuple[Interval, Interval]] = {}
        """Bounds that a source's word that there is none puts on a relation: what is certain, what is possible."""
        self.contradicted: set[int] = set()
        # adjacency: the relations of entity e are places offsets[e] … offsets[e + 1], by `near_way`: twice the
        # number of the type, and one more where the relation comes in; then by number
        self.offsets = array("i", [0])
        self.near_relation = array("i")
        self.near_entity = array("i")
        self.near_way = array("H")
        # what coverage asks for
        self.absences: dict[tuple[str, int, int | None], list[Absence]] = {}
        self.observations: dict[str, list[tuple[int, str]]] = {}
        self.contents: dict[str, Edtf] = {}
        self.passages: Passages = {}
        # what is known of sources besides: their parts, and the entity from whose side they are written
        self.parts: Parts = {}
        self.viewpoints: dict[str, int] = {}
        self.bound_objects: dict[str, dict[int, Mapping[int, Days]]] = {}
        """By rule and subject: its objects so far looked for, and the days on which it is possibly bound with each."""
        self.whereabouts = Whereabouts(self)
        self.touched = 0
        """How many adjacent relations were looked at since the index was made: a measure of work."""

    def near(self, entity: int) -> range:
        """The places in the adjacency columns of all relations of an entity."""
        places = range(self.offsets[entity], self.offsets[entity + 1])
        self.touched += len(places)
        return places

    def near_of_type(self, entity: int, relation_type: int, direction: Direction = "any") -> range:
        """The places of its relations of one type: those that go out of it, come in, or all."""
        low, high = self.offsets[entity], self.offsets[entity + 1]
        first = 2 * relation_type + (direction == "in")
        last = 2 * relation_type + (direction != "out")
        places = range(bisect_left(self.near_way, first, low, high), bisect_right(self.near_way, last, low, high))
        self.touched += len(places)
        return places

    def may_be_asked(self, entity: int) -> bool:
        """Whether a rule may ask about an entity: it is one, not what stands for many, and not merely planned."""
        return not self.collective[entity] and self.entity_modalities[entity] == 0

    def certainly(self, relation: int, day: int) -> bool:
        """Whether a relation certainly holds on a day, or has certainly happened by then."""
        if relation in self.several:
            return covers(self.several[relation].certain, day)
        return self.certain_first[relation] <= day <= self.certain_last[relation]

    def possibly(self, relation: int, day: int) -> bool:
        """Whether it possibly does; what is certain is possible."""
        if relation in self.several:
            return covers(self.several[relation].possible, day)
        return self.possible_first[relation] <= day <= self.possible_last[relation]

    def possible(self, relation: int) -> tuple[Interval, ...]:
        """The intervals in which a relation possibly holds."""
        if relation in self.several:
            return self.several[relation].possible
        first, last = self.possible_first[relation], self.possible_last[relation]
        return ((first, last),) if first <= last else ()

    def certain(self, relation: int) -> tuple[Interval, ...]:
        """The intervals in which it certainly does."""
        if relation in self.several:
            return self.several[relation].certain
        first, last = self.certain_first[relation], self.certain_last[relation]
        return ((first, last),) if first <= last else ()

    def relation_type(self, relation: int) -> RelationType:
        """The type of a relation."""
        return self.vocabulary.relation_types[self.relation_types[relation]]
