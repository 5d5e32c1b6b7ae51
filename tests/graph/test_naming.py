"""Names as people type them: search, and names resolved to entities or to candidates."""

from __future__ import annotations

import pytest

from graph.naming import Naming
from graph.view import View
from schema.errors import AmbiguousEntity, UnknownThing
from schema.statements import Entity, Objective, Relation, Statement
from tests.graph.fixtures import absence, bundled_view, day, document, figure, link, thing, view


def named(entity_id: str, kind: str, vi: str, *aliases: str, contextual: tuple[str, ...] = (), **names: str) -> Entity:
    """An entity with names and aliases."""
    return Entity(
        id=entity_id, type=kind, names={"vi": vi, **names}, aliases=aliases, contextual_aliases=contextual
    )  # fmt: skip


KNOWN = (
    named("prov:lang-son", "Province", "Tỉnh Lạng Sơn", "Lạng Sơn", en="Lang Son Province", zh="谅山省"),
    named("city:lang-son", "PrefectureCity", "Thành phố Lạng Sơn"),
    named("prov:hoa-binh", "Province", "Hoà Bình", en="Hoa Binh"),
    named("city:sung-ta", "PrefectureCity", "Sùng Tả", en="Chongzuo", zh="崇左"),
    named("city:bang-tuong", "PrefectureCity", "Bằng Tường", "Pingxiang", zh="凭祥市"),
    named("prov:dien-bien", "Province", "Điện Biên"),
    named("agc:fdla-ls", "Agency", "Sở Ngoại vụ tỉnh Lạng Sơn", contextual=("Sở Ngoại vụ",)),
    named("agc:fdla-cb", "Agency", "Sở Ngoại vụ tỉnh Cao Bằng", contextual=("Sở Ngoại vụ", "Sở")),
    named("dist:cao-loc", "District", "Huyện Cao Lộc"),
    named("dist:loc-binh", "District", "Huyện Lộc Bình"),
    named("dist:other-cao-loc", "Commune", "Xã Cao Lộc"),
    named("com:dong-dang", "Commune", "Thị trấn Đồng Đăng"),
    named("leg:directive", "LegalInstrument", "Chỉ thị số 04-CT/TW về đối ngoại nhân dân", "Chỉ thị 04-CT/TW"),
)
SEAT = Relation(id="seat", type="located_in", source="city:lang-son", target="prov:lang-son", valid="../..")


@pytest.fixture(scope="module")
def names() -> View:
    """A view of entities with names."""
    return view(*KNOWN, SEAT)


def found(names: View, text: str) -> list[str]:
    """What a search finds, in order."""
    return [hit.id for hit in names.search(text)[0]]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Điện Biên", "prov:dien-bien"), ("dien bien", "prov:dien-bien"), ("DIEN  BIÊN", "prov:dien-bien"),
        ("hòa bình", "prov:hoa-binh"), ("hoà bình", "prov:hoa-binh"), ("hoa binh", "prov:hoa-binh"),
        ("Chongzuo", "city:sung-ta"), ("sung ta", "city:sung-ta"), ("崇左", "city:sung-ta"),
        ("凭祥", "city:bang-tuong"), ("pingxiang", "city:bang-tuong"), ("bang tuong", "city:bang-tuong"),
        ("đồng đăng", "com:dong-dang"), ("chi thi 04 ct tw", "leg:directive"), ("04-CT/TW", "leg:directive"),
        ("ngoai vu cao", "agc:fdla-cb"), ("Lạng Sơn", "prov:lang-son"),
    ],
)  # fmt: skip
def test_search_folds_what_people_type(names: View, text: str, first: str) -> None:
    """Case, diacritics, đ, tone marks, blanks and punctuation do not matter; every name in every language counts."""
    assert found(names, text)[0] == first


def test_every_word_must_match_one_name(names: View) -> None:
    """Words may be beginnings, but all of them must be in one name of the entity."""
    assert found(names, "cao lo") == ["dist:other-cao-loc", "dist:cao-loc"]
    assert found(names, "lang chongzuo") == []
    assert found(names, "sùng chongzuo") == []
    assert found(names, "") == []
    assert found(names, "?!") == []
    assert set(found(names, "loc")) == {"dist:cao-loc", "dist:loc-binh", "dist:other-cao-loc"}


def test_a_typo_is_forgiven_only_where_nothing_matches(names: View) -> None:
    """One letter more, fewer, other or swapped, in a word of five letters or more or in a whole name."""
    for typo in ("chongzou", "chongzo", "chongzuoo", "chongzua"):
        assert found(names, typo) == ["city:sung-ta"], typo
    assert found(names, "chonzo") == []
    assert found(names, "sug ta") == ["city:sung-ta"]
    assert found(names, "sg ta") == []
    assert found(names, "cheng") == []
    assert found(names, "dien bion") == ["prov:dien-bien"]
    assert found(names, "hien bien") == []
    assert found(names, "lang sonn tinh") == []
    assert found(names, "bien") == ["prov:dien-bien"]


def test_scores_order_and_say_what_matched(names: View) -> None:
    """A full name is 1, a name but for its unit word a little less, a beginning less, a contextual alias less still."""
    hits = {h.id: h for h in names.search("Lạng Sơn")[0]}
    assert (hits["prov:lang-son"].score, hits["prov:lang-son"].matched) == (1.0, "Lạng Sơn")
    assert (hits["city:lang-son"].score, hits["city:lang-son"].matched) == (0.95, "Thành phố Lạng Sơn")
    assert hits["agc:fdla-ls"].score < 0.95
    scores = [h.score for h in names.search("so ngoai vu")[0]]
    assert scores == sorted(scores, reverse=True)
    assert all(h.matched for h in names.search("so")[0])


def test_search_is_paged_and_filtered(names: View) -> None:
    """Type and area restrict what is found, pages follow one another, and without a text all is listed by id."""
    all_of_them, total = names.search(None)
    assert [h.id for h in all_of_them] == sorted(e.id for e in KNOWN)
    assert total == len(KNOWN)
    assert [h.id for h in names.search("loc", types=("District",))[0]] == ["dist:cao-loc", "dist:loc-binh"]
    assert [h.id for h in names.search(None, offset=1, limit=2)[0]] == [h.id for h in all_of_them[1:3]]
    assert names.search("loc", offset=1, limit=1)[1] == 3


@pytest.mark.parametrize(
    ("text", "entity"),
    [
        ("prov:lang-son", "prov:lang-son"), ("Sùng Tả", "city:sung-ta"), ("thành phố Lạng Sơn", "city:lang-son"),
        ("tỉnh Lạng Sơn", "prov:lang-son"), ("Lang Son province", "prov:lang-son"), ("Lộc Bình", "dist:loc-binh"),
        ("huyện Cao Lộc", "dist:cao-loc"), ("xã Cao Lộc", "dist:other-cao-loc"), ("tỉnh Điện Biên", "prov:dien-bien"),
        ("凭祥市", "city:bang-tuong"), ("Chỉ thị 04-CT/TW", "leg:directive"),
    ],
)  # fmt: skip
def test_a_full_name_resolves(names: View, text: str, entity: str) -> None:
    """An id, or a full name or alias, with or without its unit word, means one entity."""
    assert names.resolve(text) == (entity, ())


@pytest.mark.parametrize(
    ("text", "candidates"),
    [
        ("Cao Lộc", ["dist:cao-loc", "dist:other-cao-loc"]), ("Sở Ngoại vụ", ["agc:fdla-cb", "agc:fdla-ls"]),
        ("Ngoại vụ", ["agc:fdla-cb", "agc:fdla-ls"]), ("Lạng", ["prov:lang-son", "city:lang-son", "agc:fdla-ls"]),
    ],
)  # fmt: skip
def test_what_fits_several_lists_candidates(names: View, text: str, candidates: list[str]) -> None:
    """Several full names, contextual aliases and beginnings never resolve: the candidates are listed."""
    with pytest.raises(AmbiguousEntity) as caught:
        names.resolve(text, "from")
    assert {c["id"] for c in caught.value.errors[0]["candidates"]} == set(candidates)
    assert caught.value.errors[0]["parameter"] == "from"
    assert all(c["name"] and c["type"] for c in caught.value.errors[0]["candidates"])


def test_what_is_not_known_says_so(names: View) -> None:
    """A text that fits nothing is unknown; an unknown id lists what is called alike."""
    with pytest.raises(UnknownThing) as caught:
        names.resolve("Paris")
    assert (caught.value.code, caught.value.errors[0]["candidates"]) == ("unknown_entity", [])
    with pytest.raises(UnknownThing) as caught:
        names.resolve("prov:cao-loc")
    assert [c["id"] for c in caught.value.errors[0]["candidates"]] == ["dist:cao-loc", "dist:other-cao-loc"]
    for typo, meant in (("chongzou", ["city:sung-ta"]), ("prov:dien-bin", ["prov:dien-bien"]), ("x:a", [])):
        with pytest.raises(UnknownThing) as caught:
            names.resolve(typo)
        assert [c["id"] for c in caught.value.errors[0]["candidates"]] == meant
    with pytest.raises(UnknownThing):
        names.entity("prov:paris", "vi")


@pytest.mark.parametrize(
    "text", ["quận Cao Lộc", "tỉnh Cao Lộc", "huyện Hòa Bình", "thành phố Điện Biên Phủ", "tỉnh Sùng Tả", "xã Lạng Sơn"]
)
def test_the_unit_word_of_another_is_no_name_of_it(names: View, text: str) -> None:
    """A unit word that was typed must be one that the entity goes by, or that its type may have."""
    with pytest.raises(UnknownThing):
        names.resolve(text)


def test_near_names_of_an_unknown_id() -> None:
    """Those of the same kind come first."""
    with pytest.raises(UnknownThing) as caught:
        names_of_two().resolve("prov:lang-so")
    assert [c["id"] for c in caught.value.errors[0]["candidates"]] == ["prov:lang-son", "city:lang-son"]


def names_of_two() -> View:
    """A province and its seat."""
    return view(KNOWN[1], KNOWN[0], SEAT)


def test_a_unit_word_of_its_type_is_understood() -> None:
    """A province without any recorded unit word may have that of its type."""
    assert view(*KNOWN, SEAT).resolve("tỉnh Hòa Bình")[0] == "prov:hoa-binh"


def test_of_several_the_one_that_contains_the_others_is_taken() -> None:
    """A province and its seat of the same name: the province is meant, and a warning names the seat."""
    province, warnings = view(*KNOWN, SEAT).resolve("Lạng Sơn")
    assert province == "prov:lang-son"
    assert [(w.code, w.entities) for w in warnings] == [("also_named", ("city:lang-son",))]
    assert "Thành phố Lạng Sơn" in warnings[0].message["vi"]
    twice = named("city:lang-son-too", "PrefectureCity", "Lạng Sơn")
    with pytest.raises(AmbiguousEntity):
        view(*KNOWN, twice).resolve("Lạng Sơn")


def test_a_whole_name_comes_before_one_with_a_unit_word() -> None:
    """Where nothing says that one contains the other, who is called just so is meant, and a warning names the other."""
    province, warnings = view(*KNOWN).resolve("Lạng Sơn")
    assert (province, [w.entities for w in warnings]) == ("prov:lang-son", [("city:lang-son",)])
    assert view(*KNOWN).resolve("thành phố Lạng Sơn") == ("city:lang-son", ())


@pytest.mark.parametrize(
    "said",
    [
        figure("registered_foreign_ngos", "b", 3), absence("friendship-union", "b", "2020"), link("b-c", "meets"),
        Objective(id="o", subject="x:b", text={"vi": "mục tiêu"}),
    ],
)  # fmt: skip
def test_who_is_talked_about_is_meant(said: Statement) -> None:
    """Of two that have a name the one is meant of which a figure, an objective, an absence or a relation speaks."""
    two = (named("x:a", "Commune", "Đồng Tiến"), named("x:b", "Commune", "Đồng Tiến"), thing("c", "Province"))
    with pytest.raises(AmbiguousEntity):
        view(*two).resolve("Đồng Tiến")
    assert view(*two, document(), said).resolve("Đồng Tiến") == ("x:b", ())


REUSED = (
    Entity(id="x:old", type="Province", names={"vi": "Tuyên Quang"}, attributes={"abolished": "2025-07-01"}),
    Entity(id="x:new", type="Province", names={"vi": "Tuyên Quang"}, attributes={"founded": "2025-07-01"}),
    named("x:other", "Commune", "Tuyền Quảng"),
)  # fmt: skip
"""A name that was used again, and one that differs by its tones."""


@pytest.mark.parametrize(
    ("text", "on", "meant", "others"),
    [
        ("Tuyên Quang", "2024", "x:old", {"x:new"}), ("Tuyên Quang", "2026", "x:new", {"x:old"}),
        ("Tuyên Quang", None, "x:new", {"x:old"}), ("tuyên QUANG", "2024-01", "x:old", {"x:new"}),
        ("Tuyền Quảng", "2024", "x:other", set()), ("TUYỀN QUẢNG", None, "x:other", set()),
        ("xã tuyền quảng", None, "x:other", set()),
    ],
)  # fmt: skip
def test_a_name_that_was_used_again(text: str, on: str | None, meant: str, others: set[str]) -> None:
    """Who exists on the day is meant; diacritics that are typed tell names apart, and without them they are several."""
    known = view(*REUSED)
    found, warnings = known.resolve(text, None, None if on is None else day(on))
    assert (found, {e for w in warnings for e in w.entities}) == (meant, others)
    assert all(f"({meant})" in w.message["vi"] for w in warnings)
    with pytest.raises(AmbiguousEntity):
        known.resolve("tuyen quang", None, day("2024"))


def test_bundled_names() -> None:
    """The names of the articles: Sino-Vietnamese, pinyin and hanzi lead to one entity, a bare office to candidates."""
    known = bundled_view()
    for text in ("Sùng Tả", "sung ta", "Chongzuo", "崇左"):
        assert found(known, text)[0] == found(known, "Sùng Tả")[0]
    with pytest.raises(AmbiguousEntity):
        known.resolve("Sở Ngoại vụ")


def test_no_names_at_all() -> None:
    """An empty graph finds nothing."""
    assert Naming([], {}).search("lang son") == []
    assert Naming([], {}).exactly("lang son") == []
