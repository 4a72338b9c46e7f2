"""Reads Word documents: the text that Word shows, one block a line, is the page's source, and places are places in it.

What counts is what a reader of the printed page would see. Tracked changes are taken as accepted, hidden text and comments are
left out, of a field its result is read, a table of contents is passed over (it says what the headings say). A text box follows
the paragraph that holds it; notes follow the text, as in Markdown. Headers are the frame of every page and left out; footers
are read last, because that is where "Last reviewed" stands. Pictures, formulas and drawn charts are one opaque character, their
alternative text a block of its own.

White space is one space, and soft hyphens and other characters that nobody sees are gone, so that the source and the page's
text are the same. Nesting is limited by the XML parser; nothing is followed out of the file.
"""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import msgspec
from docx.oxml.ns import qn

from linter import frontmatter
from linter.errors import InputError
from linter.frontmatter import FrontMatter
from linter.page import Block, Kind, Mark, Page
from linter.page_builder import PageBuilder
from linter.readers.docx_package import DEFAULT_LIMIT, open_document, root_of
from linter.readers.docx_story import Storyteller
from linter.store.regexes import regex

if TYPE_CHECKING:
    from docx.document import Document

_STALE_TITLE = regex(r"(?i)microsoft word\b.*|(?:word )?do[ck]ument ?\d*|untitled.*|.*\.docx?")


class Extracted(str):
    """The text of a Word document, with what the file says of its parts. As plain text it is one paragraph a line."""

    blocks: list[Block]
    marks: list[Mark]
    body_end: int  # blocks of the text itself; notes and footers follow
    lang: str
    name: str  # the title in the file's properties
    properties: dict[str, str]  # custom properties, by name


def extract(data: bytes, path: str, limit: int | None = None) -> Extracted:
    """The text of a Word file's bytes. `limit` is how many bytes its parts may unpack to. Raises InputError."""
    try:
        return _extracted(data, path, limit)
    finally:
        gc.collect(1)  # python-docx's parts hold each other: they would stay, megabytes for each file


def _extracted(data: bytes, path: str, limit: int | None) -> Extracted:
    document = open_document(data, path, limit or DEFAULT_LIMIT)
    try:
        teller = Storyteller(document, path)
        teller.tell()
    except RecursionError:
        raise InputError(path, 0, "cannot be read: it is nested too deeply") from None
    page = teller.builder.build(path=path, format="docx")
    text = Extracted(page.text)
    text.blocks = [msgspec.structs.replace(block, source_start=block.start, source_end=block.end) for block in page.blocks]
    text.marks = page.marks
    text.body_end = teller.body_end
    text.name = _title(document, path)
    text.properties = _properties(document, path)
    _name_languages(text, teller.languages, teller.default_language)
    return text


def read(source: str, path: str, keys: Mapping[str, str]) -> tuple[Page, FrontMatter]:
    """A document's text as a Page, and what its custom properties state. A plain string is one paragraph a line."""
    if not isinstance(source, Extracted):
        return _plain(source, path), FrontMatter()
    page = Page(
        path=path,
        source=str(source),
        format="docx",
        text=str(source),
        blocks=list(source.blocks),
        marks=list(source.marks),
        comments=[],
        segments=([0], [0], [-1]),
        lang=source.lang,
        title=source.name,
    )
    page.body_end = source.body_end
    own = {name: value for name, value in source.properties.items() if name in keys}
    ours = {frontmatter.META_PREFIX + name: value for name, value in source.properties.items() if name not in keys}
    return page, frontmatter.from_meta({**own, **ours}, "", keys)


def _plain(source: str, path: str) -> Page:
    builder = PageBuilder(source)
    at = 0
    for line in source.split("\n"):
        builder.open(Kind.PARAGRAPH, at)
        builder.text(line, at)
        at += len(line)
        builder.close(at)
        at += 1
    return builder.build(path=path, format="docx")


def _name_languages(text: Extracted, tagged: dict[int, str], default: str) -> None:
    """Believe what blocks are tagged with only where their words bear it out: word processors tag by the keyboard."""
    from linter.language import english

    said: Counter[str] = Counter()
    for i, block in enumerate(text.blocks):
        said[tagged.get(i, default)] += block.end - block.start
    most = max(said, key=lambda lang: said[lang], default="")
    text.lang = most if most and english.bears_out(text, most) else ""
    for i, lang in tagged.items():
        block = text.blocks[i]
        if lang != text.lang and english.bears_out(text[block.start : block.end], lang):
            text.blocks[i] = msgspec.structs.replace(block, lang=lang)


def _title(document: Document, path: str) -> str:
    """The title of the file's properties, unless a program has made it up; "" for none."""
    for root in _roots(document, "core-properties", path):
        title = " ".join((root.findtext(qn("dc:title")) or "").split())
        return "" if _STALE_TITLE.fullmatch(title) else title
    return ""


def _properties(document: Document, path: str) -> dict[str, str]:
    properties: dict[str, str] = {}
    for root in _roots(document, "custom-properties", path):
        for entry in root:
            name = entry.get("name") if isinstance(entry.tag, str) else None
            value = " ".join("".join(entry.itertext()).split())
            if name and value:
                properties.setdefault(name.strip(), value)
    return properties


def _roots(document: Document, kind: str, path: str) -> list[Any]:
    relations = document.part.package.rels.values() if document.part.package else ()
    return [root_of(relation, path) for relation in relations if relation.reltype.endswith(kind)]
