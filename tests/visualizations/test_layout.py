"""Where things stand in a drawing."""

from __future__ import annotations

import itertools
import random

import pytest

from visualizations import layout


def overlaps(places: dict[str, layout.Point], boxes: dict[str, layout.Box]) -> list[tuple[str, str]]:
    """The pairs of boxes that have room in common."""
    return [
        (a, b)
        for a, b in itertools.combinations(places, 2)
        if abs(places[a][0] - places[b][0]) < (boxes[a][0] + boxes[b][0]) / 2 - 1
        and abs(places[a][1] - places[b][1]) < (boxes[a][1] + boxes[b][1]) / 2 - 1
    ]


def network(count: int, seed: int = 7) -> tuple[dict[str, layout.Box], list[layout.Link]]:
    """Boxes of several sizes and links, some with hubs."""
    chance = random.Random(seed)
    boxes = {f"n{i}": (chance.uniform(40, 300), chance.uniform(30, 90)) for i in range(count)}
    links = [(f"n{int(count * chance.random() ** 2)}", f"n{chance.randrange(count)}", 1.0) for _ in range(2 * count)]
    return boxes, [link for link in links if link[0] != link[1]]


@pytest.mark.parametrize("count", [1, 2, 25, 150])
def test_nothing_stands_on_another(count: int) -> None:
    """Shapes with their labels do not overlap."""
    boxes, links = network(count)
    places = layout.forces(boxes, links)
    assert list(places) == list(boxes)
    assert overlaps(places, boxes) == []


def test_linked_ones_are_near() -> None:
    """What is linked stands nearer together than what is not, on average."""
    boxes = {f"{side}{i}": (60.0, 40.0) for side in "ab" for i in range(12)}
    links = [(f"{side}{i}", f"{side}{j}", 1.0) for side in "ab" for i, j in itertools.combinations(range(12), 2)]
    places = layout.forces(boxes, [*links, ("a0", "b0", 0.2)])

    def distance(pairs: list[tuple[str, str]]) -> float:
        total = sum(abs(places[a][0] - places[b][0]) + abs(places[a][1] - places[b][1]) for a, b in pairs)
        return total / len(pairs)

    apart = [(f"a{i}", f"b{j}") for i in range(12) for j in range(12)]
    assert distance([(a, b) for a, b, _ in links]) < 0.7 * distance(apart)


def test_the_middle_stays_in_the_middle() -> None:
    """The node that a drawing is about does not move."""
    boxes, links = network(30)
    assert layout.forces(boxes, links, still="n0")["n0"] == (0.0, 0.0)


def test_same_network_has_same_places() -> None:
    """Places depend on nothing but what is drawn."""
    assert layout.forces(*network(40)) == layout.forces(*network(40))


def test_boxes_in_one_place_come_apart() -> None:
    """Boxes that stand exactly on one another are told apart, too."""
    boxes = {f"n{i}": (50.0, 50.0) for i in range(9)}
    assert overlaps(layout.separate(dict.fromkeys(boxes, (0.0, 0.0)), boxes), boxes) == []


def test_pieces_stand_side_by_side() -> None:
    """Pieces that nothing connects get rooms of their own, about as wide as a canvas."""
    boxes = {f"n{i}": (100.0, 60.0) for i in range(40)}
    parts = layout.pieces(list(boxes), [("n0", "n1", 1.0), ("n5", "n1", 1.0)])
    assert parts[0] == ["n0", "n1", "n5"]
    assert len(parts) == 38
    places = layout.packed([layout.forces({i: boxes[i] for i in part}, []) for part in parts], boxes)
    assert overlaps(places, boxes) == []
    xs, ys = zip(*places.values(), strict=True)
    assert 0.8 < (max(xs) - min(xs)) / (max(ys) - min(ys)) < 3
    assert layout.packed([], boxes) == {}
    assert layout.extent({}, boxes) == 0


def test_chains_run_from_left_to_right() -> None:
    """Each chain has a lane of its own from the first column to the last, its entities in order."""
    chains = [("a", "b", "z"), ("a", "c", "d", "z"), ("a", "b", "e", "z")]
    places = layout.lanes(chains)
    assert set(places) == set("abcdez")
    for chain in chains[:2]:
        assert [places[i][0] for i in chain] == sorted(places[i][0] for i in chain)
    assert places["c"][1] == places["d"][1] != places["b"][1]
    assert places["a"][1] == places["z"][1]


def test_a_direct_chain_passes_nobody() -> None:
    """The line between two neighbours runs where no other chain has an entity."""
    places = layout.lanes([("a", "z"), ("a", "b", "z"), ("a", "c", "z"), ("a", "d", "z")])
    assert places["a"][1] == places["z"][1]
    assert places["a"][1] not in {places[i][1] for i in "bcd"}


def test_chains_may_be_one_entity_or_have_several_ends() -> None:
    """An entity alone has a place, and several ends stand below one another."""
    assert layout.lanes([["a"]]) == {"a": (0.0, 0.0)}
    places = layout.lanes([("a", "b", "z"), ("y", "b", "z")])
    assert places["a"][0] == places["y"][0]
    assert places["a"][1] != places["y"][1]
