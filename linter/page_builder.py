"""Builds a Page, piece by piece, with the map from its text back to the source. Readers write into this."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import Any

import msgspec

from linter import folding
from linter.page import OPAQUE, Block, Comment, Kind, Mark, Page

_MOST_SPOKEN = 200  # characters of a link: what says so much is not vague


def _parted(mark: Mark, starts: list[int]) -> Iterator[Mark]:
    """A mark on each of the lines that it reaches over."""
    begin = mark.start
    for start in starts[bisect_right(starts, begin) : bisect_right(starts, mark.end)]:
        if begin < start:
            if begin < start - 1:
                yield Mark(mark.kind, begin, start - 1, mark.value)
            begin = start
    if begin < mark.end:
        yield Mark(mark.kind, begin, mark.end, mark.value)


class PageBuilder:
    """What readers write into: blocks are opened, filled with pieces of the source and closed, one at a time.

    Text is given with its place in the source. White space is collapsed to one space inside a block and trimmed at its
    edges; characters that nobody sees (soft hyphens, zero-width spaces, direction marks) are left out of the text.
    """

    def __init__(self, source: str) -> None:
        self.source = source
        self.blocks: list[Block] = []
        self.marks: list[Mark] = []
        self.comments: list[Comment] = []
        self._parts: list[str] = []
        self._length = 0
        self._text_starts: list[int] = []
        self._source_starts: list[int] = []
        self._source_lengths: list[int] = []
        self._open: dict[str, Any] = {}  # what is known of the open block; nothing where none is
        self._own_marks = 0  # how many marks there were when it was opened
        self.block_start = 0  # where in the text the open block begins
        self._space: tuple[int, int] | None = None  # white space seen, not yet written
        self._groups = 0
        self._links: list[tuple[int, int]] = []

    @property
    def is_open(self) -> bool:
        return bool(self._open)

    def new_group(self) -> int:
        """A number for a list or table that no other on the page has."""
        self._groups += 1
        return self._groups

    @property
    def kind(self) -> Kind:
        """What the open block is."""
        kind: Kind = self._open["kind"]
        return kind

    @property
    def own_marks(self) -> list[Mark]:
        """The marks of the open block so far."""
        return self.marks[self._own_marks :]

    @property
    def is_blank(self) -> bool:
        """Whether the open block has no text so far."""
        return self._length == self.block_start

    @property
    def position(self) -> int:
        """Where in the text the next visible character will stand (a mark starts here)."""
        return self._length + (1 if self._space is not None and not self.is_blank else 0)

    def open(self, kind: Kind, source_start: int, **fields: Any) -> None:
        """Start a block; `fields` are those of Block. The block before must be closed."""
        assert not self.is_open, "a block is open"
        self._open = {"kind": kind, "source_start": source_start, **fields}
        self.block_start = self._length
        self._own_marks = len(self.marks)
        self._space = None

    def text(self, string: str, source_start: int) -> None:
        """Add text that stands in the source as it is, from `source_start` on."""
        if not string:
            return
        if string.isprintable() and "  " not in string:  # by far the most common: no white space but single spaces
            self._run(string, source_start)
            return
        for piece, offset, is_space in folding.pieces(string):
            if is_space:
                self.space(source_start + offset, source_start + offset + len(piece))
            else:
                self._run(piece, source_start + offset)

    def _run(self, string: str, source_start: int) -> None:
        if string[0] != " " != string[-1]:  # as most are
            self._flush()
            self._segment(string, source_start, -1)
            return
        stripped = string.lstrip(" ")
        lead = len(string) - len(stripped)
        if lead:
            self.space(source_start, source_start + lead)
        body = stripped.rstrip(" ")
        if body:
            self._flush()
            self._segment(body, source_start + lead, -1)
        if len(body) < len(stripped):
            self.space(source_start + lead + len(body), source_start + len(string))

    def piece(self, string: str, source_start: int, source_end: int) -> None:
        """Add text that the source writes otherwise (an entity, an escaped character), as one indivisible piece."""
        if string.isspace():
            self.space(source_start, source_end)
        elif string and not folding.is_invisible(string):
            self._flush()
            self._segment(string, source_start, source_end - source_start)

    def opaque(self, source_start: int, source_end: int) -> None:
        """Add something that is not prose: one character that no rule reads."""
        self._flush()
        self._segment(OPAQUE, source_start, source_end - source_start)

    def space(self, source_start: int, source_end: int) -> None:
        """Add white space: a line break, an indent."""
        if self._space is None:
            self._space = (source_start, source_end)

    def _flush(self) -> None:
        if self._space is not None:
            if not self.is_blank:
                self._segment(" ", self._space[0], self._space[1] - self._space[0])
            self._space = None

    def _segment(self, string: str, source_start: int, source_length: int) -> None:
        self._text_starts.append(self._length)
        self._source_starts.append(source_start)
        self._source_lengths.append(source_length)
        self._parts.append(string)
        self._length += len(string)

    def mark(self, kind: str, start: int, value: str = "") -> None:
        """Mark the text of the open block from `start` (a `position` taken before) up to here."""
        if self._length > start:
            self.marks.append(Mark(kind, start, self._length, value))

    def one_link(self, start: int) -> None:
        """Say that the marks of links from `start` up to here are one link, over whatever blocks it reaches."""
        self._links.append((start, self._length))

    def comment(self, text: str, source_start: int, source_end: int) -> None:
        self.comments.append(Comment(text.strip(), source_start, source_end))

    def part_lines(self, starts: list[int]) -> None:
        """Make a block of each line of the open one; `starts` are the places in the text where all but the first begin."""
        own = self._own_marks
        self.marks[own:] = [piece for mark in self.marks[own:] for piece in _parted(mark, starts)]
        for start in starts:
            space = bisect_left(self._text_starts, start - 1)
            self._parts[space] = "\n"
            ended, begun = self._source_starts[space : space + 2]
            self.blocks.append(Block(start=self.block_start, end=start - 1, source_end=ended, **self._open))
            self._open["source_start"], self.block_start = begun, start

    def written(self) -> str:
        """The text of the open block so far."""
        size, parts = self._length - self.block_start, []
        for part in reversed(self._parts):
            if size <= 0:
                break
            parts.append(part)
            size -= len(part)
        return "".join(reversed(parts))

    def close(self, source_end: int, *, keep_empty: bool = False) -> None:
        """End the open block. A block without text is dropped unless it is code or `keep_empty` is set."""
        assert self.is_open, "no block is open"
        fields, self._open = self._open, {}
        self._space = None
        if self._length == self.block_start and fields["kind"] is not Kind.CODE and not keep_empty:
            return
        self.blocks.append(Block(start=self.block_start, end=self._length, source_end=source_end, **fields))
        self._segment("\n", source_end, 0)

    def build(self, *, path: str, format: str, meta: dict[str, str] | None = None, lang: str = "", title: str = "") -> Page:
        text = "".join(self._parts)
        self._label_links(text)
        self._doubt_languages(text)
        return Page(
            path=path,
            source=self.source,
            format=format,
            text=text,
            blocks=self.blocks,
            marks=sorted(self.marks, key=lambda mark: mark.start),
            comments=self.comments,
            segments=(self._text_starts, self._source_starts, self._source_lengths),
            meta=meta,
            lang=lang,
            title=title,
        )

    def _label_links(self, text: str) -> None:
        """Give each piece of a link that reaches over blocks, such as a card, the words of the whole."""
        whole = {start: end for start, end in self._links if "\n" in text[start : end - 1]}
        if not whole:
            return
        labelled = {mark.start for mark in self.marks if mark.kind == "link-label"}
        words, end = "", 0
        for mark in sorted((mark for mark in self.marks if mark.kind == "link"), key=lambda mark: mark.start):
            if mark.start in whole:
                end = whole[mark.start]
                words = " ".join(text[mark.start : min(end, mark.start + _MOST_SPOKEN)].split())
            if mark.end <= end and mark.start not in labelled:
                self.marks.append(Mark("link-label", mark.start, mark.end, words))

    def _doubt_languages(self, text: str) -> None:
        """Take from blocks, and from words in them, a language that they belie: no tag takes English out of a gate."""
        tagged = [i for i, block in enumerate(self.blocks) if block.lang]
        marked = [mark for mark in self.marks if mark.kind == "lang"]
        if not tagged and not marked:
            return
        from linter.language import english  # loaded where a page has such blocks

        for i in tagged:
            block = self.blocks[i]
            if english.belies(text[block.start : block.end], block.lang):
                self.blocks[i] = msgspec.structs.replace(block, lang="")
        belied = {mark for mark in marked if english.belies(text[mark.start : mark.end], mark.value)}
        if belied:
            self.marks = [mark for mark in self.marks if mark not in belied]
        whole = {(mark.start, mark.end): mark.value for mark in marked if mark not in belied}
        for i, block in enumerate(self.blocks if whole else ()):
            if lang := whole.get((block.start, block.end)):
                self.blocks[i] = msgspec.structs.replace(block, lang=block.lang or lang)
