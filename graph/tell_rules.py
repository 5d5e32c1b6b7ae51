"""Rules as they are told: as their files have them, and in words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec

from graph.answers import RuleItem
from graph.tell import Teller
from schema.explain import in_words
from schema.rules import Rule
from schema.statements import Texts


def tell_rules(teller: Teller, rules: Iterable[Rule]) -> list[RuleItem]:
    """Rules by id, in words with the names that entities have in the data."""

    def names(entity: str) -> Texts:
        known = entity in teller.index.numbers
        return {lang: f"{name} ({entity})" for lang, name in teller.names(entity).items()} if known else _bare(entity)

    return [_item(rule, in_words(rule, teller.index.vocabulary, names)) for rule in sorted(rules, key=_id)]


def _item(rule: Rule, words: Texts) -> RuleItem:
    plain: Any = msgspec.to_builtins(rule)
    return RuleItem(
        id=rule.id, title=rule.title, explain=rule.explain, in_words=words, subject=plain["subjects"],
        object=plain["objects"], pattern=plain["needs"], at_least=rule.at_least, legal_basis=rule.legal_basis,
        indicators=rule.indicators, parameters=tuple(plain["parameters"]), absence=plain["absence"],
    )  # fmt: skip


def _id(rule: Rule) -> str:
    return rule.id


def _bare(entity: str) -> Texts:
    return {"vi": entity, "en": entity}
