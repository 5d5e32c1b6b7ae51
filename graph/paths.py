"""Path questions: how is A connected with B, through what, valid when?

`find` answers with numbers of an index; what they are called, and who says so, is added where the answer is written.
"""

from __future__ import annotations

import itertools
from typing import Literal

import msgspec

from graph.index import Index
from graph.search import Found, Search, WorkExceeded
from graph.walk import PathQuestion, Walk, mask_of

WORK = 3_000_000
"""How many adjacent relations a question may look at before it says `search_limit_reached`: a few seconds."""
ALL_SHORTEST = 1_000
"""How many shortest paths are listed at most."""


class Path(msgspec.Struct, frozen=True):
    """A path and how it holds on the day asked; None when no day was asked."""

    found: Found
    holds: Literal["certain", "possible"] | None


class PathResult(msgspec.Struct, frozen=True):
    """`limits`: what was not looked at: `work`, `max_hops` (longer ones may exist), `paths` (more shortest ones)."""

    status: Literal["found", "no_path", "search_limit_reached"]
    paths: tuple[Path, ...]
    limits: tuple[str, ...]


def find(index: Index, question: PathQuestion, work: int = WORK) -> PathResult:
    """The best paths, in the contract's order.

    With a day, a certain path of any length comes before a possible one; with `holds` "best", possible ones are given
    only where there are no certain ones.
    """
    if question.day is None:
        return _result([(None, *_search(index, question, "certain", work))], question)
    certain = _search(index, question, "certain", work)
    if question.holds == "certain" or (question.holds == "best" and certain[0]):
        return _result([("certain", *certain)], question)
    return _result([("certain", *certain), ("possible", *_search(index, question, "possible", work))], question)


def _search(
    index: Index, question: PathQuestion, holds: Literal["certain", "possible"], work: int
) -> tuple[list[Found], list[str]]:
    numbers = index.numbers
    walk = Walk(index, question, mask_of(question, holds))
    search = Search(walk, [numbers[i] for i in question.sources], [numbers[i] for i in question.targets], work)
    found: list[Found] = []
    wanted = ALL_SHORTEST + 1 if question.all_shortest else question.k

    def enough() -> bool:
        return len(found) >= wanted or (bool(found) and (question.all_shortest or not found[0].relations))

    def look(hops: int) -> None:
        found.extend(itertools.islice(search.of_length(hops), wanted - len(found)))

    try:
        for hops in range(min(question.max_hops, 2) + 1):
            look(hops)
            if enough():
                break
        else:
            nearest = search.distance()
            if nearest is None:
                return found, []
            for hops in range(nearest, question.max_hops + 1):
                look(hops)
                if enough():
                    break
            else:
                return found, ["max_hops"]
    except WorkExceeded:
        return found, ["work"]
    if len(found) > ALL_SHORTEST:
        return found[:ALL_SHORTEST], ["paths"]
    return found, []


def _result(
    parts: list[tuple[Literal["certain", "possible"] | None, list[Found], list[str]]], question: PathQuestion
) -> PathResult:
    paths: dict[tuple[int, ...], Path] = {}
    limits: dict[str, None] = {}
    for holds, found, limit in parts:
        limits.update(dict.fromkeys(limit))
        for path in found:
            paths.setdefault(path.entities, Path(path, holds))
    kept = tuple(paths.values()) if question.all_shortest else tuple(paths.values())[: question.k]
    if kept:
        return PathResult("found", kept, tuple(limits))
    return PathResult("search_limit_reached" if "work" in limits else "no_path", (), tuple(limits))
