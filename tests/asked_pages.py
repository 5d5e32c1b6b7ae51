"""Pages of the documentation that ask the program: a table of questions, each as a command and an address."""

from __future__ import annotations

import json
import re
import shlex
import sys
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from fastapi.testclient import TestClient

from api.cli import main
from tests.api.conftest import Stream


class Row(NamedTuple):
    """A question of the table, and the answer that the page gives."""

    number: int
    command: list[str]
    url: str
    answer: str


def rows_of(page: Path) -> list[Row]:
    """The questions of a page: a number in the first cell, what is asked and the answer in the last two."""
    found = []
    for line in page.read_text(encoding="utf-8").splitlines():
        if re.match(r"\| \d+ \|", line):
            number, *_, asked, answer = (cell.strip() for cell in line.strip("|").split(" | "))
            command, url = re.findall(r"`([^`]+)`", asked)
            found.append(Row(int(number.strip("| ")), shlex.split(command), url, answer.strip(" |")))
    return found


def ask_both_ways(row: Row, lang: str, store: Path, client: TestClient, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The one answer of the command and the address."""
    assert row.command[0] == "nhipcau"
    out = Stream()
    monkeypatch.setattr(sys, "stdout", out)
    assert main([*row.command[1:], "--store", str(store), "-O", "json", "--lang", lang]) == 0
    out.flush()
    response = client.get(row.url, headers={"Accept-Language": lang})
    assert response.status_code == 200, response.text
    answer = response.json()
    assert json.loads(out.written()) == answer
    return answer
