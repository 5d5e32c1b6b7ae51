"""Parameters: what is read, in which forms, and that no input whatever makes the program fail."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from api.parameters import QUESTIONS
from api.questions import ask
from api.views import Views, open_store
from loaders.load import load
from schema.errors import InvalidParameter, NhipcauError
from schema.statements import Entity, Relation, Statement, encode

Get = Callable[..., Any]
PATH = "/v1/paths?from=leg:04-ct-tw&to=don:gates"

NAMES = sorted({p.name for q in QUESTIONS.values() for p in q.parameters} | {"since", "lang", "asof", ""})
ODD = [
    "prov:lang-son",
    "Lạng Sơn",
    "don:gates",
    "2012",
    "2012-02-30",
    "2024-01-01",
    "9999",
    "all",
    "gap",
    "1",
    "0",
    "-1",
    "asserted",
    "planned",
    "meets",
    "Province",
    "cooperation",
    "chn:doi-ngoai-dang",
    "today",
    "all-shortest",
    ",",
    "a,b",
    "prov:lang-son,don:gates",
    "s1",
    "friendship-union",
    "training-since",
    "2006/2010",
    "../..",
    "[..2010]",
    "2004-06-uu",
    "20XX",
    "Y170000002",
    "2010?",
    "1e9999999999",
    "�",
    "\x00",
    "٢٠١٢",
    "",
    " ",
]
VALUES = st.one_of(
    st.sampled_from([*ODD, "x" * 5000]),
    st.text(max_size=20),
)  # fmt: skip


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    what=st.sampled_from(sorted(QUESTIONS)),
    raw=st.dictionaries(st.sampled_from(NAMES), st.lists(VALUES, min_size=1, max_size=2), max_size=4),
)
def test_no_parameters_make_the_program_fail(views: Views, what: str, raw: dict[str, list[str]]) -> None:
    """Whatever is asked, the answer is an answer or an error of ours."""
    needed = {p.name: ["gap:friendship-union:prov:lang-son" if what == "gap" else "don:gates"]
              for p in QUESTIONS[what].parameters if p.required}  # fmt: skip
    with contextlib.suppress(NhipcauError):
        assert ask(views, what, {**needed, **raw}, "vi").data_version


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    path=st.sampled_from([q.path for q in QUESTIONS.values()] + ["/v1/export", "/", "/docs", "/healthz"]),
    name=st.text(max_size=12),
    raw=st.dictionaries(st.sampled_from(NAMES), VALUES.filter(lambda v: "\ud800" not in v), max_size=3),
    headers=st.dictionaries(
        st.sampled_from(["Accept", "Accept-Language", "If-None-Match", "Content-Type"]),
        st.text(st.characters(min_codepoint=33, max_codepoint=126), max_size=15), max_size=2,
    ),
)  # fmt: skip
def test_no_request_makes_the_server_fail(
    client: TestClient, path: str, name: str, raw: dict[str, str], headers: dict[str, str]
) -> None:
    """Whatever comes, nothing answers with a status of 500."""
    place = path.replace("{id}", quote(name, safe="", errors="replace") or "x")
    assert client.get(f"{place}?{urlencode(raw)}", headers=headers).status_code < 500


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    body=st.recursive(
        st.none()
        | st.booleans()
        | st.floats(allow_nan=False, allow_infinity=False)
        | st.integers()
        | st.text(max_size=8),
        lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(NAMES), inner, max_size=3),
        max_leaves=5,
    )
)
def test_no_body_makes_the_server_fail(client: TestClient, body: Any) -> None:
    """Whatever JSON is posted, nothing answers with a status of 500."""
    assert client.post("/v1/paths", json=body).status_code < 500


@pytest.mark.parametrize(
    ("given_", "day"),
    [("2012", "2012-12-31"), ("2012-02", "2012-02-29"), ("2012-06-30", "2012-06-30")],
)
def test_a_month_or_year_is_its_last_day(get: Get, given_: str, day: str) -> None:
    """`as_of` may be a year or a month; the answer says which day was taken."""
    assert get(f"{PATH}&as_of={given_}")["as_of"] == day
    assert get(f"/v1/gaps?rule=friendship-union&as_of={given_}")["as_of"] == day
    assert get(f"/v1/entities/don:gates/relations?as_of={given_}")["as_of"] == day


def test_without_a_day_paths_are_of_any_time_and_gaps_of_today(get: Get, views: Views) -> None:
    """What `as_of` means where it is not given is in the answer."""
    assert get(PATH)["as_of"] is None
    assert get("/v1/gaps?rule=friendship-union")["as_of"] == get("/v1/gaps?rule=friendship-union&as_of=today")["as_of"]
    assert views.current().today() > 0


def test_names_do_where_ids_do(get: Get) -> None:
    """Ids and names, with or without diacritics, give the same answer."""
    by_id = get("/v1/paths?from=dist:trang-dinh&to=ctry:de")
    for start, end in (("huyện Tràng Định", "Đức"), ("trang dinh", "Germany"), ("TRÀNG ĐỊNH", "ctry:de")):
        by_name = get(f"/v1/paths?from={start}&to={end}")
        assert by_name["paths"] == by_id["paths"]


def test_several_ends_mean_any_of_these(get: Get) -> None:
    """Repeating a parameter and separating ids by commas are the same; names keep their commas."""
    repeated = get("/v1/paths?from=prov:van-nam&from=leg:04-ct-tw&to=don:gates")
    assert repeated == get("/v1/paths?from=prov:van-nam,leg:04-ct-tw&to=don:gates")
    assert repeated["paths"][0]["entities"][0] == "leg:04-ct-tw"


def test_a_name_with_a_comma_is_one_name(client: TestClient) -> None:
    """A text with a comma is split only if every piece is an id."""
    (error,) = client.get("/v1/paths?from=prov:lang-son, Lạng Sơn&to=don:gates").json()["errors"]
    assert error["value"] == "prov:lang-son, Lạng Sơn"


def test_a_posted_question_is_the_same_question(client: TestClient, get: Get) -> None:
    """Texts, numbers, lists and null in a JSON object are parameters like those of an address."""
    body = {"from": ["leg:04-ct-tw"], "to": "don:gates", "k": 3, "max_hops": 4, "as_of": None, "lang": "en"}
    posted = client.post("/v1/paths", json=body)
    assert posted.status_code == 200
    assert posted.json() == get(f"{PATH}&k=3&max_hops=4&lang=en")
    assert "etag" not in posted.headers


def test_what_a_name_was_taken_for_is_a_warning(tmp_path: Path) -> None:
    """A name of a province and of its seat is taken as the province, and every answer says so."""
    entities: list[Statement] = [
        Entity(id="prov:alpha", type="Province", names={"vi": "tỉnh Alpha"}),
        Entity(id="city:alpha", type="PrefectureCity", names={"vi": "thành phố Alpha"}),
        Relation(id="r1", type="located_in", source="city:alpha", target="prov:alpha"),
    ]
    lines = tmp_path / "alpha.jsonl"
    lines.write_bytes(b"\n".join(map(encode, entities)))
    store = open_store(str(tmp_path / "alpha.db"), create=True)
    assert load(store, lines).rejected == 0
    alpha = Views(lambda: store)
    answer: Any = ask(alpha, "entity", {"id": ["Alpha"]}, "vi")
    assert answer.id == "prov:alpha"
    for what, raw in (
        ("entity", {"id": ["alpha"]}),
        ("paths", {"from": ["alpha"], "to": ["alpha"]}),
        ("entities", {"in": ["Alpha"]}),
    ):
        warnings = ask(alpha, what, raw, "vi").warnings
        assert [(w.code, w.entities) for w in warnings] == [("also_named", ("city:alpha",))]
    alpha.close()


def test_an_end_that_must_be_on_the_path_is(get: Get) -> None:
    """`via` one of the two ends asks for nothing more."""
    assert get(f"{PATH}&via=don:gates")["paths"] == get(PATH)["paths"]
    assert get(f"{PATH}&via=evt:doan-cong-tac-hoa-ky-2011")["paths"] == get(PATH)["paths"]


def test_relation_and_class_add_up(get: Get) -> None:
    """Of `relation` and `class` every type that either names is walked."""
    both = get(f"{PATH}&relation=implements&class=activity")
    assert [hop["type"] for hop in both["paths"][0]["hops"]] == ["implements", "meets"]
    assert get(f"{PATH}&relation=implements")["status"] == "no_path"


def test_an_entity_on_a_day_says_whether_it_existed(get: Get) -> None:
    """A day before an instrument was issued is warned of; lists leave out what cannot have existed."""
    warned = get("/v1/entities/leg:04-ct-tw?as_of=2000")
    assert [w["code"] for w in warned["warnings"]] == ["entity_not_in_force"]
    assert warned["as_of"] == "2000-12-31"
    assert get("/v1/entities/leg:04-ct-tw?as_of=2020")["warnings"] == []
    ids = {e["id"] for e in get("/v1/entities?type=LegalInstrument&as_of=2009&limit=1000")["items"]}
    assert "leg:24-ct-tu" in ids
    assert "leg:04-ct-tw" not in ids


def test_verdicts_are_listed_as_asked(get: Get) -> None:
    """Gaps leave out what is covered; one verdict, several or all may be asked for, and counts have all."""
    asked = "/v1/gaps?rule=friendship-union&as_of=2024-01-01"

    def verdicts(more: str) -> set[str]:
        return {i["verdict"] for i in get(asked + more)["items"]}

    assert verdicts("") == {"stated_absent", "not_recorded"}
    assert verdicts("&verdict=gap") == {"stated_absent", "not_recorded"}
    assert verdicts("&verdict=covered") == {"covered"}
    assert verdicts("&verdict=covered,stated_absent") == {"covered", "stated_absent"}
    assert verdicts("&verdict=all") == {"covered", "stated_absent", "not_recorded"}
    assert len(get(asked)["counts"]) == 9


def test_statements_are_whole(get: Get) -> None:
    """A statement has every field, also those that have their default, and lists are filtered by each parameter."""
    statements = get("/v1/statements?kind=relation&subject=don:gates&source=s1&modality=asserted")["items"]
    assert statements
    for statement in statements:
        assert statement["kind"] == "relation"
        assert statement["dataset"] == "border-diplomacy"
        assert (statement["modality"], statement["inference"]) == ("asserted", statement["inference"])
        assert "don:gates" in (statement["source"], statement["target"])
        fields = {"source", "start", "end", "quote", "genre", "asserted_by"}
        assert all(fields <= set(e) and e["genre"] == "article by an official" for e in statement["evidence"])
    objectives = get("/v1/statements?kind=objective&limit=1000")
    assert objectives["total"]["value"] == len(objectives["items"]) > 0
    assert all(s["modality"] != "asserted" for s in objectives["items"])


def test_datasets_may_be_chosen(get: Get) -> None:
    """A question about the one dataset that there is has the answer of the question about all."""
    assert get(f"{PATH}&dataset=border-diplomacy")["paths"] == get(PATH)["paths"]


def test_all_shortest_paths_may_be_asked_for(get: Get) -> None:
    """`k=all-shortest` gives every path of the least number of hops."""
    paths = get("/v1/paths?from=prov:lang-son&to=prov:cao-bang&k=all-shortest")["paths"]
    assert len(paths) > 1
    assert {path["length"] for path in paths} == {2}


def test_a_channel_restricts_the_relations(get: Get) -> None:
    """Only what runs through the channel is walked; the channel may be named."""
    plain = get(f"{PATH}&channel=chn:doi-ngoai-nhan-dan")
    assert plain["paths"] == get(f"{PATH}&channel=đối ngoại nhân dân")["paths"]
    assert get("/v1/paths?from=prov:lang-son&to=prov:cao-bang&channel=chn:doi-ngoai-dang,chn:ngoai-giao-nha-nuoc")


@pytest.mark.parametrize("values", [["x" * 3000], ["don:gates"] * 201, ["\ud800"], ["a\x07b"]])
def test_what_no_one_would_type_is_refused(views: Views, values: list[str]) -> None:
    """Values that are too long, too many, or no text are invalid, and are not repeated in full."""
    with pytest.raises(InvalidParameter) as caught:
        ask(views, "paths", {"from": values, "to": ["don:gates"]}, "en")
    assert caught.value.errors[0]["parameter"] == "from"
    shown = str(caught.value.errors[0]["value"])
    assert len(shown) < 200
    assert shown.encode()
