"""Parameters in the body of a request: a JSON object instead of an address."""

from __future__ import annotations

import msgspec

from api.words import text
from schema.errors import InvalidParameter


def texts_of(body: bytes, lang: str) -> dict[str, list[str]]:
    """The parameters in a JSON object: texts, numbers, or lists of those; null is as if it were not there.

    Raises:
        InvalidParameter: the body is no such object.
    """
    try:
        found = msgspec.json.decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise InvalidParameter("body", body[:100].decode("utf-8", "replace"), text(lang, "json_object"))
    raw: dict[str, list[str]] = {}
    for name, value in found.items():
        values = value if isinstance(value, list) else [] if value is None else [value]
        for each in values:
            if isinstance(each, bool) or not isinstance(each, str | int | float):
                raise InvalidParameter(name, _json(each), text(lang, "text_or_number"))
        raw[name] = [each if isinstance(each, str) else _json(each) for each in values]
    return raw


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()
