"""Loading a large workbook needs the memory of a row, not of a workbook."""

from __future__ import annotations

import itertools
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from tests.loaders.helpers import ENTITY_TYPE, RELATION_TYPE, headers

ROWS = 200_000
LIMIT_MB = 300

_LOAD = """
import resource, sys
from graph.sqlite import SqliteStore
from loaders.load import load
report = load(SqliteStore(sys.argv[2]), sys.argv[1])
if sys.platform == "linux":
    # ru_maxrss begins with what the parent of the process had; the high-water mark of the program itself does not
    status = open("/proc/self/status").read()
    peak = int(status.partition("VmHWM:")[2].split()[0])
else:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(report.counts["relation"], report.rejected, peak)
"""


def write_large(path: Path) -> None:
    """A workbook of so many relations, each with evidence and a text of its own."""
    book = Workbook(write_only=True)
    tables: dict[str, Iterable[list[Any]]] = {**headers()}
    tables["sources"] = [["id", "title_vi"], ["s0", "Báo cáo"]]
    agencies = ([f"a:{i}", ENTITY_TYPE, f"Cơ quan {i}"] for i in range(1000))
    tables["entities"] = itertools.chain([["id", "type", "name_vi"]], agencies)
    tables["relations"] = itertools.chain(
        [["id", "type", "source", "target", "evidence", "note"]],
        (
            [f"r{i}", RELATION_TYPE, f"a:{i % 1000}", f"a:{i * 7 % 1000}", f"s0 {i}-{i + 9}",
             f"Ghi chú số {i} của báo cáo về quan hệ hợp tác"]
            for i in range(ROWS)
        ),
    )  # fmt: skip
    for table, rows in tables.items():
        sheet = book.create_sheet(table)
        for row in rows:
            sheet.append(row)
    book.save(path)


def test_a_workbook_of_200_000_rows(tmp_path: Path) -> None:
    """Reading, checking and storing it all stays within 300 MB."""
    write_large(tmp_path / "large.xlsx")
    done = subprocess.run(
        [sys.executable, "-c", _LOAD, str(tmp_path / "large.xlsx"), str(tmp_path / "store.db")],
        capture_output=True, text=True, check=True, cwd=Path(__file__).resolve().parents[2],
    )  # fmt: skip
    relations, rejected, peak = map(int, done.stdout.split())
    assert (relations, rejected) == (ROWS, 0)
    # Linux counts in KiB, macOS in bytes
    assert peak / (1024 if sys.platform == "linux" else 1024**2) < LIMIT_MB
