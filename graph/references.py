"""What a statement refers to. A store takes in no statement whose references lead nowhere."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from schema.statements import Absence, Kind, Objective, Observation, Relation, Source, Statement


class Reference(NamedTuple):
    """The column that names something, and the kind and id of what it names."""

    column: str
    kind: Kind
    id: str


def references(statement: Statement) -> tuple[Reference, ...]:
    """All references of a statement in the order of its columns, each once."""
    return tuple(dict.fromkeys(_all(statement)))


def _all(statement: Statement) -> Iterator[Reference]:
    if isinstance(statement, Source):
        for passage in statement.shared_passages:
            yield Reference("shared_passages", "source", passage.source)
        return
    if isinstance(statement, Relation):
        yield Reference("source", "entity", statement.source)
        yield Reference("target", "entity", statement.target)
    elif isinstance(statement, Observation | Absence | Objective):
        yield Reference("subject", "entity", statement.subject)
        if isinstance(statement, Absence) and statement.object is not None:
            yield Reference("object", "entity", statement.object)
    for evidence in statement.evidence:
        yield Reference("evidence", "source", evidence.source)
        if evidence.asserted_by is not None:
            yield Reference("evidence", "entity", evidence.asserted_by)
