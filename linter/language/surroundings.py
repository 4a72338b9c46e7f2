"""What stands over a place and lends it meaning: the heading, the line before a list, the heads of a table's row and column."""

from __future__ import annotations

import sys
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import TYPE_CHECKING

from linter.page import PROSE, Kind
from linter.store.regexes import regex

if TYPE_CHECKING:
    from linter.page import Page

_FAR = 40  # blocks: how far before a place what stands over it is looked for
_WIDE = 20  # cells on either side that say what a cell is about
_LONG = 300  # characters of a block that are looked at
_SAYS_WHAT = regex(
    r", (?:call|do|don't|go|it|ring|see|stop|take|tell|that|the|there|they|this|use|we|you|your)\b"
    r"|\b(?:ask|call|do not|don't|please|see|should|stop|take|tell|use|will)\b"
)
_SHORT = 9  # words of a line that stands for a heading


def heading_block(page: Page, block: int) -> int | None:
    """The number of the heading over a block."""
    index = bisect_right(page.sections, block, key=lambda section: section.first) - 1
    return page.sections[index].heading if index >= 0 else None


def heading(page: Page, block: int) -> str:
    """The heading over a block, in lower case; "" where there is none."""
    number = heading_block(page, block)
    return _text(page, number) if number is not None else ""


def titles(page: Page, block: int) -> str:
    """The heading over a block; after ` . ` what stands for one: a short line, `How to use it`; a case, `If you vomit`."""
    line = _line_over(page, block)
    return heading(page, block) if line is None else f"{heading(page, block)} . {_text(page, line)}"


def path(page: Page, block: int) -> tuple[int, ...]:
    """All that stands over a block, by number, the widest first: headings, a line that stands for one, a meaning's term."""
    over: list[int] = []
    level = sys.maxsize
    index = bisect_right(page.sections, block, key=lambda section: section.first) - 1
    while index >= 0 and level > 1:
        section = page.sections[index]
        if section.heading is not None and section.level < level:
            over.insert(0, section.heading)
            level = section.level
        index -= 1
    term = block
    while page.blocks[term].kind is Kind.MEANING and term:
        term -= 1
    below = _line_over(page, block), term if page.blocks[term].kind is Kind.TERM and term != block else None
    return (*over, *(number for number in below if number is not None))


def _line_over(page: Page, block: int) -> int | None:
    """What stands for a heading over a block, below the heading: a short line, or a case."""
    for i in range(block - 1, max(block - _FAR, -1), -1):
        other = page.blocks[i]
        if other.kind is Kind.HEADING:
            break
        if other.kind is Kind.PARAGRAPH:
            text = _text(page, i)
            is_line = text.count(" ") < _SHORT and not text.rstrip().endswith((".", ":", ";", ","))
            if is_line or (text.startswith("if ") and not _SAYS_WHAT.search(text)):
                return i
    return None


def lead_in(page: Page, block: int) -> str:
    """The paragraph before a list, `Take it like this:`, in lower case; "" for what is no list item."""
    number = lead_in_block(page, block)
    return _text(page, number) if number is not None else ""


def lead_in_block(page: Page, block: int) -> int | None:
    """The number of the paragraph before a list; None for what is no list item."""
    own = page.blocks[block]
    if own.kind is not Kind.ITEM:
        return None
    for i in range(block - 1, max(block - _FAR, -1), -1):
        other = page.blocks[i]
        if other.kind is not Kind.ITEM or other.group != own.group:
            return i if other.kind is Kind.PARAGRAPH else None
    return None


def column_head(page: Page, block: int) -> str:
    """The head of a cell's column, in lower case; "" for a head itself and for what is no cell."""
    number = column_head_block(page, block)
    return _text(page, number) if number is not None else ""


def column_head_block(page: Page, block: int) -> int | None:
    """The number of the head of a cell's column; None for a head itself and for what is no cell."""
    own = page.blocks[block]
    if own.kind is not Kind.CELL or own.row == 0:
        return None
    return page.column_heads.get((own.group, own.column))


def _first_cell(page: Page, block: int) -> int:
    """The first block of a cell's table. The cells stand together, so that it can be found by halving."""
    group = page.blocks[block].group
    return bisect_left(range(block), True, key=lambda i: page.blocks[i].group == group)


def over_table(page: Page, block: int) -> int | None:
    """The block that says what a cell's table is of: its caption, or the paragraph before it that ends with a colon."""
    first = _first_cell(page, block)
    number = first if page.blocks[first].kind is Kind.CAPTION else max(first - 1, 0)
    over = page.blocks[number]
    is_over = over.kind is Kind.CAPTION or (over.kind is Kind.PARAGRAPH and page.text.startswith(":", over.end - 1))
    return number if is_over else None


def row(page: Page, block: int) -> range | None:
    """The cells of a cell's row, by their blocks; None for what is no cell."""
    own = page.blocks[block]
    if own.kind is not Kind.CELL:
        return None
    first, last = block, block + 1
    while first > 0 and (page.blocks[first - 1].group, page.blocks[first - 1].row) == (own.group, own.row):
        first -= 1
    while last < len(page.blocks) and (page.blocks[last].group, page.blocks[last].row) == (own.group, own.row):
        last += 1
    return range(first, last)


def row_head(page: Page, block: int) -> str:
    """The first cell of a cell's row, in lower case; "" for that cell itself and for what is no cell."""
    cells = row(page, block)
    return _text(page, cells[0]) if cells and cells[0] < block else ""


def heads(page: Page, block: int) -> str:
    """The heads of a cell's column and row, in lower case."""
    return f"{column_head(page, block)} . {row_head(page, block)}"


def row_rest(page: Page, block: int) -> str:
    """What stands beside the first cell of a row, in lower case: `2 hours | Nothing to drink`; "" for any other cell."""
    own = page.blocks[block]
    return "" if own.column or not own.row else " . ".join(row_others(page, block))


def row_others(page: Page, block: int) -> list[str]:
    """The other cells of a cell's row, in lower case."""
    return [_text(page, i) for i in row(page, block) or () if i != block]


def before(page: Page, block: int) -> Iterator[int]:
    """The blocks that say what the “it” and “them” of a block are, by number: its heading, and the block before it.

    For an item, the line before its list: items are cases of their own. For a cell, its row and the head of its column.
    """
    own = page.blocks[block]
    if own.kind is Kind.CELL:
        near = range(max(block - _WIDE, 0), min(block + _WIDE + 1, len(page.blocks)))
        yield from (i for i in near if i != block and (page.blocks[i].group, page.blocks[i].row) == (own.group, own.row))
        nearest = column_head_block(page, block)
    elif own.kind is Kind.ITEM:
        nearest = lead_in_block(page, block)
    else:
        nearest = block - 1 if block and page.blocks[block - 1].kind in PROSE - {Kind.CELL} else None
    if nearest is not None:
        yield nearest
    over = heading_block(page, block)
    if over is not None and over < block:
        yield over


def sentence(page: Page, at: int, block: int) -> str:
    """A sentence, in lower case, if it is one of a block; else ""."""
    if not 0 <= at < len(page.sentences) or page.sentences[at].block != block:
        return ""
    start = page.sentences[at].start
    return page.lower[start : min(page.sentences[at].end, start + _LONG)]


def _text(page: Page, block: int) -> str:
    return page.lower[page.blocks[block].start : min(page.blocks[block].end, page.blocks[block].start + _LONG)]
