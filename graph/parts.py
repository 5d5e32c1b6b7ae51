"""Parts of a source: in what kind of passage evidence lies, and what rests on such passages only."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from schema.statements import Evidence, Part, Source

Parts = Mapping[str, tuple[Part, ...]]
"""The parts of each source that has some, by its id."""


def parts_of(sources: Iterable[Source]) -> Parts:
    """The parts of all sources."""
    return {source.id: source.parts for source in sources if source.parts}


def part_at(source: str, start: int | None, end: int | None, parts: Parts) -> str | None:
    """The kind of the part in which a passage lies wholly; None for none. Of several parts the shortest tells."""
    around = _around(source, start, end, parts)
    return min(around, key=lambda p: (p.end - p.start, p.start, p.kind)).kind if around else None


def rests_on(evidence: Sequence[Evidence], kind: str, parts: Parts) -> bool:
    """Whether there is evidence, and all of it lies in parts of that kind."""
    return bool(evidence) and all(
        any(p.kind == kind for p in _around(e.source, e.start, e.end, parts)) for e in evidence
    )


def _around(source: str, start: int | None, end: int | None, parts: Parts) -> list[Part]:
    if start is None or end is None:
        return []
    return [p for p in parts.get(source, ()) if p.start <= start and end <= p.end]
