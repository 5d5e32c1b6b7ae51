"""When rules bind by their legal basis, what proves absence, and what is said of too few."""

from __future__ import annotations

import pytest

from graph.tell_gaps import GapsQuestion
from graph.view import View
from schema.rules import bundled
from tests.graph.fixtures import absence, day, figure, link, snapshot, thing
from tests.graph.test_rule_language import AGREED, FRAME, rule, verdicts


@pytest.mark.parametrize(
    ("as_of", "verdict"),
    [
        ("2011-07-05", "not_applicable"),
        ("2011-07-06", "not_recorded"),
        ("2019-12-31", "not_recorded"),
        ("2020-01-01", "not_applicable"),
    ],
)
def test_a_legal_basis(as_of: str, verdict: str) -> None:
    """A rule binds while its legal basis is in force."""
    asked = rule(AGREED, top='legal_basis = "x:law"')
    law = thing("law", "LegalInstrument", date="2011-07-06", abolished="2020-01-01")
    assert verdicts(asked, *FRAME, law, as_of=as_of) == {"p": verdict}
    assert verdicts(asked, *FRAME, as_of=as_of) == {"p": "not_recorded"}


def test_a_word_under_another_rule() -> None:
    """What a source says under a rule that is named counts here, too; under others it does not."""
    (other,) = (r for r in bundled() if r.id == "friendship-union")
    denied = (*FRAME, absence("friendship-union", "p", "2019"))
    assert verdicts(rule(AGREED), *denied, also=(other,)) == {"p": "not_recorded"}
    taken = rule(AGREED + '[absence]\nrules = ["friendship-union"]\n')
    assert verdicts(taken, *denied, also=(other,)) == {"p": "stated_absent"}
    assert verdicts(taken, *denied, also=(other,), as_of="2018") == {"p": "not_recorded"}


def test_a_figure_of_nothing() -> None:
    """A figure of exactly nothing says that there is none; a word under another rule denies no relation of paths."""
    asked = rule(AGREED + '[absence]\nzero = ["registered_foreign_ngos"]\n')
    for value, more, verdict in (
        (0, {}, "stated_absent"),
        (0, {"qualifier": "<"}, "not_recorded"),
        (0, {"modality": "planned"}, "not_recorded"),
        (1, {}, "not_recorded"),
        (None, {"qualifier": "some"}, "not_recorded"),
    ):
        told = figure("registered_foreign_ngos", "p", value, period="2019", **more)
        assert verdicts(asked, *FRAME, told) == {"p": verdict}
    view = View(snapshot((*FRAME, figure("registered_foreign_ngos", "p", 0, period="2019")), rules=(asked,)))
    (item,) = view.gaps(GapsQuestion(rules=("asked",), day=day("2020"), verdicts=("stated_absent",)), "en").items
    assert "Registered foreign NGOs: 0" in item.reason["en"]
    assert [e.source for e in item.evidence] == ["s"]


def test_too_few_are_counted() -> None:
    """Where some are recorded but not as many as are needed, the reason says how many, and which."""
    asked = rule(AGREED, top="at_least = 2")
    view = View(snapshot((*FRAME, thing("g", "Agreement"), link("p-g", "party_to")), rules=(asked,)))
    (item,) = view.gaps(GapsQuestion(rules=("asked",), day=day("2020"), verdicts=("not_recorded",)), "en").items
    assert item.reason["en"] == "recorded 1 of at least 2 that are needed: g"
    assert item.reason["vi"] == "mới ghi nhận 1 trong ít nhất 2 điều cần có: g"


def test_a_rule_that_refers_to_nothing_says_so() -> None:
    """An id that the data lacks is a slip, or lacking data: either way the answer names it."""
    asked = rule(AGREED, top='legal_basis = "leg:none"')
    view = View(snapshot(FRAME, rules=(asked,)))
    told = view.gaps(GapsQuestion(rules=("asked",), day=day("2020"), verdicts=("not_recorded",)), "en")
    assert [(w.code, "leg:none" in w.message["en"]) for w in told.warnings] == [("unknown_reference", True)]
    assert view.gap("gap:asked:x:p", day("2020"), {}, "vi").warnings[0].code == "unknown_reference"
