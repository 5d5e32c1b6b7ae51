"""What if: statements added, entities and relations ended, units succeeded, without writing."""

from __future__ import annotations

import pytest

from graph.compile import compile_index
from graph.overlay import Add, End, Operation, Overlay, Succeed
from graph.tell_gaps import GapsQuestion
from graph.view import View
from schema.dates import FUTURE
from schema.errors import UnknownThing
from schema.statements import Entity, Relation, Statement
from tests.graph.fixtures import ask, day, document, link, routes, snapshot, thing, things
from tests.graph.memory_store import MemorySnapshot

UNION = "friendship-union"
BASE: tuple[Statement, ...] = (
    document("s", "2022"), thing("ctry:vn", "Country"), *things(p="Province", a="Agency", b="Agency"),
    thing("u", "Agency", subtype="friendship_union"), link("p-ctry:vn", "located_in"),
    link("u-p", "has_jurisdiction", "2012/", called="r1"), link("a-b", "cooperates_with", "2010/", called="r2"),
)  # fmt: skip


def laid(*operations: Operation, base: MemorySnapshot | None = None) -> View:
    """A view of the base with operations laid over it."""
    return View(Overlay(base or snapshot(BASE), operations))


def verdict(view: View, as_of: str = "2024") -> str:
    """The verdict on p."""
    told = view.gaps(GapsQuestion(rules=(UNION,), day=day(as_of), verdicts=("covered", "lapsed", "not_recorded",
                                                                            "not_applicable")), "vi")  # fmt: skip
    return told.items[0].verdict


def test_without_operations_it_is_the_snapshot_itself() -> None:
    """The empty overlay has the same statements in the same order, the same content and the same data version."""
    base = snapshot(BASE)
    overlay = Overlay(base, ())
    assert list(overlay.statements()) == list(base.statements())
    assert list(overlay.statements("relation")) == list(base.statements("relation"))
    assert overlay.get("relation", "r1") == base.get("relation", "r1")
    assert overlay.data_version() == base.data_version()
    assert (overlay.version, overlay.vocabulary, overlay.rules) == (base.version, base.vocabulary, base.rules)


def test_an_added_relation_connects() -> None:
    """What is added counts at once, and is found by its id."""
    view = laid(Add(link("b-p", "cooperates_with", called="r9")), Add(thing("c", "Agency")))
    assert routes(view.index, ask(view.index, "a", "p")) == ["a b p"]
    assert [s.id for s in view.snapshot.get("relation", "r9")] == ["r9"]
    assert [s.id for s in view.snapshot.statements("entity")][-1] == "x:c"
    assert view.entity("x:c", "vi").name == "c"


def test_an_ended_relation_lapses() -> None:
    """`on` is the first day without it; before, everything is as it was."""
    view = laid(End("relation", "r1", "2023-07-01"))
    assert [verdict(view, d) for d in ("2023-06-30", "2023-07-01")] == ["covered", "lapsed"]
    (statement,) = view.snapshot.get("relation", "r1")
    assert isinstance(statement, Relation)
    assert statement.valid == "2012/2023-06-30"
    undated = laid(End("relation", "r3", "2023-07-01"), base=snapshot((*BASE, link("a-b", "meets", None, called="r3"))))
    assert [s.valid for s in undated.snapshot.get("relation", "r3") if isinstance(s, Relation)] == ["/2023-06-30"]


def test_an_ended_entity_takes_its_relations_along() -> None:
    """An entity is abolished on the day: its states end, its events do not, and its rule binds no more."""
    view = laid(End("entity", "x:u", "2023-07-01"))
    assert [verdict(view, d) for d in ("2023-06-30", "2023-07-01")] == ["covered", "lapsed"]
    gone = laid(End("entity", "x:p", "2023-07-01"))
    assert [verdict(gone, d) for d in ("2023-06-30", "2023-07-01")] == ["covered", "not_applicable"]
    (entity,) = gone.snapshot.get("entity", "x:p")
    assert isinstance(entity, Entity)
    assert entity.attributes == {"abolished": "2023-07-01"}


def test_a_succession_ends_the_old_and_names_the_new() -> None:
    """The old unit ends on the day, and says what it became, wholly or in part."""
    base = snapshot((*BASE, thing("n", "Province")))
    view = laid(Succeed("x:p", "x:n", "2025-07-01", part="partial"), base=base)
    old, new = view.entity("x:p", "vi"), view.entity("x:n", "vi")
    assert [(s.id, s.part, s.valid) for s in old.successors] == [("x:n", "partial", "2025-07-01")]
    assert [s.id for s in new.predecessors] == ["x:p"]
    assert old.lifetime == "/2025-06-30"
    assert [verdict(view, d) for d in ("2025-06-30", "2025-07-01")] == ["covered", "not_applicable"]


def test_a_succession_holds_from_its_day_on() -> None:
    """The relation of succession, as it is laid, certainly holds on some day."""
    view = laid(Succeed("x:p", "x:n", "2025-07-01"), base=snapshot((*BASE, thing("n", "Province"))))
    number = next(n for n, i in enumerate(view.index.relation_ids) if i.startswith("succeeded_by"))
    assert view.index.certain_first[number] <= view.index.certain_last[number] <= FUTURE


def test_operations_follow_one_another() -> None:
    """A later operation sees what the earlier ones have laid."""
    added = link("a-p", "cooperates_with", "2020/", called="r9")
    view = laid(Add(added), End("relation", "r9", "2023-01-01"), End("relation", "r9", "2022-01-01"))
    assert [s.valid for s in view.snapshot.get("relation", "r9") if isinstance(s, Relation)] == ["2020/2021-12-31"]


def test_what_is_not_there_cannot_end() -> None:
    """Ending or succeeding something unknown is an error."""
    for operation in (End("relation", "r0", "2020"), End("entity", "x:none", "2020"), Succeed("x:none", "x:p", "2020")):
        with pytest.raises(UnknownThing):
            laid(operation)


def test_operations_have_a_data_version_of_their_own() -> None:
    """Different operations have different data versions, the same ones the same, all after the base's."""
    base = snapshot(BASE).data_version()
    one, same, other = (
        laid(End("relation", "r1", on)).data_version for on in ("2023-07-01", "2023-07-01", "2023-07-02")
    )
    assert one == same != other
    assert one.startswith(f"{base}+")


def test_the_base_is_left_alone() -> None:
    """What is laid over a snapshot does not show in it."""
    base = snapshot(BASE)
    before = (base.data_version(), list(base.statements()), compile_index(base).certain_last)
    laid(End("entity", "x:u", "2013"), Succeed("x:p", "x:a", "2014"), Add(thing("c", "Agency")), base=base)
    assert (base.data_version(), list(base.statements()), compile_index(base).certain_last) == before


def test_an_entity_of_several_datasets_ends_in_all() -> None:
    """Where two datasets describe an entity, both statements end."""
    twice = snapshot((*BASE, Entity(id="x:u", dataset="other", type="Agency", names={"vi": "u"})))
    view = laid(End("entity", "x:u", "2023-07-01"), base=twice)
    assert [s.attributes.get("abolished") for s in view.snapshot.get("entity", "x:u")] == ["2023-07-01"] * 2
    assert len(list(view.snapshot.statements("entity"))) == len(list(twice.statements("entity")))
