"""JSON Lines: one statement a line, as `schema.statements.encode` writes it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

import msgspec

from graph.store import Incoming, Place, Reject
from loaders.checks import Checker
from loaders.problems import MAX_DEPTH, near, unfit_inside
from loaders.rows import reject
from schema.statements import INFERENCES, KINDS, MODALITIES, QUALIFIERS, Evidence, Part, Passage, Statement

SUFFIXES = (".jsonl", ".ndjson")
MAX_LINE = 64 * 1024 * 1024
"""In bytes; a longer line is a reject, and is not held in memory."""

_BOM = b"\xef\xbb\xbf"
_AT = re.compile(r"^(.*?)(?: - at `\$\.?(.*)`)?$", re.DOTALL)
_CHOICES = {"modality": MODALITIES, "inference": INFERENCES, "qualifier": QUALIFIERS, "category": ("gap", "cause")}
_BYTE = re.compile(r"\(byte (\d+)\)")


def read_folder(folder: Path, checker: Checker) -> Iterator[Incoming]:
    """The statements of every JSON Lines file in a folder, files in the order of their names."""
    for path in sorted(p for p in folder.iterdir() if p.suffix.lower() in SUFFIXES and p.is_file()):
        yield from read_file(path, checker)


def read_file(path: Path, checker: Checker) -> Iterator[Incoming]:
    """The statements of one file; blank lines do not count, but are numbered."""
    with path.open("rb") as stream:
        for number, line in _numbered(stream):
            place = Place(path.name, row=number)
            if line is None:
                yield Incoming(place, reject(place, f"a line of at most {MAX_LINE:,} bytes"))
            elif line.strip():
                yield Incoming(place, read_line(line, place, checker))


def read_line(line: bytes, place: Place, checker: Checker) -> Statement | Reject:
    """The statement of a line, or the first thing that is wrong with it."""
    try:
        raw = msgspec.json.decode(line.decode())
    except UnicodeDecodeError as error:
        return reject(place, f"UTF-8, which byte {error.start} of the line is not")
    except msgspec.DecodeError as error:
        return _not_json(line, place, str(error))
    except RecursionError:
        return reject(place, f"JSON nested at most {MAX_DEPTH} deep")
    if not isinstance(raw, dict):
        return reject(place, "a JSON object with a kind", None, _shown(raw))
    known_id = raw["id"] if isinstance(raw.get("id"), str) else None
    kind = raw.get("kind")
    if not isinstance(kind, str) or kind not in KINDS:
        return reject(place, f"a kind, {near(str(kind), list(KINDS))}", "kind", _shown(kind), known_id)
    if unknown := _unknown_field(raw, _FIELDS[kind]):
        return reject(place, unknown[1], unknown[0], unknown[0].rpartition(".")[2], known_id)
    for where, text, fault in unfit_inside(raw, ""):
        return reject(place, fault, where, text, known_id)
    try:
        statement = msgspec.convert(raw, KINDS[kind])
    except msgspec.ValidationError as error:
        return _wrong_type(raw, place, str(error), known_id)
    problem = checker.first_problem(statement)
    if problem is None:
        return statement
    where = f"{problem.field}.{problem.key}" if problem.key else problem.field
    return reject(place, problem.expected, where, problem.value, statement.id)


def _numbered(stream: BinaryIO) -> Iterator[tuple[int, bytes | None]]:
    number = 0
    while line := stream.readline(MAX_LINE):
        number += 1
        if len(line) == MAX_LINE and not line.endswith(b"\n"):
            while (more := stream.readline(MAX_LINE)) and not more.endswith(b"\n"):
                pass
            yield number, None
        else:
            yield number, line.removeprefix(_BOM) if number == 1 else line


def _not_json(line: bytes, place: Place, message: str) -> Reject:
    found = _BYTE.search(message)
    at = int(found[1]) if found else len(line.rstrip())
    character = len(line[:at].decode("utf-8", "replace")) + 1
    what = _BYTE.sub("", message.removeprefix("JSON is malformed: ")).strip().lower()
    start = max(0, character - 20)
    shown = line.decode("utf-8", "replace").rstrip("\n")[start : start + 60]
    return reject(place, f"JSON, at character {character} of the line: {what}", None, shown)


_FIELDS = {kind: [f.name for f in msgspec.structs.fields(struct)] for kind, struct in KINDS.items()}
_INNER = {
    "evidence": [f.name for f in msgspec.structs.fields(Evidence)],
    "shared_passages": [f.name for f in msgspec.structs.fields(Passage)],
    "parts": [f.name for f in msgspec.structs.fields(Part)],
}


def _unknown_field(raw: dict[str, Any], known: list[str]) -> tuple[str, str] | None:
    """A field that a statement of the kind does not have, at whatever depth, and what was expected."""
    for name, value in raw.items():
        if name != "kind" and name not in known:
            return name, f"a field, {near(name, known)}"
        if name in _INNER and isinstance(value, list):
            fields = _INNER[name]
            for i, one in enumerate(value):
                for key in one if isinstance(one, dict) else ():
                    if key not in fields:
                        return f"{name}[{i}].{key}", f"a field, {near(key, fields)}"
    return None


def _wrong_type(raw: dict[str, Any], place: Place, message: str, known_id: str | None) -> Reject:
    found = _AT.match(message)
    said, where = (found[1], found[2]) if found else (message, None)
    value: Any = raw
    for step in re.findall(r"[^.\[\]]+", where or ""):
        try:
            value = value[int(step)] if isinstance(value, list) else value[step]
        except (KeyError, IndexError, ValueError, TypeError):
            break
    if missing := re.search(r"missing required field `(\w+)`", said):
        column = f"{where}.{missing[1]}" if where else missing[1]
        return reject(place, f"a value for {missing[1]}", column, None, known_id)
    expected = said[0].lower() + said[1:].replace("`", "")
    if said.startswith("Invalid enum value") and where in _CHOICES:
        expected = near(str(value), _CHOICES[where])
    return reject(place, expected.removeprefix("expected "), where, _shown(value), known_id)


def _shown(value: Any) -> str:
    return value if isinstance(value, str) else msgspec.json.encode(value).decode()
