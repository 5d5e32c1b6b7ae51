"""Texts of workbooks: collected from XML, and kept out of memory where they are shared."""

from __future__ import annotations

import array
import re
import tempfile
from typing import IO

from loaders.cells import MAX_LENGTH

_IN_MEMORY = 16 * 1024**2
_BEFORE_HEX = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_HEX = re.compile(r"_x([0-9A-Fa-f]{4})_")


def meant(text: str) -> str:
    """The text that is meant: `_x000A_` stands for a line break, and lines end with it alone."""
    if "_x" in text:
        text = _HEX.sub(lambda found: chr(int(found[1], 16)), text)
    return text.replace("\r\n", "\n") if "\r" in text else text


def written(text: str) -> str:
    """The text as a workbook writes it, such that `meant` gives it again."""
    return _BEFORE_HEX.sub("_x005F_", text) if "_x" in text else text


class Collector:
    """The text of the elements that hold some, but for phonetic hints; it stops where it is too long anyway."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._length = 0
        self._phonetic = False
        self._open = False

    def clear(self) -> None:
        """Begin anew."""
        self._pieces = []
        self._length = 0

    def enter(self, name: str) -> None:
        """An element opens."""
        if name == "rPh":
            self._phonetic = True
        self._open = name in {"t", "v", "f"} and not self._phonetic

    def leave(self, name: str) -> None:
        """An element closes."""
        if name == "rPh":
            self._phonetic = False
        self._open = False

    def add(self, piece: str) -> None:
        """Text comes in."""
        if self._open and self._length <= MAX_LENGTH:
            self._pieces.append(piece[: MAX_LENGTH + 1 - self._length])
            self._length += len(piece)

    def value(self) -> str:
        """All of it."""
        return meant("".join(self._pieces))


class SharedTexts:
    """The shared texts of a workbook, in a temporary file if they are more than a few megabytes."""

    def __init__(self) -> None:
        self._file: IO[bytes] = tempfile.SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 (closed by `close`)
        self._ends = array.array("Q", [0])

    def append(self, text: str) -> None:
        """Keep one more."""
        # halves of surrogate pairs are let through here: they make the cell a reject
        self._ends.append(self._ends[-1] + self._file.write(text.encode("utf-8", "surrogatepass")))

    def __getitem__(self, index: int) -> str:
        if not 0 <= index < len(self._ends) - 1:
            raise IndexError(index)
        self._file.seek(self._ends[index])
        return self._file.read(self._ends[index + 1] - self._ends[index]).decode("utf-8", "surrogatepass")

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()
