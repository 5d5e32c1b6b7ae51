"""Small worlds that pages are made of: a plain one, and one whose every text tries to become markup or script."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from graph.answers import (
    Breaks,
    EvidenceItem,
    GapItem,
    GapsAnswer,
    Group,
    Hop,
    Notice,
    PathAnswer,
    PathItem,
    Reconciliation,
    Reported,
    Sides,
    Summary,
    Total,
    Weakest,
)
from graph.sqlite import SqliteStore
from graph.store import Incoming, Place
from graph.view import View, open_view
from schema.statements import Absence, Entity, Evidence, Observation, Passage, Relation, Source, Statement

SAID = (Evidence("s0", 5, 25, "hai bên ký kết nghĩa", "off:lan"),)
PROVINCE, ABROAD, AGENCY, MINUTES, COUNTRY, SECTOR = "p:bac", "p:nam", "a:so", "g:bien-ban", "c:mot", "t:van-hoa"

PLAIN: tuple[Statement, ...] = (
    Source(id="s0", title={"vi": "Bài thứ nhất"}, author="Lan", genre="article", content_as_of="2019-04-19"),
    Entity(id=PROVINCE, type="Province", names={"vi": "Tỉnh Bắc", "en": "North", "zh": "北省"}, evidence=SAID),
    Entity(id=ABROAD, type="Province", names={"vi": "Tỉnh Nam"}, attributes={"abolished": "2030-07-01"}, evidence=SAID),
    Entity(id=AGENCY, type="Agency", subtype="state", names={"vi": "Sở Ngoại vụ tỉnh Bắc"}, aliases=("SNV",),
           attributes={"founded": "2011"}, evidence=SAID),
    Entity(id=MINUTES, type="Agreement", subtype="minutes", names={"vi": "Biên bản hợp tác"}, evidence=SAID),
    Entity(id=COUNTRY, type="Country", names={"vi": "Nước Một"}, evidence=SAID),
    Entity(id=SECTOR, type="Sector", names={"vi": "văn hóa"}, evidence=SAID),
    Entity(id="off:lan", type="PersonRole", names={"vi": "Chị Lan"}, evidence=SAID),
    Relation(id="r-in", type="located_in", source=PROVINCE, target=COUNTRY, valid="../..", evidence=SAID),
    Relation(id="r-out", type="located_in", source=ABROAD, target=COUNTRY, valid="../..", evidence=SAID),
    Relation(id="r-rules", type="has_jurisdiction", source=AGENCY, target=PROVINCE, evidence=SAID),
    Relation(id="r-party", type="party_to", source=AGENCY, target=MINUTES, valid="2012/", evidence=SAID),
    Relation(id="r-other", type="party_to", source=ABROAD, target=MINUTES, valid="2012/2025", evidence=SAID),
    Relation(id="r-with", type="exchanges_with", source=PROVINCE, target=ABROAD, valid="2015/", modality="planned",
             inference="implicit", evidence=SAID),
    Relation(id="r-sector", type="has_sector", source=AGENCY, target=SECTOR, evidence=SAID),
    Relation(id="r-sector-2", type="has_sector", source=ABROAD, target=SECTOR, evidence=()),
    Observation(id="o1", indicator="village_pairs_signed", subject=PROVINCE, value=12, unit="cặp", period="2015/2020",
                evidence=SAID),
)  # fmt: skip

ATTACKS = (
    "</script><script>window.hacked=1</script>",
    "<img src=x onerror=window.hacked=1>",
    "\"><svg onload=window.hacked=1>' onmouseover='window.hacked=1",
    '<a href="javascript:window.hacked=1" autofocus onfocus=window.hacked=1>href</a>',
    "--><iframe srcdoc='<script>parent.hacked=1</script>'></iframe>",
    "</style></title></textarea><meta http-equiv=refresh content=0;url=https://example.org/>",
    "{{7*7}}${7*7}$title%(title)s\u2028\u2029\u202e\\u003cscript\\u003e\x00\x1b",
)
MOVING_PARTS = {"iframe", "object", "embed", "link", "img", "base", "form", "a", "video", "audio"}
"""Elements that ask for something, or lead somewhere."""
NASTY_IDS = (
    "x:<img-src=x-onerror=window.hacked=1>",
    'x:"onload="window.hacked=1',
    "x:__proto__",
    "__proto__:constructor",
)


def hostile() -> tuple[Statement, ...]:
    """A world in which names, quotations, titles, units, dates and ids are attacks."""
    said = tuple(Evidence("s<0>", 0, 9, attack, NASTY_IDS[0]) for attack in ATTACKS)
    ids = [*NASTY_IDS, *(f"x:{n}" for n in range(len(ATTACKS)))]
    names = [*ATTACKS, *ATTACKS][: len(ids)]
    entities = [
        Entity(
            id=i, type=("Province", "Agency", "Agreement")[n % 3], subtype=ATTACKS[0], names={"vi": name, "zh": name},
            aliases=ATTACKS, note=ATTACKS[1], attributes={"country": ATTACKS[1]}, evidence=said,
        )
        for n, (i, name) in enumerate(zip(ids, names, strict=True))
    ]  # fmt: skip
    relations = [
        Relation(
            id=f"r{n}{ATTACKS[n % 2]}", type=("party_to", "exchanges_with")[n % 2], source=ids[n], target=ids[n - 1],
            attested=("2015", "<b>2016</b>"), evidence=said,
        )
        for n in range(len(ids))
    ]  # fmt: skip
    return (
        Source(id="s<0>", title={"vi": ATTACKS[0]}, author=ATTACKS[1], genre=ATTACKS[2], content_as_of="2020",
               shared_passages=(Passage("s<0>", 0, 1, 0, 1),)),
        *entities,
        *relations,
        Absence(id="a1", subject=ids[0], rule="friendship-union", not_yet=True, date="2020", text={"vi": ATTACKS[1]},
                evidence=said),
    Observation(id="o1", indicator="village_pairs_signed", subject=ids[0], value=1, unit=ATTACKS[1], evidence=said),
    )  # fmt: skip


def view_of(folder: Path, statements: Iterable[Statement]) -> View:
    """A view of a new store that holds the statements, and nothing but them."""
    store = SqliteStore(folder / "world.db")
    report = store.apply("world", [Incoming(Place("world"), s) for s in statements])
    assert not report.rejected, report.rejects
    return open_view(store)


def hostile_path() -> PathAnswer:
    """An answer in which even ids are attacks that no store would take."""
    said = tuple(EvidenceItem(source=a, start=0, end=9, quote=a, genre=a, asserted_by=a, part=a) for a in ATTACKS)
    hop = Hop(
        relation=ATTACKS[0], type=ATTACKS[1], class_=ATTACKS[2], forward=True, validity=ATTACKS[3], attested=ATTACKS,
        holds="possible", last_attested=ATTACKS[4], modality=ATTACKS[5], inference=ATTACKS[6], independent_sources=1,
        evidence=said, also=ATTACKS, copies=(ATTACKS,), sides=_sides(),
    )  # fmt: skip
    breaks = Breaks(on=ATTACKS[0], because=dict.fromkeys(("vi", "en"), ATTACKS[1]), entity=None, relation=None)
    path = PathItem(
        entities=ATTACKS, hops=(hop,) * (len(ATTACKS) - 1), length=len(ATTACKS) - 1, holds="possible",
        independent_sources=1, valid_from=ATTACKS[0], valid_to=ATTACKS[1], fresh_until=ATTACKS[2], breaks=breaks,
        weakest=Weakest(hop=1, relation=ATTACKS[0], because=dict.fromkeys(("vi", "en"), ATTACKS[2]), alike=False),
    )  # fmt: skip
    return PathAnswer(
        as_of=ATTACKS[0], data_version=ATTACKS[1], limits_hit=ATTACKS, warnings=_warnings(), status="found",
        paths=(path,), entities=_summaries(),
    )  # fmt: skip


def hostile_gaps() -> GapsAnswer:
    """A coverage answer in which every text is an attack."""
    said = EvidenceItem(source=ATTACKS[0], start=0, end=9, quote=ATTACKS[1], genre=ATTACKS[2], asserted_by=ATTACKS[3])
    reported = Reported(
        observation="o", subject=ATTACKS[3], value=1, qualifier=">", unit=ATTACKS[1], period=ATTACKS[2], evidence=said,
        modality=ATTACKS[3], recorded=0, unnamed=1,
    )  # fmt: skip
    figures = Reconciliation(
        indicator=ATTACKS[0], label=dict.fromkeys(("vi", "en"), ATTACKS[1]), reported=(reported,), recorded=0, unnamed=1
    )
    items = tuple(
        GapItem(
            id=f"gap:{n}:{attack}", rule=attack, subject=attack, object=ATTACKS[n - 1] if n % 2 else None,
            verdict=attack if n == 1 else "not_recorded", since=attack, last_attested=attack, independent_sources=1,
            reason=dict.fromkeys(("vi", "en"), attack), witnesses=((attack,),), evidence=(said,), contradicted=True,
            reconciliation=(figures,), copies=(ATTACKS,), sides=_sides(),
        )
        for n, attack in enumerate(ATTACKS)
    )  # fmt: skip
    group = Group(key=ATTACKS[0], total=1, counts={"covered": 1}, reconciliation=(figures,))
    return GapsAnswer(
        as_of=ATTACKS[0], data_version=ATTACKS[1], warnings=_warnings(), rule=ATTACKS[1], total=Total(value=99),
        counts={"covered": 1}, items=items, groups=(group,), entities=_summaries(), next=None,
    )  # fmt: skip


def _sides() -> Sides:
    return Sides(which="one", asserted=ATTACKS, silent=ATTACKS, in_words=dict.fromkeys(("vi", "en"), ATTACKS[1]))


def _warnings() -> tuple[Notice, ...]:
    return tuple(Notice(code=a, message=dict.fromkeys(("vi", "en"), a), path=ATTACKS) for a in ATTACKS)


def _summaries() -> dict[str, Summary]:
    return {
        a: Summary(id=a, type=a, subtype=a, name=a, names={"vi": a, a: a}, lifetime=a, in_=ATTACKS[0]) for a in ATTACKS
    }
