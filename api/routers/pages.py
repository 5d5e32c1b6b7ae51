"""Pages for people: the picture with a form to ask, and the reference. They load nothing from elsewhere."""

from __future__ import annotations

import base64
import contextlib
import hashlib
import html
import re
import threading

import msgspec
from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from api import reference, replies
from api.checking import check_names
from api.docs import docs_page
from api.parameters import LANGUAGE
from api.routers.answers import parameters
from api.views import Views
from api.words import LANGS, text
from graph.view import View
from schema.errors import NhipcauError
from visualizations.page import entity_page

router = APIRouter(include_in_schema=False)
_SCRIPT = re.compile(r"<script(?![^>]*\bsrc=)[^>]*>(.*?)</script>", re.DOTALL)
_PAGES = 4
_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data: blob:; font-src data:; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'; script-src "  # with the hashes of the scripts in the page
)


@router.get("/", response_model=None, response_class=Response)
async def home(request: Request) -> Response:
    """Show the whole graph, or as much as can be drawn, and a form to ask."""
    lang = await _language(request)
    return await run_in_threadpool(_home, request, lang)


@router.get("/docs", response_model=None, response_class=Response)
async def docs(request: Request) -> Response:
    """Show the reference."""
    lang = await _language(request)
    page = docs_page(reference.document(request.app), lang)
    return _html(request, page, lang, replies.tag("docs", lang, page))


@router.get("/openapi.json", response_model=None, response_class=Response)
async def openapi(request: Request) -> Response:
    """Give the OpenAPI document."""
    raw = await parameters(request)
    lang = replies.take_language(request, raw)
    check_names((LANGUAGE,), raw, lang)
    replies.check_accept(request, replies.JSON)
    body = msgspec.json.encode(reference.document(request.app))
    etag = replies.tag("openapi", body)
    if replies.unchanged(request, etag):
        return replies.not_modified(lang, etag)
    return replies.reply(body, replies.JSON, lang, etag)


@router.get("/favicon.ico", response_model=None, response_class=Response)
async def favicon() -> Response:
    """Say that there is no picture, so that browsers do not ask again."""
    return Response(status_code=204, headers={"Cache-Control": "max-age=86400"})


async def _language(request: Request) -> str:
    raw = await parameters(request)
    lang = replies.take_language(request, raw)
    check_names((LANGUAGE,), raw, lang)
    replies.check_accept(request, replies.HTML)
    return lang


def _home(request: Request, lang: str) -> Response:
    view = request.app.state.views.current()
    etag = replies.tag("home", view.data_version, lang)
    if replies.unchanged(request, etag):
        return replies.not_modified(lang, etag)
    return _html(request, request.app.state.pages.get(view, lang), lang, etag)


class Pages:
    """The pages that have been drawn, which takes seconds; each is drawn once."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], str] = {}
        self._drawing = threading.Lock()

    def get(self, view: View, lang: str) -> str:
        """The page of a view."""
        key = (view.data_version, lang)
        with self._drawing:
            if key not in self._known:
                if len(self._known) >= _PAGES:
                    self._known.clear()
                self._known[key] = _with_form(entity_page(view, None, lang), lang)
            return self._known[key]


def warm(views: Views, pages: Pages) -> None:
    """Draw the pages before they are asked for."""
    with contextlib.suppress(NhipcauError):
        for lang in LANGS:
            pages.get(views.current(), lang)


def _with_form(drawn: str, lang: str) -> str:
    """The drawn page with a form in its header, which its own policy is opened for."""
    allowed = drawn.replace("form-action 'none'", "form-action 'self'", 1)
    return allowed.replace("</header>", _form(lang) + "</header>", 1)


def _form(lang: str) -> str:
    """Search and path questions, whose answers are the JSON of the API."""
    other = "en" if lang == "vi" else "vi"

    def field(name: str, label: str) -> str:
        return f'<label>{html.escape(label)} <input name="{name}" required></label> '

    def form(action: str, *fields: str) -> str:
        ask = f'<input type="hidden" name="lang" value="{lang}"><button>{text(lang, "home_ask")}</button>'
        return f'<form action="{action}">{"".join(fields)}{ask}</form>'

    path = f"<b>{html.escape(text(lang, 'home_path'))}</b> "
    return (
        f"<nav>{form('/v1/entities', field('q', text(lang, 'home_search')))}"
        f"{form('/v1/paths', path, field('from', text(lang, 'home_from')), field('to', text(lang, 'home_to')))}"
        f'<p><a href="/v1/gaps?lang={lang}">{text(lang, "home_gaps")}</a> · '
        f'<a href="/docs?lang={lang}">{text(lang, "home_docs")}</a> · '
        f'<a href="/?lang={other}" hreflang="{other}" lang="{other}">{text(lang, "home_other")}</a></p></nav>'
    )


def _html(request: Request, page: str, lang: str, etag: str) -> Response:
    """A page; of its scripts only those that are in it now may run."""
    if replies.unchanged(request, etag):
        return replies.not_modified(lang, etag)
    digests = [hashlib.sha256(found.encode()).digest() for found in _SCRIPT.findall(page)]
    scripts = " ".join(f"'sha256-{base64.b64encode(d).decode()}'" for d in digests) or "'none'"
    return replies.reply(page.encode(), replies.HTML, lang, etag, {"Content-Security-Policy": _POLICY + scripts})
