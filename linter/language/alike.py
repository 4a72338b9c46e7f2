"""How alike two words are in what they are used for: kidney and renal, tube and pipe, tiredness and fatigue.

`linter/language/data/alike.tsv` says of each word on which side of 256 planes its GloVe vector stands. The share of planes
that have two words on one side gives the angle between them (Charikar 2002), and counting bits is quick.
"""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Container, Mapping
from functools import cache
from math import cos, pi
from pathlib import Path
from typing import TypeAlias

from linter.language import tables
from linter.store.regexes import regex
from linter.store.remembered import Remembered

ALIKE = Path(__file__).with_name("data") / "alike.tsv"
BITS = 256

Words: TypeAlias = Mapping[str, int]
"""Words with the sides on which they stand."""

_WORD = regex("[a-z]{3,}")
_IN_PRINT = {  # words of home that newspapers, of which the vectors are made, hardly print or use otherwise
    "bum": "buttocks",
    "jab": "injection",
    "jabs": "injections",
    "meds": "medicines",
    "pee": "urine",
    "peeing": "urine",
    "poo": "feces",
    "poop": "feces",
    "poos": "feces",
    "tummy": "stomach",
    "urinate": "urine",
    "urinating": "urine",
    "wee": "urine",
    "weeing": "urine",
}
_SAYS_LITTLE = 6.0  # Zipf frequency from which on a word stands beside all others
_RAREST = 8.0  # less its frequency is what a word weighs
_COSINES = [cos(pi * apart / BITS) for apart in range(BITS + 1)]


def words(text: str, but: Container[str] = ()) -> dict[str, int]:
    """The words of a text in lower case that tell something, those left out that the table lacks, and those of `but`."""
    sides = _sides()
    said = (_IN_PRINT.get(word, word) for word in _WORD.findall(text) if word not in but)
    return {word: found for word in said if (found := sides[word])}


def share_said(wanted: Words, said: Words) -> float:
    """How much of what is wanted is said, from -1 (quite another thing) to 1 (the same words): each of its words by the
    likest that is said, a rare one weighing more."""
    if not wanted or not said:
        return 0.0
    total = sum(_weight(word) for word in wanted)
    found = sum(_weight(word) * _likest(word, sides, said) for word, sides in wanted.items())
    return found / total


def _likest(word: str, sides: int, said: Words) -> float:
    if word in said:
        return 1.0
    return _COSINES[min([(sides ^ other).bit_count() for other in said.values()])]


def _weight(word: str) -> float:
    return _RAREST - tables.frequency(word)


@cache
def _sides() -> Remembered[int]:
    """The sides of a word; 0 for one that says little, or that the table lacks."""
    find = tables.Sorted(ALIKE.read_bytes()).find

    def sides(word: str) -> int:
        found = find(word) if tables.frequency(word) < _SAYS_LITTLE else b""
        return int.from_bytes(b64decode(found + b"="), "big") if found else 0

    return Remembered(sides)
