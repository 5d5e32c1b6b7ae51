"""Making the dataset of units from data files of the package's form, on a small country."""

from __future__ import annotations

import json
import sqlite3
import sys
from pathlib import Path

import pytest

from loaders.units import build as building
from loaders.units import package
from loaders.units.__main__ import main
from loaders.units.build import Units, corrected
from loaders.units.corrections import Correction
from schema.statements import Entity, Relation
from tests.loaders.helpers import statements_of

OLD = [
    # province, district, commune: key, code, name
    ("tinha", "02", "Tỉnh A", "huyenx", "001", "Huyện X", "xamot", "00001", "Xã Một"),
    ("tinha", "02", "Tỉnh A", "huyenx", "001", "Huyện X", "xahai", "00002", "Xã Hai"),
    ("tinha", "02", "Tỉnh A", "huyendao", "002", "Huyện Đảo", None, None, None),
    ("tinhb", "08", "Tỉnh B", "thixay", "003", "Thị Xã Y", "phuongba", "00003", "Phường ba"),
    ("tinhb", "08", "Tỉnh B", "thixay", "003", "Thị Xã Y", "thitranbon", "00004", "Thị trấn Bốn"),
    ("tinhc", "20", "Tỉnh C", "huyenz", "004", "Huyện Z", "xanam", "00005", "Xã KNăm"),
]
NEW = [
    ("tinhb", "08", "Tỉnh B", "xamot", "00001", "Xã Một"),
    ("tinhb", "08", "Tỉnh B", "dackhudao", "00009", "Đặc khu Đảo"),
    ("tinhb", "08", "Tỉnh B", "phuongbon", "00004", "Phường Bốn"),
    ("tinhc", "20", "Tỉnh C", "xanam", "00005", "Xã Knăm"),
]
CONVERTER = {
    "DICT_PROVINCE": {"tinhb": ["tinha", "tinhb"], "tinhc": ["tinhc"]},
    "DICT_PROVINCE_WARD_NO_DIVIDED": {
        "tinhb": {
            "xamot": ["tinha_huyenx_xamot"],
            "dackhudao": ["tinha_huyendao_"],
            "phuongbon": ["tinhb_thixay_phuongba", "tinhb_thixay_thitranbon"],
        },
        "tinhc": {"xanam": ["tinhc_huyenz_xanam"]},
    },
    "DICT_PROVINCE_WARD_DIVIDED": {
        "tinhb": {"tinha_huyenx_xahai": [{"newWardKey": "xamot"}, {"newWardKey": "phuongbon"}]},
    },
}


def write(folder: Path, old: list[tuple[str | None, ...]] | None = None) -> Path:
    """Data files in the package's form."""
    folder.mkdir()
    (folder / "converter_2025.json").write_text(json.dumps(CONVERTER), encoding="utf-8")
    connection = sqlite3.connect(folder / "dataset.db")
    unit = "provinceKey, provinceCode, province, {}wardKey, wardCode, ward"
    connection.execute(f"create table admin_units_legacy ({unit.format('districtKey, districtCode, district, ')})")
    connection.execute(f"create table admin_units ({unit.format('')})")
    connection.executemany("insert into admin_units_legacy values (?,?,?,?,?,?,?,?,?)", old or OLD)
    connection.executemany("insert into admin_units values (?,?,?,?,?,?)", NEW)
    connection.commit()
    connection.close()
    return folder


@pytest.fixture
def _no_corrections(monkeypatch: pytest.MonkeyPatch) -> None:
    """The small country has none of the units that are corrected or known."""
    monkeypatch.setattr(building, "CORRECTIONS", ())
    monkeypatch.setattr(building, "_KNOWN", {})


@pytest.mark.usefixtures("_no_corrections")
def test_a_small_country(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Merged and left, split and whole, with and without communes: every case, written and read again."""
    data = write(tmp_path / "data")
    monkeypatch.setattr(package, "folder", lambda: data)
    assert main([str(tmp_path / "units")]) == 0
    said = statements_of(tmp_path / "units")
    entities = {s.id: s for s in said if isinstance(s, Entity)}
    bounds = {i: [k for k in ("founded", "abolished") if k in e.attributes] for i, e in entities.items()}
    ended = ["prov:a", "prov:b", "dist:x-001", "dist:dao-002", "dist:y-003", "dist:z-004", "comm:mot-00001",
             "comm:hai-00002", "comm:ba-00003", "comm:bon-00004"]  # fmt: skip
    began = ["prov:b-2025", "comm:mot-00001-2025", "comm:dao-00009-2025", "comm:bon-00004-2025"]
    assert bounds == {
        **{unit: [] for unit in ("ctry:vn", "prov:c", "comm:knam-00005")},
        **{unit: ["abolished"] for unit in ended},
        **{unit: ["founded"] for unit in began},
    }
    assert entities["comm:ba-00003"].names == {"vi": "phường Ba"}
    assert (entities["comm:knam-00005"].names, entities["comm:knam-00005"].aliases) == ({"vi": "xã Knăm"}, ("xã KNăm",))
    relations = [s for s in said if isinstance(s, Relation)]
    became = {(r.source, r.target): r.attributes["part"] for r in relations if r.type == "succeeded_by"}
    assert became == {
        ("prov:a", "prov:b-2025"): "whole",
        ("prov:b", "prov:b-2025"): "whole",
        ("dist:x-001", "comm:mot-00001-2025"): "partial",
        ("dist:x-001", "comm:bon-00004-2025"): "partial",
        ("dist:dao-002", "comm:dao-00009-2025"): "whole",
        ("dist:y-003", "comm:bon-00004-2025"): "whole",
        ("dist:z-004", "comm:knam-00005"): "whole",
        ("comm:mot-00001", "comm:mot-00001-2025"): "whole",
        ("comm:hai-00002", "comm:mot-00001-2025"): "partial",
        ("comm:hai-00002", "comm:bon-00004-2025"): "partial",
        ("comm:ba-00003", "comm:bon-00004-2025"): "whole",
        ("comm:bon-00004", "comm:bon-00004-2025"): "whole",
    }
    lies: dict[str, list[tuple[str, str | None]]] = {}
    for r in relations:
        if r.type == "located_in":
            lies.setdefault(r.source, []).append((r.target, r.valid))
    assert lies["comm:knam-00005"] == [("dist:z-004", "../.."), ("prov:c", "2025-07-01/..")]
    assert lies["comm:bon-00004-2025"] == [("prov:b-2025", "../..")]
    assert lies["dist:x-001"] == [("prov:a", "../..")]
    assert lies["prov:b-2025"] == [("ctry:vn", "../..")]


@pytest.mark.parametrize(
    "correction",
    [
        Correction("00001", "xã Hai"),
        Correction("00002", "xã Hai", drop=("00009",)),
        Correction("00002", "xã Hai", add=("00001",)),
    ],
)
def test_a_correction_that_does_not_fit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, correction: Correction
) -> None:
    """A correction of another unit, of what is not there, or of what is there already, stops the script."""
    monkeypatch.setattr(building, "CORRECTIONS", (correction,))
    data = package.read(write(tmp_path / "data"))
    with pytest.raises(ValueError, match="does not fit"):
        corrected(data)


def test_a_correction_that_fits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Dropping one of two successors leaves a unit whole; adding one splits it."""
    made = (Correction("00002", "xã Hai", drop=("00001",)), Correction("00003", "phường Ba", add=("00001",)))
    monkeypatch.setattr(building, "CORRECTIONS", made)
    monkeypatch.setattr(building, "_KNOWN", {})
    data = package.read(write(tmp_path / "data"))
    parts = {(s.old, s.new): s.whole for s in Units(data).successions() if s.old in {"00002", "00003"}}
    assert parts == {("00002", "00004"): True, ("00003", "00001"): False, ("00003", "00004"): False}


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        (("tinha", "02", "Tỉnh A", "huyenx", "001", "Huyện X", "xasau", "00001", "Xã Sáu"), "share a code"),
        (("tinha", "02", "Tỉnh A", "huyenx", "001", "Huyện X", "lang", "00006", "Làng Sáu"), "unit word"),
    ],
)
def test_data_of_another_form(tmp_path: Path, row: tuple[str | None, ...], fault: str) -> None:
    """Two communes of one code, or a unit word that is not known, stop the script."""
    with pytest.raises(ValueError, match=fault):
        package.read(write(tmp_path / "data", [*OLD, row]))


@pytest.mark.parametrize(("version", "hint"), [(None, "not installed"), ("9.9", "9.9")])
def test_without_the_package(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], version: str | None, hint: str
) -> None:
    """Without the package, or with another version of it, the script says how to install it."""
    monkeypatch.setattr(package, "installed_version", lambda: version)
    assert main(["anywhere"]) == 1
    said = capsys.readouterr().err
    assert hint in said
    assert f"pip install --no-deps vietnamadminunits=={package.VERSION}" in said


def test_usage(capsys: pytest.CaptureFixture[str]) -> None:
    """The script needs one folder."""
    assert main([]) == 2
    assert "usage" in capsys.readouterr().err


def test_the_package_is_not_imported() -> None:
    """Reading the data files needs none of the package's own dependencies."""
    package.installed_version()
    assert "vietnamadminunits" not in sys.modules
