"""The views of both backends."""

from __future__ import annotations

import pytest

from graph.sqlite import SqliteStore
from tests.graph.memory_store import MemoryStore
from tests.graph.store_samples import MakeStore
from tests.graph.view_conformance import ViewConformance


class TestSqliteView(ViewConformance):
    """The embedded store."""

    @pytest.fixture
    def make_store(self) -> MakeStore:
        """The class itself."""
        return SqliteStore


class TestMemoryView(ViewConformance):
    """The plain backend."""

    @pytest.fixture
    def make_store(self) -> MakeStore:
        """It keeps nothing at a path."""
        return lambda _: MemoryStore()
