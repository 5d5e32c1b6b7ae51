"""What is added: verdicts under all kinds of rules with more relations than before."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from graph.compile import compile_index
from graph.coverage import Coverage, CoverageQuestion, Verdict
from graph.denials import apply_denials
from schema import rules
from schema.rules import Rule
from schema.statements import INFERENCES, Absence, Entity, Relation, Statement
from schema.vocabulary import bundled
from tests.graph import random_graphs
from tests.graph.fixtures import day, snapshot

EVERY = tuple(t.type for t in bundled().relation_types if t.type not in (bundled().roles.succession, "holds_office_in"))
"""All relation types but those that end something: a succession its unit, an office the term of who held it."""

REPEATING = """
id = "{name}"
at_least = {ends}
title = {{ vi = "a", en = "a" }}
explain = {{ vi = "a", en = "a" }}
[subject]
types = ["Province", "Agency", "District"]
[[needs]]
repeat = [{{ relation = {every}, direction = "any" }}]
least = {least}
most = 3
to = {{ types = ["Province", "Agreement", "NGO", "Event"] }}
"""


def repeating() -> list[Rule]:
    """Rules that ask for what is several steps away, once or at two ends."""
    every = list(random_graphs.ASKED)
    texts = (
        REPEATING.format(name=f"after-{least}-{ends}", least=least, ends=ends, every=every)
        for least in (2, 3)
        for ends in (1, 2)
    )
    return [rules.read(text, bundled()) for text in texts]


RULES = (*rules.bundled(), *repeating())


def judged(statements: list[Statement], added: list[Statement], *, moment: int) -> list[tuple[str, Verdict, Verdict]]:
    """The rule and both verdicts on every subject that is asked about before anything is added."""
    before, after = (
        apply_denials(compile_index(snapshot(s, rules=RULES))) for s in (statements, [*statements, *added])
    )
    found: list[tuple[str, Verdict, Verdict]] = []
    for name in before.rules:
        question = CoverageQuestion(rule=name, day=moment)
        one, other = Coverage(before, question), Coverage(after, question)
        found += [(name, one.judge(*pair).verdict, other.judge(*pair).verdict) for pair in one.pairs()]
    return found


def told(seed: int, *, settled: bool) -> list[Statement]:
    """A random graph of which every third relation is inferred, with words that there is none under every rule."""
    found: list[Statement] = [
        replace(s, inference=INFERENCES[2 + n % 2]) if isinstance(s, Relation) and n % 3 == 0 else s
        for n, s in enumerate(random_graphs.graph(seed, settled=settled))
    ]
    dice = random.Random(seed)
    for rule in RULES:
        kinds = {kind for subjects in rule.subjects for kind in subjects.test.types}
        asked = [s.id for s in found if isinstance(s, Entity) and s.type in kinds]
        found += [
            Absence(
                id=f"none:{rule.id}:{subject}", subject=subject, rule=rule.id, not_yet=dice.random() < 0.2,
                date=dice.choice(("2009-05-05", "2014", "2018-01-01")), text={"vi": "không có"},
            )
            for subject in dice.sample(asked, min(2, len(asked)))
        ]  # fmt: skip
    return found


def added(data: st.DataObject, statements: list[Statement], valid: str | None) -> list[Statement]:
    """Some relations of any type that ends nothing, between any two entities, or saying again what is said."""
    entities = st.sampled_from([s.id for s in statements if s.id.startswith(("x:", "prov:", "ctry:"))])
    kinds = st.sampled_from(EVERY)
    placing = st.sampled_from(bundled().roles.within)
    known = st.sampled_from([s for s in statements if isinstance(s, Relation) and s.type in EVERY])
    inferences = st.sampled_from(INFERENCES)
    new = [
        Relation(
            id=f"added{n}", type=data.draw(kinds | placing), source=data.draw(entities), target=data.draw(entities),
            valid=valid, inference=data.draw(inferences),
        )
        for n in range(data.draw(st.integers(1, 3)))
    ]  # fmt: skip
    return [*new, replace(data.draw(known), id="again", inference=data.draw(inferences))]


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 9), st.booleans(), st.sampled_from([None, "../..", "2012/", "2010/2014"]), st.data())
def test_what_is_added_never_opens_a_gap(seed: int, settled: bool, valid: str | None, data: st.DataObject) -> None:
    """A relation that is added and ends nothing, of whatever type, turns nothing that is covered into a gap."""
    statements = told(seed, settled=settled)
    for name, before, after in judged(statements, added(data, statements, valid), moment=day("2016-12-31")):
        if before == "covered":
            assert after in ("covered", "not_applicable"), name


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 9), st.booleans(), st.data())
def test_what_begins_later_says_nothing_of_today(seed: int, settled: bool, data: st.DataObject) -> None:
    """No verdict depends on what begins years after the day asked."""
    statements = told(seed, settled=settled)
    later = [s for s in added(data, statements, "2030/..") if s.id != "again"]
    for name, before, after in judged(statements, later, moment=day("2016-12-31")):
        assert before == after, name
