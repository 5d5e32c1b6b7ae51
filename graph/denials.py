"""What a source's word that there is none does to single relations.

A later absence ends the persistence of the relation that it denies; an earlier one that says "not yet" keeps a later
relation from reaching back beyond it; at equal times both stand, and every answer that uses the relation says so. Only
a rule that one relation satisfies tells which relation is denied; longer patterns are left to coverage, which judges
them whole. Where it depends on other relations whether that one is what the rule needs (where its end lies, what it
shares), both stand with the warning: to know more of a place must end nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from operator import eq

from graph.index import Index
from graph.intervals import Interval
from graph.mask import Mask
from graph.patterns import Matcher
from graph.spread import Spread
from graph.time import absence_days, bounded
from graph.values import WhenHeld
from graph.whereabouts import Whereabouts
from schema.dates import FUTURE, PAST
from schema.rule_tree import tests_of
from schema.statements import Absence


def apply_denials(index: Index) -> Index:
    """Bound the relations of an index by the absences that deny them, in place; the same index for convenience."""
    # all are found before any is bounded: what one absence ends is no matter of another
    for relation, absence, by_itself in list(_denied(index)):
        _deny(index, relation, absence, by_itself=by_itself)
    index.whereabouts = Whereabouts(index)  # what lay somewhere may do so no longer
    return index


def _denied(index: Index) -> Iterator[tuple[int, Absence, bool]]:
    """Each relation of which an absence speaks, and whether it is what the rule needs by itself."""
    for (rule_id, subject, target), absences in index.absences.items():
        rule = index.rules.get(rule_id)
        if rule is None:
            continue
        by_itself = not any(test.leans for test in tests_of(rule.needs))
        for absence in absences:
            if absence.rule != rule_id:
                continue  # what a rule takes from others, or from figures, denies what it needs, not a relation
            last = absence_days(absence)[1]
            matcher = Matcher(index, Mask(None), day=last if last > PAST else None)
            ways = matcher.ways(rule.needs, matcher.bound(subject, target))
            alone = {(w.relations[0], w.end) for w in ways if len(w.relations) == 1}
            for relation, end in sorted(alone):
                if not index.is_event[relation]:
                    only = matcher.over(partial(eq, relation))
                    days = Spread(only, rule.needs, WhenHeld(only, target)).ends(subject).get(end, ())
                    # what becomes what the rule needs only later was not spoken of
                    if any(first <= last for first, _ in days):
                        yield relation, absence, by_itself


def _deny(index: Index, relation: int, absence: Absence, *, by_itself: bool) -> None:
    first, last = absence_days(absence)
    if index.news_last[relation] < first:
        if by_itself:  # some day within the date of the absence it had ended: possible until the last of them
            _bound(index, relation, (PAST, first - 1), (PAST, last - 1))
        stands = by_itself and not absence.not_yet
    elif index.news_first[relation] > last:
        if by_itself and absence.not_yet:  # never before either
            _bound(index, relation, (last + 1, FUTURE), (last + 1, FUTURE))
        stands = True
    else:
        stands = False
    if not stands:
        index.contradicted.add(relation)


def _bound(index: Index, relation: int, certainly: Interval, possibly: Interval) -> None:
    known = index.allowed.get(relation, ((PAST, FUTURE), (PAST, FUTURE)))
    (certain_from, certain_to), (possible_from, possible_to) = allowed = tuple(
        (max(before[0], now[0]), min(before[1], now[1]))
        for before, now in zip(known, (certainly, possibly), strict=True)
    )
    index.allowed[relation] = (allowed[0], allowed[1])
    if relation in index.several:
        index.several[relation] = bounded(index.several[relation], *index.allowed[relation])
    index.certain_first[relation] = max(index.certain_first[relation], certain_from)
    index.certain_last[relation] = min(index.certain_last[relation], certain_to)
    index.possible_first[relation] = max(index.possible_first[relation], possible_from)
    index.possible_last[relation] = min(index.possible_last[relation], possible_to)
