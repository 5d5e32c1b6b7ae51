"""What a rule file may say of dates, numbers, side ways, common neighbours, legal bases and what proves absence."""

from __future__ import annotations

from pathlib import Path

import pytest

from schema import vocabulary
from schema.dates import last_day as day
from schema.errors import RuleError
from schema.limits import first_day, last_day
from schema.rules import Also, Repeat, Rule, Step, bundled, read, read_folder, with_folder

RIGHT = """
id = "a-rule"
legal_basis = "leg:04-ct-tw"
indicators = ["village_pairs_signed"]

[title]
vi = "Quy tắc"
en = "A rule"

[explain]
vi = "Mỗi tỉnh cần"
en = "Each province needs"

[absence]
rules = ["friendship-union"]
zero = ["registered_foreign_ngos"]

[[parameters]]
name = "since"
label = { vi = "từ", en = "since" }

[subject]
types = "Province"
is = ["prov:lang-son", "prov:cao-bang"]
dates = { founded = { until = "1990" } }
numbers = { length = { least = 10, most = 20.5 } }

[[subject.where]]
at_least = 2
chain = [{ relation = "borders", direction = "any" }]

[object]
types = "Sector"
chain = [{ relation = "has_sector" }]

[[needs]]
relation = "applies_to"
direction = "in"
since = "P5Y"
until = "2020"
to.types = "Agreement"
to.shares = { relation = "has_sector", with = "object" }
to.dates = { signed = { since = "since" } }

[[needs]]
also = [{ relation = "has_sector" }]

[[needs]]
repeat = [{ also = [{ relation = "funds" }] }, { relation = "party_to", direction = "in" }]
most = 2
to = { is_not = ["subject", "object"] }
"""


def rule(text: str = RIGHT) -> Rule:
    """A rule from its file."""
    return read(text, vocabulary.bundled(), "a-rule.toml")


def test_the_language_is_read() -> None:
    """What a file may say becomes part of the tree."""
    told = rule()
    (subjects,) = told.subjects
    assert subjects.test.is_ == ("prov:lang-son", "prov:cao-bang")
    assert (subjects.test.dates["founded"].until, subjects.test.numbers["length"].most) == ("1990", 20.5)
    assert subjects.test.compared == ("founded", "length")
    assert subjects.where[0].at_least == 2
    assert (told.absence.rules, told.absence.zero) == (("friendship-union",), ("registered_foreign_ngos",))
    step, beside, repeat = told.needs
    assert isinstance(step, Step)
    assert (step.since, step.until) == ("P5Y", "2020")
    assert step.to.shares
    there, back = step.to.shares.chain
    assert isinstance(there, Step)
    assert isinstance(back, Step)
    assert (there.direction, back.direction, back.to.is_) == ("out", "in", "object")
    assert isinstance(beside, Also)
    assert isinstance(repeat, Repeat)
    assert repeat.to.is_not == ("subject", "object")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('legal_basis = "leg:04-ct-tw"', 'legal_basis = "04-CT/TW"', "legal_basis '04-CT/TW': expected the id of"),
        ('"village_pairs_signed"', '"border_length"', "indicators: border_length: expected an indicator that says"),
        ('zero = ["registered_foreign_ngos"]', 'zero = ["ngos"]', "absence.zero: unknown indicator ngos"),
        ('zero = ["registered_foreign_ngos"]', 'zeros = ["ngos"]', "absence"),
        ('name = "since"', 'name = "Since"', "parameters[0].name 'Since': expected a word in lower case"),
        ('{ vi = "từ", en = "since" }', '{ vi = "từ" }', "parameters[0].label: expected vi and en"),
        ('until = "1990"', 'until = "soon"', "subject.dates.founded: until = 'soon': expected a parameter"),
        ('{ until = "1990" }', "{}", "subject.dates.founded: expected since or until"),
        ("{ least = 10, most = 20.5 }", "{}", "subject.numbers.length: expected least or most"),
        ("at_least = 2\n", "at_least = 0\n", "subject.where[0].at_least: expected 1 or more"),
        ('"prov:cao-bang"]', '"Cao Bằng"]', "subject: 'Cao Bằng': expected subject, object or an entity's id"),
        ('is = ["prov:lang-son"', 'shares = { relation = "borders" }\nis = ["prov:lang-son"',
         "subject.shares: expected only where a step"),
        ('since = "P5Y"', 'since = "5Y"', "needs[0]: since = '5Y': expected a parameter"),
        ('until = "2020"', 'until = ".."', "needs[0]: until = '..': expected a parameter"),
        ('relation = "has_sector", with', 'relation = "has_sectors", with',
         "needs[0].to.shares: unknown relation type has_sectors (perhaps has_sector)"),
        ('with = "object"', 'with = "both"', "needs[0].to: 'both': expected subject, object"),
        ('also = [{ relation = "funds" }]', 'also = [{ relation = "fund" }]',
         "needs[2].repeat[0].also[0]: unknown relation type fund (perhaps funds)"),
        ('also = [{ relation = "has_sector" }]', "also = []", "needs[1].also: expected a chain"),
        ("most = 2\nto", 'most = 2\ntype = "step"\nto', "needs[2].type: expected types, inside to"),
        ('relation = "applies_to"', "relation = []", "needs[0]: expected a relation type"),
        ('types = "Agreement"', 'types = "Agrement"', "needs[0].to: unknown entity type Agrement (perhaps Agreement)"),
        ('types = "Agreement"', 'types = "Agreement"\nto.subtypes = "mechanisms"',
         "needs[0].to: unknown subtype mechanisms (perhaps mechanism)"),
        ("most = 2\n", "most = 2\nends = 1\n", "needs[2]"),
        ("[subject]\n", "[subject]\nfrom = 1\n", "subject.from: unknown field"),
        ("[subject]\n", '[subject]\nsince = "P5Y"\n', "subject: since = 'P5Y': expected a date"),
    ],
)  # fmt: skip
def test_a_mistake_is_refused_with_its_place(old: str, new: str, said: str) -> None:
    """Whatever is wrong is said with the file, the place in it and what was expected."""
    assert old in RIGHT
    with pytest.raises(RuleError) as caught:
        rule(RIGHT.replace(old, new, 1))
    assert str(caught.value).startswith("a-rule.toml: ")
    assert said in str(caught.value)


def test_a_subtype_of_the_records_need_not_be_known() -> None:
    """Records may have kinds that the vocabulary lacks: only what is almost a known one is taken for a slip."""
    (step, *_) = rule(RIGHT.replace('types = "Agreement"', 'types = "Agreement"\nto.subtypes = "sister_city"')).needs
    assert isinstance(step, Step)
    assert step.to.subtypes == ("sister_city",)


def test_a_limit_of_time() -> None:
    """A limit is a parameter, a date read as its first or last day, or years before the day asked."""
    given, asked = {"since": day("2012-01-01")}, day("2024-02-29")
    assert first_day("2016", given, asked) == day("2016-01-01")
    assert last_day("2016", given, asked) == day("2016-12-31")
    assert first_day("P4Y", given, asked) == last_day("P4Y", given, asked) == day("2020-02-29")
    assert first_day("P1Y", given, asked) == day("2023-02-28")
    assert first_day("since", given, asked) == last_day("since", given, asked) == day("2012-01-01")
    assert first_day("since", {}, asked) is last_day("since", {}, asked) is None


def write(folder: Path, **files: str) -> None:
    """Rule files."""
    for name, text in files.items():
        (folder / f"{name}.toml").write_text(text, encoding="utf-8")


def test_a_folder_adds_rules(tmp_path: Path) -> None:
    """The `.toml` files of a folder are added to the bundled rules; other files are not read."""
    write(tmp_path, b=RIGHT, a=RIGHT.replace("a-rule", "b-rule"))
    (tmp_path / "notes.txt").write_text("not a rule", encoding="utf-8")
    assert [r.id for r in read_folder(tmp_path, vocabulary.bundled())] == ["b-rule", "a-rule"]
    assert [r.id for r in with_folder(str(tmp_path))] == [*(r.id for r in bundled()), "b-rule", "a-rule"]
    assert with_folder(None) == with_folder("") == bundled()


def test_every_wrong_file_of_a_folder_is_named(tmp_path: Path) -> None:
    """What is wrong with several files is said at once, a line each, with the path of the file."""
    write(tmp_path, one=RIGHT.replace("borders", "border"), two=RIGHT, three="[")
    (tmp_path / "four.toml").write_bytes(b"\xff")
    with pytest.raises(RuleError) as caught:
        with_folder(str(tmp_path))
    lines = str(caught.value).splitlines()
    assert [line.split(": ")[0] for line in lines] == [str(tmp_path / f"{n}.toml") for n in ("four", "one", "three")]
    assert "subject.where[0].chain[0]: unknown relation type border" in lines[1]


def test_rules_are_checked_together(tmp_path: Path) -> None:
    """An id that another rule has, and a reference to a rule that is none, are refused with the files, a line each."""
    taken = RIGHT.replace("a-rule", "friendship-union")
    astray = RIGHT.replace("a-rule", "b-rule").replace('rules = ["friendship-union"]', 'rules = ["friendship-onion"]')
    write(tmp_path, a=taken, b=RIGHT, c=RIGHT, d=astray)
    with pytest.raises(RuleError) as caught:
        with_folder(str(tmp_path))
    a, c, d = str(caught.value).splitlines()
    assert a == (
        f"{tmp_path / 'a.toml'}: id 'friendship-union': expected an id that no other rule has, but the rule"
        " friendship-union that comes with the program has it"
    )
    assert c.startswith(f"{tmp_path / 'c.toml'}: id 'a-rule': expected an id that no other rule has")
    assert c.endswith(f"{tmp_path / 'b.toml'} has it")
    assert d == f"{tmp_path / 'd.toml'}: absence.rules: unknown rule friendship-onion (perhaps friendship-union)"


def test_a_folder_that_is_none(tmp_path: Path) -> None:
    """A folder that does not exist is an error, not no rules."""
    with pytest.raises(RuleError, match="expected a folder of rule files"):
        with_folder(str(tmp_path / "nowhere"))
