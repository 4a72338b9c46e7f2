"""A finding in the making: what guards, weight and a parser still may change; and where in the source it stands."""

from __future__ import annotations

import msgspec

from linter.checks import Candidate
from linter.findings import Severity
from linter.page import Kind, Page
from linter.selection import Choice


class Draft(msgspec.Struct, kw_only=True):
    """Its rule, its weight, and the candidates that share its root cause, the first of them first."""

    choice: Choice
    severity: Severity
    places: list[Candidate]

    @property
    def first(self) -> Candidate:
        return self.places[0]


def span(candidate: Candidate, page: Page) -> tuple[int, int, str]:
    """Source offsets of a candidate and the source between them; one of a whole page has its line's, or those of the first
    heading and no text.
    """
    if candidate.start is None or candidate.end is None:
        if candidate.line:
            start, end = page.line_span(candidate.line)
            return start, end, page.source[start:end]
        filled = [block for block in page.blocks if block.end > block.start]
        shown = next((block for block in filled if block.kind is Kind.HEADING), filled[0] if filled else None)
        return (*page.place(shown.start, shown.end), "") if shown else (0, 0, "")
    start, end = page.place(candidate.start, candidate.end)
    return start, end, page.source[start:end]
