"""Words for counting."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.folding import fold
from linter.language import words


def found(text: str) -> list[str]:
    folded = fold(text)
    return [folded[start:end] for start, end in words.find(folded)]


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
        ("'quoted' - dashed -- twice", ["quoted", "dashed", "twice"]),
        ("Sjo\u0308gren’s", ["Sjo\u0308gren's"]),
        ("______ \ufffc\ufffc", []),
        ("see https://example.org/a-b now", ["see", "now"]),
        ("", []),
    ],
)
def test_find(text: str, expected: list[str]) -> None:
    assert found(text) == expected


@given(st.text(alphabet=st.sampled_from("ab1.,'-/:_ é\u0301\ufffc—\n"), max_size=60))
def test_words_are_in_order_apart_and_hold_a_letter_or_digit(text: str) -> None:
    places = words.find(text)
    assert all(start < end for start, end in places)
    assert all(one[1] <= other[0] for one, other in pairwise(places))
    assert all(text[start].isalnum() and text[end - 1] not in ".,'-/:" for start, end in places)
    outside = "".join(set(text) - {char for start, end in places for char in text[start:end]})
    assert not any(char.isalnum() for char in outside)
