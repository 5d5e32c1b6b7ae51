"""Parts of sources in records: how they are written, what is wrong with them, and what the bundled sources say."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from graph.store import Place
from loaders.cell_lines import CellError
from loaders.cells import decode, encode
from loaders.json_schema import json_schema
from loaders.load import find
from loaders.tables import Column
from schema.statements import Entity, Evidence, Part, Source
from tests.loaders.helpers import VOCABULARY, only_reject, statements_of, with_cell, write_folder, write_workbook

COLUMN = Column("parts", "parts", "parts", {})
CAPTION, BOILERPLATE = "photo_caption", "boilerplate"
SOURCE: dict[str, Any] = {"kind": "source", "id": "s0", "title": {"vi": "Báo cáo"}}


def line(folder: Path, record: dict[str, Any]) -> Path:
    """A file with one statement."""
    path = folder / "lines.jsonl"
    path.write_text(json.dumps(record) + "\n", encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("cell", "parts"),
    [
        ("photo_caption 1371-1486", [(CAPTION, 1371, 1486)]),
        ("  photo_caption   1-2 \n \nboilerplate 0-1\n", [(CAPTION, 1, 2), (BOILERPLATE, 0, 1)]),
    ],
)
def test_a_cell_has_a_part_on_each_line(cell: str, parts: list[tuple[str, int, int]]) -> None:
    """Kind, start and end; blank lines and blanks at edges do not count, and the order stays."""
    found = decode(COLUMN, cell)
    assert found == tuple(Part(*part) for part in parts)
    assert decode(COLUMN, encode("parts", found)) == found


@pytest.mark.parametrize("cell", ["photo_caption", "1371-1486", "photo_caption 1371", "photo_caption 1371–1486", "a b"])
def test_lines_that_are_no_parts(cell: str) -> None:
    """A kind without a passage and a passage without a kind are not guessed at."""
    with pytest.raises(CellError):
        decode(COLUMN, cell)


@pytest.mark.parametrize("write", [write_folder, write_workbook])
@pytest.mark.parametrize(
    ("cell", "value", "expected"),
    [
        ("photo_captoin 1-2", "photo_captoin", "photo_caption"),
        ("photo_caption 9-9", "9-9", "end after they start"),
        ("photo_caption 9-3", "9-3", "end after they start"),
        ("photo_caption", "photo_caption", "kind start-end"),
    ],
)
def test_a_part_that_is_wrong_has_its_place(tmp_path: Path, write: Any, cell: str, value: str, expected: str) -> None:
    """A reject names row, column and value, and what was expected: a near kind, or an end after the start."""
    name = "book.xlsx" if write is write_workbook else "folder"
    reject = only_reject(write(tmp_path / name, with_cell("sources", 2, "parts", cell)))
    assert (reject.place.row, reject.column, reject.value) == (2, "parts", value)
    assert expected in reject.expected


@pytest.mark.parametrize(
    ("change", "column", "expected"),
    [
        ({"parts": [{"kind": "caption", "start": 1, "end": 2}]}, "parts", "photo_caption"),
        ({"parts": [{"kind": CAPTION, "start": 2, "end": 2}]}, "parts", "end after they start"),
        ({"parts": [{"kind": CAPTION, "start": -1, "end": 2}]}, "parts", "end after they start"),
        ({"parts": [{"kind": CAPTION, "from": 1, "end": 2}]}, "parts[0].from", "start"),
        ({"parts": [{"kind": CAPTION, "start": "1", "end": 2}]}, "parts[0].start", "int"),
        ({"parts": [{"kind": CAPTION, "start": 1}]}, "parts[0].end", "a value for end"),
        ({"attributes": {"focus": "Lạng Sơn"}}, "attributes.focus", "exactly one colon"),
        ({"attributes": {"focus": 3}}, "attributes.focus", "exactly one colon"),
    ],
)
def test_a_line_that_is_wrong(tmp_path: Path, change: dict[str, Any], column: str, expected: str) -> None:
    """In JSON Lines, too, the reject names the field; a viewpoint is the id of an entity."""
    reject = only_reject(line(tmp_path, SOURCE | change))
    assert (reject.place, reject.column) == (Place("lines.jsonl", row=1), column)
    assert expected in reject.expected


def test_the_schema_knows_the_kinds() -> None:
    """Any validator finds a kind that the vocabulary does not have."""
    validator = jsonschema.Draft202012Validator(json_schema(VOCABULARY))
    validator.validate(SOURCE | {"parts": [{"kind": CAPTION, "start": 1, "end": 2}]})
    assert not validator.is_valid(SOURCE | {"parts": [{"kind": "caption", "start": 1, "end": 2}]})


# The bundled sources


@pytest.fixture(scope="module")
def bundled() -> dict[str, Any]:
    """The statements of the bundled dataset by id."""
    return {s.id: s for s in statements_of(find("border-diplomacy"))}


def spans(source: Source, kind: str) -> list[tuple[int, int]]:
    """The parts of a kind."""
    return [(p.start, p.end) for p in source.parts if p.kind == kind]


def test_captions_are_whole_paragraphs(shared: Path, bundled: dict[str, Any]) -> None:
    """Each caption of a photo is a paragraph of its document by itself; s3 prints its one twice."""
    found = {}
    for source_id in ("s0", "s1", "s2", "s3", "s4"):
        with (shared / "documents" / f"{source_id}.txt").open(encoding="utf-8", newline="") as stream:
            text = stream.read()
        found[source_id] = spans(bundled[source_id], CAPTION)
        for start, end in found[source_id]:
            assert text[start - 1] == text[end] == "\n"
            assert text[start:end].strip()
    assert {s: len(told) for s, told in found.items()} == {"s0": 0, "s1": 4, "s2": 0, "s3": 2, "s4": 1}
    first, second = found["s3"]
    assert first[1] - first[0] == second[1] - second[0]


def test_what_records_call_a_caption_lies_in_one(bundled: dict[str, Any]) -> None:
    """All evidence of entities that the records say rest on a photo caption lies in one."""
    captioned = [
        s for s in bundled.values() if isinstance(s, Entity) and s.attributes.get("source_kind") == "photo caption"
    ]
    assert len(captioned) == 5

    def inside(e: Evidence) -> bool:
        assert e.start is not None
        assert e.end is not None
        return any(a <= e.start and e.end <= b for a, b in spans(bundled[e.source], CAPTION))

    for entity in captioned:
        assert all(map(inside, entity.evidence)), entity.id


def test_boilerplate_is_a_part(bundled: dict[str, Any]) -> None:
    """What the records call boilerplate is a part, and nothing else is one; nothing is quoted from it."""
    for source in (s for s in bundled.values() if isinstance(s, Source)):
        told = [(b["start"], b["end"]) for b in source.attributes.get("boilerplate", ())]
        assert spans(source, BOILERPLATE) == sorted(told)
        assert len(source.parts) == len(told) + len(spans(source, CAPTION))
        for statement in bundled.values():
            for e in getattr(statement, "evidence", ()):
                assert e.source != source.id or not any(a < e.end and e.start < b for a, b in told)
