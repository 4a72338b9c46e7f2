"""What is looked for on a page, and where it was found."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

# In place of a rule id: what the page holds of the lexicon itself, of its long lists of names, and of the cues of a page type.
LEXICON, NAMES, PAGE_TYPE = "lexicon", "names", "page-type "


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
