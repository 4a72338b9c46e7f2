"""What a pattern cannot match without: words, parts of words and signs that every match holds.

A page is then searched only in the lines that hold them (`scanner.py`). What is worked out here may be too little, never too
much: where a pattern says something this does not understand, nothing is asked of that part.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from itertools import pairwise

import msgspec

from linter.search.pattern_parts import (
    CAPITALS,
    DIGIT,
    EDGE,
    IDLE,
    Choice,
    Clause,
    Node,
    Part,
    Repeat,
    Row,
    is_edge,
    parse,
    written,
)
from linter.store.regexes import regex

MARK = "(?P<mark>"  # the group that narrows a hit

_MOST_STRINGS = 150  # that a part may stand for and still be written out
_MOST_PRODUCTS = 8  # when parts that follow each other are multiplied
_MOST_CLAUSES = 6  # that are kept of a pattern
_USEFUL = 100.0  # cost from which a clause narrows little
_NAME = regex("[\ue000-\uf8ff]")  # a sign that stands for words: what is before it and after it is not in a row
_TOGETHER = 0.03  # how likely a word that is met once in a thousand stands beside another that pages of this kind use
_WORD = regex("[a-z0-9_]+")
_NO_WORD, _SIGN = regex("[^a-z0-9_]"), regex("[^a-z0-9_\0]")

Frequency = Callable[[str], float]
"""How common a word is, on the Zipf scale."""


def clauses(pattern: Weighed) -> list[Clause]:
    """The clauses of a pattern that narrow most; none where nothing is known."""
    rarity, edge = pattern.rarity, pattern.edge
    needed = pattern.of(pattern.part(pattern.tree, edge, edge), edge, edge)
    best = sorted(needed, key=lambda clause: (rarity.of(clause), sorted(clause)))[:_MOST_CLAUSES]
    return [clause for number, clause in enumerate(best) if number == 0 or rarity.of(clause) < _USEFUL]


class Rarity:
    """How seldom literals are met: about how many times in a thousand words."""

    def __init__(self, frequency: Frequency) -> None:
        self._frequency = frequency
        self._known: dict[str, float] = {DIGIT: 60.0, CAPITALS: 30.0}
        self._clauses: dict[frozenset[str], list[Clause]] = {}  # many patterns share a set of words

    def of(self, clause: Clause) -> float:
        return math.fsum(map(self._of, clause))  # the same in whatever order a set comes

    def of_strings(self, strings: frozenset[str]) -> list[Clause]:
        """What every text of a set holds: the rarest piece of each, and the rarest of what is left, where each has two."""
        if strings not in self._clauses:
            self._clauses[strings] = self._worked_out(strings)
        return self._clauses[strings]

    def _worked_out(self, strings: frozenset[str]) -> list[Clause]:
        first: set[str] = set()
        second: set[str] = set()
        for string in strings:
            pieces = sorted((self._of(piece), piece) for piece in _literals(string))
            if not pieces:
                return []
            rarest = pieces[0][1]
            first.add(rarest)
            second.add(next((piece for _, piece in pieces if piece not in rarest), ""))
        return [frozenset(first)] if "" in second else [frozenset(first), frozenset(second)]

    def _of(self, literal: str) -> float:
        if literal not in self._known:
            self._known[literal] = self._weighed(literal.strip(EDGE), literal.count(EDGE))
        return self._known[literal]

    def _weighed(self, word: str, edges: int) -> float:
        if EDGE in word:
            one, other = sorted(self._of(EDGE + part + EDGE) for part in word.split(EDGE))
            return one * min(1.0, other * _TOGETHER)
        if len(word) == 1 and not word.isalnum():
            return 8.0
        if word.isdigit():
            return 2.0
        if len(word) == 1:  # as what the apostrophe leaves of "don't"; or the first letter of words
            return 10.0 if edges == 2 else 2.0 if word in "jqxz" else 60.0
        return math.pow(10, self._frequency(word) - 6) + (2 - edges) * 80 / 4.0 ** min(len(word), 5)


def _literals(string: str) -> list[str]:
    """The words of a string, those that stand in a row by twos, and its signs."""
    signs = set(_SIGN.findall(string))
    found = signs - IDLE
    for stretch in _NAME.split(string) if signs else (string,):
        parts = _NO_WORD.split(stretch) if signs else stretch.split(EDGE)
        last = len(parts) - 1
        words = [EDGE * (at > 0) + part + EDGE * (at < last) for at, part in enumerate(parts) if part]
        found.update([word for word in words if len(word) > 1])  # not a letter of some word
        if len(words) > 1:
            found.update(
                [one + other[1:] for one, other in pairwise(words) if one[0] == one[-1] == other[0] == other[-1] == EDGE]
            )
    return list(found)


def _last_word(string: str) -> str:
    """What of a string can be the first of two words in a row with what follows it."""
    stretch = _NAME.split(string)[-1]
    starts = [match.start() for match in _WORD.finditer(stretch)]
    if not starts:
        return EDGE if string else ""
    return EDGE * (starts[-1] > 0) + stretch[starts[-1] :]


class Weighed:
    """A pattern as a tree, and what is known of its parts by what stands before and after each: EDGE where no word goes on
    there, or nothing. A hit stands at the edges of words; what is around a marked one need not.
    """

    def __init__(self, pattern: str, rarity: Rarity) -> None:
        self.tree = parse(pattern)
        self.length = len(pattern)
        self.edge = "" if MARK in pattern else EDGE
        self.rarity = rarity
        self._beginnings: dict[int, tuple[bool, bool]] = {}
        self._parts: dict[tuple[int, str, str], Part] = {}

    def of(self, part: Part, before: str, after: str) -> Sequence[Clause]:
        if part.exact is None:
            return part.clauses
        return self.rarity.of_strings(frozenset(before + string + after for string in part.exact))

    def part(self, node: Node, before: str, after: str) -> Part:
        if isinstance(node, Part):
            return node
        key = id(node), before, after
        if key not in self._parts:
            self._parts[key] = self._of_node(node, before, after)
        return self._parts[key]

    def _of_node(self, node: Row | Choice | Repeat, before: str, after: str) -> Part:
        if isinstance(node, Row):
            return self._row(node.nodes, before, after)
        if isinstance(node, Choice):
            return self._choice(node.nodes, before, after)
        return self._repeat(node, before, after)

    def _repeat(self, node: Repeat, before: str, after: str) -> Part:
        if node.most == 1:
            part = self.part(node.node, before, after)
            if node.least:
                return part
            if part.exact is not None:
                return msgspec.structs.replace(part, exact=part.exact | {""})
            return Part(opens=part.begins_at_edge(), closes=part.ends_at_edge(), empty=True)
        part = self.part(node.node, "", "")
        clauses = self.of(part, "", "") if node.least else ()
        return Part(
            clauses=clauses,
            opens=part.begins_at_edge(),
            closes=part.ends_at_edge(),
            empty=node.least == 0 or part.may_be_empty(),
        )

    def _choice(self, nodes: list[Node], before: str, after: str) -> Part:
        parts = [self.part(node, before, after) for node in nodes]
        if all(part.exact is not None for part in parts) and sum(len(part.exact or ()) for part in parts) <= _MOST_STRINGS:
            return written(parts)
        opens, closes = all(part.begins_at_edge() for part in parts), all(part.ends_at_edge() for part in parts)
        empty = any(part.may_be_empty() for part in parts)
        needs = [] if empty else [min(self.of(part, before, after), key=self.rarity.of, default=None) for part in parts]
        if empty or None in needs:
            return Part(opens=opens, closes=closes, empty=empty)
        return Part(clauses=[frozenset().union(*(need for need in needs if need))], opens=opens, closes=closes)

    def _row(self, nodes: list[Node], before: str, after: str) -> Part:
        """What is known of parts that follow each other: texts are multiplied as far as they are few, then told apart."""
        strings = frozenset([before])
        found: list[Clause] = []
        opens: bool | None = None  # not known before the first part that is not written out
        exact = True
        for place, node in enumerate(nodes):
            closed = _all_end(strings)
            if isinstance(node, Part) and node.exact is not None:
                part = node
            else:
                part = self.part(node, EDGE if closed else "", self.edge_after(nodes, place + 1, after))
            if part.exact is not None and (len(strings) == 1 or len(strings) * len(part.exact) <= _MOST_PRODUCTS):
                strings = frozenset([one + other for one in strings for other in part.exact])
                continue
            exact = False
            if opens is None:
                first = strings != {""} and all(is_edge(string[:1]) for string in strings)
                opens = first or (strings == {""} and part.begins_at_edge() and not part.empty)
            closing = EDGE if part.begins_at_edge() and not part.empty else ""
            found += self.rarity.of_strings(frozenset(string + closing for string in strings))
            found += part.clauses
            if part.exact is None:
                strings = frozenset([EDGE if part.ends_at_edge() and (closed or not part.empty) else ""])
                continue
            lasts = frozenset(map(_last_word, strings))
            if len(lasts) * len(part.exact) > _MOST_STRINGS:
                lasts = frozenset([EDGE if closed else ""])
            strings = frozenset(last + string for last in lasts for string in part.exact)
        if exact:
            return Part(exact=strings)
        found += self.rarity.of_strings(frozenset(string + after for string in strings))
        return Part(clauses=list(dict.fromkeys(found)), opens=bool(opens), closes=_all_end(strings))

    def edge_after(self, nodes: list[Node], place: int, after: str) -> str:
        """EDGE where whatever follows a place in a row begins where no word goes on."""
        for node in nodes[place:]:
            opens, may_be_empty = self._beginning(node)
            if not opens:
                return ""
            if not may_be_empty:
                return EDGE
        return after

    def _beginning(self, node: Node) -> tuple[bool, bool]:
        """Whether a part, if it matches anything, begins where no word goes on; and whether it may match nothing."""
        if isinstance(node, Part):
            if node.exact is None:
                return node.opens, node.empty
            return all(not string or is_edge(string[0]) for string in node.exact), "" in node.exact
        known = self._beginnings.get(id(node))
        if known is None:
            known = self._beginnings[id(node)] = self._worked_out(node)
        return known

    def _worked_out(self, node: Row | Choice | Repeat) -> tuple[bool, bool]:
        if isinstance(node, Repeat):
            opens, may_be_empty = self._beginning(node.node)
            return opens, may_be_empty or node.least == 0
        if isinstance(node, Choice):
            both = [self._beginning(one) for one in node.nodes]
            return all(opens for opens, _ in both), any(may_be_empty for _, may_be_empty in both)
        for one in node.nodes:
            opens, may_be_empty = self._beginning(one)
            if not opens:
                return False, False  # nothing is said of what is empty: it does not matter then
            if not may_be_empty:
                return True, False
        return True, True


def _all_end(strings: frozenset[str]) -> bool:
    return all(is_edge(string[-1:]) for string in strings)
