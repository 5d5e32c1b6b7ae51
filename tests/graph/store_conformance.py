"""What every backend must do. Inherit `StoreConformance` and say how a store is made."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
import pytest

from graph.store import Reject, Store
from schema import rules, statements, vocabulary
from schema.errors import InvalidParameter, UnknownThing
from schema.statements import Entity
from tests.graph.store_conformance_datasets import DatasetConformance
from tests.graph.store_conformance_rejects import RejectConformance
from tests.graph.store_samples import (
    BASE,
    LANG_SON,
    MakeStore,
    entity,
    held,
    ids,
    numbers,
    place,
    relation,
    rows,
    said,
    source,
)


class StoreConformance(RejectConformance, DatasetConformance):
    """The contract, asked only through `Store` and `Snapshot`."""

    @pytest.fixture
    def make_store(self) -> MakeStore:
        """A function that makes an empty store with the given vocabulary and rules; each call makes another."""
        raise NotImplementedError

    @pytest.fixture
    def store(self, make_store: MakeStore) -> Iterator[Store]:
        """An empty store; what a test leaves in it must be sound."""
        store = make_store()
        yield store
        assert store.check() == []
        store.close()

    # -- content

    def test_new_store_is_empty(self, store: Store) -> None:
        """A new store has version 0, no datasets and no statements."""
        assert (store.version(), store.datasets(), held(store)) == (0, [], [])
        assert store.snapshot().data_version() == store.snapshot(0).data_version()

    def test_what_is_loaded_is_found_again(self, store: Store) -> None:
        """Every kind of statement comes back equal but for its dataset, sources and entities first."""
        report = store.apply("a", rows(*reversed(BASE)))
        assert numbers(report) == (8, 0, 0, 0, 0)
        assert (report.applied, report.load, report.dataset, list(report.rejects)) == (True, 1, "a", [])
        expected = [msgspec.structs.replace(s, dataset="a") for s in BASE]
        found = list(store.snapshot().statements())
        assert sorted(found, key=lambda s: s.id) == sorted(expected, key=lambda s: s.id)
        order = [statements.kind_of(s) for s in found]
        assert order == sorted(order, key=list(statements.KINDS).index)
        assert list(store.snapshot().statements("relation")) == [expected[4]]
        for statement in expected:
            assert store.snapshot().get(statements.kind_of(statement), statement.id) == [statement]
        assert store.snapshot().get("relation", LANG_SON) == []

    def test_text_of_any_language_comes_back(self, store: Store) -> None:
        """Names, blanks and quotation marks of any language come back as they were."""
        texts = {"vi": "Huyện Văn Quan “đặc biệt” \n\t\\", "zh": "凭祥市", "lo": "ຫຼວງນ້ຳທາ", "en": "a\u0000b \U0001f600"}
        store.apply("a", rows(entity("x:ü'\"%_", names=texts, aliases=("", "ĐỒNG ĐĂNG"))))
        (found,) = store.snapshot().statements()
        assert isinstance(found, Entity)
        assert (found.names, found.aliases, found.id) == (texts, ("", "ĐỒNG ĐĂNG"), "x:ü'\"%_")

    def test_order_is_by_first_load_and_then_by_id(self, store: Store) -> None:
        """Statements of a kind come by dataset in the order of first loads, then by id; a reload keeps the place."""
        store.apply("z", rows(entity("x:2"), entity("x:10")))
        store.apply("b", rows(entity("x:1")))
        store.apply("z", rows(entity("x:3"), entity("x:10")))
        assert ids(store.snapshot()) == [("entity", "z", "x:10"), ("entity", "z", "x:3"), ("entity", "b", "x:1")]
        assert [d.id for d in store.datasets()] == ["z", "b"]

    def test_many_statements(self, store: Store) -> None:
        """Thousands of statements come back, each once and in order."""
        many = [entity(f"x:{n:05}") for n in range(4500)]
        assert store.apply("a", rows(*many, relation("r", "x:00000", "x:04499"))).added == 4501
        assert held(store) == [*(e.id for e in many), "r"]
        assert store.apply("a", rows(*many[:4000])).removed == 501
        assert len(held(store)) == 4000

    def test_ids_are_unique_by_kind(self, store: Store) -> None:
        """One id may name statements of several kinds."""
        store.apply("a", rows(source("x:1"), entity("x:1"), relation("x:1", "x:1", "x:1", evidence=said("x:1"))))
        assert held(store) == ["x:1", "x:1", "x:1"]
        assert len(store.snapshot().get("relation", "x:1")) == 1

    # -- loading again

    def test_loading_again_changes_nothing(self, store: Store) -> None:
        """The same rows in another order are no new load."""
        first = store.apply("a", rows(*BASE))
        again = store.apply("a", rows(*reversed(BASE)))
        assert numbers(again) == (0, 0, 0, 8, 0)
        assert (again.applied, again.load, store.version()) == (True, None, 1)
        assert (again.data_version, again.counts, again.warnings) == (first.data_version, first.counts, first.warnings)
        assert store.datasets()[0].load == 1

    def test_replacing_closes_and_opens(self, store: Store) -> None:
        """A new content of a dataset touches only what differs, and history keeps both versions."""
        store.apply("a", rows(entity("x:1"), entity("x:2"), entity("x:3")))
        report = store.apply("a", rows(entity("x:1"), entity("x:2", note="new"), entity("x:4")))
        assert numbers(report) == (1, 1, 1, 1, 0)
        assert (report.load, store.version()) == (2, 2)
        assert [(s.statement.note, s.recorded_from, s.recorded_to) for s in store.history("entity", "x:2")] == [
            (None, 1, 2),
            ("new", 2, None),
        ]
        assert [(s.recorded_from, s.recorded_to) for s in store.history("entity", "x:1")] == [(1, None)]
        assert [(s.recorded_from, s.recorded_to) for s in store.history("entity", "x:3")] == [(1, 2)]
        assert list(store.history("entity", "x:none")) == []

    def test_an_empty_dataset_is_listed(self, store: Store) -> None:
        """A dataset without any statement is a load the first time, and no load the second."""
        assert store.apply("a", rows()).load == 1
        assert store.apply("a", rows()).load is None
        (dataset,) = store.datasets()
        assert (dataset.retracted, set(dataset.statements.values())) == (False, {0})

    def test_older_versions_stay_readable(self, store: Store) -> None:
        """A snapshot does not change, and every version can be asked for by its number."""
        store.apply("a", rows(entity("x:1"), entity("x:2")))
        taken = store.snapshot()
        before = (ids(taken), taken.data_version())
        streaming = taken.statements()
        next(streaming)
        store.apply("a", rows(entity("x:2", note="new"), entity("x:3")))
        store.apply("b", rows(entity("x:3")))
        assert (ids(taken), taken.data_version(), taken.get("entity", "x:2")[0].note) == (*before, None)
        assert [s.id for s in streaming] == ["x:2"]
        assert (ids(store.snapshot(1)), store.snapshot(1).data_version()) == before
        assert [(i, d) for _, d, i in ids(store.snapshot(2))] == [("x:2", "a"), ("x:3", "a")]
        assert ids(store.snapshot(0)) == []
        assert [s.version for s in (taken, store.snapshot(2), store.snapshot())] == [1, 2, 3]
        with pytest.raises(InvalidParameter, match="version=4"):
            store.snapshot(4)

    def test_snapshot_of_some_datasets(self, store: Store) -> None:
        """A snapshot may be of some datasets only; one that does not exist is an error."""
        store.apply("a", rows(entity("x:1")))
        alone = store.snapshot().data_version()
        store.apply("b", rows(entity("x:1"), entity("x:2")))
        some = store.snapshot(datasets=["a"])
        assert (ids(some), some.data_version()) == ([("entity", "a", "x:1")], alone)
        assert [e.dataset for e in some.get("entity", "x:1")] == ["a"]
        assert ids(store.snapshot(1, ["b"])) == []
        assert store.snapshot(datasets=["b", "a"]).data_version() == store.snapshot().data_version()
        with pytest.raises(UnknownThing):
            store.snapshot(datasets=["a", "none"])

    # -- retraction

    def test_retraction_leaves_a_tombstone(self, store: Store) -> None:
        """A retracted dataset holds nothing, stays listed, and its versions stay readable."""
        store.apply("a", rows(*BASE, Reject(place(9), "a date")))
        report = store.retract("a")
        assert (numbers(report), report.load, report.applied) == ((0, 0, 8, 0, 0), 2, True)
        (dataset,) = store.datasets()
        assert (dataset.id, dataset.retracted, dataset.load, dataset.rejected) == ("a", True, 2, 0)
        assert set(dataset.statements.values()) == {0}
        assert (held(store), len(list(store.snapshot(1).statements()))) == ([], 8)
        assert [(s.recorded_from, s.recorded_to) for s in store.history("relation", "r1")] == [(1, 2)]
        assert list(store.rejects("a")) == []

    def test_retracting_twice_changes_nothing(self, store: Store) -> None:
        """A second retraction is no new load."""
        store.apply("a", rows(entity("x:1")))
        store.retract("a")
        assert (store.retract("a").load, store.version()) == (None, 2)

    def test_a_retracted_dataset_comes_back(self, store: Store) -> None:
        """A dataset can be loaded again after its retraction, at its old place."""
        first = store.apply("a", rows(*BASE))
        store.apply("b", rows(entity("x:1")))
        store.retract("a")
        store.retract("b")
        again = store.apply("a", rows(*BASE))
        assert (again.load, again.added, again.data_version) == (5, 8, first.data_version)
        assert [(d.id, d.retracted) for d in store.datasets()] == [("a", False), ("b", True)]
        assert [(s.recorded_from, s.recorded_to) for s in store.history("relation", "r1")] == [(1, 3), (5, None)]
        assert store.apply("b", rows()).load == 6

    def test_retracting_what_is_unknown(self, store: Store) -> None:
        """Retracting a dataset that never was is an error that names those that are."""
        store.apply("a", rows())
        with pytest.raises(UnknownThing) as caught:
            store.retract("b")
        assert (caught.value.code, caught.value.errors[0]["candidates"]) == ("unknown_dataset", [{"id": "a"}])

    # -- data version

    def test_data_version_is_that_of_the_content(self, make_store: MakeStore) -> None:
        """The data version depends on what is live, not on the way there."""
        one, two = make_store(), make_store()
        one.apply("a", rows(*BASE))
        one.apply("b", rows(entity("x:1")))
        two.apply("b", rows(entity("x:2")))
        two.apply("b", rows(entity("x:1")))
        two.apply("c", rows(entity("x:3")))
        last = two.apply("a", rows(*reversed(BASE)))
        assert one.snapshot().data_version() != two.snapshot().data_version()
        assert two.retract("c").data_version != last.data_version
        assert one.snapshot().data_version() == two.snapshot().data_version()

    def test_data_version_changes_with_everything(self, make_store: MakeStore) -> None:
        """Another content, dataset name, vocabulary or rule is another data version."""
        words, given = vocabulary.bundled(), rules.bundled()
        older = msgspec.structs.replace(words, settings=msgspec.structs.replace(words.settings, persistence_years=9))
        found = set()
        for dataset, content, v, r in (
            ("a", BASE, words, given),
            ("a", BASE[:-1], words, given),
            ("a", (*BASE[:-1], msgspec.structs.replace(BASE[-1], note="new")), words, given),
            ("b", BASE, words, given),
            ("a", BASE, older, given),
            ("a", BASE, words, given[1:]),
        ):
            store = make_store(vocabulary=v, rules=r)
            report = store.apply(dataset, rows(*content))
            assert report.data_version == store.snapshot().data_version() == store.figures()["data_version"]
            assert (store.vocabulary, store.rules) == (v, tuple(r))
            assert (store.snapshot().vocabulary, store.snapshot().rules) == (v, tuple(r))
            found.add(report.data_version)
        assert len(found) == 6

    def test_data_version_of_the_order_of_rules(self, make_store: MakeStore) -> None:
        """The order of the rules does not matter."""
        given = rules.bundled()
        assert len({make_store(rules=r).snapshot().data_version() for r in (given, given[::-1])}) == 1

    # -- figures

    def test_figures(self, store: Store) -> None:
        """The figures count what is live."""
        store.apply("a", rows(*BASE, Reject(place(9), "a date")))
        store.apply("b", rows(entity(LANG_SON)))
        store.apply("c", rows(entity("x:1")))
        store.retract("c")
        figures = store.figures()
        assert (figures["version"], figures["datasets"], figures["rejected"]) == (4, 2, 1)
        assert figures["statements"] == {
            "source": 2, "entity": 3, "relation": 1, "observation": 1, "absence": 1, "objective": 1,
        }  # fmt: skip
        (a, b, _) = store.datasets()
        assert (a.statements["relation"], b.statements["entity"], a.load, b.load) == (1, 1, 1, 2)
        assert a.loaded.endswith("+00:00")
