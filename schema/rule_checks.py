"""What may be wrong with a rule that is well formed: each fault with its place in the file."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterable, Iterator, Sequence

from schema.dates import FUTURE, PAST, add_years, parse
from schema.errors import EdtfError
from schema.names import is_entity_id
from schema.rule_tree import (
    Part,
    Repeat,
    Rule,
    Step,
    Test,
    parts_at,
    subjects_at,
    tests_at,
)
from schema.vocabulary import Vocabulary

MOST_REPEATS = 12
_ID = re.compile(r"^[a-z0-9]+(-[a-z0-9]+)*$")
_NAME = re.compile(r"^[a-z]\w*$")
_BEFORE = re.compile(r"^P(\d{1,3})Y$")
_NEAR = 0.8
"""How like a known subtype another must be to be taken for a slip."""


def problems(rule: Rule, vocabulary: Vocabulary) -> Iterator[str]:
    """The faults of a rule: names that the vocabulary lacks, dates that are none, references to nothing."""
    if not _ID.match(rule.id):
        yield f"id {rule.id!r}: expected lower-case words joined by hyphens"
    for what, texts in (("title", rule.title), ("explain", rule.explain)):
        if not {"vi", "en"} <= set(texts):
            yield f"{what}: expected vi and en"
    if rule.at_least < 1:
        yield "at_least: expected 1 or more"
    if rule.legal_basis is not None and not is_entity_id(rule.legal_basis):
        yield f"legal_basis {rule.legal_basis!r}: expected the id of an instrument"
    for place, indicators in (("indicators", rule.indicators), ("absence.zero", rule.absence.zero)):
        yield from (f"{place}: unknown indicator {i}" for i in indicators if not vocabulary.indicator(i))
    for name in rule.indicators:
        known = vocabulary.indicator(name)
        if known and not known.counts:  # with which nothing recorded could be set beside it
            yield f"indicators: {name}: expected an indicator that says what it counts"
    parameters = [p.name for p in rule.parameters]
    for number, parameter in enumerate(rule.parameters):
        yield from _of_parameter(f"parameters[{number}]", parameter.name, parameter.label, parameters)
    yield from _of_subjects(rule)
    for place, part in parts_at(rule):
        yield from _of_part(place, part, vocabulary, parameters)
    for place, test in tests_at(rule):
        yield from _of_test(place, test, rule, vocabulary, parameters)


def of_all(rules: Sequence[Rule]) -> Iterator[str]:
    """The faults of rules taken together: ids that clash, references from one to another that does not exist."""
    ids = [rule.id for rule in rules]
    for name in sorted({i for i in ids if ids.count(i) > 1}):
        yield f"id {name!r}: expected an id that no other rule has"
    for rule in rules:
        for other in rule.absence.rules:
            if other not in ids:
                yield f"{rule.id}: absence.rules: unknown rule {other}"


def first_day(text: str, parameters: dict[str, int], day: int) -> int | None:
    """The first day that a limit of time means: a date, years before the day asked, or a parameter."""
    if found := _BEFORE.match(text):
        return add_years(day, -int(found[1]))
    if text[0].isdigit():
        start = parse(text).start
        return start.first if start else None
    return parameters.get(text)


def last_day(text: str, parameters: dict[str, int], day: int) -> int | None:
    """The last day that a limit of time means."""
    if text[0].isdigit():
        end = parse(text).end
        return end.last if end else None
    return first_day(text, parameters, day)


def years_before(text: str) -> int | None:
    """The years of a time before the day asked; None for anything else."""
    found = _BEFORE.match(text)
    return int(found[1]) if found else None


def _of_parameter(place: str, name: str, label: Collection[str], names: Sequence[str]) -> Iterator[str]:
    if not _NAME.match(name) or names.count(name) > 1:
        yield f"{place}.name {name!r}: expected a word in lower case that no other parameter has"
    if not {"vi", "en"} <= set(label):
        yield f"{place}.label: expected vi and en"


def _of_subjects(rule: Rule) -> Iterator[str]:
    if not rule.subjects:
        yield "subject: expected a table, or several"
    for place, subjects in subjects_at(rule):
        if not subjects.test.types:
            yield f"{place}: expected types"
        if subjects.test.shares:
            yield f"{place}.shares: expected only where a step, a repetition or an object ends"
        for date in (subjects.since, subjects.until):
            if date is not None and not _is_date(date):
                yield f"{place}: {date!r}: expected a date"
        for number, condition in enumerate(subjects.where):
            if condition.at_least < 1:
                yield f"{place}.where[{number}].at_least: expected 1 or more"


def _of_part(place: str, part: Part, vocabulary: Vocabulary, parameters: Collection[str]) -> Iterator[str]:
    if isinstance(part, Step):
        yield from _of_relations(place, part.relation, vocabulary)
        yield from _of_limits(place, (part.since, part.until), parameters)
    elif isinstance(part, Repeat) and not 0 <= part.least <= part.most <= MOST_REPEATS:
        yield f"{place}: repeat {part.least} to {part.most}: expected 0 <= least <= most <= {MOST_REPEATS}"


def _of_test(place: str, test: Test, rule: Rule, vocabulary: Vocabulary, parameters: Collection[str]) -> Iterator[str]:
    names = (*test.types, *test.not_types)
    for name in names:
        if not vocabulary.entity_type(name):
            yield f"{place}: unknown entity type {name}{_near(name, [t.type for t in vocabulary.entity_types])}"
    yield from _of_subtypes(place, test, vocabulary)
    for name, between in test.dates.items():
        yield from _of_limits(f"{place}.dates.{name}", (between.since, between.until), parameters)
        if between.since is between.until is None:
            yield f"{place}.dates.{name}: expected since or until"
    for name, size in test.numbers.items():
        if size.least is size.most is None:
            yield f"{place}.numbers.{name}: expected least or most"
    if test.shares:
        yield from _of_relations(f"{place}.shares", test.shares.relation, vocabulary)
    for reference in test.references:
        if reference == "object" and not rule.objects:
            yield f"{place}: object is compared with, but the rule has none"
        if reference not in ("subject", "object") and not is_entity_id(reference):
            yield f"{place}: {reference!r}: expected subject, object or an entity's id"


def _of_relations(place: str, names: Sequence[str], vocabulary: Vocabulary) -> Iterator[str]:
    if not names:
        yield f"{place}: expected a relation type"
    for name in names:
        if not vocabulary.relation_type(name):
            yield f"{place}: unknown relation type {name}{_near(name, [t.type for t in vocabulary.relation_types])}"


def _of_subtypes(place: str, test: Test, vocabulary: Vocabulary) -> Iterator[str]:
    """Records may have subtypes that the vocabulary lacks; one that is almost like a known one is a slip."""
    known = [s for t in vocabulary.entity_types if not test.types or t.type in test.types for s in t.subtypes]
    for name in test.subtypes:
        if name not in known and difflib.get_close_matches(name, known, 1, _NEAR):
            yield f"{place}: unknown subtype {name}{_near(name, known)}"


def _of_limits(place: str, limits: Iterable[str | None], parameters: Collection[str]) -> Iterator[str]:
    for name, limit in zip(("since", "until"), limits, strict=True):
        if limit is not None and limit not in parameters and not _BEFORE.match(limit) and not _is_date(limit):
            yield (
                f"{place}: {name} = {limit!r}: expected a parameter of the rule or a date,"
                " or a time before the day asked such as P5Y"
            )


def _near(name: str, known: Sequence[str]) -> str:
    found = difflib.get_close_matches(name, known, 1, 0.6)
    return f" (perhaps {found[0]})" if found else ""


def _is_date(text: str) -> bool:
    try:
        span = parse(text)
    except EdtfError:
        return False
    ends = [end for end in (span.start, span.end) if end]
    return bool(ends) and all(end.first > PAST and end.last < FUTURE for end in ends)
