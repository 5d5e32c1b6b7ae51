"""The OpenAPI document, derived from the table of questions and from the answer types."""

from __future__ import annotations

import functools
import importlib.resources
from typing import Any

import msgspec
from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from api import problems
from api.parameters import EXPORT, LANGUAGE, QUESTIONS, Parameter, QuestionType, choices_of
from api.reading import rule_parameters
from api.replies import JSON, LINES
from api.settings import program_version
from graph.answers import (
    DatasetItem,
    EntityAnswer,
    GapAnswer,
    GapsAnswer,
    Hit,
    List,
    MatrixAnswer,
    ObservationItem,
    PathAnswer,
    RelationItem,
    RuleItem,
    SourceAnswer,
    VocabularyAnswer,
)
from schema import rules, vocabulary
from schema.statements import Absence, Entity, Objective, Observation, Relation

Json = dict[str, Any]

STATEMENTS = (Entity, Relation, Observation, Absence, Objective)
ANSWERS: dict[str, type] = {
    "entity": EntityAnswer, "paths": PathAnswer, "gaps": GapsAnswer, "gap": GapAnswer, "matrix": MatrixAnswer,
    "source": SourceAnswer, "vocabulary": VocabularyAnswer,
}  # fmt: skip
ITEMS: dict[str, tuple[type, ...]] = {
    "entities": (Hit,), "relations": (RelationItem,), "rules": (RuleItem,), "observations": (ObservationItem,),
    "statements": STATEMENTS, "sources": (SourceAnswer,), "datasets": (DatasetItem,),
}  # fmt: skip
"""What the questions that are answered by a list have as items."""

_ERRORS = {
    "404": "unknown_entity, unknown_rule, unknown_gap, unknown_source, unknown_dataset",
    "406": "not_acceptable", "410": "stale_cursor",
    "422": "ambiguous_entity, invalid_parameter, unknown_parameter", "503": "store_unavailable",
}  # fmt: skip
_POST_ERRORS = {"413": "too_large", "415": "unsupported_media_type"}
_OF_RULES = ("gaps", "gap", "matrix")
_REF = "#/components/schemas/{name}"


def parameters_of(question: QuestionType) -> list[Parameter]:
    """The parameters of a question, with those that the bundled rules have of their own, and the language."""
    asked = {"gaps": rules.bundled(), "gap": rules.bundled(), "matrix": [r for r in rules.bundled() if r.objects]}
    own = rule_parameters(asked.get(question.what, ()))
    return [*question.parameters, *own, LANGUAGE]


def operation(question: QuestionType, method: str) -> Json:
    """What the OpenAPI document says of a question."""
    found = parameters_of(question)
    in_address = [p for p in found if method == "GET" or p.place == "path" or p is LANGUAGE]
    errors = {**_ERRORS, **(_POST_ERRORS if method == "POST" else {})}
    said: Json = {
        "description": question.about["en"], "x-description": question.about, "x-example": question.example,
        "parameters": [_parameter(p) for p in in_address],
        "responses": {"200": _answer(question), **{s: _problem(codes) for s, codes in sorted(errors.items())}},
    }  # fmt: skip
    if method == "GET":
        said["responses"]["304"] = {"description": "The client has this answer (If-None-Match)"}
    else:
        body = {
            "type": "object", "additionalProperties": False,
            "required": [p.name for p in found if p.required],
            "properties": {p.name: {**_schema(p), "description": _described(p)} for p in found if p is not LANGUAGE},
        }  # fmt: skip
        said["requestBody"] = {"required": True, "content": {JSON: {"schema": body}}}
    return said


def document(app: FastAPI) -> Json:
    """The whole OpenAPI document."""
    if app.openapi_schema is None:
        found = get_openapi(
            title=app.title, version=program_version(), routes=app.routes,
            summary="Cooperation across borders: what is connected, what is missing, since when, and says who",
        )  # fmt: skip
        types = [*ANSWERS.values(), List, *(t for items in ITEMS.values() for t in items), problems.Problem]
        _, schemas = msgspec.json.schema_components(types, ref_template=_REF)
        schemas["Evidence"] = {"$ref": _REF.format(name="EvidenceItem")}  # as whole statements quote it, too
        found["components"] = {"schemas": schemas}
        for question in QUESTIONS.values():  # put in last, since FastAPI leaves out what is null
            content = found["paths"][question.path]["get"]["responses"]["200"]["content"]
            content[JSON]["example"] = examples()[question.what]
            known = found["paths"][question.path]["get"]["parameters"]
            known += [p for p in _added(app, question) if p["name"] not in {k["name"] for k in known}]
        app.openapi_schema = found
    return app.openapi_schema


def _added(app: FastAPI, question: QuestionType) -> list[Json]:
    """The parameters of rules that were added to the bundled ones."""
    asked = app.state.rules if question.what in ("gaps", "gap") else [r for r in app.state.rules if r.objects]
    return [_parameter(p) for p in rule_parameters(asked if question.what in _OF_RULES else ())]


@functools.cache
def examples() -> Json:
    """An answer of each question, its lists cut short."""
    found: Json = msgspec.json.decode(importlib.resources.files("api").joinpath("examples.json").read_bytes())
    return found


def _answer(question: QuestionType) -> Json:
    if question is EXPORT:
        return {"description": "Statements, one on a line", "content": {LINES: {"schema": {"type": "string"}}}}
    items = ITEMS.get(question.what)
    if items is None:
        schema: Json = {"$ref": _REF.format(name=ANSWERS[question.what].__name__)}
    else:
        refs = [{"$ref": _REF.format(name=t.__name__)} for t in items]
        each = refs[0] if len(refs) == 1 else {"oneOf": refs}
        schema = {
            "allOf": [{"$ref": _REF.format(name="List")}, {"properties": {"items": {"type": "array", "items": each}}}]
        }
    return {"description": "The answer", "content": {JSON: {"schema": schema}}}


def _problem(codes: str) -> Json:
    schema = {"$ref": _REF.format(name="Problem")}
    return {"description": codes, "content": {problems.MEDIA: {"schema": schema}}}


def _parameter(parameter: Parameter) -> Json:
    said: Json = {
        "name": parameter.name, "in": parameter.place, "required": parameter.required,
        "description": _described(parameter), "schema": _schema(parameter), "x-description": parameter.about,
    }  # fmt: skip
    if said["schema"]["type"] == "array":
        said |= {"style": "form", "explode": parameter.kind in ("entities", "topics")}
    if parameter.default_about:
        said["x-default"] = parameter.default_about
    return said


def _described(parameter: Parameter) -> str:
    default = f" (default: {parameter.default_about['en']})" if parameter.default_about else ""
    return parameter.about["en"] + default


def _schema(parameter: Parameter) -> Json:
    known = list(choices_of(parameter, vocabulary.bundled()))
    default: Any = parameter.default
    said: Json = {"type": "string"}
    if parameter.kind == "number":
        said = {"type": "integer", "minimum": parameter.least, "maximum": parameter.most}
        if parameter.words:
            said = {"type": ["integer", "string"], "anyOf": [said, {"enum": list(parameter.words)}]}
        default = int(default) if default else None
    elif parameter.kind in ("choices", "entities", "topics", "names"):
        said = {"type": "array", "items": {"type": "string", **({"enum": known} if known else {})}}
        default = default.split(",") if default else None
    elif known:
        said["enum"] = known
    elif parameter.kind == "day":
        said["examples"] = ["2024-01-01", "2024-01", "2024", "today"]
    elif parameter.kind in ("first_day", "period"):
        said["examples"] = ["2016-02", "2006/2010"]
    return said if default is None else {**said, "default": default}
