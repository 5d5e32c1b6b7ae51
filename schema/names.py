"""Names as people type them: folding for matching, and the form of ids.

Names stay verbatim for display. For matching, case, diacritics, `đ`, spaces and punctuation are folded; with the
diacritics goes the placement of tone marks (hoà and hòa).
"""

from __future__ import annotations

import functools
import re
import unicodedata

_ID = re.compile(r"^[^\s:/?#,]+:[^\s:/?#,]+$")
_WORD = re.compile(r"\w+", re.UNICODE)
_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
"""The marks of the five tones: grave, acute, tilde, hook above, dot below."""

_UNIT_WORDS_BEFORE = (
    "tinh", "thanh pho", "khu tu tri", "huyen", "quan", "thi xa", "thi tran", "thi", "chau", "xa", "phuong", "dac khu",
    "nuoc",
)  # fmt: skip
_UNIT_WORDS_AFTER = ("province", "city", "district", "county", "commune")


def is_entity_id(text: str) -> bool:
    """Whether the text may be an entity's id: one colon, and none of `/ ? # ,` or blanks."""
    return _ID.match(text) is not None


@functools.lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """The form of a name for matching: lower-case words without diacritics, joined by single blanks."""
    # casefold after NFKD, so that İ and the like lose their marks too; đ and Đ do not decompose
    decomposed = unicodedata.normalize("NFKD", text).casefold().replace("đ", "d")
    bare = "".join(c for c in decomposed if not unicodedata.combining(c))
    return " ".join(_WORD.findall(unicodedata.normalize("NFC", bare)))


@functools.lru_cache(maxsize=65536)
def spelled(text: str) -> str:
    """The words of a name in small letters with their diacritics, wherever in a word the tone mark stands."""
    words = _WORD.findall(unicodedata.normalize("NFC", text).casefold())
    return " ".join(_tone_last(unicodedata.normalize("NFD", word)) for word in words)


def _tone_last(decomposed: str) -> str:
    tones = "".join(c for c in decomposed if c in _TONES)
    return unicodedata.normalize("NFC", "".join(c for c in decomposed if c not in _TONES)) + tones


def unit_word(folded: str) -> tuple[str, str]:
    """The unit word of a folded name (tinh, huyen, xa …, province …) and the rest; no word where it has none."""
    for word in _UNIT_WORDS_BEFORE:
        if folded.startswith(word + " "):
            return word, folded[len(word) + 1 :]
    for word in _UNIT_WORDS_AFTER:
        if folded.endswith(" " + word):
            return word, folded[: -len(word) - 1]
    return "", folded


def without_unit_word(folded: str) -> str:
    """A folded name without its unit word; the name itself where it has none."""
    return unit_word(folded)[1]


def bare_spelling(text: str) -> str:
    """The words of a name as they are spelled, without its unit word."""
    word, bare = unit_word(fold(text))
    words, count = spelled(text).split(), len(bare.split())
    return " ".join(words[:count] if is_english_unit_word(word) else words[len(words) - count :])


def is_english_unit_word(word: str) -> bool:
    """Whether a unit word is one that follows the name."""
    return word in _UNIT_WORDS_AFTER
