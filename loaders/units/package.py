"""Reading the data files of the package vietnamadminunits, without importing it and what it needs (shapely, geopy)."""

from __future__ import annotations

import contextlib
import importlib.metadata
import importlib.util
import json
import re
import sqlite3
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

NAME = "vietnamadminunits"
VERSION = "1.0.4"

_CONVERTER = "converter_2025.json"
_DATABASE = "dataset.db"

_OLD = (
    "select provinceKey, provinceCode, province, districtKey, districtCode, district, wardKey, wardCode, ward"
    " from admin_units_legacy"
)
_NEW = "select provinceKey, provinceCode, province, wardKey, wardCode, ward from admin_units"

_UNIT = re.compile(r"(tỉnh|thành phố|quận|huyện|thị xã|thị trấn|phường|xã|đặc khu) (.+)", re.IGNORECASE)


class PackageMissing(Exception):
    """The package is not installed, or not in the version for which the corrections were made."""


class Named(NamedTuple):
    """A unit as the package has it: code of the statistics office, unit word (xã, huyện …) and bare name."""

    code: str
    word: str
    name: str

    @property
    def full(self) -> str:
        """The name with its unit word."""
        return f"{self.word} {self.name}"


class OldCommune(NamedTuple):
    """A commune before the reform, with the codes of its district and province."""

    unit: Named
    district: str
    province: str


class NewCommune(NamedTuple):
    """A commune after the reform, with the code of its province."""

    unit: Named
    province: str


class Data(NamedTuple):
    """What the package says. Units by code; districts with the code of their province.

    `became` leads from the code of an old unit (a commune, or one of the five island districts that had none) to the
    codes of the new communes that took over from it; `merged` from an old province to the new one.
    """

    old_provinces: dict[str, Named]
    new_provinces: dict[str, Named]
    districts: dict[str, tuple[Named, str]]
    old_communes: dict[str, OldCommune]
    new_communes: dict[str, NewCommune]
    became: dict[str, tuple[str, ...]]
    merged: dict[str, str]


def installed_version() -> str | None:
    """The version of the package that is installed; None where there is none."""
    try:
        return importlib.metadata.version(NAME)
    except importlib.metadata.PackageNotFoundError:
        return None


def folder() -> Path:
    """The folder of the package's data files.

    Raises:
        PackageMissing: it is not there, or in another version.
    """
    version = installed_version()
    hint = f"pip install --no-deps {NAME}=={VERSION}"
    if version is None:
        raise PackageMissing(f"the units are made from the package {NAME}, which is not installed: {hint}")
    if version != VERSION:
        raise PackageMissing(f"the corrections are made for {NAME} {VERSION}, here is {version}: {hint}")
    spec = importlib.util.find_spec(NAME)
    assert spec is not None
    assert spec.submodule_search_locations
    return Path(spec.submodule_search_locations[0]) / "data"


def read(data: Path) -> Data:
    """What the data files in a folder say.

    Raises:
        ValueError: they are not of the form that is known here.
    """
    old_rows, new_rows = list(_rows(data / _DATABASE, _OLD)), list(_rows(data / _DATABASE, _NEW))
    converter: dict[str, Any] = json.loads((data / _CONVERTER).read_text(encoding="utf-8"))
    old_provinces = {r["provinceCode"]: _named(r["provinceCode"], r["province"]) for r in old_rows}
    new_provinces = {r["provinceCode"]: _named(r["provinceCode"], r["province"]) for r in new_rows}
    districts = {r["districtCode"]: (_named(r["districtCode"], r["district"]), r["provinceCode"]) for r in old_rows}
    old_communes = {
        r["wardCode"]: OldCommune(_named(r["wardCode"], r["ward"]), r["districtCode"], r["provinceCode"])
        for r in old_rows
        if r["wardCode"]
    }
    new_communes = {r["wardCode"]: NewCommune(_named(r["wardCode"], r["ward"]), r["provinceCode"]) for r in new_rows}
    if len(old_communes) != sum(bool(r["wardCode"]) for r in old_rows) or len(new_communes) != len(new_rows):
        raise ValueError("two communes of the package share a code")
    return Data(
        old_provinces,
        new_provinces,
        districts,
        old_communes,
        new_communes,
        _became(converter, old_rows, new_rows),
        _merged(converter, old_rows, new_rows),
    )


def _rows(path: Path, query: str) -> Iterator[dict[str, Any]]:
    with contextlib.closing(sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
        connection.row_factory = sqlite3.Row
        for row in connection.execute(query):
            yield dict(row)


def _named(code: str, full: str) -> Named:
    """A name in two; the package writes the unit word in capitals, and one name (Xã é Tòng) not."""
    found = _UNIT.fullmatch(unicodedata.normalize("NFC", full))
    if found is None:
        raise ValueError(f"{full!r} has no unit word that is known here")
    word, name = found.groups()
    return Named(code, word.lower(), name[0].upper() + name[1:])


def _became(
    converter: dict[str, Any], old_rows: list[dict[str, Any]], new_rows: list[dict[str, Any]]
) -> dict[str, tuple[str, ...]]:
    """By code; the package has it by keys that are folded names."""
    old = {f"{r['provinceKey']}_{r['districtKey']}_{r['wardKey'] or ''}": r for r in old_rows}
    new = {(r["provinceKey"], r["wardKey"]): r["wardCode"] for r in new_rows}
    found: dict[str, list[str]] = {}

    def note(old_key: str, province: str, new_key: str) -> None:
        row = old[old_key]
        found.setdefault(row["wardCode"] or row["districtCode"], []).append(new[province, new_key])

    for province, undivided in converter["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
        for new_key, old_keys in undivided.items():
            for old_key in old_keys:
                note(old_key, province, new_key)
    for province, divided in converter["DICT_PROVINCE_WARD_DIVIDED"].items():
        for old_key, parts in divided.items():
            for part in parts:
                note(old_key, province, part["newWardKey"])
    return {code: tuple(sorted(targets)) for code, targets in found.items()}


def _merged(
    converter: dict[str, Any], old_rows: list[dict[str, Any]], new_rows: list[dict[str, Any]]
) -> dict[str, str]:
    old = {r["provinceKey"]: r["provinceCode"] for r in old_rows}
    new = {r["provinceKey"]: r["provinceCode"] for r in new_rows}
    return {old[o]: new[n] for n, olds in converter["DICT_PROVINCE"].items() if len(olds) > 1 for o in olds}
