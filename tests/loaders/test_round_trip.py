"""Whatever a statement says, it says again after a way through each format."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from loaders.export import export
from loaders.rows import to_cells
from loaders.tables import columns
from schema.statements import Statement, encode, kind_of
from tests.loaders.helpers import VOCABULARY, statements_of
from tests.loaders.strategies import statements

_FORMATS = {"csv": "folder", "xlsx": "book.xlsx", "jsonl": "lines.jsonl"}


def through(format_name: str, said: list[Statement]) -> list[bytes]:
    """The canonical JSON of the statements after they were written and read again."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / _FORMATS[format_name]
        assert export(said, format_name, out, VOCABULARY) == len(said)
        return sorted(encode(s) for s in statements_of(out))


@pytest.mark.parametrize("format_name", _FORMATS)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(said=st.lists(statements, min_size=1, max_size=8))
def test_statements_survive_a_format(format_name: str, said: list[Statement]) -> None:
    """A written and read statement is equal to the last byte of its canonical JSON."""
    assert through(format_name, said) == sorted(encode(s) for s in said)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(said=statements)
def test_no_cell_begins_like_a_formula_in_csv(said: Statement) -> None:
    """A cell that a spreadsheet would calculate is written with an apostrophe before it, numbers excepted."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "folder"
        export([said], "csv", out, VOCABULARY)
        import csv

        known = columns(kind_of(said), VOCABULARY)
        for path in out.iterdir():
            with path.open(encoding="utf-8-sig", newline="") as stream:
                lines = list(csv.reader(stream))[1:]
            for line in lines:
                for column, cell in zip(known, line, strict=True):
                    assert column.form == "number" or not cell.startswith(("=", "+", "-", "@", "\t"))


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(said=statements)
def test_a_row_has_a_cell_for_each_column(said: Statement) -> None:
    """Rows are as long as their header."""
    known = columns(kind_of(said), VOCABULARY)
    assert len(to_cells(said, known)) == len(known)
