"""Finds the words of all rules at once: phrases in one Aho–Corasick pass over a page, patterns in one RE2 pass.

What it costs hardly depends on how many rules there are, and no rule's hit hides another's.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import product
from typing import Any

import ahocorasick_rs
import re2

from linter.checks import Hit, Scan
from linter.folding import fold, lower, on_edges
from linter.page import Page

Key = tuple[str, str]  # rule id, role

_MAX_ALTERNATIVES = 500
_SET_SIZE = 16  # measured: in larger sets the automaton outgrows its memory and is built again and again
_SET_MEMORY = 16 << 20  # bytes


def expand(phrase: str) -> list[str]:
    """`cure(|s|d) cancer` as the phrases it stands for. Raises ValueError for unbalanced or too many alternatives."""
    choices: list[list[str]] = []
    total = 1
    rest = phrase
    while "(" in rest:
        before, _, rest = rest.partition("(")
        inside, closed, rest = rest.partition(")")
        if not closed or "(" in inside or ")" in before:
            raise ValueError("brackets do not pair up; alternatives are written cure(|s|d)")
        choices += [[before], inside.split("|")]
        total *= len(choices[-1])
    if ")" in rest:
        raise ValueError("brackets do not pair up; alternatives are written cure(|s|d)")
    if total > _MAX_ALTERNATIVES:
        raise ValueError(f"stands for {total} phrases; {_MAX_ALTERNATIVES} is the most one entry may stand for")
    return [" ".join("".join(parts).split()) for parts in product(*choices, [rest])]


def compile_pattern(pattern: str) -> Any:
    """An RE2 pattern as the scanner runs it: any case unless it says `(?-i)`, `^` and `$` at the edges of a block.

    Raises ValueError with RE2's reason where the pattern is wrong.
    """
    if "\\s" in pattern:
        raise ValueError("uses \\s; white space is always one space here, so write a space")
    options = re2.Options()
    options.log_errors = False
    try:
        return re2.compile(_flagged(pattern), options)
    except re2.error as problem:
        reason = problem.args[0] if problem.args else "not a pattern RE2 knows"
        raise ValueError(reason.decode() if isinstance(reason, bytes) else str(reason)) from None


def _flagged(pattern: str) -> str:
    return "(?im)" + pattern


class Scanner:
    """All that the rules look for, compiled once."""

    def __init__(self, scans: Iterable[tuple[Key, Scan]]) -> None:
        targets: dict[str, list[tuple[Key, int]]] = {}
        self._patterns: list[tuple[str, Key, int]] = []
        for key, scan in scans:
            for item, phrase in enumerate(scan.phrases):
                for text in expand(lower(fold(phrase))):
                    targets.setdefault(text, []).append((key, item))
            for item, pattern in enumerate(scan.patterns, len(scan.phrases)):
                self._patterns.append((pattern, key, item))
        targets.pop("", None)
        self._phrases = list(targets)
        self._targets = list(targets.values())
        self._automaton = ahocorasick_rs.AhoCorasick(self._phrases, matchkind=ahocorasick_rs.MatchKind.Standard)
        self._sets = [self._set(at) for at in range(0, len(self._patterns), _SET_SIZE)]
        self._compiled: dict[int, Any] = {}  # a pattern is compiled when its set first says that a page holds it

    def _set(self, at: int) -> Any:
        options = re2.Options()
        options.max_mem = _SET_MEMORY
        options.log_errors = False
        patterns = re2.Set.SearchSet(options)
        for pattern, _, _ in self._patterns[at : at + _SET_SIZE]:
            patterns.Add(_flagged(pattern))
        patterns.Compile()
        return patterns

    def scan(self, page: Page) -> dict[Key, list[Hit]]:
        """Every phrase and pattern that the page holds, by rule and role, in order of place; overlaps included."""
        found: dict[Key, list[Hit]] = {}
        text = page.folded
        for number, start, end in self._automaton.find_matches_as_indexes(page.lower, overlapping=True):
            if on_edges(text, start, end):
                for key, item in self._targets[number]:
                    found.setdefault(key, []).append(Hit(start, end, item))
        for which, patterns in enumerate(self._sets):
            for number in patterns.Match(text) or ():
                self._find(which * _SET_SIZE + number, text, found)
        for hits in found.values():
            hits.sort(key=lambda hit: (hit.start, hit.end, hit.item))
        return found

    def _find(self, number: int, text: str, found: dict[Key, list[Hit]]) -> None:
        pattern, key, item = self._patterns[number]
        compiled = self._compiled.get(number)
        if compiled is None:
            compiled = self._compiled[number] = compile_pattern(pattern)
        group = compiled.groupindex.get("mark", 0)
        for match in compiled.finditer(text):
            start, end = match.span(group)
            if 0 <= start < end and "\n" not in text[start:end] and on_edges(text, start, end):
                found.setdefault(key, []).append(Hit(start, end, item))
