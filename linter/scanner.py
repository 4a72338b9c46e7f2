"""Finds the words of all rules at once: phrases in one pass over the words of a page, patterns in one RE2 pass.

What it costs hardly depends on how many rules there are, and no rule's hit hides another's.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from functools import cached_property
from itertools import product
from typing import Any

import msgspec
import re2

from linter.folding import on_edges
from linter.hits import LEXICON, NAMES, Hit, Scan
from linter.page import Page
from linter.phrases import Index, Key, Phrases, index

LISTS = ("condition", "medicine")
_TAG = "(?:_+)"
_MAX_ALTERNATIVES = 500
_CONTINUED = re.compile(rb"[\x80-\xbf]")  # bytes of a character beyond its first
_SET_SIZE = 16  # measured: in larger sets the automaton outgrows its memory and is built again and again
_SET_MEMORY = 16 << 20  # bytes


def expand(phrase: str) -> list[str]:
    """`cure(|s|d) cancer` as the phrases it stands for. Raises ValueError for unbalanced or too many alternatives."""
    if "(" not in phrase and ")" not in phrase:
        return [phrase]
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


def check_pattern(pattern: str) -> None:
    """Raises ValueError with RE2's reason where a pattern is wrong. It is parsed, not compiled: a tenth of the time."""
    if "\\s" in pattern:
        raise ValueError("uses \\s; white space is always one space here, so write a space")
    plain = pattern.replace(f"<{named_list(pattern)}>", _TAG)
    try:
        _new_set(_SET_MEMORY).Add(_flagged(plain))
    except re2.error:
        compile_pattern(plain)


def compile_pattern(pattern: str | bytes) -> Any:
    """An RE2 pattern as the scanner runs it: any case unless it says `(?-i)`, `^` and `$` at the edges of a block.

    Raises ValueError with RE2's reason where the pattern is wrong.
    """
    options = re2.Options()
    options.log_errors = False
    try:
        return re2.compile(_flagged(pattern), options)
    except re2.error as problem:
        reason = problem.args[0] if problem.args else "not a pattern RE2 knows"
        raise ValueError(reason.decode() if isinstance(reason, bytes) else str(reason)) from None


def _new_set(memory: int) -> Any:
    options = re2.Options()
    options.max_mem = memory
    options.log_errors = False
    return re2.Set.SearchSet(options)


def _flagged(pattern: str | bytes) -> str | bytes:
    return "(?im)" + pattern if isinstance(pattern, str) else b"(?im)" + pattern


class Encoded:
    """A text as the bytes that RE2 works on, encoded once; its wrapper would encode it anew for every pattern."""

    def __init__(self, text: str) -> None:
        self.data = text.encode("utf-8", "surrogatepass")
        self._wide: list[int] = []  # for each byte beyond a character's first, where it stands
        if not text.isascii():
            self._wide = [match.start() for match in _CONTINUED.finditer(self.data)]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Byte offsets as offsets of characters."""
        if not self._wide or start < 0:
            return start, end
        return start - bisect_left(self._wide, start), end - bisect_left(self._wide, end)


class Plan(msgspec.Struct, frozen=True):
    """All that a scanner looks for, worked out: plain data, so that the cache can hold it.

    `asked` are the keys of patterns that are looked for when they are asked about.
    """

    phrases: Index
    patterns: list[tuple[Key, int, str]]
    asked: list[Key]


def plan(
    scans: Iterable[tuple[Key, Scan]],
    asked: Iterable[tuple[Key, Scan]] = (),
    names: Mapping[str, Iterable[str]] = {},
    tables: Mapping[str, Iterable[tuple[int, str]]] = {},
) -> Plan:
    """What a scanner looks for.

    `scans` are phrases and patterns with what they are for. `asked` are patterns that only matter where a rule has found
    something (its exceptions, what must stand near): they are looked for when they are asked about.
    `names` are long lists of words (medicines, conditions) that a pattern can ask for as `<medicine>`. Written out in every
    pattern they would cost most of a start; so they are found with the phrases, and such a pattern runs on a copy of the text
    in which each of them is a run of `_`. `tables` are written forms of the lexicon, each with the row it belongs to.
    """
    scans, asked = list(scans), list(asked)
    phrases: list[tuple[str, Key, int]] = []
    patterns: list[tuple[Key, int, str]] = []
    for key, scan in (*scans, *asked):
        phrases += ((text, key, item) for item, phrase in enumerate(scan.phrases) for text in expand(phrase))
        patterns += ((key, item, pattern) for item, pattern in enumerate(scan.patterns, len(scan.phrases)))
    phrases += ((word, (NAMES, name), item) for name, words in names.items() for item, word in enumerate(words))
    phrases += ((form, (LEXICON, name), row) for name, forms in tables.items() for row, form in forms)
    return Plan(index(phrases), patterns, [key for key, _ in asked])


class Scanner:
    """All that the rules look for, compiled once: what `plan` is given, or a plan that was made before."""

    def __init__(
        self,
        scans: Iterable[tuple[Key, Scan]] = (),
        asked: Iterable[tuple[Key, Scan]] = (),
        names: Mapping[str, Iterable[str]] = {},
        *,
        ready: Plan | None = None,
    ) -> None:
        ready = ready or plan(scans, asked, names)
        self._phrases = Phrases(ready.phrases)
        patterns: dict[str, list[Pattern]] = {"": []}
        self._asked: dict[Key, list[Pattern]] = {key: [] for key in ready.asked}
        for key, item, written in ready.patterns:
            pattern = Pattern(written, key, item)
            (self._asked[key] if key in self._asked else patterns.setdefault(pattern.name, [])).append(pattern)
        self._sets = [
            (name, members[at : at + _SET_SIZE], _compiled_set(members[at : at + _SET_SIZE]))
            for name, members in patterns.items()
            for at in range(0, len(members), _SET_SIZE)
        ]

    def scan(self, page: Page) -> Found:
        """Every phrase and pattern that the page holds."""
        found = Found(page, self._asked)
        hits = found.hits
        for key, item, start, end in self._phrases.find(page.lower, page.folded):
            hits.setdefault(key, []).append(Hit(start, end, item))
        for name, patterns, compiled in self._sets:
            for number in compiled.Match(found.text(name).data) or ():
                found.add(patterns[number])
        for places in hits.values():
            places.sort(key=_place)
        return found


class Found:
    """What a page holds of what the rules look for, by rule and role, in order of place; overlaps included."""

    def __init__(self, page: Page, asked: Mapping[Key, list[Pattern]]) -> None:
        self.hits: dict[Key, list[Hit]] = {}
        self._original = page.folded
        self._asked = asked
        self._answered: set[Key] = set()
        self._texts: dict[str, Encoded] = {}

    def get(self, key: Key) -> list[Hit]:
        """The hits of one rule in one role."""
        if key in self._asked and key not in self._answered:
            self._answered.add(key)
            for pattern in self._asked[key]:
                self.add(pattern)
            if key in self.hits:
                self.hits[key].sort(key=_place)
        return self.hits.get(key, [])

    def text(self, name: str) -> Encoded:
        """The text as patterns see it that ask for a long list of names, or for none."""
        if name not in self._texts:
            tagged_text = tagged(self._original, self.hits.get((NAMES, name), [])) if name else self._original
            self._texts[name] = Encoded(tagged_text)
        return self._texts[name]

    def add(self, pattern: Pattern) -> None:
        """Look for one pattern."""
        text, original = self.text(pattern.name), self._original
        compiled = pattern.compiled
        group = compiled.groupindex.get(b"mark", 0)
        for match in compiled.finditer(text.data):
            start, end = text.span(*match.span(group))
            if 0 <= start < end and "\n" not in original[start:end] and on_edges(original, start, end):
                self.hits.setdefault(pattern.key, []).append(Hit(start, end, pattern.item))


class Pattern:
    """One pattern and what it is for. It is compiled when a page first holds it."""

    def __init__(self, written: str, key: Key, item: int) -> None:
        self.name = named_list(written)
        self.regex = written.replace(f"<{self.name}>", _TAG)
        self.key, self.item = key, item

    @cached_property
    def compiled(self) -> Any:
        return compile_pattern(self.regex.encode())


def _compiled_set(patterns: list[Pattern]) -> Any:
    together = _new_set(_SET_MEMORY)
    for pattern in patterns:
        together.Add(_flagged(pattern.regex))
    if patterns:
        together.Compile()
    return together


def _place(hit: Hit) -> tuple[int, int, int]:
    return hit.start, hit.end, hit.item


def named_list(pattern: str) -> str:
    """The long list that a pattern asks for, as `medicine` for `<medicine>`; empty for none. Raises ValueError for two."""
    asked = [name for name in LISTS if f"<{name}>" in pattern]
    if len(asked) > 1:
        raise ValueError(f"asks for {' and '.join(asked)}; a pattern can ask for one of them")
    return asked[0] if asked else ""


def tagged(text: str, hits: list[Hit]) -> str:
    """A copy of the text, of the same length, in which each of the hits is a run of `_` (and `_` itself a hyphen)."""
    out: list[str] = []
    last = 0
    for hit in sorted(hits, key=lambda hit: (hit.start, -hit.end)):
        if hit.start >= last:
            out += (text[last : hit.start].replace("_", "-"), "_" * (hit.end - hit.start))
            last = hit.end
    out.append(text[last:].replace("_", "-"))
    return "".join(out)
