"""Answers to path questions: hops with their evidence, validity windows, and what must be known besides."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from graph.answers import Breaks, Hop, Notice, PathAnswer, PathItem
from graph.intervals import Interval, intersect
from graph.paths import Path, PathResult, find
from graph.tell import Teller, day_or_none, lifetime_text
from graph.time import Holding
from graph.walk import PathQuestion, Walk, mask_of
from graph.weakness import weakest
from schema.dates import FUTURE, LAST, PAST, day_text
from schema.messages import say


def tell_paths(teller: Teller, question: PathQuestion) -> PathAnswer:
    """Find the paths and write them."""
    result = find(teller.index, question)
    told = [_item(teller, question, path) for path in result.paths]
    items = tuple(item for item, _ in told)
    apart = any(item.length and not together for item, together in told)
    warnings = tuple(_warnings(teller, question, result, apart))
    named = [e for item in items for e in item.entities]
    named += [e for w in warnings for e in (*w.entities, *w.path)]
    named += [c for item in items for hop in item.hops if hop.sides for c in (*hop.sides.asserted, *hop.sides.silent)]
    return PathAnswer(
        as_of=None if question.day is None else day_text(question.day),
        data_version=teller.snapshot.data_version(),
        limits_hit=result.limits,
        warnings=warnings,
        status=result.status,
        paths=items,
        entities=teller.summaries([*question.sources, *question.targets, *named]),
    )


def _item(teller: Teller, question: PathQuestion, path: Path) -> tuple[PathItem, bool]:
    """A path as it is written, and whether there is a day on which all its hops certainly hold."""
    index, entities, relations = teller.index, path.found.entities, path.found.relations
    holdings = [teller.holding(r) for r in relations]
    walk = Walk(index, question, mask_of(question, path.holds or "certain"))
    hops = tuple(
        _hop(teller, question, walk, relation, entities[i], entities[i + 1]) for i, relation in enumerate(relations)
    )
    window = _window(holdings, question.day)
    fresh = min((h.fresh_until for h in holdings), default=FUTURE)
    item = PathItem(
        entities=tuple(index.ids[e] for e in entities),
        hops=hops,
        length=len(relations),
        holds=path.holds,
        independent_sources=min((index.independent[r] for r in relations), default=None),
        valid_from=day_or_none(window[0]) if window else None,
        valid_to=day_or_none(window[1]) if window else None,
        fresh_until=day_or_none(fresh) if window else None,
        breaks=_breaks(teller, relations, holdings, window) if window else None,
        weakest=weakest(hops, index.vocabulary),
    )
    return item, window is not None


def _hop(teller: Teller, question: PathQuestion, walk: Walk, relation: int, here: int, there: int) -> Hop:
    index, statement = teller.index, teller.relation(relation)
    also = sorted(r for r, other in walk.hops(here, at_end=True) if other == there and r != relation)
    return Hop(
        relation=statement.id, type=statement.type, class_=index.relation_type(relation).cls,
        forward=index.sources[relation] == here, validity=statement.valid, attested=teller.attested(statement),
        holds=teller.holds(relation, question.day), last_attested=teller.last_attested([statement]),
        modality=statement.modality, inference=statement.inference,
        independent_sources=index.independent[relation], evidence=teller.evidence(statement.evidence),
        also=tuple(index.relation_ids[r] for r in also), copies=teller.copies(statement.evidence),
        sides=teller.sides(teller.split(relation, statement)),
    )  # fmt: skip


def _window(holdings: list[Holding], day: int | None) -> Interval | None:
    """The days on which all hops certainly hold, without ageing; around a day, the stretch that contains it."""
    certain: tuple[Interval, ...] = ((PAST, FUTURE),)
    window: tuple[Interval, ...] = ((PAST, FUTURE),)
    for holding in holdings:
        certain, window = intersect(certain, holding.certain), intersect(window, holding.window)
    if not certain or not window:
        return None
    if day is not None:
        return next((w for w in window if w[0] <= day <= w[1]), None) or window[0]
    return next(w for w in window if w[0] <= certain[0][0] <= w[1])


def _breaks(teller: Teller, relations: tuple[int, ...], holdings: list[Holding], window: Interval) -> Breaks | None:
    """What ends the window: an entity at an end of a hop, or a hop itself."""
    if window[1] >= LAST:  # the end of the calendar is none
        return None
    on = day_text(window[1] + 1)
    for relation, holding in zip(relations, holdings, strict=True):
        if holding.ended_by is None or all(last != window[1] for _, last in holding.window):
            continue
        statement = teller.relation(relation)
        if holding.ended_by == "relation":
            return Breaks(on=on, because=say("relation_ends"), entity=None, relation=statement.id)
        ended = statement.source if holding.ended_by == "source" else statement.target
        return Breaks(on=on, because=say("entity_ends", name=teller.names(ended)), entity=ended, relation=None)
    return None


def _warnings(teller: Teller, question: PathQuestion, result: PathResult, apart: bool) -> Iterator[Notice]:
    index, day = teller.index, question.day
    if day is not None:
        for entity in dict.fromkeys((*question.sources, *question.targets)):
            life = index.lifetimes[index.numbers[entity]]
            if not life.possible[0] <= day <= life.possible[1]:
                message = say("entity_not_in_force", name=teller.names(entity), lifetime=lifetime_text(life))
                yield Notice(code="entity_not_in_force", message=message, entities=(entity,))
    if result.status == "found":
        if result.paths[0].holds == "possible":
            yield Notice(code="only_possible", message=say("only_possible"))
        for entities in dict.fromkeys(_contradicted(teller, result)):
            told = {lang: " – ".join(teller.names(e)[lang] for e in entities) for lang in ("vi", "en")}
            yield Notice(code="contradicted", message=say("contradicted", name=told), entities=entities)
        if day is None and apart:
            yield Notice(code="never_together", message=say("never_together"))
    elif result.status == "no_path":
        yield from _links(teller, question)


def _contradicted(teller: Teller, result: PathResult) -> Iterator[tuple[str, str]]:
    """The ends of relations of which one source says that there is none, another, no earlier, that there is."""
    index = teller.index
    for path in result.paths:
        for relation in path.found.relations:
            if relation in index.contradicted:
                yield index.ids[index.sources[relation]], index.ids[index.targets[relation]]


def _links(teller: Teller, question: PathQuestion) -> Iterator[Notice]:
    """What links the two although it is no path: in the vocabulary's order, each by letting go of one thing."""
    index = teller.index
    for relaxation in index.vocabulary.relaxations:
        if question.relations is not None and relaxation.walks:
            continue  # exactly the types asked for are walked: no other walk is meant
        modalities = tuple(dict.fromkeys((*question.modalities, *relaxation.modalities)))
        if not relaxation.walks and not relaxation.connects and modalities == question.modalities:
            continue
        wider = msgspec.structs.replace(
            question, modalities=modalities, relax=relaxation, k=1, all_shortest=False,
            holds="certain" if question.holds == "certain" else "possible",  # certainty is not what is let go of
        )  # fmt: skip
        result = find(index, wider)
        if result.status != "found":
            continue
        path = [index.ids[e] for e in result.paths[0].found.entities]
        stones = [i for i in path[1:-1] if index.types[index.numbers[i]] in relaxation.stones]
        link = {lang: " – ".join(teller.names(i)[lang] for i in path) for lang in ("vi", "en")}
        walked = [index.relation_type(r) for r in result.paths[0].found.relations]
        let_go = any({t.type, t.cls} & {*relaxation.walks, *relaxation.connects} for t in walked) or not stones
        message = say(relaxation.code if let_go else "through_stones", link=link)
        yield Notice(
            code=relaxation.code, message=message, path=tuple(path),
            entities=tuple(stones or path[1:-1] or path),
        )  # fmt: skip
