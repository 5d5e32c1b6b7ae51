"""A second, trivial backend: dicts. It says what a store means, as plainly as can be."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

import msgspec

from graph import digest, findings
from graph.references import references
from graph.store import Dataset, Incoming, LoadReport, Place, Reject, Snapshot, Store, Stored
from schema import rules as rules_of
from schema import statements as records
from schema import vocabulary as vocabulary_of
from schema.errors import InvalidParameter, UnknownThing
from schema.rules import Rule
from schema.statements import Entity, Kind, Relation, Statement
from schema.vocabulary import Vocabulary

Key = tuple[Kind, str]
Content = dict[Key, Statement]


def _key(statement: Statement) -> Key:
    return records.kind_of(statement), statement.id


def _digest(content: Content) -> bytes:
    return digest.total(digest.of_statement(records.encode(s)) for s in content.values())


class _Load(msgspec.Struct):
    """What a dataset holds from this load on, and what was wrong with it."""

    n: int
    dataset: str
    at: str
    content: Content
    rejects: list[Reject]
    retraction: bool


class MemorySnapshot(Snapshot):
    """The contents of some datasets."""

    def __init__(self, version: int, contents: dict[str, Content], vocabulary: Vocabulary, rules: tuple[Rule, ...]):
        self.version = version
        self.vocabulary = vocabulary
        self.rules = rules
        self._contents = contents

    def statements(self, kind: Kind | None = None) -> Iterator[Statement]:
        """Kind by kind, dataset by dataset, in the order of ids."""
        for each in records.KINDS if kind is None else (kind,):
            for content in self._contents.values():
                yield from (content[key] for key in sorted(content) if key[0] == each)

    def get(self, kind: Kind, statement_id: str) -> Sequence[Statement]:
        """From each dataset that has it."""
        return [c[kind, statement_id] for c in self._contents.values() if (kind, statement_id) in c]

    def data_version(self) -> str:
        """Counted anew each time."""
        setting = digest.of_setting(self.vocabulary, self.rules)
        return digest.data_version((_digest(c) for c in self._contents.values()), setting)


class MemoryStore(Store):
    """Every load with the whole content that its dataset then had."""

    def __init__(self, vocabulary: Vocabulary | None = None, rules: Sequence[Rule] | None = None) -> None:
        self.vocabulary = vocabulary_of.bundled() if vocabulary is None else vocabulary
        self.rules = rules_of.bundled() if rules is None else tuple(rules)
        self._loads: list[_Load] = []

    def _newest(self, version: int | None = None) -> dict[str, _Load]:
        """The newest load of each dataset in a version, in the order of their first loads."""
        return {load.dataset: load for load in self._loads if version is None or load.n <= version}

    def apply(
        self,
        dataset: str,
        rows: Iterable[Incoming],
        *,
        dry_run: bool = False,
        strict: bool = False,
        on_reject: Callable[[Reject], object] | None = None,
    ) -> LoadReport:
        """Settle the rows, and keep what is left."""
        content, rejects = self._settle(dataset, list(rows))
        try:
            return self._apply(dataset, content, rejects, dry_run=dry_run, strict=strict)
        finally:
            for reject in rejects if on_reject is not None else ():
                on_reject(reject)  # type: ignore[misc]

    def retract(self, dataset: str) -> LoadReport:
        """An empty load that says so."""
        self._known(dataset)
        return self._apply(dataset, {}, [], retraction=True)

    def _settle(self, dataset: str, rows: list[Incoming]) -> tuple[Content, list[Reject]]:
        elsewhere = {key: s for d, load in reversed(self._newest().items()) if d != dataset
                     for key, s in load.content.items()}  # fmt: skip
        wrong: list[tuple[int, int, Reject]] = []
        staged: dict[int, tuple[Place, Statement]] = {}
        firsts: dict[Key, tuple[int, Place]] = {}
        named = {row.row.id for row in rows if isinstance(row.row, Reject)}
        for n, (place, row) in enumerate((i.place, i.row) for i in rows):
            if isinstance(row, Reject):
                wrong.append((n, 0, row))
                continue
            statement = msgspec.structs.replace(row, dataset=dataset)
            kind, id_ = key = _key(statement)
            try:
                records.encode(statement)
            except (TypeError, ValueError, OverflowError) as error:
                wrong.append((n, 0, findings.unwritable(place, id_, error)))
                named.add(id_)
                continue
            (first, first_place), other = firsts.setdefault(key, (n, place)), elsewhere.get(key)
            typ = getattr(statement, "type", None)
            if first != n:
                wrong.append((n, 0, findings.doubled(place, kind, id_, first_place)))
            elif other is not None and not (isinstance(other, Entity) and other.type == typ):
                kept = getattr(other, "type", None)
                wrong.append((n, 0, findings.taken(place, kind, id_, other.dataset, kept, typ)))
            else:
                staged[n] = (place, statement)
        while True:
            there = elsewhere.keys() | {_key(s) for _, s in staged.values()}
            dangling = [
                (n, order, findings.unknown(place, s.id, r, (r.kind, r.id) in firsts or r.id in named))
                for n, (place, s) in staged.items()
                for order, r in enumerate(references(s), 1)
                if (r.kind, r.id) not in there
            ]
            if not dangling:
                break
            wrong += dangling
            staged = {n: row for n, row in staged.items() if n not in {d[0] for d in dangling}}
        content = {_key(s): s for _, s in staged.values()}
        return content, [reject for *_, reject in sorted(wrong, key=lambda w: w[:2])]

    def _apply(
        self, dataset: str, content: Content, rejects: list[Reject], *, dry_run: bool = False, strict: bool = False,
        retraction: bool = False,
    ) -> LoadReport:  # fmt: skip
        last = self._newest().get(dataset)
        was = last.content if last else {}
        warnings = list(self._warnings(dataset, content))
        refused = bool(rejects) and (strict or (bool(was) and not content))
        if refused:
            content = was
        else:
            self._refuse_dangling(dataset, content)
        added = len(content.keys() - was.keys())
        changed = sum(records.encode(content[k]) != records.encode(was[k]) for k in content.keys() & was.keys())
        removed = len(was.keys() - content.keys())
        news = added or changed or removed or not last or last.retraction != retraction or last.rejects != rejects
        load = None
        if news and not (refused or dry_run):
            load = self.version() + 1
            at = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
            self._loads.append(_Load(load, dataset, at, content, rejects, retraction))
        contents = {d: x.content for d, x in self._newest().items()} | {dataset: content}
        return LoadReport(
            dataset=dataset,
            applied=not (dry_run or refused),
            load=load,
            added=added,
            changed=changed,
            removed=removed,
            unchanged=len(content) - added - changed,
            rejected=len(rejects),
            rejects=rejects[: findings.SHOWN_REJECTS],
            warnings=warnings,
            counts=_counts(content),
            data_version=MemorySnapshot(0, contents, self.vocabulary, self.rules).data_version(),
        )

    def _refuse_dangling(self, dataset: str, content: Content) -> None:
        others = {d: load.content for d, load in self._newest().items() if d != dataset}
        there = content.keys() | {key for other in others.values() for key in other}
        found: dict[tuple[str, str, int], list[findings.Dangling]] = {}
        for place, (name, other) in enumerate(others.items()):
            for (kind, id_), statement in other.items():
                for r in references(statement):
                    if (r.kind, r.id) not in there:
                        one = findings.Dangling(name, r.kind, r.id, 1, kind, id_, r.column)
                        found.setdefault((r.kind, r.id, place), []).append(one)
        least = [
            min(several, key=lambda d: f"{d.kind} {d.id} {d.column}")._replace(times=len(several))
            for _, several in sorted(found.items())
        ]
        if least:
            raise findings.refused(dataset, least[: findings.SHOWN_DANGLING], sum(d.times for d in least))

    def _warnings(self, dataset: str, content: Content) -> Iterator[str]:
        everything = {d: load.content for d, load in self._newest().items()}
        everything[dataset] = content
        types = {s.id: s.type for c in everything.values() for s in c.values() if isinstance(s, Entity)}
        pairs: dict[tuple[str, str, str], list[str]] = {}
        for s in content.values():
            if isinstance(s, Relation):
                pairs.setdefault((s.type, types[s.source], types[s.target]), []).append(s.id)
        yield from findings.pair_warnings(
            self.vocabulary, (findings.Pair(*pair, len(ids), min(ids)) for pair, ids in pairs.items())
        )
        conflicts = [
            (mine, other)
            for key in sorted(content)
            for name in everything
            if name != dataset
            and isinstance(mine := content[key], Entity)
            and isinstance(other := everything[name].get(key), Entity)
        ]
        yield from findings.conflict_warnings(conflicts)

    def _known(self, dataset: str) -> None:
        if dataset not in self._newest():
            raise UnknownThing("dataset", dataset, [{"id": d} for d in self._newest()])

    def datasets(self) -> list[Dataset]:
        """From the newest load of each."""
        return [
            Dataset(d, load.at, load.n, load.retraction, _counts(load.content), len(load.rejects))
            for d, load in self._newest().items()
        ]

    def version(self) -> int:
        """As many as there are loads."""
        return len(self._loads)

    def snapshot(self, version: int | None = None, datasets: Sequence[str] | None = None) -> MemorySnapshot:
        """What each dataset held then."""
        if version is not None and not 0 <= version <= self.version():
            raise InvalidParameter("version", version, f"the number of a load, 0 to {self.version()}")
        for dataset in datasets or ():
            self._known(dataset)
        contents = {d: load.content for d, load in self._newest(version).items() if datasets is None or d in datasets}
        return MemorySnapshot(self.version() if version is None else version, contents, self.vocabulary, self.rules)

    def history(self, kind: Kind, statement_id: str) -> Iterator[Stored]:
        """The changes of each dataset, by load."""
        found: list[tuple[int, int, Stored]] = []
        for order, dataset in enumerate(self._newest()):
            versions = [(x.n, x.content.get((kind, statement_id))) for x in self._loads if x.dataset == dataset]
            # by their records: 1 is not 1.0 there, though the two are equal
            told = [None if s is None else records.encode(s) for _, s in versions]
            changes = [v for v, now, before in zip(versions, told, [None, *told], strict=False) if now != before]
            ends: list[int | None] = [*(n for n, _ in changes[1:]), None]
            for (since, statement), until in zip(changes, ends, strict=False):
                if statement is not None:
                    found.append((since, order, Stored(statement, since, until)))
        return (stored for *_, stored in sorted(found, key=lambda f: f[:2]))

    def rejects(self, dataset: str) -> Iterator[Reject]:
        """Of the newest load."""
        self._known(dataset)
        return iter(self._newest()[dataset].rejects)

    def check(self) -> list[str]:
        """Nothing can be wrong."""
        return []

    def figures(self) -> dict[str, Any]:
        """Counted anew each time."""
        datasets = self.datasets()
        return {
            "backend": "memory",
            "version": self.version(),
            "data_version": self.snapshot().data_version(),
            "datasets": sum(not d.retracted for d in datasets),
            "statements": {k: sum(d.statements[k] for d in datasets) for k in records.KINDS},
            "rejected": sum(d.rejected for d in datasets),
        }

    def close(self) -> None:
        """There is nothing to let go of."""


def _counts(content: Content) -> dict[str, int]:
    found = Counter(kind for kind, _ in content)
    return {kind: found[kind] for kind in records.KINDS}
