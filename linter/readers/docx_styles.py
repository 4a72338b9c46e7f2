"""What a Word file's styles and lists say of a paragraph or a run: heading level, list level, bold, hidden, language.

A style takes from the one it is based on what it does not say itself. Built-in styles have one English name in every language
of Word, but other programs write names in their own: those are known by a table.
"""

from __future__ import annotations

import re
from typing import Any

import msgspec
from docx.oxml.ns import qn

from linter.store.regexes import regex

_VAL = qn("w:val")
_OFF = frozenset({"0", "false", "off", "none"})
_LONGEST_CHAIN = 20

# "Heading" as programs name the style in other languages, before its number.
_HEADING = regex(
    r"(?i)(?:heading|header|überschrift|berschrift|uberschrift|titre|título|titulo|titolo|títol|kop|rubrik|overskrift|otsikko"
    r"|nagłówek|nadpis|naslov|címsor|titlu|başlık|antraštė|virsraksts|pealkiri|επικεφαλίδα|заголовок|заглавие|כותרת|عنوان"
    r"|见出し|見出し|标题|標題|제목)\s*([1-9])"
)
# fmt: off
_TITLES = frozenset({
    "title", "titel", "titre", "titolo", "título", "titulo", "cím", "tytuł", "název", "názov", "otsikko", "rubrik", "tittel",
    "titlu", "konu başlığı", "название", "заголовок", "表題", "标题", "標題", "제목",
})
# fmt: on
_LIST_NAME = regex(r"(?i)(list bullet|list number|listenaufzählung|listennummer|liste à puces|liste à numéros)\s*([2-9])?")
_NUMBERED = frozenset({"list number", "listennummer", "liste à numéros"})
_CONTINUES = ("list continue", "list paragraph", "listenfortsetzung", "listenabsatz", "paragraphe de liste")
_QUOTES = frozenset({"quote", "intense quote", "block text", "zitat", "citation", "cita"})
_CAPTIONS = frozenset({"caption", "beschriftung", "légende", "epígrafe", "didascalia"})


class Style(msgspec.Struct, frozen=True, kw_only=True):
    """What a style, or formatting that stands in the text itself, says. None: nothing, so that what lies under it holds."""

    name: str = ""
    outline: int | None = None  # 0 to 8; 9 is body text
    number: int | None = None
    level: int | None = None
    hidden: bool | None = None
    bold: bool | None = None
    raised: bool | None = None
    lang: str | None = None
    symbol: bool | None = None  # set in the font Symbol

    def over(self, base: Style) -> Style:
        """This, and what `base` says where this says nothing."""
        return Style(
            name=self.name or base.name,
            outline=base.outline if self.outline is None else self.outline,
            number=base.number if self.number is None else self.number,
            level=base.level if self.level is None else self.level,
            hidden=base.hidden if self.hidden is None else self.hidden,
            bold=base.bold if self.bold is None else self.bold,
            raised=base.raised if self.raised is None else self.raised,
            lang=base.lang if self.lang is None else self.lang,
            symbol=base.symbol if self.symbol is None else self.symbol,
        )

    # -- what its name says ------------------------------------------------------------------

    @property
    def heading(self) -> int:
        """The level of a heading, 1 to 6; 0 for none."""
        if self.outline is not None:
            return min(self.outline + 1, 6) if self.outline < 9 else 0
        match = _HEADING.fullmatch(self.name)
        return min(int(match[1]), 6) if match else 0

    @property
    def is_title(self) -> bool:
        return self.name.lower() in _TITLES

    @property
    def is_contents(self) -> bool:
        """An entry of a table of contents: the way to a heading, not text of the page."""
        return bool(re.fullmatch(r"(?i)(?:toc|verzeichnis|tm|tdc|índice|sommario)\s*[1-9]|toc heading", self.name))

    @property
    def is_caption(self) -> bool:
        return self.name.lower() in _CAPTIONS

    @property
    def is_quotation(self) -> bool:
        return self.name.lower() in _QUOTES

    @property
    def continues_item(self) -> bool:
        return self.name.lower().startswith(_CONTINUES)

    @property
    def listed(self) -> tuple[bool, int] | None:
        """Whether a list style's name says that it is numbered, and its level from 0; None for a style of another name."""
        match = _LIST_NAME.fullmatch(self.name)
        return (match[1].lower() in _NUMBERED, int(match[2] or 1) - 1) if match else None


NOTHING = Style()


def formatting(properties: Any, name: str = "") -> Style:
    """What a `w:pPr` or `w:rPr` says of itself, its style apart."""
    if properties is None:
        return Style(name=name)
    outline = numbering = level = hidden = bold = raised = lang = symbol = None
    for child in properties:
        tag = child.tag
        if tag == _OUTLINE:
            outline = number_of(child.get(_VAL), 9)
        elif tag == _NUM_PR:
            inner, depth = child.find(_NUM_ID), child.find(_ILVL)
            numbering = None if inner is None else number_of(inner.get(_VAL))
            level = None if depth is None else number_of(depth.get(_VAL))
        elif tag == _VANISH:
            hidden = _is_on(child)
        elif tag == _BOLD:
            bold = _is_on(child)
        elif tag == _VERT_ALIGN:
            raised = child.get(_VAL) == "superscript"
        elif tag == _LANG:
            lang = child.get(_VAL)
        elif tag == _FONTS:
            symbol = child.get(_ASCII, "").lower() == "symbol" if child.get(_ASCII) else None
    return Style(
        name=name,
        outline=outline,
        number=numbering,
        level=level,
        hidden=hidden,
        bold=bold,
        raised=raised,
        lang=lang,
        symbol=symbol,
    )


_OUTLINE, _NUM_PR, _NUM_ID, _ILVL = qn("w:outlineLvl"), qn("w:numPr"), qn("w:numId"), qn("w:ilvl")
_VANISH, _BOLD, _VERT_ALIGN, _LANG = qn("w:vanish"), qn("w:b"), qn("w:vertAlign"), qn("w:lang")
_FONTS, _ASCII = qn("w:rFonts"), qn("w:ascii")


def _is_on(element: Any) -> bool:
    return element.get(_VAL, "1").lower() not in _OFF


def number_of(text: str | None, otherwise: int = 0) -> int:
    """A small number that stands in an attribute."""
    text = (text or "").strip()
    return int(text[:6]) if text.isascii() and text.isdigit() else otherwise


class Styles:
    """The styles of a document, each joined with those it is based on when it is first asked for."""

    def __init__(self, root: Any | None) -> None:
        self._elements: dict[str, Any] = {}
        self._joined: dict[str, Style] = {}
        self.default = ""  # of paragraphs that name none
        for style in () if root is None else root.iterchildren(qn("w:style")):
            style_id = style.get(qn("w:styleId"), "")
            self._elements.setdefault(style_id, style)
            if style.get(qn("w:type")) == "paragraph" and style.get(qn("w:default"), "0").lower() not in _OFF:
                self.default = style_id

    def style(self, style_id: str) -> Style:
        """What a style says with all it is based on; nothing for one that is not there."""
        if style_id not in self._joined:
            joined, at = NOTHING, style_id
            seen: set[str] = set()
            while at and at not in seen and len(seen) < _LONGEST_CHAIN:
                seen.add(at)
                joined = joined.over(self._own(at))
                based = self._elements[at].find(qn("w:basedOn")) if at in self._elements else None
                at = "" if based is None else based.get(_VAL, "")
            self._joined[style_id] = joined
        return self._joined[style_id]

    def _own(self, style_id: str) -> Style:
        element = self._elements.get(style_id)
        if element is None:
            return Style(name=style_id)  # `Heading1` says what it is even where its style is lost
        name = element.find(qn("w:name"))
        said = style_id if name is None else name.get(_VAL, style_id)
        paragraph, run = element.find(qn("w:pPr")), element.find(qn("w:rPr"))
        style = formatting(run, said).over(formatting(paragraph))
        if style.outline is None and (level := style.heading):  # by name: a style based on it is a heading too
            return msgspec.structs.replace(style, outline=level - 1)
        return style


class Lists:
    """Which lists are numbered and which have bullets, by number and level."""

    def __init__(self, root: Any | None, styles: Styles) -> None:
        self._styles = styles
        self._abstract: dict[int, dict[int, str]] = {}
        self._linked: dict[int, str] = {}
        self._lists: dict[int, int] = {}
        if root is None:
            return
        for abstract in root.iterchildren(qn("w:abstractNum")):
            number = number_of(abstract.get(qn("w:abstractNumId")))
            levels = self._abstract[number] = {}
            for level in abstract.iterchildren(qn("w:lvl")):
                form = level.find(qn("w:numFmt"))
                levels[number_of(level.get(_ILVL))] = "decimal" if form is None else form.get(_VAL, "decimal")
            link = abstract.find(qn("w:numStyleLink"))
            if link is not None:
                self._linked[number] = link.get(_VAL, "")
        for entry in root.iterchildren(qn("w:num")):
            abstract = entry.find(qn("w:abstractNumId"))
            if abstract is not None:
                self._lists[number_of(entry.get(_NUM_ID))] = number_of(abstract.get(_VAL))

    def form(self, number: int, level: int) -> str:
        """How a level is numbered: `bullet`, `none`, `decimal`…; "" where nothing says so."""
        abstract = self._lists.get(number)
        if abstract in self._linked:  # the levels stand with the style's own list
            linked = self._styles.style(self._linked[abstract]).number
            abstract = self._lists.get(linked) if linked else None
        return self._abstract.get(abstract, {}).get(level, "") if abstract is not None else ""
