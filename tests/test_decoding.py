"""From bytes to a source: encodings, byte order marks, what is not text, which reader a path takes."""

from __future__ import annotations

import pytest

from linter.errors import InputError
from linter.readers import decode, format_of, read


def refused(data: bytes, path: str = "page.md", encoding: str = "") -> InputError:
    with pytest.raises(InputError) as caught:
        decode(data, path, encoding)
    return caught.value


def test_utf_8_is_the_default_and_newlines_stay() -> None:
    assert decode("naïve\r\n😀\n".encode(), "page.md") == "naïve\r\n😀\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be"])
def test_a_byte_order_mark_decides_and_is_character_0(encoding: str) -> None:
    data = "\ufeffé\r\n".encode(encoding)
    assert decode(data, "page.md") == "\ufeffé\r\n"
    assert decode(data, "page.md", "cp1252") == "\ufeffé\r\n"


def test_the_configured_encoding_is_used() -> None:
    assert decode(b"\x93caf\xe9\x94", "page.md", "windows-1252") == "“café”"


def test_html_says_its_own_encoding() -> None:
    page = b'<html><head><meta charset="windows-1252"></head><p>\x93caf\xe9\x94'
    assert decode(page, "page.html").endswith("“café”")
    assert decode(page.replace(b"windows-1252", b"ISO-8859-1"), "page.HTM").endswith("“café”")
    old = b'<meta http-equiv="Content-Type" content="text/html; charset=latin1"><p>\xe9'
    assert decode(old, "page.html").endswith("é")


def test_a_charset_counts_only_in_html_and_only_near_the_top() -> None:
    page = b'<meta charset="windows-1252">\xe9'
    refused(page, "page.md")
    refused(b" " * 1024 + page, "page.html")
    refused(b'<!-- <meta charset="windows-1252"> -->\xe9', "page.html")


def test_the_configuration_wins_over_the_page() -> None:
    assert decode('<meta charset="windows-1252">é'.encode(), "page.html", "utf-8").endswith("é")


def test_bytes_that_are_not_utf_8_are_named_with_line_and_offset_and_what_to_do() -> None:
    caught = refused(b"ok\nnot \xff ok", "pages/a.md")
    assert (caught.path, caught.line) == ("pages/a.md", 2)
    assert "byte 7" in caught.message
    assert "UTF-8" in caught.message
    assert "encoding" in caught.message


@pytest.mark.parametrize("data", [b"a\0b", b"%PDF-1.7 \xe2", b"PK\x03\x04", b"\x89PNG\r\n", "é".encode("utf-16-le") + b"\0"])
def test_binary_files_are_called_binary(data: bytes) -> None:
    assert "binary" in refused(data).message


def test_a_nul_in_utf_16_is_binary_too() -> None:
    assert "binary" in refused("\ufeffa\0b".encode("utf-16-le")).message


@pytest.mark.parametrize("name", ["nonsense", "zip", "hex", "rot13", "unicode_escape", "punycode", "idna", "x" * 500, "\0"])
def test_only_encodings_of_text_are_known(name: str) -> None:
    assert "encoding" in refused(b"abc", "page.md", name).message


def test_the_suffix_picks_the_reader() -> None:
    assert [format_of(path) for path in ("a.md", "a.MARKDOWN", "b/c.htm", "d.html", "e.txt")] == [
        "markdown",
        "markdown",
        "html",
        "html",
        "text",
    ]
    with pytest.raises(InputError, match="pdf"):
        format_of("page.pdf")


@pytest.mark.parametrize("name", ["leaflet.doc", "leaflet.DOCM", "leaflet.dotx", "leaflet.odt", "leaflet.rtf"])
@pytest.mark.parametrize("data", [b"\xd0\xcf\x11\xe0\0", b"PK\x03\x04", b"{\\rtf1", b"words", b"\xff"])
def test_a_file_for_word_is_to_be_saved_as_docx_whatever_it_holds(name: str, data: bytes) -> None:
    assert refused(data, name).message.endswith(f"files that end in ‘{name[7:]}’; save it as .docx")


def test_a_suffix_that_no_reader_knows_is_said_before_the_content_is_looked_at() -> None:
    for data in (b"%PDF-1.7", b"\0", b"\xff", b"words"):
        assert "no reader for files that end in ‘.pdf’; expected one of .md" in refused(data, "page.pdf").message
    assert "binary" in refused(b"PK\x03\x04", "page.md").message


def test_half_a_character_never_reaches_a_parser() -> None:
    page, _ = read("Take \ud83d one.", "page.md")
    assert page.source == "Take \ufffd one."
    assert page.text == "Take \ufffd one.\n"


def test_every_reader_leaves_the_front_matter_out() -> None:
    for path in ("a.md", "a.html", "a.txt"):
        page, front = read("---\ntitle: Title\n---\nWords to read.\n", path)
        assert front.facts.title == "Title"
        assert page.text == "Words to read.\n"
        assert page.source[page.blocks[0].source_start :].startswith("Words")


def test_html_meta_and_front_matter_are_one() -> None:
    source = '---\ntitle: A\n---\n<html><meta name="carelint:page-type" content="medicine"><p>Words.</p>'
    _, front = read(source, "a.html")
    assert (front.facts.title, front.facts.page_type, front.lines["page-type"]) == ("A", "medicine", 4)
