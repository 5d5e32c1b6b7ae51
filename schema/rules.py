"""Rules as files: who needs what, read from TOML into a frozen tree and checked against the vocabulary.

A rule has subjects (and, for pairs, objects), conditions under which it binds, and a pattern that must be found:
`schema.rule_tree` says what each field means, `docs/rules.md` how to write one.
"""

from __future__ import annotations

import functools
import hashlib
import importlib.resources
import re
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

from schema.errors import RuleError
from schema.rule_checks import MOST_REPEATS, near_ids, of_all, problems
from schema.rule_shape import KINDS, faults, text_faults, top_faults
from schema.rule_tree import (
    Also,
    Alternatives,
    Chain,
    Condition,
    Objects,
    Parameter,
    Part,
    Repeat,
    Rule,
    Step,
    Subjects,
    Test,
    all_parts,
    all_tests,
    is_timed,
    references,
)
from schema.vocabulary import Vocabulary
from schema.vocabulary import bundled as bundled_vocabulary

__all__ = [
    "MOST_REPEATS", "Also", "Alternatives", "Chain", "Condition", "Objects", "Parameter", "Part", "Repeat", "Rule",
    "Step", "Subjects", "Test", "all_parts", "all_tests", "bundled", "digest", "is_timed", "near_ids",
    "read", "read_folder", "references", "with_folder",
]  # fmt: skip

_LISTS = ("types", "not_types", "subtypes")
_VALUES = ("attributes", "attributes_not")
_BARE_DATE = re.compile(r"=\s*\d{4}-")


def read(text: str, vocabulary: Vocabulary, name: str = "rule") -> Rule:
    """A rule from its TOML, checked against a vocabulary.

    Raises:
        RuleError: with the place in the file (`name`: path) and what was expected.
    """
    try:
        return _read(_toml(text.removeprefix("\ufeff"), name), vocabulary, name)
    except RecursionError as error:
        raise RuleError(f"{name}: expected chains that are not nested beyond all measure") from error


def _read(raw: dict[str, Any], vocabulary: Vocabulary, name: str) -> Rule:
    if found := top_faults(raw):
        raise RuleError(f"{name}: {'; '.join(found)}")
    subject = raw.pop("subject", None)
    several = subject if isinstance(subject, list) else [subject]
    objects = raw.pop("object", None)
    body: dict[str, Any] = {
        **_listed(raw, ("indicators",)),
        "needs": _chain(raw.get("needs"), name, "needs"),
        "subjects": [
            _subjects(s, name, f"subject[{i}]" if len(several) > 1 else "subject") for i, s in enumerate(several)
        ],
    }
    if isinstance(raw.get("absence"), Mapping):
        body["absence"] = _listed(raw["absence"], ("rules", "zero"))
    if objects is not None:
        table = _table(objects, name, "object")
        body["objects"] = {"chain": _chain(table.pop("chain", None), name, "object.chain"), "test": _test(table)}
    try:
        rule = msgspec.convert(body, Rule)
    except msgspec.ValidationError as error:
        raise RuleError(f"{name}: {'; '.join(faults(body)) or error}") from error
    found = [
        f for place, texts in (("title", rule.title), ("explain", rule.explain)) for f in text_faults(place, texts)
    ]
    found += problems(rule, vocabulary)
    if found:
        raise RuleError(f"{name}: {'; '.join(found)}")
    return rule


def read_folder(folder: Path, vocabulary: Vocabulary) -> tuple[Rule, ...]:
    """The rules in the `.toml` files of a folder, by file name.

    Raises:
        RuleError: the folder or a file cannot be read; all files that are wrong, a line each.
    """
    return tuple(_read_files(folder, vocabulary).values())


def with_folder(folder: str | None) -> tuple[Rule, ...]:
    """The bundled rules, and those of a folder where one is named.

    Raises:
        RuleError: files are wrong, or have the id of another rule, or refer to none; each has a line.
    """
    if not folder:
        return bundled()
    added = _read_files(Path(folder), bundled_vocabulary())
    together = (*bundled(), *added.values())
    found = list(of_all(together, [*(f"the rule {r.id} that comes with the program" for r in bundled()), *added]))
    if found:
        raise RuleError("\n".join(found))
    return together


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


def _read_files(folder: Path, vocabulary: Vocabulary) -> dict[str, Rule]:
    """The rules in the files of a folder, by path."""
    try:
        files = sorted(p for p in folder.iterdir() if p.suffix == ".toml")
    except OSError as error:
        raise RuleError(f"{folder}: {error.strerror or error}: expected a folder of rule files") from error
    rules: dict[str, Rule] = {}
    wrong = []
    for file in files:
        try:
            rules[str(file)] = read(file.read_text(encoding="utf-8"), vocabulary, str(file))
        except RuleError as error:
            wrong.append(str(error))
        except (OSError, UnicodeError) as error:
            wrong.append(f"{file}: expected a text in UTF-8: {error}")
    if wrong:
        raise RuleError("\n".join(wrong))
    return rules


def _toml(text: str, name: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"at line (\d+)", str(error))
        line = text.splitlines()[int(place[1]) - 1] if place else ""
        hint = " (dates stand in quotes)" if _BARE_DATE.search(line) else ""
        raise RuleError(f"{name}: not TOML: {error}{hint}") from error


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
    chains = [{**condition, "chain": _chain(condition.get("chain"), name, f"{at}.chain")} for condition, at in where]
    return {**subjects, "where": chains, "test": _test(test)}


def _listed(raw: Mapping[str, Any], names: Sequence[str]) -> dict[str, Any]:
    """A table in which a single text stands for a list of one."""
    return {k: [v] if k in names and isinstance(v, str) else v for k, v in raw.items()}


def _test(raw: Mapping[str, Any]) -> dict[str, Any]:
    """A test as the file has it: a single value stands for a list of one."""
    test: dict[str, Any] = {}
    for key, value in _listed(raw, _LISTS).items():
        if key in _VALUES and isinstance(value, Mapping):
            test[key] = {k: v if isinstance(v, list) else [v] for k, v in value.items()}
        elif key == "shares" and isinstance(value, Mapping):
            test[key] = _listed(value, ("relation",))
        else:
            test[key] = value
    return test


def _chain(raw: object, name: str, path: str) -> list[dict[str, Any]]:
    if not isinstance(raw, list) or not raw:
        hint = f" ([[{path}]], not [{path}])" if path == "needs" and isinstance(raw, Mapping) else ""
        raise RuleError(f"{name}: {path}: expected a chain, a list of at least one step{hint}")
    return [_part(part, name, f"{path}[{i}]") for i, part in enumerate(raw)]


def _part(raw: object, name: str, path: str) -> dict[str, Any]:
    part = _table(raw, name, path)
    if "type" in part:
        raise RuleError(f"{name}: {path}.type: expected types, inside to")
    if sum(kind in part for kind in KINDS) != 1:
        raise RuleError(f"{name}: {path}: expected one of {', '.join(KINDS)}")
    if "to" in part:
        part["to"] = _test(_table(part["to"], name, f"{path}.to"))
    if "says" in part:
        part["says"] = _test(_table(part["says"], name, f"{path}.says"))
    if "relation" in part:
        return {**_listed(part, ("relation",)), "type": "step"}
    if "any" in part:
        chains = part["any"]
        if not isinstance(chains, list) or not chains:
            raise RuleError(f"{name}: {path}.any: expected a list of chains")
        return {**part, "type": "any", "any": [_chain(c, name, f"{path}.any[{i}]") for i, c in enumerate(chains)]}
    kind = "repeat" if "repeat" in part else "also"
    return {**part, "type": kind, kind: _chain(part[kind], name, f"{path}.{kind}")}
