"""How many independent sources say something: documents that copy each other are one.

Two documents are one source of a statement where their quotations lie in a passage that both share, or where one of
them is known through the other only.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from schema.statements import Evidence, Passage, Source

Passages = dict[tuple[str, str], list[Passage]]
"""Pair of source ids to the passages of the first that stand in the second, too."""


WHOLE = Passage("", 0, 0, 0, 0)
"""Stands for all of a source that is known through another one only."""


def passages_of(sources: Iterable[Source], through: str) -> Passages:
    """The shared passages of all sources, from both sides.

    `through`: the attribute of a source that was not read, which names the one through which it is known.
    """
    found: Passages = {}
    for source in sources:
        teller = source.attributes.get(through)
        if isinstance(teller, str):
            found[source.id, teller] = found[teller, source.id] = [WHOLE]
        for p in source.shared_passages:
            mirrored = Passage(source.id, p.with_start, p.with_end, p.start, p.end)
            for key, passage in (((source.id, p.source), p), ((p.source, source.id), mirrored)):
                known = found.setdefault(key, [])
                if passage not in known:
                    known.append(passage)
    return found


def clusters(evidence: Sequence[Evidence], passages: Passages) -> list[set[str]]:
    """The sources of a statement, those that are one source together."""
    groups: list[set[str]] = []
    quotes: list[list[Evidence]] = []
    for item in evidence:
        joined = [i for i, members in enumerate(quotes) if any(_same(item, other, passages) for other in members)]
        merged_sources, merged_quotes = {item.source}, [item]
        for i in reversed(joined):
            merged_sources |= groups.pop(i)
            merged_quotes += quotes.pop(i)
        groups.append(merged_sources)
        quotes.append(merged_quotes)
    return groups


def independent(evidence: Sequence[Evidence], passages: Passages) -> int:
    """The number of independent sources among the evidence of a statement."""
    if not passages or len(evidence) < 2:
        return len({item.source for item in evidence})
    return len(clusters(evidence, passages))


def _same(a: Evidence, b: Evidence, passages: Passages) -> bool:
    shared = passages.get((a.source, b.source), ())
    if a.source == b.source or WHOLE in shared:
        return True
    if a.start is None or a.end is None or b.start is None or b.end is None:
        return False
    return any(
        p.start <= a.start and a.end <= p.end and p.with_start <= b.start and b.end <= p.with_end for p in shared
    )
