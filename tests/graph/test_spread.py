"""All ends at once agree with the ways one by one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from graph.compile import compile_index
from graph.coverage import Coverage, CoverageQuestion
from graph.index import Index
from graph.intervals import covers, unite
from graph.mask import Mask
from graph.patterns import Matcher
from graph.spread import Spread
from graph.threshold import Threshold, bits_of_objects, in_at_least
from graph.values import WhenHeld
from schema import rules, vocabulary
from schema.rules import Chain, Rule
from tests.graph import random_graphs
from tests.graph.fixtures import snapshot

DAYS = [date(year, 7, 1).toordinal() for year in (2009, 2012, 2015, 2020, 2027)]
COMPARING = """
id = "comparing"
at_least = {least}

[title]
vi = "So sánh"
en = "Comparing"

[explain]
vi = "So sánh với đối tượng"
en = "Comparing with the object"

[subject]
types = ["Agency", "Province"]

[object]
types = ["Country", "Province", "Agency", "Sector"]
chain = [{{ repeat = [{{ relation = {every}, direction = "any" }}], most = 2 }}]

[[needs]]
relation = {every}
direction = "any"
to = {{ {test} }}

[[needs]]
repeat = [{{ relation = {every}, direction = "any", to = {{ is_not = "subject" }} }}]
least = {repeats}
most = {most}
"""
COMPARISONS = (
    'is = "object"', 'is = ["object", "prov:p1", "subject"]', 'is_not = "object"', 'is_not = ["object", "prov:p2"]',
    'inside = "object"', 'abroad_from = "object"', 'abroad_from = "subject"', 'inside = "subject"',
    'shares = { relation = "cooperates_with", direction = "any", with = "object" }',
    'shares = { relation = "meets", direction = "any", with = "subject" }', 'types = "Event"',
)  # fmt: skip


def index_of(seed: int, *added: Rule) -> Index:
    """A random graph with the bundled rules and others."""
    statements = random_graphs.graph(seed, 36, 140, settled=True)
    return compile_index(snapshot(statements, rules=(*rules.bundled(), *added)))


def masks() -> list[Mask]:
    """Every kind of mask that coverage uses."""
    return [Mask(None), *(Mask(day, holds) for day in DAYS[:3] for holds in ("certain", "possible", "open"))]


def ends_of_ways(matcher: Matcher, chain: Chain, subject: int, target: int | None) -> set[int]:
    """Where a chain ends, by following the nearest ways, which is where all ways lead that pass nothing twice."""
    nearest, every = (
        {way.end for way in matcher.ways(chain, matcher.bound(subject, target, thorough=thorough))}
        for thorough in (False, True)
    )
    assert nearest == every
    return nearest


def differences(index: Index, rule: Rule, mask: Mask) -> list[str]:
    """The subjects and objects for which what a rule needs is met by only one of the two readings."""
    matcher, bits = Matcher(index, mask, day=DAYS[2]), bits_of_objects(index, rule)
    threshold, wrong = Threshold(matcher, rule.needs, rule.at_least, bits), []
    targets: Sequence[int | None] = list(bits)[::3] if rule.objects else (None,)
    kinds = {kind for subjects in rule.subjects for kind in subjects.test.types}
    for subject in (e for e, kind in enumerate(index.types) if kind in kinds):
        for target in targets:
            ends = ends_of_ways(matcher, rule.needs, subject, target)
            if threshold.is_met(subject, target) != (len(ends) >= rule.at_least):
                wrong.append(f"{rule.id}: {subject} {target}: the ways end at {ends}")
            if threshold.ends(subject, target) != sorted(ends):
                wrong.append(f"{rule.id}: {subject} {target}: {len(ends)} ends by the ways")
    return wrong


@pytest.mark.parametrize("seed", range(1, 4))
def test_what_a_rule_needs_is_met_as_the_ways_say(seed: int) -> None:
    """Every bundled rule, under every mask, is met for the same subjects and pairs."""
    index = index_of(seed)
    assert [d for rule in rules.bundled() for mask in masks() for d in differences(index, rule, mask)] == []


@pytest.mark.parametrize("test", COMPARISONS)
@pytest.mark.parametrize(("least", "repeats"), [(1, 0), (2, 0), (1, 1), (1, 2)])
def test_every_comparison_with_the_subject_or_the_object(test: str, least: int, repeats: int) -> None:
    """A test that compares with the object is passed for the same objects, however many are asked at once."""
    every = [t.type for t in vocabulary.bundled().relation_types if t.type in random_graphs.ASKED]
    text = COMPARING.format(every=every, test=test, least=least, repeats=repeats, most=max(2, repeats + 1))
    rule = rules.read(text, vocabulary.bundled())
    index = index_of(5, rule)
    assert [d for mask in (Mask(None), Mask(DAYS[1], "possible")) for d in differences(index, rule, mask)] == []


@pytest.mark.parametrize("seed", range(1, 4))
def test_the_days_of_an_end_are_those_on_which_a_way_leads_there(seed: int) -> None:
    """What a chain leads to on a day is what it leads to at any time, on the days that hold that day."""
    index = index_of(seed)
    chains = [c for r in rules.bundled() for c in (r.needs, r.objects.chain if r.objects else ()) if c]
    for chain in chains:
        matcher = Matcher(index, Mask(None), day=DAYS[2])
        spread = Spread(matcher, chain, WhenHeld(matcher))
        for subject in range(0, len(index.ids), 3):
            ends = spread.ends(subject)
            for day in DAYS:
                on_the_day = Matcher(index, Mask(day, "possible"), day=DAYS[2])
                expected = ends_of_ways(on_the_day, chain, subject, None)
                assert {e for e, days in ends.items() if covers(days, day)} == expected
            assert spread.total(subject) == unite(held for days in ends.values() for held in days)


@pytest.mark.parametrize("seed", range(1, 4))
def test_the_verdicts_at_once_are_those_one_by_one(seed: int) -> None:
    """Verdicts without witnesses are those with them, in the same order."""
    index = index_of(seed)
    for rule in rules.bundled():
        for day in DAYS:
            coverage = Coverage(index, CoverageQuestion(rule=rule.id, day=day))
            told = [(j.subject, j.object, j.verdict) for j in coverage.verdicts()]
            assert told == [(*pair, coverage.judge(*pair).verdict) for pair in coverage.pairs()]


def test_what_is_in_several_sets() -> None:
    """Bits that are in at least so many of some sets."""
    sets = (0b0111, 0b0011, 0b1001)
    assert [in_at_least(n, sets) for n in (1, 2, 3, 4)] == [0b1111, 0b0011, 0b0001, 0]
