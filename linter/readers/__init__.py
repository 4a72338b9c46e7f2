"""From bytes to a Page: which reader a path takes, how its bytes are decoded, and the front matter in front of it."""

from __future__ import annotations

import codecs
import re
from collections.abc import Mapping
from pathlib import PurePath

from linter import frontmatter
from linter.errors import InputError
from linter.frontmatter import NO_KEYS, FrontMatter
from linter.page import Page
from linter.store.regexes import regex

FORMATS = {".md": "markdown", ".markdown": "markdown", ".html": "html", ".htm": "html", ".txt": "text", ".docx": "docx"}

_FOR_WORD = frozenset((".doc", ".docm", ".dot", ".dotm", ".dotx", ".odt", ".ott", ".rtf"))  # which Word saves as .docx

# Encodings that a page may name. Python knows others that are slow or are not encodings of text at all.
_ENCODINGS = regex(r"utf-8|utf-16(?:-[bl]e)?|ascii|iso8859-\d+|cp125\d|cp1140|mac-roman|shift_jis|euc_\w+|gb\w+|big5|koi8-r")
_CHARSET = re.compile(rb"(?i)<meta\s[^>]*?charset\s*=\s*[\"']?\s*([\w:.-]+)")
_HTML_COMMENT = re.compile(rb"(?s)<!--.*?(?:-->|$)")
_MAGIC = (b"%PDF-", b"PK\x03\x04", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\xd0\xcf\x11\xe0", b"{\\rtf")
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_SURROGATE = regex("[\ud800-\udfff]")


def format_of(path: str) -> str:
    """The format of a path by its suffix. Raises InputError for a suffix that no reader knows."""
    suffix = PurePath(path).suffix
    if suffix.lower() in FORMATS:
        return FORMATS[suffix.lower()]
    advice = "save it as .docx" if suffix.lower() in _FOR_WORD else f"expected one of {', '.join(FORMATS)}"
    raise InputError(path, 0, f"no reader for files that end in ‘{suffix}’; {advice}")


def decode(data: bytes, path: str, encoding: str = "", limit: int | None = None) -> str:
    """The source: newlines as they are, a byte order mark kept as character 0; of a Word document, its text.

    A byte order mark decides; then `encoding`, the configuration's; then what an HTML page says of itself; then UTF-8.
    `limit` is how many bytes a Word document may unpack to. Raises InputError, first for a suffix that no reader knows.
    """
    if format_of(path) == "docx":
        from linter.readers.docx import extract

        return extract(data, path, limit)
    name = encoding_of(data, path, encoding)
    if not name.startswith("utf-16") and (b"\0" in data or data.startswith(_MAGIC)):
        raise InputError(path, 0, _binary(data))
    try:
        text = data.decode(name)
    except UnicodeDecodeError as error:
        byte, line = error.start, data.count(b"\n", 0, error.start) + 1
        advice = "save the file as UTF-8, or set ‘encoding’ in the configuration"
        raise InputError(path, line, f"byte {byte:,} is not {name.upper()} text; {advice}") from None
    if "\0" in text:
        raise InputError(path, 0, f"looks like a binary file, not text: character {text.index(chr(0)):,} is a NUL")
    return text


def encoding_of(data: bytes, path: str, encoding: str = "") -> str:
    """Python's name for the encoding that `decode` reads data in. Raises InputError for one that carelint does not read."""
    marked = next((name for bom, name in _BOMS if data.startswith(bom)), "")
    return marked or _known(encoding, path) or _declared(data, path) or "utf-8"


def read(
    source: str, path: str, format: str | None = None, keys: Mapping[str, str] = NO_KEYS, locale: str = ""
) -> tuple[Page, FrontMatter]:
    """A source as a Page, and what its front matter states. `keys` maps a content system's names to ours; `locale` is that of
    the readers, who write numbers in their own way. Raises InputError for a format that has no reader."""
    page, front = _read(source, path, format, keys)
    page.locale = locale  # before anybody asks what stands on the page
    return page, front


def _read(source: str, path: str, format: str | None, keys: Mapping[str, str]) -> tuple[Page, FrontMatter]:
    if not source.isascii() and _SURROGATE.search(source):  # half a character: no parser and no output takes it
        source = _SURROGATE.sub("\ufffd", source)
    kind = format or format_of(path)
    front = frontmatter.split(source, kind, path, keys)
    if kind == "markdown":
        from linter.readers.markdown import read as read_markdown

        return read_markdown(source, path, front.body_start), front
    if kind == "html":
        from linter.readers.html import read as read_html

        page = read_html(source, path, front.body_start)
        return page, frontmatter.merge(front, frontmatter.from_meta(page.meta, source, keys))
    if kind == "text":
        from linter.readers.text import read as read_text

        return read_text(source, path, front.body_start), front
    if kind == "docx":
        from linter.readers.docx import read as read_docx

        return read_docx(source, path, keys)
    raise InputError(path, 0, f"no reader for the format ‘{kind}’")


def _known(encoding: str, path: str) -> str:
    """Python's name for an encoding that the configuration names; empty for none."""
    if not encoding:
        return ""
    try:
        name = codecs.lookup(encoding).name
    except (LookupError, ValueError):
        name = ""
    if name == "utf-8-sig":  # would take the byte order mark away
        return "utf-8"
    if not _ENCODINGS.fullmatch(name):
        raise InputError(path, 0, f"‘{encoding}’ is not an encoding that carelint reads; expected one such as utf-8 or cp1252")
    return "utf-16-le" if name == "utf-16" else name


def _declared(data: bytes, path: str) -> str:
    """What an HTML page says of itself in its first 1024 bytes, read as browsers read it."""
    if FORMATS.get(PurePath(path).suffix.lower()) != "html":
        return ""
    match = _CHARSET.search(_HTML_COMMENT.sub(b"", data[:1024]))
    if match is None:
        return ""
    name = _known(match[1].decode(), path)
    if name.startswith("utf-16"):  # or the declaration could not have been read
        return "utf-8"
    return "cp1252" if name in ("ascii", "iso8859-1") else name


def _binary(data: bytes) -> str:
    at = data.find(b"\0")
    why = f"byte {at:,} is a NUL" if at >= 0 and not data.startswith(_MAGIC) else "it begins as one"
    return f"looks like a binary file, not text: {why}; UTF-16 needs a byte order mark"
