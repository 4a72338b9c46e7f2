"""Words that no table of terms holds: how likely a lay reader knows them, from how common they are and how they are built."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

import msgspec

from linter.language import difficulty, tables
from linter.lexicon import Lexicon

_SHORTEST = 6  # letters: what is shorter and ends in -oma or -itis is seldom built of parts
_BUILT = 3.4  # the frequency below which a word that is built of medical parts is one
_SCIENCE = 0.55  # a word of science is no more familiar than that, unless it is very common
_SCIENCE_COMMON = 4.8
_LEAST_ADVERB, _LEAST_NAME = 3.0, 3.0  # adverbs and names below this frequency may be terms


class Part(msgspec.Struct, frozen=True):
    """A part of medical words: where it stands in them (start, end, drug), and what it means."""

    part: str
    where: str
    meaning: str


class Vocabulary:
    """The words all readers know, and the parts of which medical words are built."""

    def __init__(self, known: Iterable[str], parts: Iterable[Part]) -> None:
        self._known = frozenset(known)
        self._parts: dict[str, dict[str, Part]] = {"start": {}, "end": {}, "drug": {}}
        for part in parts:
            self._parts[part.where][part.part] = part

    @classmethod
    def from_lexicon(cls, lexicon: Lexicon) -> Vocabulary:
        known = (row["word"].lower() for row in lexicon.table("known-words"))
        return cls(known, (Part(row["part"], row["where"], row["meaning"]) for row in lexicon.table("word-parts")))

    def knows(self, word: str) -> bool:
        """Whether all readers know a word in lower case, or its singular."""
        return word in self._known or (word.endswith("s") and word[:-1] in self._known)

    def built_of(self, word: str) -> Part | None:
        """The part that makes a word in lower case a medical one; the one it ends in, where there are two."""
        for where, longest in self._lengths.items():
            for length in range(min(longest, len(word) - 2), 1, -1):
                found = self._parts[where].get(word[:length] if where == "start" else word[-length:])
                if found is not None:
                    return found
        return None

    @cached_property
    def _lengths(self) -> dict[str, int]:
        return {where: max(map(len, self._parts[where]), default=0) for where in ("drug", "end", "start")}

    def medical(self, word: str) -> Part | None:
        """The part that tells that a rare word, in lower case, is a medical term; None for all other words.

        A medicine's name is none: it has no plain word.
        """
        if len(word) < _SHORTEST or not word.isalpha() or self.knows(word) or difficulty.known_frequency(word) >= _BUILT:
            return None
        part = self.built_of(word)
        return None if part is None or part.where == "drug" else part

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
        if len(token) < 2 or not token[0].isalpha():
            return False
        word = token.lower()
        if self.familiarity(word) >= below:
            return False
        if word.endswith("ly"):
            return difficulty.known_frequency(word) < _LEAST_ADVERB
        return not name or difficulty.known_frequency(word) < _LEAST_NAME
