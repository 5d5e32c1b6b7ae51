"""The tables below a drawing: all that is drawn, and who says so, for those who cannot or will not use the drawing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from graph.answers import Copies, EntityAnswer, EvidenceItem, RelationItem, Sides
from visualizations.describe import Describer
from visualizations.markup import Markup, in_language, join, tag, text
from visualizations.style import WEAKEST, shape_svg

Row = Sequence[Any]
"""The first cell heads its row."""


def table(caption: str, heads: Sequence[str], rows: Iterable[Row], *, wide: Iterable[int] = ()) -> Markup:
    """A table in a region of its own, which scrolls and can be reached by keyboard. `wide`: columns with long texts."""
    broad = set(wide)
    head = tag("tr", *(tag("th", h, scope="col") for h in heads))
    body = [
        tag(
            "tr",
            tag("th", row[0], scope="row"),
            *(tag("td", cell, class_="wide" if n in broad else None) for n, cell in enumerate(row[1:], 1)),
        )
        for row in rows
    ]
    whole = tag("table", tag("caption", caption), tag("thead", head), tag("tbody", *body))
    return tag("div", whole, class_="scroll", role="region", tabindex="0", aria_label=caption)


def section(heading: str, *content: Any) -> Markup:
    """A part of the page with its heading."""
    return tag("section", tag("h2", heading), *content)


def name_cell(describer: Describer, entity_id: str) -> Markup:
    """An entity's name, with its language and its sign."""
    name = describer.name(entity_id)
    return tag("div", shape_svg(describer.kind(entity_id)), " ", in_language(name.text, name.language), class_="name")


def evidence_cell(
    describer: Describer, evidence: Sequence[EvidenceItem], independent: int | None = None, sides: Sides | None = None,
    copies: Copies = (),
) -> Markup:  # fmt: skip
    """Who says it, where, in which words; how many independent sources, and why; which sides of a border."""
    words = describer.words
    if not evidence:
        return tag("span", words("no_evidence"), class_="soft")
    items = [
        tag("li", describer.where(e), join(": ", tag("q", tag("bdi", e.quote), lang=describer.spoken(e.source))))
        if e.quote
        else tag("li", describer.where(e))
        for e in evidence
    ]
    count = None if independent is None else tag("small", words("independent", n=independent))
    said = None if sides is None else tag("small", tag("br"), describer.sides(sides))
    return join(tag("ul", *items), count, *(tag("small", tag("br"), c) for c in describer.copies(copies)), said)


def relations(
    describer: Describer, items: Sequence[RelationItem], caption: str, *, steps: Sequence[bool] = (),
    weakest: int | None = None,
) -> Markup:  # fmt: skip
    """Relations, one a row. `steps`: the hops of a path, forward or backward; `weakest`: which is the weakest."""
    words, dated = describer.words, any(r.holds is not None for r in items)
    heads = ["from", "relation", "to", "class", "valid", "attested", "said", *(["holds"] if dated else []), "evidence"]
    rows: list[Row] = []
    for n, r in enumerate(items):
        forward = steps[n] if steps else True
        ends = (r.source, r.target) if forward else (r.target, r.source)
        mark = tag("small", tag("br"), f"{WEAKEST} {words('weakest_here')}") if n == weakest else None
        holds = [words.named("holds", r.holds) if r.holds else "–"] if dated else []
        row = [
            name_cell(describer, ends[0]),
            join(describer.relation_name(r.type, forward=forward), tag("br"), tag("code", r.id), mark),
            name_cell(describer, ends[1]),
            words.named("class", r.class_),
            describer.valid(r),
            "; ".join(r.attested) or words("unsaid"),
            describer.said(r),
            *holds,
            evidence_cell(describer, r.evidence, r.independent_sources, r.sides, r.copies),
        ]
        rows.append([n + 1, *row] if steps else row)
    shown = [words(h) for h in (["step", *heads] if steps else heads)]
    return table(caption, shown, rows, wide=[len(shown) - 1])


def entities(describer: Describer, numbers: Mapping[str, int]) -> Markup:
    """The entities of a drawing; each can be shown in it by its number."""
    words = describer.words
    rows = []
    for entity_id, number in numbers.items():
        name, summary = describer.name(entity_id), describer.summary(entity_id)
        label = words("show", name=name.text)
        show = tag("button", "◎", type="button", class_="show", data_node=number, aria_label=label, title=label)
        others = [in_language(n.text, n.language, "div") for n in describer.other_names(entity_id)]
        unit = name_cell(describer, summary.in_) if summary.in_ else "–"
        rows.append([
            join(show, name_cell(describer, entity_id)), join(*others) if others else "–",
            describer.type_name(entity_id), unit, summary.lifetime or "–", tag("code", entity_id),
        ])  # fmt: skip
    heads = [words(h) for h in ("name", "other_names", "kind", "unit", "lifetime", "id")]
    return section(words("entities"), table(words("entities_drawn", n=len(rows)), heads, rows))


def about(describer: Describer, answer: EntityAnswer) -> Markup:
    """What is known of an entity itself, and who says so."""
    words = describer.words
    rows: list[Row] = [(words("kind"), describer.type_name(answer.id))]
    others = [in_language(n.text, n.language, "div") for n in describer.other_names(answer.id)]
    rows += [(words("other_names"), join(*others))] if others else []
    rows += [(words("aliases"), "; ".join(answer.aliases))] if answer.aliases else []
    rows += [(words("lifetime"), answer.lifetime)] if answer.lifetime else []
    for code, successions in (("predecessors", answer.predecessors), ("successors", answer.successors)):
        told = [
            tag("li", join(s.name, f" ({s.valid})" if s.valid else None, tag("br"), tag("code", s.id)))
            for s in successions
        ]
        rows += [(words(code), tag("ul", *told))] if told else []
    for attribute in describer.view.vocabulary.attributes:
        value = answer.attributes.get(attribute.name)
        if attribute.value == "entity" and isinstance(value, str):
            describer.know([value])
            rows.append((words.of(attribute.label), name_cell(describer, value)))
        elif isinstance(value, str | int | float):
            rows.append((words.of(attribute.label), value))
    rows += [(words("observations"), answer.observations)] if answer.observations else []
    rows += [(words("note"), answer.note)] if answer.note else []
    who = evidence_cell(describer, answer.evidence, answer.independent_sources, copies=answer.copies)
    rows += [(words("id"), tag("code", answer.id)), (words("evidence"), who)]
    caption = words("about_caption", name=answer.name)
    return section(words("about"), table(caption, [words("attribute"), words("value")], rows))


def sources(describer: Describer, used: Iterable[EvidenceItem]) -> Markup:
    """The sources of what is on the page."""
    words = describer.words
    times = Counter(e.source for e in used)
    rows = []
    for source_id in sorted(times):
        source = describer.source(source_id)
        title = words.of(source.title) if source else ""
        language = next((c for c, t in source.title.items() if t == title), None) if source else None
        rows.append([
            tag("code", source_id), in_language(title, language) if title else "–",
            (source.author if source else None) or "–",
            describer.genre_name(source.genre) if source and source.genre else "–",
            (source.content_as_of if source else None) or "–", times[source_id],
        ])  # fmt: skip
    if not rows:
        return Markup()
    heads = [words(h) for h in ("id", "title", "author", "genre", "content", "times")]
    return section(words("sources"), table(words("sources_used", n=len(rows)), heads, rows, wide=[1]))


def facts(pairs: Iterable[tuple[str, Any]]) -> Markup:
    """What a page says of itself in a line."""
    return tag("dl", *(tag("div", tag("dt", f"{k}:"), tag("dd", text(v))) for k, v in pairs), class_="facts")
