"""Shortest admissible paths by plain enumeration of simple entity sequences, after the contract of the default walk.

Readings, where the text leaves a choice:
- A path of length 0 is found for an entity and itself; with a date it holds certainly.
- Only asserted relations are walked; without a date every one of them counts, whatever its time.
- In the search for possible paths relations that hold certainly are walked as well.
- Of two hops the middle is second and last but one at once: one end walked `at_ends` suffices for a place.
- The order among paths: hops, classes weakest first, then more independent sources at the poorest hop, entity ids;
  among parallel relations of one entity sequence the same key, then hop by hop the strongest: class, sources, id.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from tests.oracle.days import Days
from tests.oracle.sources import Sources

Statement = dict[str, Any]
Sequence = tuple[str, ...]
Adjacency = dict[str, dict[str, list[Statement]]]

CLASSES = ("cooperation", "activity", "resource", "normative", "structural", "thematic", "identity")
STRONG = CLASSES[:4]


class Graph:
    """The relations of a store that may be walked."""

    def __init__(
        self,
        statements: Iterable[Statement],
        entity_types: list[dict[str, Any]],
        relation_types: list[dict[str, Any]],
        modalities: tuple[str, ...] = ("asserted",),
    ) -> None:
        listed = list(statements)
        self.days = Days(listed, relation_types)
        self.walk: dict[str, str] = {item["type"]: item["walk"] for item in relation_types}
        self.rank: dict[str, int] = {item["type"]: CLASSES.index(item["class"]) for item in relation_types}
        stones = {item["type"]: item["stepping_stone"] for item in entity_types}
        self.stone: dict[str, str] = {}
        for item in listed:
            if item["kind"] == "entity":
                barred = str((item.get("attributes") or {}).get("traversable")).lower() == "false"
                self.stone[item["id"]] = "never" if barred else stones[item["type"]]
        self.relations = [
            item
            for item in listed
            if item["kind"] == "relation"
            and (item.get("modality") or "asserted") in modalities
            and self.walk[item["type"]] != "never"
            and item["source"] != item["target"]
        ]
        self.sources = Sources(listed)

    def adjacency(self, day: date | None, level: str | None) -> Adjacency:
        """Neighbour by neighbour the relations that hold on the day at the level (certain, possible, None: all)."""
        result: Adjacency = {entity: {} for entity in self.stone}
        for relation in self.relations:
            if day is not None and level == "certain" and not self.days.certain(relation, day):
                continue
            if day is not None and level == "possible" and not self.days.possible(relation, day):
                continue
            for here, there in ((relation["source"], relation["target"]), (relation["target"], relation["source"])):
                result[here].setdefault(there, []).append(relation)
        return result

    # -- the rules of the walk --------------------------------------------------------------------------------

    def choice_allowed(self, entities: Sequence, walks: tuple[str, ...], strong: tuple[bool, ...]) -> bool:
        """Whether the entities, with one walk and strength chosen for each hop, make a path."""
        hops = len(walks)
        if "never" in walks:
            return False
        if hops == 1:
            return True
        if any(walk != "through" for walk in walks[1:-1]) or not any(strong):
            return False
        for position in range(1, hops):
            stone = self.stone[entities[position]]
            if stone == "never":
                return False
            if stone == "end":
                second = position == 1 and walks[0] == "at_ends"
                last_but_one = position == hops - 1 and walks[-1] == "at_ends"
                if not second and not last_but_one:
                    return False
        return True

    def kinds(self, relations: list[Statement]) -> set[tuple[str, bool]]:
        """The different pairs of walk and strength among parallel relations."""
        return {(self.walk[r["type"]], CLASSES[self.rank[r["type"]]] in STRONG) for r in relations}

    def admissible(self, adjacency: Adjacency, entities: Sequence) -> bool:
        """Whether some choice of parallel relations makes the entity sequence a path."""
        options = [self.kinds(adjacency[a][b]) for a, b in itertools.pairwise(entities)]
        return any(
            self.choice_allowed(entities, tuple(walk for walk, _ in choice), tuple(strong for _, strong in choice))
            for choice in itertools.product(*options)
        )

    def middle_steps(self, adjacency: Adjacency) -> dict[str, list[str]]:
        """The neighbours that a middle hop may reach."""
        return {
            entity: [other for other, rs in near.items() if any(self.walk[r["type"]] == "through" for r in rs)]
            for entity, near in adjacency.items()
        }

    def candidates(self, adjacency: Adjacency, source: str, hops: int) -> Iterator[Sequence]:
        """Every simple sequence of that many hops that may be a path; the rest is left to `admissible`.

        Middle hops are walked `through`, and stepping stones are of a kind that may stand at their position.
        """
        middle = self.middle_steps(adjacency)

        def grow(path: Sequence) -> Iterator[Sequence]:
            done = len(path) - 1
            if done == hops:
                yield path
                return
            last = done + 1 == hops
            for other in adjacency[path[-1]] if done == 0 or last else middle[path[-1]]:
                if other in path:
                    continue
                stone = self.stone[other]
                if not last and (stone == "never" or (stone == "end" and done + 1 not in (1, hops - 1))):
                    continue
                yield from grow((*path, other))

        yield from grow((source,))

    def from_source(
        self, adjacency: Adjacency, source: str, targets: set[str], max_hops: int = 6
    ) -> dict[str, set[Sequence]]:
        """For each target that can be reached, all its shortest admissible sequences."""
        left, found = set(targets), {}
        for hops in range(1, max_hops + 1):
            now: dict[str, set[Sequence]] = {}
            if not left:
                break
            for entities in self.candidates(adjacency, source, hops):
                if entities[-1] in left and self.admissible(adjacency, entities):
                    now.setdefault(entities[-1], set()).add(entities)
            left -= set(now)
            found.update(now)
        return found

    def best(self, adjacency: Adjacency, sequences: set[Sequence]) -> tuple[Sequence, Sequence]:
        """The best of equally short sequences by the contract's order, with the relations shown."""
        ranked = []
        for entities in sequences:
            options = [adjacency[a][b] for a, b in itertools.pairwise(entities)]
            for choice in itertools.product(*options):
                walks = tuple(self.walk[r["type"]] for r in choice)
                strong = tuple(CLASSES[self.rank[r["type"]]] in STRONG for r in choice)
                if self.choice_allowed(entities, walks, strong):
                    classes = sorted((self.rank[r["type"]] for r in choice), reverse=True)
                    fewest = min(self.sources.independent(r) for r in choice)
                    shown = tuple((self.rank[r["type"]], -self.sources.independent(r), r["id"]) for r in choice)
                    ranked.append((classes, -fewest, entities, shown))
        first = min(ranked)
        return first[2], tuple(name for _, _, name in first[3])

    def levels(self, day: date | None) -> list[tuple[str | None, Adjacency]]:
        """What is searched in turn: everything without a date, else the certain and then the possible."""
        if day is None:
            return [(None, self.adjacency(None, None))]
        return [("certain", self.adjacency(day, "certain")), ("possible", self.adjacency(day, "possible"))]


Answer = tuple[str, str | None, set[Sequence]]


def shortest(
    statements: Iterable[Statement],
    entity_types: list[dict[str, Any]],
    relation_types: list[dict[str, Any]],
    source: str,
    target: str,
    day: date | None = None,
    max_hops: int = 6,
) -> Answer:
    """Status, how the answer holds, and all shortest admissible entity sequences between two entities."""
    graph = Graph(statements, entity_types, relation_types)
    if source == target:
        return "found", None if day is None else "certain", {(source,)}
    for level, adjacency in graph.levels(day):
        found = graph.from_source(adjacency, source, {target}, max_hops)
        if target in found:
            return "found", level, found[target]
    return "no_path", None, set()


def best(
    statements: Iterable[Statement],
    entity_types: list[dict[str, Any]],
    relation_types: list[dict[str, Any]],
    source: str,
    target: str,
    day: date | None = None,
    max_hops: int = 6,
) -> tuple[Sequence, Sequence] | None:
    """The best path as entity ids and relation ids, or None where there is no path."""
    graph = Graph(statements, entity_types, relation_types)
    if source == target:
        return (source,), ()
    for _, adjacency in graph.levels(day):
        found = graph.from_source(adjacency, source, {target}, max_hops)
        if target in found:
            return graph.best(adjacency, found[target])
    return None


Row = tuple[str, str, str, str | None, int | None, frozenset[Sequence]]


def all_pairs(
    statements: Iterable[Statement],
    entity_types: list[dict[str, Any]],
    relation_types: list[dict[str, Any]],
    day: date | None = None,
    max_hops: int = 6,
    bests: dict[tuple[str, str], tuple[Sequence, Sequence]] | None = None,
) -> Iterator[Row]:
    """Source, target, status, holds, length and shortest sequences of every ordered pair; `bests` takes best paths."""
    graph = Graph(statements, entity_types, relation_types)
    levels = graph.levels(day)
    for source in sorted(graph.stone):
        yield source, source, "found", None if day is None else "certain", 0, frozenset({(source,)})
        left = set(graph.stone) - {source}
        for level, adjacency in levels:
            found = graph.from_source(adjacency, source, left, max_hops)
            left -= set(found)
            for target in sorted(found):
                if bests is not None:
                    bests[source, target] = graph.best(adjacency, found[target])
                yield source, target, "found", level, len(next(iter(found[target]))) - 1, frozenset(found[target])
        for target in sorted(left):
            yield source, target, "no_path", None, None, frozenset()
