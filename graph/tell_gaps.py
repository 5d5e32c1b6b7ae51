"""Answers to coverage questions: verdicts with reasons in words, evidence, groups and reconciled counts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from graph.answers import GapAnswer, GapItem, GapsAnswer, Group, Notice, Reconciliation, Total
from graph.coverage import VERDICTS, Coverage, CoverageQuestion, Judgement
from graph.figures import Figures
from graph.gap_ids import gap_id
from graph.index import Index
from graph.patterns import Witness, together
from graph.sides import together as sides_together
from graph.tell import Teller
from graph.tell_reason import reason, unknown_references
from graph.tell_witness import enough
from graph.time import absence_days
from graph.whereabouts import Around
from schema.dates import PAST, day_text, from_days
from schema.messages import say
from schema.statements import Evidence


class GapsQuestion(msgspec.Struct, frozen=True, kw_only=True):
    """Verdicts of rules on a day. `verdicts`: which to list; counts have all. `parameters`: first days, by name."""

    rules: tuple[str, ...]
    day: int
    verdicts: tuple[str, ...]
    area: str | None = None
    group_by: str | None = None
    parameters: Mapping[str, int] = {}
    offset: int = 0
    limit: int = 50


Judged = tuple[Coverage, Judgement]


def tell_gaps(teller: Teller, question: GapsQuestion) -> GapsAnswer:
    """Judge every subject of the rules and write the page asked for."""
    judged: list[Judged] = []
    for rule in sorted(question.rules):
        coverage = Coverage(
            teller.index,
            CoverageQuestion(rule=rule, day=question.day, area=question.area, parameters=question.parameters),
        )
        judged += [(coverage, judgement) for judgement in coverage.verdicts()]
    wanted = [j for j in judged if j[1].verdict in question.verdicts]
    figures = Figures(teller)
    page = [(c, c.judge(j.subject, j.object)) for c, j in wanted[question.offset : question.offset + question.limit]]
    items = tuple(_item(teller, figures, c, j) for c, j in page)
    named = [i for item in items for i in (item.subject, item.object) if i]
    groups = _groups(teller, figures, question.group_by, question.day, judged, wanted) if question.group_by else ()
    named += [g.key for g in groups if g.key in teller.index.numbers]
    named += [c for item in items for c in _countries(item)]
    named += _figured([*(i.reconciliation for i in items), *(g.reconciliation for g in groups)])
    return GapsAnswer(
        as_of=day_text(question.day),
        data_version=teller.snapshot.data_version(),
        limits_hit=("witnesses",) if any(j.more for _, j in page) else (),
        warnings=(
            *unknown_references(teller.index, question.rules),
            *(w for _, j in page for w in _contradictions(teller, j)),
        ),
        rule=question.rules[0] if len(question.rules) == 1 else None,
        total=Total(value=len(wanted)),
        counts=_counts(j for _, j in judged),
        items=items,
        groups=groups,
        entities=teller.summaries([*named, *_on_the_way(teller, page)]),
        next=None,
    )


def tell_gap(
    teller: Teller, rule: str, subject: str, target: str | None, day: int, parameters: Mapping[str, int]
) -> GapAnswer | None:
    """The verdict on one subject or pair; None where the rule never asks about it."""
    index = teller.index
    coverage = Coverage(index, CoverageQuestion(rule=rule, day=day, parameters=parameters))
    pair = (index.numbers[subject], None if target is None else index.numbers[target])
    if not coverage.asks(*pair):
        return None
    judgement = coverage.judge(*pair)
    item = _item(teller, Figures(teller), coverage, judgement)
    named = [i for i in (subject, target) if i]
    named += [*_on_the_way(teller, [(coverage, judgement)]), *_countries(item), *_figured([item.reconciliation])]
    return GapAnswer(
        as_of=day_text(day),
        data_version=teller.snapshot.data_version(),
        limits_hit=("witnesses",) if judgement.more else (),
        warnings=(*unknown_references(index, (rule,)), *_contradictions(teller, judgement)),
        entities=teller.summaries(named),
        **{f: getattr(item, f) for f in item.__struct_fields__},
    )


def _item(teller: Teller, figures: Figures, coverage: Coverage, judgement: Judgement) -> GapItem:
    index, rule = teller.index, coverage.rule
    subject = index.ids[judgement.subject]
    target = None if judgement.object is None else index.ids[judgement.object]
    needed = enough(judgement.witnesses, rule.at_least)
    relations = list(dict.fromkeys(r for witness in needed for r in witness.relations))
    statements = [teller.relation(r) for r in relations]
    evidence: list[Evidence] = [e for s in statements for e in s.evidence]
    if not needed:
        evidence = [e for a in judgement.absences for e in a.evidence]
        last = max((a.date for a in judgement.absences if a.date), default=None)
        independent = figures.independent(evidence)
    else:
        last = teller.last_attested(statements)
        independent = min((index.independent[r] for r in relations), default=0)
    splits = [teller.split(r, s) for r, s in zip(relations, statements, strict=True)]
    reconciliation = figures.reconcile(rule, judgement.subject)
    return GapItem(
        id=gap_id(rule.id, subject, target), rule=rule.id, subject=subject, object=target, verdict=judgement.verdict,
        since=_since(teller, coverage, judgement), last_attested=last, independent_sources=independent,
        reason=reason(teller, coverage, judgement, last, reconciliation),
        witnesses=tuple(tuple(index.relation_ids[r] for r in w.relations) for w in judgement.witnesses),
        evidence=teller.evidence(list(dict.fromkeys(evidence))), contradicted=judgement.contradicted,
        reconciliation=reconciliation, copies=teller.copies(evidence), sides=teller.sides(sides_together(splits)),
    )  # fmt: skip


def _figured(found: Iterable[Sequence[Reconciliation]]) -> list[str]:
    """Whom figures are about."""
    return [report.subject for several in found for each in several for report in each.reported]


def _countries(item: GapItem) -> tuple[str, ...]:
    return (*item.sides.asserted, *item.sides.silent) if item.sides else ()


def _since(teller: Teller, coverage: Coverage, judgement: Judgement) -> str | None:
    """The EDTF start of what the verdict says; None where nothing can be said."""
    if judgement.verdict == "lapsed" and judgement.ended is not None:
        return day_text(judgement.ended)
    if judgement.verdict == "stated_absent":
        if any(a.not_yet for a in judgement.absences):
            return ".."
        return from_days(*min(absence_days(a) for a in judgement.absences))
    if judgement.verdict in ("inherited", "orphaned"):
        needed = enough(judgement.witnesses, coverage.rule.at_least)
        return _from(*max(day for w in needed for day in _handed_on(teller.index, w)))
    if judgement.verdict not in ("covered", "possible"):
        return None
    first: dict[int, tuple[int, int]] = {}
    for witness in judgement.witnesses:
        start = _start(teller, witness, coverage.question.day)
        if start is not None:
            first[witness.end] = min(start, first.get(witness.end, start))
    if len(first) < coverage.rule.at_least:
        return None
    earliest, latest = sorted(first.values())[coverage.rule.at_least - 1]
    # what lies where the rule asks, and is as it asks, may do so for a shorter time
    since, surely = coverage.stretch(judgement.subject, judgement.object)
    earliest = max(earliest, since)
    latest = max(earliest, latest, surely or PAST)
    return _from(earliest, latest)


def _from(earliest: int, latest: int) -> str:
    return ".." if earliest <= PAST else from_days(earliest, latest)


def _handed_on(index: Index, witness: Witness) -> Iterator[tuple[int, int]]:
    """The first and the last day on which each of the successions of a witness may have happened."""
    for relation in witness.relations:
        if index.relation_type(relation).type == index.vocabulary.roles.succession:
            earliest = index.possible(relation)[0][0]
            yield earliest, max(earliest, index.certain_first[relation])


def _start(teller: Teller, witness: Witness, day: int) -> tuple[int, int] | None:
    """The first day on which a witness holds: the days that it may be."""
    index = teller.index
    stretch = next((s for s in together(index, witness.relations) if s[0] <= day <= s[1]), None)
    if stretch is None:
        return None
    latest = max((index.certain_first[r] for r in witness.relations), default=PAST)
    return (stretch[0], max(stretch[0], latest))


def _contradictions(teller: Teller, judgement: Judgement) -> Iterable[Notice]:
    if judgement.contradicted:
        subject = teller.index.ids[judgement.subject]
        message = say("contradicted", name=teller.names(subject))
        yield Notice(code="contradicted", message=message, entities=(subject,))


def _on_the_way(teller: Teller, judged: Sequence[Judged]) -> list[str]:
    index = teller.index
    return [
        index.ids[e]
        for _, j in judged
        for w in j.witnesses
        for r in w.relations
        for e in (index.sources[r], index.targets[r])
    ]


def _counts(judgements: Iterable[Judgement]) -> dict[str, int]:
    counts: dict[str, int] = dict.fromkeys(VERDICTS, 0)
    for judgement in judgements:
        counts[judgement.verdict] += 1
    return counts


def _groups(
    teller: Teller, figures: Figures, group_by: str, day: int, judged: Sequence[Judged], wanted: Sequence[Judged]
) -> tuple[Group, ...]:
    """Groups of the subjects: `total` counts those listed, `counts` all. Who lies in two areas is in both groups."""
    index = teller.index
    around = Around(index.whereabouts, day)
    keys: dict[str, list[Judged]] = {}
    for coverage, judgement in judged:
        for key in _keys(index, around, group_by, coverage, judgement):
            keys.setdefault(key, []).append((coverage, judgement))
    listed = {id(j) for _, j in wanted}
    return tuple(
        Group(
            key=key,
            total=sum(id(j) in listed for _, j in members),
            counts=_counts(j for _, j in members),
            reconciliation=figures.reconcile(members[0][0].rule, index.numbers[key]) if key in index.numbers else (),
        )
        for key, members in sorted(keys.items())
    )


def _keys(index: Index, around: Around, group_by: str, coverage: Coverage, judgement: Judgement) -> list[str]:
    if group_by == "verdict":
        return [judgement.verdict]
    if group_by == "rule":
        return [coverage.rule.id]
    if group_by == "type":
        return [index.types[judgement.subject]]
    role = index.vocabulary.roles.area
    areas = [a for a in around.areas(judgement.subject) if index.types[a] == role]
    if not areas and judgement.object is not None:
        areas = [a for a in around.areas(judgement.object) if index.types[a] == role]
    return [index.ids[a] for a in sorted(areas)] or ["-"]
