"""The command line: `nhipcau COMMAND …`.

It is started for single questions, so that nothing is imported here or for a question that the answer does not need.
"""

from __future__ import annotations

import contextlib
import itertools
import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from api.options import ANSWERED, INTERRUPTED, Parser, Usage, language, rules_folder

if TYPE_CHECKING:
    from schema.errors import RuleError
    from schema.rules import Rule


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code."""
    given = list(sys.argv[1:] if argv is None else argv)
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(AttributeError, ValueError):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    try:
        code = _run(given)
        sys.stdout.flush()
    except BrokenPipeError:
        # whoever read has enough; nothing more may be written at exit either
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        return ANSWERED
    except KeyboardInterrupt:
        return INTERRUPTED
    return code


def _run(given: list[str]) -> int:
    rules: Sequence[Rule] = ()
    if not {"gaps", "matrix", "view"}.isdisjoint(given):  # read only where their own parameters may be asked for
        from schema import errors
        from schema.rules import with_folder

        try:
            rules = with_folder(rules_folder(given))
        except errors.RuleError as error:
            return _refused(given, error)
    parser = Parser(language(given), rules)
    try:
        options, more = parser.parse(given)
    except Usage as usage:
        return usage.code
    from api.commands import report
    from api.context import Context
    from schema.errors import NhipcauError

    context = Context(
        store=options.store, json=options.output == "json", lang=options.lang, out=sys.stdout, err=sys.stderr,
        rules_folder=options.rules,
    )  # fmt: skip
    try:
        code: int = options.run(context, options, more)
    except NhipcauError as error:
        code = report(context, error)
    finally:
        context.close()
    return code


def _refused(given: list[str], error: RuleError) -> int:
    """Say what is wrong with a rule file before the options are read, among which may be some of its own."""
    from api.commands import report
    from api.context import Context

    json = any("".join(pair) in ("-Ojson", "--outputjson") for pair in itertools.pairwise(given))
    asked = json or not {"-Ojson", "--output=json"}.isdisjoint(given)
    return report(Context(store="", json=asked, lang=language(given), out=sys.stdout, err=sys.stderr), error)


if __name__ == "__main__":
    sys.exit(main())
