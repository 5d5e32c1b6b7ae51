"""The program knows no type by name: with every type renamed, the answers are the same, renamed."""

from __future__ import annotations

import functools
import json
from collections.abc import Iterable
from typing import Any

import msgspec
import pytest
from msgspec.structs import replace

from graph.answers import GapsAnswer, MatrixAnswer, PathAnswer
from graph.axes import KIND
from graph.coverage import VERDICTS
from graph.matrix import MatrixQuestion
from graph.tell_gaps import GapsQuestion
from graph.view import View
from graph.walk import PathQuestion
from schema import rules, vocabulary
from schema.rules import Also, Alternatives, Chain, Part, Rule, Step
from schema.rules import Test as RuleTest
from schema.statements import Entity, Relation, Statement
from schema.vocabulary import CLASSES, Indicator, Vocabulary
from tests.graph import random_graphs
from tests.graph.fixtures import bundled, day, snapshot

DAYS = ("2012-06-30", "2016-12-31", "2024-01-01", "2026-12-31")


def new(name: str) -> str:
    """The new name of a type; no name of a type is like it."""
    return f"{name[::-1]}_x"


def all_new(names: Iterable[str]) -> tuple[str, ...]:
    """The new names of several types; classes of relations keep theirs."""
    return tuple(name if name in CLASSES else new(name) for name in names)


def renamed_vocabulary() -> Vocabulary:
    """The bundled vocabulary with every type renamed."""
    old = vocabulary.bundled()
    roles = replace(
        old.roles, within=all_new(old.roles.within), channel=new(old.roles.channel),
        sector=new(old.roles.sector), succession=new(old.roles.succession),
        country=new(old.roles.country), area=new(old.roles.area),
    )  # fmt: skip
    return Vocabulary(
        settings=old.settings,
        roles=roles,
        attributes=old.attributes,
        entity_types=tuple(
            replace(t, type=new(t.type), subtypes={new(k): v for k, v in t.subtypes.items()}) for t in old.entity_types
        ),
        relation_types=tuple(
            replace(t, type=new(t.type), ends=tuple((new(a), new(b)) for a, b in t.ends)) for t in old.relation_types
        ),
        indicators=tuple(renamed_indicator(i) for i in old.indicators),
        relaxations=tuple(
            replace(x, walks=all_new(x.walks), stones=all_new(x.stones), connects=all_new(x.connects))
            for x in old.relaxations
        ),
        source_parts=old.source_parts,
        genres=old.genres,
    )


def renamed_indicator(indicator: Indicator) -> Indicator:
    """An indicator with the types that it counts renamed."""
    counts = indicator.counts
    if counts is None:
        return indicator
    return replace(indicator, counts=replace(counts, relation=new(counts.relation), types=all_new(counts.types)))


def renamed_test(test: RuleTest) -> RuleTest:
    """A test of a rule with every type renamed."""
    types, not_types, subtypes = all_new(test.types), all_new(test.not_types), all_new(test.subtypes)
    shares = test.shares and replace(test.shares, relation=all_new(test.shares.relation))
    return replace(test, types=types, not_types=not_types, subtypes=subtypes, shares=shares)


def renamed_chain(chain: Chain) -> Chain:
    """A chain of a rule with every type renamed."""
    return tuple(renamed_part(part) for part in chain)


def renamed_part(part: Part) -> Part:
    """A part of a chain with every type renamed."""
    if isinstance(part, Step):
        return replace(part, relation=all_new(part.relation), to=renamed_test(part.to))
    if isinstance(part, Alternatives):
        return replace(part, any=tuple(renamed_chain(inner) for inner in part.any))
    if isinstance(part, Also):
        return replace(part, also=renamed_chain(part.also))
    return replace(part, repeat=renamed_chain(part.repeat), to=renamed_test(part.to))


def renamed_rule(rule: Rule) -> Rule:
    """A rule with every type renamed."""
    subjects = tuple(
        replace(
            each,
            test=renamed_test(each.test),
            where=tuple(replace(c, chain=renamed_chain(c.chain)) for c in each.where),
        )
        for each in rule.subjects
    )
    objects = rule.objects
    if objects is not None:
        objects = replace(objects, test=renamed_test(objects.test), chain=renamed_chain(objects.chain))
    return replace(rule, subjects=subjects, objects=objects, needs=renamed_chain(rule.needs))


def renamed_statement(statement: Statement) -> Statement:
    """A statement with its type renamed."""
    if isinstance(statement, Entity):
        subtype = statement.subtype and new(statement.subtype)
        return replace(statement, type=new(statement.type), subtype=subtype)
    if isinstance(statement, Relation):
        return replace(statement, type=new(statement.type))
    return statement


@functools.cache
def both(which: str) -> tuple[View, View]:
    """A view of a graph, and one with every type renamed."""
    statements = bundled() if which == "bundled" else tuple(random_graphs.graph(3, settled=True))
    rules_then = tuple(renamed_rule(rule) for rule in rules.bundled())
    other = snapshot(map(renamed_statement, statements), vocabulary=renamed_vocabulary(), rules=rules_then)
    return View(snapshot(statements)), View(other)


def told(answer: PathAnswer | GapsAnswer | MatrixAnswer) -> Any:
    """An answer as it is sent, without the data version, which renaming changes."""
    sent = json.loads(msgspec.json.encode(answer))
    del sent["data_version"]
    return sent


def renamed(value: Any) -> Any:
    """An answer with the types in it renamed."""
    if isinstance(value, list):
        return [renamed(v) for v in value]
    if isinstance(value, dict):
        return {k: new(v) if k in ("type", "subtype") and v else renamed(v) for k, v in value.items()}
    return value


def type_names(known: Vocabulary) -> set[str]:
    """The names of all types, relation types and subtypes."""
    subtypes = {s for t in known.entity_types for s in t.subtypes}
    return subtypes | {t.type for t in known.entity_types} | {t.type for t in known.relation_types}


def test_every_type_is_renamed() -> None:
    """No entity type, relation type or subtype keeps its name in the vocabulary, the rules or the data."""
    old, (_, view) = vocabulary.bundled(), both("bundled")
    names = type_names(old)
    kept = type_names(view.vocabulary) | set(view.index.types)
    kept |= {s for s in view.index.subtypes if s}
    for rule in view.rules:
        for test in rules.all_tests(rule):
            kept |= {*test.types, *test.not_types, *test.subtypes}
        kept |= {r for part in rules.all_parts(rule) if isinstance(part, Step) for r in part.relation}
    assert not kept & names
    assert len(kept) == len(names)


@pytest.mark.parametrize("which", ["bundled", "random"])
def test_paths_are_the_same(which: str) -> None:
    """Pairs of a sample have the same paths, hop by hop, with the same warnings."""
    one, other = both(which)
    ids, found, warned = one.index.ids, 0, 0
    step = len(ids) // 11
    for n, source in enumerate(ids[::step]):
        for m, target in enumerate(ids[1::step]):
            as_of = (None, *DAYS)[(n + m) % 5]
            question = PathQuestion(
                sources=(source,), targets=(target,), day=None if as_of is None else day(as_of), k=3
            )  # fmt: skip
            answer = one.paths(question, "vi")
            found, warned = found + (answer.status == "found"), warned + bool(answer.warnings)
            assert renamed(told(answer)) == told(other.paths(question, "vi"))
    assert found > 5
    assert warned > 5


@pytest.mark.parametrize("which", ["bundled", "random"])
@pytest.mark.parametrize("rule", [r.id for r in rules.bundled()])
def test_verdicts_are_the_same(rule: str, which: str) -> None:
    """Every rule gives the same verdicts, reasons, witnesses, groups, counts and reconciliation."""
    one, other = both(which)
    for as_of in DAYS:
        question = GapsQuestion(rules=(rule,), day=day(as_of), verdicts=VERDICTS, group_by="area", limit=1000)
        assert renamed(told(one.gaps(question, "vi"))) == told(other.gaps(question, "vi"))


def test_matrices_are_the_same() -> None:
    """Every pair of sides has the same cells; kinds and what is counted carry the new names."""
    one, other = both("bundled")
    for sides in (
        ("area", "country"),
        ("area", "sector"),
        ("channel", "country"),
        ("kind", "area"),
        ("kind", "channel"),
    ):
        question = MatrixQuestion(rows=sides[0], cols=sides[1], day=day("2020"))
        sent, found = told(one.matrix(question, "vi")), told(other.matrix(question, "vi"))
        assert all_new(sent.pop("relations")) == tuple(found.pop("relations"))
        kinds = {head["id"] for head in sent["rows"] if head["type"] is None}
        text = json.dumps(renamed(sent))
        for kind in kinds:
            text = text.replace(f'"{kind}"', f'"{KIND}{new(kind.removeprefix(KIND))}"')
        assert json.loads(text) == found


def test_restrictions_are_the_same() -> None:
    """Questions that name types find the same with the new names."""
    one, other = both("bundled")
    relations, types = ("located_in", "exchanges_with"), ("District", "PrefectureCity")
    question = PathQuestion(
        sources=("prov:lang-son",), targets=("prov:quang-tay",), relations=relations, entity_types=types, k=5
    )  # fmt: skip
    answer = one.paths(question, "vi")
    assert len(answer.paths) > 1
    again = replace(question, relations=all_new(relations), entity_types=all_new(types))
    assert renamed(told(answer)) == told(other.paths(again, "vi"))
