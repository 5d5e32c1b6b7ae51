"""Cursors: the opaque `next` of a list, bound to a version of the data and to the question it belongs to."""

from __future__ import annotations

import base64
import binascii
import hashlib
from collections.abc import Mapping, Sequence

import msgspec

from api.words import text
from schema.errors import InvalidParameter, StaleCursor

NOT_PART = ("next", "limit", "lang")
"""Parameters that may differ from page to page; the language counts apart."""


class Cursor(msgspec.Struct, frozen=True, array_like=True):
    """Where a list goes on. `day` keeps "today" the same on all pages of a list that is read over midnight."""

    data_version: str
    question: str
    offset: int
    day: int | None

    def write(self) -> str:
        """The cursor as a `next`."""
        return base64.urlsafe_b64encode(msgspec.json.encode(self)).decode().rstrip("=")


def digest(what: str, raw: Mapping[str, Sequence[str]], lang: str) -> str:
    """A short digest of a question, whatever the page."""
    asked = {name: list(values) for name, values in raw.items() if name not in NOT_PART and values}
    body = msgspec.json.encode([what, asked, lang], order="sorted")
    return hashlib.sha256(body).hexdigest()[:16]


def read(next_: str, question: str, data_version: str, lang: str) -> Cursor:
    """The cursor in a `next`.

    Raises:
        InvalidParameter: it is none, or one of another question.
        StaleCursor: it is one of an older version of the data.
    """
    try:
        padded = next_ + "=" * (-len(next_) % 4)
        cursor = msgspec.json.decode(base64.b64decode(padded, altchars="-_", validate=True), type=Cursor)
    except (binascii.Error, ValueError, msgspec.MsgspecError):
        cursor = None
    if cursor is None or cursor.question != question or cursor.offset < 0:
        raise InvalidParameter("next", next_, text(lang, "cursor"))
    if cursor.data_version != data_version:
        raise StaleCursor(
            text(lang, "cursor_stale"), [{"parameter": "next", "value": next_, "expected": text(lang, "cursor")}]
        )
    return cursor
