"""The view is opened once and replaced when the store changes; readers never wait."""

from __future__ import annotations

import gc
import threading
import time
import weakref
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from api import views as module
from api.views import Views, open_store
from graph.coverage import VERDICTS
from graph.tell_gaps import GapsQuestion
from graph.view import View, open_view
from loaders.load import load
from schema.errors import StoreUnavailable, UnknownThing
from tests.api.conftest import DATASET, fill

SOURCE = '{"kind": "source", "id": "new", "title": {"vi": "mới"}}\n'


def until(holds: Callable[[], Any]) -> None:
    """Wait for something that happens beside us."""
    deadline = time.monotonic() + 20
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def add_source(path: Path, folder: Path) -> None:
    """Load one more dataset into the store."""
    more = folder / "more.jsonl"
    more.write_text(SOURCE, encoding="utf-8")
    store = open_store(str(path))
    load(store, more)
    store.close()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A store that a test may change."""
    found = tmp_path / "store.db"
    fill(found)
    return found


def test_a_load_by_another_process_is_seen(path: Path, tmp_path: Path) -> None:
    """The view of a newer version takes the place of the old one, which goes on answering whoever holds it."""
    views = Views(lambda: open_store(str(path)), str(path))
    old = views.current()
    add_source(path, tmp_path)
    until(lambda: views.current() is not old)
    assert views.current().data_version != old.data_version
    assert [s.id for s in views.current().sources("vi")][-1] == "new"
    assert "new" not in [s.id for s in old.sources("vi")]
    views.close()


def test_a_view_that_was_replaced_is_freed(path: Path, tmp_path: Path) -> None:
    """The memory of an old version is given back when nobody asks it any more, without a search for garbage."""
    views = Views(lambda: open_store(str(path)), str(path))
    every = GapsQuestion(rules=tuple(views.current().index.rules), day=738_000, verdicts=VERDICTS)
    views.current().gaps(every, "vi")
    old, version = weakref.ref(views.current().index), views.current().data_version
    add_source(path, tmp_path)
    gc.disable()
    try:
        until(lambda: views.current().data_version != version and old() is None)
    finally:
        gc.enable()
    views.close()


def test_another_file_in_its_place_is_seen(path: Path, tmp_path: Path) -> None:
    """A store that was replaced by another is opened anew, though the old file could still be read."""
    other = tmp_path / "other.db"
    views = Views(lambda: open_store(str(path)), str(path))
    old = views.current()
    fill(other)
    add_source(other, tmp_path)
    other.replace(path)
    until(lambda: views.current() is not old)
    assert "new" in [s.id for s in views.current().sources("vi")]
    views.close()


def test_readers_do_not_wait_for_a_new_view(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """While a view is being built the old one answers, and only one is built at a time."""
    views = Views(lambda: open_store(str(path)), str(path))
    old = views.current()
    go_on, built = threading.Event(), []

    def slowly(*arguments: Any, **options: Any) -> View:
        built.append(1)
        go_on.wait(20)
        return open_view(*arguments, **options)

    monkeypatch.setattr(module, "open_view", slowly)
    add_source(path, tmp_path)
    until(lambda: views.current() is old and built)
    for _ in range(3):
        time.sleep(module.CHECK_SECONDS)
        started = time.monotonic()
        assert views.current() is old
        assert time.monotonic() - started < 1
    assert len(built) == 1
    go_on.set()
    until(lambda: views.current() is not old)
    views.close()


def test_a_view_that_cannot_be_built_leaves_the_old_one(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When the new version cannot be read, the old one goes on, and it is tried again."""
    views = Views(lambda: open_store(str(path)), str(path))
    old, tried = views.current(), []

    def failing(*arguments: Any, **options: Any) -> View:
        tried.append(1)
        if len(tried) == 1:
            raise StoreUnavailable("not now")
        return open_view(*arguments, **options)

    monkeypatch.setattr(module, "open_view", failing)
    add_source(path, tmp_path)
    until(lambda: views.current() is old and tried)
    until(lambda: views.current() is not old)
    views.close()


def test_a_store_that_appears_is_opened(tmp_path: Path) -> None:
    """Without a store there is an error each time, until there is one."""
    path = tmp_path / "later.db"
    views = Views(lambda: open_store(str(path)), str(path))
    with pytest.raises(StoreUnavailable):
        views.current()
    fill(path)
    assert views.current().sources("vi")
    views.check()
    views.close()


def test_a_store_that_is_gone_is_noticed(path: Path) -> None:
    """Answers go on from memory, but the server is no longer ready."""
    views = Views(lambda: open_store(str(path)), str(path))
    views.check()
    path.unlink()
    time.sleep(module.CHECK_SECONDS)
    assert views.current().sources("vi")
    with pytest.raises(StoreUnavailable):
        views.check()
    views.close()


def test_a_store_that_cannot_be_read_any_more_answers_from_memory(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the version cannot be read the view stays."""
    views = Views(lambda: open_store(str(path)), str(path))
    old = views.now()

    def fail() -> int:
        raise StoreUnavailable("the disk")

    monkeypatch.setattr(old.store, "version", fail)
    time.sleep(module.CHECK_SECONDS)
    assert views.now() is old
    with pytest.raises(StoreUnavailable):
        views.check()
    views.close()


def test_views_of_some_datasets_are_kept(path: Path, tmp_path: Path) -> None:
    """Asked again, in whatever order, the datasets have the same view; an unknown one is an error."""
    add_source(path, tmp_path)
    views = Views(lambda: open_store(str(path)))
    opened = views.now()
    assert opened.of(["more", DATASET]) is opened.of([DATASET, "more"])
    assert [s.id for s in opened.of(["more"]).sources("vi")] == ["new"]
    with pytest.raises(UnknownThing):
        opened.of(["nope"])
    for n in range(20):
        opened.of([DATASET] * (n + 1))
    views.check()
    views.close()


def test_only_files_are_stores_so_far() -> None:
    """An address of a server is refused with a sentence."""
    with pytest.raises(StoreUnavailable, match="bolt://localhost"):
        open_store("bolt://localhost", create=True)
