"""What a page shows, collected from a view, and what had to be left out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

import msgspec

from graph.answers import Hop, PathItem, RelationItem, Summary
from graph.view import View
from schema.statements import MODALITIES
from schema.vocabulary import CLASSES
from visualizations.words import Words

NEIGHBOURS = 120
"""How many entities a neighbourhood shows at most."""
EVERYTHING = 2000
"""How many entities the whole graph shows at most: above that a browser without a GPU is slow."""
RELATIONS = 6000
"""How many relations a page shows at most."""
READ = 500
"""How many relations of one entity are read at most."""


class Gathered(msgspec.Struct, kw_only=True):
    """Entities in the order of their ranks, the relations between them, and what must be said of them.

    `steps`: how far an entity is from the one in the middle.
    """

    entities: dict[str, Summary]
    relations: list[RelationItem]
    steps: dict[str, int] = {}
    notes: list[str] = []


def neighbourhood(view: View, entity_id: str, words: Words) -> Gathered:
    """An entity, what it is related with, and what that is related with: at most `NEIGHBOURS` entities."""
    reader = _Reader(view)
    first = reader.relations(entity_id)
    nearest = _ranked((_other(r, entity_id), r) for r in first if r.source != r.target)
    steps = {entity_id: 0} | dict.fromkeys(nearest[: NEIGHBOURS - 1], 1)
    summaries = view.summaries(steps, words.language)
    through = [i for i in steps if steps[i] == 1 and _stepping_stone(view, summaries[i])]
    found = {r.id: r for r in first}
    beyond: list[tuple[str, RelationItem]] = []
    for near in through:
        for relation in reader.relations(near):
            found.setdefault(relation.id, relation)
            if _other(relation, near) not in steps:
                beyond.append((_other(relation, near), relation))
    further = [i for i in _ranked(beyond) if i not in nearest]
    room = max(0, NEIGHBOURS - len(steps))
    steps |= dict.fromkeys(further[:room], 2)
    shown = [r for r in found.values() if r.source in steps and r.target in steps]
    left = {1: len(nearest) - (NEIGHBOURS - 1), 2: len(further) - room}
    notes = [words("left_entities", n=n, hop=hop) for hop, n in left.items() if n > 0]
    if len(through) < sum(s == 1 for s in steps.values()):
        kinds = [words.of(t.label) for t in view.vocabulary.entity_types if t.stepping_stone == "never"]
        notes.append(words("not_through", kinds=", ".join(kinds)))
    return _limited(view, steps, shown, steps, [*notes, *reader.notes(words)], words)


def everything(view: View, words: Words) -> Gathered:
    """All entities and relations, as far as `EVERYTHING` and `RELATIONS` go; of more, those that are talked about."""
    hits, total = view.search(None, lang=words.language, limit=EVERYTHING)
    talked_about = view.talked_about()[:EVERYTHING] if total > EVERYTHING else []
    chosen = talked_about or [h.id for h in hits]
    reader, ids = _Reader(view), dict.fromkeys(chosen, 0)
    found = [r for i in ids for r in reader.relations(i, outwards=True) if r.target in ids]
    notes = [words("left_everything", shown=len(ids), total=total)] if total > len(ids) else []
    return _limited(view, ids, found, {}, [*notes, *reader.notes(words)], words)


def witnesses(view: View, chains: Iterable[Sequence[str]], starts: Iterable[str]) -> dict[str, RelationItem]:
    """The relations of those ids, looked for from where the chains start."""
    missing = {relation for chain in chains for relation in chain}
    reader, found = _Reader(view), dict[str, RelationItem]()
    frontier = list(dict.fromkeys(starts))
    seen = set(frontier)
    while missing and frontier:
        ahead: dict[str, None] = {}
        for entity in frontier:
            for relation in reader.relations(entity) if missing else ():
                if relation.id in missing:
                    missing.discard(relation.id)
                    found[relation.id] = relation
                    ahead |= dict.fromkeys((relation.source, relation.target))
        frontier = [i for i in ahead if i not in seen]
        seen.update(frontier)
    return found


def links(view: View, chain: Sequence[str]) -> list[RelationItem]:
    """The relations between neighbours in a chain of entities."""
    reader, found = _Reader(view), dict[str, RelationItem]()
    for here, there in pairwise(chain):
        between = [r for r in reader.relations(here) if _other(r, here) == there]
        between = between or [r for r in reader.relations(there) if _other(r, there) == here]
        found |= {r.id: r for r in between}
    return list(found.values())


def hop_relation(path: PathItem, n: int) -> RelationItem:
    """A hop of a path as the relation that it walks."""
    hop: Hop = path.hops[n]
    ends = path.entities[n : n + 2]
    source, target = ends if hop.forward else ends[::-1]
    return RelationItem(
        id=hop.relation, type=hop.type, class_=hop.class_, source=source, target=target, valid=hop.validity,
        attested=hop.attested, last_attested=hop.last_attested, holds=hop.holds, modality=hop.modality,
        inference=hop.inference, attributes={}, independent_sources=hop.independent_sources, evidence=hop.evidence,
        copies=hop.copies, sides=hop.sides,
    )  # fmt: skip


class _Reader:
    """Reads the relations of entities, each at most `READ`, and knows which had more."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._cut = 0

    def relations(self, entity_id: str, *, outwards: bool = False) -> list[RelationItem]:
        if not self._view.snapshot.get("entity", entity_id):
            return []  # an answer of another version may name what this one does not know
        found, total = self._view.relations(
            entity_id, direction="out" if outwards else None, modalities=MODALITIES, limit=READ
        )
        self._cut += total > len(found)
        return found

    def notes(self, words: Words) -> list[str]:
        return [words("left_unread", n=self._cut, limit=READ)] if self._cut else []


def _limited(
    view: View, ids: Iterable[str], found: list[RelationItem], steps: dict[str, int], notes: list[str], words: Words
) -> Gathered:
    if len(found) > RELATIONS:
        notes = [*notes, words("left_too_many_relations", n=len(found) - RELATIONS)]
    summaries = view.summaries(ids, words.language)
    return Gathered(entities=summaries, relations=found[:RELATIONS], steps=dict(steps), notes=notes)


def _ranked(related: Iterable[tuple[str, RelationItem]]) -> list[str]:
    """Entities, those with the most and the strongest relations first."""
    classes: dict[str, list[int]] = {}
    for entity, relation in related:
        classes.setdefault(entity, []).append(_rank(relation))
    return sorted(classes, key=lambda i: (min(classes[i]) >= CLASSES.index("structural"), -len(classes[i]), i))


def _rank(relation: RelationItem) -> int:
    return next((n for n, cls in enumerate(CLASSES) if cls == relation.class_), len(CLASSES))


def _other(relation: RelationItem, entity_id: str) -> str:
    return relation.target if relation.source == entity_id else relation.source


def _stepping_stone(view: View, summary: Summary) -> bool:
    kind = view.vocabulary.entity_type(summary.type)
    return kind is not None and kind.stepping_stone != "never"
