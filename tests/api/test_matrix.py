"""The matrix over HTTP and as text."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.layout import Style
from api.render import Renderer
from api.render_matrix import matrix_lines
from graph.answers import Head, MatrixAnswer, MatrixCell, SourceCoverage
from schema import rules, vocabulary
from tests.api.conftest import Ran

Get = Callable[..., Any]
Run = Callable[..., Ran]
LANG_SON = "/v1/matrix?rows=area&cols=country&in=Lạng Sơn&as_of=2024-01-01"


def test_cells_are_present_though_nothing_is_recorded(get: Get) -> None:
    """Every pair of a row and a column has a cell; where nothing is recorded its number is null, never zero."""
    answer = get(LANG_SON)
    assert answer["as_of"] == "2024-01-01"
    assert len(answer["cells"]) == len(answer["rows"]) * len(answer["cols"])
    found = {cell["col"]: cell for cell in answer["cells"]}
    assert (found["ctry:la"]["count"], found["ctry:la"]["holds"], found["ctry:la"]["verdict"]) == (
        None, None, "not_recorded",
    )  # fmt: skip
    assert (found["ctry:jp"]["count"], found["ctry:jp"]["holds"], found["ctry:jp"]["sources"]) == (1, "certain", ["s2"])


def test_what_speaks_of_each_stands_beside(get: Get) -> None:
    """Each row and column has how many statements speak of it, and which sources."""
    answer = get(LANG_SON)
    spoken = {(c["axis"], c["key"]): c for c in answer["coverage_of_sources"]}
    assert set(spoken) == {("row", r["id"]) for r in answer["rows"]} | {("col", c["id"]) for c in answer["cols"]}
    assert spoken["row", "prov:lang-son"]["statements"] > spoken["col", "ctry:jp"]["statements"] > 0
    assert "s2" in spoken["col", "ctry:jp"]["sources"]


def test_kinds_are_no_entities(get: Get) -> None:
    """A kind is named in both languages, and has no type."""
    rows = {row["id"]: row for row in get("/v1/matrix?rows=kind&cols=country&lang=en")["rows"]}
    kind = rows["kind:mass_org"]
    assert (kind["type"], kind["name"], set(kind["names"])) == (None, "Mass organisation", {"vi", "en"})


def test_without_a_day_it_is_today(get: Get) -> None:
    """The day asked is today unless another is given."""
    assert get("/v1/matrix?rows=area&cols=country") == get("/v1/matrix?rows=area&cols=country&as_of=today")


@pytest.mark.parametrize(
    ("asked", "parameter"),
    [
        ("rows=area", "cols"),
        ("rows=area&cols=planet", "cols"),
        ("rows=channel&cols=channel", "cols"),
        ("rows=area&cols=country&rule=friendship-union", "rule"),
        ("rows=kind&cols=country&rule=partner-country-local-partner", "rows"),
        ("rows=area&cols=country&rule=partner-country-local-partner&relation=funds", "relation"),
        ("rows=area&cols=country&relation=likes", "relation"),
    ],
)
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_what_cannot_be_asked_is_refused(client: TestClient, asked: str, parameter: str, lang: str) -> None:
    """The parameter that is wrong is named, with what was expected, in either language."""
    response = client.get(f"/v1/matrix?{asked}&lang={lang}")
    assert (response.status_code, response.json()["code"]) == (422, "invalid_parameter")
    assert [e["parameter"] for e in response.json()["errors"]] == [parameter]
    assert response.json()["errors"][0]["expected"]


def test_an_unknown_rule_is_not_found(client: TestClient) -> None:
    """A rule that does not exist is another error than one that does not fit."""
    response = client.get("/v1/matrix?rows=area&cols=country&rule=partner-country")
    assert (response.status_code, response.json()["code"]) == (404, "unknown_rule")


def test_as_text_it_is_a_table(run: Run) -> None:
    """Names above the columns, a sign where nothing is recorded and what it means, in Vietnamese unless asked."""
    lines = run("matrix", "area", "channel", "--in", "Lạng Sơn", "--as-of", "2024-01-01").out.splitlines()
    assert lines[0] == "địa bàn × kênh, vào ngày 2024-01-01"
    assert lines[2].split("  ")[0] == ""
    assert "đối ngoại Đảng" in lines[2]
    assert lines[3].split() == ["Lạng", "Sơn", "4", "7+1*", "4", *lines[3].split()[-2:]]
    table = run("matrix", "area", "country", "--as-of", "2024-01-01", "--lang", "en").out
    assert "·  nothing is recorded, and no source says that there is none: this is no zero" in table
    assert "  1  Australia" in table


def cell(col: str, count: int | None, verdict: str = "covered", **more: Any) -> MatrixCell:
    """A cell of a row."""
    holds: Any = {"covered": "certain", "possible": "possible"}.get(verdict)
    plain: dict[str, Any] = {"certain": count if verdict == "covered" else 0, "collectives": 0, "inherited": 0}
    return MatrixCell(
        row="x:row", col=col, count=count, holds=holds, verdict=verdict, witnesses=(), sources=(),
        independent_sources=0, **{**plain, **more},
    )  # fmt: skip


def test_each_kind_of_cell_has_its_sign() -> None:
    """What is possible, nameless, absent, planned, over or not to be asked reads differently, and only that is told."""
    cells = {
        "3": cell("x:a", 3), "2?": cell("x:b", 2, "possible"), "1+2?": cell("x:c", 3, certain=1),
        "1*": cell("x:d", 1, collectives=1), "2+1*": cell("x:e", 3, collectives=1),
        "0": cell("x:f", 0, "stated_absent"), "·": cell("x:g", None, "not_recorded"),
        "–": cell("x:h", None, "not_applicable"), "p": cell("x:i", None, "planned"),
        "x": cell("x:j", None, "lapsed"), "o": cell("x:k", None, "orphaned"), "2^": cell("x:l", 2, "inherited"),
        "3+2^": cell("x:m", 3, inherited=2),
    }  # fmt: skip
    heads = [Head(id=c.col, type="T", subtype=None, name=c.col, names={}, lifetime=None, in_=None)
             for c in cells.values()]  # fmt: skip
    row = Head(id="x:row", type="T", subtype=None, name="row", names={}, lifetime=None, in_=None)
    answer = MatrixAnswer(
        data_version="x", as_of="2024-01-01", rows_by="area", cols_by="country", rule=None, relations=(), rows=(row,),
        cols=tuple(heads), cells=tuple(cells.values()),
        coverage_of_sources=tuple(
            SourceCoverage(key=h.id, axis="row" if h is row else "col", statements=5, sources=("s",))
            for h in (row, *heads)
        ),
    )  # fmt: skip
    lines = matrix_lines(Renderer(vocabulary.bundled(), rules.bundled(), "en", Style(False)), answer)
    assert lines[0] == "areas × partner countries, on 2024-01-01"
    assert lines[3].split() == ["row", *cells, "5", "1"]
    assert [line.split()[0] for line in lines[7:-1]] == ["·", "0", "–", "p", "x", "o", "^", "?", "*"]
    quiet = MatrixAnswer(
        data_version="x", as_of="2024-01-01", rows_by="area", cols_by="country", rule=None, relations=(), rows=(),
        cols=(), cells=(), coverage_of_sources=(),
    )  # fmt: skip
    assert len(matrix_lines(Renderer(vocabulary.bundled(), (), "vi", Style(False)), quiet)) == 7
