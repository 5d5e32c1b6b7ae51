"""The embedded store meets the contract, and its file survives what happens to files."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from graph import sqlite_file
from graph.sqlite import SqliteStore
from schema.errors import StoreUnavailable
from tests.graph.store_conformance import StoreConformance
from tests.graph.store_samples import BASE, MakeStore, entity, held, relation, rows, said

ROOT = Path(__file__).resolve().parents[2]
COPY = "type, body, digest, 2, NULL FROM statements WHERE id = 'r1'"


class TestSqlite(StoreConformance):
    """The embedded backend."""

    @pytest.fixture
    def make_store(self, tmp_path: Path) -> Iterator[MakeStore]:
        """A function that makes each store in a file of its own."""
        made: list[SqliteStore] = []

        def make(**more: Any) -> SqliteStore:
            made.append(SqliteStore(tmp_path / f"{len(made)}.db", **more))
            return made[-1]

        yield make
        for store in made:
            store.close()


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


def change(path: Path, *sql: str) -> None:
    """Meddle with a file behind the back of the store."""
    with sqlite3.connect(path, isolation_level=None) as connection:
        for statement in sql:
            connection.execute(statement)
    connection.close()


def in_folder(path: Path) -> dict[str, bytes]:
    """Every file beside `path`, with its content."""
    return {p.name: p.read_bytes() for p in path.parent.iterdir()}


# -- opening


def test_what_is_loaded_outlives_the_store_object(path: Path, store: SqliteStore) -> None:
    """A store that is opened again holds the same, and is one single file when it was closed."""
    before = (held(store), store.snapshot().data_version(), store.datasets())
    store.close()
    assert list(in_folder(path)) == [path.name]
    again = SqliteStore(path, create=False)
    assert (held(again), again.snapshot().data_version(), again.datasets()) == before
    again.close()


def test_reading_makes_no_file(path: Path) -> None:
    """Without leave to create one, a missing or empty file is an error that says what to do, and stays as it is."""
    with pytest.raises(StoreUnavailable, match="nhipcau load"):
        SqliteStore(path, create=False)
    assert in_folder(path) == {}
    path.touch()
    with pytest.raises(StoreUnavailable, match="nhipcau load"):
        SqliteStore(path, create=False)
    assert in_folder(path) == {path.name: b""}
    SqliteStore(path).close()


def test_a_file_that_is_not_in_wal_mode(path: Path, store: SqliteStore) -> None:
    """A file whose making was interrupted before the last step is set right when it is opened for writing."""
    store.close()
    change(path, "PRAGMA journal_mode = DELETE")
    SqliteStore(path, create=False).close()
    assert path.read_bytes()[18] == 1
    SqliteStore(path).close()
    assert path.read_bytes()[18] == 2


def test_missing_folder(tmp_path: Path) -> None:
    """A store in a folder that does not exist is an error that names the folder, which is not made."""
    with pytest.raises(StoreUnavailable, match=r"there is no folder .*none"):
        SqliteStore(tmp_path / "none" / "store.db")
    assert list(tmp_path.iterdir()) == []


def test_a_newer_format_is_refused(path: Path, store: SqliteStore) -> None:
    """A file of a newer program is left alone; the message says what it is, what is known and what to do."""
    store.close()
    change(path, f"PRAGMA user_version = {sqlite_file.FORMAT + 1}")
    before = in_folder(path)
    with pytest.raises(StoreUnavailable, match=r"has format 2, this program knows format 1.*newer program"):
        SqliteStore(path)
    assert in_folder(path) == before


def test_an_older_format_is_refused(path: Path, store: SqliteStore) -> None:
    """A file of a format that is known no longer is left alone too."""
    store.close()
    change(path, "PRAGMA user_version = 0")
    with pytest.raises(StoreUnavailable, match=r"has format 0.*Load the datasets into a new file"):
        SqliteStore(path)


@pytest.mark.parametrize("journal", ["DELETE", "WAL"])
def test_the_database_of_another_program_is_refused(path: Path, journal: str) -> None:
    """Another program's database is never touched."""
    change(path, f"PRAGMA journal_mode = {journal}", "CREATE TABLE t (a)", "PRAGMA application_id = 7")
    before = in_folder(path)
    with pytest.raises(StoreUnavailable, match="a database of another program"):
        SqliteStore(path)
    assert in_folder(path) == before


@pytest.mark.parametrize("content", [b"a", b"id,type\nprov:x,Province\n" * 99, b"PK\x03\x04" + bytes(5000)])
def test_another_file_is_refused(path: Path, content: bytes) -> None:
    """A file that is no database is never touched."""
    path.write_bytes(content)
    with pytest.raises(StoreUnavailable, match="not a store but some other file"):
        SqliteStore(path)
    assert in_folder(path) == {path.name: content}


def test_a_folder_is_refused(tmp_path: Path) -> None:
    """A folder is no store."""
    with pytest.raises(StoreUnavailable):
        SqliteStore(tmp_path)


def test_opening_imports_little() -> None:
    """The store needs none of the larger libraries."""
    heavy = "{'networkx', 'fastapi', 'neo4j', 'pyvis', 'openpyxl', 'edtf'}"
    subprocess.run(
        [sys.executable, "-c", f"import sys, graph.sqlite; assert not {heavy} & sys.modules.keys()"],
        cwd=ROOT,
        check=True,
    )


# -- what a file may not hold


@pytest.mark.parametrize(
    ("sql", "expected"),
    [
        ("UPDATE statements SET body = '{}' WHERE id = 'r1'", "cannot be read"),
        ("UPDATE statements SET body = replace(body, '2016', '2017') WHERE id = 'r1'", "text and its digest differ"),
        ("UPDATE statements SET id = 'r2' WHERE id = 'r1'", "text and its columns differ"),
        ("UPDATE statements SET type = 'District' WHERE id = 'prov:lang-son'", "text and its columns differ"),
        ("DELETE FROM statements WHERE id = 'a1'", "counts of its newest load differ"),
        ("DELETE FROM statements WHERE id = 'j1'", "content and the digest of its newest load differ"),
        ("DELETE FROM statements WHERE id = 's0'", "there is no source of that id"),
        ("DELETE FROM statements WHERE id = 'prov:quang-tay'", "there is no entity of that id"),
        ("UPDATE statements SET recorded_to = 1 WHERE id = 'o1'", "ends before it begins"),
        ("UPDATE statements SET recorded_from = 9 WHERE id = 'o1'", "a load that its dataset never had"),
        (
            f"INSERT INTO statements SELECT NULL, kind, id, dataset, {COPY}",
            "overlaps another",
        ),
        (
            f"INSERT INTO statements SELECT NULL, kind, id, 2, {COPY}",
            "relation r1 is in the datasets a and b",
        ),
        ("DELETE FROM foreign_references", "references between datasets lacks source s0"),
        ("UPDATE foreign_references SET to_id = 'x'", "references between datasets has in excess entity x"),
        ("DELETE FROM loads WHERE dataset = 2", "dataset b has no load"),
    ],
)
def test_check_finds_what_is_wrong(path: Path, store: SqliteStore, sql: str, expected: str) -> None:
    """A file that was meddled with does not pass the check."""
    store.apply("b", rows(relation("b1", "prov:lang-son", "prov:lang-son", evidence=said("s0"))))
    assert store.check() == []
    if "to_id = 'x'" in sql:
        change(path, "DELETE FROM foreign_references WHERE to_kind = 'source'")
    change(path, sql)
    assert any(expected in sentence for sentence in store.check()), store.check()


def test_check_shows_the_first_of_many(path: Path) -> None:
    """Of many things of a sort twenty are shown and the others counted."""
    store = SqliteStore(path)
    store.apply("a", rows(*(entity(f"x:{n}") for n in range(50))))
    change(path, "UPDATE statements SET digest = x'00'")
    assert [len(store.check()), store.check()[-1]] == [21, "and 30 more of that sort"]
    store.close()


def test_a_statement_that_cannot_be_read(path: Path, store: SqliteStore) -> None:
    """A statement that is no JSON is an error that names the check, not a crash."""
    change(path, "UPDATE statements SET body = '{' WHERE id = 'r1'")
    with pytest.raises(StoreUnavailable, match="nhipcau check"):
        held(store)


def test_a_damaged_file(path: Path, store: SqliteStore) -> None:
    """Damaged pages are found by the check, and are an error for who reads them."""
    store.apply("b", rows(*(entity(f"x:{n}") for n in range(5000))))
    store.close()
    content = bytearray(path.read_bytes())
    content[50 * 4096 : 150 * 4096] = b"\xff" * (100 * 4096)
    path.write_bytes(content)
    damaged = SqliteStore(path)
    assert any("damaged" in sentence for sentence in damaged.check())
    with pytest.raises(StoreUnavailable, match="damaged"):
        held(damaged)
    damaged.close()
