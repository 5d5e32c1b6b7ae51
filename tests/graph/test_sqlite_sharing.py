"""Several who read and write one embedded store, and writing that fails."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph import sqlite_file
from graph.sqlite import SqliteStore
from graph.staging import Staging
from graph.store import Incoming, Reject
from schema.errors import StoreUnavailable
from tests.graph.store_samples import BASE, entity, held, place, rows

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a store may be; the name needs quoting in an address."""
    return tmp_path / "kho dữ liệu #1?.db"


@pytest.fixture
def store(path: Path) -> Iterator[SqliteStore]:
    """A store with a small dataset `a`."""
    store = SqliteStore(path)
    store.apply("a", rows(*BASE))
    yield store
    store.close()


# -- readers and writers


def test_readers_see_one_version_while_a_load_is_written(
    path: Path, store: SqliteStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the middle of a load, readers of this and of another process's store see the old version, without waiting."""
    other, before, seen = SqliteStore(path, create=False), held(store), []
    write = Staging.write

    def spy(staging: Staging, load: int) -> None:
        write(staging, load)
        seen.extend([held(store), held(other), other.version(), other.check()])

    monkeypatch.setattr(Staging, "write", spy)
    streaming = other.snapshot().statements()
    next(streaming)
    store.apply("a", rows(entity("x:1")))
    assert seen == [before, before, 1, []]
    assert len(list(streaming)) == len(before) - 1
    assert (held(other), other.version()) == (["x:1"], 2)
    other.close()


def test_readers_in_many_threads(store: SqliteStore) -> None:
    """Several threads read one snapshot while others load, and all see the same."""
    store.apply("b", rows(*(entity(f"x:{n:04}") for n in range(3000))))
    snapshot = store.snapshot()
    expected = [s.id for s in snapshot.statements()]
    wrong: list[object] = []

    def read() -> None:
        try:
            for _ in range(5):
                assert [s.id for s in snapshot.statements()] == expected
                assert snapshot.get("entity", "x:0001")
        except Exception as error:  # noqa: BLE001 (what a thread raises would be lost)
            wrong.append(error)

    threads = [threading.Thread(target=read) for _ in range(4)]
    for thread in threads:
        thread.start()
    for n in range(10):
        store.apply("b", rows(*(entity(f"x:{m:04}", note=str(n)) for m in range(500))))
    for thread in threads:
        thread.join()
    assert (wrong, store.check()) == ([], [])


def test_a_second_writer_waits(path: Path, store: SqliteStore) -> None:
    """A load waits until another is done, and then succeeds."""
    blocker = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    blocker.execute("BEGIN IMMEDIATE")
    timer = threading.Timer(0.3, lambda: blocker.execute("ROLLBACK"))
    timer.start()
    assert store.apply("b", rows(entity("x:1"))).load == 2
    timer.join()
    blocker.close()


def test_a_second_writer_gives_up(path: Path, store: SqliteStore, monkeypatch: pytest.MonkeyPatch) -> None:
    """A load that waited too long says so; readers do not wait at all."""
    monkeypatch.setattr(sqlite_file, "LOCK_SECONDS", 0.05)
    blocker = sqlite3.connect(path, isolation_level=None)
    blocker.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreUnavailable, match="another load is under way"):
        store.apply("b", rows(entity("x:1")))
    assert len(held(store)) == 8
    blocker.close()
    assert store.apply("b", rows(entity("x:1"))).load == 2


def test_a_slow_source_keeps_nobody_waiting(path: Path, store: SqliteStore) -> None:
    """While one load is still reading its rows another one can be done."""

    def slow() -> Iterator[Incoming]:
        yield Incoming(place(1), entity("x:1"))
        other = SqliteStore(path)
        assert other.apply("b", rows(entity("x:2"))).load == 2
        other.close()

    assert store.apply("c", slow()).load == 3
    assert [d.id for d in store.datasets()] == ["a", "b", "c"]


def test_many_writers(path: Path) -> None:
    """Loads from many threads, each with its own store, all arrive; so do those that make the file at once."""
    wrong: list[object] = []

    def load(name: str) -> None:
        try:
            own = SqliteStore(path)
            for n in range(3):
                own.apply(name, rows(*(entity(f"{name}:{m}", note=str(n)) for m in range(20))))
            own.close()
        except Exception as error:  # noqa: BLE001
            wrong.append(error)

    threads = [threading.Thread(target=load, args=(f"d{n}",)) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    store = SqliteStore(path)
    assert (wrong, store.version(), len(held(store)), store.check()) == ([], 18, 120, [])
    store.close()


def test_opening_waits_for_wal_mode(path: Path, store: SqliteStore, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two programs that make one file at once wait for one another, but not for ever."""
    store.close()
    reader = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    for sql in ("PRAGMA journal_mode = DELETE", "BEGIN", "SELECT * FROM loads"):
        reader.execute(sql).fetchall()
    with monkeypatch.context() as patch:
        patch.setattr(sqlite_file, "LOCK_SECONDS", 0.05)
        with pytest.raises(StoreUnavailable, match="another load is under way"):
            SqliteStore(path)
    timer = threading.Timer(0.2, reader.close)
    timer.start()
    SqliteStore(path).close()
    timer.join()
    assert path.read_bytes()[18] == 2


# -- when writing fails


def test_no_room_on_the_disk(path: Path, store: SqliteStore, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that is full leaves the old version, and the message says so."""
    before = held(store)
    connect = sqlite_file.connect

    def full(at: Path) -> sqlite3.Connection:
        connection = connect(at)
        connection.execute("PRAGMA max_page_count = 1")
        return connection

    with monkeypatch.context() as patch:
        patch.setattr(sqlite_file, "connect", full)
        with pytest.raises(StoreUnavailable, match="no room is left on the disk"):
            store.apply("a", rows(*(entity(f"x:{n}") for n in range(3000))))
    assert (held(store), store.version(), store.check()) == (before, 1, [])


def test_what_comes_from_the_rows_is_not_disguised(store: SqliteStore) -> None:
    """An error of SQLite that the source of the rows raises is not taken for one of the store."""

    def failing() -> Iterator[Incoming]:
        yield Incoming(place(1), entity("x:1"))
        raise sqlite3.OperationalError("of another database")

    with pytest.raises(sqlite3.OperationalError, match="of another database"):
        store.apply("a", failing())


def test_a_callback_that_fails_undoes_nothing(store: SqliteStore) -> None:
    """Rejects are handed out when the load is done: an error then leaves the new version."""

    def fail(_: Reject) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        store.apply("a", rows(entity("x:1"), entity("x:1")), on_reject=fail)
    assert held(store) == ["x:1"]


_READ_ONLY = """
import os, sys
from graph.sqlite import SqliteStore
from graph.store import Incoming, Place
from schema.errors import StoreUnavailable
from schema.statements import Entity
first = SqliteStore(sys.argv[1], create=False)  # imports what the other user may not be able to read
first.figures()
first.close()
if os.getuid() == 0:
    os.setuid(65534)
store = SqliteStore(sys.argv[1])
print(len(list(store.snapshot().statements())), store.check())
try:
    store.apply("b", [Incoming(Place("f"), Entity(id="x:1", type="Province", names={}))])
except StoreUnavailable as error:
    print(error)
"""


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="needs the users of POSIX")
@pytest.mark.parametrize("open_elsewhere", [False, True])
def test_a_file_that_may_not_be_written(open_elsewhere: bool) -> None:
    """Who may only read a store can, whether or not a server has it open; a load is refused with the reason."""
    # not below pytest's own folder, which no other user may enter
    with tempfile.TemporaryDirectory() as name:
        folder, path = Path(name), Path(name) / "store.db"
        store = SqliteStore(path)
        store.apply("a", rows(*BASE))
        if not open_elsewhere:
            store.close()
        for file in folder.iterdir():
            file.chmod(0o444)
        folder.chmod(0o555)
        try:
            done = subprocess.run(
                [sys.executable, "-c", _READ_ONLY, str(path)],
                cwd=ROOT,
                check=False,
                capture_output=True,
                text=True,
            )
        finally:
            folder.chmod(0o755)
            store.close()
        lines = done.stdout.splitlines()
        assert lines[:1] == ["8 []"], done
        assert "may not be written" in lines[1]


# -- size

_LARGE = """
import sys
from graph.sqlite import SqliteStore
from graph.store import Incoming, Place
from tests.graph.store_samples import entity, relation, rows
store = SqliteStore(sys.argv[1])
store.apply("a", rows(*(entity(f"x:{n}") for n in range(1000))))
links = (relation(f"r{n}", f"x:{n % 1000}", f"x:{n % 999}", note="n" * 1000) for n in range(50_000))
assert store.apply("b", (Incoming(Place("f"), link) for link in links)).added == 50_000
store.close()
with open("/proc/self/status") as status:
    print(next(line.split()[1] for line in status if line.startswith("VmHWM")))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="reads what Linux says of a process")
def test_memory_does_not_grow_with_the_load(path: Path) -> None:
    """Loading 50,000 rows of a kilobyte that refer to another dataset takes the memory of a few thousand."""
    done = subprocess.run(
        [sys.executable, "-c", _LARGE, str(path)], cwd=ROOT, check=True, capture_output=True, text=True
    )
    assert int(done.stdout) < 90 * 1024
