"""Small graphs written by hand, and the bundled dataset, as snapshots, indexes and views."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import msgspec

from graph.compile import compile_index
from graph.index import Index
from graph.paths import PathResult, find
from graph.view import View
from graph.walk import PathQuestion
from loaders import reading
from schema import rules as rules_of
from schema import vocabulary as vocabulary_of
from schema.dates import last_day
from schema.rules import Rule
from schema.statements import Absence, Entity, Evidence, Observation, Relation, Source, Statement, kind_of
from schema.vocabulary import Vocabulary
from tests.conftest import ROOT
from tests.graph.memory_store import Content, MemorySnapshot

BUNDLED: Path = ROOT / "loaders" / "datasets" / "border-diplomacy"
THROUGHOUT = "../.."


def day(text: str) -> int:
    """The last day of `YYYY`, `YYYY-MM` or `YYYY-MM-DD`."""
    return last_day(text)


def snapshot(
    statements: Iterable[Statement], *, vocabulary: Vocabulary | None = None, rules: Sequence[Rule] | None = None
) -> MemorySnapshot:
    """A snapshot of statements; those without a dataset are of one called `test`."""
    contents: dict[str, Content] = {}
    for statement in statements:
        owned = statement if statement.dataset else msgspec.structs.replace(statement, dataset="test")
        content = contents.setdefault(owned.dataset, {})
        key = (kind_of(owned), owned.id)
        assert key not in content, f"{key} is doubled"
        content[key] = owned
    return MemorySnapshot(
        1, contents, vocabulary or vocabulary_of.bundled(), rules_of.bundled() if rules is None else tuple(rules)
    )


def view(*statements: Statement, rules: Sequence[Rule] | None = None) -> View:
    """A view of statements under the bundled vocabulary."""
    return View(snapshot(statements, rules=rules))


def index(*statements: Statement, rules: Sequence[Rule] | None = None) -> Index:
    """An index of statements under the bundled vocabulary."""
    return compile_index(snapshot(statements, rules=rules))


@functools.cache
def bundled() -> tuple[Statement, ...]:
    """The statements of the bundled dataset."""
    read = reading.read(BUNDLED, vocabulary_of.bundled(), [r.id for r in rules_of.bundled()])
    found = []
    for incoming in read:
        assert isinstance(incoming.row, Statement), incoming
        found.append(incoming.row)
    return tuple(found)


@functools.cache
def bundled_view() -> View:
    """A view of the bundled dataset."""
    return View(snapshot(bundled()))


def things(**types: str) -> list[Entity]:
    """Entities by id, their types given: `things(a="Agency")` is `x:a`."""
    return [thing(name, kind) for name, kind in types.items()]


def thing(name: str, kind: str, **attributes: Any) -> Entity:
    """An entity `x:NAME` (an id is taken as it is), called as its id ends."""
    entity_id = name if ":" in name else f"x:{name}"
    subtype = attributes.pop("subtype", None)
    return Entity(
        id=entity_id, type=kind, subtype=subtype, names={"vi": entity_id.partition(":")[2]}, attributes=attributes
    )


def link(
    ends: str,
    kind: str,
    valid: str | None = THROUGHOUT,
    *,
    called: str | None = None,
    said: str = "s",
    **more: Any,
) -> Relation:
    """A relation `a-b` from `x:a` to `x:b`, throughout unless dated, said by the sources named (`s t` are two)."""
    source, _, target = ends.partition("-")
    return Relation(
        id=called or f"{kind}:{ends}", type=kind, source=_full(source), target=_full(target), valid=valid,
        evidence=tuple(Evidence(source=s) for s in said.split()), **more,
    )  # fmt: skip


def document(name: str = "s", content_as_of: str | None = None, **more: Any) -> Source:
    """A source."""
    return Source(id=name, title={"vi": name}, content_as_of=content_as_of, **more)


def absence(rule: str, subject: str, date: str | None, target: str | None = None, **more: Any) -> Absence:
    """A source's word that a subject of a rule has none."""
    return Absence(
        id=more.pop("id", f"absence:{subject.rpartition(':')[2]}"), rule=rule, subject=_full(subject), date=date,
        object=target and _full(target), text={"vi": "không có", "en": "none"}, evidence=(Evidence(source="s"),),
        **more,
    )  # fmt: skip


def figure(indicator: str, subject: str, value: float | None, **more: Any) -> Observation:
    """A figure."""
    return Observation(
        id=more.pop("id", f"figure:{indicator}:{subject.rpartition(':')[2]}"), indicator=indicator,
        subject=_full(subject), value=value, evidence=(Evidence(source="s"),), **more,
    )  # fmt: skip


def _full(name: str) -> str:
    return name if ":" in name else f"x:{name}"


def ask(on: Index, source: str, target: str, as_of: str | None = None, **more: Any) -> PathResult:
    """The paths from `x:SOURCE` to `x:TARGET`; several are separated by blanks."""
    question = PathQuestion(
        sources=tuple(_full(s) for s in source.split()), targets=tuple(_full(t) for t in target.split()),
        day=None if as_of is None else day(as_of), **more,
    )  # fmt: skip
    return find(on, question)


def routes(on: Index, result: PathResult) -> list[str]:
    """The entities of paths, as `a b c`."""
    return [" ".join(on.ids[e].partition(":")[2] for e in p.found.entities) for p in result.paths]


def used(on: Index, result: PathResult) -> list[list[str]]:
    """The relations of paths, by id."""
    return [[on.relation_ids[r] for r in p.found.relations] for p in result.paths]
