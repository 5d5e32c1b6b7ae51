"""The parts of an XLSX file, as a stream of XML elements, within limits of size."""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from xml.parsers import expat  # document type declarations, where the dangers of XML lie, are refused below

MAX_BYTES = 2 * 1024**3
"""Of all parts together, uncompressed."""

_SUSPECT_BYTES, _SUSPECT_RATIO = 200 * 1024**2, 100
_MAX_PARTS = 10_000
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_CHUNK = 64 * 1024
_BROKEN = (KeyError, zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError)

Start = Callable[[str, dict[str, str]], None]
End = Callable[[str], None]


class WorkbookError(Exception):
    """Something that is no workbook, or none that may be read; the message says what was expected."""


class Package:
    """An open XLSX file.

    Raises:
        WorkbookError: when opened, or at any part, it turns out to be no sound workbook.
    """

    def __init__(self, path: Path) -> None:
        with path.open("rb") as stream:
            if stream.read(len(_OLE)) == _OLE:
                raise WorkbookError("an XLSX workbook without encryption; this is an encrypted or an old one (.xls)")
        try:
            self._archive = zipfile.ZipFile(path)
        except (*_BROKEN, ValueError) as error:
            raise WorkbookError("an XLSX workbook, which this is not") from error
        if fault := _too_much(self._archive.infolist()):
            self.close()
            raise WorkbookError(fault)

    def close(self) -> None:
        """Let go of the file."""
        self._archive.close()

    def chunks(self, part: str) -> Iterator[bytes]:
        """The bytes of a part, uncompressed, piece by piece."""
        try:
            with self._archive.open(part) as stream:
                while chunk := stream.read(_CHUNK):
                    yield chunk
        except _BROKEN as error:
            raise WorkbookError(f"an XLSX workbook: its part {part} is missing or broken") from error

    def parse(self, part: str, start: Start, end: End | None = None, text: End | None = None) -> Iterator[None]:
        """Parse a part piece by piece, calling back with the names of elements without their prefix."""
        parser = expat.ParserCreate()
        parser.buffer_text = True
        bare = _Bare()

        def refuse(*_: object) -> None:
            raise WorkbookError("an XLSX workbook without document type declarations")

        parser.StartElementHandler = lambda name, attributes: start(bare[name], attributes)
        if end is not None:
            leave = end
            parser.EndElementHandler = lambda name: leave(bare[name])
        parser.CharacterDataHandler = text
        parser.StartDoctypeDeclHandler = refuse
        try:
            for chunk in self.chunks(part):
                parser.Parse(chunk)
                yield
            parser.Parse(b"", True)
            yield
        except (expat.ExpatError, ValueError) as error:
            raise WorkbookError(f"an XLSX workbook: its part {part} is broken ({error})") from error

    def drain(self, part: str, start: Start, end: End | None = None, text: End | None = None) -> None:
        """Parse a whole part."""
        for _ in self.parse(part, start, end, text):
            pass

    def relations(self, part: str) -> dict[str, tuple[str, str]]:
        """The parts to which a part is related: by id, their kind and name. "" is the file itself."""
        folder, name = posixpath.split(part)
        found: dict[str, tuple[str, str]] = {}

        def start(tag: str, attributes: dict[str, str]) -> None:
            if tag == "Relationship" and attributes.get("TargetMode") != "External":
                target = attributes.get("Target", "")
                whole = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
                kind = attributes.get("Type", "").rpartition("/")[2]
                found[attributes.get("Id", "")] = (kind, posixpath.normpath(whole))

        self.drain(posixpath.join(folder, "_rels", f"{name}.rels"), start)
        return found


class _Bare(dict[str, str]):
    """Names of elements without their prefix."""

    def __missing__(self, name: str) -> str:
        self[name] = bare = name.rpartition(":")[2]
        return bare


def _too_much(parts: list[zipfile.ZipInfo]) -> str | None:
    """What was expected of a file that is encrypted, or that would fill the memory or the day; None for any other."""
    if any(p.flag_bits & 1 for p in parts):
        return "an XLSX workbook without encryption"
    size, packed = sum(p.file_size for p in parts), sum(p.compress_size for p in parts)
    bomb = size > _SUSPECT_BYTES and size > _SUSPECT_RATIO * packed
    if len(parts) > _MAX_PARTS or size > MAX_BYTES or bomb:
        return f"a workbook of at most {MAX_BYTES // 1024**3} GB uncompressed, and not packed beyond all measure"
    return None
