"""Reads HTML, whole documents and fragments: what a visitor sees or hears becomes blocks, broken nesting or not.

What is the page. Where there is a `<main>` (or `role="main"`), only it is read, with two exceptions: the paragraphs of a
`<footer>` outside it, because that is where "Last reviewed" stands (its lists of links are the site's; a numbered one is of
sources), and an `<h1>` outside it where it has none of its own. Skip links, cookie banners and site headers are written
once for a site, and nobody can act on a finding in them. Where `<main>` turns out to hold no text, the whole body is read.
Never read are `<nav>` and search boxes, forms' choices, scripts, `<noscript>`, drawings, what is struck out, and what is
hidden (`hidden`, `aria-hidden="true"`, `display: none`): a linter of prose that reads menus reports every page of a site
for the same link.

A template directive stands for words that are not there. Inside a paragraph it is one opaque character; by itself it is
a CODE block, so that a section that holds nothing else is not called empty, unless it only steers (`{% if %}`).

Nesting is kept on a stack of our own, with HTML's implied end tags; an end tag that matches nothing is ignored, and
one that is crossed with a block (`<b><p></b>`) ends its own mark only. Nothing recurses, nothing is searched twice.
"""

from __future__ import annotations

from collections import defaultdict

import msgspec

from linter.page import Kind, Page
from linter.page_builder import PageBuilder
from linter.readers import html_layout
from linter.readers.html_context import (
    BLOCKS,
    CELLS,
    CODE,
    DRAWINGS,
    HEADINGS,
    IN_HEAD,
    LISTS,
    MEDIA,
    PREFORMATTED,
    STAND_INS,
    TABLE_PARTS,
    VOID,
    Context,
    Item,
    ListState,
    Table,
    inside,
    is_hidden,
    language,
    marks_of,
    number,
    survey,
)
from linter.readers.html_tokens import (
    COMMENT,
    DECLARATION,
    END,
    ENTITY,
    RAW,
    START,
    TEXT,
    Token,
    raw_text,
    tokens,
    value,
)
from linter.readers.html_writer import HtmlWriter
from linter.store.regexes import regex

_SCOPES = frozenset({"table", "td", "th", "caption", "main", "object", "template"})  # no end tag reaches out of these
_MAIN = regex(r"main(?<!\wmain)\b")  # begins with letters, because `re` is quick to find those
_INLINE_ONLY = (*CODE, *DRAWINGS, "s", "strike")  # hold no blocks, and are not read
_LIST_LIMITS = (*LISTS, "table", "main")
_HEADING = "h#"  # </h3> closes <h2>: they share a name on the stack


def read(source: str, path: str, start: int = 0) -> Page:
    if source.startswith("\ufeff", start):
        start += 1
    found = list(tokens(source, start, len(source)))
    has_main, wants_h1 = survey(source, found) if _MAIN.search(source.lower()) else (False, False)
    layouts = html_layout.find(source, found)
    feeder = _run(source, found, HtmlFeeder(PageBuilder(source), layouts, only_main=has_main, outer_h1=wants_h1))
    if has_main and not feeder.builder.blocks:
        feeder = _run(source, found, HtmlFeeder(PageBuilder(source), layouts))
    return feeder.builder.build(path=path, format="html", meta=feeder.meta, lang=feeder.lang, title=feeder.title)


def _run(source: str, found: list[Token], feeder: HtmlFeeder) -> HtmlFeeder:
    for token in found:
        feeder.token(token)
    feeder.finish(len(source))
    return feeder


class _Element:
    __slots__ = ("content_start", "context", "ended", "is_block", "key", "marks", "name", "stands_in", "start")

    def __init__(self, token: Token, key: str, context: Context) -> None:
        self.name = token.name
        self.key = key
        self.start = token.start
        self.content_start = token.end
        self.context = context  # of what stands in it
        self.is_block = token.name in BLOCKS
        self.marks: list[str] = []
        self.stands_in = False  # leaves something in the text, though its content is not read
        self.ended = False  # its end tag was met inside a block that is still open


class HtmlFeeder:
    """Feeds stretches of HTML to a builder, keeping what is open between one stretch and the next.

    A stretch ends the block that is open. The Markdown reader feeds HTML blocks one by one and asks `context`, between
    them, what its own paragraphs stand in: `context.silent` (not prose), `context.quoted`, `context.lang`.
    """

    def __init__(
        self, builder: PageBuilder, layouts: frozenset[int] = frozenset(), *, only_main: bool = False, outer_h1: bool = False
    ) -> None:
        self.builder = builder
        self._layouts = layouts  # where tables begin that are none
        self.source = builder.source
        self.meta: dict[str, str] = {}
        self.lang = ""
        self.title = ""
        self._writer = HtmlWriter(builder)
        self._root = Context(outside=only_main)
        self._outer_h1 = outer_h1
        self._stack: list[_Element] = []
        self._places: defaultdict[str, list[int]] = defaultdict(list)  # where on the stack elements of a name are
        self._block_places: list[int] = []
        self._scope_places: list[int] = []
        self._heading_level = 1
        self._stray_list: ListState | None = None

    @property
    def context(self) -> Context:
        """Of what comes next."""
        return self._stack[-1].context if self._stack else self._root

    def feed(self, start: int, end: int) -> None:
        for token in tokens(self.source, start, end):
            self.token(token)
        self._end_block()

    def line_end(self, start: int, end: int, *, hard: bool = False) -> None:
        """The end of a line of Markdown; a hard one is meant to be seen."""
        (self._writer.hard_break if hard else self._writer.line_end)(start, end)

    def finish(self, end: int) -> None:
        self._pop_to(0, end, end)
        self._end_block()

    def token(self, token: Token) -> None:
        kind = token.kind
        if kind is TEXT:
            if self._places["head"]:
                self._text_in_head(token)
            if not self.context.silent:
                self._writer.text(token, self.context)
        elif kind is START:
            self._start_tag(token)
        elif kind is END:
            self._end_tag(token)
        elif kind is COMMENT:
            self.builder.comment(token.text, token.start, token.end)
        elif kind is RAW:
            self._raw(token)
        elif kind is not DECLARATION and not self.context.silent:
            if kind is ENTITY:
                self._writer.entity(token, self.context)
            else:
                self._writer.directive(token, self.context)

    def _raw(self, token: Token) -> None:
        if not self.title and self._stack and self._stack[-1].name == "title" and not self._places["svg"]:
            self.title = raw_text(self.source, token)

    def _text_in_head(self, token: Token) -> None:
        if self._stack[-1].name == "head" and not self.source[token.start : token.end].isspace():
            self._pop_to(len(self._stack) - 1, token.start, token.start)

    def _end_block(self) -> None:
        self._writer.end_block(self.context)

    # -- start tags -------------------------------------------------------------------------

    def _start_tag(self, token: Token) -> None:
        name = token.name
        if name in ("html", "body") and not self.lang:
            self.lang = language(self.source, token)
        if name == "html":
            return
        if self._places["head"] and name not in IN_HEAD and not self._places["noscript"] and not self._places["template"]:
            self._pop_to(self._places["head"][0], token.start, token.start)
        if name in VOID:
            self._void(token)
            return
        self._imply_ends(token)
        around = self.context
        if name in BLOCKS and not around.silent:
            self._end_block()
        element = _Element(token, _HEADING if name in HEADINGS else name, self._inside(around, token))
        if not around.silent:
            element.stands_in = name in STAND_INS and not is_hidden(self.source, token)
            if not element.is_block and not element.context.silent:
                marks = marks_of(self.source, token, self.lang)
                element.marks = [kind for kind, words in marks if self._writer.begin_mark(kind, words)]
                if name == "q":
                    self._writer.open_quotation(token.start, token.end, element.context)
        if element.is_block:
            self._block_places.append(len(self._stack))
        if name in _SCOPES:
            self._scope_places.append(len(self._stack))
        self._places[element.key].append(len(self._stack))
        self._stack.append(element)
        if token.closes_itself and element.context.hidden and (name in DRAWINGS or not around.hidden):
            self._pop_to(len(self._stack) - 1, token.end, token.end)  # what is not read and closes itself swallows nothing
        elif token.attributes and not element.context.silent:
            self._writer.label(token.attribute("aria-label"), self.context)

    def _inside(self, around: Context, token: Token) -> Context:
        """The context within an element: what its tag says, and the list, item, table or cell it is."""
        name = token.name
        context = inside(around, self.source, token, self.lang)
        if name == "h1" and context.outside and self._outer_h1:
            return msgspec.structs.replace(context, outside=False)
        if context.silent:
            return context
        changes: dict[str, object] = {}
        if name in HEADINGS:
            self._heading_level = context.level
        elif name == "summary":  # what unfolds stands under it
            level = min(self._heading_level + 1, 6)
            changes = {"kind": Kind.HEADING, "level": level, "item": None, "loose": False}
        elif name in LISTS:
            level = around.list.level + 1 if around.list else 1
            items = ListState(self.builder.new_group(), level, name == "ol")
            changes = {"list": items, "kind": Kind.PARAGRAPH, "item": None, "loose": True}
        elif name == "li":
            items = around.list or self._stray_items()
            changes = {"list": items, "item": Item(items), "kind": Kind.PARAGRAPH, "loose": False}
        elif name == "dl":
            changes = {"group": self.builder.new_group(), "kind": Kind.PARAGRAPH, "item": None}
        elif name == "table":
            table = Table(self.builder.new_group(), for_layout=token.start in self._layouts)
            changes = {"table": table, "kind": Kind.PARAGRAPH, "item": None, "list": None, "in_head_rows": False, "loose": True}
        elif name == "caption" and context.table:
            changes = {"group": context.table.group}
        elif name == "tr" and context.table:
            context.table.next_row()
        elif name in CELLS and context.table and not context.table.for_layout:
            across, down = (number(self.source, token, key, most) for key, most in (("colspan", 1000), ("rowspan", 65534)))
            changes = {
                "kind": Kind.CELL,
                "group": context.table.group,
                "row": 0 if context.in_head_rows else max(context.table.row, 0),
                "column": context.table.next_cell(across, down),
                "header": name == "th" or context.in_head_rows,
                "loose": False,
            }
        if "kind" in changes and changes["kind"] is not Kind.CELL:
            changes |= {"row": 0, "column": 0, "header": False}
        return msgspec.structs.replace(context, **changes) if changes else context

    def _stray_items(self) -> ListState:
        """The list of an <li> outside any list; a run of them is one."""
        blocks = self.builder.blocks
        if self._stray_list is None or not blocks or blocks[-1].group != self._stray_list.group:
            self._stray_list = ListState(self.builder.new_group(), 1, False)
        return self._stray_list

    def _void(self, token: Token) -> None:
        name = token.name
        if name == "meta":
            key = next(filter(None, (value(self.source, token.attribute(a)) for a in ("name", "property", "itemprop"))), "")
            if key and (content := token.attribute("content")) is not None:
                self.meta.setdefault(key.strip().lower(), value(self.source, content).strip())
            return
        context = inside(self.context, self.source, token, self.lang)
        if name == "br":
            if not context.silent:
                self._writer.line_break(token, context)
        elif name == "hr":
            self._imply_ends(token)
            if not self.context.silent:
                self._end_block()
        elif name == "img" and not context.silent:
            self._writer.opaque(token.start, token.end, context)
            self._writer.mark_last("image", value(self.source, token.attribute("src")).strip())
            self._writer.label(token.attribute("alt") or token.attribute("aria-label"), context)
        elif name in ("input", "area") and not context.silent:
            self._writer.label(token.attribute("alt") or token.attribute("aria-label"), context)
        elif name == "embed" and not self.context.silent:
            if self.builder.is_open:
                self._writer.opaque(token.start, token.end, self.context)
            else:
                self._end_block()
                self._writer.code(token.start, token.end, self.context)

    def _imply_ends(self, token: Token) -> None:
        """End what a start tag ends without saying so."""
        name, at = token.name, token.start
        if name in BLOCKS or name == "hr":
            if self.context.hidden and not self._places["foreignobject"]:
                for unclosed in _INLINE_ONLY:  # an end tag is missing
                    if self._places[unclosed]:
                        self._pop_to(self._places[unclosed][0], at, at)
            if self._block_places and self._stack[self._block_places[-1]].name == "p":
                self._pop_to(self._block_places[-1], at, at)
        if name == "li":
            self._pop_open(("li",), _LIST_LIMITS, at)
        elif name in ("dt", "dd"):
            self._pop_open(("dt", "dd"), ("dl", "table", "main"), at)
        elif name in HEADINGS:
            if self._block_places and self._stack[self._block_places[-1]].name in HEADINGS:
                self._pop_to(self._block_places[-1], at, at)
        elif name in CELLS:
            self._pop_open(("td", "th", "caption"), ("table",), at)
        elif name in TABLE_PARTS:
            self._pop_open(("tr", "td", "th", "caption"), ("table",), at)
            if name != "tr":
                self._pop_open(("thead", "tbody", "tfoot"), ("table",), at)
        elif name == "a":
            self._end_element("a", at, at)

    def _last(self, names: tuple[str, ...]) -> int:
        """The highest place on the stack that one of these elements has; -1 where none is open."""
        return max((self._places[name][-1] for name in names if self._places[name]), default=-1)

    def _pop_open(self, names: tuple[str, ...], within: tuple[str, ...], at: int) -> None:
        """Close those of these elements that are open inside the nearest of `within`."""
        limit = self._last(within)
        while (place := self._last(names)) > limit:
            self._pop_to(place, at, at)

    # -- end tags ---------------------------------------------------------------------------

    def _end_tag(self, token: Token) -> None:
        name = token.name
        if name == "br":
            self._void(msgspec.structs.replace(token, attributes=()))
        elif name == "p" and not self._places["p"]:
            if not self.context.silent:
                self._end_block()
        elif name not in ("html", "body"):
            self._end_element(_HEADING if name in HEADINGS else name, token.start, token.end)

    def _end_element(self, key: str, at: int, tag_end: int) -> None:
        if not self._places[key]:
            return
        place = self._places[key][-1]
        if key in TABLE_PARTS:
            scope = self._last(("table",))
        elif key in ("table", "main"):
            scope = -1
        else:
            scope = self._last(("ul", "ol")) if key == "li" else -1
            scope = max(scope, self._scope_places[-1] if self._scope_places else -1)
        if scope > place:
            return
        element = self._stack[place]
        if element.is_block or not self._block_places or self._block_places[-1] < place:
            self._pop_to(place, at, tag_end)
        else:  # crossed with a block: <b><p></b>
            self._places[key].pop()
            self._leave(element, at, tag_end)

    def _pop_to(self, place: int, at: int, tag_end: int) -> None:
        """Close the element at a place of the stack and all that is open in it."""
        while len(self._stack) > place:
            element = self._stack.pop()
            if element.is_block:
                self._block_places.pop()
            if element.name in _SCOPES:
                self._scope_places.pop()
            if not element.ended:
                self._places[element.key].pop()
                self._leave(element, at, tag_end if len(self._stack) == place else at)

    def _leave(self, element: _Element, at: int, tag_end: int) -> None:
        element.ended = True
        if element.is_block and not element.context.silent:
            self._end_block()
        for kind in element.marks:
            self._writer.end_mark(kind)
        if element.name == "q" and not element.context.silent:
            self._writer.close_quotation(at, tag_end)
        if element.stands_in and not self.context.silent:
            self._stand_in(element, at, tag_end)

    def _stand_in(self, element: _Element, at: int, tag_end: int) -> None:
        """Put something in the place of code, drawings and media, whose content was passed over."""
        if element.name in CODE:
            if self.source[element.content_start : at].strip():
                self._writer.opaque(element.content_start, at, self.context)
                self._writer.mark_last("code")
        elif element.name in PREFORMATTED or (element.name in MEDIA and not self.builder.is_open):
            self._end_block()
            self._writer.code(element.start, tag_end, self.context)
        else:
            self._writer.stand_in(element.start, tag_end, self.context)
