"""The page as its reader understood it: blocks of plain text, and the map from that text back to the source.

`Page.text` is the text of all blocks, one block a line; white space inside a block is one space. Checks work on
`Page.folded` (same length: quotes, dashes and spaces folded to ASCII, addresses masked) or on `Page.lower` (the same in
lower case), and give places in it; `Page.place` turns such a place into offsets of the source.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, Literal

import msgspec

from linter import folding
from linter.store.regexes import regex

if TYPE_CHECKING:
    from linter.language.quantities import Quantity
    from linter.language.risks import Risk
    from linter.language.sentences import Sentence
    from linter.language.words import Spans

OPAQUE = "\ufffc"
"""Stands in the text for what is not prose: code, an image without words, a template directive."""


class Kind(StrEnum):
    """What a block is on the page."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    CELL = "cell"
    CAPTION = "caption"
    TERM = "term"  # <dt>, or the title of a Markdown definition list
    MEANING = "meaning"  # <dd>
    LABEL = "label"  # alt, aria-label: read aloud, not seen
    CODE = "code"  # <pre>, fenced code, embedded media: something stands here, none of it prose


PROSE = frozenset({Kind.HEADING, Kind.PARAGRAPH, Kind.ITEM, Kind.CELL, Kind.CAPTION, Kind.TERM, Kind.MEANING})

# A footnote that speaks to the reader, and what one that names a source has.
_SPEAKS = regex(
    r"\b(?:are|can|do|does|has|have|is|it|our|they|this|we|will|you|your)\b"
    r"|^(?:ask|call|drink|eat|give|keep|put|rest|ring|stop|take|use|wash|wear) "
)
_CITES = regex(
    r"\b(?:19|20)\d\d\b|\bhttps?:|\bwww\.|\bdoi\b|\bet al\b|\bisbn\b|\b(?:accessed|published|retrieved|source|updated)\b"
)
# “Where these figures come from”, “What this leaflet is based on”
_WHENCE = regex(
    r"where (?:all )?(?:the|these|this|our|we (?:find|found|get|got)(?: all)?(?: our| the| these| this)?) (?:\w+ ){0,2}?"
    r"(?:advice|data|evidence|facts|figures|information|numbers)(?: on this page)?(?: all)?(?: (?:comes?|came|is|was) from)?"
    r"|what (?:this|our|the) \w+ (?:is|are|was) based on|what we (?:read|relied on|used)"
    r"|(?:list of |main |our |the )*(?:references|sources)(?: (?:and (?:further reading|links|notes|references|sources)"
    r"|for this \w+|of evidence|(?:that )?we(?: have)? used|used))?"
)
_LEAD = 40  # characters of a line that may say what the list after it holds
_REFERENCE_HEADINGS = frozenset(
    {
        "bibliography", "citations", "evidence", "further reading", "reference", "reference list", "source", "works cited",
    }
)  # fmt: skip


class Block(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One block. `start` and `end` are offsets into `Page.text`, `source_start` and `source_end` into the source.

    `level` is a heading's level (1 to 6) or a list item's depth (1 is the outermost). `group` numbers the list or table a
    block belongs to, 0 for none. `row` and `column` count from 0 in a table; `header` says the cell heads its row or column.
    An item that holds several paragraphs gives one ITEM and then PARAGRAPHs with the same `group`.
    """

    kind: Kind
    start: int
    end: int
    source_start: int
    source_end: int
    level: int = 0
    group: int = 0
    ordered: bool = False
    row: int = 0
    column: int = 0
    header: bool = False
    quoted: bool = False  # inside a block quotation
    lang: str = ""  # where it differs from the page's language
    note: str = ""  # the label of the footnote this block belongs to


class Mark(msgspec.Struct, frozen=True, gc=False):
    """Something that inline markup says of a stretch of text. Places are offsets into `Page.text`.

    Kinds and values: link (address), link-label (aria-label that replaces the link's words), abbr (title), dfn (title or ""),
    note (label of a footnote reference), sup (""), strong (""), code (""), image (address), lang (another than the page's).
    """

    kind: str
    start: int
    end: int
    value: str = ""


class Comment(msgspec.Struct, frozen=True, gc=False):
    """An HTML comment: its words, trimmed, and its place in the source."""

    text: str
    start: int
    end: int


class Section(msgspec.Struct, frozen=True, gc=False):
    """A heading and what stands under it up to the next heading of any level. Blocks are counted as in `Page.blocks`."""

    heading: int | None
    level: int
    first: int  # first block of the body
    last: int  # one past the last


class Page:
    """One source file, read. Nothing here knows a rule. Derived parts are computed once, when first asked for."""

    def __init__(
        self,
        *,
        path: str,
        source: str,
        format: str,
        text: str,
        blocks: list[Block],
        marks: list[Mark],
        comments: list[Comment],
        segments: tuple[list[int], list[int], list[int]],
        meta: dict[str, str] | None = None,
        lang: str = "",
        title: str = "",
    ) -> None:
        self.path = path
        self.source = source
        self.format = format
        self.text = text
        self.blocks = blocks
        self.marks = marks
        self.comments = comments
        self.meta = meta or {}  # <meta name=… content=…> of an HTML page
        self.lang = lang
        self.title = title  # what the format itself calls the title: <title>; else ""
        self.body_end = len(blocks)  # blocks after it, as the footers of a Word document, stand under no heading
        self.locale = ""  # of its readers, who write numbers in their own way; set with the page
        self._text_starts, self._source_starts, self._source_lengths = segments

    # -- places ---------------------------------------------------------------------------

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Source offsets of `text[start:end]`, which stands within one block and is not empty."""
        i = bisect_right(self._text_starts, start) - 1
        length = self._source_lengths[i]
        source_start = self._source_starts[i] + (start - self._text_starts[i] if length < 0 else 0)
        j = bisect_right(self._text_starts, end - 1) - 1
        length = self._source_lengths[j]
        source_end = self._source_starts[j] + (end - self._text_starts[j] if length < 0 else length)
        return source_start, source_end

    def stretches(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The stretches of the text that `source[start:end]` gave, each a piece of one block, in the order of the source.

        None where that part of the source is no text: a comment, front matter, markup.
        """
        starts, order = self._by_source
        for i in order[max(bisect_right(starts, start) - 1, 0) : bisect_left(starts, end)]:
            first, length = self._text_starts[i], self._source_lengths[i]
            last = self._text_starts[i + 1] if i + 1 < len(self._text_starts) else len(self.text)
            from_start, to_end = start - self._source_starts[i], end - self._source_starts[i]
            if length < 0:  # character by character
                first, last = first + max(from_start, 0), min(first + to_end, last)
            elif from_start >= length:
                continue
            if first < last:
                yield first, last

    @cached_property
    def _by_source(self) -> tuple[list[int], list[int]]:
        """The pieces of the text in the order of the source (labels stand elsewhere in the text): where, and which."""
        order = sorted(range(len(self._source_starts)), key=lambda i: self._source_starts[i])
        return [self._source_starts[i] for i in order], order

    @cached_property
    def has_tables(self) -> bool:
        """Whether the page holds a cell of a table."""
        return any(block.kind is Kind.CELL for block in self.blocks)

    def line_span(self, line: int) -> tuple[int, int]:
        """Source offsets of a line (1-based; the last for one that is not there), without white space at its end."""
        start = self.line_starts[min(line, len(self.line_starts)) - 1]
        end = self.source.find("\n", start)
        return start, start + len(self.source[start : len(self.source) if end < 0 else end].rstrip())

    def line_column(self, offset: int) -> tuple[int, int]:
        """1-based line and column (in code points) of an offset into the source."""
        line = bisect_right(self.line_starts, offset)
        return line, offset - self.line_starts[line - 1] + 1

    @cached_property
    def first_heading(self) -> Block | None:
        return next((block for block in self.blocks if block.kind is Kind.HEADING), None)

    @cached_property
    def line_starts(self) -> list[int]:
        starts, at = [0], self.source.find("\n")
        while at >= 0:
            starts.append(at + 1)
            at = self.source.find("\n", at + 1)
        return starts

    def block_at(self, position: int) -> int:
        """Index of the block that holds a place of the text."""
        return bisect_right(self._block_starts, position) - 1

    @cached_property
    def _block_starts(self) -> list[int]:
        return [block.start for block in self.blocks]

    def text_of(self, block: Block) -> str:
        return self.text[block.start : block.end]

    # -- text as checks see it -------------------------------------------------------------

    @cached_property
    def folded(self) -> str:
        return folding.fold(self.text)

    @cached_property
    def lower(self) -> str:
        return folding.lower(self.folded)

    # -- parts ----------------------------------------------------------------------------

    @cached_property
    def sections(self) -> list[Section]:
        sections: list[Section] = []
        heading: int | None = None
        level = first = 0
        for i, block in enumerate(self.blocks):
            if block.kind is Kind.HEADING:
                if heading is not None or i > first:
                    sections.append(Section(heading, level, first, i))
                heading, level, first = i, block.level, i + 1
        if self.blocks:
            sections.append(Section(heading, level, first, len(self.blocks)))
        return sections

    @cached_property
    def references(self) -> frozenset[int]:
        """Indices of the blocks that list sources: under a heading such as Sources, or beginning so, and footnotes that do."""
        listed = {i for i, block in enumerate(self.blocks) if block.note and not self._speaks(block)}
        for section in self.sections:
            if section.heading is not None and self._names_references(self.text_of(self.blocks[section.heading])):
                listed.update(range(section.first, section.last))
        for i, block in enumerate(self.blocks):
            lead, colon, _ = self.text[block.start : min(block.end, block.start + _LEAD)].partition(":")
            is_lead = colon or block.end - block.start <= _LEAD  # a line that says “Sources”
            if is_lead and block.kind in (Kind.PARAGRAPH, Kind.ITEM) and self._names_references(lead):
                listed.add(i)
                listed.update(self._list_after(i))
        return frozenset(listed)

    def _speaks(self, block: Block) -> bool:
        """Whether a footnote says something to the reader, and names no source."""
        text = self.lower[block.start : block.end]
        return bool(_SPEAKS.search(text)) and not _CITES.search(text)

    @staticmethod
    def _names_references(text: str) -> bool:
        said = text.strip(" :?0123456789.").lower()
        return said in _REFERENCE_HEADINGS or bool(_WHENCE.fullmatch(said))

    def _list_after(self, index: int) -> range:
        end = index + 1
        while end < len(self.blocks) and self.blocks[end].kind is Kind.ITEM:
            end += 1
        return range(index + 1, end)

    @cached_property
    def _words(self) -> tuple[Spans, list[str]]:
        from linter.language import words

        return words.read(self.folded)

    @cached_property
    def words(self) -> Spans:
        """Places of the words in `folded`, in order."""
        return self._words[0]

    @cached_property
    def tokens(self) -> list[str]:
        """The words as `folded` has them, in order."""
        return self._words[1]

    @cached_property
    def in_lower_case(self) -> dict[str, str]:
        """Every different word of the page, and the same in lower case."""
        return {token: folding.lower(token) for token in dict.fromkeys(self.tokens)}

    @cached_property
    def lower_tokens(self) -> list[str]:
        """The words in lower case, in order."""
        return list(map(self.in_lower_case.__getitem__, self.tokens))

    @cached_property
    def lower_words(self) -> frozenset[str]:
        """The words that the page writes in lower case."""
        return frozenset(filter(str.islower, self.in_lower_case))

    @cached_property
    def sentences(self) -> list[Sentence]:
        """The sentences of every block, in order; never across blocks."""
        from linter.language import sentences

        return sentences.split(self)

    def sentence_at(self, position: int) -> int:
        """Index of the sentence that holds a place of the text."""
        return max(bisect_right(self._sentence_starts, position) - 1, 0)

    def sentence_beside(self, position: int, step: Literal[-1, 1]) -> Sentence | None:
        """The sentence before (-1) or after (1) the one that holds a place, where it stands in the same block."""
        at = self.sentence_at(position)
        beside = self.sentences[at + step] if 0 <= at + step < len(self.sentences) else None
        return beside if beside is not None and beside.block == self.sentences[at].block else None

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [sentence.start for sentence in self.sentences]

    @cached_property
    def quantities(self) -> list[Quantity]:
        """Measurements on the page, in order."""
        from linter.language import quantities

        return quantities.find(self)

    @cached_property
    def column_quantities(self) -> list[Quantity]:
        """Measurements whose numbers stand in cells and whose unit is named in the head of the column, in order."""
        from linter.language import column_units

        return list(column_units.find(self))

    @cached_property
    def spans(self) -> list[Quantity]:
        """How long, in words that no unit measures, in order: a month, a fortnight."""
        from linter.language import counts

        return list(counts.spans(self))

    @cached_property
    def column_heads(self) -> dict[tuple[int, int], int]:
        """The cells of each table's first row, by the table's group and their column; of two rows of heads, the lower."""
        heads = ((number, block) for number, block in enumerate(self.blocks) if block.row == 0 and block.group)
        return {(block.group, block.column): number for number, block in heads if block.kind in (Kind.CELL, Kind.CAPTION)}

    @cached_property
    def risks(self) -> list[Risk]:
        """Chances that the page states, in order."""
        from linter.language import risks

        return risks.find(self)

    def marks_in(self, start: int, end: int, *kinds: str) -> Iterator[Mark]:
        """Marks of these kinds that touch a stretch of the text within one block."""
        first = bisect_left(self._mark_starts, self.blocks[self.block_at(start)].start)  # no mark reaches over blocks
        last = bisect_left(self._mark_starts, end)
        for mark in self.marks[first:last]:
            if mark.kind in kinds and start < mark.end:
                yield mark

    def is_foreign(self, start: int, end: int) -> bool:
        """Whether a stretch of the text is in another language than the page: its block is, or words of it that hold it all."""
        if self.blocks[self.block_at(start)].lang:
            return True
        at = bisect_right(self._foreign, (start, len(self.text))) - 1
        return at >= 0 and end <= self._foreign[at][1]

    @cached_property
    def _foreign(self) -> list[tuple[int, int]]:
        return [(mark.start, mark.end) for mark in self.marks if mark.kind == "lang"]  # one never stands in another

    @cached_property
    def _mark_starts(self) -> list[int]:
        return [mark.start for mark in self.marks]
