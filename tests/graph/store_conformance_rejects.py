"""What every backend must do with what is wrong, and what it must leave undone."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
import pytest

from graph.store import Incoming, Reject, Store
from schema.errors import UnknownThing
from schema.statements import Absence, Objective, Observation, Passage, Statement
from tests.graph.store_samples import (
    BASE,
    QUANG_TAY,
    entity,
    held,
    numbers,
    place,
    relation,
    rows,
    said,
    source,
)


class RejectConformance:
    """What is rejected, and when nothing is done at all."""

    # -- rejects

    def test_rejects_are_kept_and_counted(self, store: Store) -> None:
        """What could not be read is reported in the order of the rows, kept, and replaced by the next load's."""
        wrong = Reject(place(2), "a date", column="valid", value="gestern", id="r9")
        given: list[Reject] = []
        report = store.apply("a", rows(entity("x:1"), wrong, entity("x:1")), on_reject=given.append)
        assert [(r.place, r.column) for r in report.rejects] == [(place(2), "valid"), (place(3), "id")]
        assert list(report.rejects) == list(store.rejects("a")) == given
        assert (report.rejects[0], report.rejected, store.datasets()[0].rejected) == (wrong, 2, 2)
        assert store.apply("a", rows(entity("x:1"), wrong, entity("x:1"))).load is None
        fewer = store.apply("a", rows(entity("x:1"), wrong))
        assert (fewer.load, numbers(fewer)) == (2, (0, 0, 0, 1, 1))
        assert list(store.rejects("a")) == [wrong]
        with pytest.raises(UnknownThing):
            store.rejects("none")

    def test_a_report_holds_the_first_rejects_and_the_store_all(self, store: Store) -> None:
        """Of thousands of rejects a report holds the first thousand; the store keeps all."""
        report = store.apply("a", rows(*(Reject(place(n), "a date") for n in range(1, 2501))))
        assert (report.rejected, len(report.rejects), report.rejects[-1].place) == (2500, 1000, place(1000))
        assert len(list(store.rejects("a"))) == 2500

    def test_doubled_ids(self, store: Store) -> None:
        """Every later row with an id of the load is a reject that says where the first is, equal or not."""
        report = store.apply("a", rows(entity("x:1"), entity("x:1"), entity("x:2"), entity("x:1", note="other")))
        assert held(store) == ["x:1", "x:2"]
        assert [(r.place, r.column, r.value, r.id) for r in report.rejects] == [
            (place(2), "id", "x:1", "x:1"),
            (place(4), "id", "x:1", "x:1"),
        ]
        assert all("rows.csv, row 2" in r.expected for r in report.rejects)

    def test_references_that_lead_nowhere(self, store: Store) -> None:
        """Every reference to what is not there is a reject that names its column and value."""
        x, s = entity("x:1"), source("s")
        report = store.apply("a", rows(
            x, s,
            relation("r1", "x:1", "x:none"),
            relation("r2", "x:no", "x:none", evidence=said("s:no", "s:no", by="x:who")),
            Observation(id="o1", indicator="border_length", subject="x:none"),
            Absence(id="a1", subject="x:1", object="x:none", text={}),
            Objective(id="j1", subject="x:none", text={}),
            entity("x:2", evidence=said("s:none")),
            source("t", shared_passages=(Passage("s:none", 1, 2, 3, 4),)),
            relation("r3", "x:1", "s"),
        ))  # fmt: skip
        assert [(r.place.row, r.id, r.column, r.value) for r in report.rejects] == [
            (4, "r1", "target", "x:none"),
            (5, "r2", "source", "x:no"),
            (5, "r2", "target", "x:none"),
            (5, "r2", "evidence", "s:no"),
            (5, "r2", "evidence", "x:who"),
            (6, "o1", "subject", "x:none"),
            (7, "a1", "object", "x:none"),
            (8, "j1", "subject", "x:none"),
            (9, "x:2", "evidence", "s:none"),
            (10, "t", "shared_passages", "s:none"),
            (11, "r3", "target", "s"),
        ]
        assert "the id of a source" in report.rejects[3].expected
        assert held(store) == ["s", "x:1"]

    def test_what_rests_on_a_reject_is_a_reject(self, store: Store) -> None:
        """Rejects cascade, however long the chain, and say that the row they need was rejected."""
        chain: list[Statement] = [entity(f"x:{n}", evidence=said("s", by=f"x:{n + 1}")) for n in range(1, 30)]
        last = Reject(place(40), "a date", id="x:30")
        report = store.apply("a", rows(source("s"), *chain, last, entity("x:0"), relation("r", "x:0", "x:1")))
        assert held(store) == ["s", "x:0"]
        assert report.rejected == 31
        assert [r.id for r in report.rejects] == [*(e.id for e in chain), "x:30", "r"]
        assert all("was rejected" in r.expected for r in report.rejects if r is not last and r.id != "x:30")

    def test_references_within_a_circle(self, store: Store) -> None:
        """Statements that refer to one another, or to themselves, are taken in together."""
        circle: list[Statement] = [
            entity("x:1", evidence=said("s", by="x:2")),
            entity("x:2", evidence=said("t", by="x:2")),
            source("s", shared_passages=(Passage("t", 1, 2, 1, 2),)),
            source("t", shared_passages=(Passage("s", 1, 2, 1, 2),)),
        ]
        assert numbers(store.apply("a", rows(*circle))) == (4, 0, 0, 0, 0)

    def test_a_first_row_that_is_rejected_still_has_its_id(self, store: Store) -> None:
        """Of two rows with one id the second stays a reject if the first turns out to be one too."""
        report = store.apply("a", rows(entity("x:1", evidence=said("none")), entity("x:1")))
        assert ([r.column for r in report.rejects], held(store)) == (["evidence", "id"], [])

    def test_what_cannot_be_written_is_a_reject(self, store: Store) -> None:
        """A statement whose attributes have no JSON is a reject and stops nothing."""
        report = store.apply("a", rows(entity("x:1", attributes={"a": object()}), entity("x:2"),
                                       relation("r", "x:1", "x:2")))  # fmt: skip
        assert [(r.id, "JSON" in r.expected) for r in report.rejects] == [("x:1", True), ("r", False)]
        assert held(store) == ["x:2"]

    # -- all or nothing

    def test_rejects_alone_do_not_empty_a_dataset(self, store: Store) -> None:
        """Where no row at all can be understood, what was there stays; a new dataset holds nothing."""
        before = store.apply("d", rows(entity("x:1")))
        wrong = relation("r", "x:none", "x:none")
        report = store.apply("d", rows(wrong))
        assert (report.applied, report.rejected, report.counts) == (False, 2, before.counts)
        assert [e.id for e in store.snapshot().statements("entity")] == ["x:1"]
        assert store.apply("new", rows(wrong)).applied
        assert store.retract("d").removed == 1

    def test_strict_refuses_the_whole(self, store: Store) -> None:
        """With `strict` a single reject, whoever found it, refuses the load, and every reject is handed out."""
        before = store.apply("a", rows(entity("x:1"))).data_version
        for wrong in (Reject(place(2), "a date"), relation("r", "x:2", "x:none"), entity("x:2")):
            given: list[Reject] = []
            report = store.apply("a", rows(entity("x:2"), wrong), strict=True, on_reject=given.append)
            assert (report.applied, report.load, report.data_version) == (False, None, before)
            assert numbers(report) == (0, 0, 0, 1, 1)
            assert given == list(report.rejects)
        assert (held(store), store.version(), list(store.rejects("a"))) == (["x:1"], 1, [])
        assert store.apply("a", rows(entity("x:2")), strict=True).load == 2

    def test_strict_refuses_a_new_dataset(self, store: Store) -> None:
        """A refused first load leaves no dataset behind."""
        report = store.apply("a", rows(entity("x:1"), Reject(place(2), "a date")), strict=True)
        assert (store.datasets(), store.version(), set(report.counts.values())) == ([], 0, {0})

    def test_dry_run_reports_and_changes_nothing(self, store: Store) -> None:
        """A dry run reports what a load would do, its data version included."""
        store.apply("a", rows(entity("x:1"), entity("x:2")))
        content = (entity("x:1", note="new"), entity("x:3"), relation("r", "x:1", "x:none"))
        given: list[Reject] = []
        dry = store.apply("a", rows(*content), dry_run=True, on_reject=given.append)
        assert (dry.applied, dry.load, numbers(dry), given) == (False, None, (1, 1, 1, 0, 1), list(dry.rejects))
        assert (held(store), store.version(), list(store.rejects("a"))) == (["x:1", "x:2"], 1, [])
        wet = store.apply("a", rows(*content))
        assert msgspec.structs.replace(wet, applied=False, load=None) == dry
        assert store.apply("b", rows(), dry_run=True).load is None
        assert [d.id for d in store.datasets()] == ["a"]

    def test_a_failing_source_leaves_nothing(self, store: Store) -> None:
        """What the rows raise comes out as it is, and the store is as before."""

        def failing() -> Iterator[Incoming]:
            yield from rows(*(entity(f"x:{n}") for n in range(2345)))
            raise ZeroDivisionError

        store.apply("a", rows(entity("x:1")))
        with pytest.raises(ZeroDivisionError):
            store.apply("a", failing())
        with pytest.raises(ZeroDivisionError):
            store.apply("b", failing())
        assert (held(store), store.version(), len(store.datasets())) == (["x:1"], 1, 1)
        assert store.apply("b", rows(entity("x:2"))).load == 2

    def test_rows_may_come_from_the_store_itself(self, store: Store) -> None:
        """A load may read the store that it changes."""
        store.apply("a", rows(*BASE))
        copied = (Incoming(place(n), s) for n, s in enumerate(store.snapshot().statements("entity"), 1))
        report = store.apply("b", (i for i in copied if not msgspec.structs.asdict(i.row).get("evidence")))
        assert (report.added, [e.dataset for e in store.snapshot().get("entity", QUANG_TAY)]) == (1, ["a", "b"])
