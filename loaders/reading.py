"""Reading a source in any of the formats, as a stream of statements and rejects."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Literal, get_args

from graph.store import Incoming
from loaders import csv_files, json_lines, workbook
from loaders.checks import Checker
from schema.errors import InvalidParameter
from schema.vocabulary import Vocabulary

Format = Literal["csv", "xlsx", "jsonl"]
FORMATS: tuple[Format, ...] = get_args(Format)


def read(source: Path, vocabulary: Vocabulary, rules: Collection[str], format: str | None = None) -> Iterator[Incoming]:  # noqa: A002
    """The rows of a source, each a statement or a reject; what is wrong with whole tables comes first.

    Raises:
        InvalidParameter: there is no such file or folder, it may not be read, or its format is not known.
    """
    chosen = format_of(source) if format is None else format
    _must_be_readable(source)
    checker = Checker(vocabulary, rules)
    if chosen == "csv":
        if source.is_dir():
            return csv_files.read_folder(source, vocabulary, checker)
        return csv_files.read_file(source, vocabulary, checker)
    if chosen == "xlsx":
        return workbook.read_file(source, vocabulary, checker)
    if chosen == "jsonl":
        if source.is_dir():
            return json_lines.read_folder(source, checker)
        return json_lines.read_file(source, checker)
    raise InvalidParameter("format", chosen, f"one of {', '.join(FORMATS)}")


def format_of(source: Path) -> Format:
    """The format that a source's name, or what lies in the folder, tells.

    Raises:
        InvalidParameter: there is no such file or folder, or nothing tells its format.
    """
    if source.is_dir():
        suffixes = {p.suffix.lower() for p in source.iterdir() if p.is_file()}
        has_tables, has_lines = csv_files.SUFFIX in suffixes, not suffixes.isdisjoint(json_lines.SUFFIXES)
        if has_tables != has_lines:
            return "csv" if has_tables else "jsonl"
        both = "CSV tables or JSON Lines, not both" if has_tables else "CSV tables or JSON Lines in the folder"
        raise InvalidParameter("source", source, both)
    if not source.is_file():
        raise InvalidParameter("source", source, "a file or folder that exists, or the name of a bundled dataset")
    suffix = source.suffix.lower()
    if suffix == csv_files.SUFFIX:
        return "csv"
    if suffix in workbook.SUFFIXES:
        return "xlsx"
    if suffix in json_lines.SUFFIXES:
        return "jsonl"
    known = ", ".join((csv_files.SUFFIX, *workbook.SUFFIXES, *json_lines.SUFFIXES))
    raise InvalidParameter("source", source, f"a folder, a file with one of the endings {known}, or a format")


def _must_be_readable(source: Path) -> None:
    """Open each file once: later, in the middle of a load, would be too late to say that it is not allowed."""
    try:
        for path in source.iterdir() if source.is_dir() else (source,):
            if path.is_file():
                path.open("rb").close()
    except OSError as error:
        raise InvalidParameter("source", source, f"what can be read ({error.strerror})") from error
