"""Walks a Word document's XML and writes what a reader of the page sees into a PageBuilder, block by block.

Word's own rules decide what is seen: a wrapper that Word does not know is passed over with all it holds; of alternatives the
first is taken; a field that is never closed is no field.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import msgspec
from docx.oxml.ns import qn

from linter.errors import InputError
from linter.page import Kind
from linter.page_builder import PageBuilder
from linter.readers.docx_inline import BULLETS, InlineWriter
from linter.readers.docx_package import root_of
from linter.readers.docx_styles import Lists, Style, Styles, formatting, number_of
from linter.readers.docx_tags import (
    DELETED,
    IMPORTED,
    PARAGRAPH,
    PARAGRAPH_PROPERTIES,
    RUN_PROPERTIES,
    TABLE,
    TEXT,
    WRAPPERS,
    content_of,
)

if TYPE_CHECKING:
    from docx.document import Document

_STYLE, _VAL, _ID = qn("w:pStyle"), qn("w:val"), qn("w:id")
_ROW, _CELL, _ROW_PROPERTIES, _CELL_PROPERTIES = qn("w:tr"), qn("w:tc"), qn("w:trPr"), qn("w:tcPr")
_FRAME_WORDS = frozenset({"page", "of", "seite", "von", "pagina", "página", "de", "di", "van"})


class _Place(msgspec.Struct, frozen=True):
    """What blocks stand in: a cell of a table, a note, a footer."""

    kind: Kind = Kind.PARAGRAPH
    group: int = 0
    row: int = 0
    column: int = 0
    header: bool = False
    note: str = ""
    is_footer: bool = False


class _OpenLists:
    """The lists that are open at a place, the outermost first: (number, level, group)."""

    def __init__(self, builder: PageBuilder) -> None:
        self._builder = builder
        self._open: list[tuple[int, int, int]] = []

    def item(self, number: int, level: int) -> tuple[int, int]:
        """The group and the depth of an item; another list at the same level begins anew."""
        while self._open and self._open[-1][1] > level:
            self._open.pop()
        if self._open and self._open[-1][1] == level and self._open[-1][0] != number:
            self._open.pop()
        if not self._open or self._open[-1][1] < level:
            self._open.append((number, level, self._builder.new_group()))
        return self._open[-1][2], len(self._open)

    @property
    def group(self) -> int:
        return self._open[-1][2] if self._open else 0

    def end(self) -> None:
        self._open.clear()


class Storyteller:
    """Tells a document: its text, then its notes, then its footers. `tell` is called once."""

    def __init__(self, document: Document, path: str) -> None:
        self.path = path
        self.builder = PageBuilder("")
        self.body_end = 0
        self.languages: dict[int, str] = {}  # of blocks all in one other language, as they are tagged
        self._part = document.part
        self._body: Any = document.element.find(qn("w:body"))
        parts = {
            relation.reltype.rsplit("/", 1)[-1]: relation for relation in self._part.rels.values() if not relation.is_external
        }
        styles = self._root(parts, "styles")
        self.styles = Styles(styles)
        self.lists = Lists(self._root(parts, "numbering"), self.styles)
        self.default_language = "" if styles is None else next((lang.get(_VAL, "") for lang in styles.iter(qn("w:lang"))), "")
        self._notes = {kind: relation for kind in ("footnote", "endnote") if (relation := parts.get(kind + "s")) is not None}
        self._inline = InlineWriter(self.builder, self.styles)
        self._open_lists = _OpenLists(self.builder)
        self._titles: list[int] = []

    def _root(self, parts: dict[str, Any], kind: str) -> Any:
        """The root element of a part; None where there is none."""
        return root_of(parts[kind], self.path) if kind in parts else None

    def tell(self) -> None:
        if self._body is None:
            raise InputError(self.path, 0, "is damaged: its main text has no body; open it in Word and save it again")
        self._story(self._body, self._part, _Place())
        self._level_headings()
        self.body_end = len(self.builder.blocks)
        self._tell_notes()
        self._tell_footers()

    def _story(self, root: Any, part: Any, place: _Place) -> None:
        self._inline.begin(root, {key: relation.target_ref for key, relation in part.rels.items() if relation.is_external})
        self._open_lists.end()
        self._blocks(root, place)

    def _level_headings(self) -> None:
        """Under a title of its own, headings of level 1 are the parts of the page."""
        blocks = self.builder.blocks
        headings = [i for i, block in enumerate(blocks) if block.kind is Kind.HEADING and i not in self._titles]
        if self._titles and any(blocks[i].level == 1 for i in headings):
            for i in headings:
                blocks[i] = msgspec.structs.replace(blocks[i], level=min(blocks[i].level + 1, 6))

    def _tell_notes(self) -> None:
        roots = {kind: root_of(relation, self.path) for kind, relation in self._notes.items()}
        told: set[str] = set()
        for kind, root in roots.items():
            by_id = {note.get(_ID): note for note in root.iterchildren(qn(f"w:{kind}"))}
            for note_id, label in self._inline.notes_of(kind):
                if note_id in by_id and label not in told:
                    told.add(label)
                    self._story(by_id[note_id], self._notes[kind].target_part, _Place(note=label))

    def _tell_footers(self) -> None:
        told: set[str] = set()
        for reference in self._body.iter(qn("w:footerReference")):
            relation = self._part.rels.get(reference.get(qn("r:id"), ""))
            if relation is None or relation.is_external or not relation.reltype.endswith("/footer"):
                continue
            root = root_of(relation, self.path)
            words = "".join(text.text or "" for text in root.iter(TEXT))
            if words not in told:
                told.add(words)
                self._story(root, relation.target_part, _Place(is_footer=True))

    # -- blocks -------------------------------------------------------------------------------

    def _blocks(self, container: Any, place: _Place) -> None:
        parts: list[Any] = []  # paragraphs that are one: the marks between them were deleted
        for child in container:
            tag = child.tag
            if tag == PARAGRAPH:
                parts.append(child)
                if not _loses_mark(child):
                    self._paragraph(parts, place)
                    parts = []
                continue
            if tag == TABLE or tag in WRAPPERS:
                if parts:
                    self._paragraph(parts, place)
                    parts = []
                if tag == TABLE:
                    self._table(child, place)
                elif (content := content_of(child)) is not None:
                    self._blocks(content, place)
            elif tag in IMPORTED:
                raise InputError(
                    self.path, 0, "holds text in a file within the file, which is not read; open it in Word and save it again"
                )
        if parts:
            self._paragraph(parts, place)

    def _paragraph(self, parts: list[Any], place: _Place) -> None:
        properties = parts[-1].find(PARAGRAPH_PROPERTIES)
        named = None if properties is None else properties.find(_STYLE)
        style = self.styles.style(self.styles.default if named is None else named.get(_VAL, ""))
        if properties is not None:
            style = formatting(properties).over(style)
        before = len(self.builder.blocks)
        is_muted = style.is_contents or (place.is_footer and _only_counts_pages(parts))
        fields = self._fields(style, place)
        self._inline.open(fields, style, is_muted=is_muted)
        for part in parts:
            self._inline.read(part)
        language = self._inline.close()
        if len(self.builder.blocks) > before:
            self._settle(before, style, fields, language)
        for box in self._inline.take_boxes():
            self._blocks(box, _Place(note=place.note, is_footer=place.is_footer))

    def _settle(self, before: int, style: Style, fields: dict[str, Any], language: str) -> None:
        """What is known of a paragraph once it is written."""
        blocks = self.builder.blocks
        first = blocks[before]
        if first.kind is Kind.PARAGRAPH and fields["kind"] is Kind.PARAGRAPH and (marker := self._inline.typed_bullet):
            group, level = self._open_lists.item(-1 - BULLETS.index(marker), 0)
            blocks[before] = msgspec.structs.replace(first, kind=Kind.ITEM, group=group, level=level)
        elif fields["kind"] is not Kind.ITEM and not (fields["kind"] is Kind.PARAGRAPH and fields["group"]):
            self._open_lists.end()
        if style.is_title and fields["kind"] is Kind.HEADING:
            self._titles.append(before)
        if language:
            self.languages.update(dict.fromkeys(range(before, len(blocks)), language))

    def _fields(self, style: Style, place: _Place) -> dict[str, Any]:
        """What kind of block a paragraph is, as the fields of Block."""
        fields: dict[str, Any] = {"kind": Kind.PARAGRAPH, "group": 0, "quoted": style.is_quotation, "note": place.note}
        if style.is_title and not self._titles and not place.note and not place.is_footer:
            return fields | {"kind": Kind.HEADING, "level": 1}
        if style.heading:
            return fields | {"kind": Kind.HEADING, "level": style.heading}
        if (item := self._item(style)) is not None:
            number, level, ordered = item
            group, depth = self._open_lists.item(number, level)
            return fields | {"kind": Kind.ITEM, "group": group, "level": depth, "ordered": ordered}
        if style.is_caption:
            return fields | {"kind": Kind.CAPTION}
        if style.continues_item and self._open_lists.group:
            return fields | {"group": self._open_lists.group}
        if place.kind is Kind.CELL:
            cell = {"kind": Kind.CELL, "group": place.group, "row": place.row, "column": place.column, "header": place.header}
            return fields | cell
        return fields

    def _item(self, style: Style) -> tuple[int, int, bool] | None:
        """The number of the list, the level in it and whether it is numbered; None for what is no item."""
        listed = style.listed
        if not style.number:
            return None if listed is None or style.number == 0 else (-100, listed[1], listed[0])
        level = style.level or 0
        form = self.lists.form(style.number, level)
        if form == "none":
            return None
        ordered = form != "bullet" if form else listed is not None and listed[0]
        return style.number, max(level, listed[1] if listed else 0), ordered

    # -- tables -------------------------------------------------------------------------------

    def _table(self, table: Any, place: _Place) -> None:
        rows = [row for row in _within(table, _ROW) if not _is_deleted(row.find(_ROW_PROPERTIES))]
        is_box = len(rows) == 1 and sum(1 for _ in _within(rows[0], _CELL)) <= 1  # a frame round some paragraphs
        if is_box or place.is_footer:
            for row in rows:
                for cell in _within(row, _CELL):
                    self._open_lists.end()
                    self._blocks(cell, place)
            self._open_lists.end()
            return
        group = self.builder.new_group()
        look = table.find(f"{qn('w:tblPr')}/{qn('w:tblLook')}")
        heads = look is not None and (look.get(qn("w:firstRow")) == "1" or _bit(look.get(_VAL), 0x20))
        for number, row in enumerate(rows):
            properties = row.find(_ROW_PROPERTIES)
            header = (heads and number == 0) or (properties is not None and properties.find(qn("w:tblHeader")) is not None)
            self._row(row, properties, _Place(Kind.CELL, group, number, 0, header, place.note))
        self._open_lists.end()

    def _row(self, row: Any, properties: Any, place: _Place) -> None:
        before = None if properties is None else properties.find(qn("w:gridBefore"))
        column = 0 if before is None else number_of(before.get(_VAL))
        for cell in _within(row, _CELL):
            says = cell.find(_CELL_PROPERTIES)
            span = merged = None
            if says is not None:
                span, merged = says.find(qn("w:gridSpan")), says.find(qn("w:vMerge"))
                if says.find(qn("w:cellDel")) is not None:
                    continue
            if merged is None or merged.get(_VAL) == "restart":
                self._open_lists.end()
                self._blocks(cell, msgspec.structs.replace(place, column=column))
            column += 1 if span is None else max(number_of(span.get(_VAL), 1), 1)


def _within(container: Any, tag: str) -> Iterator[Any]:
    """The rows of a table or the cells of a row, content controls and the like opened."""
    stack = [iter(container)]
    while stack:
        child = next(stack[-1], None)
        if child is None:
            stack.pop()
        elif child.tag == tag:
            yield child
        elif child.tag in WRAPPERS and (content := content_of(child)) is not None:
            stack.append(iter(content))


def _loses_mark(paragraph: Any) -> bool:
    """Whether the paragraph's end was deleted or moved away, so that the next one goes on where this stops."""
    mark = paragraph.find(f"{PARAGRAPH_PROPERTIES}/{RUN_PROPERTIES}")
    return mark is not None and any(child.tag in DELETED for child in mark)


def _is_deleted(properties: Any) -> bool:
    return properties is not None and any(child.tag in DELETED for child in properties)


def _bit(text: str | None, mask: int) -> bool:
    try:
        return bool(int(text or "0", 16) & mask)
    except ValueError:
        return False


def _only_counts_pages(parts: list[Any]) -> bool:
    """Whether a line of a footer says no more than which page this is."""
    words = re.findall(r"[^\W\d_]+", " ".join(text.text or "" for part in parts for text in part.iter(TEXT)).lower())
    return not set(words) - _FRAME_WORDS
