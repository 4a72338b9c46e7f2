"""Word documents for tests: from python-docx, or with the XML of the main text written out."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import docx
from docx.document import Document

from linter.page import Page
from linter.readers import decode, read

NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def packed(document: Document) -> bytes:
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def parts_of(data: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(parts: Mapping[str, bytes | str], compression: int = ZIP_DEFLATED) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", compression) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def with_body(xml: str, change: Callable[[dict[str, bytes]], None] | None = None, document: Document | None = None) -> bytes:
    """A document whose body is this XML; `change` may put in other parts."""
    parts = parts_of(packed(document or docx.Document()))
    parts["word/document.xml"] = f"<w:document {NAMES}><w:body>{xml}</w:body></w:document>".encode()
    if change is not None:
        change(parts)
    return zipped(parts)


def add_part(parts: dict[str, bytes], kind: str, name: str, xml: str, content_type: str = "application/xml") -> str:
    """Put a part in that the main text names; gives the relation's id."""
    number = f"rIdNew{len(parts)}"
    parts[f"word/{name}"] = xml.encode()
    add_relation(parts, number, kind, name)
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(
        b"</Types>", f'<Override PartName="/word/{name}" ContentType="{content_type}"/></Types>'.encode()
    )
    return number


def add_relation(parts: dict[str, bytes], number: str, kind: str, target: str, *, external: bool = False) -> None:
    mode = ' TargetMode="External"' if external else ""
    relation = f'<Relationship Id="{number}" Type="{OFFICE}/{kind}" Target="{target}"{mode}/>'
    relations = "word/_rels/document.xml.rels"
    parts[relations] = parts[relations].replace(b"</Relationships>", relation.encode() + b"</Relationships>")


def p(*runs: str, style: str = "", properties: str = "") -> str:
    """A paragraph of runs; words that are no XML become a run."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    inner = "".join(run if run.startswith("<") else r(run) for run in runs)
    return f"<w:p><w:pPr>{named}{properties}</w:pPr>{inner}</w:p>"


def r(text: str, properties: str = "") -> str:
    escaped = re.sub("[&<]", lambda match: {"&": "&amp;", "<": "&lt;"}[match[0]], text)
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escaped}</w:t></w:r>'


def field(code: str, result: str) -> str:
    marks = [f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")]
    return f'{marks[0]}<w:r><w:instrText xml:space="preserve">{code}</w:instrText></w:r>{marks[1]}{r(result)}{marks[2]}'


def page_of(data: bytes, path: str = "page.docx") -> Page:
    return read(decode(data, path), path)[0]


def page_of_body(xml: str, change: Callable[[dict[str, bytes]], None] | None = None) -> Page:
    return page_of(with_body(xml, change))
