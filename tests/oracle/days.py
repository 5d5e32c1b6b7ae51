"""The rules of time, read by day, slowly and directly: does a relation hold on a day, certainly or possibly?

Readings, where the text leaves a choice:
- `~` and `%` widen a date by one unit of its precision on either side; `?` widens nothing.
- A period a/b in `attested` is bounded by the first day of a and the last day of b.
- `valid` of a state: d/ = start known; d alone = starts and ends in d; `..` = no bound, and that end does not age;
  `[a..b]` of a state = unknown. Start and end are inclusive days, and so is the day ten years on.
- The earliest attestation is the one with the smallest last day where certainty is asked, the one with the smallest
  first day where possibility is; the latest attestation is the one with the largest last day.
- Ten years keep day and month; 29 February becomes 28 February.
- A birth known at one end only is "the birth of its younger end"; births count by their earliest day for the possible.
- Lifetimes clip the certain by the certain lifetime (latest birth, day before the earliest abolition) and the possible
  by the outer one. The certain is always possible too. Offices (`attested`) are clipped by lifetimes like states.
- A Programme's period bounds its life exactly: first day of the first date, last day of the last.
- `attested` behaviour: a plain day or month (no period, no `~`) makes every day of it certain; content dates are not
  added; possible from ten years before the first day of an attestation to ten years after its last day.
- An event holds for ever after: certain from its latest day, possible from its earliest. Both are moved up to the
  earliest possible birth of either end. `../..` of an event is as good as no date.
- Undated event: own `date`, then own `period`, of the Event at the source, else at the target; where that says
  nothing, an act's instrument (the LegalInstrument at the source, else the one at the target) gives its `date`;
  else the ten years up to the last content day of the source with the smallest last content day.
- An open end of a period (event, attestation, `[a..]`) is the last content day of that same earliest source.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

Span = tuple[date, date]
FIRST, LAST = date.min, date.max
PLAIN = re.compile(r"^\d{4}-\d{2}(-\d{2})?$")


def months_on(year: int, month: int, by: int) -> tuple[int, int]:
    """The year and month that lie `by` months away."""
    index = year * 12 + month - 1 + by
    return index // 12, index % 12 + 1


def single(text: str) -> Span:
    """First and last day of one EDTF date such as 2016, 2016-02, 2016-02-10 or 2016-02~."""
    wide = text.endswith(("~", "%"))
    parts = [int(part) for part in text.rstrip("~%?").split("T")[0].split("-")]
    if len(parts) == 1:
        low, high = (parts[0] - 1, parts[0] + 1) if wide else (parts[0], parts[0])
        return date(low, 1, 1), date(high, 12, 31)
    if len(parts) == 2:
        year, month = months_on(parts[0], parts[1], -1 if wide else 0)
        last_year, last_month = months_on(parts[0], parts[1], 1 if wide else 0)
        return date(year, month, 1), date(last_year, last_month, calendar.monthrange(last_year, last_month)[1])
    day, by = date(*parts), timedelta(days=1 if wide else 0)
    return day - by, day + by


def ends(text: str) -> tuple[str, str]:
    """Both ends of a date, a period or a `[a..b]`; `` is unknown, `..` is open."""
    text = text.strip()
    if text.startswith("["):
        low, _, high = text[1:-1].partition("..")
        return low or "..", high or ".."
    if "/" in text:
        low, _, high = text.partition("/")
        return low, high
    return text, text


def bounds(text: str, open_end: date = LAST) -> Span:
    """First and last day of anything dated; `open_end` closes an open or unknown end."""
    low, high = ends(text)
    first = FIRST if low in ("", "..") else single(low)[0]
    if high == "":
        return first, single(low)[1]
    return first, max(first, open_end) if high == ".." else single(high)[1]


def years_on(day: date, years: int) -> date:
    """The same day and month some years away, kept within the calendar."""
    year = day.year + years
    if year < FIRST.year or year > LAST.year:
        return FIRST if years < 0 else LAST
    return day.replace(year=year, day=min(day.day, calendar.monthrange(year, day.month)[1]))


class Days:
    """The statements of a store, asked by day."""

    def __init__(
        self, statements: Iterable[dict[str, Any]], relation_types: list[dict[str, Any]], years: int = 10
    ) -> None:
        listed = list(statements)
        self.years = years
        self.time: dict[str, str] = {item["type"]: item.get("time") or "state" for item in relation_types}
        self.entities: dict[str, dict[str, Any]] = {s["id"]: s for s in listed if s["kind"] == "entity"}
        self.content: dict[str, str] = {
            s["id"]: s["content_as_of"] for s in listed if s["kind"] == "source" and s.get("content_as_of")
        }

    # -- entities ----------------------------------------------------------------------------------------------

    def birth(self, entity: str) -> Span | None:
        """Earliest and latest first day of an entity, or None where no birth is known."""
        item = self.entities[entity]
        attributes = item.get("attributes") or {}
        text = attributes.get("founded")
        if not text and item["type"] == "LegalInstrument":
            text = attributes.get("date")
        if not text and item["type"] == "Agreement":
            text = attributes.get("signed")
        if text and text != "unknown":
            return bounds(str(text))
        if item["type"] == "Programme" and attributes.get("period"):
            first = bounds(str(attributes["period"]))[0]
            return None if first == FIRST else (first, first)
        return None

    def death(self, entity: str) -> Span | None:
        """Earliest and latest last day of an entity, or None where no end is known."""
        item = self.entities[entity]
        attributes = item.get("attributes") or {}
        if attributes.get("abolished"):
            first, last = bounds(str(attributes["abolished"]))
            return first - timedelta(days=1), last - timedelta(days=1)
        if item["type"] == "Programme" and attributes.get("period"):
            last = bounds(str(attributes["period"]))[1]
            return None if last == LAST else (last, last)
        return None

    def lives(self, entity: str, day: date, certainly: bool) -> bool:
        """Whether the entity exists on the day, certainly or at least possibly."""
        birth, death = self.birth(entity), self.death(entity)
        born = birth is None or birth[1 if certainly else 0] <= day
        return born and (death is None or day <= death[0 if certainly else 1])

    def both_live(self, relation: dict[str, Any], day: date, certainly: bool) -> bool:
        """Whether both ends exist on the day."""
        return all(self.lives(relation[end], day, certainly) for end in ("source", "target"))

    # -- what a relation says of its time ------------------------------------------------------------------------

    def behaviour(self, relation: dict[str, Any]) -> str:
        """`state`, `event` or `attested`."""
        if any(self.entities[relation[end]]["type"] == "Event" for end in ("source", "target")):
            return "event"
        return self.time[relation["type"]]

    def content_dates(self, relation: dict[str, Any]) -> list[str]:
        """The content dates of the sources that speak of the relation."""
        sources = {item["source"] for item in relation.get("evidence") or []}
        return [self.content[source] for source in sorted(sources) if source in self.content]

    def earliest_content(self, relation: dict[str, Any]) -> date | None:
        """The last content day of the earliest source."""
        return min((bounds(text)[1] for text in self.content_dates(relation)), default=None)

    def attestations(self, relation: dict[str, Any]) -> list[Span]:
        """The attestations as spans, content dates added for a state."""
        texts = list(relation.get("attested") or [])
        if self.behaviour(relation) == "state":
            texts += self.content_dates(relation)
        return [bounds(text, self.earliest_content(relation) or LAST) for text in texts]

    def event_days(self, relation: dict[str, Any]) -> Span:
        """The earliest and the latest day on which an event or act may have happened."""
        first, last = self.stated_event_days(relation)
        births = [birth[0] for birth in (self.birth(relation["source"]), self.birth(relation["target"])) if birth]
        first = max([first, *births])
        return first, max(first, last)

    def stated_event_days(self, relation: dict[str, Any]) -> Span:
        """The same from `valid`, the Event, the instrument or the source alone."""
        content = self.earliest_content(relation)
        open_end = content or LAST
        if relation.get("valid") and relation["valid"] != "../..":
            return bounds(relation["valid"], open_end)
        both = [self.entities[relation["source"]], self.entities[relation["target"]]]
        for item in both:
            for key in ("date", "period") if item["type"] == "Event" else ():
                text = (item.get("attributes") or {}).get(key)
                if text and text != "unknown":
                    return bounds(str(text), open_end)
        instruments = [item for item in both if item["type"] == "LegalInstrument"]
        if self.time[relation["type"]] == "event" and instruments:
            text = (instruments[0].get("attributes") or {}).get("date")
            if text and text != "unknown":
                return bounds(str(text), open_end)
        return (years_on(content, -self.years), content) if content else (FIRST, LAST)

    # -- the two questions -----------------------------------------------------------------------------------------

    def certain(self, relation: dict[str, Any], day: date) -> bool:
        """Whether the relation certainly holds on the day."""
        behaviour = self.behaviour(relation)
        if behaviour == "event":
            return self.event_days(relation)[1] <= day
        if not self.both_live(relation, day, certainly=True):
            return False
        if behaviour == "attested":
            plain = [text for text in relation.get("attested") or [] if PLAIN.match(text)]
            return any(bounds(text)[0] <= day <= bounds(text)[1] for text in plain)
        start, end = self.state_ends(relation)
        last_days = [last for _, last in self.attestations(relation)]
        started = start == ".." or (start != "" and single(start)[1] <= day)
        if start == "":
            started = bool(last_days) and min(last_days) <= day
        if end == "":
            return started and bool(last_days) and day <= years_on(max(last_days), self.years)
        return started and (end == ".." or day <= single(end)[0])

    def possible(self, relation: dict[str, Any], day: date) -> bool:
        """Whether the relation holds on the day at least possibly."""
        return self.certain(relation, day) or any(low <= day <= high for low, high in self.reach(relation))

    def reach(self, relation: dict[str, Any]) -> list[Span]:
        """The spans of days on which the relation may hold."""
        behaviour = self.behaviour(relation)
        if behaviour == "event":
            return [(self.event_days(relation)[0], LAST)]
        births = [birth[0] for birth in (self.birth(relation["source"]), self.birth(relation["target"])) if birth]
        deaths = [death[1] for death in (self.death(relation["source"]), self.death(relation["target"])) if death]
        attested = self.attestations(relation)
        if behaviour == "attested":
            spans = [(years_on(low, -self.years), years_on(high, self.years)) for low, high in attested]
        else:
            start, end = self.state_ends(relation)
            if start == "..":
                first = FIRST
            elif start:
                first = single(start)[0]
            elif births:
                first = max(births)
            else:
                first = years_on(min((low for low, _ in attested), default=FIRST), -self.years)
            spans = [(first, single(end)[1] if end not in ("", "..") else LAST)]
        clipped = [(max([low, *births]), min([high, *deaths])) for low, high in spans]
        return [(low, high) for low, high in clipped if low <= high]

    def state_ends(self, relation: dict[str, Any]) -> tuple[str, str]:
        """Start and end of a state as written; `` where unknown, `..` where there is no bound."""
        valid = relation.get("valid")
        return ("", "") if not valid or valid.startswith("[") else ends(valid)
