"""The grammar of cells: text in, values out, and back without loss. docs/records.md describes the whole of it."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from typing import Any

import msgspec

from loaders.cell_lines import (
    CellError,
    decode_any,
    decode_attributes,
    decode_evidence,
    decode_parts,
    decode_passages,
    encode_any,
    encode_attributes,
    encode_evidence,
    encode_parts,
    encode_passages,
    escape,
    lines,
    unescape,
)
from loaders.tables import Column, Form

MAX_LENGTH = 100_000
"""No cell and no text is longer, in characters."""

# Line break and tab are the only control characters that a text may have; halves of surrogate pairs stand for bytes
# that are not UTF-8, and XML, hence a workbook, cannot hold the last two.
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_FORMULA = ("=", "+", "-", "@", "\t")
_NUMBER = re.compile(r"-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?")
_THOUSANDS = re.compile(r"-?\d{1,3}(\.\d{3})*\.\d\d0")


def guard(text: str) -> str:
    """The text with an apostrophe before it where a spreadsheet would take it for a formula."""
    if text.startswith(_FORMULA) or (text.startswith("'") and text[1:2] in ("'", *_FORMULA)):
        return "'" + text
    return text


def unguard(text: str) -> str:
    """The text without the apostrophe that `guard` put before it."""
    return text[1:] if text.startswith("'") and text[1:2] in ("'", *_FORMULA) else text


def unfit(text: str) -> str | None:
    """What was expected, of a text that is too long or holds what no text may hold; None for any other."""
    if len(text) > MAX_LENGTH:
        return f"at most {MAX_LENGTH:,} characters"
    if found := _CONTROL.search(text):
        return f"text without control characters, here is U+{ord(found[0]):04X} at character {found.start() + 1}"
    return None


def decode(column: Column, text: str) -> Any:
    """The value of a cell that is not blank.

    Raises:
        CellError: the text does not follow the column's grammar.
    """
    if column.field == "attributes" and column.key and text.strip() == "null":
        return None
    return _DECODE[column.form](text)


def encode(form: Form, value: Any) -> str:
    """The text of a cell, such that `decode` gives the value again."""
    return _ENCODE[form](value)


def own_column_holds(column: Column, value: Any) -> bool:
    """Whether the column of an attribute can hold this value of it; the cell `attributes` holds any."""
    if value is None:
        return True
    if column.form == "boolean":
        return isinstance(value, bool)
    if column.form == "number":
        return isinstance(value, int | float) and not isinstance(value, bool)
    if column.form in {"text", "word", "date"}:
        stripped = value.strip() if isinstance(value, str) else ""
        return stripped not in {"", "null"} and (column.form == "text" or stripped == value)
    return False


def _number(text: str) -> int | float:
    body = text.strip()
    if "," in body:
        raise CellError("a number with a decimal point and no commas: neither 265.095 nor 265095 is guessed")
    if _THOUSANDS.fullmatch(body):
        raise CellError("a number without thousands separators and without zeros at its end: 4000, or 4")
    if not (found := _NUMBER.fullmatch(body)):
        raise CellError("a number, such as 12 or 31.4; words and signs go to verbatim, unit and qualifier")
    # very long runs of digits are no figures, and Python refuses to read them
    value = float(body) if found[2] or found[3] or len(body) > 40 else int(body)
    if not math.isfinite(value) or (isinstance(value, int) and abs(value) >= 2**63) or len(body) > 40:
        raise CellError("a number that is not beyond all bounds")
    return value


def _boolean(text: str) -> bool:
    word = text.strip().lower()
    if word not in {"true", "false"}:
        raise CellError("true or false")
    return word == "true"


_DECODE: dict[Form, Callable[[str], Any]] = {
    "text": lambda text: text,
    "word": str.strip,
    "date": str.strip,
    "number": _number,
    "boolean": _boolean,
    "lines": lambda text: tuple(map(unescape, lines(text))),
    "dates": lambda text: tuple(line.strip() for line in lines(text)),
    "evidence": decode_evidence,
    "passages": decode_passages,
    "parts": decode_parts,
    "attributes": decode_attributes,
    "any": lambda text: decode_any(text.strip()),
}

_ENCODE: dict[Form, Callable[[Any], str]] = {
    "text": str,
    "word": str,
    "date": str,
    "number": lambda value: msgspec.json.encode(value).decode(),
    "boolean": lambda value: "true" if value else "false",
    "lines": lambda value: "\n".join(map(escape, value)),
    "dates": "\n".join,
    "evidence": encode_evidence,
    "passages": encode_passages,
    "parts": encode_parts,
    "attributes": encode_attributes,
    "any": encode_any,
}
