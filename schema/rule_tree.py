"""Rules as a frozen tree: subjects, objects, conditions, and the pattern that is needed.

Patterns are strung into chains; ends are compared by tests; only conditions on subjects may be negated.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import Literal

import msgspec

from schema.dates import FUTURE, PAST, parse
from schema.statements import Texts

Scalar = str | int | float | bool
Direction = Literal["out", "in", "any"]

BACK: dict[Direction, Direction] = {"out": "in", "in": "out", "any": "any"}


class _Strict(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    pass


class Between(_Strict, frozen=True, kw_only=True):
    """A date of an entity lies between two days, both included; each as in a `Step`."""

    since: str | None = None
    until: str | None = None


class Size(_Strict, frozen=True, kw_only=True):
    """A number of an entity is at least, or at most, as large; both included."""

    least: float | None = None
    most: float | None = None


class Shares(_Strict, frozen=True, kw_only=True):
    """An entity and another (`with`: `subject`, `object` or an id) have relations to one and the same third."""

    relation: tuple[str, ...]
    direction: Direction = "out"
    with_: str = msgspec.field(name="with", default="subject")

    @property
    def chain(self) -> Chain:
        """The way from the entity over the third to the other."""
        return _shared(self)


class Compared(_Strict, frozen=True, kw_only=True):
    """What attributes must be. All that is given must hold.

    `attributes`: one of the values, or a list with one of them; `attributes_not`: none of them (an attribute that is
    missing passes). `dates` and `numbers` compare attributes, too (one that is missing does not pass).
    """

    attributes: dict[str, tuple[Scalar, ...]] = {}
    attributes_not: dict[str, tuple[Scalar, ...]] = {}
    dates: dict[str, Between] = {}
    numbers: dict[str, Size] = {}

    @property
    def compared(self) -> tuple[str, ...]:
        """The attributes that are compared."""
        return (*self.attributes, *self.attributes_not, *self.dates, *self.numbers)


NOTHING = Compared()
"""No attribute matters."""


class Test(Compared, frozen=True, kw_only=True):
    """What an entity at the end of a step must be: its attributes and what follows. All that is given must hold.

    `is`, `is_not`: one of, or none of, `subject`, `object` and ids. `inside`: on the day it lies in, governs, applies
    to or is part of that one, at any depth. `abroad_from`: it lies in another country than one of that one.
    `shares`: a common neighbour.
    """

    types: tuple[str, ...] = ()
    not_types: tuple[str, ...] = ()
    subtypes: tuple[str, ...] = ()
    is_: str | tuple[str, ...] | None = msgspec.field(name="is", default=None)
    is_not: str | tuple[str, ...] | None = None
    inside: str | None = None
    abroad_from: str | None = None
    shares: Shares | None = None

    @property
    def references(self) -> tuple[str, ...]:
        """What an entity is compared with: `subject`, `object` and ids."""
        named = (*several(self.is_), *several(self.is_not), self.inside, self.abroad_from)
        return tuple(n for n in (*named, self.shares.with_ if self.shares else None) if n is not None)

    def without(self, *words: str) -> Test:
        """What it asks apart from comparisons with what these words (`subject`, `object`) stand for."""
        return msgspec.structs.replace(
            self,
            is_=None if {*words} & {*several(self.is_)} else self.is_,
            is_not=tuple(r for r in several(self.is_not) if r not in words) or None,
            inside=None if self.inside in words else self.inside,
            abroad_from=None if self.abroad_from in words else self.abroad_from,
            shares=None if self.shares and self.shares.with_ in words else self.shares,
        )

    @property
    def leans(self) -> bool:
        """Whether it depends on other relations than the one that leads there whether an entity passes it."""
        return self.inside is not None or self.abroad_from is not None or self.shares is not None

    @property
    def is_temporal(self) -> bool:
        """Whether an entity may pass it on one day and not on another."""
        return bool(self.compared) or self.inside is not None or self.abroad_from is not None


class Step(_Strict, frozen=True, kw_only=True, tag="step"):
    """One relation of one of the types, walked from source to target (`out`), back (`in`) or either way (`any`).

    `since` and `until` name a parameter, a date, or a time before the day asked (`P5Y`, `P1Y6M`): then the relation, an
    event, happened on or after that day, on or before it. `says`: what the relation says of itself.
    """

    relation: tuple[str, ...]
    direction: Direction = "out"
    to: Test = Test()
    since: str | None = None
    until: str | None = None
    says: Compared = NOTHING


class Alternatives(_Strict, frozen=True, kw_only=True, tag="any"):
    """One of several chains."""

    any: tuple[tuple[Part, ...], ...]


class Repeat(_Strict, frozen=True, kw_only=True, tag="repeat"):
    """A chain again and again, `least` to `most` times; `to` tests where it ends.

    No round ends where another one did, or where the first began.
    """

    repeat: tuple[Part, ...]
    least: int = 0
    most: int = 6
    to: Test = Test()


class Also(_Strict, frozen=True, kw_only=True, tag="also"):
    """A chain that must start here, too; the way goes on from here, not from where that chain ends."""

    also: tuple[Part, ...]


Part = Step | Alternatives | Repeat | Also
Chain = tuple[Part, ...]


class Condition(_Strict, frozen=True, kw_only=True):
    """A chain that must start at the subject and end at `at_least` different entities; with `negated` it must not."""

    chain: Chain
    negated: bool = False
    at_least: int = 1


class Subjects(_Strict, frozen=True, kw_only=True):
    """Whom a rule asks about: entities that pass the test; collectives that are no stepping stones never do.

    `since` and `until` (dates): the first and the last day on which the rule asks about them, and who existed then.
    """

    test: Test
    where: tuple[Condition, ...] = ()
    since: str | None = None
    until: str | None = None

    @property
    def days(self) -> tuple[int, int]:
        """The first and the last day on which the rule asks about them."""
        since, until = (parse(d).start if d else None for d in (self.since, self.until))
        return (since.first if since else PAST, until.last if until else FUTURE)


class Objects(_Strict, frozen=True, kw_only=True):
    """For pairs: the entities at the end of `chain` from the subject that pass the test."""

    test: Test
    chain: Chain


class Parameter(_Strict, frozen=True, kw_only=True):
    """A parameter of a question under the rule: a date."""

    name: str
    label: Texts


class Proof(_Strict, frozen=True, kw_only=True):
    """What proves absence, besides a source's word that names the rule.

    `rules`: such a word under one of these rules. `zero`: a figure of exactly nothing of one of these indicators.
    """

    rules: tuple[str, ...] = ()
    zero: tuple[str, ...] = ()


class Rule(_Strict, frozen=True, kw_only=True):
    """`subjects` need `needs`, ending at `at_least` different entities.

    `legal_basis`: the id of an instrument; the rule binds while it is in force.
    """

    id: str
    title: Texts
    explain: Texts
    subjects: tuple[Subjects, ...]
    objects: Objects | None = None
    needs: Chain
    at_least: int = 1
    indicators: tuple[str, ...] = ()
    parameters: tuple[Parameter, ...] = ()
    legal_basis: str | None = None
    absence: Proof = Proof()


def parts(chain: Chain, place: str = "") -> Iterator[tuple[str, Part]]:
    """Every part of a chain and its place, those inside alternatives, repetitions and side ways included."""
    for number, part in enumerate(chain):
        here = f"{place}[{number}]"
        yield here, part
        if isinstance(part, Alternatives):
            for way, inner in enumerate(part.any):
                yield from parts(inner, f"{here}.any[{way}]")
        elif isinstance(part, Repeat):
            yield from parts(part.repeat, f"{here}.repeat")
        elif isinstance(part, Also):
            yield from parts(part.also, f"{here}.also")


def tests_of(chain: Chain) -> list[Test]:
    """Every test of a chain."""
    return [part.to for _, part in parts(chain) if isinstance(part, Step | Repeat)]


def is_timed(objects: Objects) -> bool:
    """Whether what the objects are depends on a limit of time."""
    steps = [part for _, part in parts(objects.chain) if isinstance(part, Step)]
    limited = any(step.since or step.until or step.says.dates for step in steps)
    return limited or any(test.dates for test in (objects.test, *tests_of(objects.chain)))


def references(rule: Rule) -> set[str]:
    """The ids of entities that a rule names."""
    named = {reference for test in all_tests(rule) for reference in test.references}
    return (named | ({rule.legal_basis} if rule.legal_basis else set())) - {"subject", "object"}


def subjects_at(rule: Rule) -> Iterator[tuple[str, Subjects]]:
    """The subjects of a rule and the place of each in its file."""
    for number, subjects in enumerate(rule.subjects):
        yield (f"subject[{number}]" if len(rule.subjects) > 1 else "subject"), subjects


def parts_at(rule: Rule) -> Iterator[tuple[str, Part]]:
    """Every part of every chain of a rule, with its place in the file."""
    yield from parts(rule.needs, "needs")
    for place, subjects in subjects_at(rule):
        for number, condition in enumerate(subjects.where):
            yield from parts(condition.chain, f"{place}.where[{number}].chain")
    if rule.objects:
        yield from parts(rule.objects.chain, "object.chain")


def tests_at(rule: Rule) -> Iterator[tuple[str, Test]]:
    """Every test of a rule, with its place in the file."""
    for place, subjects in subjects_at(rule):
        yield place, subjects.test
    if rule.objects:
        yield "object", rule.objects.test
    for place, part in parts_at(rule):
        if isinstance(part, Step | Repeat):
            yield f"{place}.to", part.to


def all_parts(rule: Rule) -> list[Part]:
    """Every part of every chain of a rule."""
    return [part for _, part in parts_at(rule)]


def all_tests(rule: Rule) -> list[Test]:
    """Every test of a rule."""
    return [test for _, test in tests_at(rule)]


def several(references: str | tuple[str, ...] | None) -> tuple[str, ...]:
    """What `is` and `is_not` name, as a tuple."""
    return (references,) if isinstance(references, str) else references or ()


@functools.lru_cache(maxsize=256)
def _shared(shares: Shares) -> Chain:
    there = Step(relation=shares.relation, direction=shares.direction)
    back = Step(relation=shares.relation, direction=BACK[shares.direction], to=Test(is_=shares.with_))
    return (there, back)
