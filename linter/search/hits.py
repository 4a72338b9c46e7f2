"""What is looked for on a page, and where it was found."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import accumulate

import msgspec

# In place of a rule id: what the page holds of the lexicon itself, of its long lists of names, and of the cues of a page type.
LEXICON, NAMES, PAGE_TYPE = "lexicon", "names", "page-type "
LISTS = ("condition", "medicine")
"""The long lists of names."""
TAGS = {
    "condition": ("condition",),
    "danger": ("danger",),
    "drug": ("medicine", "drug-word"),
    "medicine": ("medicine",),
}
"""What a pattern can ask for as `<drug>`, which is found with the phrases, and the lists whose words it stands for."""
SIGNS = {name: chr(0xE000 + number) for number, name in enumerate(TAGS)}
"""What stands for a tag where needs of patterns are worked out."""


class Hit(msgspec.Struct, frozen=True, gc=False):
    """A phrase or pattern found on the page: offsets into `Page.text`, and which of the scan's items it was."""

    start: int
    end: int
    item: int


class Scan(msgspec.Struct, frozen=True):
    """What to look for in one role. Phrases are found whole words only, in any case; alternatives as `cure(|s|d)`.

    Patterns are RE2 on the folded text, in any case unless they begin with `(?-i)`. A group named `mark` narrows the hit to it.
    Items are numbered: phrases first (as written, before alternatives), then patterns.
    """

    phrases: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()


def longest(hits: Iterable[Hit]) -> list[Hit]:
    """Hits that do not overlap: from the left, the longest at each place."""
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda hit: (hit.start, -hit.end)):
        if not kept or hit.start >= kept[-1].end:
            kept.append(hit)
    return kept


class Places:
    """Stretches of the text, kept so that to ask about one place costs little however many there are."""

    def __init__(self, stretches: Iterable[tuple[int, int]]) -> None:
        self._stretches = sorted(stretches)
        self._starts = [start for start, _ in self._stretches]
        self._furthest = list(accumulate((end for _, end in self._stretches), max))  # the furthest end up to each

    def reach(self, start: int) -> int:
        """How far those reach that begin at a place or before it; 0 where none does."""
        at = bisect_right(self._starts, start) - 1
        return self._furthest[at] if at >= 0 else 0

    def touch(self, start: int, end: int) -> bool:
        """Whether one of them shares a character with a stretch."""
        return self.reach(end - 1) > start

    def hold(self, start: int, end: int) -> bool:
        """Whether a longer one of them has a whole stretch within it."""
        if self.reach(start - 1) >= end:
            return True
        after = bisect_left(self._stretches, (start, end + 1))
        return after < len(self._stretches) and self._stretches[after][0] == start
