"""Writes what stands in the paragraphs of a Word document: runs, links, fields, symbols, pictures, references to notes."""

from __future__ import annotations

import re
from typing import Any

from docx.oxml.ns import qn

from linter.page import Kind
from linter.page_builder import PageBuilder
from linter.readers.docx_styles import Style, Styles, formatting
from linter.readers.docx_tags import (
    ALTERNATE,
    DELETED,
    FORMULAS,
    RUN,
    RUN_PROPERTIES,
    TEXT,
    WRAPPERS,
    content_of,
)
from linter.store.regexes import regex

_VAL, _ID, _REL_ID, _ANCHOR, _TYPE = qn("w:val"), qn("w:id"), qn("r:id"), qn("w:anchor"), qn("w:type")
_RUN_STYLE = qn("w:rStyle")
_FIELD_CHAR, _FIELD_TYPE, _FIELD_CODE = qn("w:fldChar"), qn("w:fldCharType"), qn("w:instrText")
_SIMPLE_FIELD, _INSTRUCTION, _LINK = qn("w:fldSimple"), qn("w:instr"), qn("w:hyperlink")
_BREAKS, _SPACES = frozenset({qn("w:br"), qn("w:cr")}), frozenset({qn("w:tab"), qn("w:ptab")})
_HYPHEN, _SYMBOL, _FONT, _CHAR = qn("w:noBreakHyphen"), qn("w:sym"), qn("w:font"), qn("w:char")
_NOTES = {qn("w:footnoteReference"): "footnote", qn("w:endnoteReference"): "endnote"}
_DRAWINGS = frozenset({qn("w:drawing"), qn("w:pict"), qn("w:object")})
_BOX = qn("w:txbxContent")
_IMAGES = frozenset({qn("a:blip"), "{urn:schemas-microsoft-com:vml}imagedata"})
_PICTURED = frozenset({qn("a:graphicData")})
_SHAPE_ONLY = "/wordprocessingShape", "/wordprocessingGroup", "/wordprocessingCanvas"
_MADE_UP = ("automatically generated", "AI-generated content", "AI generated content")
_LONGEST_CODE = 2_000
_COUNTING = frozenset({"PAGE", "NUMPAGES", "SECTIONPAGES", "SECTION"})
_ADDRESS = regex(r'HYPERLINK\s+(?:\\l\s+"([^"]*)"|"([^"]*)")', re.IGNORECASE)
BULLETS = "•●∙◦○▪▫■□‣⁃\uf0b7\uf0a7"
_PRIVATE = regex("[\uf000-\uf0ff]")
_ONE_LINE = frozenset({Kind.HEADING, Kind.CAPTION})

# What the font Symbol shows for a character of the Latin alphabet, and for those above it.
_SYMBOLS = str.maketrans(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ£³°±´¸¹»¥«¬\u00ad®¯·ÒÓÔâãä¢²¼",
    "αβχδεφγηιϕκλμνοπθρστυϖωξψζΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ≤≥°±×÷≠≈∞↔←↑→↓•®©™®©™′″…",
)


class _Field:
    """A field between its begin and its end: first its code, then its result. `around`: what it stands in is shown."""

    __slots__ = ("around", "code", "in_result", "is_shown", "link")

    def __init__(self, around: bool) -> None:
        self.around = around
        self.is_shown = False  # what is read now
        self.code = ""
        self.in_result = False
        self.link: tuple[int, int, str] | None = None  # blocks before, position, address

    @property
    def counts_pages(self) -> bool:
        return self.code.strip().partition(" ")[0].upper() in _COUNTING


class InlineWriter:
    """Writes the paragraphs of one story after another. A paragraph is opened, read (in parts, if need be) and closed."""

    def __init__(self, builder: PageBuilder, styles: Styles) -> None:
        self.builder = builder
        self.styles = styles
        self.typed_bullet = ""  # the bullet that the last paragraph began with, left out of its text
        self._addresses: dict[str, str] = {}
        self._marks: set[Any] = set()  # the begins and ends of fields that belong together
        self._fields: list[_Field] = []
        self._boxes: list[Any] = []
        self._labels: list[str] = []
        self._notes: dict[str, dict[str, str]] = {"footnote": {}, "endnote": {}}  # by kind: the note's id and its label
        self._block: dict[str, Any] = {}
        self._style = Style()
        self._is_muted = False
        self._open_marks: dict[str, int | None] = {}  # where a stretch that is bold or raised began
        self._after_break = False
        self._languages: set[str] = set()

    def begin(self, root: Any, addresses: dict[str, str]) -> None:
        """A new story: its fields and the addresses of its links."""
        self._addresses = addresses
        self._fields = []
        begun: list[Any] = []
        self._marks = set()
        for mark in root.iter(_FIELD_CHAR):
            if any(parent.tag in DELETED for parent in mark.iterancestors()):
                continue
            kind = mark.get(_FIELD_TYPE)
            if kind == "begin":
                begun.append(mark)
            elif kind == "end" and begun:
                self._marks |= {begun.pop(), mark}

    def notes_of(self, kind: str) -> list[tuple[str, str]]:
        """The notes of a kind that were referred to so far: id and label, in order."""
        return list(self._notes[kind].items())

    def take_boxes(self) -> list[Any]:
        """The text boxes that the last paragraph holds."""
        boxes, self._boxes = self._boxes, []
        return boxes

    # -- a paragraph --------------------------------------------------------------------------

    def open(self, fields: dict[str, Any], style: Style, *, is_muted: bool) -> None:
        self._block, self._style, self._is_muted = fields, style, is_muted
        self.typed_bullet = ""
        self._open_marks = {}
        self._after_break = False
        self._languages = set()
        self.builder.open(source_start=0, **fields)

    def read(self, paragraph: Any) -> None:
        self._inline(paragraph)

    def close(self) -> str:
        """End the paragraph; gives the one language, other than English, that all of it is tagged with, or ""."""
        self._end_marks()
        self.builder.close(0)
        labels, self._labels = self._labels, []
        for label in labels:
            self.builder.open(Kind.LABEL, 0, note=self._block["note"])
            self.builder.text(label, 0)
            self.builder.close(0)
        language = self._languages.pop() if len(self._languages) == 1 else ""
        return "" if language.lower().startswith("en") else language

    def _break(self) -> None:
        """A line break is a space; a second one in a row, or a new page, ends the block."""
        if self._after_break and not self.builder.is_blank and self._block["kind"] not in _ONE_LINE:
            self._end_block()
            return
        self._after_break = True
        self.builder.space(0, 0)

    def _end_block(self) -> None:
        open_kinds = list(self._open_marks)
        self._end_marks()
        self.builder.close(0)
        kind = Kind.PARAGRAPH if self._block["kind"] is Kind.ITEM else self._block["kind"]
        self.builder.open(source_start=0, **{**self._block, "kind": kind})
        self._open_marks = dict.fromkeys(open_kinds)
        self._after_break = False

    def _end_marks(self) -> None:
        for kind, start in self._open_marks.items():
            if start is not None:
                self.builder.mark(kind, start)
        self._open_marks = {}

    # -- what stands in it --------------------------------------------------------------------

    def _inline(self, container: Any) -> None:
        for child in container:
            tag = child.tag
            if tag == RUN:
                self._run(child)
            elif tag == _LINK:
                before, position = len(self.builder.blocks), self.builder.position
                self._inline(child)
                anchor = child.get(_ANCHOR)
                address = self._addresses.get(child.get(_REL_ID, ""), "") + (f"#{anchor}" if anchor else "")
                self._link(before, position, address)
            elif tag == _SIMPLE_FIELD:
                self._simple_field(child)
            elif tag in WRAPPERS:
                content = content_of(child)
                if content is not None:
                    self._inline(content)
            elif tag in FORMULAS:
                self._opaque()

    def _link(self, before: int, position: int, address: str) -> None:
        if address and len(self.builder.blocks) == before:
            self.builder.mark("link", position, address)

    def _simple_field(self, element: Any) -> None:
        field = _Field(True)
        field.code = element.get(_INSTRUCTION, "")
        if field.counts_pages:
            self._opaque()
            return
        self._inline(element)

    @property
    def _is_shown(self) -> bool:
        return not self._is_muted and (not self._fields or self._fields[-1].is_shown)

    def _run(self, run: Any) -> None:
        properties = run.find(RUN_PROPERTIES)
        style = self._style
        if properties is not None:
            named = properties.find(_RUN_STYLE)
            if named is not None:
                style = self.styles.style(named.get(_VAL, "")).over(style)
            style = formatting(properties).over(style)
        self._pieces(run, style)

    def _pieces(self, container: Any, style: Style) -> None:
        for child in container:
            tag = child.tag
            if tag == _FIELD_CHAR:
                if child in self._marks or child.get(_FIELD_TYPE) == "separate":
                    self._field(child.get(_FIELD_TYPE, ""))
            elif tag == _FIELD_CODE:
                if self._fields and not self._fields[-1].in_result and len(self._fields[-1].code) < _LONGEST_CODE:
                    self._fields[-1].code += child.text or ""
            elif style.hidden or not self._is_shown:
                continue
            elif tag == TEXT:
                self._text(child.text or "" if not len(child) else child.xpath("string()"), style)
            elif tag in _SPACES:
                self.builder.space(0, 0)
            elif tag in _BREAKS:
                if child.get(_TYPE) in ("page", "column") and not self.builder.is_blank:
                    self._end_block()
                else:
                    self._break()
            elif tag == _HYPHEN:
                self._text("\u2011", style)
            elif tag == _SYMBOL:
                self._symbol(child, style)
            elif tag in _NOTES:
                self._reference(_NOTES[tag], child.get(_ID, ""))
            elif tag in _DRAWINGS:
                self._drawing(child)
            elif tag in WRAPPERS:
                content = content_of(child)
                if content is not None:
                    self._pieces(content, style)
            elif tag == RUN:  # in the base of a ruby
                self._run(child)

    def _text(self, text: str, style: Style) -> None:
        if style.symbol:
            text = "".join(chr(ord(char) - 0xF000) if "\uf000" <= char <= "\uf0ff" else char for char in text)
            text = text.translate(_SYMBOLS)
        if not text or text.isspace():
            self.builder.text(text, 0)
            return
        if self.builder.is_blank and self._block["kind"] is Kind.PARAGRAPH and not self.typed_bullet:
            rest = text.lstrip()
            if rest.startswith(tuple(BULLETS)):
                self.typed_bullet, text = rest[0], rest[1:]
        self._mark("strong", bool(style.bold) and self._block["kind"] is not Kind.HEADING)
        self._mark("sup", bool(style.raised))
        self._after_break = False
        if any(map(str.isalpha, text)):
            self._languages.add(style.lang or "")
        for at, part in enumerate(_PRIVATE.split(text)):  # a picture out of a font of pictures
            if at:
                self._opaque()
            self.builder.text(part, 0)

    def _mark(self, kind: str, is_on: bool) -> None:
        """Begin or end a stretch that is bold or raised; white space between two such runs belongs to it."""
        if is_on:
            if self._open_marks.get(kind) is None:
                self._open_marks[kind] = self.builder.position
        elif (start := self._open_marks.pop(kind, None)) is not None:
            self.builder.mark(kind, start)

    def _opaque(self) -> None:
        if not self._is_muted:
            self.builder.opaque(0, 0)
            self._after_break = False

    def _symbol(self, element: Any, style: Style) -> None:
        try:
            code = int(element.get(_CHAR, "")[:6], 16)
        except ValueError:
            return
        if 0xF000 <= code <= 0xF0FF or element.get(_FONT, "").lower() == "symbol":
            char = chr(code & 0xFF).translate(_SYMBOLS) if element.get(_FONT, "").lower() == "symbol" else ""
        else:
            char = chr(code) if 0x20 <= code < 0xD800 or 0xE000 <= code < 0x110000 else ""
        if char.isprintable() and char:
            self._text(char, style)
        else:
            self._opaque()

    def _reference(self, kind: str, note_id: str) -> None:
        known = self._notes[kind]
        label = known.setdefault(note_id, f"{'e' if kind == 'endnote' else ''}{len(known) + 1}")
        self._opaque()
        self.builder.mark("note", self.builder.position - 1, label)

    def _drawing(self, drawing: Any) -> None:
        """A text box is read after the paragraph, a picture is one character; a line or a frame is nothing."""
        boxes = [box for box in drawing.iter(_BOX) if not _is_inside(box, drawing)]
        self._boxes += boxes
        descriptions = [name for name in (_described(entry) for entry in drawing.iter(*_DESCRIBED)) if name]
        shows = any(True for _ in drawing.iter(*_IMAGES)) or drawing.tag == qn("w:object")
        for data in drawing.iter(*_PICTURED):
            shows = shows or not data.get("uri", "").endswith(_SHAPE_ONLY)
        if shows or (descriptions and not boxes):
            self._opaque()
            self.builder.mark("image", self.builder.position - 1)
            self._labels += descriptions[:1]

    # -- fields -------------------------------------------------------------------------------

    def _field(self, kind: str) -> None:
        if kind == "begin":
            self._fields.append(_Field(not self._fields or self._fields[-1].is_shown))
            return
        if not self._fields:
            return
        field = self._fields[-1]
        if kind == "separate":
            field.in_result = True
            field.is_shown = field.around and not field.counts_pages
            match = _ADDRESS.search(field.code)
            if match is not None and self.builder.is_open:
                address = match[2] if match[2] is not None else f"#{match[1]}"
                field.link = (len(self.builder.blocks), self.builder.position, address)
            return
        self._fields.pop()
        if field.counts_pages and self._is_shown:
            self._opaque()
        if field.link is not None:
            self._link(*field.link)


_DESCRIBED = (qn("wp:docPr"), "{urn:schemas-microsoft-com:vml}shape")


def _described(element: Any) -> str:
    """The alternative text of a picture, unless a program has made it up."""
    words = " ".join((element.get("descr") or element.get("alt") or "").split())
    return "" if any(phrase in words for phrase in _MADE_UP) else words


def _is_inside(box: Any, drawing: Any) -> bool:
    """Whether a text box stands in another of the same drawing, or in the second of two alternatives."""
    for parent in box.iterancestors():
        if parent is drawing:
            return False
        if parent.tag == _BOX:
            return True
        above = parent.getparent()
        if above is not None and above.tag == ALTERNATE and content_of(above) is not parent:
            return True
    return False
