"""What is wrong with a statement, said so that it can be mended."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterator
from typing import Any

import msgspec

from loaders.cells import unfit

MAX_DEPTH = 50
"""Of lists and objects in one another."""


class Problem(msgspec.Struct, frozen=True):
    """Which field is wrong (`key`: which part of it), what stands there, and what was expected."""

    field: str
    value: str
    expected: str
    key: str | None = None


def near(name: str, known: Collection[str]) -> str:
    """What was expected instead of a name that is none of the known ones: all if few, else those like it."""
    if len(known) <= 10:
        return f"one of {', '.join(known)}"
    alike = difflib.get_close_matches(name, known, 3, 0.6)
    return f"one of {len(known)} known names" + (f"; near it: {', '.join(alike)}" if alike else "")


def unfit_inside(value: Any, where: str, depth: int = 0) -> Iterator[tuple[str, str | None, str]]:
    """The texts in a JSON value, keys included, that no statement may have: where each stands, and what was expected.

    What is nested too deep is None.
    """
    if isinstance(value, str):
        if fault := unfit(value):
            yield where, value, fault
    elif isinstance(value, dict | list) and depth > MAX_DEPTH:
        yield where, None, f"JSON nested at most {MAX_DEPTH} deep"
    elif isinstance(value, dict):
        for key, part in value.items():
            if fault := unfit(key):
                yield where or "key", key, fault
            yield from unfit_inside(part, f"{where}.{key}" if where else key, depth + 1)
    elif isinstance(value, list):
        for i, part in enumerate(value):
            yield from unfit_inside(part, f"{where}[{i}]", depth + 1)
