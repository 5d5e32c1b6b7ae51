"""Pages of every sort, and the answers that they are made of."""

from __future__ import annotations

import datetime
from collections.abc import Callable

from graph.answers import GapsAnswer, PathAnswer
from graph.coverage import VERDICTS
from graph.tell_gaps import GapsQuestion
from graph.view import View
from graph.walk import PathQuestion
from tests.visualizations.world import NASTY_IDS, hostile_gaps, hostile_path
from visualizations.page import entity_page, gaps_page, path_page

DAY = datetime.date(2024, 1, 1).toordinal()


def paths(view: View, source: str, target: str, **more: object) -> PathAnswer:
    """The answer to a path question."""
    return view.paths(PathQuestion(sources=(source,), targets=(target,), **more), "vi")  # type: ignore[arg-type]


def gaps(view: View, *rules: str, verdicts: tuple[str, ...] = VERDICTS, **more: object) -> GapsAnswer:
    """The answer to a coverage question."""
    question = GapsQuestion(rules=rules, day=DAY, verdicts=verdicts, **more)  # type: ignore[arg-type]
    return view.gaps(question, "vi")


def hostile_pages(view: View, lang: str = "vi") -> list[str]:
    """Pages of every sort of a hostile world, and of answers that are hostile throughout."""
    return [
        entity_page(view, None, lang),
        *(entity_page(view, i, lang) for i in NASTY_IDS),
        path_page(view, paths(view, NASTY_IDS[0], "x:3", k=3), lang),
        path_page(view, hostile_path(), lang),
        gaps_page(view, hostile_gaps(), lang),
    ]


MAKERS: dict[str, Callable[[View], str]] = {
    "everything": lambda v: entity_page(v, None),
    "entity": lambda v: entity_page(v, "prov:lang-son"),
    "entity in English": lambda v: entity_page(v, "prov:lai-chau", "en"),
    "paths": lambda v: path_page(v, paths(v, "prov:lang-son", "prov:quang-tay", k=5, day=DAY)),
    "no path": lambda v: path_page(v, paths(v, "prov:lang-son", "prov:van-nam")),
    "path of length 0": lambda v: path_page(v, paths(v, "prov:lang-son", "prov:lang-son")),
    "gaps": lambda v: gaps_page(v, gaps(v, "friendship-union")),
    "all gaps": lambda v: gaps_page(v, gaps(v, *(r.id for r in v.rules), limit=500, group_by="area")),
}
