"""Patterns that ignore case, written for a text in lower case."""

from __future__ import annotations

import pytest
import re2
from hypothesis import given, settings
from hypothesis import strategies as st

from linter.folding import fold, lower
from linter.search.hits import Scan
from linter.search.pattern_case import for_lower_case
from linter.search.scanner import Scanner
from tests.reading_tools import page_of_lines


@pytest.mark.parametrize(
    ("pattern", "written"),
    [
        (r"\bMRI scans?\b", r"\bmri scans?\b"),
        (r"(?P<mark>Cure)\B\W\D", r"(?P<mark>cure)\B\W\D"),
        (r"[A-Z-] [^A-Za-z\]B]", "[a-z-] [^a-za-z\\]b]"),
        (r"[]A-Z](?i:X)(?s)Y", r"[]a-z](?i:x)(?s)y"),
        (r"\(A\)\.\[B", r"\(a\)\.\[b"),
        (r"[- ]A", r"[- ]a"),
        (r"[:.-]A", r"[:.-]a"),
    ],
)
def test_letters_become_small_and_nothing_else_changes(pattern: str, written: str) -> None:
    assert for_lower_case(pattern) == written


@pytest.mark.parametrize(
    "pattern",
    [
        r"(?-i)MRI",
        r"a(?s-i:B)",
        "naïve",
        r"\x41",
        r"\101",
        r"\pL",
        r"\QA\E",
        "[[:upper:]]",
        r"[\x41]",
        "[A-z]",
        "[ -Z]",
        r"[\x41-Z]",
        "[!-~]",
    ],
)
def test_what_asks_for_capitals_or_may_is_left_alone(pattern: str) -> None:
    assert for_lower_case(pattern) is None


PIECES = st.sampled_from(
    [
        " ",
        "[- ]",
        *(
            r"no No RISK k K s é [A-C] [^A-C.] [a-z] [B-b] [^k] []S] [\w-] \b \B \w \W \D \d . ^ $ \. \A \x4b [[:alpha:]]"
            r" (?-i:M) (?i:m) (?P<mark>M)"
        ).split(),
    ]
)
PATTERNS = st.recursive(
    PIECES,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=4).map("".join),
        st.lists(inner, min_size=2, max_size=3).map(lambda some: f"(?:{'|'.join(some)})"),
        st.tuples(inner, st.sampled_from(["?", "*", "+", "{2}"])).map(lambda pair: f"(?:{pair[0]}){pair[1]}"),
    ),
    max_leaves=8,
)
TEXTS = st.lists(
    st.sampled_from(
        ["no", "No", "RISK", "risk", "m", "M", "k", "B", "É", "é", "ß", "İ", "Σ", "[", "_", " ", "-", ".", "7", "\n"]
    ),
    max_size=20,
).map("".join)


@given(pattern=PATTERNS, text=TEXTS)
@settings(max_examples=600, deadline=None)
def test_it_finds_in_lower_case_what_the_pattern_finds_in_any(pattern: str, text: str) -> None:
    written = for_lower_case(pattern)
    options = re2.Options()
    options.log_errors = False
    try:
        compiled = re2.compile("(?im)" + pattern, options)
    except re2.error:  # two groups of one name
        return
    if written is not None:
        spans = [match.span() for match in re2.compile("(?m)" + written, options).finditer(lower(fold(text)))]
        assert spans == [match.span() for match in compiled.finditer(fold(text))]


@pytest.mark.parametrize("text", ["risk", "RISK", "Risk", "ri\u017fk", "ris\u212a"])
def test_a_word_is_found_however_its_letters_are_written(text: str) -> None:
    hits = Scanner([(("test", "find"), Scan(patterns=("risks?",)))]).scan(page_of_lines(f"A {text}.")).get(("test", "find"))
    assert [(hit.start, hit.end) for hit in hits] == [(2, 6)]
