"""Sanity tests of the oracle itself, on sample questions whose answers were found by reading."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.oracle import paths, records, verdicts
from tests.oracle.days import Days, bounds, years_on
from tests.oracle.sources import Sources
from tests.oracle.world import World

FOLDER = Path(__file__).resolve().parents[3] / "shared" / "records" / "border-diplomacy"
needs_records = pytest.mark.skipif(
    not FOLDER.is_dir(),
    reason="the working records (../shared/records/border-diplomacy beside the repository) are absent",
)
DAY = date(2024, 1, 1)


@pytest.fixture(scope="module")
def dataset() -> tuple[list[dict[str, Any]], list[dict[str, Any]], list[dict[str, Any]]]:
    """Statements, entity types and relation types of the working records."""
    return (records.statements(FOLDER), *records.vocabulary(FOLDER))


@pytest.fixture(scope="module")
def world(dataset: tuple[list[dict[str, Any]], list[dict[str, Any]], list[dict[str, Any]]]) -> World:
    """The working records, ready for the rules."""
    return World(dataset[0], dataset[2])


def expected(question: str) -> list[Any]:
    """The expected answer of a sample question."""
    rows = (FOLDER / "sample-questions.jsonl").read_text(encoding="utf-8").splitlines()
    return next(list(row["expected_answer"]) for row in map(json.loads, rows) if row["id"] == question)


def alternatives(question: str) -> list[tuple[str, ...]]:
    """The paths of an expected answer, which a bar separates."""
    return [tuple(part.split("\n")) for part in "\n".join(expected(question)).split("\n|\n")]


@needs_records
@pytest.mark.parametrize(
    ("question", "source", "target"),
    [("q018", "leg:04-ct-tw", "don:gates"), ("q020", "dist:trang-dinh", "ctry:de")],
)
def test_sample_paths_are_the_shortest(
    dataset: tuple[list[dict[str, Any]], list[dict[str, Any]], list[dict[str, Any]]],
    question: str,
    source: str,
    target: str,
) -> None:
    """The shortest path is the first of the expected ones, and the best path has the same entities."""
    status, holds, found = paths.shortest(*dataset, source, target)
    assert (status, holds, found) == ("found", None, {alternatives(question)[0]})
    best = paths.best(*dataset, source, target)
    assert best is not None
    assert best[0] in found
    assert len(best[1]) == len(best[0]) - 1


@needs_records
@pytest.mark.parametrize("day", [None, date(2012, 6, 30), DAY])
def test_lang_son_and_yunnan_are_not_connected(
    dataset: tuple[list[dict[str, Any]], list[dict[str, Any]], list[dict[str, Any]]], day: date | None
) -> None:
    """Question q025 has no path, with or without a date."""
    assert expected("q025") == []
    assert paths.shortest(*dataset, "prov:lang-son", "prov:van-nam", day) == ("no_path", None, set())


@needs_records
def test_friendship_unions(world: World) -> None:
    """Question q029: who has a union, who says there is none, and of whom nothing is known."""
    answer, found = expected("q029")[0], verdicts.friendship_union(world, DAY)
    assert [key for key, value in found.items() if value == "covered"] == answer["has"]
    assert [key for key, value in found.items() if value == "stated_absent"] == answer["explicitly_lacks"]
    assert {key for key, value in found.items() if value == "not_recorded"} == set(answer["not_stated"])


@needs_records
def test_union_founded_in_2012_is_possible_within_the_year(world: World) -> None:
    """A founding dated to a year is uncertain in the year, certain at its end, and nothing before."""
    found = [verdicts.friendship_union(world, day)["prov:lai-chau"] for day in (date(2012, 6, 30), date(2012, 12, 31))]
    assert found == ["possible", "covered"]
    assert verdicts.friendship_union(world, date(2011, 12, 31))["prov:lai-chau"] == "not_recorded"


@needs_records
def test_district_exchange_partners(world: World) -> None:
    """Question q030: the districts of Lạng Sơn with a named partner, of which none exists after the reform."""
    found = verdicts.border_exchange_partner(world, DAY)
    assert {key for key, value in found.items() if value == "covered"} == set(expected("q030"))
    assert found["dist:trang-dinh"] == "not_recorded"
    assert set(verdicts.border_exchange_partner(world, date(2025, 7, 1)).values()) == {"not_applicable"}


@needs_records
def test_central_instruments_without_implementation(world: World) -> None:
    """Question q038: the central instruments that no instrument or programme below implements."""
    found = verdicts.central_instrument_implemented(world, DAY)
    assert {key for key, value in found.items() if value == "not_recorded"} == set(expected("q038"))


@needs_records
@pytest.mark.parametrize("rule", sorted(verdicts.RULES))
def test_rules_answer_and_leave_out_collectives(world: World, rule: str) -> None:
    """Every rule lists some subject, known verdicts only, and no collective."""
    found = verdicts.RULES[rule](world, DAY)
    known = {"covered", "possible", "planned", "lapsed", "stated_absent", "not_recorded", "not_applicable"}
    assert found
    assert set(found.values()) <= known
    keys = {item for key in found for item in ([key] if isinstance(key, str) else key)}
    assert all(world.entities[key]["attributes"].get("traversable") is not False for key in keys)


@needs_records
@pytest.mark.parametrize("day", [date(2012, 6, 30), date(2020, 12, 31), date(2035, 1, 1)])
def test_certain_is_possible(world: World, day: date) -> None:
    """What certainly holds lies in the spans in which it may hold."""
    for relation in world.relations:
        if world.days.certain(relation, day):
            assert any(low <= day <= high for low, high in world.days.reach(relation)), relation["id"]


def test_dates() -> None:
    """Dates, periods and sets are read as their first and last day."""
    assert bounds("2016-02") == (date(2016, 2, 1), date(2016, 2, 29))
    assert bounds("2011-12-15/2012~") == (date(2011, 12, 15), date(2013, 12, 31))
    assert bounds("2025-03~") == (date(2025, 2, 1), date(2025, 4, 30))
    assert bounds("[2011..]", date(2021, 1, 31)) == (date(2011, 1, 1), date(2021, 1, 31))
    assert years_on(date(2012, 2, 29), 10) == date(2022, 2, 28)


def test_a_state_persists_and_ages() -> None:
    """A state attested once is certain for ten years from then, possible before and after."""
    relation = {"type": "t", "source": "a:1", "target": "a:2", "attested": ["2010"]}
    days = Days(
        [{"kind": "entity", "id": name, "type": "A"} for name in ("a:1", "a:2")], [{"type": "t", "time": "state"}]
    )
    edges = [date(2010, 12, 30), date(2010, 12, 31), date(2020, 12, 31), date(2021, 1, 1)]
    assert [days.certain(relation, day) for day in edges] == [False, True, True, False]
    outer = [date(1999, 12, 31), date(2000, 1, 1), date(2999, 1, 1)]
    assert [days.possible(relation, day) for day in outer] == [False, True, True]


def union_world(relation: dict[str, Any], *more: dict[str, Any]) -> World:
    """One province of Việt Nam and one friendship union, joined by the relation given."""
    entities = [("ctry:vn", "Country", None), ("prov:x", "Province", None), ("agc:u", "Agency", "friendship_union")]
    listed: list[dict[str, Any]] = [
        {"kind": "entity", "id": id_, "type": type_, "subtype": subtype} for id_, type_, subtype in entities
    ]
    lies = {"id": "r1", "type": "located_in", "source": "prov:x", "target": "ctry:vn", "valid": "../.."}
    rules = {"id": "r2", "type": "has_jurisdiction", "source": "agc:u", "target": "prov:x", **relation}
    listed += [{"kind": "relation", **lies}, {"kind": "relation", **rules}, *more]
    return World(listed, [{"type": name, "time": "state"} for name in ("located_in", "has_jurisdiction")])


@pytest.mark.parametrize(
    ("relation", "absent_since", "verdict"),
    [
        ({"valid": "2010/2015", "attested": ["2012"]}, None, "lapsed"),
        ({"valid": "2010/2015", "attested": ["2012"]}, "2020", "stated_absent"),
        ({"valid": "2010/", "attested": ["2010"], "modality": "planned"}, None, "planned"),
        ({"valid": "2010/2015", "attested": ["2010"], "modality": "planned"}, None, "not_recorded"),
        ({"attested": ["2018"]}, None, "covered"),
        ({"attested": ["2018"]}, "2017", "covered"),
        ({"attested": ["2018"]}, "2018", "covered"),
        ({"attested": ["2018"]}, "2019", "stated_absent"),
        ({"attested": ["2018"]}, "2031", "covered"),
        ({"attested": ["2008"]}, None, "possible"),
    ],
)
def test_order_of_verdicts(relation: dict[str, Any], absent_since: str | None, verdict: str) -> None:
    """The best verdict that holds is given, but the later word that there is none beats earlier attestations."""
    absence = {"kind": "absence", "id": "g", "subject": "prov:x", "rule": "friendship-union", "date": absent_since}
    world = union_world(relation, absence)
    assert verdicts.friendship_union(world, DAY) == {"prov:x": verdict}


def test_shared_passages_are_one_source() -> None:
    """Quotations in one shared passage are one source, another quotation is a second."""
    passage = {"source": "s:b", "start": 0, "end": 10, "with_start": 50, "with_end": 60}
    sources = Sources([{"kind": "source", "id": "s:a", "shared_passages": [passage]}])
    quotations = [{"source": "s:a", "start": 2, "end": 5}, {"source": "s:b", "start": 52, "end": 55}]
    assert sources.independent({"evidence": quotations}) == 1
    assert sources.independent({"evidence": [quotations[0], {"source": "s:b", "start": 90, "end": 95}]}) == 2
