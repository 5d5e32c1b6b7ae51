"""The common checker: whether an answer is one, found out without the evaluator that gave it.

A backend may answer in its own way only where these functions find nothing wrong. They read the index, the question
and the vocabulary, and nothing of the search or of the matching of patterns.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from graph.checker_coverage import check_judgement
from schema.statements import MODALITIES
from schema.vocabulary import CLASSES

if TYPE_CHECKING:
    from graph.index import Index
    from graph.paths import Path, PathResult
    from graph.walk import PathQuestion

__all__ = ["check_judgement", "check_path", "check_paths"]

_STRONG = ("cooperation", "activity", "resource", "normative")


def check_paths(index: Index, question: PathQuestion, result: PathResult) -> list[str]:
    """What is wrong with an answer to a path question, in words: each path, their order, and what is said of them."""
    problems = [f"path {n}: {p}" for n, path in enumerate(result.paths, 1) for p in check_path(index, question, path)]
    if (result.status == "found") != bool(result.paths):
        problems.append(f"status {result.status} with {len(result.paths)} paths")
    if result.status == "search_limit_reached" and not result.limits:
        problems.append("a limit was reached, but none is named")
    if not question.all_shortest and len(result.paths) > question.k:
        problems.append(f"{len(result.paths)} paths, asked for {question.k}")
    entities = [p.found.entities for p in result.paths]
    if len(set(entities)) < len(entities):
        problems.append("two paths have the same entities")
    for holds in (None, "certain", "possible"):
        ranks = [_rank(index, p) for p in result.paths if p.holds == holds]
        if question.all_shortest and len({rank[0] for rank in ranks}) > 1:
            problems.append("not all of the shortest paths are of one length")
        if ranks != sorted(ranks):
            problems.append("the paths are not in their order")
    levels = [p.holds for p in result.paths]
    if levels != sorted(levels, key=lambda level: level == "possible"):
        problems.append("a possible path stands before a certain one")
    if question.holds == "best" and len(set(levels)) > 1:
        problems.append("possible paths are given beside certain ones")
    return problems


def check_path(index: Index, question: PathQuestion, path: Path) -> list[str]:
    """What is wrong with a path as an answer to a question, in words; nothing, if it is one."""
    entities, relations = path.found.entities, path.found.relations
    if not entities or len(entities) != len(relations) + 1:
        return ["the numbers of entities and of hops do not fit"]
    known = range(len(index.ids)), range(len(index.relation_ids))
    if any(e not in known[0] for e in entities) or any(r not in known[1] for r in relations):
        return ["an entity or a hop does not exist"]
    problems = list(_of_ends(index, question, entities, len(relations)))
    for relation, (here, there) in zip(relations, itertools.pairwise(entities), strict=True):
        problems += [f"{index.relation_ids[relation]} {p}" for p in _of_hop(index, question, path, relation)]
        if {index.sources[relation], index.targets[relation]} != {here, there}:
            problems.append(f"{index.relation_ids[relation]} does not connect its neighbours")
    if (path.holds is None) != (question.day is None):
        problems.append("says how it holds only if a day is asked, and then always")
    if path.holds == "possible" and question.day is not None:
        if question.holds == "certain":
            problems.append("is merely possible")
        if all(index.certainly(r, question.day) for r in relations):
            problems.append("is said to be merely possible, but all hops are certain")
    problems += _of_walk(index, question, entities, relations)
    if not problems:
        problems += _stronger(index, question, path)
    return problems


def _of_ends(index: Index, question: PathQuestion, entities: Sequence[int], hops: int) -> Iterator[str]:
    ids = [index.ids[e] for e in entities]
    if ids[0] not in question.sources or ids[-1] not in question.targets:
        yield "does not lead from a source to a target"
    if len(set(ids)) < len(ids):
        yield "has an entity twice"
    if hops > question.max_hops:
        yield f"is longer than {question.max_hops} hops"
    yield from (f"does not lead via {i}" for i in question.via if i not in ids)
    yield from (f"does not avoid {i}" for i in question.avoid if i in ids)


def _of_hop(index: Index, question: PathQuestion, path: Path, relation: int) -> Iterator[str]:
    if MODALITIES[index.modalities[relation]] not in question.modalities:
        yield "has a modality that does not count"
    if not _holds(index, question, path, relation):
        yield f"is not {path.holds} on the day"
    if question.channels is not None:
        ends = (index.sources[relation], index.targets[relation])
        if not any(_runs_through(index, question, path, e) for e in ends):
            yield "does not run through a channel asked for"


def _runs_through(index: Index, question: PathQuestion, path: Path, entity: int) -> bool:
    return any(
        index.relation_type(relation).type == index.vocabulary.roles.channel
        and index.ids[other] in (question.channels or ())
        and MODALITIES[index.modalities[relation]] in question.modalities
        and _holds(index, question, path, relation)
        for relation, other in _near(index, entity)
    )


def _near(index: Index, entity: int) -> Iterator[tuple[int, int]]:
    """The relations of an entity, and the entities at their other ends."""
    for place in index.near(entity):
        yield index.near_relation[place], index.near_entity[place]


def _holds(index: Index, question: PathQuestion, path: Path, relation: int) -> bool:
    if question.day is None:
        return True
    return (index.possibly if path.holds == "possible" else index.certainly)(relation, question.day)


def _walk_of(index: Index, question: PathQuestion, relation: int) -> str:
    """How a relation may be walked: through, at_ends or never."""
    kind = index.relation_type(relation)
    if question.relations is not None:
        return "through" if kind.type in question.relations else "never"
    if question.relax and {kind.type, kind.cls} & set(question.relax.walks):
        return "through"
    return kind.walk


def _of_walk(index: Index, question: PathQuestion, entities: Sequence[int], relations: Sequence[int]) -> Iterator[str]:
    walks, last = [_walk_of(index, question, r) for r in relations], len(relations) - 1
    for n, walk in enumerate(walks):
        if walk == "never" or (walk == "at_ends" and n not in {0, last}):
            yield f"{index.relation_ids[relations[n]]} is walked {walk}, and is hop {n + 1} of {last + 1}"
    for n in range(1, last + 1):
        stone = _stone(index, question, entities[n])
        near = (n == 1 and walks[0] == "at_ends") or (n == last and walks[last] == "at_ends")
        if stone == "never" or (stone == "end" and not near):
            yield f"{index.ids[entities[n]]} is no stepping stone there"
    connecting = {*_STRONG, *(question.relax.connects if question.relax else ())}
    found = {name for r in relations for name in (index.relation_type(r).cls, index.relation_type(r).type)}
    if last > 0 and question.relations is None and not found & connecting:
        yield "has no hop that connects by itself"


def _stone(index: Index, question: PathQuestion, entity: int) -> str:
    name = index.types[entity]
    kind, relaxed = index.vocabulary.entity_type(name), bool(question.relax and name in question.relax.stones)
    outside = question.entity_types is not None and name not in question.entity_types
    if kind is None or outside or (index.collective[entity] and not relaxed):
        return "never"
    anywhere = relaxed or (question.relations is not None and kind.stepping_stone == "end")
    return "yes" if anywhere else kind.stepping_stone


def _stronger(index: Index, question: PathQuestion, path: Path) -> Iterator[str]:
    """A parallel relation of a stronger class that could stand in a hop's place."""
    entities, relations = path.found.entities, path.found.relations
    for n, relation in enumerate(relations):
        for other, there in _near(index, entities[n]):
            if there != entities[n + 1] or _class(index, other) >= _class(index, relation):
                continue
            changed = (*relations[:n], other, *relations[n + 1 :])
            if not any(_of_hop(index, question, path, other)) and not any(_of_walk(index, question, entities, changed)):
                yield f"{index.relation_ids[other]} is stronger than {index.relation_ids[relation]}"


def _class(index: Index, relation: int) -> int:
    return CLASSES.index(index.relation_type(relation).cls)


def _rank(index: Index, path: Path) -> tuple[int, list[int], int, tuple[int, ...]]:
    relations = path.found.relations
    classes = sorted((_class(index, r) for r in relations), reverse=True)
    return (len(relations), classes, -min((index.independent[r] for r in relations), default=0), path.found.entities)
