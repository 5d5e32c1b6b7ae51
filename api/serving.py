"""Serving: the socket, what to open and ask, and the server."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING

import uvicorn

from api.app import create_app
from api.options import ANSWERED, WRONG_USAGE
from api.words import LANGS, text

if TYPE_CHECKING:
    from api.context import Context
    from api.settings import Settings

_EXAMPLES = ("/v1/paths?from=leg:04-ct-tw&to=don:gates", "/v1/gaps?rule=friendship-union&as_of=2024-01-01")


def run(context: Context, settings: Settings) -> int:
    """Serve until interrupted."""
    try:
        listening = _listen(settings.host, settings.port)
    except (OSError, OverflowError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        context.err.write(context.say("port_taken", host=settings.host, port=settings.port, reason=reason) + "\n")
        return WRONG_USAGE
    with listening:
        port = listening.getsockname()[1]
        context.write(greeting(settings.host, port))
        context.out.flush()
        config = uvicorn.Config(create_app(settings), log_level="warning", server_header=False)
        uvicorn.Server(config).run(sockets=[listening])
    return ANSWERED


def greeting(host: str, port: int) -> list[str]:
    """What to open and what to ask, in both languages."""
    named = f"[{host}]" if ":" in host else host
    url = f"http://{named}:{port}/"
    lines = []
    for lang in LANGS:
        lines += [text(lang, "serving", url=url), text(lang, "serving_docs", url=url), text(lang, "serving_ask")]
        lines += [f"  curl '{url.rstrip('/')}{path}'" for path in _EXAMPLES]
        lines += [text(lang, "serving_stop"), ""]
    return lines


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # named as TCP, by which asyncio knows that small answers must not wait for one another (TCP_NODELAY): 40 ms each
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((host, port))
        listening.listen(512)  # so that whoever opens what we are about to print is not refused
    except BaseException:
        listening.close()
        raise
    return listening
