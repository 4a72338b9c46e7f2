"""The word tables that ship with carelint: how common English words are, how many syllables they have, words of science.

All are plain text in `linter/language/data`; the README there says where each is from. They are read when first asked for, a
few milliseconds in all, and never written, so threads and processes share them freely.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path

import msgspec

from linter.store.remembered import RECENT

_DATA = Path(__file__).with_name("data")
FREQUENCIES, SYLLABLES, SCIENCE = "frequencies.tsv", "syllables.tsv", "science-words.txt"
PARTICIPLES = "participles.tsv"

_STRIDE = 1024  # bytes between two entries of the index; a search reads about half of that
_LONGEST = 128  # more than any line of the table has

_NUMBERS = {b"%02d" % number: number for number in range(100)}

# Tables of weights that are fitted to texts (`linter/language/guesses.py`, `linter/language/explained.py`).
BASE = "(base)"
"""The line of what is added to each sum."""
SCALE = 100
"""Weights are written as whole hundredths."""
NUMBER = "<number>"
"""What stands for any number."""

KNOWN, _UNKNOWN = 5.0, 2.0  # frequencies from which every reader knows a word, and at which hardly any does
_RARER = 0.5  # how much rarer an inflection that the table lacks is taken to be than its stem

_STEMS = [  # an ending, and what the stem has in its place: biopsies, doses, metastases, scarred, carefully, vertebrae
    ("ies", ("y",)),
    ("ied", ("y",)),
    ("ily", ("y",)),
    ("es", ("", "e", "is")),
    ("ed", ("", "e")),
    ("ing", ("", "e")),
    ("s", ("",)),
    ("ae", ("a",)),
    ("ly", ("", "le")),
    ("ness", ("",)),
    ("less", ("",)),
    ("like", ("",)),
]
_ENDINGS = tuple(ending for ending, _ in _STEMS)


class Sorted:
    """Lines of a word, a tab and more, sorted by the bytes of the word: found by bisection and a search from there."""

    def __init__(self, lines: bytes) -> None:
        start = lines.index(b"\n\n") + 1  # comments end with an empty line
        self._lines = lines
        self._starts = list(range(start, len(lines) - 1, _STRIDE))
        # What stands at each place of the index: the word of the first line that begins at or after it.
        self._words = []
        for place in self._starts:
            line = lines.find(b"\n", place) + 1
            self._words.append(lines[line : lines.find(b"\t", line)])
        while self._words and not self._words[-1]:  # the last places may have no line after them
            del self._words[-1]

    def place(self, word: str) -> int:
        """Where what follows the tab of a word in lower case begins, or 0 where the table lacks it."""
        key = word.encode("utf-8", "replace")
        at = bisect_right(self._words, key) - 1
        if at < 0:
            return 0
        start = self._starts[at]
        found = self._lines.find(b"\n" + key + b"\t", start, start + _STRIDE + _LONGEST)
        return found + len(key) + 2 if found >= 0 else 0

    def find(self, word: str) -> bytes:
        """What follows the tab of a word in lower case, or nothing where the table lacks it."""
        place = self.place(word)
        return self._lines[place : self._lines.find(b"\n", place)] if place else b""


class _Numbers(Sorted):
    """Words with a number of two digits each."""

    def number(self, word: str) -> int:
        """The number of a word in lower case, or 0 where the table lacks it."""
        place = self.place(word)
        return _NUMBERS[self._lines[place : place + 2]] if place else 0


@cache
def _frequencies() -> _Numbers:
    """Ten times the Zipf frequency of words."""
    return _Numbers((_DATA / FREQUENCIES).read_bytes())


@cache
def _syllables() -> _Numbers:
    return _Numbers((_DATA / SYLLABLES).read_bytes())


def syllables(word: str) -> int:
    """The syllables of a word in lower case: a common one, or one that the rules get wrong; 0 for all others."""
    return _syllables().number(word)


@cache
def science() -> frozenset[str]:
    """Words of biology and laboratory science, in lower case: lay readers find them harder than their frequency tells."""
    text = (_DATA / SCIENCE).read_text(encoding="utf-8")
    return frozenset(text.partition("\n\n")[2].split())


class Participle(msgspec.Struct, frozen=True, gc=False):
    """The verb of a past participle, or -; and when it is an adjective: always, before words parted by |, or -."""

    verb: str
    adjective: str


@cache
def participles() -> Mapping[str, Participle]:
    """Past participles that no ending tells, and those that are adjectives more often than not, in lower case."""
    lines = (_DATA / PARTICIPLES).read_text(encoding="utf-8").partition("\n\n")[2].splitlines()
    return {word: Participle(verb, adjective) for word, verb, adjective in (line.split("\t") for line in lines)}


@lru_cache(maxsize=RECENT)
def frequency(word: str) -> float:
    """How common a word is, on the Zipf scale: 7.7 (the), 5 (once in 10,000 words), 2 (once in ten million); 0.0 unknown.

    Capitals do not matter. A possessive is as common as its noun, a compound with a hyphen as its rarest part, and a regular
    inflection that the table lacks half a unit rarer than its stem. The scale: van Heuven and others 2014, "SUBTLEX-UK".
    """
    find = _frequencies().number
    word = word.lower()
    if found := find(word):
        return found / 10
    word = word.replace("\u2019", "'").strip("'").removesuffix("'s")
    if found := find(word):
        return found / 10
    if "-" in word:
        return min(map(frequency, filter(None, word.split("-"))), default=0.0)
    return round(max(0.0, _stem(word) - _RARER), 1)


def stem_frequency(word: str) -> float:
    """The frequency of the commonest word that a word may be an inflection of, or 0.0."""
    return _stem(word.lower())


def _stem(word: str) -> float:
    found = 0
    if word.endswith(_ENDINGS):
        find = _frequencies().number
        for ending, replacements in _STEMS:
            if word.endswith(ending) and len(base := word[: -len(ending)]) > 2:
                found = max(found, *[find(base + replacement) for replacement in replacements])
                if base[-1] == base[-2]:  # swabbed
                    found = max(found, find(base[:-1]))
    return found / 10


@lru_cache(maxsize=RECENT)
def familiarity(word: str) -> float:
    """The share of lay readers who may know a word, from its frequency alone: 0.0 hardly any, 1.0 all.

    Who knows a word knows its inflections: livers are as familiar as a liver.
    """
    known = frequency(word)
    if known < KNOWN:
        known = max(known, stem_frequency(word))
    return min(1.0, max(0.0, (known - _UNKNOWN) / (KNOWN - _UNKNOWN)))
