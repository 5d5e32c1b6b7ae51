"""The OpenAPI document and the reference page derive from the table of questions."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import msgspec
import pytest
from fastapi.testclient import TestClient

from api import reference
from api.examples import shape
from api.parameters import EXPORT, QUESTIONS
from api.problems import STATUS

Get = Callable[..., Any]


@pytest.fixture(scope="module")
def document(get: Get) -> Any:
    """The OpenAPI document."""
    return get("/openapi.json")


@pytest.mark.parametrize("question", [*QUESTIONS.values(), EXPORT], ids=lambda q: q.what)
def test_every_question_is_in_the_document(document: Any, question: Any) -> None:
    """Each address has an example and all its parameters, with a description and the default that the program takes."""
    operation = document["paths"][question.path]["get"]
    if question is not EXPORT:
        example = operation["responses"]["200"]["content"]["application/json"]["example"]
        assert example == reference.examples()[question.what]
    found = {p["name"]: p for p in operation["parameters"]}
    assert set(found) >= {p.name for p in question.parameters} | {"lang"}
    assert all(p["description"] for p in operation["parameters"])
    for parameter in question.parameters:
        said = found[parameter.name]
        assert (said["in"], said["required"]) == (parameter.place, parameter.required)
        if parameter.default is not None:
            default = said["schema"]["default"]
            assert (",".join(default) if isinstance(default, list) else str(default)) == parameter.default


def test_parameters_of_rules_are_in_the_document(document: Any) -> None:
    """What a rule takes besides is an optional parameter of the questions about gaps."""
    for path in ("/v1/gaps", "/v1/gaps/{id}"):
        (since,) = [p for p in document["paths"][path]["get"]["parameters"] if p["name"] == "since"]
        assert not since["required"]


def test_a_posted_question_is_in_the_document(document: Any) -> None:
    """The body of a posted question has the parameters of the address."""
    schema = document["paths"]["/v1/paths"]["post"]["requestBody"]["content"]["application/json"]["schema"]
    assert set(schema["properties"]) == {p.name for p in QUESTIONS["paths"].parameters}
    assert schema["required"] == ["from", "to"]


def test_every_reference_in_the_document_leads_somewhere(document: Any) -> None:
    """What the document refers to, it has."""
    text = msgspec.json.encode(document).decode()
    names = set(re.findall(r'"#/components/schemas/(\w+)"', text))
    assert names
    assert names <= set(document["components"]["schemas"])


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=lambda q: q.what)
def test_examples_are_what_the_program_answers(get: Get, question: Any) -> None:
    """The example of a question is its answer in English, cut short; versions and times of loads aside."""
    separator = "&" if "?" in question.example else "?"
    answer = shape(get(f"{question.example}{separator}lang=en"))
    example = reference.examples()[question.what]
    changing = re.compile(rb'"(data_version|loaded)":"[^"]*"')
    said, written = (changing.sub(b"", msgspec.json.encode(x, order="sorted")) for x in (answer, example))
    assert said == written


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_reference_page_needs_nobody_else(client: TestClient, lang: str) -> None:
    """The page is plain HTML in either language, without scripts and without any address but ours."""
    response = client.get(f"/docs?lang={lang}")
    page = response.text
    assert f'<html lang="{lang}">' in page
    assert "<script" not in page
    assert not re.findall(r'(?:href|src)="(?!/|data:,|#)[^"]*"', page)
    for question in QUESTIONS.values():
        assert question.path in page
        assert question.about[lang].replace("'", "&#x27;") in page


def test_the_reference_page_explains_every_code(client: TestClient) -> None:
    """The address in the type of a problem leads to its place on the page."""
    page = client.get("/docs").text
    codes = {kind.code for kind in STATUS if kind.code not in ("error", "unknown_thing", "invalid_parameter")}
    for code in (*codes, "unknown_entity", "unknown_dataset", "invalid_parameter"):
        assert f'id="{code}"' in page
