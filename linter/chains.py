"""In what order a match holds the words that a pattern needs, and how far apart: what each line is asked before it is searched.

Most lines that hold the words of a long pattern hold them in another order, or far from each other, or in two sentences. To see
that costs a tenth of a search, and of the compiling that comes before the first.
"""

from __future__ import annotations

from functools import cache, reduce

import msgspec

from linter.hits import SIGNS
from linter.literals import Weighed
from linter.pattern_parts import (
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
from linter.sieve import PARTS

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
    nodes = _row(pattern.tree)
    whole, cost = _chain(pattern, nodes)
    best = [whole] if len(whole) > 1 else []
    if pattern.length < _LONG:
        return best
    for at, node in enumerate(nodes):
        if isinstance(node, Choice) and len(node.nodes) <= _ALTERNATIVES:
            parted = [_chain(pattern, [*nodes[:at], *_row(one), *nodes[at + 1 :]]) for one in node.nodes]
            summed = sum(cost for _, cost in parted)
            if all(links for links, _ in parted) and summed < cost:
                best, cost = [links for links, _ in parted], summed
    return best


def _row(node: Node) -> list[Node]:
    return node.nodes if isinstance(node, Row) else [node]


def _chain(pattern: Weighed, nodes: list[Node]) -> tuple[list[Link], float]:
    """The clauses that hold of parts in a row, in their order, and about how often lines hold them so."""
    found: list[tuple[Link, float]] = []
    gap = NO_WIDTH
    for node, clause in _asked(pattern, nodes):
        if clause is None:
            gap = gap.then(_width(node))
            continue
        own = _own(node)
        found.append((Link(clause, gap.then(own)), pattern.rarity.of(clause)))
        gap = own
    while len(found) > _MOST:
        at = max(range(len(found)), key=lambda at: found[at][1])
        dropped = found.pop(at)[0]
        if at < len(found):
            link, cost = found[at]
            gap = dropped.gap.then(link.gap)
            found[at] = Link(link.clause, gap.then(_ONE_WORD) if _holds_sign(dropped.clause) else gap), cost
    return [link for link, _ in found], min((cost for _, cost in found), default=_ALWAYS) * _ORDERED ** (len(found) - 1)


def _asked(pattern: Weighed, nodes: list[Node]) -> list[tuple[Node, Clause | None]]:
    """The parts of a pattern that follow each other, with the rarest clause of each that can be found by its words."""
    rarity = pattern.rarity
    found: list[tuple[Node, Clause | None]] = []
    closed = bool(pattern.edge)
    for place, node in enumerate(nodes):
        before, after = EDGE if closed else "", pattern.edge_after(nodes, place + 1, pattern.edge)
        part = pattern.part(node, before, after)
        placed = [
            clause for clause in pattern.of(part, before, after) if rarity.of(clause) < _USEFUL and all(map(_has_place, clause))
        ]
        found.append((node, min(placed, key=lambda clause: (rarity.of(clause), sorted(clause)), default=None)))
        closed = _closes(part, closed)
    return found


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


def _width(node: Node) -> Width:
    """How much text a part can match. A sign stands for a word of any length: for a pattern, names of more words are one."""
    if isinstance(node, Part):
        holds_sign = node.exact and any(sign in string for string in node.exact for sign in _ALL_SIGNS)
        return node.width.then(_ONE_WORD) if holds_sign else node.width
    if isinstance(node, Row):
        return reduce(Width.then, map(_width, node.nodes), NO_WIDTH)
    if isinstance(node, Choice):
        return reduce(Width.or_else, map(_width, node.nodes), NO_WIDTH)
    return _width(node.node).times(node.most)


def _own(node: Node) -> Width:
    """How much of what a part matches can stand beside the words it is asked for: what a sign stands for is such words."""
    if isinstance(node, Part):
        return NO_WIDTH if node.exact and all(string.strip(EDGE) in _ALL_SIGNS for string in node.exact) else _width(node)
    if isinstance(node, Choice):
        return reduce(Width.or_else, map(_own, node.nodes), NO_WIDTH)
    if isinstance(node, Repeat):
        return _own(node.node) if node.most == 1 else _width(node)
    words = [one for one in node.nodes if not (isinstance(one, Part) and one.width == NO_WIDTH)]
    return _own(words[0]) if len(words) == 1 else _width(node)
