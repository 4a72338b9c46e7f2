"""Which lines of a page a pattern can match in at all: those that hold what it cannot match without."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise

import msgspec

from linter.pattern_parts import CAPITALS, DIGIT
from linter.phrases import Numbers, Tokens, Words
from linter.regexes import regex

PARTS = regex("[a-z0-9_]+")  # what RE2 takes for words
_CAPITALS = regex("[A-Z][A-Z]")
_LINE_END = regex("\n")
_CHUNK = 128  # lines that are sifted together: their numbers are kept as bits
_MOST_WORDS = 100_000  # whose clauses are remembered
_FIRST = 2  # letters by which parts of words are kept; only beginnings and endings can be one letter (`linter/literals.py`)


class Needs(msgspec.Struct, frozen=True):
    """Clauses by number: by the literals of which each asks for one, and those of each pattern, the rarest first.

    Those that whole words speak for, or two in a row, are kept with the words (`linter/phrases.py`).
    """

    beginnings: dict[str, Numbers]
    endings: dict[str, Numbers]
    parts: dict[str, Numbers]
    signs: dict[str, Numbers]
    of_pattern: list[Numbers]


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
        self._met: dict[str, tuple[int, ...]] = {}
        self._beginnings = _by_letters(ready.beginnings, slice(0, _FIRST))
        self._endings = _by_letters(ready.endings, slice(-_FIRST, None))
        self._parts = _by_letters(ready.parts, slice(0, _FIRST))

    def sift(self, folded: str, lower: str, tokens: Tokens, marked: Mapping[str, Iterable[int]]) -> dict[int, list[int]]:
        """The lines in which each pattern can match, in order; patterns that can match in none are left out, and `free` ones.

        `marked` are places in the text that stand for a sign of their own.
        """
        self._words.open(set(tokens.words))
        ends = [match.start() for match in _LINE_END.finditer(lower)]
        places = {CAPITALS: (match.start() for match in _CAPITALS.finditer(folded)), **marked}
        lines = {sign: {bisect_right(ends, place) for place in places[sign]} for sign in self._needs.signs if sign in places}
        found: dict[int, list[int]] = {}
        count, word, at = len(ends) + 1, 0, 0
        for first in range(0, count, _CHUNK):
            last = min(first + _CHUNK, count)
            stop = ends[last - 1] if last - 1 < len(ends) else len(lower)
            by_line: list[list[str]] = []
            for line in range(first, last):
                end = bisect_right(tokens.starts, ends[line], word) if line < len(ends) else len(tokens.words)
                by_line.append(tokens.words[word:end])
                word = end
            met: dict[int, int] = {}
            self._add_words(met, by_line)
            self._add_signs(met, lower[at:stop])
            for sign, numbers in lines.items():
                _add(met, self._needs.signs[sign], sum(1 << (number - first) for number in numbers if first <= number < last))
            for number, left in self._left(met):
                lines_of = found.setdefault(number, [])
                while left:
                    lines_of.append(first + (left & -left).bit_length() - 1)
                    left &= left - 1
            at = stop + 1
        return found

    def _left(self, met: dict[int, int]) -> Iterator[tuple[int, int]]:
        """Patterns all of whose clauses are met in a line, and these lines."""
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

    def _add_words(self, met: dict[int, int], by_line: list[list[str]]) -> None:
        """Add the clauses that words and pairs of words speak for, with the lines they do it in."""
        pairs, known = self._words.pairs, self._met
        bits: dict[str, int] = {}
        for line, words in enumerate(by_line):
            bit = 1 << line
            for word in words:
                bits[word] = bits.get(word, 0) | bit
            for one, other in pairwise(words):
                if one in pairs and other in pairs[one]:
                    _add(met, pairs[one][other], bit)
        if len(known) > _MOST_WORDS:
            known.clear()
        for word, lines in bits.items():
            of_word = known.get(word)
            if of_word is None:
                of_word = known[word] = tuple(sorted(self._of_word(word)))
            for clause in of_word:
                met[clause] = met.get(clause, 0) | lines

    def _of_word(self, word: str) -> set[int]:
        found: set[int] = set()
        parts = PARTS.findall(word.replace("ſ", "s"))  # RE2 folds the long s, `str.lower` does not
        self._words.open(set(parts))
        for part in parts:
            found.update(self._of_part(part))
        return found

    def _of_part(self, word: str) -> set[int]:
        asked = self._needs
        found = {
            *self._words.clauses.get(word, ()),
            *asked.beginnings.get(word[0], ()),
            *asked.endings.get(word[-1], ()),
        }
        for text, numbers in self._beginnings.get(word[:_FIRST], ()):
            if word.startswith(text):
                found.update(numbers)
        for text, numbers in self._endings.get(word[-_FIRST:], ()):
            if word.endswith(text):
                found.update(numbers)
        for at in range(len(word) - 1):
            for text, numbers in self._parts.get(word[at : at + _FIRST], ()):
                if word.startswith(text, at):
                    found.update(numbers)
        if DIGIT in asked.signs and not word.isalpha() and any(char.isdigit() for char in word):
            found.update(asked.signs[DIGIT])
        return found

    def _add_signs(self, met: dict[int, int], text: str) -> None:
        for sign, numbers in self._needs.signs.items():
            if len(sign) == 1 and sign in text:
                _add(met, numbers, sum(1 << number for number, line in enumerate(text.split("\n")) if sign in line))


def _add(met: dict[int, int], clauses: Iterable[int], lines: int) -> None:
    for clause in clauses:
        met[clause] = met.get(clause, 0) | lines


def _by_letters(table: Mapping[str, Numbers], letters: slice) -> dict[str, list[tuple[str, Numbers]]]:
    found: dict[str, list[tuple[str, Numbers]]] = {}
    for text, numbers in table.items():
        found.setdefault(text[letters], []).append((text, numbers))
    return found
