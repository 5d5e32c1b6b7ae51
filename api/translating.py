"""What a load or a rule file has wrong, which is said and kept in English, in the language of the reader.

The catalogues have English templates and their Vietnamese twins. A placeholder stands for any text, which is put in as
it is, but for those whose names are listed here. A message that no template fits comes out as it is.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from typing import NamedTuple

_TRANSLATED = frozenset(("known", "known_too"))
"""Placeholders that stand only for what has a translation itself."""
_MESSAGES = frozenset(("fault", "word", "where", "wanted")) | _TRANSLATED
"""Placeholders that stand for what is translated if it can be; `wanted` is that or a single word, such as a field."""
_NUMBERS = frozenset(("count", "n", "most"))
_NAMES = frozenset(("name", "near", "type"))
"""Placeholders that stand for one name, so that no template takes in the message that follows."""
_HOLE = re.compile(r"\{(\w+)\}")
_NUMBER = re.compile(r"-?[\d,]+")
_JOINTS = ("; ", ": ")
_MOST_PLACES = 4


class _Template(NamedTuple):
    """The literal texts of a template, one more than there are placeholders between them."""

    literals: tuple[str, ...]
    names: tuple[str, ...]
    twin: str


def translated(message: str, lang: str) -> str:
    """A message in a language: itself in English, and where no template fits."""
    if lang != "vi" or not message:
        return message
    if "\n" in message:
        return "\n".join(translated(line, lang) for line in message.split("\n"))
    return _whole(message) or _after_place(message) or _by_pieces(message)


def _whole(message: str) -> str | None:
    fixed, templates = _catalogue()
    if (twin := fixed.get(message)) is not None:
        return twin
    for template in templates:
        if (values := _values(template, message)) is not None:
            return template.twin.format(**values)
    return None


def _after_place(message: str) -> str | None:
    """A message behind the place that it is about: `needs[0]: expected …`."""
    at = -1
    for _ in range(_MOST_PLACES):
        at = message.find(": ", at + 1)
        if at < 0 or "; " in message[:at]:
            return None
        if said := _whole(message[at + 2 :]):
            return message[: at + 2] + said
    return None


def _by_pieces(message: str) -> str:
    """Several messages in one."""
    return "; ".join(translated(piece, "vi") for piece in message.split("; ")) if "; " in message else message


def _values(template: _Template, message: str) -> dict[str, str] | None:
    """What the placeholders stand for, each for as little as can be; None where the template does not fit."""
    first, *inner, last = template.literals
    end = len(message) - len(last)
    if end < len(first) or not message.startswith(first) or not message.endswith(last):
        return None
    found = []
    at = len(first)
    for literal in inner:
        following = message.find(literal, at, end)
        if following < 0:
            return None
        found.append(message[at:following])
        at = following + len(literal)
    found.append(message[at:end])
    leading = template.names[0] if not first else None
    values = dict(zip(template.names, found, strict=True))
    if all(_may_be(name, value, leads=name == leading) for name, value in values.items()):
        return {name: _shown(name, value) for name, value in values.items()}
    return None


def _may_be(name: str, value: str, *, leads: bool) -> bool:
    if name in _NUMBERS:
        return _NUMBER.fullmatch(value) is not None
    if name == "key":
        return " " not in value
    one = not any(joint in value for joint in _JOINTS)
    if name in _TRANSLATED or (name == "wanted" and " " in value):
        return one and translated(value, "vi") != value
    if name in _NAMES or (leads and name not in _MESSAGES):
        return one
    return True


def _shown(name: str, value: str) -> str:
    if name in _MESSAGES:
        return translated(value, "vi")
    return value.replace(",", ".") if name in _NUMBERS else value


@functools.cache
def _catalogue() -> tuple[Mapping[str, str], list[_Template]]:
    """Messages without placeholders, and templates, those with the longest literal text first."""
    # read only where something is wrong
    from api.phrases_libraries import LIBRARIES
    from api.phrases_loads import LOADS
    from api.phrases_rejects import REJECTS
    from api.phrases_rule_files import RULE_FILES

    fixed: dict[str, str] = {}
    templates: list[_Template] = []
    for english, twin in (REJECTS | LOADS | RULE_FILES | LIBRARIES).items():
        parts = _HOLE.split(english)
        if names := tuple(parts[1::2]):
            templates.append(_Template(tuple(parts[::2]), names, twin))
        else:
            fixed[english] = twin
    templates.sort(key=lambda t: -sum(map(len, t.literals)))
    return fixed, templates
