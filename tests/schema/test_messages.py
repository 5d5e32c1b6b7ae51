"""The catalogue of messages: both languages, the same blanks, and every blank filled."""

from __future__ import annotations

import string

import pytest

from schema.messages import CATALOGUE, number_text, say


def blanks(text: str) -> list[str]:
    """The names of the blanks in a message."""
    return sorted(field for _, field, _, _ in string.Formatter().parse(text) if field)


@pytest.mark.parametrize("code", sorted(CATALOGUE))
def test_every_message_is_in_both_languages(code: str) -> None:
    """Each message is said in Vietnamese and English with the same blanks, and filling them leaves none."""
    texts = CATALOGUE[code]
    assert set(texts) == {"vi", "en"}
    assert texts["vi"] != texts["en"]
    assert blanks(texts["vi"]) == blanks(texts["en"])
    filled = say(code, **{name: f"<{name}>" for name in blanks(texts["vi"])})
    assert set(filled) == {"vi", "en"}
    assert all(f"<{name}>" in filled[lang] for lang in filled for name in blanks(texts[lang]))
    assert not any("{" in text or "}" in text for text in filled.values())


def test_values_are_put_in_by_language() -> None:
    """A value in two languages is put in by language; any other stands in both."""
    told = say("entity_ends", name={"vi": "huyện", "en": "district"})
    assert told == {"vi": "huyện không còn từ ngày này", "en": "district no longer exists from this day on"}
    assert "12" in say("lapsed", on=12, witness="w")["vi"]


def test_what_is_put_in_is_not_read_as_a_message() -> None:
    """Braces in a name stay as they are."""
    assert say("entity_ends", name="{0} {name}")["en"].startswith("{0} {name} no longer")


def test_a_blank_without_a_value_is_an_error() -> None:
    """A message is never said with an empty blank, and an unknown one not at all."""
    with pytest.raises(KeyError):
        say("entity_ends")
    with pytest.raises(KeyError):
        say("no such message")


def test_numbers_in_words() -> None:
    """A point parts thousands in Vietnamese, so that a decimal has a comma."""
    assert [number_text(265.095, lang) for lang in ("vi", "en")] == ["265,095", "265.095"]
    assert number_text(12, "vi") == "12"
