"""The word tables that ship with carelint: how common English words are, and syllables that the rules get wrong.

Both are plain text in `linter/language/data`, built by `tools/build_word_tables.py`; sources and licences stand in the README
there. They are read when first asked for, a few milliseconds in all, and never written, so threads and processes share them
freely.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from functools import cache
from pathlib import Path

_DATA = Path(__file__).with_name("data")
FREQUENCIES, SYLLABLES = "frequencies.tsv", "syllables.txt"

_STRIDE = 512  # bytes between two entries of the index; a search reads about one stride
_LONGEST = 128  # more than any line of the table has

_KNOWN, _UNKNOWN = 5.1, 1.5  # frequencies from which every reader knows a word, and at which hardly any does
_RARER = 0.5  # how much rarer an inflection that the table lacks is taken to be than its stem

_INFLECTIONS = [
    (re.compile(pattern), stems)
    for pattern, stems in [
        (r"(.{3,})ies$", (r"\1y",)),
        (r"(.{3,})ied$", (r"\1y",)),
        (r"(.{3,})ily$", (r"\1y",)),
        (r"(.*[^s])s$", (r"\1",)),
        (r"(.{3,})es$", (r"\1", r"\1is")),  # biopsies went before; metastases
        (r"(.{3,})ae$", (r"\1a",)),
        (r"(.{2,}([bdglmnprt]))\2(?:ed|ing|er)$", (r"\1", r"\1\2")),
        (r"(.{3,})(?:ed|ing|er|est)$", (r"\1", r"\1e")),
        (r"(.{3,})ly$", (r"\1", r"\1le")),
        (r"(.{3,})(?:ness|less|like)$", (r"\1",)),
        (r"non-?(.{4,})$", (r"\1",)),
    ]
]


class _Frequencies:
    """Words and their frequencies, sorted, found by bisection over an index of every 512th byte and a search from there."""

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

    def find(self, word: str) -> float:
        """Zipf frequency of a word in lower case as the table has it, or 0.0."""
        key = word.encode()
        at = bisect_right(self._words, key) - 1
        if at < 0:
            return 0.0
        start = self._starts[at]
        found = self._lines.find(b"\n%b\t" % key, start, start + _STRIDE + _LONGEST)
        if found < 0:
            return 0.0
        found += len(key) + 2
        return int(self._lines[found : found + 2]) / 10


@cache
def _frequencies() -> _Frequencies:
    return _Frequencies((_DATA / FREQUENCIES).read_bytes())


@cache
def syllables() -> Mapping[str, int]:
    """Words whose syllables the rules get wrong, and how many they have."""
    counts: dict[str, int] = {}
    for line in (_DATA / SYLLABLES).read_text(encoding="utf-8").splitlines():
        if line and line[0] != "#":
            n, *words = line.split()
            counts.update(dict.fromkeys(words, int(n)))
    return counts


def frequency(word: str) -> float:
    """How common a word is, on the Zipf scale: 7.7 (the), 5 (once in 10,000 words), 2 (once in ten million); 0.0 unknown.

    Capitals do not matter. A possessive is as common as its noun, a compound with a hyphen as its rarest part, and a regular
    inflection that the table lacks half a unit rarer than its stem. The scale: van Heuven and others 2014, "SUBTLEX-UK".
    """
    word = word.lower()
    return _frequencies().find(word) or (_derived(word) if len(word) > 2 else 0.0)


def _derived(word: str) -> float:
    find = _frequencies().find
    word = word.replace("\u2019", "'").strip("'")
    if word.endswith("'s"):
        word = word[:-2]
    if found := find(word):
        return found
    if "-" in word:
        return min(map(frequency, filter(None, word.split("-"))), default=0.0)
    for ending, stems in _INFLECTIONS:
        if match := ending.fullmatch(word):
            return max(0.0, max(find(match.expand(stem)) for stem in stems) - _RARER)
    return 0.0


def familiarity(word: str) -> float:
    """The share of lay readers who may know a word, from its frequency alone: 0.0 hardly any, 1.0 all."""
    return min(1.0, max(0.0, (frequency(word) - _UNKNOWN) / (_KNOWN - _UNKNOWN)))
