"""The nine seams of the design: for each, tests that fail if it is not there."""

from __future__ import annotations

import ast
import string
from array import array
from pathlib import Path
from typing import Any

import msgspec
import pytest
from msgspec.structs import replace

from graph.answers import GapsAnswer, PathAnswer
from graph.checker import check_judgement, check_paths
from graph.claims import dependencies
from graph.compile import compile_index
from graph.coverage import VERDICTS, Coverage, CoverageQuestion
from graph.index import Index
from graph.overlay import Add, End, Operation, Succeed
from graph.paths import find
from graph.sqlite import SqliteStore
from graph.store import Incoming, Place
from graph.tell_gaps import GapsQuestion
from graph.view import View, open_view
from graph.walk import PathQuestion
from schema import messages, rules, vocabulary
from schema.statements import Entity, Relation, Statement, kind_of
from tests.conftest import ROOT
from tests.graph.fixtures import ask, bundled, bundled_view, day, document, index, link, routes, snapshot, things

DATE = day("2024-01-01")
TWO: tuple[Statement, ...] = (
    document("s", "2020"),
    *things(a="Agency", b="Event"),
    link("a-b", "participates_in", None),
)
PERIODS = (
    "certain_first", "certain_last", "possible_first", "possible_last", "fresh_until", "news_first", "news_last",
    "is_event", "timeless",
)  # fmt: skip


def load(store: SqliteStore, dataset: str, *statements: Statement) -> str:
    """Load a dataset; the data version that results."""
    rows = (Incoming(Place("rows.csv", row=n), s) for n, s in enumerate(statements, 2))
    return store.apply(dataset, rows, strict=True).data_version


def paths(view: View, source: str, target: str, as_of: int | None = None) -> PathAnswer:
    """The answer to a plain path question."""
    return view.paths(PathQuestion(sources=(source,), targets=(target,), day=as_of, k=3), "vi")


def gaps(view: View, as_of: int = DATE) -> GapsAnswer:
    """The verdicts of all rules."""
    names = tuple(r.id for r in view.rules)
    return view.gaps(GapsQuestion(rules=names, day=as_of, verdicts=VERDICTS, limit=1000), "vi")


def days_of(known: Index) -> dict[str, tuple[Any, ...]]:
    """What an index says of the days of each relation."""
    return {
        name: (*(getattr(known, c)[n] for c in PERIODS), known.several.get(n))
        for n, name in enumerate(known.relation_ids)
    }


def test_seam_1_statements_are_append_only(tmp_path: Path) -> None:
    """Seam 1: replacing and retracting close statements, and every version goes on answering as it did."""
    store = SqliteStore(tmp_path / "a.db")
    versions = [load(store, "d", *TWO), load(store, "d", *TWO[:-1]), store.retract("d").data_version]
    versions.append(load(store, "d", *TWO))
    assert [(h.recorded_from, h.recorded_to) for h in store.history("relation", TWO[-1].id)] == [(1, 2), (4, None)]
    assert [open_view(store, version=n).data_version for n in (1, 2, 3, 4)] == versions
    assert [len(open_view(store, version=n).index.relation_ids) for n in (1, 2, 3, 4)] == [1, 0, 0, 1]
    store.close()


def test_seam_1_the_data_version_is_a_digest_of_what_is_live(tmp_path: Path) -> None:
    """Seam 1: equal content has one data version whatever its history and backend; vocabulary and rules are in it."""
    store = SqliteStore(tmp_path / "a.db")
    first, second = load(store, "test", *TWO), load(store, "test", *TWO[:-1])
    assert first != second
    assert load(store, "test", *TWO) == first == snapshot(TWO).data_version()
    store.close()
    older = replace(vocabulary.bundled(), settings=replace(vocabulary.bundled().settings, persistence_years=5))
    assert len({snapshot(TWO, vocabulary=older).data_version(), snapshot(TWO, rules=()).data_version(), first}) == 3


def test_seam_2_days_depend_on_what_is_named_and_on_nothing_else() -> None:
    """Seam 2: with only the statements that `dependencies` names, each relation has the same days."""
    everything = {(kind_of(s), s.id): s for s in bundled()}
    whole = days_of(bundled_view().index)
    for statement in bundled():
        if isinstance(statement, Relation):
            alone = compile_index(snapshot(everything[key] for key in sorted(dependencies(statement))))
            assert days_of(alone) == {statement.id: whole[statement.id]}


@pytest.mark.parametrize(
    ("key", "change"),
    [
        (("entity", "prov:lang-son"), {"attributes": {"founded": "2018", "abolished": "2019"}}),
        (("entity", "leg:04-ct-tw"), {"attributes": {"date": "2019-05-01"}}),
        (("entity", "evt:50-lop-tap-huan"), {"attributes": {"date": "2019-05-01"}}),
        (("source", "s2"), {"content_as_of": "1999"}),
        (("relation", "r319"), {"valid": "1999-01-01", "attested": ()}),
    ],
)
def test_seam_2_a_change_reaches_only_what_depends_on_it(key: tuple[str, str], change: dict[str, Any]) -> None:
    """Seam 2: after a change of a statement only the days of relations that depend on it differ, and some do."""
    changed = [replace(s, **change) if (kind_of(s), s.id) == key else s for s in bundled()]
    before, after = days_of(bundled_view().index), days_of(compile_index(snapshot(changed)))
    other = {name for name, days in before.items() if after[name] != days}
    leaning = {s.id for s in bundled() if isinstance(s, Relation) and key in dependencies(s)}
    assert other
    assert other <= leaning


def test_seam_3_compiling_is_pure() -> None:
    """Seam 3: the same snapshot gives equal columns twice, whatever the order in which its statements came."""
    shot = snapshot(bundled())
    first, second, other = compile_index(shot), compile_index(shot), compile_index(snapshot(bundled()[::-1]))
    columns = {n for n, c in vars(first).items() if isinstance(c, array | bytearray | list | dict)} - {"absences"}
    assert len(columns) > 25
    for name in columns - {"observations"}:
        assert getattr(first, name) == getattr(second, name) == getattr(other, name), name
    assert first.observations == second.observations
    assert shot.data_version() == snapshot(bundled()).data_version()


def test_seam_3_relations_are_numbers() -> None:
    """Seam 3: the columns of relations hold integers of a fixed size; strings stay at the edge."""
    known = bundled_view().index
    columns = {n: c for n, c in vars(known).items() if hasattr(c, "__len__") and len(c) == len(known.relation_ids)}
    assert {n for n, c in columns.items() if not isinstance(c, array | bytearray)} == {"relation_ids"}
    assert len(columns) > 12
    assert known.ids == sorted(known.ids)
    assert known.relation_ids == sorted(known.relation_ids)


def test_seam_4_the_empty_overlay_is_the_view_itself(tmp_path: Path) -> None:
    """Seam 4: without operations all answers are equal, byte for byte."""
    store = SqliteStore(tmp_path / "a.db")
    load(store, "border-diplomacy", *bundled())
    plain, laid = open_view(store), open_view(store, overlay=())
    for one, other in ((gaps(plain), gaps(laid)), (paths(plain, "leg:04-ct-tw", "don:gates"),
                                                   paths(laid, "leg:04-ct-tw", "don:gates"))):  # fmt: skip
        assert msgspec.json.encode(one) == msgspec.json.encode(other)
    store.close()


@pytest.mark.parametrize(
    "operation",
    [
        Add(Relation(id="n1", type="has_jurisdiction", source="agc:lien-hiep-huu-nghi-lai-chau",
                     target="prov:lang-son", valid="2023/", attested=("2023",))),
        End("entity", "agc:lien-hiep-huu-nghi-lai-chau", "2023-01-01"),
        End("relation", "r319", "2010-01-01"),
        Succeed("prov:lai-chau", "prov:lang-son", "2023-07-01"),
    ],
    ids=["add", "end an entity", "end a relation", "succeed"],
)  # fmt: skip
def test_seam_4_operations_change_answers_and_write_nothing(operation: Operation, tmp_path: Path) -> None:
    """Seam 4: what-if goes through the same derivation, has a data version of its own, and leaves the store alone."""
    store = SqliteStore(tmp_path / "a.db")
    before = load(store, "border-diplomacy", *bundled())
    plain, laid = open_view(store), open_view(store, overlay=(operation,))
    told = [
        (gaps(v).counts, [msgspec.structs.asdict(p) for p in paths(v, "leg:04-ct-tw", "don:gates", DATE).paths])
        for v in (plain, laid)
    ]
    assert told[0] != told[1]
    assert laid.data_version != plain.data_version == before
    assert (store.version(), open_view(store).data_version) == (1, before)
    store.close()


def test_seam_5_a_path_question_is_data() -> None:
    """Seam 5: a question survives being sent, and the answer to it is the same."""
    question = PathQuestion(
        sources=("leg:04-ct-tw",), targets=("don:gates",), day=DATE, k=3, avoid=("ctry:us",), holds="possible"
    )  # fmt: skip
    again = msgspec.json.decode(msgspec.json.encode(question), type=PathQuestion)
    known = bundled_view().index
    assert again == question
    assert find(known, again) == find(known, question)


def test_seam_5_no_entity_twice_is_more_than_the_automaton() -> None:
    """Seam 5: a walk that obeys the automaton but turns back on itself is no path, and a longer simple one is found."""
    agencies = things(**dict.fromkeys("axvt", "Agency"))
    links = [link(ends, "cooperates_with") for ends in ("a-x", "x-v", "x-t")]
    known = index(*agencies, *links)
    assert find(known, PathQuestion(sources=("x:a",), targets=("x:t",), via=("x:v",))).status == "no_path"
    longer = index(
        *agencies, *things(y="Agency"), *links, link("v-y", "cooperates_with"), link("y-t", "cooperates_with")
    )
    assert routes(longer, ask(longer, "a", "t", via=("x:v",))) == ["a x v y t"]


def test_seam_6_no_type_or_rule_is_known_by_name() -> None:
    """Seam 6: no name of a type or rule, and no entity, is written in the program but where records are converted."""
    known = vocabulary.bundled()
    names = {t.type for t in known.entity_types} | {t.type for t in known.relation_types}
    names |= {r.id for r in rules.bundled()} | {s.id for s in bundled() if isinstance(s, Entity)}
    written = [
        f"{file.name}:{node.lineno}: {node.value!r}"
        for folder in ("graph", "loaders", "visualizations", "api")
        for file in sorted((ROOT / folder).rglob("*.py"))
        if not file.name.startswith("convert") and "units" not in file.parts
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and node.value in names
    ]
    assert written == []


def test_seam_7_verdicts_come_from_one_ladder_of_wider_masks() -> None:
    """Seam 7: what a stronger verdict counts a weaker one counts too, in the order of the verdicts."""
    known = bundled_view().index
    for as_of in ("2012-06-30", "2020-12-31", "2030-01-01"):
        ladder = Coverage(known, CoverageQuestion(rule="named-twinning", day=day(as_of)))._ladder
        assert [v for v, _ in ladder] == [v for v in VERDICTS if v in dict(ladder)]
        admitted = {v: {r for r in range(len(known.relation_ids)) if n.matcher.admits(r)} for v, n in ladder}
        assert admitted["covered"] < admitted["possible"] <= admitted["planned"]
        assert admitted["possible"] <= admitted["lapsed"]


def test_seam_7_the_warnings_of_no_path_are_relaxations_in_their_order() -> None:
    """Seam 7: warnings are looked for as the vocabulary lists them; without relaxations there are none."""
    statements: tuple[Statement, ...] = (
        *things(a="Agency", b="Agency", c="Sector"),
        link("a-b", "cooperates_with", modality="planned"), link("a-b", "borders"),
        link("a-c", "has_sector"), link("b-c", "has_sector"),
    )  # fmt: skip
    known = vocabulary.bundled()

    def codes(relaxations: tuple[vocabulary.Relaxation, ...]) -> list[str]:
        view = View(snapshot(statements, vocabulary=replace(known, relaxations=relaxations)))
        return [w.code for w in paths(view, "x:a", "x:b").warnings]

    assert codes(known.relaxations) == ["only_planned", "thematic_link_only", "geographic_link_only"]
    assert codes(known.relaxations[::-1]) == ["geographic_link_only", "thematic_link_only", "only_planned"]
    assert codes(()) == []


def test_seam_8_the_checker_accepts_the_evaluators_answers() -> None:
    """Seam 8: an independent checker finds nothing wrong with paths and verdicts of the bundled data."""
    known = bundled_view().index
    found = 0
    for n, source in enumerate(known.ids[::9]):
        for target in known.ids[n % 5 :: 13]:
            question = PathQuestion(
                sources=(source,), targets=(target,), day=(None, DATE)[n % 2], k=3, holds="possible"
            )
            result = find(known, question)
            found += len(result.paths)
            assert check_paths(known, question, result) == []
    assert found > 100
    for rule in known.rules:
        asked = CoverageQuestion(rule=rule, day=DATE)
        coverage = Coverage(known, asked)
        for pair in coverage.pairs():
            assert check_judgement(known, asked, coverage.judge(*pair)) == []


def test_seam_9_answers_are_typed_values() -> None:
    """Seam 9: every kind of answer is a struct that encodes, and is read again as one of the same type."""
    view = bundled_view()
    for answer in (paths(view, "leg:04-ct-tw", "don:gates"), paths(view, "prov:lang-son", "prov:van-nam"), gaps(view),
                   view.entity("prov:lang-son", "en"), view.source("s0", "en"), view.vocabulary_answer()):  # fmt: skip
        body = msgspec.json.encode(answer)
        assert msgspec.json.encode(msgspec.json.decode(body, type=type(answer))) == body


def test_seam_9_every_sentence_comes_from_one_catalogue() -> None:
    """Seam 9: messages are in Vietnamese and English with the same blanks, and every code that is said is in it."""
    for code, texts in messages.CATALOGUE.items():
        blanks = {lang: {f[1] for f in string.Formatter().parse(text) if f[1]} for lang, text in texts.items()}
        assert set(texts) == {"vi", "en"}, code
        assert blanks["vi"] == blanks["en"], code
    view = bundled_view()
    said = {w.code for a in (gaps(view), paths(view, "prov:lang-son", "prov:van-nam")) for w in a.warnings}
    assert said <= set(messages.CATALOGUE)
    assert {x.code for x in vocabulary.bundled().relaxations} <= set(messages.CATALOGUE)
    assert all(set(i.reason) == {"vi", "en"} for i in gaps(view).items)
