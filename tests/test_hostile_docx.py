"""A Word file that is broken, or made to break its reader, is one clear line and exit code 2; other pages are still linted."""

from __future__ import annotations

import time
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZIP_LZMA, ZipFile, ZipInfo

import docx
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from linter.cli import main
from linter.errors import InputError
from linter.readers import decode, read
from tests.reading_tools import assert_places_hold, texts
from tests.word_tools import NAMES, add_part, add_relation, p, packed, page_of, parts_of, with_body, zipped

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def document(*texts: str) -> bytes:
    made = docx.Document()
    for text in texts or ("Drink water.",):
        made.add_paragraph(text)
    return packed(made)


def without(name: str) -> bytes:
    return zipped({key: part for key, part in parts_of(document()).items() if key != name})


def with_part(name: str, content: bytes) -> bytes:
    return zipped({**parts_of(document()), name: content})


def with_doctype(declaration: str, encoding: str = "utf-8") -> bytes:
    xml = f'<?xml version="1.0" encoding="{encoding}"?>{declaration}<w:document {NAMES}><w:body><w:p><w:r><w:t>&x;</w:t></w:r></w:p></w:body></w:document>'
    return with_part("word/document.xml", xml.encode(encoding))


def laughs() -> str:
    entities = '<!ENTITY x0 "ha">' + "".join(f'<!ENTITY x{i} "{f"&x{i - 1};" * 10}">' for i in range(1, 10))
    return f'<!DOCTYPE w [{entities}<!ENTITY x "&x9;">]>'


def nested(tag: str, depth: int) -> bytes:
    return with_body(p("Start.") + f"<w:{tag}>" * depth + p("Deep.") + f"</w:{tag}>" * depth)


def content_type(value: str) -> bytes:
    parts = parts_of(document())
    types = parts["[Content_Types].xml"]
    main_type = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    assert main_type in types
    return zipped({**parts, "[Content_Types].xml": types.replace(main_type, value.encode())})


def repacked(method: int) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", method) as archive:
        for name, part in parts_of(document()).items():
            archive.writestr(name, part)
    return out.getvalue()


def encrypted_entries() -> bytes:
    data = bytearray(document())
    at = 0
    while (at := data.find(b"PK\x01\x02", at)) >= 0:
        data[at + 8] |= 1
        at += 4
    at = 0
    while (at := data.find(b"PK\x03\x04", at)) >= 0:
        data[at + 6] |= 1
        at += 4
    return bytes(data)


def flipped() -> bytes:
    """One byte of the main text's packed form changed."""
    data = bytearray(document(*("Drink water every day, and rest." for _ in range(50))))
    with ZipFile(BytesIO(data)) as archive:
        info = archive.getinfo("word/document.xml")
    data[info.header_offset + 30 + len(info.filename) + info.compress_size // 2] ^= 0xFF
    return bytes(data)


def strict() -> bytes:
    parts = parts_of(document())
    old, new = (
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
    )
    return zipped({name: part.replace(old, new) for name, part in parts.items()})


def bomb(name: str = "word/document.xml") -> bytes:
    text = f"<w:document {NAMES}><w:body><w:p><w:r><w:t>{'a' * 11_000_000}</w:t></w:r></w:p></w:body></w:document>"
    return with_part(name, text.encode())


BROKEN: dict[str, tuple[Callable[[], bytes], str]] = {
    "empty": (lambda: b"", "it is empty"),
    "nothing but NULs": (lambda: bytes(4096), "it is empty"),
    "text": (lambda: b"Drink water.", "it is no zip archive"),
    "HTML": (lambda: b"<html><p>Drink water.", "it looks like HTML or XML"),
    "RTF": (lambda: b"{\\rtf1 Drink water.}", "it is an RTF file"),
    "PDF": (lambda: b"%PDF-1.7", "it is a PDF file"),
    "an old .doc": (lambda: OLE, "is an old Word file (.doc)"),
    "a password": (lambda: OLE + "EncryptedPackage".encode("utf-16-le"), "is protected by a password"),
    "a password on the archive": (encrypted_entries, "is protected by a password"),
    "an empty archive": (lambda: zipped({}), "without [Content_Types].xml"),
    "another archive": (lambda: zipped({"a.txt": "Drink water."}), "without [Content_Types].xml"),
    "no relations": (lambda: without("_rels/.rels"), "without _rels/.rels"),
    "no main text": (lambda: without("word/document.xml"), "it holds no main text"),
    "cut off": (lambda: document()[:-600], "cut off or broken"),
    "cut off early": (lambda: document()[:100], "cut off or broken"),
    "a byte changed": (flipped, "cut off or broken"),
    "packed with bzip2": (lambda: repacked(ZIP_BZIP2), "is packed in a way that Word does not"),
    "packed with LZMA": (lambda: repacked(ZIP_LZMA), "is packed in a way that Word does not"),
    "broken XML": (lambda: with_part("word/document.xml", b"<w:document"), "is damaged"),
    "an empty main text": (lambda: with_part("word/document.xml", b""), "is damaged"),
    "no body": (lambda: with_part("word/document.xml", f"<w:document {NAMES}/>".encode()), "has no body"),
    "another root": (lambda: with_part("word/document.xml", b"<html><body>x</body></html>"), "is damaged"),
    "broken notes": (lambda: with_body(p("A."), lambda parts: add_part(parts, "footnotes", "footnotes.xml", "<w:footnotes")), "is damaged"),
    "broken styles": (lambda: with_part("word/styles.xml", b"<w:styles"), "is damaged"),
    "a workbook": (lambda: content_type("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"), "its main part is something else"),
    "macros": (lambda: content_type("application/vnd.ms-word.document.macroEnabled.main+xml"), "is a Word file with macros (.docm)"),
    "strict": (strict, "is a ‘Strict Open XML Document’"),
    "a zip bomb": (bomb, "holds more than 10,000,000 bytes of text when unpacked"),
    "a zip bomb of styles": (lambda: bomb("word/styles.xml"), "holds more than 10,000,000 bytes"),
    "a zip bomb of relations": (lambda: bomb("word/_rels/document.xml.rels"), "holds more than 10,000,000 bytes"),
    "billion laughs": (lambda: with_doctype(laughs()), "declares a document type (DTD)"),
    "an external entity": (lambda: with_doctype('<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>'), "declares a document type"),
    "an external entity in UTF-16": (lambda: with_doctype('<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>', "utf-16"), "declares a document type"),
    "an external DTD": (lambda: with_doctype('<!DOCTYPE w SYSTEM "http://localhost:1/x.dtd">'), "declares a document type"),
    "10,000 nested elements": (lambda: nested("ins", 10_000), "it is nested too deeply"),
    "10,000 nested tables": (lambda: with_body("<w:tbl><w:tr><w:tc>" * 10_000 + p("Deep.") + "</w:tc></w:tr></w:tbl>" * 10_000), "it is nested too deeply"),
    "text in a file in the file": (lambda: with_body(p("A.") + '<w:altChunk r:id="x"/>'), "in a file within the file"),
}  # fmt: skip


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_or_hostile_file_is_one_clear_line(case: str) -> None:
    make, expected = BROKEN[case]
    data = make()
    start = time.perf_counter()
    with pytest.raises(InputError) as caught:
        decode(data, "pages/a.docx")
    assert expected in caught.value.message
    assert str(caught.value).startswith("pages/a.docx: ")
    assert "\n" not in str(caught.value)
    assert time.perf_counter() - start < 5


def test_other_pages_are_still_linted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "bad.docx").write_bytes(OLE)
    (tmp_path / "good.docx").write_bytes(document("Our drops are a guaranteed cure."))
    (tmp_path / "page.md").write_text("Our drops are a guaranteed cure.\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    assert main(["check", "--syntax", "off", "bad.docx", "good.docx", "page.md"]) == 2
    shown = capsys.readouterr().out
    assert "error: bad.docx: is an old Word file" in shown
    assert "good.docx\n" in shown
    assert "page.md\n" in shown
    for command in ("grade", "terms", "audit"):
        assert main([command, "bad.docx", "page.md"]) == 2
        capsys.readouterr()


def test_a_word_file_is_never_larger_than_a_page_may_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "carelint.toml").write_text('max-page-size = "20KB"\n', "utf-8")
    (tmp_path / "large.docx").write_bytes(
        zipped({**parts_of(document()), "word/media/a.png": zlib.compress(bytes(range(256)), 0) * 200})
    )
    monkeypatch.chdir(tmp_path)
    assert main(["check", "--syntax", "off", "large.docx"]) == 2
    assert 'the most is max-page-size = "20KB"' in capsys.readouterr().out


def test_the_parts_that_are_read_may_unpack_to_as_much_as_a_page_and_no_more() -> None:
    data = document("Drink water and rest. " * 5_000)
    assert len(data) < 100_000 < len(decode(data, "a.docx"))
    with pytest.raises(InputError, match="holds more than 100,000 bytes of text when unpacked"):
        decode(data, "a.docx", limit=100_000)


# -- what is passed over -----------------------------------------------------------------------


def links_to(number: str, kind: str, target: str, *, external: bool = False) -> Callable[[dict[str, bytes]], None]:
    return lambda parts: add_relation(parts, number, kind, target, external=external)


HARMLESS: dict[str, Callable[[], bytes]] = {
    "a bomb that nobody reads": lambda: bomb("word/media/image1.png"),
    "a bomb in another part": lambda: bomb("word/comments.xml"),
    "a picture that is missing": lambda: with_body(p("Drink water."), links_to("i", "image", "../NULL")),
    "a path out of the archive": lambda: with_body(p("Drink water."), links_to("i", "footer", "../../../etc/passwd")),
    "a name out of the archive": lambda: zipped({**parts_of(document()), "../../etc/cron.d/x": "* * * * * root x"}),
    "a template from the network": lambda: with_body(p("Drink water."), links_to("t", "attachedTemplate", "http://localhost:1/x.dotm", external=True)),
    "a footer from the network": lambda: with_body(p("Drink water."), links_to("f", "footer", "http://localhost:1/x.xml", external=True)),
    "a part that names itself": lambda: with_body(p("Drink water."), links_to("s", "footer", "document.xml")),
    "leading junk of 200 wrappers": lambda: with_body("<w:ins>" * 200 + p("Drink water.") + "</w:ins>" * 200),
    "numbers that are none": lambda: with_body(p("Drink water.", properties='<w:outlineLvl w:val="x"/><w:numPr><w:ilvl w:val="-1"/><w:numId w:val="٣"/></w:numPr>')),
    "a link to another file on the disk": lambda: with_link(),
}  # fmt: skip


def with_link() -> bytes:
    """A symbolic link in the archive, beside the parts."""
    out = BytesIO(document())
    with ZipFile(out, "a", ZIP_DEFLATED) as archive:
        link = ZipInfo("word/footer9.xml")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    return out.getvalue()


@pytest.mark.parametrize("case", HARMLESS)
def test_what_is_not_text_of_the_page_is_never_read(case: str) -> None:
    assert texts(page_of(HARMLESS[case]())) == ["Drink water."]


def test_a_huge_table_is_read_in_seconds() -> None:
    row = "<w:tr>" + "".join(f"<w:tc>{p('Ab')}</w:tc>" for _ in range(10)) + "</w:tr>"
    data = with_body("<w:tbl>" + row * 4_000 + "</w:tbl>")
    start = time.perf_counter()
    page = page_of(data)
    assert len(page.blocks) == 40_000
    assert time.perf_counter() - start < 15


def test_fields_in_one_another_take_linear_time() -> None:
    begin, end = (f'<w:fldChar w:fldCharType="{kind}"/>' for kind in ("begin", "end"))
    code = "<w:instrText>IF </w:instrText>" * 5_000
    fields = f"<w:p><w:r>{(begin + '<w:t>a</w:t>') * 10_000}{code}{end * 10_000}<w:t>Drink water.</w:t></w:r></w:p>"
    start = time.process_time()
    assert texts(page_of(with_body(fields))) == ["Drink water."]
    assert time.process_time() - start < 10


def test_a_span_of_any_size_costs_nothing() -> None:
    cell = f'<w:tc><w:tcPr><w:gridSpan w:val="999999999999"/></w:tcPr>{p("a")}</w:tc>'
    assert texts(page_of(with_body(f"<w:tbl><w:tr>{cell}{cell}</w:tr></w:tbl>"))) == ["a", "a"]


def test_tables_in_tables_end_at_the_depth_that_is_read() -> None:
    inner = p("deep")
    for _ in range(60):
        inner = f"<w:tbl><w:tr><w:tc>{inner}</w:tc><w:tc>{p('b')}</w:tc></w:tr></w:tbl>"
    assert texts(page_of(with_body(inner)))[0] == "deep"


# -- anything at all ---------------------------------------------------------------------------

PIECES = (
    "<w:p>", "</w:p>", "<w:r>", "</w:r>", "<w:t>words</w:t>", "<w:t/>", '<w:fldChar w:fldCharType="begin"/>', "<w:tbl>", "</w:tbl>",
    '<w:fldChar w:fldCharType="separate"/>', '<w:fldChar w:fldCharType="end"/>', "<w:tr>", "</w:tr>", "<w:tc>", "</w:tc>", "<w:br/>",
    '<w:instrText> HYPERLINK "a" </w:instrText>', "<w:sdt>", "</w:sdt>", "<w:sdtContent>", "</w:sdtContent>", "<w:del>", "</w:del>",
    '<w:hyperlink w:anchor="a">', "</w:hyperlink>", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>', "<w:drawing/>",
    "<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>", '<w:pPr><w:pStyle w:val="Heading1"/></w:pPr>', '<w:footnoteReference w:id="9"/>', "<w:sym/>",
    '<w:br w:type="page"/>', "<w:rPr><w:b/></w:rPr>", "<w:txbxContent>", "</w:txbxContent>", "<mc:AlternateContent>",
    "</mc:AlternateContent>", "<mc:Choice>", "</mc:Choice>", "<w:pict>", "</w:pict>",
)  # fmt: skip


def closed(pieces: list[str]) -> str:
    """The pieces as XML: ends that match nothing left out, what is open ended."""
    out: list[str] = []
    stack: list[str] = []
    for piece in pieces:
        name = piece.strip("</>").split()[0].split("/")[0].rstrip(">")
        if piece.startswith("</"):
            if name not in stack:
                continue
            while True:
                last = stack.pop()
                out.append(f"</{last}>")
                if last == name:
                    break
            continue
        out.append(piece)
        if not piece.endswith("/>") and "</" not in piece:
            stack.append(name)
    return "".join(out) + "".join(f"</{name}>" for name in reversed(stack))


@given(st.lists(st.sampled_from(PIECES), max_size=40))
def test_any_nesting_of_elements_gives_a_page_whose_places_hold(pieces: list[str]) -> None:
    source = decode(with_body(closed(pieces)), "a.docx")
    page, _ = read(source, "a.docx")
    assert_places_hold(page)
    assert page.text == source


_WHOLE = document("Drink water.", "Rest.")


@given(st.integers(0, len(_WHOLE) - 1), st.binary(min_size=1, max_size=4), st.booleans())
@example(0, b"\0", False)
def test_a_file_with_some_bytes_changed_or_cut_off_is_read_or_refused(at: int, other: bytes, cut: bool) -> None:
    data = _WHOLE[:at] if cut else _WHOLE[:at] + other + _WHOLE[at + len(other) :]
    try:
        source = decode(data, "a.docx")
    except InputError:
        return
    assert_places_hold(read(source, "a.docx")[0])
