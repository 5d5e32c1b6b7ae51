"""The matrix: how many links there are between what is in a row and what is in a column.

A link is a relation between the two; or an agreement, event or programme to which relations lead from both, counted
once. Where nothing is recorded a cell has no number: a zero is said only where a source says that there is none. Under
a rule about pairs a cell is the rule's verdict instead.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Literal

import msgspec

from graph.axes import Axis, Dimension, sides, topic_relation
from graph.coverage import Coverage, CoverageQuestion, Judgement, Verdict
from graph.heirs import Heirs
from graph.index import Index
from graph.links import Key, Link, Links, Pair
from graph.mask import Mask, modality_numbers
from graph.walk import STRONG_CLASSES
from graph.whereabouts import Around
from schema.statements import Modality

Holds = Literal["certain", "possible"] | None


_Links = dict[Pair, dict[Key, Link]]


class MatrixQuestion(msgspec.Struct, frozen=True, kw_only=True):
    """What is between rows and columns on a day? `area` (an id): links with an end in it.

    `relations`: the types that count; without them those that connect, or that of the topics where one side is of
    topics and the other is not of countries. `rule`: its verdicts instead.
    """

    rows: Dimension
    cols: Dimension
    day: int
    rule: str | None = None
    relations: tuple[str, ...] | None = None
    area: str | None = None
    holds: Literal["best", "certain", "possible"] = "best"
    modalities: tuple[Modality, ...] = ("asserted",)
    parameters: Mapping[str, int] = {}


class Cell(msgspec.Struct, frozen=True):
    """A cell. `certain`: how many of `count` hold certainly; both are None where nothing is counted.

    `inherited`: how many former units had; these are last in `links`, and counted only where there are no others.
    """

    row: int
    col: int
    verdict: Verdict
    count: int | None = None
    certain: int | None = None
    holds: Holds = None
    links: tuple[Link, ...] = ()
    inherited: int = 0
    judgement: Judgement | None = None


_COUNTED: Mapping[Verdict, Holds] = {"covered": "certain", "possible": "possible", "inherited": None}
"""The verdicts under which something is there to be counted, and how it holds."""


class Matrix:
    """A matrix question on an index."""

    def __init__(self, index: Index, question: MatrixQuestion) -> None:
        self.index = index
        self.question = question
        self.around = Around(index.whereabouts, question.day)
        self.heirs = Heirs(index, question.day, modality_numbers(question.modalities))
        self.rows, self.cols = self._axes(self.around)
        self.area = index.numbers[question.area] if question.area else None
        self.relations = () if question.rule else _counted(index, question)
        self._own = self.rows.dimension == self.cols.dimension

    def fill(self) -> tuple[list[int], list[int], list[Cell]]:
        """The heads of the rows and of the columns, and a cell for each pair of them, row by row."""
        found = self._judged() if self.question.rule else self._linked()
        rows, cols = (self._heads(axis, place, found) for place, axis in enumerate((self.rows, self.cols)))
        return rows, cols, [found.get((r, c)) or Cell(r, c, self._empty(r, c)) for r in rows for c in cols]

    def _heads(self, axis: Axis, place: int, found: Iterable[Pair]) -> list[int]:
        """Those of the day, and those of which something is counted though they are no more; in the area asked."""
        area = self.area
        heads = set(axis.heads(self.question.day))
        if not self.question.rule:
            heads |= {pair[place] for pair in found}
        if area is not None and axis.dimension == "area" and not (self._own and place):
            areas = {area, *self.heirs.of(area)}  # of one that is gone, what took over
            heads = {h for h in heads if any(self.around.inside(h, a) or self.around.inside(a, h) for a in areas)}
        if area is not None and axis.dimension == "country" and not self._own:
            heads -= self.around.countries(area)  # which can be no other country than that of the area
        return sorted(heads)

    def _empty(self, row: int, col: int) -> Verdict:
        """What a cell without links says: nothing recorded, unless there can be none."""
        if self.question.rule:
            return "not_applicable"
        if self._own and self.rows.dimension in ("area", "country"):
            return "not_applicable" if row == col else "not_recorded"
        pair = {self.rows.dimension: row, self.cols.dimension: col}
        at_home = pair.keys() == {"area", "country"} and pair["country"] in self.around.countries(pair["area"])
        return "not_applicable" if at_home else "not_recorded"

    def _judged(self) -> dict[Pair, Cell]:
        question, index = self.question, self.index
        asked = CoverageQuestion(
            rule=question.rule or "", day=question.day, area=question.area, parameters=question.parameters
        )
        coverage = Coverage(index, asked)
        turned = sides(index.vocabulary, coverage.rule) != (question.rows, question.cols)
        found = {}
        for subject, target in coverage.pairs():
            if target is not None:
                row, col = (target, subject) if turned else (subject, target)
                found[row, col] = _cell_of(row, col, coverage.judge(subject, target))
        return found

    def _linked(self) -> dict[Pair, Cell]:
        question = self.question
        modalities = modality_numbers(question.modalities)
        certain = self._links(
            Mask(question.day, "certain", modalities).on(self.index),
            Around(self.index.whereabouts, question.day, certainly=True),
        )
        possible = self._links(Mask(question.day, "possible", modalities).on(self.index), self.around)
        # that a partner is abroad may be certain only because less is known: what is not possible is not certain
        certain = {
            pair: kept
            for pair, links in certain.items()
            if (kept := {key: link for key, link in links.items() if key in possible.get(pair, {})})
        }
        if question.holds == "certain":
            possible = {}
        inherited = self._inherited(certain, possible)
        found = {}
        for pair in certain.keys() | possible.keys() | inherited.keys():
            sure = certain.get(pair, {})
            links = sure if sure and question.holds != "possible" else {**possible.get(pair, {}), **sure}
            ordered = [link for _, link in sorted(links.items(), key=lambda k: (k[0] not in sure, k[1].order))]
            more = inherited.get(pair, [])
            found[pair] = Cell(
                *pair, verdict="covered" if sure else "possible" if links else "inherited",
                count=len(links or more), certain=len(sure) if links else None,
                holds="certain" if sure else "possible" if links else None,
                links=(*ordered, *more), inherited=len(more),
            )  # fmt: skip
        return found

    def _inherited(self, certain: _Links, possible: _Links) -> dict[Pair, list[Link]]:
        """What came to each pair from units that are gone, whose own pairs are taken out of what is found."""
        heirs = self.heirs
        if not heirs.any:
            return {}
        axes = self._axes(heirs)
        for pair in certain.keys() | possible.keys():
            if any(axis.dimension != "kind" and heirs.of(head) for axis, head in zip(axes, pair, strict=True)):
                certain.pop(pair, None)
                possible.pop(pair, None)
        found: dict[Pair, list[Link]] = {}
        for pair, links in self._links(heirs.admits, heirs).items() if self.question.holds != "certain" else ():
            own = possible.get(pair, {}).keys() | certain.get(pair, {}).keys()
            for link in sorted((link for key, link in links.items() if key not in own), key=lambda link: link.order):
                sides = zip(axes, pair, strict=True)
                through = {r for axis, head in sides for r in heirs.successions(link, axis, head)}
                if through:
                    longer = msgspec.structs.replace(link, relations=(*sorted(through), *link.relations))
                    found.setdefault(pair, []).append(longer)
        return found

    def _links(self, admits: Callable[[int], bool], around: Around) -> _Links:
        return Links(self.index, self._axes(around), self.relations, admits, around, self.area).found()

    def _axes(self, around: Around) -> tuple[Axis, Axis]:
        question = self.question
        return Axis(self.index, question.rows, around), Axis(self.index, question.cols, around)


def _counted(index: Index, question: MatrixQuestion) -> tuple[str, ...]:
    """The relation types that count."""
    vocabulary = index.vocabulary
    if question.relations is not None:
        return question.relations
    topics = [t for d in (question.rows, question.cols) if (t := topic_relation(vocabulary, d))]
    if topics and "country" not in (question.rows, question.cols):
        return (topics[0],)
    return tuple(t.type for t in vocabulary.relation_types if t.cls in STRONG_CLASSES and t.walk != "never")


def _cell_of(row: int, col: int, judgement: Judgement) -> Cell:
    """The cell of a rule's verdict: a zero only where a source says that there is none."""
    verdict = judgement.verdict
    count = len({w.end for w in judgement.witnesses}) if verdict in _COUNTED else None
    return Cell(
        row, col, verdict, 0 if verdict == "stated_absent" else count, count if verdict == "covered" else None,
        _COUNTED.get(verdict), judgement=judgement,
    )  # fmt: skip
