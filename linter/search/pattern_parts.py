"""A pattern taken apart: RE2's syntax, as far as it must be known to say which words every match holds.

Where a pattern says something this does not understand, it stands for any text (`linter/search/literals.py`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import msgspec

from linter.store.regexes import regex

EDGE = "\0"  # in a literal: here no word goes on. "\0cure" begins a word, "\0cure\0" is one, "\0no\0risk\0" are two in a row
DIGIT, CAPITALS = "#digit", "#capitals"  # any digit; two capital letters in a row

Clause = frozenset[str]
"""Literals of which every match holds one."""

_MOST_CHARACTERS = 8  # of a class that is written out
_WORD_CHARACTERS = frozenset(["", *"abcdefghijklmnopqrstuvwxyz0123456789_"])  # and what is no character
_PLAIN, _AS_EDGES = regex(r"[A-Za-z0-9' ,-]+(?![*+?{])"), regex("[' ,-]")  # characters that mean themselves
OPENING = regex(r"\?(?:P?<\w+>|(-?[imsU]*(?:-[imsU]+)?)([:)]))")
CLASS = regex(r"(\^?)(\]?(?:\[:\w+:\]|\\.|[^\]\\])*)\]")
_CODE = regex(r"(?s)x\{[^}]*\}|x..|[0-7]{1,3}|Q.*?(?:\\E|$)")  # a character by its number, or text quoted as it stands
_SHORTHAND = regex(r"\\[dntw]|[A-Za-z0-9]-[A-Za-z0-9]")  # letters, figures and what stands for them
# In a class: more than can be told.
_UNCLEAR = regex(r"\\[A-Zabce-mo-su-vxyz0-9]|\[:|[^A-Za-z0-9\\]-[^\]]|[A-Za-z0-9]-[^A-Za-z0-9]")
_REPEAT = regex(r"([*+?]|\{(\d+)(,?)(\d*)\})\??")
IDLE = frozenset(" \t\n.,;:'()-/\0")  # signs that stand everywhere: to look for them narrows nothing
STOPS = ".!?,;:"  # signs that part one thing said from another
MUCH = 1 << 20  # characters, or spaces: any number of them


class Width(msgspec.Struct, frozen=True):
    """How much text a part can match at most: characters, spaces among them; and which of STOPS it may hold, as bits."""

    chars: int
    spaces: int
    stops: int

    def then(self, other: Width) -> Width:
        """Of this part and another after it."""
        return Width(self.chars + other.chars, self.spaces + other.spaces, self.stops | other.stops)

    def or_else(self, other: Width) -> Width:
        """Of this part or another in its place."""
        return Width(max(self.chars, other.chars), max(self.spaces, other.spaces), self.stops | other.stops)

    def times(self, most: int) -> Width:
        """Of this part as often as `most` times in a row."""
        return Width(self.chars * most, self.spaces * most, self.stops)


_SIGNS_OF_REPEATS = {"*": (0, MUCH), "+": (1, MUCH), "?": (0, 1)}
_STOPS = frozenset(STOPS)
_ALL_STOPS = (1 << len(STOPS)) - 1
NO_WIDTH = Width(0, 0, 0)
_LETTER = Width(1, 0, 0)
_CHARACTER = Width(1, 1, _ALL_STOPS)
BOUNDLESS = Width(MUCH, MUCH, _ALL_STOPS)


class Part(msgspec.Struct, frozen=True):
    """What is known of a part of a pattern: every text it matches (`exact`), or what each of those must hold.

    `opens` and `closes`: whether what it matches begins, or ends, where no word goes on. `empty`: whether it matches nothing.
    """

    exact: frozenset[str] | None = None
    clauses: Sequence[Clause] = ()
    opens: bool = False
    closes: bool = False
    empty: bool = False
    width: Width = BOUNDLESS

    def begins_at_edge(self) -> bool:
        return self.opens if self.exact is None else all(is_edge(string[:1]) for string in self.exact)

    def may_be_empty(self) -> bool:
        return self.empty or (self.exact is not None and "" in self.exact)

    def ends_at_edge(self) -> bool:
        return self.closes if self.exact is None else all(is_edge(string[-1:]) for string in self.exact)


class Row(msgspec.Struct, frozen=True):
    """Parts of a pattern that follow each other."""

    nodes: list[Node]


class Choice(msgspec.Struct, frozen=True):
    """Parts of which one stands in its place."""

    nodes: list[Node]


class Repeat(msgspec.Struct, frozen=True):
    """A part that stands `least` times, or more, up to `most`."""

    node: Node
    least: int
    most: int


Node = Part | Row | Choice | Repeat

_ANY = Part(width=_CHARACTER)
_ANY_LETTER = Part(width=_LETTER)
_ANY_TEXT = Part()
_NOTHING = Part(exact=frozenset([""]), width=NO_WIDTH)
_BOUNDARY = Part(exact=frozenset([EDGE]), width=NO_WIDTH)
_BETWEEN = Part(exact=frozenset([EDGE]), width=_CHARACTER)  # a character of no word
_DIGIT = Part(clauses=(frozenset([DIGIT]),), width=_LETTER)
_CAPITAL = Part(clauses=(frozenset([CAPITALS]),), width=_LETTER)  # one capital letter: of use only where two stand in a row


def parse(pattern: str) -> Node:
    """A pattern as its parts."""
    return _Parser(pattern).parse()


class _Parser:
    """Reads RE2's syntax, as far as it needs to."""

    def __init__(self, pattern: str) -> None:
        self._pattern = pattern
        self._at = 0
        self._exactly = False  # capitals are capitals

    def parse(self) -> Node:
        node = self._choice()
        return node if self._at == len(self._pattern) else _ANY_TEXT

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
            width = Width(len(plain[0]), plain[0].count(" "), _stops(plain[0]))
            return Part(exact=frozenset([_AS_EDGES.sub(EDGE, plain[0].lower())]), width=width)
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
        opening = OPENING.match(self._pattern, self._at)
        before = self._exactly
        if opening is not None:
            self._at = opening.end()
            flags = opening[1] or ""
            if "i" in flags:
                self._exactly = "i" in flags.partition("-")[2]
            if opening[2] == ")":  # for the rest of the group that it stands in
                if _REPEAT.match(self._pattern, self._at):  # to RE2 this repeats what stands before the flags
                    self._at = len(self._pattern) + 1
                return _NOTHING
        node = self._choice()
        self._exactly = before
        self._at += 1  # the closing bracket
        return node

    def _escape(self) -> Part:
        char = self._peek()
        self._at += 1
        if char in "bWn":
            return _BOUNDARY if char == "b" else _BETWEEN
        if char == "d":
            return _DIGIT
        if char == "w":
            return _ANY_LETTER
        if char in "pP":
            self._at += self._pattern.find("}", self._at) - self._at + 1 if self._peek() == "{" else 1
            return _ANY
        if code := _CODE.match(self._pattern, self._at - 1):
            self._at = code.end()
            return _ANY_TEXT
        return _ANY if char.isalnum() else _character(char)

    def _class(self) -> Part:
        members = CLASS.match(self._pattern, self._at)
        if members is None:
            self._at = len(self._pattern) + 1
            return _ANY_TEXT
        self._at = members.end()
        negated, inside = members[1], members[2]
        any_of_them = Part(width=_width_of_class(inside, bool(negated)))
        if negated:
            return any_of_them
        if inside in ("0-9", "\\d"):
            return _DIGIT
        if self._exactly and re.fullmatch("(?:[A-Z]-[A-Z]|[A-Z])+", inside):
            return _CAPITAL
        if re.search(r"\\[a-zA-Z0-9]|\[:|.-.", inside):
            return any_of_them
        characters = sorted(set(inside.replace("\\", "").lower()))
        if len(characters) > _MOST_CHARACTERS:
            return any_of_them
        return msgspec.structs.replace(written(map(_character, characters)), width=any_of_them.width)

    def _repeated(self, node: Node) -> Node:
        found = _REPEAT.match(self._pattern, self._at)
        if found is None:
            return _ANY if node is _CAPITAL else node
        self._at = found.end()
        sign, least, comma, most = found[1][0], int(found[2] or 0), found[3], found[4]
        if sign != "{":
            least, limit = _SIGNS_OF_REPEATS[sign]
        else:
            limit = int(most) if most else MUCH if comma else least
        if node is _CAPITAL and least < 2:
            node = _ANY
        return Repeat(node, least, limit)


def _character(char: str) -> Part:
    low = char.lower()
    if len(low) > 1:
        return _ANY
    return Part(exact=frozenset([EDGE if low in IDLE else low]), width=Width(1, int(char == " "), _stops(char)))


def _stops(text: str) -> int:
    """Which of STOPS a text holds."""
    return sum(1 << STOPS.index(sign) for sign in {*text} & _STOPS)


def _width_of_class(inside: str, negated: bool) -> Width:
    """What one character of a class can be."""
    if _UNCLEAR.search(inside):
        return _CHARACTER
    members = _SHORTHAND.sub("", inside)
    spaces, stops = int(" " in members), _stops(members)
    return Width(1, 1 - spaces, _ALL_STOPS & ~stops) if negated else Width(1, spaces, stops)


def written(parts: Iterable[Part]) -> Part:
    strings = [part.exact for part in parts]
    return _ANY if None in strings else Part(exact=frozenset().union(*(some for some in strings if some is not None)))


def is_edge(char: str) -> bool:
    return char not in _WORD_CHARACTERS
