"""Loading into a store: whole, in part or not at all."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from graph.sqlite import SqliteStore
from graph.store import LoadReport, Place
from loaders.load import bundled, load
from schema.errors import InvalidParameter
from tests.loaders.helpers import SMALL, small, with_cell, write_folder, write_workbook


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    """A fresh store."""
    opened = SqliteStore(tmp_path / "store.db")
    yield opened
    opened.close()


def ids(store: SqliteStore) -> set[str]:
    """The ids of everything that is live."""
    return {s.id for s in store.snapshot().statements()}


def test_the_bundled_dataset_by_its_name(store: SqliteStore) -> None:
    """A bare name that is no path is a bundled dataset, all of whose rows are sound."""
    report = load(store, "border-diplomacy", strict=True)
    assert report.applied
    assert report.counts == {
        "source": 5, "entity": 241, "relation": 542, "observation": 49, "absence": 15, "objective": 28,
    }  # fmt: skip
    assert "border-diplomacy" in bundled()


def test_loading_twice_changes_nothing(store: SqliteStore, tmp_path: Path) -> None:
    """The same content is the same version, whatever format it comes in."""
    first = load(store, write_workbook(tmp_path / "small.xlsx", small()))
    again = load(store, tmp_path / "small.xlsx")
    assert (first.added, again.load, again.unchanged) == (7, None, 7)
    assert load(store, _folder(tmp_path), dataset="small").load is None


def _folder(tmp_path: Path) -> Path:
    return write_folder(tmp_path / "folder", small())


def test_the_rest_of_a_broken_source_is_loaded(store: SqliteStore, tmp_path: Path) -> None:
    """A row that cannot be understood costs itself, and what refers to it; the reject stands in the file."""
    path = write_workbook(tmp_path / "small.xlsx", with_cell("entities", 3, "type", "Nothing"))
    report = load(store, path, rejects=tmp_path / "rejects.jsonl")
    assert report.applied
    assert ids(store) == {"s0", "a:one", "o1", "g1", "g2"}
    written = [json.loads(line) for line in (tmp_path / "rejects.jsonl").read_text("utf-8").splitlines()]
    assert [(w["place"]["sheet"], w["place"]["row"], w["column"]) for w in written] == [
        ("entities", 3, "type"), ("relations", 2, "target"),
    ]  # fmt: skip


def test_strict_loads_all_or_nothing(store: SqliteStore, tmp_path: Path) -> None:
    """One reject refuses a strict load, and leaves the version that was there."""
    load(store, write_workbook(tmp_path / "small.xlsx", small()))
    before = store.snapshot().data_version()
    path = write_workbook(tmp_path / "small.xlsx", with_cell("relations", 2, "valid", "hôm qua"))
    report = load(store, path, strict=True)
    assert (report.applied, report.rejected, store.snapshot().data_version()) == (False, 1, before)


def test_a_dry_run_changes_nothing(store: SqliteStore, tmp_path: Path) -> None:
    """A dry run reports what would happen."""
    report = load(store, write_workbook(tmp_path / "small.xlsx", small()), dry_run=True)
    assert (report.applied, report.added, ids(store)) == (False, 7, set())


@pytest.mark.parametrize(
    ("broken", "place", "column"),
    [
        (("relations", 2, "target", "a:three"), Place("small.xlsx", "relations", 2), "target"),
        (("entities", 3, "evidence", "s9"), Place("small.xlsx", "entities", 3), "evidence"),
        (("entities", 3, "id", "a:one"), Place("small.xlsx", "entities", 3), "id"),
        (("observations", 2, "subject", "a:three"), Place("small.xlsx", "observations", 2), "subject"),
    ],
)
def test_what_only_the_store_can_know(
    store: SqliteStore, tmp_path: Path, broken: tuple[Any, ...], place: Place, column: str
) -> None:
    """Unknown and doubled ids are rejects with the place of their row, and change nothing under `strict`."""
    report = load(store, write_workbook(tmp_path / "small.xlsx", with_cell(*broken)), strict=True)
    assert not report.applied
    assert (report.rejects[0].place, report.rejects[0].column) == (place, column)
    assert ids(store) == set()


def test_a_source_that_cannot_be_read_changes_nothing(store: SqliteStore, tmp_path: Path) -> None:
    """What is no workbook at all does not empty the dataset, strict or not."""
    path = write_workbook(tmp_path / "small.xlsx", small())
    load(store, path)
    path.write_bytes(b"not a workbook")
    assert not load(store, path).applied
    assert len(ids(store)) == 7
    assert not load(store, path, dataset="new").applied
    assert [d.id for d in store.datasets()] == ["small"]


def test_a_lost_table_does_not_empty_a_dataset(store: SqliteStore, tmp_path: Path) -> None:
    """A new dataset is loaded without a table that cannot be read; one that is there is not replaced by less."""
    lacking = write_workbook(tmp_path / "small.xlsx", small(relations=None))
    assert load(store, lacking).applied
    load(store, write_workbook(tmp_path / "small.xlsx", small()))
    report = load(store, write_workbook(tmp_path / "small.xlsx", small(relations=None)))
    assert (report.applied, report.rejects[0].place) == (False, Place("small.xlsx", "relations"))
    assert "r1" in ids(store)


def test_nothing_does_not_empty_a_dataset(store: SqliteStore, tmp_path: Path) -> None:
    """A file without a row, or with none that can be understood, replaces nothing; a new dataset may be empty."""
    load(store, write_workbook(tmp_path / "small.xlsx", small()))
    known = ids(store)
    for name, text in (("empty", ""), ("broken", '{"kind": "entity", "id": "x"}\n')):
        path = tmp_path / f"{name}.jsonl"
        path.write_text(text, encoding="utf-8")
        if text:
            assert not load(store, path, dataset="small").applied
        else:
            with pytest.raises(InvalidParameter, match="retract"):
                load(store, path, dataset="small")
        assert ids(store) == known
        assert load(store, path).applied


def test_what_names_no_source_is_told(store: SqliteStore, tmp_path: Path) -> None:
    """Statements without evidence are loaded, and the report says how many they are and where the first is."""
    path = tmp_path / "bare.jsonl"
    lines = [{"kind": "entity", "id": f"x:{n}", "type": "Province", "names": {"vi": "a"}} for n in range(3)]
    path.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    assert load(store, path).warnings == ["3 statements name no source, the first in bare.jsonl, row 1"]


def test_an_empty_table_is_no_fault(store: SqliteStore, tmp_path: Path) -> None:
    """A dataset is replaced by less where its tables say so."""
    load(store, write_workbook(tmp_path / "small.xlsx", small()))
    report = load(store, write_workbook(tmp_path / "small.xlsx", small(relations=SMALL["relations"][:1])))
    assert (report.applied, report.removed) == (True, 1)


def test_progress_is_told(store: SqliteStore, tmp_path: Path) -> None:
    """The number of rows read is told now and then, and at the end."""
    told: list[int] = []
    rows = [SMALL["entities"][0], *(["a:%d" % i, *SMALL["entities"][1][1:3], "s0", None, None] for i in range(1500))]  # noqa: UP031
    other = {name: SMALL[name][:1] for name in ("relations", "observations", "absences", "objectives")}
    load(store, write_folder(tmp_path / "many", small(entities=rows, **other)), progress=told.append)
    assert told == [1000, 1501]


@pytest.mark.parametrize("name", ["Kế hoạch", "a--b", "A", "", "a_b", "-a"])
def test_names_of_datasets(store: SqliteStore, tmp_path: Path, name: str) -> None:
    """A dataset's id is small letters, digits and hyphens, given or taken from the file."""
    folder = write_folder(tmp_path / "small", small())
    with pytest.raises(InvalidParameter):
        load(store, folder, dataset=name)
    if name:
        with pytest.raises(InvalidParameter):
            load(store, folder.rename(tmp_path / name))


def test_a_source_that_is_nowhere(store: SqliteStore) -> None:
    """What is neither a path nor a bundled dataset is refused, with the datasets that are bundled."""
    for source in ("nothing", "border-diplomacy/entities.csv", "../datasets/border-diplomacy"):
        with pytest.raises(InvalidParameter, match="border-diplomacy"):
            load(store, source)


def test_rejects_need_a_place(store: SqliteStore, tmp_path: Path) -> None:
    """A file of rejects that cannot be written is found before anything is changed."""
    with pytest.raises(InvalidParameter, match="rejects"):
        load(store, write_folder(tmp_path / "small", small()), rejects=tmp_path / "none" / "rejects.jsonl")
    assert ids(store) == set()


def test_a_failure_while_reading_changes_nothing(store: SqliteStore, tmp_path: Path) -> None:
    """When reading fails for any other reason, the store is as it was."""

    def fail(_: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        load(store, write_folder(tmp_path / "small", small()), progress=fail)
    assert ids(store) == set()


def test_a_report_is_what_the_store_says(store: SqliteStore, tmp_path: Path) -> None:
    """`load` gives the store's own report."""
    assert isinstance(load(store, write_folder(tmp_path / "small", small())), LoadReport)
