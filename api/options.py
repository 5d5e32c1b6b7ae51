"""The commands and their options, derived from the table of questions where they ask one."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any, NoReturn

from api.parameters import QUESTIONS, Parameter
from api.reading import rule_parameters
from api.settings import DEFAULT_STORE, Settings, program_version
from api.words import DEFAULT, LANGS, said, text

if TYPE_CHECKING:
    from api.context import Context
    from schema.rules import Rule

ANSWERED, DATA_ERRORS, WRONG_USAGE, NO_STORE, INTERRUPTED = 0, 1, 2, 3, 130
"""Exit codes."""
FORMATS = ("csv", "xlsx", "jsonl")
OUTPUTS = ("text", "json")

Command = Callable[["Context", argparse.Namespace, dict[str, list[str]]], int]

_QUESTIONS = {
    # command: the question, and those of its parameters that are given without a name, in order
    "path": ("paths", ("from", "to")),
    "gaps": ("gaps", ("rule",)),
    "matrix": ("matrix", ("rows", "cols")),
    "rules": ("rules", ()),
    "observations": ("observations", ()),
    "statements": ("statements", ()),
    "datasets": ("datasets", ()),
}


class Usage(Exception):
    """The command line was wrong, or asked for help: argparse has said so."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


class _ArgumentParser(argparse.ArgumentParser):
    """A parser that does not end the process."""

    def __init__(self, *, lang: str, **options: Any) -> None:
        super().__init__(allow_abbrev=False, **options)
        self._lang = lang

    def format_usage(self) -> str:
        return self._spoken(super().format_usage())

    def format_help(self) -> str:
        self._positionals.title = text(self._lang, "help_arguments")
        self._optionals.title = text(self._lang, "help_options")
        for action in self._actions:
            if action.dest == "help":
                action.help = text(self._lang, "help_help")
        return self._spoken(super().format_help())

    def error(self, message: str) -> NoReturn:
        from api.translating import translated

        self.print_usage(sys.stderr)
        self.exit(WRONG_USAGE, f"{self.prog}: {translated(message.removeprefix('argument : '), self._lang)}\n")

    def _spoken(self, told: str) -> str:
        return told.replace("usage:", text(self._lang, "help_usage"), 1)

    def exit(self, status: int = 0, message: str | None = None) -> NoReturn:
        if message:
            self._print_message(message, sys.stderr)
        raise Usage(status)


class Parser:
    """All commands and their options, explained in one language."""

    def __init__(self, lang: str, rules: Sequence[Rule] = ()) -> None:
        """`rules`: whose own parameters are options, too."""
        self._lang = lang
        self._own = {"gaps": rule_parameters(rules), "matrix": rule_parameters([r for r in rules if r.objects])}
        common = self._common()
        self._top = _ArgumentParser(lang=lang, prog="nhipcau", description=self._say("help"), parents=[common])
        self._top.add_argument("--version", action="store_true", help=argparse.SUPPRESS)
        self._commands = self._top.add_subparsers(title=self._say("help_commands"), metavar="", dest="command")
        self._shared = common
        self._loading()
        for command, (what, _) in _QUESTIONS.items():
            self._question(self._add(command, said(QUESTIONS[what].about, lang)), command)
        self._commands.choices["rules"].add_argument("--explain", metavar="ID", help=self._say("help_explain"))
        find = self._add("find", self._say("help_find"))
        find.add_argument("q", nargs="+", metavar="TEXT", action=_Joined)
        self._options(find, QUESTIONS["entities"].parameters, {"q"})
        show = self._add("show", self._say("help_show"))
        show.add_argument("id", metavar="ENTITY", action=_Several)
        self._options(show, QUESTIONS["entity"].parameters, {"id"})
        self._files()
        self._serving()

    def parse(self, given: Sequence[str]) -> tuple[argparse.Namespace, dict[str, list[str]]]:
        """The options of a command, and the parameters of its question."""
        options = self._top.parse_args(given)
        if options.version:
            sys.stdout.write(f"nhipcau {program_version()}\n")
            raise Usage(ANSWERED)
        if options.command is None:
            self._top.print_help()
            raise Usage(WRONG_USAGE)
        for name, value in (
            ("store", os.environ.get("NHIPCAU_STORE") or DEFAULT_STORE), ("output", "text"), ("lang", self._lang),
            ("rules", os.environ.get("NHIPCAU_RULES") or None),
        ):  # fmt: skip
            if not hasattr(options, name):
                setattr(options, name, value)
        raw = {name: values for name in options.parameters if (values := getattr(options, name, None))}
        return options, raw

    def _common(self) -> _ArgumentParser:
        common = _ArgumentParser(lang=self._lang, add_help=False, argument_default=argparse.SUPPRESS)
        common.add_argument("--store", metavar="PATH", help=self._say("help_store", default=DEFAULT_STORE))
        common.add_argument("-O", "--output", choices=OUTPUTS, help=self._say("help_output"))
        common.add_argument("--lang", choices=LANGS, help=self._say("help_lang"))
        common.add_argument("--rules", metavar="FOLDER", help=self._say("help_rules"))
        return common

    def _loading(self) -> None:
        load = self._add("load", self._say("help_load"))
        load.add_argument("source", nargs="+", metavar="SOURCE", help=self._say("help_source"))
        load.add_argument("--dataset", dest="dataset_id", metavar="ID", help=self._say("help_dataset"))
        load.add_argument("--format", choices=FORMATS, help=self._say("help_format"))
        load.add_argument("--dry-run", action="store_true", help=self._say("help_dry_run"))
        load.add_argument("--strict", action="store_true", help=self._say("help_strict"))
        load.add_argument("--rejects", metavar="FILE", help=self._say("help_rejects"))
        retract = self._add("retract", self._say("help_retract"))
        retract.add_argument("dataset_id", metavar="DATASET")
        self._add("status", self._say("help_status"))
        self._add("check", self._say("help_check"))

    def _files(self) -> None:
        view = self._add("view", self._say("help_view"), epilog=self._say("help_view_more"))
        view.add_argument("entity", nargs="?", metavar="ENTITY", help=self._say("help_view_entity"))
        view.add_argument("--path", nargs=2, metavar=("FROM", "TO"), help=self._say("help_view_path"))
        view.add_argument("--gaps", metavar="RULE", help=self._say("help_view_gaps"))
        view.add_argument("-o", "--out", default="nhipcau.html", metavar="FILE.html", help=self._say("help_out"))
        drawn = [*QUESTIONS["paths"].parameters, *QUESTIONS["gaps"].parameters, *self._own["gaps"]]
        self._options(view, drawn, {"from", "to", "rule"})
        template = self._add("template", self._say("help_template"))
        template.add_argument("-o", "--out", required=True, metavar="FILE.xlsx", help=self._say("help_out"))
        reuse = self._add("reuse", self._say("help_reuse"))
        reuse.add_argument("texts", nargs="+", metavar="FILE.txt", help=self._say("help_reuse_texts"))
        reuse.add_argument("--words", type=int, metavar="N", help=self._say("help_reuse_words"))
        export = self._add("export", self._say("help_export"))
        export.add_argument("-f", "--format", choices=("jsonl", "csv", "xlsx"), default="jsonl")
        export.add_argument("-o", "--out", default="-", metavar="FILE", help=self._say("help_out_stream"))
        export.add_argument("--dataset", action="append", metavar="ID")

    def _serving(self) -> None:
        serve = self._add("serve", self._say("help_serve"))
        plain = Settings()
        serve.add_argument("--host", default=plain.host, help=self._say("help_host", default=plain.host))
        serve.add_argument("--port", type=int, default=plain.port, help=self._say("help_port", default=plain.port))

    def _question(self, parser: argparse.ArgumentParser, command: str) -> None:
        what, unnamed = _QUESTIONS[command]
        for name in unnamed:
            parameter = QUESTIONS[what].parameter(name)
            parser.add_argument(
                name, nargs=None if parameter.required else "?", metavar=name.upper(), action=_Several,
                help=said(parameter.about, self._lang),
            )  # fmt: skip
        self._options(parser, [*QUESTIONS[what].parameters, *self._own.get(what, ())], set(unnamed))

    def _options(self, parser: argparse.ArgumentParser, found: Iterable[Parameter], unnamed: set[str]) -> None:
        """Options for parameters, by whose names their values are found again."""
        parameters = {p.name: p for p in found}
        for name, parameter in parameters.items():
            if name not in unnamed:
                parser.add_argument(
                    f"--{name.replace('_', '-')}", dest=name, action="append", metavar=_metavar(parameter),
                    help=self._explained(parameter),
                )  # fmt: skip
        parser.set_defaults(parameters=list(parameters))

    def _explained(self, parameter: Parameter) -> str:
        about = said(parameter.about, self._lang)
        known = (
            f": {', '.join(parameter.choices)}" if isinstance(parameter.choices, tuple) and parameter.choices else ""
        )
        return (about + known + (f" [{parameter.default}]" if parameter.default else "")).replace("%", "%%")

    def _add(self, name: str, about: str, **more: Any) -> argparse.ArgumentParser:
        parser: argparse.ArgumentParser = self._commands.add_parser(
            name, help=about, description=about, parents=[self._shared], lang=self._lang, **more
        )
        parser.set_defaults(run=_command(name), parameters=[])
        return parser

    def _say(self, code: str, **values: object) -> str:
        return text(self._lang, code, **values)


class _Joined(argparse.Action):
    """Keeps words as one text: not everybody quotes what has blanks in it."""

    def __call__(self, parser: object, namespace: argparse.Namespace, values: Any, option: str | None = None) -> None:  # noqa: ARG002
        setattr(namespace, self.dest, [" ".join(values)])


class _Several(argparse.Action):
    """Keeps an argument as a list of one, as parameters are; nothing where it was not given."""

    def __call__(self, parser: object, namespace: argparse.Namespace, values: Any, option: str | None = None) -> None:  # noqa: ARG002
        setattr(namespace, self.dest, None if values is None else [values])


def _command(name: str) -> Command:
    def run(context: Context, options: argparse.Namespace, raw: dict[str, list[str]]) -> int:
        from api import commands, commands_files

        command: Command = getattr(commands_files if hasattr(commands_files, name) else commands, name)
        return command(context, options, raw)

    return run


def _metavar(parameter: Parameter) -> str:
    return {"day": "DAY", "number": "N", "entity": "ENTITY", "entities": "ENTITY"}.get(
        parameter.kind, parameter.name.upper()
    )


def rules_folder(given: Sequence[str]) -> str | None:
    """The folder of rule files, before the rest is read: rules have options of their own."""
    for place, piece in enumerate(given):
        if piece == "--rules" or piece.startswith("--rules="):
            return piece.partition("=")[2] or next(iter(given[place + 1 :]), None)
    return os.environ.get("NHIPCAU_RULES") or None


def language(given: Sequence[str]) -> str:
    """The language, before the rest is read: help is in it, too."""
    for place, piece in enumerate(given):
        value = piece.partition("=")[2] if piece.startswith("--lang=") else given[place + 1 : place + 2]
        if piece.startswith("--lang") and (value in LANGS or (value and value[0] in LANGS)):
            return value if isinstance(value, str) else value[0]
    named = os.environ.get("NHIPCAU_LANG", DEFAULT)
    return named if named in LANGS else DEFAULT
