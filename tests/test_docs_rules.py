"""The pages on rules: their examples are rules, answer what the pages say, and no field is left out."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

import pytest

from api.cli import main
from schema import rule_tree
from tests.api.conftest import Stream, fill
from tests.conftest import ROOT

PAGES = {lang: ROOT / "docs" / page for lang, page in (("en", "rules.md"), ("vi", "rules.vi.md"))}
FIELDS = {
    "id", "[title]", "[explain]", "[subject]", "[object]", "[[needs]]", "[[parameters]]", "[absence]", "relation",
    "direction", "any", "repeat", "also", "says", "least", "most", "to", "where", "negated", "with",
    *rule_tree.Rule.__struct_fields__[6:], *rule_tree.Test.__struct_fields__, *rule_tree.Between.__struct_fields__,
    *rule_tree.Proof.__struct_fields__,
} - {"is_", "absence", "parameters"}  # fmt: skip


def examples(lang: str) -> list[tuple[str, str, list[str], str]]:
    """Each example of a page: the rule's id, its file, the options it is asked with, and the answer told."""
    text = PAGES[lang].read_text(encoding="utf-8")
    found = []
    for file, after in re.findall(r"```toml\n(.*?)```\n\n(.*?)(?=\n\n|\Z)", text, re.DOTALL):
        head, _, answer = " ".join(after.split()).partition(": ")
        named = re.search(r'^id = "([^"]+)"', file, re.MULTILINE)
        assert named
        day = re.search(r"\d{4}-\d\d-\d\d", head)
        assert day
        options = re.findall(r"`(--[^`]+)`", head)
        found.append((named[1], file, ["--as-of", day[0], *" ".join(options).split()], answer))
    return found


def asked(*arguments: str, patch: pytest.MonkeyPatch) -> str:
    """What a command writes."""
    out = Stream()
    with patch.context() as patched:
        patched.setattr(sys, "stdout", out)
        assert main([*arguments, "--lang", "en"]) == 0
        out.flush()
    return out.written()


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A store with the bundled records."""
    path = tmp_path_factory.mktemp("rules") / "records.db"
    fill(path)
    return str(path)


@pytest.mark.parametrize("number", range(5))
def test_an_example_answers_what_the_page_says(
    number: int, store: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Copied into a folder, each example is explained and asked as the page says, and gives the answer told."""
    rule, file, options, answer = examples("en")[number]
    (tmp_path / f"{rule}.toml").write_text(file, encoding="utf-8")
    common = ("--rules", str(tmp_path), "--store", store)
    words = asked(*common, "rules", "--explain", rule, patch=monkeypatch)
    assert words.startswith(rule)
    assert "Asked is every" in words
    told = json.loads(
        asked(*common, "-O", "json", "gaps", rule, "--verdict", "all", *options, patch=monkeypatch)
    )  # fmt: skip
    said = []
    for verdict, count in told["counts"].items():
        ids = [i for i in told["items"] if i["verdict"] == verdict]
        named = [f"`{i['subject']}" + (f" × {i['object']}`" if i["object"] else "`") for i in ids]
        said += [f"`{verdict}` {count}: {', '.join(named)}"] if count else []
    assert "; ".join(said) == answer


def test_both_pages_have_the_same_examples_and_parts() -> None:
    """The Vietnamese page is the twin of the English one: headings, rows, examples and their answers."""
    assert len(examples("en")) == 5
    assert examples("en") == examples("vi")
    outlines = [re.findall(r"^(#+ |\| `)", PAGES[lang].read_text(encoding="utf-8"), re.MULTILINE) for lang in PAGES]
    assert outlines[0] == outlines[1]


@pytest.mark.parametrize("lang", PAGES)
def test_every_field_is_explained(lang: str) -> None:
    """Every field that a rule file may have stands on the page."""
    text = PAGES[lang].read_text(encoding="utf-8")
    prose = re.sub(r"```.*?```", "", text, flags=re.DOTALL)
    code = " ".join(re.findall(r"`([^`]+)`", prose))
    words = set(re.findall(r"[\w]+|\[+\w+\]+", code))
    words |= set(re.findall(r"\[+\w+\]+", code))
    assert {f for f in FIELDS if f not in words} == set()
