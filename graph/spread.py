"""Where a chain leads from an entity: all ends at once, each with what it holds for.

A chain is read as a weighted automaton whose weights are days (when can it be walked?) or objects (for which of them
can it be walked?), so that a rule about pairs costs one pass for each subject, not one for each pair. What the rest of
a chain gives from an entity is computed once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Generic

import msgspec

from graph.intervals import Days
from graph.patterns import Matcher
from graph.values import V, Values
from schema.rule_tree import Also, Alternatives, Chain, Part, Repeat, Step, Test, tests_of


class Spread(Generic[V]):
    """A chain, ready to be followed from any subject."""

    def __init__(self, matcher: Matcher, chain: Chain, values: Values[V]) -> None:
        self._matcher = matcher
        self._values = values
        self._subject = -1
        self._home: frozenset[tuple[int, Days]] | None = None
        self._nodes: list[_Node[V]] = []
        self._start = self._node(chain)

    def ends(self, subject: int) -> Mapping[int, V]:
        """Where the chain ends from a subject, and what each end holds for."""
        self._turn_to(subject)
        return self._follow(self._start, subject)

    def total(self, subject: int) -> V:
        """What the chain can be walked for from a subject, wherever it ends."""
        self._turn_to(subject)
        return self._total(self._start, subject)

    def _turn_to(self, subject: int) -> None:
        """Forget what was so for the subject before only, and find again what is known of others of its countries."""
        if subject == self._subject:
            return
        self._subject = subject
        home = frozenset(self._matcher.countries(subject).items())
        moved, self._home = home != self._home, home
        for node in self._nodes:
            if node.own:
                node.notes = _Notes()
            elif node.home and moved:
                node.notes = node.by_home.setdefault(home, _Notes())

    def _node(self, chain: Chain, rest: _Node[V] | None = None) -> _Node[V] | None:
        """A chain as linked parts, each followed by the rest."""
        node = rest
        for number in reversed(range(len(chain))):
            node = self._part(chain[number], node)
            tests = tests_of(chain[number:])
            node.home |= any(test.abroad_from == "subject" for test in tests)
            node.own |= any("subject" in msgspec.structs.replace(test, abroad_from=None).references for test in tests)
            self._nodes.append(node)
        return node

    def _part(self, part: Part, rest: _Node[V] | None) -> _Node[V]:
        node = _Node(part, rest)
        if isinstance(part, Alternatives):
            # each goes on with the rest
            node.inner = [self._node(chain, rest) for chain in part.any]
        elif isinstance(part, Also):
            node.inner = [self._node(part.also)]
        else:
            if isinstance(part, Repeat):
                node.inner = [self._node(part.repeat)]
            if part.to != Test():
                node.passing = self._values.passing(part.to)
            if part.to.shares:
                node.beside = self._node(part.to.shares.chain)
        if rest is not None:
            node.own, node.home = rest.own, rest.home
        return node

    def _follow(self, node: _Node[V] | None, entity: int) -> Mapping[int, V]:
        if node is None:
            return {entity: self._values.one}
        known = node.notes.ends.get(entity)
        if known is None:
            known = node.notes.ends[entity] = self._walk(node, entity)
        return known

    def _walk(self, node: _Node[V], entity: int) -> Mapping[int, V]:
        if isinstance(node.part, Alternatives):
            ways = [self._follow(inner, entity) for inner in node.inner]
            return self._joined((way, self._values.one) for way in ways if way)
        reached = self._reached(node, node.part, entity)
        if node.rest is None:
            return self._together(reached)
        return self._joined((self._follow(node.rest, end), value) for end, value in reached if value)

    def _total(self, node: _Node[V] | None, entity: int) -> V:
        values = self._values
        if node is None:
            return values.one
        notes = node.notes
        known = notes.totals.get(entity)
        if known is None:
            known = values.none
            if isinstance(node.part, Alternatives):
                totals = (self._total(inner, entity) for inner in node.inner)
            else:
                reached = self._reached(node, node.part, entity)
                totals = (values.meet(value, self._total(node.rest, end)) for end, value in reached if value)
            for total in totals:
                known = values.join(known, total)
                if known == values.one:
                    break
            notes.totals[entity] = known
        return known

    def _reached(self, node: _Node[V], part: Step | Repeat | Also, entity: int) -> Iterable[tuple[int, V]]:
        """Where one part leads."""
        values = self._values
        if isinstance(part, Also):
            return ((entity, self._total(node.inner[0], entity)),)
        if isinstance(part, Repeat):
            reached: Iterable[tuple[int, V]] = self._repeated(node, part, entity)
        else:
            since = self._matcher.first_day_of(part)
            reached = (
                (other, values.of(relation) if since is None else values.meet(values.of(relation), values.since(since)))
                for relation, other in self._matcher.related(part, entity)
            )
        if node.passing:
            reached = ((end, values.meet(value, self._passed(node, node.passing, end))) for end, value in reached)
        if node.beside:
            reached = ((end, values.meet(value, self._total(node.beside, end))) for end, value in reached)
        return reached

    def _passed(self, node: _Node[V], passing: Callable[[int, int], V], entity: int) -> V:
        """What an entity passes the test of a part for."""
        passed = node.notes.passed
        known = passed.get(entity)
        if known is None:
            known = passed[entity] = passing(entity, self._subject)
        return known

    def _repeated(self, node: _Node[V], part: Repeat, entity: int) -> Iterator[tuple[int, V]]:
        """Where a chain leads, again and again: by every way of one time less than is needed, each nearest first."""
        values, begun = self._values, max(part.least - 1, 0)
        for (start, passed), held in self._begun(node, entity, begun).items():
            layer: Mapping[int, V] = {start: held}
            seen = dict.fromkeys(passed, values.one)
            for times in range(begun, part.most + 1):
                if times >= part.least:
                    yield from layer.items()
                if times == part.most or not layer:
                    break
                following = self._joined((self._follow(node.inner[0], end), value) for end, value in layer.items())
                # for what it was reached before, by fewer repetitions, it is not reached again
                newly = ((end, values.beyond(value, seen.get(end, values.none))) for end, value in following.items())
                layer = {end: value for end, value in newly if value}
                for end, value in layer.items():
                    seen[end] = values.join(seen[end], value) if end in seen else value

    def _begun(self, node: _Node[V], entity: int, times: int) -> Mapping[tuple[int, frozenset[int]], V]:
        """Where so many repetitions lead, over which entities, none of them twice, and what that holds for."""
        values = self._values
        begun = {(entity, frozenset((entity,))): values.one}
        for _ in range(times):
            longer: dict[tuple[int, frozenset[int]], V] = {}
            for (here, passed), held in begun.items():
                for end, value in self._follow(node.inner[0], here).items():
                    met, way = values.meet(held, value), (end, passed | {end})
                    if met and end not in passed:
                        longer[way] = values.join(longer[way], met) if way in longer else met
            begun = longer
        return begun

    def _together(self, reached: Iterable[tuple[int, V]]) -> Mapping[int, V]:
        """The same ends as one."""
        found: dict[int, V] = {}
        for end, value in reached:
            if value:
                found[end] = self._values.join(found[end], value) if end in found else value
        return found

    def _joined(self, ways: Iterable[tuple[Mapping[int, V], V]]) -> Mapping[int, V]:
        """The ends of several ways, each as far as its value goes. What is only one way is passed on as it is."""
        one, meet, join = self._values.one, self._values.meet, self._values.join
        found: Mapping[int, V] = {}
        several: dict[int, V] | None = None
        for ends, value in ways:
            if several is None:
                if not found and value is one:
                    found = ends
                    continue
                found = several = dict(found)
            for end, held in ends.items():
                met = held if value is one else meet(value, held)
                if met:
                    several[end] = join(several[end], met) if end in several else met
        return found


class _Notes(Generic[V]):
    """What is known so far by entity: the ends from it, what they hold for in all, and what it passes the test for."""

    def __init__(self) -> None:
        self.ends: dict[int, Mapping[int, V]] = {}
        self.totals: dict[int, V] = {}
        self.passed: dict[int, V] = {}


class _Node(Generic[V]):
    """A part of a chain with what follows it, and what is known of both.

    `own`: what they give depends on the subject; `home`: on the countries of the subject.
    """

    def __init__(self, part: Part, rest: _Node[V] | None) -> None:
        self.part = part
        self.rest = rest
        self.inner: list[_Node[V] | None] = []
        self.beside: _Node[V] | None = None
        self.passing: Callable[[int, int], V] | None = None
        self.own = False
        self.home = False
        self.notes: _Notes[V] = _Notes()
        self.by_home: dict[frozenset[tuple[int, Days]], _Notes[V]] = {}
