"""The drawing of a picture: the two scripts that pyvis writes, vis-network itself and the data with its calls.

Only they are taken from its page; the rest asks other hosts for styles, or writes what it is given as markup. Nothing
that comes from the data is given to pyvis but numbers, labels and tooltips under a name of our own, which it encodes as
JSON; its `title` would be put into the page as markup. It loads IPython, so it is imported only when a page is made.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import Any, NamedTuple

from visualizations.markup import clean
from visualizations.picture import VERDICT, Edge, Node, Picture
from visualizations.style import look

MOST_NODES = 2000
_SCRIPT = re.compile(r"<script(?P<attributes>[^>]*)>(?P<body>.*?)</script\s*>", re.DOTALL | re.IGNORECASE)
_FACE = "system-ui, 'Noto Sans', 'Noto Sans CJK SC', sans-serif"
_OPTIONS: dict[str, Any] = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False, "randomSeed": 1},
    "interaction": {
        "hover": True,
        "tooltipDelay": 120,
        "zoomView": False,
        "keyboard": {"enabled": True, "bindToWindow": False},
    },
    "nodes": {
        "font": {"face": _FACE, "strokeWidth": 4},
        "scaling": {"label": {"drawThreshold": 8, "maxVisible": 24}},
    },
    "edges": {
        "arrows": {"to": {"scaleFactor": 0.5}},
        "color": {"inherit": False},
        "font": {"face": _FACE, "size": 13, "strokeWidth": 5, "align": "horizontal"},
        "scaling": {"label": {"drawThreshold": 10, "maxVisible": 20}},
        "hoverWidth": 1,
        "selectionWidth": 2,
        "smooth": False,
    },
}


class Drawing(NamedTuple):
    """`library` is vis-network, `calls` are the data and what is done with them."""

    library: str
    calls: str


def draw(picture: Picture) -> Drawing:
    """The scripts that draw a picture into the element `mynetwork`.

    Raises:
        ValueError: there are more nodes than a browser can be asked to draw.
        RuntimeError: pyvis wrote something else than the scripts that are known.
    """
    if len(picture.nodes) > MOST_NODES:
        raise ValueError(f"{len(picture.nodes)} nodes are too many: at most {MOST_NODES} are drawn")
    from pyvis.network import Network

    network = Network(directed=True, cdn_resources="in_line")
    numbers = {node.key: n for n, node in enumerate(picture.nodes)}
    for node in picture.nodes:
        x, y = picture.places[node.key]
        network.add_node(numbers[node.key], x=round(x), y=round(y), **_node(node))
    for n, (edge, bend) in enumerate(zip(picture.edges, _bends(picture.edges), strict=True)):
        network.add_edge(numbers[edge.source], numbers[edge.target], id=f"e{n}", **_edge(edge, bend))
    network.options = _OPTIONS
    return _scripts(network.generate_html())


def _node(node: Node) -> dict[str, Any]:
    options: dict[str, Any] = {
        "label": clean(node.label), "tip": clean(node.tip), "size": node.size, "kind": node.kind,
        "font": {"size": node.font}, "borderWidth": {0: 4, 1: 2}.get(node.rank, 1),
    }  # fmt: skip
    if node.kind == VERDICT:
        dashes = [6, 4] if node.dashed else False
        return options | {
            "shape": "box", "shapeProperties": {"borderDashes": dashes, "borderRadius": 2}, "margin": 8,
            "scaling": {"label": {"drawThreshold": 4}},
        }  # fmt: skip
    return options | {"shape": look(node.kind).shape, "color": {"background": look(node.kind).colour}}


def _edge(edge: Edge, bend: float) -> dict[str, Any]:
    options: dict[str, Any] = {"tip": clean(edge.tip), "width": edge.width, "tone": edge.tone}
    if edge.label:
        options["label"] = clean(edge.label)
    if edge.dash:
        options["dashes"] = list(edge.dash)
    if not edge.directed:
        options["arrows"] = ""
    if bend:
        options["smooth"] = {"enabled": True, "type": "curvedCW" if bend > 0 else "curvedCCW", "roundness": abs(bend)}
    return options


def _bends(edges: tuple[Edge, ...]) -> list[float]:
    """How far each edge is bent, so that parallel ones are told apart."""
    parallel = Counter(frozenset((e.source, e.target)) for e in edges)
    seen: defaultdict[frozenset[str], int] = defaultdict(int)
    bends = []
    for edge in edges:
        pair = frozenset((edge.source, edge.target))
        bend = 0.2 * (seen[pair] - (parallel[pair] - 1) / 2)
        seen[pair] += 1
        bends.append(round(bend if edge.source <= edge.target else -bend, 2))
    return bends


def _scripts(page: str) -> Drawing:
    bodies = [m["body"] for m in _SCRIPT.finditer(page) if "src" not in m["attributes"]]
    library = [b for b in bodies if b.lstrip().startswith("/**") and "vis-network" in b[:200]]
    calls = [b for b in bodies if "function drawGraph()" in b]
    if len(library) != 1 or len(calls) != 1:
        raise RuntimeError("pyvis wrote a page of another form: version 0.3.2 is known to work")
    return Drawing(_plain(library[0]), _plain(calls[0]))


def _plain(script: str) -> str:
    """With the ends of lines that a browser sees, which hashes are made of."""
    return script.replace("\r\n", "\n").replace("\r", "\n").strip()
