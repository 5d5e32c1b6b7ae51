"""What every backend's view must answer: the same documents, byte for byte, as the others.

A backend's test class inherits `ViewConformance` and says how a store of it is made. What it cannot do it declares by
overriding the test with a marker and a reason; it never leaves one out silently.
"""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Any

import msgspec
import pytest

from graph.axes import DIMENSIONS, Dimension
from graph.coverage import VERDICTS
from graph.lists import StatementFilter
from graph.matrix import MatrixQuestion
from graph.overlay import End
from graph.store import Store
from graph.tell_gaps import GapsQuestion
from graph.view import View, open_view
from graph.walk import PathQuestion
from loaders.load import load
from schema.dates import last_day
from schema.errors import AmbiguousEntity, UnknownThing
from tests.graph.memory_store import MemoryStore
from tests.graph.store_samples import MakeStore

DAYS = (None, *(last_day(t) for t in ("2012", "2016", "2024-01-01", "2026", "2035")))
PAIRS = (
    ("leg:04-ct-tw", "don:gates"),
    ("prov:lang-son", "prov:cao-bang"),
    ("dist:trang-dinh", "ctry:de"),
    ("prov:lang-son", "prov:van-nam"),
    ("agc:vufo", "prov:lai-chau"),
    ("prov:ha-giang", "prov:quang-tay"),
)


@functools.cache
def _expected() -> View:
    """The answers of the plain backend, which reads statements from dicts."""
    store = MemoryStore()
    load(store, "border-diplomacy")
    return open_view(store)


def _same(view: View, ask: str, *arguments: Any, **named: Any) -> None:
    """Assert that two views give the same document, whatever the order of its keys."""
    views = (view, _expected())
    answers = [msgspec.json.encode(getattr(v, ask)(*arguments, **named), order="sorted") for v in views]
    assert answers[0] == answers[1]


class ViewConformance:
    """The contract of a view."""

    @pytest.fixture
    def make_store(self) -> MakeStore:
        """How a store of the backend is made at a path."""
        raise NotImplementedError

    @pytest.fixture
    def store(self, make_store: MakeStore, tmp_path: Path) -> Store:
        """A store with the bundled dataset."""
        store = make_store(tmp_path / "view.db")
        load(store, "border-diplomacy")
        return store

    @pytest.fixture
    def view(self, store: Store) -> View:
        """A view of it."""
        return open_view(store)

    @pytest.mark.parametrize("day", DAYS)
    def test_paths(self, view: View, day: int | None) -> None:
        """Paths, their evidence, windows and warnings are the same."""
        for source, target in PAIRS:
            for k in (1, 5):
                question = PathQuestion(sources=(source,), targets=(target,), day=day, k=k)
                _same(view, "paths", question, "vi")

    @pytest.mark.parametrize("day", [d for d in DAYS if d is not None])
    def test_gaps(self, view: View, day: int) -> None:
        """Every verdict of every rule is the same, with its reasons, evidence, groups and counts."""
        for rule in view.rules:
            question = GapsQuestion(rules=(rule.id,), day=day, verdicts=VERDICTS, group_by="area", limit=1000)
            _same(view, "gaps", question, "en")

    @pytest.mark.parametrize("cols", DIMENSIONS)
    def test_matrix(self, view: View, cols: Dimension) -> None:
        """The matrix of areas and each other side is the same, with its witnesses, sources and what speaks of each."""
        for holds in ("best", "possible"):
            question = MatrixQuestion(rows="area", cols=cols, day=last_day("2024-01-01"), holds=holds)
            _same(view, "matrix", question, "vi")
        ruled = MatrixQuestion(rows="area", cols="country", day=last_day("2024"), rule="partner-country-local-partner")
        _same(view, "matrix", ruled, "en")

    def test_entities(self, view: View) -> None:
        """Every entity and its relations are told the same."""
        for entity in view.index.ids[::7]:
            _same(view, "entity", entity, "vi")
            _same(view, "relations", entity, day=DAYS[3], holds="possible", limit=1000)

    @pytest.mark.parametrize("text", ["lang son", "Sùng Tả", "崇左", "hoà bình", "Bằng Tường", "langg son", "zzz"])
    def test_search(self, view: View, text: str) -> None:
        """Names are found the same."""
        _same(view, "search", text, lang="vi")

    @pytest.mark.parametrize("text", ["Lạng Sơn", "Sở Ngoại vụ", "prov:nowhere", "Quảng", "nước Đức"])
    def test_resolution(self, view: View, text: str) -> None:
        """A name means the same entity, or the same candidates."""

        def meant(of: View) -> object:
            try:
                return of.resolve(text)
            except (AmbiguousEntity, UnknownThing) as error:
                return (type(error), error.errors)

        assert meant(view) == meant(_expected())

    def test_lists(self, view: View) -> None:
        """Observations, statements, sources, rules and vocabulary are told the same."""
        _same(view, "observations", area="prov:lang-son", limit=1000)
        _same(view, "statements", StatementFilter(source="s1"), limit=1000)
        _same(view, "sources", "vi")
        _same(view, "rule_items")
        _same(view, "vocabulary_answer")

    def test_data_version(self, view: View) -> None:
        """The digest of the same content is the same on every backend."""
        assert view.data_version == _expected().data_version

    def test_an_older_version_answers_as_it_did(self, store: Store, view: View) -> None:
        """A view of a version goes on answering after the dataset has been retracted."""
        version = store.version()
        store.retract("border-diplomacy")
        assert open_view(store).index.ids == []
        old = open_view(store, version=version)
        question = PathQuestion(sources=("leg:04-ct-tw",), targets=("don:gates",))
        _same(old, "paths", question, "vi")
        _same(view, "paths", question, "vi")

    def test_an_overlay_is_answered_and_not_written(self, store: Store) -> None:
        """A view with an operation laid over it differs from the store, which stays as it was."""
        overlay = (End("entity", "agc:lien-hiep-huu-nghi-lai-chau", "2023-01-01"),)
        gap = "gap:friendship-union:prov:lai-chau"
        what_if = open_view(store, overlay=overlay).gap(gap, last_day("2024"), {}, "vi")
        assert (what_if.verdict, what_if.since) == ("lapsed", "2023-01-01")
        assert open_view(store).gap(gap, last_day("2024"), {}, "vi").verdict == "covered"
