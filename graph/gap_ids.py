"""The stable ids of gaps, and those that are near one that there is not."""

from __future__ import annotations

import difflib
import itertools
from typing import Any

from graph.coverage import Coverage, CoverageQuestion
from graph.index import Index

_LOOKED_AT = 5_000
_CANDIDATES = 8


def gap_id(rule: str, subject: str, target: str | None) -> str:
    """The id of a gap."""
    return f"gap:{rule}:{subject}" + (f":{target}" if target else "")


def ends_of(gap: str) -> tuple[str, list[str]]:
    """The rule and the entities that an id names; no rule where it is none of a gap."""
    head, _, rest = gap.partition(":")
    rule, _, rest = rest.partition(":")
    parts = rest.split(":")
    return (rule if head == "gap" else ""), [":".join(parts[i : i + 2]) for i in range(0, len(parts), 2)]


def near(index: Index, gap: str, day: int) -> list[dict[str, Any]]:
    """Gaps with ids like one that there is not, as far as the first thousands of pairs go."""
    rule, _ = ends_of(gap)
    likely = [rule] if rule in index.rules else difflib.get_close_matches(rule, index.rules, 2, 0.7)
    known = (
        gap_id(name, index.ids[subject], None if target is None else index.ids[target])
        for name in likely
        for subject, target in Coverage(index, CoverageQuestion(rule=name, day=day)).pairs()
    )
    looked_at = list(itertools.islice(known, _LOOKED_AT))
    found = [k for k in looked_at if k.startswith(f"{gap}:")] or difflib.get_close_matches(
        gap, looked_at, _CANDIDATES, 0.8
    )
    return [{"id": k} for k in found[:_CANDIDATES]]
