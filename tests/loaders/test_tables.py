"""The columns of tables fit the statements that they stand for."""

from __future__ import annotations

import msgspec
import pytest

from loaders.tables import NAMES, TABLES, column_of, columns, either_of
from schema.statements import KINDS, Kind
from tests.loaders.helpers import VOCABULARY


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_has_a_column(kind: Kind) -> None:
    """Nothing that a statement says is without a place in its table; its dataset is the table's."""
    fields = {f.name for f in msgspec.structs.fields(KINDS[kind])} - {"dataset"}
    assert {c.field for c in columns(kind, VOCABULARY)} == fields


@pytest.mark.parametrize("kind", KINDS)
def test_names_of_columns_are_unique(kind: Kind) -> None:
    """No header names two columns, and no attribute hides a field."""
    names = [c.name for c in columns(kind, VOCABULARY)]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("kind", KINDS)
def test_what_a_statement_must_have_a_table_must_have(kind: Kind) -> None:
    """Required columns are the required fields, and an objective's modality, whose default it may not have."""
    required = {f.name for f in msgspec.structs.fields(KINDS[kind]) if f.required}
    known = columns(kind, VOCABULARY)
    either = {c.field for c in known if c.name in either_of(kind)}
    assert {c.field for c in known if c.required} | either == required | (
        {"modality"} if kind == "objective" else set()
    )


@pytest.mark.parametrize("kind", KINDS)
def test_every_column_is_explained(kind: Kind) -> None:
    """Vietnamese and English, for the template and the documentation."""
    assert all(c.says["vi"] and c.says["en"] for c in columns(kind, VOCABULARY))


def test_columns_for_any_attribute() -> None:
    """`attributes.X` is the column of X where it has one, else a column of its own."""
    known = columns("entity", VOCABULARY)
    own = VOCABULARY.attributes[0].name
    assert column_of(f"attributes.{own}", known) == column_of(own, known)
    other = column_of("attributes.màu", known)
    assert other is not None
    assert (other.key, other.form) == ("màu", "any")
    assert column_of("attributes.", known) is None
    assert column_of("màu", known) is None


def test_tables_and_kinds_are_one_to_one() -> None:
    """Six tables, in the order in which one may refer to another."""
    assert list(TABLES.values()) == list(KINDS)
    assert {NAMES[kind]: kind for kind in KINDS} == TABLES
