"""Positions as editors count them, in all three encodings; and documents that are changed in place."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lsprotocol import types

from linter.lsp.documents import Document, opened, path_of
from linter.lsp.positions import Lines, units

ENCODINGS = ("utf-8", "utf-16", "utf-32")
BYTES = {"utf-8": ("utf-8", 1), "utf-16": ("utf-16-le", 2), "utf-32": ("utf-32-le", 4)}

# Of each width, with what ends a line, what only looks so, and halves of surrogate pairs.
texts = st.text(st.sampled_from("ab\r\n\u2028\x0b\x0c\x85éλ‘中\ufeff🦵\U0010ffff\ud83e\uddb5"), max_size=30)
encodings = st.sampled_from(ENCODINGS)


def counted(text: str, encoding: str) -> int:
    """Code units, counted by encoding for good."""
    codec, width = BYTES[encoding]
    return len(text.encode(codec, "surrogatepass")) // width


@given(texts, encodings, st.data())
def test_every_offset_comes_back_from_its_position(text: str, encoding: str, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(text)))
    lines = Lines(text, encoding)
    back = lines.offset(lines.position(offset))
    between = text[offset - 1 : offset + 1] == "\r\n"  # no position is inside a line's end
    assert back == (offset - 1 if between and offset else offset)


@given(texts, encodings, st.data())
def test_a_position_counts_lines_and_the_units_before_it(text: str, encoding: str, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(text)))
    lines = re.split(r"\r\n|\r|\n", text[:offset])
    if text[offset - 1 : offset + 1] == "\r\n" and offset:
        lines.pop()  # what was cut in two is one end of one line
    assert Lines(text, encoding).position(offset) == types.Position(len(lines) - 1, counted(lines[-1], encoding))


@given(texts, encodings, st.integers(0, 40), st.integers(0, 100))
def test_every_position_is_some_place_of_the_text_and_never_inside_a_character(
    text: str, encoding: str, line: int, character: int
) -> None:
    lines = Lines(text, encoding)
    offset = lines.offset(types.Position(line, character))
    assert 0 <= offset <= len(text)
    at = lines.position(offset)
    assert (at.line, at.character) <= (line, character)


@given(texts, encodings)
def test_units_are_those_of_the_encoding(text: str, encoding: str) -> None:
    assert units(text, encoding) == counted(text, encoding)


def test_surrogate_pairs_are_two_units_in_utf_16_alone() -> None:
    text = "a🦵b\r\n🦵"
    assert [Lines(text, encoding).position(2).character for encoding in ENCODINGS] == [5, 3, 2]
    assert Lines(text, "utf-16").offset(types.Position(0, 2)) == 1, "inside the pair is before it"
    assert Lines(text, "utf-16").offset(types.Position(1, 2)) == 6


def test_a_position_past_the_end_of_a_line_or_of_the_text_is_that_end() -> None:
    lines = Lines("ab\r\ncé", "utf-16")
    assert lines.offset(types.Position(0, 99)) == 2
    assert lines.offset(types.Position(1, 99)) == 6
    assert lines.offset(types.Position(9, 0)) == 6


# -- documents ---------------------------------------------------------------------------------


def document(text: str, encoding: str = "utf-16") -> Document:
    made = opened(types.TextDocumentItem("file:///page.md", "markdown", 1, text), encoding)
    assert made is not None
    return made


@given(texts, encodings, st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40), texts), min_size=1, max_size=5))
def test_changes_in_place_give_the_text_that_the_editor_has(
    text: str, encoding: str, edits: list[tuple[int, int, str]]
) -> None:
    changes: list[types.TextDocumentContentChangeEvent] = []
    expected = text
    for first, last, new in edits:
        lines = Lines(expected, encoding)
        start, end = sorted((min(first, len(expected)), min(last, len(expected))))
        where = lines.range(start, end)
        start, end = lines.offset(where.start), lines.offset(where.end)  # not inside a line's end
        changes.append(types.TextDocumentContentChangePartial(range=where, text=new))
        expected = expected[:start] + new + expected[end:]
    after = document(text, encoding).changed(changes, 2)
    assert (after.text, after.version) == (expected, 2)
    assert after.lines.position(len(expected)) == Lines(expected, encoding).position(len(expected))


def test_a_change_without_a_range_is_the_whole_text_and_the_old_version_stays() -> None:
    before = document("one")
    after = before.changed([types.TextDocumentContentChangeWholeDocument("two")], 2)
    assert (before.text, after.text) == ("one", "two")


@pytest.mark.parametrize(
    ("uri", "language", "name"),
    [
        ("file:///site/page.md", "plaintext", "/site/page.md"),
        ("file:///site/Page%20one.HTML", "html", "/site/Page one.HTML"),
        ("file:///site/README", "markdown", "/site/README.md"),
        ("file:///site/a;b%23c.txt", "plaintext", "/site/a;b#c.txt"),
        ("untitled:Untitled-1", "markdown", "draft.md"),
        ("untitled:Untitled-2", "html", "draft.html"),
        ("untitled:Untitled-3", "plaintext", "draft.txt"),
        ("untitled:Untitled-4", "python", None),
        ("file:///site/page.py", "python", None),
        ("git:/site/page.md?ref", "markdown", None),
        ("vscode-notebook-cell:/site/book.ipynb#1", "markdown", None),
        ("file://[", "markdown", "draft.md"),
    ],
)
def test_a_document_is_read_by_its_suffix_or_its_language_or_not_at_all(uri: str, language: str, name: str | None) -> None:
    made = opened(types.TextDocumentItem(uri, language, 1, ""), "utf-16")
    assert (made.name if made else None) == name


@pytest.mark.parametrize(
    ("uri", "path"),
    [
        ("file:///c%3A/site/page.md", "c:/site/page.md"),
        ("file://server/share/page.md", "//server/share/page.md"),
        ("file://localhost/site/page.md", "/site/page.md"),
        ("file://", None),
        ("https://example.org/page.md", None),
    ],
)
def test_addresses_of_files_become_paths(uri: str, path: str | None) -> None:
    assert path_of(uri) == (None if path is None else Path(path))
