"""Who says so, in what part of what genre, on which side: as a person and as a program sees it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from fastapi.testclient import TestClient

from tests.api.conftest import Ran

Get = Callable[..., Any]
Run = Callable[..., Ran]
PROPOSAL = "proposed amendment to a draft congress document (statements are proposals)"


def test_facts_that_rest_on_a_caption_only(get: Get, run: Run) -> None:
    """The address and the command list the same, and the text names the part after each piece of evidence."""
    answer = get("/v1/statements?rests_on=photo_caption&limit=1000&lang=vi")
    assert answer["total"] == {"value": 36, "relation": "eq"}
    told = run("statements", "--rests-on", "photo_caption", "--limit", "1000")
    assert told.code == 0
    quotations = [line for line in told.out.splitlines() if "“" in line]
    assert len(quotations) == sum(len(item["evidence"]) for item in answer["items"])
    assert all("[chú thích ảnh]" in line for line in quotations)
    assert "[photo caption]" in run("statements", "--rests-on", "photo_caption", "--lang", "en").out


def test_statements_name_the_part_and_the_genre(get: Get) -> None:
    """Evidence of whole statements says, as everywhere, in which part of what genre it lies."""
    (item,) = get("/v1/statements?rests_on=photo_caption&kind=observation")["items"]
    (evidence,) = item["evidence"]
    assert (evidence["source"], evidence["part"], evidence["genre"]) == (
        "s1",
        "photo_caption",
        "article by an official",
    )


@pytest.mark.parametrize(
    ("query", "expected"),
    [("rests_on=photo", "photo_caption, boilerplate"), ("sides=two", "one, both, neither"), ("rests_on=", "one of")],
)
def test_what_can_be_asked_is_named(client: TestClient, query: str, expected: str) -> None:
    """A kind of part or a number of sides that does not exist is an error that names those that do."""
    response = client.get(f"/v1/statements?{query}&lang=en")
    assert response.status_code == 422
    (error,) = response.json()["errors"]
    assert error["parameter"] == query.partition("=")[0]
    assert expected in error["expected"]


def test_links_that_one_side_asserts(get: Get, run: Run) -> None:
    """Only relations across a border are listed; with another filter those that fit both."""
    answer = get("/v1/statements?sides=one&limit=1000")
    assert {item["kind"] for item in answer["items"]} == {"relation"}
    both = get("/v1/statements?sides=one&rests_on=photo_caption")
    assert [item["id"] for item in both["items"]] == ["r308"]
    assert get("/v1/statements?sides=one&kind=entity")["total"]["value"] == 0
    assert run("statements", "--sides", "both").out.strip() == "Không có gì."


def test_a_source_shows_its_parts(get: Get) -> None:
    """The parts of a source in the order of its records, each with kind, start and end."""
    answer = get("/v1/sources/s4")
    assert answer["parts"] == [
        {"kind": "boilerplate", "start": 0, "end": 18}, {"kind": "boilerplate", "start": 19, "end": 148},
        {"kind": "boilerplate", "start": 227, "end": 240}, {"kind": "photo_caption", "start": 1001, "end": 1123},
    ]  # fmt: skip


def test_the_vocabulary_has_the_kinds_of_parts(get: Get) -> None:
    """Clients find labels and definitions where all others are."""
    assert {p["kind"]: p["label"]["en"] for p in get("/v1/vocabulary")["source_parts"]} == {
        "photo_caption": "photo caption", "boilerplate": "page boilerplate",
    }  # fmt: skip


def test_a_path_says_what_is_weakest(get: Get, run: Run) -> None:
    """Weakest link, sides and parts are in the answer, and in the words of the command line."""
    (path,) = get("/v1/paths?from=dist:trang-dinh&to=ctry:de")["paths"]
    assert path["weakest"]["hop"] == 0
    assert path["weakest"]["relation"] == path["hops"][0]["relation"]
    assert path["hops"][0]["sides"]["which"] == "one"
    assert {e["part"] for hop in path["hops"] for e in hop["evidence"]} == {"photo_caption"}
    told = run("path", "dist:trang-dinh", "ctry:de").out
    assert "yếu nhất là mắt xích 1 (huyện Tràng Định – Terre Des Hommes - Đức): nguồn chỉ hàm ý; chỉ dựa vào" in told
    assert "◐ chỉ phía Việt Nam nêu" in told
    english = run("path", "dist:trang-dinh", "ctry:de", "--lang", "en").out
    assert "weakest link is hop 1" in english
    assert "◐ said by Viet Nam's side only" in english


def test_a_path_whose_hops_are_alike_names_none(run: Run) -> None:
    """Where no hop is weaker than another the text says so instead of naming one."""
    told = run("path", "leg:04-ct-tw", "don:gates", "--lang", "en").out
    assert "weakest link: all hops are equally firm" in told


def test_a_path_of_no_hops_has_no_weakest_link(get: Get) -> None:
    """From an entity to itself nothing is weak."""
    (path,) = get("/v1/paths?from=prov:lang-son&to=prov:lang-son")["paths"]
    assert path["weakest"] is None


def test_a_gap_says_which_side_is_heard(get: Get, run: Run) -> None:
    """A verdict that rests on what crosses a border says so, in the answer and in words."""
    asked = ("border-exchange-partner", "--as-of", "2024-01-01", "--verdict", "covered")
    told = run("gaps", *asked).out
    assert told.count("◐ chỉ phía Việt Nam nêu") == 3
    answer = get("/v1/gaps?rule=border-exchange-partner&as_of=2024-01-01&verdict=covered")
    assert [item["sides"]["silent"] for item in answer["items"]] == [["ctry:cn"]] * 3
    assert answer["entities"]["ctry:cn"]["name"]


def test_relations_have_their_sides(get: Get) -> None:
    """In the list of an entity's relations, too, and the countries are among the entities."""
    answer = get("/v1/entities/prov:lai-chau/relations?type=cooperates_with")
    assert {item["sides"]["which"] for item in answer["items"]} == {"one"}
    assert {"ctry:vn", "ctry:cn", "ctry:la"} <= answer["entities"].keys()


def test_copies_are_one_source(get: Get, run: Run) -> None:
    """What two documents say in a passage that they share has one source, and the answer says which are one."""
    answer = get("/v1/entities/sec:thuong-mai")
    assert (answer["independent_sources"], answer["copies"]) == (1, [["s0", "s4"]])
    told = run("show", "sec:thuong-mai", "--lang", "en").out
    assert "s0, s4: the same passage, counted as one source" in told
    assert get("/v1/entities/don:gates")["copies"] == []


# What is a proposal


def test_figures_of_a_proposal_say_so(get: Get, run: Run) -> None:
    """Modality and genre stand beside each figure: in the list, in reconciled counts, and in words."""
    (item,) = get("/v1/observations?subject=agr:thon-ban-huu-nghi")["items"]
    assert (item["modality"], [e["genre"] for e in item["evidence"]]) == ("asserted", [PROPOSAL])
    told = run("observations", "--subject", "agr:thon-ban-huu-nghi", "--lang", "en").out
    assert "12 cặp thôn bản biên giới (2015/2020) · asserted" in told
    assert PROPOSAL in told
    answer = get("/v1/gaps?rule=named-twinning&as_of=2024-01-01&in=prov:lang-son")
    reported = [f for item in answer["items"] for r in item["reconciliation"] for f in r["reported"]]
    assert {f["modality"] for f in reported} == {"asserted"}
    assert {f["evidence"]["genre"] for f in reported if f["evidence"]["source"] == "s2"} == {PROPOSAL}
    told = run("gaps", "named-twinning", "--as-of", "2024-01-01", "--in", "prov:lang-son", "--lang", "en").out
    assert f"(2015/2020, s2:2503-2563, asserted, {PROPOSAL})" in told


def test_every_statement_of_a_proposal_says_so(run: Run, get: Get) -> None:
    """Of all that rests on s2, modality and genre are in the list and in its text."""
    answer = get("/v1/statements?source=s2&limit=1000")
    assert all(item["modality"] for item in answer["items"])
    quoted = [e for item in answer["items"] for e in item["evidence"] if e["source"] == "s2"]
    assert {e["genre"] for e in quoted} == {PROPOSAL}
    told = run("statements", "--source", "s2", "--limit", "1000", "--lang", "en").out.splitlines()
    lines = [line for line in told if line.startswith("    s2:")]
    assert len(lines) >= len(answer["items"])
    assert all(line.endswith(PROPOSAL) for line in lines)


def test_hops_of_a_proposal_say_so(run: Run) -> None:
    """A path through what is proposed text shows modality and genre at the hop."""
    told = run("path", "prov:lang-son", "agr:gap-go-dau-xuan", "--lang", "en").out
    assert " asserted\n" in told
    assert PROPOSAL in told
