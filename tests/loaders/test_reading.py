"""Which format a source has."""

from __future__ import annotations

from pathlib import Path

import pytest

from loaders.reading import format_of, read
from schema.errors import InvalidParameter
from tests.loaders.helpers import RULES, VOCABULARY, rows_of, small, statements_of, write_folder, write_workbook


@pytest.mark.parametrize(
    ("names", "format_name"),
    [(["entities.csv"], "csv"), (["a.jsonl", "b.ndjson"], "jsonl"), (["entities.CSV", "notes.txt"], "csv")],
)
def test_what_lies_in_a_folder_tells_its_format(tmp_path: Path, names: list[str], format_name: str) -> None:
    """A folder is one of tables or one of lines."""
    for name in names:
        (tmp_path / name).touch()
    assert format_of(tmp_path) == format_name


@pytest.mark.parametrize("names", [[], ["a.txt"], ["a.csv", "b.jsonl"]])
def test_a_folder_of_nothing_or_of_both(tmp_path: Path, names: list[str]) -> None:
    """A folder that is neither, or both, is no source."""
    for name in names:
        (tmp_path / name).touch()
    with pytest.raises(InvalidParameter):
        format_of(tmp_path)


@pytest.mark.parametrize("name", ["a.xls", "a.ods", "a.txt", "a"])
def test_an_ending_that_tells_nothing(tmp_path: Path, name: str) -> None:
    """What cannot be recognised is refused with the endings that can be."""
    (tmp_path / name).touch()
    with pytest.raises(InvalidParameter, match=r"\.xlsx"):
        format_of(tmp_path / name)


def test_a_source_that_is_not_there(tmp_path: Path) -> None:
    """A missing source is an error of usage, not an empty dataset."""
    with pytest.raises(InvalidParameter):
        format_of(tmp_path / "nothing")


def test_the_format_may_be_named(tmp_path: Path) -> None:
    """A named format wins over the ending of the file."""
    path = write_workbook(tmp_path / "book.xlsx", small()).rename(tmp_path / "book.bin")
    assert len(statements_of(path, format="xlsx")) == 7
    folder = write_folder(tmp_path / "folder", small())
    (folder / "more.jsonl").touch()
    assert len(statements_of(folder, format="csv")) == 7
    assert rows_of(folder, format="jsonl") == []


def test_a_format_that_is_none(tmp_path: Path) -> None:
    """An unknown format is refused with those that are known."""
    with pytest.raises(InvalidParameter, match="csv, xlsx, jsonl"):
        read(tmp_path, VOCABULARY, RULES, "ods")


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A source that is there and may not be read is an error of usage."""
    folder = write_folder(tmp_path / "folder", small())

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(InvalidParameter, match="Permission denied"):
        read(folder, VOCABULARY, RULES)
