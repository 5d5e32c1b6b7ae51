"""Finding entities by what people call them: search by words, and names resolved to ids.

Folded names and aliases are kept in order, so that a beginning of a word is a range; a small typo is looked for only
where nothing matches exactly.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from schema.names import fold, without_unit_word
from schema.statements import Entity


class Named(msgspec.Struct, frozen=True):
    """A name of an entity (a number of the index). `contextual` names never resolve alone."""

    entity: int
    text: str
    folded: str
    contextual: bool


class Match(msgspec.Struct, frozen=True):
    """An entity that a text fits, how well (1 is an exact full name), and by which name."""

    entity: int
    score: float
    matched: str


class Naming:
    """All names of a version."""

    def __init__(self, entities: Iterable[tuple[int, Entity]]) -> None:
        self._names: list[Named] = []
        self._exact: dict[str, list[int]] = {}
        postings: dict[str, list[int]] = {}
        for number, entity in entities:
            plain = [*entity.names.values(), *entity.aliases]
            for contextual, texts in ((False, plain), (True, entity.contextual_aliases)):
                for text in dict.fromkeys(texts):
                    place = len(self._names)
                    folded = fold(text)
                    self._names.append(Named(number, text, folded, contextual))
                    for word in dict.fromkeys(folded.split()):
                        postings.setdefault(word, []).append(place)
                    if not contextual:
                        for form in {folded, without_unit_word(folded)}:
                            self._exact.setdefault(form, []).append(place)
        self._words = sorted(postings)
        self._postings = postings

    def exactly(self, text: str) -> list[int]:
        """The entities with that full name or alias, with or without its unit word; the former first."""
        folded = fold(text)
        bare = without_unit_word(folded)
        places = self._exact.get(folded, [])
        if not places:
            # "huyện Cao Lộc" is not the province of that name: the unit word that was typed must not contradict
            places = [p for p in self._exact.get(bare, ()) if self._names[p].folded == bare]
        places = sorted(places, key=lambda p: self._names[p].folded != folded)
        return list(dict.fromkeys(self._names[p].entity for p in places))

    def search(self, text: str) -> list[Match]:
        """The entities of which every word of the text is, or begins, a word of one name; the best first."""
        words = fold(text).split()
        if not words:
            return []
        matches = self._matching([list(self._beginning(w)) for w in words], words)
        return matches or self._matching([list(self._near(w)) for w in words], words)

    def contextual(self, text: str) -> list[int]:
        """The entities that are called so inside some document or area only."""
        folded = fold(text)
        return list(dict.fromkeys(n.entity for n in self._names if n.contextual and n.folded == folded))

    def _matching(self, forms: Sequence[Sequence[str]], words: Sequence[str]) -> list[Match]:
        places: set[int] | None = None
        for choices in forms:
            found = {p for word in choices for p in self._postings[word]}
            places = found if places is None else places & found
        best: dict[int, Match] = {}
        for place in places or ():
            name = self._names[place]
            match = Match(name.entity, self._score(name, words), name.text)
            known = best.get(name.entity)
            if known is None or (-match.score, match.matched) < (-known.score, known.matched):
                best[name.entity] = match
        return sorted(best.values(), key=lambda m: (-m.score, m.entity))

    def _score(self, name: Named, words: Sequence[str]) -> float:
        asked = " ".join(words)
        if name.folded == asked:
            score = 1.0
        elif without_unit_word(name.folded) == asked:
            score = 0.95
        else:
            score = 0.3 + 0.6 * min(1.0, len(asked) / max(1, len(name.folded)))
        return round(score * (0.7 if name.contextual else 1.0), 3)

    def _beginning(self, word: str) -> Iterator[str]:
        for place in range(bisect_left(self._words, word), len(self._words)):
            if not self._words[place].startswith(word):
                return
            yield self._words[place]

    def _near(self, word: str) -> Iterator[str]:
        """Words with one letter more, fewer or other; only of four letters or more, where a typo is likelier."""
        if len(word) < 4:
            yield from self._beginning(word)
            return
        for known in self._words:
            if abs(len(known) - len(word)) <= 1 and _one_apart(known, word):
                yield known
        yield from self._beginning(word)


def _one_apart(a: str, b: str) -> bool:
    """Whether two words differ by one letter, or by two neighbours swapped."""
    if len(a) < len(b):
        a, b = b, a
    first = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), len(b))
    if len(a) == len(b):
        swapped = a[first : first + 2] == b[first : first + 2][::-1] and a[first + 2 :] == b[first + 2 :]
        return a[first + 1 :] == b[first + 1 :] or swapped
    return a[first + 1 :] == b[first:]
