"""Patterns of rules as RE2 runs them: checked, compiled when a page first may hold them, and the ones used last kept ready."""

from __future__ import annotations

from collections import OrderedDict
from functools import cache, cached_property, lru_cache
from math import prod
from typing import Any

import msgspec
import re2

from linter.search.hits import TAGS
from linter.search.order import Chains
from linter.search.phrases import Key
from linter.store.pieces import Pieces, Pile
from linter.store.regexes import regex

TAG = "(?:_+)"
_IN_ANY_CASE, _IN_LOWER_CASE = "(?im)", "(?m)"  # flags
_MEMORY, _MOST_MEMORY = 2 << 20, 32 << 20  # bytes that a pattern may take up; one that needs more
_MOST_READY = 300  # patterns that are kept compiled: a page runs seventy of them, and most are the same for all pages
_MANY_REPEATS, _LONG = 200, 20_000  # a pattern may be large above these: times, characters
_REPEAT = regex(r"\{(?:\d+,)?(\d+),?\}")  # the largest of its numbers
_OF_PAGE = regex(r"\\[Az]|\(\?[imsU]*-[isU]*m")
_REMEMBERED = 1 << 10  # patterns with the lines they were looked for in: some pages' worth


def named_list(pattern: str) -> str:
    """The tag that a pattern asks for, as `medicine` for `<medicine>`; empty for none. Raises ValueError for two."""
    asked = [name for name in TAGS if f"<{name}>" in pattern]
    if len(asked) > 1:
        raise ValueError(f"asks for {' and '.join(asked)}; a pattern can ask for one of them")
    return asked[0] if asked else ""


@cache  # where one rule changes all are read anew
def check_pattern(pattern: str) -> None:
    """Raises ValueError with RE2's reason where a pattern is wrong. It is parsed, not compiled: a tenth of the time."""
    if "\\s" in pattern:
        raise ValueError("uses \\s; white space is always one space here, so write a space")
    if "\\C" in pattern:
        raise ValueError("uses \\C, which matches half a character; write a dot")
    plain = pattern.replace(f"<{named_list(pattern)}>", TAG)
    options = re2.Options()
    options.log_errors = False
    try:
        re2.Set.SearchSet(options).Add(_IN_ANY_CASE + plain)
    except re2.error:
        compile_pattern(plain)
    if _may_be_large(plain):
        compile_pattern(plain)


def _may_be_large(pattern: str) -> bool:
    """Whether a pattern may stand for more states than there is room for: by its repeats, its kinds of letters, its length."""
    repeats = prod(map(int, _REPEAT.findall(pattern)))
    return repeats >= _MANY_REPEATS or "\\p" in pattern.lower() or len(pattern) > _LONG


def compile_pattern(pattern: str | bytes, flags: str = _IN_ANY_CASE) -> Any:
    """An RE2 pattern as the scanner runs it: any case unless it says `(?-i)`, `^` and `$` at the edges of a block.

    Raises ValueError with RE2's reason where the pattern is wrong.
    """
    options = re2.Options()
    options.log_errors = False
    for memory in (_MEMORY, _MOST_MEMORY):
        options.max_mem = memory
        try:
            return re2.compile(_flagged(pattern, flags), options)
        except re2.error as problem:
            reason = problem.args[0] if problem.args else "not a pattern RE2 knows"
        finally:
            re2.purge()  # what it keeps by itself would outlast what is kept here
    raise ValueError(reason.decode() if isinstance(reason, bytes) else str(reason))


def _flagged(pattern: str | bytes, flags: str) -> str | bytes:
    return flags + pattern if isinstance(pattern, str) else flags.encode() + pattern


class Pattern:
    """One pattern and what it is for. It is compiled when a page first may hold it."""

    def __init__(self, key: Key, item: int, written: str, is_lower: bool, chains: Chains) -> None:
        self.key, self.item, self.is_lower, self.chains = key, item, is_lower, chains
        self._written = written

    @cached_property
    def name(self) -> str:
        """The tag that it asks for, or none."""
        return named_list(self._written)

    @cached_property
    def asks_for_edges(self) -> bool:
        """Whether it asks for those of the page, which a line does not know."""
        return _OF_PAGE.search(self._written) is not None

    def compiled(self) -> tuple[Any, int]:
        """RE2's pattern, and the number of the group that narrows the hit; 0, the whole match, where there is none."""
        pattern = self._written.replace(f"<{self.name}>", TAG).encode()
        compiled = compile_pattern(pattern, _IN_LOWER_CASE if self.is_lower else _IN_ANY_CASE)
        return compiled, compiled.groupindex.get(b"mark", 0)

    def places(self, data: bytes, begin: int, stop: int, ready: tuple[Any, int] | None = None) -> list[tuple[int, int]]:
        """Where it matches between two byte offsets; `ready` is what `compiled` gave, to be used instead of what is kept."""
        compiled, group = ready or READY.get(self)
        spans = [match.span(group) for match in compiled.finditer(data, begin, stop)]
        return [_without_spaces(data, first, last) for first, last in spans] if group else spans


def _without_spaces(data: bytes, first: int, last: int) -> tuple[int, int]:
    """What is marked, less spaces at its edges."""
    while first < last and data[first : first + 1] == b" ":
        first += 1
    while first < last and data[last - 1 : last] == b" ":
        last -= 1
    return first, last


class Patterns:
    """Patterns by number; each is unpacked when a page first may hold it."""

    def __init__(self, keys: list[Key], packed: Pieces) -> None:
        self._made: dict[int, Pattern] = {}
        self._keys = keys
        self._pile = Pile(packed)
        self._decode = msgspec.msgpack.Decoder(tuple[int, int, str, bool, Chains]).decode

    def __getitem__(self, number: int) -> Pattern:
        if number not in self._made:
            key, item, written, is_lower, chains = self._decode(self._pile[number])
            self._made[number] = Pattern(self._keys[key], item, written, is_lower, chains)
        return self._made[number]


class _Ready:
    """Patterns that are ready to run: those used last. With what it learns of texts each takes up to 2 MB."""

    def __init__(self) -> None:
        self._kept: OrderedDict[Pattern, tuple[Any, int]] = OrderedDict()

    def __contains__(self, pattern: Pattern) -> bool:
        return pattern in self._kept

    def get(self, pattern: Pattern) -> tuple[Any, int]:
        """The pattern as `compiled` gives it."""
        if pattern not in self._kept:
            self._kept[pattern] = pattern.compiled()
            if len(self._kept) > _MOST_READY:
                self._kept.popitem(last=False)
        else:
            self._kept.move_to_end(pattern)
        return self._kept[pattern]


READY = _Ready()


@lru_cache(maxsize=_REMEMBERED)
def in_line(pattern: Pattern, line: bytes) -> list[tuple[int, int]]:
    """Where a pattern matches in a line. Most lines of a page that changes in an editor are as they were."""
    return pattern.places(line, 0, len(line))
