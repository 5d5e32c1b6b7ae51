"""The default walk: what may be a hop and a stepping stone, and a checker that knows when an answer breaks it."""

from __future__ import annotations

import random
from typing import Any

import pytest
from msgspec.structs import replace

from graph.checker import check_judgement, check_path, check_paths
from graph.compile import compile_index
from graph.coverage import Coverage, CoverageQuestion, Judgement
from graph.index import Index
from graph.paths import Path, PathResult, find
from graph.search import Found
from graph.walk import PathQuestion
from schema.statements import Statement
from tests.graph import random_graphs
from tests.graph.fixtures import absence, ask, day, document, index, link, routes, snapshot, thing, things, used

FRAME: tuple[Statement, ...] = (
    *things(
        agency="Agency", other="Agency", body="Agency", event="Event", plan="LegalInstrument", law="LegalInstrument",
        town="District", village="Commune", prov="Province", sector="Sector", land="Country",
    ),
    thing("many", "NGO", traversable=False),
    thing("dev:channel", "Channel"),
)  # fmt: skip


def graph(*links: str) -> Index:
    """The frame with links, each `a-b type`, and more words that are relation fields (`planned`)."""
    made = []
    for told in links:
        ends, kind, *modality = told.split()
        made.append(link(ends, kind, **({"modality": modality[0]} if modality else {})))
    return index(*FRAME, *made)


def found(known: Index, source: str, target: str) -> list[str]:
    """The shortest paths between two entities."""
    return routes(known, ask(known, source, target, all_shortest=True))


@pytest.mark.parametrize(
    ("links", "ends", "expected"),
    [
        # one hop: anything but what is never walked
        (["agency-town located_in"], "agency town", ["agency town"]),
        (["agency-town borders"], "agency town", []),
        (["agency-sector has_sector"], "agency sector", []),
        (["agency-land cooperates_with"], "agency land", ["agency land"]),
        (["agency-many meets"], "agency many", ["agency many"]),
        (["agency-other cooperates_with planned"], "agency other", []),
        # two hops and more: one that connects by itself
        (["agency-body part_of", "other-body part_of"], "agency other", []),
        (["agency-body part_of", "other-body cooperates_with"], "agency other", ["agency body other"]),
        (["agency-body part_of", "body-other advises"], "agency other", ["agency body other"]),
        (["agency-body concerns", "other-body part_of"], "agency other", []),
        # at the ends only
        (["plan-law implements", "law-body guided_by"], "plan body", ["plan law body"]),
        (["agency-event sends", "event-plan concerns", "plan-law implements"], "agency law", []),
        (["agency-event sends", "plan-event sends", "plan-law implements"], "agency law", ["agency event plan law"]),
        (["agency-body part_of", "body-other cooperates_with", "other-law implements", "law-plan cooperates_with"],
         "agency plan", []),
        # places next to an end
        (["agency-town has_jurisdiction", "town-village twinned_with"], "agency village", ["agency town village"]),
        (["agency-town cooperates_with", "town-village located_in"], "agency village", ["agency town village"]),
        (["agency-town cooperates_with", "town-village twinned_with"], "agency village", []),
        (["agency-town located_in", "town-village twinned_with", "village-body cooperates_with"], "agency body", []),
        (["agency-town located_in", "town-village twinned_with", "body-village located_in"],
         "agency body", ["agency town village body"]),
        (["agency-town located_in", "town-village twinned_with", "village-prov cooperates_with",
          "body-prov located_in"], "agency body", []),
        # never stepping stones
        (["agency-land cooperates_with", "body-land cooperates_with"], "agency body", []),
        (["agency-land located_in", "body-land cooperates_with"], "agency body", []),
        (["agency-sector has_sector", "body-sector cooperates_with"], "agency body", []),
        (["agency-many cooperates_with", "body-many cooperates_with"], "agency body", []),
        # nowhere twice, not even at an end
        (["agency-body cooperates_with", "body-other cooperates_with"], "agency other", ["agency body other"]),
    ],
)  # fmt: skip
def test_the_default_walk(links: list[str], ends: str, expected: list[str]) -> None:
    """Each kind of hop and stone is allowed where the contract allows it, in either direction, and nowhere else."""
    known = graph(*links)
    source, target = ends.split()
    assert found(known, source, target) == expected
    assert found(known, target, source) == [" ".join(e.split()[::-1]) for e in expected]


def test_a_relation_to_itself_is_no_hop() -> None:
    """A relation of an entity with itself leads nowhere."""
    known = graph("agency-agency cooperates_with", "agency-body cooperates_with")
    assert found(known, "agency", "body") == ["agency body"]
    assert ask(known, "agency", "agency").paths[0].found.relations == ()


def test_parallel_relations_are_chosen_together() -> None:
    """A path counts if some choice of parallel relations fulfils the walk, and the strongest such choice is shown."""
    known = graph(
        "agency-town cooperates_with", "agency-town located_in", "town-village twinned_with", "town-village borders",
    )  # fmt: skip
    result = ask(known, "agency", "village")
    assert used(known, result) == [["located_in:agency-town", "twinned_with:town-village"]]
    strongest = graph("agency-body part_of", "agency-body advises", "agency-body meets", "body-other part_of")
    assert used(strongest, ask(strongest, "agency", "other")) == [["meets:agency-body", "part_of:body-other"]]


def test_of_equal_parallels_the_better_sourced_is_shown() -> None:
    """Among parallel relations of a class the one with more independent sources is shown, then the smaller id."""
    ends = things(a="Agency", b="Agency")
    known = index(
        *ends, link("a-b", "meets", called="r1"), link("b-a", "visits", called="r2", said="s t"),
        link("a-b", "sends", called="r0"),
    )  # fmt: skip
    assert used(known, ask(known, "a", "b")) == [["r2"]]
    equal = index(*ends, link("a-b", "meets", called="r1"), link("b-a", "visits", called="r0"))
    assert used(equal, ask(equal, "a", "b")) == [["r0"]]


def checked(known: Index, question: PathQuestion, path: Path) -> str:
    """The problems of a path, in one text."""
    return "; ".join(check_path(known, question, path))


def plain(source: str = "agency", target: str = "body", **more: Any) -> PathQuestion:
    """A question between two entities of the frame."""
    question = PathQuestion(sources=(f"x:{source}",), targets=(f"x:{target}",))
    return replace(question, **more)


def told(known: Index, entities: str, *relations: str, holds: str | None = None) -> Path:
    """A path as an evaluator might give it."""
    found_ = Found(
        tuple(known.numbers[f"x:{e}"] for e in entities.split()),
        tuple(known.relation_ids.index(r) for r in relations),
    )
    return Path(found_, holds)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("entities", "relations", "more", "problem"),
    [
        ("agency other body", "part_of:agency-other cooperates_with:body-other", {}, ""),
        ("agency other body", "part_of:agency-other", {}, "do not fit"),
        ("agency body other", "part_of:agency-other cooperates_with:body-other", {}, "does not lead"),
        ("agency other body", "part_of:agency-other part_of:agency-other", {}, "does not connect"),
        ("agency other agency other body", " ".join((*("part_of:agency-other",) * 3, "cooperates_with:body-other")), {},
         "twice"),
        ("agency other body", "part_of:agency-other cooperates_with:body-other", {"max_hops": 1}, "longer than 1"),
        ("agency other body", "part_of:agency-other cooperates_with:body-other", {"via": ("x:law",)}, "via x:law"),
        ("agency other body", "part_of:agency-other cooperates_with:body-other", {"avoid": ("x:other",)}, "avoid"),
        ("agency other body", "part_of:agency-other cooperates_with:body-other", {"modalities": ("planned",)},
         "modality"),
        ("agency other body", "part_of:agency-other cooperates_with:body-other", {"entity_types": ("Event",)},
         "no stepping stone"),
        ("agency other body", "part_of:agency-other cooperates_with:body-other", {"relations": ("part_of",)}, "never"),
        ("agency other body", "part_of:agency-other cooperates_with:body-other", {"channels": ("dev:channel",)},
         "channel"),
        ("agency other body", "part_of:agency-other cooperates_with:body-other", {"day": 1}, "if a day is asked"),
        ("agency other body", "part_of:agency-other part_of:other-body", {}, "connects by itself"),
        ("agency land body", "cooperates_with:agency-land cooperates_with:body-land", {}, "no stepping stone"),
        ("agency body", "borders:agency-body", {}, "walked never"),
        ("agency body", "visits:agency-body", {}, ""),
        ("agency body", "part_of:agency-body", {}, "visits:agency-body is stronger"),
        ("agency event other body", "visits:agency-event part_of:event-other cooperates_with:body-other", {},
         "walked at_ends"),
    ],
)  # fmt: skip
def test_the_checker_knows_a_path_that_is_none(
    entities: str, relations: str, more: dict[str, Any], problem: str
) -> None:
    """Every way in which a path may be wrong is said, and a right one is left alone."""
    known = graph(
        "agency-other part_of", "body-other cooperates_with", "other-body part_of", "agency-land cooperates_with",
        "body-land cooperates_with", "agency-body borders", "agency-body visits", "agency-body part_of",
        "agency-event visits", "event-other part_of",
    )  # fmt: skip
    said = checked(known, plain(**more), told(known, entities, *relations.split()))
    assert (problem in said) if problem else not said


def test_the_checker_knows_when_a_hop_does_not_hold() -> None:
    """A path said to be certain has certain hops only; one said to be possible has possible ones, not all certain."""
    known = index(*FRAME, document("s", "2015"), link("agency-body", "visits", "2010/2012"))
    for as_of, holds, problem in (
        ("2011-06-30", "certain", ""), ("2012-06-30", "certain", "is not certain"), ("2012-06-30", "possible", ""),
        ("2013-01-01", "possible", "is not possible"), ("2011-06-30", "possible", "all hops are certain"),
    ):  # fmt: skip
        said = checked(known, plain(day=day(as_of)), told(known, "agency body", "visits:agency-body", holds=holds))
        assert (problem in said) if problem else not said
    asked = plain(day=day("2012-06-30"), holds="certain")
    assert "merely possible" in checked(
        known, asked, told(known, "agency body", "visits:agency-body", holds="possible")
    )


@pytest.mark.parametrize("seed", range(20, 26))
def test_the_checker_knows_mutated_answers(seed: int) -> None:
    """Answers on random graphs are accepted; reordered, doubled, relabelled or with another hop they are not."""
    known = compile_index(snapshot(random_graphs.graph(seed)))
    dice = random.Random(seed)
    mutated = 0
    for _ in range(150):
        ends = dice.sample(known.ids, 2)
        as_of = dice.choice((None, day("2014-01-01"), day("2021-01-01")))
        question = PathQuestion(
            sources=(ends[0],), targets=(ends[1],), day=as_of, k=4, holds=dice.choice(("best", "possible"))
        )
        result = find(known, question)
        assert check_paths(known, question, result) == []
        for wrong in mutations(known, result, dice):
            mutated += 1
            assert check_paths(known, question, wrong) != [], wrong
    assert mutated > 100


def mutations(known: Index, result: PathResult, dice: random.Random) -> list[PathResult]:
    """Answers that are wrong in one way."""
    if not result.paths:
        return [replace(result, status="found")]
    first = result.paths[0]
    wrong = [
        replace(result, status="no_path"),
        replace(result, paths=(*result.paths, first)),
        replace(result, paths=result.paths * 5),
        replace(result, paths=(replace(first, holds="possible" if first.holds is None else None),)),
    ]
    if len({len(p.found.relations) for p in result.paths}) > 1:
        wrong.append(replace(result, paths=result.paths[::-1]))
    if first.found.relations:
        strange = [
            r for r in range(len(known.relation_ids))
            if {known.sources[r], known.targets[r]} != set(first.found.entities[:2])
        ]  # fmt: skip
        hops = (dice.choice(strange), *first.found.relations[1:])
        wrong.append(replace(result, paths=(replace(first, found=replace(first.found, relations=hops)),)))
    return wrong


def verdict(known: Index, rule: str, subject: str) -> tuple[CoverageQuestion, Judgement]:
    """The question of a rule in 2024, and the verdict on a subject."""
    question = CoverageQuestion(rule=rule, day=day("2024"))
    return question, Coverage(known, question).judge(known.numbers[subject])


def test_the_checker_knows_a_verdict_that_is_none() -> None:
    """Every way in which a verdict may be wrong is said, and the right one is left alone."""
    union = thing("u", "Agency", subtype="friendship_union")
    statements: tuple[Statement, ...] = (
        document("s", "2020"), union, *FRAME, link("prov-ctry:vn", "located_in"), thing("ctry:vn", "Country"),
        link("u-prov", "has_jurisdiction", "2012/"), link("agency-prov", "has_jurisdiction"),
    )  # fmt: skip
    known = index(*statements)
    question, right = verdict(known, "friendship-union", "x:prov")
    assert right.verdict == "covered"
    assert check_judgement(known, question, right) == []
    witness = right.witnesses[0]
    other = known.relation_ids.index("has_jurisdiction:agency-prov")
    for wrong, problem in (
        (replace(right, verdict="possible"), "possible, though covered"),
        (replace(right, verdict="planned"), "planned, though covered"),
        (replace(right, verdict="lapsed"), "lapsed, though covered"),
        (replace(right, verdict="not_recorded"), "has witnesses"),
        (replace(right, witnesses=()), "fewer than 1"),
        (replace(right, witnesses=(replace(witness, end=0),)), "not what the rule asks for"),
        (replace(right, witnesses=(replace(witness, relations=(other,)),)), "not what the rule asks for"),
        (replace(right, verdict="stated_absent", witnesses=()), "where 0 sources"),
    ):
        assert problem in "; ".join(check_judgement(known, question, wrong))
    denied = index(*statements, absence("friendship-union", "prov", "2022"))
    assert "denied by a later source" in "; ".join(check_judgement(denied, question, right))
    assert verdict(denied, "friendship-union", "x:prov")[1].verdict == "stated_absent"
    gone = index(*(s for s in statements if s.id != "x:prov"), thing("prov", "Province", abolished="2020"))
    assert "binds what does not exist" in "; ".join(check_judgement(gone, question, right))
