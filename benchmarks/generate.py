"""A made-up store of any size: heavy-tailed, typed, dated, the same for the same seed.

Provinces hold districts, communes and agencies; agencies take part in agreements and events, cooperate with NGOs and
implement instruments. A few of each kind have most of the relations, as in life.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

from graph.store import Incoming, Place
from schema.statements import Entity, Evidence, Relation, Source, Statement

PROVINCES = 100
_SHARES = (
    ("dist", "District", 0.05),
    ("comm", "Commune", 0.15),
    ("agc", "Agency", 0.40),
    ("agr", "Agreement", 0.10),
    ("evt", "Event", 0.20),
    ("ngo", "NGO", 0.05),
    ("leg", "LegalInstrument", 0.05),
)
_SUBTYPES = {
    "Agency": ("mass_org", "state", "party", "friendship_union"),
    "Agreement": ("mechanism", "minutes"),
    "Event": ("training", "delegation_visit"),
}
_EVIDENCE = (Evidence(source="s"),)


def rows(entities: int, relations: int, seed: int = 7) -> Iterator[Incoming]:
    """A dataset of about that many entities and exactly that many relations."""
    for number, statement in enumerate(_statements(entities, relations, random.Random(seed)), 1):
        yield Incoming(Place("generated", row=number), statement)


def _statements(entities: int, relations: int, rng: random.Random) -> Iterator[Statement]:
    yield Source(id="s", title={"vi": "nguồn sinh ra để đo"}, content_as_of="2020")
    for country in ("vn", "cn"):
        yield Entity(id=f"ctry:{country}", type="Country", names={"vi": country})
    provinces = [f"prov:p{i}" for i in range(PROVINCES)]
    yield from (Entity(id=p, type="Province", names={"vi": p}) for p in provinces)
    ids: dict[str, list[str]] = {}
    for prefix, kind, share in _SHARES:
        ids[prefix] = [f"{prefix}:{i}" for i in range(int((entities - PROVINCES - 2) * share))]
        for name in ids[prefix]:
            attributes = {}
            if kind == "Event":
                attributes = {"date": str(rng.randint(2005, 2024))}
            elif kind == "LegalInstrument":
                attributes = {"level": rng.choice(("central", "province"))}
            subtype = rng.choice(_SUBTYPES[kind]) if kind in _SUBTYPES else None
            yield Entity(id=name, type=kind, subtype=subtype, names={"vi": name}, attributes=attributes)
    places = list(_places(ids, provinces, rng))
    yield from places
    for number in range(len(places) + 1, relations + 1):
        yield _activity(number, ids, provinces, rng)


def _places(ids: dict[str, list[str]], provinces: list[str], rng: random.Random) -> Iterator[Relation]:
    pairs = [("located_in", p, "ctry:vn" if i < 63 else "ctry:cn") for i, p in enumerate(provinces)]
    pairs += [("located_in", d, rng.choice(provinces)) for d in ids["dist"]]
    pairs += [("located_in", c, rng.choice(ids["dist"])) for c in ids["comm"]]
    pairs += [("has_jurisdiction", a, rng.choice(provinces)) for a in ids["agc"]]
    for number, (kind, source, target) in enumerate(pairs, 1):
        yield Relation(
            id=f"r{number:08}", type=kind, source=source, target=target, valid="../..", evidence=_EVIDENCE
        )  # fmt: skip


def _activity(number: int, ids: dict[str, list[str]], provinces: list[str], rng: random.Random) -> Relation:
    def heavy(prefix: str) -> str:
        return ids[prefix][int(len(ids[prefix]) * rng.random() ** 3)]

    year = rng.randint(2000, 2022)
    valid = rng.choice((None, f"{year}/", f"{year}/{year + rng.randint(1, 8)}"))
    draw = rng.random()
    if draw < 0.3:
        kind, source, target = "participates_in", heavy("agc"), heavy("agr")
    elif draw < 0.5:
        kind, source, target, valid = rng.choice(("organizes", "sends", "hosts")), heavy("agc"), heavy("evt"), None
    elif draw < 0.6:
        kind, source, target = "cooperates_with", heavy("agc"), heavy("ngo")
    elif draw < 0.7:
        kind, source, target = "applies_to", heavy("agr"), rng.choice(provinces)
    elif draw < 0.8:
        kind, source, target, valid = "implements", heavy("agc"), heavy("leg"), None
    elif draw < 0.9:
        kind, source, target, valid = "meets", heavy("evt"), heavy("ngo"), None
    else:
        kind, source, target = "exchanges_with", heavy("dist"), heavy("dist")
    return Relation(
        id=f"r{number:08}", type=kind, source=source, target=target, valid=valid, attested=(str(year),),
        evidence=_EVIDENCE,
    )  # fmt: skip
