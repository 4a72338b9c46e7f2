"""Reads Markdown as the HTML it stands for: each event of the parser becomes a token, with its place, for the HTML reader.

So what a list item, a table cell or a hidden `<div>` means is decided in one place, HTML and Markdown may stand inside each
other as they do in a browser, and broken nesting is mended by one set of rules.

Before it is parsed the page is masked (`markdown_mask`).
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterator
from itertools import compress, count
from typing import Any

import msgspec
import pyromark

from linter import folding
from linter.page import Kind, Mark, Page
from linter.page_builder import PageBuilder
from linter.readers import html_layout, templates
from linter.readers.html import HtmlFeeder
from linter.readers.html_tokens import COMMENT, DIRECTIVE, END, ENTITY, RAW_ELEMENTS, START, TEXT, Token, TokenKind, tokens
from linter.readers.markdown_mask import Masked

# Not heading attributes: they take braces that may hold words; ours (below) take only what cannot be prose.
_OPTIONS = (
    pyromark.Options.ENABLE_TABLES
    | pyromark.Options.ENABLE_FOOTNOTES
    | pyromark.Options.ENABLE_STRIKETHROUGH
    | pyromark.Options.ENABLE_TASKLISTS
    | pyromark.Options.ENABLE_DEFINITION_LIST
    | pyromark.Options.ENABLE_GFM
)
_IS_CONTINUATION = bytes(0x80 <= byte < 0xC0 for byte in range(256))

_ELEMENTS = {
    "Paragraph": ("p",),
    "Item": ("li",),
    "BlockQuote": ("blockquote",),
    "Strong": ("strong",),
    "CodeBlock": ("pre",),
    "Table": ("table",),
    "TableHead": ("thead", "tr"),
    "TableRow": ("tr",),
    "DefinitionList": ("dl",),
    "DefinitionListTitle": ("dt",),
    "DefinitionListDefinition": ("dd",),
}
_INLINE = frozenset({"Strong", "Emphasis", "Strikethrough", "Link", "Image"})


def read(source: str, path: str, start: int = 0) -> Page:
    if source.startswith("\ufeff", start):
        start += 1
    return _Reader(source, start).read(path)


def _places(text: str, start: int) -> Callable[[int], int]:
    """Turns the parser's byte offsets into places of the source."""
    if text.isascii():
        return start.__add__
    data = text.encode()
    continuations = array("I", compress(count(), data.translate(_IS_CONTINUATION)))
    return lambda offset: offset - bisect_left(continuations, offset) + start


class _Reader:
    def __init__(self, source: str, start: int) -> None:
        self.source = source
        self.start = start
        self.masked = Masked(source, start)
        self.builder = PageBuilder(source)
        layouts = html_layout.find(source, tokens(source, start, len(source)))
        self.feeder = HtmlFeeder(self.builder, layouts)
        self.html: list[tuple[int, int]] | None = None  # lines of the HTML block that is being read
        self.in_head = False  # in the first row of a table
        self.bare = False  # in a paragraph that holds nothing but directives
        self.dropped = 0  # depth of struck-out text
        self.raw = ""  # the <script> or <style> that was opened in a paragraph
        self.links: list[tuple[int, int, str]] = []  # blocks before, position, address
        self.images = 0  # depth of images
        self.is_seen = False  # whether the outermost of them is on the page
        self.alt: list[Token] = []
        self.labels: list[list[Token]] = []  # alt texts of images in the open block
        self.note = (0, "")  # blocks before the footnote, its label

    def read(self, path: str) -> Page:
        body = self.masked.text[self.start :]
        place = _places(body, self.start)
        for event, span in pyromark.events_with_range(body, options=_OPTIONS):
            kind, value = _name(event)
            start, end = place(span["start"]), place(span["end"])
            if kind == "Text":
                self._text(value, start, end)
            elif kind == "Start":
                self._enter(*_name(value), start, end)
            elif kind == "End":
                self._leave(*_name(value), start, end)
            elif kind in ("SoftBreak", "HardBreak"):
                self._space(start, end, hard=kind == "HardBreak")
            elif kind == "Html":
                self._html_line(start, end)
            elif kind == "InlineHtml":
                self._inline_html(start, end)
            elif kind == "Code":
                self._code(start, end)
            elif kind == "FootnoteReference":
                self._stand_in("note", value, start, end)
            elif kind == "Rule":
                self._tag(START, "hr", start)
        self.feeder.finish(len(self.source))
        self._give_labels()
        feeder = self.feeder
        page = self.builder.build(path=path, format="markdown", meta=feeder.meta, lang=feeder.lang, title=feeder.title)
        for short, words in self.masked.abbreviations.items():
            page.marks += _abbreviated(page.text, short, words)
        return page

    # -- blocks -----------------------------------------------------------------------------

    def _enter(self, name: str, value: Any, start: int, end: int) -> None:
        if name not in _INLINE:
            self.raw = ""
        if name == "Link":
            email = "mailto:" if value["link_type"] == "Email" else ""
            self.links.append((len(self.builder.blocks), self.builder.position, email + self._address(value, start, end)))
        elif name == "Image":
            self._image(value, start, end)
        elif name == "Strikethrough":
            self._strike(start, end, 1)
        elif name == "HtmlBlock":
            self.html = []
        elif name == "FootnoteDefinition":
            self._end_block(start)
            self.note = (len(self.builder.blocks), value)
        elif name == "Paragraph" and self._is_bare(start, end):
            self.bare = True
            self._end_block(start)
        else:
            if name in ("TableHead", "TableRow"):
                self.in_head = name == "TableHead"
            for element in self._elements(name, value, start):
                self._tag(START, element, start)
        self._give_labels()

    def _leave(self, name: str, value: Any, start: int, end: int) -> None:
        if name == "Link":
            before, position, address = self.links.pop()
            if self.builder.is_open and len(self.builder.blocks) == before:
                self.builder.mark("link", position, address)
        elif name == "Image":
            self.images -= 1
            if not self.images:
                alt, self.alt = self.alt, []
                if alt and self.is_seen:
                    self.labels.append(alt)
        elif name == "Strikethrough":
            self._strike(start, end, -1)
        elif name == "HtmlBlock":
            self._html_block(end)
        elif name == "FootnoteDefinition":
            self._end_block(end)
            self._give_labels()
            first, label = self.note
            for i, block in enumerate(self.builder.blocks[first:], start=first):
                self.builder.blocks[i] = msgspec.structs.replace(block, note=label)
            self.note = (len(self.builder.blocks), "")
        elif name == "Paragraph" and self.bare:
            self.bare = False
            self._end_block(end)
        else:
            for element in reversed(self._elements(name, value, start)):
                self._tag(END, element, end)
        self._give_labels()

    def _elements(self, name: str, value: Any, start: int) -> tuple[str, ...]:
        """The HTML elements that a Markdown construct stands for."""
        if name == "BlockQuote" and value is not None:
            return ("div",)  # `> [!NOTE]` is a callout in the page's own words
        if name in ("List", "Item") and start in self.masked.boxes:
            return ("div",)
        if name in _ELEMENTS:
            return _ELEMENTS[name]
        if name == "Heading":
            return ((value if isinstance(value, str) else value["level"]).lower(),)
        if name == "List":
            return ("ul",) if value is None or value is False else ("ol",)
        if name == "TableCell":
            return ("th",) if self.in_head else ("td",)
        return ()

    def _tag(self, kind: TokenKind, name: str, at: int) -> None:
        self.feeder.token(Token(kind, at, at, name))

    def _end_block(self, at: int) -> None:
        self.feeder.feed(at, at)

    def _is_bare(self, start: int, end: int) -> bool:
        """Whether a paragraph holds directives and no word."""
        spans = self.masked.within(start, end)
        if not spans or not any(first in self.masked.directives for first, _ in spans):
            return False
        at = start
        for first, last in spans:
            if self.source[at:first].strip():
                return False
            at = last
        return not self.source[at:end].strip()

    # -- inline -----------------------------------------------------------------------------

    def _text(self, string: str, start: int, end: int) -> None:
        if self.dropped or self.raw:
            return
        out = self.alt.append if self.images else self.feeder.token
        if self.masked.text[start:end] != string:  # an entity
            for piece, _, is_space in folding.pieces(string):
                out(Token(ENTITY, start, end, text=" " if is_space else piece))
            return
        for first, last in self.masked.within(start, end):
            if start < first:
                out(Token(TEXT, start, first))
            if first in self.masked.directives:
                out(Token(DIRECTIVE, first, last))
            start = last
        if start < end:
            out(Token(TEXT, start, end))

    def _space(self, start: int, end: int, *, hard: bool = False) -> None:
        if self.images:
            self.alt.append(Token(ENTITY, start, end, text=" "))
        elif self.masked.breaks and self.source.find("\n", start, end) in self.masked.breaks:
            self._end_block(start)
        else:
            self.feeder.line_end(start, end, hard=hard)

    def _code(self, start: int, end: int) -> None:
        if self.images or self.dropped or self.raw:
            return
        self._tag(START, "code", start)
        self._tag(END, "code", end)

    def _stand_in(self, kind: str, value: str, start: int, end: int) -> bool:
        """One opaque character for something that is not prose, with a mark that says what it is; whether it was given."""
        if self.images or self.dropped or self.raw or self.feeder.context.silent:
            return False
        self.feeder.token(Token(DIRECTIVE, start, end))
        if self.builder.is_open:
            self.builder.mark(kind, self.builder.position - 1, value)
        return True

    def _image(self, value: Any, start: int, end: int) -> None:
        if not self.images:
            self.is_seen = self._stand_in("image", self._address(value, start, end), start, end)
        self.images += 1

    def _address(self, value: Any, start: int, end: int) -> str:
        """The address of a link or image, its directives unmasked where it stands in the link itself."""
        address: str = value["dest_url"]
        if address and self.masked.within(start, end):
            at = self.masked.text.rfind(address, start, end)
            if at >= 0:
                return self.source[at : at + len(address)]
        return address

    def _strike(self, start: int, end: int, step: int) -> None:
        """`~~deleted~~` is not the page's text; a single `~` may stand in `5~10 mg or 20~30 mg`, so it is read."""
        if self.source.startswith("~~", start):
            self.dropped += step
        elif not self.dropped:
            at = start if step > 0 else end - 1
            self._text("~", at, at + 1)

    def _give_labels(self) -> None:
        """Write the alt texts of a block that was closed."""
        if not self.labels or self.builder.is_open:
            return
        labels, self.labels = self.labels, []
        context, builder = self.feeder.context, self.builder
        for label in [] if context.silent else labels:
            builder.open(Kind.LABEL, label[0].start, quoted=context.quoted, lang=context.lang)
            for token in label:
                if token.kind is TEXT:
                    builder.text(self.source[token.start : token.end], token.start)
                elif token.kind is ENTITY:
                    builder.piece(token.text, token.start, token.end)
                elif templates.is_content(self.source, token.start):
                    builder.opaque(token.start, token.end)
            builder.close(label[-1].end)

    # -- HTML -------------------------------------------------------------------------------

    def _html_line(self, start: int, end: int) -> None:
        """Collect a line of an HTML block. Lines that only an indent parts are one stretch: tags may run over them."""
        if self.html is None:
            self._inline_html(start, end)
        elif self.html and not self.source[self.html[-1][1] : start].strip():
            self.html[-1] = (self.html[-1][0], end)
        else:
            self.html.append((start, end))

    def _html_block(self, end: int) -> None:
        for first, last in self.html or ():
            for token in tokens(self.source, first, last):
                self.feeder.token(token)
        self.html = None
        self._end_block(end)

    def _inline_html(self, start: int, end: int) -> None:
        for token in tokens(self.source, start, end):
            if token.kind is COMMENT:
                self.feeder.token(token)
            elif self.raw:
                self.raw = "" if token.kind is END and token.name == self.raw else self.raw
            elif not self.dropped and not self.images:
                if token.kind is START and token.name in RAW_ELEMENTS and not token.closes_itself:
                    self.raw = token.name
                else:
                    self.feeder.token(token)


def _abbreviated(text: str, short: str, words: str) -> Iterator[Mark]:
    """The marks that `*[short]: words` puts on a page."""
    at = text.find(short)
    while at >= 0:
        if folding.on_edges(text, at, at + len(short)):
            yield Mark("abbr", at, at + len(short), words)
        at = text.find(short, at + len(short))


def _name(tag: Any) -> tuple[str, Any]:
    """An event or a tag of the parser: a name, or a name with what belongs to it."""
    if isinstance(tag, str):
        return tag, None
    named: tuple[str, Any]
    (named,) = tag.items()
    return named
