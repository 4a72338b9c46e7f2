"""A pattern taken apart: RE2's syntax, as far as it must be known to say which words every match holds.

Where a pattern says something this does not understand, it stands for any text (`linter/literals.py`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import msgspec

from linter.regexes import regex

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
_REPEAT = regex(r"([*+?]|\{(\d+)(,?)(\d*)\})\??")
IDLE = frozenset(" \t\n.,;:'()-/\0")  # signs that stand everywhere: to look for them narrows nothing


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
    """A part that stands `least` times, or more; at most once where `once`."""

    node: Node
    least: int
    once: bool


Node = Part | Row | Choice | Repeat

_ANY = Part()
_NOTHING = Part(exact=frozenset([""]))
_BOUNDARY = Part(exact=frozenset([EDGE]))
_CAPITAL = Part(clauses=(frozenset([CAPITALS]),))  # one capital letter: of use only where two stand in a row


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
        members = CLASS.match(self._pattern, self._at)
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
        return written(_character(char) for char in characters)

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
    return Part(exact=frozenset([EDGE if low in IDLE else low]))


def written(parts: Iterable[Part]) -> Part:
    strings = [part.exact for part in parts]
    return _ANY if None in strings else Part(exact=frozenset().union(*(some for some in strings if some is not None)))


def is_edge(char: str) -> bool:
    return char not in _WORD_CHARACTERS
