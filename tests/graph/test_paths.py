"""Path questions: what is found, and in which order."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from graph.compile import compile_index
from graph.paths import find
from graph.walk import PathQuestion
from schema.statements import Statement
from tests.graph import random_graphs
from tests.graph.fixtures import ask, index, link, routes, snapshot, thing, things, used

Statements = tuple[Statement, ...]
AGENCIES = things(**dict.fromkeys("abcdefgz", "Agency"))
COOPERATION = "cooperates_with"
DIAMOND: Statements = (
    *AGENCIES, link("a-b", "meets"), link("b-z", "meets"), link("a-c", COOPERATION), link("c-z", COOPERATION),
    link("a-d", COOPERATION), link("d-z", COOPERATION, said="s t"), link("b-c", COOPERATION),
)  # fmt: skip


def test_the_order_of_paths() -> None:
    """Fewer hops first, then stronger classes, then more independent sources at the poorest hop, then ids."""
    known = index(*DIAMOND)
    assert routes(known, ask(known, "a", "z", k=20)) == ["a c z", "a d z", "a b z", "a b c z", "a c b z"]
    better = index(*DIAMOND, link("a-d", COOPERATION, called="second", said="s t"))
    assert routes(better, ask(better, "a", "z", k=2)) == ["a d z", "a c z"]


def test_k_and_all_shortest() -> None:
    """With k that many paths are given, different in their entities; all shortest ones are of the least length."""
    known = index(*DIAMOND, link("a-c", "meets", called="parallel"))
    assert routes(known, ask(known, "a", "z")) == ["a c z"]
    assert routes(known, ask(known, "a", "z", all_shortest=True)) == ["a c z", "a d z", "a b z"]
    assert ask(known, "a", "z", k=20).status == "found"
    assert len(ask(known, "a", "z", k=20).paths) == 5


def test_length_zero() -> None:
    """From an entity to itself is a path of no hops, certain on any day, unless it must pass something else."""
    known = index(*DIAMOND)
    assert routes(known, ask(known, "a", "a", k=5)) == ["a"]
    assert ask(known, "a", "a", "2020").paths[0].holds == "certain"
    assert ask(known, "a", "a", via=("x:b",)).status == "no_path"


def test_several_ends() -> None:
    """Several sources or targets mean any of them; the best path between any two is first."""
    known = index(*DIAMOND)
    assert routes(known, ask(known, "a b", "z", k=2)) == ["b z", "a c z"]
    assert routes(known, ask(known, "a", "z b", k=2)) == ["a b", "a c b"]
    assert routes(known, ask(known, "a z", "z", k=3)) == ["z"]


def test_via_and_avoid() -> None:
    """Every entity of `via` is on the path, in whatever order, and none of `avoid`, not even as an end."""
    known = index(*DIAMOND)
    assert routes(known, ask(known, "a", "z", via=("x:b",), k=9)) == ["a b z", "a b c z", "a c b z"]
    assert routes(known, ask(known, "a", "z", via=("x:c", "x:b"), k=9)) == ["a b c z", "a c b z"]
    assert routes(known, ask(known, "a", "z", via=("x:z", "x:d"))) == ["a d z"]
    assert routes(known, ask(known, "a", "z", avoid=("x:c", "x:d"), k=9)) == ["a b z"]
    assert ask(known, "a", "z", avoid=("x:z",)).status == "no_path"
    assert ask(known, "a", "z", via=("x:b",), avoid=("x:b",)).status == "no_path"


def test_max_hops_is_named_where_longer_walks_exist() -> None:
    """Longer paths are not looked for, which is said where there may be some, and only there."""
    chain: Statements = (*AGENCIES, *(link(f"{a}-{b}", COOPERATION) for a, b in zip("abcdef", "bcdefg", strict=True)))
    known = index(*chain)
    assert routes(known, ask(known, "a", "g")) == ["a b c d e f g"]
    assert ask(known, "a", "g", max_hops=5).limits == ("max_hops",)
    assert ask(known, "a", "c", max_hops=1).limits == ("max_hops",)
    assert ask(known, "a", "z").limits == ()


def test_too_much_work_is_no_answer() -> None:
    """A search that runs out of work says so, and gives what it has found so far."""
    known = index(*DIAMOND)
    nothing = find(known, PathQuestion(sources=("x:a",), targets=("x:z",)), work=1)
    assert (nothing.status, nothing.paths, nothing.limits) == ("search_limit_reached", (), ("work",))
    some = find(known, PathQuestion(sources=("x:a",), targets=("x:z",), k=20), work=30)
    assert some.status == "found"
    assert some.limits == ("work",)


def test_relations_asked_for_are_walked_anywhere() -> None:
    """With relation types given exactly these are walked, places are stepping stones, and no strong hop is needed."""
    places = things(a="Agency", b="District", c="Commune", d="Village", e="Country", z="Agency")
    known = index(
        *places, link("a-b", "located_in"), link("c-b", "located_in"), link("c-z", "borders"),
        link("a-e", "located_in"), link("z-e", "located_in"),
    )  # fmt: skip
    assert ask(known, "a", "z").status == "no_path"
    assert routes(known, ask(known, "a", "z", relations=("located_in", "borders"), k=9)) == ["a b c z"]
    assert ask(known, "a", "z", relations=("located_in",)).status == "no_path"
    assert routes(known, ask(known, "a", "c", relations=("located_in",), entity_types=("District",))) == ["a b c"]
    assert ask(known, "a", "c", relations=("located_in",), entity_types=("Agency",)).status == "no_path"


def test_entity_types_restrict_stepping_stones_further() -> None:
    """Only entities of these types are stepping stones; the ends may be of any, and no country becomes one."""
    known = index(
        *things(a="Agency", e="Event", f="Agency", g="Country", z="Agency"),
        *(link(f"{end}-{stone}", "meets") for stone in "efg" for end in "az"),
    )  # fmt: skip
    assert routes(known, ask(known, "a", "z", k=9)) == ["a e z", "a f z"]
    assert routes(known, ask(known, "a", "z", k=9, entity_types=("Event", "Country"))) == ["a e z"]


def test_channels_restrict_relations_further() -> None:
    """With a channel only relations are walked of which an end runs through it."""
    known = index(
        *things(a="Agency", b="Agency", c="Event", z="Agency"), thing("k", "Channel"), thing("l", "Channel"),
        link("a-b", "meets"), link("b-z", "meets"), link("a-c", "meets"), link("c-z", "meets"),
        link("c-k", "through_channel"), link("b-l", "through_channel"),
    )  # fmt: skip
    assert routes(known, ask(known, "a", "z", k=9)) == ["a b z", "a c z"]
    assert routes(known, ask(known, "a", "z", k=9, channels=("x:k",))) == ["a c z"]
    assert routes(known, ask(known, "a", "z", k=9, channels=("x:k", "x:l"))) == ["a b z", "a c z"]
    assert ask(known, "a", "b", channels=("x:k",)).status == "no_path"


def test_certain_first_and_then_possible() -> None:
    """A certain path of any length beats a shorter possible one; what is merely possible is marked."""
    known = index(
        *AGENCIES, link("a-z", "meets", "2020~"), link("a-b", "meets", "2010/2030"), link("b-c", "meets", "2010/2030"),
        link("c-z", "meets", "2010/2030"),
    )  # fmt: skip
    for holds, expected in (("best", ["a b c z"]), ("certain", ["a b c z"]), ("possible", ["a b c z", "a z"])):
        result = ask(known, "a", "z", "2020-06-30", k=9, holds=holds)
        assert routes(known, result) == expected
        assert [p.holds for p in result.paths] == ["certain", "possible"][: len(expected)]
    later = ask(known, "a", "z", "2030-06-30", holds="certain")
    assert later.status == "no_path"
    assert [p.holds for p in ask(known, "a", "z", "2021-06-30", avoid=("x:b",)).paths] == ["possible"]


def test_plans_count_where_asked_for() -> None:
    """Only asserted relations are walked, unless other modalities are asked for."""
    known = index(*AGENCIES, link("a-b", "meets", modality="planned"), link("a-b", "visits", modality="expected"))
    assert ask(known, "a", "b").status == "no_path"
    assert used(known, ask(known, "a", "b", modalities=("planned",))) == [["meets:a-b"]]


@settings(max_examples=120, deadline=None)
@given(st.integers(0, 7), st.data())
def test_a_wider_mask_finds_no_less(seed: int, data: st.DataObject) -> None:
    """What is found certainly is found possibly, at any time, with more modalities and with more hops, no longer."""
    known = compile_index(snapshot(random_graphs.graph(seed)))
    ends = data.draw(st.lists(st.sampled_from(known.ids), min_size=2, max_size=2, unique=True))
    asked: dict[str, Any] = {"holds": "certain", "max_hops": 4}
    as_of = data.draw(st.sampled_from(["2012-06-30", "2016-12-31", "2022-01-01"]))
    first = ask(known, ends[0], ends[1], as_of, **asked)
    wider = [
        ask(known, ends[0], ends[1], as_of, **asked | more)
        for more in ({"holds": "possible"}, {"modalities": ("asserted", "planned")}, {"max_hops": 6})
    ]
    for other in (*wider, ask(known, ends[0], ends[1], max_hops=4)):
        if first.paths:
            assert other.status == "found"
            assert len(other.paths[0].found.relations) <= len(first.paths[0].found.relations)
