"""The questions as addresses: one handler for all of them, since the table says what each takes."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import msgspec
from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool
from starlette.convertors import StringConvertor, register_url_convertor
from starlette.requests import Request
from starlette.responses import Response

from api import reference, replies
from api.bodies import texts_of
from api.parameters import QUESTIONS
from api.problems import TooLarge, UnsupportedMediaType
from api.questions import answer, prepare
from api.words import text
from schema.errors import UnknownParameter

Handler = Callable[[Request], Awaitable[Response]]

SUBJECTS = {
    # an address that goes on stands before the one that takes all that follows for a name: 04-CT/TW
    "entities": ("entities", "relations", "entity"),
    "paths": ("paths",),
    "coverage": ("rules", "gaps", "gap", "matrix"),
    "records": ("observations", "statements", "sources", "source", "datasets", "vocabulary"),
}
"""Which questions belong together, as the reference shows them."""
POSTED = ("paths",)
"""The questions whose parameters may also come as a JSON object."""
MAX_BODY = 1_000_000


class NameConvertor(StringConvertor):
    """What stands for an entity in an address: an id, or any name, slashes included."""

    regex = ".+"


register_url_convertor("name", NameConvertor())


def router(subject: str) -> APIRouter:
    """The addresses of one subject."""
    found = APIRouter(tags=[subject])
    for what in SUBJECTS[subject]:
        question = QUESTIONS[what]
        for method in ("GET", "POST") if what in POSTED else ("GET",):
            found.add_api_route(
                question.path.replace("entities/{id}", "entities/{id:name}"),
                handler(what), methods=[method], response_model=None, response_class=Response,
                operation_id=what if method == "GET" else f"{what}_post", summary=question.about["en"],
                openapi_extra=reference.operation(question, method),
            )  # fmt: skip
    return found


def handler(what: str) -> Handler:
    """A handler that answers a question."""

    async def handle(request: Request) -> Response:
        raw = await parameters(request)
        lang = replies.take_language(request, raw)
        replies.check_accept(request, replies.JSON)
        return await run_in_threadpool(_answer, request, what, raw, lang)

    return handle


async def parameters(request: Request) -> dict[str, list[str]]:
    """The parameters of a request, from its address and its body."""
    raw: dict[str, list[str]] = {}
    for name, value in request.query_params.multi_items():
        raw.setdefault(name, []).append(value)
    if request.method == "POST":
        lang = replies.guess(request)
        for name, values in texts_of(await _body(request, lang), lang).items():
            raw.setdefault(name, []).extend(values)
    for name, value in request.path_params.items():
        if name in raw:
            raise UnknownParameter(name, [{"parameter": name, "value": raw[name][0], "expected": request.url.path}])
        raw[name] = [str(value)]
    return raw


async def _body(request: Request, lang: str) -> bytes:
    given = request.headers.get("content-type", replies.JSON)
    kind, _, options = given.partition(";")
    charset = options.strip().lower()
    if kind.strip().lower() != replies.JSON or charset not in ("", "charset=utf-8", 'charset="utf-8"'):
        raise UnsupportedMediaType(text(lang, "not_json", given=given[:100]))
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MAX_BODY:
            raise TooLarge(text(lang, "too_large", most=MAX_BODY), {"Connection": "close"})
    return bytes(body)


def _answer(request: Request, what: str, raw: dict[str, list[str]], lang: str) -> Response:
    asked = prepare(request.app.state.views, what, raw, lang)
    etag = None
    if request.method == "GET":
        etag = replies.tag(asked.state)
        if replies.unchanged(request, etag):
            return replies.not_modified(lang, etag)
    return replies.reply(msgspec.json.encode(answer(asked)), replies.JSON, lang, etag)
