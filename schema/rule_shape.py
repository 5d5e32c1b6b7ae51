"""What is wrong with the shape of a rule file: unknown, missing and misplaced fields, and values of another kind.

It is looked for only where a file is refused: everything is said at once, with its place in the file and in the words
of whoever wrote it.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from schema.rule_checks import near
from schema.rule_tree import Repeat, Rule, Step, Test
from schema.statements import LANGUAGES

FIELDS = (
    "id", "title", "explain", "subject", "object", "needs", "at_least", "indicators", "parameters", "legal_basis",
    "absence",
)  # fmt: skip
"""What a rule file has at its top."""
KINDS = ("relation", "any", "repeat", "also")
"""What a part of a chain has one of."""
_ABOVE = ("id", "at_least", "legal_basis", "indicators")
_TEXTS = ("title", "explain", "label")
_IN_FILE = {"subjects": "subject", "objects": "object"}
_SHORT = 40


def unknown(place: str, name: str, known: Sequence[str]) -> str:
    """What is said of a field that has no place where it stands."""
    where = f"{place}.{name}" if place else name
    if place and name in _ABOVE and not place.endswith(".to"):
        return f"{where}: expected at the top of the file, before the first table"
    return f"{where}: unknown field{near(name, known)}"


def top_faults(raw: Mapping[str, Any]) -> list[str]:
    """The tables and fields of a file that no rule has."""
    return [
        f"unknown table [{name}]{near(name, FIELDS)}"
        if isinstance(raw[name], dict | list)
        else unknown("", name, FIELDS)
        for name in raw
        if name not in FIELDS
    ]


def text_faults(place: str, texts: Mapping[str, Any]) -> list[str]:
    """The fields of a table of texts that are no languages."""
    return [unknown(place, name, LANGUAGES) for name in texts if name not in LANGUAGES]


def faults(body: Mapping[str, Any]) -> list[str]:
    """What is wrong with the body of a rule, as it is converted to the tree."""
    import msgspec.inspect

    return list(_Shapes(msgspec.inspect, single=len(body["subjects"]) == 1).of(body, msgspec.inspect.type_info(Rule)))


class _Shapes:
    """Compares values with the types of the tree."""

    def __init__(self, inspect: Any, *, single: bool) -> None:
        """`single`: whether there is one table of subjects, so that no place is numbered."""
        self._types = inspect
        self._single = single

    def of(self, value: Any, kind: Any, place: str = "", also: Sequence[str] = ()) -> Iterator[str]:
        """The faults of a value and of what is in it. `also`: what the same table may have besides."""
        types = self._types
        if isinstance(kind, types.UnionType):
            yield from self._union(value, kind, place)
        elif isinstance(kind, types.StructType) and isinstance(value, Mapping):
            yield from self._struct(value, kind, place, also)
        elif isinstance(kind, types.VarTupleType) and isinstance(value, list | tuple):
            for number, item in enumerate(value):
                numbered = place != "subject" or not self._single
                yield from self.of(item, kind.item_type, f"{place}[{number}]" if numbered else place)
        elif isinstance(kind, types.DictType) and isinstance(value, Mapping):
            texts = place.rpartition(".")[2] in _TEXTS
            wrong = {n: unknown(place, n, LANGUAGES) for n in value if texts and n not in LANGUAGES}
            for name, item in value.items():
                yield from [wrong[name]] if name in wrong else self.of(item, kind.value_type, f"{place}.{name}")
        elif not self._fits(value, kind):
            yield self._wrong(value, kind, place)

    def _union(self, value: Any, kind: Any, place: str) -> Iterator[str]:
        tagged = [t for t in kind.types if isinstance(t, self._types.StructType)]
        if isinstance(value, Mapping) and tagged:
            yield from self.of(value, next(t for t in tagged if t.tag == value.get("type", t.tag)), place)
        elif not any(not list(self.of(value, each, place)) for each in kind.types):
            yield self._wrong(value, kind, place)

    def _struct(self, value: Mapping[str, Any], kind: Any, place: str, also: Sequence[str]) -> Iterator[str]:
        fields = {field.encode_name: field for field in kind.fields}
        known = [_IN_FILE.get(name, name) for name in fields if name != "test"] + list(also)
        for name, item in value.items():
            if name == kind.tag_field:
                continue
            if name not in fields:
                inside = kind.cls in (Step, Repeat) and name in Test.__struct_fields__
                yield f"{place}.{name}: expected inside to" if inside else unknown(place, name, known)
            elif name == "test":  # in a file its fields stand in the table itself
                yield from self.of(item, fields[name].type, place, [n for n in fields if n != "test"])
            else:
                there = _IN_FILE.get(name, name)
                yield from self.of(item, fields[name].type, f"{place}.{there}" if place else there)
        for name, field in fields.items():
            if field.required and name not in value:
                yield f"{place}: expected {name}" if place else f"{name}: expected, but missing"

    def _wrong(self, value: Any, kind: Any, place: str) -> str:
        called = self._called(kind)
        if called == "a list of texts":  # a single text stands for a list of one
            called = "a text or a list of texts"
        return f"{place} = {_shown(value)}: expected {called}{_hint(value, place, called)}"

    def _fits(self, value: Any, kind: Any) -> bool:
        types = self._types
        if isinstance(kind, types.LiteralType):
            return value in kind.values
        if isinstance(value, bool):
            return isinstance(kind, types.BoolType)
        plain = {types.StrType: str, types.IntType: int, types.FloatType: int | float, types.NoneType: type(None)}
        return any(isinstance(kind, each) and isinstance(value, plain[each]) for each in plain)

    def _called(self, kind: Any) -> str:
        types = self._types
        if isinstance(kind, types.UnionType):
            several = any(isinstance(t, types.FloatType) for t in kind.types)
            silent = (types.NoneType, types.IntType) if several else (types.NoneType,)
            return " or ".join(self._called(t) for t in kind.types if not isinstance(t, silent))
        if isinstance(kind, types.LiteralType):
            return f"one of {', '.join(kind.values)}"
        if isinstance(kind, types.VarTupleType):
            return "a list of " + ("tables" if isinstance(kind.item_type, types.StructType) else "texts")
        named = {
            types.StrType: "a text", types.IntType: "a whole number", types.FloatType: "a number",
            types.BoolType: "true or false",
        }  # fmt: skip
        return next((named[each] for each in named if isinstance(kind, each)), "a table")


def _shown(value: Any) -> str:
    if isinstance(value, Mapping):
        return "{…}"
    if isinstance(value, bool):
        return str(value).lower()
    shown = repr(value) if isinstance(value, str | list) else str(value)
    return shown if len(shown) <= _SHORT else shown[:_SHORT] + "…"


def _hint(value: Any, place: str, called: str) -> str:
    """What often is the reason."""
    is_year = place.rpartition(".")[2] in ("since", "until") and isinstance(value, int) and 1000 <= value <= 9999
    if "text" in called and (is_year or isinstance(value, datetime.date | datetime.time)):
        return f' (dates stand in quotes: "{value}")'
    return f" ([[{place}]])" if called == "a list of tables" and isinstance(value, Mapping) else ""
