"""The default walk: what may be a hop, and what a stepping stone, as an automaton over position and class.

A path question is data. Its automaton needs no more than the number of hops from either end, the type of a relation
and the kind of stone that an entity is; features seen on the way (a strong hop, an entity that must be passed) are
bits. "No entity twice" is left to the search, for which walks without it are a lower bound.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Literal

import msgspec

from graph.index import END, NEVER, YES, Index
from graph.mask import Mask, modality_numbers
from schema.statements import Modality
from schema.vocabulary import Relaxation

STRONG_CLASSES = ("cooperation", "activity", "resource", "normative")
"""The classes of which a path of two hops or more needs one: geography and membership alone connect nobody."""

ANYWHERE, AT_ENDS, NOT = 2, 1, 0


class PathQuestion(msgspec.Struct, frozen=True, kw_only=True):
    """How is one of `sources` connected with one of `targets`? Ids throughout.

    `relations`: if given, exactly these types are walked, anywhere, and no strong hop is asked for. `entity_types` and
    `channels` restrict stepping stones and relations further. `relax`: a link that is no path, looked for instead.
    """

    sources: tuple[str, ...]
    targets: tuple[str, ...]
    day: int | None = None
    holds: Literal["best", "certain", "possible"] = "best"
    modalities: tuple[Modality, ...] = ("asserted",)
    k: int = 1
    all_shortest: bool = False
    max_hops: int = 6
    via: tuple[str, ...] = ()
    avoid: tuple[str, ...] = ()
    relations: tuple[str, ...] | None = None
    entity_types: tuple[str, ...] | None = None
    channels: tuple[str, ...] | None = None
    relax: Relaxation | None = None


class Walk:
    """The automaton of a question on an index, under a mask."""

    def __init__(self, index: Index, question: PathQuestion, mask: Mask) -> None:
        self.index = index
        self.admits = _admits(index, question, mask)
        self.touched = 0
        """How many adjacent relations this question has looked at; others may be asked at the same time."""
        self.walks = _walks(index, question)
        self.weights: list[int] = [9 ** index.type_classes[t] for t in range(len(self.walks))]
        """Of a type: sums of at most eight compare as classes sorted weakest first do."""
        self._stones = _stone_of_type(index, question)
        self._even_collective = set(question.relax.stones) if question.relax else set()
        self.avoid = {index.numbers[i] for i in question.avoid}
        connects = _connects(index, question)
        self.strong = [int(connects is None or t in connects) for t in range(len(self.walks))]
        self.via = {index.numbers[i]: 2 << n for n, i in enumerate(question.via)}
        self.all_features = 1 + sum(self.via.values())

    def stone(self, entity: int) -> int:
        """Whether an entity may be a stepping stone: NEVER, END or YES."""
        kind = self.index.types[entity]
        if entity in self.avoid or (self.index.collective[entity] and kind not in self._even_collective):
            return NEVER
        return self._stones.get(kind, NEVER)

    def hops(self, entity: int, *, at_end: bool) -> Iterable[tuple[int, int]]:
        """The relations that may be walked from an entity and where they lead; at an end of the path, or inside."""
        index, walks, admits = self.index, self.walks, self.admits
        least = AT_ENDS if at_end else ANYWHERE
        ways, relations, others = index.near_way, index.near_relation, index.near_entity
        places = index.near(entity)
        self.touched += len(places)
        for place in places:
            if walks[ways[place] >> 1] >= least and admits(relations[place]):
                yield relations[place], others[place]

    def next_to_end(self, entity: int, relation: int) -> bool:
        """Whether an entity may be next to an end of a path of three hops or more, reached from it by a relation."""
        stone = self.stone(entity)
        return stone == YES or (stone == END and self.walks[self.index.relation_types[relation]] == AT_ENDS)

    def features(self, entity: int | None, relation: int) -> int:
        """The bits that a hop to an entity (None: to an end of the path) adds."""
        bits = self.strong[self.index.relation_types[relation]]
        return bits | self.via.get(entity, 0) if entity is not None else bits

    def cost(self, relation: int) -> int:
        """The weight of a hop."""
        return self.weights[self.index.relation_types[relation]]

    def strength(self, relation: int) -> tuple[int, int, int]:
        """Sorts parallel relations, the strongest first: class, independent sources, id."""
        index = self.index
        return (index.type_classes[index.relation_types[relation]], -index.independent[relation], relation)


def _admits(index: Index, question: PathQuestion, mask: Mask) -> Callable[[int], bool]:
    admits = mask.on(index)
    if question.channels is None:
        return admits
    channel = index.type_numbers[index.vocabulary.roles.channel]
    wanted = {index.numbers[c] for c in question.channels}
    known: dict[int, bool] = {}

    def runs(entity: int) -> bool:
        if entity not in known:
            places = index.near_of_type(entity, channel)
            known[entity] = any(index.near_entity[p] in wanted and admits(index.near_relation[p]) for p in places)
        return known[entity]

    return lambda r: admits(r) and (runs(index.sources[r]) or runs(index.targets[r]))


def _walks(index: Index, question: PathQuestion) -> list[int]:
    types = index.vocabulary.relation_types
    if question.relations is not None:
        return [ANYWHERE if t.type in question.relations else NOT for t in types]
    walked = {"through": ANYWHERE, "at_ends": AT_ENDS, "never": NOT}
    extra = question.relax.walks if question.relax else ()
    return [ANYWHERE if t.type in extra or t.cls in extra else walked[t.walk] for t in types]


def _stone_of_type(index: Index, question: PathQuestion) -> dict[str, int]:
    stones: dict[str, int] = {}
    for kind in index.vocabulary.entity_types:
        stone = {"never": NEVER, "end": END, "yes": YES}[kind.stepping_stone]
        if question.relations is not None and stone == END:
            stone = YES
        if question.relax and kind.type in question.relax.stones:
            stone = YES
        if question.entity_types is not None and kind.type not in question.entity_types:
            stone = NEVER
        stones[kind.type] = stone
    return stones


def _connects(index: Index, question: PathQuestion) -> set[int] | None:
    """The relation types of which a longer path needs one; None: it needs none."""
    if question.relations is not None:
        return None
    connecting = {*STRONG_CLASSES, *(question.relax.connects if question.relax else ())}
    return {n for n, t in enumerate(index.vocabulary.relation_types) if t.cls in connecting or t.type in connecting}


def mask_of(question: PathQuestion, holds: Literal["certain", "possible"]) -> Mask:
    """The mask of a question."""
    return Mask(question.day, holds, modality_numbers(question.modalities))
