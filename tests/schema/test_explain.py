"""Rules in words: nothing that a rule asks is left out, and no name of a type is shown as it is stored."""

from __future__ import annotations

import re

import pytest

from schema import vocabulary
from schema.explain import in_words
from schema.rules import Alternatives, Repeat, Rule, Step, all_parts, all_tests, bundled, read
from tests.schema.test_rule_language import RIGHT

TYPES = vocabulary.bundled()
LANGS = ("vi", "en")
TOLD = """
Asked is every Province, with “Founded” on or before 1990, with “length” from 10 to 20.5, namely prov:lang-son or
  prov:cao-bang.
The rule binds it only if from it you can follow “borders” to anything, to at least 2 different ends.
It is asked in pairs, once for each of these: Sector; which you come to if from the subject you follow “has
  sector” to anything.
Needed: from the subject, follow “has mechanism” between 5 years before the day asked and 2020 to Agreement, with
  “Signed” on or after the day --since (where given), sharing with the object of the pair an end of “has sector”;
  then take a side way (follow “has sector” to anything) and come back to where it began; then repeat up to 2 times
  or not at all (take a side way (follow “funds” to anything) and come back to where it began; then follow “has party”
  to anything), to anything, other than the subject or the object of the pair.
One such end is enough.
The rule binds while leg:04-ct-tw is in force.
A source's word that there is none under friendship-union counts here, too.
A figure of 0 says that there is none: Registered foreign NGOs.
Figures set beside it: Border village pairs signed.
It may be asked with: --since (since).
"""
"""The words, lines that go on indented."""


def subtype_label(name: str, lang: str) -> str:
    """What a kind is called."""
    return next(t.subtypes[name][lang] for t in TYPES.entity_types if name in t.subtypes)


def wanted(rule: Rule, lang: str) -> set[str]:
    """What the words for a rule must have in them."""
    found: set[str] = set()
    for test in all_tests(rule):
        found |= {t.label[lang] for t in TYPES.entity_types if t.type in (*test.types, *test.not_types)}
        found |= {subtype_label(name, lang) for name in test.subtypes}
        found |= {str(value).lower() for values in test.attributes.values() for value in values}
        ids = [test.is_, test.is_not] if isinstance(test.is_, str) else [*(test.is_ or ()), test.is_not]
        found |= {i for i in (*ids, test.inside, test.abroad_from) if isinstance(i, str) and ":" in i}
    for part in all_parts(rule):
        if isinstance(part, Step):
            for kind in (TYPES.relation_type(name) for name in part.relation):
                assert kind
                back = part.direction == "in" and kind.inverse_label
                found.add(f"“{(kind.inverse_label if back else kind.label)[lang]}”")
            found |= {str(value) for values in part.says.attributes.values() for value in values}
            found |= {part.since.replace("_", "-")} if part.since and part.since[0] != "P" else set()
        if isinstance(part, Repeat):
            found |= {str(part.most)} if part.most > 1 else set()
    found |= {i.label[lang] for i in TYPES.indicators if i.id in rule.indicators}
    found |= {p.label[lang] for p in rule.parameters}
    return found | ({rule.legal_basis} if rule.legal_basis else set())


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("rule", bundled(), ids=lambda r: r.id)
def test_the_words_leave_nothing_out(rule: Rule, lang: str) -> None:
    """Every type, kind, relation, value, entity, limit, figure and parameter of a rule is in its words."""
    words = in_words(rule, TYPES)[lang]
    assert {w for w in wanted(rule, lang) if w not in words} == set()
    conditions = [c for s in rule.subjects for c in s.where]
    several = len(rule.subjects) > 1  # each with its conditions in one sentence, after one that says how many there are
    asked = (len(rule.subjects) if several else len(conditions)) + 1 + bool(rule.objects) + 2
    asked += bool(rule.legal_basis) + bool(rule.indicators) + bool(rule.parameters)
    assert len(words.splitlines()) == asked
    ways = [len(p.any) for p in all_parts(rule) if isinstance(p, Alternatives)]
    assert words.count({"vi": ") hoặc (", "en": ") or ("}[lang]) == sum(ways) - len(ways)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("rule", bundled(), ids=lambda r: r.id)
def test_the_words_have_no_raw_names(rule: Rule, lang: str) -> None:
    """Types, relations, kinds and indicators are called as the vocabulary calls them, never by their names in files."""
    told = {*(t.type for t in TYPES.entity_types), *(t.type for t in TYPES.relation_types)}
    told |= {s for t in TYPES.entity_types for s in t.subtypes} | {i.id for i in TYPES.indicators}
    words = in_words(rule, TYPES)[lang]
    without_labels = re.sub(r"“[^”]*”", "", words)
    raw = set(re.findall(r"\b[a-z]+_[a-z_]+\b|\b[A-Z][a-z]+[A-Z]\w+\b", without_labels))
    assert raw & told == set()
    assert raw - {p.name for p in rule.parameters} == set()


def test_what_a_relation_says_of_itself_is_told() -> None:
    """What a step asks of the relation stands beside the relation, not beside where it leads."""
    asked = RIGHT.replace('until = "2020"\n', 'until = "2020"\nsays = { numbers = { length_km = { most = 30 } } }\n')
    words = in_words(read(asked, TYPES), TYPES)
    assert "follow “has mechanism” (a relation with “length_km” of 30 at most) between" in words["en"]
    assert "đi theo “có cơ chế” (quan hệ có “length_km” không quá 30) từ" in words["vi"]


def test_several_cases_are_numbered_and_one_is_enough() -> None:
    """Whoever is asked by one of several cases is told case by case, with its conditions, and that one suffices."""
    (rule,) = (r for r in bundled() if r.id == "border-exchange-partner")
    words = in_words(rule, TYPES)["en"].splitlines()
    assert words[0] == "Asked is whoever fits one of these 3 cases; one is enough:"
    assert [line[:9] for line in words[1:4]] == ["(1) every", "(2) every", "(3) every"]
    assert "; only if from it you can (follow" in words[3]
    assert "; only if from it you cannot (follow" in words[3]
    assert words[4].startswith("Needed:")


def test_what_only_other_files_say_is_told() -> None:
    """Dates, numbers, side ways, common neighbours, bases and proofs of absence are told as well."""
    words = in_words(read(RIGHT, TYPES), TYPES)
    assert words["en"].splitlines() == TOLD.strip().replace("\n  ", " ").splitlines()
    assert len(words["vi"].splitlines()) == len(words["en"].splitlines())


def test_entities_are_called_by_their_names_where_they_are_known() -> None:
    """Whoever knows the data gives names for the ids in a rule."""
    (rule,) = (r for r in bundled() if r.id == "training-since")
    words = in_words(rule, TYPES, lambda entity: {"vi": "Kênh nhân dân", "en": f"<{entity}>"})
    assert "<chn:doi-ngoai-nhan-dan>" in words["en"]
    assert "Kênh nhân dân" in words["vi"]
