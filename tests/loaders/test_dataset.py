"""The bundled dataset says what the working records say: nothing lost, nothing invented."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from loaders.convert import QUALIFIERS, convert
from loaders.load import find
from loaders.tables import TABLES
from schema.statements import Absence, Entity, Evidence, Objective, Observation, Relation, Source, Statement
from tests.loaders.helpers import VOCABULARY, statements_of
from tests.oracle import records as oracle

DATASET = "border-diplomacy"
Record = dict[str, Any]


@pytest.fixture(scope="module")
def records(shared: Path) -> Path:
    """The folder of the working records."""
    return shared / "records" / DATASET


@pytest.fixture(scope="module")
def bundled() -> dict[str, Statement]:
    """The statements of the bundled dataset by their ids, which are unique across kinds here."""
    said = statements_of(find(DATASET))
    found = {s.id: s for s in said}
    assert len(found) == len(said)
    return found


def lines(path: Path) -> list[Record]:
    """The records of a file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_converting_again_changes_nothing(records: Path, tmp_path: Path) -> None:
    """The tables in the project are those that the script writes, byte for byte."""
    convert(records, tmp_path / DATASET)
    for table in TABLES:
        name = f"{table}.csv"
        assert (tmp_path / DATASET / name).read_bytes() == (find(DATASET) / name).read_bytes()


def test_ids_are_those_of_the_records(records: Path, bundled: dict[str, Statement]) -> None:
    """Every record is there under its id, and nothing else: counted, unnamed twinnings made no entity."""
    for name, kinds in {
        "documents": Source, "entities": Entity, "relations": Relation, "observations": Observation,
        "gaps": Absence | Objective,
    }.items():  # fmt: skip
        wanted = {record["id"] for record in lines(records / f"{name}.jsonl")}
        assert {i for i, s in bundled.items() if isinstance(s, kinds)} == wanted


def test_only_counted_twinnings_made_no_entity(bundled: dict[str, Statement]) -> None:
    """Schemes with instances that are counted and not named have no instances, and no relation of twinning."""
    schemes = {s.id: s for s in bundled.values() if isinstance(s, Entity) and s.attributes.get("is_scheme")}
    assert schemes
    assert all(s.attributes["instances_named"] == 0 for s in schemes.values())
    assert not [s.id for s in bundled.values() if isinstance(s, Relation) and s.type == "twinned_with"]


def test_evidence_is_that_of_the_records(records: Path, shared: Path, bundled: dict[str, Statement]) -> None:
    """Source, start and end are equal; the quotation is what the document says there, a dozen words at most."""
    documents: dict[str, str] = {}
    for record in lines(records / "documents.jsonl"):
        with (shared / "documents" / record["file"]).open(encoding="utf-8", newline="") as stream:
            documents[record["id"]] = stream.read()
    for name in ("entities", "relations", "observations", "gaps"):
        for record in lines(records / f"{name}.jsonl"):
            evidence: tuple[Evidence, ...] = getattr(bundled[record["id"]], "evidence", ())
            wanted = [(e["doc"], e["start"], e["end"]) for e in record["evidence"]]
            assert [(e.source, e.start, e.end) for e in evidence] == wanted
            for one, full in zip(evidence, record["evidence"], strict=True):
                assert one.quote is not None
                assert len(one.quote.split()) == min(12, len(full["quote"].split()))
                assert documents[one.source].startswith(one.quote, one.start)


def test_evidence_names_who_asserts_it(bundled: dict[str, Statement]) -> None:
    """What stands in an article of an office holder who is an entity is asserted by that office holder."""
    authors = {s.id: s.attributes.get("author_entity") for s in bundled.values() if isinstance(s, Source)}
    assert authors == {
        "s0": None, "s1": "role:doan-hien", "s2": "role:trinh-tuyet-mai", "s3": None, "s4": "role:nong-van-chan",
    }  # fmt: skip
    for statement in bundled.values():
        for evidence in getattr(statement, "evidence", ()):
            assert evidence.asserted_by == authors[evidence.source]


def test_entities(records: Path, bundled: dict[str, Statement]) -> None:
    """Types, names, aliases and attributes are equal; places and parts are said by relations."""
    links = {(s.type, s.source, s.target) for s in bundled.values() if isinstance(s, Relation)}
    for record in lines(records / "entities.jsonl"):
        entity = bundled[record["id"]]
        assert isinstance(entity, Entity)
        assert (entity.type, entity.subtype, entity.note) == (
            record["type"], record.get("subtype"), record.get("note"),
        )  # fmt: skip
        names = {code: record[f"name_{code}"] for code in ("vi", "en", "zh") if record[f"name_{code}"]}
        assert entity.names == names
        assert list(entity.aliases) == record["aliases"]
        assert list(entity.contextual_aliases) == record["contextual_aliases"]
        assert entity.attributes == record["attributes"] | {"alias_provenance": record["alias_provenance"]}
        assert (entity.modality, entity.inference) == ("asserted", "explicit")
        for link in ("part_of", "located_in"):
            assert record[link] is None or (link, entity.id, record[link]) in links


def test_relations(records: Path, bundled: dict[str, Statement]) -> None:
    """Ends, modality, inference and attributes are equal; time is as an independent reading maps it."""
    independent = {s["id"]: s for s in oracle.statements(records) if s["kind"] == "relation"}
    moved = {"modality", "inference", "time_kind", "attested_at", "note", "asserted_in"}
    for record in lines(records / "relations.jsonl"):
        relation = bundled[record["id"]]
        assert isinstance(relation, Relation)
        assert (relation.type, relation.source, relation.target) == (record["type"], record["source"], record["target"])
        said = record["attributes"]
        assert (relation.modality, relation.inference) == (said["modality"], said["inference"])
        assert relation.note == said.get("note")
        assert relation.attributes == {k: v for k, v in said.items() if k not in moved}
        wanted = independent[relation.id]
        assert (relation.valid, list(relation.attested)) == (wanted.get("valid"), wanted["attested"])


def test_observations(records: Path, bundled: dict[str, Statement]) -> None:
    """Figures are equal; quantities in words have no value, and the words stand in the source."""
    moved = {"id", "indicator", "subject", "value", "unit", "qualifier", "period", "note", "evidence", "asserted_in",
             "modality"}  # fmt: skip
    for record in lines(records / "observations.jsonl"):
        figure = bundled[record["id"]]
        assert isinstance(figure, Observation)
        in_words = isinstance(record["value"], str)
        assert figure.value == (None if in_words else record["value"])
        for field in ("indicator", "subject", "unit", "period", "modality"):
            assert getattr(figure, field) == record[field]
        assert figure.note == record.get("note")
        assert (figure.qualifier, figure.verbatim) == QUALIFIERS[record["qualifier"]]
        assert (figure.qualifier == "some") is (figure.value is None)
        quotes = " ".join(e["quote"] for e in record["evidence"]).casefold()
        assert all(words in quotes for words in (figure.verbatim or "").split(", "))
        assert figure.flags == (("data_quality",) if "data_quality" in record else ())
        rest = {k: v for k, v in record.items() if k not in moved}
        assert figure.attributes == rest | ({"magnitude": record["value"]} if in_words else {})


def test_absences_and_objectives(records: Path, bundled: dict[str, Statement]) -> None:
    """Gaps and causes are absences, aims are objectives with their modality; each has all that its record says."""
    moved = {"id", "kind", "subject", "statement_vi", "statement_en", "evidence", "note", "rule", "not_yet", "as_of",
             "explicit", "modality", "target_period"}  # fmt: skip
    for record in lines(records / "gaps.jsonl"):
        said = bundled[record["id"]]
        assert isinstance(said, Absence | Objective)
        assert said.subject == record["subject"]
        assert said.text == {"vi": record["statement_vi"], "en": record["statement_en"]}
        assert said.note == record.get("note")
        assert said.attributes == {k: v for k, v in record.items() if k not in moved}
        if isinstance(said, Absence):
            assert said.category == record["kind"]
            assert (said.rule, said.not_yet, said.date) == (record["rule"], record["not_yet"], record["as_of"])
            assert said.inference == ("explicit" if record.get("explicit", True) else "implicit")
            assert (said.object, said.modality) == (None, "asserted")
        else:
            assert record["kind"] == "objective"
            assert (said.modality, said.target_period) == (record["modality"], record.get("target_period"))


def test_sources(records: Path, bundled: dict[str, Statement]) -> None:
    """Titles, dates, genres and shared passages are equal; of boilerplate only the positions are kept."""
    for record in lines(records / "documents.jsonl"):
        source = bundled[record["id"]]
        assert isinstance(source, Source)
        assert source.title == {"vi": record["title_vi"]}
        for field in ("published", "content_as_of", "genre"):
            assert getattr(source, field) == record[field]
        assert (record["author"] or "").startswith(source.author or "")
        for key in ("focus", "as_of_basis", "chars", "file"):
            assert source.attributes[key] == record[key]
        boilerplate = [{"start": b["start"], "end": b["end"]} for b in record["boilerplate"]]
        assert source.attributes.get("boilerplate", []) == boilerplate
        wanted = [(p["with"], p["start"], p["end"], p["with_start"], p["with_end"]) for p in record["shared_passages"]]
        assert [(p.source, p.start, p.end, p.with_start, p.with_end) for p in source.shared_passages] == wanted


def test_attributes_with_a_column_stand_in_it() -> None:
    """The tables can be read in a spreadsheet: attributes of the vocabulary are not hidden in the common cell."""
    own = {a.name for a in VOCABULARY.attributes}
    header, *_ = (find(DATASET) / "entities.csv").read_text(encoding="utf-8-sig").splitlines()
    assert own <= set(header.split(","))
