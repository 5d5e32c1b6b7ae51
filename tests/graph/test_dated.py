"""Attributes that change while the entity stays the same."""

from __future__ import annotations

from typing import Any

import pytest

from graph.answers import EntityAnswer
from graph.checker_coverage import check_judgement
from graph.compile import compile_index
from graph.coverage import VERDICTS, Coverage, CoverageQuestion
from graph.tell_gaps import GapsQuestion
from graph.view import View
from schema import rules, vocabulary
from schema.statements import Entity, Statement
from tests.graph.fixtures import day, document, link, snapshot, thing

WORDS = [
    {"value": "tỉnh", "valid": "../2026-08-31"},
    {"value": "thành phố", "valid": "2026-09-01/..", "basis": "a resolution"},
]
SEEN = [{"value": "tỉnh", "valid": "2025-07-01/2026"}, {"value": "thành phố", "attested": "2026-09-20"}]
FRAME: tuple[Statement, ...] = (
    document("s", "2026"), thing("ctry:vn", "Country"), thing("p", "Province", unit_word=WORDS),
    thing("q", "Province", unit_word=SEEN, founded="2025-07-01"),
    thing("r", "Province", unit_word="tỉnh"), thing("a", "Agency"), thing("b", "Agency"),
    *(link(f"{p}-ctry:vn", "located_in", "../..") for p in "pqr"),
    link("a-p", "has_jurisdiction", "../.."), link("b-r", "has_jurisdiction", "../.."),
)  # fmt: skip
RULE = """
id = "of-kind"
[title]
vi = "Có cơ quan"
en = "Has a body"
[explain]
vi = "Cần có cơ quan"
en = "Needs a body"
[subject]
types = "{subject}"
{test}
[[needs]]
relation = "has_jurisdiction"
direction = "{direction}"
to = {{ {to} }}
"""


def told(as_of: str | None, entity: str = "x:p") -> dict[str, Any]:
    """The values of the unit word and how each holds."""
    answer: EntityAnswer = View(snapshot(FRAME)).entity(entity, "vi", None if as_of is None else day(as_of))
    return {phase.value: phase.holds for phase in answer.attributes_over_time.get("unit_word", ())}


@pytest.mark.parametrize(
    ("entity", "as_of", "expected"),
    [
        ("x:p", None, {"tỉnh": None, "thành phố": None}),
        ("x:p", "2024-01-01", {"tỉnh": "certain", "thành phố": None}),
        ("x:p", "2026-08-31", {"tỉnh": "certain", "thành phố": None}),
        ("x:p", "2026-09-01", {"tỉnh": None, "thành phố": "certain"}),
        ("x:q", "2025-12-31", {"tỉnh": "certain", "thành phố": "possible"}),
        ("x:q", "2026-09-20", {"tỉnh": "possible", "thành phố": "certain"}),
        ("x:r", "2026-09-20", {}),
    ],
)
def test_what_it_is_on_a_day(entity: str, as_of: str | None, expected: dict[str, Any]) -> None:
    """An answer says which value an attribute has on the day, certainly or possibly, and lists them all."""
    assert told(as_of, entity) == expected


def test_the_attribute_itself_is_kept() -> None:
    """What the source says stands in the answer as it was loaded."""
    answer = View(snapshot(FRAME)).entity("x:p", "vi")
    assert answer.attributes["unit_word"] == WORDS


def judged(as_of: str, **parts: str) -> dict[str, str]:
    """The verdicts of a rule that compares the unit word, each found sound by the common checker."""
    rule = rules.read(RULE.format(**parts), vocabulary.bundled())
    index = compile_index(snapshot(FRAME, rules=[rule]))
    question = CoverageQuestion(rule="of-kind", day=day(as_of))
    coverage = Coverage(index, question)
    for pair in coverage.pairs():
        assert check_judgement(index, question, coverage.judge(*pair)) == []
    asked = GapsQuestion(rules=("of-kind",), day=day(as_of), verdicts=VERDICTS)
    return {i.subject: i.verdict for i in View(snapshot(FRAME, rules=[rule])).gaps(asked, "vi").items}


CITIES = {"subject": "Province", "test": 'attributes = { unit_word = "thành phố" }', "direction": "in", "to": ""}


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        ("2024-01-01", {"x:p": "not_applicable", "x:q": "not_applicable"}),
        ("2026-01-01", {"x:p": "not_applicable", "x:q": "not_recorded"}),
        ("2026-10-01", {"x:p": "covered", "x:q": "not_recorded"}),
    ],
)
def test_whom_a_rule_binds_changes_with_the_attribute(as_of: str, expected: dict[str, str]) -> None:
    """A rule about cities asks who is one at some time, and binds who possibly is one on the day."""
    assert judged(as_of, **CITIES) == expected


@pytest.mark.parametrize(
    ("as_of", "verdict"), [("2024-01-01", "not_recorded"), ("2026-09-01", "covered"), ("2026-08-31", "not_recorded")]
)
def test_what_a_rule_needs_changes_with_the_attribute(as_of: str, verdict: str) -> None:
    """An agency has a city in its charge from the day on which the province is one."""
    parts = {"subject": "Agency", "test": "", "direction": "out", "to": 'attributes = { unit_word = "thành phố" }'}
    assert judged(as_of, **parts)["x:a"] == verdict
    without = {**parts, "to": 'attributes_not = { unit_word = "tỉnh" }'}
    assert judged(as_of, **without) == {"x:a": verdict, "x:b": "not_recorded"}


def test_a_list_that_is_no_dated_attribute_is_a_value() -> None:
    """Only lists whose members all have a value are phases."""
    plain = Entity(id="x:z", dataset="test", type="Agency", names={"vi": "z"}, attributes={"unit_word": ["a", "b"]})
    assert View(snapshot((*FRAME, plain))).entity("x:z", "vi").attributes_over_time == {}
