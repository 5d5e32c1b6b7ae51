"""Requests with what their answers must hold, as data: `[operation, path, value]`, `[*]` flattens lists."""

from __future__ import annotations

import json
from typing import Any


def pick(answer: Any, path: str) -> list[Any]:
    """The values at a path, flat."""
    found = [answer]
    for part in filter(None, path.split(".")):
        key, star, _ = part.partition("[*]")
        inner = [x.get(key) if isinstance(x, dict) else None for x in found] if key else found
        found = [y for x in inner for y in (x.values() if isinstance(x, dict) else x or [])] if star else inner
    return flat(found)


def flat(values: Any) -> list[Any]:
    """Lists of lists as one list."""
    return [y for x in values for y in (flat(x) if isinstance(x, list) else [x])]


def holds(operation: str, answer: Any, path: str, value: Any) -> bool:
    """Whether an answer has what is expected."""
    found = pick(answer, path)
    something = [x for x in found if x not in (None, {}, "")]
    if operation == "contains":
        return str(value) in json.dumps(answer if not path else found, ensure_ascii=False)
    return {
        "eq": lambda: found == (value if isinstance(value, list) else [value]),
        "in": lambda: value in found,
        "notin": lambda: value not in found,
        "subset": lambda: set(value) <= set(map(str, found)),
        "only": lambda: set(value) == set(map(str, found)),
        "empty": lambda: not something,
        "nonempty": lambda: bool(something),
    }[operation]()
