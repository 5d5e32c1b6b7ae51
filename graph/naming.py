"""Finding entities by what people call them: search by words, and names resolved to ids.

Folded names and aliases are kept in order, so that a beginning of a word is a range; a small typo is looked for only
where nothing matches exactly.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

import msgspec

from schema.names import bare_spelling, fold, is_english_unit_word, unit_word, without_unit_word
from schema.statements import Entity

_LEAST_LETTERS = 5
"""Of a word, for a misspelling to be told from another word."""
BARE = 0.95
"""The score of a whole name without its unit word; with it, 1."""


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

    def __init__(self, entities: Iterable[tuple[int, Entity]], unit_words: Mapping[str, Collection[str]]) -> None:
        """`unit_words`: by type of entity, what may stand beside the bare name of one."""
        self._unit_words = unit_words
        self._types: dict[int, str] = {}
        self._names: list[Named] = []
        self._exact: dict[str, list[int]] = {}
        postings: dict[str, list[int]] = {}
        for number, entity in entities:
            self._types[number] = entity.type
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
        word, bare = unit_word(folded)
        places = self._exact.get(folded, [])
        if not places:
            known = self._exact.get(bare, ())
            places = [p for p in known if self._names[p].folded == bare and self._may_have(p, word)]
        places = sorted(self._as_spelled(text, places), key=lambda p: self._names[p].folded != folded)
        return list(dict.fromkeys(self._names[p].entity for p in places))

    def has_name(self, entity: int, text: str) -> bool:
        """Whether an entity has a text as a whole name, rather than a name with another unit word or none."""
        folded = fold(text)
        names = (self._names[p] for p in self._exact.get(folded, ()))
        return any(name.entity == entity and name.folded == folded for name in names)

    def is_misspelt(self, text: str, entity: int) -> bool:
        """Whether a text has diacritics, and all names of an entity that it fits have others."""
        asked, bare = bare_spelling(text), without_unit_word(fold(text))
        names = (self._names[p] for p in self._exact.get(bare, ()))
        return not asked.isascii() and all(bare_spelling(n.text) != asked for n in names if n.entity == entity)

    def search(self, text: str) -> list[Match]:
        """The entities of which every word of the text is, or begins, a word of one name; the best first."""
        words = fold(text).split()
        if not words:
            return []
        return self._matching([list(self._beginning(w)) for w in words], words) or self._misspelt(words)

    def near(self, text: str) -> list[int]:
        """The entities that are likely meant by a text that is nobody's name, the likeliest first."""
        return [m.entity for m in self.search(text)] if len(fold(text)) >= _LEAST_LETTERS else []

    def contextual(self, text: str) -> list[int]:
        """The entities that are called so inside some document or area only."""
        folded = fold(text)
        return list(dict.fromkeys(n.entity for n in self._names if n.contextual and n.folded == folded))

    def begins(self, text: str) -> list[int]:
        """The entities of which every word of the text is, or begins, a word of one name, the best first."""
        words = fold(text).split()
        return [m.entity for m in self._matching([list(self._beginning(w)) for w in words], words)] if words else []

    def _as_spelled(self, text: str, places: Sequence[int]) -> Sequence[int]:
        """Of names that are alike when folded, those with the very diacritics of a text, if it has some and any are."""
        asked = bare_spelling(text)
        if asked.isascii():
            return places
        return [p for p in places if bare_spelling(self._names[p].text) == asked] or places

    def _may_have(self, place: int, word: str) -> bool:
        """Whether a bare name may have a unit word that it is not recorded with: huyện Cao Lộc is no xã Cao Lộc."""
        if not word:
            return True
        entity, bare = self._names[place].entity, self._names[place].folded
        recorded = {
            w
            for p in self._exact.get(bare, ())
            if self._names[p].entity == entity
            for w, _ in (unit_word(self._names[p].folded),)
            if w and is_english_unit_word(w) == is_english_unit_word(word)
        }
        return word in (recorded or self._unit_words.get(self._types[entity], ()))

    def _matching(self, forms: Sequence[Sequence[str]], words: Sequence[str]) -> list[Match]:
        places: set[int] | None = None
        for choices in forms:
            found = {p for word in choices for p in self._postings[word]}
            places = found if places is None else places & found
        return self._best(places or (), words)

    def _best(self, places: Iterable[int], words: Sequence[str]) -> list[Match]:
        """The entities of names, each by the name that fits best."""
        best: dict[int, Match] = {}
        for place in places:
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
            score = BARE
        else:
            # whole words rather than beginnings of others
            whole = 0.1 if set(words) <= set(name.folded.split()) else 0.0
            score = 0.2 + whole + 0.6 * min(1.0, len(asked) / max(1, len(name.folded)))
        return round(score * (0.7 if name.contextual else 1.0), 3)

    def _beginning(self, word: str) -> Iterator[str]:
        for place in range(bisect_left(self._words, word), len(self._words)):
            if not self._words[place].startswith(word):
                return
            yield self._words[place]

    def _misspelt(self, words: Sequence[str]) -> list[Match]:
        """The entities of which a name, or words of one, are one letter away from what was typed.

        One word of five letters or more may be misspelt, but for its first letter; or the whole of a longer name.
        """
        asked = " ".join(words)
        close = [[w] if w in self._postings else list(self._misspelt_word(w)) for w in words]
        if sum(found != [word] for found, word in zip(close, words, strict=True)) == 1:
            matches = self._matching(close, words)
            if matches:
                return matches
        if len(asked) < _LEAST_LETTERS + 1:
            return []
        alike = {
            place: without_unit_word(name.folded)
            for place, name in enumerate(self._names)
            if abs(len(without_unit_word(name.folded)) - len(asked)) <= 1
        }
        places = {p for p, name in alike.items() if name[:1] == asked[:1] and _one_apart(name, asked)}
        return self._best(places, words)

    def _misspelt_word(self, word: str) -> Iterator[str]:
        if len(word) >= _LEAST_LETTERS:
            for known in self._words:
                if known[0] == word[0] and abs(len(known) - len(word)) <= 1 and _one_apart(known, word):
                    yield known


def _one_apart(a: str, b: str) -> bool:
    """Whether two words differ by one letter, or by two neighbours swapped."""
    if len(a) < len(b):
        a, b = b, a
    first = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), len(b))
    if len(a) == len(b):
        swapped = a[first : first + 2] == b[first : first + 2][::-1] and a[first + 2 :] == b[first + 2 :]
        return a[first + 1 :] == b[first + 1 :] or swapped
    return a[first + 1 :] == b[first:]
