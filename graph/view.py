"""The view: one version of a store, ready to answer. Queries see only this.

A view is immutable. It is compiled from a snapshot, which may be of an older version, of some datasets, or have
operations laid over it; a load makes a new view, and whoever holds the old one goes on with it.
"""

from __future__ import annotations

import datetime
import functools
import zoneinfo
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Literal

import msgspec

from graph.answers import (
    EntityAnswer,
    GapAnswer,
    GapsAnswer,
    Hit,
    MatrixAnswer,
    ObservationItem,
    PathAnswer,
    RelationItem,
    RuleItem,
    SourceAnswer,
    Succession,
    Summary,
    VocabularyAnswer,
    Warning_,
)  # fmt: skip
from graph.axes import Dimension
from graph.claims import merged
from graph.compile import compile_index
from graph.coverage import VERDICTS
from graph.denials import apply_denials
from graph.figures import Figures
from graph.index import Index
from graph.lists import StatementFilter, entities, observations, relations, statements
from graph.mask import modality_numbers
from graph.matrix import MatrixQuestion
from graph.naming import Naming
from graph.overlay import Operation, Overlay
from graph.store import Snapshot, Store
from graph.tell import Teller, in_language
from graph.tell_gaps import GapsQuestion, tell_gap, tell_gaps
from graph.tell_matrix import Spoken, tell_matrix
from graph.tell_paths import tell_paths
from graph.time import covers
from graph.tell_rules import tell_rules
from graph.walk import PathQuestion
from schema.errors import AmbiguousEntity, UnknownThing
from schema.messages import say
from schema.names import is_entity_id
from schema.rules import Rule
from schema.statements import MODALITIES, Entity, Kind, Modality, Source, Statement
from schema.vocabulary import CLASSES, Vocabulary

_CANDIDATES = 8
_RESTING: tuple[Kind, ...] = ("entity", "relation", "observation", "absence", "objective")


def open_view(
    store: Store, *, version: int | None = None, datasets: Sequence[str] | None = None,
    overlay: Sequence[Operation] = (),
) -> View:  # fmt: skip
    """A view of a store: its newest version and all datasets, unless others are named."""
    snapshot = store.snapshot(version, datasets)
    return View(Overlay(snapshot, overlay) if overlay else snapshot)


class View:
    """Answers about one version."""

    def __init__(self, snapshot: Snapshot, index: Index | None = None) -> None:
        self.snapshot = snapshot
        self.index = index or apply_denials(compile_index(snapshot))
        self.vocabulary: Vocabulary = snapshot.vocabulary
        self.rules: tuple[Rule, ...] = tuple(snapshot.rules)
        self.data_version = snapshot.data_version()
        self._spoken: dict[Dimension, Spoken] = {}

    def today(self) -> int:
        """Today, where the vocabulary's users are, as an ordinal day."""
        return datetime.datetime.now(zoneinfo.ZoneInfo(self.vocabulary.settings.timezone)).date().toordinal()

    def resolve(self, text: str, parameter: str | None = None) -> tuple[str, tuple[Warning_, ...]]:
        """The entity that an id or a name means, and a warning where a name means others, too.

        Raises:
            UnknownThing: nothing is called so; near names are its candidates.
            AmbiguousEntity: several are, or only a beginning of a name or a contextual alias fits.
        """
        index = self.index
        if text in index.numbers:
            return text, ()
        if is_entity_id(text):
            near = self._naming.search(text.partition(":")[2].replace("-", " "))
            raise UnknownThing("entity", text, self._candidates([m.entity for m in near]), parameter)
        exact = self._naming.exactly(text)
        meant = self._meant(exact)
        if meant is not None:
            rest = [e for e in exact if e != meant]
            return index.ids[meant], self._also(text, meant, rest) if rest else ()
        likely = exact or [*self._naming.contextual(text), *(m.entity for m in self._naming.search(text))]
        if likely:
            raise AmbiguousEntity(text, self._candidates(likely), parameter)
        raise UnknownThing("entity", text, (), parameter)

    def _meant(self, choices: Sequence[int]) -> int | None:
        """Which of several entities of one name is meant; None where that cannot be told.

        The one that contains the others; else the one that is left, or contains the rest, of those of which more is
        known than where they lie, then of those that exist today: so a list of all units does not blur the names of
        those that are talked about.
        """
        index, today = self.index, self.today()
        narrower: tuple[Callable[[int], bool], ...] = (
            lambda _: True,
            self._is_active,
            lambda e: covers((index.lifetimes[e].possible,), today),
        )
        for fits in narrower:
            choices = [e for e in choices if fits(e)] or choices
            meant = next((e for e in choices if all(index.inside(o, e) for o in choices)), None)
            if meant is not None:
                return meant
        return None

    def _is_active(self, entity: int) -> bool:
        """Whether more is known of an entity, or of one in it, than its place, its whole and what it became."""
        index = self.index
        passive = ("structural", "identity")
        inside = [
            index.near_entity[p]
            for name in self.vocabulary.roles.within
            for p in index.near_of_type(entity, index.type_numbers[name], "in")
        ]
        return any(
            index.relation_type(index.near_relation[p]).cls not in passive
            for e in (entity, *inside)
            for p in index.near(e)
        )

    def _also(self, text: str, meant: int, rest: Sequence[int]) -> tuple[Warning_, ...]:
        """The warning that a name means others, too."""
        ids, names = self.index.ids, self._teller("vi").names
        named = [ids[e] for e in rest[:_CANDIDATES]]
        more = f", … (+{len(rest) - _CANDIDATES})" if len(rest) > _CANDIDATES else ""
        told = {lang: ", ".join(f"{names(i)[lang]} ({i})" for i in named) + more for lang in ("vi", "en")}
        message = say("also_named", text=text, name=names(ids[meant]), others=told)
        return (Warning_(code="also_named", message=message, entities=tuple(named)),)

    def summaries(self, entity_ids: Iterable[str], lang: str) -> dict[str, Summary]:
        """Entities in short, by id."""
        return self._teller(lang).summaries(entity_ids)

    def entity(self, entity_id: str, lang: str) -> EntityAnswer:
        """An entity with all that is said of it.

        Raises:
            UnknownThing: there is no such entity.
        """
        if entity_id not in self.index.numbers:
            self.resolve(entity_id)
            raise UnknownThing("entity", entity_id)
        teller, index, number = self._teller(lang), self.index, self.index.numbers[entity_id]
        entity, summary = teller.entity(entity_id), teller.summary(entity_id)
        kinds: dict[str, int] = {}
        for place in index.near(number):
            kind = index.relation_type(index.near_relation[place]).type
            kinds[kind] = kinds.get(kind, 0) + 1
        return EntityAnswer(
            data_version=self.data_version, warnings=self._conflicts(entity_id),
            **{f: getattr(summary, f) for f in summary.__struct_fields__},
            aliases=entity.aliases, contextual_aliases=entity.contextual_aliases, attributes=entity.attributes,
            note=entity.note, predecessors=self._successions(teller, number, forward=False),
            successors=self._successions(teller, number, forward=True),
            observations=sum(s == number for known in index.observations.values() for s, _ in known),
            relations=dict(sorted(kinds.items())), evidence=teller.evidence(entity.evidence),
        )  # fmt: skip

    def search(
        self, text: str | None, *, types: Sequence[str] = (), area: str | None = None, lang: str = "vi",
        offset: int = 0, limit: int = 50,
    ) -> tuple[list[Hit], int]:  # fmt: skip
        """The entities that a text fits (without one: all), and how many there are in all."""
        teller, fits = self._teller(lang), entities(self.index, types, area)
        if text is None:
            numbers = [e for e in range(len(self.index.ids)) if fits(e)]
            found = [(e, 1.0, teller.name(self.index.ids[e])) for e in numbers[offset : offset + limit]]
            total = len(numbers)
        else:
            matches = [m for m in self._naming.search(text) if fits(m.entity)]
            found = [(m.entity, m.score, m.matched) for m in matches[offset : offset + limit]]
            total = len(matches)
        hits = []
        for number, score, matched in found:
            summary = teller.summary(self.index.ids[number])
            fields = {f: getattr(summary, f) for f in summary.__struct_fields__}
            hits.append(Hit(**fields, score=score, matched=matched))
        return hits, total

    def relations(
        self, entity_id: str, *, types: Sequence[str] = (), classes: Sequence[str] = (),
        direction: Literal["in", "out"] | None = None, day: int | None = None, holds: str = "best",
        modalities: Sequence[Modality] = ("asserted",), offset: int = 0, limit: int = 50,
    ) -> tuple[list[RelationItem], int]:  # fmt: skip
        """The relations of an entity, and how many there are in all."""
        number, teller = self.index.numbers[entity_id], self._teller("vi")
        wanted = modality_numbers(tuple(modalities))
        found = relations(self.index, number, types, classes, direction, day, holds, wanted)
        return [teller.relation_item(r, day) for r in found[offset : offset + limit]], len(found)

    def paths(self, question: PathQuestion, lang: str) -> PathAnswer:
        """The answer to a path question."""
        return tell_paths(self._teller(lang), question)

    def gaps(self, question: GapsQuestion, lang: str) -> GapsAnswer:
        """The answer to a coverage question."""
        return tell_gaps(self._teller(lang), question)

    def gap(self, gap_id: str, day: int, parameters: Mapping[str, int], lang: str) -> GapAnswer:
        """One gap by its id.

        Raises:
            UnknownThing: no rule asks about such a subject or pair.
        """
        head, _, rest = gap_id.partition(":")
        rule_id, _, rest = rest.partition(":")
        rule = self.index.rules.get(rule_id)
        parts = rest.split(":")
        ids = [":".join(parts[i : i + 2]) for i in range(0, len(parts), 2)]
        if head != "gap" or rule is None or len(ids) != (2 if rule.objects else 1):
            raise UnknownThing("gap", gap_id)
        for entity_id in ids:
            if entity_id not in self.index.numbers:
                raise UnknownThing("gap", gap_id)
        return tell_gap(self._teller(lang), rule_id, ids[0], ids[1] if rule.objects else None, day, parameters)

    def matrix(self, question: MatrixQuestion, lang: str) -> MatrixAnswer:
        """The answer to a matrix question.

        Raises:
            UnknownThing: there is no such rule.
            InvalidParameter: the two sides do not go together, or not with the rule.
        """
        return tell_matrix(self._teller(lang), question, self._spoken)

    def observations(
        self, *, subject: str | None = None, area: str | None = None, indicator: str | None = None,
        period: str | None = None, modalities: Sequence[str] = (), offset: int = 0, limit: int = 50,
    ) -> tuple[list[ObservationItem], int]:  # fmt: skip
        """The figures that fit, and how many there are in all. Nothing is summed, averaged or picked."""
        figures = Figures(self._teller("vi"))
        found = observations(figures, subject, area, indicator, period, modalities)
        return [figures.item(o) for o in found[offset : offset + limit]], len(found)

    def statements(self, wanted: StatementFilter, *, offset: int = 0, limit: int = 50) -> tuple[list[Statement], int]:
        """The statements that fit, whole, and how many there are in all."""
        found = statements(self._teller("vi"), wanted)
        return found[offset : offset + limit], len(found)

    def source(self, source_id: str, lang: str) -> SourceAnswer:
        """A source and what rests on it.

        Raises:
            UnknownThing: there is no such source.
        """
        source = next((s for s in self.snapshot.get("source", source_id) if isinstance(s, Source)), None)
        if source is None:
            known = [{"id": s.id} for s in self.snapshot.statements("source")]
            raise UnknownThing("source", source_id, known[:_CANDIDATES])
        passages = [
            {"source": other, **{f: getattr(p, f) for f in p.__struct_fields__ if f != "source"}}
            for (ours, other), known_passages in self.index.passages.items()
            if ours == source_id
            for p in known_passages
        ]
        return SourceAnswer(
            data_version=self.data_version, id=source.id, title=in_language(source.title, lang) or source.id,
            titles=source.title, author=source.author, published=source.published,
            content_as_of=source.content_as_of, genre=source.genre, attributes=source.attributes,
            shared_passages=tuple(sorted(passages, key=lambda p: (str(p["source"]), p["start"]))),
            statements=self._resting_on.get(source_id, dict.fromkeys(_RESTING, 0)),
        )  # fmt: skip

    def sources(self, lang: str) -> list[SourceAnswer]:
        """All sources, by id."""
        return [self.source(s.id, lang) for s in self.snapshot.statements("source")]

    def rule_items(self) -> list[RuleItem]:
        """All rules, as their files have them and in words."""
        return tell_rules(self._teller("vi"), self.rules)

    def vocabulary_answer(self) -> VocabularyAnswer:
        """The vocabulary: types, relation types, indicators, attributes."""
        plain: Any = msgspec.to_builtins(self.vocabulary)
        return VocabularyAnswer(
            data_version=self.data_version, classes=CLASSES, modalities=MODALITIES, verdicts=VERDICTS,
            **{f: plain[f] for f in ("entity_types", "relation_types", "indicators", "attributes", "settings")},
        )  # fmt: skip

    @functools.cached_property
    def _naming(self) -> Naming:
        by_id: dict[str, list[Entity]] = {}
        for statement in self.snapshot.statements("entity"):
            if isinstance(statement, Entity):
                by_id.setdefault(statement.id, []).append(statement)
        return Naming((self.index.numbers[i], merged(s)) for i, s in sorted(by_id.items()))

    @functools.cached_property
    def _resting_on(self) -> dict[str, dict[str, int]]:
        """How many statements of each kind rest on each source."""
        counts: dict[str, dict[str, int]] = {}
        for kind in _RESTING:
            for statement in self.snapshot.statements(kind):
                for source in {e.source for e in getattr(statement, "evidence", ())}:
                    counts.setdefault(source, dict.fromkeys(_RESTING, 0))[kind] += 1
        return counts

    def _teller(self, lang: str) -> Teller:
        return Teller(self.snapshot, self.index, lang)

    def _candidates(self, numbers: Sequence[int]) -> list[dict[str, Any]]:
        teller = self._teller("vi")
        ids = [self.index.ids[e] for e in dict.fromkeys(numbers)][:_CANDIDATES]
        return [{"id": i, "name": teller.name(i), "type": teller.entity(i).type} for i in ids]

    def _successions(self, teller: Teller, number: int, *, forward: bool) -> tuple[Succession, ...]:
        index = self.index
        found = []
        for place in index.near_of_type(number, index.type_numbers[self.vocabulary.roles.succession]):
            relation = index.near_relation[place]
            if (index.sources[relation] == number) == forward:
                statement, other = teller.relation(relation), index.ids[index.near_entity[place]]
                found.append(
                    Succession(
                        id=other, name=teller.name(other), part=statement.attributes.get("part"),
                        valid=statement.valid, evidence=teller.evidence(statement.evidence),
                    )
                )  # fmt: skip
        return tuple(found)

    def _conflicts(self, entity_id: str) -> tuple[Warning_, ...]:
        """Warnings of attributes on which datasets differ: the one loaded first is shown, the others are named."""
        given: dict[str, dict[str, Any]] = {}
        for statement in self.snapshot.get("entity", entity_id):
            for name, value in statement.attributes.items():
                given.setdefault(name, {})[statement.dataset] = value
        warnings = []
        for name, values in given.items():
            if any(v != next(iter(values.values())) for v in values.values()):
                told = "; ".join(f"{dataset}: {value}" for dataset, value in values.items())
                message = say("attribute_conflict", attribute=name, values=told)
                warnings.append(Warning_(code="attribute_conflict", message=message, entities=(entity_id,)))
        return tuple(warnings)
