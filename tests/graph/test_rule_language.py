"""What rules may ask: dates, numbers, side ways, common neighbours, thresholds, legal bases, what proves absence."""

from __future__ import annotations

import pytest

from graph.checker import check_judgement
from graph.compile import compile_index
from graph.coverage import Coverage, CoverageQuestion
from graph.tell_gaps import GapsQuestion
from graph.view import View
from schema import vocabulary
from schema.rules import Rule, read
from schema.statements import Statement
from tests.graph.fixtures import day, document, link, snapshot, thing

Statements = tuple[Statement, ...]
HEAD = 'id = "asked"\n{top}\n[title]\nvi = "a"\nen = "a"\n[explain]\nvi = "a"\nen = "a"\n'
FRAME: Statements = (
    document("s", "2018"), thing("ctry:vn", "Country"), thing("ctry:cn", "Country"), thing("p", "Province"),
    thing("q", "Province"), link("p-ctry:vn", "located_in"), link("q-ctry:cn", "located_in"),
    thing("sec", "Sector", traversable=False), thing("oth", "Sector", traversable=False),
)  # fmt: skip


OF_SECTOR = '[[needs]]\nrelation = "has_sector"\ndirection = "in"\n'


def rule(body: str, top: str = "") -> Rule:
    """A rule with the texts that every rule has."""
    return read(HEAD.format(top=top) + body, vocabulary.bundled())


def verdicts(
    asked: Rule, *statements: Statement, as_of: str = "2020-06-30", also: tuple[Rule, ...] = (), **since: str
) -> dict[str, str]:
    """The verdict on each subject (a pair as `s o`), which the checker finds right."""
    index = compile_index(snapshot(statements, rules=(*also, asked)))
    parameters = {name: day(value) for name, value in since.items()}
    question = CoverageQuestion(rule=asked.id, day=day(as_of), parameters=parameters)
    coverage = Coverage(index, question)
    found: dict[str, str] = {}
    for subject, target in coverage.pairs():
        judged = coverage.judge(subject, target)
        assert check_judgement(index, question, judged) == []
        assert coverage.judge(subject, target, listing=False).verdict == judged.verdict
        name = " ".join(index.ids[e].partition(":")[2] for e in (subject, target) if e is not None)
        assert name not in found
        found[name] = judged.verdict
    return found


AGREED = '[subject]\ntypes = "Province"\ninside = "ctry:vn"\n[[needs]]\nrelation = "party_to"\n'


@pytest.mark.parametrize(
    ("signed", "limits", "verdict"),
    [
        ("2015-06-01", 'since = "2015"', "covered"),
        ("2015-06-01", 'since = "2015-06-02"', "not_recorded"),
        ("2015", 'since = "2015-06"', "possible"),
        ("2015", 'until = "2015"', "covered"),
        ("2015", 'until = "2015-06"', "possible"),
        ("2016", 'until = "2015"', "not_recorded"),
        ("2014-07-01", 'since = "P6Y"', "covered"),
        ("2014-06-29", 'since = "P6Y"', "not_recorded"),
        ("2014-06-29", 'until = "P6Y"', "covered"),
        ("2015", 'since = "2014", until = "2016"', "covered"),
        ("unknown", 'since = "1000"', "not_recorded"),
        ("2015", 'since = "since"', "covered"),
    ],
)
def test_a_date_of_an_entity(signed: str, limits: str, verdict: str) -> None:
    """A date lies certainly between two days if all of it does, possibly if some of it does."""
    top = '[[parameters]]\nname = "since"\nlabel = { vi = "a", en = "a" }\n' if '"since"' in limits else ""
    asked = rule(AGREED + f"to = {{ dates = {{ signed = {{ {limits} }} }} }}\n{top}")
    agreement = thing("g", "Agreement", signed=signed)
    assert verdicts(asked, *FRAME, agreement, link("p-g", "party_to")) == {"p": verdict}


def test_a_date_with_a_parameter() -> None:
    """A parameter limits only where it is given."""
    top = '[[parameters]]\nname = "since"\nlabel = { vi = "a", en = "a" }\n'
    asked = rule(AGREED + f'to = {{ dates = {{ signed = {{ since = "since" }} }} }}\n{top}')
    given = (*FRAME, thing("g", "Agreement", signed="2015-06-01"), link("p-g", "party_to"))
    found = [verdicts(asked, *given, since=s)["p"] for s in ("2015-06-01", "2015-06-02")]
    assert found == ["covered", "not_recorded"]


@pytest.mark.parametrize(
    ("value", "limits", "verdict"),
    [
        (10, "least = 10", "covered"),
        (9.5, "least = 10", "not_recorded"),
        (10, "most = 10", "covered"),
        (11, "least = 5, most = 10", "not_recorded"),
        ("10", "least = 5", "not_recorded"),
        (True, "least = 0", "not_recorded"),
    ],
)
def test_a_number_of_an_entity(value: object, limits: str, verdict: str) -> None:
    """Numbers are compared with both bounds included; what is no number does not pass."""
    asked = rule(AGREED + f"to = {{ numbers = {{ size = {{ {limits} }} }} }}\n")
    assert verdicts(asked, *FRAME, thing("g", "Agreement", size=value), link("p-g", "party_to")) == {"p": verdict}


@pytest.mark.parametrize(
    ("limits", "verdict"),
    [
        ('until = "2015"', "covered"),
        ('until = "2015-03"', "possible"),
        ('until = "2014"', "not_recorded"),
        ('since = "P6Y"', "covered"),
        ('since = "P5Y"', "possible"),
        ('since = "P4Y"', "not_recorded"),
        ('since = "2014", until = "2014-12"', "not_recorded"),
    ],
)
def test_when_it_happened(limits: str, verdict: str) -> None:
    """An event of 2015 is certainly or possibly within limits, which may be counted from the day asked."""
    asked = rule(
        f'[subject]\ntypes = "Province"\ninside = "ctry:vn"\n[[needs]]\nrelation = "organizes"\n{limits}'.replace(
            ", ", "\n"
        )
    )
    event = (thing("e", "Event", date="2015"), link("p-e", "organizes", None))
    assert verdicts(asked, *FRAME, *event) == {"p": verdict}


SIDE = """
[subject]
types = "Province"
inside = "ctry:vn"
[[needs]]
relation = "party_to"
[[needs]]
also = [{ relation = "has_sector", to = { is = "x:sec" } }]
[[needs]]
relation = "party_to"
direction = "in"
to = { abroad_from = "subject" }
"""


def test_a_side_way() -> None:
    """A chain beside must be found, its relations are evidence too, and the way goes on from where it was."""
    parties = (*FRAME, thing("g", "Agreement"), link("p-g", "party_to"), link("q-g", "party_to"))
    asked = rule(SIDE)
    assert verdicts(asked, *parties) == {"p": "not_recorded"}
    assert verdicts(asked, *parties, link("g-oth", "has_sector")) == {"p": "not_recorded"}
    assert verdicts(asked, *parties, link("g-sec", "has_sector")) == {"p": "covered"}
    assert verdicts(asked, *parties, link("g-sec", "has_sector", "2010/2015")) == {"p": "lapsed"}
    assert verdicts(asked, *parties, link("g-sec", "has_sector", modality="planned")) == {"p": "planned"}
    assert verdicts(asked, *parties, link("g-sec", "has_sector", "2020/")) == {"p": "possible"}


def test_a_side_way_in_words() -> None:
    """The reason goes back to the entity from which the way goes on."""
    statements = (
        *FRAME, thing("g", "Agreement"), link("p-g", "party_to"), link("q-g", "party_to"), link("g-sec", "has_sector"),
    )  # fmt: skip
    view = View(snapshot(statements, rules=(rule(SIDE),)))
    (item,) = view.gaps(GapsQuestion(rules=("asked",), day=day("2020"), verdicts=("covered",)), "en").items
    assert item.reason["en"] == "there is: p –[is party to]→ g –[has sector]→ sec; g –[has party]→ q"
    assert item.witnesses == (("party_to:p-g", "has_sector:g-sec", "party_to:q-g"),)


@pytest.mark.parametrize(
    "part",
    [
        'relation = "party_to"\nto = { shares = { relation = "has_sector" } }',
        'repeat = [{ relation = "party_to" }]\nleast = 1\nto.shares = { relation = "has_sector", with = "subject" }',
    ],
)
def test_a_common_neighbour(part: str) -> None:
    """An entity shares a neighbour with the subject over relations that hold."""
    asked = rule(f'[subject]\ntypes = "Province"\ninside = "ctry:vn"\n[[needs]]\n{part}\n')
    given = (*FRAME, thing("g", "Agreement"), link("p-g", "party_to"), link("p-sec", "has_sector", "2010/"))
    assert verdicts(asked, *given) == {"p": "not_recorded"}
    assert verdicts(asked, *given, link("g-oth", "has_sector")) == {"p": "not_recorded"}
    assert verdicts(asked, *given, link("g-sec", "has_sector")) == {"p": "covered"}
    assert verdicts(asked, *given, link("g-sec", "has_sector", "2010/2012")) == {"p": "lapsed"}


def test_objects_that_share_a_neighbour() -> None:
    """Pairs are those that have a neighbour in common."""
    asked = rule(
        '[subject]\ntypes = "Province"\n[object]\ntypes = "Agreement"\nshares = { relation = "has_sector" }\n'
        'chain = [{ relation = "party_to" }]\n[[needs]]\nrelation = "applies_to"\ndirection = "in"\nto.is = "object"\n'
    )
    given = (
        *FRAME, thing("g", "Agreement"), thing("h", "Agreement"), link("p-g", "party_to"), link("p-h", "party_to"),
        link("p-sec", "has_sector"), link("g-sec", "has_sector"), link("h-oth", "has_sector"),
    )  # fmt: skip
    assert verdicts(asked, *given) == {"p g": "not_recorded"}


def test_topics_may_be_subjects() -> None:
    """A sector stands for itself and is asked about; what stands for many is not."""
    asked = rule('[subject]\ntypes = ["Sector", "Agency"]\nis_not = "x:oth"\n' + OF_SECTOR)
    many = thing("all", "Agency", traversable=False)
    assert verdicts(asked, *FRAME, many, link("p-sec", "has_sector")) == {"sec": "covered"}


def test_one_of_several_ids() -> None:
    """`is` and `is_not` may name several."""
    several = '[subject]\ntypes = "Sector"\nis = ["x:sec", "x:gone"]\n'
    asked = rule(several + OF_SECTOR + 'to = { is_not = ["subject", "x:q"] }\n')
    assert verdicts(asked, *FRAME, link("q-sec", "has_sector")) == {"sec": "not_recorded"}
    assert verdicts(asked, *FRAME, link("p-sec", "has_sector")) == {"sec": "covered"}


def test_who_is_asked_twice_is_listed_once() -> None:
    """Subjects that fit several tables are judged once, by whichever binds."""
    body = '[[subject]]\ntypes = "Province"\n' * 2 + '[[needs]]\nrelation = "funds"\ndirection = "in"\n'
    assert verdicts(rule(body), *FRAME) == {"p": "not_recorded", "q": "not_recorded"}


def test_a_condition_may_need_several() -> None:
    """A condition with `at_least` binds who has so many different ends."""
    body = '[subject]\ntypes = "Province"\nwhere = [{ at_least = 2, chain = [{ relation = "has_sector" }] }]\n'
    asked = rule(body + '[[needs]]\nrelation = "funds"\ndirection = "in"\n')
    one = (*FRAME, link("p-sec", "has_sector"), link("q-sec", "has_sector"), link("p-sec", "has_sector", called="b"))
    assert set(verdicts(asked, *one).values()) == {"not_applicable"}
    assert verdicts(asked, *one, link("p-oth", "has_sector"))["p"] == "not_recorded"
