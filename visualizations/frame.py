"""The page around a drawing: one file that asks nobody for anything.

Its Content-Security-Policy allows exactly the scripts and the style that are in it, by their hashes: no markup that
comes from data could run, were it ever to get in.
"""

from __future__ import annotations

import base64
import functools
import hashlib
import importlib.resources
from string import Template
from typing import Any

import msgspec

from graph.answers import Envelope
from visualizations.drawing import draw
from visualizations.markup import Markup, clean, join, tag, text
from visualizations.picture import Picture
from visualizations.words import WORDS, Words


class Page(msgspec.Struct, kw_only=True):
    """What stands on a page. `facts`, `legend` and `tables` are markup, the rest is text."""

    title: str
    facts: Markup
    warnings: list[str]
    notes: list[str]
    legend: Markup
    tables: Markup
    picture: Picture


def render(page: Page, words: Words) -> str:
    """The page as HTML, the same bytes for the same content."""
    style, own = _template("page.css"), _template("page.js")
    drawing = draw(page.picture) if page.picture.nodes else None
    scripts = [drawing.library, drawing.calls, own] if drawing else []
    hint, where = words("hint"), words("drawing_of", title=page.title)
    return Template(_template("page.html")).substitute(
        language=words.language,
        policy=_policy(style, scripts),
        title=text(f"{page.title} · Nhịp Cầu"),
        style=style,
        program=text(words("program")),
        heading=tag("bdi", page.title),
        facts=page.facts,
        notices=join(_list("warnings", page.warnings), _list("notes", page.notes)),
        drawing=text(words("drawing")),
        to_tables=text(words("to_tables")),
        buttons=_buttons(words) if drawing else "",
        state="full" if drawing else "empty",
        empty="" if drawing else text(words("nothing_drawn")),
        turns="yes" if page.picture.turns else "no",
        focus=next((n for n, node in enumerate(page.picture.nodes) if node.key == page.picture.focus), 0),
        scale=_readable(page.picture),
        drawing_of=text(where),
        no_script=tag("noscript", tag("p", words("no_script"))) if drawing else "",
        hint=text(hint if drawing else ""),
        details=text(words("details")),
        choose=text(words("choose")),
        legend=page.legend,
        tables=page.tables,
        footer=tag("p", words("edtf")),
        scripts="\n".join(f"<script>{script}</script>" for script in scripts),
    )


def warnings_of(answer: Envelope, words: Words) -> list[str]:
    """What an answer warns of, and which limits were hit."""
    limits = [words(f"limit_{c}") if f"limit_{c}" in WORDS else words("limit", code=c) for c in answer.limits_hit]
    return [*(words.of(w.message) for w in answer.warnings), *limits]


def envelope_facts(answer: Envelope, words: Words) -> list[tuple[str, Any]]:
    """The day and the version of an answer."""
    return [
        (words("as_of"), answer.as_of or words("any_time")),
        (words("data_version"), tag("code", answer.data_version)),
    ]


def _readable(picture: Picture) -> str:
    """The scale at which the important labels can be read on a telephone."""
    fonts = [node.font for node in picture.nodes if node.rank < 2] or [node.font for node in picture.nodes] or [13]
    return f"{min(1.0, 13 / min(fonts)):.2f}"


def _buttons(words: Words) -> Markup:
    return join(
        *(
            tag("button", sign, type="button", data_do=what, aria_label=words(name), title=words(name))
            for what, sign, name in (("in", "+", "zoom_in"), ("out", "−", "zoom_out"))
        ),
        tag("button", words("fit"), type="button", data_do="fit"),
    )


def _list(kind: str, items: list[str]) -> Markup | None:
    return tag("ul", *(tag("li", item) for item in items), class_=kind) if items else None


def _policy(style: str, scripts: list[str]) -> str:
    allowed = " ".join(map(_hash, scripts)) or "'none'"
    return (
        f"default-src 'none'; script-src {allowed}; style-src {_hash(style)}; base-uri 'none'; form-action 'none'; "
        "require-trusted-types-for 'script'; trusted-types 'none'"
    )


def _hash(content: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}'"


@functools.cache
def _template(name: str) -> str:
    whole = importlib.resources.files("visualizations").joinpath("templates", name).read_text(encoding="utf-8")
    return clean(whole.replace("\r\n", "\n")).strip()
