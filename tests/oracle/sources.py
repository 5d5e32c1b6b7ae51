"""Independent sources, counted by plain grouping of quotations.

Reading, where the text leaves a choice: two quotations are of one source if they are of one document, or lie in the two
ends of the same shared passage; the sources are the groups that result, also through a third quotation.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from typing import Any


class Sources:
    """The passages that documents share."""

    def __init__(self, statements: Iterable[dict[str, Any]]) -> None:
        self.passages: list[tuple[str, dict[str, Any]]] = [
            (item["id"], passage)
            for item in statements
            if item["kind"] == "source"
            for passage in item.get("shared_passages") or []
        ]

    def independent(self, relation: dict[str, Any]) -> int:
        """How many groups of quotations do not depend on each other."""
        quotations = relation.get("evidence") or []
        group = list(range(len(quotations)))
        for i, j in itertools.combinations(range(len(quotations)), 2):
            if self.same_source(quotations[i], quotations[j]) or self.same_source(quotations[j], quotations[i]):
                old, new = group[j], group[i]
                group = [new if item == old else item for item in group]
        return len(set(group))

    def same_source(self, one: dict[str, Any], other: dict[str, Any]) -> bool:
        """Whether two quotations are of one document or of a passage that their documents share."""
        if one["source"] == other["source"]:
            return True
        return any(
            holder == one["source"]
            and passage["source"] == other["source"]
            and passage["start"] <= one["start"]
            and one["end"] <= passage["end"]
            and passage["with_start"] <= other["start"]
            and other["end"] <= passage["with_end"]
            for holder, passage in self.passages
        )
