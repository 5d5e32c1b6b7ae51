"""Whether the server lives, and whether it can answer."""

from __future__ import annotations

import msgspec
from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from api import replies
from api.settings import program_version
from api.views import Views
from api.words import DEFAULT

router = APIRouter(tags=["health"])


@router.get("/healthz", response_model=None, response_class=Response, summary="The process lives")
async def healthz() -> Response:
    """Say that the process lives."""
    return replies.reply(b'{"status":"ok"}', replies.JSON, DEFAULT)


@router.get("/readyz", response_model=None, response_class=Response, summary="The store can be read")
async def readyz(request: Request) -> Response:
    """Say that questions can be answered."""
    return await run_in_threadpool(_ready, request.app.state.views)


def _ready(views: Views) -> Response:
    views.check()
    body = {"status": "ready", "data_version": views.current().data_version, "version": program_version()}
    return replies.reply(msgspec.json.encode(body), replies.JSON, DEFAULT)
