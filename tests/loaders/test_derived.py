"""What derives from the vocabulary is in step with it, and fit for use."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

import jsonschema
import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from openpyxl.utils import get_column_letter

from loaders.derive import FOLDER, SCHEMA, TEMPLATE, derive
from loaders.json_schema import json_schema
from loaders.load import find
from loaders.tables import TABLES, columns
from schema.statements import Statement, encode
from tests.loaders.helpers import ENTITY_TYPE, RELATION_TYPE, VOCABULARY, only_reject, statements_of
from tests.loaders.strategies import statements

VALIDATOR = jsonschema.Draft202012Validator(json_schema(VOCABULARY))


def parts(path: Path) -> dict[str, bytes]:
    """The parts of a workbook, uncompressed: how they are packed depends on the machine."""
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_derived_files_are_in_step(tmp_path: Path) -> None:
    """`python -m loaders.derive` would change nothing."""
    schema, template = derive(tmp_path)
    assert schema.read_bytes() == (FOLDER / SCHEMA).read_bytes()
    assert parts(template) == parts(FOLDER / TEMPLATE)


def test_the_template_reads_as_an_empty_dataset() -> None:
    """Nothing in the template is taken for a row, and none of its headers is unknown."""
    assert statements_of(FOLDER / TEMPLATE) == []


@pytest.mark.parametrize("table", TABLES)
def test_sheets_of_the_template(table: str) -> None:
    """Each table has its columns, explained in two languages, as text, under a header that stays."""
    sheet = openpyxl.load_workbook(FOLDER / TEMPLATE)[table]
    known = columns(TABLES[table], VOCABULARY)
    assert [cell.value for cell in sheet[1]] == [c.name for c in known]
    assert sheet.freeze_panes == "B2"
    for position, column in enumerate(known, 1):
        comment = sheet.cell(1, position).comment
        assert comment is not None
        assert column.says["vi"] in comment.text
        assert column.says["en"] in comment.text
        text = sheet.column_dimensions[get_column_letter(position)].number_format == "@"
        assert text is (column.form != "number")


def test_lists_of_the_template_are_the_vocabulary() -> None:
    """What can be chosen in a column is what loading takes."""
    book = openpyxl.load_workbook(FOLDER / TEMPLATE)
    for table, kind in TABLES.items():
        lists = {str(v.sqref).partition("2:")[0]: v.formula1 for v in book[table].data_validations.dataValidation}
        for position, column in enumerate(columns(kind, VOCABULARY), 1):
            if column.choices:
                formula = lists[get_column_letter(position)]
                sheet, _, area = formula.partition("!")
                cells = book[sheet.strip("'")][area.replace("$", "")]
                cells = cells if isinstance(cells, tuple) else ((cells,),)
                assert tuple(cell.value for (cell,) in cells) == column.choices


def test_a_filled_template_is_loaded(tmp_path: Path) -> None:
    """What a planner types into the template comes out as statements; a mistake is found at its place."""
    book = openpyxl.load_workbook(FOLDER / TEMPLATE)
    filled: dict[str, list[dict[str, Any]]] = {
        "sources": [{"id": "s1", "title_vi": "Báo cáo", "content_as_of": 2024}],
        "entities": [
            {"id": "a:mot", "type": ENTITY_TYPE, "name_vi": "Một", "evidence": "s1"},
            {"id": "a:hai", "type": ENTITY_TYPE, "name_vi": "Hai", "traversable": True},
        ],
        "relations": [
            {"id": "r1", "type": RELATION_TYPE, "source": "a:mot", "target": "a:hai", "valid": "2024"},
            {"id": "r2", "type": RELATION_TYPE, "source": "a:mot", "target": "a:hai", "valid": "từ 2024"},
        ],
    }
    for table, rows in filled.items():
        header = [cell.value for cell in book[table][1]]
        for number, row in enumerate(rows, 2):
            for name, value in row.items():
                book[table].cell(number, header.index(name) + 1, value)
    book.save(tmp_path / "filled.xlsx")
    reject = only_reject(tmp_path / "filled.xlsx")
    assert (reject.place.sheet, reject.place.row, reject.column) == ("relations", 3, "valid")


def test_the_bundled_dataset_fulfils_the_schema() -> None:
    """Every statement of the bundled dataset is valid."""
    for said in statements_of(find("border-diplomacy")):
        VALIDATOR.validate(json.loads(encode(said)))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(said=statements)
def test_what_loading_takes_fulfils_the_schema(said: Statement) -> None:
    """The schema is never narrower than loading."""
    VALIDATOR.validate(json.loads(encode(said)))


@pytest.mark.parametrize(
    "change",
    [
        {"type": "Nothing"},
        {"id": "no-colon"},
        {"names": {}},
        {"names": {"fr": "Un"}},
        {"attributes": {"traversable": "no"}},
        {"attributes": {"level": "tỉnh"}},
        {"modality": "sure"},
        {"alias": []},
        {"kind": "objective", "subject": "a:b", "text": {"vi": "x"}},
    ],
)
def test_what_the_schema_refuses(change: dict[str, Any]) -> None:
    """Names outside of the vocabulary, ids, languages and fields that are none are found by any validator."""
    sound = {"kind": "entity", "id": "a:b", "type": ENTITY_TYPE, "names": {"vi": "x"}}
    VALIDATOR.validate(sound)
    assert not VALIDATOR.is_valid({**sound, **change})


def test_the_schema_is_one_itself() -> None:
    """The derived schema is sound JSON Schema."""
    jsonschema.Draft202012Validator.check_schema(json_schema(VOCABULARY))
