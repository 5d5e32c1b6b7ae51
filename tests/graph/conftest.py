"""Fixtures for tests of stores."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph import sqlite_file


@pytest.fixture(scope="module")
def unsynced() -> Iterator[None]:
    """Embedded stores do not wait for the disk: what even a killed process wrote is safe with the operating system."""
    opened = sqlite_file._open

    def quick(path: Path, mode: str) -> sqlite3.Connection:
        connection = opened(path, mode)
        connection.execute("PRAGMA synchronous = OFF")
        return connection

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sqlite_file, "_open", quick)
        yield
