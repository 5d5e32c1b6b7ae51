"""What a statement must fulfil beyond its form: ids, dates, names of the vocabulary, positions, words.

The same checks for every format. They say which field is wrong; whoever read the statement knows where that stood.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any

import msgspec

from graph.time import read
from loaders.cells import unfit
from loaders.problems import Problem, near, unfit_inside
from schema.dates import parse, span_within
from schema.errors import EdtfError
from schema.names import is_entity_id
from schema.statements import (
    LANGUAGES,
    Absence,
    Entity,
    Evidence,
    Objective,
    Observation,
    Relation,
    Source,
    Statement,
)
from schema.vocabulary import AttributeType, Vocabulary

MAX_QUOTE_WORDS = 12

_STATEMENT_ID = re.compile(r"[^\s/?#,]+")
_TIME = re.compile(r"T\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d)?")
_ENTITY = "the id of an entity: exactly one colon, and none of / ? # , or blanks"
_DATE = "a date in EDTF, such as 2016-02, 2006/2010, 2020~ or 2011/.."


class Checker:
    """Checks statements against a vocabulary and the ids of the rules."""

    def __init__(self, vocabulary: Vocabulary, rules: Collection[str]) -> None:
        self._entity_types = [t.type for t in vocabulary.entity_types]
        self._relation_types = [t.type for t in vocabulary.relation_types]
        self._indicators = [i.id for i in vocabulary.indicators]
        self._attributes = {a.name: a for a in vocabulary.attributes}
        self._source_parts = [p.kind for p in vocabulary.source_parts]
        self._vocabulary = vocabulary
        self._rules = sorted(rules)

    def first_problem(self, statement: Statement) -> Problem | None:
        """The first thing that is wrong with the statement; None for a sound one."""
        return next(self._problems(statement), None)

    def _problems(self, s: Statement) -> Iterator[Problem]:
        if isinstance(s, Entity):
            yield from _entity_id("id", s.id)
            yield from self._entity(s)
        elif not _STATEMENT_ID.fullmatch(s.id):
            yield Problem("id", s.id, "an id without / ? # , and blanks")
        if isinstance(s, Relation):
            yield from self._relation(s)
        elif isinstance(s, Observation):
            yield from self._observation(s)
        elif isinstance(s, Absence):
            yield from self._absence(s)
        elif isinstance(s, Objective):
            yield from _objective(s)
        elif isinstance(s, Source):
            yield from _source(s)
            yield from self._parts(s)
        if not isinstance(s, Source):
            for evidence in s.evidence:
                yield from _evidence(evidence)
        if s.note is not None and not s.note.strip():
            yield Problem("note", s.note, "a text, or nothing at all")
        for key, value in s.attributes.items():
            if not key.strip() or unfit(key):
                yield Problem("attributes", key, unfit(key) or "keys that are not blank")
            for _, text, fault in unfit_inside(value, key, 1):
                yield Problem("attributes", text or "", fault, key)

    def _entity(self, s: Entity) -> Iterator[Problem]:
        if self._vocabulary.entity_type(s.type) is None:
            yield Problem("type", s.type, near(s.type, self._entity_types))
        yield from _texts("names", s.names)
        if s.subtype is not None and not s.subtype.strip():
            yield Problem("subtype", s.subtype, "a subtype, or nothing at all")
        for field, names in (("aliases", s.aliases), ("contextual_aliases", s.contextual_aliases)):
            for name in names:
                if not name.strip():
                    yield Problem(field, name, "names that are not blank")
        for key, value in s.attributes.items():
            dated = _is_dated(value)
            if dated:
                yield from _phases(key, value)
            if (kind := self._attributes.get(key)) and value is not None:
                # where something lies and how long it lives is said by relations and lifetimes, not by phases
                each = [p.get("value") for p in value] if dated and kind.value not in ("date", "entity") else [value]
                for one in each:
                    yield from _attribute(kind, one)
        yield from self._lifetime(s)

    def _lifetime(self, s: Entity) -> Iterator[Problem]:
        """An entity that had ended before it began: one of the two dates is mistaken."""
        kind = self._vocabulary.entity_type(s.type)
        for born in kind.born if kind else ():
            for ended in kind.ended if kind else ():
                first, last = read(s.attributes.get(born)), read(s.attributes.get(ended))
                if first and last and span_within(first, None).first > span_within(last, None).last:
                    told = f"a date that is not before {born} = {s.attributes[born]}"
                    yield Problem("attributes", str(s.attributes[ended]), told, ended)

    def _relation(self, s: Relation) -> Iterator[Problem]:
        if self._vocabulary.relation_type(s.type) is None:
            yield Problem("type", s.type, near(s.type, self._relation_types))
        yield from _entity_id("source", s.source)
        yield from _entity_id("target", s.target)
        yield from _date("valid", s.valid)
        for date in s.attested:
            yield from _date("attested", date)

    def _observation(self, s: Observation) -> Iterator[Problem]:
        if self._vocabulary.indicator(s.indicator) is None:
            yield Problem("indicator", s.indicator, near(s.indicator, self._indicators))
        yield from _entity_id("subject", s.subject)
        if s.qualifier == "some" and s.value is not None:
            yield Problem("value", str(s.value), "no value, since the qualifier is some")
        if s.qualifier != "some" and s.value is None:
            yield Problem("value", "", "a number, or the qualifier some")
        if isinstance(s.value, int) and abs(s.value) >= 2**63:
            yield Problem("value", str(s.value), "a number that is not beyond all bounds")
        yield from _date("period", s.period)
        yield from _optional(s, "unit", "verbatim")
        for flag in s.flags:
            if not flag.strip():
                yield Problem("flags", flag, "flags that are not blank")

    def _absence(self, s: Absence) -> Iterator[Problem]:
        yield from _entity_id("subject", s.subject)
        if s.object is not None:
            yield from _entity_id("object", s.object)
        if s.rule is not None and s.rule not in self._rules:
            yield Problem("rule", s.rule, f"the id of a rule, {near(s.rule, self._rules)}")
        yield from _date("date", s.date)
        yield from _texts("text", s.text)

    def _parts(self, s: Source) -> Iterator[Problem]:
        for part in s.parts:
            if part.kind not in self._source_parts:
                yield Problem("parts", part.kind, near(part.kind, self._source_parts))
            if not 0 <= part.start < part.end < 2**53:
                yield Problem("parts", f"{part.start}-{part.end}", "parts that end after they start")
        viewpoint = self._vocabulary.roles.viewpoint_attribute
        if (named := s.attributes.get(viewpoint)) is not None and not (isinstance(named, str) and is_entity_id(named)):
            said = named if isinstance(named, str) else msgspec.json.encode(named).decode()
            yield Problem("attributes", said, _ENTITY, viewpoint)


def _objective(s: Objective) -> Iterator[Problem]:
    yield from _entity_id("subject", s.subject)
    yield from _texts("text", s.text)
    if s.modality == "asserted":
        expected = "planned, proposed, requested, intended or expected: an objective is never asserted"
        yield Problem("modality", s.modality, expected)
    yield from _date("target_period", s.target_period)


def _source(s: Source) -> Iterator[Problem]:
    yield from _texts("title", s.title)
    if s.published is not None:
        day, mark, _ = s.published.partition("T")
        if mark and not _TIME.fullmatch(s.published[len(day) :]):
            yield Problem("published", s.published, f"{_DATE}, or a day and a time such as 2019-04-19T17:17")
        yield from _date("published", day)
    yield from _date("content_as_of", s.content_as_of)
    yield from _optional(s, "author", "genre")
    for passage in s.shared_passages:
        if not _STATEMENT_ID.fullmatch(passage.source):
            yield Problem("shared_passages", passage.source, "the id of a source")
        if not (0 <= passage.start < passage.end and 0 <= passage.with_start < passage.with_end):
            yield Problem("shared_passages", f"{passage.start}-{passage.end}", "passages that end after they start")


def _evidence(e: Evidence) -> Iterator[Problem]:
    if not _STATEMENT_ID.fullmatch(e.source):
        yield Problem("evidence", e.source, "the id of a source, without / ? # , and blanks")
    if (e.start is None) != (e.end is None):
        yield Problem("evidence", f"{e.start}-{e.end}", "both a start and an end, or neither")
    elif e.start is not None and e.end is not None and not 0 <= e.start < e.end < 2**53:
        yield Problem("evidence", f"{e.start}-{e.end}", "an end after the start")
    if e.quote is not None:
        words = len(e.quote.split())
        if not 0 < words <= MAX_QUOTE_WORDS:
            yield Problem("evidence", e.quote, f"a quotation of 1 to {MAX_QUOTE_WORDS} words, here are {words}")
    if e.asserted_by is not None and not is_entity_id(e.asserted_by):
        yield Problem("evidence", e.asserted_by, f"asserted by: {_ENTITY}")


def _entity_id(field: str, text: str) -> Iterator[Problem]:
    if not is_entity_id(text):
        yield Problem(field, text, _ENTITY)


def _date(field: str, text: str | None, key: str | None = None) -> Iterator[Problem]:
    if text is None:
        return
    try:
        if text == text.strip():
            parse(text)
            return
    except EdtfError as error:
        ends_early = "ends before it starts" in str(error)
        yield Problem(field, text, "a period that does not end before it starts" if ends_early else _DATE, key)
        return
    yield Problem(field, text, f"{_DATE}, without blanks around it", key)


def _texts(field: str, texts: Mapping[str, str]) -> Iterator[Problem]:
    if not texts:
        yield Problem(field, "", f"a text in at least one of {', '.join(LANGUAGES)}")
    for code, text in texts.items():
        if code not in LANGUAGES:
            yield Problem(field, code, f"languages among {', '.join(LANGUAGES)}")
        elif not text.strip():
            yield Problem(field, text, "a text, or nothing at all", code)


def _optional(s: Statement, *fields: str) -> Iterator[Problem]:
    for field in fields:
        text = getattr(s, field)
        if text is not None and not text.strip():
            yield Problem(field, text, "a text, or nothing at all")


def _is_dated(value: Any) -> bool:
    """Whether an attribute is meant as one that changes: a list of values, each with a time."""
    return isinstance(value, list) and bool(value) and all(isinstance(p, dict) and "value" in p for p in value)


def _phases(key: str, value: Any) -> Iterator[Problem]:
    for phase in value:
        dates = [phase.get(name) for name in ("valid", "attested")]
        if not any(dates):
            said = msgspec.json.encode(phase).decode()
            yield Problem("attributes", said, "phases with a value and a time: valid or attested", key)
        for date in dates:
            if date is not None:
                yield from _date("attributes", date if isinstance(date, str) else str(date), key)


def _attribute(kind: AttributeType, value: Any) -> Iterator[Problem]:
    said = value if isinstance(value, str) else msgspec.json.encode(value).decode()
    if kind.value == "date" and value != "unknown":
        if isinstance(value, str):
            yield from _date("attributes", value, kind.name)
        else:
            yield Problem("attributes", said, f"{_DATE}, or unknown", kind.name)
    elif kind.value == "entity" and not (isinstance(value, str) and is_entity_id(value)):
        yield Problem("attributes", said, _ENTITY, kind.name)
    elif kind.value == "boolean" and not isinstance(value, bool):
        yield Problem("attributes", said, "true or false", kind.name)
    elif kind.value == "number" and (isinstance(value, bool) or not isinstance(value, int | float)):
        yield Problem("attributes", said, "a number", kind.name)
    elif kind.value == "text" and not (isinstance(value, str) and value.strip()):
        yield Problem("attributes", said, "a text", kind.name)
    elif kind.choices and value not in kind.choices:
        yield Problem("attributes", said, near(said, kind.choices), kind.name)
