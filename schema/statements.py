"""Statements: the unit of what may be said.

A statement is one sourced, dated claim. Nothing is overwritten by a newer claim: a view is computed from
all of them. `Statement` is the union of the five kinds and of `Source`, which the other five rest on.
"""

from __future__ import annotations

from typing import Any, Literal

import msgspec

Modality = Literal["asserted", "planned", "proposed", "requested", "intended", "expected"]
Inference = Literal["explicit", "implicit", "derived", "background"]
Qualifier = Literal["=", ">", "<", "~", "some"]
Kind = Literal["entity", "relation", "observation", "absence", "objective", "source"]
Attributes = dict[str, Any]
Texts = dict[str, str]
"""Language code (vi, en, zh, lo) to text."""

MODALITIES: tuple[Modality, ...] = ("asserted", "planned", "proposed", "requested", "intended", "expected")
INFERENCES: tuple[Inference, ...] = ("explicit", "implicit", "derived", "background")
INFERRED: tuple[Inference, ...] = ("derived", "background")
"""What no source says, not even by implication."""
QUALIFIERS: tuple[Qualifier, ...] = ("=", ">", "<", "~", "some")
LANGUAGES = ("vi", "en", "zh", "lo")


class Evidence(msgspec.Struct, frozen=True, omit_defaults=True):
    """Where a source says it.

    `start` and `end` are positions in code points, end exclusive; `quote` is a dozen words at most.
    `asserted_by` is the entity (a side, an office holder) whose word it is, where the source names one.
    """

    source: str
    start: int | None = None
    end: int | None = None
    quote: str | None = None
    asserted_by: str | None = None


class Passage(msgspec.Struct, frozen=True):
    """A passage of a source that stands, but for details, in another source too."""

    source: str
    start: int
    end: int
    with_start: int
    with_end: int


class Part(msgspec.Struct, frozen=True):
    """A passage of a source that is of a special kind, such as the caption of a photo; positions as in evidence."""

    kind: str
    start: int
    end: int


class _Base(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag_field="kind"):
    id: str
    dataset: str = ""
    attributes: Attributes = {}
    note: str | None = None


class _Sourced(_Base, frozen=True, kw_only=True, omit_defaults=True, tag_field="kind"):
    modality: Modality = "asserted"
    inference: Inference = "explicit"
    evidence: tuple[Evidence, ...] = ()


class Entity(_Sourced, frozen=True, kw_only=True, omit_defaults=True, tag_field="kind", tag="entity"):
    """A thing of a type, its names and attributes; its lifetime is read from the attributes.

    `contextual_aliases` name it only inside a document or an area and never resolve alone.
    """

    type: str
    subtype: str | None = None
    names: Texts
    aliases: tuple[str, ...] = ()
    contextual_aliases: tuple[str, ...] = ()


class Relation(_Sourced, frozen=True, kw_only=True, omit_defaults=True, tag_field="kind", tag="relation"):
    """`source` –`type`→ `target`. `valid` and `attested` are EDTF; no `valid` means: the source does not say."""

    type: str
    source: str
    target: str
    valid: str | None = None
    attested: tuple[str, ...] = ()


class Observation(_Sourced, frozen=True, kw_only=True, omit_defaults=True, tag_field="kind", tag="observation"):
    """An indicator of a subject has a value in a period. `some` ("nhiều", "hàng nghìn") has no value."""

    indicator: str
    subject: str
    value: int | float | None = None
    unit: str | None = None
    qualifier: Qualifier = "="
    period: str | None = None
    verbatim: str | None = None
    flags: tuple[str, ...] = ()


class Absence(_Sourced, frozen=True, kw_only=True, omit_defaults=True, tag_field="kind", tag="absence"):
    """A source says that a required thing does not exist, or why.

    Only category `gap` with a `rule` denies anything; `not_yet` says that it never existed before either.
    `date` (EDTF) is the time of which the source says it.
    """

    category: Literal["gap", "cause"] = "gap"
    subject: str
    object: str | None = None
    rule: str | None = None
    not_yet: bool = False
    date: str | None = None
    text: Texts


class Objective(_Sourced, frozen=True, kw_only=True, omit_defaults=True, tag_field="kind", tag="objective"):
    """What ought to be: never a fact. Its modality is never `asserted`."""

    subject: str
    text: Texts
    target_period: str | None = None


class Source(_Base, frozen=True, kw_only=True, omit_defaults=True, tag_field="kind", tag="source"):
    """A document. `content_as_of` (EDTF) is the time its content describes, whenever it was published.

    `parts` are its passages that carry less than its text does: what they are is for the vocabulary to say.
    """

    title: Texts
    author: str | None = None
    published: str | None = None
    content_as_of: str | None = None
    genre: str | None = None
    shared_passages: tuple[Passage, ...] = ()
    parts: tuple[Part, ...] = ()


Sourced = Entity | Relation | Observation | Absence | Objective
Statement = Sourced | Source

KINDS: dict[Kind, type[Statement]] = {
    "source": Source,
    "entity": Entity,
    "relation": Relation,
    "observation": Observation,
    "absence": Absence,
    "objective": Objective,
}
"""Every kind, in the order in which one may refer to another."""

_decoder: msgspec.json.Decoder[Statement] = msgspec.json.Decoder(Statement)
_encoder = msgspec.json.Encoder(order="sorted")


def kind_of(statement: Statement) -> Kind:
    """The kind of a statement, as its records name it."""
    return statement.__struct_config__.tag  # type: ignore[return-value]


def decode(body: bytes | str) -> Statement:
    """A statement from its JSON.

    Raises:
        msgspec.ValidationError: the JSON is no statement; the message names the place.
    """
    return _decoder.decode(body)


def encode(statement: Statement) -> bytes:
    """The canonical JSON of a statement: sorted keys, defaults left out; equal statements give equal bytes."""
    return _encoder.encode(statement)
