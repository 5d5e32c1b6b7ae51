"""The twenty published questions, asked as anybody can ask them, with the ids and values that must come out."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.api.conftest import Ran

Get = Callable[..., Any]
Run = Callable[..., Ran]


def relations(get: Get, entity: str, kind: str) -> list[tuple[str, str]]:
    """The ends of an entity's relations of a type."""
    items = get(f"/v1/entities/{entity}/relations?type={kind}")["items"]
    return [(r["source"], r["target"]) for r in items]


def subjects(answer: Any, *verdicts: str) -> set[str]:
    """The subjects of the items with one of the verdicts."""
    return {item["subject"] for item in answer["items"] if not verdicts or item["verdict"] in verdicts}


def figures(get: Get, question: str) -> dict[str, tuple[Any, str, str]]:
    """The figures by indicator: value, unit and qualifier."""
    items = get(f"/v1/observations?{question}")["items"]
    return {o["indicator"]: (o["value"], o["unit"], o["qualifier"]) for o in items}


def test_q002_who_issued_the_directive_and_when(get: Get) -> None:
    """Directive 04-CT/TW was issued by the Secretariat on 6 July 2011."""
    assert relations(get, "leg:04-ct-tw", "issued_by") == [("leg:04-ct-tw", "agc:ban-bi-thu")]
    assert get("/v1/entities/leg:04-ct-tw")["attributes"]["date"] == "2011-07-06"


def test_q003_length_of_the_border(get: Get) -> None:
    """The border of Lạng Sơn is more than 231 km long."""
    (length,) = get("/v1/observations?subject=prov:lang-son&indicator=border_length")["items"]
    assert (length["value"], length["unit"], length["qualifier"]) == (231, "km", ">")


def test_q006_parties_and_place_of_the_minutes(get: Get) -> None:
    """The minutes of 10 February 2017 have two parties; the place where they were signed is none."""
    (minutes,) = [i["id"] for i in get("/v1/entities?q=biên bản thỏa thuận")["items"] if i["lifetime"] == "2017-02-10/"]
    assert {source for source, _ in relations(get, minutes, "party_to")} == {"prov:lang-son", "city:sung-ta"}
    assert relations(get, minutes, "signed_at") == [(minutes, "city:ha-long")]


def test_q012_who_gave_the_scholarships(get: Get) -> None:
    """Terre des hommes Germany funded the scholarships in Tràng Định."""
    (event,) = [
        e["id"] for e in get("/v1/entities?q=học bổng&type=Event")["items"]
        if (e["id"], "dist:trang-dinh") in relations(get, e["id"], "takes_place_in")
    ]  # fmt: skip
    assert [source for source, _ in relations(get, event, "funds")] == ["ngo:tdh-duc"]


def test_q017_mechanisms_between_two_provinces(get: Get) -> None:
    """Lạng Sơn and Cao Bằng are connected through two mechanisms."""
    answer = get("/v1/paths?from=prov:lang-son&to=prov:cao-bang&k=20&entity_type=Agreement")
    between = {e for path in answer["paths"] for e in path["entities"][1:-1]}
    assert between == {"agr:gap-go-dau-xuan", "agr:uy-ban-lien-hop"}


def test_q018_from_the_directive_to_the_foundation(get: Get, run: Run) -> None:
    """Two hops lead from the directive to the foundation, three through the plan if one asks for these relations."""
    (path,) = run("path", "leg:04-ct-tw", "don:gates", "-O", "json").document()["paths"]
    assert path["entities"] == ["leg:04-ct-tw", "evt:doan-cong-tac-hoa-ky-2011", "don:gates"]
    longer = get("/v1/paths?from=leg:04-ct-tw&to=don:gates&relation=implements,meets&k=5")["paths"]
    through_plan = ["leg:04-ct-tw", "leg:12-kh-tu", "evt:doan-cong-tac-hoa-ky-2011", "don:gates"]
    assert through_plan in [p["entities"] for p in longer]


def test_q020_a_district_and_germany(run: Run) -> None:
    """Tràng Định is connected with Germany through terre des hommes, and through the event it rests on."""
    paths = run("path", "Tràng Định", "Đức", "--k", "5", "-O", "json").document()["paths"]
    entities = [path["entities"] for path in paths]
    assert entities[0] == ["dist:trang-dinh", "ngo:tdh-duc", "ctry:de"]
    assert ["dist:trang-dinh", "evt:tdh-hoc-bong", "ngo:tdh-duc", "ctry:de"] in entities


def test_q025_geography_is_no_cooperation(run: Run) -> None:
    """Nothing connects Lạng Sơn and Vân Nam but geography, and the answer names that link."""
    answer = run("path", "Lạng Sơn", "Vân Nam", "-O", "json").document()
    assert (answer["status"], answer["paths"]) == ("no_path", [])
    (geographic,) = [w for w in answer["warnings"] if w["code"] == "geographic_link_only"]
    assert geographic["entities"]
    assert set(geographic["message"]) == {"vi", "en"}


def test_q029_who_has_and_who_lacks_a_union(run: Run) -> None:
    """One province has a union, of one a source says that it has none, of three nothing is known."""
    answer = run("gaps", "friendship-union", "--as-of", "2024-01-01", "--verdict", "all", "-O", "json").document()
    assert subjects(answer, "covered") == {"prov:lai-chau"}
    assert subjects(answer, "stated_absent") == {"prov:lang-son"}
    assert subjects(answer, "not_recorded") == {"prov:cao-bang", "prov:quang-ninh", "prov:ha-giang"}


def test_q030_districts_with_a_partner(get: Get) -> None:
    """Three districts of Lạng Sơn have a named partner, one of them through its commune."""
    answer = get("/v1/gaps?rule=border-exchange-partner&in=prov:lang-son&as_of=2024-01-01&verdict=covered,possible")
    assert subjects(answer) == {"dist:cao-loc", "dist:loc-binh", "dist:van-lang"}


def test_q031_no_twinning_is_named(get: Get) -> None:
    """Counted twinnings stay figures: no pair is named anywhere."""
    answer = get("/v1/gaps?rule=named-twinning&as_of=2024-01-01&verdict=all")
    assert answer["counts"]["covered"] == answer["counts"]["possible"] == 0
    assert all(not item["witnesses"] for item in answer["items"])


def test_q038_central_instruments_without_implementation(get: Get) -> None:
    """Eight central instruments have no provincial instrument that implements them."""
    answer = get("/v1/gaps?rule=central-instrument-implemented&as_of=2024-01-01")
    assert subjects(answer) == {
        "leg:22-nq-tw", "leg:01-ct-ttg", "leg:26-ct-tw", "leg:16-kl-tw", "leg:21-ct-ttg", "leg:nq-dh-xi",
        "leg:luat-bien-gioi", "leg:luat-bien",
    }  # fmt: skip


def test_q040_chinese_provinces_other_than_guangxi(get: Get) -> None:
    """Lạng Sơn is connected with no Chinese province but Guangxi."""
    chinese = {e["id"] for e in get("/v1/entities?type=Province&in=Trung Quốc")["items"]}
    assert "prov:quang-tay" in chinese
    for other in chinese - {"prov:quang-tay"}:
        assert get(f"/v1/paths?from=prov:lang-son&to={other}&as_of=2024-01-01&holds=possible")["paths"] == []


@pytest.mark.parametrize("day", ["2011-12", "2021-01"])
def test_q045_no_union_in_2011_nor_in_2021(get: Get, day: str) -> None:
    """The words "not yet" say that there was none at the time of the article and never before."""
    gap = get(f"/v1/gaps/gap:friendship-union:prov:lang-son?as_of={day}")
    assert (gap["verdict"], gap["independent_sources"]) == ("stated_absent", 1)


def test_q047_both_figures_stand(get: Get) -> None:
    """Nine clusters and twelve pairs stand side by side, each with its unit, source and time."""
    items = get("/v1/observations?in=prov:lang-son")["items"]
    found = {(o["value"], o["unit"], o["evidence"][0]["source"], o["period"]) for o in items}
    assert (9, "cụm dân cư kết nghĩa bản - bản", "s0", "2020/2021-01") in found
    assert any(value == 12 and source == "s2" and period == "2015/2020" for value, _, source, period in found)


def test_q051_instruments_issued_in_three_years(get: Get) -> None:
    """Four instruments were issued from 2011 to 2013."""
    issued = []
    for instrument in get("/v1/entities?type=LegalInstrument&limit=1000")["items"]:
        asked = f"/v1/entities/{instrument['id']}/relations?type=issued_by&direction=out"
        by_2013, by_2010 = get(f"{asked}&as_of=2013&holds=certain"), get(f"{asked}&as_of=2010&holds=possible")
        if by_2013["items"] and not by_2010["items"]:
            issued.append(instrument["id"])
    assert sorted(issued) == ["leg:04-ct-tw", "leg:12-kh-tu", "leg:16-kl-tw", "leg:22-nq-tw"]


def test_q055_aid_committed_and_disbursed(get: Get) -> None:
    """The two qualified figures of 2006 to 2010 stand side by side; no share is made of them."""
    found = figures(get, "in=prov:lang-son&period=2006/2010")
    assert found["aid_committed"][0::2] == (153, ">")
    assert found["aid_disbursed"][0::2] == (100, "<")
    assert found["aid_committed"][1].startswith("tỷ đồng")


def test_q059_twinnings_at_three_levels(get: Get) -> None:
    """The three counts by level are given, and no sum."""
    found = figures(get, "in=prov:lang-son&period=2015/2020")
    levels = {name: found[name][0] for name in ("district_pairs_signed", "village_pairs_signed", "border_posts_signed")}
    assert levels == {"district_pairs_signed": 5, "village_pairs_signed": 12, "border_posts_signed": 11}


def test_q062_how_many_organisations_are_named(get: Get) -> None:
    """Of fifteen American organisations seven are recorded by name, eight are not."""
    (met,) = get("/v1/observations?indicator=us_organisations_met")["items"]
    assert (met["value"], met["recorded"], met["unnamed"]) == (15, 7, 8)


def test_q064_a_shared_passage_is_one_source(get: Get) -> None:
    """The sentence stands in a passage that two articles share: one source, not two."""
    (channels,) = get("/v1/observations?indicator=channels_used")["items"]
    (evidence,) = channels["evidence"]
    assert channels["independent_sources"] == 1
    shared = [
        p["source"] for p in get(f"/v1/sources/{evidence['source']}")["shared_passages"]
        if p["start"] <= evidence["start"] and evidence["end"] <= p["end"]
    ]  # fmt: skip
    assert {evidence["source"], *shared} == {"s0", "s4"}


def test_every_published_question_is_asked(shared: Path) -> None:
    """There is a test for each question that was published."""
    lines = (shared / "records/border-diplomacy/sample-questions.jsonl").read_text("utf-8").splitlines()
    asked = {name.split("_")[1] for name in globals() if name.startswith("test_q")}
    assert asked == {json.loads(line)["id"] for line in lines}
