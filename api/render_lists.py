"""Figures and statements as text: what is said, of whom, and where."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from api.layout import DIM, notes, paged, printable
from api.render import Renderer
from api.words import said
from graph.answers import List

_SAID = ("names", "text", "title")
"""The fields in which a statement says something in words."""


def observation_lines(renderer: Renderer, answer: List) -> list[str]:
    """Figures, each with its subject and source."""
    lines = []
    for item in answer.items:
        lines.append(_name(answer, item.subject))
        lines += renderer.observation(item)
    return [*lines, *_end(renderer, answer)]


def statement_lines(renderer: Renderer, answer: List) -> list[str]:
    """Statements, each with its id, its kind, and where it is said."""
    lines = []
    for item in answer.items:
        about = " – ".join(_name(answer, e) for e in _about(item))
        told = next((said(item[f], renderer.lang) for f in _SAID if item.get(f)), "") or _plain(item)
        marks = [item["kind"], item.get("modality"), item.get("target_period") or item.get("date") or item.get("valid")]
        lines.append(f"{item['id']}  {renderer.style(DIM, ' · '.join(filter(None, marks)))}")
        lines += [f"  {about}" if about else "", f"  {printable(told)}"]
        for e in item.get("evidence", ()):
            place = f"{e['source']}:{e['start']}-{e['end']}" if e["start"] is not None else e["source"]
            lines.append(printable(f"    {place}" + (f" “{e['quote']}”" if e["quote"] else "")))
    return [line for line in lines if line] + _end(renderer, answer)


def _about(item: Mapping[str, Any]) -> Iterable[str]:
    return [item[f] for f in ("subject", "source", "object", "target") if isinstance(item.get(f), str)]


def _plain(item: Mapping[str, Any]) -> str:
    fields = ("type", "indicator", "qualifier", "value", "unit", "period")
    return " ".join(str(item[f]) for f in fields if item.get(f) is not None)


def _name(answer: List, entity: str) -> str:
    known = answer.entities.get(entity)
    return printable(f"{known.name} ({entity})" if known else entity)


def _end(renderer: Renderer, answer: List) -> list[str]:
    lines = paged(len(answer.items), answer.total.value, answer.next, renderer.lang)
    return [*lines, *notes(answer, renderer.style, renderer.lang)]
