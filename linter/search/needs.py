"""What the patterns of a rulebook need, worked out once and then kept: `linter/search/sieve.py` looks for it on pages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from linter.language.tables import frequency
from linter.search import worked_out
from linter.search.chains import Link, chains
from linter.search.literals import Rarity, Weighed, clauses
from linter.search.order import Chains
from linter.search.pattern_parts import CAPITALS, DIGIT, EDGE, MUCH, Clause
from linter.search.phrases import Numbers, Spoken
from linter.search.sieve import FIRST, PARTS, Needs


def needs(patterns: Iterable[str]) -> tuple[Spoken, Needs, list[Chains]]:
    """What patterns need: what words speak for, which is looked up with phrases, all the rest, and their chains.

    A chain is clauses in the order in which a match holds them, and before each but the first how many characters and spaces
    there are at most between it and the last, and which stops there may be, as bits.
    """
    rarity = Rarity(frequency)  # it grows large, and goes when all is worked out
    numbers: dict[Clause, int] = {}
    led: dict[int, list[tuple[int, Numbers]]] = {}
    free: list[int] = []
    chained: list[Chains] = []
    for number, pattern in enumerate(patterns):
        if pattern not in worked_out.needs:
            weighed = Weighed(pattern, rarity)
            worked_out.needs[pattern] = clauses(weighed), chains(weighed)
        needed, ordered = worked_out.needs[pattern]
        asked = tuple(numbers.setdefault(clause, len(numbers)) for clause in needed)
        if asked:
            led.setdefault(asked[0], []).append((number, asked[1:]))
        else:
            free.append(number)
        chained.append(tuple(_packed(links, numbers) for links in ordered))
    tables: dict[str, dict[str, list[int]]] = {name: {} for name in ("words", "beginnings", "endings", "parts", "signs")}
    pairs: dict[str, dict[str, list[int]]] = {}
    for clause, number in numbers.items():
        for literal in sorted(clause):
            text = literal.strip(EDGE)
            one, between, other = text.partition(EDGE)
            table = pairs.setdefault(one, {}) if between else tables[_table(literal, text)]
            table.setdefault(other or text, []).append(number)
    spoken = Spoken(_as_tuples(tables.pop("words")), {one: _as_tuples(others) for one, others in pairs.items()})
    parts: dict[str, dict[str, Numbers]] = {}
    for text, those in tables.pop("parts").items():
        parts.setdefault(text[:FIRST], {})[text] = tuple(those)
    others = {name: _as_tuples(table) for name, table in tables.items()}
    begin = _lengths(others["beginnings"], lambda text: text[:FIRST])
    end = _lengths(others["endings"], lambda text: text[-FIRST:])
    return spoken, Needs(led=led, free=tuple(free), parts=parts, begin=begin, end=end, **others), chained


def _lengths(texts: Iterable[str], part: Callable[[str], str]) -> dict[str, Numbers]:
    """How long texts are that have one part."""
    lengths: dict[str, set[int]] = {}
    for text in texts:
        lengths.setdefault(part(text), set()).add(len(text))
    return {text: tuple(sorted(found)) for text, found in sorted(lengths.items())}


def _packed(links: Iterable[Link], numbers: dict[Clause, int]) -> Numbers:
    """A chain in a row of numbers."""
    packed: list[int] = []
    for link in links:
        packed += (min(link.gap.chars, MUCH), min(link.gap.spaces, MUCH), link.gap.stops)
        packed.append(numbers.setdefault(link.clause, len(numbers)))
    return tuple(packed[3:])


def _table(literal: str, text: str) -> str:
    """Where a literal is looked up."""
    if literal in (DIGIT, CAPITALS) or not PARTS.fullmatch(text):
        return "signs"
    begins, ends = literal.startswith(EDGE), literal.endswith(EDGE)
    return "words" if begins and ends else "beginnings" if begins else "endings" if ends else "parts"


def _as_tuples(table: Mapping[str, list[int]]) -> dict[str, Numbers]:
    return {text: tuple(numbers) for text, numbers in table.items()}
