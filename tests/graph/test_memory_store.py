"""The second backend meets the contract, and says the same as the first, whatever is done to both."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.sqlite import SqliteStore
from graph.store import LoadReport, Reject, Store
from schema import statements
from schema.errors import NhipcauError
from schema.statements import Absence, Entity, Evidence, Objective, Observation, Passage, Relation, Source
from tests.graph.memory_store import MemoryStore
from tests.graph.store_conformance import StoreConformance
from tests.graph.store_samples import MakeStore, Row, entity, place, rows, source

pytestmark = pytest.mark.usefixtures("unsynced")


class TestMemoryStore(StoreConformance):
    """The plain backend."""

    @pytest.fixture
    def make_store(self) -> MakeStore:
        """The class itself."""
        return MemoryStore


# Few ids, so that rows clash, lean on one another and on other datasets.
_ids = st.sampled_from(["x:1", "x:2", "x:3", "x:é", "s:1", "s:2"])
_entity_ids = st.sampled_from(["x:1", "x:2", "x:3", "x:é"])
_source_ids = st.sampled_from(["s:1", "s:2"])
_texts = st.dictionaries(st.sampled_from(["vi", "en"]), st.sampled_from(["a", "b"]))
_evidence = st.lists(
    st.builds(Evidence, source=_source_ids, asserted_by=st.none() | st.none() | _entity_ids), max_size=2
).map(tuple)
_more: dict[str, Any] = {
    "attributes": st.dictionaries(st.sampled_from(["level", "date"]), st.sampled_from(["p", 1, 1.0, True])),
    "note": st.none() | st.sampled_from(["n"]),
}
_sourced: dict[str, Any] = {**_more, "evidence": _evidence}
_row: st.SearchStrategy[Row] = st.one_of(
    st.builds(Source, id=_source_ids, title=_texts, **_more),
    st.builds(
        Source,
        id=_source_ids,
        title=_texts,
        shared_passages=st.builds(lambda s: (Passage(s, 1, 2, 1, 2),), _ids),
    ),
    st.builds(
        Entity,
        id=_entity_ids,
        type=st.sampled_from(["Province", "Province", "District"]),
        subtype=st.none() | st.sampled_from(["p", "q"]),
        names=_texts,
        **_more,
    ),
    st.builds(Entity, id=_entity_ids, type=st.just("Province"), names=_texts, **_sourced),
    st.builds(Relation, id=_ids, type=st.sampled_from(["borders", "part_of"]), source=_ids, target=_ids, **_sourced),
    st.builds(Observation, id=_ids, indicator=st.just("i"), subject=_entity_ids, **_sourced),
    st.builds(Absence, id=_ids, subject=_entity_ids, object=st.none() | _entity_ids, text=_texts, **_sourced),
    st.builds(Objective, id=_ids, subject=_entity_ids, text=_texts, **_sourced),
    st.builds(Reject, place=st.integers(1, 9).map(place), expected=st.just("a date"), id=st.none() | _ids),
)
_dataset = st.sampled_from(["a", "b", "c"])
_things: list[Row] = [entity("x:1"), entity("x:2"), entity("x:3"), entity("x:é", "District")]
_content = st.builds(
    lambda things, sources, more: [*things, *sources, *more],
    st.sampled_from([[], _things[:1], _things]),
    st.sampled_from([[], [source("s:1")], [source("s:1"), source("s:2")]]),
    st.lists(_row, max_size=7),
)
_operation = st.one_of(
    st.tuples(st.just("apply"), _dataset, _content, st.booleans(), st.booleans()),
    st.tuples(st.just("apply"), _dataset, _content, st.just(False), st.just(False)),
    st.tuples(st.just("retract"), _dataset),
)


def _do(store: Store, operation: tuple[Any, ...]) -> tuple[object, list[Reject]]:
    """What an operation answers: its report, or its error; and the rejects that it handed out."""
    given: list[Reject] = []
    work: Callable[[], LoadReport]
    if operation[0] == "retract":
        work = lambda: store.retract(operation[1])  # noqa: E731
    else:
        _, dataset, content, dry_run, strict = operation
        work = lambda: store.apply(  # noqa: E731
            dataset, rows(*content), dry_run=dry_run, strict=strict, on_reject=given.append
        )
    try:
        return work(), given
    except NhipcauError as error:
        return (type(error), str(error), error.errors), given


def _state(store: Store) -> object:
    """Everything that a store says of itself, but the time of day."""
    names = [d.id for d in store.datasets()]
    snapshots = [store.snapshot(v) for v in range(store.version() + 1)] + [store.snapshot(None, [n]) for n in names]
    shared = ("version", "data_version", "datasets", "statements", "rejected")
    return (
        [msgspec.structs.replace(d, loaded="") for d in store.datasets()],
        [store.figures()[name] for name in shared],
        [[statements.encode(s) for s in each.statements()] for each in snapshots],
        [each.data_version() for each in snapshots],
        [list(store.rejects(n)) for n in names],
        [list(store.history(k, i)) for k in statements.KINDS for i in ("x:1", "s:1")],
        [store.snapshot().get(k, i) for k in statements.KINDS for i in ("x:1", "s:1")],
    )


@settings(max_examples=150, deadline=None)
@given(st.lists(_operation, min_size=1, max_size=8))
def test_both_backends_say_the_same(operations: list[tuple[Any, ...]]) -> None:
    """Whatever is done to both, reports, errors, contents, versions and data versions are equal, and the file sound."""
    with tempfile.TemporaryDirectory() as folder:
        file, memory = SqliteStore(Path(folder) / "store.db"), MemoryStore()
        for operation in operations:
            assert _do(file, operation) == _do(memory, operation)
        assert _state(file) == _state(memory)
        assert file.check() == []
        file.close()


@settings(max_examples=50, deadline=None)
@given(_content, _content)
def test_data_version_says_whether_the_content_is_equal(one: list[Row], two: list[Row]) -> None:
    """Two contents have the same data version if and only if they are equal, byte by byte."""
    stores = MemoryStore(), MemoryStore()
    for store, content in zip(stores, (one, two), strict=True):
        store.apply("a", rows(*content))
    bodies = [[statements.encode(s) for s in store.snapshot().statements()] for store in stores]
    versions = [store.snapshot().data_version() for store in stores]
    assert (bodies[0] == bodies[1]) == (versions[0] == versions[1])
