"""Answers to matrix questions: rows, columns, cells with witnesses and sources, and what speaks of each at all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, MutableMapping
from typing import Literal

from graph.answers import Head, MatrixAnswer, MatrixCell, Notice, SourceCoverage
from graph.axes import KIND, Axis, Dimension, sides
from graph.coverage import WITNESSES, Judgement
from graph.lists import only_lists, subjects
from graph.matrix import Cell, Matrix, MatrixQuestion
from graph.sources import independent
from graph.succession import Succession
from graph.tell import Teller, in_language
from graph.whereabouts import Around
from schema.dates import day_text
from schema.errors import InvalidParameter, UnknownThing
from schema.messages import say
from schema.rules import near_ids
from schema.statements import Evidence, Relation, Source

Spoken = dict[str, tuple[frozenset[int], frozenset[str]]]
"""Of each head: which statements, by number, are about something in it, and on which sources they rest."""


def tell_matrix(teller: Teller, question: MatrixQuestion, known: MutableMapping[Dimension, Spoken]) -> MatrixAnswer:
    """Fill a matrix. `known` keeps what is spoken of, which does not depend on the question.

    Raises:
        UnknownThing: there is no such rule.
        InvalidParameter: the two sides do not go together, or not with the rule.
    """
    _check(teller, question)
    matrix = Matrix(teller.index, question)
    rows, cols, cells = matrix.fill()
    quoted = _Quoted(teller)
    told = tuple(_cell(quoted, matrix, cell) for cell in cells)
    judged = [c.judgement for c in cells if c.judgement]
    spoken = [
        *_of_sources(teller, matrix.rows, "row", rows, question.day, known),
        *_of_sources(teller, matrix.cols, "col", cols, question.day, known),
    ]
    return MatrixAnswer(
        as_of=day_text(question.day),
        data_version=teller.snapshot.data_version(),
        limits_hit=("witnesses",) if any(_more(c) for c in cells) else (),
        warnings=tuple(w for j in judged for w in _contradiction(teller, j)),
        rows_by=question.rows,
        cols_by=question.cols,
        rule=question.rule,
        relations=matrix.relations,
        rows=tuple(_head(teller, matrix.rows, h) for h in rows),
        cols=tuple(_head(teller, matrix.cols, h) for h in cols),
        cells=told,
        coverage_of_sources=tuple(spoken),
    )


class _Quoted:
    """The relations that witness something, read once each."""

    def __init__(self, teller: Teller) -> None:
        self.teller = teller
        self._relations: dict[int, Relation] = {}

    def evidence(self, relations: Iterable[int]) -> Iterator[Evidence]:
        """Where relations are said."""
        for number in relations:
            known = self._relations.get(number)
            if known is None:
                known = self._relations[number] = self.teller.relation(number)
            yield from known.evidence


def _cell(quoted: _Quoted, matrix: Matrix, cell: Cell) -> MatrixCell:
    index = quoted.teller.index
    if cell.judgement:
        ways = [w.relations for w in cell.judgement.witnesses[:WITNESSES]]
        cited = [r for way in ways for r in way]
    else:
        ways = [link.relations for link in cell.links[:WITNESSES]]
        cited = [r for link in cell.links[:WITNESSES] for r in (*link.relations, *link.also)]
    denied = [e for a in cell.judgement.absences for e in a.evidence] if cell.judgement and not ways else []
    # what a unit became is not said by those who say what it had: they are no more witnesses of that
    said = [r for r in cited if index.relation_type(r).type != index.vocabulary.roles.succession]
    return MatrixCell(
        row=matrix.rows.id(cell.row), col=matrix.cols.id(cell.col), count=cell.count, certain=cell.certain,
        holds=cell.holds, verdict=cell.verdict, inherited=cell.inherited,
        collectives=sum(link.collective for link in cell.links[: cell.count]),
        witnesses=tuple(tuple(index.relation_ids[r] for r in way) for way in ways),
        sources=tuple(sorted({e.source for e in (*quoted.evidence(cited), *denied)})),
        independent_sources=independent(list(dict.fromkeys((*quoted.evidence(said), *denied))), index.passages),
    )  # fmt: skip


def _more(cell: Cell) -> bool:
    """Whether not all witnesses of a cell are listed."""
    return len(cell.links) > WITNESSES or bool(cell.judgement and cell.judgement.more)


def _head(teller: Teller, axis: Axis, head: int) -> Head:
    head_id = axis.id(head)
    if axis.dimension != "kind":
        summary = teller.summary(head_id)
        return Head(**{f: getattr(summary, f) for f in summary.__struct_fields__})
    name = head_id.removeprefix(KIND)
    names = axis.kinds[name]
    return Head(
        id=head_id, type=None, subtype=name, name=in_language(names, teller.lang) or name, names=names, lifetime=None,
        in_=None,
    )  # fmt: skip


def _contradiction(teller: Teller, judgement: Judgement) -> Iterator[Notice]:
    if judgement.contradicted:
        subject = teller.index.ids[judgement.subject]
        yield Notice(code="contradicted", message=say("contradicted", name=teller.names(subject)), entities=(subject,))


def _of_sources(
    teller: Teller, axis: Axis, side: Literal["row", "col"], heads: Iterable[int], day: int,
    known: MutableMapping[Dimension, Spoken],
) -> Iterator[SourceCoverage]:  # fmt: skip
    """How much is said of each head, and of the units of its kind that it took over from: it has what they had."""
    spoken, index, succession = _spoken(teller, axis.dimension, known), teller.index, Succession(teller.index, day)
    for head in heads:
        formers = succession.predecessors(head) if axis.dimension == "area" and succession.any else ()
        keys = [axis.id(h) for h in (head, *(f for f in formers if index.types[f] == index.types[head]))]
        found = [spoken[key] for key in keys if key in spoken]
        yield SourceCoverage(
            key=keys[0], axis=side, statements=len(frozenset().union(*(said for said, _ in found))),
            sources=tuple(sorted({source for _, sources in found for source in sources})),
        )  # fmt: skip


def _spoken(teller: Teller, dimension: Dimension, known: MutableMapping[Dimension, Spoken]) -> Spoken:
    """What statements there are about each head of an axis: whatever their date and modality.

    Those of sources that do no more than list what there is, where it lies and what it became are left out: a register
    of all units says nothing of what links them.
    """
    if dimension not in known:
        axis = Axis(teller.index, dimension, Around(teller.index.whereabouts, None))
        numbers = teller.index.numbers
        said = [
            (
                only_lists(s, teller.index.vocabulary),
                {e.source for e in s.evidence},
                [numbers[e] for e in subjects(s) if e in numbers],
            )
            for s in teller.snapshot.statements()
            if not isinstance(s, Source)
        ]
        speaking = {source for lists, cited, _ in said if not lists for source in cited}
        statements: dict[int, set[int]] = {}
        sources: dict[int, set[str]] = {}
        for number, (_, cited, about) in enumerate(said):
            if cited and cited.isdisjoint(speaking):
                continue
            for head in {h for entity in about for h in axis.of(entity)}:
                statements.setdefault(head, set()).add(number)
                sources.setdefault(head, set()).update(cited)
        known[dimension] = {axis.id(h): (frozenset(found), frozenset(sources[h])) for h, found in statements.items()}
    return known[dimension]


def _check(teller: Teller, question: MatrixQuestion) -> None:
    """Refuse what cannot be asked.

    Raises:
        UnknownThing: there is no such rule.
        InvalidParameter: the two sides do not go together, or not with the rule.
    """
    index, sent = teller.index, (question.rows, question.cols)

    def wrong(parameter: str, value: str, code: str, **values: object) -> InvalidParameter:
        return InvalidParameter(parameter, value, say(code, **values)[teller.lang])

    if question.rule is None:
        if question.rows == question.cols and question.rows in ("sector", "channel"):
            raise wrong("cols", question.cols, "matrix_two_sides")
        return
    rule = index.rules.get(question.rule)
    if rule is None:
        near = near_ids(question.rule, sorted(index.rules))
        raise UnknownThing("rule", question.rule, [{"id": r} for r in near], "rule")
    fitting = sides(index.vocabulary, rule)
    if fitting is None:
        able = [r for r in sorted(index.rules) if sides(index.vocabulary, index.rules[r])]
        raise wrong("rule", rule.id, "matrix_pair_rule", rules=", ".join(able) or "–")
    if set(sent) != set(fitting):
        parameter = "rows" if question.rows not in fitting else "cols"
        raise wrong(parameter, getattr(question, parameter), "matrix_rule_sides", rows=fitting[0], cols=fitting[1])
    for parameter, value, plain in (
        ("relation", question.relations, None), ("holds", question.holds, "best"),
        ("modality", question.modalities, ("asserted",)),
    ):  # fmt: skip
        if value != plain:
            shown = value if isinstance(value, str) else ",".join(value or ())
            raise wrong(parameter, shown, "matrix_rule_alone")
