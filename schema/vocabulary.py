"""The vocabulary: types, relation types, indicators, roles and settings, as data.

`schema/data/vocabulary.json` is the one place where they are written; validation, JSON Schema, the spreadsheet
template and the pages derive from it. The code names no type: it asks for roles and fields.
"""

from __future__ import annotations

import functools
import hashlib
import importlib.resources
import zoneinfo
from collections.abc import Iterable
from typing import Literal

import msgspec

from schema.errors import VocabularyError
from schema.statements import Modality, Texts

RelationClass = Literal["cooperation", "activity", "resource", "normative", "structural", "thematic", "identity"]
Walk = Literal["through", "at_ends", "never"]
Behaviour = Literal["state", "event", "attested"]
SteppingStone = Literal["yes", "end", "never"]
EntityKind = Literal["place", "actor", "agreement", "event", "project", "instrument", "topic"]

CLASSES: tuple[RelationClass, ...] = (
    "cooperation", "activity", "resource", "normative", "structural", "thematic", "identity",
)  # fmt: skip
"""The classes from the strongest link to the weakest."""


class _Strict(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    pass


class AttributeType(_Strict, frozen=True, kw_only=True):
    """An attribute that has a column of its own in tables."""

    name: str
    label: Texts
    value: Literal["text", "date", "entity", "boolean", "number"]
    choices: tuple[str, ...] = ()


class EntityType(_Strict, frozen=True, kw_only=True):
    """A type of entity.

    `born`, `ended`, `lives`: attributes that bound its lifetime (`lives` is a period). `happens`: attributes that
    date an event. `acts`: attribute that dates an otherwise undated act of an instrument. `unit_words`: what may stand
    beside the bare name of one (tỉnh, huyện …), folded.
    """

    type: str
    label: Texts
    definition: Texts
    kind: EntityKind
    stepping_stone: SteppingStone
    standard: str
    born: tuple[str, ...] = ("founded",)
    ended: tuple[str, ...] = ("abolished",)
    lives: str | None = None
    happens: tuple[str, ...] = ()
    acts: str | None = None
    subtypes: dict[str, Texts] = {}
    unit_words: tuple[str, ...] = ()

    @property
    def dated(self) -> tuple[str, ...]:
        """All attributes that date it, its lifetime or its acts."""
        return (*self.born, *self.ended, *self.happens, *filter(None, (self.lives, self.acts)))


class RelationType(_Strict, frozen=True, kw_only=True):
    """A type of relation. `ends` are the pairs (domain, range) found so far: a pair outside is a warning."""

    type: str
    label: Texts
    definition: Texts
    cls: RelationClass = msgspec.field(name="class")
    walk: Walk
    time: Behaviour
    inverse: str | None = None
    inverse_label: Texts = {}
    symmetric: bool = False
    standard: str
    ends: tuple[tuple[str, str], ...] = ()
    persistence_years: int | None = None


class Counts(_Strict, frozen=True, kw_only=True):
    """What an indicator counts: relations of a type, with an end of one of `types`, of one of `subtypes` if named.

    `within` says where: relations of the observation's subject itself, or those with an end in the areas to which
    the subject applies. `unit` says what one is: a relation, or a distinct end.
    """

    relation: str
    types: tuple[str, ...]
    subtypes: tuple[str, ...] = ()
    within: Literal["subject", "area"]
    unit: Literal["relation", "end"] = "relation"


class Indicator(_Strict, frozen=True, kw_only=True):
    """A kind of figure."""

    id: str
    label: Texts
    counts: Counts | None = None


class SourcePart(_Strict, frozen=True, kw_only=True):
    """A kind of passage of a source that is told apart from its text."""

    kind: str
    label: Texts
    definition: Texts


class Roles(_Strict, frozen=True, kw_only=True):
    """Which types play the parts that the program must know, so that it names none.

    `within`: relation types whose source lies in, governs, applies to or is part of the target. `channel`, `sector`:
    the relation types that say through which channel something runs, and which sector it is about. `succession`: the
    one that says what a unit became. `country`, `area`: the entity types of a country and of the unit by which answers
    are grouped. `viewpoint_attribute`: the attribute of a source that names the entity from whose side it is written;
    `through_attribute`: the one that names the source through which alone it is known, since it was not read.
    """

    within: tuple[str, ...]
    within_attribute: str
    viewpoint_attribute: str
    through_attribute: str
    channel: str
    sector: str
    succession: str
    country: str
    area: str


class Relaxation(_Strict, frozen=True, kw_only=True):
    """A link that is no path, named in a warning: what must be let go for it to be found.

    `modalities`: which statements count; `connects`: relation types and classes that may connect by themselves;
    `walks`: those that are walked anywhere; `stones`: entity types that are stepping stones anywhere.
    """

    code: str
    modalities: tuple[Modality, ...] = ("asserted",)
    connects: tuple[str, ...] = ()
    walks: tuple[str, ...] = ()
    stones: tuple[str, ...] = ()


class Settings(_Strict, frozen=True, kw_only=True):
    """`persistence_years`: how long old news stays certain. `timezone`: where "today" is."""

    persistence_years: int
    timezone: str


class Genre(_Strict, frozen=True, kw_only=True):
    """What a genre of sources is called; of others the text itself is shown."""

    genre: str
    label: Texts


class Vocabulary(_Strict, frozen=True, kw_only=True, dict=True):
    """All of it, checked on load: every name that is used is defined."""

    settings: Settings
    roles: Roles
    attributes: tuple[AttributeType, ...]
    entity_types: tuple[EntityType, ...]
    relation_types: tuple[RelationType, ...]
    indicators: tuple[Indicator, ...]
    relaxations: tuple[Relaxation, ...]
    source_parts: tuple[SourcePart, ...]
    genres: tuple[Genre, ...] = ()

    def __post_init__(self) -> None:
        problems = list(_problems(self))
        if problems:
            raise VocabularyError("; ".join(problems))

    @functools.cached_property
    def _entity_types(self) -> dict[str, EntityType]:
        return {t.type: t for t in self.entity_types}

    @functools.cached_property
    def _relation_types(self) -> dict[str, RelationType]:
        return {t.type: t for t in self.relation_types}

    @functools.cached_property
    def _indicators(self) -> dict[str, Indicator]:
        return {i.id: i for i in self.indicators}

    def entity_type(self, name: str) -> EntityType | None:
        """The entity type of that name, or None."""
        return self._entity_types.get(name)

    def relation_type(self, name: str) -> RelationType | None:
        """The relation type of that name, or None."""
        return self._relation_types.get(name)

    def indicator(self, name: str) -> Indicator | None:
        """The indicator of that name, or None."""
        return self._indicators.get(name)

    def source_part(self, kind: str) -> SourcePart | None:
        """The kind of passage of that name, or None."""
        return next((p for p in self.source_parts if p.kind == kind), None)

    def genre_label(self, genre: str) -> Texts:
        """What a genre is called: where it is not known, as it is."""
        return next((g.label for g in self.genres if g.genre == genre), {"vi": genre, "en": genre})

    def digest(self) -> str:
        """SHA-256 of the canonical JSON, hexadecimal."""
        return hashlib.sha256(msgspec.json.encode(self, order="sorted")).hexdigest()


def _problems(v: Vocabulary) -> Iterable[str]:
    entity_names = [t.type for t in v.entity_types]
    relation_names = [t.type for t in v.relation_types]
    for what, names in (
        ("entity type", entity_names),
        ("relation type", relation_names),
        ("indicator", [i.id for i in v.indicators]),
        ("attribute", [a.name for a in v.attributes]),
        ("source part", [p.kind for p in v.source_parts]),
        ("genre", [g.genre for g in v.genres]),
    ):
        for name in sorted({n for n in names if names.count(n) > 1}):
            yield f"{what} {name} is defined twice"
    entities, relations = set(entity_names), set(relation_names)

    def unknown(where: str, used: Iterable[str], defined: set[str]) -> Iterable[str]:
        for name in used:
            if name not in defined:
                yield f"{where} names {name}, which is not defined"

    yield from unknown("roles.within", v.roles.within, relations)
    yield from unknown("roles", (v.roles.channel, v.roles.sector, v.roles.succession), relations)
    yield from unknown("roles", (v.roles.country, v.roles.area), entities)
    for r in v.relation_types:
        yield from unknown(f"ends of {r.type}", {e for pair in r.ends for e in pair}, entities)
        if r.symmetric and r.inverse:
            yield f"{r.type} is symmetric and has an inverse"
    for i in v.indicators:
        if i.counts:
            yield from unknown(f"indicator {i.id}", (i.counts.relation,), relations)
            yield from unknown(f"indicator {i.id}", i.counts.types, entities)
    for x in v.relaxations:
        yield from unknown(f"relaxation {x.code}", (*x.walks, *x.connects), relations | set(CLASSES))
        yield from unknown(f"relaxation {x.code}", x.stones, entities)
    labels = {
        **{t.type: t.label for t in v.entity_types},
        **{t.type: t.label for t in v.relation_types},
        **{i.id: i.label for i in v.indicators},
        **{a.name: a.label for a in v.attributes},
        **{p.kind: p.label for p in v.source_parts},
        **{g.genre: g.label for g in v.genres},
    }
    for name, label in labels.items():
        if not {"vi", "en"} <= set(label):
            yield f"{name} lacks a label in vi or en"
    try:
        zoneinfo.ZoneInfo(v.settings.timezone)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError):
        yield f"settings.timezone {v.settings.timezone!r} is no time zone"
    if v.settings.persistence_years < 0:
        yield "settings.persistence_years is negative"


def read(text: bytes | str) -> Vocabulary:
    """A vocabulary from its JSON.

    Raises:
        VocabularyError: it is not one, or it names something that it does not define.
    """
    try:
        return msgspec.json.decode(text, type=Vocabulary)
    except msgspec.ValidationError as error:
        raise VocabularyError(str(error)) from error
    except (msgspec.DecodeError, UnicodeError) as error:
        raise VocabularyError(f"not JSON: {error}") from error


@functools.cache
def bundled() -> Vocabulary:
    """The vocabulary that comes with the program."""
    return read(importlib.resources.files("schema").joinpath("data/vocabulary.json").read_bytes())
