"""Splits HTML into tags, text, entities, comments and template directives, each with its exact place in the source.

Written by hand because exact places are what carelint exists for: the standard library's parser gives no places inside
attributes and takes quadratic time on hostile pages, tree-sitter gives error nodes where people make mistakes, and
parsers in the manner of html5lib give a tree without places. The states are those of the WHATWG tokenizer, with one
difference: where it would swallow text because a tag, a quotation mark or a comment is never closed, the mark itself is
text or nothing, and what follows is read. `5 < 10` and `<3` are text.

Every character is looked at a fixed number of times: patterns hold single character classes and possessive repeats only,
and a search that found nothing is not made again.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from enum import StrEnum

import msgspec

from linter.page import OPAQUE
from linter.readers import templates
from linter.store.regexes import regex


class TokenKind(StrEnum):
    TEXT = "text"  # stands in the source as it is
    ENTITY = "entity"  # Token.text is what it means
    START = "start"
    END = "end"
    COMMENT = "comment"  # Token.text is its words
    DECLARATION = "declaration"  # doctype, processing instruction, stray markup: nothing to read
    DIRECTIVE = "directive"  # a template's
    RAW = "raw"  # what stands inside <script>, <style>, <title>, <textarea>…: no markup in there


# Each token is asked for its kind, and Python 3.11 takes five times as long for a member of an enumeration as for a name.
TEXT, ENTITY, START, END, COMMENT, DECLARATION, DIRECTIVE, RAW = TokenKind


class Attribute(msgspec.Struct, frozen=True, gc=False):
    """One attribute: its name in lower case and where its value stands in the source, quotation marks apart."""

    name: str
    start: int
    end: int


class Token(msgspec.Struct, frozen=True, gc=False):
    kind: TokenKind
    start: int
    end: int
    name: str = ""  # of a tag, in lower case
    attributes: tuple[Attribute, ...] = ()
    text: str = ""
    closes_itself: bool = False  # <br/>

    def attribute(self, name: str) -> Attribute | None:
        """The first attribute of this name: as in browsers, later ones do not count."""
        for attribute in self.attributes:
            if attribute.name == name:
                return attribute
        return None


RAW_ELEMENTS = frozenset({"script", "style", "title", "textarea", "xmp", "iframe", "noembed", "noframes"})

_TEXT_END = regex(r"<(?=[a-zA-Z/!?])|&(?=[a-zA-Z#])|\ufffc")
_TAG_NAME = regex(r"[a-zA-Z][^ \t\n\f\r/>]*+")
_GAP = regex(r"[ \t\n\f\r/]*+")
_SPACE = regex(r"[ \t\n\f\r]*+")
_ATTRIBUTE_NAME = regex(r"[^ \t\n\f\r/><][^ \t\n\f\r/>=<]*+")
_UNQUOTED = regex(r"[^ \t\n\f\r>]++")
_ENDS_JSX = ("}", OPAQUE)
_COMMENT_END = regex(r"--!?>")
_RAW_ENDS = {name: regex(rf"</{name}(?=[ \t\n\f\r/>])", re.IGNORECASE | re.ASCII) for name in RAW_ELEMENTS}
_REFERENCE = regex(r"&(?:#(?:[xX]([0-9a-fA-F]++)|([0-9]++));?|([a-zA-Z][a-zA-Z0-9]*+);?)")


def tokens(source: str, start: int, end: int) -> Iterator[Token]:
    """The tokens of `source[start:end]`; all places are places of `source`."""
    return _Tokenizer(source, start, end).run()


def value_tokens(source: str, attribute: Attribute) -> Iterator[Token]:
    """Text, entities and directives of an attribute's value."""
    return _Tokenizer(source, attribute.start, attribute.end).text(in_attribute=True)


def value(source: str, attribute: Attribute | None) -> str:
    """An attribute's value, entities decoded and each line end a `\\n`; empty where there is no such attribute."""
    if attribute is None:
        return ""
    raw = source[attribute.start : attribute.end]
    if "\r" in raw:
        raw = raw.replace("\r\n", "\n").replace("\r", "\n")
    return _unescaped(raw) if "&" in raw and len(raw) < 10_000 else raw


def raw_text(source: str, token: Token) -> str:
    """What a RAW token says (<title>), entities decoded, directives left out, white space collapsed."""
    parts = []
    for part in _Tokenizer(source, token.start, token.end).text():
        if part.kind is TEXT:
            parts.append(source[part.start : part.end])
        elif part.kind is ENTITY:
            parts.append(part.text)
    return " ".join("".join(parts).split())


class _Tokenizer:
    """One run over a stretch of a source. Offsets in here are into `chars`, a copy in which directives are masked."""

    def __init__(self, source: str, start: int, end: int) -> None:
        self.directives = templates.find(source, start, end)
        self.chars = templates.mask(source, start, end, self.directives, OPAQUE)
        self.base = start
        self.last_closing = self.chars.rfind(">")
        self.last_cdata_end = self.chars.rfind("]]>")
        self.no_comment_end = False
        self.no_raw_end: set[str] = set()
        self.quotes = {'"': -2, "'": -2}
        self.wary = False  # a broken tag was read over others: from now on no value holds a `<`

    def run(self) -> Iterator[Token]:
        chars, length = self.chars, len(self.chars)
        at = text_start = 0
        while at < length:
            match = _TEXT_END.search(chars, at)
            if match is None:
                break
            at = match.start()
            char = chars[at]
            if char == "<":
                token, following = self._markup(at)
            elif char == "&":
                token = self._reference(at, in_attribute=False)
                following = token.end - self.base if token else at + 1
            else:
                token, following = self._directive(at)
            if token is None:
                at = following
                continue
            if text_start < at:
                yield self._plain(text_start, at)
            yield token
            at = text_start = following
            if token.kind is START and token.name in RAW_ELEMENTS and not token.closes_itself:
                stop = self._raw_end(token.name, at)
                if stop > at:
                    yield Token(RAW, at + self.base, stop + self.base)
                    at = text_start = stop
            elif token.kind is DECLARATION and chars.startswith("<![CDATA[", at - 9):
                stop = chars.find("]]>", at) if at <= self.last_cdata_end else -1
                if stop >= 0:
                    if at < stop:
                        yield self._plain(at, stop)
                    at = text_start = stop + 3
        if text_start < length:
            yield self._plain(text_start, length)

    def text(self, *, in_attribute: bool = False) -> Iterator[Token]:
        """The same stretch where tags mean nothing: an attribute's value, a title."""
        chars, length = self.chars, len(self.chars)
        at = text_start = 0
        while match := _TEXT_END.search(chars, at):
            at = match.start()
            token: Token | None = None
            following = at + 1
            if chars[at] == "&":
                token = self._reference(at, in_attribute=in_attribute)
                following = token.end - self.base if token else at + 1
            elif chars[at] == OPAQUE:
                token, following = self._directive(at)
            if token is not None:
                if text_start < at:
                    yield self._plain(text_start, at)
                yield token
                text_start = following
            at = following
        if text_start < length:
            yield self._plain(text_start, length)

    def _plain(self, start: int, end: int) -> Token:
        return Token(TEXT, start + self.base, end + self.base)

    def _token(self, kind: TokenKind, start: int, end: int, text: str = "") -> tuple[Token, int]:
        return Token(kind, start + self.base, end + self.base, "", (), text), end

    def _directive(self, at: int) -> tuple[Token | None, int]:
        i = bisect_left(self.directives, (at + self.base, 0))
        if i < len(self.directives) and self.directives[i][0] == at + self.base:
            return self._token(DIRECTIVE, at, self.directives[i][1] - self.base)
        return None, at + 1  # the character itself stands in the source

    # -- entities ---------------------------------------------------------------------------

    def _reference(self, at: int, *, in_attribute: bool) -> Token | None:
        match = _REFERENCE.match(self.chars, at)
        if match is None:
            return None
        end = match.end()
        hexadecimal, decimal, name = match.groups()
        if name is None:
            digits = (hexadecimal or decimal).lstrip("0") or "0"
            text = _unescaped(f"&#{'x' if hexadecimal else ''}{digits};") if len(digits) <= 8 else "\ufffd"
        else:
            found = _named(name, closed=self.chars[end - 1] == ";")
            if found is None:
                return None
            used, text = found
            if used < len(name):
                end = at + 1 + used
                if in_attribute:
                    return None  # ?a=1&copy2=x in an address: no entity
            elif in_attribute and self.chars[end - 1] != ";" and self.chars.startswith("=", end):
                return None
        return Token(ENTITY, at + self.base, end + self.base, "", (), text)

    # -- markup -----------------------------------------------------------------------------

    def _markup(self, at: int) -> tuple[Token | None, int]:
        """The token that begins with the `<` at a place, and where to go on; no token where the `<` is text."""
        chars = self.chars
        following = chars[at + 1]
        if following == "/":
            if chars.startswith(">", at + 2):
                return self._token(DECLARATION, at, at + 3)
            name = _TAG_NAME.match(chars, at + 2)
            return self._tag(at, name, END) if name else (None, at + 1)
        if following == "!":
            if chars.startswith("--", at + 2):
                return self._comment(at)
            if chars.startswith("[CDATA[", at + 2):
                return self._token(DECLARATION, at, at + 9)
        elif following != "?":
            name = _TAG_NAME.match(chars, at + 1)
            return self._tag(at, name, START) if name else (None, at + 1)
        if at > self.last_closing:
            return None, at + 1
        return self._token(DECLARATION, at, chars.index(">", at) + 1)

    def _comment(self, at: int) -> tuple[Token | None, int]:
        chars = self.chars
        for empty in ("<!-->", "<!--->"):
            if chars.startswith(empty, at):
                return self._token(COMMENT, at, at + len(empty))
        close = None if self.no_comment_end else _COMMENT_END.search(chars, at + 4)
        if close is None:
            self.no_comment_end = True
            return self._token(DECLARATION, at, at + 4)
        return self._token(COMMENT, at, close.end(), chars[at + 4 : close.start()])

    def _raw_end(self, name: str, at: int) -> int:
        """Where a raw element's content ends; where it is never closed, it has none and its content is read as usual."""
        if name in self.no_raw_end:
            return at
        close = _RAW_ENDS[name].search(self.chars, at)
        if close is None:
            self.no_raw_end.add(name)
            return at
        return close.start()

    def _tag(self, at: int, name: re.Match[str], kind: TokenKind) -> tuple[Token | None, int]:
        chars = self.chars
        if at > self.last_closing or "<" in name[0]:
            return None, at + 1
        attributes: list[Attribute] = []
        place = name.end()
        while True:
            gap_start = place
            gap = _GAP.match(chars, place)
            place = gap.end() if gap else place
            if chars.startswith(">", place):
                # A slash right after a value without quotation marks is the value's, but not after JSX's `src={url}`.
                closes_itself = chars[place - 1] == "/" and (gap_start < place or chars[place - 2] in _ENDS_JSX)
                token = Token(
                    kind, at + self.base, place + 1 + self.base, name[0].lower(), tuple(attributes), "", closes_itself
                )
                return token, place + 1
            attribute = _ATTRIBUTE_NAME.match(chars, place)
            if attribute is None:  # the end of the page, or a `<`: this tag was never closed
                if chars.find("<", at + 1, place) >= 0:
                    self.wary = True
                return None, at + 1
            start, end, place = self._value(attribute.end())
            attributes.append(Attribute(attribute[0].lower(), start + self.base, end + self.base))

    def _value(self, at: int) -> tuple[int, int, int]:
        """Start and end of the value after an attribute's name, and where to go on."""
        chars = self.chars
        equals = self._skip(at)
        if not chars.startswith("=", equals):
            return at, at, at
        start = self._skip(equals + 1)
        quote = chars[start : start + 1]
        if quote in ('"', "'"):
            close = self._quote_after(quote, start + 1)
            if close >= 0 and self._closes_value(start + 1, close):
                return start + 1, close, close + 1
            start += 1  # never closed: read as if it were not there
        unquoted = _UNQUOTED.match(chars, start)
        end = unquoted.end() if unquoted else start
        return start, end, end

    def _closes_value(self, start: int, close: int) -> bool:
        """Whether a quotation mark ends the value, rather than begin another one further down the page."""
        chars = self.chars
        if self.wary and chars.find("<", start, close) >= 0:
            return False
        following = chars[close + 1 : close + 2]
        return not following or following in " \t\n\f\r/>" or chars.find(">", start, close) < 0

    def _skip(self, at: int) -> int:
        match = _SPACE.match(self.chars, at)
        return match.end() if match else at

    def _quote_after(self, quote: str, at: int) -> int:
        known = self.quotes[quote]
        if known != -1 and known < at:
            known = self.quotes[quote] = self.chars.find(quote, at)
        return known


def _unescaped(text: str) -> str:
    from html import unescape  # loaded, with all names of entities, when the first is met

    return unescape(text)


def _named(name: str, *, closed: bool) -> tuple[int, str] | None:
    """The named entity that a run of letters and digits begins with: how many of them it takes, and what it means."""
    from html.entities import html5  # loaded with the first named entity

    if closed and (text := html5.get(name + ";")) is not None:
        return len(name), text
    for length in range(min(len(name), 6), 1, -1):  # the names that go without a semicolon have 2 to 6 letters
        if (text := html5.get(name[:length])) is not None:
            return length, text
    return None
