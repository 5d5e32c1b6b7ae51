r"""Cells that hold several things, one per line; blank lines do not count.

In them `\n` is a line break, `\|` a bar, `\s` a blank at an edge and `\\` a backslash.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from schema.statements import Evidence, Part, Passage

_SPAN = re.compile(r"(\d{1,15})-(\d{1,15})")
_ESCAPED = re.compile(r"\\([n|s\\])")
_MEANS = {"n": "\n", "|": "|", "s": " ", "\\": "\\"}


class CellError(Exception):
    """A cell that cannot be understood: what was expected, and which part of it is wrong."""

    def __init__(self, expected: str, value: str | None = None) -> None:
        super().__init__(expected)
        self.expected = expected
        self.value = value


def lines(text: str) -> Iterator[str]:
    """The lines of a cell that are not blank."""
    # not splitlines: form feeds and the line separators of Unicode belong to the text
    return (line for line in text.split("\n") if line.strip())


def escape(text: str) -> str:
    """The text on one line."""
    return text.replace("\\", "\\\\").replace("\n", "\\n")


def unescape(text: str) -> str:
    """The text that a line stands for."""
    return _ESCAPED.sub(lambda found: _MEANS[found[1]], text) if "\\" in text else text


def _parts(line: str) -> list[str]:
    """The parts of a line between bars; a bar after a backslash is none."""
    if "\\" not in line:
        return [part.strip(" ") for part in line.split("|")]
    return [part.strip(" ") for part in re.findall(r"((?:\\.|[^\\|]|\\$)*)(?:\||$)", line)[:-1]]


def _span(text: str) -> tuple[int, int]:
    if not (found := _SPAN.fullmatch(text)):
        raise CellError("start-end in code points, such as 837-868", text)
    return int(found[1]), int(found[2])


def decode_evidence(text: str) -> tuple[Evidence, ...]:
    """Evidence: `source start-end | quotation | asserted by`.

    Raises:
        CellError: a line that is none.
    """
    return tuple(_one_evidence(line) for line in lines(text))


def _one_evidence(line: str) -> Evidence:
    head, *rest = _parts(line)
    if len(rest) > 2:
        raise CellError(r"source start-end | quotation | asserted by (a bar inside is written \|)", line)
    source, _, span = head.partition(" ")
    if not source:
        raise CellError("the id of a source before the first bar, such as s0 837-868 | …", line)
    start, end = _span(span.strip(" ")) if span else (None, None)
    quote, by = (*(unescape(part) or None for part in rest), None, None)[:2]
    return Evidence(unescape(source), start, end, quote, by)


def encode_evidence(value: Sequence[Evidence]) -> str:
    """The cell of some evidence."""
    return "\n".join(map(_encode_one_evidence, value))


def _encode_one_evidence(one: Evidence) -> str:
    line = _bar(one.source)
    if one.start is not None:
        line += f" {one.start}-{one.end}"
    if one.quote is not None or one.asserted_by is not None:
        line += f" | {_bar(one.quote or '')}"
    if one.asserted_by is not None:
        line += f" | {_bar(one.asserted_by)}"
    return line.rstrip(" ")


def _bar(text: str) -> str:
    body = escape(text).replace("|", "\\|")
    bare = body.strip(" ")
    lead = len(body) - len(body.lstrip(" ")) if bare else len(body)
    return "\\s" * lead + bare + "\\s" * (len(body) - len(bare) - lead)


def decode_passages(text: str) -> tuple[Passage, ...]:
    """Shared passages: `start-end | source start-end`.

    Raises:
        CellError: a line that is none.
    """
    return tuple(_passage(line) for line in lines(text))


def _passage(line: str) -> Passage:
    parts = _parts(line)
    source, _, theirs = parts[-1].partition(" ")
    if len(parts) != 2 or not source:
        raise CellError("start-end | source start-end, such as 6152-6459 | s4 1701-2009", line)
    start, end = _span(parts[0])
    return Passage(unescape(source), start, end, *_span(theirs.strip(" ")))


def encode_passages(value: Sequence[Passage]) -> str:
    """The cell of some shared passages."""
    return "\n".join(f"{p.start}-{p.end} | {_bar(p.source)} {p.with_start}-{p.with_end}" for p in value)


def decode_parts(text: str) -> tuple[Part, ...]:
    """Parts of a source: `kind start-end`.

    Raises:
        CellError: a line that is none.
    """
    return tuple(_part(line) for line in lines(text))


def _part(line: str) -> Part:
    kind, blank, span = line.strip(" ").partition(" ")
    if not blank:
        raise CellError("kind start-end, such as photo_caption 1371-1486", line)
    return Part(kind, *_span(span.strip(" ")))


def encode_parts(value: Sequence[Part]) -> str:
    """The cell of some parts."""
    return "\n".join(f"{p.kind} {p.start}-{p.end}" for p in value)


def decode_attributes(text: str) -> dict[str, Any]:
    """Attributes: `key = value`, where the value is JSON if it can be read as such, else text.

    Raises:
        CellError: a line that is none, or a key that comes twice.
    """
    found: dict[str, Any] = {}
    for line in lines(text):
        key, value = _pair(line.strip())
        if key in found:
            raise CellError("each key once", line)
        found[key] = value
    return found


def _pair(line: str) -> tuple[str, Any]:
    key, rest = "", ""
    if line.startswith('"'):
        try:
            key, stop = json.JSONDecoder().raw_decode(line)
            rest = line[stop:].lstrip()
        except ValueError:
            pass
    if not rest.startswith("="):
        key, _, rest = (part.strip() for part in line.partition("="))
        rest = "=" + rest
    if "=" not in line or not key or not rest[1:].strip():
        raise CellError("key = value on each line", line)
    return key, decode_any(rest[1:].strip())


def encode_attributes(value: dict[str, Any]) -> str:
    """The cell of some attributes, in the order of their keys."""
    return "\n".join(f"{_key(key)} = {encode_any(one)}" for key, one in sorted(value.items()))


def _key(key: str) -> str:
    plain = key == key.strip() and key and not key.startswith('"') and "=" not in key and "\n" not in key
    return key if plain else json.dumps(key, ensure_ascii=False)


def decode_any(text: str) -> Any:
    """What the text says as JSON; the text itself where it is no JSON.

    Raises:
        CellError: JSON that is nested beyond all measure.
    """
    try:
        return msgspec.json.decode(text)
    except msgspec.DecodeError:
        return text
    except RecursionError as error:
        raise CellError("JSON that is not nested beyond all measure") from error


def encode_any(value: Any) -> str:
    """The text of a value: bare text where that is not JSON by itself, else JSON."""
    if isinstance(value, str) and value and value == value.strip() and "\n" not in value and not _is_json(value):
        return value
    return msgspec.json.encode(value, order="sorted").decode()


def _is_json(text: str) -> bool:
    try:
        msgspec.json.decode(text)
    except msgspec.DecodeError:
        return False
    except RecursionError:
        return True
    return True
