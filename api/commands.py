"""What the commands do. Each returns its exit code; what is heavy is imported where it is needed."""

from __future__ import annotations

import argparse
import contextlib
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from api.answering import Answer
from api.context import Context
from api.layout import printable
from api.options import ANSWERED, DATA_ERRORS, NO_STORE, WRONG_USAGE
from api.problems import encode, problem
from api.questions import ask
from api.render import Renderer
from api.render_lists import dataset_lines, entity_lines, observation_lines, rule_lines, rules_in_words, statement_lines
from api.render_matrix import matrix_lines
from api.views import Views, open_store
from api.words import candidates, detail
from schema.errors import DataError, InvalidParameter, NhipcauError, StoreUnavailable

Raw = dict[str, list[str]]
_ALL = ["1000"]


def report(context: Context, error: NhipcauError) -> int:
    """Say what went wrong, to whoever reads errors, and return the exit code."""
    with contextlib.suppress(BrokenPipeError):  # whether or not somebody reads it, the exit code says so
        if context.json:
            context.err.write(encode(problem(error, context.lang)).decode() + "\n")
        else:
            found = candidates(error)
            told = detail(error, context.lang, with_candidates=False, translating=True)
            lines = [printable(line) for line in told.splitlines()]
            context.err.write("nhipcau: " + "\n         ".join(lines) + "\n")
            if found:
                context.err.write(context.say("candidates") + "\n")
                context.err.writelines(f"  {printable(each)}\n" for each in found)
    if isinstance(error, StoreUnavailable):
        return NO_STORE
    return DATA_ERRORS if isinstance(error, DataError) else WRONG_USAGE


def path(context: Context, _: argparse.Namespace, raw: Raw) -> int:
    """Answer a path question."""
    return _answer(context, "paths", raw, Renderer.paths)


def gaps(context: Context, _: argparse.Namespace, raw: Raw) -> int:
    """Answer a coverage question."""
    return _answer(context, "gaps", raw, Renderer.gaps)


def matrix(context: Context, _: argparse.Namespace, raw: Raw) -> int:
    """Answer a matrix question."""
    return _answer(context, "matrix", raw, matrix_lines)


def rules(context: Context, options: argparse.Namespace, raw: Raw) -> int:
    """List the rules, or say in words what one means."""
    views = context.views_of_files()
    if options.explain:
        return _answer(context, "rules", {**raw, "rule": [options.explain]}, rules_in_words, views)
    return _answer(context, "rules", raw, rule_lines, views)


def observations(context: Context, _: argparse.Namespace, raw: Raw) -> int:
    """List figures."""
    return _answer(context, "observations", raw, observation_lines)


def statements(context: Context, _: argparse.Namespace, raw: Raw) -> int:
    """List statements."""
    return _answer(context, "statements", raw, statement_lines)


def datasets(context: Context, _: argparse.Namespace, raw: Raw) -> int:
    """List the datasets."""
    return _answer(context, "datasets", raw, dataset_lines)


def find(context: Context, _: argparse.Namespace, raw: Raw) -> int:
    """Search."""
    return _answer(context, "entities", raw, entity_lines)


def show(context: Context, _: argparse.Namespace, raw: Raw) -> int:
    """Show an entity; as text with its relations and figures."""
    views = context.views()
    answer: Any = ask(views, "entity", raw, context.lang)
    if context.json:
        context.document(answer)
        return ANSWERED
    within = {"dataset": raw["dataset"]} if "dataset" in raw else {}
    as_of = {"as_of": raw["as_of"], "holds": ["possible"]} if "as_of" in raw else {}
    every = {"modality": [",".join(views.current().vocabulary_answer().modalities)], "limit": _ALL, **within}
    relations: Any = ask(views, "relations", {"id": [answer.id], **every, **as_of}, context.lang)
    observations: Any = ask(views, "observations", {"subject": [answer.id], **every}, context.lang)
    context.write(_renderer(context, views).entity(answer, relations, observations))
    return ANSWERED


def status(context: Context, _: argparse.Namespace, __: Raw) -> int:
    """Figures of the store."""
    figures = context.open().figures()
    if context.json:
        context.document(figures)
        return ANSWERED
    from api.layout import columns

    rows = []
    for name, value in figures.items():
        shown = ", ".join(f"{k} {v}" for k, v in value.items()) if isinstance(value, dict) else str(value)
        rows.append((name, shown))
    context.write(columns(rows))
    return ANSWERED


def check(context: Context, _: argparse.Namespace, __: Raw) -> int:
    """Verify the store."""
    problems = context.open().check()
    if context.json:
        context.document({"problems": problems})
    elif problems:
        context.write([context.say("problems", count=len(problems)), *(f"  {p}" for p in problems)])
    else:
        context.write([context.say("sound")])
    return DATA_ERRORS if problems else ANSWERED


def load(context: Context, options: argparse.Namespace, _: Raw) -> int:
    """Load sources, one after the other."""
    from api.loading import load_all
    from loaders.load import bundled

    for given, name in ((options.dataset_id, "dataset"), (options.rejects, "rejects")):
        if given is not None and len(options.source) > 1:
            raise InvalidParameter(name, given, context.say("one_at_a_time"))
    for source in options.source:  # before a store is made for nothing
        if not Path(source).exists() and source not in bundled():
            raise InvalidParameter("source", source, f"{context.say('help_source')} ({', '.join(bundled())})")
    if options.dry_run and "://" not in context.store and not Path(context.store).exists():
        with tempfile.TemporaryDirectory() as folder:  # a dry run leaves nothing behind, not even an empty store
            store = open_store(str(Path(folder) / "dry-run.db"), create=True, rules=context.rules())
            try:
                return load_all(context, options, store)
            finally:
                store.close()
    return load_all(context, options, context.open(create=True))


def retract(context: Context, options: argparse.Namespace, _: Raw) -> int:
    """Take a dataset back."""
    from api.loading import write_reports

    done = context.open().retract(options.dataset_id)
    write_reports(context, [done], "taken_back")
    return ANSWERED


def _answer(
    context: Context, what: str, raw: Raw, render: Callable[[Renderer, Any], list[str]], views: Views | None = None
) -> int:
    views = views or context.views()
    answer: Answer = ask(views, what, raw, context.lang)
    if context.json:
        context.document(answer)
    else:
        context.write(render(_renderer(context, views), answer))
    return ANSWERED


def _renderer(context: Context, views: Views) -> Renderer:
    view = views.current()
    return Renderer(view.vocabulary, view.rules, context.lang, context.style())
