"""Questions on a store of thousands: what is looked at is a small part of it."""

from __future__ import annotations

import datetime
import random
import statistics
from collections.abc import Sequence
from pathlib import Path

import pytest

from benchmarks.generate import rows
from graph.coverage import GAPS
from graph.sqlite import SqliteStore
from graph.tell_gaps import GapsQuestion
from graph.view import View, open_view
from graph.walk import PathQuestion
from schema.statements import Kind, Statement

DAY = datetime.date(2024, 1, 1).toordinal()


@pytest.fixture(scope="module")
def view(tmp_path_factory: pytest.TempPathFactory) -> View:
    """A view of a generated store of 4,000 entities and 20,000 relations."""
    store = SqliteStore(Path(tmp_path_factory.mktemp("scale")) / "scale.db")
    store.apply("generated", rows(4_000, 20_000))
    return open_view(store)


@pytest.mark.parametrize("day", [None, DAY])
def test_a_path_question_looks_at_a_part_of_the_store(view: View, day: int | None) -> None:
    """The median question looks at less than a sixth of all adjacent relations."""
    rng, looked_at = random.Random(3), []
    for _ in range(60):
        ends = rng.choice(view.index.ids), rng.choice(view.index.ids)
        before = view.index.touched
        view.paths(PathQuestion(sources=ends[:1], targets=ends[1:], day=day), "vi")
        looked_at.append(view.index.touched - before)
    assert statistics.median(looked_at) < len(view.index.near_relation) / 6


@pytest.mark.parametrize("rule", ["friendship-union", "border-exchange-partner", "training-since", "named-twinning"])
def test_a_coverage_question_looks_at_a_part_of_the_store(view: View, rule: str) -> None:
    """A rule looks only at its subjects and at what its pattern reaches from them."""
    before = view.index.touched
    answer = view.gaps(GapsQuestion(rules=(rule,), day=DAY, verdicts=GAPS), "vi")
    assert sum(answer.counts.values()) > 0
    assert view.index.touched - before < len(view.index.near_relation) / 2


def test_a_question_about_pairs_looks_at_each_relation_a_few_times_only(view: View) -> None:
    """Thousands of pairs that share what leads to them cost no more than the relations that lead to them."""
    before = view.index.touched
    answer = view.gaps(GapsQuestion(rules=("donor-funded",), day=DAY, verdicts=GAPS), "vi")
    assert sum(answer.counts.values()) > 5_000
    assert view.index.touched - before < 2 * len(view.index.near_relation)


def test_statements_are_read_only_for_what_is_shown(view: View, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither a path nor a page of gaps reads more statements than those that it quotes and names."""
    read: list[str] = []
    get = view.snapshot.get

    def counted(kind: Kind, name: str) -> Sequence[Statement]:
        read.append(name)
        return get(kind, name)

    monkeypatch.setattr(view.snapshot, "get", counted)
    monkeypatch.setattr(view.snapshot, "statements", lambda kind=None: pytest.fail("the whole store was read"))
    view.paths(PathQuestion(sources=("agc:1",), targets=("agc:2",), day=DAY), "vi")
    view.gaps(GapsQuestion(rules=("friendship-union",), day=DAY, verdicts=("covered",), limit=10), "vi")
    assert 0 < len(read) < 2_000
