"""Which lines of a page a pattern can match in at all: those that hold what it cannot match without."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from functools import cache, reduce
from itertools import pairwise
from operator import add, or_
from typing import TypeAlias, TypeVar

from linter.model import Struct
from linter.search.order import Order, Span
from linter.search.pattern_parts import CAPITALS, DIGIT
from linter.search.phrases import Numbers, Tokens, Words
from linter.store.regexes import regex
from linter.store.remembered import MOST

T = TypeVar("T")
Lines: TypeAlias = "array[int]"  # numbers of lines: many patterns may match in many

PARTS = regex("[a-z0-9_]+")  # what RE2 takes for words
_CAPITALS = regex("[A-Z][A-Z]")
_LINE_END = regex("\n")
_CHUNK = 128  # lines that are sifted together: their numbers are kept as bits
FIRST = 2  # letters by which parts of words are kept; only beginnings and endings may be shorter (`linter/search/literals.py`)


class Needs(Struct, frozen=True):
    """Clauses by number: by the literals of which each asks for one, and those of each pattern, the rarest first.

    Those that whole words speak for, or two in a row, are kept with the words (`linter/search/phrases.py`).
    """

    beginnings: dict[str, Numbers]
    endings: dict[str, Numbers]
    begin: dict[str, Numbers]  # how long beginnings are that begin with these letters
    end: dict[str, Numbers]  # and endings that end so
    parts: dict[str, dict[str, Numbers]]  # by their first letters
    signs: dict[str, Numbers]
    led: dict[int, list[tuple[int, Numbers]]]
    """Patterns, each with its other clauses, by the first."""
    free: Numbers
    """Patterns of which nothing is known: they can match in any line."""


class _Met:
    """Words that pages held, by number, and what they speak for."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}
        self.leads: list[Numbers] = []
        """Of each word, the clauses that come first with a pattern."""
        self.speakers: defaultdict[int, list[int]] = defaultdict(list)
        """Of each clause, the words: numbers take a tenth of what sets of words would."""

    def learn(self, word: str, clauses: Set[int], leading: Set[int]) -> None:
        """Know what clauses a word speaks for from now on."""
        number = self.numbers[word] = len(self.numbers)
        self.leads.append(tuple(clauses & leading))
        speakers = self.speakers
        for clause in clauses:
            speakers[clause].append(number)


class Sieve:
    """The needs of all patterns, ready to sift pages."""

    def __init__(self, ready: Needs, words: Words) -> None:
        self._needs = ready
        self._words = words
        self.free = ready.free
        self._led = ready.led
        self._met = _Met()

    def sift(
        self, folded: str, lower: str, tokens: Tokens, marked: Mapping[str, Sequence[Span]]
    ) -> tuple[dict[int, Lines], Order]:
        """The lines in which each pattern can match, in order; patterns that can match in none are left out, and `free` ones.

        With them comes what says in which of these lines a pattern can match by the order of its words. `marked` are places
        in the text that stand for a sign of their own.
        """
        met = self._meet(tokens.distinct)
        ends = [match.start() for match in _LINE_END.finditer(lower)]
        firsts = [0, *(bisect_right(tokens.starts, end) for end in ends), len(tokens.words)]  # the first word of each line
        places = {sign: [start for start, _ in spans] for sign, spans in marked.items()}
        others = self._of_signs(lower, ends, {CAPITALS: (match.start() for match in _CAPITALS.finditer(folded)), **places})
        pairs: dict[int, list[tuple[int, bytes]]] = {}  # by line: the first word of two in a row, and what they speak for
        for at, packed in tokens.in_a_row(self._words.pairs):
            pairs.setdefault(bisect_right(firsts, at) - 1, []).append((at, packed))
        found: dict[int, Lines] = {}
        for first in range(0, len(ends) + 1, _CHUNK):
            lines = [tokens.words[start:stop] for start, stop in pairwise(firsts[first : first + _CHUNK + 1])]
            numbers = range(first, first + len(lines))
            of_words = _bits(lines)
            of_pairs = _bits([[packed for _, packed in pairs.get(line, ())] for line in numbers])
            of_signs = _bits([[clause for clauses in others.get(line, ()) for clause in clauses] for line in numbers])
            for packed, bits in of_pairs.items():
                for clause in self._words.unpacked(packed):
                    of_signs[clause] = of_signs.get(clause, 0) | bits
            for number, left in self._left(met, of_words, of_signs):
                lines_of = found.setdefault(number, array("i"))
                while left:
                    lines_of.append(first + (left & -left).bit_length() - 1)
                    left &= left - 1
        marks = {clause: marked[sign] for sign in marked for clause in self._needs.signs.get(sign, ())}
        words = {met.numbers[word]: word for word in tokens.distinct}

        @cache
        def speakers(clause: int) -> set[str]:
            return {words[number] for number in words.keys() & met.speakers.get(clause, ())}

        return found, Order(tokens, firsts, speakers, pairs, self._words.unpacked, marks)

    def _of_signs(self, text: str, ends: list[int], places: Mapping[str, Iterable[int]]) -> dict[int, list[Numbers]]:
        """The clauses that signs speak for in each line."""
        found: dict[int, list[Numbers]] = {}
        for sign, clauses in self._needs.signs.items():
            lines: Iterable[int] = ()
            if sign in places:
                lines = {bisect_right(ends, place) for place in places[sign]}
            elif len(sign) == 1 and sign in text:
                lines = (number for number, line in enumerate(text.split("\n")) if sign in line)
            for line in lines:
                found.setdefault(line, []).append(clauses)
        return found

    def _left(self, met: _Met, of_words: dict[str, int], others: dict[int, int]) -> Iterator[tuple[int, int]]:
        """Patterns all of whose clauses are met in a line, and these lines."""
        lines_of = {met.numbers[word]: lines for word, lines in of_words.items()}
        led = {clause: others[clause] for clause in others.keys() & self._led.keys()}
        for number, lines in lines_of.items():
            for clause in met.leads[number]:
                led[clause] = led.get(clause, 0) | lines

        @cache  # clauses that do not come first are worked out when they are asked about: one in five is
        def lines_with(clause: int) -> int:
            spoken = lines_of.keys() & met.speakers.get(clause, ())
            return reduce(or_, map(lines_of.__getitem__, spoken), others.get(clause, 0))

        for clause, left in led.items():
            for pattern, more in self._led[clause]:
                held = left
                for other in more:
                    held &= lines_with(other)
                    if not held:
                        break
                if held:
                    yield pattern, held

    def _meet(self, words: Set[str]) -> _Met:
        """Learn of words what they speak for."""
        if len(self._met.numbers) + len(words) > MOST:
            self._met = _Met()
        new = words - self._met.numbers.keys()
        self._words.open(new)
        for word in new:
            self._met.learn(word, self._of_word(word), self._led.keys())
        return self._met

    def _of_word(self, word: str) -> set[int]:
        """The clauses that a word speaks for."""
        if word.isascii():
            return self._of_part(word)
        parts = frozenset(PARTS.findall(word))
        self._words.open(parts)
        return set().union(*map(self._of_part, parts))

    def _of_part(self, word: str) -> set[int]:
        asked = self._needs
        found = set(self._words.clauses.get(word, ()))
        for begin in {word[:1], word[:FIRST]}:
            for length in asked.begin.get(begin, ()):
                found.update(asked.beginnings.get(word[:length], ()))
        for end in {word[-1:], word[-FIRST:]}:
            for length in asked.end.get(end, ()):
                found.update(asked.endings.get(word[-length:], ()))
        for begin in asked.parts.keys() & set(map(add, word, word[1:])):  # each FIRST letters
            for text, numbers in asked.parts[begin].items():
                if text in word:
                    found.update(numbers)
        if DIGIT in asked.signs and not word.isalpha() and any(char.isdigit() for char in word):
            found.update(asked.signs[DIGIT])
        return found


def _bits(lines: Iterable[Iterable[T]]) -> dict[T, int]:
    """What lines hold, each with its lines as bits."""
    found: dict[T, int] = {}
    bit = 1
    for line in lines:
        for one in line:
            found[one] = found.get(one, 0) | bit
        bit <<= 1
    return found
