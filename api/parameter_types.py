"""What a question and its parameters are: the columns of the table in `api.parameters`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import msgspec

from schema.statements import Texts
from schema.vocabulary import Vocabulary

ParameterKind = Literal[
    "text",  # one text, not an empty one
    "words",  # one text, which may have no words in it
    "day",  # YYYY, YYYY-MM (their last day), YYYY-MM-DD or today
    "first_day",  # EDTF, read as its first day
    "period",  # EDTF, kept verbatim
    "number",
    "choice",  # one of
    "choices",  # some of, separated by commas
    "entity",  # an id or a name
    "entities",  # several: the parameter repeated, or ids separated by commas
    "topics",  # entities of the kind to which the vocabulary's channel relation leads
    "names",  # a comma list that is checked by whoever looks the names up
]
Listed = Literal["entity_types", "relation_types", "indicators", "source_parts"]
"""Choices that the vocabulary defines."""


class Parameter(msgspec.Struct, frozen=True, kw_only=True):
    """A parameter of a question. `choices` may be a list of the vocabulary. `words`: what may stand for a number."""

    name: str
    kind: ParameterKind
    about: Texts
    default: str | None = None
    default_about: Texts | None = None
    required: bool = False
    place: Literal["query", "path"] = "query"
    choices: tuple[str, ...] | Listed = ()
    words: tuple[str, ...] = ()
    least: int = 0
    most: int = 0


class QuestionType(msgspec.Struct, frozen=True, kw_only=True):
    """A question: where it is asked, what it is about, its parameters, and an example in the bundled records."""

    what: str
    path: str
    about: Texts
    parameters: tuple[Parameter, ...]
    example: str

    def has(self, name: str) -> bool:
        """Whether there is a parameter of that name."""
        return any(p.name == name for p in self.parameters)

    def parameter(self, name: str) -> Parameter:
        """The parameter of that name, which it has."""
        return next(p for p in self.parameters if p.name == name)


def choices_of(parameter: Parameter, vocabulary: Vocabulary) -> Sequence[str]:
    """What a parameter may be one of."""
    if isinstance(parameter.choices, tuple):
        return parameter.choices
    if parameter.choices == "entity_types":
        return [t.type for t in vocabulary.entity_types]
    if parameter.choices == "relation_types":
        return [t.type for t in vocabulary.relation_types]
    if parameter.choices == "source_parts":
        return [p.kind for p in vocabulary.source_parts]
    return [i.id for i in vocabulary.indicators]
