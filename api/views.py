"""The view that answers are taken from: opened once, replaced when the store has a newer version.

The replacement is built beside the old view, which goes on answering: readers never wait.
"""

from __future__ import annotations

import collections
import contextlib
import gc
import os
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from api.words import DEFAULT, text
from graph.store import Store
from graph.view import View, open_view
from schema.errors import NhipcauError, StoreUnavailable
from schema.rules import Rule

CHECK_SECONDS = 0.1
"""How often at most it is looked whether the store has changed."""
WATCH_SECONDS = 0.3
"""How often it is looked while nobody asks, so that the first who asks after a load is answered from it."""
PATIENCE = 5.0
"""How many seconds a shutdown waits for what is being opened or built."""
_KEPT = 8
"""How many views of some datasets only are kept."""


def open_store(
    uri: str, *, create: bool = False, lang: str = DEFAULT, rules: Sequence[Rule] | None = None
) -> Store:  # fmt: skip
    """The store at a path or address, asked about the bundled rules unless others are given.

    Raises:
        StoreUnavailable: there is none, and `create` is false; or it is of a kind or format that is not known.
    """
    if "://" in uri:
        raise StoreUnavailable(text(lang, "no_backend", path=uri))
    if not create and not Path(uri).exists():
        raise StoreUnavailable(text(lang, "no_store", path=uri))
    from graph.sqlite import SqliteStore

    return SqliteStore(uri, rules=rules, create=create)


class Opened:
    """A version of a store, opened: its view, and views of some of its datasets, made when they are asked for."""

    def __init__(self, store: Store, file: tuple[int, int] | None) -> None:
        self.store = store
        self.file = file
        self.version = store.version()
        self.view = open_view(store, version=self.version)
        # what lives as long as the version is not searched for garbage at every question; a view has no cycles, so
        # that it is freed all the same when the next one takes its place
        gc.freeze()
        self._parts: collections.OrderedDict[tuple[str, ...], View] = collections.OrderedDict()
        self._lock = threading.Lock()

    def of(self, datasets: Sequence[str]) -> View:
        """The view of some datasets.

        Raises:
            UnknownThing: there is no such dataset.
            StoreUnavailable: the store cannot be read.
        """
        key = tuple(sorted(set(datasets)))
        known = self._parts.get(key)
        if known is None:
            known = open_view(self.store, version=self.version, datasets=key)
            with self._lock:
                self._parts[key] = known
                while len(self._parts) > _KEPT:
                    self._parts.popitem(last=False)
        return known


class Views:
    """The newest version of a store, opened. For any thread."""

    def __init__(self, opener: Callable[[], Store], path: str | None = None) -> None:
        """`path`: the store's file, of which it is noticed when another takes its place."""
        self._opener = opener
        self._path = path
        self._now: Opened | None = None
        self._checked = 0.0
        self._opening = threading.Lock()
        self._building = threading.Lock()
        self._closed = threading.Event()
        self._stores: list[Store] = []

    def now(self) -> Opened:
        """The newest version; while a newer one is being built, the one before.

        Raises:
            StoreUnavailable: none has been opened yet, and the store cannot be.
        """
        now = self._now
        if now is None:
            with self._opening:
                now = self._now = self._now or self._open()
        elif time.monotonic() - self._checked >= CHECK_SECONDS:
            self._checked = time.monotonic()
            if self._has_changed(now) and self._building.acquire(blocking=False):
                threading.Thread(target=self._rebuild, args=(now,), name="view", daemon=True).start()
        return now

    def current(self) -> View:
        """The view of the newest version.

        Raises:
            StoreUnavailable: none has been opened yet, and the store cannot be.
        """
        return self.now().view

    def watch(self) -> None:
        """Look for newer versions until the views are closed, whether or not anybody asks, and prepare each."""
        prepared: Opened | None = None
        while not self._closed.wait(WATCH_SECONDS):
            with contextlib.suppress(StoreUnavailable):
                now = self.now()
                if now is not prepared:
                    now.view.prepare()
                    prepared = now

    def check(self) -> None:
        """See that the store can be read.

        Raises:
            StoreUnavailable: it cannot.
        """
        now = self.now()
        if self._path is not None and self._identity() is None:
            raise StoreUnavailable(text(DEFAULT, "no_store", path=self._path))
        now.store.version()

    def close(self) -> None:
        """Let go of the store, once nothing is being built; who builds for long is not waited for."""
        self._closed.set()
        locks = [lock for lock in (self._building, self._opening) if lock.acquire(timeout=PATIENCE)]
        for store in self._stores:
            store.close()
        self._stores.clear()
        for lock in locks:
            lock.release()

    def _open(self) -> Opened:
        file = self._identity()
        store = self._opener()
        self._stores.append(store)
        self._checked = time.monotonic()
        return Opened(store, file)

    def _has_changed(self, now: Opened) -> bool:
        file = self._identity()
        if file is not None and file != now.file:
            return True
        try:
            return now.store.version() != now.version
        except StoreUnavailable:
            return False  # what is in memory goes on answering; `check` says what is wrong

    def _rebuild(self, now: Opened) -> None:
        """Open the newer version beside the old one, whose store stays open for those who still read from it."""
        try:
            with contextlib.suppress(NhipcauError):  # then the old one goes on, and it is tried again
                file = self._identity()
                self._now = Opened(now.store, file) if file == now.file else self._open()
        finally:
            self._building.release()

    def _identity(self) -> tuple[int, int] | None:
        if self._path is None:
            return None
        try:
            found = os.stat(self._path)  # noqa: PTH116 (ten times as fast as Path.stat, at every question)
        except OSError:
            return None
        return (found.st_dev, found.st_ino)
