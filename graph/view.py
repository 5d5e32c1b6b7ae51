"""The view: one version of a store, ready to answer. Queries see only this.

A view is immutable. It is compiled from a snapshot, which may be of an older version, of some datasets, or have
operations laid over it; a load makes a new view, and whoever holds the old one goes on with it.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal

import msgspec

from graph.answers import (
    EntityAnswer,
    GapAnswer,
    GapsAnswer,
    Hit,
    MatrixAnswer,
    Notice,
    ObservationItem,
    PathAnswer,
    RelationItem,
    RuleItem,
    SourceAnswer,
    Summary,
    VocabularyAnswer,
)  # fmt: skip
from graph.axes import Dimension
from graph.compile import compile_index
from graph.coverage import VERDICTS, Coverage, CoverageQuestion
from graph.denials import apply_denials
from graph.figures import Figures
from graph.gap_ids import ends_of, near
from graph.index import Index
from graph.lists import StatementFilter, entities, observations, relations, statements, whole
from graph.mask import modality_numbers
from graph.matrix import MatrixQuestion
from graph.overlay import Operation, Overlay
from graph.resolving import Resolver
from graph.sources import WHOLE
from graph.store import Snapshot, Store
from graph.tell import Teller, in_language
from graph.tell_entity import tell_entity
from graph.tell_gaps import GapsQuestion, tell_gap, tell_gaps
from graph.tell_matrix import Spoken, tell_matrix
from graph.tell_paths import tell_paths
from graph.tell_rules import tell_rules
from graph.walk import PathQuestion
from schema.errors import UnknownThing
from schema.rules import Rule
from schema.statements import MODALITIES, Kind, Modality, Source, Statement
from schema.vocabulary import CLASSES, Vocabulary

_CANDIDATES = 8
_SHOWN = ("entity_types", "relation_types", "indicators", "attributes", "source_parts", "genres", "settings")
"""What an answer says of the vocabulary."""
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
        self._resolver = Resolver(self._teller("vi"))
        self._spoken: dict[Dimension, Spoken] = {}

    def prepare(self) -> None:
        """Do beforehand what first questions would wait for: fold the names, find the pairs that rules ask about."""
        _ = self._resolver.naming
        for rule in self.rules:
            if rule.objects:
                for _ in Coverage(self.index, CoverageQuestion(rule=rule.id, day=self.today())).pairs():
                    pass

    def today(self) -> int:
        """Today, where the vocabulary's users are, as an ordinal day."""
        return self._resolver.today()

    def resolve(
        self, text: str, parameter: str | None = None, day: int | None = None
    ) -> tuple[str, tuple[Notice, ...]]:
        """The entity that an id or a name means on a day (today), and a warning where a name means others, too.

        Raises:
            UnknownThing: nothing is called so; near names are its candidates.
            AmbiguousEntity: several are, or only a beginning of a name or a contextual alias fits.
        """
        return self._resolver.resolve(text, parameter, day)

    def summaries(self, entity_ids: Iterable[str], lang: str) -> dict[str, Summary]:
        """Entities in short, by id."""
        return self._teller(lang).summaries(entity_ids)

    def entity(self, entity_id: str, lang: str, day: int | None = None) -> EntityAnswer:
        """An entity with all that is said of it, and what of it holds on a day.

        Raises:
            UnknownThing: there is no such entity.
        """
        if entity_id not in self.index.numbers:
            self.resolve(entity_id)
            raise UnknownThing("entity", entity_id)
        return tell_entity(self._teller(lang), entity_id, day, self.today())

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
            matches = [m for m in self._resolver.search(text) if fits(m.entity)]
            found = [(m.entity, m.score, m.matched) for m in matches[offset : offset + limit]]
            total = len(matches)
        hits = []
        for number, score, matched in found:
            summary = teller.summary(self.index.ids[number])
            fields = {f: getattr(summary, f) for f in summary.__struct_fields__}
            hits.append(Hit(**fields, score=score, matched=matched))
        return hits, total

    def talked_about(self) -> list[str]:
        """The entities of which, or of something in which, more is known than where they lie and what they became."""
        return [name for number, name in enumerate(self.index.ids) if self._resolver.is_active(number)]

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
        rule_id, ids = ends_of(gap_id)
        rule = self.index.rules.get(rule_id)
        target = ids[1] if rule and rule.objects and len(ids) == 2 else None
        known = (
            rule is not None and len(ids) == (2 if rule.objects else 1) and all(i in self.index.numbers for i in ids)
        )
        found = tell_gap(self._teller(lang), rule_id, ids[0], target, day, parameters) if known else None
        if found is None:
            raise UnknownThing("gap", gap_id, near(self.index, gap_id, day), "id")
        return found

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

    def whole(self, statement: Statement) -> dict[str, Any]:
        """A statement with every field, defaults too, and evidence as all answers have it."""
        return whole(self._teller("vi"), statement)

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
            raise UnknownThing("source", source_id, known[:_CANDIDATES], "id")
        passages = [
            {"source": other, **{f: getattr(p, f) for f in p.__struct_fields__ if f != "source"}}
            for (ours, other), known_passages in self.index.passages.items()
            if ours == source_id
            for p in known_passages
            if p != WHOLE
        ]
        return SourceAnswer(
            data_version=self.data_version, id=source.id, title=in_language(source.title, lang) or source.id,
            titles=source.title, author=source.author, published=source.published,
            content_as_of=source.content_as_of, genre=source.genre, attributes=source.attributes,
            shared_passages=tuple(sorted(passages, key=lambda p: (str(p["source"]), p["start"]))),
            parts=tuple(self.index.parts.get(source_id, ())),
            statements=self._resting_on.get(source_id, dict.fromkeys(_RESTING, 0)), note=source.note,
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
            **{f: plain[f] for f in _SHOWN},
        )  # fmt: skip

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
