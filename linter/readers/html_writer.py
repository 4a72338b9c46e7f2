"""Writes what an HTML page shows into a PageBuilder: opens and ends blocks, and keeps marks, labels and stand-ins in order."""

from __future__ import annotations

from linter.page import Kind
from linter.page_builder import PageBuilder
from linter.readers import templates
from linter.readers.html_context import Context
from linter.readers.html_tokens import ENTITY, TEXT, Attribute, Token, value_tokens
from linter.store.regexes import regex

_LIST = 2  # breaks in a paragraph from which on its lines may be a list
_LINE = regex(r"[^\sa-z]\S*(?:\s+\S+){0,14}")
_GOES_ON = (",", ";", "-", " a", " an", " and", " for", " in", " of", " on", " or", " the", " to", " with", " your")
_DASHES = ("- ", "– ", "* ")  # typed for bullets
_ONE_LINE = frozenset({Kind.HEADING, Kind.CAPTION, Kind.TERM})
_BULLETS = frozenset("•●◦▪■‣⁃⦁∙·\uf0b7\uf0a7")  # of lists that were pasted from elsewhere, and are none to HTML and Markdown
_GAP_OF_WORD = regex(r"<span\s[^<>]{0,80}font:\s*7(?:\.0)?pt[^<>]{0,80}>(?=\s|&nbsp;|&#160;)")
_GAP = regex(r"(?:</?(?:span|font|b|strong)\b[^<>]{0,200}>){0,6}(?:\s|&nbsp;|&#160;)")
_MARKER = regex(r"[^\w\s]|o|\(?(?:[a-zA-Z]|[ivxIVX]{2,5}|[0-9]{1,3})[.)]")


class _OpenMark:
    __slots__ = ("first", "start", "value")

    def __init__(self, start: int | None, value: str) -> None:
        self.start = start  # in the open block; None until text comes
        self.value = value
        self.first = start  # in the first block it reached over


class HtmlWriter:
    """Every method that may begin a block is told the context that the text stands in."""

    def __init__(self, builder: PageBuilder) -> None:
        self.builder = builder
        self.source = builder.source
        self._open_marks: dict[str, _OpenMark] = {}  # one a kind: bold within bold says nothing more
        self._labels: list[tuple[Attribute, Context]] = []
        self._pending: list[tuple[int, int]] = []  # directives and drawings met where no block was open
        self._end = 0  # of the last thing that was written
        self._after_break = False
        self._lines: list[int] = []  # where the lines of the block begin that a break parts
        self._at_line = True  # nothing stands on the line yet
        self._after_bullet = False
        self._ordered = False  # that bullet is a number
        self._bulleted = -1  # the group of the last list of lines with bullets
        self._steering: tuple[int, int] | None = None  # an {% if %} that parts two words, once there is a second

    # -- text -------------------------------------------------------------------------------

    def text(self, token: Token, context: Context) -> None:
        raw = self.source[token.start : token.end]
        visible = raw.strip()
        if raw[:1].isspace():
            self._steering = None
        if visible:
            lead = 0 if visible[0] == raw[0] else len(raw) - len(raw.lstrip())
            if visible[0] in _BULLETS and self._is_bullet(token.start + lead + 1, context):
                self._bullet(context)
                self.text(Token(TEXT, token.start + lead + 1, token.end), context)
                return
            if self._word_marker(visible, token.end, context):
                self._bullet(context, ordered=visible[-1] in ".)")
                return
            self._writing(token.start + lead, token.start + lead + len(visible), context)
            self.builder.text(raw, token.start)
        elif self.builder.is_open:
            self.builder.space(token.start, token.end)

    def entity(self, token: Token, context: Context) -> None:
        if token.text.isspace():
            self._steering = None
        elif token.text in _BULLETS and self._is_bullet(token.end, context):
            self._bullet(context)
            return
        else:
            self._writing(token.start, token.end, context)
        if self.builder.is_open:
            self.builder.piece(token.text, token.start, token.end)

    def opaque(self, start: int, end: int, context: Context) -> None:
        self._writing(start, end, context)
        self.builder.opaque(start, end)

    def _writing(self, start: int, end: int, context: Context) -> None:
        """Note that something visible is written, in the open block or a new one."""
        if not self.builder.is_open:
            self._open_block(start, context)
        elif self._steering is not None:
            self.builder.opaque(*self._steering)
        self._steering = None
        self._end = end
        self._after_break = self._at_line = False

    def _is_bullet(self, end: int, context: Context) -> bool:
        """Whether a sign that ends here begins a line of a paragraph, and is set off from what follows."""
        begins = (self._at_line or not self.builder.is_open) and not self._after_bullet
        return bool(begins and context.kind is Kind.PARAGRAPH and context.item is None and _GAP.match(self.source, end))

    def _word_marker(self, visible: str, end: int, context: Context) -> bool:
        """Whether a text that ends here is what Word wrote before an item: sign or number, and spaces of seven points."""
        return bool(_MARKER.fullmatch(visible) and _GAP_OF_WORD.match(self.source, end)) and self._is_bullet(end, context)

    def _bullet(self, context: Context, *, ordered: bool = False) -> None:
        """What follows is an item of a list."""
        self.end_block(context)
        self._after_bullet, self._ordered = True, ordered

    def stand_in(self, start: int, end: int, context: Context) -> None:
        """Add something that is not prose: to the paragraph it stands in, or to the one that may follow."""
        if self.builder.is_open or not context.loose:
            self.opaque(start, end, context)
        else:
            self._pending.append((start, end))

    def directive(self, token: Token, context: Context) -> None:
        source, start, end = self.source, token.start, token.end
        if templates.is_comment(source, start):
            return
        alone = templates.stands_alone(source, start, end)
        if not templates.is_content(source, start):
            if context.loose and (alone or templates.parts_page(source, start)):
                self.end_block(context)
            elif self.builder.is_open and not source[start - 1].isspace() and not source[end : end + 1].isspace():
                self._steering = (start, end)
            return
        self.stand_in(start, end, context)
        if alone and not self.builder.is_open:
            self.end_block(context)

    def line_break(self, token: Token, context: Context) -> None:
        """`<br>` is a space, or parts the lines of a list; a second one in a row ends the paragraph, as an empty line does."""
        if not self.builder.is_open:
            return
        if self._after_break and context.kind not in _ONE_LINE:
            self.end_block(context)
            return
        self.hard_break(token.start, token.end)
        self._after_break = True
        self._steering = None

    def hard_break(self, start: int, end: int) -> None:
        """A line ends where the writer wants it to."""
        self.line_end(start, end)
        if self.builder.is_open and not self.builder.is_blank:
            self._lines.append(self.builder.position)

    def line_end(self, start: int, end: int) -> None:
        """The end of a line that is a space to readers."""
        if self.builder.is_open:
            self.builder.space(start, end)
            self._at_line = True

    def open_quotation(self, start: int, end: int, context: Context) -> None:
        """A browser puts quotation marks round <q>; rules that ask whether words are quoted look for them."""
        self._writing(start, end, context)
        self.builder.piece("“", start, end)

    def close_quotation(self, start: int, end: int) -> None:
        if self.builder.is_open:
            self.builder.piece("”", start, end)
            self._end = end

    # -- blocks -----------------------------------------------------------------------------

    def _open_block(self, start: int, context: Context) -> None:
        builder = self.builder
        kind, level, group, ordered = context.kind, context.level, context.group, False
        if context.item is not None:
            items = context.item.list
            kind, group = Kind.PARAGRAPH, items.group
            if not context.item.given:
                kind, level, ordered = Kind.ITEM, items.level, items.ordered
                context.item.given = True
        elif self._after_bullet:
            kind, level, ordered = Kind.ITEM, 1, self._ordered
            if not builder.blocks or builder.blocks[-1].group != self._bulleted:
                self._bulleted = builder.new_group()
            group = self._bulleted
            self._after_bullet = False
        pending, self._pending = self._pending, []
        builder.open(
            kind,
            pending[0][0] if pending else start,
            level=level,
            group=group,
            ordered=ordered,
            row=context.row,
            column=context.column,
            header=context.header,
            quoted=context.quoted,
            lang=context.lang,
        )
        for place in pending:
            builder.opaque(*place)
        for mark in self._open_marks.values():
            mark.start = builder.position
            mark.first = mark.start if mark.first is None else mark.first

    def end_block(self, context: Context) -> None:
        """End the block that is open, if any; what waited for that is written."""
        builder = self.builder
        if builder.is_open:
            for kind, mark in self._open_marks.items():
                self._write_mark(kind, mark)
                mark.start = None
            if self._lines and builder.kind is Kind.PARAGRAPH:
                self._part_lines()
            self._lines.clear()
            builder.close(self._end)
        elif self._pending:
            self.code(self._pending[0][0], self._pending[-1][1], context)
            self._pending = []
        self._after_break = self._after_bullet = False
        self._steering = None
        if self._labels:
            labels, self._labels = self._labels, []
            for label in labels:
                self._label(*label)

    def _part_lines(self) -> None:
        """Part the lines of a paragraph that is a list or an address: `Your photo card<br>Your glasses<br>A book`."""
        written = self.builder.written()
        first = self.builder.block_start
        starts = [start for start in self._lines if first < start < first + len(written)]
        ends = [*(start - first for start in starts), len(written)]
        lines = [written[start:end].strip() for start, end in zip([0, *ends], ends, strict=False)]
        is_list = all(_LINE.fullmatch(line) for line in lines[1:]) and not any(line.endswith(_GOES_ON) for line in lines)
        is_list &= sum(not line.endswith((".", "!", "?")) for line in lines) >= _LIST
        is_list |= all(line.startswith(_DASHES) for line in lines[1:])
        if is_list and len(starts) >= _LIST:
            self.builder.part_lines(starts)
        elif starts and self._is_title(lines, first, starts[0] - 1):
            self.builder.part_lines(starts[:1])

    def _is_title(self, lines: list[str], start: int, end: int) -> bool:
        """Whether the first line of a paragraph stands over it as a heading does: `<b>Before you come</b><br>Eat nothing.`"""
        title, text = lines[:2]
        if title.endswith((",", ";", *_GOES_ON)) or not text[:1].isupper():
            return False
        return any(mark.kind == "strong" and mark.start <= start and mark.end >= end for mark in self.builder.own_marks)

    def code(self, start: int, end: int, context: Context) -> None:
        """Something stands here, none of it prose. No block is open."""
        self.builder.open(Kind.CODE, start, quoted=context.quoted, lang=context.lang)
        self.builder.close(end)

    def label(self, attribute: Attribute | None, context: Context) -> None:
        """A text that is read aloud: a block of its own, after the one that is open. An empty one says nothing."""
        if attribute is not None and attribute.start < attribute.end:
            self._labels.append((attribute, context))
            if not self.builder.is_open:
                self.end_block(context)

    def _label(self, attribute: Attribute, context: Context) -> None:
        builder = self.builder
        builder.open(Kind.LABEL, attribute.start, quoted=context.quoted, lang=context.lang)
        for token in value_tokens(self.source, attribute):
            if token.kind is TEXT:
                builder.text(self.source[token.start : token.end], token.start)
            elif token.kind is ENTITY:
                builder.piece(token.text, token.start, token.end)
            elif templates.is_content(self.source, token.start):
                builder.opaque(token.start, token.end)
        builder.close(attribute.end)

    # -- marks ------------------------------------------------------------------------------

    def begin_mark(self, kind: str, value: str) -> bool:
        """Whether the mark was taken: not where one of its kind is open."""
        if kind in self._open_marks:
            return False
        self._open_marks[kind] = _OpenMark(self.builder.position if self.builder.is_open else None, value)
        return True

    def end_mark(self, kind: str) -> None:
        mark = self._open_marks.pop(kind)
        self._write_mark(kind, mark)
        if kind == "link" and mark.first is not None:
            self.builder.one_link(mark.first)

    def mark_last(self, kind: str, value: str = "") -> None:
        """Mark the one character that was just written."""
        self.builder.mark(kind, self.builder.position - 1, value)

    def _write_mark(self, kind: str, mark: _OpenMark) -> None:
        if mark.start is not None:
            self.builder.mark(kind, mark.start, mark.value)
