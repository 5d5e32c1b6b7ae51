"""What is answered: typed values that HTTP, command line, pictures and exports only render.

Field names are the contract's. Texts with `vi` and `en` always have both; single texts are in the language asked for.
"""

from __future__ import annotations

from typing import Any, Literal

import msgspec

from schema.statements import Attributes, Part, Texts

Holds = Literal["certain", "possible"] | None
Copies = tuple[tuple[str, ...], ...]
"""Groups of sources that are one source, because what they say stands in a passage that they share."""


class _Answer(msgspec.Struct, frozen=True, kw_only=True):
    pass


class Notice(_Answer, frozen=True, kw_only=True):
    """Something that the reader must know; `entities` are those that it names, `path` the link that it names."""

    code: str
    message: Texts
    entities: tuple[str, ...] = ()
    path: tuple[str, ...] = ()


class Envelope(_Answer, frozen=True, kw_only=True):
    """What every answer says of itself. `as_of` is the resolved day; None: any time."""

    as_of: str | None = None
    data_version: str
    limits_hit: tuple[str, ...] = ()
    warnings: tuple[Notice, ...] = ()


class Total(_Answer, frozen=True, kw_only=True):
    value: int
    relation: Literal["eq", "gte"] = "eq"


class Summary(_Answer, frozen=True, kw_only=True):
    """An entity in short. `lifetime` is EDTF, `in` the one unit that it lies in or governs."""

    id: str
    type: str
    subtype: str | None
    name: str
    names: Texts
    lifetime: str | None
    in_: str | None = msgspec.field(name="in")


class Hit(Summary, frozen=True, kw_only=True):
    """A search result: `matched` is the name that matched, `score` orders (1 is an exact full name)."""

    score: float
    matched: str


class EvidenceItem(_Answer, frozen=True, kw_only=True):
    """Where it is said. `part`: the kind of the part of its source in which the passage lies wholly.

    `through`: the source through which alone this one is known, since it was not read.
    """

    source: str
    start: int | None
    end: int | None
    quote: str | None
    genre: str | None
    asserted_by: str | None
    part: str | None = None
    through: str | None = None


class Sides(_Answer, frozen=True, kw_only=True):
    """Who says what crosses a border: `asserted` and `silent` are countries at the ends."""

    which: Literal["one", "both", "neither"]
    asserted: tuple[str, ...]
    silent: tuple[str, ...]
    in_words: Texts


class Succession(_Answer, frozen=True, kw_only=True):
    """A unit that came before or after: `part` is whole or partial, where a source says."""

    id: str
    name: str
    part: str | None
    valid: str | None
    evidence: tuple[EvidenceItem, ...]


class Heir(_Answer, frozen=True, kw_only=True):
    """What a unit is in the end, or was at first, through all successions: `relations` lead there.

    `part`: partial if one of them is of a part only, whole if all are of the whole, None where no source says.
    """

    id: str
    name: str
    relations: tuple[str, ...]
    part: str | None = None


class PhaseItem(_Answer, frozen=True, kw_only=True):
    """A value that an attribute has for a time; `holds` is None without a date, or where it does not."""

    value: Any
    valid: str | None
    attested: str | None
    holds: Holds


class EntityAnswer(Envelope, frozen=True, kw_only=True):
    id: str
    type: str
    subtype: str | None
    name: str
    names: Texts
    lifetime: str | None
    in_: str | None = msgspec.field(name="in")
    aliases: tuple[str, ...]
    contextual_aliases: tuple[str, ...]
    attributes: Attributes
    attributes_over_time: dict[str, tuple[PhaseItem, ...]]
    note: str | None
    predecessors: tuple[Succession, ...]
    successors: tuple[Succession, ...]
    today: tuple[Heir, ...]
    formerly: tuple[Heir, ...]
    observations: int
    relations: dict[str, int]
    evidence: tuple[EvidenceItem, ...]
    independent_sources: int = 0
    copies: Copies = ()


class RelationItem(_Answer, frozen=True, kw_only=True):
    """A relation. `valid` and `attested` are verbatim EDTF; `holds` is None without a date.

    `copies`: sources that count as one, since they quote a passage that they share. `sides` is None where it crosses no
    border, or where nothing is known of those who say it.
    """

    id: str
    type: str
    class_: str = msgspec.field(name="class")
    source: str
    target: str
    valid: str | None
    attested: tuple[str, ...]
    last_attested: str | None
    holds: Holds
    modality: str
    inference: str
    attributes: Attributes
    independent_sources: int
    evidence: tuple[EvidenceItem, ...]
    copies: Copies = ()
    sides: Sides | None = None
    note: str | None = None


class Hop(_Answer, frozen=True, kw_only=True):
    """A relation as a step of a path; `also` are the parallel ones that hold, too."""

    relation: str
    type: str
    class_: str = msgspec.field(name="class")
    forward: bool
    validity: str | None
    attested: tuple[str, ...]
    holds: Holds
    last_attested: str | None
    modality: str
    inference: str
    independent_sources: int
    evidence: tuple[EvidenceItem, ...]
    also: tuple[str, ...]
    copies: Copies = ()
    sides: Sides | None = None


class Breaks(_Answer, frozen=True, kw_only=True):
    """What ends a path first: `on` is the first day without it."""

    on: str
    because: Texts
    entity: str | None
    relation: str | None


class Weakest(_Answer, frozen=True, kw_only=True):
    """The hop of a path that deserves the least trust: its number from 0, and what is weak about it.

    `alike`: no hop is weaker than another; the one named is the first by the id of its relation.
    """

    hop: int
    relation: str
    because: Texts
    alike: bool


class PathItem(_Answer, frozen=True, kw_only=True):
    """A path and its validity window: the days on which all hops certainly hold, ageing left aside."""

    entities: tuple[str, ...]
    hops: tuple[Hop, ...]
    length: int
    holds: Holds
    independent_sources: int | None
    valid_from: str | None
    valid_to: str | None
    fresh_until: str | None
    breaks: Breaks | None
    weakest: Weakest | None = None


class PathAnswer(Envelope, frozen=True, kw_only=True):
    status: Literal["found", "no_path", "search_limit_reached"]
    paths: tuple[PathItem, ...]
    entities: dict[str, Summary]


class Reported(_Answer, frozen=True, kw_only=True):
    """A figure as a source gives it. `recorded`, `unnamed`: of its own subject, within its own period."""

    observation: str
    subject: str
    value: int | float | None
    qualifier: str
    unit: str | None
    period: str | None
    evidence: EvidenceItem | None
    recorded: int | None
    unnamed: int | float | None
    modality: str = "asserted"
    also: tuple[EvidenceItem, ...] = ()


class Reconciliation(_Answer, frozen=True, kw_only=True):
    """What sources report of an indicator, what is recorded by name, what is left unnamed (None: not to be said).

    `recorded` is the largest of what is recorded beside each report, `unnamed` what all reports agree on.
    """

    indicator: str
    label: Texts
    reported: tuple[Reported, ...]
    recorded: int
    unnamed: int | float | None


class GapItem(_Answer, frozen=True, kw_only=True):
    """A verdict on a subject or pair. `sides`: of the relations of its first witness that cross a border."""

    id: str
    rule: str
    subject: str
    object: str | None
    verdict: str
    since: str | None
    last_attested: str | None
    independent_sources: int
    reason: Texts
    witnesses: tuple[tuple[str, ...], ...]
    evidence: tuple[EvidenceItem, ...]
    contradicted: bool
    reconciliation: tuple[Reconciliation, ...]
    copies: Copies = ()
    sides: Sides | None = None


class GapAnswer(GapItem, frozen=True, kw_only=True):
    """One gap with what an answer says of itself (a struct has one base, hence the envelope's fields again)."""

    as_of: str | None = None
    data_version: str
    limits_hit: tuple[str, ...] = ()
    warnings: tuple[Notice, ...] = ()
    entities: dict[str, Summary]


class Group(_Answer, frozen=True, kw_only=True):
    key: str
    total: int
    counts: dict[str, int]
    reconciliation: tuple[Reconciliation, ...]


class GapsAnswer(Envelope, frozen=True, kw_only=True):
    """`rule` is None where all rules were asked."""

    rule: str | None
    total: Total
    counts: dict[str, int]
    items: tuple[GapItem, ...]
    groups: tuple[Group, ...]
    entities: dict[str, Summary]
    next: str | None


class Head(_Answer, frozen=True, kw_only=True):
    """What a row or a column is: a summary, or a kind of actor, which is no entity and has no type."""

    id: str
    type: str | None
    subtype: str | None
    name: str
    names: Texts
    lifetime: str | None
    in_: str | None = msgspec.field(name="in")


class MatrixCell(_Answer, frozen=True, kw_only=True):
    """A cell. `count` is None where nothing is recorded (`verdict` says so), 0 only where a source says so.

    `certain`: how many of them hold certainly. `inherited`: how many former units had; they are counted only where
    there are no others. `collectives`: how many of `count` have an end that stands for several unnamed ones.
    `witnesses`: lists of relation ids, one relation or those that meet, and successions.
    """

    row: str
    col: str
    count: int | None
    certain: int | None
    holds: Holds
    verdict: str
    inherited: int
    collectives: int
    witnesses: tuple[tuple[str, ...], ...]
    sources: tuple[str, ...]
    independent_sources: int


class SourceCoverage(_Answer, frozen=True, kw_only=True):
    """How many statements are about anything in a row or column, of whatever date, and on which sources they rest."""

    key: str
    axis: Literal["row", "col"]
    statements: int
    sources: tuple[str, ...]


class MatrixAnswer(Envelope, frozen=True, kw_only=True):
    """`relations` are the relation types that were counted; none under a rule."""

    rows_by: str
    cols_by: str
    rule: str | None
    relations: tuple[str, ...]
    rows: tuple[Head, ...]
    cols: tuple[Head, ...]
    cells: tuple[MatrixCell, ...]
    coverage_of_sources: tuple[SourceCoverage, ...]


class ObservationItem(_Answer, frozen=True, kw_only=True):
    id: str
    subject: str
    indicator: str
    label: Texts
    value: int | float | None
    unit: str | None
    qualifier: str
    period: str | None
    verbatim: str | None
    flags: tuple[str, ...]
    recorded: int | None
    unnamed: int | float | None
    modality: str
    independent_sources: int
    evidence: tuple[EvidenceItem, ...]
    copies: Copies = ()


class SourceAnswer(Envelope, frozen=True, kw_only=True):
    """A source; `statements` counts what rests on it, by kind."""

    id: str
    title: str
    titles: Texts
    author: str | None
    published: str | None
    content_as_of: str | None
    genre: str | None
    attributes: Attributes
    shared_passages: tuple[dict[str, Any], ...]
    parts: tuple[Part, ...]
    statements: dict[str, int]
    note: str | None = None


class RuleItem(_Answer, frozen=True, kw_only=True):
    """A rule; `subject`, `object` and `pattern` as the rule file has them; `in_words`: what they mean."""

    id: str
    title: Texts
    explain: Texts
    subject: dict[str, Any]
    object: dict[str, Any] | None
    pattern: list[Any]
    at_least: int
    legal_basis: str | None
    indicators: tuple[str, ...]
    parameters: tuple[dict[str, Any], ...]
    absence: dict[str, Any]
    in_words: Texts


class DatasetItem(_Answer, frozen=True, kw_only=True):
    id: str
    loaded: str
    load: int
    retracted: bool
    statements: dict[str, int]
    rejected: int


class List(Envelope, frozen=True, kw_only=True):
    """A page of a list. `next` asks for the following page; None: this is the last."""

    items: tuple[Any, ...]
    total: Total
    next: str | None
    entities: dict[str, Summary] = {}


class VocabularyAnswer(Envelope, frozen=True, kw_only=True):
    entity_types: tuple[dict[str, Any], ...]
    relation_types: tuple[dict[str, Any], ...]
    indicators: tuple[dict[str, Any], ...]
    attributes: tuple[dict[str, Any], ...]
    source_parts: tuple[dict[str, Any], ...]
    genres: tuple[dict[str, Any], ...]
    classes: tuple[str, ...]
    modalities: tuple[str, ...]
    verdicts: tuple[str, ...]
    settings: dict[str, Any]
