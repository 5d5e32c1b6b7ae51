"""Names folded for matching, unit words, and the form of ids."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schema.names import fold, is_entity_id, spelled, without_unit_word

VIETNAMESE = "aăâbcdđeêghiklmnoôơpqrstuưvxyáàảãạắằẳẵặấầẩẫậéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ "


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Lạng Sơn", "lang son"), ("LẠNG  SƠN", "lang son"), ("Điện Biên", "dien bien"), ("đồn", "don"),
        ("hoà bình", "hoa binh"), ("hòa bình", "hoa binh"), ("Chỉ thị số 04-CT/TW", "chi thi so 04 ct tw"),
        ("崇左", "崇左"), ("Sùng Tả (崇左)", "sung ta 崇左"), ("ປະເທດລາວ", fold("ປະເທດລາວ")), ("“Gặp gỡ”", "gap go"),
        ("", ""), (" – ", ""), ("İstanbul", "istanbul"), ("Ｌào Cai", "lao cai"),
    ],
)  # fmt: skip
def test_folding(text: str, folded: str) -> None:
    """Case, diacritics, đ, tone marks, punctuation, width and blanks are folded; other scripts stay."""
    assert fold(text) == folded


@given(st.text(VIETNAMESE, max_size=30))
def test_folding_does_not_depend_on_case_or_composition(text: str) -> None:
    """Composed or not, in capitals or not, a name folds to the same plain letters, and folded again to itself."""
    folded = fold(text)
    assert fold(unicodedata.normalize("NFD", text)) == fold(text.upper()) == fold(folded) == folded
    assert set(folded) <= set("abcdeghiklmnopqrstuvxy ")
    assert folded == " ".join(folded.split())


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("Văn hoá", "văn hóa"), ("UỶ BAN", "Ủy ban"), ("Thuỷ", "thủy"),
        ("Lạng  Sơn", unicodedata.normalize("NFD", "lạng sơn")), ("Đồng-Đăng", "đồng đăng"),
        ("lang son", "Lang Son"), ("崇左", "崇左"),
    ],
)  # fmt: skip
def test_the_same_spelling(text: str, same: str) -> None:
    """Case, composition, blanks and the place of a tone mark in a word make no other spelling."""
    assert spelled(text) == spelled(same)


def test_other_spellings() -> None:
    """Another tone, another vowel, or no diacritics at all are other spellings."""
    found = {spelled(t) for t in ("Lạng Sơn", "Lãng Sơn", "Lang Sơn", "Lạng Son", "lang son", "Đang", "Dang")}
    assert len(found) == 7


@given(st.text(max_size=40))
def test_any_text_folds(text: str) -> None:
    """Whatever is typed folds to words."""
    assert fold(text) == " ".join(fold(text).split())


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("tỉnh Lạng Sơn", "lang son"), ("Thành phố Lạng Sơn", "lang son"), ("huyện Cao Lộc", "cao loc"),
        ("thị trấn Đồng Đăng", "dong dang"), ("thị xã Bằng Tường", "bang tuong"), ("xã Tân Thanh", "tan thanh"),
        ("phường Đông Kinh", "dong kinh"), ("khu tự trị Quảng Tây", "quang tay"), ("Lang Son Province", "lang son"),
        ("Cao Loc district", "cao loc"), ("Lạng Sơn", "lang son"), ("tỉnh", "tinh"), ("province", "province"),
        ("Xãloc", "xaloc"), ("nước Lào", "lao"),
    ],
)  # fmt: skip
def test_unit_words(text: str, bare: str) -> None:
    """A unit word before or after a name is left out, once, and never when it is the whole name."""
    assert without_unit_word(fold(text)) == bare


@pytest.mark.parametrize("text", ["prov:lang-son", "leg:04-ct-tw", "x:ă", "x:1", "a.b:c_d"])
def test_ids(text: str) -> None:
    """An id has one colon and something on either side."""
    assert is_entity_id(text)


@pytest.mark.parametrize(
    "text", ["", "lang-son", "prov:", ":lang-son", "prov:lang:son", "prov:lang son", "prov:a/b", "p?:a", "p:#", "p:a,b"]
)
def test_what_is_no_id(text: str) -> None:
    """An id becomes an address unchanged: no stroke, question mark, number sign, comma or blank."""
    assert not is_entity_id(text)
