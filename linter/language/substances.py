"""What a quantity is an amount of: a medicine that the page names, or what stands beside it."""

from __future__ import annotations

from bisect import bisect_left
from functools import cached_property
from operator import attrgetter
from typing import TYPE_CHECKING

from linter.language import clauses, surroundings
from linter.language import statement_patterns as said
from linter.page import Kind

if TYPE_CHECKING:
    from linter.language.qualifiers import Tables
    from linter.language.quantities import Quantity
    from linter.page import Page
    from linter.search.hits import Hit


class OfSubstance:
    """A quantity with what it is of. The parameters are those of a statement, which is one."""

    def __init__(self, page: Page, quantity: Quantity, own: list[Quantity], tables: Tables, medicines: list[Hit]) -> None:
        self.quantity = quantity
        self.sentence = page.sentence_at(quantity.start)
        self._page = page
        self._tables = tables
        self._medicines = medicines
        self._spans = sorted((q.start, q.end) for q in own)

    @cached_property
    def medicines(self) -> frozenset[str]:
        """The medicines that the sentence names, or else its item, its row or column of a table, or the heading over it."""
        page, number, sentence = self._page, self.quantity.block, self._page.sentences[self.sentence]
        within = [(sentence.start, sentence.end)]
        if page.blocks[number].kind is Kind.ITEM:  # Ibuprofen: 5 mL. No more than 4 doses.
            within.append((page.blocks[number].start, sentence.start))
        if (row := surroundings.row(page, number)) is not None:
            within.append((page.blocks[row[0]].start, page.blocks[row[-1]].end))
        if (head := surroundings.column_head_block(page, number)) is not None:
            within.append((page.blocks[head].start, page.blocks[head].end))
        if (heading := surroundings.heading_block(page, number)) is not None:
            within.append((page.blocks[heading].start, page.blocks[heading].end))
        found = next((hits for start, end in within if (hits := self._named(start, end))), [])
        return frozenset(page.lower[hit.start : hit.end] for hit in found)

    @cached_property
    def medicine(self) -> str:
        """The medicine that the quantity is of: the last that the sentence names before it, or else the first after it, or the
        only one that its row, its heading or the sentence before names; "" where none is."""
        page, sentence = self._page, self._page.sentences[self.sentence]
        before, after = self._named(sentence.start, self.quantity.start), self._named(self.quantity.end, sentence.end)
        if nearest := before[-1:] or after[:1]:
            return page.lower[nearest[0].start : nearest[0].end]
        named = self.medicines
        if not named and (earlier := page.sentence_beside(self.quantity.start, -1)) is not None:
            named = frozenset(page.lower[hit.start : hit.end] for hit in self._named(earlier.start, earlier.end))
        return next(iter(named)) if len(named) == 1 else ""

    @cached_property
    def substance(self) -> str:
        """What it is said to be an amount of, by its stem: `200 mg of magnesium`; no form, such as syrup or tablets."""
        match = said.OF_SUBSTANCE.match(self._page.lower, self._spans[-1][1])
        return self._no_form(match[1]) if match else ""

    @cached_property
    def row_substance(self) -> str:
        """What the row of a table begins with, by its stem: `Magnesium (as citrate)`."""
        match = said.FIRST_WORD.match(surroundings.row_head(self._page, self.quantity.block))
        return self._no_form(match[1]) if match else ""

    def _no_form(self, word: str) -> str:
        stem = clauses.stem(word)
        return "" if stem in self._tables.forms else stem

    def _named(self, start: int, end: int) -> list[Hit]:
        """The names of medicines in a stretch of the text."""
        first, last = (bisect_left(self._medicines, place, key=attrgetter("start")) for place in (start, end))
        return self._medicines[first:last]
