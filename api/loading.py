"""Loading from the command line: progress while it lasts, and a report of what became of it."""

from __future__ import annotations

import argparse
import time
from collections.abc import Sequence
from typing import TYPE_CHECKING, Self

from api.layout import RED, YELLOW, printable
from api.options import ANSWERED, DATA_ERRORS
from api.translating import translated
from graph.store import LoadReport, Place, Reject, Store
from loaders.load import load

if TYPE_CHECKING:
    from api.context import Context

_SHOWN = 20
_EVERY = 0.1


def load_all(context: Context, options: argparse.Namespace, store: Store) -> int:
    """Load the sources in turn, and say what each load did; what was applied before one fails stays."""
    reports: list[LoadReport] = []
    try:
        for source in options.source:
            with Progress(context, str(source)) as progress:
                done = load(
                    store, source, dataset=options.dataset_id, format=options.format, dry_run=options.dry_run,
                    strict=options.strict, rejects=options.rejects, progress=progress.show,
                )  # fmt: skip
            reports.append(done)
    finally:
        if reports:
            write_reports(context, reports, "applied", dry_run=options.dry_run)
    return DATA_ERRORS if any(_failed(each) for each in reports) else ANSWERED


class Progress:
    """A line on the terminal that says how far a load is; elsewhere nothing."""

    def __init__(self, context: Context, source: str) -> None:
        self._context = context
        self._source = source
        self._shown = 0.0
        self._wanted = context.err.isatty()

    def __enter__(self) -> Self:
        return self

    def show(self, rows: int) -> None:
        """Say how many rows were read."""
        now = time.monotonic()
        if self._wanted and now - self._shown >= _EVERY:
            self._shown = now
            line = self._context.say("reading", source=printable(self._source), rows=rows)
            self._context.err.write(f"\r\x1b[K{line}")
            self._context.err.flush()

    def __exit__(self, *_: object) -> None:
        if self._shown:
            self._context.err.write("\r\x1b[K")
            self._context.err.flush()


def write_reports(context: Context, reports: Sequence[LoadReport], done: str, *, dry_run: bool = False) -> None:
    """Print reports; as JSON all in one document."""
    if context.json:
        context.document({"reports": reports})
        return
    for each in reports:
        context.write(_lines(context, each, done, dry_run=dry_run))


def _failed(report: LoadReport) -> bool:
    """Whether the data has errors, though the rest of it may have been applied."""
    return report.rejected > 0


def _lines(context: Context, report: LoadReport, done: str, *, dry_run: bool) -> list[str]:
    style, say = context.style(), context.say
    code = "dry_run" if dry_run else "refused" if not report.applied else "unchanged" if report.load is None else done
    lines = [say(code, dataset=report.dataset)]
    lines.append("  " + say("changes", **{f: getattr(report, f) for f in _CHANGES}))
    lines.append("  " + ", ".join(f"{translated(kind, context.lang)} {n}" for kind, n in report.counts.items()))
    warnings = (printable(translated(each, context.lang)) for each in report.warnings)
    lines += [style(YELLOW, f"  {say('warning')}: {each}") for each in warnings]
    lines += [style(RED, f"  {_reject(each, context)}") for each in report.rejects[:_SHOWN]]
    if report.rejected > _SHOWN:
        lines.append("  " + say("more_rejects", count=report.rejected - _SHOWN))
    return lines


_CHANGES = ("added", "changed", "removed", "unchanged", "rejected")


def _reject(reject: Reject, context: Context) -> str:
    say = context.say
    column = say("column", column=reject.column) if reject.column else ""
    place = ", ".join(filter(None, [*_place(reject.place, context), column]))
    value = f"“{reject.value}”: " if reject.value is not None else ""
    return printable(f"{place}: {value}{say('reject', expected=translated(reject.expected, context.lang))}")


def _place(place: Place, context: Context) -> list[str]:
    sheet = context.say("sheet", sheet=place.sheet) if place.sheet else ""
    row = context.say("row", row=place.row) if place.row is not None else ""
    return [place.file, sheet, row]
