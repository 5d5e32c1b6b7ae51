"""Digests: when two stores hold the same.

The digest of content is the sum of the digests of its live statements, modulo 2^256: the order in which they came
plays no part, the sum of several datasets is the sum of theirs, and a change is a subtraction and an addition. It
guards against accidents and tells versions apart; it is no seal against forgery.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

from schema import rules as rules_of
from schema.rules import Rule
from schema.vocabulary import Vocabulary

SIZE = 32
_MODULUS = 1 << (8 * SIZE)
NOTHING = bytes(SIZE)
"""The digest of no statements."""


def of_statement(body: bytes) -> bytes:
    """The digest of a statement from its canonical JSON, which carries its kind, id and dataset."""
    return hashlib.sha256(body).digest()


def total(digests: Iterable[bytes], less: Iterable[bytes] = ()) -> bytes:
    """The digest of several statements or datasets together; those in `less` are taken away again."""
    added = sum(int.from_bytes(d, "big") for d in digests)
    return ((added - sum(int.from_bytes(d, "big") for d in less)) % _MODULUS).to_bytes(SIZE, "big")


def of_setting(vocabulary: Vocabulary, rules: Sequence[Rule]) -> str:
    """The part of a data version that vocabulary and rules make, hexadecimal."""
    return hashlib.sha256(f"{vocabulary.digest()} {rules_of.digest(rules)}".encode()).hexdigest()


def data_version(content: Iterable[bytes], setting: str) -> str:
    """The data version of the datasets with these digests, under the vocabulary and rules of `of_setting`."""
    return hashlib.sha256(f"{total(content).hex()} {setting}".encode()).hexdigest()[:16]


def of_sequence(texts: Iterable[bytes]) -> bytes:
    """The digest of texts in an order."""
    hasher = hashlib.sha256()
    for text in texts:
        hasher.update(len(text).to_bytes(8, "big"))
        hasher.update(text)
    return hasher.digest()
