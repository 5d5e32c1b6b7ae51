"""Make the bundled dataset from the working form of the records: `python -m loaders.convert RECORDS_DIR OUT_DIR`.

The working form is JSON Lines, described in the README of its folder. What a field of a statement says is moved there;
everything else is kept as an attribute. A field that is not known here stops the conversion: nothing is lost silently.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeVar

from loaders.checks import MAX_QUOTE_WORDS, Checker
from loaders.convert_time import times
from loaders.export import export
from schema import rules, vocabulary
from schema.statements import (
    Absence,
    Entity,
    Evidence,
    Objective,
    Observation,
    Part,
    Passage,
    Qualifier,
    Relation,
    Source,
    Statement,
)
from schema.vocabulary import Behaviour, Vocabulary

Record = dict[str, Any]
S = TypeVar("S", bound=Statement)

QUALIFIERS: dict[str, tuple[Qualifier, str | None]] = {
    "=": ("=", None),
    "trên (>)": (">", "trên"),
    "trên (>), bình quân (average)": (">", "trên, bình quân"),
    "gần (<)": ("<", "gần"),
    "hàng nghìn": ("some", "hàng nghìn"),
    "hàng trăm": ("some", "hàng trăm"),
    "một số (some)": ("some", "một số"),
    "unspecified plural (nhiều)": ("some", "nhiều"),
    "unspecified plural": ("some", "các"),
}
"""The qualifiers of the working form: ours, and the words of the source."""

# The working records say of entities that they rest on a caption, not where it stands: this was found by reading the
# documents. s3 prints its caption twice.
PHOTO_CAPTIONS: dict[str, tuple[tuple[int, int], ...]] = {
    "s1": ((1371, 1486), (3020, 3105), (4961, 5015), (7583, 7686)),
    "s3": ((436, 637), (638, 839)),
    "s4": ((1001, 1123),),
}
"""Where the captions of photos stand in the documents, in code points."""

_ROLE = re.compile(r"\((?P<id>[a-z]+:[^\s()]+)\)")
_FIRST_WORDS = re.compile(rf"\s*\S+(?:\s+\S+){{0,{MAX_QUOTE_WORDS - 1}}}")


class Records:
    """The records of a folder, as statements."""

    def __init__(self, folder: Path, types: Vocabulary) -> None:
        self._types = types
        self._documents = _lines(folder / "documents.jsonl")
        self._entities = {e["id"]: e for e in _lines(folder / "entities.jsonl")}
        self._relations = _lines(folder / "relations.jsonl")
        self._links = {(r["type"], r["source"], r["target"]) for r in self._relations}
        self._observations = _lines(folder / "observations.jsonl")
        self._gaps = _lines(folder / "gaps.jsonl")
        self._contents = {d["id"]: d["content_as_of"] for d in self._documents}
        self._authors = {}
        for document in self._documents:
            found = _ROLE.search(document["author"] or "")
            if found and found["id"] in self._entities:
                self._authors[document["id"]] = found["id"]

    def statements(self) -> Iterator[Statement]:
        """All of them.

        Raises:
            ValueError: a record holds something that is not known here.
        """
        yield from (self._source(dict(d)) for d in self._documents)
        yield from (self._entity(dict(e)) for e in self._entities.values())
        yield from (self._relation(dict(r)) for r in self._relations)
        yield from (self._observation(dict(o)) for o in self._observations)
        yield from (self._gap(dict(g)) for g in self._gaps)

    def _source(self, record: Record) -> Source:
        author, remark = record.pop("author"), None
        if author is not None:
            author, _, remark = author.partition(" (")
            remark = (remark or "").removesuffix(")")
        if record["id"] in self._authors:
            record["author_entity"] = self._authors[record["id"]]
        elif remark:
            record["author_note"] = remark
        record["boilerplate"] = [{"start": b["start"], "end": b["end"]} for b in record["boilerplate"]]
        parts = [Part("photo_caption", *span) for span in PHOTO_CAPTIONS.get(record["id"], ())]
        parts += [Part("boilerplate", b["start"], b["end"]) for b in record["boilerplate"]]
        return Source(
            id=record.pop("id"),
            title={"vi": record.pop("title_vi")},
            author=author,
            published=record.pop("published"),
            content_as_of=record.pop("content_as_of"),
            genre=record.pop("genre"),
            shared_passages=tuple(
                Passage(p["with"], p["start"], p["end"], p["with_start"], p["with_end"])
                for p in record.pop("shared_passages")
            ),
            parts=tuple(sorted(parts, key=lambda p: (p.start, p.end))),
            attributes={k: v for k, v in record.items() if v is not None and v != []},
        )

    def _entity(self, record: Record) -> Entity:
        attributes = dict(record.pop("attributes"))
        attributes["alias_provenance"] = record.pop("alias_provenance")
        for link in ("part_of", "located_in"):
            target = record.pop(link)
            mirror = (link, record["id"], target)
            if target and mirror not in self._links:
                raise ValueError(f"{mirror} has no relation of its own")
        entity = Entity(
            type=record.pop("type"),
            subtype=record.pop("subtype", None),
            names={k.removeprefix("name_"): v for k in list(record) if k.startswith("name_") and (v := record.pop(k))},
            aliases=tuple(record.pop("aliases")),
            contextual_aliases=tuple(record.pop("contextual_aliases")),
            note=record.pop("note", None),
            attributes=attributes,
            evidence=self._evidence(record),
            id=record.pop("id"),
        )
        return _all_taken(record, entity)

    def _relation(self, record: Record) -> Relation:
        attributes = dict(record.pop("attributes"))
        kind = self._types.relation_type(record["type"])
        if kind is None or kind.cls != record.pop("class"):
            raise ValueError(f"{record['id']}: {record['type']} is not of that class in the vocabulary")
        sources = record.pop("asserted_in")
        if attributes.get("asserted_in", sources) != sources or set(sources) != {e["doc"] for e in record["evidence"]}:
            raise ValueError(f"{record['id']}: asserted in {sources}, but the evidence is of others")
        attributes.pop("asserted_in", None)
        ends = [self._entities[record[end]] for end in ("source", "target")]
        valid, attested = times(
            attributes.pop("time_kind"),
            record.pop("valid_from"),
            record.pop("valid_to"),
            attested_at=attributes.pop("attested_at", None),
            behaviour=self._behaviour(kind.time, ends),
            event_date=next(filter(None, map(self._event_date, ends)), None),
            contents=[self._contents[s] for s in sources],
        )
        relation = Relation(
            type=record.pop("type"),
            source=record.pop("source"),
            target=record.pop("target"),
            valid=valid,
            attested=attested,
            modality=attributes.pop("modality"),
            inference=attributes.pop("inference"),
            note=attributes.pop("note", None),
            attributes=attributes,
            evidence=self._evidence(record),
            id=record.pop("id"),
        )
        return _all_taken(record, relation)

    def _observation(self, record: Record) -> Observation:
        qualifier, verbatim = QUALIFIERS[record.pop("qualifier")]
        value = record.pop("value")
        if isinstance(value, str):
            record["magnitude"], value = value, None
        if set(record.pop("asserted_in")) != {e["doc"] for e in record["evidence"]}:
            raise ValueError(f"{record['id']}: asserted in other sources than the evidence is of")
        return Observation(
            indicator=record.pop("indicator"),
            subject=record.pop("subject"),
            value=value,
            unit=record.pop("unit"),
            qualifier=qualifier,
            period=record.pop("period"),
            verbatim=verbatim,
            flags=("data_quality",) if "data_quality" in record else (),
            modality=record.pop("modality"),
            note=record.pop("note", None),
            evidence=self._evidence(record),
            id=record.pop("id"),
            attributes=record,
        )

    def _gap(self, record: Record) -> Absence | Objective:
        category = record.pop("kind")
        text = {"vi": record.pop("statement_vi"), "en": record.pop("statement_en")}
        common: Record = {
            "subject": record.pop("subject"),
            "text": text,
            "note": record.pop("note", None),
            "evidence": self._evidence(record),
            "id": record.pop("id"),
        }
        if category == "objective":
            modality, period = record.pop("modality"), record.pop("target_period", None)
            return Objective(modality=modality, target_period=period, attributes=record, **common)
        said = record.pop("explicit", True)
        return Absence(
            category=category,
            rule=record.pop("rule"),
            not_yet=record.pop("not_yet"),
            date=record.pop("as_of"),
            inference="explicit" if said else "implicit",
            attributes=record,
            **common,
        )

    def _evidence(self, record: Record) -> tuple[Evidence, ...]:
        return tuple(
            Evidence(e["doc"], e["start"], e["end"], first_words(e["quote"]), self._authors.get(e["doc"]))
            for e in record.pop("evidence")
        )

    def _happens(self, entity: Record) -> tuple[str, ...]:
        kind = self._types.entity_type(entity["type"])
        return kind.happens if kind else ()

    def _behaviour(self, time: Behaviour, ends: list[Record]) -> Behaviour:
        return "event" if time == "state" and any(map(self._happens, ends)) else time

    def _event_date(self, entity: Record) -> str | None:
        """The date of an Event, the first of the attributes that date it; None where it is not known."""
        date = next((entity["attributes"].get(name) for name in self._happens(entity)[:1]), None)
        return None if date == "unknown" else date


def first_words(quote: str) -> str:
    """The first dozen words of a quotation, its blanks as they are."""
    found = _FIRST_WORDS.match(quote)
    return found[0] if found else quote


def _all_taken(record: Record, statement: S) -> S:
    if record:
        raise ValueError(f"{statement.id}: fields {', '.join(record)} are not known")
    return statement


def _lines(path: Path) -> list[Record]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def convert(folder: Path, out: Path) -> int:
    """Convert the records in `folder` to a dataset of CSV tables in `out`, and return the number of statements.

    Raises:
        ValueError: a record holds something that is not known here, or is no sound statement.
    """
    types = vocabulary.bundled()
    checker = Checker(types, [r.id for r in rules.bundled()])
    statements = list(Records(folder, types).statements())
    for statement in statements:
        if problem := checker.first_problem(statement):
            raise ValueError(f"{statement.id}: {problem.field} is {problem.value!r}, expected {problem.expected}")
    return export(statements, "csv", out, types)


if __name__ == "__main__":
    print(convert(Path(sys.argv[1]), Path(sys.argv[2])), "statements")
