"""In what order a match holds the words that a pattern needs, and how far apart: what each line is asked before it is searched.

Most lines that hold the words of a long pattern hold them in another order, or far from each other, or in two sentences. To see
that costs a tenth of a search, and of the compiling that comes before the first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache, reduce

import msgspec

from linter.search.hits import SIGNS
from linter.search.literals import Weighed
from linter.search.pattern_parts import (
    CAPITALS,
    DIGIT,
    EDGE,
    MUCH,
    NO_WIDTH,
    Choice,
    Clause,
    Node,
    Part,
    Repeat,
    Row,
    Width,
    is_edge,
)
from linter.search.sieve import PARTS

_ALL_SIGNS = frozenset(SIGNS.values())
_ONE_WORD = Width(MUCH, 0, 0)
_MOST = 4  # clauses of a chain
_LONG = 500  # characters: to compile a shorter pattern takes no longer than to ask about its alternatives
_ALTERNATIVES = 24  # that are told apart: each is asked about
_ALWAYS = 1_000.0  # the cost of a clause that every line holds
_ORDERED = 0.1  # the share of lines with a clause that hold another one in order, and near it
_USEFUL = 60.0  # cost from which a word stands too often to be asked for


class Link(msgspec.Struct, frozen=True):
    """A clause of which a match holds one, and what there can be between it and the one before it."""

    clause: Clause
    gap: Width


def chains(pattern: Weighed) -> list[list[Link]]:
    """Chains of clauses, of which every match holds one in its order; the gap of a first clause is of no meaning.

    One chain, where all matches hold two clauses or more in one order; or one for each alternative of one of the pattern's
    choices, where that tells more. None where nothing is known.
    """
    parts = _Parts(pattern)
    nodes = _row(pattern.tree)
    whole, cost = parts.chain(nodes)
    best = [whole] if len(whole) > 1 else []
    if pattern.length < _LONG:
        return best
    for at, node in enumerate(nodes):
        if isinstance(node, Choice) and len(node.nodes) <= _ALTERNATIVES:
            parted = [parts.chain([*nodes[:at], *_row(one), *nodes[at + 1 :]]) for one in node.nodes]
            summed = sum(cost for _, cost in parted)
            if all(links for links, _ in parted) and summed < cost:
                best, cost = [links for links, _ in parted], summed
    return best


def _row(node: Node) -> list[Node]:
    return node.nodes if isinstance(node, Row) else [node]


class _Parts:
    """The parts of a pattern, each measured and asked for its rarest clause once: the alternatives share most of them."""

    def __init__(self, pattern: Weighed) -> None:
        self._pattern = pattern
        self._clauses: dict[tuple[int, str, str], Clause | None] = {}
        self._widths: dict[int, Width] = {}
        self._owns: dict[int, Width] = {}

    def chain(self, nodes: list[Node]) -> tuple[list[Link], float]:
        """The clauses that hold of parts in a row, in their order, and about how often lines hold them so."""
        found: list[tuple[Link, float]] = []
        gap = NO_WIDTH
        for node, clause in self._asked(nodes):
            if clause is None:
                gap = gap.then(self._width(node))
                continue
            own = self._own(node)
            found.append((Link(clause, gap.then(own)), self._pattern.rarity.of(clause)))
            gap = own
        while len(found) > _MOST:
            at = max(range(len(found)), key=lambda at: found[at][1])
            dropped = found.pop(at)[0]
            if at < len(found):
                link, cost = found[at]
                gap = dropped.gap.then(link.gap)
                found[at] = Link(link.clause, gap.then(_ONE_WORD) if _holds_sign(dropped.clause) else gap), cost
        rarest = min((cost for _, cost in found), default=_ALWAYS)
        return [link for link, _ in found], rarest * _ORDERED ** (len(found) - 1)

    def _asked(self, nodes: list[Node]) -> list[tuple[Node, Clause | None]]:
        """Parts that follow each other, with the rarest clause of each that can be found by its words."""
        pattern = self._pattern
        found: list[tuple[Node, Clause | None]] = []
        closed = bool(pattern.edge)
        for place, node in enumerate(nodes):
            before, after = EDGE if closed else "", pattern.edge_after(nodes, place + 1, pattern.edge)
            part = pattern.part(node, before, after)
            key = id(node), before, after
            if key not in self._clauses:
                self._clauses[key] = self._rarest(pattern.of(part, before, after))
            found.append((node, self._clauses[key]))
            closed = _closes(part, closed)
        return found

    def _rarest(self, clauses: Iterable[Clause]) -> Clause | None:
        cost = self._pattern.rarity.of
        placed = [clause for clause in clauses if cost(clause) < _USEFUL and all(map(_has_place, clause))]
        return min(placed, key=lambda clause: (cost(clause), sorted(clause)), default=None)

    def _width(self, node: Node) -> Width:
        """How much text a part can match."""
        return _once(self._widths, node, self._measured)

    def _measured(self, node: Node) -> Width:
        """A sign stands for a word of any length: for a pattern, names of more words are one."""
        if isinstance(node, Part):
            holds_sign = node.exact and any(sign in string for string in node.exact for sign in _ALL_SIGNS)
            return node.width.then(_ONE_WORD) if holds_sign else node.width
        if isinstance(node, Row):
            return reduce(Width.then, map(self._width, node.nodes), NO_WIDTH)
        if isinstance(node, Choice):
            return reduce(Width.or_else, map(self._width, node.nodes), NO_WIDTH)
        return self._width(node.node).times(node.most)

    def _own(self, node: Node) -> Width:
        """How much of what a part matches can stand beside the words it is asked for: what a sign stands for is such words."""
        return _once(self._owns, node, self._beside)

    def _beside(self, node: Node) -> Width:
        if isinstance(node, Part):
            is_sign = node.exact and all(string.strip(EDGE) in _ALL_SIGNS for string in node.exact)
            return NO_WIDTH if is_sign else self._width(node)
        if isinstance(node, Choice):
            return reduce(Width.or_else, map(self._own, node.nodes), NO_WIDTH)
        if isinstance(node, Repeat):
            return self._own(node.node) if node.most == 1 else self._width(node)
        words = [one for one in node.nodes if not (isinstance(one, Part) and one.width == NO_WIDTH)]
        return self._own(words[0]) if len(words) == 1 else self._width(node)


def _once(known: dict[int, Width], node: Node, measure: Callable[[Node], Width]) -> Width:
    if id(node) not in known:
        known[id(node)] = measure(node)
    return known[id(node)]


def _closes(part: Part, closed: bool) -> bool:
    """Whether no word goes on after a part, where that is so before it or not."""
    if part.exact is None:
        return part.closes and (closed or not part.empty)
    return all(is_edge(string[-1:]) if string else closed for string in part.exact)


@cache
def _has_place(literal: str) -> bool:
    """Whether a literal is found by words of a line, or stands for words."""
    text = literal.strip(EDGE)
    if literal in (DIGIT, CAPITALS):
        return literal == DIGIT
    return text in _ALL_SIGNS or all(PARTS.fullmatch(word) for word in text.split(EDGE))


def _holds_sign(clause: Clause) -> bool:
    return any(literal.strip(EDGE) in _ALL_SIGNS for literal in clause)
