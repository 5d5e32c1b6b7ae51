"""How soon a server answers its first question: with the bundled records alone, and with all units of Việt Nam.

    python -m benchmarks.ready [TIMES]

The two take turns, so that what else the machine does falls on both alike.
"""

from __future__ import annotations

import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

from graph.sqlite import SqliteStore
from loaders.load import load

RECORDS, UNITS = "border-diplomacy", "admin-units-vn"
QUESTION = "/v1/gaps?rule=friendship-union&as_of=2024-01-01"
_GIVEN_UP = 60


def main(arguments: list[str]) -> None:
    """Load both stores, start their servers in turn, and print the median of each and the difference."""
    times = int(arguments[0]) if arguments else 7
    with tempfile.TemporaryDirectory() as folder:
        stores = {"records": (RECORDS,), "units": (RECORDS, UNITS)}
        taken: dict[str, list[float]] = {name: [] for name in stores}
        for name, datasets in stores.items():
            store = SqliteStore(_path(folder, name))
            for dataset in datasets:
                load(store, dataset, strict=True)
            store.close()
        for _ in range(times):
            for name in stores:
                taken[name].append(_ready(_path(folder, name)))
    medians = {name: statistics.median(found) for name, found in taken.items()}
    for name, found in taken.items():
        print(f"ready with {name:<9} median {medians[name]:6.2f} s   {min(found):.2f} to {max(found):.2f} s")
    print(f"{'more':<20} median {medians['units'] - medians['records']:6.2f} s   (goal: below a second)")


def _path(folder: str, name: str) -> Path:
    return Path(folder) / f"{name}.db"


def _ready(store: Path) -> float:
    """How many seconds it takes from the start of a server to its first answer."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    start = time.perf_counter()
    command = [sys.executable, "-m", "api.cli", "--store", str(store), "serve", "--port", str(port)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603 (our own)
    try:
        while time.perf_counter() - start < _GIVEN_UP:
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}{QUESTION}").read()
                return time.perf_counter() - start
            except urllib.error.URLError:
                time.sleep(0.01)
        raise TimeoutError(f"no answer within {_GIVEN_UP} s")
    finally:
        server.terminate()
        server.wait()


if __name__ == "__main__":
    main(sys.argv[1:])
