"""The program agrees with an independent brute-force reading of the contract, on the bundled data and on others."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

import pytest

from graph.compile import compile_index
from graph.coverage import Coverage, CoverageQuestion
from graph.index import Index
from graph.paths import find
from graph.walk import PathQuestion
from schema.dates import FUTURE, PAST
from schema.statements import Relation, Statement
from tests.graph import random_graphs
from tests.graph.fixtures import bundled, bundled_view, snapshot
from tests.oracle import adapter, paths, verdicts
from tests.oracle.days import Days
from tests.oracle.world import World

YEARS = (2012, 2016, 2020, 2024, 2026, 2035)
DATES: tuple[date | None, ...] = (None, *(date(year, 12, 31) for year in YEARS))
TURNS = (date(2011, 12, 10), date(2012, 6, 30), date(2025, 6, 30), date(2025, 7, 1), date(2025, 7, 2))
SEEDS = range(1, 9)
Pair = tuple[str, str]


class Both:
    """A graph as the program has it and as the oracle has it."""

    def __init__(self, index: Index, statements: Sequence[Statement]) -> None:
        self.index = index
        self.plain = adapter.statements(statements)
        self.types = (adapter.entity_types(index.vocabulary), adapter.relation_types(index.vocabulary))
        self.days = Days(self.plain, self.types[1])
        self.world = World(self.plain, self.types[1])
        self.relations = {r["id"]: r for r in self.plain if r["kind"] == "relation"}

    def pairs(self, day: date | None) -> tuple[dict[Pair, Any], dict[Pair, Any]]:
        """What the oracle says of every ordered pair, and the best paths."""
        bests: dict[Pair, Any] = {}
        rows = paths.all_pairs(self.plain, *self.types, day, 6, bests)
        return {(source, target): (status, holds, found) for source, target, status, holds, _, found in rows}, bests


@functools.cache
def of_bundled() -> Both:
    """The bundled dataset."""
    return Both(bundled_view().index, bundled())


@functools.cache
def of_seed(seed: int) -> Both:
    """A random graph."""
    statements = random_graphs.graph(seed, 30 + seed * 2, 100 + seed * 6)
    return Both(compile_index(snapshot(statements)), statements)


@functools.cache
def settled(seed: int) -> Both:
    """A random graph for rules."""
    statements = random_graphs.graph(seed, 40, 160, settled=True)
    return Both(compile_index(snapshot(statements)), statements)


def edges(both: Both) -> list[int]:
    """Every day on which a relation begins or ceases to hold, with its neighbours, and some of each year."""
    index, found = both.index, set()
    for column in (index.certain_first, index.certain_last, index.possible_first, index.possible_last):
        found |= set(column)
    found |= {n for h in index.several.values() for i in (*h.certain, *h.possible) for n in i}
    found |= {date(year, 2, 28).toordinal() for year in range(1998, 2040)}
    near = {d + shift for d in found if PAST < d < FUTURE for shift in (-1, 0, 1)}
    return sorted(d for d in near if 1 <= d <= date.max.toordinal())


def days_that_differ(both: Both, days: Iterable[int]) -> list[str]:
    """The relations, days and readings on which the two do not agree."""
    index, wrong = both.index, []
    moments = [(d, date.fromordinal(d)) for d in days]
    for number, name in enumerate(index.relation_ids):
        relation = both.relations[name]
        spans = both.days.reach(relation)
        for day, moment in moments:
            certain = both.days.certain(relation, moment)
            possible = certain or any(low <= moment <= high for low, high in spans)
            if (index.certainly(number, day), index.possibly(number, day)) != (certain, possible):
                wrong.append(f"{name} on {moment}: the oracle says certain {certain}, possible {possible}")
                break
    return wrong


def answer(index: Index, pair: Pair, day: date | None) -> tuple[Any, Any]:
    """Status, how it holds and all shortest paths as the program finds them, and its best path."""
    question = PathQuestion(
        sources=pair[:1], targets=pair[1:], day=None if day is None else day.toordinal(), all_shortest=True
    )
    result = find(index, question)
    found = [(tuple(index.ids[e] for e in p.found.entities), p) for p in result.paths]
    holds = {p.holds for _, p in found}
    best = tuple(index.relation_ids[r] for r in found[0][1].found.relations) if found else ()
    told = (result.status, holds.pop() if len(holds) == 1 else None, frozenset(entities for entities, _ in found))
    return told, (found[0][0], best) if found else None


def paths_that_differ(both: Both, day: date | None, pairs: Iterable[Pair], said: Any, bests: Any) -> list[str]:
    """The pairs of entities on which the two do not agree."""
    wrong = []
    for pair in pairs:
        told, best = answer(both.index, pair, day)
        if told != said[pair]:
            wrong.append(f"{pair} on {day}: {told}, the oracle says {said[pair]}")
        elif pair in bests and bests[pair] != best:
            wrong.append(f"{pair} on {day}: best {best}, the oracle says {bests[pair]}")
    return wrong


def verdicts_that_differ(both: Both, rule: str, day: date, since: date | None = None) -> list[str]:
    """The subjects of a rule on which the two do not agree."""
    parameters = {} if since is None else {"since": since.toordinal()}
    coverage = Coverage(both.index, CoverageQuestion(rule=rule, day=day.toordinal(), parameters=parameters))
    ids = both.index.ids
    told = {
        ids[s] if o is None else (ids[s], ids[o]): coverage.judge(s, o).verdict for s, o in coverage.pairs()
    }  # fmt: skip
    said = verdicts.training_since(both.world, day, since) if since else verdicts.RULES[rule](both.world, day)
    return [
        f"{rule} {key} on {day}: {told.get(key)}, the oracle says {said.get(key)}"
        for key in sorted(told.keys() | said.keys(), key=str)
        if told.get(key) != said.get(key)
    ]


def test_the_bundled_relations_hold_on_the_same_days() -> None:
    """Each of the 542 relations holds certainly and possibly on the same days, at every edge and beside it."""
    both = of_bundled()
    assert len(both.relations) == len(both.index.relation_ids) == 542
    assert days_that_differ(both, edges(both)) == []


@pytest.mark.parametrize("day", DATES, ids=str)
def test_every_pair_of_the_bundled_entities_is_connected_alike(day: date | None) -> None:
    """All ordered pairs have the same status, shortest paths and best path, without a date and on each day."""
    both = of_bundled()
    said, bests = both.pairs(day)
    assert len(said) == 241**2
    assert paths_that_differ(both, day, said, said, bests) == []


@pytest.mark.parametrize("rule", sorted(verdicts.RULES))
def test_the_rules_judge_the_bundled_subjects_alike(rule: str) -> None:
    """Every rule gives every subject the same verdict, on the days asked of it and where much changes."""
    both = of_bundled()
    for day in (*(d for d in DATES if d), *TURNS):
        assert verdicts_that_differ(both, rule, day) == []


@pytest.mark.parametrize("since", [date(2011, 1, 1), date(2014, 6, 1), date(2016, 1, 1), date(2020, 1, 1)], ids=str)
def test_training_since_a_day_is_judged_alike(since: date) -> None:
    """The parameter `since` leaves out the same older events."""
    both = of_bundled()
    for day in (date(2016, 12, 31), date(2024, 12, 31)):
        assert verdicts_that_differ(both, "training-since", day, since) == []


@pytest.mark.parametrize("seed", SEEDS)
def test_random_relations_hold_on_the_same_days(seed: int) -> None:
    """Agreement on days is no accident of the bundled data."""
    both = of_seed(seed)
    found = edges(both)
    assert days_that_differ(both, found[:: max(1, len(found) // 300)]) == []


@pytest.mark.parametrize("seed", SEEDS)
def test_random_pairs_are_connected_alike(seed: int) -> None:
    """Agreement on paths is no accident of the bundled data: all ordered pairs, without a date and on two days."""
    both = of_seed(seed)
    for day in (None, date(2013, 1, 1) + timedelta(days=97 * seed), date(2022, 12, 31)):
        said, bests = both.pairs(day)
        assert paths_that_differ(both, day, said, said, bests) == []


@pytest.mark.parametrize("rule", sorted(verdicts.RULES))
def test_the_rules_judge_random_subjects_alike(rule: str) -> None:
    """Agreement on verdicts is no accident of the bundled data."""
    for seed in SEEDS:
        for day in (date(2011, 6, 30), date(2014, 12, 31), date(2020, 12, 31), date(2027, 1, 1)):
            assert verdicts_that_differ(settled(seed), rule, day) == [], seed


def test_the_oracle_is_given_every_relation() -> None:
    """The adapter leaves no statement out."""
    both = of_bundled()
    assert len(both.plain) == len(bundled())
    assert set(both.relations) == {s.id for s in bundled() if isinstance(s, Relation)}
