"""The answers: what a question that has been read asks of the view."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any

import msgspec

from api import cursor
from api.parameters import QuestionType
from api.reading import rule_parameters
from api.views import Opened
from api.words import said
from graph.answers import (
    DatasetItem,
    Envelope,
    GapAnswer,
    GapsAnswer,
    List,
    Notice,
    RelationItem,
    Summary,
    Total,
)
from graph.coverage import GAPS, VERDICTS
from graph.lists import StatementFilter, subjects
from graph.matrix import MatrixQuestion
from graph.tell_gaps import GapsQuestion
from graph.view import View
from graph.walk import PathQuestion
from schema.dates import day_text
from schema.errors import UnknownThing
from schema.messages import say
from schema.rules import Rule, near_ids

Answer = Envelope | GapAnswer
_EVERYTHING = 2**31


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """A question that has been read and can be answered.

    `question` is the digest that its cursors carry, whatever the page; `state` tells whether an answer is still the
    same: the data, the day, and every parameter.
    """

    type: QuestionType
    view: View
    opened: Opened
    lang: str
    values: Mapping[str, Any]
    warnings: tuple[Notice, ...]
    question: str
    state: str
    offset: int

    @property
    def day(self) -> int | None:
        """The day asked; None: any time."""
        day: int | None = self.values.get("as_of")
        return day

    @property
    def limit(self) -> int:
        """How many items a page has."""
        limit: int = self.values["limit"]
        return limit


def rules_named(view: View, names: Sequence[str] | None, lang: str) -> list[Rule]:
    """The rules of those names; without names all."""
    known = {rule.id: rule for rule in sorted(view.rules, key=lambda r: r.id)}
    if names is None:
        return list(known.values())
    for name in names:
        if name not in known:
            near = [{"id": r, "name": said(known[r].title, lang)} for r in near_ids(name, list(known))]
            raise UnknownThing("rule", name, near, "rule")
    return [known[name] for name in names]


def _entities(asked: Asked) -> Answer:
    v, view, day = asked.values, asked.view, asked.day
    text = v["q"] or None
    types, area, lang = v["type"] or (), v["in"], asked.lang
    if day is None:
        hits, total = view.search(text, types=types, area=area, lang=lang, offset=asked.offset, limit=asked.limit)
    else:
        there, _ = view.search(text, types=types, area=area, lang=lang, limit=_EVERYTHING)
        there = [h for h in there if _may_exist(view, h.id, day)]
        hits, total = there[asked.offset : asked.offset + asked.limit], len(there)
    return _list(asked, hits, total)


def _entity(asked: Asked) -> Answer:
    found = asked.view.entity(asked.values["id"], asked.lang, asked.day)
    if asked.day is None:
        return found
    warnings = found.warnings
    if not _may_exist(asked.view, found.id, asked.day):
        names = {lang: found.names.get(lang) or found.name for lang in ("vi", "en")}
        message = say("entity_not_in_force", name=names, lifetime=found.lifetime)
        warnings += (Notice(code="entity_not_in_force", message=message, entities=(found.id,)),)
    return msgspec.structs.replace(found, as_of=day_text(asked.day), warnings=warnings)


def _may_exist(view: View, entity: str, day: int) -> bool:
    first, last = view.index.lifetimes[view.index.numbers[entity]].possible
    return first <= day <= last


def _relations(asked: Asked) -> Answer:
    v = asked.values
    items, total = asked.view.relations(
        v["id"], types=v["type"] or (), classes=v["class"] or (), direction=v["direction"], day=asked.day,
        holds=v["holds"], modalities=v["modality"], offset=asked.offset, limit=asked.limit,
    )  # fmt: skip
    return _list(asked, items, total, (e for r in items for e in (r.source, r.target, *_countries(r))))


def _countries(relation: RelationItem) -> tuple[str, ...]:
    return (*relation.sides.asserted, *relation.sides.silent) if relation.sides else ()


def _paths(asked: Asked) -> Answer:
    v, vocabulary = asked.values, asked.view.vocabulary
    walked: tuple[str, ...] | None = None
    if v["relation"] or v["class"]:
        classes, named = v["class"] or (), v["relation"] or ()
        walked = tuple(t.type for t in vocabulary.relation_types if t.type in named or t.cls in classes)
    question = PathQuestion(
        sources=v["from"], targets=v["to"], day=asked.day, holds=v["holds"], modalities=v["modality"],
        k=1 if isinstance(v["k"], str) else v["k"], all_shortest=isinstance(v["k"], str), max_hops=v["max_hops"],
        via=v["via"] or (), avoid=v["avoid"] or (), relations=walked, entity_types=v["entity_type"],
        channels=v["channel"],
    )  # fmt: skip
    return asked.view.paths(question, asked.lang)


def _gaps(asked: Asked) -> Answer:
    v = asked.values
    rules = rules_named(asked.view, v["rule"], asked.lang)
    wanted = {verdict for word in v["verdict"] for verdict in {"gap": GAPS, "all": VERDICTS}.get(word, (word,))}
    found: GapsAnswer = asked.view.gaps(
        GapsQuestion(
            rules=tuple(rule.id for rule in rules), day=v["as_of"], area=v["in"], group_by=v["group_by"],
            verdicts=tuple(verdict for verdict in VERDICTS if verdict in wanted), parameters=_days(v, rules),
            offset=asked.offset, limit=asked.limit,
        ),
        asked.lang,
    )  # fmt: skip
    return msgspec.structs.replace(found, next=_next(asked, len(found.items), found.total.value))


def _gap(asked: Asked) -> Answer:
    v = asked.values
    return asked.view.gap(v["id"], v["as_of"], _days(v, asked.view.rules), asked.lang)


def _days(values: Mapping[str, Any], rules: Collection[Rule]) -> dict[str, int]:
    """The rules' own parameters that were given."""
    return {p.name: day for p in rule_parameters(rules) if (day := values.get(p.name)) is not None}


def _matrix(asked: Asked) -> Answer:
    v = asked.values
    question = MatrixQuestion(
        rows=v["rows"], cols=v["cols"], day=v["as_of"], rule=v["rule"], relations=v["relation"], area=v["in"],
        holds=v["holds"], modalities=v["modality"], parameters=_days(v, asked.view.rules),
    )  # fmt: skip
    return asked.view.matrix(question, asked.lang)


def _rule_list(asked: Asked) -> Answer:
    wanted = {rule.id for rule in rules_named(asked.view, asked.values["rule"], asked.lang)}
    return _page(asked, [item for item in asked.view.rule_items() if item.id in wanted])


def _observations(asked: Asked) -> Answer:
    v = asked.values
    items, total = asked.view.observations(
        subject=v["subject"], area=v["in"], indicator=v["indicator"], period=v["period"], modalities=v["modality"],
        offset=asked.offset, limit=asked.limit,
    )  # fmt: skip
    return _list(asked, items, total, (o.subject for o in items))


def _statements(asked: Asked) -> Answer:
    v, view = asked.values, asked.view
    if v["source"] and not view.snapshot.get("source", v["source"]):
        view.source(v["source"], asked.lang)  # which says that there is none, and which there are
    wanted = StatementFilter(
        kind=v["kind"], subject=v["subject"], area=v["in"], source=v["source"], modalities=v["modality"] or (),
        inferences=v["inference"] or (), genre=v["genre"], rests_on=v["rests_on"], sides=v["sides"],
    )  # fmt: skip
    items, total = view.statements(wanted, offset=asked.offset, limit=asked.limit)
    return _list(asked, [view.whole(s) for s in items], total, (e for s in items for e in subjects(s)))


def _source(asked: Asked) -> Answer:
    return asked.view.source(asked.values["id"], asked.lang)


def _sources(asked: Asked) -> Answer:
    return _page(asked, asked.view.sources(asked.lang))


def _datasets(asked: Asked) -> Answer:
    items = [DatasetItem(**{f: getattr(d, f) for f in d.__struct_fields__}) for d in asked.opened.store.datasets()]
    return _page(asked, items)


def _vocabulary(asked: Asked) -> Answer:
    return asked.view.vocabulary_answer()


def _page(asked: Asked, items: Sequence[Any]) -> List:
    return _list(asked, items[asked.offset : asked.offset + asked.limit], len(items))


def _list(asked: Asked, items: Sequence[Any], total: int, named: Iterable[str] = ()) -> List:
    known = [e for e in dict.fromkeys(named) if e in asked.view.index.numbers]
    summaries: dict[str, Summary] = asked.view.summaries(known, asked.lang) if known else {}
    return List(
        as_of=None if asked.day is None else day_text(asked.day), data_version=asked.view.data_version,
        items=tuple(items), total=Total(value=total), next=_next(asked, len(items), total), entities=summaries,
    )  # fmt: skip


def _next(asked: Asked, shown: int, total: int) -> str | None:
    following = asked.offset + shown
    if not shown or following >= total:
        return None
    return cursor.Cursor(asked.view.data_version, asked.question, following, asked.day).write()


ANSWERS: dict[str, Callable[[Asked], Answer]] = {
    "entities": _entities, "entity": _entity, "relations": _relations, "paths": _paths, "rules": _rule_list,
    "gaps": _gaps, "gap": _gap, "matrix": _matrix, "observations": _observations,
    "statements": _statements, "sources": _sources, "source": _source, "datasets": _datasets, "vocabulary": _vocabulary,
}  # fmt: skip
