"""What must hold of parameters before any of them is read: they exist, and their values are texts of some length."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Mapping, Sequence

from api.parameters import Parameter
from api.words import text
from schema.errors import InvalidParameter, UnknownParameter

Raw = Mapping[str, Sequence[str]]
"""Name of a parameter to its values, as they were given."""

MAX_LENGTH = 2000
MAX_VALUES = 200


def check_texts(raw: Raw, lang: str) -> None:
    """Refuse what no parameter could be: too many values, too long ones, control characters, broken text.

    Raises:
        InvalidParameter: the first such value, shortened.
    """
    for name, values in raw.items():
        if len(values) > MAX_VALUES:
            raise InvalidParameter(_shown(name), len(values), text(lang, "not_many", most=MAX_VALUES))
        for value in (name, *values):
            if len(value) > MAX_LENGTH:
                raise InvalidParameter(_shown(name), _shown(value), text(lang, "not_long", most=MAX_LENGTH))
            if not _clean(value):
                raise InvalidParameter(_shown(name), _shown(value), text(lang, "clean_text"))


def check_names(parameters: Collection[Parameter], raw: Raw, lang: str) -> None:
    """Refuse parameters that do not exist.

    Raises:
        UnknownParameter: with what may have been meant.
    """
    known = [p.name for p in parameters]
    errors = []
    for name in raw:
        if name not in known:
            near = difflib.get_close_matches(name, known, 1, 0.6) or [
                k for k in known if k.replace("_", "") == name.replace("_", "").replace("-", "").lower()
            ]
            listed = ", ".join(p.name for p in parameters if p.place == "query") or "–"
            expected = (
                text(lang, "near_parameter", near=near[0], known=listed) if near
                else text(lang, "a_parameter", known=listed)
            )  # fmt: skip
            value = raw[name][0] if raw[name] else ""
            errors.append(
                {"parameter": name, "value": value, "expected": expected, "candidates": [{"id": n} for n in near]}
            )
    if errors:
        raise UnknownParameter(f"there is no parameter {errors[0]['parameter']}", errors)


def _shown(value: str) -> str:
    shown = value if len(value) <= 100 else value[:100] + "…"
    return shown.encode("utf-8", "replace").decode()


def _clean(value: str) -> bool:
    if any(c < " " or c == "\x7f" for c in value):
        return False
    try:
        value.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True
