"""Pages are safe to open, the same everywhere, and cost nothing before they are made."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from graph.view import View
from tests.visualizations.makers import hostile_pages
from tests.visualizations.reading import Read
from tests.visualizations.world import ATTACKS, MOVING_PARTS
from visualizations import drawing
from visualizations.markup import clean
from visualizations.page import entity_page

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_attacks_stay_text(hostile: View, lang: str) -> None:
    """Names, quotations, titles, units, dates and ids that try to be markup come out of a parser as text."""
    for page in hostile_pages(hostile, lang):
        read = Read(page)
        assert len(read.blocks["script"]) == 3
        assert {name for name, _ in read.elements} & MOVING_PARTS == {"a"}
        assert not [a for _, attributes in read.elements for a in attributes if a.startswith("on")]
        assert clean(ATTACKS[1]) in read.text
        assert "window.hacked=1>" not in read.blocks["script"][1]
        assert "</script><script>window" not in page
        assert "\u2028" not in read.blocks["script"][1]
        page.encode()


def test_same_answer_gives_same_bytes(bundled: View, tmp_path: Path) -> None:
    """A page has no clock, no chance and no order of hashing in it: another process writes the same bytes."""
    script = (
        "import sys; from pathlib import Path\n"
        "from graph.sqlite import SqliteStore; from graph.view import open_view; from loaders.load import load\n"
        "from visualizations.page import entity_page\n"
        "store = SqliteStore(sys.argv[1]); load(store, 'border-diplomacy'); view = open_view(store)\n"
        "Path(sys.argv[2]).write_text(entity_page(view, None) + entity_page(view, 'prov:lang-son'), encoding='utf-8')\n"
    )
    wanted = entity_page(bundled, None) + entity_page(bundled, "prov:lang-son")
    out = tmp_path / "out.html"
    environment = {"PYTHONHASHSEED": "4711", "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", script, str(tmp_path / "s.db"), str(out)]
    subprocess.run(command, check=True, cwd=tmp_path, env=environment)
    assert out.read_text(encoding="utf-8") == wanted
    assert {p.name.partition(".db")[0] for p in tmp_path.iterdir()} == {"s", "out.html"}  # nothing else was written


def test_nothing_heavy_is_imported_before_a_page_is_made() -> None:
    """To import the module of pages imports neither pyvis nor what it brings."""
    script = (
        "import sys, visualizations.page\n"
        "print([m for m in ('pyvis', 'IPython', 'networkx', 'jinja2') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", script], check=True, cwd=ROOT, capture_output=True, text=True)
    assert done.stdout.strip() == "[]"


def test_another_form_of_page_is_noticed() -> None:
    """Should pyvis write another page, no page is better than half of one."""
    with pytest.raises(RuntimeError, match="pyvis"):
        drawing._scripts("<script>function drawGraph() {}</script>")
