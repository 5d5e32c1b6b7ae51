"""JSON Schema of statements, with the names that the vocabulary allows."""

from __future__ import annotations

from typing import Any

import msgspec

from schema.statements import LANGUAGES, MODALITIES, Statement
from schema.vocabulary import Vocabulary

_ENTITY_ID = r"^[^\s:/?#,]+:[^\s:/?#,]+$"
_STATEMENT_ID = r"^[^\s/?#,]+$"
_ENTITY_FIELDS = {"Relation": ("source", "target"), "Observation": ("subject",), "Absence": ("subject", "object"),
                  "Objective": ("subject",), "Evidence": ("asserted_by",)}  # fmt: skip
_TEXT_FIELDS = {"Entity": "names", "Source": "title", "Absence": "text", "Objective": "text"}


def json_schema(vocabulary: Vocabulary) -> dict[str, Any]:
    """The JSON Schema (2020-12) of a line of JSON Lines.

    It restricts types, indicators, ids and languages. Dates in EDTF, the order of positions and whether a reference
    leads anywhere are beyond it: loading checks them.
    """
    (schema,), definitions = msgspec.json.schema_components([Statement], ref_template="#/$defs/{name}")
    for definition in definitions.values():
        if "properties" in definition:
            definition["additionalProperties"] = False
    _one_of(definitions["Entity"], "type", [t.type for t in vocabulary.entity_types])
    _one_of(definitions["Relation"], "type", [t.type for t in vocabulary.relation_types])
    _one_of(definitions["Observation"], "indicator", [i.id for i in vocabulary.indicators])
    _one_of(definitions["Part"], "kind", [p.kind for p in vocabulary.source_parts])
    objective = definitions["Objective"]
    _one_of(objective, "modality", [m for m in MODALITIES if m != "asserted"])
    objective["properties"]["modality"].pop("default", None)
    objective["required"] = sorted({*objective["required"], "modality"})
    for name, definition in definitions.items():
        for field in _ENTITY_FIELDS.get(name, ()):
            _pattern(definition["properties"][field], _ENTITY_ID)
        if "id" in definition["properties"]:
            _pattern(definition["properties"]["id"], _ENTITY_ID if name == "Entity" else _STATEMENT_ID)
        if name in _TEXT_FIELDS:
            texts = definition["properties"][_TEXT_FIELDS[name]]
            texts |= {"propertyNames": {"enum": list(LANGUAGES)}, "minProperties": 1}
    attributes = {a.name: _value(a.value, a.choices) for a in vocabulary.attributes}
    definitions["Entity"]["properties"]["attributes"] |= {"properties": attributes}
    viewpoint = {vocabulary.roles.viewpoint_attribute: _value("entity", ())}
    definitions["Source"]["properties"]["attributes"] |= {"properties": viewpoint}
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Statement", **schema,
            "$defs": definitions}  # fmt: skip


def _one_of(definition: dict[str, Any], field: str, names: list[str]) -> None:
    old = definition["properties"][field]
    definition["properties"][field] = {**{k: v for k, v in old.items() if k == "default"}, "enum": names}


def _pattern(schema: dict[str, Any], pattern: str) -> None:
    for part in schema.get("anyOf", [schema]):
        if part.get("type") == "string":
            part["pattern"] = pattern


def _value(value: str, choices: tuple[str, ...]) -> dict[str, Any]:
    if choices:
        return {"enum": [*choices, None]}
    if value == "entity":
        return {"anyOf": [{"type": "string", "pattern": _ENTITY_ID}, {"type": "null"}]}
    plain = {"text": "string", "date": "string", "boolean": "boolean", "number": "number"}[value]
    return {"type": [plain, "null"]}
