"""The pages on the 23 systems: every command and address is asked, and answers what the page says."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.settings import Settings
from tests.api.conftest import fill
from tests.asked_pages import Row, ask_both_ways, rows_of
from tests.conftest import ROOT

PAGES = {lang: ROOT / "docs" / page for lang, page in (("en", "systems.md"), ("vi", "systems.vi.md"))}
ASKS_PATHS = ("path", "statements")
"""The commands of path questions; of the one system that has none, what is asked instead."""


def rows(lang: str) -> list[Row]:
    """The questions of a page."""
    return rows_of(PAGES[lang])


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the bundled records."""
    path = tmp_path_factory.mktemp("systems") / "records.db"
    fill(path)
    return path


@pytest.fixture(scope="module")
def client(store: Path) -> Iterator[TestClient]:
    """The API on that store."""
    with TestClient(create_app(Settings(store=str(store)))) as found:
        yield found


def told(answer: Any) -> str:
    """An answer in short, as the pages write it."""
    if "paths" in answer:
        paths = [f"`{' → '.join(p['entities'])}`" for p in answer["paths"]]
        warned = "".join(f" (`{w['code']}`)" for w in answer["warnings"])
        return "; ".join(paths) if answer["status"] == "found" else f"`{answer['status']}`{warned}"
    if "counts" not in answer:
        return listed(f"`total` {answer['total']['value']}", [item["id"] for item in answer["items"]])
    parts = []
    for verdict, count in answer["counts"].items():
        ids = [pair(item) for item in answer["items"] if item["verdict"] == verdict]
        parts += [listed(f"`{verdict}` {count}", ids)] if count else []
    for item in answer["items"]:
        figures = [
            f"`{r['indicator']}` {'?' if r['unnamed'] is None else r['unnamed']}" for r in item["reconciliation"]
        ]
        parts += [f"`unnamed` `{pair(item)}`: {', '.join(figures)}"] if figures else []
    return "; ".join(parts)


def listed(head: str, ids: list[str]) -> str:
    """A head and the ids that belong to it."""
    return f"{head}: {', '.join(f'`{i}`' for i in ids)}" if ids else head


def pair(item: Any) -> str:
    """A subject, with its object where there is one."""
    return f"{item['subject']} × {item['object']}" if item["object"] else str(item["subject"])


@pytest.mark.parametrize("lang", PAGES)
def test_every_system_has_both_questions(lang: str) -> None:
    """Each of the 23 systems has a path question and a coverage question."""
    commands: dict[int, list[str]] = {}
    for row in rows(lang):
        commands.setdefault(row.number, []).append(row.command[1])
    assert list(commands) == list(range(1, 24))
    for asked in commands.values():
        assert asked[0] in ASKS_PATHS
        assert set(asked[1:]) <= {"gaps", "observations"}
        assert len(asked) > 1


def test_the_pages_are_twins() -> None:
    """Both languages have the same questions with the same answers."""
    assert rows("en") == rows("vi")


@pytest.mark.parametrize("row", rows("en"), ids=lambda row: f"{row.number}-{row.command[2]}")
def test_the_answer_is_what_the_program_says(
    row: Row, store: Path, client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The command and the address give one answer, and it is that of the page."""
    answer = ask_both_ways(row, "en", store, client, monkeypatch)
    assert row.answer == told(answer)
