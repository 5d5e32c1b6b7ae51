"""Passages that several documents share, found by fingerprints of their words.

Runs of `K` words are hashed, and of each window of `W` hashes the least is kept (winnowing: Schleimer, Wilkerson and
Aiken 2003, "Winnowing: local algorithms for document fingerprinting"): a passage of `K + W - 1` words that two
documents have word for word is never missed, whatever their length. What is found so is widened word by word.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from schema.names import fold
from schema.statements import Passage

K = 5
"""How many words a fingerprint covers."""
W = 4
"""Of how many fingerprints in a row the least is kept."""
LEAST = 20
"""How many words a passage has at least: what is shorter are titles and set phrases."""
SLIP = 3
"""How many words may differ between two runs that are one passage."""

_WORD = re.compile(r"\w+")


class Word(NamedTuple):
    """A word, folded, and where it stands in its text (code points, end exclusive)."""

    text: str
    start: int
    end: int


class Run(NamedTuple):
    """Words from `first` to before `last` of a text that stand in another from `there` to before `there_last`."""

    first: int
    last: int
    there: int
    there_last: int


class Reuse(NamedTuple):
    """A passage of `source` that stands in another source, too."""

    source: str
    passage: Passage
    words: int


def shared_passages(texts: Mapping[str, str], least: int = LEAST) -> list[Reuse]:
    """The passages of so many words that each two of some texts (by source id) share, from the side of the first."""
    words = {name: _words(text) for name, text in texts.items()}
    found = []
    names = list(texts)
    for position, name in enumerate(names):
        for other in names[position + 1 :]:
            here, there = words[name], words[other]
            for run in _joined(_runs(here, there)):
                if min(run.last - run.first, run.there_last - run.there) >= least:
                    passage = Passage(
                        other, here[run.first].start, here[run.last - 1].end,
                        there[run.there].start, there[run.there_last - 1].end,
                    )  # fmt: skip
                    found.append(Reuse(name, passage, run.last - run.first))
    return found


def _words(text: str) -> list[Word]:
    return [Word(fold(m[0]), m.start(), m.end()) for m in _WORD.finditer(text)]


def _fingerprints(words: Sequence[Word]) -> Iterator[tuple[int, int]]:
    """Hashes that are the least of a window, each with the number of its first word."""
    hashes = [
        zlib.crc32(" ".join(w.text for w in words[i : i + K]).encode()) for i in range(max(0, len(words) - K + 1))
    ]
    last = -1
    for start in range(max(1, len(hashes) - W + 1) if hashes else 0):
        window = hashes[start : start + W]
        # of equal ones the rightmost, so that neighbouring windows keep the same
        place = start + max(i for i, h in enumerate(window) if h == min(window))
        if place != last:
            last = place
            yield hashes[place], place


def _runs(here: Sequence[Word], there: Sequence[Word]) -> Iterator[Run]:
    """The longest runs of the same words around equal fingerprints."""
    known: dict[int, list[int]] = {}
    for value, place in _fingerprints(there):
        known.setdefault(value, []).append(place)
    seen: set[Run] = set()
    for value, place in _fingerprints(here):
        for other in known.get(value, ()):
            run = _widened(here, there, place, other)
            if run.last - run.first >= K and run not in seen:
                seen.add(run)
                yield run


def _widened(here: Sequence[Word], there: Sequence[Word], first: int, there_first: int) -> Run:
    last, there_last = first, there_first
    while first and there_first and here[first - 1].text == there[there_first - 1].text:
        first, there_first = first - 1, there_first - 1
    while last < len(here) and there_last < len(there) and here[last].text == there[there_last].text:
        last, there_last = last + 1, there_last + 1
    return Run(first, last, there_first, there_last)


def _joined(runs: Iterator[Run]) -> list[Run]:
    """Runs with at most a few words between them on both sides as one."""
    joined: list[Run] = []
    for run in sorted(runs):
        before = joined[-1] if joined else None
        if before and 0 <= run.first - before.last <= SLIP and 0 <= run.there - before.there_last <= SLIP:
            joined[-1] = Run(before.first, run.last, before.there, run.there_last)
        else:
            joined.append(run)
    return joined
