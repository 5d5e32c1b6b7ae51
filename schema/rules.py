"""Rules: who needs what, as a frozen tree read from TOML.

A rule has subjects (and, for pairs, objects), conditions under which it binds, and a pattern that must be found. The
patterns are steps along relations, alternatives and repetitions, strung into chains; ends are compared by tests. Only
conditions on subjects may be negated. Nothing here knows a type by name: names are checked against the vocabulary.
"""

from __future__ import annotations

import functools
import hashlib
import importlib.resources
import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal

import msgspec

from schema.edtf import FUTURE, PAST, parse
from schema.errors import EdtfError, RuleError
from schema.names import is_entity_id
from schema.statements import Texts
from schema.vocabulary import Vocabulary
from schema.vocabulary import bundled as bundled_vocabulary

Scalar = str | int | float | bool


class _Strict(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    pass


class Test(_Strict, frozen=True, kw_only=True):
    """What an entity at the end of a step must be. All that is given must hold.

    `is`, `is_not`: `subject`, `object` or an id. `inside`: it lies in, governs, applies to or is part of that one,
    at any depth. `abroad_from`: it lies in another country than that one. `attributes`: one of the values;
    `attributes_not`: none of them (an attribute that is missing passes).
    """

    types: tuple[str, ...] = ()
    not_types: tuple[str, ...] = ()
    subtypes: tuple[str, ...] = ()
    attributes: dict[str, tuple[Scalar, ...]] = {}
    attributes_not: dict[str, tuple[Scalar, ...]] = {}
    is_: str | None = msgspec.field(name="is", default=None)
    is_not: str | None = None
    inside: str | None = None
    abroad_from: str | None = None


class Step(_Strict, frozen=True, kw_only=True, tag="step"):
    """One relation of one of the types, walked from source to target (`out`), back (`in`) or either way (`any`).

    `since` names a parameter or is a date: then the relation, an event, happened on or after it.
    """

    relation: tuple[str, ...]
    direction: Literal["out", "in", "any"] = "out"
    to: Test = Test()
    since: str | None = None


class Alternatives(_Strict, frozen=True, kw_only=True, tag="any"):
    """One of several chains."""

    any: tuple[tuple[Part, ...], ...]


class Repeat(_Strict, frozen=True, kw_only=True, tag="repeat"):
    """A chain again and again, `least` to `most` times, over entities that do not recur; `to` tests where it ends."""

    repeat: tuple[Part, ...]
    least: int = 0
    most: int = 6
    to: Test = Test()


Part = Step | Alternatives | Repeat
Chain = tuple[Part, ...]


class Condition(_Strict, frozen=True, kw_only=True):
    """A chain that must (or with `negated` must not) start at the subject."""

    chain: Chain
    negated: bool = False


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


class Rule(_Strict, frozen=True, kw_only=True):
    """`subjects` need `needs`, ending at `at_least` different entities."""

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


MOST_REPEATS = 12
_ID = re.compile(r"^[a-z0-9]+(-[a-z0-9]+)*$")


def read(text: str, vocabulary: Vocabulary, name: str = "rule") -> Rule:
    """A rule from its TOML, checked against a vocabulary.

    Raises:
        RuleError: with the place in the file (`name`: path) and what was expected.
    """
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise RuleError(f"{name}: not TOML: {error}") from error
    subject = raw.pop("subject", None)
    several = subject if isinstance(subject, list) else [subject]
    objects = raw.pop("object", None)
    body: dict[str, Any] = {
        **raw,
        "needs": _chain(raw.get("needs"), name, "needs"),
        "subjects": [
            _subjects(s, name, f"subject[{i}]" if len(several) > 1 else "subject") for i, s in enumerate(several)
        ],
    }
    if objects is not None:
        table = _table(objects, name, "object")
        body["objects"] = {"chain": _chain(table.pop("chain", None), name, "object.chain"), "test": _test(table)}
    try:
        rule = msgspec.convert(body, Rule)
    except msgspec.ValidationError as error:
        raise RuleError(f"{name}: {error}") from error
    problems = list(_problems(rule, vocabulary))
    if problems:
        raise RuleError(f"{name}: {'; '.join(problems)}")
    return rule


def digest(rules: Sequence[Rule]) -> str:
    """SHA-256 of the rules, whatever their order, hexadecimal."""
    bodies = sorted(msgspec.json.encode(r, order="sorted") for r in rules)
    return hashlib.sha256(b"\n".join(bodies)).hexdigest()


@functools.cache
def bundled() -> tuple[Rule, ...]:
    """The rules that come with the program, by id."""
    folder = importlib.resources.files("schema").joinpath("data/rules")
    files = sorted((f for f in folder.iterdir() if f.name.endswith(".toml")), key=lambda f: f.name)
    return tuple(read(f.read_text(encoding="utf-8"), bundled_vocabulary(), f.name) for f in files)


def _table(raw: object, name: str, path: str) -> dict[str, Any]:
    if not isinstance(raw, Mapping):
        raise RuleError(f"{name}: {path}: expected a table")
    return dict(raw)


def _subjects(raw: object, name: str, path: str) -> dict[str, Any]:
    test = _table(raw, name, path)
    subjects: dict[str, Any] = {key: test.pop(key) for key in ("since", "until") if key in test}
    conditions = test.pop("where", [])
    if not isinstance(conditions, list):
        raise RuleError(f"{name}: {path}.where: expected a list of conditions")
    where = [(_table(c, name, f"{path}.where[{i}]"), f"{path}.where[{i}]") for i, c in enumerate(conditions)]
    chains = [{**condition, "chain": _chain(condition.get("chain"), name, at)} for condition, at in where]
    return {**subjects, "where": chains, "test": _test(test)}


def _test(raw: Mapping[str, Any]) -> dict[str, Any]:
    """A test as the file has it: a single value stands for a list of one."""
    test: dict[str, Any] = {}
    for key, value in raw.items():
        if key in ("types", "not_types", "subtypes") and isinstance(value, str):
            test[key] = [value]
        elif key in ("attributes", "attributes_not") and isinstance(value, Mapping):
            test[key] = {k: v if isinstance(v, list) else [v] for k, v in value.items()}
        else:
            test[key] = value
    return test


def _chain(raw: object, name: str, path: str) -> list[dict[str, Any]]:
    if not isinstance(raw, list) or not raw:
        raise RuleError(f"{name}: {path}: expected a chain, a list of at least one step")
    return [_part(part, name, f"{path}[{i}]") for i, part in enumerate(raw)]


def _part(raw: object, name: str, path: str) -> dict[str, Any]:
    part = _table(raw, name, path)
    if "to" in part:
        part["to"] = _test(_table(part["to"], name, f"{path}.to"))
    if "relation" in part:
        relation = part["relation"]
        return {**part, "type": "step", "relation": [relation] if isinstance(relation, str) else relation}
    if "any" in part:
        chains = part["any"] if isinstance(part["any"], list) else []
        return {**part, "type": "any", "any": [_chain(c, name, f"{path}.any[{i}]") for i, c in enumerate(chains)]}
    if "repeat" in part:
        return {**part, "type": "repeat", "repeat": _chain(part["repeat"], name, f"{path}.repeat")}
    raise RuleError(f"{name}: {path}: expected one of relation, any, repeat")


def parts(chain: Chain) -> Iterable[Part]:
    """Every part of a chain, those inside alternatives and repetitions included."""
    for part in chain:
        yield part
        if isinstance(part, Alternatives):
            for inner in part.any:
                yield from parts(inner)
        elif isinstance(part, Repeat):
            yield from parts(part.repeat)


def _problems(rule: Rule, vocabulary: Vocabulary) -> Iterable[str]:
    if not _ID.match(rule.id):
        yield f"id {rule.id!r}: expected lower-case words joined by hyphens"
    for what, texts in (("title", rule.title), ("explain", rule.explain)):
        if not {"vi", "en"} <= set(texts):
            yield f"{what}: expected vi and en"
    if rule.at_least < 1:
        yield "at_least: expected 1 or more"
    for subjects in rule.subjects:
        if not subjects.test.types:
            yield "subject: expected types"
        for date in (subjects.since, subjects.until):
            if date is not None and not _is_date(date):
                yield f"subject: {date!r}: expected a date"
    for indicator in rule.indicators:
        if not vocabulary.indicator(indicator):
            yield f"unknown indicator {indicator}"
    parameters = {p.name for p in rule.parameters}
    for part in all_parts(rule):
        yield from _part_problems(part, vocabulary, parameters)
    for test in all_tests(rule):
        yield from _test_problems(test, rule, vocabulary)


def all_parts(rule: Rule) -> list[Part]:
    """Every part of every chain of a rule."""
    conditions = (c.chain for subjects in rule.subjects for c in subjects.where)
    chains = [rule.needs, *conditions, *([rule.objects.chain] if rule.objects else [])]
    return [part for chain in chains for part in parts(chain)]


def all_tests(rule: Rule) -> list[Test]:
    """Every test of a rule."""
    tests = [*(s.test for s in rule.subjects), *([rule.objects.test] if rule.objects else [])]
    return tests + [part.to for part in all_parts(rule) if isinstance(part, Step | Repeat)]


def _part_problems(part: Part, vocabulary: Vocabulary, parameters: set[str]) -> Iterable[str]:
    if isinstance(part, Step):
        yield from (f"unknown relation type {r}" for r in part.relation if not vocabulary.relation_type(r))
        if part.since and part.since not in parameters and not _is_date(part.since):
            yield f"since = {part.since!r}: expected a parameter of the rule or a date"
    elif isinstance(part, Repeat) and not 0 <= part.least <= part.most <= MOST_REPEATS:
        yield f"repeat {part.least} to {part.most}: expected 0 <= least <= most <= {MOST_REPEATS}"


def _test_problems(test: Test, rule: Rule, vocabulary: Vocabulary) -> Iterable[str]:
    names = (*test.types, *test.not_types)
    yield from (f"unknown entity type {t}" for t in names if not vocabulary.entity_type(t))
    for reference in (test.is_, test.is_not, test.inside, test.abroad_from):
        if reference == "object" and not rule.objects:
            yield "object is compared with, but the rule has none"
        if reference and reference not in ("subject", "object") and not is_entity_id(reference):
            yield f"{reference!r}: expected subject, object or an entity's id"


def _is_date(text: str) -> bool:
    try:
        parse(text)
    except EdtfError:
        return False
    return True
