"""The published requests, each with what its answer must hold."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from tests.api.checks import holds

CHECKS = [json.loads(line) for line in (Path(__file__).parent / "http_checks.jsonl").read_text("utf-8").splitlines()]


@pytest.mark.parametrize("check", CHECKS, ids=lambda c: c["id"])
def test_request_is_answered_as_published(client: TestClient, check: dict[str, Any]) -> None:
    """Status and content of the answer are those that were published."""
    response = client.get(check["get"])
    assert response.status_code == check.get("status", 200)
    answer = response.json()
    for operation, path, value in check["expect"]:
        assert holds(operation, answer, path, value), (operation, path, value)


def test_our_copy_of_the_requests_is_complete(shared: Path) -> None:
    """The copy in the tests has every request that was published."""
    published = (shared / "records/border-diplomacy/sample-http-checks.jsonl").read_text("utf-8").splitlines()
    assert [json.loads(line) for line in published] == CHECKS
    assert len(CHECKS) == 18
