"""A real server in a process of its own, as `nhipcau serve` starts it."""

from __future__ import annotations

import contextlib
import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.api.conftest import ROOT, fill


@contextlib.contextmanager
def serving(store: Path) -> Iterator[tuple[str, list[str]]]:
    """A server on a free port: its address and what it printed."""
    command = [sys.executable, "-m", "api.cli", "--store", str(store), "serve", "--port", "0"]
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8",
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
    ) as process:  # fmt: skip
        printed: list[str] = []
        assert process.stdout is not None
        reader = threading.Thread(target=lambda: printed.extend(iter(process.stdout.readline, "")))  # type: ignore[union-attr]
        reader.start()
        try:
            deadline = time.monotonic() + 30
            while not (found := re.search(r"http://127\.0\.0\.1:\d+/", "".join(printed))):
                assert process.poll() is None, process.stderr.read() if process.stderr else ""
                assert time.monotonic() < deadline
                time.sleep(0.05)
            yield found[0], printed
            process.send_signal(signal.SIGINT)
            assert process.wait(20) in (0, 130, -signal.SIGINT)
        finally:
            if process.poll() is None:
                process.kill()
            reader.join(10)


def fetch(url: str, **options: Any) -> tuple[int, Any]:
    """Status and JSON of an answer."""
    request = urllib.request.Request(url, **options)
    try:
        with urllib.request.urlopen(request, timeout=30) as response:
            return response.status, json.loads(response.read() or "null")
    except urllib.error.HTTPError as error:
        with error:
            return error.code, json.loads(error.read() or "null")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store that a server serves and a load changes."""
    path = tmp_path_factory.mktemp("served") / "served.db"
    fill(path)
    return path


@pytest.fixture(scope="module")
def server(store: Path) -> Iterator[tuple[str, list[str]]]:
    """A server on that store."""
    with serving(store) as found:
        yield found


def test_a_server_says_what_to_open_and_ask(server: tuple[str, list[str]]) -> None:
    """It prints its address and two questions, in Vietnamese and in English, and the questions are answered."""
    url, printed = server
    text = "".join(printed)
    assert "Mở trong trình duyệt" in text
    assert "Open in a browser" in text
    asked = re.findall(r"curl '([^']*)'", text)
    assert len(asked) == 4
    for question in asked:
        assert question.startswith(url)
        assert fetch(question)[0] == 200


def test_a_server_answers_over_a_socket(server: tuple[str, list[str]]) -> None:
    """A path, a problem, a posted question and a HEAD come as they do inside of the process."""
    url, _ = server
    status, path = fetch(f"{url}v1/paths?from=leg:04-ct-tw&to=don:gates")
    assert (status, path["status"]) == (200, "found")
    assert fetch(f"{url}v1/entities/prov:atlantis")[1]["code"] == "unknown_entity"
    body = json.dumps({"from": "leg:04-ct-tw", "to": "don:gates"}).encode()
    posted = fetch(f"{url}v1/paths", data=body, headers={"Content-Type": "application/json"})
    assert posted == (200, path)
    assert fetch(f"{url}v1/paths?from=leg:04-ct-tw&to=don:gates", method="HEAD") == (200, None)


def test_a_server_refuses_what_is_too_large(server: tuple[str, list[str]]) -> None:
    """A body beyond a megabyte is refused without being read to its end, also where its length is not said."""
    url, _ = server
    headers = {"Content-Type": "application/json"}
    with contextlib.suppress(urllib.error.URLError, ConnectionError):  # the server may close while we still send
        assert fetch(f"{url}v1/paths", data=b" " * 3_000_000, headers=headers)[0] == 413
    assert fetch(f"{url}healthz")[0] == 200


def test_a_server_sees_what_another_process_loads(server: tuple[str, list[str]], store: Path, tmp_path: Path) -> None:
    """After `nhipcau load` in another process the running server answers from the new data, the first time asked."""
    url, _ = server
    before = fetch(f"{url}v1/sources")[1]
    more = tmp_path / "more.jsonl"
    more.write_text('{"kind": "source", "id": "new", "title": {"vi": "mới"}}\n', encoding="utf-8")
    command = [sys.executable, "-m", "api.cli", "load", str(more), "--store", str(store)]
    assert subprocess.run(command, cwd=ROOT, check=False, capture_output=True).returncode == 0
    time.sleep(4)  # nobody asks meanwhile
    assert fetch(f"{url}v1/sources")[1]["data_version"] != before["data_version"]
    assert fetch(f"{url}v1/sources/new")[0] == 200


def test_a_port_that_is_taken_is_said(store: Path) -> None:
    """A second server on the same port ends with a sentence, not with a traceback."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        command = [
            sys.executable,
            "-m",
            "api.cli",
            "serve",
            "--store",
            str(store),
            "--port",
            str(taken.getsockname()[1]),
        ]
        done = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, timeout=60)
    assert done.returncode == 2
    assert "127.0.0.1" in done.stderr.decode()
    assert "Traceback" not in done.stderr.decode()


def test_a_browser_draws_the_page(server: tuple[str, list[str]], chromium: str, tmp_path: Path) -> None:
    """A real browser draws the picture and the forms, and no policy stops anything, the second time as the first."""
    url, _ = server
    command = [
        chromium, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path}",
        "--enable-logging=stderr", "--virtual-time-budget=15000", "--dump-dom",
    ]  # fmt: skip
    for address in (f"{url}?lang=en", f"{url}docs") * 2:
        done = subprocess.run([*command, address], check=True, capture_output=True, timeout=180)
        page, log = done.stdout.decode(), done.stderr.decode()
        assert "<canvas" in page or address.endswith("docs")
        assert page.count("<form") == (0 if address.endswith("docs") else 2)
        assert not [line for line in log.splitlines() if "CONSOLE" in line]
