"""The drawing and the tables of a coverage answer: a subject, its verdict in a box, and what bears witness.

What is missing is drawn, too: a box with a dashed frame stands where the relation should be.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graph.answers import GapItem, GapsAnswer, Reconciliation, RelationItem, Reported
from graph.coverage import VERDICTS
from graph.view import View
from visualizations import gather, tables
from visualizations.describe import Describer
from visualizations.drawing import MOST_NODES
from visualizations.legend import verdict_sign
from visualizations.markup import Markup, join, tag
from visualizations.picture import VERDICT, Edge, Node, Picture, Scale, entity_node, in_pieces, relation_edge, scale_of
from visualizations.style import SYMBOLS, wrapped

WITNESSES = 5
"""How many witnesses of one subject are drawn at most."""
MANY = 40
"""Of more verdicts than these, those that do not apply stand in the table only."""


class GapPicture:
    """A coverage answer as a drawing and as tables. The worst verdicts come first."""

    def __init__(self, view: View, describer: Describer, answer: GapsAnswer) -> None:
        self.view = view
        self.describer = describer
        self.words = describer.words
        self.answer = answer
        badness = {verdict: n for n, verdict in enumerate(reversed(_WORST_LAST))}
        self.items = sorted(answer.items, key=lambda i: (badness.get(i.verdict, 0), i.rule, i.subject, i.object or ""))
        binds = [i for i in self.items if i.verdict != "not_applicable"]
        self._drawn = binds if len(self.items) > MANY else self.items
        chains = [chain for item in self.items for chain in item.witnesses[:WITNESSES]]
        starts = [i for item in self.items for i in (item.subject, item.object) if i]
        known = gather.witnesses(view, chains, starts)
        wanted = dict.fromkeys(r for chain in chains for r in chain)
        self.relations: list[RelationItem] = [known[r] for r in wanted if r in known][: gather.RELATIONS]
        ends = [i for item in self._drawn for i in (item.subject, item.object) if i]
        ends += [i for r in self.relations for i in (r.source, r.target)]
        self.entities = list(dict.fromkeys(ends))[: MOST_NODES // 2]
        shown = set(self.entities)
        self.relations = [r for r in self.relations if r.source in shown and r.target in shown]
        self._undrawn = len({r for i in answer.items for c in i.witnesses for r in c}) - len(self.relations)
        describer.know(self.entities)
        describer.know(starts)
        evidence = [*(e for r in self.relations for e in r.evidence), *(e for i in self.items for e in i.evidence)]
        describer.know(e.asserted_by for e in evidence if e.asserted_by)
        describer.know(unit for i in self.entities if (unit := describer.summary(i).in_))

    def notes(self) -> list[str]:
        """What was left out."""
        words, total = self.words, self.answer.total.value
        notes = []
        if total > len(self.items):
            notes.append(words("left_gaps", shown=len(self.items), total=total))
        if len(self._drawn) < len(self.items):
            notes.append(words("left_not_applicable", n=len(self.items) - len(self._drawn)))
        if self._undrawn > 0:
            notes.append(words("left_witnesses", n=self._undrawn))
        return notes

    def counts(self) -> Markup:
        """How often each verdict is given."""
        known = [(v, n) for v in VERDICTS if (n := self.answer.counts.get(v, 0))]
        return tables.facts(
            [(self.words("counts"), join(*(join(verdict_sign(self.words, v), f" {n}  ") for v, n in known)))]
        )

    def picture(self) -> Picture:
        """Subjects, verdicts and witnesses, piece by piece."""
        subjects = {i.subject for i in self.items}
        boxes = [i for i in self._drawn if i.subject in self.entities][: MOST_NODES // 2]
        scale = scale_of(len(self.entities) + len(boxes))
        entities = {i: entity_node(self.describer, i, 1 if i in subjects else 2, scale) for i in self.entities}
        nodes = entities | {item.id: self._box(item, scale) for item in boxes}
        order = {i: n for n, i in enumerate(dict.fromkeys(k for item in boxes for k in (item.subject, item.id)))}
        edges = [self._to_box(item, end) for item in boxes for end in (item.subject, item.object) if end in entities]
        edges += [relation_edge(self.describer, r, labelled=True) for r in self.relations]
        ranked = sorted(nodes, key=lambda k: order.get(k, len(order)))
        places = in_pieces([nodes[k] for k in ranked], edges)
        focus = self._drawn[0].subject if self._drawn else ""
        return Picture(nodes=tuple(nodes.values()), edges=tuple(edges), places=places, focus=focus)

    def table(self) -> Markup:
        """The verdicts with their reasons."""
        words, answer = self.words, self.answer
        pairs, rules = any(i.object for i in self.items), answer.rule is None
        heads = ["subject", *(["object"] if pairs else []), *(["rule"] if rules else []), "verdict", "reason", "since",
                 "last_attested", "figures", "evidence"]  # fmt: skip
        rows = []
        for item in self.items:
            other = [tables.name_cell(self.describer, item.object) if item.object else "–"] if pairs else []
            sign = verdict_sign(words, item.verdict)
            rows.append([
                tables.name_cell(self.describer, item.subject), *other, *([self._rule(item.rule)] if rules else []),
                join(sign, tag("br"), tag("strong", words("contradicted"))) if item.contradicted else sign,
                self._reason(item), item.since or "–", item.last_attested or "–",
                self._figures(item.reconciliation, item.subject),
                tables.evidence_cell(
                    self.describer, item.evidence, item.independent_sources, item.sides, item.copies
                ),
            ])  # fmt: skip
        if not rows:
            return Markup()
        wide = [n for n, head in enumerate(heads) if head in {"reason", "evidence"}]
        shown = tables.table(words("gaps_listed", n=len(rows)), [words(h) for h in heads], rows, wide=wide)
        return tables.section(words("gaps"), shown)

    def groups(self) -> Markup | None:
        """The groups, where the answer has some."""
        words = self.words
        if not self.answer.groups:
            return None
        used = [v for v in VERDICTS if any(g.counts.get(v) for g in self.answer.groups)]
        rows: list[list[Any]] = [
            [self._key(g.key), g.total, *(g.counts.get(v, 0) for v in used), self._figures(g.reconciliation, g.key)]
            for g in self.answer.groups
        ]
        heads = [words("group"), words("total"), *(words.named("verdict", v) for v in used), words("figures")]
        return tables.table(words("groups_listed", n=len(rows)), heads, rows)

    def _key(self, key: str) -> str:
        if key in self.answer.entities:
            return tables.name_cell(self.describer, key)
        kind = self.view.vocabulary.entity_type(key)
        return self.words.of(kind.label) if kind else self.words.named("verdict", self._rule(key))

    def _rule(self, rule_id: str) -> str:
        return next((self.words.of(r.title) for r in self.view.rules if r.id == rule_id), rule_id)

    def _reason(self, item: GapItem) -> Markup:
        ids = ", ".join(r for chain in item.witnesses for r in chain)
        return join(
            self.words.of(item.reason), tag("small", tag("br"), self.words("witnesses", ids=ids)) if ids else None
        )

    def _figures(self, items: tuple[Reconciliation, ...], about: str) -> Markup | str:
        words = self.words
        told = []
        for item in items:
            reported = "; ".join(self._figure(figure, about) for figure in item.reported)
            parts = [f"{words('reported')} {reported}"] if reported else []
            parts.append(words("recorded", n=item.recorded))
            parts += [] if item.unnamed is None else [words("unnamed", n=item.unnamed)]
            told.append(tag("li", f"{words.of(item.label)}: {'; '.join(parts)}"))
        return tag("ul", *told) if told else "–"

    def _figure(self, figure: Reported, about: str) -> str:
        """A figure, with the name of its subject where that is another than the one asked about."""
        name = "" if figure.subject == about else f" – {self.describer.name(figure.subject).text}"
        return self.describer.figure(figure) + name

    def _box(self, item: GapItem, scale: Scale) -> Node:
        words = self.words
        verdict = words.named("verdict", item.verdict)
        sign = SYMBOLS.get(item.verdict, "")
        label = wrapped(f"{sign} {verdict}", 20) if scale == scale_of(1) or not sign else sign
        names = [self.describer.name(i).text for i in (item.subject, item.object) if i]
        rows = [f"{' – '.join(names)}: {verdict}", self._rule(item.rule), words.of(item.reason)]
        rows += [f"{words(head)}: {value}" for head, value in _dates(item).items() if value]
        rows += [
            f"{words.of(figures.label)}: {self._figure(f, item.subject)}"
            for figures in item.reconciliation
            for f in figures.reported
        ]
        rows += [f"{words('sides')}: {self.describer.sides(item.sides)}"] if item.sides else []
        rows += [f"• {self.describer.where(e)}" + (f": “{e.quote}”" if e.quote else "") for e in item.evidence]
        return Node(
            key=item.id, label=label, kind=VERDICT, tip="\n".join(rows), font=scale.fonts[1],
            dashed=item.verdict != "covered",
        )  # fmt: skip

    def _to_box(self, item: GapItem, end: str) -> Edge:
        tip = f"{self.describer.name(end).text}: {self.words.named('verdict', item.verdict)}"
        dash = None if item.verdict == "covered" else (3, 5)
        return Edge(source=end, target=item.id, tip=tip, dash=dash, directed=False)


_WORST_LAST = ("not_applicable", "covered", "possible", "inherited", "planned", "lapsed", "orphaned", "not_recorded",
               "stated_absent")  # fmt: skip


def _dates(item: GapItem) -> Mapping[str, str | None]:
    return {"since": item.since, "last_attested": item.last_attested}
