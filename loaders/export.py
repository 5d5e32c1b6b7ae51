"""Statements out of the program, in the formats that it reads: loading an export again gives the same statements."""

from __future__ import annotations

import contextlib
import csv
import heapq
import itertools
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import IO, BinaryIO

from loaders.cells import MAX_LENGTH, guard
from loaders.rows import to_cells
from loaders.tables import NAMES, TABLES, Column, columns
from schema.errors import DataError, InvalidParameter
from schema.statements import KINDS, Statement, decode, encode, kind_of
from schema.vocabulary import Vocabulary

_RUN = 50_000
_RANK = {kind: rank for rank, kind in enumerate(KINDS)}


def export(
    statements: Iterable[Statement],
    format: str,  # noqa: A002
    out: Path | BinaryIO,
    vocabulary: Vocabulary,
) -> int:
    """Write the statements, by kind and then by id, and return how many they were.

    `jsonl` goes to a file or a stream, `csv` to a folder of tables, `xlsx` to a workbook. A file or folder appears
    when it is complete, in place of what was there. Tables do not say which dataset a row belongs to: statements of
    several datasets go to one folder each, named after it, inside of `out`.

    Raises:
        InvalidParameter: no such format; a stream where a path is needed; a path where something else is.
        DataError: a statement that the format cannot hold.
    """
    ordered = _sorted(statements)
    if format == "jsonl":
        return _to_lines(ordered, out)
    if not isinstance(out, Path):
        raise InvalidParameter("format", format, "jsonl, the one that can be written to a stream")
    if format == "csv":
        return _to_folder(ordered, out, vocabulary)
    if format == "xlsx":
        from loaders.template import write_workbook

        return write_workbook(out, vocabulary, ordered)
    raise InvalidParameter("format", format, "jsonl, csv or xlsx")


def _key(statement: Statement) -> tuple[int, str, str]:
    return _RANK[kind_of(statement)], statement.id, statement.dataset


def _sorted(statements: Iterable[Statement]) -> Iterator[Statement]:
    """The statements in order; more than fit in memory are sorted run by run, and the runs merged from files."""
    source = iter(statements)
    first = sorted(itertools.islice(source, _RUN), key=_key)
    with contextlib.ExitStack() as stack:
        runs: list[Iterator[Statement]] = []
        while run := sorted(itertools.islice(source, _RUN), key=_key):
            file = stack.enter_context(tempfile.TemporaryFile())
            file.writelines(encode(s) + b"\n" for s in run)
            file.seek(0)
            runs.append(map(decode, file))
        yield from heapq.merge(first, *runs, key=_key)


def _to_lines(statements: Iterable[Statement], out: Path | BinaryIO) -> int:
    if not isinstance(out, Path):
        return _write_lines(statements, out)
    with appearing(out) as path, path.open("wb") as stream:
        return _write_lines(statements, stream)


def _write_lines(statements: Iterable[Statement], stream: IO[bytes]) -> int:
    count = 0
    for count, statement in enumerate(statements, 1):  # noqa: B007
        stream.write(encode(statement) + b"\n")
    return count


def _to_folder(statements: Iterable[Statement], out: Path, vocabulary: Vocabulary) -> int:
    count = 0
    with appearing(out, folder=True) as path:
        path.mkdir()
        folders: dict[str, _Folder] = {}
        with contextlib.ExitStack() as stack:
            for count, statement in enumerate(statements, 1):  # noqa: B007
                name = statement.dataset
                if name not in folders:
                    folders[name] = _Folder(stack, path / (name or "_"), vocabulary)
                folders[name].write(statement)
            if not folders:
                folders[""] = _Folder(stack, path / "_", vocabulary)
        if len(folders) == 1:
            (only,) = path.iterdir()
            for file in list(only.iterdir()):
                file.rename(path / file.name)
            only.rmdir()
    return count


class _Folder:
    """The tables of a dataset being written.

    Each begins with a byte order mark, by which spreadsheets know that it is UTF-8.
    """

    def __init__(self, stack: contextlib.ExitStack, path: Path, vocabulary: Vocabulary) -> None:
        path.mkdir()
        self._columns = {kind: columns(kind, vocabulary) for kind in KINDS}
        self._tables = {}
        for kind, known in self._columns.items():
            file = path / f"{NAMES[kind]}.csv"
            stream = stack.enter_context(file.open("w", encoding="utf-8-sig", newline=""))
            self._tables[kind] = csv.writer(stream, lineterminator="\n")
            self._tables[kind].writerow([c.name for c in known])

    def write(self, statement: Statement) -> None:
        kind = kind_of(statement)
        known = self._columns[kind]
        cells = checked_cells(statement, known, MAX_LENGTH)
        # a negative number is no formula
        self._tables[kind].writerow(
            [cell if c.form == "number" else guard(cell) for c, cell in zip(known, cells, strict=True)]
        )


def checked_cells(statement: Statement, known: Sequence[Column], limit: int) -> list[str]:
    """The cells of a statement's row.

    Raises:
        DataError: a cell would be longer than the limit.
    """
    cells = to_cells(statement, known)
    for column, cell in zip(known, cells, strict=True):
        if len(cell) > limit:
            said = f"{statement.id}: what belongs in the cell {column.name} has more than {limit:,} characters"
            raise DataError(f"{said}; export JSON Lines instead")
    return cells


def _holds_only_tables(folder: Path) -> bool:
    return folder.is_dir() and all(p.suffix == ".csv" and p.stem in TABLES for p in folder.iterdir())


@contextlib.contextmanager
def appearing(out: Path, *, folder: bool = False) -> Iterator[Path]:
    """A path beside `out` to write to, which takes its place when all went well.

    Raises:
        InvalidParameter: there is something else at `out`, or no folder for it to be in.
    """
    out = out.absolute()
    if not out.parent.is_dir():
        raise InvalidParameter("out", out, "a path in a folder that exists")
    if out.exists() and not (_holds_only_tables(out) if folder else out.is_file()):
        what = "a new folder, or one with nothing but tables in it" if folder else "a new file, or one to be replaced"
        raise InvalidParameter("out", out, what)
    with tempfile.TemporaryDirectory(prefix=f".{out.name}.", dir=out.parent, ignore_cleanup_errors=True) as beside:
        path = Path(beside) / "new"
        yield path
        if out.is_dir():
            out.rename(Path(beside) / "old")
        path.replace(out)
