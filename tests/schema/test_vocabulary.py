"""The bundled vocabulary says what the design says, and a vocabulary that contradicts itself is refused."""

from __future__ import annotations

import importlib.resources
import json
import unicodedata
from collections.abc import Callable
from typing import Any

import pytest

from schema.errors import VocabularyError
from schema.statements import MODALITIES
from schema.vocabulary import CLASSES, EntityType, Indicator, RelationType, Vocabulary, bundled, read

TEXT = importlib.resources.files("schema").joinpath("data/vocabulary.json").read_text(encoding="utf-8")
Json = dict[str, Any]


def changed(change: Callable[[Json], object]) -> str:
    """The JSON of the bundled vocabulary after a change."""
    content: Json = json.loads(TEXT)
    change(content)
    return json.dumps(content, ensure_ascii=False)


def refusal(text: bytes | str) -> str:
    """What is said when a text is refused."""
    with pytest.raises(VocabularyError) as caught:
        read(text)
    return str(caught.value)


def named(content: Json, table: str, name: str) -> Json:
    """The row of a table of the JSON that defines a type or an indicator."""
    found: list[Json] = [row for row in content[table] if row.get("type", row.get("id")) == name]
    return found[0]


def entity_type(name: str) -> EntityType:
    """A bundled entity type, which must exist."""
    found = bundled().entity_type(name)
    assert found is not None, name
    return found


def relation_type(name: str) -> RelationType:
    """A bundled relation type, which must exist."""
    found = bundled().relation_type(name)
    assert found is not None, name
    return found


def indicator(name: str) -> Indicator:
    """A bundled indicator, which must exist."""
    found = bundled().indicator(name)
    assert found is not None, name
    return found


def in_both(texts: dict[str, str]) -> bool:
    """Whether there is a text in Vietnamese and one in English, and nothing else."""
    return set(texts) == {"vi", "en"} and all(text.strip() == text != "" for text in texts.values())


# What is there


def test_counts() -> None:
    """There are 19 entity types and 46 relation types."""
    assert len(bundled().entity_types) == 19
    assert len(bundled().relation_types) == 46


def test_entity_types_are_bilingual() -> None:
    """Every entity type and subtype has its label, and every type its definition, in Vietnamese and English."""
    for t in bundled().entity_types:
        assert in_both(t.label), t.type
        assert in_both(t.definition), t.type
        for subtype, label in t.subtypes.items():
            assert in_both(label), (t.type, subtype)


def test_relation_types_are_bilingual() -> None:
    """Every relation type has label and definition in Vietnamese and English, and so has every inverse."""
    for r in bundled().relation_types:
        assert in_both(r.label), r.type
        assert in_both(r.definition), r.type
        assert in_both(r.inverse_label) if r.inverse else not r.inverse_label, r.type


def test_columns_and_figures_are_bilingual() -> None:
    """Every attribute and every indicator has a label in Vietnamese and English."""
    for a in bundled().attributes:
        assert in_both(a.label), a.name
    for i in bundled().indicators:
        assert in_both(i.label), i.id


def test_parts_of_sources_are_bilingual() -> None:
    """Captions of photos and page frames are told apart, each with label and definition in both languages."""
    parts = bundled().source_parts
    assert [p.kind for p in parts][:2] == ["photo_caption", "boilerplate"]
    for p in parts:
        assert in_both(p.label), p.kind
        assert in_both(p.definition), p.kind
        assert bundled().source_part(p.kind) is p
    assert bundled().source_part("footnote") is None


def test_genres_of_sources_are_bilingual() -> None:
    """What a source is, is told in both languages; a genre that is not known is shown as it is written."""
    assert all(in_both(g.label) for g in bundled().genres)
    assert bundled().genre_label("article")["vi"] == "bài viết"
    assert bundled().genre_label("thông cáo") == {"vi": "thông cáo", "en": "thông cáo"}


def test_labels_tell_apart() -> None:
    """No two types of a kind and no two indicators share a label in a language."""
    v = bundled()
    for lang in ("vi", "en"):
        relations = [r.label[lang] for r in v.relation_types]
        relations += [r.inverse_label[lang] for r in v.relation_types if r.inverse]
        for labels in ([t.label[lang] for t in v.entity_types], relations, [i.label[lang] for i in v.indicators]):
            assert sorted(labels) == sorted(set(labels))


def test_every_relation_type_reads_both_ways() -> None:
    """A relation type is symmetric or has an inverse, whose name no other type or inverse bears."""
    names = [r.type for r in bundled().relation_types]
    for r in bundled().relation_types:
        assert r.symmetric != (r.inverse is not None), r.type
    inverses = [r.inverse for r in bundled().relation_types if r.inverse]
    assert len(set(names) | set(inverses)) == len(names) + len(inverses)


def test_every_relation_type_has_ends_and_a_standard() -> None:
    """Every relation type names pairs of ends, each once, and the nearest standard term."""
    for r in bundled().relation_types:
        assert r.ends, r.type
        assert len(set(r.ends)) == len(r.ends), r.type
        assert r.standard, r.type
    assert all(t.standard for t in bundled().entity_types)


def test_the_file_is_readable() -> None:
    """The file has composed Vietnamese characters rather than escapes, and one type per line."""
    assert unicodedata.normalize("NFC", TEXT) == TEXT
    assert "\\u" not in TEXT
    lines = TEXT.splitlines()
    names = [t.type for t in bundled().entity_types] + [r.type for r in bundled().relation_types]
    for name in names:
        assert sum(line.startswith(f'    {{"type": "{name}", ') for line in lines) == 1, name


# What the design says


def test_never_walked() -> None:
    """Borders, places of signature, leaflets, themes, series and mere likeness are never walked, and only they."""
    assert {r.type for r in bundled().relation_types if r.walk == "never"} == {
        "borders", "counterpart_of", "signed_at", "disseminates", "has_sector", "through_channel", "underpins",
        "followed_by", "possibly_same_as",
    }  # fmt: skip


@pytest.mark.parametrize("name", ["located_in", "part_of", "has_jurisdiction", "implements", "succeeded_by"])
def test_walked_at_the_ends(name: str) -> None:
    """A province acts through its agencies, and a directive through a plan, as the first or the last hop only."""
    assert relation_type(name).walk == "at_ends"


def test_only_office_is_attested() -> None:
    """An office is held for certain only on attested days, and nothing else behaves so."""
    assert [r.type for r in bundled().relation_types if r.time == "attested"] == ["holds_office_in"]


def test_acts_are_events() -> None:
    """Acts and changes happen at a time and persist as done; agreements and memberships are states."""
    assert {r.type for r in bundled().relation_types if r.time == "event"} == {
        "signed_at", "commemorates", "founded_by", "issued_by", "promulgates", "implements", "adopted_at",
        "submitted_to", "evaluates", "establishes", "succeeded_by",
    }  # fmt: skip


def test_stepping_stones() -> None:
    """Countries, sectors and channels are never stepping stones, other places only near an end, the rest anywhere."""
    types = bundled().entity_types
    assert {t.type for t in types if t.stepping_stone == "never"} == {"Country", "Sector", "Channel"}
    for t in types:
        if t.stepping_stone == "end":
            assert t.kind == "place", t.type
        elif t.stepping_stone == "yes":
            assert t.kind not in ("place", "topic"), t.type


def test_a_border_post_is_a_body() -> None:
    """A border post is an actor and a stepping stone, whereas a border gate is a place."""
    assert (entity_type("BorderPost").kind, entity_type("BorderPost").stepping_stone) == ("actor", "yes")
    assert (entity_type("BorderGate").kind, entity_type("BorderGate").stepping_stone) == ("place", "end")


def test_twinning_and_exchange_are_two_things() -> None:
    """Twinning and exchange are different symmetric states of cooperation."""
    for name in ("twinned_with", "exchanges_with"):
        r = relation_type(name)
        assert (r.cls, r.symmetric, r.time, r.inverse) == ("cooperation", True, "state", None)


def test_every_class_is_used() -> None:
    """Each of the seven classes has a relation type."""
    assert {r.cls for r in bundled().relation_types} == set(CLASSES)


def test_succession_may_change_the_level() -> None:
    """A unit is succeeded by one of its own type, and a district by communes too."""
    ends = relation_type("succeeded_by").ends
    assert ("District", "Commune") in ends
    assert {(t, t) for t in ("Province", "District", "Commune", "Agency")} <= set(ends)


# Lifetimes


def test_usual_lifetime() -> None:
    """Units and bodies live from their founding to their abolition."""
    for name in ("Province", "District", "Commune", "Agency", "NGO", "BorderPost"):
        t = entity_type(name)
        assert (t.born, t.ended, t.lives, t.happens, t.acts) == (("founded",), ("abolished",), None, (), None)


def test_lifetime_of_what_is_signed_or_issued() -> None:
    """An agreement lives from its signature, an instrument from its date, which dates its acts too."""
    assert entity_type("Agreement").born == ("signed", "founded")
    instrument = entity_type("LegalInstrument")
    assert (instrument.born, instrument.acts, instrument.lives) == (("date",), "date", None)


def test_lifetime_of_a_programme() -> None:
    """Only a programme lives for its period: an instrument does not end with the period that it covers."""
    assert {t.type: t.lives for t in bundled().entity_types if t.lives} == {"Programme": "period"}


def test_an_event_has_no_lifetime() -> None:
    """An event happens at its date or within its period, and is neither born nor ended."""
    t = entity_type("Event")
    assert (t.born, t.ended, t.happens) == ((), (), ("date", "period"))
    assert [x.type for x in bundled().entity_types if x.happens] == ["Event"]


def test_without_lifetime() -> None:
    """Offices, channels and sectors exist throughout."""
    for name in ("PersonRole", "Channel", "Sector"):
        assert (entity_type(name).born, entity_type(name).ended) == ((), ())


def test_lifetimes_are_dates_of_tables() -> None:
    """Every attribute that bounds a lifetime or dates an event is a date with a column of its own."""
    dates = {a.name for a in bundled().attributes if a.value == "date"}
    for t in bundled().entity_types:
        used = {*t.born, *t.ended, *t.happens, t.lives, t.acts} - {None}
        assert used <= dates, t.type


# Figures, roles, settings


def test_twinning_figures_count_by_level() -> None:
    """The five figures of twinning count named twinnings of their level in the area, and posts one by one."""
    levels = {
        "twinned_village_clusters": "Village",
        "commune_township_pairs": "Commune",
        "district_pairs_signed": "District",
        "village_pairs_signed": "Village",
        "border_posts_signed": "BorderPost",
    }
    for name, level in levels.items():
        counts = indicator(name).counts
        assert counts is not None
        assert (counts.relation, counts.types, counts.within) == ("twinned_with", (level,), "area")
        assert counts.unit == ("end" if name == "border_posts_signed" else "relation")


def test_the_organisations_met_are_counted_at_their_event() -> None:
    """The figure of American organisations counts the NGOs and donors that its own event met."""
    counts = indicator("us_organisations_met").counts
    assert counts is not None
    assert (counts.relation, counts.types, counts.within) == ("meets", ("NGO", "Donor"), "subject")


def test_other_figures_count_nothing() -> None:
    """Of the 44 indicators nine say what they count."""
    assert len(bundled().indicators) == 44
    assert sum(i.counts is not None for i in bundled().indicators) == 9


def test_roles() -> None:
    """The roles name relation types that fit them and an attribute that holds an entity."""
    roles = bundled().roles
    assert roles.within == ("located_in", "has_jurisdiction", "applies_to", "part_of", "based_in")
    assert (roles.channel, roles.sector, roles.succession) == ("through_channel", "has_sector", "succeeded_by")
    assert (roles.country, roles.area) == ("Country", "Province")
    assert [a.value for a in bundled().attributes if a.name == roles.within_attribute] == ["entity"]


def test_settings() -> None:
    """Old news stays certain for ten years, and today is the day in Việt Nam."""
    settings = bundled().settings
    assert (settings.persistence_years, settings.timezone) == (10, "Asia/Ho_Chi_Minh")
    assert all(r.persistence_years is None for r in bundled().relation_types)


def test_relaxations_in_order() -> None:
    """A plan, membership, a theme and geography are looked for in this order."""
    assert [x.code for x in bundled().relaxations] == [
        "only_planned",
        "structural_link_only",
        "thematic_link_only",
        "geographic_link_only",
    ]


def test_each_relaxation_lets_one_thing_go() -> None:
    """Only the first relaxation counts plans, and only the others let weak classes connect by themselves."""
    planned, *others = bundled().relaxations
    assert planned.modalities == MODALITIES
    assert (planned.connects, planned.walks, planned.stones) == ((), (), ())
    for x in others:
        assert x.modalities == ("asserted",), x.code
        assert x.connects, x.code
        assert x.walks, x.code


# What is refused


@pytest.mark.parametrize(
    ("change", "where"),
    [
        (lambda c: c["roles"]["within"].append("nowhere"), "roles.within"),
        (lambda c: c["roles"].update(channel="nowhere"), "roles"),
        (lambda c: c["roles"].update(sector="nowhere"), "roles"),
        (lambda c: c["roles"].update(succession="nowhere"), "roles"),
        (lambda c: c["roles"].update(country="nowhere"), "roles"),
        (lambda c: c["roles"].update(area="nowhere"), "roles"),
        (lambda c: named(c, "relation_types", "visits")["ends"].append(["Event", "nowhere"]), "ends of visits"),
        (
            lambda c: named(c, "indicators", "us_organisations_met")["counts"].update(relation="nowhere"),
            "indicator us_organisations_met",
        ),
        (
            lambda c: named(c, "indicators", "us_organisations_met")["counts"].update(types=["nowhere"]),
            "indicator us_organisations_met",
        ),
        (lambda c: c["relaxations"][1].update(walks=["nowhere"]), "relaxation structural_link_only"),
        (lambda c: c["relaxations"][2].update(stones=["nowhere"]), "relaxation thematic_link_only"),
    ],
)
def test_undefined_name_is_refused(change: Callable[[Json], object], where: str) -> None:
    """A name that is used but not defined is named in the refusal, with the place that uses it."""
    assert f"{where} names nowhere, which is not defined" in refusal(changed(change))


def test_removed_type_is_missed_wherever_it_is_used() -> None:
    """A refusal lists every place that uses a type which is no longer defined."""

    def without_province(content: Json) -> None:
        content["entity_types"] = [t for t in content["entity_types"] if t["type"] != "Province"]

    message = refusal(changed(without_province))
    for where in ("roles", "ends of located_in", "relaxation geographic_link_only"):
        assert f"{where} names Province" in message


@pytest.mark.parametrize(
    ("table", "what", "name"),
    [
        ("entity_types", "entity type", "Country"),
        ("relation_types", "relation type", "located_in"),
        ("indicators", "indicator", "border_length"),
        ("attributes", "attribute", "level"),
        ("source_parts", "source part", "photo_caption"),
        ("genres", "genre", "article"),
    ],
)
def test_duplicate_is_refused(table: str, what: str, name: str) -> None:
    """A type, an indicator or an attribute that is defined twice is named in the refusal."""
    message = refusal(changed(lambda c: c[table].append(c[table][0])))
    assert message == f"{what} {name} is defined twice"


def test_symmetric_with_inverse_is_refused() -> None:
    """A symmetric relation type is its own inverse and may have no other."""
    message = refusal(changed(lambda c: named(c, "relation_types", "borders").update(inverse="bordered_by")))
    assert message == "borders is symmetric and has an inverse"


@pytest.mark.parametrize("table", ["entity_types", "relation_types", "indicators"])
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_missing_label_is_refused(table: str, lang: str) -> None:
    """A type or an indicator without a label in one of the two languages is refused."""
    assert "lacks a label" in refusal(changed(lambda c: c[table][0]["label"].pop(lang)))


@pytest.mark.parametrize("text", ["", "{", "vocabulary: yes", b"\xff\xfe"])
def test_not_json_is_refused(text: bytes | str) -> None:
    """What is not JSON is refused as such."""
    assert refusal(text).startswith("not JSON")


@pytest.mark.parametrize("text", ["[]", "null", "{}", '{"settings": 10}'])
def test_other_json_is_refused(text: str) -> None:
    """JSON of another shape is refused with what was expected."""
    assert refusal(text).startswith(("Expected", "Object missing"))


@pytest.mark.parametrize(
    ("change", "place"),
    [
        (lambda c: c["relation_types"][0].update(walk="sometimes"), "$.relation_types[0].walk"),
        (lambda c: c["relation_types"][0].update({"class": "friendly"}), "$.relation_types[0].class"),
        (lambda c: c["relation_types"][0].update(ends=[["Province"]]), "$.relation_types[0].ends[0]"),
        (lambda c: c["entity_types"][0].update(stepping_stone="maybe"), "$.entity_types[0].stepping_stone"),
        (lambda c: c["entity_types"][0].update(colour="red"), "$.entity_types[0]"),
    ],
)
def test_wrong_value_is_refused_with_its_place(change: Callable[[Json], object], place: str) -> None:
    """A value that is not foreseen, or a misspelt field, is refused with its place."""
    message = refusal(changed(change))
    assert place in message or "colour" in message


# Look-up and digest


def test_lookup() -> None:
    """A type or an indicator is found by its name, and an unknown name gives None."""
    v = bundled()
    assert [v.entity_type(t.type) for t in v.entity_types] == list(v.entity_types)
    assert [v.relation_type(r.type) for r in v.relation_types] == list(v.relation_types)
    assert [v.indicator(i.id) for i in v.indicators] == list(v.indicators)
    assert v.entity_type("Planet") is None
    assert v.relation_type("orbits") is None
    assert v.indicator("moons") is None


def test_bundled_is_read_once() -> None:
    """The bundled vocabulary is the same object each time, equal to what its file says."""
    assert bundled() is bundled()
    assert bundled() == read(TEXT) == read(TEXT.encode())


def test_digest_is_of_the_content() -> None:
    """The digest is a SHA-256 that does not depend on the layout of the file."""

    def turned(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: turned(value[key]) for key in reversed(value)}
        return [turned(item) for item in value] if isinstance(value, list) else value

    again: Vocabulary = read(json.dumps(turned(json.loads(TEXT)), indent=4))
    assert again.digest() == bundled().digest()
    assert len(bytes.fromhex(bundled().digest())) == 32


@pytest.mark.parametrize(
    "change",
    [
        lambda c: c["entity_types"][0]["label"].update(vi="Nước"),
        lambda c: c["relation_types"][0]["inverse_label"].update(en="holds"),
        lambda c: c["settings"].update(persistence_years=9),
        lambda c: c["relaxations"].reverse(),
    ],
)
def test_digest_changes_with_the_content(change: Callable[[Json], object]) -> None:
    """Another label, setting or order gives another digest."""
    assert read(changed(change)).digest() != bundled().digest()
