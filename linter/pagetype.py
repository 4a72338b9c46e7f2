"""What kind of page this is, where nobody has said: inferred from title, headings and words, with a confidence."""

from __future__ import annotations

from linter.page import Kind, Page
from linter.reading import PageType
from linter.rulebook import Rulebook

_ORDER = ("supplement", "promotional", "medicine", "procedure")  # a tie goes to the first: the more particular type


def infer(page: Page, rulebook: Rulebook) -> PageType:
    """0.9 where title and text agree, 0.7 where one of them speaks, else condition at 0.5 (CATALOGUE.md 3)."""
    hits = rulebook.inference.scan(page)
    best = PageType("condition", "default", 0.5)
    for name in _ORDER:
        cues = rulebook.policy.inference.get(name)
        if cues is None:
            continue
        in_title = any(
            page.blocks[page.block_at(hit.start)].kind is Kind.HEADING and _is_title(page, hit.start)
            for hit in hits.get((name, "title"))
        )
        in_headings = any(page.blocks[page.block_at(hit.start)].kind is Kind.HEADING for hit in hits.get((name, "title")))
        in_text = len({(hit.item, hit.start) for hit in hits.get((name, "text"))}) >= cues.least
        taught = any(page.blocks[page.block_at(hit.start)].kind is Kind.HEADING for hit in hits.get((name, "unless")))
        if taught:
            continue
        if in_title and in_text:
            confidence = 0.9
        elif in_title or (in_headings and in_text) or (in_text and not cues.title):
            confidence = 0.7
        else:
            continue
        if confidence > best.confidence:
            best = PageType(name, "inferred", confidence)
    return best


def _is_title(page: Page, position: int) -> bool:
    """Whether a place stands in the first heading of the page."""
    for block in page.blocks:
        if block.kind is Kind.HEADING:
            return block.start <= position < block.end
    return False
