"""Names of the elements of a Word document that are read, and what the wrappers among them hold."""

from __future__ import annotations

from typing import Any

from docx.oxml.ns import qn

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"

PARAGRAPH, TABLE, RUN, TEXT = qn("w:p"), qn("w:tbl"), qn("w:r"), qn("w:t")
PARAGRAPH_PROPERTIES, RUN_PROPERTIES = qn("w:pPr"), qn("w:rPr")
CONTROL, CONTENT = qn("w:sdt"), qn("w:sdtContent")
ALTERNATE, CHOICE, FALLBACK = f"{_MC}AlternateContent", f"{_MC}Choice", f"{_MC}Fallback"
FORMULAS = frozenset({f"{_MATH}oMath", f"{_MATH}oMathPara"})
DELETED = frozenset({qn("w:del"), qn("w:moveFrom")})
IMPORTED = frozenset({qn("w:altChunk"), qn("w:subDoc")})
WRAPPERS = frozenset(
    {CONTROL, ALTERNATE, *map(qn, ("w:ins", "w:moveTo", "w:customXml", "w:smartTag", "w:dir", "w:bdo", "w:ruby", "w:rubyBase"))}
)
_PROPERTIES, _PLACEHOLDER = qn("w:sdtPr"), qn("w:showingPlcHdr")
_GALLERY, _VAL = qn("w:docPartGallery"), qn("w:val")


def content_of(wrapper: Any) -> Any:
    """What a wrapper shows: itself, or the element of it that holds its content; None where it shows nothing of the page's own.

    A content control that nobody has filled in shows a prompt; a table of contents says what the headings say.
    """
    if wrapper.tag == ALTERNATE:
        chosen = wrapper.find(CHOICE)
        return wrapper.find(FALLBACK) if chosen is None else chosen
    if wrapper.tag != CONTROL:
        return wrapper
    properties = wrapper.find(_PROPERTIES)
    if properties is not None:
        if properties.find(_PLACEHOLDER) is not None:
            return None
        gallery = next(properties.iter(_GALLERY), None)
        if gallery is not None and gallery.get(_VAL) == "Table of Contents":
            return None
    return wrapper.find(CONTENT)
