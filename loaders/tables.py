"""The columns of each table: defined once, for reading, writing, the template and the documentation.

A column fills a field of a statement, or one key of a field that is a mapping (`name_vi` fills `names["vi"]`). Its
`form` is the grammar of its cells (`loaders.cells`).
"""

from __future__ import annotations

from typing import Literal

import msgspec

from schema.statements import INFERENCES, LANGUAGES, MODALITIES, QUALIFIERS, Kind, Texts
from schema.vocabulary import AttributeType, Vocabulary

Form = Literal[
    "text", "word", "date", "number", "boolean", "lines", "dates", "evidence", "passages", "parts", "attributes", "any"
]

TABLES: dict[str, Kind] = {
    "sources": "source",
    "entities": "entity",
    "relations": "relation",
    "observations": "observation",
    "absences": "absence",
    "objectives": "objective",
}
"""The name of each table and the kind of its rows, in the order in which one may refer to another."""

NAMES: dict[Kind, str] = {kind: table for table, kind in TABLES.items()}

_NAMED_BY: dict[Kind, str] = {"source": "title", "entity": "name", "absence": "text", "objective": "text"}

ANY_ATTRIBUTE = "attributes."
"""A column `attributes.X` sets the attribute X."""


class Column(msgspec.Struct, frozen=True):
    """One column. `choices`: the only values its cells may have (none: any)."""

    name: str
    form: Form
    field: str
    says: Texts
    key: str | None = None
    required: bool = False
    choices: tuple[str, ...] = ()


def _column(
    name: str,
    form: Form,
    vi: str,
    en: str,
    *,
    field: str | None = None,
    key: str | None = None,
    required: bool = False,
    choices: tuple[str, ...] = (),
) -> Column:
    return Column(name, form, field or name, {"vi": vi, "en": en}, key, required, choices)


_LANGUAGE = {"vi": ("tiếng Việt", "Vietnamese"), "en": ("tiếng Anh", "English"),
             "zh": ("tiếng Trung", "Chinese"), "lo": ("tiếng Lào", "Lao")}  # fmt: skip


def _texts(prefix: str, field: str, vi: str, en: str) -> tuple[Column, ...]:
    return tuple(
        _column(f"{prefix}_{code}", "text", f"{vi} {_LANGUAGE[code][0]}", f"{en} in {_LANGUAGE[code][1]}",
                field=field, key=code)
        for code in LANGUAGES
    )  # fmt: skip


_ID = _column("id", "word", "Mã của dòng, không trùng trong cả bảng", "Id of the row, unique", required=True)
_ATTRIBUTES = _column(
    "attributes", "attributes",
    "Thuộc tính khác, mỗi dòng một cặp: khóa = giá trị", "Other attributes, one per line: key = value",
)  # fmt: skip
_NOTE = _column("note", "text", "Ghi chú", "A note")
_MODALITY = _column(
    "modality", "word",
    "Đã khẳng định (để trống), hay mới là kế hoạch, đề xuất, yêu cầu, dự định, kỳ vọng",
    "Asserted (empty), or only planned, proposed, requested, intended, expected", choices=MODALITIES,
)  # fmt: skip
_INFERENCE = _column(
    "inference", "word",
    "Nguồn nói rõ (để trống), hàm ý, suy ra, hay kiến thức nền",
    "Said outright (empty), implicit, derived, or background knowledge", choices=INFERENCES,
)  # fmt: skip
_EVIDENCE = _column(
    "evidence", "evidence",
    "Bằng chứng, mỗi dòng một đoạn: nguồn đầu-cuối | trích dẫn | ai khẳng định",
    "Evidence, one passage per line: source start-end | quotation | asserted by",
)  # fmt: skip
_SOURCED = (_MODALITY, _INFERENCE, _EVIDENCE, _ATTRIBUTES, _NOTE)


def _lines(name: str, vi: str, en: str) -> Column:
    return _column(name, "lines", vi, en)


def _columns(kind: Kind, types: tuple[str, ...], attributes: tuple[Column, ...]) -> tuple[Column, ...]:
    subject = _column("subject", "word", "Mã thực thể được nói đến", "Id of the entity it is about", required=True)
    if kind == "entity":
        return (
            _ID,
            _column("type", "word", "Loại thực thể", "Type of the entity", required=True, choices=types),
            _column("subtype", "word", "Loại con", "Subtype"),
            *_texts("name", "names", "Tên", "Name"),
            _lines("aliases", "Tên gọi khác, mỗi dòng một tên", "Other names, one per line"),
            _lines("contextual_aliases", "Tên chỉ đúng trong một văn bản hay địa bàn, mỗi dòng một tên",
                   "Names that hold only inside a document or an area, one per line"),
            *attributes,
            *_SOURCED,
        )  # fmt: skip
    if kind == "relation":
        return (
            _ID,
            _column("type", "word", "Loại quan hệ", "Type of the relation", required=True, choices=types),
            _column("source", "word", "Mã thực thể ở đầu quan hệ", "Id of the entity it starts from", required=True),
            _column("target", "word", "Mã thực thể ở cuối quan hệ", "Id of the entity it leads to", required=True),
            _column("valid", "date", "Có giá trị khi nào (EDTF); để trống: nguồn không nói",
                    "When it holds (EDTF); empty: the source does not say"),
            _column("attested", "dates", "Những ngày nguồn nói là có (EDTF), mỗi dòng một ngày",
                    "The days of which a source says that it held (EDTF), one per line"),
            *_SOURCED,
        )  # fmt: skip
    if kind == "observation":
        return (
            _ID,
            _column("indicator", "word", "Chỉ tiêu", "The indicator", required=True, choices=types),
            subject,
            _column("value", "number", "Giá trị, dấu thập phân là dấu chấm", "The value, with a decimal point"),
            _column("unit", "text", "Đơn vị", "Unit"),
            _column("qualifier", "word", "Bằng (để trống), trên, dưới, khoảng, hay một số (không có giá trị)",
                    "Exactly (empty), over, under, about, or some (no value)", choices=QUALIFIERS),
            _column("period", "date", "Thời kỳ (EDTF)", "The period (EDTF)"),
            _column("verbatim", "text", "Nguyên văn con số hay từ chỉ lượng", "The words of the source for it"),
            _lines("flags", "Cờ về chất lượng, mỗi dòng một cờ", "Flags on quality, one per line"),
            *_SOURCED,
        )  # fmt: skip
    if kind == "absence":
        return (
            _ID,
            _column("category", "word", "Khoảng trống (để trống) hay nguyên nhân", "A gap (empty) or a cause",
                    choices=("gap", "cause")),
            subject,
            _column("object", "word", "Mã thực thể còn thiếu quan hệ với", "Id of the entity it lacks a link with"),
            _column("rule", "word", "Quy tắc mà nó trả lời", "The rule that it answers"),
            _column("not_yet", "boolean", "true nếu nguồn nói “chưa”", "true if the source says “not yet”"),
            _column("date", "date", "Nguồn nói về thời điểm nào (EDTF)", "The time of which the source says it (EDTF)"),
            *_texts("text", "text", "Nội dung", "What is said"),
            *_SOURCED,
        )  # fmt: skip
    if kind == "objective":
        return (
            _ID,
            subject,
            *_texts("text", "text", "Nội dung", "What is said"),
            msgspec.structs.replace(
                _MODALITY, required=True, choices=MODALITIES[1:],
                says={"vi": "Kế hoạch, đề xuất, yêu cầu, dự định hay kỳ vọng: mục tiêu chưa phải là sự thật",
                      "en": "Planned, proposed, requested, intended or expected: an objective is no fact"},
            ),
            _column("target_period", "date", "Thời kỳ phải đạt (EDTF)", "When it ought to be reached (EDTF)"),
            *_SOURCED[1:],
        )  # fmt: skip
    return (
        _ID,
        *_texts("title", "title", "Tên tài liệu", "Title"),
        _column("author", "text", "Tác giả", "Author"),
        _column("published", "date", "Ngày đăng (EDTF, có thể kèm giờ)", "Date of publication (EDTF, or with a time)"),
        _column("content_as_of", "date", "Nội dung mô tả thời điểm nào (EDTF)",
                "The time its content describes (EDTF)"),
        _column("genre", "text", "Thể loại", "Genre"),
        _column("shared_passages", "passages", "Đoạn trùng với nguồn khác, mỗi dòng: đầu-cuối | nguồn đầu-cuối",
                "Passages shared with another source, one per line: start-end | source start-end"),
        _column("parts", "parts", "Đoạn thuộc loại đặc biệt, mỗi dòng: loại đầu-cuối, ví dụ photo_caption 1371-1486",
                "Passages of a special kind, one per line: kind start-end, such as photo_caption 1371-1486"),
        _ATTRIBUTES,
        _NOTE,
    )  # fmt: skip


def columns(kind: Kind, vocabulary: Vocabulary) -> tuple[Column, ...]:
    """The columns of the table of a kind, in order."""
    if kind == "entity":
        types = tuple(t.type for t in vocabulary.entity_types)
        return _columns(kind, types, tuple(attribute_column(a) for a in vocabulary.attributes))
    if kind == "relation":
        return _columns(kind, tuple(t.type for t in vocabulary.relation_types), ())
    if kind == "observation":
        return _columns(kind, tuple(i.id for i in vocabulary.indicators), ())
    return _columns(kind, (), ())


_FORM_OF_VALUE: dict[str, Form] = {
    "text": "text", "date": "date", "entity": "word", "boolean": "boolean", "number": "number",
}  # fmt: skip


def attribute_column(attribute: AttributeType) -> Column:
    """The column that the vocabulary gives an attribute."""
    form = _FORM_OF_VALUE[attribute.value]
    return Column(attribute.name, form, "attributes", attribute.label, attribute.name, False, attribute.choices)


def column_of(name: str, known: tuple[Column, ...]) -> Column | None:
    """The column with that header among the known ones, or `attributes.X` for any X; None where there is none."""
    for column in known:
        if column.name == name or (column.field == "attributes" and column.key and name == ANY_ATTRIBUTE + column.key):
            return column
    if name.startswith(ANY_ATTRIBUTE) and name != ANY_ATTRIBUTE:
        key = name.removeprefix(ANY_ATTRIBUTE)
        return Column(name, "any", "attributes", {"vi": key, "en": key}, key)
    return None


def either_of(kind: Kind) -> tuple[str, ...]:
    """Columns of which a table must have, and a row must fill, at least one; none where there is no such choice."""
    prefix = _NAMED_BY.get(kind)
    return tuple(f"{prefix}_{code}" for code in LANGUAGES) if prefix else ()
