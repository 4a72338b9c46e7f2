"""Syllables: by rules, by the table, and of medical words that the table lacks."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from linter.language import syllables, tables

SPOKEN = {
    1: "the rest aches knees worked don't you'll through tongue eyes yes",
    2: "table tables needed doses washes lifetime careful safety spasm rhythm client headaches didn't it'll nurse's fluid"
    " handled player something quiet people different family history natural awake decrease release fibre centre café",
    3: "video radio medicine area likelihood completely calcium nutrient easier diagnose museum created recipe vegetable"
    " vertebra vertebrae medically dysplasia thrombosis pneumonia autism edema oedema apnea follow-up MRI"
    " temperature",
    4: "diabetes diarrhoea society ordinary continuing ischemia anemia leukaemia metastases myalgia inflammation",
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


@example("stly")
@given(st.text(alphabet="abcdeghiklmnoprstuvwyé'-1", min_size=1, max_size=24))
def test_every_word_has_a_syllable_and_none_more_than_letters_allow(word: str) -> None:
    assert 1 <= syllables.count(word) <= 3 * len(word)


MEDICAL = [
    line.split("\t")
    for line in (Path(__file__).parent / "data" / "medical_syllables.tsv").read_text("utf-8").splitlines()
    if not line.startswith(("#", "word\t"))
]


def test_the_medical_words_are_labelled_consistently() -> None:
    assert len(MEDICAL) >= 300
    assert [word for word, _, _ in MEDICAL] == sorted({word for word, _, _ in MEDICAL})
    for word, counts, divided in MEDICAL:
        assert divided.replace("-", "") == word
        assert str(divided.count("-") + 1) in counts.split("|") or divided.endswith(("sia", "cia"))


def test_medical_words_that_the_dictionary_lacks() -> None:
    assert all(tables.syllables(word) in (0, syllables.count(word, table=False)) for word, _, _ in MEDICAL)
    wrong = [word for word, counts, _ in MEDICAL if str(syllables.count(word)) not in counts.split("|")]
    assert len(wrong) <= 0.02 * len(MEDICAL), wrong


@pytest.mark.parametrize(
    ("word", "n", "ruled"), [("pneumonia", 3, 4), ("truism", 3, 2), ("pacemakers", 3, 4), ("infrared", 3, 2), ("nypd", 4, 1)]
)
def test_the_table_corrects_the_rules(word: str, n: int, ruled: int) -> None:
    assert syllables.count(word) == n
    assert syllables.count(word, table=False) == ruled


@pytest.mark.parametrize(("stem", "word", "more"), [("pacemaker", "pacemaker's", 0), ("louisiana", "louisianas", 0)])
def test_an_inflection_errs_as_its_stem_does(stem: str, word: str, more: int) -> None:
    assert syllables.count(word) == syllables.count(stem) + more
