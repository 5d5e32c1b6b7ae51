"""What a name means: an id, a full name, an alias, or candidates."""

from __future__ import annotations

import datetime
import functools
import zoneinfo
from collections.abc import Callable, Sequence
from typing import Any

from graph.answers import Notice
from graph.claims import merged
from graph.intervals import covers
from graph.lists import PASSIVE, subjects
from graph.naming import BARE, Match, Naming
from graph.tell import Teller
from schema.errors import AmbiguousEntity, UnknownThing
from schema.messages import say
from schema.names import is_entity_id
from schema.statements import Entity, Kind

_CANDIDATES = 8
REPORTING: tuple[Kind, ...] = ("observation", "absence", "objective")
"""The kinds of statements that say something of an entity besides relations."""


class Resolver:
    """Resolves names to ids on a version."""

    def __init__(self, teller: Teller) -> None:
        self.index = teller.index
        self._teller = teller

    @functools.cached_property
    def naming(self) -> Naming:
        """All names of the version; made when the first name is asked for."""
        by_id: dict[str, list[Entity]] = {}
        for statement in self._teller.snapshot.statements("entity"):
            if isinstance(statement, Entity):
                by_id.setdefault(statement.id, []).append(statement)
        words = {t.type: t.unit_words for t in self.index.vocabulary.entity_types}
        return Naming(((self.index.numbers[i], merged(s)) for i, s in sorted(by_id.items())), words)

    def today(self) -> int:
        """Today, where the vocabulary's users are, as an ordinal day."""
        return datetime.datetime.now(zoneinfo.ZoneInfo(self.index.vocabulary.settings.timezone)).date().toordinal()

    def resolve(
        self, text: str, parameter: str | None = None, day: int | None = None
    ) -> tuple[str, tuple[Notice, ...]]:
        """The entity that an id or a name means, and a warning where a name means others, too.

        `day`: the day asked, today without one: where a name was used again, who exists then is meant.

        Raises:
            UnknownThing: nothing is called so; near names are its candidates.
            AmbiguousEntity: several are, or only a beginning of a name or a contextual alias fits.
        """
        index = self.index
        if text in index.numbers:
            return text, ()
        if is_entity_id(text):
            raise UnknownThing("entity", text, self.near(text), parameter)
        exact, on = self.naming.exactly(text), self.today() if day is None else day
        meant = self._meant(text, exact, on)
        # who is merely listed is not meant by what is spelled otherwise: Lạng is no xã Lăng
        if meant is not None and (self.is_active(meant) or not self.naming.is_misspelt(text, meant)):
            rest = self._likely(exact, meant, on)
            return index.ids[meant], self._also(text, meant, rest) if rest else ()
        likely = exact or [*self.naming.contextual(text), *self.naming.begins(text)]
        if likely:
            raise AmbiguousEntity(text, self._candidates(likely), parameter)
        raise UnknownThing("entity", text, self._candidates(self.naming.near(text)), parameter)

    def search(self, text: str) -> list[Match]:
        """The entities that a text fits, the best first: those that are merely listed last, but for whole names."""
        found = self.naming.search(text)
        return sorted(found, key=lambda match: match.score < BARE and not self.is_active(match.entity))

    def near(self, entity_id: str) -> list[dict[str, Any]]:
        """Entities with an id or a name like an id that there is not, those of its own kind first."""
        kind, _, local = entity_id.partition(":")
        found = self.naming.near(local.replace("-", " "))
        ids = self.index.ids
        return self._candidates(sorted(found, key=lambda e: not ids[e].startswith(f"{kind}:")))

    def _meant(self, text: str, choices: Sequence[int], day: int) -> int | None:
        """Which of several entities of one name is meant; None where that cannot be told.

        The one that contains the others; else the one that is left, or contains the rest, of those of which more is
        known than where they lie, then of those of which the text is a whole name (a province, rather than a ward that
        is called so now), then of those that exist on the day: so a list of all units does not blur the names of those
        that are talked about.
        """
        index = self.index
        narrower: tuple[Callable[[int], bool], ...] = (
            lambda _: True,
            self.is_active,
            lambda e: self.naming.has_name(e, text),
            lambda e: self._exists(e, day),
        )
        for fits in narrower:
            choices = [e for e in choices if fits(e)] or choices
            meant = next((e for e in choices if all(e in index.whereabouts.areas(o) for o in choices)), None)
            if meant is not None:
                return meant
        return None

    def _likely(self, choices: Sequence[int], meant: int, day: int) -> list[int]:
        """Which others of a name may be meant beside one that is talked about.

        Of those that are merely listed, who is there on the day and lies in that one (its seat), or follows it in name.
        """
        others = [e for e in choices if e != meant]
        if not self.is_active(meant):
            return others
        areas, gone = self.index.whereabouts.areas, not self._exists(meant, day)
        return [e for e in others if self.is_active(e) or (self._exists(e, day) and (gone or meant in areas(e)))]

    def _exists(self, entity: int, day: int) -> bool:
        return covers((self.index.lifetimes[entity].possible,), day)

    def is_active(self, entity: int) -> bool:
        """Whether more is known of an entity, or of one in it, than its place, its whole and what it became."""
        index = self.index
        inside = (
            index.near_entity[p]
            for name in index.vocabulary.roles.within
            for p in index.near_of_type(entity, index.type_numbers[name], "in")
        )
        return any(self._is_talked_about(e) for e in (entity, *inside))

    def _is_talked_about(self, entity: int) -> bool:
        index = self.index
        return entity in self._reported or any(
            index.relation_type(index.near_relation[p]).cls not in PASSIVE for p in index.near(entity)
        )

    @functools.cached_property
    def _reported(self) -> frozenset[int]:
        """Of whom there are figures, objectives, or words that they lack something."""
        snapshot, numbers = self._teller.snapshot, self.index.numbers
        about = (e for kind in REPORTING for s in snapshot.statements(kind) for e in subjects(s))
        return frozenset(numbers[e] for e in about if e in numbers)

    def _also(self, text: str, meant: int, rest: Sequence[int]) -> tuple[Notice, ...]:
        """The warning that a name means others, too."""
        ids, names = self.index.ids, self._teller.names
        named = [ids[e] for e in rest[:_CANDIDATES]]
        more = f", … (+{len(rest) - _CANDIDATES})" if len(rest) > _CANDIDATES else ""
        told = {lang: ", ".join(f"{names(i)[lang]} ({i})" for i in named) + more for lang in ("vi", "en")}
        name = {lang: f"{given} ({ids[meant]})" for lang, given in names(ids[meant]).items()}
        message = say("also_named", text=text, name=name, others=told)
        return (Notice(code="also_named", message=message, entities=tuple(named)),)

    def _candidates(self, numbers: Sequence[int]) -> list[dict[str, Any]]:
        teller = self._teller
        # those that are talked about first: a list of all units does not crowd them out
        likely = sorted(dict.fromkeys(numbers), key=lambda e: not self.is_active(e))[:_CANDIDATES]
        found = [teller.summary(self.index.ids[e]) for e in likely]
        names = [[teller.name(i) for i in teller.units_around(self.index.numbers[s.id])] for s in found]
        return [
            {"id": s.id, "name": s.name, "type": s.type, "lifetime": s.lifetime, "in": ", ".join(around) or None}
            for s, around in zip(found, names, strict=True)
        ]
