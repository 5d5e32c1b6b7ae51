"""Exports: complete, in order, and the same again when they are loaded."""

from __future__ import annotations

import io
import random
from pathlib import Path

import pytest

from loaders import export as exporting
from loaders.export import export
from loaders.load import find
from schema.errors import DataError, InvalidParameter
from schema.statements import KINDS, Entity, Evidence, Source, Statement, decode, encode, kind_of
from tests.loaders.helpers import ENTITY_TYPE, VOCABULARY, statements_of


@pytest.fixture(scope="module")
def said() -> list[Statement]:
    """The statements of the bundled dataset, in no order."""
    found = statements_of(find("border-diplomacy"))
    random.Random(7).shuffle(found)
    return found


def by_kind_and_id(statements: list[Statement]) -> list[bytes]:
    """The statements in the order that exports have."""
    return [encode(s) for s in sorted(statements, key=lambda s: (list(KINDS).index(kind_of(s)), s.id, s.dataset))]


@pytest.mark.parametrize(("format_name", "name"), [("csv", "folder"), ("xlsx", "book.xlsx"), ("jsonl", "lines.jsonl")])
def test_an_export_loads_as_what_it_was(tmp_path: Path, said: list[Statement], format_name: str, name: str) -> None:
    """Every format gives back the same statements, sorted by kind and then by id."""
    assert export(said, format_name, tmp_path / name, VOCABULARY) == len(said)
    assert [encode(s) for s in statements_of(tmp_path / name)] == by_kind_and_id(said)


def test_a_stream_of_lines(said: list[Statement]) -> None:
    """JSON Lines can be written to a stream."""
    out = io.BytesIO()
    export(said, "jsonl", out, VOCABULARY)
    assert out.getvalue().splitlines() == by_kind_and_id(said)


def test_more_than_fits_in_memory_is_sorted_too(monkeypatch: pytest.MonkeyPatch, said: list[Statement]) -> None:
    """Runs on disk are merged into one order."""
    monkeypatch.setattr(exporting, "_RUN", 100)
    out = io.BytesIO()
    assert export(iter(said), "jsonl", out, VOCABULARY) == len(said)
    assert out.getvalue().splitlines() == by_kind_and_id(said)


@pytest.mark.parametrize("format_name", ["csv", "xlsx"])
def test_tables_go_to_no_stream(format_name: str) -> None:
    """A folder and a workbook need a path."""
    with pytest.raises(InvalidParameter):
        export([], format_name, io.BytesIO(), VOCABULARY)


def test_an_unknown_format(tmp_path: Path) -> None:
    """An unknown format is refused."""
    with pytest.raises(InvalidParameter):
        export([], "ods", tmp_path / "x", VOCABULARY)


def test_nothing_is_six_empty_tables(tmp_path: Path) -> None:
    """An export of nothing is a sound dataset of nothing."""
    assert export([], "csv", tmp_path / "folder", VOCABULARY) == 0
    assert statements_of(tmp_path / "folder") == []


def test_several_datasets_go_to_a_folder_each(tmp_path: Path) -> None:
    """Tables do not say to which dataset a row belongs, so that their folder does."""
    said: list[Statement] = [Source(id=i, dataset=d, title={"vi": "x"}) for i, d in (("s1", "a"), ("s1", "b"))]
    export(said, "csv", tmp_path / "out", VOCABULARY)
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == ["a", "b"]
    assert [s.id for s in statements_of(tmp_path / "out" / "b")] == ["s1"]
    out = io.BytesIO()
    export(said, "jsonl", out, VOCABULARY)
    assert [decode(line).dataset for line in out.getvalue().splitlines()] == ["a", "b"]


def test_an_export_takes_the_place_of_an_older_one(tmp_path: Path, said: list[Statement]) -> None:
    """What was there is replaced when the new one is complete, and nothing else is left behind."""
    for part in (said, said[:5]):
        for format_name, name in (("csv", "folder"), ("xlsx", "book.xlsx"), ("jsonl", "lines.jsonl")):
            export(part, format_name, tmp_path / name, VOCABULARY)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["book.xlsx", "folder", "lines.jsonl"]
    assert len(statements_of(tmp_path / "folder")) == len(statements_of(tmp_path / "lines.jsonl")) == 5


def test_a_folder_with_other_things_is_left_alone(tmp_path: Path) -> None:
    """An export never replaces what it did not write."""
    (tmp_path / "thesis.docx").touch()
    with pytest.raises(InvalidParameter):
        export([], "csv", tmp_path, VOCABULARY)
    assert (tmp_path / "thesis.docx").exists()


@pytest.mark.parametrize(("format_name", "is_folder"), [("csv", False), ("xlsx", True), ("jsonl", True)])
def test_a_file_is_no_folder(tmp_path: Path, format_name: str, is_folder: bool) -> None:
    """A folder is not replaced by a file, nor a file by a folder."""
    out = tmp_path / "out"
    if is_folder:
        out.mkdir()
    else:
        out.touch()
    with pytest.raises(InvalidParameter):
        export([], format_name, out, VOCABULARY)
    assert out.is_dir() is is_folder
    with pytest.raises(InvalidParameter, match="a folder that exists"):
        export([], format_name, tmp_path / "none" / "out", VOCABULARY)


def test_a_failed_export_leaves_what_was_there(tmp_path: Path) -> None:
    """Nothing appears until all of it is written."""

    def failing() -> object:
        yield Source(id="s1", title={"vi": "x"})
        raise KeyboardInterrupt

    for format_name in ("csv", "xlsx", "jsonl"):
        with pytest.raises(KeyboardInterrupt):
            export(failing(), format_name, tmp_path / "out", VOCABULARY)  # type: ignore[arg-type]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("format_name", "pieces"), [("csv", 3000), ("xlsx", 1000)])
def test_a_cell_that_would_not_be_read_again(tmp_path: Path, format_name: str, pieces: int) -> None:
    """What does not fit in a cell is refused by name instead of being cut."""
    evidence = tuple(Evidence("s0", i, i + 1, "trích dẫn của báo cáo dài") for i in range(pieces))
    entity = Entity(id="a:one", type=ENTITY_TYPE, names={"vi": "Một"}, evidence=evidence)
    with pytest.raises(DataError, match=r"a:one.*evidence"):
        export([entity], format_name, tmp_path / "out", VOCABULARY)
