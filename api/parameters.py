"""What may be asked: every question with its parameters, as a table.

HTTP, the command line, the OpenAPI document and the reference page derive from it. A parameter with `place` "path" is
part of an address (on the command line: an argument without a name); all others are named.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from api.parameter_types import Parameter, ParameterKind, QuestionType, choices_of
from graph.axes import DIMENSIONS
from graph.coverage import VERDICTS
from graph.sides import SIDES
from graph.walk import PathQuestion
from schema.statements import INFERENCES, MODALITIES
from schema.vocabulary import CLASSES

__all__ = ["EXPORT", "LANGUAGE", "QUESTIONS", "Parameter", "QuestionType", "choices_of"]

MAX_LIMIT = 1000
MAX_K = 20
MAX_HOPS = 8


def _p(name: str, kind: ParameterKind, vi: str, en: str, **more: object) -> Parameter:
    return Parameter(name=name, kind=kind, about={"vi": vi, "en": en}, **more)  # type: ignore[arg-type]


LANGUAGE = _p(
    "lang", "choice", "ngôn ngữ của các chữ đơn lẻ", "the language of single texts", choices=("vi", "en"),
    default_about={"vi": "theo Accept-Language, nếu không thì vi", "en": "as Accept-Language says, else vi"},
)  # fmt: skip
"""Taken from every request before the question is read; the command line has an option for it."""

_ANY_TIME = {"vi": "bất cứ lúc nào", "en": "any time"}
_AS_OF = _p(
    "as_of", "day", "ngày được hỏi: YYYY-MM-DD, YYYY-MM hoặc YYYY (ngày cuối)",
    "the day asked: YYYY-MM-DD, YYYY-MM or YYYY (their last day)", default_about=_ANY_TIME,
)  # fmt: skip
_AS_OF_TODAY = msgspec.structs.replace(_AS_OF, default="today", default_about=None)
_HOLDS = _p(
    "holds", "choice", "vào ngày được hỏi: best (chắc chắn, nếu không có thì có thể), certain, possible (cả hai)",
    "on the day asked: best (certain ones, where there are none possible ones), certain, possible (both)",
    choices=("best", "certain", "possible"), default="best",
)  # fmt: skip
_ALL_MODALITIES = _p(
    "modality", "choices", "các dạng phát biểu, cách nhau bằng dấu phẩy", "which modalities, separated by commas",
    choices=MODALITIES, default_about={"vi": "tất cả", "en": "all"},
)  # fmt: skip
_MODALITY = msgspec.structs.replace(_ALL_MODALITIES, default="asserted", default_about=None)
_DATASET = _p(
    "dataset", "names", "các bộ dữ liệu, cách nhau bằng dấu phẩy", "which datasets, separated by commas",
    default_about={"vi": "tất cả", "en": "all"},
)  # fmt: skip
_LIMIT = _p("limit", "number", "số mục mỗi trang", "items on a page", default="50", least=1, most=MAX_LIMIT)
_NEXT = _p("next", "text", "`next` của trang trước", "the `next` of the page before")
_PAGE = (_LIMIT, _NEXT)
_IN = _p(
    "in", "entity", "địa bàn: những gì là nó, nằm trong, quản lý hoặc áp dụng cho nó, ở mọi cấp",
    "an area: what is it, lies in it, has jurisdiction in it or applies to it, at any depth",
    default_about={"vi": "mọi nơi", "en": "everywhere"},
)  # fmt: skip
_ENTITY_ID = _p(
    "id", "entity", "mã hoặc tên của thực thể", "an entity's id or name", required=True, place="path"
)  # fmt: skip
_TYPE = _p(
    "type", "choices", "các loại thực thể, cách nhau bằng dấu phẩy", "entity types, separated by commas",
    choices="entity_types",
)  # fmt: skip
_RELATION_TYPES = _p(
    "type", "choices", "các loại quan hệ, cách nhau bằng dấu phẩy", "relation types, separated by commas",
    choices="relation_types",
)  # fmt: skip
_CLASSES = _p(
    "class", "choices", "các nhóm quan hệ, cách nhau bằng dấu phẩy", "classes of relations, separated by commas",
    choices=CLASSES,
)  # fmt: skip
_SUBJECT = _p("subject", "entity", "đối tượng được nói đến", "the entity that is spoken of")

_WALKED = {"vi": "cách đi mặc định", "en": "the default walk"}
_PATHS = (
    _p("from", "entities", "điểm đầu; lặp lại nghĩa là bất kỳ trong số đó",
       "where the path starts; repeated: any of these", required=True),
    _p("to", "entities", "điểm cuối; lặp lại nghĩa là bất kỳ trong số đó",
       "where the path ends; repeated: any of these", required=True),
    _AS_OF,
    _p("k", "number", "số đường nối không lặp, hoặc all-shortest: mọi đường ngắn nhất",
       "how many loopless paths, or all-shortest", default="1", least=1, most=MAX_K, words=("all-shortest",)),
    _p("max_hops", "number", "số mắt xích nhiều nhất", "how many hops at most",
       default=str(PathQuestion(sources=(), targets=()).max_hops), least=0, most=MAX_HOPS),
    _p("via", "entities", "phải đi qua từng thực thể này", "each of these must be on the path"),
    _p("avoid", "entities", "không đi qua những thực thể này", "none of these may be a stepping stone"),
    _p("relation", "choices", "chỉ đi đúng những loại quan hệ này, ở bất cứ đâu",
       "exactly these relation types are walked, anywhere", choices="relation_types", default_about=_WALKED),
    _p("class", "choices", "như `relation`, theo nhóm; cả hai thì gộp lại",
       "as `relation`, by class; of both, all are walked", choices=CLASSES, default_about=_WALKED),
    _p("entity_type", "choices", "chỉ qua những loại thực thể này", "only these types as stepping stones",
       choices="entity_types", default_about=_WALKED),
    _p("channel", "topics", "chỉ những quan hệ thuộc các kênh này",
       "only relations that run through these channels", default_about={"vi": "mọi kênh", "en": "every channel"}),
    _HOLDS, _MODALITY, _DATASET,
)  # fmt: skip

_GAP_WORDS = ("gap", "all")
_RULES = _p(
    "rule", "names", "quy tắc, cách nhau bằng dấu phẩy", "rules, separated by commas",
    default_about={"vi": "mọi quy tắc", "en": "all rules"},
)  # fmt: skip
_GAPS = (
    _RULES,
    _IN, _AS_OF_TODAY,
    _p("verdict", "choices", "những kết luận cần liệt kê; gap: tất cả trừ covered và not_applicable; all: tất cả",
       "which verdicts to list; gap: all but covered and not_applicable; all: every one",
       choices=(*_GAP_WORDS, *VERDICTS), default="gap"),
    _p("group_by", "choice", "nhóm theo", "group by", choices=("area", "verdict", "rule", "type")),
    _DATASET, *_PAGE,
)  # fmt: skip

_MATRIX = (
    _p("rows", "choice", "các hàng: area (địa bàn), country (nước đối tác), sector (lĩnh vực), channel (kênh), kind "
       "(loại cơ quan)", "the rows: areas, partner countries, sectors, channels, kinds of agency", required=True,
       choices=DIMENSIONS),
    _p("cols", "choice", "các cột, như `rows`", "the columns, as `rows`", required=True, choices=DIMENSIONS),
    _p("rule", "text", "quy tắc về cặp: mỗi ô là kết luận của quy tắc thay cho số quan hệ",
       "a rule about pairs: each cell is its verdict instead of a number of relations"),
    _p("relation", "choices", "chỉ đếm những loại quan hệ này", "only these relation types count",
       choices="relation_types",
       default_about={"vi": "các loại nối được hai bên; với lĩnh vực, kênh: quan hệ dẫn đến chúng (trừ khi bên kia là "
                            "nước đối tác)",
                      "en": "the types that connect; for sectors and channels the one that leads to them (unless the "
                            "other side is countries)"}),
    _IN, _AS_OF_TODAY, _HOLDS, _MODALITY, _DATASET,
)  # fmt: skip

_KINDS = ("entity", "relation", "observation", "absence", "objective")
_STATEMENTS = (
    _p("kind", "choice", "dạng phát biểu", "the kind of statement", choices=_KINDS),
    _SUBJECT, _IN,
    _p("source", "text", "các phát biểu dựa trên nguồn này", "statements that rest on this source"),
    _ALL_MODALITIES,
    _p("inference", "choices", "nguồn nói rõ hay suy ra", "whether the source says so or it is inferred",
       choices=INFERENCES),
    _p("genre", "text", "thể loại của nguồn", "the genre of the source"),
    _p("rests_on", "choice", "chỉ những phát biểu mà mọi bằng chứng đều nằm trong các phần loại này của nguồn, ví dụ "
       "chú thích ảnh", "only statements of which all evidence lies in parts of this kind, such as captions of photos",
       choices="source_parts"),
    _p("sides", "choice", "quan hệ qua biên giới: phía nào nêu: một phía, cả hai, không phía nào",
       "relations across a border: said by one side, by both, by neither", choices=SIDES),
    _DATASET, *_PAGE,
)  # fmt: skip

_OBSERVATIONS = (
    _SUBJECT, _IN,
    _p("indicator", "choice", "chỉ tiêu", "the indicator", choices="indicators"),
    _p("period", "period", "thời kỳ (EDTF) có chung ít nhất một ngày", "a period (EDTF) that shares a day with it"),
    _MODALITY, _DATASET, *_PAGE,
)  # fmt: skip


def _q(what: str, path: str, vi: str, en: str, parameters: Iterable[Parameter], example: str) -> QuestionType:
    return QuestionType(
        what=what, path=path, about={"vi": vi, "en": en}, parameters=tuple(parameters), example=example
    )  # fmt: skip


QUESTIONS: dict[str, QuestionType] = {
    q.what: q
    for q in (
        _q("entities", "/v1/entities", "Tìm thực thể theo tên", "Find entities by name",
           (_p("q", "words", "chữ cần tìm: mỗi từ phải khớp với một từ của cùng một tên",
               "text to look for: every word must match a word of one name"),
            _TYPE, _IN, _AS_OF, _DATASET, *_PAGE), "/v1/entities?q=lang son"),
        _q("entity", "/v1/entities/{id}", "Một thực thể", "One entity",
           (_ENTITY_ID, _AS_OF, _DATASET), "/v1/entities/agr:gap-go-dau-xuan"),
        _q("relations", "/v1/entities/{id}/relations", "Các quan hệ của một thực thể", "The relations of an entity",
           (_ENTITY_ID, _RELATION_TYPES, _CLASSES,
            _p("direction", "choice", "in: đến thực thể, out: từ thực thể", "in: to the entity, out: from it",
               choices=("in", "out")),
            _AS_OF, _HOLDS, _MODALITY, _DATASET, *_PAGE), "/v1/entities/don:gates/relations"),
        _q("paths", "/v1/paths", "Hai bên nối với nhau thế nào?", "How are two connected?", _PATHS,
           "/v1/paths?from=leg:04-ct-tw&to=don:gates"),
        _q("rules", "/v1/rules", "Các quy tắc về độ phủ", "The rules of coverage", (_RULES, *_PAGE),
           "/v1/rules"),
        _q("gaps", "/v1/gaps", "Ai còn thiếu điều mà quy tắc đòi hỏi?", "Who lacks what a rule asks for?", _GAPS,
           "/v1/gaps?rule=friendship-union&as_of=2024-01-01"),
        _q("gap", "/v1/gaps/{id}", "Một khoảng trống", "One gap",
           (_p("id", "text", "mã của khoảng trống", "the id of a gap", required=True, place="path"),
            _AS_OF_TODAY, _DATASET), "/v1/gaps/gap:friendship-union:prov:lang-son?as_of=2024-01-01"),
        _q("matrix", "/v1/matrix", "Hàng và cột có bao nhiêu quan hệ với nhau?",
           "How many relations are there between rows and columns?", _MATRIX,
           "/v1/matrix?rows=area&cols=country&in=prov:lang-son&as_of=2024-01-01"),
        _q("observations", "/v1/observations", "Số liệu", "Figures", _OBSERVATIONS,
           "/v1/observations?subject=prov:lang-son&indicator=border_length"),
        _q("statements", "/v1/statements", "Các phát biểu cùng bằng chứng", "Statements with their evidence",
           _STATEMENTS, "/v1/statements?kind=absence&in=prov:lang-son"),
        _q("sources", "/v1/sources", "Các nguồn", "The sources", (_DATASET, *_PAGE), "/v1/sources"),
        _q("source", "/v1/sources/{id}", "Một nguồn", "One source",
           (_p("id", "text", "mã của nguồn", "the id of a source", required=True, place="path"), _DATASET),
           "/v1/sources/s1"),
        _q("datasets", "/v1/datasets", "Các bộ dữ liệu đã nạp", "The datasets that are loaded", _PAGE,
           "/v1/datasets"),
        _q("vocabulary", "/v1/vocabulary", "Các loại, quan hệ, chỉ tiêu", "Types, relations, indicators", (),
           "/v1/vocabulary"),
    )
}  # fmt: skip

EXPORT = _q(
    "export", "/v1/export", "Toàn bộ các phát biểu", "All statements",
    (_p("format", "choice", "định dạng", "the format", choices=("jsonl",), default="jsonl"), _DATASET),
    "/v1/export?format=jsonl",
)  # fmt: skip
"""Streamed, so that it is no question like the others."""
