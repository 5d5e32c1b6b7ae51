"""Fixtures for what lies outside of the project and may be absent.

A test that uses one is skipped where the thing is absent, and says so. `NHIPCAU_REQUIRE`, a comma list of `browser`,
`rdf` and `shared`, turns those skips into failures: continuous integration must not pass by leaving out what matters.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import NoReturn

import pytest

ROOT = Path(__file__).resolve().parent.parent
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")


def absent(what: str, reason: str) -> NoReturn:
    """Skip the test, or fail it where `NHIPCAU_REQUIRE` names what is absent."""
    required = {word.strip() for word in os.environ.get("NHIPCAU_REQUIRE", "").split(",")}
    if what in required:
        pytest.fail(f"{reason}, but NHIPCAU_REQUIRE asks for it", pytrace=False)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder beside the project with the working form of the records and data that nobody here made."""
    path = ROOT.parent / "shared"
    if not path.is_dir():
        absent("shared", "the folder ../shared is absent")
    return path


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of a Chromium binary: `NHIPCAU_CHROMIUM`, else the first one found. Root needs its `--no-sandbox`."""
    named = os.environ.get("NHIPCAU_CHROMIUM")
    path = shutil.which(named) if named else next(filter(None, map(shutil.which, BROWSERS)), None)
    if path is None:
        absent("browser", f"there is no {named}" if named else "no Chromium is installed")
    return path
