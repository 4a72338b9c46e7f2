"""Syllables by rules."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.language import syllables

SPOKEN = {
    1: "the rest aches knees worked don't you'll through tongue eyes yes",
    2: "table tables needed doses washes lifetime careful safety spasm rhythm client headaches didn't it'll nurse's fluid"
    " handled player something quiet people awake decrease release fibre centre café",
    3: "video radio medicine area likelihood completely calcium nutrient easier diagnose museum created recipe vegetable"
    " vertebra vertebrae medically dysplasia thrombosis autism edema oedema apnea follow-up MRI",
    4: "diabetes diarrhoea society pneumonia ordinary continuing ischemia anemia leukaemia metastases myalgia inflammation",
    5: "appendectomy colonoscopy haemophilia physiotherapy pituitary laryngoscopy",
    7: "hemilaminectomy cardiomyopathy gastroenterology",
}


@pytest.mark.parametrize(("n", "word"), [(n, word) for n, listed in SPOKEN.items() for word in listed.split()])
def test_count(n: int, word: str) -> None:
    assert syllables.count(word) == n


@pytest.mark.parametrize(("word", "n"), [("911", 1), ("2.5", 2), ("5mg", 2), ("COVID-19", 3), ("", 0), ("—", 1)])
def test_figures_and_marks(word: str, n: int) -> None:
    assert syllables.count(word) == n


def test_case_and_curly_apostrophes_do_not_matter() -> None:
    assert syllables.count("Nurse’s") == syllables.count("nurse's") == syllables.count("NURSE'S") == 2


@given(st.text(alphabet="abcdeghiklmnoprstuvwyé'-1", min_size=1, max_size=24))
def test_every_word_has_a_syllable_and_none_more_than_letters_allow(word: str) -> None:
    assert 1 <= syllables.count(word) <= 3 * len(word)
