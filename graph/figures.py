"""Figures: what sources report, what is recorded by name, and what is left unnamed. Never summed over unlike units."""

from __future__ import annotations

from collections.abc import Sequence

from graph.answers import ObservationItem, Reconciliation, Reported
from graph.axes import kind_of
from graph.intervals import EVER, Days, intersect
from graph.sources import independent
from graph.tell import Teller
from graph.time import read
from schema.dates import span_within
from schema.rules import Rule
from schema.statements import Evidence, Observation
from schema.vocabulary import Counts, Indicator


class Figures:
    """Observations of a version, set beside the relations that they count."""

    def __init__(self, teller: Teller) -> None:
        self.teller = teller
        self.index = teller.index

    def independent(self, evidence: Sequence[Evidence]) -> int:
        """The number of independent sources."""
        return independent(evidence, self.index.passages)

    def reconcile(self, rule: Rule, area: int) -> tuple[Reconciliation, ...]:
        """What is reported of the rule's indicators in an area, each indicator by itself."""
        found = []
        for name in rule.indicators:
            indicator = self.index.vocabulary.indicator(name)
            reports = [
                self._reported(self.observation(observation_id), indicator)
                for subject, observation_id in self.index.observations.get(name, ())
                if indicator and area in self.index.whereabouts.areas(subject)
            ]
            if indicator and reports:
                recorded = max(report.recorded or 0 for report in reports)
                found.append(
                    Reconciliation(
                        indicator=name, label=indicator.label, reported=tuple(reports), recorded=recorded,
                        unnamed=_unnamed_of_all(reports),
                    )
                )  # fmt: skip
        return tuple(found)

    def observation(self, observation_id: str) -> Observation:
        """The observation of that id."""
        (statement,) = self.teller.snapshot.get("observation", observation_id)
        assert isinstance(statement, Observation)  # the index has ids of this snapshot's observations
        return statement

    def item(self, statement: Observation) -> ObservationItem:
        """An observation as lists show it, with what its indicator counts."""
        indicator = self.index.vocabulary.indicator(statement.indicator)
        recorded = self.recorded(indicator, statement) if indicator else None
        return ObservationItem(
            id=statement.id, subject=statement.subject, indicator=statement.indicator,
            label=indicator.label if indicator else {"vi": statement.indicator, "en": statement.indicator},
            value=statement.value, unit=statement.unit, qualifier=statement.qualifier, period=statement.period,
            verbatim=statement.verbatim, flags=statement.flags, recorded=recorded,
            unnamed=None if recorded is None else unnamed(statement, recorded), modality=statement.modality,
            independent_sources=self.independent(statement.evidence),
            evidence=self.teller.evidence(statement.evidence), copies=self.teller.copies(statement.evidence),
        )  # fmt: skip

    def recorded(self, indicator: Indicator, figure: Observation) -> int | None:
        """How many of what a figure counts are recorded by name, as far as they hold, or happened, in its period.

        None where the indicator does not say what it counts. Of a figure without a period those of all times count.
        """
        counts, index = indicator.counts, self.index
        subject = index.numbers.get(figure.subject)
        if counts is None or subject is None:
            return None
        kind = index.type_numbers[counts.relation]
        if counts.within == "subject":
            near = [(index.near_relation[p], index.near_entity[p]) for p in index.near_of_type(subject, kind)]
            found = [(r, e) for r, e in near if index.types[e] in counts.types]
        else:
            found = list(self._in_areas(counts, kind, subject))
        period = _days(figure.period)
        counted = {
            relation if counts.unit == "relation" else entity
            for relation, entity in found
            if index.modalities[relation] == 0
            and (not counts.subtypes or index.subtypes[entity] in counts.subtypes)
            and intersect(index.possible(relation), period)
        }
        return len(counted)

    def _in_areas(self, counts: Counts, kind: int, subject: int) -> list[tuple[int, int]]:
        """The relations of which every end lies in one of the areas that a figure is about, and their ends."""
        index, around = self.index, self.index.whereabouts.areas
        areas = self._areas(subject)
        found = []
        for entity_type in counts.types:
            for entity in index.by_type.get(entity_type, ()):
                for place in index.near_of_type(entity, kind):
                    other = index.near_entity[place]
                    inside = bool(around(entity).keys() & areas)
                    if inside and (len(areas) < 2 or around(other).keys() & areas):
                        found.append((index.near_relation[place], entity))
        return found

    def _areas(self, subject: int) -> set[int]:
        """The places that a figure is about: a place itself, else the provinces to which its subject applies."""
        index = self.index
        if kind_of(index, subject) == "place":
            return {subject}
        return {a for a in index.whereabouts.areas(subject) if index.types[a] == index.vocabulary.roles.area}

    def _reported(self, statement: Observation, indicator: Indicator) -> Reported:
        evidence = self.teller.evidence(statement.evidence)
        recorded = self.recorded(indicator, statement)
        return Reported(
            observation=statement.id, subject=statement.subject, value=statement.value, qualifier=statement.qualifier,
            unit=statement.unit, period=statement.period, evidence=evidence[0] if evidence else None,
            also=evidence[1:], modality=statement.modality, recorded=recorded,
            unnamed=None if recorded is None else unnamed(statement, recorded),
        )  # fmt: skip


def unnamed(statement: Observation, recorded: int) -> int | float | None:
    """The difference of a figure and what is recorded; None where the qualifier allows none."""
    if statement.value is None or statement.qualifier != "=" or statement.value < recorded:
        return None
    return statement.value - recorded


def _unnamed_of_all(reports: Sequence[Reported]) -> int | float | None:
    """What is left unnamed, where all reports agree on it; what differs, or has another unit, stays side by side."""
    if len({report.unit for report in reports}) > 1:
        return None
    left = {report.unnamed for report in reports}
    return left.pop() if len(left) == 1 else None


def _days(period: str | None) -> Days:
    """The days of a period; all where there is none."""
    date = read(period)
    span = span_within(date, None) if date else None
    return ((span.first, span.last),) if span else EVER
