"""Whether a line holds what a pattern needs in the order in which the pattern says it, and close enough together."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence, Set
from typing import TypeAlias

from linter.search.pattern_parts import STOPS
from linter.search.phrases import Numbers, Tokens

_LONG = 1_000  # words: what stands where is not worked out in lines that have more
_BARS = [[sign for number, sign in enumerate(STOPS) if not stops >> number & 1] for stops in range(1 << len(STOPS))]
"""The signs that a gap may not hold, by those that it may, as bits."""

Span = tuple[int, int]
Chains: TypeAlias = tuple[Numbers, ...]  # of one pattern (`linter/search/needs.py`)


class Order:
    """Where on a page the words stand that speak for a clause; each is worked out when it is asked about."""

    def __init__(
        self,
        tokens: Tokens,
        firsts: Sequence[int],
        speakers: Callable[[int], Set[str]],
        pairs: Mapping[int, Sequence[tuple[int, bytes]]],
        unpacked: Callable[[bytes], Numbers],
        marks: Mapping[int, Sequence[Span]],
    ) -> None:
        """`firsts` are the first words of the lines, `speakers` the words that speak for a clause. `pairs` are two in a row, by
        line: the first of them, and the clauses that they speak for, as `unpacked` reads them. `marks` is what stands for a
        clause as a whole, in order of place.
        """
        self._tokens = tokens
        self._firsts = firsts
        self._speakers = speakers
        self._pairs = pairs
        self._unpacked = unpacked
        self._pairs_of: dict[int, dict[int, list[int]]] = {}
        self._marks = marks
        self._known: dict[tuple[int, int], list[Span]] = {}
        self._lines: dict[int, dict[str, list[Span]]] = {}

    def holds(self, chains: Chains, line: int, text: str) -> bool:
        """Whether a line can hold a match of a pattern that has these chains, any one of them; `text` is what it runs on."""
        if self._firsts[line + 1] - self._firsts[line] > _LONG:
            return True
        return any(self._holds(chain, line, text) for chain in chains)

    def _holds(self, chain: Numbers, line: int, text: str) -> bool:
        reached = self._places(chain[0], line)
        for at in range(1, len(chain), 4):
            if not reached:
                return False
            chars, spaces, stops, clause = chain[at : at + 4]
            bars = _BARS[stops]
            following: list[Span] = []
            before = 0
            for start, end in self._places(clause, line):
                while before < len(reached) and reached[before][1] <= start:
                    before += 1
                if before < len(reached) and reached[before][0] <= start:  # one word may speak for both
                    following.append((start, end))
                elif before:
                    last = reached[before - 1][1]
                    if start - last <= chars and text.count(" ", last, start) <= spaces:
                        between = text[last:start]
                        if not any(sign in between for sign in bars):
                            following.append((start, end))
            reached = following
        return bool(reached)

    def _places(self, clause: int, line: int) -> list[Span]:
        """Where the words, and two words in a row, stand in a line that speak for a clause."""
        known = self._known.get((clause, line))
        if known is None:
            known = self._known[clause, line] = self._worked_out(clause, line)
        return known

    def _worked_out(self, clause: int, line: int) -> list[Span]:
        words, starts, first, stop = self._tokens.words, self._tokens.starts, self._firsts[line], self._firsts[line + 1]
        each = self._of_words(line)
        found = [span for word in each.keys() & self._speakers(clause) for span in each[word]]
        found += [(starts[at], starts[at + 1] + len(words[at + 1])) for at in self._of_pairs(line).get(clause, ())]
        if first < stop and (marks := self._marks.get(clause)):
            end = starts[stop - 1] + len(words[stop - 1])
            found += marks[bisect_left(marks, (starts[first], 0)) : bisect_left(marks, (end, 0))]
        return sorted(found) if len(found) > 1 else found

    def _of_words(self, line: int) -> dict[str, list[Span]]:
        """Where each word of a line stands."""
        known = self._lines.get(line)
        if known is None:
            known = self._lines[line] = {}
            words, starts = self._tokens.words, self._tokens.starts
            for at in range(self._firsts[line], self._firsts[line + 1]):
                known.setdefault(words[at], []).append((starts[at], starts[at] + len(words[at])))
        return known

    def _of_pairs(self, line: int) -> dict[int, list[int]]:
        """The first words of two in a row that speak for each clause."""
        known = self._pairs_of.get(line)
        if known is None:
            known = self._pairs_of[line] = {}
            for at, packed in self._pairs.get(line, ()):
                for clause in self._unpacked(packed):
                    known.setdefault(clause, []).append(at)
        return known
