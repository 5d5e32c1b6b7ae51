"""Whom a rule asks about, and whom it binds on a day."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Literal

from graph.index import Index
from graph.intervals import Days, both, covers, intersect, unite
from graph.mask import Mask
from graph.patterns import Matcher
from graph.spread import Spread
from graph.succession import Succession
from graph.threshold import Threshold
from graph.values import ALL, WhenHeld
from schema.dates import FUTURE
from schema.rules import Chain, Condition, Objects, Repeat, Rule, Subjects, is_timed

Reason = Literal["not_yet", "no_longer", "basis", "condition"]
"""Why a rule does not bind: an end does not exist (yet, any more), its basis is not in force, a condition fails."""


_Asked = tuple[Subjects, list[tuple[bool, Threshold]]]
"""A way of being a subject, with its conditions: each whether it is negated, and what it needs."""


class Binding:
    """The subjects of a rule, and for pairs their objects, as they are bound on a day.

    What holds possibly binds; what is certainly excluded does not.
    """

    def __init__(
        self, index: Index, rule: Rule, day: int, parameters: Mapping[str, int], bits: Mapping[int, int]
    ) -> None:
        """`bits`: the bit of each object."""
        self.index = index
        self.rule = rule
        self.day = day
        self._bits = bits
        self._ever = Matcher(index, Mask(None), parameters, day)
        possible = self._possible = Matcher(index, Mask(day, "possible"), parameters)
        certain = Matcher(index, Mask(day, "certain"), parameters)

        def ready(condition: Condition) -> tuple[bool, Threshold]:
            matcher = certain if condition.negated else possible
            return condition.negated, Threshold(matcher, condition.chain, condition.at_least, bits)

        self._asked: list[_Asked] = [(s, [ready(c) for c in s.where]) for s in rule.subjects if covers((s.days,), day)]
        self._leads = Spread(self._ever, _chain_to(rule.objects), WhenHeld(self._ever)) if rule.objects else None
        self._successions = Succession(index, FUTURE)  # of all times: their days are looked at
        # what depends on no day of the question is kept for the next
        timed = rule.objects is not None and is_timed(rule.objects)
        self._objects = {} if timed else index.bound_objects.setdefault(rule.id, {})
        self._bound: dict[int, Collection[int | None]] = {}
        self._asking: dict[int, list[_Asked]] = {}

    def subjects(self) -> list[int]:
        """The entities of the types and area that the rule asks about on the day, in order."""
        found: dict[int, list[_Asked]] = {}
        for asked in self._asked:
            for kind in asked[0].test.types:
                for subject in self.index.by_type.get(kind, ()):
                    if self._is_asked(asked[0], subject):
                        found.setdefault(subject, []).append(asked)
        self._asking = found
        return sorted(found)

    def objects(self, subject: int) -> Mapping[int, Days]:
        """The objects with which a subject is possibly bound on some day, and the days; in order."""
        if self._leads is None or self.rule.objects is None:
            return {}
        known = self._objects.get(subject)
        if known is None:
            test = self.rule.objects.test
            tested = test == test.without("subject", "object")
            own = self._leads.ends(subject)
            known = self._objects[subject] = {
                end: held
                for end, days in sorted(self._inherited(subject, self._leads).items())
                if self.index.may_be_asked(end)
                and (held := days if tested and end in own else both(days, self._days_as_object(subject, end)))
            }
        return known

    def _inherited(self, subject: int, leads: Spread[Days]) -> Mapping[int, Days]:
        """The ends of the chain to the objects, and what they and those of former units became."""
        if not self._successions.any:
            return leads.ends(subject)
        types, found = self.index.types, dict(leads.ends(subject))
        for former, relations in self._successions.predecessors(subject).items():
            if types[former] == types[subject]:
                for end, days in self._with_heirs(leads.ends(former)).items():
                    found[end] = unite((*found.get(end, ()), *self._passed_on(former, days, relations)))
        return {end: days for end, days in self._with_heirs(found).items() if days}

    def _with_heirs(self, ends: Mapping[int, Days]) -> dict[int, Days]:
        """Ends, and the units that took over from those that are gone."""
        found = dict(ends)
        for end, days in ends.items():
            for heir, relations in self._successions.heirs(end).items():
                found[heir] = unite((*found.get(heir, ()), *self._passed_on(end, days, relations)))
        return found

    def _passed_on(self, former: int, days: Days, relations: tuple[int, ...]) -> Days:
        """The days since a former unit ended and was succeeded, where what it had lasted until its end."""
        end = self.index.lifetimes[former].possible[1]
        if end >= FUTURE or not covers(days, end):
            return ()
        return ((max(end + 1, *(self.index.possible(r)[0][0] for r in relations)), FUTURE),)

    def _days_as_object(self, subject: int, entity: int) -> Days:
        """The days on which an entity may be the object of a subject, as far as comparisons of the two say."""
        assert self.rule.objects is not None  # asked of what the chain to the objects leads to
        matcher, test, bound = self._ever, self.rule.objects.test, self._ever.bound(subject, entity)
        if not matcher.passes(test, entity, bound):
            return ()
        return both(matcher.days(test, entity, bound), matcher.shared(test, entity, bound))

    def asks(self, subject: int, target: int | None) -> bool:
        """Whether the rule asks about a subject, or a pair, on this day or another."""
        passes = any(self._passes(self._ever, s, subject) for s in self.rule.subjects)
        if not passes or not self.index.may_be_asked(subject):
            return False
        return target is None or target in self.objects(subject)

    def bound(self, subject: int) -> Collection[int | None]:
        """The objects with which a subject is bound on the day; None where the rule has no objects."""
        known = self._bound.get(subject)
        if known is None:
            binding = self._meeting(subject) if self._in_force() and self._lives(subject) else 0
            if self._leads is None:
                known = (None,) if binding else ()
            elif binding:
                bits, day = self._bits, self.day
                days = self.objects(subject).items()
                known = {t for t, held in days if covers(held, day) and binding & bits[t] and self._lives(t)}
            else:
                known = ()
            self._bound[subject] = known
        return known

    def why_not(self, subject: int, target: int | None) -> Reason:
        """Why the rule does not bind a subject, or a pair, on the day."""
        for entity in (subject, target):
            if entity is not None and not self._lives(entity):
                return "not_yet" if self.index.lifetimes[entity].possible[0] > self.day else "no_longer"
        if not self._in_force():
            return "basis"
        return "condition"

    def _meeting(self, subject: int) -> int:
        """The objects, as bits, with which a subject meets the conditions of the rule."""
        found = 0
        for subjects, conditions in self._ways_to_ask(subject):
            # where something lies, or an attribute, may have been as asked at some time and not be so on the day
            if not subjects.test.is_temporal or self._passes(self._possible, subjects, subject):
                meeting = ALL
                for negated, condition in conditions:
                    met = condition.met(subject)
                    meeting &= ~met if negated else met
                found |= meeting
        return found

    def _ways_to_ask(self, subject: int) -> list[_Asked]:
        """The ways of being a subject on the day that an entity has."""
        known = self._asking.get(subject)
        return [a for a in self._asked if self._is_asked(a[0], subject)] if known is None else known

    def _is_asked(self, subjects: Subjects, subject: int) -> bool:
        index = self.index
        existed = intersect((subjects.days,), (index.lifetimes[subject].possible,))
        return bool(existed) and self._passes(self._ever, subjects, subject) and index.may_be_asked(subject)

    def _passes(self, matcher: Matcher, subjects: Subjects, subject: int) -> bool:
        return matcher.passes(subjects.test, subject, matcher.bound(subject))

    def _lives(self, entity: int) -> bool:
        return covers((self.index.lifetimes[entity].possible,), self.day)

    def _in_force(self) -> bool:
        """Whether the legal basis of the rule possibly is, where one is given."""
        basis = self.index.numbers.get(self.rule.legal_basis or "")
        return basis is None or self._lives(basis)


def _chain_to(objects: Objects) -> Chain:
    """The chain to the objects, with what no subject is needed to test, so that what else it ends at is left early."""
    return (*objects.chain, Repeat(repeat=objects.chain, most=0, to=objects.test.without("subject", "object")))
