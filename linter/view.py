"""A page as people see it: its blocks in order, where the findings stand in them, and how hard each section is.

For reports that show the page itself. Made only when one is asked for.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

import msgspec

from linter.findings import Finding
from linter.page import OPAQUE, Block, Page

if TYPE_CHECKING:
    from linter.language.grade import Grade
    from linter.selection import Choice

TARGET = "readability/document-grade"  # the rule whose limit is the grade that a page should have
_SOURCE_SHOWN = 60  # characters of code or markup that stand for what is not prose


class Section(msgspec.Struct, frozen=True):
    """How hard one section is to read, measured on so many words."""

    heading: str
    line: int
    grade: float
    words: int


class Piece(msgspec.Struct, frozen=True, gc=False):
    """A stretch of a block that the same findings touch; `ends` are those of them that end here.

    Where it is no prose, its text stands in for it: code as the source has it, `[image]`.
    """

    text: str
    findings: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()
    is_prose: bool = True


class Shown(msgspec.Struct, frozen=True, kw_only=True):
    """One block. Findings are numbered as in the report; `around` are those about all of the block, `first` begin here."""

    kind: str
    level: int
    group: int
    row: int
    header: bool
    quoted: bool
    lang: str
    pieces: tuple[Piece, ...]
    around: tuple[int, ...]
    first: tuple[int, ...]


class View(msgspec.Struct, frozen=True, kw_only=True):
    """A page. `apart` are the findings that no block holds: about the page as a whole, or in a comment or front matter."""

    blocks: tuple[Shown, ...] = ()
    apart: tuple[int, ...] = ()
    sections: tuple[Section, ...] = ()
    is_rough: bool = False  # too short for its grade to mean much
    target: float | None = None  # the grade to aim for; None where the rule for it is off


def of(page: Page, findings: Sequence[Finding], grade: Grade, running: Sequence[Choice]) -> View:
    """The view of a page with these findings, under the rules that ran on it."""
    places: dict[int, dict[int, tuple[int, int]]] = {}  # block: finding: place in the text
    first: dict[int, list[int]] = {}
    apart = []
    for number, finding in enumerate(findings):
        touched = _touched(page, finding)
        if touched:
            first.setdefault(next(iter(touched)), []).append(number)
        else:
            apart.append(number)
        for block, place in touched.items():
            places.setdefault(block, {})[number] = place
    return View(
        blocks=tuple(_shown(page, block, places.get(i, {}), tuple(first.get(i, ()))) for i, block in enumerate(page.blocks)),
        apart=tuple(apart),
        sections=tuple(Section(one.heading, one.line, one.grade, one.words) for one in grade.sections),
        is_rough=grade.confidence == "low",
        target=next((float(choice.rule.params.limit) for choice in running if choice.rule.id == TARGET), None),
    )


def _touched(page: Page, finding: Finding) -> dict[int, tuple[int, int]]:
    """The blocks that a finding touches, in the order of the source, each with the place it touches."""
    touched: dict[int, tuple[int, int]] = {}
    for start, end in page.stretches(finding.start, finding.end) if finding.text else ():
        index = page.block_at(start)
        block = page.blocks[index]
        start, end = max(start, block.start), min(end, block.end)
        if start < end:
            before = touched.get(index, (start, end))
            touched[index] = min(start, before[0]), max(end, before[1])
    return touched


def _shown(page: Page, block: Block, places: dict[int, tuple[int, int]], first: tuple[int, ...]) -> Shown:
    around = tuple(number for number, place in places.items() if place == (block.start, block.end))
    inside = {number: place for number, place in places.items() if number not in around}
    return Shown(
        kind=block.kind.value,
        level=block.level,
        group=block.group,
        row=block.row,
        header=block.header,
        quoted=block.quoted,
        lang=block.lang,
        pieces=tuple(_pieces(page, block, inside)),
        around=around,
        first=first,
    )


def _pieces(page: Page, block: Block, inside: dict[int, tuple[int, int]]) -> Iterator[Piece]:
    edges = {block.start, block.end, *(edge for place in inside.values() for edge in place)}
    at = page.text.find(OPAQUE, block.start, block.end)
    while at >= 0:
        edges |= {at, at + 1}
        at = page.text.find(OPAQUE, at + 1, block.end)
    ordered = sorted(edges)
    for start, end in pairwise(ordered):
        text = page.text[start:end]
        is_prose = text != OPAQUE
        if not is_prose:
            text = _stand_in(page.source[slice(*page.place(start, end))])
        touching = {number: place[1] for number, place in inside.items() if place[0] <= start and end <= place[1]}
        yield Piece(text, tuple(touching), tuple(number for number, last in touching.items() if last == end), is_prose)


def _stand_in(source: str) -> str:
    """What to show of something that is no prose."""
    if source.startswith(("<", "![")):
        return "[image]" if source[1:4].lower() in ("img", "svg", "pic") or source[0] == "!" else "[media]"
    return source if len(source) <= _SOURCE_SHOWN else source[:_SOURCE_SHOWN] + "…"
