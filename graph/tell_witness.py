"""A witness in words: a chain of names and relations, from the subject on."""

from __future__ import annotations

from collections.abc import Sequence

from graph.index import Index
from graph.patterns import Witness
from graph.tell import PARTIAL, Teller, part_of
from schema.messages import say
from schema.statements import Texts

_LANGS = ("vi", "en")


def enough(witnesses: Sequence[Witness], least: int) -> list[Witness]:
    """The first witnesses that end at so many different entities: what a verdict rests on."""
    found: dict[int, Witness] = {}
    for witness in witnesses:
        found.setdefault(witness.end, witness)
    return list(found.values())[:least]


def witness_in_words(teller: Teller, subject: int, witness: Witness) -> Texts:
    """A witness as a chain; where it goes on from an entity that it has left behind, a new chain begins there."""
    index, here, passed = teller.index, subject, [subject]
    words: dict[str, list[str]] = {lang: [teller.names(index.ids[subject])[lang]] for lang in _LANGS}
    for relation in witness.relations:
        if here not in (index.sources[relation], index.targets[relation]):
            here = _taken_up(index, passed, relation)
            for lang, chain in words.items():
                chain[-1] += ";"
                chain.append(teller.names(index.ids[here])[lang])
        outwards = index.sources[relation] == here
        here = index.targets[relation] if outwards else index.sources[relation]
        passed.append(here)
        kind = index.relation_type(relation)
        partly = (
            kind.type == index.vocabulary.roles.succession and part_of(teller.relation(relation).attributes) == PARTIAL
        )
        for lang, chain in words.items():
            label = kind.label[lang] if outwards or not kind.inverse_label else kind.inverse_label[lang]
            label += f", {say('in_part')[lang]}" if partly else ""
            chain.append(f"–[{label}]→ {teller.names(index.ids[here])[lang]}")
    return {lang: " ".join(chain) for lang, chain in words.items()}


def _taken_up(index: Index, passed: list[int], relation: int) -> int:
    """The end of a relation that was passed last; where none was, its source."""
    ends = (index.sources[relation], index.targets[relation])
    return next((e for e in reversed(passed) if e in ends), ends[0])


def left_behind(index: Index, subject: int, witness: Witness) -> int:
    """The unit at which the successions end that a witness begins with: who had what is told of."""
    here, succession = subject, index.vocabulary.roles.succession
    for relation in witness.relations:
        if index.relation_type(relation).type != succession or index.targets[relation] != here:
            break
        here = index.sources[relation]
    return here
