"""Loading a source into a store."""

from __future__ import annotations

import contextlib
import importlib.resources
import itertools
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import msgspec

from graph.findings import where
from graph.store import Incoming, LoadReport, Place, Reject, Store
from loaders.reading import format_of, read
from schema.errors import InvalidParameter
from schema.statements import Source

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_STRIDE = 1000


def load(
    store: Store,
    source: str | Path,
    *,
    dataset: str | None = None,
    format: str | None = None,  # noqa: A002
    dry_run: bool = False,
    strict: bool = False,
    rejects: str | Path | None = None,
    progress: Callable[[int], object] | None = None,
) -> LoadReport:
    """Read a source, check it, and make it the content of a dataset, in one step or not at all.

    `source` is a file, a folder or, where there is no such path, the name of a bundled dataset; the dataset is named
    after it unless `dataset` says otherwise. Rows that cannot be understood become rejects, written to the file
    `rejects` as JSON Lines; the rest is applied, or nothing with `strict`. A source that cannot be read at all
    changes nothing, nor does one that lacks a readable table replace a dataset that is there: both are refused as
    with `strict`. `progress` is called now and then with the number of rows read.

    Raises:
        InvalidParameter: there is no such source or format, the dataset would have no proper name or be emptied, or
            `rejects` cannot be written.
        LoadRefused: what is left would leave a reference of another dataset without its target.
        StoreUnavailable: the store cannot be read or written.
    """
    path = find(source)
    name = dataset_id(path, dataset)
    chosen = format or format_of(path)
    rows = read(path, store.vocabulary, [rule.id for rule in store.rules], chosen)
    # the rows of JSON Lines need no header, so that no fault lies in front of them
    faults, rows = ([], rows) if chosen == "jsonl" else _faults_first(rows)
    first = list(itertools.islice(rows, 1))
    if not first and not faults and _is_there(store, name):
        raise InvalidParameter("source", source, f"rows: this would empty the dataset {name}, which retract does")
    refuse = strict or (bool(faults) and (not first or _is_there(store, name)))
    unsourced = _Unsourced()
    with _writing(rejects) as write:
        counted = _counted(unsourced.noted(itertools.chain(faults, first, rows)), progress)
        report = store.apply(name, counted, dry_run=dry_run, strict=refuse, on_reject=write)
    return msgspec.structs.replace(report, warnings=[*report.warnings, *unsourced.warnings()])


def find(source: str | Path) -> Path:
    """The path of a source; that of a bundled dataset where its bare name is given and no such path exists.

    Raises:
        InvalidParameter: there is neither.
    """
    path = Path(source)
    if path.exists():
        return path
    if path.name == str(source) and str(source) in bundled():
        return _datasets() / path.name
    known = ", ".join(bundled())
    raise InvalidParameter(
        "source", source, f"a file or folder that exists, or the name of a bundled dataset ({known})"
    )


def bundled() -> list[str]:
    """The names of the datasets that come with the program."""
    folder = _datasets()
    return sorted(p.name for p in folder.iterdir() if p.is_dir() and _SLUG.fullmatch(p.name)) if folder.is_dir() else []


def dataset_id(path: Path, given: str | None) -> str:
    """The id of the dataset: the one given, or the name of the file or folder without its ending.

    Raises:
        InvalidParameter: it has other characters than small letters, digits and hyphens.
    """
    absolute = path.resolve()
    name = given if given is not None else absolute.name if absolute.is_dir() else absolute.stem
    if not _SLUG.fullmatch(name):
        raise InvalidParameter("dataset", name, "small letters a-z, digits and hyphens between them")
    return name


def _datasets() -> Path:
    # the program is installed as files: the wheel is never imported as an archive
    return Path(str(importlib.resources.files("loaders"))) / "datasets"


def _faults_first(rows: Iterator[Incoming]) -> tuple[list[Incoming], Iterator[Incoming]]:
    """What is wrong with tables as such, which comes first and stands in no row but the header, and all the rest."""
    faults: list[Incoming] = []
    for incoming in rows:
        if incoming.place.row not in {None, 1}:
            return faults, itertools.chain([incoming], rows)
        faults.append(incoming)
    return faults, iter(())


def _is_there(store: Store, dataset: str) -> bool:
    return any(d.id == dataset and not d.retracted for d in store.datasets())


class _Unsourced:
    """How many statements say something without saying who says it, and where the first is."""

    def __init__(self) -> None:
        self._count = 0
        self._first: Place | None = None

    def noted(self, rows: Iterable[Incoming]) -> Iterator[Incoming]:
        """The rows as they are, looked at."""
        for incoming in rows:
            if not isinstance(incoming.row, Reject | Source) and not incoming.row.evidence:
                self._count += 1
                self._first = self._first or incoming.place
            yield incoming

    def warnings(self) -> Iterator[str]:
        """What is to be said of it, if anything."""
        if self._first:
            yield f"{self._count} statements name no source, the first in {where(self._first)}"


def _counted(rows: Iterable[Incoming], progress: Callable[[int], object] | None) -> Iterator[Incoming]:
    done = 0
    for done, row in enumerate(rows, 1):
        yield row
        if progress is not None and done % _STRIDE == 0:
            progress(done)
    if progress is not None:
        progress(done)


@contextlib.contextmanager
def _writing(path: str | Path | None) -> Iterator[Callable[[Reject], object] | None]:
    if path is None:
        yield None
        return
    try:
        stream = Path(path).open("wb")  # noqa: SIM115 (closed below)
    except OSError as error:
        raise InvalidParameter("rejects", path, f"a file that can be written ({error.strerror})") from error
    with stream:
        yield lambda reject: stream.write(msgspec.json.encode(reject) + b"\n")
