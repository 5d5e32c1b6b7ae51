"""What is said of paths: validity windows, what breaks a path first, the hops with their sources, and the warnings."""

from __future__ import annotations

from typing import Any

import pytest

from graph.answers import PathAnswer, PathItem
from graph.walk import PathQuestion
from schema.statements import Statement
from tests.graph.fixtures import day, document, link, thing, things, view

Statements = tuple[Statement, ...]
AGENCIES = things(**dict.fromkeys("abcdefgz", "Agency"))
COOPERATION = "cooperates_with"


def answer(
    *statements: Statement, source: str = "a", target: str = "b", as_of: str | None = None, **more: Any
) -> PathAnswer:
    """The answer about `x:a` and `x:b` in a graph."""
    question = PathQuestion(
        sources=(f"x:{source}",), targets=(f"x:{target}",), day=None if as_of is None else day(as_of), **more
    )
    return view(*statements).paths(question, "en")


def only(told: PathAnswer) -> PathItem:
    """The one path of an answer."""
    (path,) = told.paths
    return path


def codes(told: PathAnswer) -> list[str]:
    """The codes of the warnings of an answer."""
    return [w.code for w in told.warnings]


# Validity


WINDOW: Statements = (document("s", "2015"), document("t", "2021"))


def test_the_window_and_what_breaks_it() -> None:
    """The window is where all hops certainly hold, whatever their age; the first end is named, with its day."""
    told = answer(
        *WINDOW, *AGENCIES[:2], thing("c", "Agency", abolished="2025-07-01"),
        link("a-c", COOPERATION, "2012/"), link("c-b", COOPERATION, "2014-05-01/", said="t"),
    )  # fmt: skip
    path = only(told)
    assert (path.valid_from, path.valid_to, path.fresh_until) == ("2014-05-01", "2025-06-30", None)
    assert path.breaks is not None
    assert (path.breaks.on, path.breaks.entity, path.breaks.relation) == ("2025-07-01", "x:c", None)
    assert path.breaks.because == {"vi": "c không còn từ ngày này", "en": "c no longer exists from this day on"}


def test_a_relation_breaks_a_path() -> None:
    """The earliest possible end of a relation is the last day of the window; its news is then of no matter."""
    path = only(answer(*WINDOW, *AGENCIES, link("a-b", COOPERATION, "2012/2019-03")))
    assert (path.valid_from, path.valid_to, path.fresh_until) == ("2012-12-31", "2019-03-01", None)
    assert path.breaks is not None
    assert (path.breaks.on, path.breaks.relation) == ("2019-03-02", "cooperates_with:a-b")


def test_ageing_is_no_end() -> None:
    """Old news is merely possible from a day on, but the path has no end."""
    path = only(answer(*WINDOW, *AGENCIES, link("a-b", COOPERATION, "2012/"), as_of="2030-01-01"))
    assert (path.holds, path.valid_from, path.valid_to, path.breaks) == ("possible", "2012-12-31", None, None)
    assert path.fresh_until == "2025-12-31"


def test_an_event_counts_from_its_latest_day_on() -> None:
    """An event does not end, even with the entities that took part."""
    ends: Statements = (thing("a", "Agency", abolished="2018"), thing("b", "Event", date="2014-05"))
    path = only(answer(*WINDOW, *ends, link("a-b", "hosts", None)))
    assert (path.valid_from, path.valid_to, path.fresh_until, path.breaks) == ("2014-05-31", None, None, None)


def test_hops_that_never_hold_together() -> None:
    """Without a date a path whose hops share no certain day is given, with a warning and without a window."""
    chain: Statements = (*AGENCIES, link("a-c", "meets", "2010/2012"), link("c-b", "meets", "2015/2018"))
    told = answer(*chain)
    assert codes(told) == ["never_together"]
    assert (only(told).valid_from, only(told).valid_to, only(told).breaks) == (None, None, None)
    assert codes(answer(*AGENCIES, link("a-b", "meets", "2010/2012"))) == []
    assert answer(*chain, as_of="2011-06-30").status == "no_path"


def test_no_hops_at_all() -> None:
    """From an entity to itself nothing can break, and nothing needs a warning."""
    told = answer(*AGENCIES, target="a")
    assert (only(told).length, only(told).hops, only(told).breaks, codes(told)) == (0, (), None, [])
    assert (only(told).valid_from, only(told).valid_to, only(told).independent_sources) == (None, None, None)


# Hops and warnings


def test_a_hop_says_what_it_rests_on() -> None:
    """A hop has its direction, date as written, attestations, sources, quotations and the parallel relations."""
    told = answer(
        document("s", "2015", genre="report"), document("t", "2010"), *AGENCIES,
        link("b-a", COOPERATION, "2008/", attested=("2008",), said="s t", inference="implicit"),
        link("a-b", "meets", "2009/"), link("a-b", "visits", "2030/"), link("a-b", "sends", modality="planned"),
        as_of="2016",
    )  # fmt: skip
    (hop,) = only(told).hops
    assert (hop.relation, hop.type, hop.class_, hop.forward) == (
        f"{COOPERATION}:b-a",
        COOPERATION,
        "cooperation",
        False,
    )
    assert (hop.validity, hop.attested, hop.last_attested) == ("2008/", ("2008", "2015", "2010"), "2015")
    assert (hop.holds, hop.modality, hop.inference, hop.independent_sources) == ("certain", "asserted", "implicit", 2)
    assert hop.also == ("meets:a-b",)
    assert [(e.source, e.genre) for e in hop.evidence] == [("s", "report"), ("t", None)]
    assert only(told).independent_sources == 2
    assert set(told.entities) == {"x:a", "x:b"}


@pytest.mark.parametrize(
    ("links", "code", "entities"),
    [
        (["a-b cooperates_with requested"], "only_planned", ("x:a", "x:b")),
        (["a-c part_of", "b-c part_of"], "structural_link_only", ("x:c",)),
        (["a-c part_of", "c-d part_of", "d-b part_of"], "structural_link_only", ("x:c", "x:d")),
        (["a-s has_sector", "b-s has_sector"], "thematic_link_only", ("x:s",)),
        (["a-p located_in", "b-p located_in"], "geographic_link_only", ("x:p",)),
        (["a-p located_in", "p-q borders", "b-q located_in"], "geographic_link_only", ("x:p", "x:q")),
        (["a-n located_in", "b-n located_in"], "geographic_link_only", ("x:n",)),
        (["a-c possibly_same_as", "b-c possibly_same_as"], None, ()),
    ],
)
def test_no_path_names_the_link_that_is_none(links: list[str], code: str | None, entities: tuple[str, ...]) -> None:
    """Where only a plan, membership, a theme or geography links the two, a warning names it, and what it goes by."""
    made = [link(*told.split()[:2], modality=[*told.split(), "asserted"][2]) for told in links]
    told = answer(*AGENCIES[:4], *things(s="Sector", p="Province", q="Province", n="Country"), *made)
    assert told.status == "no_path"
    assert [(w.code, w.entities) for w in told.warnings] == ([(code, entities)] if code else [])
    assert all({"vi", "en"} == set(w.message) and set(w.path) <= set(told.entities) for w in told.warnings)


def test_a_place_with_which_both_cooperate_is_not_called_geography() -> None:
    """Where relations of cooperation meet in a place that is no stepping stone, the warning says just that."""
    made = [link("a-q", COOPERATION), link("b-q", COOPERATION)]
    (warning,) = answer(*AGENCIES[:2], *things(q="Province"), *made).warnings
    assert (warning.code, warning.entities) == ("geographic_link_only", ("x:q",))
    assert "geography" not in warning.message["en"]
    assert "địa lý" not in warning.message["vi"]


def test_a_path_has_no_such_warning() -> None:
    """The links that are none are looked for only where there is no path."""
    links = [link("a-b", COOPERATION), link("a-b", COOPERATION, modality="planned", called="p")]
    assert codes(answer(*AGENCIES, *links)) == []


def test_warnings_of_the_day() -> None:
    """On a day an end may not exist, and a path may be merely possible; both are said."""
    ends: Statements = (thing("a", "Agency", founded="2015"), *AGENCIES[1:3])
    event: Statements = (
        *ends,
        thing("v", "Event", date="2012"),
        link("a-v", "sends", None),
        link("b-v", "sends", "2012-06"),
    )
    told = answer(*event, as_of="2012-06-15")
    assert (told.status, codes(told)) == ("no_path", ["entity_not_in_force"])
    assert told.warnings[0].message["en"] == "a did not exist on the day asked (2015/)"
    assert codes(answer(*ends, link("a-b", "meets", "2015/"), as_of="2015-05-01")) == ["only_possible"]
    assert codes(answer(*event)) == []
