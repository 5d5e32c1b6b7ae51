"""The command line: the answers of the API, as JSON or as text, and what it does to a store."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from api.parameters import QUESTIONS
from tests.api.conftest import DATASET, ROOT, Ran, Terminal

Get = Callable[..., Any]
Run = Callable[..., Ran]


def nhipcau(*arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """The command line in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "api.cli", *arguments], cwd=ROOT, capture_output=True, check=False, timeout=120,
        env={**os.environ, **environment},
    )  # fmt: skip


@pytest.mark.parametrize(
    ("arguments", "url"),
    [
        (["path", "leg:04-ct-tw", "don:gates"], "/v1/paths?from=leg:04-ct-tw&to=don:gates"),
        (
            ["path", "Lạng Sơn", "Cao Bằng", "--k", "3", "--as-of", "2020", "--max-hops", "4", "--holds", "possible"],
            "/v1/paths?from=Lạng Sơn&to=Cao Bằng&k=3&as_of=2020&max_hops=4&holds=possible",
        ),
        (
            ["path", "Lạng Sơn", "prov:cao-bang", "--avoid", "agr:uy-ban-lien-hop", "--via", "agr:gap-go-dau-xuan"],
            "/v1/paths?from=Lạng Sơn&to=prov:cao-bang&avoid=agr:uy-ban-lien-hop&via=agr:gap-go-dau-xuan",
        ),
        (["path", "prov:lang-son", "prov:van-nam", "--modality", "asserted,planned"],
         "/v1/paths?from=prov:lang-son&to=prov:van-nam&modality=asserted,planned"),
        (["gaps"], "/v1/gaps"),
        (["gaps", "friendship-union", "--as-of", "2024-01-01", "--verdict", "all"],
         "/v1/gaps?rule=friendship-union&as_of=2024-01-01&verdict=all"),
        (["gaps", "training-since", "--since", "2012", "--group-by", "area", "--in", "Lạng Sơn", "--limit", "2"],
         "/v1/gaps?rule=training-since&since=2012&group_by=area&in=Lạng Sơn&limit=2"),
        (["matrix", "area", "country", "--as-of", "2024-01-01"], "/v1/matrix?rows=area&cols=country&as_of=2024-01-01"),
        (["matrix", "kind", "country", "--in", "Lạng Sơn", "--holds", "possible", "--relation", "funds,meets"],
         "/v1/matrix?rows=kind&cols=country&in=Lạng Sơn&holds=possible&relation=funds,meets"),
        (["matrix", "area", "country", "--rule", "partner-country-local-partner", "--as-of", "2020"],
         "/v1/matrix?rows=area&cols=country&rule=partner-country-local-partner&as_of=2020"),
        (["rules"], "/v1/rules"),
        (["rules", "--limit", "3"], "/v1/rules?limit=3"),
        (["datasets"], "/v1/datasets"),
        (["find", "lang", "son"], "/v1/entities?q=lang son"),
        (["find", "sung ta", "--type", "PrefectureCity"], "/v1/entities?q=sung ta&type=PrefectureCity"),
        (["show", "don:gates"], "/v1/entities/don:gates"),
        (["show", "Quỹ Bill & Melinda Gates"], "/v1/entities/don:gates"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_json_is_that_of_the_api(get: Get, run: Run, arguments: list[str], url: str, lang: str) -> None:
    """`-O json` writes the document that HTTP answers; options may stand before the command or after it."""
    separator = "&" if "?" in url else "?"
    expected = get(f"{url}{separator}lang={lang}")
    assert run(*arguments, "-O", "json", "--lang", lang).document() == expected
    assert run("-O", "json", "--lang", lang, *arguments).document() == expected


def test_json_is_the_same_to_the_byte(client: Any, run: Run) -> None:
    """Both are written by the same encoder."""
    found = run("gaps", "-O", "json")
    assert found.out == client.get("/v1/gaps").text + "\n"


def test_pages_go_on(run: Run) -> None:
    """The cursor that is printed leads to the next page."""
    first = run("find", "lang son", "--limit", "5")
    following = re.search(r"--next (\S+)", first.out)
    assert following
    second = run("find", "lang son", "--limit", "5", "--next", following[1], "-O", "json").document()
    assert len(second["items"]) == 5
    assert second["items"][0]["id"] not in first.out


@pytest.mark.parametrize(("lang", "said"), [("vi", "đường nối"), ("en", "path")])
def test_a_path_as_text_has_its_sources(run: Run, lang: str, said: str) -> None:
    """Each hop is followed by where it is said: source, position and quotation."""
    found = run("path", "leg:04-ct-tw", "don:gates", "--lang", lang)
    assert found.code == 0
    assert said in found.out
    assert "2011-12-15" in found.out
    assert re.search(r"s1:5490-5736 “Khởi động [^”]+”", found.out)
    assert "\x1b" not in found.out


def test_no_path_as_text_names_the_link(run: Run) -> None:
    """That there is no path is an answer, with the link that is none."""
    found = run("path", "prov:lang-son", "prov:van-nam", "--lang", "en")
    assert found.code == 0
    assert "No path" in found.out
    assert "geography, not cooperation" in found.out


def test_a_possible_path_is_marked(run: Run) -> None:
    """What holds only possibly says so, and so do breaks and freshness."""
    found = run("path", "prov:lang-son", "prov:cao-bang", "--as-of", "2035", "--lang", "en")
    assert "possible" in found.out
    assert "Note: No path is certain" in found.out


def test_a_path_to_itself_is_written(run: Run) -> None:
    """A path of no hops is the entity alone."""
    assert "Lạng Sơn (prov:lang-son)" in run("path", "prov:lang-son", "prov:lang-son").out


@pytest.mark.parametrize(("lang", "said"), [("vi", "nguồn nói không có"), ("en", "a source says no")])
def test_gaps_as_text_have_verdicts_and_reasons(run: Run, lang: str, said: str) -> None:
    """Each gap has its verdict as code and in words, the reason and the source."""
    found = run("gaps", "friendship-union", "--as-of", "2024-01-01", "--lang", lang)
    assert f"[stated_absent: {said}]" in found.out
    assert "s0:10482-10621 “Chưa thành lập được" in found.out
    assert "not_recorded" in found.out


def test_gaps_by_group_reconcile(run: Run) -> None:
    """Groups have their counts, and figures stand beside what is recorded."""
    found = run("gaps", "named-twinning", "--group-by", "area", "--lang", "en", "--as-of", "2024")
    assert "By group" in found.out
    assert re.search(r"reported 12 .*; recorded 0; unnamed 12", found.out)
    assert "(named-twinning)" not in run("gaps", "--lang", "en", "--limit", "1").out.splitlines()[0]


def test_an_entity_as_text_has_its_statements(run: Run) -> None:
    """An entity is shown with names, relations, figures and the sources of each."""
    found = run("show", "Lạng Sơn", "--as-of", "2020")
    assert "prov:lang-son" in found.out
    assert "Lang Son" in found.out
    assert "> 231 km" in found.out
    assert re.search(r"s\d:\d+-\d+ “", found.out)
    assert "2012~" not in run("show", "don:gates", "--dataset", DATASET).out


def test_lists_as_text(run: Run) -> None:
    """Search results, rules and datasets are lines that a person can read."""
    assert "prov:lang-son" in run("find", "lang", "son").out
    assert run("find", "zzzzqqqq", "--lang", "en").out == "Nothing.\n"
    assert "--since" in run("rules").out
    assert "entity 241" in run("datasets").out


def test_status_and_check(run: Run) -> None:
    """Figures of the store and its soundness, as text and as JSON."""
    assert "relation 542" in run("status").out
    assert run("status", "-O", "json").document()["statements"]["entity"] == 241
    assert run("check", "--lang", "en").out == "The store is sound.\n"
    assert run("check", "-O", "json").document() == {"problems": []}


def test_a_store_with_problems_says_which(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is wrong with a store is listed, and the exit code says that the data have errors."""
    monkeypatch.setattr("graph.sqlite.SqliteStore.check", lambda _: ["a digest differs"])
    found = run("check", "--lang", "en")
    assert (found.code, found.out) == (1, "The store has 1 problem(s):\n  a digest differs\n")
    assert run("check", "-O", "json").code == 1


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["path", "prov:atlantis", "don:gates"], 2, "prov:atlantis"),
        (["path", "Sở Ngoại vụ", "don:gates"], 2, "  agc:so-ngoai-vu-cao-bang"),
        (["gaps", "friendship-onion"], 2, "  friendship-union"),
        (["gaps", "--as-of", "2010-13-45"], 2, "as_of=2010-13-45"),
        (["gaps", "named-twinning", "--since", "2010"], 2, "since"),
        (["path", "a"], 2, "TO"),
        (["path", "a", "b", "--asof", "2010"], 2, "--asof"),
        (["fly"], 2, "fly"),
        (["--store"], 2, "--store"),
        (["retract", "nope"], 2, "border-diplomacy"),
        (["load", "no-such-file.csv"], 2, "no-such-file.csv"),
        (["load", DATASET, DATASET, "--dataset", "x"], 2, "dataset=x"),
        (["load", DATASET, DATASET, "--rejects", "x"], 2, "rejects=x"),
        (["export", "-f", "csv"], 2, "csv"),
        (["export", "--dataset", "nope"], 2, "nope"),
        (["view", "don:gates", "--gaps", "friendship-union"], 2, "--path"),
        (["view", "--k", "3"], 2, "--path"),
        (["view", "nowhere"], 2, "nowhere"),
        (["view", "don:gates", "-o", "/no/such/folder/x.html"], 2, "/no/such/folder"),
        (["path", "a", "b", "--store", "neo4j://localhost"], 3, "neo4j://localhost"),
        (["status", "--store", "/no/such/store.db"], 3, "nhipcau load border-diplomacy"),
        (["serve", "--store", "/no/such/store.db"], 3, "nhipcau load border-diplomacy"),
        (["serve", "--port", "99999999"], 2, "99999999"),
    ],
)
def test_exit_codes(run: Run, arguments: list[str], code: int, said: str) -> None:
    """Wrong usage is 2, a store that cannot be reached is 3; what is wrong stands on the error stream alone."""
    found = run(*arguments)
    assert (found.code, found.out) == (code, "")
    assert said in found.err
    assert "Traceback" not in found.err


def test_errors_as_json_are_problem_documents(run: Run) -> None:
    """With `-O json` the error stream has the document that HTTP would answer."""
    found = run("path", "prov:atlantis", "don:gates", "-O", "json")
    assert '"code":"unknown_entity"' in found.err
    assert found.out == ""


def test_names_that_fit_several_list_them(run: Run) -> None:
    """The candidates stand on lines of their own."""
    assert "Có thể là:\n  " in run("show", "Sở Ngoại vụ").err


def test_help_is_in_both_languages(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Help says what there is, in Vietnamese or English, for each command."""
    vietnamese, english = run("--help"), run("--help", "--lang=en")
    assert "Đồ thị tri thức" in vietnamese.out
    assert "knowledge graph" in english.out
    monkeypatch.setenv("NHIPCAU_LANG", "en")
    assert "knowledge graph" in run("--help").out
    for command in re.findall(r"^    (\w+) ", english.out, re.MULTILINE):
        assert run(command, "--help").code == 0
    assert run().code == 2
    assert run("--version").out.startswith("nhipcau ")


def test_every_parameter_is_an_option(run: Run) -> None:
    """What can be asked over HTTP can be asked here."""
    for command, what in (("path", "paths"), ("gaps", "gaps"), ("find", "entities"), ("rules", "rules")):
        shown = run(command, "--help").out
        for parameter in QUESTIONS[what].parameters:
            option = f"--{parameter.name.replace('_', '-')}"
            assert option in shown or parameter.name.upper() in shown or parameter.name == "q"


def test_the_language_may_come_from_the_environment(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """`NHIPCAU_LANG` is what `--lang` is not given for; a language that there is not is Vietnamese."""
    monkeypatch.setenv("NHIPCAU_LANG", "en")
    assert "The store is sound" in run("check").out
    assert "lành lặn" in run("check", "--lang", "vi").out
    monkeypatch.setenv("NHIPCAU_LANG", "fr")
    assert "lành lặn" in run("check").out


def test_colours_are_for_terminals_and_never_the_only_sign(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a terminal text is coloured unless `NO_COLOR` is set; without colours it says the same."""
    monkeypatch.setenv("TERM", "xterm")
    asked = ("gaps", "friendship-union", "--as-of", "2024", "--verdict", "all")
    coloured, plain = run(*asked, terminal=True).out, run(*asked).out
    assert "\x1b[31m" in coloured
    assert re.sub(r"\x1b\[\d*m", "", coloured) == plain
    monkeypatch.setenv("NO_COLOR", "1")
    assert run(*asked, terminal=True).out == plain


def test_load_replace_retract(run: Run, tmp_path: Path) -> None:
    """A dataset is loaded, loaded again without effect, and taken back; each says what it did."""
    store = ("--store", str(tmp_path / "new.db"))
    first = run("load", DATASET, *store)
    assert (first.code, first.err) == (0, "")
    assert f"{DATASET}: đã nạp" in first.out
    assert "thêm 880" in first.out
    assert "không có gì thay đổi" in run("load", DATASET, *store).out
    (report,) = run("load", DATASET, "-O", "json", *store).document()["reports"]
    assert (report["applied"], report["load"], report["unchanged"]) == (True, None, 880)
    assert "đã rút lại" in run("retract", DATASET, *store).out
    assert "đã rút lại" in run("datasets", *store).out
    assert run("path", "prov:lang-son", "prov:cao-bang", *store).code == 2


def rejected(folder: Path) -> Path:
    """A file with one good row and one that cannot be understood."""
    path = folder / "broken.jsonl"
    lines = ['{"kind": "source", "id": "ok", "title": {"vi": "được"}}', '{"kind": "entity", "id": "x", "type": "Nope"}']
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_rejects_are_told(run: Run, tmp_path: Path) -> None:
    """What was rejected is said with its place; the rest is loaded, or with `--strict` nothing."""
    path, store = rejected(tmp_path), ("--store", str(tmp_path / "new.db"))
    strict = run("load", str(path), "--strict", *store)
    assert strict.code == 1
    assert "không nạp gì" in strict.out
    assert run("datasets", *store, "-O", "json").document()["items"] == []
    rejects = tmp_path / "rejects.jsonl"
    loose = run("load", str(path), "--rejects", str(rejects), *store)
    assert loose.code == 1
    assert "từ chối 1" in loose.out
    assert re.search(r"broken\.jsonl, .*2", loose.out)
    assert rejects.read_text(encoding="utf-8").count("\n") == 1
    assert "1 dòng bị từ chối" in run("datasets", *store).out


def test_a_load_of_nothing_but_errors_fails(run: Run, tmp_path: Path) -> None:
    """Where every row was rejected the data have errors, and so says the exit code; long lists are cut and counted."""
    path = tmp_path / "bad.jsonl"
    path.write_text('{"kind": "entity", "id": "x", "type": "Nope"}\n' * 30, encoding="utf-8")
    found = run("load", str(path), "--store", str(tmp_path / "new.db"), "--lang", "en")
    assert found.code == 1
    assert "… and 10 more" in found.out


def test_a_dry_run_leaves_nothing(run: Run, tmp_path: Path) -> None:
    """A dry run says what would be, and makes no store."""
    store = tmp_path / "none.db"
    found = run("load", DATASET, "--dry-run", "--store", str(store))
    assert found.code == 0
    assert "chỉ thử" in found.out
    assert run("load", str(rejected(tmp_path)), "--dry-run", "--store", str(store)).code == 1
    assert not store.exists()


def test_a_load_that_others_forbid_fails(run: Run, tmp_path: Path) -> None:
    """What another dataset refers to cannot be taken back: the data have errors."""
    store = ("--store", str(tmp_path / "new.db"))
    run("load", DATASET, *store)
    more = tmp_path / "more.jsonl"
    more.write_text(
        '{"kind": "relation", "id": "m1", "type": "borders", "source": "prov:lang-son", "target": "prov:cao-bang"}\n',
        encoding="utf-8",
    )
    assert run("load", str(more), *store).code == 0
    found = run("retract", DATASET, *store)
    assert found.code == 1
    assert "more" in found.err
    loaded_and_not = run("load", str(more), str(rejected(tmp_path)), "--strict", "-O", "json", *store)
    assert loaded_and_not.code == 1
    assert [r["applied"] for r in loaded_and_not.document()["reports"]] == [True, False]


def test_progress_is_for_terminals(run: Run, tmp_path: Path) -> None:
    """While a load lasts a person sees how far it is, on the error stream, and the line is gone at the end."""
    found = run("load", DATASET, "--store", str(tmp_path / "new.db"), terminal=True)
    assert "đã đọc" in found.err
    assert found.err.endswith("\r\x1b[K")


@pytest.mark.parametrize(
    ("arguments", "inside"),
    [
        (["don:gates"], "Gates"),
        (["--path", "leg:04-ct-tw", "don:gates", "--k", "2"], "Gates"),
        (["--gaps", "friendship-union", "--as-of", "2024"], "Lạng Sơn"),
    ],
)
def test_pages_are_written(run: Run, tmp_path: Path, arguments: list[str], inside: str) -> None:
    """An entity, a path and gaps become a page in a file."""
    page = tmp_path / "page.html"
    assert run("view", *arguments, "-o", str(page)).code == 0
    text = page.read_text(encoding="utf-8")
    assert text.lower().startswith("<!doctype html>")
    assert inside in text
    assert run("view", *arguments, "-o", "-").out == text
    assert run("view", *arguments, "-o", str(page), "-O", "json").document() == {"path": str(page)}


def test_exports_are_written(run: Run, tmp_path: Path) -> None:
    """Statements go to a file, a folder or the output, and come back unchanged."""
    lines, tables, again = tmp_path / "all.jsonl", tmp_path / "tables", ("--store", str(tmp_path / "again.db"))
    assert run("export", "-o", str(lines), "-O", "json").document() == {"path": str(lines), "count": 880}
    assert run("export", "-f", "csv", "-o", str(tables)).code == 0
    assert run("export", "--dataset", DATASET).out == lines.read_text(encoding="utf-8") == run("export").out
    assert run("load", str(tables), "--dataset", DATASET, "--strict", *again).code == 0
    assert run("export", *again).out == lines.read_text(encoding="utf-8")


def test_a_template_is_written(run: Run, tmp_path: Path) -> None:
    """The empty workbook needs no store."""
    out = tmp_path / "template.xlsx"
    assert run("template", "-o", str(out), "--store", "none.db").code == 0
    assert out.stat().st_size > 0


def test_texts_from_the_data_cannot_steer_a_terminal(run: Run, tmp_path: Path) -> None:
    """Control characters in names and rows are shown as blanks."""
    path = tmp_path / "evil.jsonl"
    path.write_text(
        '{"kind": "entity", "id": "agc:x", "type": "Agency", "names": {"vi": "evil\\u001b[2J name"}}\n'
        '{"kind": "entity", "id": "agc:y", "type": "No\\u001b[2J", "names": {"vi": "y"}}\n',
        encoding="utf-8",
    )
    store = ("--store", str(tmp_path / "new.db"))
    shown = [run("load", str(path), *store).out]
    shown += [run(*asked, *store).out for asked in (["find", "evil"], ["show", "agc:x"], ["path", "agc:x", "agc:x"])]
    shown += [run("show", "agc:z\x1b[2J", *store).err]
    assert all("\x1b" not in text for text in shown)


def test_a_pipe_that_closes_is_no_error(store_path: Path) -> None:
    """Whoever reads only the first lines hears nothing of the rest."""
    command = f'"{sys.executable}" -m api.cli export --store "{store_path}" | head -1; echo ${{PIPESTATUS[0]}}'
    done = subprocess.run(["bash", "-c", command], cwd=ROOT, capture_output=True, check=False, timeout=60)
    assert done.stderr == b""
    assert done.stdout.splitlines()[-1] == b"0"


def test_an_interrupt_is_quiet(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl+C ends a command with the code that shells expect, and no traceback."""

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("api.commands.ask", interrupt)
    assert run("rules") == Ran(130, "", "")


HEAVY = ("fastapi", "starlette", "uvicorn", "neo4j", "pyvis", "networkx", "openpyxl", "edtf", "jinja2", "IPython")


@pytest.mark.parametrize("arguments", [["path", "leg:04-ct-tw", "don:gates"], ["gaps"], ["gaps", "--since", "2012-02"]])
def test_questions_import_nothing_heavy(store_path: Path, arguments: list[str]) -> None:
    """`path` and `gaps` start without what only servers, pages and workbooks need."""
    script = (
        "import sys; from api.cli import main; code = main(sys.argv[1:]); "
        f"print([m for m in {HEAVY} if m in sys.modules], file=sys.stderr); sys.exit(code)"
    )
    command = [sys.executable, "-c", script, *arguments, "--store", str(store_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, timeout=60)
    assert done.stderr.decode().strip() == "[]"


def test_the_environment_names_the_store(store_path: Path, tmp_path: Path) -> None:
    """`NHIPCAU_STORE` is the store where `--store` is not given; output is UTF-8 wherever it goes."""
    done = nhipcau("find", "Sùng Tả", NHIPCAU_STORE=str(store_path), PYTHONIOENCODING="ascii", LC_ALL="C")
    assert done.returncode == 0
    assert "Sùng Tả" in done.stdout.decode("utf-8")
    missing = nhipcau("status", NHIPCAU_STORE=str(tmp_path / "none.db"))
    assert missing.returncode == 3
    assert "nhipcau load border-diplomacy" in missing.stderr.decode()


def test_a_terminal_is_one() -> None:
    """The stand-in for a terminal says that a person looks at it."""
    assert Terminal().isatty()


def test_reuse_shows_what_texts_share(run: Run, tmp_path: Path) -> None:
    """Passages come as the table of sources wants them; what cannot be read is said."""
    words = [f"chữ{n:03}" for n in range(80)]
    for name, text in (("n1", words[:60]), ("n2", [*words[70:], *words[10:40]])):
        (tmp_path / f"{name}.txt").write_text(" ".join(text), encoding="utf-8")
    texts = [str(tmp_path / "n1.txt"), str(tmp_path / "n2.txt")]
    told = run("reuse", *texts).out
    assert told.startswith("n1: 70-279 | n2 70-279  “chữ010 chữ011")
    (passage,) = run("reuse", *texts, "-O", "json").document()["passages"]
    assert (passage["with"], passage["words"]) == ("n2", 30)
    assert run("reuse", *texts, "--words", "40").out == "không có đoạn chung nào dài từ 40 từ trở lên\n"
    missing = run("reuse", str(tmp_path / "n3.txt"))
    assert (missing.code, "n3.txt" in missing.err) == (2, True)
    twice = run("reuse", texts[0], texts[0], "--lang", "en")
    assert (twice.code, "one file for each source: n1 has two" in twice.err) == (2, True)


@pytest.mark.parametrize(
    ("arguments", "vi", "en"),
    [
        (("gaps", "--nope"), "nhipcau: không có tham số này: --nope", "nhipcau: unrecognized arguments: --nope"),
        (("frob",), "nhipcau: không có lệnh 'frob'; các lệnh: 'load'", "nhipcau: invalid choice: 'frob' (choose from"),
        (("path", "a"), "nhipcau path: thiếu tham số: TO", "nhipcau path: the following arguments are required: TO"),
        (("serve", "--port", "x"), "tham số --port: cần một số nguyên", "argument --port: invalid int value: 'x'"),
    ],
)
def test_wrong_usage_is_said_in_both_languages(run: Run, arguments: tuple[str, ...], vi: str, en: str) -> None:
    """What is wrong with a command line is said in the language asked for, with the usage in it."""
    for lang, words, usage in (("vi", vi, "cách dùng:"), ("en", en, "usage:")):
        ran = run("--lang", lang, *arguments)
        assert ran.code == 2
        assert words in ran.err
        assert ran.err.startswith(usage)


def test_the_frame_of_help_is_in_both_languages(run: Run) -> None:
    """Also what the parser itself says."""
    assert "tùy chọn:" in run("gaps", "--help").out
    assert "options:" in run("--lang", "en", "gaps", "--help").out
    assert "show this help" not in run("gaps", "--help").out
