"""All statements, as a stream. A stream that breaks ends in a record that says so, never silently."""

from __future__ import annotations

import heapq
import logging
from collections.abc import Iterator, Sequence

import msgspec
from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from api import reference, replies
from api.checking import check_names, check_texts
from api.parameters import EXPORT
from api.problems import internal, problem
from api.reading import Reader
from api.routers.answers import parameters
from api.views import Views
from graph.store import Store
from schema.errors import NhipcauError
from schema.statements import KINDS, Statement, encode

router = APIRouter(tags=["records"])
_CHUNK = 64 * 1024
_log = logging.getLogger(__name__)


@router.get(
    EXPORT.path, response_model=None, response_class=Response, operation_id="export", summary=EXPORT.about["en"],
    openapi_extra=reference.operation(EXPORT, "GET"),
)  # fmt: skip
async def export(request: Request) -> Response:
    """Stream the statements."""
    raw = await parameters(request)
    lang = replies.take_language(request, raw)
    replies.check_accept(request, replies.LINES)
    return await run_in_threadpool(_start, request, raw, lang)


def _start(request: Request, raw: dict[str, list[str]], lang: str) -> Response:
    views: Views = request.app.state.views
    check_texts(raw, lang)
    check_names(EXPORT.parameters, raw, lang)
    opened = views.now()
    view = opened.view
    values = Reader(view, lang).read(EXPORT.parameters, raw)
    if values["dataset"]:
        view = opened.of(values["dataset"])
    etag = replies.tag("export", view.data_version, values["format"], values["dataset"])
    if replies.unchanged(request, etag):
        return replies.not_modified(lang, etag)
    lines = statements(opened.store, opened.version, values["dataset"])
    body = iter(()) if request.scope.get("head") else _chunks(lines, lang)
    more = {"Content-Disposition": 'attachment; filename="nhipcau.jsonl"'}
    return StreamingResponse(body, media_type=replies.LINES, headers=replies.headers(lang, etag, more))


def statements(store: Store, version: int, datasets: Sequence[str] | None) -> Iterator[Statement]:
    """The statements of a version by kind and id, as an export to a file has them; never all in memory."""
    names = datasets or [d.id for d in store.datasets()]
    parts = [store.snapshot(version, [name]) for name in names]
    for kind in KINDS:
        yield from heapq.merge(*(part.statements(kind) for part in parts), key=lambda s: (s.id, s.dataset))


def _chunks(found: Iterator[Statement], lang: str) -> Iterator[bytes]:
    chunk = bytearray()
    try:
        for statement in found:
            chunk += encode(statement) + b"\n"
            if len(chunk) >= _CHUNK:
                yield bytes(chunk)
                chunk.clear()
    except NhipcauError as error:
        chunk += _broken(error, lang)
    except Exception:  # noqa: BLE001
        _log.exception("an export broke off")
        chunk += _broken(internal(lang), lang)
    yield bytes(chunk)


def _broken(error: NhipcauError, lang: str) -> bytes:
    said = problem(error, lang)
    return msgspec.json.encode({"kind": "error", "code": said.code, "title": said.title, "detail": said.detail}) + b"\n"
