"""Every error is a problem document with a status, a code, and what was expected."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.problems import STATUS, row_of
from api.routers import answers
from api.settings import Settings
from schema import errors

PATH = "/v1/paths?from=leg:04-ct-tw&to=don:gates"


def problem(client: TestClient, url: str, status: int, code: str, **options: Any) -> Any:
    """The problem that a request comes to, with what every problem has."""
    response = client.request(options.pop("method", "GET"), url, **options)
    assert (response.status_code, response.headers["content-type"]) == (status, "application/problem+json")
    body = response.json()
    assert body["code"] == code
    assert body["status"] == status
    assert body["type"] == f"/docs#{code}"
    assert all(isinstance(body[name], str) for name in ("title", "detail"))
    assert isinstance(body["errors"], list)
    return body


@pytest.mark.parametrize(
    ("url", "code", "value"),
    [
        ("/v1/entities/prov:atlantis", "unknown_entity", "prov:atlantis"),
        ("/v1/entities/Atlantis", "unknown_entity", "Atlantis"),
        ("/v1/paths?from=prov:atlantis&to=prov:lang-son", "unknown_entity", "prov:atlantis"),
        ("/v1/entities?in=Atlantis", "unknown_entity", "Atlantis"),
        ("/v1/gaps?rule=friendship-onion", "unknown_rule", "friendship-onion"),
        ("/v1/gaps/gap:friendship-union:prov:atlantis", "unknown_gap", "gap:friendship-union:prov:atlantis"),
        ("/v1/gaps/nonsense", "unknown_gap", "nonsense"),
        ("/v1/sources/s9", "unknown_source", "s9"),
        ("/v1/statements?source=s9", "unknown_source", "s9"),
        ("/v1/entities?dataset=atlantis", "unknown_dataset", "atlantis"),
        (f"{PATH}&dataset=border-diplomacy,atlantis", "unknown_dataset", "atlantis"),
    ],
)
def test_what_does_not_exist_is_named(client: TestClient, url: str, code: str, value: str) -> None:
    """A thing that does not exist is a 404 that repeats what was asked for."""
    (error,) = problem(client, url, 404, code)["errors"]
    assert error["value"] == value
    assert isinstance(error["candidates"], list)


@pytest.mark.parametrize(
    ("url", "candidate"),
    [
        ("/v1/entities/prov:lang-so", "prov:lang-son"),
        ("/v1/gaps?rule=friendship-onion", "friendship-union"),
        ("/v1/sources/s9", "s1"),
        ("/v1/datasets?dataset=x", None),
        ("/v1/entities?dataset=border", "border-diplomacy"),
    ],
)
def test_near_names_are_candidates(client: TestClient, url: str, candidate: str | None) -> None:
    """Where something is called nearly so, it is among the candidates."""
    (error,) = client.get(url).json()["errors"]
    assert candidate is None or candidate in [c["id"] for c in error["candidates"]]


def test_a_name_that_fits_several_lists_them(client: TestClient) -> None:
    """A bare name of an office is that of several provinces: the candidates are listed."""
    body = problem(client, "/v1/entities/Sở Ngoại vụ", 422, "ambiguous_entity")
    candidates = {c["id"] for c in body["errors"][0]["candidates"]}
    assert {"agc:so-ngoai-vu-lang-son", "agc:so-ngoai-vu-cao-bang"} <= candidates
    assert "agc:so-ngoai-vu-lang-son" in body["detail"]


@pytest.mark.parametrize(
    ("url", "parameter", "expected"),
    [
        (f"{PATH}&as_of=2010-13-45", "as_of", "YYYY-MM-DD"),
        (f"{PATH}&as_of=0000", "as_of", "YYYY-MM-DD"),
        (f"{PATH}&as_of=", "as_of", "YYYY-MM-DD"),
        (f"{PATH}&as_of=2010&as_of=2011", "as_of", "single"),
        (f"{PATH}&k=21", "k", "from 1 to 20, or all-shortest"),
        (f"{PATH}&k=0", "k", "1"),
        (f"{PATH}&k=1.5", "k", "1"),
        (f"{PATH}&max_hops=9", "max_hops", "from 0 to 8"),
        (f"{PATH}&max_hops=-1", "max_hops", "from 0 to 8"),
        (f"{PATH}&relation=implement", "relation", "implements"),
        (f"{PATH}&relation=meets,,funds", "relation", "not empty"),
        (f"{PATH}&class=friendly", "class", "cooperation"),
        (f"{PATH}&entity_type=agency", "entity_type", "Agency"),
        (f"{PATH}&channel=chn:nope", "channel", "chn:doi-ngoai-nhan-dan"),
        (f"{PATH}&channel=don:gates", "channel", "chn:doi-ngoai-nhan-dan"),
        (f"{PATH}&holds=maybe", "holds", "certain"),
        (f"{PATH}&modality=asserted,dreamt", "modality", "planned"),
        (f"{PATH}&lang=fr", "lang", "vi, en"),
        ("/v1/paths?from=leg:04-ct-tw", "to", "required"),
        ("/v1/paths?from=leg:04-ct-tw&to=", "to", "not empty"),
        ("/v1/statements?source=", "source", "not empty"),
        ("/v1/statements?genre=%20", "genre", "not empty"),
        ("/v1/entities?next=", "next", "not empty"),
        ("/v1/entities?type=agency", "type", "Agency"),
        ("/v1/entities?limit=1001", "limit", "1000"),
        ("/v1/entities?limit=0", "limit", "1000"),
        ("/v1/entities?next=nonsense", "next", "next"),
        ("/v1/entities?q=a%00b", "q", "control"),
        ("/v1/entities/don:gates/relations?direction=up", "direction", "out"),
        ("/v1/gaps?verdict=bad", "verdict", "stated_absent"),
        ("/v1/gaps?group_by=colour", "group_by", "area"),
        ("/v1/gaps?rule=training-since&since=someday", "since", "EDTF"),
        ("/v1/gaps?rule=training-since&since=../2010", "since", "start"),
        ("/v1/observations?indicator=happiness", "indicator", "/v1/vocabulary"),
        ("/v1/observations?period=long ago", "period", "EDTF"),
        ("/v1/statements?kind=rumour", "kind", "absence"),
        ("/v1/statements?inference=guessed", "inference", "implicit"),
        ("/v1/export?format=xml", "format", "jsonl"),
    ],
)
def test_a_value_that_cannot_be_read_says_what_was_expected(
    client: TestClient, url: str, parameter: str, expected: str
) -> None:
    """The parameter, the value that came and what was expected are all there."""
    headers = {"Accept-Language": "en"}
    (error,) = problem(client, url, 422, "invalid_parameter", headers=headers)["errors"]
    assert error["parameter"] == parameter
    assert "value" in error
    assert expected in error["expected"]


def test_all_wrong_values_are_told_at_once(client: TestClient) -> None:
    """Three wrong parameters are three errors of one answer."""
    body = problem(client, "/v1/paths?from=a&k=99&as_of=never", 422, "invalid_parameter")
    assert [e["parameter"] for e in body["errors"]] == ["to", "as_of", "k"]


@pytest.mark.parametrize(
    ("url", "parameter", "near"),
    [
        (f"{PATH}&asof=2010-01-01", "asof", "as_of"),
        (f"{PATH}&maxhops=3", "maxhops", "max_hops"),
        ("/v1/entities?limmit=3", "limmit", "limit"),
        ("/v1/entities/don:gates?id=x", "id", None),
        ("/v1/gaps?rule=friendship-union&since=2010", "since", None),
        ("/v1/gaps/gap:friendship-union:prov:lang-son?since=2010", "since", None),
        ("/v1/vocabulary?zzz=1", "zzz", None),
        ("/v1/rules?dataset=border-diplomacy", "dataset", None),
        ("/docs?zzz=1", "zzz", None),
        ("/?zzz=1", "zzz", None),
        ("/v1/export?limit=3", "limit", None),
    ],
)
def test_a_misspelt_parameter_is_never_ignored(client: TestClient, url: str, parameter: str, near: str | None) -> None:
    """An unknown parameter is an error, which names the one that may have been meant."""
    (error,) = problem(client, url, 422, "unknown_parameter")["errors"]
    assert error["parameter"] == parameter
    if near:
        assert error["candidates"] == [{"id": near}]
        assert near in error["expected"]


def test_rules_have_parameters_of_their_own(client: TestClient) -> None:
    """A parameter of a rule is taken where that rule is asked, alone, with others, or by the id of a gap."""
    for url in (
        "/v1/gaps?rule=training-since&since=2012",
        "/v1/gaps?since=2012",
        "/v1/gaps?rule=training-since,friendship-union&since=2012",
        "/v1/gaps/gap:training-since:agc:mttq-vn?since=2012",
    ):
        assert client.get(url).status_code == 200


@pytest.mark.parametrize("path", ["/nope", "/v1", "/v1/entities/", "/v1/gaps/a/b/c", "/v2/paths"])
def test_an_unknown_address_is_a_problem_too(client: TestClient, path: str) -> None:
    """An address that is none is a 404 with a code of its own."""
    assert path in problem(client, path, 404, "not_found")["detail"]


@pytest.mark.parametrize("name", ["04-CT%2FTW", "04-CT/TW", "Chỉ thị 04-CT/TW", "leg:04-ct-tw"])
def test_a_name_with_a_slash_is_an_address(client: TestClient, name: str) -> None:
    """Wherever an entity is meant a name may be given, also in an address."""
    assert client.get(f"/v1/entities/{name}").json()["id"] == "leg:04-ct-tw"
    assert client.get(f"/v1/entities/{name}/relations").json()["total"]["value"] > 0


@pytest.mark.parametrize(
    ("gap", "near"),
    [
        ("gap:friendship-union:prov:lang-sn", "gap:friendship-union:prov:lang-son"),
        ("gap:friendship-unio:prov:lang-son", "gap:friendship-union:prov:lang-son"),
        ("gap:donor-funded:don:gates", "gap:donor-funded:don:gates:prov:lang-son"),
    ],
)
def test_near_gaps_are_named(client: TestClient, gap: str, near: str) -> None:
    """An id of a gap that there is not is answered with those like it."""
    (error,) = problem(client, f"/v1/gaps/{gap}", 404, "unknown_gap")["errors"]
    assert near in [c["id"] for c in error["candidates"]]
    assert error["parameter"] == "id"


@pytest.mark.parametrize(("method", "path"), [("DELETE", "/v1/paths"), ("POST", "/v1/entities"), ("PUT", "/healthz")])
def test_a_method_that_is_not_taken_says_which_are(client: TestClient, method: str, path: str) -> None:
    """A wrong method is a 405 with the header that says which are right."""
    problem(client, path, 405, "method_not_allowed", method=method)
    assert "GET" in client.request(method, path).headers["allow"]


@pytest.mark.parametrize("path", [PATH, "/v1/rules", "/v1/export", "/", "/docs", "/openapi.json"])
def test_a_form_that_there_is_not_is_refused(client: TestClient, path: str) -> None:
    """Who accepts nothing that we have is told what we have."""
    body = problem(client, path, 406, "not_acceptable", headers={"Accept": "text/turtle"})
    assert "/" in body["detail"]


@pytest.mark.parametrize(
    "accept", ["application/json", "*/*", "application/*;q=0.1", "text/html, application/json;q=0.5", ""]
)
def test_who_takes_json_gets_json(client: TestClient, accept: str) -> None:
    """Any range that has our media type in it will do."""
    assert client.get(PATH, headers={"Accept": accept}).status_code == 200


def test_who_refuses_json_gets_none(client: TestClient) -> None:
    """A weight of nought is a refusal, even beside a range that would do."""
    problem(client, PATH, 406, "not_acceptable", headers={"Accept": "application/json;q=0, text/*"})


@pytest.mark.parametrize(
    ("body", "code", "status"),
    [
        (b"[]", "invalid_parameter", 422),
        (b"{", "invalid_parameter", 422),
        (b"\xff", "invalid_parameter", 422),
        (b'{"from": "\\ud800", "to": "don:gates"}', "invalid_parameter", 422),
        (b'{"from": true, "to": "don:gates"}', "invalid_parameter", 422),
        (b'{"from": [["don:gates"]], "to": "don:gates"}', "invalid_parameter", 422),
        (b'{"from": "don:gates", "to": "don:gates", "colour": null}', "unknown_parameter", 422),
        (b'{"from": "don:gates", "to": "don:gates", "k": 1.5}', "invalid_parameter", 422),
        (b"[" * 100_000, "invalid_parameter", 422),
        (b" " * (answers.MAX_BODY + 1), "too_large", 413),
    ],
)
def test_a_body_that_is_no_question_is_refused(client: TestClient, body: bytes, code: str, status: int) -> None:
    """A body is a JSON object of parameters, of a size that parameters have."""
    headers = {"Content-Type": "application/json"}
    problem(client, "/v1/paths", status, code, method="POST", content=body, headers=headers)


@pytest.mark.parametrize(
    "media", ["text/plain", "application/x-www-form-urlencoded", "application/json; charset=latin-1"]
)
def test_a_body_of_another_type_is_refused(client: TestClient, media: str) -> None:
    """A body that is not JSON in UTF-8 is a 415."""
    headers = {"Content-Type": media}
    problem(client, "/v1/paths", 415, "unsupported_media_type", method="POST", content=b"{}", headers=headers)


def test_a_store_that_is_not_there_is_unavailable(tmp_path: Path) -> None:
    """Questions are refused with 503 and when to come back; the process itself is well."""
    with TestClient(create_app(Settings(store=str(tmp_path / "none.db")))) as client:
        body = problem(client, PATH, 503, "store_unavailable")
        assert "nhipcau load" in body["detail"]
        assert int(client.get(PATH).headers["retry-after"]) > 0
        problem(client, "/readyz", 503, "store_unavailable")
        problem(client, "/v1/export", 503, "store_unavailable")
        assert client.get("/healthz").status_code == 200
        assert client.get("/docs").status_code == 200


def test_a_failure_shows_nothing_of_the_inside(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """What nobody foresaw is a 500 without a word of where and how."""

    def fail(*_: object) -> None:
        raise RuntimeError("secret/place.py")

    monkeypatch.setattr(answers, "prepare", fail)
    body = problem(client, "/v1/rules", 500, "internal_error")
    assert "secret" not in str(body)


def test_every_error_has_a_row_in_the_table() -> None:
    """Each class of the tree has a status of its own or that of its nearest parent."""
    classes: list[type[errors.NhipcauError]] = [errors.NhipcauError]
    for kind in classes:
        classes += kind.__subclasses__()
    expected = {errors.LoadRefused: 422, errors.EdtfError: 422, errors.StoreUnavailable: 503, errors.StaleCursor: 410}
    assert {kind: STATUS[next(c for c in kind.__mro__ if c in STATUS)].status for kind in expected} == expected
    assert all(any(c in STATUS for c in kind.__mro__) for kind in classes)
    assert row_of(errors.LoadRefused("x")).status == 422


def test_errors_speak_the_language_asked_for(client: TestClient) -> None:
    """Title, detail and what was expected are in Vietnamese, or in English where that is preferred."""
    tell: Callable[..., Any] = lambda **o: client.get("/v1/gaps?verdict=bad", **o).json()  # noqa: E731
    vietnamese, english = tell(), tell(headers={"Accept-Language": "en-GB,en;q=0.9"})
    assert "cần một trong" in vietnamese["detail"]
    assert "expected one of" in english["detail"]
    assert vietnamese["title"] != english["title"]


def test_an_error_speaks_the_language_of_the_body(client: TestClient) -> None:
    """Where the language is given in a body, errors have it, too."""
    body = {"from": "prov:none", "to": "prov:lang-son"}
    for lang, title in (("en", "No such thing"), ("vi", "Không có")):
        found = client.post("/v1/paths", json={**body, "lang": lang})
        assert (found.status_code, found.json()["title"]) == (404, title)
