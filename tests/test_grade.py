"""Formulas, what counts as body, and the grade of a page."""

from __future__ import annotations

import pytest

from linter import readers
from linter.language.body import Body
from linter.language.formulas import Counts, formulas
from linter.language.grade import Grade, consensus, grade
from linter.page import Page

EASY = "You may cough. Rest in bed. Drink water. Ask a nurse for help. Call us if it gets worse. Take one pill a day. " * 5
HARD = (
    "Postoperative rehabilitation facilitates considerable improvement of musculoskeletal functionality. "
    "Multidisciplinary consultation necessitates comprehensive documentation of individual circumstances. "
)


def page_of(source: str, path: str = "page.md") -> Page:
    return readers.read(source, path)[0]


def grade_of(source: str, path: str = "page.md", topic_terms: tuple[str, ...] = ()) -> Grade:
    return grade(page_of(source, path), topic_terms)


def test_formulas_are_those_that_were_published() -> None:
    counts = Counts(
        words=100,
        sentences=5,
        syllables=150,
        polysyllables=12,
        letters=470,
        characters=480,
        complex_words=10,
        difficult_words=20,
    )
    assert formulas(counts) == {
        "flesch_reading_ease": pytest.approx(59.64, abs=0.01),
        "flesch_kincaid": pytest.approx(9.91, abs=0.01),
        "smog": pytest.approx(11.98, abs=0.01),
        "gunning_fog": 12.0,
        "coleman_liau": pytest.approx(10.36, abs=0.01),
        "automated_readability": pytest.approx(11.18, abs=0.01),
        "dale_chall": pytest.approx(7.79, abs=0.01),
    }


@pytest.mark.parametrize("source", ["", "\n\n", "---\ntitle: A\n---\n", "```\ncode\n```\n", "* * *", "....", "© ®"])
def test_a_page_without_words_has_zeros(source: str) -> None:
    found = grade_of(source)
    assert set(found.formulas.values()) == {0.0}
    assert (found.words, found.sentences, found.grade, found.difficulty, found.confidence) == (0, 0, 0.0, 1.0, "low")


def test_hard_text_has_a_higher_grade_and_difficulty() -> None:
    easy, hard = grade_of(EASY), grade_of(HARD * 8)
    assert easy.grade < 4 < 14 < hard.grade
    assert 1 <= easy.difficulty < 3 < hard.difficulty <= 6
    assert easy.confidence == hard.confidence == "high"


def test_a_short_text_is_graded_with_low_confidence() -> None:
    found = grade_of("Take one tablet with food.")
    assert (found.words, found.sentences, found.confidence) == (5, 1, "low")


def test_bullets_and_headings_do_not_run_together() -> None:
    found = grade_of("# Side effects\n\nYou may have:\n\n- a rash\n- a cough\n- a sore arm\n")
    assert (found.words, found.sentences) == (10, 4)


@pytest.mark.parametrize(
    "extra",
    [
        "## References\n\n1. Smith J. Multidisciplinary rehabilitation. J Physiother. 2020.\n",
        "| Characteristic | Multidisciplinary |\n| --- | --- |\n| Anticoagulation | Considerable |\n",
        "```\nmultidisciplinary rehabilitation documentation\n```\n",
        "> Multidisciplinary rehabilitation necessitates documentation.\n",
        "## Multidisciplinary rehabilitation\n",
    ],
)
def test_what_is_not_body_does_not_count(extra: str) -> None:
    plain = grade_of(EASY)
    assert grade_of(EASY + "\n\n" + extra).formulas == plain.formulas


def test_a_page_that_is_all_headings_counts_as_body() -> None:
    assert grade_of("# Rest in bed\n\n## Drink water\n").words == 5


def test_topic_terms_and_names_do_not_raise_the_grade() -> None:
    source = "# {}\n\n" + "Ask about {} when you see us. We can treat {} at home. Most people with {} feel well. " * 3
    hard, easy = grade_of(source.format(*["hypothyroidism"] * 13)), grade_of(source.format(*["name"] * 13))
    assert hard.grade == easy.grade
    assert hard.formulas["smog"] > easy.formulas["smog"]
    named = "We asked Alexandria to help. Then Alexandria rang us up. " * 3
    assert grade_of(named).grade == grade_of(named.replace("Alexandria", "Name")).grade
    told = "You may need chemotherapy. We give chemotherapy by drip. "
    assert grade_of(told, topic_terms=("chemotherapy",)).grade < grade_of(told).grade


@pytest.mark.parametrize(
    ("source", "sentences"),
    [
        ('"Can I drive?" he asked.', 2),
        ("“Stop!” she said. We left.", 3),
        ("Ask about pain, sleep and food. Why? We can help.", 3),
        ("Ask (why not?) for help.", 1),
        ("Take 5 mg at 9 a.m. with food.", 1),
        ("Is it safe?\n\nyes", 2),
    ],
)
def test_a_question_or_call_inside_a_sentence_counts_as_one(source: str, sentences: int) -> None:
    assert grade_of(source).sentences == sentences


def test_a_capital_after_a_quotation_mark_or_a_colon_makes_no_name() -> None:
    body = Body(page_of('He said, "Rehabilitation helps." Ask: Anaesthetics are safe. See Alexandria or O\'Hanlon Road.'))
    assert body.names == {"Alexandria", "O'Hanlon", "Road"}
    again = Body(page_of('Ask Alexandria. He said, "Alexandria knows."'))
    assert again.names == {"Alexandria"}


@pytest.mark.parametrize(
    ("word", "hard"),
    [
        ("medication", True),
        ("interested", False),  # by -ed
        ("trespasses", False),  # by -es
        ("exercising", True),
        ("developing", True),
        ("anaesthetic-free", True),
        ("well-thought-out", False),
        ("newspaper", False),
        ("grandmother", False),
        ("everybody", False),
        ("treatable", True),
        ("generation", True),
        ("Alexandria", False),  # a name
    ],
)
def test_gunning_leaves_out_names_compounds_and_endings(word: str, hard: bool) -> None:
    body = Body(page_of(f"We saw {word} here."))
    assert body.counts(body.sentences).complex_words == hard


def test_a_compound_with_a_hyphen_is_one_word() -> None:
    assert grade_of("A follow-up visit.").words == 3
    assert grade_of("A follow-up visit.").polysyllables == 1


def test_no_grade_is_above_eighteen() -> None:
    assert grade_of(" and ".join([HARD.strip(". ")] * 9) + ".").grade == 18.0


def test_sections_and_hardest_sentences_are_placed() -> None:
    found = grade_of(f"# Ears\n\n{EASY}\n\n## How it works\n\n{HARD}\n")
    assert [(section.heading, section.line) for section in found.sections] == [("Ears", 1), ("How it works", 5)]
    assert found.sections[1].grade > found.sections[0].grade + 5
    assert found.hardest[0].line == 7
    assert found.hardest[0].text in HARD
    assert any("few readers know: " in reason for reason in found.hardest[0].reasons)
    assert found.hardest_words[0].word in HARD.lower()


def test_an_empty_text_has_no_grade() -> None:
    assert consensus(Counts()) == 0.0


def test_long_words_leave_out_the_topic() -> None:
    body = Body(page_of("# Hypothyroidism\n\nHypothyroidism is a common hormonal condition.\n"))
    assert list(body.long_words) == ["hormonal", "condition"]
