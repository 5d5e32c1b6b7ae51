"""What the rules of coverage are asked of: entities, relations by end, areas, and the order of the verdicts.

The readings are listed in `verdicts.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from tests.oracle.days import Days, bounds

Statement = dict[str, Any]
Key = str | tuple[str, str]
Holds = Callable[[Statement], bool]

HOME = "ctry:vn"
PLANS = ("planned", "proposed", "requested", "intended", "expected")
UP = ("located_in", "has_jurisdiction", "part_of", "based_in", "applies_to")


class World:
    """The statements of a store, indexed for the rules."""

    def __init__(self, statements: Iterable[Statement], relation_types: list[dict[str, Any]]) -> None:
        listed = list(statements)
        self.days = Days(listed, relation_types)
        self.entities = self.days.entities
        self.relations = [item for item in listed if item["kind"] == "relation"]
        self.absences = [
            item for item in listed if item["kind"] == "absence" and (item.get("category") or "gap") == "gap"
        ]
        self.reach = {r["id"]: self.days.reach(r) for r in self.relations}
        self.starts = sorted({low for r in self.relations if self.asserted(r) for low, _ in self.reach[r["id"]]})
        self.from_: dict[str, list[Statement]] = {entity: [] for entity in self.entities}
        self.to: dict[str, list[Statement]] = {entity: [] for entity in self.entities}
        for relation in self.relations:
            self.from_[relation["source"]].append(relation)
            self.to[relation["target"]].append(relation)

    def asserted(self, relation: Statement) -> bool:
        """Whether the relation is stated as a fact."""
        return (relation.get("modality") or "asserted") == "asserted"

    def certainly(self, day: date) -> Holds:
        """What certainly holds on the day."""
        return lambda r: self.asserted(r) and self.days.certain(r, day)

    def possibly(self, day: date) -> Holds:
        """What possibly holds on the day."""
        return lambda r: self.asserted(r) and any(low <= day <= high for low, high in self.reach[r["id"]])

    def planned(self, day: date) -> Holds:
        """What possibly holds on the day or is a plan that has not ended."""
        fact = self.possibly(day)
        return lambda r: fact(r) or (r.get("modality") in PLANS and any(day <= high for _, high in self.reach[r["id"]]))

    def last_attested(self, relation: Statement) -> date:
        """The last day of the latest attestation or content date."""
        spans = [high for _, high in self.days.attestations(relation)]
        return max(spans + [bounds(text)[1] for text in self.days.content_dates(relation)], default=date.min)

    def all_of(self, type_: str, **fixed: str) -> list[str]:
        """The entities of a type with subtype or attributes as given, collectives left out."""
        result = []
        for entity in self.entities.values():
            attributes = entity.get("attributes") or {}
            found = {**attributes, "subtype": entity.get("subtype")}
            open_ended = str(attributes.get("traversable")).lower() == "false"
            if entity["type"] == type_ and not open_ended and all(found.get(k) == v for k, v in fixed.items()):
                result.append(entity["id"])
        return sorted(result)

    def type(self, entity: str) -> str:
        """The type of an entity."""
        return str(self.entities[entity]["type"])

    def above(self, entity: str, holds: Holds, types: tuple[str, ...] = UP) -> set[str]:
        """The entity and all that it lies in."""
        seen, stack = {entity}, [entity]
        while stack:
            here = stack.pop()
            over = [r["target"] for r in self.from_[here] if r["type"] in types and holds(r)]
            own = (self.entities[here].get("attributes") or {}).get("jurisdiction")
            if types is UP and own in self.entities:
                over.append(str(own))
            stack += [item for item in over if item not in seen]
            seen.update(over)
        return seen

    def countries(self, entity: str, holds: Holds) -> set[str]:
        """The countries that the entity is or lies in."""
        return {item for item in self.above(entity, holds) if self.type(item) == "Country"}

    def home(self, entity: str) -> set[str]:
        """The countries in which the entity lies, whatever the date."""
        return self.countries(entity, self.asserted)

    def abroad(self, entity: str, subject: str, holds: Holds) -> bool:
        """Whether a unit or body lies abroad for the subject."""
        return self.type(entity) != "Country" and bool(self.countries(entity, holds) - self.home(subject))

    def sides(self, entity: str, types: tuple[str, ...], holds: Holds) -> set[str]:
        """The other ends of relations of symmetric types at the entity."""
        there = {r["target"] for r in self.from_[entity] if r["type"] in types and holds(r)}
        return there | {r["source"] for r in self.to[entity] if r["type"] in types and holds(r)}

    def units(self, place: str, holds: Holds) -> set[str]:
        """The place and the units that lie in it."""
        return {item for item in self.entities if place in self.above(item, holds, ("located_in",))}

    def parts(self, body: str, holds: Holds) -> set[str]:
        """The body and its parts."""
        return {item for item in self.entities if body in self.above(item, holds, ("part_of",))}

    def provinces(self) -> list[str]:
        """The provinces of Việt Nam."""
        return [item for item in self.all_of("Province") if HOME in self.home(item)]

    def has(self, source: str, type_: str, target: str, holds: Holds) -> bool:
        """Whether such a relation holds."""
        return any(r["type"] == type_ and r["target"] == target and holds(r) for r in self.from_[source])


def verdict(world: World, rule: str, key: Key, day: date, binds: bool, satisfied: Callable[[Holds], bool]) -> str:
    """The verdict of one subject: whether the rule binds it, and the best of the verdicts that holds."""
    subject, object_ = (key, None) if isinstance(key, str) else key
    present = [item for item in (subject, object_) if item is not None]
    if not binds or not all(world.days.lives(item, day, certainly=False) for item in present):
        return "not_applicable"
    denied: list[date] = []
    for item in world.absences:
        same = item.get("rule") == rule and item["subject"] == subject and item.get("object") in (None, object_)
        if same and item.get("date"):
            last = bounds(item["date"])[1]
            if item.get("not_yet") or last <= day:
                denied.append(last)

    def still(holds: Holds) -> Holds:
        return lambda r: holds(r) and all(last <= world.last_attested(r) for last in denied)

    if satisfied(still(world.certainly(day))):
        return "covered"
    if satisfied(still(world.possibly(day))):
        return "possible"
    if satisfied(still(world.planned(day))):
        return "planned"
    if any(satisfied(still(world.possibly(earlier))) for earlier in world.starts if earlier < day):
        return "lapsed"
    return "stated_absent" if denied else "not_recorded"
