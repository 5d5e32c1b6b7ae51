"""Mistakes in rule files, told in plain words, all at once, with the place in the file."""

from __future__ import annotations

from pathlib import Path

import pytest

from schema import vocabulary
from schema.errors import RuleError
from schema.rules import near_ids, read, read_folder
from tests.schema.test_rule_language import RIGHT, rule


def refusal(text: str) -> str:
    """What is said of a file, without its name."""
    with pytest.raises(RuleError) as caught:
        read(text, vocabulary.bundled(), "f")
    return str(caught.value).removeprefix("f: ")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('direction = "in"\nsince', 'direction = "inn"\nsince',
         "needs[0].direction = 'inn': expected one of any, in, out"),
        ('since = "P5Y"', "since = 2015-06-01",
         'needs[0].since = 2015-06-01: expected a text (dates stand in quotes: "2015-06-01")'),
        ('since = "P5Y"', "since = 2015", 'needs[0].since = 2015: expected a text (dates stand in quotes: "2015")'),
        ('since = "P5Y"', "since = 2015-06", "(dates stand in quotes)"),
        ("least = 10,", 'least = "10",', "subject.numbers.length.least = '10': expected a number"),
        ("{ least = 10, most = 20.5 }", "10", "subject.numbers.length = 10: expected a table"),
        ("at_least = 2\n", "at_least = true\n", "subject.where[0].at_least = true: expected a whole number"),
        ('is = ["prov:lang-son", "prov:cao-bang"]', "is = 1", "subject.is = 1: expected a text or a list of texts"),
        ('rules = ["friendship-union"]', "rules = 1", "absence.rules = 1: expected a text or a list of texts"),
        ('rules = ["friendship-union"]', 'rule = ["x"]', "absence.rule: unknown field (perhaps rules)"),
        ('types = "Agreement"', "attributes = { level = [[1]] }",
         "needs[0].to.attributes.level[0] = [1]: expected a text or a number or true or false"),
        ('to.types = "Agreement"', 'types = "Agreement"', "needs[0].types: expected inside to"),
        ("[subject]\n", "[subjct]\n", "unknown table [subjct] (perhaps subject)"),
        ('id = "a-rule"', 'idd = "a-rule"', "idd: unknown field (perhaps id)"),
        ('id = "a-rule"\n', "", "id: expected, but missing"),
        ('name = "since"\n', "", "parameters[0]: expected name"),
        ("[[parameters]]", "[parameters]", "parameters = {…}: expected a list of tables ([[parameters]])"),
        ("[[needs]]", "[needs]", "not TOML"),
        ('is = ["prov:lang-son"', 'inn = "x"\nis = ["prov:lang-son"', "subject.inn: unknown field"),
        ('types = "Sector"', 'typs = "Sector"', "object.typs: unknown field (perhaps types)"),
        ('also = [{ relation = "has_sector" }]', 'also = [{ relation = "has_sector" }]\nany = []',
         "needs[1]: expected one of relation, any, repeat, also"),
    ],
)  # fmt: skip
def test_a_wrong_shape_is_told_in_plain_words(old: str, new: str, said: str) -> None:
    """A value of another kind, a field that is unknown or missing: what was found, and what was expected instead."""
    assert old in RIGHT
    told = refusal(RIGHT.replace(old, new, 1))
    assert said in told
    assert "`" not in told


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("least = 10, most = 20.5", "least = 30, most = 20.5", "subject.numbers.length: least 30 is above most 20.5"),
        (
            'until = "2020"',
            'until = "2020"\nsays.dates = { on = {} }',
            "needs[0].says.dates.on: expected since or until",
        ),
        ('until = "2020"', 'until = "2020"\nsays = { types = "x" }', "needs[0].says.types: unknown field"),
        ("numbers = { length =", "numbers = { founded =", "subject: founded: expected a number, but it is a date"),
        ("dates = { founded =", "dates = { level =", "subject: level: expected a date, but it is a text"),
        ("dates = { founded =", "dates = { fouded =", "subject: unknown attribute fouded (perhaps founded)"),
        (
            "[object]\n",
            '[object]\nattributes.level = "tỉnh"\n',
            "object: level = 'tỉnh': expected one of central, province,",
        ),
        (
            "[object]\n",
            '[object]\ninside = "x:a"\nabroad_from = "x:a"\n',
            "object: x:a: expected in inside or in abroad_from",
        ),
        ("least = 10, most = 20.5", "least = nan", "subject.numbers.length: expected numbers that are finite"),
        ("least = 10, most = 20.5", "most = inf", "subject.numbers.length: expected numbers that are finite"),
        (
            "[subject]\n",
            '[subject]\nis_not = ["prov:lang-son", "prov:cao-bang", "prov:x"]\n',
            "subject: prov:lang-son, prov:cao-bang: expected in is or in is_not",
        ),
        (
            "[subject]\n",
            '[subject]\nabroad_from = "subject"\n',
            "subject: compares the subject with itself",
        ),
        (
            "[object]\n",
            '[object]\nattributes = { grade = "x" }\nattributes_not = { grade = ["x", "y"] }\n',
            "object: grade: expected in attributes or in attributes_not",
        ),
        ('until = "2020"', 'until = "P6Y"', "needs[0]: since P5Y is after until P6Y: expected no later"),
        (
            'since = "since" }',
            'since = "2016", until = "2015" }',
            "needs[0].to.dates.signed: since 2016 is after until",
        ),
        ("[subject]\n", '[subject]\nsince = "2020"\nuntil = "2019-12-31"\n', "subject: since 2020 is after until 2019"),
        (
            "[subject]\n",
            '[subject]\nnot_types = ["Province"]\n',
            "subject: Province: expected in types or in not_types",
        ),
        (
            'since = "since" }',
            'since = "2016" }',
            "parameters[0].name 'since': expected a since or an until that names",
        ),
        ('name = "since"', 'name = "limit"', "parameters[0].name 'limit': expected a name that no option or parameter"),
        ('name = "since"', 'name = "từ"', "parameters[0].name 'từ': expected a word in lower case"),
        ('"village_pairs_signed"', '"border_length"', "says what it counts, one of international_border_gates,"),
        ('zero = ["registered_foreign_ngos"]', 'zero = "registered_ngos"', "(perhaps registered_foreign_ngos)"),
        ('since = "P5Y"', 'since = "P5H"', "P5Y, P6M, P1Y6M, P2W, P10D, and P0D for that day itself"),
    ],
)
def test_what_would_answer_nothing_is_refused(old: str, new: str, said: str) -> None:
    """What no entity can pass, what nothing uses, and names that mean something else are refused with the reason."""
    assert old in RIGHT
    assert said in refusal(RIGHT.replace(old, new, 1))


@pytest.mark.parametrize(
    "field", ['legal_basis = "leg:x"', "at_least = 2", 'indicators = ["aid_projects"]', 'id = "x"']
)
@pytest.mark.parametrize("table", ["[title]", "[[needs]]", "[absence]", "[[parameters]]", "[object]"])
def test_a_field_that_stands_too_late_is_told_where_it_belongs(field: str, table: str) -> None:
    """A field of the rule that is written below a table would be of the table: the message says where it belongs."""
    told = refusal(RIGHT.replace(f"{table}\n", f"{table}\n{field}\n", 1))
    assert f".{field.partition(' ')[0]}: expected at the top of the file, before the first table" in told


def test_all_wrong_shapes_are_told_at_once() -> None:
    """One look at the message is enough to mend a file."""
    told = refusal(RIGHT.replace('direction = "in"', "direction = 1").replace("at_least = 2", 'at_least = "2"'))
    assert "needs[0].direction = 1: expected one of any, in, out" in told
    assert "subject.where[0].at_least = '2': expected a whole number" in told


def test_a_single_text_stands_for_a_list_of_one() -> None:
    """Wherever names are listed, one name needs no brackets."""
    one = RIGHT.replace('["village_pairs_signed"]', '"village_pairs_signed"').replace('["registered_foreign_ngos"]',
        '"registered_foreign_ngos"').replace('rules = ["friendship-union"]', 'rules = "friendship-union"')  # fmt: skip
    assert one.count("[") < RIGHT.count("[")
    assert rule(one) == rule()


def test_a_file_with_a_byte_order_mark(tmp_path: Path) -> None:
    """Editors that begin a file with a mark of the encoding write rules, too."""
    (tmp_path / "a.toml").write_text(RIGHT, encoding="utf-8-sig")
    assert read_folder(tmp_path, vocabulary.bundled()) == (rule(),)


def test_near_rules() -> None:
    """For an id that is none, near ones are found; all only where they are few."""
    ids = [f"rule-{n}" for n in range(9)] + ["training-since"]
    assert near_ids("training", ids) == near_ids("trainings-sinc", ids) == ["training-since"]
    assert near_ids("zzz", ids) == []
    assert near_ids("zzz", ids[:3]) == ids[:3]


def test_chains_nested_beyond_all_measure() -> None:
    """A file that is nested too deep to be read is refused as any other."""
    deep = "[{ also = " * 400 + "[{ relation = 'meets' }]" + " }]" * 400
    assert "nested" in refusal(f"id = 'a'\nneeds = {deep}\n")
