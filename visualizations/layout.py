"""Where things stand: places computed here, so that the same answer is drawn in the same way everywhere.

Forces as in Fruchterman and Reingold (1991), with a grid for the repulsion, in plain Python: the layouts of networkx
need numpy, which nothing else here does. What overlaps, labels included, is then pushed apart.
"""

from __future__ import annotations

import itertools
import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

Point = tuple[float, float]
Box = tuple[float, float]
Link = tuple[str, str, float]
"""Two ends and how strongly they attract."""

GAP = 14.0
"""How far boxes stay apart."""
ASPECT = 1.5
"""Width to height of the canvas on a desk."""
LANE, COLUMN = 150.0, 240.0
_GOLDEN = math.pi * (3 - math.sqrt(5))


def spiral(ids: Sequence[str], step: float) -> dict[str, Point]:
    """Places on a sunflower's spiral, the first in the middle."""
    return {
        i: (step * math.sqrt(n) * math.cos(n * _GOLDEN), step * math.sqrt(n) * math.sin(n * _GOLDEN))
        for n, i in enumerate(ids)
    }


def forces(
    boxes: Mapping[str, Box], links: Sequence[Link], start: Mapping[str, Point] | None = None, still: str | None = None
) -> dict[str, Point]:
    """A drawing of one piece: linked ones near, others apart, none on another. `still` stays in the middle."""
    ids = list(boxes)
    wide = sum(w + GAP for w, _ in boxes.values()) / max(1, len(ids))
    high = sum(h + GAP for _, h in boxes.values()) / max(1, len(ids))
    stretch = (
        max(1.0, min(2.2, wide / high)) if ids else 1.0
    )  # labels lie, so that neighbours side by side need more room
    places = spiral(ids, high) if start is None else dict(start)
    degrees = Counter(end for a, b, _ in links for end in (a, b))
    tamed = [(a, b, weight / math.sqrt(min(degrees[a], degrees[b]))) for a, b, weight in links]
    if len(ids) > 1:
        rounds = max(30, min(240, 50_000 // len(ids)))
        for n in range(rounds):
            _pull(places, tamed, high, 1.5 * high * (1 - n / rounds) + 1, still)
    return separate({i: (stretch * x, y) for i, (x, y) in places.items()}, boxes, still)


def _pull(places: dict[str, Point], links: Sequence[Link], step: float, most: float, still: str | None) -> None:
    """One round: everything moves along the forces on it, at most so far."""
    moves = {i: [0.0, 0.0] for i in places}
    for a, b, dx, dy in _near(places, 4 * step):
        square = dx * dx + dy * dy + 1e-3
        push = step * step / square
        moves[a][0] += dx * push
        moves[a][1] += dy * push
        moves[b][0] -= dx * push
        moves[b][1] -= dy * push
    for a, b, weight in links:
        dx, dy = places[a][0] - places[b][0], places[a][1] - places[b][1]
        pull = weight * math.hypot(dx, dy) / step
        moves[a][0] -= dx * pull
        moves[a][1] -= dy * pull
        moves[b][0] += dx * pull
        moves[b][1] += dy * pull
    for i, (x, y) in places.items():
        dx, dy = moves[i][0] - 0.02 * x, moves[i][1] - 0.03 * y  # a canvas is wider than high
        length = math.hypot(dx, dy)
        if i != still and length > 0:
            share = min(length, most) / length
            places[i] = (x + dx * share, y + dy * share)


def _near(places: Mapping[str, Point], reach: float) -> list[tuple[str, str, float, float]]:
    """The pairs that are no farther apart than `reach` in either direction, and how far."""
    cells: dict[tuple[int, int], list[str]] = {}
    for i, (x, y) in places.items():
        cells.setdefault((int(x // reach), int(y // reach)), []).append(i)
    found = []
    for (column, row), here in cells.items():
        around = [i for c, r in ((1, 0), (-1, 1), (0, 1), (1, 1)) for i in cells.get((column + c, row + r), ())]
        for n, a in enumerate(here):
            x, y = places[a]
            for b in (*here[n + 1 :], *around):
                dx, dy = x - places[b][0], y - places[b][1]
                if abs(dx) <= reach and abs(dy) <= reach:
                    found.append((a, b, dx, dy))
    return found


def separate(places: Mapping[str, Point], boxes: Mapping[str, Box], still: str | None = None) -> dict[str, Point]:
    """The places, with boxes that overlap pushed apart along the shorter way; of very many some may still overlap."""
    apart = dict(places)
    for turn in range(max(25, min(400, 100_000 // max(1, len(boxes))))):
        moved = False
        for a, b in _touching(apart, boxes):
            dx, dy = apart[a][0] - apart[b][0], apart[a][1] - apart[b][1]
            wide = (boxes[a][0] + boxes[b][0]) / 2 + GAP - abs(dx)
            high = (boxes[a][1] + boxes[b][1]) / 2 + GAP - abs(dy)
            if wide <= 0.5 or high <= 0.5:  # an earlier push was enough
                continue
            moved = True
            if wide < ASPECT * high:
                shift = (math.copysign(wide, dx or (1 if turn % 2 else -1)), 0.0)
            else:
                shift = (0.0, math.copysign(high, dy or (1 if turn % 2 else -1)))
            first, second = (1.0, 0.0) if b == still else (0.0, 1.0) if a == still else (0.5, 0.5)
            apart[a] = (apart[a][0] + shift[0] * first, apart[a][1] + shift[1] * first)
            apart[b] = (apart[b][0] - shift[0] * second, apart[b][1] - shift[1] * second)
        if not moved:
            break
    return apart


def _touching(places: Mapping[str, Point], boxes: Mapping[str, Box]) -> Iterator[tuple[str, str]]:
    """The pairs whose boxes overlap, gap included, as they stood before the first is taken."""
    edges = [
        (x - (w + GAP) / 2, x + (w + GAP) / 2, y - (h + GAP) / 2, y + (h + GAP) / 2, i)
        for i, (w, h) in boxes.items()
        for x, y in (places[i],)
    ]
    edges.sort()
    for n, (_, right, top, bottom, a) in enumerate(edges):
        for left, _, other_top, other_bottom, b in itertools.islice(edges, n + 1, None):
            if left >= right:
                break
            if other_top < bottom and top < other_bottom:
                yield a, b


def pieces(ids: Sequence[str], links: Sequence[Link]) -> list[list[str]]:
    """The connected pieces, each in the order of the ids, by their first ids."""
    import networkx as nx

    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(ids)
    graph.add_edges_from((a, b) for a, b, _ in links)
    order = {i: n for n, i in enumerate(ids)}
    found = [sorted(piece, key=order.__getitem__) for piece in nx.connected_components(graph)]
    return sorted(found, key=lambda piece: order[piece[0]])


def packed(parts: Sequence[Mapping[str, Point]], boxes: Mapping[str, Box], aspect: float = ASPECT) -> dict[str, Point]:
    """Pieces side by side, in rows, so that the whole fills a canvas of that aspect as well as may be."""
    frames = [_frame(part, boxes) for part in parts]
    if not frames:
        return {}
    area = sum(w * h for *_, w, h in frames)
    widest = max(w for *_, w, _ in frames)
    tries = [_rows(frames, max(widest, math.sqrt(area * aspect) * n / 10)) for n in range(6, 26)]
    corners, _, _ = min(tries, key=lambda t: max(t[1] / aspect, t[2]))
    return {
        i: (px - left + x, py - top + y)
        for part, (left, top, _, _), (x, y) in zip(parts, frames, corners, strict=True)
        for i, (px, py) in part.items()
    }


def _frame(part: Mapping[str, Point], boxes: Mapping[str, Box]) -> tuple[float, float, float, float]:
    """Left, top, width and height of a piece, with a margin."""
    left = min(x - boxes[i][0] / 2 for i, (x, _) in part.items())
    top = min(y - boxes[i][1] / 2 for i, (_, y) in part.items())
    right = max(x + boxes[i][0] / 2 for i, (x, _) in part.items())
    bottom = max(y + boxes[i][1] / 2 for i, (_, y) in part.items())
    return left, top, right - left + 3 * GAP, bottom - top + 3 * GAP


def _rows(frames: Sequence[tuple[float, float, float, float]], width: float) -> tuple[list[Point], float, float]:
    """Where frames stand in rows of at most that width, and how wide and high they are together."""
    corners: list[Point] = []
    x = y = row = widest = 0.0
    for _, _, w, h in frames:
        if x > 0 and x + w > width:
            x, y, row = 0.0, y + row, 0.0
        corners.append((x, y))
        x, row = x + w, max(row, h)
        widest = max(widest, x)
    return corners, widest, y + row


def extent(places: Mapping[str, Point], boxes: Mapping[str, Box], aspect: float = ASPECT) -> float:
    """How large a canvas of that aspect must be for all of it: the less, the larger it is seen."""
    if not places:
        return 0.0
    *_, width, height = _frame(places, boxes)
    return max(width / aspect, height)


def lanes(chains: Sequence[Sequence[str]]) -> dict[str, Point]:
    """Chains with common ends as lanes from left to right; what stands in several stays in the first.

    A chain that has nothing of its own between its ends gets the lane in the middle.
    """
    hops = max([1, *(len(c) - 1 for c in chains)])
    width = max(COLUMN * hops, min(LANE * len(chains), 2 * COLUMN * hops))
    rows: list[dict[str, float]] = []
    seen = {end for c in chains for end in (c[0], c[-1])}
    for chain in chains:
        new = {i: width * n / (len(chain) - 1) for n, i in enumerate(chain) if i not in seen}
        seen |= new.keys()
        if new:
            rows.append(new)
    middle = (max(1, len(rows)) - 1) / 2
    if any(len(c) == 2 for c in chains) and rows:
        middle = len(rows) // 2
        rows.insert(len(rows) // 2, {})
    places = {i: (x, LANE * n) for n, row in enumerate(rows) for i, x in row.items()}
    for side, ends in ((0.0, [c[0] for c in chains]), (width, [c[-1] for c in chains])):
        distinct = [i for i in dict.fromkeys(ends) if i not in places]
        top = LANE * middle - LANE * (len(distinct) - 1) / 2
        places |= {i: (side, top + LANE * n) for n, i in enumerate(distinct)}
    return places
