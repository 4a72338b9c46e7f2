"""What a pattern cannot match without: words, parts of words and signs that every match holds.

A page is then searched only in the lines that hold them (`linter/scanner.py`). What is worked out here may be too little,
never too much: where a pattern says something this does not understand, nothing is asked of that part.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

import msgspec

EDGE = "\0"  # in a literal: here no word goes on. "\0cure" begins a word, "\0cure\0" is one, "\0no\0risk\0" are two in a row
MARK = "(?P<mark>"  # the group that narrows a hit
DIGIT, CAPITALS = "#digit", "#capitals"  # any digit; two capital letters in a row

Clause = frozenset[str]
"""Literals of which every match holds one."""

_MOST_STRINGS = 600  # that a part may stand for and still be written out
_MOST_PRODUCTS = 24  # when parts that follow each other are multiplied
_MOST_CHARACTERS = 8  # of a class that is written out
_MOST_CLAUSES = 3  # that are kept of a pattern
_USEFUL = 10.0  # cost from which a clause narrows little
_NAME = re.compile("[\ue000-\uf8ff]")  # a sign that stands for words: what is before it and after it is not in a row
_TOGETHER = 0.03  # how likely a word that is met once in a thousand stands beside another that pages of this kind use
_WORD = re.compile("[a-z0-9_]+")
_WORD_CHARACTERS = frozenset(["", *"abcdefghijklmnopqrstuvwxyz0123456789_"])  # and what is no character
_PLAIN, _AS_EDGES = re.compile(r"[A-Za-z0-9' ,-]+(?![*+?{])"), re.compile("[' ,-]")  # characters that mean themselves
_OPENING = re.compile(r"\?(?:P?<\w+>|(-?[imsU]*(?:-[imsU]+)?)([:)]))")
_CLASS = re.compile(r"(\^?)(\]?(?:\[:\w+:\]|\\.|[^\]\\])*)\]")
_CODE = re.compile(r"(?s)x\{[^}]*\}|x..|[0-7]{1,3}|Q.*?(?:\\E|$)")  # a character by its number, or text quoted as it stands
_REPEAT = re.compile(r"([*+?]|\{(\d+)(,?)(\d*)\})\??")
_IDLE = frozenset(" \t\n.,;:'()-/\0")  # signs that stand everywhere: to look for them narrows nothing


class Part(msgspec.Struct, frozen=True):
    """What is known of a part of a pattern: every text it matches (`exact`), or what each of those must hold.

    `opens` and `closes`: whether what it matches begins, or ends, where no word goes on. `empty`: whether it matches nothing.
    """

    exact: frozenset[str] | None = None
    clauses: Sequence[Clause] = ()
    opens: bool = False
    closes: bool = False
    empty: bool = False

    def begins_at_edge(self) -> bool:
        return self.opens if self.exact is None else all(_is_edge(string[:1]) for string in self.exact)

    def may_be_empty(self) -> bool:
        return self.empty or (self.exact is not None and "" in self.exact)

    def ends_at_edge(self) -> bool:
        return self.closes if self.exact is None else all(_is_edge(string[-1:]) for string in self.exact)


class Row(msgspec.Struct, frozen=True):
    """Parts of a pattern that follow each other."""

    nodes: list[Node]


class Choice(msgspec.Struct, frozen=True):
    """Parts of which one stands in its place."""

    nodes: list[Node]


class Repeat(msgspec.Struct, frozen=True):
    """A part that stands `least` times, or more; at most once where `once`."""

    node: Node
    least: int
    once: bool


Node = Part | Row | Choice | Repeat

_ANY = Part()
_NOTHING = Part(exact=frozenset([""]))
_BOUNDARY = Part(exact=frozenset([EDGE]))
_CAPITAL = Part(clauses=(frozenset([CAPITALS]),))  # one capital letter: of use only where two stand in a row

Frequency = Callable[[str], float]
"""How common a word is, on the Zipf scale."""


def clauses(pattern: str, rarity: Rarity) -> list[Clause]:
    """The clauses of a pattern that narrow most; none where nothing is known."""
    edge = "" if MARK in pattern else EDGE  # a hit stands at the edges of words; what is around a marked one need not
    needed = _Weigher(rarity).needed(_Parser(pattern).parse(), edge, edge)
    best = sorted(needed, key=lambda clause: (rarity.of(clause), sorted(clause)))[:_MOST_CLAUSES]
    return [clause for number, clause in enumerate(best) if number == 0 or rarity.of(clause) < _USEFUL]


class Rarity:
    """How seldom literals are met: about how many times in a thousand words."""

    def __init__(self, frequency: Frequency) -> None:
        self._frequency = frequency
        self._known: dict[str, float] = {DIGIT: 60.0, CAPITALS: 30.0}
        self._clauses: dict[frozenset[str], list[Clause]] = {}  # many patterns share a set of words

    def of(self, clause: Clause) -> float:
        return sum(map(self._of, clause))

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
    found = {sign for sign in string if _is_edge(sign) and sign not in _IDLE}
    for stretch in _NAME.split(string):
        words = [
            EDGE * (match.start() > 0) + match[0] + EDGE * (match.end() < len(stretch)) for match in _WORD.finditer(stretch)
        ]
        found.update(word for word in words if len(word.strip(EDGE)) > 1 or EDGE in word)  # not a letter of some word
        found.update(one + other[1:] for one, other in pairwise(words) if one[0] == one[-1] == other[0] == other[-1] == EDGE)
    return list(found)


def _last_word(string: str) -> str:
    """What of a string can be the first of two words in a row with what follows it."""
    stretch = _NAME.split(string)[-1]
    starts = [match.start() for match in _WORD.finditer(stretch)]
    if not starts:
        return EDGE if string else ""
    return EDGE * (starts[-1] > 0) + stretch[starts[-1] :]


class _Parser:
    """Reads RE2's syntax, as far as it needs to."""

    def __init__(self, pattern: str) -> None:
        self._pattern = pattern
        self._at = 0
        self._exactly = False  # capitals are capitals

    def parse(self) -> Node:
        node = self._choice()
        return node if self._at == len(self._pattern) else _ANY

    def _peek(self) -> str:
        return self._pattern[self._at : self._at + 1]

    def _choice(self) -> Node:
        before = self._exactly
        nodes = [self._row()]
        while self._peek() == "|":
            self._at += 1
            nodes.append(self._row())
        self._exactly = before
        return nodes[0] if len(nodes) == 1 else Choice(nodes)

    def _row(self) -> Node:
        nodes: list[Node] = []
        while (char := self._peek()) and char not in "|)":
            node = self._repeated(self._atom())
            nodes += node.nodes if isinstance(node, Row) else [node]
        return Row(nodes)

    def _atom(self) -> Node:
        plain = _PLAIN.match(self._pattern, self._at)
        if plain is not None:
            self._at = plain.end()
            return Part(exact=frozenset([_AS_EDGES.sub(EDGE, plain[0].lower())]))
        char = self._peek()
        self._at += 1
        if char == "(":
            return self._group()
        if char == "[":
            return self._class()
        if char == "\\":
            return self._escape()
        if char in "^$":
            return _BOUNDARY
        return _ANY if char == "." else _character(char)

    def _group(self) -> Node:
        opening = _OPENING.match(self._pattern, self._at)
        before = self._exactly
        if opening is not None:
            self._at = opening.end()
            flags = opening[1] or ""
            if "i" in flags:
                self._exactly = "i" in flags.partition("-")[2]
            if opening[2] == ")":  # for the rest of the group that it stands in
                return _NOTHING
        node = self._choice()
        self._exactly = before
        self._at += 1  # the closing bracket
        return node

    def _escape(self) -> Part:
        char = self._peek()
        self._at += 1
        if char in "bWn":
            return _BOUNDARY
        if char == "d":
            return Part(clauses=(frozenset([DIGIT]),))
        if char in "pP":
            self._at += self._pattern.find("}", self._at) - self._at + 1 if self._peek() == "{" else 1
            return _ANY
        if code := _CODE.match(self._pattern, self._at - 1):
            self._at = code.end()
            return _ANY
        return _ANY if char.isalnum() else _character(char)

    def _class(self) -> Part:
        members = _CLASS.match(self._pattern, self._at)
        if members is None:
            self._at = len(self._pattern) + 1
            return _ANY
        self._at = members.end()
        negated, inside = members[1], members[2]
        if negated:
            return _ANY
        if inside in ("0-9", "\\d"):
            return Part(clauses=(frozenset([DIGIT]),))
        if self._exactly and re.fullmatch("(?:[A-Z]-[A-Z]|[A-Z])+", inside):
            return _CAPITAL
        if re.search(r"\\[a-zA-Z0-9]|\[:|.-.", inside):
            return _ANY
        characters = sorted(set(inside.replace("\\", "").lower()))
        if len(characters) > _MOST_CHARACTERS:
            return _ANY
        return _written(_character(char) for char in characters)

    def _repeated(self, node: Node) -> Node:
        found = _REPEAT.match(self._pattern, self._at)
        if found is None:
            return _ANY if node is _CAPITAL else node
        self._at = found.end()
        sign, least, comma, most = found[1][0], int(found[2] or 0), found[3], found[4]
        least = {"*": 0, "+": 1, "?": 0}.get(sign, least)
        if node is _CAPITAL and least < 2:
            node = _ANY
        return Repeat(node, least, once=sign == "?" or (sign == "{" and (most or ("" if comma else str(least))) == "1"))


def _character(char: str) -> Part:
    low = char.lower()
    if len(low) > 1:
        return _ANY
    return Part(exact=frozenset([EDGE if low in _IDLE else low]))


def _written(parts: Iterable[Part]) -> Part:
    strings = [part.exact for part in parts]
    return _ANY if None in strings else Part(exact=frozenset().union(*(some for some in strings if some is not None)))


def _is_edge(char: str) -> bool:
    return char not in _WORD_CHARACTERS


class _Weigher:
    """Works out what is known of a part, from what stands before and after it: EDGE where no word goes on there, or nothing."""

    def __init__(self, rarity: Rarity) -> None:
        self._rarity = rarity
        self._beginnings: dict[int, tuple[bool, bool]] = {}

    def needed(self, node: Node, before: str, after: str) -> Sequence[Clause]:
        return self._of(self._part(node, before, after), before, after)

    def _of(self, part: Part, before: str, after: str) -> Sequence[Clause]:
        if part.exact is None:
            return part.clauses
        return self._rarity.of_strings(frozenset(before + string + after for string in part.exact))

    def _part(self, node: Node, before: str, after: str) -> Part:
        if isinstance(node, Part):
            return node
        if isinstance(node, Row):
            return self._row(node.nodes, before, after)
        if isinstance(node, Choice):
            return self._choice(node.nodes, before, after)
        return self._repeat(node, before, after)

    def _repeat(self, node: Repeat, before: str, after: str) -> Part:
        if node.once:
            part = self._part(node.node, before, after)
            if node.least:
                return part
            if part.exact is not None:
                return msgspec.structs.replace(part, exact=part.exact | {""})
            return Part(opens=part.begins_at_edge(), closes=part.ends_at_edge(), empty=True)
        part = self._part(node.node, "", "")
        clauses = self._of(part, "", "") if node.least else ()
        return Part(
            clauses=clauses,
            opens=part.begins_at_edge(),
            closes=part.ends_at_edge(),
            empty=node.least == 0 or part.may_be_empty(),
        )

    def _choice(self, nodes: list[Node], before: str, after: str) -> Part:
        parts = [self._part(node, before, after) for node in nodes]
        if all(part.exact is not None for part in parts) and sum(len(part.exact or ()) for part in parts) <= _MOST_STRINGS:
            return _written(parts)
        opens, closes = all(part.begins_at_edge() for part in parts), all(part.ends_at_edge() for part in parts)
        empty = any(part.may_be_empty() for part in parts)
        needs = [] if empty else [min(self._of(part, before, after), key=self._rarity.of, default=None) for part in parts]
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
                part = self._part(node, EDGE if closed else "", self._edge_after(nodes, place + 1, after))
            if part.exact is not None and (len(strings) == 1 or len(strings) * len(part.exact) <= _MOST_PRODUCTS):
                strings = frozenset([one + other for one in strings for other in part.exact])
                continue
            exact = False
            if opens is None:
                first = strings != {""} and all(_is_edge(string[:1]) for string in strings)
                opens = first or (strings == {""} and part.begins_at_edge() and not part.empty)
            closing = EDGE if part.begins_at_edge() and not part.empty else ""
            found += self._rarity.of_strings(frozenset(string + closing for string in strings))
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
        found += self._rarity.of_strings(frozenset(string + after for string in strings))
        return Part(clauses=list(dict.fromkeys(found)), opens=bool(opens), closes=_all_end(strings))

    def _edge_after(self, nodes: list[Node], place: int, after: str) -> str:
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
            return all(not string or _is_edge(string[0]) for string in node.exact), "" in node.exact
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
    return all(_is_edge(string[-1:]) for string in strings)
