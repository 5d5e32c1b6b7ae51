"""The example answers of the reference: real answers on the bundled dataset, cut short.

    python -m api.examples

writes them anew, after a change of answers, rules or bundled records; a test compares them with today's answers.
"""

from __future__ import annotations

import re
import tempfile
import urllib.parse
from pathlib import Path
from typing import Any

import msgspec

from api.parameters import QUESTIONS, QuestionType
from api.questions import ask
from api.views import Views, open_store
from loaders.load import load

FILE = Path(__file__).with_name("examples.json")


def shape(answer: Any) -> Any:
    """An answer cut short: of each list the first item, of each map by id two."""
    if isinstance(answer, list):
        return [shape(x) for x in answer[:1]] if answer and isinstance(answer[0], dict | list) else answer[:5]
    if isinstance(answer, dict):
        by_id = bool(answer) and all(":" in key for key in answer)
        return {key: shape(value) for key, value in list(answer.items())[: 2 if by_id else None]}
    return answer


def parameters_of(question: QuestionType) -> dict[str, list[str]]:
    """The parameters in the example address of a question."""
    path, _, query = question.example.partition("?")
    pattern = re.sub(r"\\{(\w+)\\}", r"(?P<\1>[^/]+)", re.escape(question.path))
    found = re.fullmatch(pattern, path)
    named = {name: [value] for name, value in found.groupdict().items()} if found else {}
    return {**urllib.parse.parse_qs(query), **named}


def main() -> None:
    """Write the examples."""
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "examples.db")
        store = open_store(path, create=True)
        load(store, "border-diplomacy")
        store.close()
        views = Views(lambda: open_store(path))
        answers = {what: _plain(ask(views, what, parameters_of(q), "en")) for what, q in QUESTIONS.items()}
        views.close()
    FILE.write_bytes(msgspec.json.format(msgspec.json.encode(answers), indent=1) + b"\n")


def _plain(answer: Any) -> Any:
    return shape(msgspec.json.decode(msgspec.json.encode(answer)))


if __name__ == "__main__":
    main()
