"""From parameters to answers: the one place where a question of HTTP or the command line becomes a typed one.

`prepare` reads the parameters, `answer` asks the view; between the two, HTTP looks whether the client has the answer.
"""

from __future__ import annotations

import hashlib
from typing import Any

import msgspec

from api import cursor
from api.answering import ANSWERS, Answer, Asked, rules_named
from api.checking import Raw, check_names, check_texts
from api.parameters import QUESTIONS, Parameter
from api.reading import Reader, rule_parameters
from api.views import Opened, Views
from graph.view import View


def ask(views: Views, what: str, raw: Raw, lang: str) -> Answer:
    """Read a question and answer it.

    Raises:
        QuestionError: it cannot be asked.
        StoreUnavailable: the store cannot be read.
    """
    return answer(prepare(views, what, raw, lang))


def prepare(views: Views, what: str, raw: Raw, lang: str) -> Asked:
    """Read a question: which view, what exactly, from where on.

    Raises:
        QuestionError: it cannot be asked.
        StoreUnavailable: the store cannot be read.
    """
    kind = QUESTIONS[what]
    check_texts(raw, lang)
    opened = views.now()
    view = opened.view
    parameters = [*kind.parameters, *_own(view, what, raw, lang)]
    check_names(parameters, raw, lang)
    if raw.get("dataset") and kind.has("dataset"):
        view = opened.of(Reader(view, lang).read([kind.parameter("dataset")], raw)["dataset"])
    question = cursor.digest(what, raw, lang)
    page = None
    if raw.get("next") and kind.has("next"):
        page = cursor.read(
            Reader(view, lang).read([kind.parameter("next")], raw)["next"], question, view.data_version, lang
        )
    reader = Reader(view, lang)
    values = reader.read(parameters, raw)
    if page is not None and page.day is not None:
        values["as_of"] = page.day
    return Asked(
        type=kind, view=view, opened=opened, lang=lang, values=values, warnings=tuple(reader.warnings),
        question=question, offset=page.offset if page else 0,
        state=_state(opened, view, what, raw, lang, values.get("as_of")),
    )  # fmt: skip


def answer(asked: Asked) -> Answer:
    """Answer a question that has been read, with the warnings of names that mean others, too.

    Raises:
        UnknownThing: a gap, rule or source that does not exist.
        StoreUnavailable: the store cannot be read.
    """
    found = ANSWERS[asked.type.what](asked)
    if asked.warnings:
        found = msgspec.structs.replace(found, warnings=(*asked.warnings, *found.warnings))
    return found


def _state(opened: Opened, view: View, what: str, raw: Raw, lang: str, day: int | None) -> str:
    listed = opened.store.datasets() if what == "datasets" else ()  # which say when they were loaded, and by what load
    asked = {name: list(values) for name, values in raw.items()}
    return hashlib.sha256(
        msgspec.json.encode([view.data_version, what, asked, lang, day, listed], order="sorted")
    ).hexdigest()


def _own(view: View, what: str, raw: Raw, lang: str) -> list[Parameter]:
    """The parameters that the rules asked have of their own."""
    if what == "gap":
        wanted = {name for value in raw.get("id", ()) for name in value.split(":")[1:2]}
        return rule_parameters([r for r in view.rules if r.id in wanted])
    if what == "gaps":
        return rule_parameters(rules_named(view, _rule(view, what, raw, lang), lang))
    if what == "matrix" and raw.get("rule"):
        return rule_parameters(rules_named(view, [_rule(view, what, raw, lang)], lang))
    return []


def _rule(view: View, what: str, raw: Raw, lang: str) -> Any:
    return Reader(view, lang).read([QUESTIONS[what].parameter("rule")], raw)["rule"]
