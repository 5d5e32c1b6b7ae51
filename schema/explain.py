"""A rule in words: what its file means, told from the tree with the labels of the vocabulary.

Whoever writes a rule compares this with what was meant: the text of `explain` in the file is somebody's intention,
this is what will be asked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from schema.explain_time import option, when
from schema.explain_words import LANGS, say
from schema.rule_tree import (
    Also,
    Alternatives,
    Chain,
    Compared,
    Condition,
    Part,
    Repeat,
    Rule,
    Scalar,
    Step,
    Subjects,
    Test,
    several,
)
from schema.statements import Texts
from schema.vocabulary import Vocabulary

Names = Callable[[str], Texts]


def in_words(rule: Rule, vocabulary: Vocabulary, names: Names | None = None) -> Texts:
    """A rule in Vietnamese and English, a sentence a line. `names`: how entities are called, if not by their ids."""
    return {lang: "\n".join(_Words(rule, vocabulary, lang, names).sentences()) for lang in LANGS}


class _Words:
    """The words for one rule in one language."""

    def __init__(self, rule: Rule, vocabulary: Vocabulary, lang: str, names: Names | None) -> None:
        self._rule = rule
        self._vocabulary = vocabulary
        self._lang = lang
        self._names = names
        self._parameters = [p.name for p in rule.parameters]

    def sentences(self) -> Iterator[str]:
        rule = self._rule
        yield from self._asked(rule.subjects)
        if rule.objects:
            yield self._say("paired", thing=self._thing(rule.objects.test), chain=self._chain(rule.objects.chain))
        yield self._say("needed", chain=self._chain(rule.needs))
        yield self._say("one" if rule.at_least == 1 else "many", n=rule.at_least)
        if rule.legal_basis:
            yield self._say("basis", name=self._who(rule.legal_basis))
        if rule.absence.rules:
            yield self._say("denied", rules=", ".join(rule.absence.rules))
        for code, indicators in (("zero", rule.absence.zero), ("figures", rule.indicators)):
            if indicators:
                found = (self._vocabulary.indicator(i) for i in indicators)
                yield self._say(code, labels="; ".join(i.label[self._lang] for i in found if i))
        if rule.parameters:
            asked = (f"{option(p.name)} ({p.label[self._lang]})" for p in rule.parameters)
            yield self._say("parameters", names="; ".join(asked))

    def _asked(self, subjects: Sequence[Subjects]) -> Iterator[str]:
        """Who is asked about: where there are several cases, each in one sentence: one of them suffices."""
        if len(subjects) == 1:
            (only,) = subjects
            yield self._say("asked", thing=self._thing(only.test), days=self._days(only))
            yield from (self._condition(c, "bound", "unbound") for c in only.where)
            return
        yield self._say("cases", n=len(subjects))
        for number, case in enumerate(subjects, 1):
            conditions = "".join(self._condition(c, "case_bound", "case_unbound") for c in case.where)
            thing, days = self._thing(case.test), self._days(case)
            yield self._say("case", number=number, thing=thing, days=days, conditions=conditions)

    def _say(self, code: str, **values: object) -> str:
        return say(self._lang, code, **values)

    def _or(self, words: Iterable[str]) -> str:
        return self._say("or").join(words)

    def _days(self, subjects: Subjects) -> str:
        since, until = subjects.since, subjects.until
        if since and until:
            return self._say("asked_between", first=since, last=until)
        code = "asked_from" if since else "asked_until"
        return self._say(code, day=since or until) if since or until else ""

    def _condition(self, condition: Condition, bound: str, unbound: str) -> str:
        ends = self._say("ends", n=condition.at_least) if condition.at_least > 1 else ""
        return self._say(unbound if condition.negated else bound, chain=self._chain(condition.chain), ends=ends)

    def _chain(self, chain: Chain) -> str:
        return self._say("then").join(map(self._part, chain))

    def _part(self, part: Part) -> str:
        if isinstance(part, Step):
            labels, when = self._relations(part.relation, part.direction), self._when(part.since, part.until)
            details = "; ".join(self._compared(part.says))
            says = self._say("says", details=details) if details else ""
            return self._say("step", labels=labels, says=says, when=when, thing=self._thing(part.to))
        if isinstance(part, Alternatives):
            return self._say("either", ways=self._say("otherwise").join(map(self._chain, part.any)))
        if isinstance(part, Also):
            return self._say("also", chain=self._chain(part.also))
        return self._repeat(part)

    def _repeat(self, part: Repeat) -> str:
        told = self._say(
            _times(part.least, part.most), least=part.least, most=part.most, chain=self._chain(part.repeat)
        )
        return told if part.to == Test() else told + self._say("until", thing=self._thing(part.to))

    def _relations(self, names: Sequence[str], direction: str) -> str:
        labels: list[str] = []
        for kind in filter(None, map(self._vocabulary.relation_type, names)):
            if direction != "in" or not kind.inverse_label:
                labels.append(kind.label[self._lang])
            if direction != "out" and kind.inverse_label:
                labels.append(kind.inverse_label[self._lang])
        return self._or(f"“{label}”" for label in dict.fromkeys(labels))

    def _when(self, since: str | None, until: str | None) -> str:
        return when(self._lang, since, until, self._parameters)

    def _thing(self, test: Test) -> str:
        what = self._or(map(self._type, test.types)) if test.types else self._say("anything")
        if test == Test(is_=test.is_) and test.is_:  # nothing but itself
            return self._or(map(self._who, several(test.is_)))
        if test.subtypes:
            what = self._say("kind", types=what, kinds=self._or(self._subtype(s, test.types) for s in test.subtypes))
        return ", ".join([what, *self._details(test)])

    def _details(self, test: Test) -> Iterator[str]:
        if test.not_types:
            yield self._say("not_type", types=self._or(map(self._type, test.not_types)))
        yield from self._compared(test)
        for code, references in (("is", test.is_), ("is_not", test.is_not)):
            if references:
                yield self._say(code, who=self._or(map(self._who, several(references))))
        for code, reference in (("inside", test.inside), ("abroad", test.abroad_from)):
            if reference:
                yield self._say(code, who=self._who(reference))
        if test.shares:
            labels = self._relations(test.shares.relation, test.shares.direction)
            yield self._say("shares", who=self._who(test.shares.with_), labels=labels)

    def _compared(self, test: Compared) -> Iterator[str]:
        for code, attributes in (("value", test.attributes), ("not_value", test.attributes_not)):
            for name, values in attributes.items():
                yield self._say(code, name=self._attribute(name), values=self._values(name, values))
        for name, between in test.dates.items():
            yield self._say("dated", name=self._attribute(name), when=self._when(between.since, between.until))
        for name, size in test.numbers.items():
            code = "most" if size.least is None else "least" if size.most is None else "sized"
            least, most = _number(size.least or 0), _number(size.most or 0)
            yield self._say(code, name=self._attribute(name), least=least, most=most)

    def _type(self, name: str) -> str:
        kind = self._vocabulary.entity_type(name)
        return kind.label[self._lang] if kind else name

    def _subtype(self, name: str, types: Sequence[str]) -> str:
        kinds = [t for t in self._vocabulary.entity_types if not types or t.type in types]
        return next((t.subtypes[name][self._lang] for t in kinds if name in t.subtypes), name)

    def _attribute(self, name: str) -> str:
        return next((a.label[self._lang] for a in self._vocabulary.attributes if a.name == name), name)

    def _values(self, name: str, values: Iterable[Scalar]) -> str:
        kind = next((a.value for a in self._vocabulary.attributes if a.name == name), None)
        entities = kind == "entity"
        return self._or(self._who(v) if entities and isinstance(v, str) else self._plain(v) for v in values)

    def _plain(self, value: Scalar) -> str:
        if isinstance(value, bool):
            return self._say(str(value).lower())
        return f"“{value}”" if isinstance(value, str) else _number(value)

    def _who(self, reference: str) -> str:
        if reference in ("subject", "object"):
            return self._say(reference)
        return self._names(reference)[self._lang] if self._names else reference


def _times(least: int, most: int) -> str:
    """The words for how often a chain is walked."""
    if least == most:
        return "once" if most == 1 else "exactly"
    if least == 0:
        return "maybe_once" if most == 1 else "maybe"
    return "times"


def _number(value: float) -> str:
    return str(int(value)) if float(value).is_integer() else str(value)
