"""The part of the common checker that checks verdicts: see `graph.checker`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from graph.intervals import Interval, covers, intersect
from graph.time import read
from schema.dates import FUTURE, PAST, span_within
from schema.limits import before, first_day, last_day
from schema.rule_tree import Also, Alternatives, Between, Chain, Compared, Step, Test, several
from schema.statements import Absence

if TYPE_CHECKING:
    from graph.coverage import CoverageQuestion, Judgement
    from graph.index import Index
    from graph.patterns import Witness


def check_judgement(index: Index, question: CoverageQuestion, judgement: Judgement) -> list[str]:
    """What is wrong with the verdict on a subject, in words: what witnesses it, on what day, and who denies it."""
    return list(_of_judgement(index, question, judgement))


def _of_judgement(index: Index, question: CoverageQuestion, judgement: Judgement) -> Iterator[str]:
    rule, day, verdict, witnesses = index.rules[question.rule], question.day, judgement.verdict, judgement.witnesses
    subjects = [e for e in (judgement.subject, judgement.object) if e is not None]
    exists = all(covers((index.lifetimes[e].possible,), day) for e in subjects)
    absences = [
        a
        for target in dict.fromkeys((None, judgement.object))
        for a in index.absences.get((rule.id, judgement.subject, target), ())
    ]
    if verdict in {"stated_absent", "not_recorded", "not_applicable"} and witnesses:
        yield f"{verdict} has witnesses"
    if verdict != "not_applicable" and not exists:
        yield "binds what does not exist on the day"
    basis = index.numbers.get(rule.legal_basis or "")
    if verdict != "not_applicable" and basis is not None and not covers((index.lifetimes[basis].possible,), day):
        yield "binds when its legal basis is not in force"
    spoken = [a for a in absences if a.not_yet or _days(a)[1] <= day]
    if verdict in {"stated_absent", "not_recorded"} and (verdict == "stated_absent") != bool(spoken):
        yield f"{verdict}, where {len(spoken)} sources say that there is none"
    if verdict in {"stated_absent", "not_recorded", "not_applicable"}:
        return
    if len({w.end for w in witnesses}) < rule.at_least and not judgement.more:
        yield f"{verdict} with fewer than {rule.at_least} different ends"
    for witness in witnesses:
        told = ", ".join(index.relation_ids[r] for r in witness.relations)
        through = any(index.relation_type(r).type == index.vocabulary.roles.succession for r in witness.relations)
        if verdict in {"inherited", "orphaned"} and (through or rule.at_least == 1):
            if not through:
                yield f"{told} leads through no succession"
        elif not _satisfies(
            index, question, judgement, witness, on=None if verdict == "lapsed" else day, certainly=verdict == "covered"
        ):
            yield f"{told} is not what the rule asks for"
        elif verdict == "inherited" and not _realises(index, "possible", day, witness.relations):
            yield f"{told} is neither inherited nor there on the day"
        if not _realises(index, verdict, day, witness.relations):
            yield f"{told} is not {verdict} on the day"
        if any(_beats(index, day, a, witness.relations) for a in absences):
            yield f"{told} is denied by a later source"
    yield from _of_lesser(index, question, judgement, absences)


def _of_lesser(
    index: Index, question: CoverageQuestion, judgement: Judgement, absences: Sequence[Absence]
) -> Iterator[str]:  # fmt: skip
    """A lesser verdict than the witnesses themselves deserve, and a wrong end of what lapsed."""
    rule, day = index.rules[question.rule], question.day
    better = {"possible": ("covered",), "planned": ("covered", "possible"), "lapsed": ("covered", "possible")}.get(
        judgement.verdict, ()
    )
    for verdict in better:
        enough = {
            w.end
            for w in judgement.witnesses
            if _realises(index, verdict, day, w.relations)
            and _satisfies(index, question, judgement, w, on=day, certainly=verdict == "covered")
            and not any(_beats(index, day, a, w.relations, perhaps=verdict == "covered") for a in absences)
        }
        if len(enough) >= rule.at_least:
            yield f"{judgement.verdict}, though {verdict} by its own witnesses"
    if judgement.verdict == "lapsed" and not judgement.more and not _ended_then(index, question, judgement):
        yield "ended on another day than its witnesses"


def _ended_then(index: Index, question: CoverageQuestion, judgement: Judgement) -> bool:
    """Whether there were enough different ends on the day before it ended, and not on any later day of a witness."""

    def enough(on: int) -> bool:
        ends = {
            w.end
            for w in judgement.witnesses
            if covers(_together(index, w.relations), on)
            and _satisfies(index, question, judgement, w, on=on, certainly=False)
        }
        return len(ends) >= index.rules[question.rule].at_least

    ended = judgement.ended
    last_days = {min(last, question.day - 1) for w in judgement.witnesses for _, last in _together(index, w.relations)}
    return ended is not None and enough(ended - 1) and not any(enough(last) for last in last_days if last >= ended)


def _realises(index: Index, verdict: str, day: int, relations: Sequence[int]) -> bool:
    """Whether relations hold as a verdict says."""
    asserted = all(index.modalities[r] == 0 for r in relations)
    if verdict == "covered":
        return asserted and all(index.certainly(r, day) for r in relations)
    if verdict == "possible":
        return asserted and all(index.possibly(r, day) for r in relations)
    if verdict in {"inherited", "orphaned"}:
        return asserted
    if verdict == "lapsed":
        days = _together(index, relations)
        return asserted and bool(days) and days[0][0] < day
    last = [max((until for _, until in index.possible(r)), default=PAST) for r in relations]
    return all(index.possibly(r, day) if index.modalities[r] == 0 else last[n] >= day for n, r in enumerate(relations))


def _together(index: Index, relations: Sequence[int]) -> tuple[Interval, ...]:
    days: tuple[Interval, ...] = ((PAST, FUTURE),)
    for relation in relations:
        days = intersect(days, index.possible(relation))
    return days


def _days(absence: Absence) -> Interval:
    date = read(absence.date)
    span = span_within(date, None) if date else None
    return (span.first, span.last) if span else (PAST, PAST)


def _beats(
    index: Index, day: int, absence: Absence, relations: Sequence[int], *, perhaps: bool = False
) -> bool:  # fmt: skip
    """Whether a source's word that there is none, in force on the day, is later than the news of relations.

    `perhaps`: in force since some day of its date, which may be this one.
    """
    dated = [r for r in relations if not index.timeless[r]] or relations
    first, last = _days(absence)
    in_force = absence.not_yet or day >= (first if perhaps else last)
    return in_force and min((index.news_last[r] for r in dated), default=FUTURE) < first


def _satisfies(
    index: Index, question: CoverageQuestion, judgement: Judgement, witness: Witness, *, on: int | None, certainly: bool
) -> bool:
    """Whether the relations of a witness are a way along what the rule needs that ends where it says.

    `on`: the day on which entities lie, and are, as is asked; None: any.
    """
    acceptor = _Acceptor(index, question, judgement, witness.relations, on=on, certainly=certainly)
    ends = acceptor.along(index.rules[question.rule].needs, {(judgement.subject, 0)})
    return (witness.end, len(witness.relations)) in ends


def _members(value: Any) -> tuple[Any, ...]:
    """What an attribute has: the members of a list, else its value; what is no plain value is compared with nothing."""
    return tuple(v for v in (value if isinstance(value, list) else (value,)) if not isinstance(v, list | dict))


_States = set[tuple[int, int]]
"""Entities reached, each with the number of relations used."""


class _Acceptor:
    """Whether relations in their order are a way along a chain: a pattern read as a regular expression over them."""

    def __init__(
        self, index: Index, question: CoverageQuestion, judgement: Judgement, relations: Sequence[int], *,
        on: int | None, certainly: bool,
    ) -> None:  # fmt: skip
        self.certainly = certainly
        self.on = on
        self.index = index
        self.question = question
        self.meant = {"subject": judgement.subject, "object": judgement.object}
        self.relations = relations

    def along(self, chain: Chain, states: _States) -> _States:
        for part in chain:
            if isinstance(part, Step):
                states = {s for state in states for s in self._step(part, *state)}
            elif isinstance(part, Alternatives):
                states = {s for inner in part.any for s in self.along(inner, states)}
            elif isinstance(part, Also):
                states = self._beside(part.also, states)
            else:
                reached, layer = set[tuple[int, int]](), states
                for times in range(part.most + 1):
                    reached |= {s for s in layer if times >= part.least and self._passes(part.to, s[0])}
                    layer = self.along(part.repeat, layer)
                states = reached
            if not isinstance(part, Alternatives | Also) and part.to.shares:
                states = self._beside(part.to.shares.chain, states)
        return states

    def _beside(self, chain: Chain, states: _States) -> _States:
        """Where relations that lead aside are used up, and the way goes on from where it was."""
        return {(entity, after) for entity, used in states for _, after in self.along(chain, {(entity, used)})}

    def _step(self, step: Step, entity: int, used: int) -> Iterator[tuple[int, int]]:
        if used == len(self.relations):
            return
        index, relation = self.index, self.relations[used]
        source, target = index.sources[relation], index.targets[relation]
        if index.relation_type(relation).type not in step.relation or not self._timely(step, relation):
            return
        told = {name: (column.get(relation),) for name, column in index.relation_attributes.items()}
        if not self._fits(step.says, told):
            return
        for here, there, direction in ((source, target, "out"), (target, source, "in")):
            if here == entity and step.direction in {direction, "any"} and self._passes(step.to, there):
                yield there, used + 1

    def _timely(self, step: Step, relation: int) -> bool:
        """Whether what a step asks to be no older than a day certainly, or possibly, is not."""
        given, day, index = dict(self.question.parameters), self.question.day, self.index
        since = first_day(step.since, given, day) if step.since else None
        until = last_day(step.until, given, day) if step.until else None
        certain = index.certain_first[relation], index.certain_last[relation]
        latest = certain[0] if certain[0] <= certain[1] else FUTURE
        earliest = index.possible_first[relation]
        after, before = (earliest, latest) if self.certainly else (latest, earliest)
        if not index.is_event[relation]:
            last = max((last for _, last in index.possible(relation)), default=PAST)
            after = last if since is None or since <= day else PAST
        return (since is None or after >= since) and (until is None or before <= until)

    def _passes(self, test: Test, entity: int) -> bool:
        index = self.index
        kept = {name: self._on_the_day(column.get(entity)) for name, column in index.attributes.items()}
        area = None if test.inside is None else self._entity(test.inside)
        home = None if test.abroad_from is None else self._entity(test.abroad_from)
        return (
            (not test.types or index.types[entity] in test.types)
            and index.types[entity] not in test.not_types
            and (not test.subtypes or index.subtypes[entity] in test.subtypes)
            and self._fits(test, kept)
            and (test.is_ is None or entity in map(self._entity, several(test.is_)))
            and entity not in map(self._entity, several(test.is_not))
            and (test.inside is None or (area is not None and area in self._areas(entity)))
            and (
                test.abroad_from is None
                or (home is not None and any(a != b for a in self._countries(entity) for b in self._countries(home)))
            )
        )

    def _fits(self, wanted: Compared, kept: Mapping[str, tuple[Any, ...]]) -> bool:
        """Whether attributes, each with the values that it has, are what is asked."""
        return (
            all(
                any(not {*values}.isdisjoint(_members(v)) for v in kept.get(name, (None,)))
                for name, values in wanted.attributes.items()
            )
            and all(
                any({*unwanted}.isdisjoint(_members(v)) for v in kept.get(name, (None,)))
                for name, unwanted in wanted.attributes_not.items()
            )
            and all(any(self._dated(v, between) for v in kept.get(name, ())) for name, between in wanted.dates.items())
            and all(
                any(
                    isinstance(v, int | float) and (s.least is None or s.least <= v) and (s.most is None or v <= s.most)
                    for v in kept.get(name, ())
                )
                for name, s in wanted.numbers.items()
            )
        )

    def _areas(self, entity: int) -> set[int]:
        """The areas in which an entity certainly, or possibly, is on the day."""
        known = self.index.whereabouts.areas(entity, certainly=self.certainly)
        return {area for area, days in known.items() if self.on is None or covers(days, self.on)}

    def _countries(self, entity: int) -> set[int]:
        country = self.index.vocabulary.roles.country
        return {area for area in self._areas(entity) if self.index.types[area] == country}

    def _on_the_day(self, value: Any) -> tuple[Any, ...]:
        """The values that an attribute certainly, or possibly, has on the day."""
        if not isinstance(value, tuple):
            return (value,)
        holdings = [(p.value, p.holding.certain if self.certainly else p.holding.possible) for p in value]
        return tuple(v for v, days in holdings if self.on is None or covers(days, self.on))

    def _dated(self, value: object, between: Between) -> bool:
        date, given = read(value), dict(self.question.parameters)
        if date is None:
            return False
        span = span_within(date, None)
        first, last = (span.first, span.last) if self.certainly else (span.last, span.first)
        since = first_day(between.since, given, self.question.day) if between.since else None
        until = last_day(between.until, given, self.question.day) if between.until else None
        if until is None and between.since is not None and before(between.since):
            until = self.question.day
        return (since is None or first >= since) and (until is None or last <= until)

    def _entity(self, reference: str) -> int | None:
        return self.meant[reference] if reference in self.meant else self.index.numbers.get(reference)
