"""How limits of time, repetitions, values and numbers of rules are told in both languages."""

from __future__ import annotations

import re

import pytest

from schema import vocabulary
from schema.explain import in_words
from schema.explain_time import when
from schema.explain_words import WORDS
from schema.rules import read

HEAD = 'id = "a"\n[title]\nvi = "a"\nen = "a"\n[explain]\nvi = "a"\nen = "a"\n[subject]\ntypes = "Province"\n'


def told(rest: str) -> tuple[str, str]:
    """What a rule is in Vietnamese and English."""
    words = in_words(read(HEAD + rest, vocabulary.bundled()), vocabulary.bundled())
    return words["vi"], words["en"]


@pytest.mark.parametrize(
    ("since", "until", "vi", "en"),
    [
        ("2015", None, "vào hoặc sau 2015", "on or after 2015"),
        (None, "2015", "vào hoặc trước 2015", "on or before 2015"),
        ("2015", "2020", "từ 2015 đến 2020", "between 2015 and 2020"),
        ("2015", "2015", "trong 2015", "in 2015"),
        ("2015-06-01", "2015-06-01", "vào 2015-06-01", "on 2015-06-01"),
        ("P1Y", None, "trong 1 năm trước ngày hỏi", "within 1 year before the day asked"),
        ("P1Y6M", None, "trong 1 năm 6 tháng trước ngày hỏi", "within 1 year 6 months before the day asked"),
        (None, "P1Y", "ít nhất 1 năm trước ngày hỏi", "at least 1 year before the day asked"),
        (None, "P2W1D", "ít nhất 2 tuần 1 ngày trước ngày hỏi", "at least 2 weeks 1 day before the day asked"),
        ("P0D", None, "vào hoặc sau chính ngày hỏi", "on or after the day asked itself"),
        ("P6M", "P0D", "từ 6 tháng trước ngày hỏi đến chính ngày hỏi",
         "between 6 months before the day asked and the day asked itself"),
        ("from_day", None, "vào hoặc sau ngày --from-day (nếu có)", "on or after the day --from-day (where given)"),
        ("2015", "from_day", "từ 2015 đến ngày --from-day (nếu có)",
         "between 2015 and the day --from-day (where given)"),
    ],
)  # fmt: skip
def test_limits_in_words(since: str | None, until: str | None, vi: str, en: str) -> None:
    """Dates, times before the day asked and parameters read as one would say them."""
    assert (when("vi", since, until, ["from_day"]).strip(), when("en", since, until, ["from_day"]).strip()) == (vi, en)


def test_no_limit_is_not_told() -> None:
    """What has no limit has no words."""
    assert when("en", None, None, []) == ""


@pytest.mark.parametrize(
    ("least", "most", "vi", "en"),
    [
        (1, 1, "một lần (", "the subject, do once ("),
        (2, 2, "lặp đúng 2 lần (", "exactly 2 times ("),
        (0, 1, "có thể đi thêm một lần (", "once or not at all ("),
        (0, 3, "lặp tối đa 3 lần hoặc không lần nào (", "up to 3 times or not at all ("),
        (1, 3, "lặp từ 1 đến 3 lần (", "1 to 3 times ("),
    ],
)
def test_repetitions_in_words(least: int, most: int, vi: str, en: str) -> None:
    """How often a chain is walked."""
    words = told(f'[[needs]]\nrepeat = [{{ relation = "part_of" }}]\nleast = {least}\nmost = {most}\n')
    assert vi in words[0]
    assert en in words[1]


@pytest.mark.parametrize(
    ("test", "vi", "en"),
    [
        ('attributes = { level = "province" }', "có “Cấp” là “province”", "with “Level” “province”"),
        ("attributes = { traversable = true }", "là đúng", "“May be a stepping stone” true"),
        ('attributes = { country = "ctry:vn" }', "“Quốc gia” là ctry:vn", "with “Country” ctry:vn"),
        ("attributes_not = { size = 3 }", "mà “size” không phải là 3", "of which “size” is not 3"),
        ("numbers = { size = { least = 1000000 } }", "“size” từ 1000000 trở lên", "“size” of 1000000 or more"),
        ("numbers = { size = { most = 2.5 } }", "“size” không quá 2.5", "“size” of 2.5 at most"),
        ("numbers = { size = { least = 1, most = 2 } }", "“size” từ 1 đến 2", "“size” from 1 to 2"),
    ],
)
def test_attributes_in_words(test: str, vi: str, en: str) -> None:
    """Words that stand for values are quoted; entities are called as they are, numbers without a power of ten."""
    words = told(f'[[needs]]\nrelation = "part_of"\nto = {{ {test} }}\n')
    assert vi in words[0]
    assert en in words[1]


def test_a_side_way_in_words() -> None:
    """A chain that begins with a side way is still a sentence."""
    vi, en = told('[[needs]]\nalso = [{ relation = "has_sector" }]\n\n[[needs]]\nrelation = "funds"\n')
    assert (
        "Cần: từ chủ thể đi một đường phụ (đi theo “thuộc lĩnh vực” đến bất cứ thực thể nào) rồi trở lại chỗ rẽ" in vi
    )
    assert "Needed: from the subject, take a side way (follow “has sector” to anything) and come back to where" in en


@pytest.mark.parametrize(
    ("days", "vi", "en"),
    [
        ('since = "2020"', ", từ 2020.", ", from 2020 on."),
        ('until = "2024"', ", đến 2024.", ", until 2024."),
        ('since = "2020"\nuntil = "2024"', ", từ 2020 đến 2024.", ", from 2020 to 2024."),
    ],
)
def test_the_days_of_subjects_in_words(days: str, vi: str, en: str) -> None:
    """When a rule asks about its subjects."""
    words = told(f'{days}\n[[needs]]\nrelation = "funds"\n')
    assert vi in words[0]
    assert en in words[1]


def test_both_languages_fill_in_the_same() -> None:
    """No word of the catalogue leaves out in one language what it says in the other."""
    for vi, en in WORDS.values():
        assert sorted(re.findall(r"\{\w+\}", vi)) == sorted(re.findall(r"\{\w+\}", en))
