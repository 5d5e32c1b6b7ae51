"""What can go wrong, as a tree.

NhipcauError
├── DataError              the data has errors
│   ├── VocabularyError    a vocabulary that is not one
│   ├── RuleError          a rule file that is wrong
│   ├── EdtfError          a date that cannot be read
│   └── LoadRefused        a load or retraction that would break the store; `rejects` say where
├── QuestionError          a question that cannot be asked
│   ├── InvalidParameter   a parameter whose value cannot be read
│   ├── UnknownParameter   a parameter that does not exist
│   ├── UnknownThing       an entity, rule, gap, source or dataset that does not exist
│   ├── AmbiguousEntity    a name that fits several
│   └── StaleCursor        a `next` of an older data version
└── StoreUnavailable       the store cannot be reached or read
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any


class NhipcauError(Exception):
    """The root of all errors that this program raises on purpose.

    `code` is stable and meant for programs; `errors` say which part was wrong and what was expected.
    """

    code = "error"

    def __init__(self, message: str, errors: Sequence[dict[str, Any]] = ()) -> None:
        super().__init__(message)
        self.errors = list(errors)


class DataError(NhipcauError):
    code = "invalid_statement"


class VocabularyError(DataError):
    code = "invalid_vocabulary"


class RuleError(DataError):
    code = "invalid_rule"


class EdtfError(DataError):
    code = "invalid_date"


class LoadRefused(DataError):
    code = "invalid_statement"


class QuestionError(NhipcauError):
    code = "invalid_parameter"


class InvalidParameter(QuestionError):
    code = "invalid_parameter"

    def __init__(self, parameter: str, value: object, expected: str) -> None:
        super().__init__(
            f"{parameter}={value}: expected {expected}",
            [{"parameter": parameter, "value": value, "expected": expected}],
        )


class UnknownParameter(QuestionError):
    code = "unknown_parameter"


class UnknownThing(QuestionError):
    """`what` is one of entity, rule, gap, source, dataset, statement."""

    def __init__(self, what: str, name: str, candidates: Sequence[dict[str, Any]] = (), parameter: str | None = None):
        self.code = f"unknown_{what}"
        error: dict[str, Any] = {"value": name, "candidates": list(candidates)}
        if parameter:
            error["parameter"] = parameter
        super().__init__(f"there is no {what} {name!r}", [error])


class AmbiguousEntity(QuestionError):
    code = "ambiguous_entity"

    def __init__(self, name: str, candidates: Sequence[dict[str, Any]], parameter: str | None = None) -> None:
        error: dict[str, Any] = {"value": name, "candidates": list(candidates)}
        if parameter:
            error["parameter"] = parameter
        super().__init__(f"{name!r} may be any of {', '.join(c['id'] for c in candidates)}", [error])


class StaleCursor(QuestionError):
    code = "stale_cursor"


class StoreUnavailable(NhipcauError):
    code = "store_unavailable"
