"""Read the working records of a dataset folder as plain statements, with time mapped as its README says."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

Statement = dict[str, Any]

DATASET = "border-diplomacy"
LEFT_OUT = ("modality", "inference", "time_kind", "attested_at")


def lines(path: Path) -> list[dict[str, Any]]:
    """The objects of a JSON Lines file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def vocabulary(folder: Path) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The entity types and the relation types of the folder."""
    return (
        json.loads((folder / "entity-types.json").read_text(encoding="utf-8")),
        json.loads((folder / "vocabulary.json").read_text(encoding="utf-8")),
    )


def evidence(row: dict[str, Any]) -> list[dict[str, Any]]:
    """The quotations of a row, the document called source."""
    return [
        {"source": item["doc"], "start": item["start"], "end": item["end"], "quote": item["quote"]}
        for item in row["evidence"]
    ]


def statements(folder: Path) -> list[Statement]:
    """Every entity, relation, absence and source of the folder as statements."""
    _, relation_types = vocabulary(folder)
    acts = {item["type"] for item in relation_types if item["time"] == "event"}
    states = {item["type"] for item in relation_types if item["time"] == "state"}
    entities = {row["id"]: row for row in lines(folder / "entities.jsonl")}
    content = {row["id"]: row["content_as_of"] for row in lines(folder / "documents.jsonl")}
    result = [source(row) for row in lines(folder / "documents.jsonl")]
    result += [entity(row) for row in entities.values()]
    for row in lines(folder / "relations.jsonl"):
        events = [entities[row[end]] for end in ("source", "target") if entities[row[end]]["type"] == "Event"]
        is_event = bool(events) or row["type"] in acts
        valid, attested = mapped_time(row, is_event, events, content)
        if not is_event and row["type"] in states:
            attested = attested + [content[doc] for doc in row["asserted_in"]]
        result.append(relation(row, valid, attested))
    gaps = lines(folder / "gaps.jsonl")
    return result + [absence(row) for row in gaps if row["kind"] in ("gap", "cause")]


def mapped_time(
    row: dict[str, Any], is_event: bool, events: list[dict[str, Any]], content: dict[str, str]
) -> tuple[str | None, list[str]]:
    """`valid` and `attested` of one relation row, after the table of the README."""
    attributes = row["attributes"]
    kind: str = attributes["time_kind"]
    start, end = str(row["valid_from"]), str(row["valid_to"])
    if attributes.get("attested_at"):
        day = attributes["attested_at"]
        return (day if is_event else None), [day]
    if kind == "timeless":
        return "../..", [content[doc] for doc in row["asserted_in"]]
    if kind == "point":
        return (start if is_event else f"{start}/"), [start]
    if kind == "start":
        return f"{start}/", [start]
    if kind == "interval":
        return f"{start}/{end}", [f"{start}/{end}"]
    if kind.startswith("within"):
        some_day = f"[{start}..]" if end == ".." else f"[{start}..{end}]"
        return (some_day if is_event else None), [f"{start}/{end}"]
    if kind == "attested_at":
        return (start if is_event else None), [start]
    if kind.startswith("attested_during"):
        return None, [f"{start}/{end}"]
    if kind not in ("unknown", "not_applicable"):
        raise ValueError(f"{row['id']}: unknown time_kind {kind}")
    for event in events if is_event else []:
        own = event["attributes"].get("date")
        if own not in (None, "unknown"):
            return own, []
    return None, []


def source(row: dict[str, Any]) -> Statement:
    """A document as a source."""
    passages = [
        {
            "source": item["with"],
            "start": item["start"],
            "end": item["end"],
            "with_start": item["with_start"],
            "with_end": item["with_end"],
        }
        for item in row["shared_passages"]
    ]
    return {
        "kind": "source",
        "id": row["id"],
        "dataset": DATASET,
        "content_as_of": row["content_as_of"],
        "shared_passages": passages,
    }


def entity(row: dict[str, Any]) -> Statement:
    """An entity row as a statement."""
    names = {lang: row[f"name_{lang}"] for lang in ("vi", "en", "zh") if row.get(f"name_{lang}")}
    return {
        "kind": "entity",
        "id": row["id"],
        "dataset": DATASET,
        "type": row["type"],
        "subtype": row.get("subtype"),
        "names": names,
        "aliases": row["aliases"],
        "attributes": row["attributes"],
        "evidence": evidence(row),
    }


def relation(row: dict[str, Any], valid: str | None, attested: list[str]) -> Statement:
    """A relation row as a statement with the time given."""
    result: Statement = {
        "kind": "relation",
        "id": row["id"],
        "dataset": DATASET,
        "type": row["type"],
        "source": row["source"],
        "target": row["target"],
        "attested": list(dict.fromkeys(attested)),
        "modality": row["attributes"]["modality"],
        "inference": row["attributes"]["inference"],
        "attributes": {key: value for key, value in row["attributes"].items() if key not in LEFT_OUT},
        "evidence": evidence(row),
    }
    if valid is not None:
        result["valid"] = valid
    return result


def absence(row: dict[str, Any]) -> Statement:
    """A gap or a cause as an absence."""
    return {
        "kind": "absence",
        "id": row["id"],
        "dataset": DATASET,
        "subject": row["subject"],
        "object": row.get("object"),
        "rule": row.get("rule"),
        "category": row["kind"],
        "not_yet": bool(row.get("not_yet")),
        "date": row.get("as_of"),
        "evidence": evidence(row),
    }
