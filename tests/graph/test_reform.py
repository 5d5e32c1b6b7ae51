"""The reform of 1 July 2025: what districts and communes had, and who has it since. All units of the country loaded."""

from __future__ import annotations

import contextlib
import random
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

import graph.compile as compiling
from graph.axes import Dimension
from graph.claims import Timed, timed
from graph.coverage import VERDICTS
from graph.matrix import MatrixQuestion
from graph.overlay import Add, Overlay
from graph.sqlite import SqliteStore
from graph.tell_gaps import GapsQuestion
from graph.time import Claim
from graph.view import View, open_view
from graph.walk import PathQuestion
from loaders.load import load
from schema.dates import last_day
from schema.errors import AmbiguousEntity
from schema.names import fold
from schema.statements import Entity, Evidence, Relation
from tests.graph.fixtures import bundled_view

RULE = "border-exchange-partner"
HOANG_VAN_THU = "comm:hoang-van-thu-06172-2025"
BEFORE, AFTER = last_day("2024-01-01"), last_day("2026-01-01")


@pytest.fixture(scope="module")
def view(tmp_path_factory: pytest.TempPathFactory) -> View:
    """The bundled records with the administrative units of Việt Nam."""
    store = SqliteStore(Path(tmp_path_factory.mktemp("reform")) / "units.db")
    for dataset in ("border-diplomacy", "admin-units-vn"):
        assert load(store, dataset, strict=True).applied
    return open_view(store)


def test_only_border_communes_are_asked_where_the_data_says_which(view: View) -> None:
    """One commune that is said to border on one abroad narrows its province down to those that do, and no other."""
    asked = {s for s, v in verdicts(view, RULE, AFTER).items() if v != "not_applicable"}
    beyond = Relation(
        id="said", dataset="more", type="borders", source=HOANG_VAN_THU, target="prov:quang-tay", valid="../..",
        evidence=(Evidence("s0"),),
    )  # fmt: skip
    said = View(Overlay(view.snapshot, (Add(beyond),)))
    narrowed = {s for s, v in verdicts(said, RULE, AFTER).items() if v != "not_applicable"}
    numbers, whereabouts = view.index.numbers, view.index.whereabouts
    lang_son = {s for s in asked if numbers["prov:lang-son"] in whereabouts.areas(numbers[s])}
    assert (len(lang_son), narrowed & lang_son) == (65, {HOANG_VAN_THU})
    assert narrowed - lang_son == asked - lang_son != set()


def verdicts(view: View, rule: str, day: int) -> dict[str, str]:
    """Every subject of a rule with its verdict, pairs by both ids."""
    question = GapsQuestion(rules=(rule,), day=day, verdicts=VERDICTS, limit=100_000)
    return {g.id.removeprefix(f"gap:{rule}:"): g.verdict for g in view.gaps(question, "vi").items}


def test_before_the_reform_districts_are_asked(view: View) -> None:
    """Huyện Văn Lãng has its exchange through xã Tân Thanh, huyện Cao Lộc and Lộc Bình theirs; no commune is asked."""
    found = verdicts(view, RULE, BEFORE)
    assert {s for s, v in found.items() if v == "covered"} == {"dist:van-lang", "dist:cao-loc", "dist:loc-binh"}
    assert not [s for s in found if s.startswith("comm:")]


def test_after_the_reform_communes_are_asked(view: View) -> None:
    """Xã Hoàng Văn Thụ inherits from xã Tân Thanh; what the districts had is orphaned in the communes after them."""
    found = verdicts(view, RULE, AFTER)
    assert {s for s, v in found.items() if v == "inherited"} == {HOANG_VAN_THU}
    orphaned = {s for s, v in found.items() if v == "orphaned"}
    heirs = {s.id for d in ("dist:cao-loc", "dist:loc-binh") for s in view.entity(d, "vi").successors}
    assert orphaned == heirs
    assert "comm:cao-loc-06211-2025" in orphaned
    reason = view.gap(f"gap:{RULE}:comm:cao-loc-06211-2025", AFTER, {}, "vi").reason["vi"]
    assert reason.startswith("huyện Cao Lộc có, nhưng không còn từ ngày 2025-07-01, và không có đơn vị cùng loại")
    assert "–[kế tục, một phần]→ huyện Cao Lộc" in reason
    assert {v for s, v in found.items() if s.startswith("dist:")} == {"not_applicable"}


def test_the_answer_shows_the_succession(view: View) -> None:
    """The witness of what is inherited or orphaned begins with the succession, and its evidence is given."""
    gap = view.gap(f"gap:{RULE}:{HOANG_VAN_THU}", AFTER, {}, "vi")
    succession, exchange = gap.witnesses[0]
    (statement,) = view.snapshot.get("relation", succession)
    assert (statement.id, exchange) == ("vn-06166-06172", "r218")
    assert {e.source for e in gap.evidence} >= {"s0"}
    assert len({e.source for e in gap.evidence}) > 1
    assert "xã Tân Thanh" in gap.reason["vi"]


def test_provinces_that_merged(view: View) -> None:
    """After the reform Hà Giang is asked no more, and Tuyên Quang, which took it in, is asked instead."""
    before, after = (verdicts(view, "friendship-union", d) for d in (BEFORE, AFTER))
    assert (before["prov:ha-giang"], after["prov:ha-giang"]) == ("not_recorded", "not_applicable")
    assert (before["prov:tuyen-quang-2025"], after["prov:tuyen-quang-2025"]) == ("not_applicable", "not_recorded")
    gone = view.gap("gap:friendship-union:prov:ha-giang", AFTER, {}, "vi")
    assert gone.reason["vi"].endswith("Hà Giang không còn tồn tại vào ngày được hỏi, khi ấy là Tuyên Quang")
    assert sum(v != "not_applicable" for v in before.values()) == 63
    assert sum(v != "not_applicable" for v in after.values()) == 34


def test_a_pair_of_a_province_that_merged_is_asked_of_the_new_one(view: View) -> None:
    """What Hà Giang had with Quảng Tây is inherited by Tuyên Quang, under a rule about pairs and in the matrix."""
    ours, theirs = "prov:tuyen-quang-2025:prov:quang-tay", "prov:ha-giang:prov:quang-tay"
    before, after = (verdicts(view, "channel-partner", d) for d in (BEFORE, AFTER))
    assert (before[theirs], before[ours]) == ("covered", "not_applicable")
    assert (after[theirs], after[ours]) == ("not_applicable", "inherited")
    for day, row, verdict, inherited in (
        (BEFORE, "prov:ha-giang", "covered", 0),
        (AFTER, "prov:tuyen-quang-2025", "inherited", 2),
    ):
        matrix = view.matrix(MatrixQuestion(rows="area", cols="country", day=day), "vi")
        assert {"prov:ha-giang", "prov:tuyen-quang-2025"} & {r.id for r in matrix.rows} == {row}
        (cell,) = (c for c in matrix.cells if (c.row, c.col) == (row, "ctry:cn"))
        assert (cell.count, cell.verdict, cell.inherited) == (2, verdict, inherited)
        spoken = {c.key: (c.statements, c.sources) for c in matrix.coverage_of_sources}
        assert spoken[row] == (33, ("s2",))
        assert cell.independent_sources == 1


def test_what_a_unit_is_today_and_what_was_there_then(view: View) -> None:
    """A unit names what it became; a new one names what it was made of, wholly or in part."""
    assert [s.id for s in view.entity("comm:tan-thanh", "vi").successors] == [HOANG_VAN_THU]
    assert "comm:tan-thanh" in {s.id for s in view.entity(HOANG_VAN_THU, "vi").predecessors}
    assert [s.id for s in view.entity("prov:ha-giang", "vi").successors] == ["prov:tuyen-quang-2025"]
    assert {s.part for s in view.entity("dist:cao-loc", "vi").successors} == {"partial"}
    assert {h.part for h in view.entity("dist:cao-loc", "vi").today} == {"partial"}
    assert [h.part for h in view.entity("comm:tan-thanh", "vi").today] == ["whole"]


def test_a_name_that_is_used_again_is_not_confused(view: View) -> None:
    """Huyện Cao Lộc is not xã Cao Lộc; a bare name means who is talked about, and a warning names the others."""
    assert view.resolve("huyện Cao Lộc") == ("dist:cao-loc", ())
    assert view.resolve("xã Cao Lộc")[0] == "comm:cao-loc-06211-2025"
    meant, warnings = view.resolve("Cao Lộc")
    assert (meant, [w.code for w in warnings]) == ("dist:cao-loc", ["also_named"])


def test_a_province_that_is_gone_keeps_its_name(view: View) -> None:
    """A bare name means the province that had it, though a ward is called so now; a warning names the ward."""
    for name, province in (
        ("Bắc Giang", "prov:bac-giang"),
        ("Hải Dương", "prov:hai-duong"),
        ("yen bai", "prov:yen-bai"),
    ):
        meant, warnings = view.resolve(name, day=AFTER)
        assert meant == province
        assert any(e.startswith("comm:") for w in warnings for e in w.entities)
    assert view.resolve("Tuyên Quang", day=AFTER)[0] == "prov:tuyen-quang-2025"
    assert view.resolve("Tuyên Quang", day=BEFORE)[0] == "prov:tuyen-quang"


def test_namesakes_are_told_apart_by_where_they_lie(view: View) -> None:
    """Candidates say in which district and province they are."""
    with pytest.raises(AmbiguousEntity) as caught:
        view.resolve("xã Hồng Phong", day=BEFORE)
    around = {c["id"]: c["in"] for c in caught.value.errors[0]["candidates"]}
    assert around["comm:hong-phong-06079"] == "huyện Bình Gia, Lạng Sơn"


def test_a_unit_lay_elsewhere_before(view: View) -> None:
    """A commune that went on unchanged lay in its district then, and lies in its province now."""
    then, now = (view.entity("comm:mu-ca-03451", "vi", day) for day in (BEFORE, AFTER))
    assert (then.in_, now.in_) == ("dist:muong-te-107", "prov:lai-chau")


def test_what_was_not_read_is_no_source_of_its_own(view: View) -> None:
    """A succession rests on one source: the resolution is known through the list only, and a doubt is told."""
    (succession,), _ = view.relations("prov:ha-giang", types=("succeeded_by",))
    assert (succession.independent_sources, succession.copies) == (1, (("nq-202-2025-qh15", "vnau-34"),))
    assert [(e.source, e.through) for e in succession.evidence][-1] == ("nq-202-2025-qh15", "vnau-34")
    resolution = view.source("nq-202-2025-qh15", "vi")
    assert ("not read" in (resolution.note or ""), resolution.shared_passages) == (True, ())
    found, _ = view.relations("comm:hong-quang-01615", types=("succeeded_by",))
    assert any("Doubtful" in (relation.note or "") for relation in found)


def test_names_stay_as_clear_as_they_were(view: View) -> None:
    """Every spelling that meant one bundled entity means it with all units loaded.

    A warning more names the seat of a unit, which has its name and lies in it; today, who has the name of one that is
    gone.
    """
    alone = bundled_view()
    spellings = {form for n in spelled(alone) for form in (n, n.lower(), fold(n))}
    warned: dict[int, dict[str, set[str]]] = {BEFORE: {}, AFTER: {}}
    for name in sorted(spellings):
        for day, found in warned.items():
            (meant, warnings), (before, known) = view.resolve(name, day=day), alone.resolve(name, day=day)
            assert meant == before, name
            if warnings != known:
                found.setdefault(meant, set()).update(e for w in warnings for e in w.entities)
    assert warned[BEFORE] == {
        "prov:lang-son": {"dist:lang-son-178"}, "prov:cao-bang": {"dist:cao-bang-040"},
        "prov:ha-giang": {"dist:ha-giang-024"}, "prov:lai-chau": {"dist:lai-chau-105"},
        "dist:cao-loc": {"comm:cao-loc-06187"}, "dist:loc-binh": {"comm:loc-binh-06529"},
    }  # fmt: skip
    gone = ("dist:cao-loc", "dist:loc-binh", "dist:trang-dinh", "dist:van-lang", "city:ha-long", "comm:tan-thanh")
    assert warned[AFTER].keys() == set(gone)


def test_a_list_of_units_does_not_crowd_out_who_is_talked_about(view: View) -> None:
    """What is searched for by the beginning of a word is first found among those of whom something is said."""
    for text in ("Công", "Hiệp", "hữu"):
        ours, theirs = ([h.id for h in v.search(text, limit=5)[0]] for v in (view, bundled_view()))
        assert ours == theirs
    (first, *_), _ = view.search("xã Hiệp Hòa", limit=3)
    assert first.id.startswith("comm:hiep-hoa")


def test_a_unit_that_is_merely_listed_is_not_meant_by_another_spelling(view: View) -> None:
    """Lạng is no xã Lăng, though both are the same without diacritics; candidates are listed."""
    with pytest.raises(AmbiguousEntity):
        view.resolve("Lạng", day=BEFORE)
    assert view.resolve("Thái Bình province", day=BEFORE)[0] == "prov:thai-binh"
    assert view.resolve("Lăng", day=BEFORE)[0] == "comm:lang-20449"


def test_whole_entities_keep_what_is_said_of_them(view: View) -> None:
    """The notes of the records stand, whatever else the list of units adds."""
    alone = bundled_view()
    for entity in alone.index.ids:
        assert view.entity(entity, "vi").note == alone.entity(entity, "vi").note


def spelled(view: View) -> Iterator[str]:
    """Every name and alias of a view that means one entity, or several of which one is meant, before the reform."""
    for entity in view.snapshot.statements("entity"):
        assert isinstance(entity, Entity)
        for name in (*entity.names.values(), *entity.aliases):
            with contextlib.suppress(AmbiguousEntity):
                view.resolve(name, day=BEFORE)
                yield name


DAYS = [last_day("2012"), last_day("2020"), last_day("2025-06-30")]


@pytest.mark.parametrize("day", [None, *DAYS])
def test_paths_before_the_reform_are_unchanged(view: View, day: int | None) -> None:
    """The whole answer on how bundled entities are connected is the same with all units loaded: drawn at random."""
    alone, dice = bundled_view(), random.Random(day)
    for _ in range(250):
        source, target = dice.choice(alone.index.ids), dice.choice(alone.index.ids)
        asked = PathQuestion(sources=(source,), targets=(target,), day=day, k=5)
        ours, theirs = view.paths(asked, "vi"), alone.paths(asked, "vi")
        assert msgspec.structs.replace(ours, data_version=theirs.data_version) == theirs


@pytest.mark.parametrize("day", DAYS)
def test_verdicts_before_the_reform_are_unchanged(view: View, day: int) -> None:
    """The whole answer about every bundled subject of every rule is the same with all units loaded."""
    alone = bundled_view()
    question = GapsQuestion(rules=tuple(r.id for r in alone.rules), day=day, verdicts=VERDICTS, limit=100_000)
    ours, theirs = ({gap.id: gap for gap in v.gaps(question, "vi").items} for v in (view, alone))
    assert len(theirs) > 300
    assert {i: gap for i, gap in ours.items() if i in theirs} == theirs


@pytest.mark.parametrize(
    "sides", [("area", "country"), ("area", "sector"), ("channel", "country"), ("kind", "country")]
)
def test_matrices_before_the_reform_are_unchanged(view: View, sides: tuple[Dimension, Dimension]) -> None:
    """Every cell of a matrix of the bundled records is the same with all units loaded."""
    alone = bundled_view()
    for day in DAYS:
        question = MatrixQuestion(rows=sides[0], cols=sides[1], day=day)
        answers = [v.matrix(question, "vi") for v in (view, alone)]
        ours, theirs = ({(c.row, c.col): c for c in answer.cells} for answer in answers)
        assert {cell: ours[cell] for cell in theirs} == theirs
        spoken, known = ({(c.axis, c.key): c for c in answer.coverage_of_sources} for answer in answers)
        assert {head: spoken[head] for head in known} == known


def test_units_of_one_date_are_dated_once(view: View, monkeypatch: pytest.MonkeyPatch) -> None:
    """Tens of thousands of relations that say the same of time cost no more than one: hence a server is ready soon."""
    dated: list[Claim] = []

    def counted(claim: Claim) -> Timed:
        dated.append(claim)
        return timed(claim)

    monkeypatch.setattr(compiling, "timed", counted)
    index = compiling.compile_index(view.snapshot)
    assert len(index.relation_ids) > 28_000
    assert 100 < len(dated) < 1_000
