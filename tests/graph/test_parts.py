"""Parts of sources: in which of them evidence lies, and what rests on nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.lists import StatementFilter
from graph.parts import part_at, rests_on
from schema.statements import Evidence, Part, Relation, Statement, kind_of
from tests.graph.fixtures import bundled, bundled_view, document, things, view

CAPTION, FRAME = "photo_caption", "boilerplate"
PARTS = {"s": (Part(FRAME, 0, 1000), Part(CAPTION, 100, 200), Part(CAPTION, 200, 300))}

spans = st.tuples(st.integers(0, 60), st.integers(1, 30)).map(lambda x: (x[0], x[0] + x[1]))
some_parts = st.lists(st.builds(lambda kind, at: Part(kind, *at), st.sampled_from([CAPTION, FRAME]), spans), max_size=4)
quotations = st.lists(st.builds(lambda at: Evidence("s", *at), spans), max_size=4)


@pytest.mark.parametrize(
    ("start", "end", "part"),
    [
        (100, 200, CAPTION),
        (120, 130, CAPTION),
        (199, 201, FRAME),
        (99, 150, FRAME),
        (999, 1001, None),
        (None, None, None),
    ],
)
def test_evidence_lies_in_a_part_wholly_or_not_at_all(start: int | None, end: int | None, part: str | None) -> None:
    """An end of a passage that sticks out is enough for it to lie elsewhere; of parts in each other the inner tells."""
    assert part_at("s", start, end, PARTS) == part
    assert part_at("t", start, end, PARTS) is None


@given(evidence=quotations, parts=some_parts)
def test_what_rests_on_parts_only(evidence: list[Evidence], parts: list[Part]) -> None:
    """All evidence lies in parts of the kind, point by point of the text; without evidence nothing is rested on."""

    def inside(e: Evidence, kind: str) -> bool:
        assert e.start is not None
        assert e.end is not None
        passage = set(range(e.start, e.end))
        return any(passage <= set(range(p.start, p.end)) for p in parts if p.kind == kind)

    known = {"s": tuple(parts)}
    for kind in (CAPTION, FRAME):
        assert rests_on(evidence, kind, known) == (bool(evidence) and all(inside(e, kind) for e in evidence))
    for e in evidence:
        told = part_at(e.source, e.start, e.end, known)
        assert (told is None) == (not inside(e, CAPTION) and not inside(e, FRAME))
        assert told is None or inside(e, told)


@given(evidence=quotations, parts=some_parts, more=quotations)
def test_more_evidence_never_makes_it_rest_on_less(
    evidence: list[Evidence], parts: list[Part], more: list[Evidence]
) -> None:
    """What rests on captions only with more evidence did so with less, as far as there was some."""
    known = {"s": tuple(parts)}
    if evidence and rests_on([*evidence, *more], CAPTION, known):
        assert rests_on(evidence, CAPTION, known)


def said(name: str, *passages: tuple[str, int | None, int | None]) -> Relation:
    """A relation that is said in these passages."""
    evidence = tuple(Evidence(source, start, end) for source, start, end in passages)
    return Relation(id=name, type="meets", source="x:a", target="x:b", evidence=evidence)


STATEMENTS: tuple[Statement, ...] = (
    document("s", parts=(Part(CAPTION, 10, 20), Part(FRAME, 30, 40))), document("t", parts=(Part(CAPTION, 0, 5),)),
    *things(a="Agency", b="Agency"), said("one", ("s", 10, 20)), said("two", ("s", 12, 14), ("t", 1, 2)),
    said("text", ("s", 12, 14), ("s", 21, 25)), said("frame", ("s", 30, 40)),
    said("mixed", ("s", 10, 12), ("s", 30, 31)),
    said("whole", ("s", None, None)), said("none"),
)  # fmt: skip


@pytest.mark.parametrize(("kind", "expected"), [(CAPTION, ["one", "two"]), (FRAME, ["frame"])])
def test_statements_that_rest_on_a_kind_of_part(kind: str, expected: list[str]) -> None:
    """A fact with a word of the text, without a position or without evidence does not rest on captions only."""
    found, total = view(*STATEMENTS).statements(StatementFilter(rests_on=kind))
    assert ([s.id for s in found], total) == (expected, len(expected))


def test_answers_say_in_which_part_evidence_lies() -> None:
    """Each piece of evidence has its part, and a source its parts."""
    known = view(*STATEMENTS)
    items, _ = known.relations("x:a")
    told = {item.id: [e.part for e in item.evidence] for item in items}
    assert told["mixed"] == [CAPTION, FRAME]
    assert told["text"] == [CAPTION, None]
    assert told["whole"] == [None]
    assert known.source("s", "en").parts == (Part(CAPTION, 10, 20), Part(FRAME, 30, 40))


def test_what_rests_on_captions_in_the_bundled_records() -> None:
    """The facts that the articles tell under photos only: none of them is told in the text as well."""
    known = bundled_view()
    found, total = known.statements(StatementFilter(rests_on=CAPTION), limit=1000)
    assert total == len(found) == 36
    ids = {s.id for s in found}
    assert {"evt:ls-180-nam", "evt:tdh-hoc-bong", "evt:kieu-bao-tham-ls", "r308", "o022"} <= ids
    assert "evt:doan-cong-tac-hoa-ky-2011" not in ids  # the mission to the United States is told in the text, too
    for statement in bundled():
        parts = [part_at(e.source, e.start, e.end, known.index.parts) for e in getattr(statement, "evidence", ())]
        assert (statement.id in ids) == (bool(parts) and set(parts) == {CAPTION}), (kind_of(statement), statement.id)


def test_nothing_rests_on_boilerplate_in_the_bundled_records() -> None:
    """What a page has around an article is no evidence of anything."""
    assert bundled_view().statements(StatementFilter(rests_on=FRAME)) == ([], 0)
