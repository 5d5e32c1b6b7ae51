"""Coverage questions: who lacks what, since when, on what evidence?

For each subject the verdict is the first that holds of an ordered list, each the same pattern under a wider mask;
only a source's word that there is none beats what rests on earlier attestations.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

import msgspec

from graph.binding import Binding, Reason
from graph.index import Index
from graph.intervals import Days, covered_at_least, intersect, unite
from graph.mask import Mask
from graph.patterns import Matcher, Witness, together
from graph.succession import Heir, Succession
from graph.threshold import Threshold, bits_of_objects
from graph.time import absence_days
from graph.whereabouts import Around
from schema.dates import FUTURE, PAST
from schema.rules import Rule
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
UNDECIDED = 100_000
"""How many are looked at while it is not decided whether there is enough, which no number of other ways may hide."""


class CoverageQuestion(msgspec.Struct, frozen=True, kw_only=True):
    """Who lacks what a rule asks for, on a day? `area` (an id): subjects or objects in it. `parameters`: first days."""

    rule: str
    day: int
    area: str | None = None
    parameters: Mapping[str, int] = {}


class Judgement(msgspec.Struct, frozen=True, gc=False):
    """A subject (for pairs: and an object) with its verdict.

    `witnesses` satisfy the pattern as far as the verdict says; `absences` are the sources' words that bear on it.
    `contradicted`: a source says that there is none, another, no earlier, that there is. `aged`: merely possible
    because the news is old. `ended`: for `lapsed`, the first day without. `more`: not all witnesses are listed, or not
    all ways could be looked at, so that there may be better ones.
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
        day, asked = question.day, question.parameters
        bits = bits_of_objects(index, self.rule)

        def needs(mask: Mask) -> Threshold:
            return Threshold(Matcher(index, mask, asked, day), self.rule.needs, self.rule.at_least, bits)

        everything = frozenset(range(len(MODALITIES)))
        ever = needs(Mask(None))
        self._certain = needs(Mask(day, "certain"))
        self._possible = needs(Mask(day, "possible"))
        self._anything = needs(Mask(None, modalities=everything))
        self._whenever: Threshold | None = None
        self._ladder: tuple[tuple[Verdict, Threshold], ...] = (
            ("covered", self._certain),
            ("possible", self._possible),
            ("inherited", ever),
            ("planned", needs(Mask(day, "open", everything))),
            ("lapsed", ever),
            ("orphaned", ever),
        )
        self._binding = Binding(index, self.rule, day, asked, bits)
        self._succession = Succession(index, day)

    def pairs(self) -> Iterator[tuple[int, int | None]]:
        """Every subject of the rule's types and area, and the objects with which its condition held on some day."""
        return ((subject, target) for subject, targets in self._asked() for target in targets)

    def verdicts(self) -> Iterator[Judgement]:
        """The verdict on each of the pairs, in their order, without witnesses."""
        spoken = {subject for rule, subject, _ in self.index.absences if rule == self.rule.id}
        for subject, targets in self._asked():
            bound = self._binding.bound(subject)
            if bound and (subject in spoken or self._anything.met(subject) or self._succeeds(subject, *targets)):
                yield from (self.judge(subject, target, listing=False) for target in targets)
            else:  # nothing is known of any of them
                yield from (Judgement(subject, t, "not_recorded" if t in bound else "not_applicable") for t in targets)

    def _asked(self) -> Iterator[tuple[int, Sequence[int | None]]]:
        index, paired = self.index, self.rule.objects is not None
        around = Around(index.whereabouts, self.question.day)
        area = index.numbers[self.question.area] if self.question.area else None
        for subject in self._binding.subjects():
            targets: Sequence[int | None] = list(self._binding.objects(subject)) if paired else (None,)
            if area is not None and not around.inside(subject, area):
                targets = [t for t in targets if t is not None and around.inside(t, area)]
            yield subject, targets

    def asks(self, subject: int, target: int | None) -> bool:
        """Whether the rule asks about a subject, or a pair, on this day or another."""
        return self._binding.asks(subject, target)

    def judge(self, subject: int, target: int | None = None, *, listing: bool = True) -> Judgement:
        """The verdict on a subject, or on a subject and an object; with `listing`, with its witnesses."""
        if target not in self._binding.bound(subject):
            return Judgement(subject, target, "not_applicable")
        absences = self._absences(subject, target)
        in_force = tuple(a for a in absences if self._in_force(a))
        # what is found under no mask of the ladder need not be looked for under each
        anything, cut = self._anything.is_met(subject, target), False
        for verdict, all_needs in self._ladder if anything or self._succeeds(subject, target) else ():
            needs = self._undenied(verdict, all_needs, absences)
            settled = False
            days: Days = ()
            if verdict in ("inherited", "orphaned"):
                ways = self._handed_on(needs, subject, target, verdict)
            elif anything and needs.is_met(subject, target):
                if verdict == "lapsed":
                    days = needs.days_met(subject, target)
                    if self._last_met(days) is None:
                        continue
                settled = not absences
                if settled and not listing:
                    return Judgement(subject, target, verdict)
                if verdict == "lapsed":
                    ways = needs.ways_begun(subject, target, self.question.day - 1)
                else:  # a shorter way that a source denies must not hide a longer one
                    ways = needs.ways(subject, target, thorough=bool(absences))
            else:
                continue
            found = self._stand(verdict, ways, absences, all_of_them=listing, decided=settled)
            if found.ends() < self.rule.at_least and not (settled and found.witnesses):
                cut |= found.more
                continue
            ended = self._ended(found, settled, days) if verdict == "lapsed" else None
            if verdict == "lapsed" and ended is None:
                continue
            listed = tuple(sorted(found.witnesses, key=lambda w: self._strength(verdict, w))[:WITNESSES])
            return Judgement(
                subject,
                target,
                verdict,
                witnesses=listed,
                absences=in_force if found.contradicted else (),
                contradicted=found.contradicted,
                aged=verdict == "possible" and self._aged(listed[0]),
                ended=ended,
                more=cut or found.more or len(found.witnesses) > WITNESSES,
            )
        return Judgement(subject, target, "stated_absent" if in_force else "not_recorded", (), in_force, more=cut)

    def _undenied(self, verdict: Verdict, needs: Threshold, absences: tuple[Absence, ...]) -> Threshold:
        """What is needed, without the relations of which the news is older than a word that there is none.

        No way over one of them can stand, so that none need be followed.
        """
        since = max((first for a in absences for first, _ in (absence_days(a),) if self._denies(verdict, a)), default=0)
        timeless, news = self.index.timeless, self.index.news_last
        return needs.over(lambda r: bool(timeless[r]) or news[r] >= since) if since else needs

    def _denies(self, verdict: Verdict, absence: Absence) -> bool:
        """Whether a source's word that there is none ends, on the day, what older news says."""
        first, last = absence_days(absence)
        return absence.not_yet or self.question.day >= (first if verdict == "covered" else last)

    def _handed_on(self, needs: Threshold, subject: int, target: int | None, heir: Heir) -> Iterator[Witness]:
        """The ways through successions; where several ends are needed, what is inherited adds to what is there."""
        ways = self._succession.ways(needs, subject, target, heir)
        first = next(ways, None)
        if first is not None:
            yield first
            yield from ways
            if heir == "inherited" and self.rule.at_least > 1:
                yield from self._possible.ways(subject, target)

    def stretch(self, subject: int, target: int | None) -> tuple[int, int | None]:
        """Since when there is possibly enough without a break until the day asked, and since when certainly."""
        day, certain = self.question.day, self._certain
        first = max((f for f, t in self._possible.days_met(subject, target) if f <= day <= t), default=PAST)
        sure = (max(f, first) for f, t in certain.days_met(subject, target) if f <= day and t >= first)
        return first, min(sure, default=None)

    def found(self, subject: int, target: int | None) -> list[int]:
        """The different entities at which what is needed possibly ends on the day."""
        return self._possible.ends(subject, target)

    def found_at_other_times(self, subject: int, target: int | None) -> bool:
        """Whether something of what is needed is recorded, be it of another time or not realised yet."""
        if self._whenever is None:
            self._whenever = self._anything.untimed()
        return bool(self._whenever.ends(subject, target))

    def why_not(self, subject: int, target: int | None) -> Reason:
        """Why the rule does not bind a subject, or a pair, on the day."""
        return self._binding.why_not(subject, target)

    def became(self, entity: int) -> list[int]:
        """What an entity that is gone became, as far as it exists on the day."""
        if not self._succession.any or self.index.lifetimes[entity].possible[1] >= self.question.day:
            return []
        return list(self._succession.living_successors(entity))

    def _succeeds(self, *entities: int | None) -> bool:
        """Whether one of them takes over from another unit."""
        return any(self._succession.succeeds(e) for e in entities if e is not None)

    def _absences(self, subject: int, target: int | None) -> tuple[Absence, ...]:
        known = self.index.absences
        found = list(known.get((self.rule.id, subject, None), ()))
        if target is not None:
            found += known.get((self.rule.id, subject, target), ())
        # what is said of a later day has no bearing on this one, unless it says "never before" as well
        return tuple(a for a in found if a.not_yet or absence_days(a)[0] <= self.question.day)

    def _in_force(self, absence: Absence) -> bool:
        _, last = absence_days(absence)
        return absence.not_yet or last <= self.question.day

    def _stand(
        self, verdict: Verdict, ways: Iterator[Witness], absences: tuple[Absence, ...], *, all_of_them: bool,
        decided: bool,
    ) -> _Found:  # fmt: skip
        """The ways that no absence beats, all of them or as many as are needed. `decided`: there are enough."""
        found = _Found()
        for number, witness in enumerate(ways):
            if number >= LOOKED_AT and (decided or number >= UNDECIDED or found.ends() >= self.rule.at_least):
                found.more = True
                break
            effects = [self._effect(verdict, witness, a) for a in absences]
            if "beats" in effects:
                continue
            found.contradicted |= "contradicts" in effects
            found.witnesses[witness] = None
            if not all_of_them and not absences and found.ends() >= self.rule.at_least:
                break
        return found

    def _effect(self, verdict: Verdict, witness: Witness, absence: Absence) -> Literal["beats", "contradicts", "none"]:
        """What a source's word that there is none does to a witness on the day.

        It speaks of some day from `first` to `last`: in between it is certain neither that there is nor that there is
        none.
        """
        day = self.question.day
        first, last = absence_days(absence)
        news_first, news_last = self._news(witness)
        if news_last < first:  # the absence is later: it ends what persisted, and `not_yet` denies that it ever was
            return "beats" if self._denies(verdict, absence) else "none"
        if news_first > last:  # the absence is earlier: what came later cannot reach back beyond it
            return "beats" if day <= last and (absence.not_yet or day >= last) else "none"
        return "contradicts" if absence.not_yet or day >= first else "none"

    def _news(self, witness: Witness) -> tuple[int, int]:
        """The days of the news that a witness rests on: of the oldest of its relations, unless that is timeless."""
        index = self.index
        dated = [r for r in witness.relations if not index.timeless[r]] or witness.relations
        if not dated:  # the subject itself is what is needed
            return PAST, FUTURE
        return min(index.news_first[r] for r in dated), min(index.news_last[r] for r in dated)

    def _ended(self, found: _Found, settled: bool, days: Days) -> int | None:
        """The first day without, after the last on which there were enough; None where there never were."""
        if not settled:  # only those that no source denies count
            ends: dict[int, Days] = {}
            for witness in found.witnesses:
                ends[witness.end] = unite((*ends.get(witness.end, ()), *together(self.index, witness.relations)))
            days = intersect(days, covered_at_least(self.rule.at_least, ends.values()))
        last = self._last_met(days)
        return None if last is None else last + 1

    def _last_met(self, days: Days) -> int | None:
        """The last of some days before the day asked."""
        before = [min(last, self.question.day - 1) for first, last in days if first < self.question.day]
        return max(before, default=None)

    def _strength(self, verdict: Verdict, witness: Witness) -> tuple[int, int, int, tuple[int, ...]]:
        """The order of witnesses: of what is only planned, what is not yet real comes first."""
        index, relations = self.index, witness.relations
        real = all(index.modalities[r] == 0 for r in relations) if verdict == "planned" else False
        return (real, len(relations), -min((index.independent[r] for r in relations), default=0), relations)

    def _aged(self, witness: Witness) -> bool:
        """Whether a witness is merely possible because its news is old."""
        index, day = self.index, self.question.day
        weak = [r for r in witness.relations if not index.certainly(r, day)]
        return bool(weak) and all(index.fresh_until[r] < day for r in weak)
