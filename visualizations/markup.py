"""HTML that is safe by construction: whatever is not `Markup` is text, and is escaped."""

from __future__ import annotations

import html
import re
from typing import Any

_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]")

_VOID = frozenset({"br"})


class Markup(str):
    """Text that is HTML already."""

    __slots__ = ()


def clean(value: Any) -> str:
    """A value as text without what no page may hold: control characters and lone surrogates."""
    return _UNPRINTABLE.sub("\ufffd", str(value).encode("utf-8", "replace").decode())


def text(value: Any) -> Markup:
    """A value as escaped text; markup as it is."""
    return value if isinstance(value, Markup) else Markup(html.escape(clean(value)))


def join(*parts: Any, by: str = "") -> Markup:
    """Parts in a row; those that are None are left out."""
    return Markup(text(by).join(text(p) for p in parts if p is not None))


def tag(name: str, *content: Any, **attributes: Any) -> Markup:
    """An element. `class_` and `aria_label` become `class` and `aria-label`; an attribute that is None is left out."""
    given = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{html.escape(clean(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    return Markup(f"<{name}{given}>" if name in _VOID else f"<{name}{given}>{join(*content)}</{name}>")


def in_language(words: str, language: str | None, name: str = "span", **attributes: Any) -> Markup:
    """Text with its language said, and its direction kept to itself."""
    return tag(name, tag("bdi", words), lang=language, **attributes)
