"""The HTTP API: an application made from settings."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import AsyncIterator, Awaitable, Callable, MutableMapping
from typing import Any

from fastapi import FastAPI
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from api import problems, replies
from api.routers import answers, export, health, pages
from api.settings import Settings
from api.views import PATIENCE, Views, open_store
from api.words import text
from schema.errors import NhipcauError, StoreUnavailable
from schema.rules import with_folder

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]


def create_app(settings: Settings) -> FastAPI:
    """The application. A store that is not there yet is no hindrance: questions are refused until it is.

    Raises:
        RuleError: a rule file that the settings add is wrong.
    """
    rules = with_folder(settings.rules)
    views = Views(lambda: open_store(settings.store, rules=rules), settings.store)

    @contextlib.asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        # beside the server, which at once says that it lives; questions wait until the store is open
        opening = threading.Thread(target=_open, args=(views,), daemon=True)
        opening.start()
        threading.Thread(target=views.watch, name="watch", daemon=True).start()
        if settings.warm:
            threading.Thread(target=pages.warm, args=(views, app.state.pages), daemon=True).start()
        yield
        await run_in_threadpool(opening.join, PATIENCE)
        await run_in_threadpool(views.close)

    app = FastAPI(
        title="Nhịp Cầu", lifespan=lifespan, docs_url=None, redoc_url=None, openapi_url=None, redirect_slashes=False,
    )  # fmt: skip
    app.state.views = views
    app.state.rules = rules
    app.state.pages = pages.Pages()
    for subject in answers.SUBJECTS:
        app.include_router(answers.router(subject))
    for router in (export.router, health.router, pages.router):
        app.include_router(router)
    app.exception_handler(NhipcauError)(_refused)
    app.exception_handler(HTTPException)(_http)
    app.exception_handler(Exception)(_failed)
    app.add_middleware(HeadAsGet)
    return app


def _open(views: Views) -> None:
    with contextlib.suppress(StoreUnavailable):
        views.current()


class HeadAsGet:
    """Answers HEAD as GET, without the body."""

    def __init__(self, app: Application) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "HEAD":
            await self._app(scope, receive, send)
            return

        async def headers_only(message: Message) -> None:
            if message["type"] == "http.response.body":
                message = {**message, "body": b""}
            await send(message)

        await self._app({**scope, "method": "GET", "head": True}, receive, headers_only)


async def _refused(request: Request, error: NhipcauError) -> Response:
    return replies.refusal(request, error)


async def _http(request: Request, error: HTTPException) -> Response:
    lang = replies.guess(request)
    path = request.url.path
    if error.status_code == 405:
        said = text(lang, "no_method", path=path, method=request.method)
        return replies.refusal(request, problems.NoMethod(said, dict(error.headers or {})))
    return replies.refusal(request, problems.NoPage(text(lang, "no_page", path=path)))


async def _failed(request: Request, _: Exception) -> Response:
    """Whoever serves the application logs what happened; the client learns nothing of the inside."""
    lang = replies.guess(request)
    return replies.refusal(request, problems.internal(lang))
