"""Places in a Word document, as its writer finds them: which paragraph, under which headings."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator

import msgspec

from linter.findings import Finding, Location
from linter.page import Kind, Page


def located(findings: Iterable[Finding], page: Page) -> list[Finding]:
    """The findings of a page, with their place in the document where it is a Word document; else as they are.

    Edits are to the text that was read out of the document and cannot be made in the file: the suggestion says what to write.
    """
    if page.format != "docx" or not page.blocks:
        return list(findings)
    starts = [block.source_start for block in page.blocks]
    paths = list(_heading_paths(page))
    placed = []
    for one in findings:
        number = max(bisect_right(starts, one.start) - 1, 0)
        placed.append(msgspec.structs.replace(one, location=Location(number + 1, paths[number]), fix=None))
    return placed


def _heading_paths(page: Page) -> Iterator[tuple[str, ...]]:
    """For every block the headings above it, the outermost first; none for notes and footers."""
    above: list[tuple[int, str]] = []
    path: tuple[str, ...] = ()
    for number, block in enumerate(page.blocks):
        if number >= page.body_end:
            yield ()
        elif block.kind is Kind.HEADING:
            while above and above[-1][0] >= block.level:
                above.pop()
            yield tuple(text for _, text in above)
            above.append((block.level, page.text_of(block)))
            path = tuple(text for _, text in above)
        else:
            yield path


def words(location: Location) -> str:
    """A location as people read it: “paragraph 12, under ‘Before your operation’”."""
    said = f"paragraph {location.paragraph}"
    return f"{said}, under ‘{location.heading_path[-1]}’" if location.heading_path else said
