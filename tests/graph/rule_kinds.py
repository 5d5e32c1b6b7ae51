"""A small world made by hand, rules of every kind about it, and the verdicts that each must give on two days.

Provinces p, q and r of Việt Nam; a and b lie beyond its border, a next to p and b next to q.
"""

from __future__ import annotations

from typing import NamedTuple

from schema.statements import Statement
from tests.graph.fixtures import absence, document, link, thing

WORLD: tuple[Statement, ...] = (
    document("s", "2018"),
    thing("ctry:vn", "Country"), thing("ctry:la", "Country"),
    thing("p", "Province", border_length_km=231), thing("q", "Province", border_length_km=90.5), thing("r", "Province"),
    thing("a", "Province"), thing("b", "Province"),
    *(link(f"{name}-ctry:vn", "located_in") for name in "pqr"),
    *(link(f"{name}-ctry:la", "located_in") for name in "ab"),
    link("p-a", "borders", attributes={"length_km": 120, "side": "north", "checked": "2022-05"}),
    link("q-b", "borders", attributes={"length_km": 60.5, "side": ["south", "west"]}),
    link("a-p", "cooperates_with"), link("p-b", "cooperates_with"),
    link("q-b", "cooperates_with", "2010/2022-12-31"),
    thing("edu", "Sector", traversable=False), thing("health", "Sector", traversable=False),
    thing("g", "Agreement", signed="2014-05-01", languages=["vi", "lo"]), link("g-edu", "has_sector"),
    link("p-g", "party_to"), link("a-g", "party_to"),
    thing("h", "Agreement", signed="2021-03-10", languages=["lo"]), link("h-health", "has_sector"),
    link("p-h", "party_to"), link("q-h", "party_to"), link("b-h", "party_to"),
    thing("dep", "Agency", subtype="state", level="province", founded="2010"), link("dep-p", "has_jurisdiction"),
    link("dep-edu", "has_sector"),
    thing("uni", "Agency", subtype="education", level="province", founded="2022"), link("uni-q", "has_jurisdiction"),
    link("uni-edu", "has_sector"),
    thing("visit", "Event", date="2020-03-01"), link("p-visit", "organizes", None), link("visit-a", "visits", None),
    thing("fair", "Event", date="2024-02"), link("q-fair", "organizes", None),
    thing("law", "LegalInstrument", date="2022-01-01"),
    thing("d", "District", abolished="2025-07-01"), thing("e", "District", abolished="2025-07-01"),
    thing("c", "Commune", founded="2025-07-01"), thing("f", "Commune", founded="2025-07-01"),
    *(link(f"{name}-p", "located_in") for name in "decf"),
    link("d-c", "succeeded_by", "2025-07-01"), link("e-f", "succeeded_by", "2025-07-01"),
    link("d-a", "exchanges_with"),
    absence("union", "r", "2021"),
)  # fmt: skip


class Asked(NamedTuple):
    """A rule without its texts, the verdicts on each day, what stands above its tables, and its parameter."""

    rule: str
    on: dict[str, dict[str, str]]
    top: str = ""
    after: str | None = None


YES, MAYBE, NO, OTHER = "covered", "possible", "not_recorded", "not_applicable"
EARLY, LATE = "2020-06-30", "2024-06-30"
PROVINCES = '[subject]\ntypes = "Province"\ninside = "ctry:vn"\n'
AGENCIES = '[subject]\ntypes = "Agency"\n'
AGREED = '[[needs]]\nrelation = "party_to"\n'
AFTER = '[[parameters]]\nname = "after"\nlabel = { vi = "sau", en = "after" }\n'

KINDS: dict[str, Asked] = {
    "an attribute and a date of subjects": Asked(
        AGENCIES + 'attributes = { level = "province" }\ndates = { founded = { until = "P5Y" } }\n'
        '[[needs]]\nrelation = "has_jurisdiction"\n' + AGREED + 'to.dates = { signed = { since = "2020" } }\n',
        {EARLY: {"dep": NO}, LATE: {"dep": YES}},
    ),
    "the other side of the border": Asked(
        PROVINCES + '[[needs]]\nrelation = "borders"\ndirection = "any"\nto = { abroad_from = "subject" }\n' + AGREED
        + '[[needs]]\nrelation = "party_to"\ndirection = "in"\nto.is = "subject"\n',
        {EARLY: {"p": YES, "q": NO, "r": NO}, LATE: {"p": YES, "q": YES, "r": NO}},
    ),
    "a date within some years before the day asked": Asked(
        '[subject]\ntypes = "Event"\ndates = { date = { since = "P5Y" } }\n[[needs]]\nrelation = "visits"\n',
        {EARLY: {"visit": YES}, "2026": {"fair": NO}},
    ),
    "a number that a relation says of itself": Asked(
        PROVINCES + '[[needs]]\nrelation = "borders"\ndirection = "any"\n'
        'says = { numbers = { length_km = { least = 100 } } }\n',
        {EARLY: {"p": YES, "q": NO, "r": NO}},
    ),
    "a value and a date that a relation says of itself": Asked(
        PROVINCES + '[[subject.where]]\nchain = [{ relation = "borders", direction = "any", says = { attributes = '
        '{ side = ["west", "north"] } } }]\n[[needs]]\nrelation = "borders"\ndirection = "any"\n'
        'says = { attributes_not = { side = "south" }, dates = { checked = { since = "P3Y" } } }\n',
        {LATE: {"p": YES, "q": NO, "r": OTHER}, "2026": {"p": NO, "q": NO, "r": OTHER}},
    ),
    "the same sector as the subject": Asked(
        AGENCIES + '[[needs]]\nrelation = "has_jurisdiction"\n'
        + AGREED + 'to.shares = { relation = "has_sector", with = "subject" }\n',
        {EARLY: {"dep": YES, "uni": OTHER}, LATE: {"dep": YES, "uni": NO}},
    ),
    "another partner than that of the pair": Asked(
        PROVINCES + '[object]\ntypes = "Province"\nchain = [{ relation = "cooperates_with", direction = "any" }]\n'
        '[[needs]]\nrelation = "cooperates_with"\ndirection = "any"\nto = { is_not = "object" }\n',
        {EARLY: {"p a": YES, "p b": YES, "q b": NO}, LATE: {"p a": YES, "p b": YES, "q b": OTHER}},
    ),
    "two at least": Asked(PROVINCES + AGREED, {EARLY: {"p": NO, "q": NO, "r": NO}, LATE: {"p": YES, "q": NO, "r": NO}},
        top="at_least = 2\n"),
    "a condition that is negated": Asked(
        PROVINCES + 'where = [{ negated = true, chain = [{ relation = "party_to", to = { types = "Agreement" } }] }]\n'
        '[[needs]]\nrelation = "organizes"\n',
        {EARLY: {"p": OTHER, "q": NO, "r": NO}, LATE: {"p": OTHER, "q": OTHER, "r": NO}},
    ),
    "since a parameter": Asked(
        PROVINCES + '[[needs]]\nrelation = "organizes"\nsince = "after"\n' + AFTER,
        {EARLY: {"p": NO, "q": NO, "r": NO}, LATE: {"p": NO, "q": YES, "r": NO}}, after="2023-01-01",
    ),
    "a parameter that is not given": Asked(
        PROVINCES + '[[needs]]\nrelation = "organizes"\nsince = "after"\n' + AFTER,
        {EARLY: {"p": YES, "q": NO, "r": NO}, LATE: {"p": YES, "q": YES, "r": NO}},
    ),
    "half a year": Asked(
        PROVINCES + '[[needs]]\nrelation = "organizes"\nsince = "P6M"\n',
        {EARLY: {"p": YES, "q": NO, "r": NO}, LATE: {"p": NO, "q": YES, "r": NO}},
    ),
    "a window that an event may lie in": Asked(
        PROVINCES + '[[needs]]\nrelation = "organizes"\nsince = "P5Y"\nuntil = "P4M15D"\n',
        {EARLY: {"p": NO, "q": NO, "r": NO}, LATE: {"p": YES, "q": MAYBE, "r": NO}},
    ),
    "a list": Asked(
        PROVINCES + AGREED + 'to = { attributes = { languages = "lo" }, attributes_not = { languages = "vi" } }\n',
        {EARLY: {"p": NO, "q": NO, "r": NO}, LATE: {"p": YES, "q": YES, "r": NO}},
    ),
    "a number": Asked(
        PROVINCES + "numbers = { border_length_km = { least = 100 } }\n" + AGREED,
        {EARLY: {"p": YES}, LATE: {"p": YES}},
    ),
    "absence through another rule": Asked(
        PROVINCES + AGREED + '[absence]\nrules = "union"\n',
        {EARLY: {"p": YES, "q": NO, "r": NO}, LATE: {"p": YES, "q": YES, "r": "stated_absent"}},
    ),
    "a legal basis": Asked(
        PROVINCES + AGREED, {EARLY: {"p": OTHER, "q": OTHER, "r": OTHER}, LATE: {"p": YES, "q": YES, "r": NO}},
        top='legal_basis = "x:law"\n',
    ),
    "subjects that change with the day": Asked(
        '[[subject]]\ntypes = "District"\nuntil = "2025-06-30"\n[[subject]]\ntypes = "Commune"\nsince = "2025-07-01"\n'
        '[[needs]]\nrelation = "exchanges_with"\ndirection = "any"\nto = { abroad_from = "subject" }\n',
        {"2025-06-30": {"d": YES, "e": NO}, "2025-07-01": {"c": "orphaned", "f": NO}},
    ),
}  # fmt: skip
