"""Reading parameters: texts, as they come from an address, a body or a command line, into values.

Nothing is ignored: a parameter that does not exist, one that is given twice, and a value that cannot be read are
errors, all of a request together.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Collection, Sequence
from typing import Any

from api.checking import Raw
from api.parameters import Parameter, choices_of
from api.words import said, text
from graph.answers import Notice
from graph.view import View
from schema import dates
from schema.errors import EdtfError, InvalidParameter, QuestionError, UnknownThing
from schema.names import is_entity_id
from schema.statements import Texts

_MANY = 12
"""Choices up to so many are all named where one was expected."""


class Reader:
    """Reads the parameters of one request. `warnings` gathers what names were taken for."""

    def __init__(self, view: View, lang: str) -> None:
        self._view = view
        self._lang = lang
        self.warnings: list[Notice] = []
        self._asked_day: int | None = None
        self._kinds: dict[str, Callable[[Parameter, Sequence[str]], Any]] = {
            "text": self._text,
            "words": self._one,
            "day": self._day,
            "first_day": self._first_day,
            "period": self._period,
            "number": self._number,
            "choice": self._choice,
            "choices": self._choices,
            "entity": self._entity,
            "entities": self._entities,
            "topics": self._topics,
            "names": self._pieces,
        }

    def read(self, parameters: Collection[Parameter], raw: Raw) -> dict[str, Any]:
        """The values by name; of what was not given, the default, or None.

        Raises:
            InvalidParameter: values that cannot be read, all of them.
            UnknownThing: an entity that does not exist.
            AmbiguousEntity: a name that fits several.
        """
        self._asked_day = self._day_asked(parameters, raw)
        values: dict[str, Any] = {}
        wrong: list[InvalidParameter] = []
        other: list[QuestionError] = []
        for parameter in parameters:
            given = raw.get(parameter.name, ())
            try:
                if not given and parameter.required:
                    raise self._wrong(parameter, "", "required", about=said(parameter.about, self._lang))
                values[parameter.name] = self._value(parameter, given)
            except InvalidParameter as error:
                wrong.append(error)
            except QuestionError as error:
                other.append(error)
        if wrong:
            wrong[0].errors.extend(e for error in wrong[1:] for e in error.errors)
            raise wrong[0]
        if other:
            raise other[0]
        return values

    def _day_asked(self, parameters: Collection[Parameter], raw: Raw) -> int | None:
        """The day asked, on which names are understood; None where there is none, or none that can be read."""
        for parameter in parameters:
            if parameter.kind == "day" and raw.get(parameter.name):
                try:
                    return self._day(parameter, raw[parameter.name])
                except InvalidParameter:
                    return None  # which is said when it is that parameter's turn
        return None

    def _value(self, parameter: Parameter, given: Sequence[str]) -> Any:
        if not given:
            if parameter.default is None:
                return None
            given = (parameter.default,)
        return self._kinds[parameter.kind](parameter, given)

    def _wrong(self, parameter: Parameter, value: str, code: str, **values: object) -> InvalidParameter:
        return InvalidParameter(parameter.name, value, text(self._lang, code, **values))

    def _one(self, parameter: Parameter, given: Sequence[str]) -> str:
        if len(given) > 1:
            raise self._wrong(parameter, ", ".join(given), "one_value")
        return given[0].strip()

    def _text(self, parameter: Parameter, given: Sequence[str]) -> str:
        value = self._one(parameter, given)
        if not value:
            raise self._wrong(parameter, value, "not_empty")
        return value

    def _pieces(self, parameter: Parameter, given: Sequence[str]) -> tuple[str, ...]:
        pieces = [piece.strip() for value in given for piece in value.split(",")]
        if not all(pieces):
            raise self._wrong(parameter, ",".join(given), "not_empty")
        return tuple(dict.fromkeys(pieces))

    def _day(self, parameter: Parameter, given: Sequence[str]) -> int:
        value = self._one(parameter, given)
        if value == "today":
            return self._view.today()
        try:
            if value.isascii():
                return dates.last_day(value)
        except EdtfError:
            pass
        raise self._wrong(parameter, value, "date")

    def _first_day(self, parameter: Parameter, given: Sequence[str]) -> int:
        start = self._edtf(parameter, given).start
        if start is None or start.first <= dates.PAST:
            raise self._wrong(parameter, given[0], "edtf_start")
        return start.first

    def _period(self, parameter: Parameter, given: Sequence[str]) -> str:
        self._edtf(parameter, given)
        return self._one(parameter, given)

    def _edtf(self, parameter: Parameter, given: Sequence[str]) -> dates.Edtf:
        value = self._one(parameter, given)
        try:
            return dates.parse(value)
        except (EdtfError, ValueError, OverflowError, RecursionError):
            raise self._wrong(parameter, value, "edtf") from None

    def _number(self, parameter: Parameter, given: Sequence[str]) -> int | str:
        value = self._one(parameter, given)
        if value in parameter.words:
            return value
        if value.isascii() and value.isdigit() and len(value) < 10 and parameter.least <= int(value) <= parameter.most:
            return int(value)
        code = "number_or" if parameter.words else "number"
        words = ", ".join(parameter.words)
        raise self._wrong(parameter, value, code, least=parameter.least, most=parameter.most, words=words)

    def _choice(self, parameter: Parameter, given: Sequence[str]) -> str:
        value = self._one(parameter, given)
        self._known(parameter, value, choices_of(parameter, self._view.vocabulary))
        return value

    def _choices(self, parameter: Parameter, given: Sequence[str]) -> tuple[str, ...]:
        pieces = self._pieces(parameter, given)
        for piece in pieces:
            self._known(parameter, piece, choices_of(parameter, self._view.vocabulary))
        return pieces

    def _known(self, parameter: Parameter, value: str, known: Collection[str]) -> None:
        if value in known:
            return
        if len(known) <= _MANY:
            raise self._wrong(parameter, value, "one_of", known=", ".join(known))
        near = difflib.get_close_matches(value, known, 3, 0.5) or list(known)[:3]
        raise self._wrong(parameter, value, "one_of_many", count=len(known), near=", ".join(near))

    def _entity(self, parameter: Parameter, given: Sequence[str]) -> str:
        value = self._text(parameter, given)
        found, warnings = self._view.resolve(value, parameter.name, self._asked_day)
        self.warnings += [w for w in warnings if w not in self.warnings]
        return found

    def _entities(self, parameter: Parameter, given: Sequence[str]) -> tuple[str, ...]:
        names: list[str] = []
        for value in given:
            pieces = [piece.strip() for piece in value.split(",")]
            names += pieces if all(map(is_entity_id, pieces)) else [value]
        return tuple(dict.fromkeys(self._entity(parameter, [name]) for name in names))

    def _topics(self, parameter: Parameter, given: Sequence[str]) -> tuple[str, ...]:
        vocabulary = self._view.vocabulary
        relation = vocabulary.relation_type(vocabulary.roles.channel)
        types = sorted({target for _, target in relation.ends}) if relation else []
        try:
            found = self._entities(parameter, given)
        except UnknownThing as error:
            value = error.errors[0]["value"]
            raise self._wrong(parameter, value, "one_of", known=self._listed(types)) from None
        summaries = self._view.summaries(found, self._lang)
        for entity in found:
            if summaries[entity].type not in types:
                raise self._wrong(parameter, entity, "one_of", known=self._listed(types))
        return found

    def _listed(self, types: Sequence[str]) -> str:
        hits, _ = self._view.search(None, types=types, lang=self._lang, limit=_MANY)
        return ", ".join(h.id for h in hits) or "–"


def rule_parameters(rules: Collection[Any]) -> list[Parameter]:
    """The parameters that rules have of their own."""
    found: dict[str, Texts] = {p.name: p.label for rule in rules for p in rule.parameters}
    return [Parameter(name=name, kind="first_day", about=about) for name, about in found.items()]
