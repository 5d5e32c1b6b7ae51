"""What is inferred steps back where a source says it."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from graph.index import Index
from graph.view import View
from graph.walk import PathQuestion
from schema.statements import Evidence, Inference, Relation, Statement
from tests.graph.fixtures import absence, day, document, index, link, thing, view

FRAME: tuple[Statement, ...] = (
    document("s", "2018"), document("list", "2025"), thing("ctry:vn", "Country"), thing("p", "Province"),
)  # fmt: skip
SAID = link("p-ctry:vn", "located_in", "../..")


def again(inference: Inference = "derived", valid: str = "../..", **more: Any) -> Relation:
    """The same relation, from a list."""
    return replace(link("p-ctry:vn", "located_in", valid, said="list"), id="again", inference=inference, **more)


def shown(known: Index) -> set[str]:
    """The relations of an index."""
    return set(known.relation_ids)


@pytest.mark.parametrize("inference", ["derived", "background"])
def test_what_is_said_is_not_told_twice(inference: Inference) -> None:
    """A derived relation is left out beside one that is said; alone it counts."""
    assert shown(index(*FRAME, SAID, again(inference))) == {SAID.id}
    assert shown(index(*FRAME, again(inference))) == {"again"}


@pytest.mark.parametrize(
    "other",
    [
        again("explicit"), again("implicit"), again(valid="2015/"), again(modality="planned"),
        again(type="part_of"), again(source="ctry:vn", target="x:p"), again(attributes={"part": "whole"}),
        again(evidence=(Evidence("s"), Evidence("list"))),
    ],
)  # fmt: skip
def test_what_says_something_else_stays(other: Relation) -> None:
    """Another's word, another time, kind or direction, a plan, a detail, more sources: that stands beside it."""
    assert shown(index(*FRAME, SAID, other)) == {SAID.id, "again"}


def test_a_path_names_it_no_more() -> None:
    """A hop has no parallel relation that says the same; among the statements it is found."""
    known: View = view(*FRAME, SAID, again())
    question = PathQuestion(sources=("x:p",), targets=("ctry:vn",), relations=("located_in",))
    (path,) = known.paths(question, "vi").paths
    assert [(h.relation, h.also) for h in path.hops] == [(SAID.id, ())]
    assert known.snapshot.get("relation", "again")


@pytest.mark.parametrize(("newer", "verdict"), [(False, "stated_absent"), (True, "covered")])
def test_its_news_are_news_of_what_is_said(newer: bool, verdict: str) -> None:
    """An absence between the news of both does not deny what the newer one still knows."""
    union = thing("u", "Agency", subtype="friendship_union")
    has = link("u-p", "has_jurisdiction", "2001/")
    listed = link("u-p", "has_jurisdiction", "2001/", called="again", said="list", inference="derived")
    told = (*FRAME, SAID, union, has, absence("friendship-union", "p", "2020"), *((listed,) if newer else ()))
    assert view(*told).gap("gap:friendship-union:x:p", day("2022"), {}, "vi").verdict == verdict
