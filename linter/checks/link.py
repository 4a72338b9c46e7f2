"""Links that do not say where they go, and words that stand where a link should."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from linter.checks import Candidate
from linter.folding import fold, lower
from linter.model import Model
from linter.search.hits import Scan, longest

if TYPE_CHECKING:
    from linter.reading import Reading
    from linter.rulefile import Rule


class Params(Model, frozen=True, kw_only=True):
    """`texts` are link texts that say nothing by themselves, compared with the whole text of a link.

    `phrases` and `patterns` are found in text that is no link and only suggested: on paper, or where the link was lost.
    """

    texts: frozenset[str]
    phrases: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()


def is_empty(params: Params) -> bool:
    """Whether there is nothing to look for."""
    return not (params.texts or params.phrases or params.patterns)


def scans(params: Params, lexicon: Any) -> dict[str, Scan]:
    """What to look for outside links."""
    return {"find": Scan(params.phrases, params.patterns)}


def check(rule: Rule, params: Params, reading: Reading) -> Iterator[Candidate]:
    """Links with one of the texts, and phrases outside links. The same text twice is one finding."""
    page = reading.page
    links = [mark for mark in page.marks if mark.kind == "link"]
    labels = {(mark.start, mark.end): mark.value for mark in page.marks if mark.kind == "link-label"}
    for link in links:
        words = _spoken(labels.get((link.start, link.end), "") or page.text[link.start : link.end])
        if words in params.texts:
            yield Candidate(start=link.start, end=link.end, group=words)
    starts = sorted((link.start, link.end) for link in links)
    for hit in longest(reading.hits(rule)):
        before = (
            bisect_left(starts, (hit.end, 0)) - 1
        )  # links do not overlap: only the last to start before its end can touch it
        if before < 0 or starts[before][1] <= hit.start:
            text = page.lower[hit.start : hit.end]
            yield Candidate(start=hit.start, end=hit.end, group="text " + text, severity="suggestion")


def _spoken(text: str) -> str:
    """A link's words in lower case, without arrows, punctuation and pictures."""
    folded = lower(fold(text))
    return " ".join("".join(char if char.isalnum() or char in "'-" else " " for char in folded).split())
