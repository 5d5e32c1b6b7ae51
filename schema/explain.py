"""A rule in words: what its file means, told from the tree with the labels of the vocabulary.

Whoever writes a rule compares this with what was meant: the text of `explain` in the file is somebody's intention,
this is what will be asked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from schema.rule_checks import years_before
from schema.rule_tree import (
    Also,
    Alternatives,
    Chain,
    Condition,
    Part,
    Repeat,
    Rule,
    Step,
    Subjects,
    Test,
    several,
)
from schema.statements import Texts
from schema.vocabulary import Vocabulary

Names = Callable[[str], Texts]

_LANGS = ("vi", "en")
_WORDS: dict[str, tuple[str, str]] = {
    "asked": ("Hỏi về mỗi {thing}{days}.", "Asked is every {thing}{days}."),
    "asked_too": ("Cũng hỏi về mỗi {thing}{days}.", "Asked is also every {thing}{days}."),
    "asked_from": (", từ {day}", ", from {day} on"),
    "asked_until": (", đến {day}", ", until {day}"),
    "bound": (
        "Chỉ áp dụng nếu từ chủ thể có thể {chain}{ends}.",
        "The rule binds it only if from it you can {chain}{ends}.",
    ),
    "unbound": (
        "Không áp dụng nếu từ chủ thể có thể {chain}{ends}.",
        "The rule does not bind it if from it you can {chain}{ends}.",
    ),
    "ends": (", đến ít nhất {n} nơi khác nhau", ", to at least {n} different ends"),
    "paired": (
        "Hỏi theo cặp, mỗi nơi đến sau đây một lần: {thing}; đến từ chủ thể bằng cách {chain}.",
        "It is asked in pairs, once for each of these: {thing}; which you come to if from the subject you {chain}.",
    ),
    "needed": ("Cần: từ chủ thể {chain}.", "Needed: from the subject, {chain}."),
    "one": ("Có một nơi đến như vậy là đủ.", "One such end is enough."),
    "many": ("Cần ít nhất {n} nơi đến khác nhau.", "At least {n} different ends are needed."),
    "basis": ("Quy tắc có hiệu lực khi {name} có hiệu lực.", "The rule binds while {name} is in force."),
    "denied": (
        "Lời của nguồn rằng không có theo quy tắc {rules} cũng được tính.",
        "A source's word that there is none under {rules} counts here, too.",
    ),
    "zero": ("Số liệu bằng 0 nghĩa là không có: {labels}.", "A figure of 0 says that there is none: {labels}."),
    "figures": ("Số liệu được đối chiếu: {labels}.", "Figures set beside it: {labels}."),
    "parameters": ("Có thể hỏi kèm tham số: {names}.", "It may be asked with: {names}."),
    "then": ("; rồi ", "; then "),
    "or": (" hoặc ", " or "),
    "step": ("đi theo {labels}{when} đến {thing}", "follow {labels}{when} to {thing}"),
    "either": ("hoặc ({ways})", "either ({ways})"),
    "otherwise": (") hoặc (", ") or ("),
    "maybe": ("lặp tối đa {most} lần hoặc không lần nào ({chain})", "up to {most} times or not at all ({chain})"),
    "once": ("một lần hoặc không lần nào ({chain})", "once or not at all ({chain})"),
    "times": ("lặp từ {least} đến {most} lần ({chain})", "{least} to {most} times ({chain})"),
    "until": (", đến {thing}", ", to {thing}"),
    "also": (
        "từ đó còn phải ({chain}) được, và đi tiếp từ chính nơi đó",
        "from there you must also be able to ({chain}), and go on from the same place",
    ),
    "anything": ("bất cứ gì", "anything"),
    "kind": ("{types} (loại: {kinds})", "{types} (kind: {kinds})"),
    "not_type": ("không phải {types}", "not a {types}"),
    "value": ("có “{name}” là {values}", "with “{name}” {values}"),
    "not_value": ("không có “{name}” là {values}", "without “{name}” {values}"),
    "dated": ("có “{name}”{when}", "with “{name}”{when}"),
    "least": ("có “{name}” từ {n} trở lên", "with “{name}” of {n} or more"),
    "most": ("có “{name}” không quá {n}", "with “{name}” of {n} at most"),
    "is": ("chính là {who}", "namely {who}"),
    "is_not": ("không phải là {who}", "other than {who}"),
    "inside": ("thuộc {who} ở mọi cấp", "inside {who} at any depth"),
    "abroad": ("ở nước khác với {who}", "in another country than {who}"),
    "shares": ("cùng với {who} có chung một nơi đến khi đi theo {labels}", "sharing with {who} an end of {labels}"),
    "since": (" vào hoặc sau {day}", " on or after {day}"),
    "before": (" vào hoặc trước {day}", " on or before {day}"),
    "lately": (" trong {n} năm trước ngày hỏi", " within {n} year(s) before the day asked"),
    "long_ago": (" ít nhất {n} năm trước ngày hỏi", " at least {n} year(s) before the day asked"),
    "parameter": ("ngày “{name}” (nếu cho)", "the day “{name}” (where given)"),
    "subject": ("chủ thể", "the subject"),
    "object": ("đối tượng của cặp", "the object of the pair"),
}  # fmt: skip


def in_words(rule: Rule, vocabulary: Vocabulary, names: Names | None = None) -> Texts:
    """A rule in Vietnamese and English, a sentence a line. `names`: how entities are called, if not by their ids."""
    return {lang: "\n".join(_Words(rule, vocabulary, lang, names).sentences()) for lang in _LANGS}


class _Words:
    """The words for one rule in one language."""

    def __init__(self, rule: Rule, vocabulary: Vocabulary, lang: str, names: Names | None) -> None:
        self._rule = rule
        self._vocabulary = vocabulary
        self._lang = lang
        self._names = names
        self._parameters = {p.name: p.label[lang] for p in rule.parameters}

    def sentences(self) -> Iterator[str]:
        rule = self._rule
        for number, subjects in enumerate(rule.subjects):
            thing, days = self._thing(subjects.test), self._days(subjects)
            yield self._say("asked_too" if number else "asked", thing=thing, days=days)
            yield from map(self._condition, subjects.where)
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
            yield self._say("parameters", names="; ".join(f"{p.name} ({p.label[self._lang]})" for p in rule.parameters))

    def _say(self, code: str, **values: object) -> str:
        return _WORDS[code][_LANGS.index(self._lang)].format(**values)

    def _or(self, words: Iterable[str]) -> str:
        return self._say("or").join(words)

    def _days(self, subjects: Subjects) -> str:
        since = self._say("asked_from", day=subjects.since) if subjects.since else ""
        return since + (self._say("asked_until", day=subjects.until) if subjects.until else "")

    def _condition(self, condition: Condition) -> str:
        ends = self._say("ends", n=condition.at_least) if condition.at_least > 1 else ""
        return self._say("unbound" if condition.negated else "bound", chain=self._chain(condition.chain), ends=ends)

    def _chain(self, chain: Chain) -> str:
        return self._say("then").join(map(self._part, chain))

    def _part(self, part: Part) -> str:
        if isinstance(part, Step):
            labels, when = self._relations(part.relation, part.direction), self._when(part.since, part.until)
            return self._say("step", labels=labels, when=when, thing=self._thing(part.to))
        if isinstance(part, Alternatives):
            return self._say("either", ways=self._say("otherwise").join(map(self._chain, part.any)))
        if isinstance(part, Also):
            return self._say("also", chain=self._chain(part.also))
        return self._repeat(part)

    def _repeat(self, part: Repeat) -> str:
        code = "times" if part.least else "maybe" if part.most > 1 else "once"
        told = self._say(code, least=part.least, most=part.most, chain=self._chain(part.repeat))
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
        told = ""
        for limit, on, years in ((since, "since", "lately"), (until, "before", "long_ago")):
            if limit is not None and (n := years_before(limit)) is not None:
                told += self._say(years, n=n)
            elif limit is not None:
                known = limit in self._parameters
                told += self._say(on, day=self._say("parameter", name=limit) if known else limit)
        return told

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
        for code, attributes in (("value", test.attributes), ("not_value", test.attributes_not)):
            for name, values in attributes.items():
                yield self._say(code, name=self._attribute(name), values=self._or(map(_plain, values)))
        for name, between in test.dates.items():
            yield self._say("dated", name=self._attribute(name), when=self._when(between.since, between.until))
        for name, size in test.numbers.items():
            if size.least is not None:
                yield self._say("least", name=self._attribute(name), n=f"{size.least:g}")
            if size.most is not None:
                yield self._say("most", name=self._attribute(name), n=f"{size.most:g}")
        for code, references in (("is", test.is_), ("is_not", test.is_not)):
            if references:
                yield self._say(code, who=self._or(map(self._who, several(references))))
        for code, reference in (("inside", test.inside), ("abroad", test.abroad_from)):
            if reference:
                yield self._say(code, who=self._who(reference))
        if test.shares:
            labels = self._relations(test.shares.relation, test.shares.direction)
            yield self._say("shares", who=self._who(test.shares.with_), labels=labels)

    def _type(self, name: str) -> str:
        kind = self._vocabulary.entity_type(name)
        return kind.label[self._lang] if kind else name

    def _subtype(self, name: str, types: Sequence[str]) -> str:
        kinds = [t for t in self._vocabulary.entity_types if not types or t.type in types]
        return next((t.subtypes[name][self._lang] for t in kinds if name in t.subtypes), name)

    def _attribute(self, name: str) -> str:
        return next((a.label[self._lang] for a in self._vocabulary.attributes if a.name == name), name)

    def _who(self, reference: str) -> str:
        if reference in ("subject", "object"):
            return self._say(reference)
        return self._names(reference)[self._lang] if self._names else reference


def _plain(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
