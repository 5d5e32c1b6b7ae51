"""The search: the best paths of an exact length, by layers from both ends that meet, then best first.

For a length, each position has a table of the entities that may stand there and the least weight from there to an end,
by the features that the rest of the path brings. These walks may visit an entity twice, so the weights are lower
bounds; a best-first search over them yields simple paths in their exact order. Method: A* with a perfect heuristic of
the relaxed problem (Hart, Nilsson, Raphael 1968), layers from both ends as in Pohl 1971.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from graph.index import NEVER, YES
from graph.walk import AT_ENDS, Walk

Table = dict[int, dict[int, int]]
"""Entity to features of the rest of the path to the least weight of that rest."""

Rank = tuple[int, int, tuple[int, ...], tuple[int, ...]]
"""What orders paths of one length: weight of their classes, weakest evidence (negated), entities, relations."""


_Entry = tuple[int, int, tuple[int, ...], tuple[int, ...], int, int]
"""The beginning of a path on the heap: its rank, then the weight and the features so far."""


class WorkExceeded(Exception):
    """The search looked at more relations than it was allowed."""


class Found(msgspec.Struct, frozen=True):
    """A path: entity and relation numbers, in order."""

    entities: tuple[int, ...]
    relations: tuple[int, ...]


class Search:
    """Paths between two sets of entities, length by length. `work`: how many adjacent relations it may look at."""

    def __init__(self, walk: Walk, sources: list[int], targets: list[int], work: int) -> None:
        self.walk = walk
        self.sources = [s for s in sources if s not in walk.avoid]
        self.targets = {t for t in targets if t not in walk.avoid}
        self._limit = walk.touched + work
        self._forward: list[set[int]] = []
        self._backward: list[Table] = []

    def of_length(self, hops: int) -> Iterator[Found]:
        """Every path of that many hops, the best first.

        Raises:
            WorkExceeded: before all of them were found.
        """
        if hops == 0:
            yield from (
                Found((s,), ()) for s in sorted(self.sources) if s in self.targets and set(self.walk.via) <= {s}
            )
        elif hops == 1:
            yield from self._direct()
        elif hops == 2:
            yield from self._by_one_stone()
        else:
            yield from self._best_first(self._tables(hops))

    def distance(self) -> int | None:
        """The least number of hops, three or more, of a walk between the two; None: there is none of any length.

        Breadth first from both ends, each entity once, whatever features are asked for: a lower bound for paths.

        Raises:
            WorkExceeded: before it was found.
        """
        walk = self.walk
        sides = []
        for ends in (self.sources, sorted(self.targets)):
            near = {o for e in ends for r, o in walk.hops(e, at_end=True) if walk.next_to_end(o, r)}
            sides.append((near, set(near)))
        hops = 2
        while sides[0][0] and sides[1][0]:
            self._check()
            hops += 1
            nearer = 0 if self._size(sides[0][0]) <= self._size(sides[1][0]) else 1
            frontier, seen = sides[nearer]
            goals = sides[1 - nearer][1]
            following = set[int]()
            for entity in frontier:
                for _, other in walk.hops(entity, at_end=False):
                    if other in goals:
                        return hops
                    if other not in seen and walk.stone(other) == YES:
                        seen.add(other)
                        following.add(other)
            sides[nearer] = (following, seen)
        return None

    def _check(self) -> None:
        if self.walk.touched > self._limit:
            raise WorkExceeded

    def _direct(self) -> Iterator[Found]:
        walk = self.walk
        best: dict[tuple[int, int], int] = {}
        for source in self.sources:
            for relation, other in walk.hops(source, at_end=True):
                if other in self.targets and other != source:
                    known = best.get((source, other))
                    if known is None or walk.strength(relation) < walk.strength(known):
                        best[source, other] = relation
        for (source, other), relation in sorted(best.items(), key=lambda item: (walk.strength(item[1])[:2], item[0])):
            if set(walk.via) <= {source, other}:
                yield Found((source, other), (relation,))

    def _by_one_stone(self) -> Iterator[Found]:
        walk, kinds = self.walk, self.walk.index.relation_types
        first: dict[tuple[int, int], list[int]] = {}
        last: dict[tuple[int, int], list[int]] = {}
        for ends, near in ((self.sources, first), (sorted(self.targets), last)):
            for end in ends:
                for relation, stone in walk.hops(end, at_end=True):
                    near.setdefault((stone, end), []).append(relation)
                self._check()
        by_stone: dict[int, list[int]] = {}
        for stone, end in last:
            by_stone.setdefault(stone, []).append(end)
        found: list[tuple[Rank, Found]] = []
        for (stone, source), ins in first.items():
            kind = walk.stone(stone)
            for target in by_stone.get(stone, ()) if kind != NEVER else ():
                entities = (source, stone, target)
                if len(set(entities)) < 3 or not set(walk.via) <= set(entities):
                    continue
                ways = (
                    (min(a, key=walk.strength), min(b, key=walk.strength))
                    for a, b in self._choices(kind, ins, last[stone, target], kinds)
                    if a and b
                )
                strong = [w for w in ways if walk.strong[kinds[w[0]]] or walk.strong[kinds[w[1]]]]
                if strong:
                    rank, relations = min((self._rank(entities, w), w) for w in strong)
                    found.append((rank, Found(entities, relations)))
        yield from (path for _, path in sorted(found, key=lambda item: item[0]))

    def _choices(
        self, kind: int, ins: list[int], outs: list[int], kinds: Sequence[int]
    ) -> Iterator[tuple[list[int], list[int]]]:
        """The hops to and from a stone between two ends: a place needs one of them to be walked at ends."""
        if kind == YES:
            yield ins, outs
            return
        walks = self.walk.walks
        yield [r for r in ins if walks[kinds[r]] == AT_ENDS], outs
        yield ins, [r for r in outs if walks[kinds[r]] == AT_ENDS]

    def _rank(self, entities: tuple[int, ...], relations: tuple[int, ...]) -> Rank:
        walk = self.walk
        weight = sum(walk.cost(r) for r in relations)
        return (weight, -min(walk.index.independent[r] for r in relations), entities, relations)

    # Three hops and more: position 1 and the last but one are next to an end, all between are stepping stones.

    def _tables(self, hops: int) -> list[Table]:
        """For each position from 1 to hops - 1: who may stand there, and the least weight of the rest."""
        if not self._forward:
            walk = self.walk
            self._forward.append(
                {o for s in self.sources for r, o in walk.hops(s, at_end=True) if walk.next_to_end(o, r)}
            )
            self._backward.append(self._last_hops())
        while len(self._forward) + len(self._backward) < hops - 1:
            if self._size(self._forward[-1]) <= self._size(self._backward[-1].keys()):
                self._forward.append(self._next(self._forward[-1]))
            else:
                self._backward.append(self._before(self._backward[-1], None))
            self._check()
        ahead = hops - 1 - len(self._forward)
        tables = self._backward[ahead - 1 :: -1]
        for layer in reversed(self._forward):
            tables = [self._before(tables[0], layer), *tables]
            self._check()
        return tables

    def _size(self, entities: Iterable[int]) -> int:
        offsets = self.walk.index.offsets
        return sum(offsets[e + 1] - offsets[e] for e in entities)

    def _next(self, layer: set[int]) -> set[int]:
        walk = self.walk
        return {other for e in layer for _, other in walk.hops(e, at_end=False) if walk.stone(other) == YES}

    def _last_hops(self) -> Table:
        walk, table = self.walk, dict[int, dict[int, int]]()
        for target in self.targets:
            for relation, stone in walk.hops(target, at_end=True):
                if walk.next_to_end(stone, relation):
                    bits = walk.features(target, relation) | walk.via.get(stone, 0)
                    _lower(table.setdefault(stone, {}), bits, walk.cost(relation))
        return table

    def _before(self, table: Table, layer: set[int] | None) -> Table:
        """The table one position nearer to the sources, for a layer only, or for all stepping stones."""
        walk, result = self.walk, dict[int, dict[int, int]]()
        if layer is not None and self._size(layer) < self._size(table.keys()):
            for stone in layer:
                for relation, other in walk.hops(stone, at_end=False):
                    if other in table:
                        self._extend(result, stone, relation, table[other])
            return result
        for other, rest in table.items():
            for relation, stone in walk.hops(other, at_end=False):
                if stone in layer if layer is not None else walk.stone(stone) == YES:
                    self._extend(result, stone, relation, rest)
        return result

    def _extend(self, table: Table, stone: int, relation: int, rest: dict[int, int]) -> None:
        walk = self.walk
        bits, cost = walk.features(None, relation) | walk.via.get(stone, 0), walk.cost(relation)
        row = table.setdefault(stone, {})
        for features, weight in rest.items():
            _lower(row, features | bits, weight + cost)

    def _best_first(self, tables: list[Table]) -> Iterator[Found]:
        walk, independent = self.walk, self.walk.index.independent
        last = len(tables)
        heap: list[_Entry] = []
        for source in self.sources:
            self._push(heap, tables, (source,), (), 0, 0x10000, walk.via.get(source, 0))
        while heap:
            _, sources, entities, relations, weight, features = heapq.heappop(heap)
            if len(entities) == last + 2:
                yield Found(entities, relations)
                continue
            self._check()
            position = len(entities)  # of the entity to be added
            best: dict[int, int] = {}
            at_end = position == 1 or position == last + 1
            for relation, other in walk.hops(entities[-1], at_end=at_end):
                if other in entities or not self._fits(tables, position, entities[-1], relation, other):
                    continue
                known = best.get(other)
                if known is None or walk.strength(relation) < walk.strength(known):
                    best[other] = relation
            for other, relation in best.items():
                self._push(
                    heap, tables, (*entities, other), (*relations, relation), weight + walk.cost(relation),
                    min(-sources, independent[relation]), features | walk.features(other, relation),
                )  # fmt: skip

    def _fits(self, tables: list[Table], position: int, entity: int, relation: int, other: int) -> bool:
        """Whether a hop to an entity at a position obeys the walk and can still reach a target."""
        if position == len(tables) + 1:
            return other in self.targets and self.walk.next_to_end(entity, relation)
        return other in tables[position - 1] and (position > 1 or self.walk.next_to_end(other, relation))

    def _push(
        self, heap: list[_Entry], tables: list[Table],
        entities: tuple[int, ...], relations: tuple[int, ...], weight: int, sources: int, features: int,
    ) -> None:  # fmt: skip
        """Add a beginning of a path, unless no rest of it brings the features that are missing."""
        wanted = self.walk.all_features
        position = len(entities) - 1
        if position == 0 or position == len(tables) + 1:
            rest = 0 if position == 0 or features & wanted == wanted else None
        else:
            rows = tables[position - 1].get(entities[-1], {})
            rest = min((w for bits, w in rows.items() if (features | bits) & wanted == wanted), default=None)
        if rest is not None:
            heapq.heappush(heap, (weight + rest, -sources, entities, relations, weight, features))


def _lower(row: dict[int, int], features: int, weight: int) -> None:
    known = row.get(features)
    if known is None or weight < known:
        row[features] = weight
