"""How fast a large store is loaded, opened and asked, beside networkx on the same graph.

    python -m benchmarks.scale [ENTITIES RELATIONS]

networkx searches the same relations of one day, already filtered into a graph of its own: it obeys none of the
rules of the walk, so it does less; building that graph for a new day is timed apart.
"""

from __future__ import annotations

import datetime
import gc
import random
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from benchmarks.generate import rows
from graph.coverage import GAPS
from graph.mask import Mask
from graph.sqlite import SqliteStore
from graph.tell_gaps import GapsQuestion
from graph.view import View, open_view
from graph.walk import PathQuestion

DAY = datetime.date(2024, 1, 1).toordinal()


@contextmanager
def timed(label: str) -> Iterator[None]:
    """Print how long something took, and the most memory used so far."""
    start = time.perf_counter()
    yield
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{label:<44} {time.perf_counter() - start:9.3f} s   {peak:6} MB at most")


def main(arguments: list[str]) -> None:
    """Make a store, load it, open it, ask it."""
    entities, relations = (int(a) for a in arguments[:2]) if len(arguments) > 1 else (100_000, 500_000)
    print(f"{entities} entities, {relations} relations, one thread, Python {sys.version.split()[0]}")
    with tempfile.TemporaryDirectory() as folder:
        store = SqliteStore(Path(folder) / "scale.db")
        with timed("load"):
            store.apply("generated", rows(entities, relations))
        with timed("open: compile the index"):
            view = open_view(store)
        gc.freeze()  # as the server does
        pairs = _pairs(view)
        _ask_paths(view, pairs)
        _ask_gaps(view)
        _ask_networkx(view, pairs)


def _pairs(view: View, count: int = 200) -> list[tuple[str, str]]:
    rng = random.Random(1)
    return [(rng.choice(view.index.ids), rng.choice(view.index.ids)) for _ in range(count)]


def _ask_paths(view: View, pairs: list[tuple[str, str]]) -> None:
    for label, day, k in (("path, any time", None, 1), ("path, as of a day", DAY, 1), ("5 paths, as of a day", DAY, 5)):
        touched: list[int] = []

        def ask(source: str, target: str, day: int | None = day, k: int = k, touched: list[int] = touched) -> None:
            before = view.index.touched
            view.paths(PathQuestion(sources=(source,), targets=(target,), day=day, k=k), "vi")
            touched.append(view.index.touched - before)

        _spread(label, pairs, ask)
        print(f"{'':<44} looked at {int(statistics.median(touched))} relations, at most {max(touched)}")


def _ask_gaps(view: View) -> None:
    for rule in view.index.rules:
        for label in (f"gaps {rule}", "  again"):
            with timed(label):
                view.gaps(GapsQuestion(rules=(rule,), day=DAY, verdicts=GAPS), "vi")


def _ask_networkx(view: View, pairs: list[tuple[str, str]]) -> None:
    import networkx

    index, admits = view.index, Mask(DAY).on(view.index)
    with timed("networkx: build the graph of a day"):
        graph: networkx.Graph[str] = networkx.Graph()
        graph.add_nodes_from(index.ids)
        graph.add_edges_from(
            (index.ids[index.sources[r]], index.ids[index.targets[r]])
            for r in range(len(index.relation_ids))
            if admits(r)
        )

    def ask(source: str, target: str) -> None:
        with suppress(networkx.NetworkXNoPath):
            networkx.bidirectional_shortest_path(graph, source, target)

    _spread("networkx: bidirectional shortest path", pairs, ask)


def _spread(label: str, pairs: list[tuple[str, str]], ask: Callable[[str, str], None]) -> None:
    times = []
    for source, target in pairs:
        start = time.perf_counter()
        ask(source, target)
        times.append(1000 * (time.perf_counter() - start))
    times.sort()
    p50, p95 = times[len(times) // 2], times[int(len(times) * 0.95)]
    print(f"{label:<44} p50 {p50:8.2f} ms   p95 {p95:8.2f} ms   max {times[-1]:8.2f} ms")


if __name__ == "__main__":
    main(sys.argv[1:])
