"""Passages that several documents share are found by fingerprints, whatever stands around them."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders.reuse import K, W, shared_passages
from schema.statements import Passage, Source
from tests.graph.fixtures import bundled

DOCUMENTS = Path(__file__).parents[3] / "shared" / "documents"
WORDS = [f"từ{n:03}" for n in range(400)]


def text_of(words: list[str], dice: random.Random) -> str:
    """Words as a text, with punctuation and line breaks wherever they fall."""
    return "".join(word + dice.choice((" ", ", ", ". ", "\n", "  ")) for word in words)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32), st.integers(K + W - 1, 60))
def test_a_shared_passage_is_found_whole_and_in_its_place(seed: int, length: int) -> None:
    """Whatever precedes and follows it, and however it is broken and spelled."""
    dice = random.Random(seed)
    shared = dice.sample(WORDS[:200], length)
    # without a word in common, for one right before the passage in both would belong to it
    around = dice.sample(WORDS[200:], 60)
    first, second = text_of(around[:30], dice), text_of(around[30:], dice)
    a = first + text_of(shared, dice) + "x " + second
    b = second + text_of([w.upper() for w in shared], dice) + "y " + first
    found = [r for r in shared_passages({"a": a, "b": b}, K + W - 1) if a[r.passage.start :].startswith(shared[0])]
    (one,) = (r for r in found if r.words >= length)
    assert (one.source, one.passage.source) == ("a", "b")
    assert a[one.passage.start : one.passage.end].split()[-1].strip(",. ") == shared[-1]
    assert b[one.passage.with_start : one.passage.with_end].lower().startswith(shared[0])


def test_a_few_words_may_differ() -> None:
    """A passage with a word exchanged or left out is one passage; far apart they are two."""
    run = WORDS[:15]
    a, b = ([*run, "khác", *WORDS[20:35]], [*run, *WORDS[20:35]])
    assert [r.words for r in shared_passages({"a": " ".join(a), "b": " ".join(b)})] == [31]
    apart = " ".join(WORDS[:25] + WORDS[300:310] + WORDS[40:65])
    assert len(shared_passages({"a": " ".join(WORDS[:25] + WORDS[40:65]), "b": apart})) == 2


def test_set_phrases_are_no_reuse() -> None:
    """What is short is shared by everybody."""
    assert shared_passages({"a": " ".join(WORDS[:18]), "b": " ".join(WORDS[:18])}) == []
    assert shared_passages({"a": "", "b": "một"}) == []


@pytest.mark.skipif(not DOCUMENTS.exists(), reason="the articles are not here (../shared/documents)")
def test_the_shared_passages_of_the_articles_are_found() -> None:
    """Those that the bundled sources record are found to the character or two; what is found besides is a title."""
    texts = {f.stem: f.read_text(encoding="utf-8") for f in sorted(DOCUMENTS.glob("s?.txt"))}
    found = {(r.source, r.passage.source, r.passage.start): r.passage for r in shared_passages(texts)}
    sources = [s for s in bundled() if isinstance(s, Source) and s.id == "s0"]
    recorded = [p for s in sources for p in s.shared_passages]
    assert len(recorded) == 4
    near = [p for p in recorded if any(close(p, other) for other in found.values())]
    assert near == recorded
    others = [p for p in found.values() if not any(close(other, p) for other in recorded)]
    assert [texts["s0"][p.start : p.end][:40] for p in others] == ["7/2011 của Ban Bí thư Trung ương Đảng về"]


def close(one: Passage, other: Passage) -> bool:
    """Whether two passages are the same but for a blank or a full stop."""
    ends = ("start", "end", "with_start", "with_end")
    return one.source == other.source and all(abs(getattr(one, e) - getattr(other, e)) <= 2 for e in ends)
