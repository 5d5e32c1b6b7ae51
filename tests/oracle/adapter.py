"""What the program has read, in the plain form that the oracle reads: statements and types as dicts."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

import msgspec

from schema.statements import Statement
from schema.vocabulary import Vocabulary

Plain = dict[str, Any]


def statements(given: Iterable[Statement]) -> list[Plain]:
    """Statements as their JSON has them: what is as usual is left out."""
    return [json.loads(msgspec.json.encode(statement)) for statement in given]


def entity_types(vocabulary: Vocabulary) -> list[Plain]:
    """What the oracle asks of each entity type."""
    return [{"type": t.type, "kind": t.kind, "stepping_stone": t.stepping_stone} for t in vocabulary.entity_types]


def relation_types(vocabulary: Vocabulary) -> list[Plain]:
    """What the oracle asks of each relation type."""
    return [
        {"type": t.type, "class": t.cls, "walk": t.walk, "time": t.time, "symmetric": t.symmetric}
        for t in vocabulary.relation_types
    ]
