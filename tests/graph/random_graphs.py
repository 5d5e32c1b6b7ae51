"""Small graphs drawn at random, with everything in them that makes time and paths difficult."""

from __future__ import annotations

import random

from schema.statements import MODALITIES, Absence, Entity, Evidence, Modality, Passage, Relation, Source, Statement
from schema.vocabulary import bundled

SOURCES = ("s0", "s1", "s2", "s3")
UNDATED = "s3"
DATES = (
    "2008", "2010", "2012", "2016", "2020", "2010-05", "2012-02-29", "2015-06-30", "2019-12-31", "2011~", "2014-03~",
    "2018-02-28~",
)  # fmt: skip
CLOSED = ("2009/2011", "2010-02/2014", "2012~/2016-05", "2013-03-31/2013-04-02")
PERIODS = (*CLOSED, "2015/..")
DATED = ("2010", "2012-05", "2011~", "2009/2016", "2011-03/2018-06-30", "[2010..2014]", "2016-02-29")
OPEN = ("2013/..", "[2012..]")
"""Never told by a source without a content date alone: nobody knows where that ends."""
HALF = ("2012/", "2014-02-15/", "2010~/", "/2015", "/2012~", "../2014")
"""Said of states only: an event happens within what is said."""
ASKED = (
    "twinned_with", "exchanges_with", "cooperates_with", "implements", "meets", "sends", "led_by", "funds",
    "operates_in", "organizes", "participates_in", "takes_place_in", "holds_office_in",
)  # fmt: skip
"""What rules ask for, told more often in graphs for them."""
PLACES = ("Country", "Province", "District", "Commune", "PrefectureCity")
TYPES = (
    *PLACES, *("Agency",) * 4, "BorderPost", "NGO", "Donor", "PersonRole", "Agreement", "Agreement", *("Event",) * 3,
    "Programme", "LegalInstrument", "LegalInstrument", "Sector",
)  # fmt: skip
SUBTYPES = {
    "Agency": ("mass_org", "mass_org", "friendship_union", "state"),
    "Agreement": ("mechanism", "minutes"),
    "Event": ("training", "meeting"),
}


def graph(seed: int, entities: int = 40, relations: int = 130, *, settled: bool = False) -> list[Statement]:
    """A graph of about that size; the same seed gives the same graph.

    `settled`: what lies where and is part of what never changes, for rules that ask who is in a province or abroad.
    """
    dice = random.Random(seed)
    found: list[Statement] = _sources(dice)
    things = [
        _named("ctry:vn", "Country", dice), _named("ctry:cn", "Country", dice),
        _named("prov:p1", "Province", dice), _named("prov:p2", "Province", dice),
        _named("chn:doi-ngoai-nhan-dan", "Channel", dice),
    ]  # fmt: skip
    things += [_named(f"x:e{n:02}", dice.choice(TYPES), dice) for n in range(entities - len(things))]
    found += things
    found += _frame(things, dice, settled=settled)
    fixed = bundled().roles.within if settled else ()
    kinds = [t.type for t in bundled().relation_types if t.type not in fixed]
    told: set[tuple[str, str, str]] = set()
    for n in range(relations):
        ends = tuple(dice.sample(things, 2)) if dice.random() < 0.97 else (things[-1],) * 2
        kind = dice.choice(kinds)
        if settled:
            kind, ends = _asked(things, dice)
            if (kind, ends[0].id, ends[1].id) in told:
                continue  # of parallel ones inside a repetition only the first is followed: left to a test of its own
            told.add((kind, ends[0].id, ends[1].id))
        found.append(_relation(f"r{n:03}", kind, ends, dice))
        if dice.random() < 0.15 and not settled:  # a parallel one
            found.append(_relation(f"q{n:03}", dice.choice(kinds), ends[:: dice.choice((1, -1))], dice))
    found += _absences(things, dice)
    return found


def _asked(things: list[Entity], dice: random.Random) -> tuple[str, tuple[Entity, ...]]:
    """A relation that rules ask for, between ends that the vocabulary has for it."""
    while True:
        kind = bundled().relation_type(dice.choice(ASKED))
        assert kind is not None
        domain, range_ = dice.choice(kind.ends)
        sources, targets = ([t for t in things if t.type == end] for end in (domain, range_))
        bodies = kind.type in ("participates_in", "party_to") and domain == "Country"  # a country is no body abroad
        if sources and targets and not bodies:
            ends = (dice.choice(sources), dice.choice(targets))
            if ends[0] is not ends[1]:
                return kind.type, ends


def _sources(dice: random.Random) -> list[Statement]:
    content = ("2012", "2016-03", "2020/2021-01", "2011-12-15", "2019~")
    shared = (Passage("s1", 0, 50, 100, 150),)
    return [
        Source(
            id=s, title={"vi": s}, content_as_of=dice.choice(content) if s != UNDATED else None,
            shared_passages=shared if s == "s0" else (),
        )
        for s in SOURCES
    ]  # fmt: skip


def _named(entity_id: str, kind: str, dice: random.Random) -> Entity:
    attributes: dict[str, object] = {}
    if kind in ("Agency", "Programme") and dice.random() < 0.3:
        attributes["founded"] = dice.choice(DATES)
    if kind in ("Agency", "District", "Agreement") and dice.random() < 0.25:
        attributes["abolished"] = dice.choice(("2017", "2018-07-01", "2021~", "2025-07-01"))
    if kind == "LegalInstrument" or (kind == "Event" and dice.random() < 0.7):
        attributes["date"] = dice.choice((*DATES, "unknown") if kind == "Event" else DATES)
    if kind == "Agreement" and dice.random() < 0.4:
        attributes["signed"] = dice.choice(DATES)
    if kind in ("Event", "Programme", "LegalInstrument") and dice.random() < 0.4:
        attributes["period"] = dice.choice(CLOSED)
    if kind == "LegalInstrument":
        attributes["level"] = dice.choice(("central", "province"))
    if kind in ("Agency", "NGO", "Event") and dice.random() < 0.1:
        attributes["traversable"] = False
    subtype = dice.choice(SUBTYPES[kind]) if kind in SUBTYPES else None
    return Entity(id=entity_id, type=kind, subtype=subtype, names={"vi": entity_id}, attributes=attributes)


def _frame(things: list[Entity], dice: random.Random, *, settled: bool) -> list[Relation]:
    """What makes rules bind: provinces in countries, places in provinces, agencies over them, channels."""
    found: list[Relation] = []

    def add(kind: str, source: str, target: str) -> None:
        # recent news of what is settled, so that no absence denies that a place is where it is
        valid = "../.." if settled or dice.random() < 0.8 else dice.choice(DATED)
        attested = ("2021" if settled else dice.choice(DATES), *_stated(valid))
        found.append(
            Relation(
                id=f"f{len(found):03}", type=kind, source=source, target=target, valid=valid, evidence=_said(dice),
                attested=attested,
            )
        )  # fmt: skip

    provinces = [t.id for t in things if t.type == "Province"]
    for n, province in enumerate(provinces):
        add("located_in", province, "ctry:cn" if n % 2 else "ctry:vn")
    add("borders", "prov:p1", "prov:p2")
    for thing in things:
        if thing.type in ("District", "PrefectureCity", "Commune") and dice.random() < 0.8:
            add("located_in", thing.id, dice.choice(provinces))
        if thing.type == "Agency" and dice.random() < 0.6:
            add("has_jurisdiction", thing.id, dice.choice(provinces))
        if thing.type == "Agency" and dice.random() < 0.5:
            add("through_channel", thing.id, "chn:doi-ngoai-nhan-dan")
        wholes = [
            t.id for t in things if t.type == "Agency" and t is not thing and t.attributes.keys() <= {"traversable"}
        ]
        if thing.type == "Agency" and wholes and dice.random() < 0.3:
            add("part_of", thing.id, dice.choice(wholes))
        if thing.type == "Agreement" and dice.random() < 0.4:
            add("applies_to", thing.id, dice.choice((*provinces, "ctry:cn")))
    return found


def _relation(relation_id: str, kind: str, ends: tuple[Entity, ...], dice: random.Random) -> Relation:
    modality: Modality = "asserted" if dice.random() < 0.8 else dice.choice(MODALITIES)
    evidence = _said(dice)
    known = bundled().relation_type(kind)
    assert known is not None
    event = known.time == "event" or any(e.type == "Event" for e in ends)
    choices = [*(None,) * 5, *("../..",) * 4, *DATED, *(HALF if not event else ())]
    if any(e.source != UNDATED for e in evidence):
        choices += OPEN
    valid = None if known.time == "attested" and not event else dice.choice(choices)
    # an office attested on "about" a day is left to a test of its own
    told = (*DATES, *(PERIODS if any(e.source != UNDATED for e in evidence) else CLOSED))
    dates = [d for d in told if known.time != "attested" or not d.endswith("~")]
    attested = tuple(dice.choice(dates) for _ in range(dice.choice((0, 0, 1, 1, 2))))
    return Relation(
        id=relation_id, type=kind, source=ends[0].id, target=ends[1].id, valid=valid, modality=modality,
        attested=(*attested, *_stated(valid)), evidence=evidence,
    )  # fmt: skip


def _stated(valid: str | None) -> tuple[str, ...]:
    """The date stated is attested, too."""
    if valid is None or valid == "../..":
        return ()
    if valid[0] == "[":
        first, _, last = valid[1:-1].partition("..")
        return (f"{first}/{last or '..'}",)
    start, slash, end = valid.partition("/")
    if start in ("", ".."):
        return ()
    return (valid,) if not slash or end not in ("", "..") else (start,)


def _said(dice: random.Random) -> tuple[Evidence, ...]:
    """One to three quotations: s0 10-20 and s1 110-120 lie in a passage that both share."""
    spots = {"s0": ((10, 20), (60, 70)), "s1": ((110, 120), (10, 20)), "s2": ((10, 20),), "s3": ((10, 20),)}
    quotes = []
    for _ in range(dice.choice((1, 1, 2, 3))):
        source = dice.choice(SOURCES)
        start, end = dice.choice(spots[source])
        quotes.append(Evidence(source=source, start=start, end=end))
    return tuple(dict.fromkeys(quotes))


def _absences(things: list[Entity], dice: random.Random) -> list[Absence]:
    """Each of one day: whether what overlaps is earlier is left to tests of its own."""
    rules = {
        "Province": ("friendship-union", "named-twinning"), "Agency": ("training-since", "mass-organisation-mechanism"),
        "LegalInstrument": ("central-instrument-implemented",), "District": ("border-exchange-partner",),
    }  # fmt: skip
    found: list[Absence] = []
    for thing in things:
        for rule in rules.get(thing.type, ()):
            if dice.random() < 0.5:
                not_yet = dice.random() < 0.3
                found.append(
                    Absence(
                        id=f"a{len(found):03}", subject=thing.id, rule=rule, not_yet=not_yet,
                        date="2010-11-11" if not_yet else dice.choice(("2012-09-09", "2015-06-30", "2019-02-02")),
                        text={"vi": "không có"}, evidence=_said(dice)[:1],
                    )
                )  # fmt: skip
    return found
