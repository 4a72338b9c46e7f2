"""Which tables of an HTML page only lay it out: newsletters and pages of old systems stand in tables as others in columns.

A table that says what it is (`role`, heading cells, a caption, a head, a border) is believed. Of others, what their cells hold
tells: a heading with its text, another table, or paragraphs in most of them, make no table that is read by row and column.
A list or two paragraphs in one cell of many do not count, for such cells stand in tables of data too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from linter.readers.html_context import BLOCKS, CELLS, HEADINGS, LISTS
from linter.readers.html_tokens import END, START, TEXT, Token, value

_FEWEST_WORDS = 12  # of a cell that is prose


class _Cell:
    __slots__ = ("breaks", "has_heading", "has_list", "has_section", "has_table", "is_new", "names", "pieces", "row", "words")

    def __init__(self, row: int, *, names: bool) -> None:
        self.row = row
        self.names = names  # <th>
        self.words = 0
        self.pieces = 0  # stretches of text that blocks or empty lines part
        self.is_new = True  # what comes is another piece
        self.breaks = 0  # <br> since the last word
        self.has_heading = self.has_section = self.has_list = self.has_table = False

    @property
    def is_filled(self) -> bool:
        return self.words > 0 or self.has_table

    @property
    def is_prose(self) -> bool:
        return (self.pieces > 1 or self.has_list) and self.words >= _FEWEST_WORDS

    @property
    def is_part_of_page(self) -> bool:
        return self.has_table or self.has_section

    def add(self, words: int) -> None:
        if words:
            self.words += words
            self.pieces += self.is_new
            self.is_new, self.breaks = False, 0

    def line_break(self) -> None:
        self.breaks += 1
        self.is_new |= self.breaks > 1


class _Table:
    __slots__ = ("cell", "cells", "has_border", "has_spans", "in_heading", "row", "says", "start")

    def __init__(self, source: str, token: Token) -> None:
        self.start = token.start
        role = value(source, token.attribute("role")).strip().lower()
        self.says: bool | None = role in ("presentation", "none") if role else None  # whether it is for layout
        self.has_border = value(source, token.attribute("border")).strip() not in ("", "0", "0px", "none")
        self.has_spans = False  # over rows
        self.in_heading = False
        self.row = 0
        self.cells: list[_Cell] = []
        self.cell: _Cell | None = None

    def open_cell(self, source: str, token: Token) -> None:
        self.cell = _Cell(self.row, names=token.name == "th")
        self.cells.append(self.cell)
        self.in_heading = False
        if token.attributes:
            self.has_spans |= value(source, token.attribute("rowspan")).strip() not in ("", "1")
            if token.attribute("scope") or token.attribute("headers"):
                self.data()

    def data(self) -> None:
        self.says = self.says or False

    def is_for_layout(self) -> bool:
        if self.says is not None:
            return self.says
        cells = [cell for cell in self.cells if cell.is_filled]
        if any(cell.names and not cell.is_prose and not cell.is_part_of_page for cell in cells):
            return False
        if self.has_border and len(cells) > 1:
            return False
        if any(cell.is_part_of_page for cell in cells):
            return True
        rows = Counter(cell.row for cell in cells)
        if all(count == 1 for count in rows.values()):
            return any(cell.words >= _FEWEST_WORDS for cell in cells)
        if len(rows) == 1:
            return all(cell.is_prose for cell in cells)
        if not self.has_spans and any(cell.is_prose and rows[cell.row] == 1 for cell in cells):
            return True
        return 2 * sum(cell.is_prose for cell in cells) > len(cells)


def find(source: str, found: Iterable[Token]) -> frozenset[int]:
    """Where the tags of those tables begin; `found` are the tokens of a page."""
    if "<table" not in source.lower():
        return frozenset()
    layouts: set[int] = set()
    tables: list[_Table] = []

    def close() -> None:
        table = tables.pop()
        if table.is_for_layout():
            layouts.add(table.start)

    for token in found:
        name = token.name
        if name == "table":
            if token.kind is START:
                if tables and (around := tables[-1].cell):
                    around.has_table = True
                tables.append(_Table(source, token))
            elif token.kind is END and tables:
                close()
        elif tables:
            _read(source, token, tables[-1])
    while tables:
        close()
    return frozenset(layouts)


def _read(source: str, token: Token, table: _Table) -> None:
    name, kind, cell = token.name, token.kind, table.cell
    if kind is TEXT:
        if cell is not None and (words := len(source[token.start : token.end].split())):
            cell.has_section |= cell.has_heading and not table.in_heading
            cell.add(words)
    elif kind is START and name == "tr":
        table.row += 1
        table.cell = None
    elif kind is START and name in CELLS:
        table.open_cell(source, token)
    elif kind is START and name in ("caption", "thead"):
        table.data()
    elif kind is END and name in CELLS:
        table.cell = None
    elif cell is not None:
        if name == "br":
            cell.line_break()
        elif name in HEADINGS:
            table.in_heading = kind is START
            cell.has_heading = cell.is_new = True
        elif name in BLOCKS:
            cell.is_new = True
            cell.has_list |= name in LISTS
