"""Words for counting."""

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.folding import fold
from linter.language import words


def found(text: str) -> list[str]:
    folded = fold(text)
    places, tokens = words.read(folded)
    assert tokens == [folded[start:end] for start, end in places]
    return tokens


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Take one tablet.", ["Take", "one", "tablet"]),
        ("The nurse’s note isn’t long", ["The", "nurse's", "note", "isn't", "long"]),
        ("a follow-up visit for COVID-19", ["a", "follow-up", "visit", "for", "COVID-19"]),
        ("2.5 mL, 1,000 units and 5mg", ["2.5", "mL", "1,000", "units", "and", "5mg"]),
        ("120/80 at 5:30", ["120/80", "at", "5:30"]),
        ("and/or", ["and", "or"]),
        ("pain—and swelling", ["pain", "and", "swelling"]),
        ("e.g. at 9 a.m., by a Ph.D.", ["e.g", "at", "9", "a.m", "by", "a", "Ph.D"]),
        ("rest.Then go", ["rest", "Then", "go"]),
        (
            "rest.I went to the U.S.A. with a B.Sc. in it",
            ["rest", "I", "went", "to", "the", "U.S.A", "with", "a", "B", "Sc", "in", "it"],
        ),
        ("tablet(s), dose(es) and child(ren)", ["tablet", "dose", "and", "child"]),
        ("(s) del(5q) cream(oil)", ["s", "del", "5q", "cream", "oil"]),
        ("safe.¹ 30 kg/m² of 1·5", ["safe", "30", "kg", "m²", "of", "1·5"]),
        ("don't and don’t, O’Neil’s ’flu, patients’", ["don't", "and", "don't", "O'Neil's", "flu", "patients"]),
        ("4- or 48-hour, 7–10 days, a non–drug way", ["4", "or", "48-hour", "7-10", "days", "a", "non-drug", "way"]),
        ("38°C, 5% and 10µg", ["38", "C", "5", "and", "10µg"]),
        ("24/7 or mg/kg, he/she", ["24/7", "or", "mg", "kg", "he", "she"]),
        ("ask nhs.uk/flu, GOV.UK or Example.co.uk’s help@example.org.", ["ask", "or", "s"]),
        ("rest.complete the form.info", ["rest", "complete", "the"]),
        ("'quoted' - dashed -- twice", ["quoted", "dashed", "twice"]),
        ("Sjo\u0308gren’s", ["Sjo\u0308gren's"]),
        ("______ \ufffc\ufffc", []),
        ("see https://example.org/a-b now", ["see", "now"]),
        ("", []),
    ],
)
def test_find(text: str, expected: list[str]) -> None:
    assert found(text) == expected


@given(st.text(alphabet=st.sampled_from("abs1.,'-/:_() é\u0301\ufffc—\n"), max_size=60))
def test_words_are_in_order_apart_and_hold_a_letter_or_digit(text: str) -> None:
    places = words.find(text)
    assert all(start < end for start, end in places)
    assert all(one[1] <= other[0] for one, other in pairwise(places))
    assert all(text[start].isalnum() and text[end - 1] not in ".,'-/:" for start, end in places)
    ends = [0, *(end for _, end in places)]
    gaps = [text[end:start] for end, start in zip(ends, [*(start for start, _ in places), len(text)], strict=True)]
    assert not any(char.isalnum() for gap in gaps for char in gap.replace("(s)", ""))


@pytest.mark.parametrize("unit", ["a", "a-", "a.", "1,", "a'", "a\u0301", "a(s)", "a.b", "("])
def test_time_grows_with_length_only(unit: str) -> None:
    text = unit * 100_000
    began = time.process_time()
    assert words.find(text) or unit == "("
    assert time.process_time() - began < 2
