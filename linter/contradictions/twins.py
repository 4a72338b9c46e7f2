"""Whether two sections are built alike for two things, so that their values may differ: `Hip operation`, `Knee operation`."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from linter.contradictions import compared
from linter.language import clauses
from linter.store.regexes import regex

if TYPE_CHECKING:
    from linter.language.statements import Statement
    from linter.page import Page

_WORDS_OF_A_NAME = 5
_MANY = 2  # values that differ between two sections from which on these are of two things
_TOKEN = regex(r"[^\W_][\w'’-]*")
_MORE = regex(r": | [-(]")  # what follows says more of it: `Green zone: you are well`
_COUNTED = regex(r"\d+(?:-\d+)?|[a-h]|i{1,3}|iv|v|vi|one|two|three|four|five|six")


def are_named_apart(page: Page, one: Statement, two: Statement) -> bool:
    """Whether two statements stand under the names of two things.

    They are two of a kind, `Left wrist` and `Right wrist`, `Ward 4` and `Ward 7`; or names of which neither statement speaks,
    `Plaster cast` and `Boot`.
    """
    if (blocks := parting(one, two)) is None:
        return False
    mine, theirs = (_name(page, block) for block in blocks)
    if not mine or not theirs or mine == theirs:
        return False
    if mine[:-1] == theirs[:-1] != [] and _COUNTED.fullmatch(mine[-1]) and _COUNTED.fullmatch(theirs[-1]):
        return True
    if mine[-1] == theirs[-1]:
        return len(mine) > 1 < len(theirs) and set(mine[:-1]).isdisjoint(theirs[:-1])
    things = [statement.thing(" ".join(name)) for statement, name in ((one, mine), (two, theirs))]
    return all(things) and things[0].isdisjoint(things[1]) and things[0].union(things[1]).isdisjoint(one.words | two.words)


def parting(one: Statement, two: Statement) -> tuple[int, int] | None:
    """The headings or lines, by their blocks, under which two statements part; None where they do not."""
    return next(((mine, theirs) for mine, theirs in zip(one.path, two.path, strict=False) if mine != theirs), None)


def alike(
    found: Iterable[tuple[Statement, Statement]], is_said_again: Callable[[Statement], bool]
) -> set[tuple[int, int] | None]:
    """What parts two sections of which several values differ. What is said again, in a summary, may hold several slips."""
    values: dict[tuple[int, int] | None, set[int]] = {}
    for one, two in found:
        if not is_said_again(one) and not is_said_again(two):
            values.setdefault(parting(one, two), set()).add(two.quantity.start)
    return {blocks for blocks, starts in values.items() if blocks is not None and len(starts) >= _MANY}


def _name(page: Page, number: int) -> list[str]:
    """The words of a heading or line that is a bare name: none of `how`, `your`, `after`; and not that of the page."""
    block = page.blocks[number]
    over = page.lower[block.start : block.end].strip()
    words = _TOKEN.findall(_MORE.split(over, maxsplit=1)[0])
    if len(words) > _WORDS_OF_A_NAME or any(word in clauses.LITTLE and not _COUNTED.fullmatch(word) for word in words):
        return []
    return [] if over in compared.title_of(page) else words
