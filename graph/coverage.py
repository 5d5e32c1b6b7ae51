"""Coverage questions: who lacks what, since when, on what evidence?

For each subject the verdict is the first that holds of an ordered list, each the same pattern under a wider mask;
only a source's word that there is none beats what rests on earlier attestations.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from typing import Literal

import msgspec

from graph.index import Index
from graph.mask import Mask
from graph.patterns import Matcher, Witness, together
from graph.succession import Succession
from graph.time import absence_days, covers, intersect
from schema.rules import Rule, Subjects
from schema.statements import MODALITIES, Absence

Verdict = Literal[
    "covered", "possible", "inherited", "planned", "lapsed", "orphaned", "stated_absent", "not_recorded",
    "not_applicable",
]  # fmt: skip
VERDICTS: tuple[Verdict, ...] = (
    "covered", "possible", "inherited", "planned", "lapsed", "orphaned", "stated_absent", "not_recorded",
    "not_applicable",
)  # fmt: skip
"""The best first."""

GAPS = tuple(v for v in VERDICTS if v not in ("covered", "not_applicable"))
WITNESSES = 50
"""How many witnesses of one verdict are listed at most."""
LOOKED_AT = 2_000
"""How many ways to satisfy a rule are looked at to find these."""


class CoverageQuestion(msgspec.Struct, frozen=True, kw_only=True):
    """Who lacks what a rule asks for, on a day? `area` (an id): subjects or objects in it. `parameters`: first days."""

    rule: str
    day: int
    area: str | None = None
    parameters: Mapping[str, int] = {}


class Judgement(msgspec.Struct, frozen=True):
    """A subject (for pairs: and an object) with its verdict.

    `witnesses` satisfy the pattern as far as the verdict says; `absences` are the sources' words that bear on it.
    `contradicted`: a source says that there is none, another, no earlier, that there is. `aged`: merely possible
    because the news is old. `ended`: for `lapsed`, the first day without. `more`: not all witnesses are listed.
    """

    subject: int
    object: int | None
    verdict: Verdict
    witnesses: tuple[Witness, ...] = ()
    absences: tuple[Absence, ...] = ()
    contradicted: bool = False
    aged: bool = False
    ended: int | None = None
    more: bool = False


class _Found:
    """Witnesses found so far; `more`: not all were looked at."""

    def __init__(self) -> None:
        self.witnesses: dict[Witness, None] = {}
        self.contradicted = False
        self.more = False

    def ends(self) -> int:
        """At how many different entities they end."""
        return len({w.end for w in self.witnesses})


class Coverage:
    """A rule on an index, on a day."""

    def __init__(self, index: Index, question: CoverageQuestion) -> None:
        self.index = index
        self.question = question
        self.rule: Rule = index.rules[question.rule]
        day, everything, asked = question.day, frozenset(range(len(MODALITIES))), question.parameters
        self._certain = Matcher(index, Mask(day, "certain"), asked)
        self._possible = Matcher(index, Mask(day, "possible"), asked)
        self._ever = Matcher(index, Mask(None), asked, day)
        self._anything = Matcher(index, Mask(None, modalities=everything), asked, day)
        self._succession = Succession(index, day)
        self._bound_objects: tuple[int, set[int]] = (-1, set())
        self._ladder: tuple[tuple[Verdict, Matcher], ...] = (
            ("covered", self._certain),
            ("possible", self._possible),
            ("inherited", self._ever),
            ("planned", Matcher(index, Mask(day, "open", everything), asked)),
            ("lapsed", self._ever),
            ("orphaned", self._ever),
        )

    def pairs(self) -> Iterator[tuple[int, int | None]]:
        """Every subject of the rule's types and area, and the objects with which its condition held on some day."""
        index, rule = self.index, self.rule
        area = index.numbers[self.question.area] if self.question.area else None
        for subject in self._subjects():
            if rule.objects is None:
                if area is None or index.inside(subject, area):
                    yield subject, None
                continue
            for target in sorted(self._ever_bound(subject)):
                if area is None or index.inside(subject, area) or index.inside(target, area):
                    yield subject, target

    def asks(self, subject: int, target: int | None) -> bool:
        """Whether the rule asks about a subject, or a pair, on this day or another."""
        tests = (s.test for s in self.rule.subjects)
        passes = any(self._ever.passes(t, subject, self._ever.bound(subject)) for t in tests)
        if not passes or self.index.collective[subject]:
            return False
        return target is None or target in self._ever_bound(subject)

    def _subjects(self) -> Iterator[int]:
        """The entities of the types and area that the rule asks about on the day."""
        seen: set[int] = set()
        for subjects in self._asked():
            for kind in subjects.test.types:
                for subject in self.index.by_type.get(kind, ()):
                    if subject not in seen and self._is_asked(subjects, subject):
                        seen.add(subject)
                        yield subject

    def _asked(self) -> Iterator[Subjects]:
        for subjects in self.rule.subjects:
            if covers((subjects.days,), self.question.day):
                yield subjects

    def _is_asked(self, subjects: Subjects, subject: int) -> bool:
        index = self.index
        existed = intersect((subjects.days,), (index.lifetimes[subject].possible,))
        passes = self._ever.passes(subjects.test, subject, self._ever.bound(subject))
        return bool(existed) and passes and not index.collective[subject]

    def judge(self, subject: int, target: int | None = None, *, listing: bool = True) -> Judgement:
        """The verdict on a subject, or on a subject and an object; with `listing`, with its witnesses."""
        if not self._binds(subject, target):
            return Judgement(subject, target, "not_applicable")
        absences = self._absences(subject, target)
        in_force = tuple(a for a in absences if self._in_force(a))
        succeeds = bool(self._succession.predecessors(subject))
        # what is found under no mask of the ladder need not be looked for under each
        anything = self._anything.found(self.rule.needs, self._anything.bound(subject, target), self.rule.at_least)
        for verdict, matcher in self._ladder if anything or succeeds else ():
            if verdict in ("inherited", "orphaned"):
                ways = (
                    w for heir, w in self._succession.ways(matcher, self.rule.needs, subject, target) if heir == verdict
                )
            else:
                bound = matcher.bound(subject, target)
                if not anything or not matcher.found(self.rule.needs, bound, self.rule.at_least):
                    continue
                ways = (w for w in matcher.ways(self.rule.needs, bound) if verdict != "lapsed" or self._over(w))
            found = self._stand(ways, absences, all_of_them=listing)
            if found.ends() < self.rule.at_least:
                continue
            listed = tuple(sorted(found.witnesses, key=self._strength)[:WITNESSES])
            return Judgement(
                subject,
                target,
                verdict,
                witnesses=listed,
                absences=in_force if found.contradicted else (),
                contradicted=found.contradicted,
                aged=verdict == "possible" and self._aged(listed[0]),
                ended=self._ended(found) if verdict == "lapsed" else None,
                more=found.more or len(found.witnesses) > WITNESSES,
            )
        return Judgement(subject, target, "stated_absent" if in_force else "not_recorded", (), in_force)

    def found(self, subject: int, target: int | None) -> int:
        """At how many different entities what is needed possibly ends on the day."""
        return sum(1 for _ in self._possible.reached(self.rule.needs, self._possible.bound(subject, target)))

    def _objects(self, matcher: Matcher, subject: int) -> set[int]:
        objects = self.rule.objects
        found: set[int] = set()
        if objects is None:
            return found
        for end in matcher.reached(objects.chain, matcher.bound(subject)):
            if not self.index.collective[end] and matcher.passes(objects.test, end, matcher.bound(subject, end)):
                found.add(end)
        return found

    def _ever_bound(self, subject: int) -> set[int]:
        """The objects with which a subject was possibly bound on some day."""
        objects = self.rule.objects
        found = self._objects(self._possible, subject)
        others = self._objects(self._ever, subject) - found
        if objects and others:
            # each relation held on some day; now all of them must have held on one. Where there are too many ways to
            # look at them all, the rest is listed as well: on the day asked it is not applicable in any case.
            ways = self._ever.ways(objects.chain, self._ever.bound(subject))
            seen = list(itertools.islice(ways, LOOKED_AT))
            found |= {w.end for w in seen if w.end in others and together(self.index, w.relations)}
            if len(seen) == LOOKED_AT:
                found |= others
        return found

    def _binds(self, subject: int, target: int | None) -> bool:
        """Whether the rule binds on the day: what holds possibly binds, what is certainly excluded does not."""
        index, day = self.index, self.question.day
        for entity in (subject, target):
            if entity is not None and not covers((index.lifetimes[entity].possible,), day):
                return False
        basis = index.numbers.get(self.rule.legal_basis or "")
        if basis is not None and not covers((index.lifetimes[basis].possible,), day):
            return False
        if not any(self._is_asked(s, subject) and self._meets(s, subject, target) for s in self._asked()):
            return False
        if target is None:
            return True
        if self._bound_objects[0] != subject:  # pairs come by subject
            self._bound_objects = (subject, self._objects(self._possible, subject))
        return target in self._bound_objects[1]

    def _meets(self, subjects: Subjects, subject: int, target: int | None) -> bool:
        """Whether the conditions on a subject possibly hold."""
        for condition in subjects.where:
            matcher = self._certain if condition.negated else self._possible
            bound = matcher.bound(subject, target)
            if matcher.found(condition.chain, bound, condition.at_least) == condition.negated:
                return False
        return True

    def _absences(self, subject: int, target: int | None) -> tuple[Absence, ...]:
        known = self.index.absences
        found = list(known.get((self.rule.id, subject, None), ()))
        if target is not None:
            found += known.get((self.rule.id, subject, target), ())
        return tuple(found)

    def _in_force(self, absence: Absence) -> bool:
        _, last = absence_days(absence)
        return absence.not_yet or last <= self.question.day

    def _stand(self, ways: Iterator[Witness], absences: tuple[Absence, ...], *, all_of_them: bool) -> _Found:
        """The ways that no absence beats, all of them or as many as are needed."""
        found = _Found()
        for number, witness in enumerate(ways):
            if number == LOOKED_AT:
                found.more = True
                break
            effects = [self._effect(witness, a) for a in absences]
            if "beats" in effects:
                continue
            found.contradicted |= "contradicts" in effects
            found.witnesses[witness] = None
            if not all_of_them and not absences and found.ends() >= self.rule.at_least:
                break
        return found

    def _effect(self, witness: Witness, absence: Absence) -> Literal["beats", "contradicts", "none"]:
        """What a source's word that there is none does to a witness on the day."""
        day = self.question.day
        first, last = absence_days(absence)
        news_first, news_last = self._news(witness)
        if news_last < first:  # the absence is later: it ends what persisted, and `not_yet` denies that it ever was
            return "beats" if absence.not_yet or day >= first else "none"
        if news_first > last:  # the absence is earlier: what came later cannot reach back beyond it
            return "beats" if day <= last and (absence.not_yet or day >= first) else "none"
        return "contradicts" if absence.not_yet or day >= first else "none"

    def _news(self, witness: Witness) -> tuple[int, int]:
        """The days of the news that a witness rests on: of the oldest of its relations, unless that is timeless."""
        index = self.index
        dated = [r for r in witness.relations if not index.timeless[r]] or witness.relations
        return min(index.news_first[r] for r in dated), min(index.news_last[r] for r in dated)

    def _ended(self, found: _Found) -> int:
        """The first day on which none of the witnesses holds any more."""
        return max(together(self.index, w.relations)[-1][1] for w in found.witnesses) + 1

    def _over(self, witness: Witness) -> bool:
        """Whether a witness possibly held on some day, and on none from the day asked on."""
        days = together(self.index, witness.relations)
        return bool(days) and days[-1][1] < self.question.day

    def _strength(self, witness: Witness) -> tuple[int, int, tuple[int, ...]]:
        index = self.index
        return (len(witness.relations), -min(index.independent[r] for r in witness.relations), witness.relations)

    def _aged(self, witness: Witness) -> bool:
        """Whether a witness is merely possible because its news is old."""
        index, day = self.index, self.question.day
        weak = [r for r in witness.relations if not index.certainly(r, day)]
        return bool(weak) and all(index.fresh_until[r] < day for r in weak)
