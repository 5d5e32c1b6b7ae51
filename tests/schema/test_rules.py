"""Rules: the bundled ones, and every kind of mistake in a file refused with its place."""

from __future__ import annotations

import msgspec
import pytest
from msgspec.structs import replace

from schema import vocabulary
from schema.errors import RuleError
from schema.rule_checks import of_all
from schema.rules import Alternatives, Repeat, Rule, Step, all_parts, all_tests, bundled, digest, read
from tests.conftest import ROOT

RIGHT = """
id = "a-rule"
at_least = 2
indicators = ["village_pairs_signed"]
legal_basis = "leg:04-ct-tw"

[title]
vi = "Quy tắc"
en = "A rule"

[explain]
vi = "Mỗi tỉnh cần"
en = "Each province needs"

[[parameters]]
name = "since"
label = { vi = "từ", en = "since" }

[subject]
types = "Province"
inside = "ctry:vn"
attributes = { grade = "province" }

[[subject.where]]
negated = true
chain = [{ relation = "borders", direction = "any", to = { types = "Province", abroad_from = "subject" } }]

[object]
types = ["Country"]
is_not = "ctry:vn"
chain = [{ relation = "cooperates_with", direction = "any" }]

[[needs]]
repeat = [{ relation = ["located_in", "part_of"], direction = "in" }]
least = 1
most = 3

[[needs]]
any = [
  [{ relation = "funds", since = "since" }],
  [
    { relation = "sends", since = "2016-02" },
    { relation = "meets", to = { is = "object", attributes_not = { grade = ["a", "b"] } } },
  ],
]
"""
HEAD = 'id = "a-rule"\n[title]\nvi = "a"\nen = "a"\n[explain]\nvi = "a"\nen = "a"\n'
SUBJECT = '[subject]\ntypes = "Province"\n'
NEEDS = '[[needs]]\nrelation = "funds"\n'


def rule(text: str = RIGHT) -> Rule:
    """A rule from its file."""
    return read(text, vocabulary.bundled(), "a-rule.toml")


def refusal(old: str, new: str) -> str:
    """What is said when a part of the right file is replaced."""
    assert old in RIGHT
    with pytest.raises(RuleError) as caught:
        rule(RIGHT.replace(old, new))
    return str(caught.value)


def test_a_rule_is_read() -> None:
    """A file becomes a frozen tree of subjects, conditions, objects and patterns; single values stand for lists."""
    read_ = rule()
    (subjects,) = read_.subjects
    assert (read_.id, read_.at_least, read_.indicators) == ("a-rule", 2, ("village_pairs_signed",))
    assert (subjects.test.types, subjects.test.inside) == (("Province",), "ctry:vn")
    assert subjects.test.attributes == {"grade": ("province",)}
    assert [c.negated for c in subjects.where] == [True]
    assert read_.objects is not None
    assert read_.objects.test.is_not == "ctry:vn"
    repeat, alternatives = read_.needs
    assert isinstance(repeat, Repeat)
    assert (repeat.least, repeat.most) == (1, 3)
    assert isinstance(alternatives, Alternatives)
    last = alternatives.any[1][1]
    assert isinstance(last, Step)
    assert (last.relation, last.to.is_, last.to.attributes_not) == (("meets",), "object", {"grade": ("a", "b")})
    with pytest.raises(AttributeError):
        read_.id = "other"  # type: ignore[misc]


def test_every_part_and_test_is_found() -> None:
    """Parts and tests inside alternatives, repetitions and conditions are found, too."""
    steps = [r for p in all_parts(rule()) if isinstance(p, Step) for r in p.relation]
    assert sorted(steps) == ["borders", "cooperates_with", "funds", "located_in", "meets", "part_of", "sends"]
    assert sum(test.is_ == "object" for test in all_tests(rule())) == 1
    assert sum("Province" in test.types for test in all_tests(rule())) == 2


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("[title]", "[title", "not TOML"),
        ('id = "a-rule"', 'id = "A rule"', "lower-case words joined by hyphens"),
        ('id = "a-rule"', "", "id"),
        ('id = "a-rule"', 'id = "a-rule"\nidd = 1', "idd"),
        ('en = "A rule"', "", "title: expected vi and en"),
        ('vi = "Mỗi tỉnh cần"', "", "explain: expected vi and en"),
        ("at_least = 2", "at_least = 0", "at_least: expected 1 or more"),
        ("at_least = 2", 'at_least = "two"', "at_least"),
        ('"village_pairs_signed"', '"villages"', "unknown indicator villages"),
        ('types = "Province"\ninside', "inside", "subject: expected types"),
        ('types = "Province"\ninside', 'types = "Provinz"\ninside', "unknown entity type Provinz"),
        ('inside = "ctry:vn"', 'inside = "Việt Nam"', "expected subject, object or an entity's id"),
        ('inside = "ctry:vn"', 'insides = "ctry:vn"', "insides"),
        ('types = ["Country"]', 'not_types = ["Land"]', "unknown entity type Land"),
        ('chain = [{ relation = "cooperates_with", direction = "any" }]', "", "object.chain: expected a chain"),
        ('chain = [{ relation = "borders", direction = "any"', 'chain = [{ direction = "any"',
         "subject.where[0].chain[0]: expected one of relation, any, repeat"),
        ('to = { types = "Province", abroad_from = "subject" } }]', 'to = "Province" }]',
         "subject.where[0].chain[0].to: expected a table"),
        ("negated = true", 'negated = "yes"', "negated"),
        ('relation = "borders"', 'relation = "border"', "unknown relation type border"),
        ('direction = "any" }]\n\n[[needs]]', 'direction = "both" }]\n\n[[needs]]', "direction"),
        ('repeat = [{ relation = ["located_in", "part_of"], direction = "in" }]', "repeat = []",
         "needs[0].repeat: expected a chain"),
        ("most = 3", "most = 13", "repeat 1 to 13"),
        ("least = 1\nmost = 3", "least = 0\nmost = 0", "repeat 0 to 0"),
        ("least = 1", "least = 4", "repeat 4 to 3"),
        ("least = 1", "least = -1", "repeat -1 to 3"),
        ('[{ relation = "funds", since = "since" }],', "[],", "needs[1].any[0]: expected a chain"),
        ('since = "since" }]', 'since = "until" }]', "since = 'until': expected a parameter of the rule, or a date"),
        ('since = "2016-02"', 'since = "2016-13"', "2016-13"),
        ('{ relation = "meets", to', "{ to", "needs[1].any[1][1]: expected one of relation, any, repeat"),
        ('is = "object"', 'is = "objekt"', "'objekt': expected subject, object or an entity's id"),
        ('label = { vi = "từ", en = "since" }', "", "label"),
    ],
)  # fmt: skip
def test_a_mistake_is_refused_with_its_place(old: str, new: str, said: str) -> None:
    """Whatever is wrong in a file is said with the file, the place and what was expected."""
    told = refusal(old, new)
    assert told.startswith("a-rule.toml: ")
    assert said in told


def test_a_rule_without_objects_compares_with_none() -> None:
    """`object` means something only where the rule has pairs."""
    start, end = RIGHT.index("[object]"), RIGHT.index("[[needs]]")
    with pytest.raises(RuleError, match="object is compared with, but the rule has none"):
        rule(RIGHT[:start] + RIGHT[end:])


@pytest.mark.parametrize("missing", ["subject", "needs"])
def test_a_rule_needs_subjects_and_a_pattern(missing: str) -> None:
    """A rule without subjects asks about nobody, one without needs for nothing."""
    with pytest.raises(RuleError, match=f"a-rule.toml: {missing}: expected a"):
        rule(HEAD + ("" if missing == "subject" else SUBJECT) + ("" if missing == "needs" else NEEDS))


def test_the_least_that_a_rule_must_have() -> None:
    """An id, texts, subjects and a pattern are enough."""
    assert rule(HEAD + SUBJECT + NEEDS).at_least == 1


def test_an_unknown_subtype_is_refused() -> None:
    """A misspelt subtype would make a rule that nobody ever satisfies."""
    with pytest.raises(RuleError):
        rule(HEAD + SUBJECT + NEEDS + 'to = { types = "Agency", subtypes = "friendship_onion" }\n')


def test_several_mistakes_are_said_together() -> None:
    """What is wrong with names is said all at once."""
    told = refusal('types = "Province"\ninside = "ctry:vn"', 'types = ["Provinz", "Land"]\ninside = "Việt Nam"')
    assert all(part in told for part in ("unknown entity type Provinz", "unknown entity type Land", "'Việt Nam'"))


def test_the_bundled_rules() -> None:
    """The first eight rules are among the bundled ones; all are in both languages, each id the name of its file."""
    files = sorted(f.stem for f in (ROOT / "schema" / "data" / "rules").glob("*.toml"))
    assert [r.id for r in bundled()] == files
    assert set(files) >= {
        "border-exchange-partner", "central-instrument-implemented", "donor-funded", "friendship-union",
        "mass-organisation-mechanism", "named-twinning", "partner-country-local-partner", "training-since",
    }  # fmt: skip
    assert all({"vi", "en"} == set(r.title) == set(r.explain) for r in bundled())
    assert bundled() is bundled()
    assert list(of_all(bundled())) == []


def test_every_bundled_file_begins_with_why() -> None:
    """The first line of a rule file is a comment that says what a reader would otherwise get wrong."""
    for file in (ROOT / "schema" / "data" / "rules").glob("*.toml"):
        assert file.read_text(encoding="utf-8").startswith("# "), file.name


def test_the_digest_is_of_content_not_of_order() -> None:
    """Rules in another order are the same rules; any change makes them others."""
    assert digest(bundled()) == digest(bundled()[::-1])
    changed = (replace(bundled()[0], at_least=2), *bundled()[1:])
    assert len({digest(bundled()), digest(changed), digest(bundled()[1:]), digest(())}) == 4


def test_a_rule_is_data() -> None:
    """A rule survives being sent."""
    for each in (rule(), *bundled()):
        assert msgspec.convert(msgspec.to_builtins(each), Rule) == each
