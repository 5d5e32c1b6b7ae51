"""What a page shows, and what it says that it leaves out."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.view import View
from schema.statements import Entity, Relation, Source
from tests.visualizations import world
from visualizations import gather
from visualizations.words import Words

VI = Words("vi")


def test_neighbourhood_is_two_steps_wide(plain: View) -> None:
    """An entity, what it is related with, and what that is related with, of any modality."""
    found = gather.neighbourhood(plain, world.MINUTES, VI)
    assert found.steps == {
        world.MINUTES: 0, world.AGENCY: 1, world.ABROAD: 1, world.PROVINCE: 2, world.SECTOR: 2, world.COUNTRY: 2,
    }  # fmt: skip
    assert {"r-party", "r-other", "r-with", "r-rules"} <= {r.id for r in found.relations}
    assert found.notes == []


def test_nothing_is_reached_through_a_theme(plain: View) -> None:
    """Sectors, channels and countries are shown, but nothing is found through them, and the page says so."""
    found = gather.neighbourhood(plain, world.AGENCY, VI)
    assert found.steps[world.SECTOR] == 1
    assert found.steps[world.ABROAD] == 2  # through the minutes, not through the sector that both have
    assert any("Lĩnh vực" in note for note in found.notes)


def test_too_many_neighbours_are_left_out_and_counted(plain: View, monkeypatch: pytest.MonkeyPatch) -> None:
    """What finds no room is named by number and step."""
    monkeypatch.setattr(gather, "NEIGHBOURS", 2)
    found = gather.neighbourhood(plain, world.MINUTES, VI)
    assert len(found.entities) == 2
    assert VI("left_entities", n=1, hop=1) in found.notes
    assert any("bước 2" in note for note in found.notes)


def test_everything_is_everything(plain: View) -> None:
    """The whole graph has every entity and every relation once."""
    found = gather.everything(plain, VI)
    assert len(found.entities) == sum(isinstance(s, Entity) for s in world.PLAIN)
    assert sorted(r.id for r in found.relations) == sorted(s.id for s in world.PLAIN if isinstance(s, Relation))
    assert found.notes == []


def test_limits_of_the_whole_graph_are_said(plain: View, monkeypatch: pytest.MonkeyPatch) -> None:
    """Entities, relations, and relations of one entity beyond the limits are left out and counted."""
    monkeypatch.setattr(gather, "EVERYTHING", 5)
    monkeypatch.setattr(gather, "READ", 1)
    monkeypatch.setattr(gather, "RELATIONS", 1)
    found = gather.everything(plain, VI)
    assert (len(found.entities), len(found.relations)) == (5, 1)
    assert list(found.entities) == plain.talked_about()[:5]
    assert found.notes[0] == VI("left_everything", shown=5, total=7)
    assert {note[:5] for note in found.notes[1:]} == {VI("left_unread", n=3, limit=1)[:5], "Không"}


def test_witnesses_are_found_along_the_chain(plain: View) -> None:
    """Relations are found by id from the subjects on; those of which nothing is known are left out."""
    found = gather.witnesses(plain, [("r-rules", "r-party", "r-other"), ("r-unknown",)], [world.PROVINCE])
    assert list(found) == ["r-rules", "r-party", "r-other"]


def test_links_are_those_between_neighbours(plain: View, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every relation between two neighbours of a chain is found, from whichever end can be read to the end."""
    found = gather.links(plain, (world.PROVINCE, world.ABROAD, world.COUNTRY))
    assert [r.id for r in found] == ["r-with", "r-out"]


def test_an_entity_that_is_related_with_itself_is_drawn_once(tmp_path: Path) -> None:
    """A relation of an entity with itself makes no neighbour."""
    loop = (
        Source(id="s0", title={"vi": "x"}),
        Entity(id="x:a", type="Agency", names={"vi": "A"}),
        Relation(id="r", type="coordinates_with", source="x:a", target="x:a"),
    )
    found = gather.neighbourhood(world.view_of(tmp_path, loop), "x:a", VI)
    assert (list(found.entities), [r.id for r in found.relations]) == (["x:a"], ["r"])
