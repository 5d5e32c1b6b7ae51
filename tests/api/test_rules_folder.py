"""Rules: in words, chosen by name, and added from a folder, on the command line and over HTTP."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.settings import Settings
from schema.errors import RuleError
from schema.rules import bundled
from tests.api.conftest import Ran

Get = Callable[..., Any]
Run = Callable[..., Ran]
FILE = """
id = "own-rule"
[title]
vi = "Quy tắc riêng"
en = "A rule of one's own"
[explain]
vi = "Mỗi tỉnh cần một sự kiện"
en = "Each province needs an event"
[[parameters]]
name = "after"
label = { vi = "sau ngày", en = "after" }
[subject]
types = "Province"
inside = "ctry:vn"
[[needs]]
relation = "organizes"
since = "after"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a rule file."""
    path = tmp_path / "rules"
    path.mkdir()
    (path / "own.toml").write_text(FILE, encoding="utf-8")
    return path


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_a_rule_in_words(run: Run, get: Get, lang: str) -> None:
    """`rules --explain` writes the author's words and what the API has as `in_words`, with names if it has a store."""
    (item,) = get("/v1/rules?rule=training-since")["items"]
    ran = run("rules", "--explain", "training-since", "--lang", lang)
    assert ran.code == 0
    title, explained, _, _, *lines = ran.out.splitlines()
    assert title == f"training-since  {item['title'][lang]}"
    assert explained.strip() == item["explain"][lang]
    assert [line.removeprefix("  ") for line in lines] == item["in_words"][lang].splitlines()
    assert "(chn:doi-ngoai-nhan-dan)" in ran.out
    assert run("rules", "--explain", "training-since", "-O", "json").document()["items"] == [item]


def test_an_unknown_rule_is_not_explained(run: Run) -> None:
    """A name that is no rule's is refused with names that are near."""
    ran = run("rules", "--explain", "training", "--lang", "en")
    assert ran.code == 2
    assert "training-since" in ran.err


def test_rules_are_chosen_by_name(get: Get, client: TestClient) -> None:
    """The list of rules may be narrowed; without names it has all of them, each in words."""
    names = [r["id"] for r in get("/v1/rules?rule=named-twinning,friendship-union")["items"]]
    assert names == ["friendship-union", "named-twinning"]
    items = get("/v1/rules")["items"]
    assert [r["id"] for r in items] == [r.id for r in bundled()]
    assert all(r["in_words"]["vi"] and r["in_words"]["en"] for r in items)
    assert client.get("/v1/rules?rule=nothing").json()["code"] == "unknown_rule"


@pytest.mark.parametrize("how", ["before", "after", "joined", "environment"])
def test_a_folder_adds_rules(run: Run, folder: Path, how: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A rule of one's own is asked as the others are, with its own parameter; the others answer as before."""
    options = {"before": ["--rules", str(folder)], "joined": [f"--rules={folder}"]}.get(how, [])
    if how == "environment":
        monkeypatch.setenv("NHIPCAU_RULES", str(folder))
    after = ["--rules", str(folder)] if how == "after" else []
    gaps = ["gaps", "own-rule", "--after", "2015", "--as-of", "2024", "--verdict", "all", "-O", "json"]
    told = run(*options, *gaps, *after)
    assert told.code == 0, told.err
    assert {i["subject"] for i in told.document()["items"] if i["verdict"] == "covered"} == {"prov:lai-chau"}
    assert "Quy tắc riêng" in run(*options, "rules", *after).out
    union = ("gaps", "friendship-union", "-O", "json", "--as-of", "2024")
    assert run(*options, *union, *after).document()["counts"] == run(*union).document()["counts"]


@pytest.mark.parametrize(
    "command", [("gaps", "own-rule", "--after", "2015"), ("rules",), ("path", "a", "b"), ("serve",)]
)
def test_a_wrong_file_is_refused(run: Run, folder: Path, command: tuple[str, ...]) -> None:
    """A wrong file is said with its name, the place in it and what was expected; the exit code is 1."""
    (folder / "own.toml").write_text(FILE.replace("organizes", "organises"), encoding="utf-8")
    ran = run(*command, "--rules", str(folder), "--lang", "en")
    assert (ran.code, ran.out) == (1, "")
    assert f"{folder / 'own.toml'}: needs[0]: unknown relation type organises" in ran.err


def test_a_wrong_file_is_refused_as_json(run: Run, folder: Path) -> None:
    """With JSON asked for, the refusal is a problem document."""
    (folder / "own.toml").write_text("[", encoding="utf-8")
    for options in (("-O", "json"), ("-Ojson",), ("--output=json",)):
        ran = run("gaps", *options, "--rules", str(folder))
        assert ran.code == 1
        assert json.loads(ran.err)["code"] == "invalid_rule"


def test_an_id_that_clashes_is_refused(run: Run, folder: Path) -> None:
    """No file may take the id of a bundled rule."""
    (folder / "own.toml").write_text(FILE.replace("own-rule", "named-twinning"), encoding="utf-8")
    ran = run("rules", "--rules", str(folder), "--lang", "en")
    assert ran.code == 1
    assert "id 'named-twinning': expected an id that no other rule has" in ran.err


def test_a_server_with_rules_of_a_folder(store_path: Path, folder: Path) -> None:
    """The API answers on the added rules and has their parameters in its document."""
    settings = Settings(store=str(store_path), rules=str(folder))
    with TestClient(create_app(settings)) as client:
        assert client.get("/v1/gaps?rule=own-rule&after=2015&as_of=2024").json()["total"]["value"] == 4
        assert len(client.get("/v1/rules").json()["items"]) == len(bundled()) + 1
        document = client.get("/openapi.json").json()
        for path, known in (("/v1/gaps", True), ("/v1/gaps/{id}", True), ("/v1/matrix", False), ("/v1/paths", False)):
            names = [p["name"] for p in document["paths"][path]["get"]["parameters"]]
            assert ("after" in names) is known
            assert len(names) == len(set(names))
    (folder / "own.toml").write_text("[", encoding="utf-8")
    with pytest.raises(RuleError):
        create_app(settings)


def test_records_may_speak_of_an_added_rule(run: Run, folder: Path, tmp_path: Path) -> None:
    """An absence that names a rule of the folder loads with it and not without."""
    told = {
        "kind": "absence",
        "id": "a1",
        "subject": "x:p",
        "rule": "own-rule",
        "date": "2020",
        "text": {"vi": "không"},
    }
    rows = [
        {"kind": "source", "id": "s", "title": {"vi": "Nguồn"}},
        {"kind": "entity", "id": "x:p", "type": "Province", "names": {"vi": "p"}, "evidence": [{"source": "s"}]},
        {**told, "evidence": [{"source": "s"}]},
    ]
    source = tmp_path / "words.jsonl"
    source.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    store = ("--store", str(tmp_path / "own.db"))
    without = run("load", str(source), *store, "-O", "json").document()
    assert [r["column"] for report in without["reports"] for r in report["rejects"]] == ["rule"]
    report = run("load", str(source), *store, "--rules", str(folder), "-O", "json").document()
    assert [r["rejected"] for r in report["reports"]] == [0]


def test_a_template_lists_added_rules(run: Run, folder: Path, tmp_path: Path) -> None:
    """The workbook offers the added rules to choose from."""
    plain, more = tmp_path / "plain.xlsx", tmp_path / "more.xlsx"
    assert run("template", "-o", str(plain)).code == 0
    assert run("template", "-o", str(more), "--rules", str(folder)).code == 0
    from openpyxl import load_workbook

    cells = {
        path: {str(c.value) for sheet in load_workbook(path) for row in sheet.iter_rows() for c in row if c.value}
        for path in (plain, more)
    }
    assert "own-rule" in cells[more] - cells[plain]


@pytest.mark.parametrize(
    ("arguments", "url"),
    [
        (["observations", "--subject", "prov:lai-chau"], "/v1/observations?subject=prov:lai-chau"),
        (["observations", "--indicator", "border_length", "--period", "2020"],
         "/v1/observations?indicator=border_length&period=2020"),
        (["statements", "--kind", "objective", "--limit", "3"], "/v1/statements?kind=objective&limit=3"),
    ],
)  # fmt: skip
def test_figures_and_statements_on_the_command_line(run: Run, get: Get, arguments: list[str], url: str) -> None:
    """What the API lists of figures and statements, the command line lists, too."""
    assert run(*arguments, "-O", "json", "--lang", "en").document() == get(f"{url}&lang=en")


def test_figures_and_statements_as_text(run: Run) -> None:
    """As text each has its subject, what it says, and its source; an empty list says so."""
    figures = run("observations", "--subject", "prov:lai-chau", "--indicator", "poverty_rate", "--lang", "en").out
    assert "Lai Chau (prov:lai-chau)" in figures
    assert "Poverty rate of households: 25.55" in figures
    assert "s3:7491-7538" in figures
    for kind, said in (
        ("objective", "Become an average province"),
        ("absence", "Lang Son has no provincial union"),
        ("relation", "Lang Son (prov:lang-son) – Viet Nam (ctry:vn)\n  lies in"),
        ("observation", "border_length > 231 km"),
        ("entity", "Secretariat of the CPV Central Committee"),
    ):
        assert said in run("statements", "--kind", kind, "--limit", "100", "--lang", "en").out
    assert "Không có gì." in run("observations", "--subject", "prov:lai-chau", "--period", "2020").out
