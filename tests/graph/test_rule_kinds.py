"""Rules of every kind that a file may have, with verdicts that were found by hand, on two days each."""

from __future__ import annotations

import pytest

from schema.explain import in_words
from schema.vocabulary import bundled
from tests.graph.fixtures import document, link, thing
from tests.graph.rule_kinds import KINDS, WORLD
from tests.graph.test_rule_language import AGREED, FRAME, rule, verdicts


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_of_rule_gives_the_verdicts_found_by_hand(kind: str) -> None:
    """Each rule gives on both days the verdicts that a reader of the small world finds."""
    asked = KINDS[kind]
    read = rule(asked.rule, asked.top)
    found = {
        day: verdicts(read, *WORLD, as_of=day, after=asked.after) if asked.after else verdicts(read, *WORLD, as_of=day)
        for day in asked.on
    }
    assert found == asked.on


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_of_rule_is_told_in_words(kind: str) -> None:
    """Each rule is told in both languages, in as many sentences, with no word left unfilled."""
    asked = KINDS[kind]
    words = in_words(rule(asked.rule, asked.top), bundled())
    assert len(words["vi"].splitlines()) == len(words["en"].splitlines())
    assert not {"{", "}", "None"} & {*words["vi"].split(), *words["en"].split(), *words["vi"], *words["en"]}


@pytest.mark.parametrize(
    ("spoken", "one", "none"),
    [
        (["vi", "lo"], "covered", "not_recorded"),
        (["vi"], "not_recorded", "covered"),
        ("lo", "covered", "not_recorded"),
        ([], "not_recorded", "covered"),
        (None, "not_recorded", "covered"),
        ([["lo"], {"of": "lo"}], "not_recorded", "covered"),
        ([{"value": ["lo"], "valid": "2010/.."}], "covered", "not_recorded"),
    ],
)
def test_a_member_of_a_list(spoken: object, one: str, none: str) -> None:
    """A list has a value if a member is it, and has it not if no member is; nothing else in a list is compared."""
    given = {} if spoken is None else {"languages": spoken}
    world = (*FRAME, thing("g", "Agreement", **given), link("p-g", "party_to"))
    asked = {
        key: rule(AGREED + f'to = {{ {key} = {{ languages = "lo" }} }}\n') for key in ("attributes", "attributes_not")
    }
    assert {key: verdicts(each, *world)["p"] for key, each in asked.items()} == {
        "attributes": one,
        "attributes_not": none,
    }


@pytest.mark.parametrize(
    ("needs", "verdict"),
    [
        ('[[needs]]\nrelation = "borders"\ndirection = "any"\n' * 2, "covered"),
        (
            '[[needs]]\nrelation = "borders"\ndirection = "any"\n' * 2 + 'to.is_not = "subject"\n',
            "not_recorded",
        ),
        ('[[needs]]\nrepeat = [{ relation = "borders", direction = "any" }]\nleast = 2\nmost = 2\n', "not_recorded"),
        ('[[needs]]\nrelation = "meets"\n', "covered"),
        ('[[needs]]\nrelation = "meets"\nto.attributes_not = { traversable = false }\n', "not_recorded"),
        ('[[needs]]\nrelation = "organizes"\nsince = "P1D"\n', "possible"),
        ('[[needs]]\nrelation = "organizes"\nto.dates = { date = { since = "P9999Y" } }\n', "not_recorded"),
        ('[[needs]]\nrelation = "cooperates_with"\nto.abroad_from = "subject"\n', "not_recorded"),
    ],
)
def test_what_the_page_on_rules_warns_of(needs: str, verdict: str) -> None:
    """A way may lead back, a collective may be an end, undated events may be in time, `country` places nobody."""
    world = (
        *FRAME, link("p-q", "borders"), thing("all", "NGO", traversable=False), link("p-all", "meets"),
        thing("once", "Event"), link("p-once", "organizes", None, said="undated"), document("undated"),
        thing("body", "Agency", country="ctry:cn"), link("p-body", "cooperates_with"),
    )  # fmt: skip
    assert verdicts(rule('[subject]\ntypes = "Province"\nis = "x:p"\n' + needs), *world) == {"p": verdict}


BORDERED = (
    '[subject]\ntypes = "Province"\nis = "x:p"\n[[needs]]\nrepeat = [{ relation = "borders", direction = "any" }]\n'
)


@pytest.mark.parametrize(
    ("times", "borders", "verdict"),
    [
        ("least = 2\nmost = 2\n", ("p-q", "q-r"), "covered"),
        ("least = 2\nmost = 2\n", ("p-q", "q-r", "p-r"), "covered"),
        ("least = 3\nmost = 4\n", ("p-q", "q-r", "p-r"), "not_recorded"),
        ("least = 3\nmost = 4\n", ("p-q", "q-s", "s-r", "p-r"), "covered"),
    ],
)
def test_a_short_cut_hides_no_longer_way(times: str, borders: tuple[str, ...], verdict: str) -> None:
    """Who is reached in two steps is, whether or not also in one; but no entity counts twice on one way."""
    world = (*FRAME, thing("r", "Province"), thing("s", "Province"), *(link(b, "borders") for b in borders))
    assert verdicts(rule(BORDERED + times + 'to = { is = "x:r" }\n'), *world) == {"p": verdict}
