"""What the patterns of a rulebook need, worked out once and then kept: `linter/sieve.py` looks for it on pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

from linter.language.tables import frequency
from linter.literals import Rarity, clauses
from linter.pattern_parts import CAPITALS, DIGIT, EDGE
from linter.phrases import Numbers, Spoken
from linter.sieve import PARTS, Needs


@cache
def _clauses(pattern: str) -> list[frozenset[str]]:
    """The clauses of a pattern, worked out once: a team's rules are read anew, with all that ship, when one of them changes."""
    return clauses(pattern, _RARITY)


_RARITY = Rarity(frequency)


def needs(patterns: Iterable[str]) -> tuple[Spoken, Needs]:
    """What patterns need: what words speak for, which is looked up with phrases, and all the rest."""
    numbers: dict[frozenset[str], int] = {}
    of_pattern = [tuple(numbers.setdefault(clause, len(numbers)) for clause in _clauses(pattern)) for pattern in patterns]
    tables: dict[str, dict[str, list[int]]] = {name: {} for name in ("words", "beginnings", "endings", "parts", "signs")}
    pairs: dict[str, dict[str, list[int]]] = {}
    for clause, number in numbers.items():
        for literal in sorted(clause):
            text = literal.strip(EDGE)
            one, between, other = text.partition(EDGE)
            table = pairs.setdefault(one, {}) if between else tables[_table(literal, text)]
            table.setdefault(other or text, []).append(number)
    spoken = Spoken(_as_tuples(tables.pop("words")), {one: _as_tuples(others) for one, others in pairs.items()})
    return spoken, Needs(of_pattern=of_pattern, **{name: _as_tuples(table) for name, table in tables.items()})


def _table(literal: str, text: str) -> str:
    """Where a literal is looked up."""
    if literal in (DIGIT, CAPITALS) or not PARTS.fullmatch(text):
        return "signs"
    begins, ends = literal.startswith(EDGE), literal.endswith(EDGE)
    return "words" if begins and ends else "beginnings" if begins else "endings" if ends else "parts"


def _as_tuples(table: Mapping[str, list[int]]) -> dict[str, Numbers]:
    return {text: tuple(numbers) for text, numbers in table.items()}
