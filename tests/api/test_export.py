"""An export over HTTP is a stream that is complete, or says that it is not."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.routers import export
from api.settings import Settings
from api.views import open_store
from loaders.load import load
from schema.errors import StoreUnavailable
from schema.statements import Statement
from tests.api.conftest import Ran, fill


def test_an_export_is_that_of_the_command_line(client: TestClient, run: Callable[..., Ran]) -> None:
    """Both write the same bytes: every statement, by kind and id."""
    response = client.get("/v1/export?format=jsonl")
    assert response.headers["content-type"].startswith("application/jsonl")
    assert response.text == run("export", "-f", "jsonl").out
    assert len(response.text.splitlines()) == 5 + 241 + 542 + 49 + 15 + 28


def test_an_export_of_several_datasets_is_in_order(tmp_path: Path) -> None:
    """Statements of several datasets are merged by kind and id; one dataset may be asked for alone."""
    path = tmp_path / "store.db"
    fill(path)
    more = tmp_path / "more.jsonl"
    more.write_text('{"kind": "source", "id": "a0", "title": {"vi": "mới"}}\n', encoding="utf-8")
    store = open_store(str(path))
    load(store, more)
    store.close()
    with TestClient(create_app(Settings(store=str(path)))) as client:
        rows = [msgspec.json.decode(line) for line in client.get("/v1/export").text.splitlines()]
        assert [row["id"] for row in rows if row["kind"] == "source"] == ["a0", "s0", "s1", "s2", "s3", "s4"]
        assert len(client.get("/v1/export?dataset=more").text.splitlines()) == 1


@pytest.mark.parametrize(
    ("error", "code"), [(StoreUnavailable("gone"), "store_unavailable"), (RuntimeError("secret"), "internal_error")]
)
def test_a_stream_that_breaks_ends_in_an_error_record(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, error: Exception, code: str
) -> None:
    """What was read so far is followed by a record that says that the rest is missing, and not why in detail."""
    read = export.statements

    def breaking(*arguments: Any) -> Iterator[Statement]:
        for n, statement in enumerate(read(*arguments)):
            if n == 300:
                raise error
            yield statement

    monkeypatch.setattr(export, "statements", breaking)
    rows = [msgspec.json.decode(line) for line in client.get("/v1/export").text.splitlines()]
    assert len(rows) == 301
    assert (rows[-1]["kind"], rows[-1]["code"]) == ("error", code)
    assert "secret" not in str(rows[-1])
