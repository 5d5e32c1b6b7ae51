"""The grammar of cells, by example; that it loses nothing is shown in test_round_trip."""

from __future__ import annotations

import pytest

from loaders.cell_lines import CellError, decode_any, decode_attributes, decode_evidence, encode_any
from loaders.cells import decode, guard, unguard
from loaders.tables import Column, Form
from schema.statements import Evidence


def column(form: Form) -> Column:
    """A column of that form."""
    return Column("x", form, "x", {})


@pytest.mark.parametrize(
    ("line", "evidence"),
    [
        ("s0", Evidence("s0")),
        ("  s0   837-868 ", Evidence("s0", 837, 868)),
        ("s0|trích dẫn", Evidence("s0", quote="trích dẫn")),
        ("s0 837-868 | trích dẫn | role:a", Evidence("s0", 837, 868, "trích dẫn", "role:a")),
        ("s0 | | role:a", Evidence("s0", asserted_by="role:a")),
        (r"s0 | a \| b", Evidence("s0", quote="a | b")),
        (r"s0 | a\nb", Evidence("s0", quote="a\nb")),
        (r"s0 | \\n", Evidence("s0", quote="\\n")),
        (r"s0 | \sa\s | role:a", Evidence("s0", quote=" a ", asserted_by="role:a")),
        ("s0 | C:\\dir\\", Evidence("s0", quote="C:\\dir\\")),
    ],
)
def test_evidence(line: str, evidence: Evidence) -> None:
    """All parts but the source are optional, and blanks around bars do not count."""
    assert decode_evidence(line) == (evidence,)


def test_evidence_has_a_line_each() -> None:
    """Blank lines do not count."""
    assert decode_evidence("s0\n \n\ns1 1-2\n") == (Evidence("s0"), Evidence("s1", 1, 2))


@pytest.mark.parametrize(
    ("line", "key", "value"),
    [
        ("a = 1", "a", 1),
        ("a=1.50", "a", 1.5),
        ("a = 1,5", "a", "1,5"),
        ('a = "1"', "a", "1"),
        ("a = null", "a", None),
        ("a = true", "a", True),
        ('a = {"b": [1, "c"]}', "a", {"b": [1, "c"]}),
        ("a = b = c", "a", "b = c"),
        ("a = {b", "a", "{b"),
        ("ghi chú = “chưa”", "ghi chú", "“chưa”"),
        ('"a = b" = c', "a = b", "c"),
        ('"a" b = c', '"a" b', "c"),
        ('a = ""', "a", ""),
        ("a = 1e999", "a", "1e999"),
    ],
)
def test_attributes(line: str, key: str, value: object) -> None:
    """A value is JSON if it can be read as JSON, else text."""
    assert decode_attributes(line) == {key: value}


@pytest.mark.parametrize("line", ["a", "a =", "= 1", "", '"" = 1'])
def test_lines_that_are_no_attributes(line: str) -> None:
    """Key and value must both be there; no line is none."""
    if line:
        with pytest.raises(CellError):
            decode_attributes(line)
    else:
        assert decode_attributes(line) == {}


@pytest.mark.parametrize(
    ("text", "number"), [("12", 12), (" 31.4 ", 31.4), ("-5", -5), ("0.5", 0.5), ("1e3", 1000.0), ("265.095", 265.095)]
)
def test_numbers(text: str, number: float) -> None:
    """Numbers are written as JSON writes them."""
    assert decode(column("number"), text) == number


@pytest.mark.parametrize(
    "text",
    ["265,095", "1.000", "1.234.500", "12.340", "+5", "05", "1 000", "5%", "½", "٣", "1e999", "9" * 50, "NaN", "0x1"],
)
def test_what_is_no_number(text: str) -> None:
    """Commas, separators of thousands, signs, units and words are never guessed."""
    with pytest.raises(CellError):
        decode(column("number"), text)


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@a", "\tx", "'=1", "''", "'", "'a", "a'", "", "''=1"])
def test_the_guard_comes_off_again(text: str) -> None:
    """What is guarded against formulas is itself again after reading."""
    assert unguard(guard(text)) == text
    assert not guard(text).startswith(("=", "+", "-", "@", "\t"))


def test_text_that_looks_like_json_nested_without_measure() -> None:
    """Such a text can be written, and read as the text that it is; bare, it is refused."""
    text = "[" * 100_000
    assert decode_any(encode_any(text)) == text
    with pytest.raises(CellError):
        decode_any(text)
