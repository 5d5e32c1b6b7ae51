"""Coverage questions: each verdict, in its order, and what a source's word that there is none does to it."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from graph import coverage
from graph.answers import GapItem, GapsAnswer
from graph.coverage import VERDICTS
from graph.tell_gaps import GapsQuestion
from graph.view import View
from schema import rules
from schema.statements import Relation, Statement
from tests.graph.fixtures import absence, bundled_view, day, document, link, snapshot, thing, things
from tests.graph.test_rule_language import rule

Statements = tuple[Statement, ...]
UNION = "friendship-union"
WITNESS = "has_jurisdiction"
FRAME: Statements = (
    document("s", "2018"), thing("ctry:vn", "Country"), thing("ctry:cn", "Country"), thing("p", "Province"),
    thing("q", "Province"), thing("u", "Agency", subtype="friendship_union"), link("p-ctry:vn", "located_in"),
    link("q-ctry:vn", "located_in"),
)  # fmt: skip


def gaps(*statements: Statement, as_of: str = "2020", rule: str = UNION, least: int = 1, **more: Any) -> GapsAnswer:
    """All verdicts of a rule on a day, in English."""
    known = tuple(replace(r, at_least=least) if r.id == rule else r for r in rules.bundled())
    asked = GapsQuestion(**{"rules": (rule,), "day": day(as_of), "verdicts": VERDICTS, **more})
    return View(snapshot(statements, rules=known)).gaps(asked, "en")


def of(told: GapsAnswer, subject: str = "x:p", target: str | None = None) -> GapItem:
    """The verdict on a subject or pair."""
    (item,) = (i for i in told.items if (i.subject, i.object) == (subject, target))
    return item


def union(valid: str | None, *attested: str, **more: Any) -> Relation:
    """What the rule on unions asks for: the union with jurisdiction over p."""
    return link("u-p", WITNESS, valid, attested=attested, **more)


@pytest.mark.parametrize(
    ("relation", "as_of", "verdict", "since", "reason"),
    [
        (union("2012/"), "2020", "covered", "2012", "there is: p –[is under the jurisdiction of]→ u"),
        (union("../.."), "2020", "covered", "..", "there is"),
        (union("2020/"), "2020-06-30", "possible", "2020", "possible, depending on dates that are uncertain"),
        (union("2012/"), "2030", "possible", "2012", "possible, but the news is old (last attested 2018)"),
        (union(None, "2009"), "2030", "possible", "[1999-01-01..2009-12-31]", "but the news is old"),
        (union("2025/", modality="planned"), "2020", "planned", None, "only planned, proposed or intended"),
        (union("2010/2016", modality="requested"), "2020", "not_recorded", None, "nothing is recorded"),
        (union("2010/2016"), "2020", "lapsed", "2017-01-01", "there was, but no longer from 2017-01-01 on"),
        (union("2010/2020"), "2020-06-30", "possible", "2010", "depending on dates that are uncertain"),
        (union("2025/"), "2020", "not_recorded", None, "what there is, is of another time"),
        (link("q-p", "exchanges_with"), "2020", "not_recorded", None, "nothing is recorded"),
    ],
)  # fmt: skip
def test_the_verdicts(relation: Relation, as_of: str, verdict: str, since: str | None, reason: str) -> None:
    """A subject has the best verdict that holds on the day, with since when, and the reason in words."""
    item = of(gaps(*FRAME, relation, as_of=as_of))
    assert (item.verdict, item.since) == (verdict, since)
    assert reason in item.reason["en"]
    assert item.reason["vi"]
    assert item.id == "gap:friendship-union:x:p"
    assert bool(item.witnesses) == (verdict != "not_recorded")


def test_the_best_verdict_of_several_ways() -> None:
    """Of several ways to be satisfied the best decides, and only its witnesses are given."""
    other = thing("w", "Agency", subtype="friendship_union")
    told = of(gaps(*FRAME, other, union("2010/2016"), link("w-p", WITNESS, "2012/")))
    assert (told.verdict, told.witnesses) == ("covered", ((f"{WITNESS}:w-p",),))
    told = of(gaps(*FRAME, other, union("2010/2016"), link("w-p", WITNESS, "2012/", modality="planned")))
    assert told.verdict == "planned"


def test_not_applicable() -> None:
    """A rule does not bind who does not exist yet or any more on the day; counts have it, and lists only if asked."""
    frame: Statements = (
        *(s for s in FRAME if s.id != "x:p"),
        thing("p", "Province", founded="2004", abolished="2025-07-01"),
    )
    verdicts = [of(gaps(*frame, as_of=as_of)).verdict for as_of in ("2003", "2004-06", "2025-06-30", "2025-07-01")]
    assert verdicts == ["not_applicable", "not_recorded", "not_recorded", "not_applicable"]
    told = gaps(*frame, as_of="2026", verdicts=("not_recorded",))
    assert ([i.subject for i in told.items], told.total.value) == (["x:q"], 1)
    assert {k: v for k, v in told.counts.items() if v} == {"not_recorded": 1, "not_applicable": 1}


def test_collectives_are_never_subjects() -> None:
    """What stands for many and is no stepping stone is not asked about; nor is what lies elsewhere."""
    told = gaps(
        *FRAME, thing("all", "Province", traversable=False), link("all-ctry:vn", "located_in"), thing("r", "Province"),
        link("r-ctry:cn", "located_in"),
    )  # fmt: skip
    assert [i.subject for i in told.items] == ["x:p", "x:q"]


@pytest.mark.parametrize(
    ("valid", "attested", "date", "more", "as_of", "verdict"),
    [
        ("2012/", "", "2019", {}, "2020", "stated_absent"),
        ("2012/", "", "2019", {}, "2018-12-31", "covered"),
        ("2012/", "", "2016", {}, "2020", "covered"),
        ("2012/", "", "2018", {}, "2020", "covered"),
        ("2012/", "", "2017/2019", {}, "2020", "covered"),
        ("2012/", "", None, {}, "2020", "covered"),
        ("2012/", "", "2019", {"rule": "named-twinning"}, "2020", "covered"),
        ("2012/", "", "2019", {"category": "cause"}, "2020", "covered"),
        ("2010/2016", "", "2019", {}, "2020", "stated_absent"),
        ("2012/", "", "2022", {}, "2020", "covered"),
        ("2012/", "", "2022", {"not_yet": True}, "2020", "stated_absent"),
        (None, "2018", "2015", {"not_yet": True}, "2012", "stated_absent"),
        (None, "2018", "2015", {"not_yet": True}, "2017", "possible"),
        (None, "2018", "2015", {}, "2012", "possible"),
    ],
)
def test_a_source_says_that_there_is_none(
    valid: str | None, attested: str, date: str | None, more: dict[str, Any], as_of: str, verdict: str
) -> None:
    """A later word that there is none beats earlier news; what came later does not reach back beyond a "not yet"."""
    denied = absence(more.pop("rule", UNION), "p", date, **more)
    assert of(gaps(*FRAME, union(valid, *attested.split()), denied, as_of=as_of)).verdict == verdict


def test_stated_absent_says_since_when_and_by_whom() -> None:
    """The reason names source, date and age of the news; the evidence is the source's words."""
    item = of(gaps(*FRAME, absence(UNION, "p", "2015-06"), as_of="2020"))
    assert (item.verdict, item.since, item.last_attested, item.independent_sources) == (
        "stated_absent", "2015-06", "2015-06", 1,
    )  # fmt: skip
    assert item.reason["en"] == "source s says that there is none (as of 2015-06, 5 years before the day asked): none"
    assert [e.source for e in item.evidence] == ["s"]
    never = of(gaps(*FRAME, absence(UNION, "p", "2015-06", not_yet=True), as_of="2010"))
    assert (never.verdict, never.since) == ("stated_absent", "..")
    assert "none yet" in never.reason["en"]


def test_sources_contradict_one_another() -> None:
    """At equal times the positive stands, with a warning that names the subject."""
    told = gaps(*FRAME, union("2012/"), absence(UNION, "p", "2018"))
    assert (of(told).verdict, of(told).contradicted) == ("covered", True)
    assert [(w.code, w.entities) for w in told.warnings] == [("contradicted", ("x:p",))]
    assert gaps(*FRAME, union("2012/"), absence(UNION, "p", "2017")).warnings == ()


def test_at_least_two() -> None:
    """A rule may need several: different ends, not several relations to one."""
    other = thing("w", "Agency", subtype="friendship_union")
    twice = (union("2012/"), union("2013/", called="again"))
    assert of(gaps(*FRAME, *twice, least=2)).verdict == "not_recorded"
    both = (*twice, other, link("w-p", WITNESS, "2014/"))
    assert of(gaps(*FRAME, *both, least=2)).verdict == "covered"
    assert (
        of(gaps(*FRAME, union("2012/"), other, link("w-p", WITNESS, "2020/"), least=2, as_of="2020-05")).verdict
        == "possible"
    )


def test_a_verdict_does_not_depend_on_how_many_witnesses_are_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the ways to satisfy a rule are too many to look at all, the verdict stands, and the answer says so."""
    monkeypatch.setattr(coverage, "LOOKED_AT", 2)
    other = thing("w", "Agency", subtype="friendship_union")
    many = tuple(union("2012/", called=f"again-{n}") for n in range(4))
    told = gaps(*FRAME, *many, other, link("w-p", WITNESS, "2014/"), least=2)
    assert of(told).verdict == "covered"
    assert told.limits_hit == ("witnesses",)


PAIR = "partner-country-local-partner"
ABROAD: Statements = (
    thing("g", "Province"),
    thing("w", "Agency"),
    link("g-ctry:cn", "located_in"),
    link("w-g", WITNESS),
)


def test_pairs() -> None:
    """A pair is listed where its condition holds on some day, and judged with its object."""
    told = gaps(*FRAME, *ABROAD, link("p-ctry:cn", "cooperates_with", "2010/"), rule=PAIR)
    item = of(told, "x:p", "ctry:cn")
    assert ([i.id for i in told.items], item.verdict) == ([f"gap:{PAIR}:x:p:ctry:cn"], "not_recorded")
    told = gaps(*FRAME, *ABROAD, link("w-p", "exchanges_with", "2010/"), rule=PAIR)
    assert of(told, "x:p", "ctry:cn").verdict == "covered"
    assert of(told, "x:p", "ctry:cn").witnesses[0][0] == "exchanges_with:w-p"
    ended = gaps(*FRAME, *ABROAD, link("w-p", "exchanges_with", "2010/2012"), rule=PAIR)
    assert of(ended, "x:p", "ctry:cn").verdict == "not_applicable"
    assert gaps(*FRAME, *ABROAD, link("w-p", "exchanges_with", modality="planned"), rule=PAIR).items == ()


def test_an_absence_of_a_pair() -> None:
    """A source may deny one object or all of them."""
    relations: Statements = (*FRAME, *ABROAD, link("p-ctry:cn", "cooperates_with", "2010/"))
    assert (
        of(gaps(*relations, absence(PAIR, "p", "2019", "ctry:cn"), rule=PAIR), "x:p", "ctry:cn").verdict
        == "stated_absent"
    )
    assert of(gaps(*relations, absence(PAIR, "p", "2019"), rule=PAIR), "x:p", "ctry:cn").verdict == "stated_absent"
    assert (
        of(gaps(*relations, absence(PAIR, "p", "2019", "ctry:vn"), rule=PAIR), "x:p", "ctry:cn").verdict
        == "not_recorded"
    )


def test_since() -> None:
    """With a first day an older event no longer counts: certainly by its earliest day, possibly by its latest."""
    channel = "chn:doi-ngoai-nhan-dan"
    frame: Statements = (
        document("s", "2018"), thing(channel, "Channel"), thing("a", "Agency"), link(f"a-{channel}", "through_channel"),
        thing("e", "Event", subtype="training", date="2015"), link("a-e", "organizes", None),
    )  # fmt: skip

    def verdict(since: str | None) -> str:
        parameters = {} if since is None else {"since": day(since)}
        return of(gaps(*frame, rule="training-since", parameters=parameters), "x:a").verdict

    found = [verdict(since) for since in (None, "2015-01-01", "2015-01-02", "2015-12-31", "2016-01-01")]
    assert found == ["covered", "covered", "possible", "possible", "not_recorded"]


def test_areas_and_groups() -> None:
    """An area restricts the subjects; groups count by area, verdict, rule or type, and add up to the whole."""
    told = gaps(*FRAME, union("2012/"), group_by="area", verdicts=("not_recorded",))
    assert [(g.key, g.total, g.counts["covered"]) for g in told.groups] == [("x:p", 0, 1), ("x:q", 1, 0)]
    assert [i.subject for i in gaps(*FRAME, area="x:q").items] == ["x:q"]
    assert [i.subject for i in gaps(*FRAME, area="ctry:vn").items] == ["x:p", "x:q"]
    for by, keys in (("verdict", ["covered", "not_recorded"]), ("rule", [UNION]), ("type", ["Province"])):
        groups = gaps(*FRAME, union("2012/"), group_by=by).groups
        assert [g.key for g in groups] == keys
        assert sum(g.total for g in groups) == 2


def test_parallel_relations_of_a_repetition_are_all_followed() -> None:
    """A commune lay in the province twice; in the second time it was twinned, which has lapsed."""
    commune = thing("c", "Commune")
    told = gaps(
        *FRAME, *ABROAD, commune, link("c-p", "located_in", "2001/2002", called="r1"),
        link("c-p", "located_in", "2010/2012", called="r2"), link("c-g", "twinned_with", "2011/2012"),
        rule="named-twinning",
    )  # fmt: skip
    assert of(told).verdict == "lapsed"


def test_what_is_only_too_old_is_said_to_be_there() -> None:
    """An event before the time asked is no gap of which nothing is recorded."""
    view = bundled_view()
    gap = "gap:delegation-since:prov:lai-chau:prov:phong-sa-ly"
    reasons = {
        since: view.gap(gap, day("2024-01-01"), {"since": day(f"{since}-01-01")}, "en") for since in ("2018", "2022")
    }
    assert {since: g.verdict for since, g in reasons.items()} == {"2018": "covered", "2022": "not_recorded"}
    assert "of another time" in reasons["2022"].reason["en"]


def test_thousands_of_ways_to_one_end_hide_no_other() -> None:
    """Where two ends are needed, the second one counts though thousands of ways to the first are found before it."""
    met = '[subject]\ntypes = "Province"\nis = "x:p"\n[[needs]]\nrelation = "cooperates_with"\n'
    asked = rule(met + '[[needs]]\nrelation = "exchanges_with"\n', top="at_least = 2")
    parallel = [link("p-m", "cooperates_with", called=f"c{n:02}") for n in range(46)]
    parallel += [link("m-e", "exchanges_with", called=f"e{n:02}") for n in range(46)]
    told: list[Statement] = [*things(m="Agency", e="Agency", f="Agency", n="Agency"), thing("p", "Province")]
    told.append(document("s", "2018"))
    late = [link("p-n", "cooperates_with", called="z1"), link("n-f", "exchanges_with", called="z2")]
    said = absence("asked", "p", "2012")
    known = View(snapshot([*told, *parallel, *late, said], rules=[asked]))
    gap = known.gap("gap:asked:x:p", day("2016"), {}, "vi")
    assert (gap.verdict, gap.limits_hit) == ("covered", ("witnesses",))
