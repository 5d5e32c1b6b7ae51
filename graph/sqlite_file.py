"""The file of an embedded store: its format, opening it, and what its errors mean to a person."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path

from schema.errors import StoreUnavailable

APPLICATION_ID = 0x4E484343
"""In the file's header, where it tells a store from any other SQLite database ("NHCC")."""
FORMAT = 1
"""The version of the format that this program writes, and the newest that it reads."""
LOCK_SECONDS = 30.0

_MAGIC = b"SQLite format 3\x00"
_HEADER = 100
_WAL = 2

# Statements are only ever added and closed. `type` is that of an entity, taken out of the body so that it can be
# compared; `foreign_references` is derived from the live statements: what a dataset refers to and does not itself
# have, one example for each, so that it is known at once whether another dataset may let go of it.
_SCHEMA = """
CREATE TABLE datasets (
    n INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE
);
CREATE TABLE loads (
    n INTEGER PRIMARY KEY,
    dataset INTEGER NOT NULL REFERENCES datasets (n),
    at TEXT NOT NULL,
    retraction INTEGER NOT NULL,
    added INTEGER NOT NULL,
    changed INTEGER NOT NULL,
    removed INTEGER NOT NULL,
    rejected INTEGER NOT NULL,
    rejects_digest BLOB NOT NULL,
    digest BLOB NOT NULL,
    counts TEXT NOT NULL
);
CREATE INDEX loads_of_dataset ON loads (dataset, n);
CREATE TABLE statements (
    seq INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    dataset INTEGER NOT NULL REFERENCES datasets (n),
    type TEXT,
    body TEXT NOT NULL,
    digest BLOB NOT NULL,
    recorded_from INTEGER NOT NULL,
    recorded_to INTEGER
);
CREATE UNIQUE INDEX statements_of_dataset ON statements (dataset, kind, id, recorded_from);
CREATE INDEX statements_of_id ON statements (kind, id);
CREATE TABLE foreign_references (
    to_kind TEXT NOT NULL,
    to_id TEXT NOT NULL,
    dataset INTEGER NOT NULL REFERENCES datasets (n),
    count INTEGER NOT NULL,
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    column_name TEXT NOT NULL,
    PRIMARY KEY (to_kind, to_id, dataset)
) WITHOUT ROWID;
CREATE TABLE rejects (
    load INTEGER NOT NULL REFERENCES loads (n),
    n INTEGER NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (load, n)
) WITHOUT ROWID;
"""


@contextlib.contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn what SQLite reports into a `StoreUnavailable` that says what to do."""
    try:
        yield
    except sqlite3.Error as error:
        # the low byte is the class of the error, the others say more about it
        code = (getattr(error, "sqlite_errorcode", None) or 0) & 0xFF
        raise StoreUnavailable(f"{path}: {_REASONS.get(code, str(error))}") from error


_REASONS = {
    sqlite3.SQLITE_BUSY: f"another load is under way; waited {LOCK_SECONDS:.0f} seconds. Try again when it is done",
    sqlite3.SQLITE_LOCKED: "another load is under way. Try again when it is done",
    sqlite3.SQLITE_FULL: "no room is left on the disk; nothing was changed. Make room and try again",
    sqlite3.SQLITE_READONLY: "the file or its folder may not be written; nothing was changed",
    sqlite3.SQLITE_CANTOPEN: "the file or its folder cannot be opened; look at the permissions of both",
    sqlite3.SQLITE_IOERR: "reading or writing failed; nothing was changed. Look at the disk",
    sqlite3.SQLITE_CORRUPT: "the file is damaged. Put a copy in its place, or load the datasets into a new file",
    sqlite3.SQLITE_NOTADB: "the file is damaged or no store. Put a copy in its place, or name another file",
}


def ensure(path: Path, create: bool) -> None:
    """Make sure that there is a store of a known format at `path`; nothing else is ever written to.

    Raises:
        StoreUnavailable: there is none and `create` is false, or there is something else.
    """
    header = _header(path)
    if not header:
        if not create:
            raise StoreUnavailable(f"{path}: there is no store yet. Load something first: nhipcau load SOURCE")
        if not path.parent.is_dir():
            raise StoreUnavailable(f"{path}: there is no folder {path.parent}. Make it first, or name another file")
        _create(path)
        header = _header(path)
    if not header.startswith(_MAGIC):
        raise StoreUnavailable(f"{path}: this is not a store but some other file; it was left as it is")
    if int.from_bytes(header[68:72], "big") != APPLICATION_ID:
        raise StoreUnavailable(f"{path}: this is a database of another program; it was left as it is")
    found = int.from_bytes(header[60:64], "big")
    if found != FORMAT:
        raise StoreUnavailable(
            f"{path}: the store has format {found}, this program knows format {FORMAT}; it was left as it is. "
            + (
                "Use the newer program that wrote it, or load the datasets into a new file"
                if found > FORMAT
                else "Load the datasets into a new file"
            )
        )
    if create and header[18] != _WAL:
        _use_wal(path)


def connect(path: Path) -> sqlite3.Connection:
    """A connection to an existing store, for any thread but one at a time.

    On a medium that cannot be written the helper files of WAL mode cannot be made; where none is left from a
    writer either, nobody can change the file, and it is read as it stands.
    """
    connection = _open(path, "mode=rw")
    try:
        connection.execute("SELECT n FROM loads LIMIT 1").fetchone()
    except sqlite3.OperationalError:
        connection.close()
        leftover = path.with_name(path.name + "-wal")
        if os.access(path.parent, os.W_OK) or (leftover.exists() and leftover.stat().st_size):
            raise
        connection = _open(path, "mode=ro&immutable=1")
        connection.execute("SELECT n FROM loads LIMIT 1").fetchone()
    return connection


def _open(path: Path, mode: str) -> sqlite3.Connection:
    uri = f"{path.absolute().as_uri()}?{mode}"
    return sqlite3.connect(uri, uri=True, timeout=LOCK_SECONDS, isolation_level=None, check_same_thread=False)


def _header(path: Path) -> bytes:
    """The first bytes of the file, read without SQLite, which would leave its helper files beside a foreign one."""
    try:
        with path.open("rb") as file:
            return file.read(_HEADER)
    except FileNotFoundError:
        return b""
    except OSError as error:
        raise StoreUnavailable(f"{path}: {error.strerror}") from error


def _create(path: Path) -> None:
    with explained(path), contextlib.closing(_open(path, "mode=rwc")) as connection:
        # In one transaction with a rollback journal, so that the header is in the file itself before anything else
        # can be. Another process may be doing the same.
        connection.execute("BEGIN IMMEDIATE")
        if connection.execute("SELECT COUNT(*) FROM sqlite_master").fetchone() == (0,):
            for statement in _SCHEMA.split(";\n"):
                connection.execute(statement)
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version = {FORMAT}")
        connection.execute("COMMIT")


def _use_wal(path: Path) -> None:
    with explained(path), contextlib.closing(_open(path, "mode=rw")) as connection:
        # SQLite does not wait for others here, as it does elsewhere
        deadline = time.monotonic() + LOCK_SECONDS
        while True:
            try:
                connection.execute("PRAGMA journal_mode = WAL")
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_READONLY:
                    return  # it can be read as it is
                if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                    raise
                time.sleep(0.01)
            else:
                return
