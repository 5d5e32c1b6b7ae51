"""Statements of every kind and shape, with the texts that spreadsheets mistreat."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from schema.statements import (
    INFERENCES,
    LANGUAGES,
    MODALITIES,
    QUALIFIERS,
    Absence,
    Entity,
    Evidence,
    Objective,
    Observation,
    Part,
    Passage,
    Relation,
    Source,
)
from tests.loaders.helpers import INDICATOR, RULES, VOCABULARY

_CHARACTERS = st.characters(
    codec="utf-8", exclude_categories=("Cc", "Cs"), exclude_characters="\ufffe\uffff", include_characters="\n\t"
)
_NASTY = st.sampled_from(
    ["=1+1", "+84", "-5", "@tên", "'=x", "''", "'", "012", "1e5", "2016-02", "13/4/2016", "TRUE", "null", '"x"',
     '"', "a|b", "a\\|b", "\\", "\\n", "a = b", "= ", " edge ", "\n", "a\nb", "_x0041_", "_x005F_x0041_", "x\u2028y",
     "[1]", "{", "trên 1.000", "265,095", "a;b", "a,b", '"a";"b"', "#REF!", "\u00a0nbsp\u00a0", "🇻🇳", "[" * 60]
)  # fmt: skip

texts = st.one_of(_NASTY, st.text(_CHARACTERS, min_size=1, max_size=20)).filter(lambda text: text.strip() != "")
_part = st.text("abc0-|=\\'\"+@đ", min_size=1, max_size=6)
entity_ids = st.builds("{}:{}".format, _part, _part)
statement_ids = st.one_of(_part, entity_ids)
dates = st.sampled_from(
    ["2016", "2016-02", "2016-02-29", "2006/2010", "2020~", "2011/..", "../..", "[2011..]", "/2010"]
)
quotes = texts.filter(lambda text: 0 < len(text.split()) <= 12)


def optional(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """The same, or nothing."""
    return st.none() | strategy


json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**62), 2**62) | st.floats(allow_nan=False, allow_infinity=False)
    | st.just("") | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=6,
)  # fmt: skip
_own_keys = {*(a.name for a in VOCABULARY.attributes), VOCABULARY.roles.viewpoint_attribute}
_free_keys = texts.filter(lambda key: key not in _own_keys)
_attributes = st.dictionaries(_free_keys, json_values, max_size=3)
_typed = {
    "text": texts, "date": dates | st.just("unknown"), "entity": entity_ids, "boolean": st.booleans(),
    "number": st.integers(-(2**62), 2**62) | st.floats(allow_nan=False, allow_infinity=False),
}  # fmt: skip
_own_columns = st.fixed_dictionaries(
    {},
    optional={
        a.name: optional(st.sampled_from(a.choices) if a.choices else _typed[a.value]) for a in VOCABULARY.attributes
    },
).map(lambda drawn: {k: v for k, v in drawn.items() if k != "abolished" or "founded" not in drawn})
"""Of dates that bound a lifetime one at most: the end must not be before the beginning."""
_named = st.dictionaries(st.sampled_from(LANGUAGES), texts, min_size=1)
_listed = st.lists(texts, max_size=3).map(tuple)


@st.composite
def _evidence(draw: st.DrawFn) -> Evidence:
    start = draw(optional(st.integers(0, 10**6)))
    end = None if start is None else start + draw(st.integers(1, 100))
    return Evidence(draw(statement_ids), start, end, draw(optional(quotes)), draw(optional(entity_ids)))


_common: dict[str, Any] = {"attributes": _attributes, "note": optional(texts)}
_sourced: dict[str, Any] = {
    **_common,
    "modality": st.sampled_from(MODALITIES),
    "inference": st.sampled_from(INFERENCES),
    "evidence": st.lists(_evidence(), max_size=3).map(tuple),
}

entities = st.builds(
    Entity, **{**_sourced, "attributes": st.builds(lambda a, b: {**a, **b}, _attributes, _own_columns)},
    id=entity_ids, type=st.sampled_from([t.type for t in VOCABULARY.entity_types]), subtype=optional(_part),
    names=_named, aliases=_listed, contextual_aliases=_listed,
)  # fmt: skip
relations = st.builds(
    Relation, **_sourced, id=statement_ids, type=st.sampled_from([t.type for t in VOCABULARY.relation_types]),
    source=entity_ids, target=entity_ids, valid=optional(dates), attested=st.lists(dates, max_size=3).map(tuple),
)  # fmt: skip
_numbers = st.integers(-(2**62), 2**62) | st.floats(allow_nan=False, allow_infinity=False)


@st.composite
def _observations(draw: st.DrawFn) -> Observation:
    qualifier = draw(st.sampled_from(QUALIFIERS))
    return Observation(
        **{name: draw(strategy) for name, strategy in _sourced.items()},
        id=draw(statement_ids), indicator=INDICATOR, subject=draw(entity_ids), qualifier=qualifier,
        value=None if qualifier == "some" else draw(_numbers), unit=draw(optional(texts)),
        period=draw(optional(dates)), verbatim=draw(optional(texts)), flags=draw(_listed),
    )  # fmt: skip


observations = _observations()
absences = st.builds(
    Absence, **_sourced, id=statement_ids, category=st.sampled_from(["gap", "cause"]), subject=entity_ids,
    object=optional(entity_ids), rule=optional(st.sampled_from(RULES)), not_yet=st.booleans(), date=optional(dates),
    text=_named,
)  # fmt: skip
objectives = st.builds(
    Objective, **{**_sourced, "modality": st.sampled_from(MODALITIES[1:])}, id=statement_ids, subject=entity_ids,
    text=_named, target_period=optional(dates),
)  # fmt: skip
_passages = st.builds(
    lambda source, a, b, c, d: Passage(source, a, a + b, c, c + d), statement_ids,
    *[st.integers(0, 10**6), st.integers(1, 100)] * 2,
)  # fmt: skip
_parts = st.builds(
    lambda kind, start, length: Part(kind, start, start + length),
    st.sampled_from([p.kind for p in VOCABULARY.source_parts]), st.integers(0, 10**6), st.integers(1, 100),
)  # fmt: skip
_viewpoint = st.fixed_dictionaries({}, optional={VOCABULARY.roles.viewpoint_attribute: optional(entity_ids)})
sources = st.builds(
    Source, **{**_common, "attributes": st.builds(lambda a, b: {**a, **b}, _attributes, _viewpoint)},
    id=statement_ids, title=_named, author=optional(texts),
    published=optional(dates | st.just("2019-04-19T17:17")), content_as_of=optional(dates), genre=optional(texts),
    shared_passages=st.lists(_passages, max_size=3).map(tuple), parts=st.lists(_parts, max_size=3).map(tuple),
)  # fmt: skip
statements = st.one_of(entities, relations, observations, absences, objectives, sources)
