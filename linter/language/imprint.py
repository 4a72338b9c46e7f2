"""Blocks that nobody reads as prose: who made the page and when, and a notice whose words the law fixes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter.store.regexes import regex

if TYPE_CHECKING:
    from linter.page import Page

_LONGEST = 600  # characters
_LEAST = 2  # sentences that begin so
_BEGINS = regex(
    r"(?:^|[.;|] )(?:(?:first|last|next|page|clinically|medically) )*+"
    r"(?:approved|authors?|checked|code|copyright|date|edition|issued?|(?:for )?review|leaflet|produced|published|ref"
    r"|reference|reviewed|revised|updated|version|written|©|\(c\))(?=[ :.,])"
)
_TO_READERS = regex(r"\b(?:you|your|yourself)\b")
_NOTICE = regex(r"\bcivil rights laws?\b|\bnot discriminate (?:against|on the basis|because)\b")


def is_imprint(page: Page, number: int) -> bool:
    """Whether a block says who made the page and when, or is a notice against discrimination, in a few words."""
    block = page.blocks[number]
    if block.end - block.start > _LONGEST:
        return False
    text = page.lower[block.start : block.end]
    if _NOTICE.search(text):
        return True
    return len(_BEGINS.findall(text)) >= _LEAST and not _TO_READERS.search(text)
