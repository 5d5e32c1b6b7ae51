"""What every statement must fulfil, whatever format it came in."""

from __future__ import annotations

from typing import Any

import pytest

from loaders.checks import Checker
from loaders.problems import near
from schema.statements import (
    Absence,
    Entity,
    Evidence,
    Objective,
    Observation,
    Passage,
    Relation,
    Source,
    Statement,
)
from tests.loaders.helpers import ENTITY_TYPE, INDICATOR, RELATION_TYPE, RULES, VOCABULARY

CHECKER = Checker(VOCABULARY, RULES)


def entity(**said: Any) -> Entity:
    """A sound entity, changed as told."""
    return Entity(**{"id": "a:b", "type": ENTITY_TYPE, "names": {"vi": "x"}, **said})


def relation(**said: Any) -> Relation:
    """A sound relation, changed as told."""
    return Relation(**{"id": "r1", "type": RELATION_TYPE, "source": "a:b", "target": "a:c", **said})


def observation(**said: Any) -> Observation:
    """A sound observation, changed as told."""
    return Observation(**{"id": "o1", "indicator": INDICATOR, "subject": "a:b", "value": 1, **said})


def absence(**said: Any) -> Absence:
    """A sound absence, changed as told."""
    return Absence(**{"id": "g1", "subject": "a:b", "text": {"vi": "x"}, **said})


def objective(**said: Any) -> Objective:
    """A sound objective, changed as told."""
    return Objective(**{"id": "g1", "subject": "a:b", "text": {"vi": "x"}, "modality": "planned", **said})


def source(**said: Any) -> Source:
    """A sound source, changed as told."""
    return Source(**{"id": "s1", "title": {"vi": "x"}, **said})


@pytest.mark.parametrize("make", [entity, relation, observation, absence, objective, source])
def test_sound_statements(make: Any) -> None:
    """Each kind, said with as little as possible, has no problem."""
    assert CHECKER.first_problem(make()) is None


@pytest.mark.parametrize(
    ("statement", "field", "key"),
    [
        (entity(id="b"), "id", None),
        (relation(id="r 1"), "id", None),
        (source(id=""), "id", None),
        (entity(type="Nothing"), "type", None),
        (relation(type="nothing"), "type", None),
        (observation(indicator="nothing"), "indicator", None),
        (absence(rule="nothing"), "rule", None),
        (relation(source="b"), "source", None),
        (relation(target="a:b:c"), "target", None),
        (observation(subject="b"), "subject", None),
        (absence(subject="b"), "subject", None),
        (absence(object="b"), "object", None),
        (objective(subject="b"), "subject", None),
        (relation(valid="2016 "), "valid", None),
        (relation(attested=("2016", "x")), "attested", None),
        (observation(period="x"), "period", None),
        (absence(date="x"), "date", None),
        (objective(target_period="x"), "target_period", None),
        (objective(modality="asserted"), "modality", None),
        (source(content_as_of="x"), "content_as_of", None),
        (source(published="2019-04-19T5"), "published", None),
        (source(published="xT17:17"), "published", None),
        (observation(value=None), "value", None),
        (observation(qualifier="some"), "value", None),
        (observation(value=2**63), "value", None),
        (entity(subtype=" "), "subtype", None),
        (entity(aliases=("x", "")), "aliases", None),
        (entity(contextual_aliases=(" ",)), "contextual_aliases", None),
        (observation(flags=("",)), "flags", None),
        (observation(unit=""), "unit", None),
        (observation(verbatim=" "), "verbatim", None),
        (source(author=""), "author", None),
        (source(genre=""), "genre", None),
        (relation(note=""), "note", None),
        (absence(text={}), "text", None),
        (objective(text={"vi": ""}), "text", "vi"),
        (source(title={"de": "x"}), "title", None),
        (entity(attributes={"traversable": 1}), "attributes", "traversable"),
        (entity(attributes={"jurisdiction": 1}), "attributes", "jurisdiction"),
        (entity(attributes={"person": ""}), "attributes", "person"),
        (entity(attributes={"date": "2016/2015"}), "attributes", "date"),
        (entity(attributes={"word": [{"value": "x"}]}), "attributes", "word"),
        (
            entity(attributes={"word": [{"value": "x", "valid": "2016"}, {"value": "y", "attested": "z"}]}),
            "attributes",
            "word",
        ),
        (entity(attributes={"level": [{"value": "x", "valid": "2016/"}]}), "attributes", "level"),
        (entity(attributes={"date": [{"value": "2016", "valid": "2016/"}]}), "attributes", "date"),
        (relation(attributes={"a\x00": 1}), "attributes", None),
        (relation(attributes={"a": {"b\x00": 1}}), "attributes", "a"),
        (relation(evidence=(Evidence("s 0"),)), "evidence", None),
        (relation(evidence=(Evidence("s0", 1),)), "evidence", None),
        (relation(evidence=(Evidence("s0", 5, 5),)), "evidence", None),
        (relation(evidence=(Evidence("s0", -5, 5),)), "evidence", None),
        (relation(evidence=(Evidence("s0", quote=" "),)), "evidence", None),
        (relation(evidence=(Evidence("s0", asserted_by="Đoàn Hiền"),)), "evidence", None),
        (source(shared_passages=(Passage("s 4", 1, 2, 1, 2),)), "shared_passages", None),
        (source(shared_passages=(Passage("s4", 2, 2, 1, 2),)), "shared_passages", None),
        (source(shared_passages=(Passage("s4", 1, 2, 2, 1),)), "shared_passages", None),
    ],
)
def test_problems(statement: Statement, field: str, key: str | None) -> None:
    """The first problem names the field, and the part of it, that is wrong."""
    problem = CHECKER.first_problem(statement)
    assert problem is not None
    assert (problem.field, problem.key) == (field, key)


def test_names_that_are_near() -> None:
    """Few names are all told, of many only those that are alike."""
    assert near("x", ["a", "b"]) == "one of a, b"
    many = [f"name-{i}" for i in range(20)]
    assert "near it: name-1" in near("nam-1", many)
    assert near("zzz", many) == "one of 20 known names"
