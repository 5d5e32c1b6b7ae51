"""What may be wrong with a rule that is well formed: each fault with its place in the file."""

from __future__ import annotations

import difflib
import math
import re
from collections.abc import Collection, Iterator, Sequence

from schema.limits import ends_early, is_date, is_limit
from schema.names import is_entity_id
from schema.rule_tree import Compared, Part, Repeat, Rule, Step, Test, parts_at, several, subjects_at, tests_at
from schema.vocabulary import Vocabulary

MOST_REPEATS = 12
_ID = re.compile(r"^[a-z0-9]+(-[a-z0-9]+)*$")
_NAME = re.compile(r"^[a-z][a-z0-9]*(_[a-z0-9]+)*$")
_NEAR = 0.8
"""How like a known subtype another must be to be taken for a slip."""
_BOTH = "{}: {}: expected in {} or in {}, not in both"
_FEW = 8
"""How many rules are listed where none is near."""
TAKEN = frozenset((
    "as_of", "avoid", "channel", "class", "cols", "command", "dataset", "entity", "entity_type", "from", "gaps",
    "group_by", "help", "holds", "id", "in", "k", "lang", "limit", "max_hops", "modality", "next", "out", "output",
    "parameters", "path", "relation", "rows", "rule", "rules", "run", "store", "to", "verdict", "version", "via",
))  # fmt: skip
"""Options and parameters of the questions that rules are asked with: no parameter of a rule may be called like one."""


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
    yield from _of_indicators(rule, vocabulary)
    parameters = [p.name for p in rule.parameters]
    used = {limit for _, since, until in _limits_at(rule) for limit in (since, until)}
    for number, parameter in enumerate(rule.parameters):
        yield from _of_parameter(f"parameters[{number}]", parameter.name, parameter.label, parameters)
        if parameter.name not in used:
            yield f"parameters[{number}].name {parameter.name!r}: expected a since or an until that names it"
    for place, since, until in _limits_at(rule):
        yield from _of_limits(place, since, until, parameters)
    yield from _of_subjects(rule)
    for place, part in parts_at(rule):
        yield from _of_part(place, part, vocabulary)
    for place, test in tests_at(rule):
        yield from _of_test(place, test, rule, vocabulary)


def of_all(rules: Sequence[Rule], files: Sequence[str] = ()) -> Iterator[str]:
    """The faults of rules taken together: ids that clash, references from one to another that does not exist.

    `files`: where each rule stands, by which it is called if it is given.
    """
    ids = [rule.id for rule in rules]
    places = files or ids
    for number, rule in enumerate(rules):
        if (first := ids.index(rule.id)) < number:
            yield f"{places[number]}: id {rule.id!r}: expected an id that no other rule has, but {places[first]} has it"
        for other in rule.absence.rules:
            if other not in ids:
                yield f"{places[number]}: absence.rules: unknown rule {other}{near(other, ids)}"


def near(name: str, known: Sequence[str]) -> str:
    """What was perhaps meant, as it is put behind a message."""
    found = difflib.get_close_matches(name, known, 1, 0.6)
    return f" (perhaps {found[0]})" if found else ""


def near_ids(name: str, known: Sequence[str]) -> list[str]:
    """The ids of rules that were perhaps meant by one that is none; all where they are few."""
    near_by = [i for i in known if name and name in i] or difflib.get_close_matches(name, known, 4, 0.5)
    return near_by[:4] or ([*known] if len(known) <= _FEW else [])


def _of_indicators(rule: Rule, vocabulary: Vocabulary) -> Iterator[str]:
    able = [i.id for i in vocabulary.indicators if i.counts]
    for name in rule.indicators:
        if name not in able:  # with another nothing recorded could be set beside it
            what = name if vocabulary.indicator(name) else f"unknown indicator {name}"
            yield f"indicators: {what}: expected an indicator that says what it counts, one of {', '.join(able)}"
    for name in rule.absence.zero:
        if not vocabulary.indicator(name):
            yield f"absence.zero: unknown indicator {name}{near(name, [i.id for i in vocabulary.indicators])}"


def _of_parameter(place: str, name: str, label: Collection[str], names: Sequence[str]) -> Iterator[str]:
    if not _NAME.match(name) or names.count(name) > 1:
        yield f"{place}.name {name!r}: expected a word in lower case that no other parameter has"
    if name in TAKEN:
        yield f"{place}.name {name!r}: expected a name that no option or parameter of the program has"
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
        elif "subject" in subjects.test.references:
            yield f"{place}: compares the subject with itself"
        for name, date in (("since", subjects.since), ("until", subjects.until)):
            if date is not None and not is_date(date):
                yield f"{place}: {name} = {date!r}: expected a date, such as 2016, 2016-02 or 2016-02-29"
        if ends_early(subjects.since, subjects.until):
            yield _early(place, subjects.since, subjects.until)
        for number, condition in enumerate(subjects.where):
            if condition.at_least < 1:
                yield f"{place}.where[{number}].at_least: expected 1 or more"


def _of_part(place: str, part: Part, vocabulary: Vocabulary) -> Iterator[str]:
    if isinstance(part, Step):
        yield from _of_relations(place, part.relation, vocabulary)
        yield from _of_compared(f"{place}.says", part.says)
    elif isinstance(part, Repeat):
        least, most = part.least, part.most
        if not (0 <= least <= most and 1 <= most <= MOST_REPEATS):
            yield f"{place}: repeat {least} to {most}: expected 0 <= least <= most, and 1 <= most <= {MOST_REPEATS}"


def _of_test(place: str, test: Test, rule: Rule, vocabulary: Vocabulary) -> Iterator[str]:
    names = (*test.types, *test.not_types)
    for name in names:
        if not vocabulary.entity_type(name):
            yield f"{place}: unknown entity type {name}{near(name, [t.type for t in vocabulary.entity_types])}"
    yield from _of_both(place, test)
    yield from _of_subtypes(place, test, vocabulary)
    yield from _of_compared(place, test)
    yield from _of_attributes(place, test, vocabulary)
    if test.shares:
        yield from _of_relations(f"{place}.shares", test.shares.relation, vocabulary)
    for reference in test.references:
        if reference == "object" and not rule.objects:
            yield f"{place}: object is compared with, but the rule has none"
        if reference not in ("subject", "object") and not is_entity_id(reference):
            yield f"{place}: {reference!r}: expected subject, object or an entity's id"


def _of_both(place: str, test: Test) -> Iterator[str]:
    """What is asked for and excluded at once, so that nothing passes."""
    for name in set(test.types) & set(test.not_types):
        yield _BOTH.format(place, name, "types", "not_types")
    if test.is_ and {*several(test.is_)} <= {*several(test.is_not)}:
        yield _BOTH.format(place, ", ".join(several(test.is_)), "is", "is_not")
    if test.inside is not None and test.inside == test.abroad_from:
        yield _BOTH.format(place, test.inside, "inside", "abroad_from")


def _of_compared(place: str, compared: Compared) -> Iterator[str]:
    for name, values in compared.attributes.items():
        if {*values} <= {*compared.attributes_not.get(name, ())}:
            yield _BOTH.format(place, name, "attributes", "attributes_not")
    for name, between in compared.dates.items():
        if between.since is between.until is None:
            yield f"{place}.dates.{name}: expected since or until"
    for name, size in compared.numbers.items():
        if not all(math.isfinite(n) for n in (size.least, size.most) if n is not None):
            yield f"{place}.numbers.{name}: expected numbers that are finite"
        elif size.least is size.most is None:
            yield f"{place}.numbers.{name}: expected least or most"
        elif size.least is not None and size.most is not None and size.least > size.most:
            yield f"{place}.numbers.{name}: least {size.least:g} is above most {size.most:g}: expected no more"


def _of_attributes(place: str, test: Test, vocabulary: Vocabulary) -> Iterator[str]:
    """Attributes that are almost like known ones are slips; of known ones the values are known, too."""
    known = {a.name: a for a in vocabulary.attributes}
    for name in test.compared:
        if name not in known and difflib.get_close_matches(name, known, 1, _NEAR):
            yield f"{place}: unknown attribute {name}{near(name, [*known])}"
    for name, values in (*test.attributes.items(), *test.attributes_not.items()):
        choices = known[name].choices if name in known else ()
        for value in values:
            if choices and value not in choices:
                yield f"{place}: {name} = {value!r}: expected one of {', '.join(choices)}"
    for compared, kind in ((test.dates, "date"), (test.numbers, "number")):
        for name in compared:
            if name in known and known[name].value != kind:
                yield f"{place}: {name}: expected a {kind}, but it is a {known[name].value}"


def _of_relations(place: str, names: Sequence[str], vocabulary: Vocabulary) -> Iterator[str]:
    if not names:
        yield f"{place}: expected a relation type"
    for name in names:
        if not vocabulary.relation_type(name):
            yield f"{place}: unknown relation type {name}{near(name, [t.type for t in vocabulary.relation_types])}"


def _of_subtypes(place: str, test: Test, vocabulary: Vocabulary) -> Iterator[str]:
    """Records may have subtypes that the vocabulary lacks; one that is almost like a known one is a slip."""
    known = [s for t in vocabulary.entity_types if not test.types or t.type in test.types for s in t.subtypes]
    for name in test.subtypes:
        if name not in known and difflib.get_close_matches(name, known, 1, _NEAR):
            yield f"{place}: unknown subtype {name}{near(name, known)}"


def _limits_at(rule: Rule) -> Iterator[tuple[str, str | None, str | None]]:
    """Every pair of limits of time in a rule that may name a parameter, with its place."""
    for place, part in parts_at(rule):
        if isinstance(part, Step):
            yield place, part.since, part.until
            for name, between in part.says.dates.items():
                yield f"{place}.says.dates.{name}", between.since, between.until
    for place, test in tests_at(rule):
        for name, between in test.dates.items():
            yield f"{place}.dates.{name}", between.since, between.until


def _of_limits(place: str, since: str | None, until: str | None, parameters: Collection[str]) -> Iterator[str]:
    for name, limit in (("since", since), ("until", until)):
        if limit is not None and not is_limit(limit, parameters):
            yield (
                f"{place}: {name} = {limit!r}: expected a parameter of the rule, or a date (2016, 2016-02, 2016-02-29),"
                " or a time before the day asked (P5Y, P6M, P1Y6M, P2W, P10D, and P0D for that day itself)"
            )
    if ends_early(since, until, parameters):
        yield _early(place, since, until)


def _early(place: str, since: str | None, until: str | None) -> str:
    return f"{place}: since {since} is after until {until}: expected no later"
