"""Writes XML for the formats that are XML. Text that comes from pages is made harmless; the writer escapes the rest."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TextIO
from xml.etree import ElementTree

from linter.reporters.plain import safe

Element = ElementTree.Element


def element(parent: Element | None, name: str, attributes: Mapping[str, object] | None = None, text: str = "") -> Element:
    """An element, under its parent where it has one. Values are any text: what XML cannot hold is replaced."""
    values = {key: safe(str(value)) for key, value in (attributes or {}).items()}
    made = Element(name, values) if parent is None else ElementTree.SubElement(parent, name, values)
    if text:
        made.text = "\n".join(safe(line) for line in text.split("\n"))
    return made


def write(root: Element, children: Iterable[Element], out: TextIO) -> None:
    """Write a document, indented, with a final newline; child by child, so that a large one is never held as a whole."""
    out.write('<?xml version="1.0" encoding="utf-8"?>\n')
    alone = ElementTree.tostring(root, encoding="unicode")
    start, end = alone.removesuffix(" />") + ">", alone
    for child in children:
        ElementTree.indent(child, level=1)
        out.write(f"{start}\n  {ElementTree.tostring(child, encoding='unicode')}")
        start, end = "", f"\n</{root.tag}>"
    out.write(end + "\n")
