"""What the days of a relation depend on, said once for all that say the same."""

from __future__ import annotations

import itertools

import pytest
from msgspec.structs import replace

from graph.claims import claim_of, merged, timed
from graph.compile import compile_index
from graph.view import View
from schema.statements import Entity, Relation
from schema.vocabulary import bundled
from tests.graph import random_graphs
from tests.graph.fixtures import day, link, snapshot, thing
from tests.graph.test_rule_language import rule


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("settled", [False, True])
def test_each_relation_is_dated_as_if_it_were_alone(seed: int, settled: bool) -> None:
    """The columns of the index have what each relation, its own ends and its own sources say."""
    statements = random_graphs.graph(seed, settled=settled)
    index = compile_index(snapshot(statements))
    entities = {s.id: s for s in statements if isinstance(s, Entity)}
    numbers = {name: number for number, name in enumerate(index.relation_ids)}
    for relation in (s for s in statements if isinstance(s, Relation)):
        ends = (entities[relation.source], entities[relation.target])
        alone, number = timed(claim_of(relation, bundled(), ends, index.contents)), numbers[relation.id]
        assert (index.certain(number), index.possible(number)) == (alone.holding.certain, alone.holding.possible)
        assert (index.news_first[number], index.news_last[number]) == alone.news
        assert (bool(index.is_event[number]), bool(index.timeless[number])) == (alone.is_event, alone.timeless)


def test_an_entity_of_two_datasets() -> None:
    """It has the note that either gives, and is as firm as the firmest says, whichever comes first by id."""
    planned = replace(thing("a", "Agency"), dataset="a", modality="planned", inference="derived")
    said = replace(thing("a", "Agency"), dataset="b", note="known")
    for pair in ((planned, said), (said, planned)):
        joined = merged(pair)
        assert (joined.note, joined.modality, joined.inference) == ("known", "asserted", "explicit")


@pytest.mark.parametrize("order", tuple(itertools.permutations("abc")))
def test_the_order_of_datasets_decides_nothing(order: tuple[str, ...]) -> None:
    """Of three datasets that describe an entity, the first by id that says something counts, whichever came first."""
    said: dict[str, dict[str, str]] = {"a": {}, "b": {"level": "province"}, "c": {"level": "central"}}
    told = [replace(thing("e", "Province", **said[name]), dataset=name) for name in order]
    twinned = '[subject]\ntypes = "Province"\nis = "x:p"\n[[needs]]\nrelation = "twinned_with"\n'
    asked = rule(twinned + 'to.attributes = { level = "province" }\n')
    known = View(snapshot([thing("p", "Province"), *told, link("p-e", "twinned_with")], rules=[asked]))
    assert known.gap("gap:asked:x:p", day("2020"), {}, "vi").verdict == "covered"
    assert known.entity("x:e", "vi").attributes == {"level": "province"}
