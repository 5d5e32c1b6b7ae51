"""A small RDF export of the statements for one day, and the rules of coverage written by hand as SPARQL on it.

Needs rdflib. Relations are plain triples `subject type object`, which have no date: so each state of knowledge is a
named graph, and in each of them what the entities are is repeated, so that a pattern is one block of a query.

| graph | the relations in it |
|---|---|
| `g:certain` | hold certainly on the day |
| `g:possible` | hold certainly or possibly on the day |
| `g:open` | these, and plans that have not ended |
| `g:ever` | every relation that is stated as a fact, whatever its date: where things lie |
| `g:nothing` | none |

Which relations hold on the day is read from `days.py`. An entity is of its class (`t:Province`), `n:Individual` unless
it is an open collective, and in the first three graphs `n:Existing` if it exists then (certainly, possibly, possibly);
it has `n:subtype` and attributes by name. `n:in` leads to what an entity lies in, governs, is part of, is based in or
applies to, and to the place that a body says it is of (attribute `jurisdiction`). The default graph has the absences
that name a rule: `n:rule`, `n:subject`, `n:object`, `n:last` (the last day of its date), `n:notYet`.

A query lists the subjects, or pairs, that a rule binds and that have no witness in the graph `?asked`. Asked in
`g:nothing` it therefore lists all that the rule binds, in `g:certain` all that are not covered, and in `g:possible`
the gaps. `?day` is the day.

How the queries are written: rdflib joins blocks by comparing all their solutions, so conditions are filters, which are
asked of one subject at a time; and a filter inside of `GRAPH {}` does not see the variables outside of it, so one that
compares stands beside the block.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from rdflib import RDF, XSD, Dataset, Graph, Literal, Namespace, URIRef
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.sparql import Query
from rdflib.query import ResultRow
from rdflib.term import Node

from tests.oracle.days import bounds
from tests.oracle.world import UP, World

QUERIES = Path(__file__).resolve().parent / "queries"
STATED_ABSENT = "stated-absent"
"""The one query that is of no rule: whom a source calls a gap."""

ROOT = "urn:nhipcau:"
N = Namespace(ROOT)
ENTITY = Namespace(ROOT + "entity:")
RELATION = Namespace(ROOT + "relation:")
TYPE = Namespace(ROOT + "type:")
GRAPH = Namespace(ROOT + "graph:")

ATTRIBUTES = ("level",)
"""The attributes that the queries ask for; add those that a new query needs."""

Pair = tuple[str, str | None]
Thing = dict[str, Any]
Triple = tuple[URIRef, URIRef, URIRef | Literal]


def export(world: World, day: date) -> Dataset:
    """The statements as they stand on a day."""
    dataset = Dataset(default_union=False)
    holds = {
        "certain": world.certainly(day),
        "possible": world.possibly(day),
        "open": world.planned(day),
        "ever": world.asserted,
        "nothing": lambda _: False,
    }
    for name, in_force in holds.items():
        graph = dataset.graph(GRAPH[name])
        for entity in world.entities.values():
            _add(graph, _facts(world, entity))
            if name in ("certain", "possible", "open") and world.days.lives(entity["id"], day, name == "certain"):
                graph.add((ENTITY[entity["id"]], RDF.type, N.Existing))
        for relation in filter(in_force, world.relations):
            source, target = ENTITY[relation["source"]], ENTITY[relation["target"]]
            graph.add((source, RELATION[relation["type"]], target))
            if relation["type"] in UP:
                graph.add((source, N["in"], target))
    for absence in world.absences:
        _add(dataset.default_graph, _word(absence))
    return dataset


def _add(graph: Graph, triples: Iterable[Triple]) -> None:
    for triple in triples:
        graph.add(triple)


def _facts(world: World, entity: Thing) -> Iterator[Triple]:
    """What an entity is, whatever the day."""
    node, attributes = ENTITY[entity["id"]], entity.get("attributes") or {}
    yield node, RDF.type, TYPE[entity["type"]]
    if str(attributes.get("traversable")).lower() != "false":
        yield node, RDF.type, N.Individual
    if entity.get("subtype"):
        yield node, N.subtype, Literal(entity["subtype"])
    if attributes.get("jurisdiction") in world.entities:
        yield node, N["in"], ENTITY[attributes["jurisdiction"]]
    for name in ATTRIBUTES:
        if name in attributes:
            yield node, N[name], Literal(attributes[name])


def _word(absence: Thing) -> Iterator[Triple]:
    """What a source says is not there."""
    if not absence.get("rule"):
        return
    node = N["absence:" + absence["id"]]
    last = bounds(absence["date"])[1] if absence.get("date") else date.min
    yield node, N.rule, Literal(absence["rule"])
    yield node, N.subject, ENTITY[absence["subject"]]
    yield node, N.last, Literal(last.isoformat(), datatype=XSD.date)
    yield node, N.notYet, Literal(bool(absence.get("not_yet")))
    if absence.get("object"):
        yield node, N.object, ENTITY[absence["object"]]


@functools.cache
def _query(name: str) -> Query:
    return prepareQuery((QUERIES / f"{name}.rq").read_text(encoding="utf-8"))


def _id(term: Node) -> str:
    return str(term).removeprefix(str(ENTITY))


def _answer(dataset: Dataset, name: str, **bindings: URIRef | Literal) -> set[Pair]:
    found: set[Pair] = set()
    for row in dataset.query(_query(name), initBindings=bindings):
        assert isinstance(row, ResultRow)
        subject, object_ = (*row, None)[:2]
        found.add((_id(subject), None if object_ is None else _id(object_)))
    return found


def unmet(dataset: Dataset, rule: str, day: date, asked: str) -> set[Pair]:
    """The subjects, or pairs, that a rule binds on the day of an export and that have no witness in a graph of it."""
    return _answer(dataset, rule, asked=GRAPH[asked], day=Literal(day.isoformat(), datatype=XSD.date))


def stated(dataset: Dataset, rule: str, day: date) -> set[Pair]:
    """The subjects of a rule of which a source says by the day that they have none; no object: about all of them."""
    return _answer(dataset, STATED_ABSENT, rule=Literal(rule), day=Literal(day.isoformat(), datatype=XSD.date))
