"""What all HTTP answers have in common: language, media type, entity tag, headers."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import Response

from api.problems import MEDIA, NotAcceptable, encode, headers_of, problem
from api.settings import program_version
from api.words import DEFAULT, LANGS, Lang, text
from schema.errors import InvalidParameter, NhipcauError

JSON = "application/json"
LINES = "application/jsonl"
HTML = "text/html"
_SAFE = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
}


def take_language(request: Request, raw: dict[str, list[str]]) -> Lang:
    """The language of the answer; `lang` is taken out of the parameters.

    Raises:
        InvalidParameter: `lang` is none that the program speaks.
    """
    given = raw.pop("lang", None)
    if not given:
        return preferred(request.headers.get("accept-language", ""))
    for lang in LANGS:
        if given == [lang]:
            request.state.lang = lang  # that of an error, too, wherever it was given
            return lang
    raise InvalidParameter("lang", ", ".join(given), text(guess(request), "one_of", known=", ".join(LANGS)))


def preferred(header: str) -> Lang:
    """The language that an `Accept-Language` prefers among ours; Vietnamese where it has none of them."""
    wanted = {name.partition("-")[0]: q for name, q in reversed(_weighted(header)) if name != "*"}
    best = max(LANGS, key=lambda lang: (wanted.get(lang, 0.0), lang == DEFAULT))
    return best if wanted.get(best, 0.0) > 0 else DEFAULT


def check_accept(request: Request, media: str) -> None:
    """See that the client takes this media type.

    Raises:
        NotAcceptable: it takes only others.
    """
    header = request.headers.get("accept", "")
    if not header.strip():
        return
    kind = media.partition("/")[0]
    weights = dict(reversed(_weighted(header)))
    q = next((weights[name] for name in (media, f"{kind}/*", "*/*") if name in weights), 0.0)
    if q <= 0:
        raise NotAcceptable(text(guess(request), "not_acceptable", media=media))


def tag(*parts: object) -> str:
    """A strong entity tag of what an answer depends on; the program's version is part of it."""
    body = "\n".join(map(str, (program_version(), *parts)))
    return f'"{hashlib.sha256(body.encode()).hexdigest()[:32]}"'


def unchanged(request: Request, etag: str) -> bool:
    """Whether the client has this very answer."""
    given = [each.strip().removeprefix("W/") for each in request.headers.get("if-none-match", "").split(",")]
    return "*" in given or etag in given


def headers(lang: str, etag: str | None = None, more: Mapping[str, str] | None = None) -> dict[str, str]:
    """The headers of an answer. A copy may be kept but must be asked about: a load may have changed the answer."""
    kept = {"ETag": etag, "Cache-Control": "no-cache"} if etag else {"Cache-Control": "no-store"}
    return {**_SAFE, "Content-Language": lang, "Vary": "Accept-Language, Accept", **kept, **(more or {})}


def reply(
    body: bytes, media: str, lang: str, etag: str | None = None, more: Mapping[str, str] | None = None
) -> Response:
    """An answer."""
    return Response(body, media_type=media, headers=headers(lang, etag, more))


def not_modified(lang: str, etag: str) -> Response:
    """The answer to a client that has it. Of what is missing here it keeps what it has: the policy of the page, too."""
    kept = {name: value for name, value in headers(lang, etag).items() if name not in _SAFE}
    return Response(status_code=304, headers=kept)


def refusal(request: Request, error: NhipcauError) -> Response:
    """The answer to a request that went wrong."""
    lang = guess(request)
    found = problem(error, lang)
    more = headers(lang, more=headers_of(error))
    return Response(encode(found), status_code=found.status, media_type=MEDIA, headers=more)


def guess(request: Request) -> Lang:
    """The language of an error, whatever else is wrong with the request."""
    given = getattr(request.state, "lang", None) or request.query_params.get("lang")
    return next((lang for lang in LANGS if lang == given), None) or preferred(
        request.headers.get("accept-language", "")
    )


def _weighted(header: str) -> list[tuple[str, float]]:
    """The entries of an `Accept` header and their weights."""
    found = []
    for entry in header.split(",")[:50]:
        name, *options = (part.strip().lower() for part in entry.split(";"))
        q = next((o[2:].strip() for o in options if o.startswith("q=")), "1")
        try:
            weight = float(q)
        except ValueError:
            weight = 0.0
        if name:
            found.append((name, weight if 0 <= weight <= 1 else 0.0))
    return found
