"""Words for counting: where each one stands in a folded text."""

from __future__ import annotations

import re

from linter.regexes import regex

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


def find(folded: str) -> list[tuple[int, int]]:
    """Places of the words, in order."""
    return read(folded)[0]


def read(folded: str) -> tuple[list[tuple[int, int]], list[str]]:
    """Places of the words, in order, and the words: letters and digits with inner hyphens and apostrophes; a number is one.

    The em dash and the slash part words. What is masked (U+FFFC) is no word, nor is the ending in "tablet(s)".
    """
    matches = list(_WORD.finditer(folded))
    if any(ending in folded for ending in _ENDINGS):
        matches = [match for match in matches if not _is_ending(folded, *match.span())]
    words = list(map(re.Match.group, matches))
    once: dict[str, str] = {}  # each different word is in memory once, and hashed once
    return list(map(re.Match.span, matches)), list(map(once.setdefault, words, words))


def _is_ending(folded: str, start: int, end: int) -> bool:
    return start > 1 and folded[start - 1 : end + 1] in _ENDINGS and folded[start - 2].isalpha()
