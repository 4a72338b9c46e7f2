"""The documents that are open in the editor, each version by itself and never changed, so that a thread can read it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lsprotocol.types import TextDocumentContentChangeEvent, TextDocumentContentChangePartial, TextDocumentItem

from linter.lsp.positions import Lines
from linter.readers import FORMATS
from linter.store.regexes import regex

# What editors call the formats: VS Code's names, then those of Vim and Emacs.
_LANGUAGES = {"markdown": ".md", "html": ".html", "plaintext": ".txt", "text": ".txt", "gfm": ".md", "mhtml": ".html"}
_TEXT_FORMATS = ("markdown", "html", "text")
_DRIVE = regex(r"/[A-Za-z]:")


class Document:
    """One version of a document. `file` is None where it has not been saved yet; `name` is what it is linted as."""

    def __init__(self, *, uri: str, file: Path | None, name: str, version: int, text: str, encoding: str) -> None:
        self.uri, self.file, self.name, self.version, self.text, self.encoding = uri, file, name, version, text, encoding

    @cached_property
    def lines(self) -> Lines:
        return Lines(self.text, self.encoding)

    def changed(self, changes: Iterable[TextDocumentContentChangeEvent], version: int) -> Document:
        """The version after some changes, each made to what the one before it left."""
        text, lines = self.text, self.lines
        for change in changes:
            if isinstance(change, TextDocumentContentChangePartial):
                start, end = lines.offset(change.range.start), lines.offset(change.range.end)
                text = text[:start] + change.text + text[max(start, end) :]
            else:
                text = change.text
            lines = Lines(text, self.encoding)
        made = Document(uri=self.uri, file=self.file, name=self.name, version=version, text=text, encoding=self.encoding)
        made.lines = lines
        return made


def opened(item: TextDocumentItem, encoding: str) -> Document | None:
    """The document that an editor opens; None for one that no reader knows, or that is neither a file nor a draft."""
    file = path_of(item.uri)
    if file is None and item.uri.partition(":")[0] not in ("untitled", "file"):
        return None  # a diff's other side, a notebook's cell, a terminal's output
    suffix = file.suffix.lower() if file else ""
    name = file.as_posix() if file else "draft"
    if FORMATS.get(suffix) not in _TEXT_FORMATS:
        if item.language_id not in _LANGUAGES:
            return None
        name += _LANGUAGES[item.language_id]
    return Document(uri=item.uri, file=file, name=name, version=item.version, text=item.text, encoding=encoding)


def path_of(uri: str) -> Path | None:
    """The path of a file's address; None for another kind of address."""
    try:
        parts = urlsplit(uri)
    except ValueError:
        return None
    path = unquote(parts.path, errors="surrogateescape")
    if parts.scheme != "file" or not path.strip("/"):
        return None
    if _DRIVE.match(path):
        path = path[1:]
    elif parts.netloc not in ("", "localhost"):
        path = f"//{parts.netloc}{path}"
    return Path(path)
