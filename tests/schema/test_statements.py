"""Statements: JSON that is canonical, read strictly, and the same again."""

from __future__ import annotations

import json
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from schema.statements import (
    INFERENCES,
    KINDS,
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
    Statement,
    decode,
    encode,
    kind_of,
)

SAMPLES: tuple[Statement, ...] = (
    Source(id="s0", title={"vi": "Tên"}, shared_passages=(Passage("s1", 1, 2, 3, 4),),
           parts=(Part("photo_caption", 5, 9),)),
    Entity(id="x:a", type="Agency", names={"vi": "Sở"}, attributes={"founded": "2012", "traversable": False}),
    Relation(id="r1", type="meets", source="x:a", target="x:b", valid="2016-02/", attested=("2016-02",),
             evidence=(Evidence("s0", 1, 9, "đã gặp", "x:a"),), modality="planned"),
    Observation(id="o1", indicator="poverty_rate", subject="x:a", value=7.5, unit="%", qualifier="<"),
    Absence(id="a1", subject="x:a", rule="friendship-union", not_yet=True, date="2020", text={"vi": "chưa có"}),
    Objective(id="j1", subject="x:a", text={"vi": "sẽ"}, modality="expected", target_period="2030"),
)  # fmt: skip


@pytest.mark.parametrize("statement", SAMPLES, ids=kind_of)
def test_a_statement_is_read_again(statement: Statement) -> None:
    """What is written is read as the same statement, and written again as the same bytes."""
    body = encode(statement)
    assert decode(body) == decode(body.decode()) == statement
    assert encode(decode(body)) == body
    assert json.loads(body)["kind"] == kind_of(statement)


def test_the_json_is_canonical() -> None:
    """Keys are sorted and what is as usual is left out, so that equal statements give equal bytes."""
    given_ = Relation(id="r1", type="meets", source="x:b", target="x:a", attributes={"b": 1, "a": 2})
    same = Relation(target="x:a", source="x:b", type="meets", id="r1", attributes={"a": 2, "b": 1}, modality="asserted")
    assert encode(given_) == encode(same)
    assert encode(given_) == (
        b'{"attributes":{"a":2,"b":1},"id":"r1","kind":"relation","source":"x:b","target":"x:a","type":"meets"}'
    )


def test_every_kind_is_known() -> None:
    """There are six kinds, sources first, then entities: each may refer to those before it."""
    assert list(KINDS) == ["source", "entity", "relation", "observation", "absence", "objective"]
    assert [kind_of(s) for s in SAMPLES] == list(KINDS)
    assert all(isinstance(s, KINDS[kind_of(s)]) for s in SAMPLES)


@pytest.mark.parametrize(
    ("index", "change", "where"),
    [
        (2, {"modality": "certain"}, "modality"), (2, {"inference": "guessed"}, "inference"),
        (2, {"attested": "2016"}, "attested"), (2, {"source": 3}, "source"), (2, {"evidence": [{}]}, "evidence[0]"),
        (2, {"evidence": [{"source": "s", "start": "1"}]}, "evidence[0].start"),
        (3, {"qualifier": "about"}, "qualifier"), (0, {"shared_passages": [{}]}, "passages[0]"),
        (3, {"value": "7"}, "value"), (4, {"category": "plan"}, "category"), (4, {"not_yet": "yes"}, "not_yet"),
        (1, {"names": "Sở"}, "names"), (1, {"aliases": [1]}, "aliases[0]"),
    ],
)  # fmt: skip
def test_a_wrong_value_is_refused_with_its_place(index: int, change: dict[str, Any], where: str) -> None:
    """A value of another kind than is foreseen is an error that names its place."""
    record = json.loads(encode(SAMPLES[index])) | change
    with pytest.raises(msgspec.ValidationError) as caught:
        decode(json.dumps(record))
    assert where in str(caught.value)


@pytest.mark.parametrize("missing", ["id", "type", "source", "target", "kind"])
def test_a_missing_field_is_refused(missing: str) -> None:
    """A relation lacks nothing that it needs."""
    record = json.loads(encode(SAMPLES[2]))
    del record[missing]
    with pytest.raises(msgspec.ValidationError) as caught:
        decode(json.dumps(record))
    assert missing in str(caught.value)


def test_statements_do_not_change() -> None:
    """Nothing is overwritten: a statement is frozen."""
    with pytest.raises(AttributeError):
        SAMPLES[1].id = "x:other"  # type: ignore[misc]


@given(
    st.sampled_from(MODALITIES), st.sampled_from(INFERENCES), st.sampled_from(QUALIFIERS), st.text(max_size=20),
    st.none() | st.integers(-(2**53), 2**53) | st.floats(allow_nan=False, allow_infinity=False),
)  # fmt: skip
def test_any_observation_is_read_again(
    modality: Any, inference: Any, qualifier: Any, text: str, value: float | None
) -> None:
    """Whatever stands in an observation comes back."""
    statement = Observation(
        id="o1", indicator=text, subject="x:a", value=value, qualifier=qualifier, modality=modality,
        inference=inference, verbatim=text, note=text, attributes={"text": text},
    )  # fmt: skip
    again = decode(encode(statement))
    assert again == statement
    assert isinstance(again, Observation)
    assert type(again.value) is type(value)


def test_a_source_without_parts_is_what_it_was() -> None:
    """Sources that older stores hold are read, and written again as the same bytes."""
    body = b'{"id":"s0","kind":"source","title":{"vi":"T"}}'
    source = decode(body)
    assert isinstance(source, Source)
    assert source.parts == ()
    assert encode(source) == body
