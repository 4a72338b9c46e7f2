"""What the tests of all readers share: a short view of a page, and the promises that every page keeps about places."""

from __future__ import annotations

from linter.page import OPAQUE, Kind, Page
from linter.page_builder import PageBuilder


def page_of_lines(text: str) -> Page:
    """A page of plain text in which every line that is not empty is a paragraph."""
    builder = PageBuilder(text)
    at = 0
    for line in text.split("\n"):
        if line.strip():
            builder.open(Kind.PARAGRAPH, at)
            builder.text(line, at)
            builder.close(at + len(line))
        at += len(line) + 1
    return builder.build(path="x.txt", format="text")


def texts(page: Page) -> list[str]:
    return [page.text_of(block) for block in page.blocks]


def outline(page: Page) -> list[tuple[str, str]]:
    """Kind and text of every block."""
    return [(str(block.kind), page.text_of(block)) for block in page.blocks]


def marked(page: Page, kind: str) -> list[tuple[str, str]]:
    """Marked text and value of every mark of a kind."""
    return [(page.text[mark.start : mark.end], mark.value) for mark in page.marks if mark.kind == kind]


def source_of(page: Page, words: str) -> str:
    """What stands in the source where some words stand in the text."""
    start = page.text.index(words)
    first, last = page.place(start, start + len(words))
    return page.source[first:last]


def assert_places_hold(page: Page) -> None:
    """Every character of every block has its place in the source, in order, and is the character that stands there."""
    end_before = 0
    for block in page.blocks:
        assert block.start == end_before
        assert page.text[block.end] == "\n"
        end_before = block.end + 1
        assert 0 <= block.source_start <= block.source_end <= len(page.source)
        text = page.text_of(block)
        assert text == text.strip()
        assert "  " not in text
        last = block.source_start
        for at in range(block.start, block.end):
            start, end = page.place(at, at + 1)
            assert last <= start <= end <= block.source_end, (text, page.text[at])
            last = start
            if end - start == 1 and page.text[at] not in (" ", OPAQUE):
                assert page.source[start] == page.text[at]
        for first in range(block.start, min(block.end, block.start + 8)):
            for stop in range(first + 1, min(block.end, first + 8) + 1):
                assert page.place(first, stop) == (page.place(first, first + 1)[0], page.place(stop - 1, stop)[1])
    for mark in page.marks:
        assert 0 <= mark.start < mark.end <= len(page.text)
        assert "\n" not in page.text[mark.start : mark.end]
    for comment in page.comments:
        assert page.source[comment.start : comment.end].startswith("<!--")
