"""Where a command of the command line reads and writes."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import TextIO

import msgspec

from api.layout import Style
from api.views import Views, open_store
from api.words import text
from graph.store import Store
from schema.rules import Rule, with_folder


class Context:
    """Where a command reads and writes. What it opens is closed with it."""

    def __init__(
        self, *, store: str, json: bool, lang: str, out: TextIO, err: TextIO, rules_folder: str | None = None
    ) -> None:
        self.store = store
        self.rules_folder = rules_folder
        self.json = json
        self.lang = lang
        self.out = out
        self.err = err
        self._opened: list[Store] = []
        self._leftovers = contextlib.ExitStack()

    def write(self, lines: Sequence[str]) -> None:
        """Print lines."""
        self.out.write("".join(f"{line}\n" for line in lines))

    def document(self, body: object) -> None:
        """Print a JSON document."""
        self.out.write(msgspec.json.encode(body).decode() + "\n")

    def say(self, code: str, **values: object) -> str:
        """A sentence of the catalogue."""
        return text(self.lang, code, **values)

    def style(self) -> Style:
        """Colours where a person looks and wants them."""
        return Style(self.out.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb")

    def rules(self) -> Sequence[Rule]:
        """The bundled rules, and those of a folder where one is named.

        Raises:
            RuleError: a file in it is wrong.
        """
        return with_folder(self.rules_folder)

    def open(self, *, create: bool = False) -> Store:
        """The store."""
        store = open_store(self.store, create=create, lang=self.lang, rules=self.rules())
        self._opened.append(store)
        return store

    def empty(self) -> Store:
        """A store without records, which leaves nothing behind."""
        folder = self._leftovers.enter_context(tempfile.TemporaryDirectory())
        store = open_store(str(Path(folder) / "empty.db"), create=True, lang=self.lang, rules=self.rules())
        self._opened.append(store)
        return store

    def views(self) -> Views:
        """What answers come from."""
        return Views(self.open)

    def views_of_files(self) -> Views:
        """What answers on rules come from: rules are files, so that no store is needed to tell of them."""
        missing = "://" not in self.store and not Path(self.store).exists()
        return Views(self.empty if missing else self.open)

    def close(self) -> None:
        """Let go of what was opened."""
        for store in self._opened:
            store.close()
        self._leftovers.close()
