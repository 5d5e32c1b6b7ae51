"""Rule files on the command line: names that are taken, several wrong files, and rules without a store."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from api.options import Parser
from api.parameters import LANGUAGE, QUESTIONS
from schema.rule_checks import TAKEN
from schema.rules import bundled
from tests.api.conftest import Ran
from tests.api.test_rules_folder import FILE

Run = Callable[..., Ran]
Get = Callable[..., Any]
ASKED = ("gaps", "gap", "matrix", "paths")
"""The questions that have the parameters of rules, and those whose parameters stand beside these on a command."""


def options() -> Iterator[str]:
    """Every option and argument of the commands that have the parameters of rules as options."""
    (commands,) = (a for a in Parser("en")._top._actions if isinstance(a, argparse._SubParsersAction))
    for name in ("gaps", "matrix", "view"):
        command = commands.choices[name]
        yield from command._defaults
        for action in command._actions:
            yield action.dest
            yield from (o.removeprefix("--").replace("-", "_") for o in action.option_strings if o.startswith("--"))


def test_every_name_that_is_taken_is_refused() -> None:
    """No option of the commands and no parameter of the questions that rules are asked with is free for a rule."""
    parameters = {p.name for what in ASKED for p in QUESTIONS[what].parameters} | {LANGUAGE.name}
    assert {*options(), *parameters, "version", "command"} == TAKEN


def test_the_parameters_of_bundled_rules_are_free() -> None:
    """What the bundled rules call their parameters is not among the names that are taken."""
    assert not {p.name for r in bundled() for p in r.parameters} & TAKEN


@pytest.mark.parametrize("name", sorted(TAKEN))
def test_a_rule_with_a_taken_name_is_refused(run: Run, tmp_path: Path, name: str) -> None:
    """The file is refused with the place and the reason, before anything is asked."""
    (tmp_path / "own.toml").write_text(FILE.replace('"after"\n', f'"{name}"\n'), encoding="utf-8")
    ran = run("gaps", "own-rule", "--rules", str(tmp_path), "--lang", "en")
    assert (ran.code, ran.out) == (1, "")
    assert f"parameters[0].name '{name}': expected a name that no option or parameter of the program has" in ran.err


def test_a_parameter_of_two_words_is_asked_with_a_hyphen(run: Run, tmp_path: Path) -> None:
    """A rule is told, and asked, with its parameter as the command line has it."""
    (tmp_path / "own.toml").write_text(FILE.replace('"after"\n', '"from_day"\n'), encoding="utf-8")
    rules = ("--rules", str(tmp_path), "--lang", "en")
    assert "on or after the day --from-day (where given)" in run("rules", "--explain", "own-rule", *rules).out
    asked = run("gaps", "own-rule", "--from-day", "2015", "--as-of", "2024", "-O", "json", *rules)
    assert asked.code == 0, asked.err


def test_several_wrong_files_stand_on_a_line_each(run: Run, tmp_path: Path) -> None:
    """Each wrong file has a line of its own, also where no rule is asked."""
    for name in ("a", "b"):
        (tmp_path / f"{name}.toml").write_text("[", encoding="utf-8")
    for command in (["gaps"], ["rules"]):
        lines = run(*command, "--rules", str(tmp_path)).err.splitlines()
        assert [f"{name}.toml: " in line for name, line in zip("ab", lines, strict=True)] == [True, True]


def test_rules_are_told_without_a_store(run: Run, tmp_path: Path) -> None:
    """Rules are files: they are listed and explained where nothing was ever loaded, and nothing is left behind."""
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "own.toml").write_text(FILE, encoding="utf-8")
    common = ("--rules", str(tmp_path / "rules"), "--store", str(tmp_path / "none.db"), "--lang", "en")
    told = run("rules", "--explain", "own-rule", *common)
    assert told.code == 0, told.err
    assert "Asked is every Province, inside ctry:vn at any depth." in told.out
    listed = run("rules", "-O", "json", *common).document()["items"]
    assert [r["id"] for r in listed] == sorted(["own-rule", *(r.id for r in bundled())])
    assert [p.name for p in tmp_path.iterdir()] == ["rules"]
    assert run("gaps", "own-rule", *common).code == 3


@pytest.mark.parametrize("asked", [("gaps", "friendship-onion"), ("matrix", "area", "area", "--rule", "friendship")])
def test_an_unknown_rule_has_near_ones_only(run: Run, asked: tuple[str, ...]) -> None:
    """For an id that no rule has, the near ones are offered, not all."""
    ran = run(*asked, "--lang", "en")
    assert ran.code == 2
    assert "friendship-union" in ran.err
    assert len(ran.err.splitlines()) <= 6


def test_an_unknown_rule_that_is_like_none_has_no_candidates(run: Run) -> None:
    """What is like no rule at all is not answered with a list of all."""
    assert run("gaps", "zzzz", "--lang", "en").err == "nhipcau: there is no rule “zzzz”\n"
