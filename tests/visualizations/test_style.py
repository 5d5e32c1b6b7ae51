"""How things look, and what they are called."""

from __future__ import annotations

import string
from typing import get_args

import msgspec
import pytest

from graph.answers import RelationItem
from graph.coverage import VERDICTS
from schema.errors import InvalidParameter
from schema.statements import INFERENCES, MODALITIES
from schema.vocabulary import CLASSES, EntityKind
from visualizations import style
from visualizations.picture import scale_of
from visualizations.words import WORDS, Words

RELATION = RelationItem(
    id="r", type="t", class_="cooperation", source="x:a", target="x:b", valid=None, attested=(), last_attested=None,
    holds=None, modality="asserted", inference="explicit", attributes={}, independent_sources=0, evidence=(),
)  # fmt: skip


def test_kinds_differ_in_shape_and_colour() -> None:
    """Every kind of entity has a shape and a colour of its own."""
    assert set(style.KINDS) == set(get_args(EntityKind))
    for part in ("shape", "colour", "points"):
        assert len({getattr(look, part) for look in style.KINDS.values()}) == len(style.KINDS)
    assert style.look("unheard of") == style.look("topic")


def test_modalities_and_certainty_differ_in_dash() -> None:
    """What is asserted is a full line; what is merely possible, or not asserted, is dashed in its own way."""
    dashes = [style.dash_of(msgspec.structs.replace(RELATION, modality=m)) for m in MODALITIES]
    dashes.append(style.dash_of(msgspec.structs.replace(RELATION, holds="possible")))
    assert dashes[0] is None
    assert style.dash_of(msgspec.structs.replace(RELATION, holds="certain")) is None
    assert len(set(dashes)) == len(dashes)


def test_verdicts_have_signs_of_their_own() -> None:
    """No verdict is told by its colour: each has a sign."""
    assert tuple(style.SYMBOLS) == VERDICTS
    assert len(set(style.SYMBOLS.values())) == len(VERDICTS)


@pytest.mark.parametrize(
    ("family", "members"),
    [("kind", get_args(EntityKind)), ("class", CLASSES), ("modality", MODALITIES), ("inference", INFERENCES),
     ("verdict", VERDICTS), ("holds", ("certain", "possible")), ("limit", ("work", "time", "max_hops", "paths"))],
)  # fmt: skip
def test_everything_has_a_name(family: str, members: tuple[str, ...]) -> None:
    """Kinds, classes, modalities, verdicts and limits are called something in both languages."""
    assert [f"{family}_{m}" for m in members if f"{family}_{m}" not in WORDS] == []
    assert Words("vi").named(family, "unheard of") == "unheard of"


def test_both_languages_say_the_same() -> None:
    """Every word is there in Vietnamese and English, with the same placeholders."""

    def placeholders(sentence: str) -> set[str | None]:
        return {name for _, name, _, _ in string.Formatter().parse(sentence)} - {None}

    for code, texts in WORDS.items():
        assert set(texts) == {"vi", "en"}, code
        assert placeholders(texts["vi"]) == placeholders(texts["en"]), code


def test_other_languages_are_refused() -> None:
    """A page is in Vietnamese or English; anything else is an error, not a guess."""
    with pytest.raises(InvalidParameter):
        Words("zh")


def test_labels_are_cut_to_lines() -> None:
    """A label has at most so many lines of so many columns, and says by an ellipsis that it was cut."""
    assert style.wrapped("Ủy ban nhân dân tỉnh Lạng Sơn", 18) == "Ủy ban nhân dân\ntỉnh Lạng Sơn"
    cut = style.wrapped("một hai ba bốn năm sáu bảy tám chín mười mười một mười hai", 10, 2)
    assert cut == "một hai ba\nbốn năm…"
    assert all(style.columns(row) <= 10 for row in style.wrapped("凭祥市人民政府外事办公室" * 4, 10).split("\n"))
    assert style.wrapped(" \n\t ") == ""
    assert "\u202e" not in style.wrapped("a\u202eb")


def test_columns_count_what_is_seen() -> None:
    """A Chinese character is two columns wide, a mark on a letter none."""
    assert [style.columns(t) for t in ("abc", "凭祥", "e\u0301", "Lạng")] == [3, 4, 1, 4]


def test_large_drawings_write_large_what_matters() -> None:
    """The more is drawn, the larger are the important labels, since it is seen from farther away."""
    scales = [scale_of(count) for count in (5, 50, 100, 300, 2000)]
    assert [s.fonts[1] for s in scales] == sorted({s.fonts[1] for s in scales})
    assert all(s.fonts == tuple(sorted(s.fonts, reverse=True)) for s in scales)
