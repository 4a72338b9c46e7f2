"""Words that no table of terms holds: how likely a lay reader knows them, from how common they are and how they are built."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

import msgspec

from linter.language import difficulty, tables
from linter.lexicon import Lexicon
from linter.store.remembered import Remembered

_SHORTEST = 6  # letters: what is shorter and ends in -oma or -itis is seldom built of parts
_BUILT = 3.4  # the frequency below which a word that is built of medical parts is one
_SHAPED = 2.6  # the same, where only its ending looks medical
_SHORTEST_SHAPED = 7
_GLUED, _HALF = 4.3, 2.0  # how common words are that were typed without a space between them
_RUN_ON = ("called", "during", "from", "have", "having", "into", "that", "this", "when", "with", "your")
_SCIENCE = 0.55  # a word of science is no more familiar than that, unless it is very common
_SCIENCE_COMMON = 4.8
_LEAST_ADVERB, _LEAST_NAME = 3.0, 3.0  # adverbs and names below this frequency may be terms


class Part(msgspec.Struct, frozen=True):
    """A part of medical words: where it stands in them (start, end, drug, shape), and what it means."""

    part: str
    where: str
    meaning: str


class Vocabulary:
    """The words all readers know, and the parts of which medical words are built."""

    def __init__(self, known: Iterable[str], parts: Iterable[Part]) -> None:
        self._known = frozenset(known)
        self._parts: dict[str, dict[str, Part]] = {"drug": {}, "end": {}, "start": {}, "shape": {}}
        self._medical = Remembered(self._find_medical)
        for part in parts:
            self._parts[part.where][part.part] = part

    @classmethod
    def from_lexicon(cls, lexicon: Lexicon) -> Vocabulary:
        known, parts = lexicon.table("known-words"), lexicon.table("word-parts")
        columns = (parts.column(name) for name in ("part", "where", "meaning"))
        return cls(map(str.lower, known.column("word")), map(Part, *columns))

    def knows(self, word: str) -> bool:
        """Whether all readers know a word in lower case, or its singular."""
        return word in self._known or (word.endswith("s") and word[:-1] in self._known)

    def built_of(self, word: str) -> Part | None:
        """The part that makes a word in lower case a medical one; of several the surest, and the longest of its kind."""
        for where, longest in self._lengths.items():
            for length in range(min(longest, len(word) - 2), 1, -1):
                found = self._parts[where].get(word[:length] if where == "start" else word[-length:])
                if found is not None:
                    return found
        return None

    @cached_property
    def _lengths(self) -> dict[str, int]:
        return {where: max(map(len, parts), default=0) for where, parts in self._parts.items()}

    def medical(self, word: str) -> Part | None:
        """The part that tells that a rare word, in lower case, is a medical term; None for all other words.

        A medicine's name is none: it has no plain word.
        """
        return self._medical[word]

    def _find_medical(self, word: str) -> Part | None:
        if "-" in word:
            return next((part for one in word.split("-") if (part := self.medical(one)) is not None), None)
        if len(word) < _SHORTEST or not word.isalpha() or self.knows(word):
            return None
        frequency = difficulty.known_frequency(word)
        part = self.built_of(word) if frequency < _BUILT else None
        if part is None or part.where == "drug" or _is_compound(word):
            return None
        if part.where == "shape" and (frequency >= _SHAPED or len(word) < _SHORTEST_SHAPED):
            return None
        return part

    def is_drug(self, word: str) -> bool:
        """Whether a rare word, in lower case, ends as the generic names of medicines do."""
        if len(word) < _SHORTEST or not word.isalpha() or self.knows(word) or tables.frequency(word) >= _BUILT:
            return False
        part = self.built_of(word)
        return part is not None and part.where == "drug"

    def familiarity(self, word: str) -> float:
        """The share of lay readers who may know a word in lower case: from how common it is, less for words of science."""
        if self.knows(word):
            return 1.0
        share = tables.familiarity(word)
        if share > _SCIENCE and word in tables.science() and tables.frequency(word) < _SCIENCE_COMMON:
            return _SCIENCE
        return share

    def is_term(self, token: str, below: float, *, name: bool) -> bool:
        """Whether a word as it is written is less familiar than `below`; `name`: whether its capital makes it a name."""
        if len(token) < 2 or not token[0].isalpha() or "." in token:  # p.m
            return False
        word = token.lower()
        if self.familiarity(word) >= below:
            return False
        if word.endswith("ly"):
            return difficulty.known_frequency(word) < _LEAST_ADVERB
        return not name or difficulty.known_frequency(word) < _LEAST_NAME


def _is_compound(word: str) -> bool:
    """Whether a word that no table holds is two common ones: "homebound", or "calledanemia" where a space is missing."""
    if tables.frequency(word):
        return False
    if word.startswith(_RUN_ON):  # "duringthoracentesis"
        return True
    for at in range(3, len(word) - 2):
        first, second = tables.frequency(word[:at]), tables.frequency(word[at:])
        if max(first, second) >= _GLUED and min(first, second) >= _HALF:
            return True
    return False
