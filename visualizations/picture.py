"""What is drawn: nodes, edges and their places, whatever draws them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import msgspec

from graph.answers import RelationItem
from visualizations import layout, style
from visualizations.describe import Describer

_SMALL = 5
VERDICT = "verdict"
"""The kind of a node that is no entity: a box with a verdict."""


class Scale(NamedTuple):
    """Sizes of shapes and of labels by rank. Large drawings are seen from afar: what matters is written large."""

    sizes: tuple[int, int, int]
    fonts: tuple[int, int, int]


def scale_of(count: int) -> Scale:
    """The scale of a drawing of so many nodes."""
    if count <= 30:
        return Scale((24, 18, 14), (20, 16, 15))
    if count <= 70:
        return Scale((30, 20, 14), (30, 22, 14))
    if count <= 130:
        return Scale((40, 26, 14), (48, 33, 14))
    if count <= 600:
        return Scale((50, 34, 14), (60, 50, 14))
    return Scale((70, 50, 18), (100, 80, 9))


class Node(msgspec.Struct, frozen=True, kw_only=True):
    """`rank`: 0 is the subject of the page, 1 is important, 2 the rest. `dashed`: the frame of what is missing."""

    key: str
    label: str
    kind: str
    tip: str
    rank: int = 2
    size: int = 14
    font: int = 14
    dashed: bool = False

    @property
    def box(self) -> layout.Box:
        """The room that the shape and the label below it take."""
        rows = self.label.split("\n")
        wide = 0.56 * self.font * max(style.columns(row) for row in rows)
        if self.kind == VERDICT:
            return (wide + 20, self.below + 20)
        return (max(wide, 2.0 * self.size), 2.0 * self.size + self.below)

    @property
    def below(self) -> float:
        """The height of the label."""
        return 1.2 * self.font * (self.label.count("\n") + 1) + 0.4 * self.font


class Edge(msgspec.Struct, frozen=True, kw_only=True):
    source: str
    target: str
    tip: str
    label: str = ""
    width: float = style.THIN
    tone: str = "pale"
    dash: tuple[int, ...] | None = None
    directed: bool = True


class Picture(msgspec.Struct, frozen=True, kw_only=True):
    """`turns`: may be drawn from top to bottom where there is more height than width.

    `focus`: the node to begin with where there is no room for all.
    """

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    places: Mapping[str, layout.Point]
    focus: str
    turns: bool = False


def entity_node(describer: Describer, entity_id: str, rank: int, scale: Scale) -> Node:
    """An entity as a node."""
    label = style.wrapped(describer.name(entity_id).text, 22 if rank == 0 else 18) or entity_id
    kind = describer.kind(entity_id)
    return Node(
        key=entity_id, label=label, kind=kind, tip=describer.of_entity(entity_id), rank=rank,
        size=round(scale.sizes[rank] * style.look(kind).grown), font=scale.fonts[rank],
    )  # fmt: skip


def relation_edge(
    describer: Describer, relation: RelationItem, *, labelled: bool = False, also: int = 0, weakest: bool = False
) -> Edge:
    """A relation as an edge; `also`: how many parallel ones it stands for; `weakest`: it is a path's weakest link."""
    tip = describer.of_relation(relation)
    name = describer.relation_name(relation.type)
    if weakest:
        tip, name = f"{tip}\n{style.WEAKEST} {describer.words('weakest_here')}", f"{style.WEAKEST} {name}"
    return Edge(
        source=relation.source, target=relation.target,
        tip=f"{tip}\n{describer.words('also', n=also)}" if also else tip,
        label=name if labelled else "",
        width=style.WIDTHS.get(relation.class_, style.THIN), tone=style.TONES.get(relation.class_, "pale"),
        dash=style.dash_of(relation), directed=not describer.symmetric(relation.type),
    )  # fmt: skip


def attraction(relation: RelationItem) -> float:
    """How strongly a relation pulls its ends together: themes tie everything to everything, so they hardly do."""
    return {"thematic": 0.1, "identity": 0.5, "structural": 0.6}.get(relation.class_, 1.0)


def around(
    nodes: Sequence[Node], relations: Iterable[RelationItem], steps: Mapping[str, int], *, labelled: bool = False
) -> dict[str, layout.Point]:
    """Places around the first node: what is next to it inside, what is beyond outside. `labelled`: edges, too."""
    air = (110, 50) if labelled else (0, 0)
    boxes = {n.key: (n.box[0] + air[0], n.box[1] + air[1]) for n in nodes}
    links = _links(relations, boxes)
    inner = [n.key for n in nodes if steps.get(n.key, 0) < 2]
    start = layout.spiral([*inner, *(n.key for n in nodes if n.key not in set(inner))], 90)
    return _settled(layout.forces(boxes, links, start, still=nodes[0].key if nodes else None), nodes)


def by_area(
    nodes: Sequence[Node], relations: Sequence[RelationItem], areas: Mapping[str, str | None]
) -> dict[str, layout.Point]:
    """Places by area: what belongs to an area, or is related most with what does, stands together."""
    boxes = {n.key: n.box for n in nodes}
    group = _grouped({n.key: areas.get(n.key) for n in nodes}, relations)
    sizes = Counter(group.values())
    order = sorted(sizes, key=lambda g: (-sizes[g], g or ""))
    centres = layout.spiral([g or "" for g in order], 420)
    start: dict[str, layout.Point] = {}
    for name in order:
        members = [i for i in boxes if group[i] == name]
        x, y = centres[name or ""]
        start |= {i: (x + dx, y + dy) for i, (dx, dy) in layout.spiral(members, 45).items()}
    links = _links(relations, boxes)
    links = [(a, b, w if group[a] == group[b] else 0.15 * w) for a, b, w in links]
    links += [(i, g, 0.4) for i, g in group.items() if g is not None and g in boxes and i != g]
    drawn = []
    for part in layout.pieces(list(boxes), links):
        inside = {i: boxes[i] for i in part}
        drawn.append(layout.forces(inside, [x for x in links if x[0] in inside], {i: start[i] for i in part}))
    return _settled(layout.packed(drawn, boxes), nodes)


def in_pieces(nodes: Sequence[Node], edges: Sequence[Edge]) -> dict[str, layout.Point]:
    """Places piece by piece: the small ones first, in the order of the nodes."""
    boxes = {n.key: n.box for n in nodes}
    kinds = {n.key: n.kind for n in nodes}
    links = [(e.source, e.target, 1.0) for e in edges if e.source != e.target]
    small, large = [], []
    for part in layout.pieces(list(boxes), links):
        inside = {i: boxes[i] for i in part}
        if len(part) <= _SMALL:
            small.append(_tile(inside, kinds))
        else:
            large.append(layout.forces(inside, [x for x in links if x[0] in inside]))
    tiles = [layout.packed(small, boxes, aspect) for aspect in ((0.5, 0.8, 1.5, 3.0) if large else (layout.ASPECT,))]
    tries = [layout.packed([*([t] if t else []), *large], boxes) for t in tiles]
    return _settled(min(tries, key=lambda places: layout.extent(places, boxes)), nodes)


def _settled(places: Mapping[str, layout.Point], nodes: Iterable[Node]) -> dict[str, layout.Point]:
    """The places of shapes from those of their boxes: a label hangs below its shape."""
    below = {n.key: 0.0 if n.kind == VERDICT else n.below for n in nodes}
    return {i: (x, y - below[i] / 2) for i, (x, y) in places.items()}


def _tile(boxes: Mapping[str, layout.Box], kinds: Mapping[str, str]) -> dict[str, layout.Point]:
    """A small piece: entities side by side, boxes with verdicts above the first."""
    places: dict[str, layout.Point] = {}
    x = y = 0.0
    for i, (wide, high) in boxes.items():
        if kinds[i] == VERDICT:
            y -= high + layout.GAP
            places[i] = (0.0, y)
        else:
            x += wide / 2 + 90 if places else 0
            places[i] = (x, high / 2 + layout.GAP)
            x += wide / 2
    return places


def _links(relations: Iterable[RelationItem], boxes: Mapping[str, layout.Box]) -> list[layout.Link]:
    return [
        (r.source, r.target, attraction(r))
        for r in relations
        if r.source in boxes and r.target in boxes and r.source != r.target
    ]


def _grouped(own: Mapping[str, str | None], relations: Sequence[RelationItem]) -> dict[str, str | None]:
    """The group of each: its own, else the one that most of those have with which it is related."""
    group = dict(own)
    for _ in range(3):
        votes: dict[str, Counter[str]] = {}
        for r in relations:
            for here, there in ((r.source, r.target), (r.target, r.source)):
                near = group.get(there)
                if here in group and group[here] is None and near is not None and r.class_ != "thematic":
                    votes.setdefault(here, Counter())[near] += 1
        for i, counted in votes.items():
            group[i] = min(counted, key=lambda g: (-counted[g], g))
    return group
