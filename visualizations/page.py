"""Interactive pages of answers: one file each, which works offline, by keyboard and on a telephone.

The same answer gives the same bytes. Nothing is written to disk here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from graph.answers import EvidenceItem, GapsAnswer, PathAnswer, PathItem, RelationItem
from graph.view import View
from visualizations import gather, layout, tables
from visualizations.describe import Describer
from visualizations.frame import Page, envelope_facts, render, warnings_of
from visualizations.gap_picture import GapPicture
from visualizations.legend import legend
from visualizations.markup import Markup, join, tag
from visualizations.picture import Picture, around, by_area, entity_node, relation_edge, scale_of
from visualizations.words import Words

PATHS = 40
"""How many paths a page shows at most."""
WEAK = ("structural", "thematic", "identity")
LABELLED = 12
"""Up to so many edges each has its label written on it."""
FEW, HUBS = 30, 18
"""Up to so many entities all labels are large; of more, those of so many."""


def entity_page(view: View, entity_id: str | None, lang: str = "vi") -> str:
    """What an entity is related with, two steps far; without an entity the whole graph.

    Raises:
        UnknownThing: there is no such entity.
        InvalidParameter: pages are not written in that language.
    """
    words = Words(lang)
    answer = None if entity_id is None else view.entity(entity_id, lang)
    found = gather.everything(view, words) if answer is None else gather.neighbourhood(view, answer.id, words)
    describer = Describer(view, words, found.entities)
    _know(describer, found.relations, answer.evidence if answer else ())
    scale, areas = scale_of(len(found.entities)), _areas(describer, found.entities)
    ranks = _ranks(found, [] if answer else [a for a in areas.values() if a])
    degrees = _degrees(found)
    nodes = tuple(entity_node(describer, i, ranks[i], scale) for i in found.entities)
    labelled = len(found.relations) <= LABELLED
    if answer is None:
        places = by_area(nodes, found.relations, areas)
    else:
        places = around(nodes, found.relations, found.steps, labelled=labelled)
    edges = tuple(relation_edge(describer, r, labelled=labelled) for r in found.relations)
    title = words("title_everything") if answer is None else words("title_entity", name=answer.name)
    drawn = words("drawn", entities=len(nodes), relations=len(edges))
    version = tag("code", view.data_version)
    page = Page(
        title=title,
        facts=tables.facts(
            [(words("drawing"), drawn), (words("as_of"), words("any_time")), (words("data_version"), version)]
        ),
        warnings=[] if answer is None else warnings_of(answer, words),
        notes=[*found.notes, *_geography(words, found.relations)],
        legend=legend(words, (n.kind for n in nodes), found.relations),
        tables=join(
            tables.about(describer, answer) if answer else None,
            _tables(describer, found.relations, list(found.entities), answer.evidence if answer else ()),
        ),
        picture=Picture(
            nodes=nodes,
            edges=edges,
            places=places,
            focus=min(ranks, key=lambda i: (ranks[i], -degrees[i], i), default=""),
        ),
    )
    return render(page, words)


def path_page(view: View, answer: PathAnswer, lang: str = "vi") -> str:
    """The paths of an answer, hop by hop, or the link that is no path.

    Raises:
        InvalidParameter: pages are not written in that language.
    """
    words = Words(lang)
    describer = Describer(view, words, answer.entities)
    shown = answer.paths[:PATHS]
    chains: list[Sequence[str]] = [p.entities for p in shown] or [w.path for w in answer.warnings if len(w.path) > 1]
    hops = [gather.hop_relation(path, n) for path in shown for n in range(len(path.hops))]
    relations = list({r.id: r for r in hops}.values())
    also = {hop.relation: len(hop.also) for path in shown for hop in path.hops}
    if not shown:
        relations = list({r.id: r for chain in chains for r in gather.links(view, chain)}.values())
    describer.know(i for chain in chains for i in chain)
    _know(describer, relations)
    ends = {i for chain in chains for i in (chain[0], chain[-1])} or set(answer.entities)
    places = layout.lanes(chains or [[i] for i in answer.entities])
    order = list(dict.fromkeys(i for chain in chains or [list(answer.entities)] for i in chain))
    scale = scale_of(len(order))
    nodes = tuple(entity_node(describer, i, 0 if i in ends else 1, scale) for i in order)
    weakest = {path.weakest.relation for path in shown if path.weakest and not path.weakest.alike}
    edges = tuple(
        relation_edge(describer, r, labelled=True, also=also.get(r.id, 0), weakest=r.id in weakest) for r in relations
    )
    parts = [_path(describer, path, n) for n, path in enumerate(shown, 1)]
    notes = [words("link_only")] if chains and not shown else []
    if len(shown) < len(answer.paths):
        notes.append(words("left_paths", shown=len(shown), total=len(answer.paths)))
    named = list(dict.fromkeys(i for chain in chains for i in (chain[0], chain[-1]))) or list(answer.entities)
    status = words(answer.status, n=len(answer.paths))
    page = Page(
        title=words("title_path", start=describer.name(named[0]).text, end=describer.name(named[-1]).text)
        if named
        else status,
        facts=tables.facts([(words("paths"), status), *envelope_facts(answer, words)]),
        warnings=[*([status] if answer.status == "search_limit_reached" else []), *warnings_of(answer, words)],
        notes=[*notes, *_geography(words, relations)],
        legend=legend(words, (n.kind for n in nodes), relations, weakest=len(weakest)),
        tables=join(
            tables.section(words("paths"), *parts) if parts else None,
            _tables(describer, relations, order, listed=not parts),
        ),
        picture=Picture(nodes=nodes, edges=edges, places=places, focus=order[0] if order else "", turns=True),
    )
    return render(page, words)


def gaps_page(view: View, answer: GapsAnswer, lang: str = "vi") -> str:
    """The subjects of rules with their verdicts, and what bears witness.

    Raises:
        InvalidParameter: pages are not written in that language.
    """
    words = Words(lang)
    describer = Describer(view, words, answer.entities)
    gaps = GapPicture(view, describer, answer)
    rule = next((words.of(r.title) for r in view.rules if r.id == answer.rule), answer.rule or "")
    page = Page(
        title=words("title_gaps", rule=rule) if answer.rule else words("title_all_gaps"),
        facts=join(tables.facts(envelope_facts(answer, words)), gaps.counts()),
        warnings=warnings_of(answer, words),
        notes=[*gaps.notes(), *_geography(words, gaps.relations)],
        legend=legend(
            words, (describer.kind(i) for i in gaps.entities), gaps.relations, (i.verdict for i in answer.items)
        ),
        tables=join(
            gaps.table(),
            gaps.groups(),
            _tables(describer, gaps.relations, gaps.entities, [e for i in answer.items for e in i.evidence]),
        ),
        picture=gaps.picture(),
    )
    return render(page, words)


def _tables(
    describer: Describer, relations: Sequence[RelationItem], entities: Sequence[str],
    evidence: Sequence[EvidenceItem] = (), *, listed: bool = True,
) -> Markup:  # fmt: skip
    """The tables that every page has: relations, entities in the order of the drawing, sources."""
    words = describer.words
    caption = words("relations_drawn", n=len(relations))
    return join(
        tables.section(words("relations"), tables.relations(describer, relations, caption))
        if listed and relations
        else None,
        tables.entities(describer, {i: n for n, i in enumerate(entities)}) if entities else None,
        tables.sources(describer, [*(e for r in relations for e in r.evidence), *evidence]),
    )


def _path(describer: Describer, path: PathItem, n: int) -> Markup:
    """A path: when it holds, what breaks it, and its hops."""
    words = describer.words
    hops = [gather.hop_relation(path, i) for i in range(len(path.hops))]
    caption = words("path_n", n=n, hops=path.length)
    said = []
    if path.hops and path.independent_sources is not None:
        said.append(words("independent", n=path.independent_sources))
    if path.holds:
        said.append(f"{words('holds')}: {words.named('holds', path.holds)}")
    if path.breaks:
        said.append(words("breaks", on=path.breaks.on, because=words.of(path.breaks.because)))
    if path.fresh_until:
        said.append(words("fresh_until", day=path.fresh_until))
    if path.weakest:
        code = "weakest_alike" if path.weakest.alike else "weakest"
        said.append(words(code, n=path.weakest.hop + 1, because=words.of(path.weakest.because)))
    unbounded = words("unbounded")
    window = words("window", start=path.valid_from or unbounded, end=path.valid_to or unbounded)
    at = path.weakest.hop if path.weakest and not path.weakest.alike else None
    table = (
        tables.relations(describer, hops, caption, steps=[h.forward for h in path.hops], weakest=at) if hops else None
    )
    names = " → ".join(describer.name(i).text for i in path.entities)
    return tag(
        "article", tag("h3", tag("bdi", names)), tag("p", window), tag("p", " · ".join(said)) if said else None, table
    )


def _know(describer: Describer, relations: Sequence[RelationItem], evidence: Sequence[EvidenceItem] = ()) -> None:
    """Fetch the names of what relations and evidence name."""
    ends = list(dict.fromkeys(i for r in relations for i in (r.source, r.target)))
    describer.know(ends)
    describer.know(e.asserted_by for e in (*evidence, *(e for r in relations for e in r.evidence)) if e.asserted_by)
    describer.know(unit for i in ends if (unit := describer.summary(i).in_))


def _geography(words: Words, relations: Iterable[RelationItem]) -> list[str]:
    return [words("geography")] if any(r.class_ in WEAK for r in relations) else []


def _degrees(found: gather.Gathered) -> Counter[str]:
    return Counter(end for r in found.relations for end in (r.source, r.target))


def _ranks(found: gather.Gathered, important: Iterable[str]) -> dict[str, int]:
    """0 for the entity in the middle, 1 for those with the most relations and those named, 2 for the rest."""
    degrees = _degrees(found)
    few = len(found.entities) <= FEW
    hubs = sorted(degrees, key=lambda i: (-degrees[i], i))[: HUBS if not few else len(degrees)]
    named = sorted(set(important), key=lambda i: (-degrees[i], i))[:HUBS]
    near = {i for i in hubs if found.steps.get(i, 1) == 1} | set(named)
    return {i: 0 if found.steps.get(i) == 0 else 1 if i in near else 2 for i in found.entities}


def _areas(describer: Describer, entities: Iterable[str]) -> dict[str, str | None]:
    """The area by which each entity is grouped: the unit of that type which it is, lies in or governs, at any depth."""
    area_type = describer.view.vocabulary.roles.area
    areas: dict[str, str | None] = {}
    for entity_id in entities:
        here: str | None = entity_id
        passed: set[str] = set()
        while here is not None and here not in passed and describer.summary(here).type != area_type:
            passed.add(here)
            here = describer.summary(here).in_
        areas[entity_id] = None if here in passed else here
    return areas
