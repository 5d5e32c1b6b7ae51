"""The eight rules of coverage, each written out by hand, and their verdicts on a day.

Readings, where the text leaves a choice:
- Subjects are listed by type, fixed attributes (subtype, level) and "of Việt Nam" (lies in ctry:vn, whatever the date);
  conditions that are relations (jurisdiction, channel, borders, part of) only decide whether a rule binds. So every
  Agency is listed for training-since, every mass_org for mass-organisation-mechanism. Collectives never are.
- A rule binds if the subject (both of a pair) possibly exists and its conditions possibly hold on the day; "not part of
  another subject": not certainly part, at any depth, of an agency for which the rest of the condition possibly holds.
- Lies in: climbing located_in, has_jurisdiction, part_of, based_in, applies_to and the attribute `jurisdiction`; the
  relations climbed must hold as the rest of the pattern does. "A unit of it" climbs located_in alone.
- Abroad: lies in a country in which the subject never lies, and is no country; an agreement also applies abroad if it
  applies to a foreign country itself. To take part in an agreement is participates_in or party_to.
- sent, led, organised, took part: sends, led_by, organizes, participates_in; any Event that meets the donor counts.
- An instrument without a level is not central. A part of an agency: part_of at any depth.
- covered: all relations of a witness certainly hold; possible: all possibly. planned: all possibly hold or are plans
  whose outer end has not passed. lapsed: satisfied possibly on some day before (so its end is known).
- An absence is in force from the last day of its date on, with `not_yet` on every day; one without an object is about
  every object. While it is, relations whose latest attestation ends before its last day witness nothing.
- since=S: the event certainly (possibly) happened on S or later if its earliest (latest) day is not before S.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from tests.oracle.world import HOME, Holds, Key, World, verdict

PEOPLE = "chn:doi-ngoai-nhan-dan"
REFORM = date(2025, 7, 1)
PARTNERS = ("cooperates_with", "exchanges_with", "twinned_with")


def friendship_union(world: World, day: date) -> dict[Key, str]:
    """Each Province of Việt Nam needs a friendship union with jurisdiction over it."""
    result: dict[Key, str] = {}
    for province in world.provinces():

        def satisfied(holds: Holds, province: str = province) -> bool:
            over = [r for r in world.to[province] if r["type"] == "has_jurisdiction" and holds(r)]
            return any(world.entities[r["source"]].get("subtype") == "friendship_union" for r in over)

        result[province] = verdict(world, "friendship-union", province, day, True, satisfied)
    return result


def named_twinning(world: World, day: date) -> dict[Key, str]:
    """Each Province of Việt Nam needs a twinned pair with one side in it."""
    result: dict[Key, str] = {}
    for province in world.provinces():

        def satisfied(holds: Holds, province: str = province) -> bool:
            pairs = [r for r in world.relations if r["type"] == "twinned_with" and holds(r)]
            return any(province in world.above(r[end], holds) for r in pairs for end in ("source", "target"))

        result[province] = verdict(world, "named-twinning", province, day, True, satisfied)
    return result


def border_exchange_partner(world: World, day: date) -> dict[Key, str]:
    """Each District in a province that borders one abroad needs an exchange or twinning abroad, or a commune of it.

    After the district level had ended, the communes that exist since then are asked as well.
    """
    result: dict[Key, str] = {}
    units = world.all_of("District")
    if day >= REFORM:
        ended = {item: world.days.death(item) for item in world.all_of("Commune")}
        units += [item for item, last in ended.items() if last is None or last[1] >= REFORM]
    for district in (item for item in units if HOME in world.home(item)):
        now = world.possibly(day)
        over = [item for item in world.above(district, now, ("located_in",)) if world.type(item) == "Province"]
        neighbours = {item for province in over for item in world.sides(province, ("borders",), now)}
        binds = any(world.type(item) == "Province" and world.abroad(item, district, now) for item in neighbours)

        def satisfied(holds: Holds, district: str = district) -> bool:
            for unit in world.units(district, holds):
                if unit == district or world.type(unit) == "Commune":
                    partners = world.sides(unit, ("exchanges_with", "twinned_with"), holds)
                    if any(world.abroad(partner, district, holds) for partner in partners):
                        return True
            return False

        result[district] = verdict(world, "border-exchange-partner", district, day, binds, satisfied)
    return result


def central_instrument_implemented(world: World, day: date) -> dict[Key, str]:
    """Each central LegalInstrument needs a Programme or an instrument that is not central to implement it."""
    result: dict[Key, str] = {}
    for instrument in world.all_of("LegalInstrument", level="central"):

        def satisfied(holds: Holds, instrument: str = instrument) -> bool:
            for relation in world.to[instrument]:
                if relation["type"] == "implements" and holds(relation):
                    by = world.entities[relation["source"]]
                    central = (by.get("attributes") or {}).get("level") == "central"
                    if by["type"] == "Programme" or (by["type"] == "LegalInstrument" and not central):
                        return True
            return False

        result[instrument] = verdict(world, "central-instrument-implemented", instrument, day, True, satisfied)
    return result


def met(world: World, holds: Holds) -> set[tuple[str, str]]:
    """The donors met by a delegation of a province, with the province."""
    result = set()
    own: dict[str, set[str]] = {}
    for province in world.provinces():
        ruling = [r["source"] for r in world.to[province] if r["type"] == "has_jurisdiction" and holds(r)]
        agencies = {item for item in ruling if world.type(item) == "Agency"}
        own[province] = {province} | agencies
        for agency in agencies:
            own[province] |= {r["source"] for r in world.to[agency] if r["type"] == "holds_office_in" and holds(r)}
    for donor in world.all_of("Donor") + world.all_of("NGO"):
        for meeting in world.to[donor]:
            if meeting["type"] != "meets" or not holds(meeting):
                continue
            event = meeting["source"]
            acting = ("sends", "organizes", "participates_in")
            actors = {r["source"] for r in world.to[event] if r["type"] in acting and holds(r)}
            actors |= {r["target"] for r in world.from_[event] if r["type"] == "led_by" and holds(r)}
            result |= {(donor, province) for province, bodies in own.items() if bodies & actors}
    return result


def ever(world: World, pairs: Callable[[World, Holds], set[tuple[str, str]]]) -> list[tuple[str, str]]:
    """The pairs whose condition holds possibly on some day."""
    return sorted({pair for start in world.starts for pair in pairs(world, world.possibly(start))})


def donor_funded(world: World, day: date) -> dict[Key, str]:
    """Each donor met by a delegation of a province needs to fund something or operate there."""
    result: dict[Key, str] = {}
    now = met(world, world.possibly(day))
    for donor, province in ever(world, met):

        def satisfied(holds: Holds, donor: str = donor, province: str = province) -> bool:
            units = world.units(province, holds)
            for relation in world.from_[donor]:
                if relation["type"] in ("funds", "operates_in") and holds(relation):
                    target = relation["target"]
                    if target in units or any(world.has(target, "takes_place_in", unit, holds) for unit in units):
                        return True
            return False

        key = (donor, province)
        result[key] = verdict(world, "donor-funded", key, day, key in now, satisfied)
    return result


def partner_countries(world: World, holds: Holds) -> set[tuple[str, str]]:
    """The provinces of Việt Nam, each with the other countries in which it has a partner."""
    result = set()
    for province in world.provinces():
        for partner in world.sides(province, PARTNERS, holds):
            result |= {(province, country) for country in world.countries(partner, holds) - world.home(province)}
    return result


def partner_country_local_partner(world: World, day: date) -> dict[Key, str]:
    """Each province and partner country need a partner in the country that is not the country itself."""
    result: dict[Key, str] = {}
    now = partner_countries(world, world.possibly(day))
    for province, country in ever(world, partner_countries):

        def satisfied(holds: Holds, province: str = province, country: str = country) -> bool:
            partners = world.sides(province, PARTNERS, holds)
            return any(item != country and country in world.countries(item, holds) for item in partners)

        key = (province, country)
        result[key] = verdict(world, "partner-country-local-partner", key, day, key in now, satisfied)
    return result


def mass_organisation_mechanism(world: World, day: date) -> dict[Key, str]:
    """Each provincial mass organisation that is no part of another needs a mechanism that reaches abroad."""
    result: dict[Key, str] = {}
    bodies, provinces = world.all_of("Agency", subtype="mass_org"), world.provinces()
    now = world.possibly(day)
    provincial = {b for b in bodies if any(world.has(b, "has_jurisdiction", p, now) for p in provinces)}
    for body in bodies:
        wholes = world.above(body, world.certainly(day), ("part_of",)) - {body}
        binds = body in provincial and not wholes & provincial

        def satisfied(holds: Holds, body: str = body) -> bool:
            taking_part = ("participates_in", "party_to")
            for entry in world.from_[body]:
                agreement = world.entities[entry["target"]]
                if entry["type"] not in taking_part or not holds(entry):
                    continue
                if agreement["type"] != "Agreement" or agreement.get("subtype") != "mechanism":
                    continue
                for other in world.to[agreement["id"]]:
                    if other["type"] in taking_part and holds(other) and world.abroad(other["source"], body, holds):
                        return True
                for scope in world.from_[agreement["id"]]:
                    applies = scope["type"] == "applies_to" and holds(scope)
                    if applies and world.countries(scope["target"], holds) - world.home(body):
                        return True
            return False

        result[body] = verdict(world, "mass-organisation-mechanism", body, day, binds, satisfied)
    return result


def training_since(world: World, day: date, since: date | None = None) -> dict[Key, str]:
    """Each Agency with the people channel needs a training event of its own or of a part of it."""
    result: dict[Key, str] = {}
    for agency in world.all_of("Agency"):
        binds = world.has(agency, "through_channel", PEOPLE, world.possibly(day))

        def satisfied(holds: Holds, agency: str = agency) -> bool:
            for body in world.parts(agency, holds):
                for relation in world.from_[body]:
                    event = world.entities[relation["target"]]
                    if relation["type"] not in ("organizes", "hosts", "sends", "participates_in"):
                        continue
                    if event["type"] == "Event" and event.get("subtype") == "training" and holds(relation):
                        return True
            return False

        def late(holds: Holds, side: int) -> Holds:
            if since is None:
                return holds
            first = since
            kinds = ("organizes", "hosts", "sends", "participates_in")
            return lambda r: holds(r) and (r["type"] not in kinds or world.days.event_days(r)[side] >= first)

        result[agency] = verdict(world, "training-since", agency, day, binds, satisfied)
        if since is not None and result[agency] != "not_applicable":
            if satisfied(late(world.certainly(day), 0)):
                result[agency] = "covered"
            elif satisfied(late(world.possibly(day), 1)):
                result[agency] = "possible"
            else:
                result[agency] = "not_recorded"
    return result


RULES: dict[str, Callable[[World, date], dict[Key, str]]] = {
    "friendship-union": friendship_union,
    "named-twinning": named_twinning,
    "border-exchange-partner": border_exchange_partner,
    "central-instrument-implemented": central_instrument_implemented,
    "donor-funded": donor_funded,
    "partner-country-local-partner": partner_country_local_partner,
    "mass-organisation-mechanism": mass_organisation_mechanism,
    "training-since": training_since,
}
