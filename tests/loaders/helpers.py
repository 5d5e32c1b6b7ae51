"""Small datasets in every format, to be broken in one place each."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from graph.store import Incoming, Reject
from loaders.reading import read
from loaders.tables import TABLES, columns
from schema import rules, vocabulary
from schema.statements import Statement

VOCABULARY = vocabulary.bundled()
RULES = tuple(r.id for r in rules.bundled())
ENTITY_TYPE = VOCABULARY.entity_types[0].type
RELATION_TYPE = VOCABULARY.relation_types[0].type
INDICATOR = VOCABULARY.indicators[0].id

Rows = Sequence[Sequence[Any]]

SMALL: dict[str, list[list[Any]]] = {
    "sources": [["id", "title_vi", "content_as_of"], ["s0", "Báo cáo", "2020"]],
    "entities": [
        ["id", "type", "name_vi", "evidence", "founded", "note"],
        ["a:one", ENTITY_TYPE, "Một", "s0", None, None],
        ["a:two", ENTITY_TYPE, "Hai", "s0 3-9 | trích dẫn", None, None],
    ],
    "relations": [
        ["id", "type", "source", "target", "valid", "attested", "evidence"],
        ["r1", RELATION_TYPE, "a:one", "a:two", "2015/2020", "2016", "s0"],
    ],
    "observations": [["id", "indicator", "subject", "value", "unit"], ["o1", INDICATOR, "a:one", 12, "km"]],
    "absences": [["id", "subject", "text_vi", "rule", "not_yet"], ["g1", "a:one", "Chưa có", RULES[0], None]],
    "objectives": [["id", "subject", "text_vi", "modality"], ["g2", "a:one", "Tiếp tục", "planned"]],
}
"""A sound dataset of seven rows."""


def small(**changed: Rows | None) -> dict[str, Rows]:
    """The small dataset with other rows, or without a table where there are none."""
    tables: dict[str, Rows] = {name: rows for name, rows in SMALL.items() if changed.get(name, rows) is not None}
    return tables | {name: rows for name, rows in changed.items() if rows is not None}


def with_cell(table: str, row: int, column: str, value: Any) -> dict[str, Rows]:
    """The small dataset with one cell changed; rows count as a spreadsheet counts them."""
    rows = [list(line) for line in SMALL[table]]
    if column not in rows[0]:
        for number, line in enumerate(rows):
            line.append(column if number == 0 else None)
    rows[row - 1][rows[0].index(column)] = value
    return small(**{table: rows})


def write_workbook(path: Path, tables: dict[str, Rows]) -> Path:
    """A workbook as the usual library writes it, texts as texts and numbers as numbers."""
    book = Workbook()
    del book["Sheet"]
    for name, rows in tables.items():
        sheet = book.create_sheet(name)
        for line in rows:
            sheet.append(list(line))
    book.save(path)
    return path


def write_folder(path: Path, tables: dict[str, Rows], *, encoding: str = "utf-8", delimiter: str = ",") -> Path:
    """A folder of CSV tables."""
    path.mkdir()
    for name, rows in tables.items():
        with (path / f"{name}.csv").open("w", encoding=encoding, newline="") as stream:
            csv.writer(stream, delimiter=delimiter).writerows(rows)
    return path


def rows_of(source: Path, **options: Any) -> list[Incoming]:
    """What reading a source gives."""
    return list(read(source, VOCABULARY, RULES, **options))


def statements_of(source: Path, **options: Any) -> list[Statement]:
    """The statements of a source that has no rejects."""
    rows = [incoming.row for incoming in rows_of(source, **options)]
    assert not [row for row in rows if isinstance(row, Reject)]
    return [row for row in rows if not isinstance(row, Reject)]


def rejects_of(source: Path, **options: Any) -> list[Reject]:
    """The rejects of a source."""
    return [incoming.row for incoming in rows_of(source, **options) if isinstance(incoming.row, Reject)]


def only_reject(source: Path, **options: Any) -> Reject:
    """The one reject of a source, all other rows of which are sound."""
    rows = rows_of(source, **options)
    found = [incoming.row for incoming in rows if isinstance(incoming.row, Reject)]
    assert len(found) == 1, found
    return found[0]


def headers() -> dict[str, list[list[Any]]]:
    """Every table with all its columns and no rows."""
    return {table: [[c.name for c in columns(kind, VOCABULARY)]] for table, kind in TABLES.items()}
