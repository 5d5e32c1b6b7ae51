"""Errors as problem documents (RFC 9457), and the one table from error class to HTTP status."""

from __future__ import annotations

from typing import Any

import msgspec

from api.words import detail, text
from schema.errors import (
    AmbiguousEntity,
    DataError,
    InvalidParameter,
    NhipcauError,
    StaleCursor,
    StoreUnavailable,
    UnknownParameter,
    UnknownThing,
)
from schema.statements import Texts

MEDIA = "application/problem+json"


class HttpError(NhipcauError):
    """A request that is wrong as a request, whatever it asks. `headers` go with the answer."""

    def __init__(self, message: str, headers: dict[str, str] | None = None) -> None:
        super().__init__(message)
        self.headers = headers or {}


class NoPage(HttpError):
    code = "not_found"


class NoMethod(HttpError):
    code = "method_not_allowed"


class NotAcceptable(HttpError):
    code = "not_acceptable"


class TooLarge(HttpError):
    code = "too_large"


class UnsupportedMediaType(HttpError):
    code = "unsupported_media_type"


class Internal(HttpError):
    code = "internal_error"


class Row(msgspec.Struct, frozen=True):
    """A row of the table: the status of an error, and its title."""

    status: int
    title: Texts


STATUS: dict[type[NhipcauError], Row] = {
    UnknownThing: Row(404, {"vi": "Không có", "en": "No such thing"}),
    AmbiguousEntity: Row(422, {"vi": "Tên có nhiều nghĩa", "en": "A name that fits several"}),
    InvalidParameter: Row(422, {"vi": "Tham số không đọc được", "en": "A parameter that cannot be read"}),
    UnknownParameter: Row(422, {"vi": "Tham số không tồn tại", "en": "A parameter that does not exist"}),
    DataError: Row(422, {"vi": "Dữ liệu có lỗi", "en": "The data have errors"}),
    StaleCursor: Row(410, {"vi": "Dữ liệu đã thay đổi", "en": "The data have changed"}),
    StoreUnavailable: Row(503, {"vi": "Không mở được kho dữ liệu", "en": "The store cannot be reached"}),
    NoPage: Row(404, {"vi": "Không có địa chỉ này", "en": "No such address"}),
    NoMethod: Row(405, {"vi": "Phương thức không được nhận", "en": "The method is not taken"}),
    NotAcceptable: Row(406, {"vi": "Không có dạng được yêu cầu", "en": "Not in the form asked for"}),
    TooLarge: Row(413, {"vi": "Nội dung quá lớn", "en": "The body is too large"}),
    UnsupportedMediaType: Row(415, {"vi": "Không đọc được dạng nội dung", "en": "The body is of another type"}),
    Internal: Row(500, {"vi": "Lỗi của chương trình", "en": "The program failed"}),
    NhipcauError: Row(500, {"vi": "Lỗi của chương trình", "en": "The program failed"}),
}
"""The nearest class in the tree counts."""

RETRY_SECONDS = 5


class Problem(msgspec.Struct, frozen=True, kw_only=True):
    """What went wrong: `code` for programs, `title` and `detail` for people, `errors` where and what was expected."""

    type: str
    title: str
    status: int
    code: str
    detail: str
    errors: list[dict[str, Any]]


def row_of(error: NhipcauError) -> Row:
    """The row of the table for an error."""
    return next(STATUS[c] for c in type(error).__mro__ if c in STATUS)


def problem(error: NhipcauError, lang: str) -> Problem:
    """The problem document of an error."""
    row = row_of(error)
    return Problem(
        type=f"/docs#{error.code}", title=row.title[lang], status=row.status, code=error.code,
        detail=detail(error, lang), errors=error.errors,
    )  # fmt: skip


def headers_of(error: NhipcauError) -> dict[str, str]:
    """The headers that go with an error."""
    if isinstance(error, StoreUnavailable):
        return {"Retry-After": str(RETRY_SECONDS)}
    return error.headers if isinstance(error, HttpError) else {}


def internal(lang: str) -> Internal:
    """What is said of a failure nobody foresaw: nothing of its inside."""
    return Internal(text(lang, "internal"))


def encode(found: Problem) -> bytes:
    """A problem as JSON; values that are no JSON as text."""
    return msgspec.json.encode(found, enc_hook=str)
