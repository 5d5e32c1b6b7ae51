"""Views that pages are made of."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from graph.sqlite import SqliteStore
from graph.view import View, open_view
from loaders.load import load
from tests.visualizations import world
from tests.visualizations.makers import MAKERS


@pytest.fixture(scope="session")
def bundled(tmp_path_factory: pytest.TempPathFactory) -> View:
    """The dataset that comes with the program."""
    store = SqliteStore(tmp_path_factory.mktemp("bundled") / "store.db")
    load(store, "border-diplomacy")
    return open_view(store)


@pytest.fixture(scope="session")
def plain(tmp_path_factory: pytest.TempPathFactory) -> View:
    """A world of a few entities."""
    return world.view_of(tmp_path_factory.mktemp("plain"), world.PLAIN)


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> View:
    """A world whose texts are attacks."""
    return world.view_of(tmp_path_factory.mktemp("hostile"), world.hostile())


@pytest.fixture(scope="session")
def pages(bundled: View) -> Mapping[str, str]:
    """A page of the bundled dataset of each sort."""
    return {sort: make(bundled) for sort, make in MAKERS.items()}


@pytest.fixture
def page_file(tmp_path: Path) -> Path:
    """Where a page is written for the browser."""
    return tmp_path / "page.html"
