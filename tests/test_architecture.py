"""The map of the project: what it names is there, and what is there it names."""

from __future__ import annotations

import fnmatch
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MAP = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("folder", ["schema", "graph", "loaders", "visualizations", "api"])
def test_the_map_names_every_module(folder: str) -> None:
    """Each folder has a row that names its modules, all of them and no others."""
    (row,) = (line for line in MAP.splitlines() if line.startswith(f"| `{folder}` "))
    named = re.findall(r"`([a-z_]+\*?)`", row.split("|")[3])
    modules = [path.stem for path in (ROOT / folder).glob("*.py") if path.stem != "__init__"]
    assert {m for m in modules if not any(fnmatch.fnmatch(m, name) for name in named)} == set()
    assert {name for name in named if not fnmatch.filter(modules, name)} == set()
