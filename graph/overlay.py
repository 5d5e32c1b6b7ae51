"""What if: a snapshot with operations laid over it. Nothing is written; the same derivation reads the result."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence

import msgspec

from graph.store import Snapshot
from schema.dates import day_text, parse
from schema.errors import UnknownThing
from schema.statements import KINDS, Entity, Kind, Relation, Statement, kind_of


class Add(msgspec.Struct, frozen=True, tag=True):
    """Add a statement."""

    statement: Statement


class End(msgspec.Struct, frozen=True, tag=True):
    """End an entity or a relation: `on` (EDTF) is the first day without it."""

    kind: Kind
    id: str
    on: str


class Succeed(msgspec.Struct, frozen=True, tag=True):
    """One unit becomes another on a day: the old one ends, and a succession is added."""

    old: str
    new: str
    on: str
    part: str = "whole"


Operation = Add | End | Succeed


class Overlay(Snapshot):
    """A snapshot under operations, in their order. Without any it is the snapshot itself."""

    def __init__(self, base: Snapshot, operations: Sequence[Operation]) -> None:
        self.base = base
        self.version, self.vocabulary, self.rules = base.version, base.vocabulary, base.rules
        self._operations = tuple(operations)
        self._changed: dict[tuple[Kind, str], list[Statement]] = {}
        for operation in operations:
            self._lay(operation)

    def statements(self, kind: Kind | None = None) -> Iterator[Statement]:
        """Every statement, in the order of kinds; the added ones of a kind last."""
        for each in KINDS if kind is None else (kind,):
            seen = set()
            for statement in self.base.statements(each):
                if (each, statement.id) not in self._changed:
                    yield statement
                elif statement.id not in seen:
                    seen.add(statement.id)
                    yield from self._changed[each, statement.id]
            for (changed, statement_id), statements in self._changed.items():
                if changed == each and statement_id not in seen:
                    yield from statements

    def get(self, kind: Kind, statement_id: str) -> Sequence[Statement]:
        """The statements of that id, changed or not."""
        changed = self._changed.get((kind, statement_id))
        return self.base.get(kind, statement_id) if changed is None else changed

    def data_version(self) -> str:
        """That of the base and, where there are operations, a digest of them."""
        if not self._operations:
            return self.base.data_version()
        digest = hashlib.sha256(msgspec.json.encode(self._operations, order="sorted")).hexdigest()
        return f"{self.base.data_version()}+{digest[:8]}"

    def _lay(self, operation: Operation) -> None:
        if isinstance(operation, Add):
            statement = operation.statement
            self._changed[kind_of(statement), statement.id] = [
                *self._known(kind_of(statement), statement.id),
                statement,
            ]
        elif isinstance(operation, End):
            self._end(operation.kind, operation.id, operation.on)
        else:
            self._end("entity", operation.old, operation.on)
            role = self.vocabulary.roles.succession
            relation = Relation(
                id=f"{role}:{operation.old}:{operation.new}", type=role, source=operation.old, target=operation.new,
                valid=operation.on, attributes={"part": operation.part},
            )  # fmt: skip
            self._changed["relation", relation.id] = [relation]

    def _end(self, kind: Kind, statement_id: str, on: str) -> None:
        known = self._known(kind, statement_id)
        if not known:
            raise UnknownThing("statement", statement_id)
        self._changed[kind, statement_id] = [self._ended(s, on) for s in known]

    def _known(self, kind: Kind, statement_id: str) -> list[Statement]:
        return list(self.get(kind, statement_id))

    def _ended(self, statement: Statement, on: str) -> Statement:
        if isinstance(statement, Entity):
            kind = self.vocabulary.entity_type(statement.type)
            attribute = kind.ended[0] if kind and kind.ended else "abolished"
            return msgspec.structs.replace(statement, attributes={**statement.attributes, attribute: on})
        if isinstance(statement, Relation):
            start = (statement.valid or "").partition("/")[0]
            last = _day_before(on)
            return msgspec.structs.replace(statement, valid=f"{start}/{last}")
        return statement


def _day_before(on: str) -> str:
    date = parse(on).start
    assert date is not None  # a single date has a start
    return day_text(date.first - 1)
