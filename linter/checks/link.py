"""Links that do not say where they go, and words that stand where a link should."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import msgspec

from linter.checks import Candidate, Scan
from linter.checks.phrase import longest

if TYPE_CHECKING:
    from linter.page import Mark, Page
    from linter.reading import Reading
    from linter.rulefile import Rule


class Params(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, rename="kebab"):
    """`texts` are link texts that say nothing by themselves, compared with the whole text of a link.

    `phrases` and `patterns` are found in text that is no link and only suggested: on paper, or where the link was lost.
    """

    texts: frozenset[str]
    phrases: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()


def scans(params: Params, lexicon: Any) -> dict[str, Scan]:  # noqa: ARG001 - the contract of checks
    """What to look for outside links."""
    return {"find": Scan(params.phrases, params.patterns)}


def check(rule: Rule, params: Params, reading: Reading) -> Iterator[Candidate]:
    """Links with one of the texts, and phrases outside links. The same text twice is one finding."""
    page = reading.page
    links = [mark for mark in page.marks if mark.kind == "link"]
    for link in links:
        words = _spoken(page, link)
        if words in params.texts:
            yield Candidate(start=link.start, end=link.end, group=words)
    for hit in longest(reading.hits(rule)):
        if not any(link.start < hit.end and hit.start < link.end for link in links):
            text = page.lower[hit.start : hit.end]
            yield Candidate(start=hit.start, end=hit.end, group="text " + text, severity="suggestion")


def _spoken(page: Page, link: Mark) -> str:
    """A link's words as they are read aloud, in lower case, without arrows, punctuation and pictures."""
    labels = [mark.value for mark in page.marks_in(link.start, link.end, "link-label") if mark.value.strip()]
    text = labels[0].lower() if labels else page.lower[link.start : link.end]
    return " ".join("".join(char if char.isalnum() or char in "'-" else " " for char in text).split())
