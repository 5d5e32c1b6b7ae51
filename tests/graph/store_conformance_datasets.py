"""What every backend must do with several datasets."""

from __future__ import annotations

import pytest

from graph.store import Reject, Store
from schema.errors import LoadRefused
from schema.statements import Entity, Statement
from tests.graph.store_samples import (
    BASE,
    LANG_SON,
    QUANG_TAY,
    entity,
    held,
    ids,
    relation,
    rows,
    said,
    source,
)


class DatasetConformance:
    """Datasets that describe the same, or need one another."""

    # -- several datasets

    def test_two_datasets_describe_one_entity(self, store: Store) -> None:
        """Both descriptions are kept, and a warning names what they say differently and which counts."""
        store.apply("a", rows(entity("x:1", attributes={"level": "province", "same": 1}, subtype="city")))
        report = store.apply(
            "b",
            rows(
                entity(
                    "x:1", names={"vi": "khác"}, attributes={"level": "district", "same": 1, "more": 2}, subtype="town"
                )
            ),
        )
        assert (report.rejected, [e.dataset for e in store.snapshot().get("entity", "x:1")]) == (0, ["a", "b"])
        assert [w.split(" in dataset a")[0] for w in report.warnings] == [
            "x:1: subtype is 'city'", "x:1: name vi is 'x:1'", "x:1: level is 'province'",
        ]  # fmt: skip
        assert all("a, which comes first by id, counts" in w for w in report.warnings)
        assert report.warnings == store.apply("b", rows(*store.snapshot(datasets=["b"]).statements())).warnings
        assert store.retract("a").load == 3
        assert [e.dataset for e in store.snapshot().get("entity", "x:1")] == ["b"]

    def test_many_conflicts_are_counted(self, store: Store) -> None:
        """Of many differences the first are named and the others counted."""
        store.apply("a", rows(*(entity(f"x:{n:02}", attributes={"level": "a"}) for n in range(30))))
        report = store.apply("b", rows(*(entity(f"x:{n:02}", attributes={"level": "b"}) for n in range(30))))
        assert (len(report.warnings), report.warnings[-1]) == (21, "10 more values differ between datasets")

    def test_an_entity_has_one_type(self, store: Store) -> None:
        """An entity that another dataset gives another type is a reject; references to it lead to the other's."""
        store.apply("a", rows(entity("x:1")))
        report = store.apply("b", rows(entity("x:1", "District"), entity("x:2"), relation("r", "x:1", "x:2")))
        assert [(r.id, r.column, r.value) for r in report.rejects] == [("x:1", "type", "District")]
        assert "Province" in report.rejects[0].expected
        assert "dataset a" in report.rejects[0].expected
        assert ids(store.snapshot(datasets=["b"])) == [("entity", "b", "x:2"), ("relation", "b", "r")]

    def test_a_type_may_change_with_its_only_dataset(self, store: Store) -> None:
        """A dataset may give its entity another type as long as no other dataset describes it."""
        store.apply("a", rows(entity("x:1")))
        store.apply("b", rows(relation("r", "x:1", "x:1")))
        assert store.apply("a", rows(entity("x:1", "District"))).changed == 1

    def test_other_ids_belong_to_one_dataset(self, store: Store) -> None:
        """An id of a source, relation or figure that another dataset has is a reject, until that lets it go."""
        store.apply("a", rows(*BASE))
        again: list[Statement] = [s for s in BASE if not isinstance(s, Entity)]
        report = store.apply("b", rows(*again))
        assert [(r.id, r.column, r.value) for r in report.rejects] == [(s.id, "id", s.id) for s in again]
        assert all("dataset a" in r.expected for r in report.rejects)
        store.retract("a")
        assert store.apply("b", rows(*BASE)).added == 8

    def test_references_between_datasets(self, store: Store) -> None:
        """A dataset may refer to another's entities and sources, not to what it has no longer."""
        store.apply("a", rows(*BASE, entity("x:gone")))
        store.apply("a", rows(*BASE))
        report = store.apply("b", rows(
            relation("r2", LANG_SON, QUANG_TAY, evidence=said("s0", by=LANG_SON)), relation("r3", LANG_SON, "x:gone"),
        ))  # fmt: skip
        assert [(r.id, r.column, r.value) for r in report.rejects] == [("r3", "target", "x:gone")]

    def test_what_another_dataset_needs_stays(self, store: Store) -> None:
        """Neither retraction nor replacement may take what another dataset refers to; the error says what and who."""
        store.apply("a", rows(*BASE))
        store.apply("b", rows(
            relation("r2", LANG_SON, QUANG_TAY, evidence=said("s0")), relation("r3", LANG_SON, LANG_SON),
        ))  # fmt: skip
        before = (ids(store.snapshot()), store.version())
        with pytest.raises(LoadRefused, match="relation r2 of dataset b") as caught:
            store.retract("a")
        parts = ("dataset", "kind", "id", "column", "value", "references")
        assert [tuple(e[part] for part in parts) for e in caught.value.errors] == [
            ("b", "relation", "r2", "source", LANG_SON, 3),
            ("b", "relation", "r2", "target", QUANG_TAY, 1),
            ("b", "relation", "r2", "evidence", "s0", 1),
        ]  # fmt: skip
        assert "5 references" in str(caught.value)
        for dry_run in (False, True):
            with pytest.raises(LoadRefused):
                store.apply("a", rows(source("s0"), entity(LANG_SON)), dry_run=dry_run)
        assert (ids(store.snapshot()), store.version()) == before
        assert store.apply("a", rows(source("s0"), entity(LANG_SON), entity(QUANG_TAY))).removed == 5
        store.apply("b", rows(relation("r3", LANG_SON, LANG_SON)))
        assert store.apply("a", rows(entity(LANG_SON))).removed == 2
        store.retract("b")
        assert store.retract("a").removed == 1

    def test_a_reject_does_not_take_what_another_dataset_needs(self, store: Store) -> None:
        """An entity that becomes a reject is gone, so a load that needs it elsewhere is refused."""
        store.apply("a", rows(entity("x:1")))
        store.apply("b", rows(relation("r", "x:1", "x:1")))
        given: list[Reject] = []
        with pytest.raises(LoadRefused):
            store.apply("a", rows(entity("x:1", evidence=said("none")), entity("x:2")), on_reject=given.append)
        assert [r.id for r in given] == ["x:1"]
        report = store.apply("a", rows(entity("x:1", evidence=said("none")), entity("x:2")), strict=True)
        assert (report.applied, report.rejected, held(store)) == (False, 1, ["x:1", "r"])

    def test_of_two_descriptions_one_may_go(self, store: Store) -> None:
        """What two datasets describe may leave one of them, whoever refers to it, but not both."""
        store.apply("a", rows(entity("x:1")))
        store.apply("b", rows(entity("x:1"), relation("r", "x:1", "x:1")))
        store.apply("c", rows(relation("t", "x:1", "x:1")))
        store.retract("a")
        with pytest.raises(LoadRefused):
            store.retract("b")
        store.apply("a", rows(entity("x:1")))
        store.apply("b", rows(relation("r", "x:1", "x:1")))
        with pytest.raises(LoadRefused) as caught:
            store.retract("a")
        assert [e["dataset"] for e in caught.value.errors] == ["b", "c"]

    def test_a_refusal_shows_the_first(self, store: Store) -> None:
        """A refusal lists twenty of what would dangle and counts all."""
        store.apply("a", rows(*(entity(f"x:{n:02}") for n in range(30))))
        store.apply("b", rows(*(relation(f"r{n:02}", f"x:{n:02}", f"x:{n:02}") for n in range(30))))
        with pytest.raises(LoadRefused, match="60 references") as caught:
            store.retract("a")
        assert [e["value"] for e in caught.value.errors] == [f"x:{n:02}" for n in range(20)]

    # -- warnings

    def test_pairs_that_the_vocabulary_does_not_have(self, store: Store) -> None:
        """Relations between types that the vocabulary has no pair for are a warning for each pair."""
        kind = next(r for r in store.vocabulary.relation_types if r.ends)
        good, bad = kind.ends[0], ("Event", "Event")
        assert bad not in kind.ends
        store.apply("other", rows(entity("x:g1", good[0]), entity("x:g2", good[1])))
        report = store.apply("a", rows(
            entity("x:b1", bad[0]), entity("x:b2", bad[1]),
            relation("r3", "x:g1", "x:g2", type=kind.type),
            relation("r2", "x:b1", "x:b2", type=kind.type),
            relation("r1", "x:b2", "x:b2", type=kind.type),
            relation("r0", "x:b1", "x:b1", type="unheard-of"),
        ))  # fmt: skip
        assert list(report.warnings) == [
            f"{kind.type} from {bad[0]} to {bad[1]} is not among the pairs of the vocabulary: 2 relations, such as r1"
        ]
