"""A process that is killed in the middle of a load leaves the old version or the new one, and a sound file.

The process that dies is a fork of this one: that takes milliseconds, so that many moments can be tried.
"""

from __future__ import annotations

import os
import select
import signal
import sqlite3
import sys
import time
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from graph import sqlite_file
from graph.sqlite import SqliteStore
from graph.store import Incoming, Reject
from tests.graph.store_samples import entity, place, relation, rows

pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="needs fork and SIGKILL"),
    pytest.mark.usefixtures("unsynced"),
]

NEVER = 10**9


def content(name: str) -> Iterator[Incoming]:
    """One of two contents of a dataset that differ in part: some statements change, some come, some go."""
    note, first = ("old", 0) if name == "one" else ("new", 100)
    things = [entity(f"x:{n}", note=note if n % 3 else None) for n in range(first, first + 300)]
    links = [relation(f"r{n}", f"x:{n}", f"x:{n + 1}", note=note) for n in range(first, first + 299)]
    return rows(*things, *links, relation("r", "x:1", "x:none"), Reject(place(9), note))


def load(path: Path, name: str) -> None:
    """Load one of the contents."""
    store = SqliteStore(path)
    store.apply("a", content(name))
    store.close()


class Moments:
    """Kills this process at a moment: before the n-th statement of SQL, or after n times `steps` within them."""

    def __init__(self, moment: int, steps: int = 0) -> None:
        self.seen = 0
        self._moment = moment
        self._steps = steps

    def watch(self, opened: Callable[..., sqlite3.Connection]) -> Callable[..., sqlite3.Connection]:
        """The same function, but the connections that it opens count the moments."""

        def connect(*given: object) -> sqlite3.Connection:
            connection = opened(*given)
            if self._steps:
                connection.set_progress_handler(self._step, self._steps)
            else:
                connection.set_trace_callback(self._statement)
            return connection

        return connect

    def _statement(self, sql: str) -> None:
        # every row that is staged is a statement too: too many to try them all
        if not sql.startswith(("INSERT INTO stage", "INSERT INTO refs")):
            self._step()

    def _step(self) -> None:
        self.seen += 1
        if self.seen == self._moment:
            os.kill(os.getpid(), signal.SIGKILL)


def forked(work: Callable[[], object]) -> int:
    """Do it in another process, to its end or to its death."""
    with warnings.catch_warnings():
        # threads that other tests have left play no part in the child
        warnings.simplefilter("ignore", DeprecationWarning)
        child = os.fork()
    if child == 0:
        status = 1
        try:
            work()
            status = 0
        finally:
            os._exit(status)
    return child


def dies(work: Callable[[], object]) -> None:
    """Do it in another process, which must be killed by it."""
    _, status = os.waitpid(forked(work), 0)
    assert os.waitstatus_to_exitcode(status) == -signal.SIGKILL


def settled(path: Path, both: dict[str, list[object]]) -> str:
    """The data version of a store, which must be sound and hold exactly the one content or exactly the other."""
    store = SqliteStore(path, create=False)
    version = store.snapshot().data_version()
    assert both[version] == [*store.snapshot().statements(), *store.rejects("a")]
    assert store.check() == []
    store.close()
    return version


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[object]]:
    """What a store holds with the one content, and with the other, by data version."""
    found: dict[str, list[object]] = {}
    for name in ("one", "two"):
        path = tmp_path_factory.mktemp(name) / "store.db"
        load(path, name)
        store = SqliteStore(path)
        found[store.snapshot().data_version()] = [*store.snapshot().statements(), *store.rejects("a")]
        store.close()
    assert len(found) == 2
    return found


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """The place of the store."""
    return tmp_path / "store.db"


def killing_load(path: Path, monkeypatch: pytest.MonkeyPatch, moments: Moments) -> Callable[[], None]:
    """A load of the second content that is killed at a moment."""

    def work() -> None:
        with monkeypatch.context() as patch:
            patch.setattr(sqlite_file, "connect", moments.watch(sqlite_file.connect))
            load(path, "two")

    return work


def test_killed_at_every_statement(path: Path, both: dict[str, list[object]], monkeypatch: pytest.MonkeyPatch) -> None:
    """A load killed before any of its statements of SQL leaves the old version up to the commit, then the new one."""
    one, two = both
    load(path, "one")
    count = Moments(NEVER)
    killing_load(path, monkeypatch, count)()
    assert (settled(path, both), 30 < count.seen < 200) == (two, True), count.seen
    found = []
    for moment in range(1, count.seen + 1):
        load(path, "one")
        dies(killing_load(path, monkeypatch, Moments(moment)))
        found.append(settled(path, both))
    assert found == sorted(found, key=[one, two].index)
    # some statements come after the commit
    assert (found[0], found[-1]) == (one, two)


def test_killed_within_a_statement(path: Path, both: dict[str, list[object]], monkeypatch: pytest.MonkeyPatch) -> None:
    """A load killed while SQLite works at a statement leaves the old version or the new one."""
    load(path, "one")
    count = Moments(NEVER, 500)
    killing_load(path, monkeypatch, count)()
    assert count.seen > 50
    for moment in range(1, count.seen + 1, count.seen // 25):
        load(path, "one")
        dies(killing_load(path, monkeypatch, Moments(moment, 500)))
        assert settled(path, both) in both


def test_killed_at_any_time(path: Path, both: dict[str, list[object]]) -> None:
    """A process that loads one content over the other again and again, and is killed, leaves one of the two."""
    load(path, "one")
    for n in range(30):
        reading, writing = os.pipe()

        def work(writing: int = writing) -> None:
            os.write(writing, b"!")
            while True:
                load(path, "two")
                load(path, "one")

        child = forked(work)
        assert select.select([reading], [], [], 30)[0]
        time.sleep(0.003 * n)
        os.kill(child, signal.SIGKILL)
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL
        os.close(reading)
        os.close(writing)
        assert settled(path, both) in both


def test_killed_while_the_file_is_made(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that was being made when the process was killed is no obstacle to the next."""

    def make(moments: Moments) -> None:
        with monkeypatch.context() as patch:
            patch.setattr(sqlite_file, "_open", moments.watch(sqlite_file._open))
            SqliteStore(path).close()

    for steps in (0, 20):
        count = Moments(NEVER, steps)
        make(count)
        assert count.seen > 10
        for moment in range(1, count.seen + 1):
            for left in path.parent.iterdir():
                left.unlink()
            dies(lambda moment=moment, steps=steps: make(Moments(moment, steps)))  # type: ignore[misc]
            store = SqliteStore(path)
            assert (store.apply("a", rows(entity("x:1"))).load, store.check()) == (1, [])
            store.close()
        path.unlink()
