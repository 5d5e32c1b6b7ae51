"""The dataset of administrative units: complete, corrected, in agreement with the bundled records."""

from __future__ import annotations

import time
from collections import Counter
from pathlib import Path

import pytest

from graph.sqlite import SqliteStore
from graph.view import open_view
from loaders.load import find, load
from loaders.tables import TABLES
from loaders.units.build import DAY, build
from loaders.units.corrections import COMMUNE_RESOLUTIONS, CORRECTIONS, KNOWN_IDS, NAMESAKE, SPELLINGS
from loaders.units.package import PackageMissing, folder
from schema.names import fold
from schema.statements import Entity, Relation, Source, Statement
from tests.loaders.helpers import statements_of

DATASET, RECORDS = "admin-units-vn", "border-diplomacy"
BEFORE, AFTER = "2025-06-30", DAY
KINDS = {2: "Province", 3: "District", 5: "Commune"}


class Units:
    """The units of the dataset, and what leads from one to another."""

    def __init__(self, said: list[Statement]) -> None:
        self.entities = {s.id: s for s in said if isinstance(s, Entity)}
        self.sources = {s.id for s in said if isinstance(s, Source)}
        self.relations = [s for s in said if isinstance(s, Relation)]
        self.successors: dict[str, dict[str, str]] = {}
        self.predecessors: dict[str, set[str]] = {}
        self._homes: dict[str, list[Relation]] = {}
        for r in self.relations:
            if r.type == "succeeded_by":
                self.successors.setdefault(r.source, {})[r.target] = r.attributes["part"]
                self.predecessors.setdefault(r.target, set()).add(r.source)
            else:
                assert r.type == "located_in"
                self._homes.setdefault(r.source, []).append(r)

    def exists(self, unit: str, day: str) -> bool:
        """Whether a unit exists on a day."""
        attributes = self.entities[unit].attributes
        return bool(attributes.get("founded", "") <= day < attributes.get("abolished", "9999"))

    def on(self, day: str, kind: str) -> list[str]:
        """The units of a type that exist on a day."""
        return [e.id for e in self.entities.values() if e.type == kind and self.exists(e.id, day)]

    def by_code(self, code: str, day: str) -> str:
        """The unit that has a code on a day."""
        (found,) = (u for u in self.on(day, KINDS[len(code)]) if self.code(u) == code)
        return found

    def code(self, unit: str) -> str:
        """The code of a unit."""
        return str(self.entities[unit].attributes["code"])

    def name(self, unit: str) -> str:
        """The name of a unit."""
        return self.entities[unit].names["vi"]

    def home(self, unit: str, day: str) -> str:
        """The one unit in which a unit lies on a day."""
        (found,) = (
            r.target
            for r in self._homes[unit]
            if self.exists(r.target, day) and r.valid is not None and (r.valid == "../.." or r.valid[:10] <= day)
        )
        return found

    def province(self, unit: str, day: str) -> str:
        """The code of the province in which a unit lies on a day."""
        while self.entities[unit].type != "Province":
            unit = self.home(unit, day)
        return self.code(unit)


@pytest.fixture(scope="module")
def units() -> Units:
    """The dataset as it is in the project."""
    return Units(statements_of(find(DATASET)))


@pytest.fixture(scope="module")
def records() -> dict[str, Entity]:
    """The entities of the bundled records."""
    return {s.id: s for s in statements_of(find(RECORDS)) if isinstance(s, Entity)}


def test_how_many_units_there_are(units: Units) -> None:
    """63 provinces became 34, 696 districts none, 10,035 communes 3,321."""
    counts = {day: [len(units.on(day, kind)) for kind in KINDS.values()] for day in (BEFORE, AFTER)}
    assert counts == {BEFORE: [63, 696, 10_035], AFTER: [34, 0, 3_321]}
    words = Counter(units.entities[u].attributes["unit_word"] for u in units.on(AFTER, "Commune"))
    assert words == {"xã": 2_621, "phường": 687, "đặc khu": 13}


@pytest.mark.parametrize(
    ("old", "new", "districts", "communes", "today"),
    [
        ("20", "20", 11, {"xã": 175, "thị trấn": 14, "phường": 5}, {"xã": 61, "phường": 4}),
        ("04", "04", 10, 161, 56),
        ("12", "12", 8, 106, 38),
        ("22", "22", 13, 171, {"phường": 30, "xã": 22, "đặc khu": 2}),
        ("02", "08", 11, 193, 124),
    ],
)
def test_provinces_of_the_records(
    units: Units, old: str, new: str, districts: int, communes: int | dict[str, int], today: int | dict[str, int]
) -> None:
    """The provinces of the articles have as many districts and communes, before and after, as the records say."""
    words: dict[str, Counter[str]] = {day: Counter() for day in (BEFORE, AFTER)}
    for day, province in ((BEFORE, old), (AFTER, new)):
        for unit in units.on(day, "Commune"):
            if units.province(unit, day) == province:
                words[day][units.entities[unit].attributes["unit_word"]] += 1
    assert sum(units.province(u, BEFORE) == old for u in units.on(BEFORE, "District")) == districts
    for wanted, day in ((communes, BEFORE), (today, AFTER)):
        assert (words[day] if isinstance(wanted, dict) else words[day].total()) == wanted


@pytest.mark.parametrize(
    ("district", "communes"),
    [
        ("dist:trang-dinh", "06001 06004 06019 06037 06040 06046 06058"),
        ("dist:van-lang", "06124 06148 06151 06154 06172"),
        ("dist:cao-loc", "06184 06187 06196 06211 06220 05977 06286 06316"),
        ("dist:loc-binh", "06526 06529 06541 06565 06577 06601 06607"),
        ("dist:dinh-lap-189", "06613 06616 06625 06637"),
    ],
)
def test_districts_of_lang_son(units: Units, district: str, communes: str) -> None:
    """Where the districts of the articles are today, part by part."""
    successors = units.successors[district]
    assert {units.code(c) for c in successors} == set(communes.split())
    assert set(successors.values()) == {"partial"}
    assert all(units.province(c, AFTER) == "20" for c in successors)


def test_tan_thanh(units: Units) -> None:
    """The commune of the exchange with Bằng Tường became xã Hoàng Văn Thụ, whole, with four others."""
    assert units.home("comm:tan-thanh", BEFORE) == "dist:van-lang"
    (today,) = units.successors["comm:tan-thanh"]
    assert (today, units.successors["comm:tan-thanh"][today]) == ("comm:hoang-van-thu-06172-2025", "whole")
    former = {units.name(p) for p in units.predecessors[today] if units.entities[p].type == "Commune"}
    assert former == {"xã Tân Thanh", "xã Tân Mỹ", "xã Hồng Thái", "xã Hoàng Văn Thụ", "xã Nhạc Kỳ"}
    assert units.home(today, AFTER) == "prov:lang-son"


def test_provinces(units: Units) -> None:
    """23 provinces were made of 52, and one that was not merged is one unit throughout."""
    merged = {u: s for u, s in units.successors.items() if units.entities[u].type == "Province"}
    assert len(merged) == 52
    assert all(list(s.values()) == ["whole"] for s in merged.values())
    assert len({new for s in merged.values() for new in s}) == 23
    assert merged["prov:ha-giang"] == merged["prov:tuyen-quang"] == {"prov:tuyen-quang-2025": "whole"}
    both = set(units.on(BEFORE, "Province")) & set(units.on(AFTER, "Province"))
    assert len(both) == 11
    assert both >= {"prov:lang-son", "prov:cao-bang", "prov:lai-chau", "prov:quang-ninh"}


def test_codes_and_names_are_used_again(units: Units) -> None:
    """A code is a unit only together with a day; a new commune is not the old district whose name it has."""
    assert units.name(units.by_code("06037", BEFORE)) == "xã Trung Thành"
    assert units.name(units.by_code("06037", AFTER)) == "xã Kháng Chiến"
    named = {e.id for e in units.entities.values() if e.names["vi"] in {"xã Cao Lộc", "huyện Cao Lộc"}}
    assert named == {"dist:cao-loc", "comm:cao-loc-06211-2025"}


def test_what_ended_went_on_and_what_began_came_from_something(units: Units) -> None:
    """Every unit that ended has a successor, every one that began a predecessor, without exception."""
    for unit, entity in units.entities.items():
        assert entity.attributes.get("abolished", DAY) == entity.attributes.get("founded", DAY) == DAY
        assert not {"abolished", "founded"} <= entity.attributes.keys()
        assert ("abolished" in entity.attributes) == (unit in units.successors)
        if "founded" in entity.attributes:
            assert unit in units.predecessors


def test_part(units: Units) -> None:
    """A unit went whole to its only successor, and in parts to several."""
    for successors in units.successors.values():
        assert set(successors.values()) == ({"whole"} if len(successors) == 1 else {"partial"})
    split = [u for u in units.on(BEFORE, "Commune") if len(units.successors.get(u, ())) > 1]
    assert {"xã Bính Xá", "xã Kiên Mộc"} <= {units.name(u) for u in split if units.province(u, BEFORE) == "20"}
    assert len(split) == 442


def test_a_district_went_where_its_communes_went(units: Units) -> None:
    """The successors of a district are those of its communes, and derived; five island districts had no commune."""
    wanted: dict[str, set[str]] = {d: set() for d in units.on(BEFORE, "District")}
    for commune in units.on(BEFORE, "Commune"):
        wanted[units.home(commune, BEFORE)] |= units.successors.get(commune, {commune: ""}).keys()
    islands = {d for d, successors in wanted.items() if not successors}
    assert len(islands) == 5
    for district, successors in wanted.items():
        if district in islands:
            assert [units.entities[s].attributes["unit_word"] for s in units.successors[district]] == ["đặc khu"]
        else:
            assert units.successors[district].keys() == successors
    derived = {r.source for r in units.relations if r.inference == "derived" and r.type == "succeeded_by"}
    assert derived == set(wanted)


def test_communes_that_go_on(units: Units) -> None:
    """127 communes were left as they were: one unit, in a district before and in a province since."""
    both = set(units.on(BEFORE, "Commune")) & set(units.on(AFTER, "Commune"))
    assert len(both) == 127  # the government's plan counted 128
    assert not [u for u in both if u in units.successors or u.endswith("-2025")]
    assert all(units.entities[units.home(u, AFTER)].type == "Province" for u in both)
    respelled = {units.code(u) for u in both for a in units.entities[u].aliases if fold(a) != fold(units.name(u))}
    assert respelled == set(SPELLINGS)


def test_corrections_are_made(units: Units) -> None:
    """What the package has wrongly is gone, what it lacks is there and says on what it rests."""
    links = {(units.code(r.source), units.code(r.target)): r for r in units.relations if r.type == "succeeded_by"}
    for correction in CORRECTIONS:
        assert units.name(units.by_code(correction.code, BEFORE)) == correction.unit
        for new in correction.drop:
            assert (correction.code, new) not in links
            if correction.reason == NAMESAKE:
                others = {units.name(p) for p in units.predecessors[units.by_code(new, AFTER)]}
                assert correction.unit in others
        for new in correction.add:
            link = links[correction.code, new]
            assert (link.note, [e.source for e in link.evidence]) == (correction.reason, ["vietnam-provinces"])
    assert ("01651", "01648") in links  # xã Mỹ Hưng
    assert units.name(units.by_code("03742", BEFORE)) == "xã É Tòng"


def test_no_unit_came_from_two_of_one_name(units: Units) -> None:
    """No two units of the same kind and name became parts of one: that is how the package's slips showed."""
    for predecessors in units.predecessors.values():
        names = [units.name(p) for p in predecessors]
        assert len(names) == len(set(names))


def words_of(entity: Entity) -> list[str]:
    """The unit words of an entity, the first one first."""
    word = entity.attributes.get("unit_word", [])
    return [word] if isinstance(word, str) else [phase["value"] for phase in word]


def test_ids(units: Units) -> None:
    """Ids say kind, name, code and, of what began with the reform, the year; known units keep the ids they had."""
    known = {i: units.code(i) for i in KNOWN_IDS}
    assert known == KNOWN_IDS
    for unit, entity in units.entities.items():
        if unit in KNOWN_IDS or entity.type == "Country":
            continue
        prefix, _, rest = unit.partition(":")
        year = "-2025" if "founded" in entity.attributes else ""
        code = f"-{entity.attributes['code']}" if entity.type != "Province" else ""
        spelled = {entity.names["vi"], *entity.aliases}
        bare = {fold(n).removeprefix(fold(w)).strip().replace(" ", "-") for n in spelled for w in words_of(entity)}
        assert prefix == {"Province": "prov", "District": "dist", "Commune": "comm"}[entity.type]
        assert rest in {f"{b}{code}{year}" for b in bare}


def test_only_provinces_and_known_units_go_by_bare_names(units: Units) -> None:
    """A commune's or district's name is its full one, so that its bare name stays that of whoever had it before."""
    for unit, entity in units.entities.items():
        if entity.type in {"District", "Commune"}:
            word = entity.attributes["unit_word"]
            assert all(n.startswith(f"{word} ") for n in entity.names.values())
            assert unit in KNOWN_IDS or all(a.startswith(f"{word} ") for a in entity.aliases)
        assert not entity.contextual_aliases


def test_sources(units: Units) -> None:
    """Every statement has a source of the dataset; a succession of communes has the resolution of its province."""
    for entity in units.entities.values():
        assert {e.source for e in entity.evidence} <= units.sources
        assert entity.evidence
    for r in units.relations:
        cited = {e.source for e in r.evidence}
        assert cited
        assert cited <= units.sources
        if r.type == "succeeded_by" and r.note is None:
            assert "vnau-34" in cited
            of_province = units.entities[r.target].type == "Province"
            number = "" if of_province else COMMUNE_RESOLUTIONS[units.province(r.target, AFTER)]
            assert ("nq-202-2025-qh15" if of_province else f"nq-{number}-ubtvqh15") in cited
    assert COMMUNE_RESOLUTIONS["20"] == 1672
    assert sorted(COMMUNE_RESOLUTIONS.values()) == list(range(1654, 1688))


def test_the_unit_word_of_quang_ninh_is_temporal(units: Units) -> None:
    """A province that became a city directly under the centre stays the same unit."""
    province = units.entities["prov:quang-ninh"]
    said = [(phase["value"], phase["valid"]) for phase in province.attributes["unit_word"]]
    assert said == [("tỉnh", "../2026-08-31"), ("thành phố", "2026-09-01/..")]
    assert province.aliases == ("tỉnh Quảng Ninh", "thành phố Quảng Ninh")
    assert {u for u, e in units.entities.items() if isinstance(e.attributes.get("unit_word"), list)} == {
        "prov:quang-ninh", "prov:bac-ninh-2025", "prov:dong-nai-2025",
    }  # fmt: skip


def test_agreement_with_the_records(units: Units, records: dict[str, Entity]) -> None:
    """What both datasets describe has the same type and names in both, and no attribute with two values."""
    shared = units.entities.keys() & records.keys()
    assert shared == {*KNOWN_IDS, "ctry:vn"}
    for unit in shared:
        ours, theirs = units.entities[unit], records[unit]
        assert ours.type == theirs.type
        assert ours.names.items() <= theirs.names.items()
        later = {f"{word} {ours.names['vi']}" for word in words_of(ours)[1:]}
        assert {*ours.aliases, *ours.names.values()} - later <= {*theirs.aliases, *theirs.names.values()}
        common = ours.attributes.keys() & theirs.attributes.keys()
        assert {k: ours.attributes[k] for k in common} == {k: theirs.attributes[k] for k in common}


@pytest.mark.parametrize("order", [(DATASET, RECORDS), (RECORDS, DATASET), (DATASET,)])
def test_loads_strictly_in_any_order(tmp_path: Path, order: tuple[str, ...]) -> None:
    """Alone, before and after the records; nothing is rejected, nothing conflicts. The times are printed."""
    store = SqliteStore(tmp_path / "store.db")
    try:
        for name in order:
            start = time.perf_counter()
            report = load(store, name, strict=True)
            print(f"{name}: loaded in {time.perf_counter() - start:.2f} s", end="; ")
            assert report.applied
            assert all(" is not among the pairs of the vocabulary" in w for w in report.warnings)
        start = time.perf_counter()
        view = open_view(store)
        print(f"opened in {time.perf_counter() - start:.2f} s")
        for unit in (*KNOWN_IDS, "ctry:vn"):
            assert view.entity(unit, "vi").warnings == ()
        successors = view.entity("comm:tan-thanh", "vi").successors
        assert [(s.id, s.part) for s in successors] == [("comm:hoang-van-thu-06172-2025", "whole")]
    finally:
        store.close()


def test_making_it_again_changes_nothing(tmp_path: Path) -> None:
    """The tables in the project are those that the script writes, byte for byte; hence no id changes."""
    try:
        folder()
    except PackageMissing as error:
        pytest.skip(str(error))
    build(tmp_path / DATASET)
    for table in TABLES:
        name = f"{table}.csv"
        assert (tmp_path / DATASET / name).read_bytes() == (find(DATASET) / name).read_bytes()


def test_size() -> None:
    """The tables stay below five million bytes together."""
    assert sum(path.stat().st_size for path in find(DATASET).iterdir()) < 5_000_000
