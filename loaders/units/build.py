"""The dataset from what the package says, with the corrections.

A unit is a code and an interval. One that goes on unchanged is one entity; one that ended has `abolished`, one that
began has `founded`, and `succeeded_by` leads from the former to the latter.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from loaders.checks import Checker
from loaders.export import export
from loaders.units import package
from loaders.units.corrections import (
    COMMUNE_RESOLUTIONS,
    CORRECTIONS,
    KNOWN_IDS,
    PROVINCE_RESOLUTION,
    SPELLINGS,
    WORD_CHANGES,
)
from loaders.units.package import Data, Named
from schema import vocabulary
from schema.names import fold
from schema.statements import Entity, Evidence, Inference, Relation, Source, Statement

DAY = "2025-07-01"
"""The first day without districts, and of the new provinces and communes."""

COUNTRY = "ctry:vn"
PROVINCE, DISTRICT, COMMUNE = "Province", "District", "Commune"
LIES_IN, BECAME = "located_in", "succeeded_by"
THROUGHOUT, SINCE = "../..", f"{DAY}/.."

THROUGH = vocabulary.bundled().roles.through_attribute
BEFORE, AFTER, OTHER = "vnau-63", "vnau-34", "vietnam-provinces"
PROVINCES = "nq-202-2025-qh15"

_KNOWN = {code: entity_id for entity_id, code in KNOWN_IDS.items()}
_ADDED = {(c.code, new): c.reason for c in CORRECTIONS for new in c.add}


class Succession(NamedTuple):
    """What took over from an old unit, by code; `whole`: all of it went there."""

    old: str
    new: str
    whole: bool


class Units:
    """The units and what became of them, as statements."""

    def __init__(self, data: Data) -> None:
        self._data = data
        became = corrected(data)
        self._kept = kept(data, became)
        self._became = {old: targets for old, targets in became.items() if old not in self._kept}
        self._words = {c.code: c for c in WORD_CHANGES}

    def statements(self) -> Iterator[Statement]:
        """All of them."""
        yield from self._sources()
        yield from self._country()
        yield from self._provinces()
        yield from self._districts()
        yield from self._communes()

    def old_id(self, code: str) -> str:
        """The id of a unit that was there before the reform."""
        if known := _KNOWN.get(code):
            return known
        data = self._data
        if code in data.old_communes:
            return f"comm:{slug(data.old_communes[code].unit)}-{code}"
        if code in data.districts:
            return f"dist:{slug(data.districts[code][0])}-{code}"
        return f"prov:{slug(data.old_provinces[code])}"

    def new_id(self, code: str) -> str:
        """The id of a unit that is there after the reform."""
        data = self._data
        if code in data.new_communes:
            return self.old_id(code) if code in self._kept else f"comm:{slug(data.new_communes[code].unit)}-{code}-2025"
        return f"prov:{slug(data.new_provinces[code])}-2025" if code in data.merged.values() else self.old_id(code)

    def successions(self) -> list[Succession]:
        """What became of every commune and district that ended.

        A district went to wherever its communes went; a commune that goes on unchanged counts as its own successor.
        """
        found = [
            Succession(old, new, len(targets) == 1)
            for old, targets in self._became.items()
            if old in self._data.old_communes
            for new in targets
        ]
        of_district: dict[str, set[str]] = {d: set(self._became.get(d, ())) for d in self._data.districts}
        for code, commune in self._data.old_communes.items():
            of_district[commune.district].update(self._became.get(code, (code,)))
        found += [Succession(d, new, len(targets) == 1) for d, targets in of_district.items() for new in targets]
        return found

    def _sources(self) -> Iterator[Source]:
        licence = {"licence": "MIT", "copyright": "Copyright (c) 2025 Tran Ngoc Minh Hieu", "version": package.VERSION}
        yield Source(
            id=BEFORE, author="Hieu Tran", content_as_of="2025-06", genre="dataset", attributes=licence,
            title={"vi": "vietnamadminunits: 63 tỉnh, thành phố", "en": "vietnamadminunits: dataset of 63 provinces"},
            note="The units just before the reform. Since when each of them was there is not known here: many communes "
            "were merged or renamed in 2019, 2020 and 2024.",
        )  # fmt: skip
        yield Source(
            id=AFTER, author="Hieu Tran", content_as_of="2025-08/2025-10", genre="dataset", attributes=licence,
            title={
                "vi": "vietnamadminunits: 34 tỉnh, thành phố và bảng chuyển đổi",
                "en": "vietnamadminunits: dataset of 34 provinces, and the conversion from 63",
            },
            note="What became what is corrected in some places: docs/decisions/0007-administrative-units.md.",
        )  # fmt: skip
        yield Source(
            id=OTHER, content_as_of="2026-09-20", genre="dataset",
            attributes={"licence": "GPL-3.0-or-later", "version": "2026.9.0"},
            title={"vi": "vietnam-provinces", "en": "vietnam-provinces"},
            note="Single facts only, as the records on the reform report them; nothing of the package is copied.",
        )  # fmt: skip
        number = PROVINCE_RESOLUTION
        yield Source(
            id=PROVINCES, author="Quốc hội", published="2025-06-12", content_as_of="2025-06-12", genre="resolution",
            title={"vi": f"Nghị quyết số {number} về việc sắp xếp đơn vị hành chính cấp tỉnh năm 2025"},
            attributes={"number": number, THROUGH: AFTER}, note=_NOT_READ,
        )  # fmt: skip
        for province, unit in self._data.new_provinces.items():
            number = f"{COMMUNE_RESOLUTIONS[province]}/NQ-UBTVQH15"
            about = f"các đơn vị hành chính cấp xã của {unit.full}"
            yield Source(
                id=resolution(province), author="Ủy ban Thường vụ Quốc hội", published="2025-06-16",
                content_as_of="2025-06-16", genre="resolution", note=_NOT_READ,
                attributes={"number": number, THROUGH: AFTER},
                title={"vi": f"Nghị quyết số {number} về việc sắp xếp {about} năm 2025"},
            )  # fmt: skip

    def _country(self) -> Iterator[Statement]:
        yield Entity(
            id=COUNTRY, type="Country", names={"vi": "Việt Nam", "en": "Viet Nam", "zh": "越南"},
            aliases=("Vietnam", "Viet Nam", "VN"), evidence=evidence(AFTER),
        )  # fmt: skip

    def _provinces(self) -> Iterator[Statement]:
        data = self._data
        for code, unit in data.old_provinces.items():
            merged = code in data.merged
            yield self._province(self.old_id(code), unit, "abolished" if merged else None)
            yield lay_in(f"vn-in-{code}", self.old_id(code), COUNTRY, BEFORE if merged else AFTER)
        for code in sorted(set(data.merged.values())):
            yield self._province(self.new_id(code), data.new_provinces[code], "founded")
            yield lies_in(f"vn-in-{code}-2025", self.new_id(code), COUNTRY, THROUGHOUT)
        for old, new in data.merged.items():
            yield became(f"vn-{old}-{new}", self.old_id(old), self.new_id(new), True, (AFTER, PROVINCES))

    def _province(self, entity_id: str, unit: Named, bound: str | None) -> Entity:
        """A province goes by its bare name, as in the dataset that was there first."""
        change = self._words.get(unit.code) if bound != "abolished" else None
        sources = [BEFORE if bound == "abolished" else AFTER]
        attributes, spelled = _attributes(unit, bound), [unit.full]
        if change:
            since = {"valid": change.valid} if change.valid else {"attested": change.attested}
            attributes["unit_word"] = [
                {"value": unit.word, "valid": change.before},
                {"value": change.word, **since, "basis": change.basis},
            ]
            spelled.append(f"{change.word} {unit.name}")
            sources.append(OTHER)
        return Entity(
            id=entity_id, type=PROVINCE, names={"vi": unit.name}, aliases=tuple(spelled), attributes=attributes,
            evidence=evidence(*sources),
        )  # fmt: skip

    def _districts(self) -> Iterator[Statement]:
        for code, (unit, province) in self._data.districts.items():
            yield _unit(self.old_id(code), DISTRICT, unit, "abolished", BEFORE)
            yield lay_in(f"vn-in-{code}", self.old_id(code), self.old_id(province), BEFORE)

    def _communes(self) -> Iterator[Statement]:
        data = self._data
        for code, commune in data.old_communes.items():
            if code not in self._kept:
                yield _unit(self.old_id(code), COMMUNE, commune.unit, "abolished", BEFORE)
            yield lay_in(f"vn-in-{code}", self.old_id(code), self.old_id(commune.district), BEFORE)
        for code, later in data.new_communes.items():
            home = self.new_id(later.province)
            if code in self._kept:
                formerly = data.old_communes[code].unit.full
                spelled = (formerly,) if formerly != later.unit.full else ()
                yield _unit(self.new_id(code), COMMUNE, later.unit, None, AFTER, spelled)
                yield lies_in(f"vn-in-{code}-2025", self.new_id(code), home, SINCE)
            else:
                yield _unit(self.new_id(code), COMMUNE, later.unit, "founded", AFTER)
                yield lies_in(f"vn-in-{code}-2025", self.new_id(code), home, THROUGHOUT)
        for old_code, new_code, whole in self.successions():
            law = resolution(data.new_communes[new_code].province)
            inference: Inference = "derived" if old_code in data.districts else "explicit"
            note = _ADDED.get((old_code, new_code))
            sources = (OTHER,) if note else (AFTER, law)
            old, new = self.old_id(old_code), self.new_id(new_code)
            yield became(f"vn-{old_code}-{new_code}", old, new, whole, sources, inference, note)


_NOT_READ = (
    "The resolution itself was not read. Its number is from public lists, and what became what is from the package "
    "vietnamadminunits, which does not name it."
)


def corrected(data: Data) -> dict[str, tuple[str, ...]]:
    """What became of each old unit, by code.

    Raises:
        ValueError: a correction does not fit what the package says, so that it is no longer needed or was mistaken.
    """
    found = dict(data.became)
    for correction in CORRECTIONS:
        targets = set(found.get(correction.code, ()))
        named = data.old_communes[correction.code].unit.full
        if named != correction.unit or not targets.issuperset(correction.drop) or targets & set(correction.add):
            raise ValueError(f"the correction of {correction.unit} ({correction.code}) does not fit the package's data")
        found[correction.code] = tuple(sorted((targets - set(correction.drop)) | set(correction.add)))
    return found


def kept(data: Data, became_: dict[str, tuple[str, ...]]) -> frozenset[str]:
    """The codes of communes that go on unchanged: nothing else came to them, and code and name are the same.

    Spelling may differ in case and marks (Krong for KRong), elsewhere only as the corrections say.
    """
    predecessors: dict[str, int] = {}
    for targets in became_.values():
        for target in targets:
            predecessors[target] = predecessors.get(target, 0) + 1
    return frozenset(
        code
        for code, old in data.old_communes.items()
        if became_[code] == (code,)
        and predecessors[code] == 1
        and (code in SPELLINGS or fold(old.unit.full) == fold(data.new_communes[code].unit.full))
    )


def slug(unit: Named) -> str:
    """The bare name in small letters, words joined by hyphens."""
    return fold(unit.name).replace(" ", "-")


def resolution(province: str) -> str:
    """The id of the source that is the resolution on the communes of a new province."""
    return f"nq-{COMMUNE_RESOLUTIONS[province]}-ubtvqh15"


def evidence(*sources: str) -> tuple[Evidence, ...]:
    """Evidence without a position: the sources are tables."""
    return tuple(Evidence(source) for source in sources)


def lay_in(relation_id: str, unit: str, area: str, source: str) -> Relation:
    """A unit lay in an area before the reform; that it did throughout is derived from how it was in the end."""
    return Relation(
        id=relation_id, type=LIES_IN, source=unit, target=area, valid=THROUGHOUT, inference="derived",
        evidence=evidence(source),
    )  # fmt: skip


def lies_in(relation_id: str, unit: str, area: str, valid: str) -> Relation:
    """A unit lies in an area since the reform."""
    return Relation(id=relation_id, type=LIES_IN, source=unit, target=area, valid=valid, evidence=evidence(AFTER))


def became(
    relation_id: str, old: str, new: str, whole: bool, sources: tuple[str, ...],
    inference: Inference = "explicit", note: str | None = None,
) -> Relation:  # fmt: skip
    """An old unit was succeeded by a new one, an event of the day of the reform."""
    return Relation(
        id=relation_id, type=BECAME, source=old, target=new, valid=DAY, inference=inference, note=note,
        attributes={"part": "whole" if whole else "partial"}, evidence=evidence(*sources),
    )  # fmt: skip


def _attributes(unit: Named, bound: str | None) -> dict[str, Any]:
    attributes = {"country": COUNTRY, "code": unit.code, "unit_word": unit.word}
    return attributes | ({bound: DAY} if bound else {})


def _unit(
    entity_id: str, kind: str, unit: Named, bound: str | None, source: str, aliases: tuple[str, ...] = ()
) -> Entity:
    """A district or commune goes by its full name; bare ones of units that were known before are theirs already."""
    bare = (unit.name,) if entity_id in KNOWN_IDS else ()
    return Entity(
        id=entity_id, type=kind, names={"vi": unit.full}, aliases=(*bare, *aliases),
        attributes=_attributes(unit, bound), evidence=evidence(source),
    )  # fmt: skip


def build(out: Path) -> int:
    """Write the dataset as CSV tables to the folder `out`, and return the number of statements.

    Raises:
        PackageMissing: the package is not installed in the version that is known here.
        ValueError: the package says something that is not known here, or a statement is not sound.
    """
    types = vocabulary.bundled()
    checker = Checker(types, [])
    statements = list(Units(package.read(package.folder())).statements())
    for statement in statements:
        if problem := checker.first_problem(statement):
            raise ValueError(f"{statement.id}: {problem.field} is {problem.value!r}, expected {problem.expected}")
    return export(statements, "csv", out, types)
