"""A source's word that there is none, and the relations that it denies."""

from __future__ import annotations

import itertools

import pytest
from msgspec.structs import replace

from graph.view import View
from graph.walk import PathQuestion
from schema.dates import last_day
from schema.rules import Rule
from schema.statements import Absence, Entity, Evidence, Relation, Source, Statement
from tests.graph import fixtures
from tests.graph.test_rule_language import rule

UNION, PROVINCE = "agc:union", "prov:p"


def made(positive: str, absent: str, *, not_yet: bool = False) -> View:
    """A province whose union one source attests in `positive`, and another denies in `absent`."""
    return fixtures.view(
        Source(id="yes", title={"vi": "có"}, content_as_of=positive),
        Source(id="no", title={"vi": "không"}, content_as_of=absent),
        Entity(id="ctry:vn", type="Country", names={"vi": "Việt Nam"}),
        Entity(id=PROVINCE, type="Province", names={"vi": "tỉnh"}),
        Entity(id=UNION, type="Agency", subtype="friendship_union", names={"vi": "liên hiệp"}),
        Relation(id="in", type="located_in", source=PROVINCE, target="ctry:vn", valid="../.."),
        Relation(
            id="has", type="has_jurisdiction", source=UNION, target=PROVINCE, evidence=(Evidence(source="yes"),)
        ),
        Absence(
            id="none", subject=PROVINCE, rule="friendship-union", date=absent, not_yet=not_yet,
            text={"vi": "không có"}, evidence=(Evidence(source="no"),),
        ),
    )  # fmt: skip


def status(view: View, day: str) -> tuple[str, set[str]]:
    """Whether the two are connected on a day, and the codes of the warnings."""
    answer = view.paths(PathQuestion(sources=(UNION,), targets=(PROVINCE,), day=last_day(day)), "vi")
    return answer.status, {w.code for w in answer.warnings}


def test_a_later_absence_ends_what_persisted() -> None:
    """A union attested in 2016 is certain until the day before a source of 2020 says that there is none."""
    view = made("2016", "2020-03-05")
    assert status(view, "2020-03-04") == ("found", set())
    assert status(view, "2020-03-05")[0] == "no_path"
    (path,) = view.paths(PathQuestion(sources=(UNION,), targets=(PROVINCE,)), "vi").paths
    assert (path.valid_from, path.valid_to, path.fresh_until) == ("2016-12-31", "2020-03-04", None)
    assert path.breaks is not None
    assert (path.breaks.on, path.breaks.relation) == ("2020-03-05", "has")


def test_an_earlier_absence_bounds_what_came_later() -> None:
    """What is attested in 2022 cannot reach back beyond the day on which a source says that there is none yet."""
    view = made("2022", "2020-03-05", not_yet=True)
    assert status(view, "2020-03-05")[0] == "no_path"
    assert status(view, "2020-03-06") == ("found", {"only_possible"})
    assert status(view, "2023") == ("found", set())


@pytest.mark.parametrize("not_yet", [True, False])
def test_at_equal_times_both_stand(not_yet: bool) -> None:
    """Two sources of one time that differ are both shown, in paths and in coverage, with a warning."""
    view = made("2020", "2020", not_yet=not_yet)
    assert status(view, "2024") == ("found", {"contradicted"})
    gap = view.gap(f"gap:friendship-union:{PROVINCE}", last_day("2024"), {}, "vi")
    assert (gap.verdict, gap.contradicted, [w.code for w in gap.warnings]) == ("covered", True, ["contradicted"])


def test_a_word_that_there_is_none_beats_older_news_in_coverage() -> None:
    """From its day on the verdict is that of the source that says that there is none."""
    view = made("2016", "2020-03-05")
    gaps = {d: view.gap(f"gap:friendship-union:{PROVINCE}", last_day(d), {}, "vi") for d in ("2019", "2021")}
    assert {d: g.verdict for d, g in gaps.items()} == {"2019": "covered", "2021": "stated_absent"}
    assert gaps["2021"].since == "2020-03-05"


@pytest.mark.parametrize("abroad", [False, True])
def test_what_a_place_decides_is_not_denied_to_other_rules(abroad: bool) -> None:
    """Knowing that a twin lies abroad ends nothing, though a source says that the district has no twin abroad."""
    told: tuple[Statement, ...] = (
        fixtures.document("s", "2015"), fixtures.document("n", "2020"),
        *(fixtures.thing(c, "Country") for c in ("ctry:vn", "ctry:cn")),
        *fixtures.things(p="Province", q="Province", d="District", y="District"),
        fixtures.link("p-ctry:vn", "located_in"), fixtures.link("d-p", "located_in"),
        fixtures.link("q-ctry:cn", "located_in"), fixtures.link("p-q", "borders"),
        fixtures.link("d-y", "twinned_with", None), *([fixtures.link("y-ctry:cn", "located_in")] if abroad else []),
        fixtures.absence("border-unit-twin", "d", "2020-01-01"),
    )  # fmt: skip
    view = fixtures.view(*told)
    assert view.gap("gap:named-twinning:x:p", last_day("2022"), {}, "vi").verdict == "covered"
    answer = view.paths(PathQuestion(sources=("x:d",), targets=("x:y",), day=last_day("2022")), "vi")
    assert (answer.status, [w.code for w in answer.warnings]) == ("found", ["contradicted"] if abroad else [])


def test_news_of_another_relation_says_nothing_of_one_that_began_later() -> None:
    """What there was before does not turn a word of that time against what began after it."""
    frame: tuple[Statement, ...] = (
        fixtures.document("s", "2018"), *fixtures.things(p="Province"),
        fixtures.thing("u", "Agency", subtype="friendship_union"), fixtures.absence("friendship-union", "p", "2019"),
        fixtures.link("u-p", "has_jurisdiction", "2021/", called="later"),
    )  # fmt: skip
    before = fixtures.link("u-p", "has_jurisdiction", "2010/2017", called="before")
    for told in (frame, (*frame, before)):
        question = PathQuestion(sources=("x:u",), targets=("x:p",), day=last_day("2022"))
        assert fixtures.view(*told).paths(question, "vi").status == "found"


def test_many_denied_ways_hide_no_newer_one() -> None:
    """Who is reached by thousands of ways that a source denies, and by one that is newer, is reached."""
    asked = rule(
        '[subject]\ntypes = "Agency"\n[[needs]]\nrepeat = [{ relation = "coordinates_with", direction = "any" }]\n'
        'least = 1\nmost = 7\nto = { types = "Province" }\n'
    )
    agencies = [f"a{n}" for n in range(10)]
    told: list[Statement] = [
        fixtures.document("old", "2012"), fixtures.document("s", "2020"), fixtures.document("new", "2022"),
        fixtures.absence("asked", "a0", "2018"), *fixtures.things(p="Province", **dict.fromkeys(agencies, "Agency")),
        fixtures.link("a0-p", "coordinates_with", "2010/..", said="new"),
    ]  # fmt: skip
    pairs = [f"{a}-{b}" for a, b in itertools.combinations(agencies, 2)]
    told += [fixtures.link(ends, "coordinates_with", "2010/..", said="old") for ends in pairs]
    gap = fixtures.view(*told, rules=(asked,)).gap("gap:asked:x:a0", last_day("2022"), {}, "vi")
    assert (gap.verdict, gap.witnesses) == ("covered", (("coordinates_with:a0-p",),))


def named(name: str, needs: str) -> Rule:
    """A rule of that id about one province."""
    return replace(rule('[subject]\ntypes = "Province"\nis = "x:p"\n' + needs), id=name)


def test_another_way_to_the_same_end_says_nothing_of_this_one() -> None:
    """A relation that became what a rule needs after the word is not denied because something else led there before."""
    first = named(
        "first",
        '[[needs]]\nany = [[{ relation = "twinned_with", to = { attributes = { level = "province" } } }], '
        '[{ relation = "cooperates_with" }, { relation = "exchanges_with" }]]\n',
    )
    asked = [first, named("second", '[[needs]]\nrelation = "twinned_with"\n')]
    frame: tuple[Statement, ...] = (
        fixtures.document("s", "2014"), *fixtures.things(p="Province", f="Province"),
        fixtures.thing("e", "Province", level=[{"value": "province", "valid": "2020/.."}]),
        fixtures.link("p-e", "twinned_with", "2010/.."), fixtures.link("f-e", "exchanges_with"),
        fixtures.absence("first", "p", "2015"),
    )  # fmt: skip
    for more in ((), (fixtures.link("p-f", "cooperates_with"),)):
        view = fixtures.view(*frame, *more, rules=asked)
        assert view.gap("gap:second:x:p", last_day("2016"), {}, "vi").verdict == "covered"


@pytest.mark.parametrize("called", ["a", "z"])
def test_a_word_of_later_decides_nothing_now(called: str) -> None:
    """What is denied in 2030, under whatever id, changes no verdict of 2016."""
    needs = '[[needs]]\nrelation = "borders"\n'
    asked = [named("alpha", needs + 'since = "P5Y"\n'), named("beta", needs)]
    told: tuple[Statement, ...] = (
        fixtures.document("s"), *fixtures.things(p="Province", e="Province"),
        fixtures.link("p-e", "borders", "2014-02-15/"), fixtures.absence("alpha", "p", "2015-06-30", id="m"),
    )  # fmt: skip
    later = fixtures.absence("beta", "p", "2030", id=called)
    verdicts = [
        fixtures.view(*told, *more, rules=asked).gap("gap:beta:x:p", last_day("2016"), {}, "vi").verdict
        for more in ((), (later,))
    ]
    assert verdicts == ["lapsed", "lapsed"]
