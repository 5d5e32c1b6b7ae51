"""The conversion of the working records: how time is mapped, and that nothing unknown passes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from loaders.convert import Records, first_words
from loaders.convert_time import Times, times
from schema.statements import Entity, Source
from schema.vocabulary import Behaviour
from tests.loaders.helpers import ENTITY_TYPE, RELATION_TYPE, VOCABULARY

CONTENTS = ("2019-04-19",)


def mapped(
    kind: str,
    start: str | None = None,
    end: str | None = None,
    behaviour: Behaviour = "state",
    *,
    at: str | None = None,
    event: str | None = None,
) -> Times:
    """The times of a relation of which one source of 2019-04-19 speaks."""
    return times(kind, start, end, attested_at=at, behaviour=behaviour, event_date=event, contents=CONTENTS)


@pytest.mark.parametrize(
    ("given", "valid", "attested"),
    [
        (("timeless",), "../..", CONTENTS),
        (("point", "2017"), "2017/", ("2017", *CONTENTS)),
        (("point", "2017", "2017", "event"), "2017", ("2017",)),
        (("point", "2017", None, "event"), "2017", ("2017",)),
        (("start", "1950"), "1950/", ("1950", *CONTENTS)),
        (("interval", "2011", "2012", "event"), "2011/2012", ("2011/2012",)),
        (("interval", "2011", "2012"), "2011/2012", ("2011/2012", *CONTENTS)),
        (("within (some unknown date)", "2011", "..", "event"), "[2011..]", ("2011/..",)),
        (("within (some unknown date)", "2011", "2012", "event"), "[2011..2012]", ("2011/2012",)),
        (("within (some unknown date)", "2011", ".."), None, ("2011/..", *CONTENTS)),
        (("attested_at", "2016"), None, ("2016", *CONTENTS)),
        (("attested_at", "2016", ".."), None, ("2016", *CONTENTS)),
        (("attested_at", "2016", None, "event"), "2016", ("2016",)),
        (("attested_during (party term)", "2015", "2020"), None, ("2015/2020", *CONTENTS)),
        (("unknown", "unknown"), None, CONTENTS),
        (("unknown", "unknown", ".."), None, CONTENTS),
        (("not_applicable",), None, CONTENTS),
        (("not_applicable", None, None, "event"), None, ()),
    ],
)
def test_times(given: tuple[Any, ...], valid: str | None, attested: tuple[str, ...]) -> None:
    """Each row of the table; the content date is added to what is attested of a state."""
    assert mapped(*given) == (valid, attested)


def test_what_is_attested_somewhere_wins() -> None:
    """An attestation among the attributes says more than the kind of time, and nothing of the validity."""
    assert mapped("point", "2017", "2017", at="2016-02") == (None, ("2016-02", *CONTENTS))
    assert mapped("attested_at", behaviour="attested", at="2016-02") == (None, ("2016-02",))
    assert mapped("unknown", behaviour="event", at="2016-02") == ("2016-02", ("2016-02",))


def test_an_undated_event_takes_its_own_date() -> None:
    """The date of the Event at an end, and nothing is attested thereby."""
    assert mapped("not_applicable", behaviour="event", event="2016-02") == ("2016-02", ())
    assert mapped("unknown", "unknown", event="2016-02") == (None, CONTENTS)


@pytest.mark.parametrize(
    "given",
    [
        ("someday", "2016"),
        ("timeless", "2016"),
        ("timeless", None, None, "event"),
        ("point",),
        ("point", "2016", "2017"),
        ("start", "2016", "2017"),
        ("interval", "2016"),
        ("within", "2016"),
        ("attested_at", "2016", "2017"),
        ("attested_during", "2016", ".."),
        ("unknown", "2016"),
    ],
)
def test_a_combination_not_seen_before(given: tuple[Any, ...]) -> None:
    """Time that is told in a new way stops the conversion."""
    with pytest.raises(ValueError, match="time"):
        mapped(*given)


@pytest.mark.parametrize(
    ("quote", "first"),
    [
        ("một hai", "một hai"),
        (" ".join("abcdefghijklm"), " ".join("abcdefghijkl")),
        ("\u00a0a  b\nc", "\u00a0a  b\nc"),
        ("", ""),
    ],
)
def test_first_words(quote: str, first: str) -> None:
    """A dozen words at most, with their blanks as they are."""
    assert first_words(quote) == first


def write_records(folder: Path, **changes: dict[str, Any]) -> Path:
    """Working records of two entities and a relation, changed as told."""
    document: dict[str, Any] = {
        "id": "s0", "title_vi": "Báo cáo", "author": "A (b:c)", "published": None, "content_as_of": "2020",
        "genre": None, "boilerplate": [], "shared_passages": [],
    }  # fmt: skip
    evidence = [{"doc": "s0", "quote": "x", "start": 0, "end": 1, "occurrences": 1}]
    entity: dict[str, Any] = {
        "id": "a:one", "type": ENTITY_TYPE, "name_vi": "Một", "name_en": None, "aliases": [], "contextual_aliases": [],
        "alias_provenance": {}, "part_of": None, "located_in": None, "attributes": {}, "evidence": evidence,
    }  # fmt: skip
    relation_class = VOCABULARY.relation_types[0].cls
    relation: dict[str, Any] = {
        "id": "r1", "type": RELATION_TYPE, "source": "a:one", "target": "a:one", "valid_from": None, "valid_to": None,
        "attributes": {"modality": "asserted", "inference": "explicit", "time_kind": "timeless"},
        "evidence": evidence, "asserted_in": ["s0"], "class": relation_class,
    }  # fmt: skip
    observation: dict[str, Any] = {
        "id": "o1", "indicator": "x", "subject": "a:one", "value": 1, "unit": None, "qualifier": "=", "period": None,
        "evidence": evidence, "asserted_in": ["s0"], "modality": "asserted",
    }  # fmt: skip
    folder.mkdir()
    records = {"documents": document, "entities": entity, "relations": relation, "observations": observation}
    for name, record in records.items():
        line = json.dumps(record | changes.get(name, {}))
        (folder / f"{name}.jsonl").write_text(line + "\n", encoding="utf-8")
    (folder / "gaps.jsonl").touch()
    return folder


def test_small_records_are_converted(tmp_path: Path) -> None:
    """An author's role that is no entity is a remark, and asserts nothing."""
    source, entity, *_ = Records(write_records(tmp_path / "records"), VOCABULARY).statements()
    assert source.attributes == {"author_note": "b:c"}
    assert isinstance(entity, Entity)
    assert [e.asserted_by for e in entity.evidence] == [None]


def test_captions_and_boilerplate_become_parts(tmp_path: Path) -> None:
    """What was found by reading and what the records say stand together, in the order of the text; nothing is lost."""
    boilerplate = [{"doc": "s4", "quote": "x", "start": 2000, "end": 2010}, {"quote": "y", "start": 0, "end": 18}]
    folder = write_records(tmp_path / "records", documents={"id": "s4", "boilerplate": boilerplate})
    source = next(Records(folder, VOCABULARY).statements())
    assert isinstance(source, Source)
    assert [(p.kind, p.start, p.end) for p in source.parts] == [
        ("boilerplate", 0, 18), ("photo_caption", 1001, 1123), ("boilerplate", 2000, 2010),
    ]  # fmt: skip
    assert len(source.attributes["boilerplate"]) == 2


@pytest.mark.parametrize(
    "changes",
    [
        {"entities": {"colour": "đỏ"}},
        {"entities": {"part_of": "a:two"}},
        {"relations": {"class": "thematic"}},
        {"relations": {"asserted_in": ["s1"]}},
        {"relations": {"since": "2016"}},
        {"observations": {"asserted_in": ["s1"]}},
    ],
)
def test_nothing_unknown_passes(tmp_path: Path, changes: dict[str, dict[str, Any]]) -> None:
    """A field, a link or a source that the conversion would lose stops it."""
    with pytest.raises(ValueError, match=r"a:one|r1|o1"):
        list(Records(write_records(tmp_path / "records", **changes), VOCABULARY).statements())


def test_a_new_qualifier(tmp_path: Path) -> None:
    """Words for quantities are read from a list, not guessed."""
    records = Records(write_records(tmp_path / "records", observations={"qualifier": "khoảng"}), VOCABULARY)
    with pytest.raises(KeyError):
        list(records.statements())
