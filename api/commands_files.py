"""Commands that write files or serve; the others are in `api.commands`."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from api.checking import Raw
from api.context import Context
from api.options import ANSWERED
from api.questions import ask
from schema.errors import InvalidParameter

if TYPE_CHECKING:
    from loaders.reuse import Reuse

_ALL = ["1000"]
_QUOTED = 12
"""How many words of a passage are shown."""


def view(context: Context, options: argparse.Namespace, raw: Raw) -> int:
    """Write an interactive page."""
    views = context.views()
    chosen = [c for c in (options.entity, options.path, options.gaps) if c]
    if len(chosen) > 1 or (raw and not (options.path or options.gaps)):
        raise InvalidParameter("view", " ".join(map(str, [*chosen, *raw])), context.say("one_picture"))
    answer: Any
    if options.path:
        from visualizations.page import path_page

        answer = ask(views, "paths", {**raw, "from": [options.path[0]], "to": [options.path[1]]}, context.lang)
        page = path_page(views.current(), answer, context.lang)
    elif options.gaps:
        from visualizations.page import gaps_page

        answer = ask(views, "gaps", {"limit": _ALL, **raw, "rule": [options.gaps]}, context.lang)
        page = gaps_page(views.current(), answer, context.lang)
    else:
        from visualizations.page import entity_page

        current = views.current()
        entity = current.resolve(options.entity, "entity")[0] if options.entity else None
        page = entity_page(current, entity, context.lang)
    if options.out == "-":
        context.out.write(page)
        return ANSWERED
    _writing(Path(options.out), lambda out: out.write_text(page, encoding="utf-8"))
    return _wrote(context, "written", path=options.out)


def template(context: Context, options: argparse.Namespace, _: Raw) -> int:
    """Write the empty workbook."""
    from loaders.template import write_template
    from schema.vocabulary import bundled as vocabulary

    _writing(Path(options.out), lambda out: write_template(out, vocabulary(), context.rules()))
    return _wrote(context, "written", path=options.out)


def reuse(context: Context, options: argparse.Namespace, _: Raw) -> int:
    """Show which passages texts share, as the table of sources wants them."""
    from loaders.cell_lines import encode_passages
    from loaders.reuse import LEAST, shared_passages

    texts: dict[str, str] = {}
    for path in map(Path, options.texts):
        if path.stem in texts:
            raise InvalidParameter("texts", str(path), context.say("text_twice", id=path.stem))
        texts[path.stem] = _text_of(path, context)
    found = shared_passages(texts, options.words or LEAST)
    if context.json:
        context.document({"passages": [_passage(texts, r) for r in found]})
        return ANSWERED
    lines = [f"{r.source}: {encode_passages([r.passage])}  “{_passage(texts, r)['quote']}”" for r in found]
    context.write(lines or [context.say("nothing_shared", least=options.words or LEAST)])
    return ANSWERED


def _text_of(path: Path, context: Context) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeError) as error:
        raise InvalidParameter("texts", str(path), context.say("no_text")) from error


def _passage(texts: dict[str, str], found: Reuse) -> dict[str, Any]:
    passage = found.passage
    quote = " ".join(texts[found.source][passage.start : passage.end].split()[:_QUOTED])
    return {
        "source": found.source, "start": passage.start, "end": passage.end, "with": passage.source,
        "with_start": passage.with_start, "with_end": passage.with_end, "words": found.words, "quote": f"{quote} …",
    }  # fmt: skip


def export(context: Context, options: argparse.Namespace, _: Raw) -> int:
    """Write all statements."""
    from loaders.export import export as write

    store = context.open()
    wanted = [name for each in options.dataset for name in each.split(",")] if options.dataset else None
    statements = store.snapshot(datasets=wanted).statements()
    if options.out != "-":
        count = _writing(Path(options.out), lambda out: write(statements, options.format, out, store.vocabulary))
        return _wrote(context, "exported", path=options.out, count=count)
    if options.format != "jsonl":
        raise InvalidParameter("out", options.out, context.say("out_needed", format=options.format))
    context.out.flush()
    write(statements, options.format, context.out.buffer, store.vocabulary)
    return ANSWERED


def serve(context: Context, options: argparse.Namespace, _: Raw) -> int:
    """Serve the API and the pages."""
    from api.serving import run
    from api.settings import Settings

    settings = Settings(
        store=context.store, host=options.host, port=options.port, warm=True, rules=context.rules_folder
    )  # fmt: skip
    context.open().close()  # so that a store that cannot be opened is said here, not by every answer
    return run(context, settings)


def _writing(out: Path, write: Callable[[Path], Any]) -> Any:
    try:
        return write(out)
    except OSError as error:
        raise InvalidParameter("out", str(out), error.strerror or str(error)) from error


def _wrote(context: Context, code: str, **values: Any) -> int:
    if context.json:
        context.document(values)
    else:
        context.write([context.say(code, **values)])
    return ANSWERED
