"""A store with the bundled records, the application on it, and the command line as a function."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.cli import main
from api.settings import Settings
from api.views import Views, open_store
from loaders.load import load

DATASET = "border-diplomacy"
ROOT = Path(__file__).resolve().parent.parent.parent


class Ran(NamedTuple):
    """What a command left: its exit code and what it wrote."""

    code: int
    out: str
    err: str

    def document(self) -> Any:
        """The JSON that it wrote."""
        return msgspec.json.decode(self.out)


@pytest.fixture(scope="session")
def store_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the bundled records, which tests only read."""
    path = tmp_path_factory.mktemp("store") / "records.db"
    fill(path)
    return path


@pytest.fixture(scope="session")
def views(store_path: Path) -> Iterator[Views]:
    """The views of that store."""
    found = Views(lambda: open_store(str(store_path)))
    yield found
    found.close()


@pytest.fixture(scope="session")
def client(store_path: Path) -> Iterator[TestClient]:
    """A client of the application on that store; failures of the program come as answers, as they do to the world."""
    with TestClient(create_app(Settings(store=str(store_path))), raise_server_exceptions=False) as found:
        yield found


@pytest.fixture(scope="session")
def get(client: TestClient) -> Callable[..., Any]:
    """The JSON of a question that must be answered."""

    def ask(url: str, **headers: str) -> Any:
        response = client.get(url, headers={k.replace("_", "-"): v for k, v in headers.items()})
        assert response.status_code == 200, response.text
        return response.json()

    return ask


@pytest.fixture
def run(store_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Ran]:
    """The command line in this process, on the store with the bundled records unless another is named."""
    for name in ("NHIPCAU_LANG", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("NHIPCAU_STORE", str(store_path))

    def command(*arguments: str, terminal: bool = False) -> Ran:
        out, err = (Terminal() if terminal else Stream() for _ in range(2))
        with monkeypatch.context() as patch:
            patch.setattr(sys, "stdout", out)
            patch.setattr(sys, "stderr", err)
            code = main(arguments)
            out.flush()
            err.flush()
        return Ran(code, out.written(), err.written())

    return command


class Stream(io.TextIOWrapper):
    """A stream as a process has it, bytes below, in memory."""

    def __init__(self) -> None:
        self._bytes = io.BytesIO()
        super().__init__(self._bytes, encoding="utf-8", newline="\n")

    def written(self) -> str:
        """What was written to it."""
        return self._bytes.getvalue().decode()


class Terminal(Stream):
    """A stream that says that a person looks at it."""

    def isatty(self) -> bool:
        """Yes."""
        return True


def fill(path: Path) -> None:
    """Make a store with the bundled records."""
    store = open_store(str(path), create=True)
    report = load(store, DATASET, strict=True)
    store.close()
    assert report.applied
    assert not report.rejected
