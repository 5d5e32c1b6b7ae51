"""What is known better than the package, as data: each with its reason."""

from __future__ import annotations

from typing import NamedTuple

PUBLISHED_MAP = "the published map of the mergers (sapnhap.bando.com.vn, as of 2025-07-17), which the package follows"


class Correction(NamedTuple):
    """An old commune (its code, and its name so that a slip is noticed) whose successors are not as the package says.

    The reason becomes the note of a link that is added, which rests on vietnam-provinces alone.
    """

    code: str
    unit: str
    drop: tuple[str, ...] = ()
    add: tuple[str, ...] = ()
    reason: str = ""


def _namesake(code: str, unit: str, *drop: str) -> Correction:
    return Correction(code, unit, drop=drop, reason=NAMESAKE)


NAMESAKE = (
    f"{PUBLISHED_MAP}, lists predecessors by name, mostly without their district. The package took an old commune of "
    "the same name in another district of the new province for one of them: the unit that is dropped lies elsewhere, "
    "and it is the namesake that was merged into it. vietnam-provinces 2026.9.0 does not have the link either"
)

CORRECTIONS: tuple[Correction, ...] = (
    Correction(
        "01615", "xã Hồng Quang", add=("01648",),
        reason="vietnam-provinces 2026.9.0 has a part of it in xã Phục Hòa. Doubtful: there it stands where xã Mỹ Hưng "
        f"is missing, and {PUBLISHED_MAP}, has all of it in xã Bế Văn Đàn",
    ),
    _namesake("06079", "xã Hồng Phong", "06184"),  # Bình Gia; xã Đồng Đăng took over xã Hồng Phong of Cao Lộc
    Correction(
        "09013", "xã Văn Khê", add=("09817",),
        reason=f"{PUBLISHED_MAP}, says under xã Tiến Thắng that a part of it went to xã Ô Diên; so does "
        "vietnam-provinces 2026.9.0",
    ),
    _namesake("10798", "xã Hòa Bình", "11911"),
    _namesake("11890", "xã Hòa Bình", "10804", "10843"),
    _namesake("25462", "phường 4", "27694"),
    _namesake("27691", "phường 4", "25459"),
    Correction(
        "28036", "thị trấn Thủ Thừa", drop=("28087",),
        reason="Resolution 1682/NQ-UBTVQH15, article 1, clause 52 (as quoted by others) does not name it among the "
        "predecessors of xã Nhựt Tảo; vietnam-provinces 2026.9.0 does not have the link either",
    ),
    _namesake("28252", "phường 4", "29869"),
    _namesake("28270", "phường 6", "29869"),
    _namesake("28437", "phường 3", "29869"),
    _namesake("28439", "phường 4", "29869"),
    _namesake("28924", "xã Hòa Lộc", "29734"),
    _namesake("29623", "xã Mỹ An", "29182"),
    _namesake("29734", "xã Hòa Lộc", "28921"),
    _namesake("29902", "phường 3", "29869"),
    _namesake("29908", "phường 4", "29869"),
    _namesake("31246", "xã Thạnh Quới", "31726"),
    _namesake("31268", "xã Tân Thạnh", "31666"),
    _namesake("31378", "xã Phú Hữu", "31654"),
    _namesake("31379", "xã Phú Tân", "31582"),
    _namesake("31438", "xã Tân Long", "31741"),
    _namesake("31474", "xã Long Bình", "31741"),
    _namesake("31480", "xã Long Phú", "31639"),
    _namesake("31483", "xã Thuận Hưng", "31591"),
    _namesake("31582", "xã Phú Tân", "31378"),
    _namesake("31606", "xã Thuận Hưng", "31495"),
    _namesake("31657", "xã Phú Hữu", "31378"),
    _namesake("31666", "xã Tân Thạnh", "31288"),
    _namesake("31669", "xã Long Phú", "31480"),
    _namesake("31714", "xã Thạnh Quới", "31246"),
    _namesake("31741", "xã Tân Long", "31408"),
    _namesake("31744", "xã Long Bình", "31473"),
)  # fmt: skip
"""Successors of old communes that the package has wrongly or lacks.

The records also name xã Mỹ Hưng (01651) and the lower case of "xã Bắc Sơn": both are slips of vietnam-provinces, which
this package does not share; xã Mỹ Hưng has its successor. What this package has in lower case is "Xã é Tòng" (03742),
which reading mends: a name begins with a capital.
"""

SPELLINGS: dict[str, str] = {
    "04603": "xã Tà Si Láng and xã Tà Xi Láng",
    "26119": "xã Đắc Lua and xã Đak Lua (vietnam-provinces 2026.9.0 has xã Dak Lua before the reform)",
}
"""Communes that go on unchanged, by code, though the package spells their names in two ways."""

KNOWN_IDS: dict[str, str] = {
    "prov:ha-giang": "02",
    "prov:cao-bang": "04",
    "prov:lai-chau": "12",
    "prov:lang-son": "20",
    "prov:quang-ninh": "22",
    "dist:trang-dinh": "180",
    "dist:van-lang": "182",
    "dist:cao-loc": "183",
    "dist:loc-binh": "188",
    "city:ha-long": "193",
    "comm:tan-thanh": "06166",
}
"""The old units that the dataset border-diplomacy names, by the ids that it gives them."""


class WordChange(NamedTuple):
    """A province whose unit word changed later: to what, and either since when (EDTF) or on which day it was seen.

    `before` (EDTF): when it had the word that the package has.
    """

    code: str
    word: str
    before: str
    valid: str | None = None
    attested: str | None = None
    basis: str = ""


_UNTIL = "2025-07-01/2026"
"""Until some day of 2026: the package of 2025 still has the old word."""
_SEEN = "vietnam-provinces 2026.9.0, official list of 2026-09-20; the resolution and its date are not known here"

WORD_CHANGES: tuple[WordChange, ...] = (
    WordChange(
        "22", "thành phố", "../2026-08-31", valid="2026-09-01/..",
        basis="Resolution 36/2026/QH16, in force 2026-09-01, as a secondary source says; the resolution was not read. "
        "vietnam-provinces 2026.9.0 has the new unit word in the official list of 2026-09-20",
    ),
    WordChange("24", "thành phố", _UNTIL, attested="2026-09-20", basis=_SEEN),
    WordChange("75", "thành phố", _UNTIL, attested="2026-09-20", basis=_SEEN),
)  # fmt: skip
"""Changes of a province's unit word after the reform: the unit stays the same."""

PROVINCE_RESOLUTION = "202/2025/QH15"

COMMUNE_RESOLUTIONS: dict[str, int] = {
    "91": 1654, "96": 1655, "01": 1656, "04": 1657, "24": 1658, "48": 1659, "66": 1660, "11": 1661, "75": 1662,
    "82": 1663, "52": 1664, "42": 1665, "33": 1666, "56": 1667, "92": 1668, "31": 1669, "12": 1670, "68": 1671,
    "20": 1672, "15": 1673, "37": 1674, "46": 1675, "25": 1676, "51": 1677, "40": 1678, "22": 1679, "44": 1680,
    "14": 1681, "80": 1682, "19": 1683, "08": 1684, "79": 1685, "38": 1686, "86": 1687,
}  # fmt: skip
"""Resolutions on communes, of the Standing Committee of the National Assembly, all of 2025-06-16, by new province.

The numbers stand alike in two public lists made independently; the resolutions were not read.
"""
