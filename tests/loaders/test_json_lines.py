"""Broken JSON Lines: each fault is a reject with its line and field, and says what was expected."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from graph.store import Place
from loaders import json_lines
from schema.statements import decode, encode
from tests.loaders.helpers import ENTITY_TYPE, RELATION_TYPE, only_reject, rows_of, statements_of

ENTITY: dict[str, Any] = {"kind": "entity", "id": "a:one", "type": ENTITY_TYPE, "names": {"vi": "Một"}}
RELATION: dict[str, Any] = {"kind": "relation", "id": "r1", "type": RELATION_TYPE, "source": "a:one", "target": "a:two"}


def lines(tmp_path: Path, *said: object) -> Path:
    """A file with these lines, each bytes, or an object to be written as JSON."""
    path = tmp_path / "lines.jsonl"
    path.write_bytes(b"".join((s if isinstance(s, bytes) else json.dumps(s).encode()) + b"\n" for s in said))
    return path


def test_sound_lines(tmp_path: Path) -> None:
    """Statements are read as they are written; blank lines and a byte order mark do not count."""
    path = lines(tmp_path, ENTITY, b"", RELATION)
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert [encode(s) for s in statements_of(path)] == [encode(decode(json.dumps(s))) for s in (ENTITY, RELATION)]
    assert [i.place for i in rows_of(path)] == [Place("lines.jsonl", row=1), Place("lines.jsonl", row=3)]


def test_a_folder_of_files(tmp_path: Path) -> None:
    """The files of a folder are read in the order of their names; each line knows its file."""
    for name, said in (("b.jsonl", RELATION), ("a.ndjson", ENTITY)):
        (tmp_path / name).write_text(json.dumps(said), encoding="utf-8")
    assert [i.place.file for i in rows_of(tmp_path)] == ["a.ndjson", "b.jsonl"]


@pytest.mark.parametrize(
    ("change", "column", "value", "expected"),
    [
        ({"kind": "entitty"}, "kind", "entitty", "entity"),
        ({"kind": ["entity"]}, "kind", '["entity"]', "a kind"),
        ({"names": None}, "names", "null", "object"),
        ({"names": {}}, "names", "", "a text in at least one"),
        ({"names": {"fr": "Un"}}, "names", "fr", "vi, en, zh, lo"),
        ({"names": {"vi": " "}}, "names.vi", " ", "a text"),
        ({"aliases": ["a", 7]}, "aliases[1]", "7", "str"),
        ({"modality": "sure"}, "modality", "sure", "one of asserted"),
        ({"id": 7}, "id", "7", "str"),
        ({"alias": ["a"]}, "alias", "alias", "a field, one of"),
        ({"evidence": [{"source": "s0", "page": 4}]}, "evidence[0].page", "page", "a field"),
        ({"evidence": [{"start": 4}]}, "evidence[0].source", None, "a value for source"),
        ({"evidence": [{"source": "s0", "start": 4}]}, "evidence", "4-None", "both a start and an end"),
        ({"evidence": [{"source": "s0", "start": "4"}]}, "evidence[0].start", "4", "int"),
        ({"note": "a\u0000b"}, "note", "a\u0000b", "control characters"),
        ({"attributes": {"x": {"y": ["a\u0007"]}}}, "attributes.x.y[0]", "a\u0007", "U+0007"),
        ({"attributes": {"founded": "hôm qua"}}, "attributes.founded", "hôm qua", "EDTF"),
        ({"attributes": {"founded": 1990}}, "attributes.founded", "1990", "EDTF"),
        (
            {"attributes": {"founded": "2019-05", "abolished": "2019-04-30"}},
            "attributes.abolished",
            "2019-04-30",
            "a date that is not before founded = 2019-05",
        ),
        ({"attributes": {"traversable": "no"}}, "attributes.traversable", "no", "true or false"),
        ({"attributes": {"level": "tỉnh"}}, "attributes.level", "tỉnh", "central"),
        ({"attributes": {" ": 1}}, "attributes", " ", "not blank"),
        ({"attributes": {"a\u0007": 1}}, "attributes", "a\u0007", "U+0007"),
        ({"note": "x" * 100_001}, "note", "x" * 199 + "…", "at most 100,000 characters"),
    ],
)
def test_a_field_that_is_wrong(
    tmp_path: Path, change: dict[str, Any], column: str, value: str | None, expected: str
) -> None:
    """The reject names line, field, value and id."""
    reject = only_reject(lines(tmp_path, RELATION, ENTITY | change))
    assert reject.place == Place("lines.jsonl", row=2)
    assert (reject.column, reject.value) == (column, value)
    assert expected in reject.expected
    assert reject.id == (None if "id" in change else "a:one")


def test_unknown_and_absent_dates_are_kept(tmp_path: Path) -> None:
    """An attribute that is a date may be unknown in words, and any attribute null."""
    (entity,) = statements_of(lines(tmp_path, ENTITY | {"attributes": {"founded": "unknown", "date": None}}))
    assert entity.attributes == {"founded": "unknown", "date": None}


def test_a_field_that_is_missing(tmp_path: Path) -> None:
    """A statement without what it must have is a reject that names it."""
    reject = only_reject(lines(tmp_path, {k: v for k, v in RELATION.items() if k != "target"}))
    assert (reject.column, reject.id) == ("target", "r1")


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (b'{"kind": "entity", x}', "at character 20 of the line"),
        ('{"kind": "thực thể" x}'.encode(), "at character 21 of the line"),
        (b'{"kind": "entity"', "at character 18 of the line"),
        (b"[1, 2]", "a JSON object"),
        (b'{"note": NaN}', "at character 10"),
        (b"[" * 100_000, "nested"),
        (b'{"kind": "entity", "id": "a:b", "attributes": {"x": ' + b"[" * 80 + b"]" * 80 + b"}}", "nested at most 50"),
        (b'{"note": "\xff"}', "byte 10"),
    ],
)
def test_a_line_that_is_no_json(tmp_path: Path, line: bytes, expected: str) -> None:
    """The reject says at which character of the line reading failed."""
    reject = only_reject(lines(tmp_path, ENTITY, line))
    assert reject.place == Place("lines.jsonl", row=2)
    assert expected in reject.expected


def test_a_line_without_measure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A line that is longer than any statement is skipped without being held, and counted."""
    monkeypatch.setattr(json_lines, "MAX_LINE", 1000)
    found = rows_of(lines(tmp_path, b"x" * 5000, ENTITY, b"y" * 2500))
    assert [i.place.row for i in found] == [1, 2, 3]
    assert [getattr(i.row, "id", None) for i in found] == [None, "a:one", None]
