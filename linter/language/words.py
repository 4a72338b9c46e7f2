"""Words for counting: where each one stands in a folded text."""

from __future__ import annotations

import re
from array import array
from collections.abc import Sequence
from itertools import islice
from typing import overload

from linter.store.regexes import regex

# The standard library's `re`, because RE2's wrapper costs 4 µs a match and this runs on every word. The pattern cannot
# backtrack: classes are disjoint and their repeats possessive (that of the group is not: CPython 3.11.2 gets those wrong).
# A word starts with a letter or digit, but not with a raised digit, a note's number. Combining marks are no `\w`, so those
# that Latin script uses are named.
_MARKS = "\u0300-\u036f\u1dc0-\u1dff\u20d0-\u20f0"
_WORD = regex(
    rf"[^\W_¹²³⁰⁴-⁹]\w*+(?:[{_MARKS}'.,/:·-](?:"
    rf"(?<=[{_MARKS}])"
    r"|(?<=['-])(?=[^\W_])"  # patient's, follow-up
    r"|(?<=\d[.,/:·])(?=\d)"  # 2.5, 1,000, 120/80, 5:30
    r"|(?<=\.)(?<!\w\w\w\.)(?=[^\W\d_]\b)"  # e.g, p.m, Ph.D; not "rest.I"
    r")\w*+)*"
)
_ENDINGS = ("(s)", "(es)", "(ren)")
_CHUNK = 4096  # matches that are held at once: each takes more room than the word


class Spans(Sequence[tuple[int, int]]):
    """Where the words of a page stand: its offsets in two rows of numbers, for a page may hold a million."""

    __slots__ = ("ends", "starts")

    def __init__(self) -> None:
        self.starts = array("i")
        self.ends = array("i")

    def __len__(self) -> int:
        return len(self.starts)

    @overload
    def __getitem__(self, at: int) -> tuple[int, int]: ...
    @overload
    def __getitem__(self, at: slice) -> list[tuple[int, int]]: ...
    def __getitem__(self, at: int | slice) -> tuple[int, int] | list[tuple[int, int]]:
        if isinstance(at, slice):
            return list(zip(self.starts[at], self.ends[at], strict=True))
        return self.starts[at], self.ends[at]


def find(folded: str) -> list[tuple[int, int]]:
    """Places of the words, in order."""
    return read(folded)[0][:]


def read(folded: str) -> tuple[Spans, list[str]]:
    """Places of the words, in order, and the words: letters and digits with inner hyphens and apostrophes; a number is one.

    The em dash and the slash part words. What is masked (U+FFFC) is no word, nor is the ending in "tablet(s)".
    """
    places, tokens = Spans(), list[str]()
    once: dict[str, str] = {}  # each different word is in memory once, and hashed once
    has_endings = any(ending in folded for ending in _ENDINGS)
    found = _WORD.finditer(folded)
    while matches := list(islice(found, _CHUNK)):
        if has_endings:
            matches = [match for match in matches if not _is_ending(folded, *match.span())]
        words = list(map(re.Match.group, matches))
        tokens += map(once.setdefault, words, words)
        places.starts.extend(map(re.Match.start, matches))
        places.ends.extend(map(re.Match.end, matches))
    return places, tokens


def _is_ending(folded: str, start: int, end: int) -> bool:
    return start > 1 and folded[start - 1 : end + 1] in _ENDINGS and folded[start - 2].isalpha()
