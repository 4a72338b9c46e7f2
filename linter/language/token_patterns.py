"""Patterns on the tokens of a parsed sentence, as spaCy's Matcher and DependencyMatcher have them: data, and how they match.

The keys and their meaning are spaCy's, the part of them that a rule needs. They run on what is kept of a parsed sentence, so
that a sentence that was parsed before needs no spaCy.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

import msgspec

if TYPE_CHECKING:
    from linter.language.syntax import Parsed


class Among(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="upper"):
    """A value out of several, or none of them."""

    in_: tuple[str, ...] = msgspec.field(default=(), name="IN")
    not_in: tuple[str, ...] = ()

    def holds(self, value: str) -> bool:
        return (not self.in_ or value in self.in_) and value not in self.not_in


Wanted = str | Among | None


class Attributes(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="upper", kw_only=True):
    """What a token has to be: its text, its text in lower case, its tag, its dependency label. All that are given hold."""

    orth: Wanted = None
    text: Wanted = None
    lower: Wanted = None
    tag: Wanted = None
    dep: Wanted = None

    def holds(self, parsed: Parsed, token: int) -> bool:
        """Whether a token is what is wanted."""
        word = parsed.texts[token]
        return (
            _holds(self.orth, word)
            and _holds(self.text, word)
            and _holds(self.lower, word.lower())
            and _holds(self.tag, parsed.tags[token])
            and _holds(self.dep, parsed.deps[token])
        )


class Token(Attributes, frozen=True, forbid_unknown_fields=True, rename="upper", kw_only=True):
    """One step of a token pattern; once, or by `OP` at most once, any number of times, at least once."""

    op: Literal["?", "*", "+"] | None = None


Operator = Literal["<", ">", "<<", ">>", ".", ".*", ";", ";*", ">++", ">--", "<++", "<--"]


class Node(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="upper", kw_only=True):
    """One token of a dependency pattern: the first stands alone, each other one hangs on one before it."""

    right_id: str
    right_attrs: Attributes
    left_id: str = ""
    rel_op: Operator | None = None


def _holds(wanted: Wanted, value: str) -> bool:
    return wanted is None or (wanted == value if isinstance(wanted, str) else wanted.holds(value))


def spans(pattern: tuple[Token, ...], parsed: Parsed) -> Iterator[tuple[int, int]]:
    """Every stretch of tokens, from one to before another, that a token pattern matches; empty ones left out."""
    for start in range(len(parsed)):
        for end in sorted(_ends(pattern, parsed, start)):
            if end > start:
                yield start, end


def _ends(pattern: tuple[Token, ...], parsed: Parsed, start: int) -> set[int]:
    """Where a match that begins at a token may end."""
    at = {start}
    for step in pattern:
        once = {place + 1 for place in at if place < len(parsed) and step.holds(parsed, place)}
        if step.op in ("*", "+"):
            fresh = once
            while fresh := {place + 1 for place in fresh if place < len(parsed) and step.holds(parsed, place)} - once:
                once |= fresh
        at = at | once if step.op in ("?", "*") else once
    return at


def trees(pattern: tuple[Node, ...], parsed: Parsed) -> Iterator[tuple[int, ...]]:
    """Every choice of tokens that a dependency pattern matches, in the order of its nodes."""
    places = {node.right_id: number for number, node in enumerate(pattern)}

    def grow(chosen: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
        if len(chosen) == len(pattern):
            yield chosen
            return
        node = pattern[len(chosen)]
        for token in range(len(parsed)):
            if node.right_attrs.holds(parsed, token) and (
                node.rel_op is None or _related(parsed, chosen[places[node.left_id]], node.rel_op, token)
            ):
                yield from grow((*chosen, token))

    yield from grow(())


def _related(parsed: Parsed, left: int, operator: str, right: int) -> bool:
    """Whether a token stands to the left one as the operator says: `>` hangs on it, `.` comes right after it."""
    if left == right:
        return False
    heads, after = parsed.heads, right > left
    match operator:
        case ">" | ">++" | ">--":
            return heads[right] == left and (operator == ">" or after == (operator == ">++"))
        case "<" | "<++" | "<--":
            return heads[left] == right and (operator == "<" or after == (operator == "<++"))
        case ">>":
            return left in _above(parsed, right)
        case "<<":
            return right in _above(parsed, left)
        case "." | ";":
            return right == left + (1 if operator == "." else -1)
        case _:  # `.*` and `;*`
            return after == (operator == ".*")


def _above(parsed: Parsed, token: int) -> set[int]:
    """The tokens that one hangs on, all the way up."""
    found: set[int] = set()
    while parsed.heads[token] != token:
        token = parsed.heads[token]
        found.add(token)
    return found
