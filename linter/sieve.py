"""Which lines of a page a pattern can match in at all: those that hold what it cannot match without."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise

import msgspec

from linter.pattern_parts import CAPITALS, DIGIT
from linter.phrases import Numbers, Tokens, Words, as_bits
from linter.regexes import regex

PARTS = regex("[a-z0-9_]+")  # what RE2 takes for words
_CAPITALS = regex("[A-Z][A-Z]")
_LINE_END = regex("\n")
_CHUNK = 128  # lines that are sifted together: their numbers are kept as bits
_MOST_WORDS = 30_000  # whose clauses are remembered
_FIRST = 2  # letters by which parts of words are kept; none is shorter (`linter/literals.py`)


class Needs(msgspec.Struct, frozen=True):
    """Clauses by number: by the literals of which each asks for one, and those of each pattern, the rarest first.

    Those from `first_common` on are met in so many lines that it is seen when a pattern is asked for whether a line meets them.
    Those that whole words speak for, or two in a row, are kept with the words (`linter/phrases.py`).
    """

    beginnings: dict[str, Numbers]
    endings: dict[str, Numbers]
    parts: dict[str, Numbers]
    signs: dict[str, Numbers]
    of_pattern: list[Numbers]
    common: list[Numbers]
    first_common: int


class Sieve:
    """The needs of all patterns, ready to sift pages."""

    def __init__(self, ready: Needs, words: Words) -> None:
        self._needs = ready
        self._words = words
        self.free = frozenset(number for number, asked in enumerate(ready.of_pattern) if not asked)
        """Patterns of which nothing is known: they can match in any line."""
        self._led: dict[int, list[tuple[int, Numbers]]] = {}
        for number, asked in enumerate(ready.of_pattern):
            if asked:
                self._led.setdefault(asked[0], []).append((number, asked[1:]))
        self.common = [self._parted(those)[1] for those in ready.common]
        """The common clauses of each pattern, as bits."""
        self._met: dict[str, tuple[Numbers, int]] = {}
        self._signs = {sign: self._parted(clauses) for sign, clauses in ready.signs.items()}
        self._of_beginnings = sorted({len(text) for text in ready.beginnings})
        self._of_endings = sorted({len(text) for text in ready.endings})
        self._parts: dict[str, list[tuple[str, Numbers]]] = {}
        for text, numbers in ready.parts.items():
            self._parts.setdefault(text[:_FIRST], []).append((text, numbers))

    def sift(self, folded: str, lower: str, tokens: Tokens, marked: Mapping[str, Iterable[int]]) -> Sifted:
        """The lines in which each pattern can match. `marked` are places in the text that stand for a sign of their own."""
        self._words.open(tokens.distinct)
        if len(self._met) > _MOST_WORDS:
            self._met = {}
        for word in tokens.distinct.difference(self._met):
            self._met[word] = self._of_word(word)
        ends = [match.start() for match in _LINE_END.finditer(lower)]
        firsts = [0, *(bisect_right(tokens.starts, end) for end in ends), len(tokens.words)]
        found = Sifted(tokens.words, firsts, self._words, self._met)
        self._add_signs(found, lower, ends, {CAPITALS: (match.start() for match in _CAPITALS.finditer(folded)), **marked})
        pairs = self._words.pairs
        for at in [at for at, pair in enumerate(tokens.pairs) if pair in pairs]:
            found.add(bisect_right(firsts, at) - 1, pairs[tokens.pairs[at]])
        for first in range(0, len(ends) + 1, _CHUNK):
            for number, left in self._left(self._clauses(found, first)):
                lines_of = found.lines.setdefault(number, [])
                while left:
                    lines_of.append(first + (left & -left).bit_length() - 1)
                    left &= left - 1
        return found

    def _add_signs(self, found: Sifted, text: str, ends: list[int], places: Mapping[str, Iterable[int]]) -> None:
        for sign, (rare, common) in self._signs.items():
            lines: Iterable[int] = ()
            if sign in places:
                lines = {bisect_right(ends, place) for place in places[sign]}
            elif len(sign) == 1 and sign in text:
                lines = (number for number, line in enumerate(text.split("\n")) if sign in line)
            for line in lines:
                found.add(line, rare, common)

    def _parted(self, clauses: Iterable[int]) -> tuple[Numbers, int]:
        """The rare ones of clauses, and the common ones as bits."""
        first = self._needs.first_common
        return tuple(sorted([clause for clause in clauses if clause < first])), as_bits(clauses, first)

    def _clauses(self, found: Sifted, first: int) -> dict[int, int]:
        """The rare clauses that some lines meet, with these lines."""
        met: dict[int, int] = {}
        of_words: dict[str, int] = {}
        bit = 1
        for line, (start, stop) in enumerate(pairwise(found.firsts[first : first + _CHUNK + 1]), first):
            for word in found.words[start:stop]:
                of_words[word] = of_words.get(word, 0) | bit
            for clauses in found.rare.get(line, ()):
                for clause in clauses:
                    met[clause] = met.get(clause, 0) | bit
            bit <<= 1
        known = self._met
        for word, lines in of_words.items():
            for clause in known[word][0]:
                met[clause] = met.get(clause, 0) | lines
        return met

    def _left(self, met: dict[int, int]) -> Iterator[tuple[int, int]]:
        """Patterns all of whose rare clauses are met in a line, and these lines."""
        led, get = self._led, met.get
        for clause, lines in met.items():
            for number, others in led.get(clause, ()):
                left = lines
                for other in others:
                    left &= get(other, 0)
                    if not left:
                        break
                if left:
                    yield number, left

    def _of_word(self, word: str) -> tuple[Numbers, int]:
        """The clauses that a word speaks for."""
        found: set[int] = set()
        parts = PARTS.findall(word.replace("ſ", "s"))  # RE2 folds the long s, `str.lower` does not
        if parts != [word]:
            self._words.open(frozenset(parts))
        for part in parts:
            found.update(self._of_part(part))
        return self._parted(found)

    def _of_part(self, word: str) -> set[int]:
        asked = self._needs
        found = set(self._words.clauses.get(word, ()))
        for length in self._of_beginnings:
            if word[:length] in asked.beginnings:
                found.update(asked.beginnings[word[:length]])
        for length in self._of_endings:
            if word[-length:] in asked.endings:
                found.update(asked.endings[word[-length:]])
        for at in range(len(word) - 1):
            for text, numbers in self._parts.get(word[at : at + _FIRST], ()):
                if word.startswith(text, at):
                    found.update(numbers)
        if DIGIT in asked.signs and not word.isalpha() and any(char.isdigit() for char in word):
            found.update(asked.signs[DIGIT])
        return found


class Sifted:
    """What a page's lines hold of what patterns need."""

    def __init__(self, words: list[str], firsts: list[int], known: Words, met: Mapping[str, tuple[Numbers, int]]) -> None:
        self.words = words
        self.firsts = firsts
        """The number of each line's first word, and of what would be one more line's."""
        self.lines: dict[int, list[int]] = {}
        """The lines that meet all rare clauses of a pattern, in order; `free` ones, and those that none does, are left out."""
        self.rare: dict[int, list[Numbers]] = {}
        """Rare clauses that lines meet by something else than one word."""
        self._common: dict[int, int] = {}
        self._whole: set[int] = set()  # lines of which all common clauses are known
        self._known = known
        self._met = met

    def add(self, line: int, rare: Numbers, common: int = 0) -> None:
        """Note that a line meets clauses by something else than one word."""
        if rare:
            self.rare.setdefault(line, []).append(rare)
        if common:
            self._common[line] = self._common.get(line, 0) | common

    def meets(self, line: int, common: int) -> bool:
        """Whether a line meets common clauses too."""
        if line not in self._whole:
            self._whole.add(line)
            words = self.words[self.firsts[line] : self.firsts[line + 1]]
            met, pairs = self._common.get(line, 0), self._known.common_pairs
            for word in words:
                met |= self._met[word][1]
            for pair in pairwise(words):
                if pair in pairs:
                    met |= pairs[pair]
            self._common[line] = met
        return self._common[line] & common == common
