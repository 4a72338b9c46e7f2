"""What an HTML element means for the text in it: the kind of block, the list or cell, whether it is prose."""

from __future__ import annotations

import msgspec

from linter.page import Kind
from linter.readers.html_tokens import START, Token, value

# fmt: off
BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "dir", "div",
    "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header",
    "hgroup", "legend", "li", "listing", "main", "menu", "nav", "ol", "optgroup", "p", "pre", "search", "section",
    "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
})
# fmt: on
VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"}
)
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
LISTS = frozenset({"ul", "ol", "menu", "dir"})
CELLS = frozenset({"td", "th"})
TABLE_PARTS = frozenset({"caption", "colgroup", "thead", "tbody", "tfoot", "tr", "td", "th"})
IN_HEAD = frozenset({"base", "basefont", "bgsound", "link", "meta", "noscript", "script", "style", "template", "title"})
CODE = frozenset({"code", "kbd", "samp", "var", "tt"})
DRAWINGS = frozenset({"svg", "math"})
MEDIA = frozenset({"iframe", "video", "audio", "object", "canvas", "embed", "applet", "frameset"})

PREFORMATTED = frozenset({"pre", "listing"})
STRUCK = frozenset({"del", "s", "strike"})  # the page has taken these words back
STAND_INS = CODE | DRAWINGS | MEDIA | PREFORMATTED  # not read, but something stands there

# Not read: they hold choices of a form, what few browsers show, the ways to other pages, or what is taken back.
_NOT_PROSE = frozenset({"head", "template", "noscript", "select", "datalist", "nav", "search", "rp", *STRUCK, *STAND_INS})
_CHROME_ROLES = frozenset({"navigation", "search"})
_NOT_IN_FOOTER = frozenset({"form", "dl", "table", *LISTS, *HEADINGS}) - {"ol"}  # a numbered list is of sources, not of links


class ListState(msgspec.Struct, frozen=True):
    group: int
    level: int
    ordered: bool


class Item:
    """A list item: its first paragraph is the ITEM, what follows are PARAGRAPHs."""

    def __init__(self, of: ListState) -> None:
        self.list = of
        self.given = False


class Table:
    """Counts rows and columns; cells that reach over several push later ones aside."""

    _MOST_SPANS = 50  # a page cannot make the count slow

    def __init__(self, group: int, *, for_layout: bool) -> None:
        self.group = group
        self.for_layout = for_layout
        self.row = -1
        self.column = 0
        self._spans: list[tuple[int, int, int]] = []  # first column, one past the last, last row

    def next_row(self) -> None:
        self.row += 1
        self.column = 0
        self._spans = sorted(span for span in self._spans if span[2] >= self.row)

    def next_cell(self, columns: int, rows: int) -> int:
        if self.row < 0:
            self.next_row()
        for first, end, _ in self._spans:
            if first <= self.column < end:
                self.column = end
        column = self.column
        self.column += columns
        if rows > 1 and len(self._spans) < self._MOST_SPANS:
            self._spans.append((column, self.column, self.row + rows - 1))
        return column


class Context(msgspec.Struct, frozen=True):
    """What text at a place of the page belongs to."""

    kind: Kind = Kind.PARAGRAPH
    level: int = 0
    group: int = 0
    row: int = 0
    column: int = 0
    header: bool = False
    quoted: bool = False
    lang: str = ""
    item: Item | None = None
    list: ListState | None = None
    table: Table | None = None
    in_head_rows: bool = False
    loose: bool = True  # in no element that makes a block of its own: straight in a <div>
    hidden: bool = False  # not prose
    outside: bool = False  # beside <main>: not the page
    closing: bool = False  # in a <footer> beside <main>

    @property
    def silent(self) -> bool:
        return self.hidden or self.outside


def is_hidden(source: str, token: Token) -> bool:
    """Whether a tag says of itself that it is not shown, not read aloud, or leads elsewhere."""
    if token.name == "dialog" and token.attribute("open") is None:
        return True
    if not token.attributes:
        return False
    if token.attribute("hidden") is not None:
        return True
    if value(source, token.attribute("aria-hidden")).strip().lower() == "true":
        return True
    if value(source, token.attribute("role")).strip().lower() in _CHROME_ROLES:
        return True
    style = "".join(value(source, token.attribute("style")).lower().split())
    return "display:none" in style or "visibility:hidden" in style


def is_main(source: str, token: Token) -> bool:
    if token.name == "main" or not token.attributes:
        return token.name == "main"
    return token.name != "body" and value(source, token.attribute("role")).strip().lower() == "main"


def survey(source: str, found: list[Token]) -> tuple[bool, bool]:
    """Whether the page has a <main>, and whether the <h1> to read stands outside it."""
    seen_main = h1_after_main = False
    for token in found:
        if token.kind is START:
            if is_main(source, token):
                seen_main = True
            elif token.name == "h1":
                h1_after_main |= seen_main
    return seen_main, seen_main and not h1_after_main


def language(source: str, token: Token) -> str:
    """The `lang` or `xml:lang` of a tag; empty for none."""
    return (value(source, token.attribute("lang")) or value(source, token.attribute("xml:lang"))).strip()


def differing(lang: str, page_lang: str) -> str:
    """A language where it is another than the page's (en-US is not another than en-GB), else empty.

    A piece of a page that names no language is in English, as pages that carelint reads are; English is never another,
    whatever the page says of itself.
    """
    return "" if _primary(lang) in ("en", _primary(page_lang)) else lang


def _primary(lang: str) -> str:
    return lang.lower().replace("_", "-").partition("-")[0]


def inside(context: Context, source: str, token: Token, page_lang: str) -> Context:
    """The context within an element, from that around it; lists, tables and items are the feeder's to add."""
    name = token.name
    changes: dict[str, object] = {}
    if not context.hidden and (name in _NOT_PROSE or is_hidden(source, token)):
        changes["hidden"] = True
    if is_main(source, token):
        changes |= {"outside": False, "closing": False}
    elif context.outside and name == "footer":
        changes |= {"outside": False, "closing": True}
    elif context.closing and name in _NOT_IN_FOOTER:
        changes["outside"] = True
    if name in BLOCKS and token.attributes and (lang := language(source, token)):
        changes["lang"] = differing(lang, page_lang)
    if name == "p":
        changes["loose"] = False
    elif name in HEADINGS:
        changes |= {"kind": Kind.HEADING, "level": int(name[1]), "item": None, "loose": False}
    elif name == "blockquote":
        changes["quoted"] = True
    elif name == "dt":
        changes |= {"kind": Kind.TERM, "item": None, "loose": False}
    elif name == "dd":
        changes |= {"kind": Kind.MEANING, "item": None, "loose": False}
    elif name in ("caption", "figcaption"):
        changes |= {"kind": Kind.CAPTION, "item": None, "loose": False}
    elif name == "thead":
        changes["in_head_rows"] = True
    if not changes:
        return context
    return msgspec.structs.replace(context, **changes)


def number(source: str, token: Token, name: str, most: int) -> int:
    """A colspan or rowspan."""
    digits = value(source, token.attribute(name)).strip()
    return min(int(digits[:6]), most) or 1 if digits.isascii() and digits.isdigit() else 1


def marks_of(source: str, token: Token, page_lang: str) -> list[tuple[str, str]]:
    """The marks (kind and value, as in `page.Mark`) that an inline start tag sets on the text up to its end tag."""
    marks = _marks_of_name(source, token)
    if token.attributes and (lang := differing(language(source, token), page_lang)):
        marks.append(("lang", lang))
    return marks


def _marks_of_name(source: str, token: Token) -> list[tuple[str, str]]:
    name = token.name
    if name in ("strong", "b"):
        return [("strong", "")]
    if name == "sup":
        return [("sup", "")]
    if name == "dfn":
        return [("dfn", _words(source, token, "title"))]
    if name in ("abbr", "acronym") and token.attribute("title") is not None:
        return [("abbr", _words(source, token, "title"))]
    if name == "a" and token.attribute("href") is not None:
        marks = [("link", value(source, token.attribute("href")).strip())]
        label = _words(source, token, "aria-label")
        return [*marks, ("link-label", label)] if label else marks
    return []


def _words(source: str, token: Token, name: str) -> str:
    return " ".join(value(source, token.attribute(name)).split())
