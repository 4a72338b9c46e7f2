"""Opens a Word file that may be broken or hostile: only the parts that are read are unpacked, and only so much of them.

A `.docx` is a zip archive of XML parts that name each other. Before anything parses it, it is cut down to the main text,
its styles, lists, notes, footers and properties. Pictures, fonts, macros and embedded files are never unpacked, addresses
outside the file are never fetched, nothing is written to disk, and what is read may not be larger than a page may be.
"""

from __future__ import annotations

import posixpath
import zlib
from io import BytesIO
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from linter.errors import InputError

if TYPE_CHECKING:
    from docx.document import Document

DEFAULT_LIMIT = 10_000_000
"""Bytes of all parts together, unpacked, where no configuration says otherwise."""

_TYPES = "[Content_Types].xml"
_ROOT_RELATIONS = "_rels/.rels"
_KEPT = (
    frozenset({"officeDocument", "core-properties", "custom-properties"}),  # of what the file itself names
    frozenset({"styles", "numbering", "footnotes", "endnotes", "footer"}),  # of what its main text names
    frozenset[str](),  # of what these name
)
_ADDRESS = "hyperlink"
_STRICT = b"http://purl.oclc.org/ooxml/"
_OLE, _ENCRYPTED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "EncryptedPackage".encode("utf-16-le")
_OTHERS = {
    b"{\\rtf": "it is an RTF file",
    b"%PDF-": "it is a PDF file",
    b"<": "it looks like HTML or XML",
}
_SAVE = "save it as ‘Word Document (.docx)’"


def open_document(data: bytes, path: str, limit: int = DEFAULT_LIMIT) -> Document:
    """A Word file's bytes, as python-docx has them. Raises InputError for whatever is no Word document."""
    if not data.startswith(b"PK"):
        raise InputError(path, 0, _what_it_is(data))
    try:
        return _open(_Parts(data, path, limit))
    except InputError:
        raise
    except Exception as problem:  # what zip and XML libraries raise for a file that was made to break them has no end
        raise InputError(path, 0, _damage(problem)) from None


def _what_it_is(data: bytes) -> str:
    if not data.strip(b"\0 \r\n"):
        return "is no Word document: it is empty"
    if data.startswith(_OLE):
        if _ENCRYPTED in data:
            return "is protected by a password; save it without one"
        return f"is an old Word file (.doc) under another name; {_SAVE}"
    start = data.removeprefix(b"\xef\xbb\xbf").lstrip()[:8]
    why = next((said for magic, said in _OTHERS.items() if start.startswith(magic)), "it is no zip archive")
    return f"is no Word document: {why}; {_SAVE}"


def _damage(problem: Exception) -> str:
    words = str(problem).split("\n")[0]
    if isinstance(problem, RecursionError) or "depth" in words:
        return "cannot be read: it is nested too deeply"
    if isinstance(problem, RuntimeError) and "encrypted" in words:
        return "is protected by a password; save it without one"
    if isinstance(problem, BadZipFile | EOFError | zlib.error):
        return "is damaged: the zip archive is cut off or broken; open it in Word and save it again"
    return f"is damaged, or no Word document; open it in Word and save it again ({type(problem).__name__})"


def root_of(relation: Any, path: str) -> Any:
    """The root element of the part that a relation leads to. Raises InputError where it is no XML."""
    from docx.oxml.parser import parse_xml

    part = relation.target_part
    if hasattr(part, "element"):
        return part.element
    try:
        return parse_xml(part.blob)
    except Exception as problem:  # as above
        raise InputError(path, 0, _damage(problem)) from None


class _Parts:
    """The parts of the archive, each unpacked when it is asked for, as long as there is room."""

    def __init__(self, data: bytes, path: str, limit: int) -> None:
        self.path = path
        self._room = self._limit = limit
        self._zip = ZipFile(BytesIO(data))
        self._names = {info.filename.lower(): info for info in self._zip.infolist()}

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._names

    def read(self, name: str) -> bytes:
        info: ZipInfo = self._names[name.lower()]
        if info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):  # the others unpack in steps of any size
            raise InputError(self.path, 0, f"is packed in a way that Word does not; {_SAVE}")
        with self._zip.open(info) as part:
            data = part.read(self._room + 1)
        if len(data) > self._room:
            raise InputError(
                self.path, 0, f"holds more than {self._limit:,} bytes of text when unpacked; max-page-size sets the most"
            )
        self._room -= len(data)
        if b"<!DOCTYPE" in (data.replace(b"\0", b"") if b"\0" in data[:4] else data):
            raise InputError(self.path, 0, "declares a document type (DTD), which no Word document does; it is not read")
        return data


def _open(parts: _Parts) -> Document:
    from docx import Document

    for name in (_TYPES, _ROOT_RELATIONS):
        if name not in parts:
            raise InputError(parts.path, 0, f"is no Word document: it is a zip archive without {name}; {_SAVE}")
    slim = BytesIO()
    with ZipFile(slim, "w", ZIP_STORED) as out:
        out.writestr(_TYPES, parts.read(_TYPES))
        relations = parts.read(_ROOT_RELATIONS)
        if _STRICT in relations:
            raise InputError(parts.path, 0, f"is a ‘Strict Open XML Document’; {_SAVE}")
        if "officeDocument" not in _copy("", relations, 0, parts, out):
            raise InputError(parts.path, 0, "is damaged: it holds no main text; open it in Word and save it again")
    try:
        return Document(BytesIO(slim.getvalue()))
    except ValueError as problem:
        if "macroEnabled" in str(problem):
            raise InputError(parts.path, 0, f"is a Word file with macros (.docm) under another name; {_SAVE}") from None
        if "is not a Word file" in str(problem):
            raise InputError(parts.path, 0, f"is no Word document: its main part is something else; {_SAVE}") from None
        raise


def _copy(owner: str, relations: bytes, depth: int, parts: _Parts, out: ZipFile) -> set[str]:
    """Copy the parts that a part names, as far as they are read, and the list that names them; gives their kinds."""
    from docx.oxml.parser import parse_xml
    from lxml import etree

    tree: Any = parse_xml(relations)
    kinds: set[str] = set()
    for relation in list(tree):
        kind = str(relation.get("Type", "")).rsplit("/", 1)[-1]
        if relation.get("TargetMode") == "External":
            if kind != _ADDRESS:
                tree.remove(relation)
            continue
        name = _target(owner, relation.get("Target", ""))
        if kind not in _KEPT[depth] or name not in parts:
            tree.remove(relation)
            continue
        kinds.add(kind)
        if name in out.NameToInfo:
            continue
        out.writestr(name, parts.read(name))
        if (own := _relations_of(name)) in parts:
            _copy(name, parts.read(own), depth + 1, parts, out)
    out.writestr(_relations_of(owner), etree.tostring(tree))
    return kinds


def _relations_of(part: str) -> str:
    """The name of the list of what a part names; that of the file itself for no part."""
    return posixpath.join(posixpath.dirname(part), "_rels", posixpath.basename(part) + ".rels")


def _target(owner: str, target: str) -> str:
    """The name in the archive that a relation's target stands for. It is looked up there and nowhere else."""
    return posixpath.normpath(posixpath.join("/", posixpath.dirname(owner), target)).lstrip("/")
