"""The catalogue of words: what the command line, the errors and the pages say, in Vietnamese and English."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal

from api.phrases import PHRASES
from api.phrases_cli import PHRASES_CLI
from api.translating import translated
from schema.errors import NhipcauError, QuestionError

Lang = Literal["vi", "en"]
LANGS: tuple[Lang, ...] = ("vi", "en")
DEFAULT: Lang = "vi"

_WORDS = {**PHRASES, **PHRASES_CLI}


def text(lang: str, code: str, **values: object) -> str:
    """A sentence of the catalogue in a language."""
    template = _WORDS[code][0 if lang == "vi" else 1]
    return template.format(**values) if values else template


def said(texts: Mapping[str, str], lang: str) -> str:
    """A text in a language, else in Vietnamese, else in any."""
    return texts.get(lang) or texts.get("vi") or next(iter(texts.values()), "")


def detail(error: NhipcauError, lang: str, *, with_candidates: bool = True, translating: bool = False) -> str:
    """An error in a sentence; in the words of whoever raised it where the catalogue has none.

    `translating`: what loaders, rules and stores say in English, which documents for programs keep, is translated.
    """
    say_in = lang if translating else "en"
    first: dict[str, Any] = error.errors[0] if error.errors else {}
    listed = ", ".join(candidates(error)) if with_candidates else ""
    if not isinstance(error, QuestionError) or not first:
        return translated(str(error), say_in)
    if error.code == "invalid_parameter":
        told = ({**e, "expected": translated(str(e.get("expected", "")), say_in)} for e in error.errors)
        return "; ".join(text(lang, "invalid", **_shown(e)) for e in told)
    if error.code == "unknown_parameter":
        return "; ".join(text(lang, "unknown_parameter", **_shown(e)) for e in error.errors)
    if error.code == "ambiguous_entity":
        code = "ambiguous" if listed else "ambiguous_bare"
        return text(lang, code, name=_short(first["value"]), candidates=listed)
    if error.code.startswith("unknown_"):
        what = text(lang, f"what_{error.code.removeprefix('unknown_')}")
        found = text(lang, "unknown", what=what, name=_short(first["value"]))
        return text(lang, "near", detail=found, candidates=listed) if listed else found
    return str(error)


def candidates(error: NhipcauError) -> list[str]:
    """What may have been meant, an id, a name and a lifetime each."""
    found: Sequence[Mapping[str, Any]] = error.errors[0].get("candidates") or () if error.errors else ()
    return [f"{c['id']} ({_called(c)})" if c.get("name") else str(c["id"]) for c in found]


def _called(candidate: Mapping[str, Any]) -> str:
    return ", ".join(str(candidate[key]) for key in ("name", "in", "lifetime") if candidate.get(key))


def _shown(error: Mapping[str, Any]) -> dict[str, str]:
    return {key: _short(error.get(key, "")) for key in ("parameter", "value", "expected")}


def _short(value: object) -> str:
    shown = str(value)
    return shown if len(shown) <= 200 else shown[:200] + "…"
