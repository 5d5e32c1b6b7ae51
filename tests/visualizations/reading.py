"""Reading pages as a browser would, but for running them."""

from __future__ import annotations

import html.parser
import json
import re
from typing import Any


def drawn(page: str) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The nodes and the edges that a page gives to vis-network."""
    nodes, edges = re.findall(r"new vis\.DataSet\((\[.*\])\);", Read(page).blocks["script"][1])
    return json.loads(nodes), json.loads(edges)


class Read(html.parser.HTMLParser):
    """What a page holds: elements with their attributes in order, the text, and what stands in tables."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.blocks: dict[str, list[str]] = {"script": [], "style": []}
        self.tables: list[list[list[str]]] = []
        self.captions: list[str] = []
        self.text = ""
        self._open: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take an element in."""
        self.elements.append((tag, dict(attrs)))
        if tag not in {"meta", "br", "polygon", "circle", "line"}:
            self._open.append(tag)
        if tag == "table":
            self.tables.append([])
        elif tag == "tr":
            self.tables[-1].append([])
        elif tag in {"td", "th"}:
            self.tables[-1][-1].append("")
        elif tag == "caption":
            self.captions.append("")

    def handle_endtag(self, tag: str) -> None:
        """Close an element, which must be the one opened last."""
        if tag in {"polygon", "circle", "line"}:
            return
        assert self._open.pop() == tag, f"{tag} is not nested well"

    def handle_data(self, data: str) -> None:
        """Take text in."""
        inside = self._open[-1] if self._open else ""
        if inside in self.blocks:
            self.blocks[inside].append(data)
            return
        self.text += data
        if "caption" in self._open:
            self.captions[-1] += data
        elif {"td", "th"} & set(self._open):
            self.tables[-1][-1][-1] += data

    def table(self, caption: str) -> list[list[str]]:
        """The rows of the table whose caption begins so."""
        return next(t for t, c in zip(self.tables, self.captions, strict=True) if c.startswith(caption))

    def all(self, tag: str, **attributes: Any) -> list[dict[str, str | None]]:
        """The elements of that name that have these attributes."""
        wanted = {k.rstrip("_").replace("_", "-"): v for k, v in attributes.items()}
        return [a for t, a in self.elements if t == tag and wanted.items() <= a.items()]
