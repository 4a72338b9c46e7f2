"""Difficulty: what makes a sentence hard, how hard it is, and that the published table is the one that is used."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter import Linter, readers
from linter.language import difficulty, tables
from linter.language.body import Body

ROOT = Path(__file__).parent.parent


def body_of(text: str) -> Body:
    return Body(readers.read(text, "page.txt")[0])


def difficulty_of(text: str) -> float:
    body = body_of(text)
    return difficulty.score(body.loads[0])


def costs_of(text: str) -> dict[str, list[str]]:
    body = body_of(text)
    return difficulty.costly(body.tokens, body.easy)


@pytest.mark.parametrize(
    ("easier", "harder"),
    [
        ("Rest for two days.", "Rest for two days and keep your leg up while you watch the news or read a book in bed."),
        ("You may feel sick.", "You may feel nauseous."),
        ("The test looks at your blood.", "The test looks at your receptors."),
        ("You may need a scan.", "You may need an MRI."),
        ("The virus is common.", "The virus CMV2 is common."),
        ("Your bowel, which carries food, gets sore.", "Your bowel which carries food gets sore."),
        ("Dyspnea (short breath) is common.", "Dyspnea or short breath is common."),
    ],
)
def test_what_readers_find_harder_scores_higher(easier: str, harder: str) -> None:
    assert difficulty_of(easier) < difficulty_of(harder)


def test_scores_stay_on_the_scale_of_the_raters() -> None:
    assert difficulty.score(difficulty.Load()) == 1.0
    assert 1.0 <= difficulty_of("Call us.") < 2.5
    assert difficulty_of(" ".join(f"Dyspn{a}{b}ea{b}{a}itis-osis" for a in "abcdefg" for b in "aeiou") + ".") == 6.0


def test_a_word_that_is_used_twice_costs_once() -> None:
    assert difficulty_of("Lamina, a lamina.") == difficulty_of("A lamina, so.")


def test_a_name_need_not_be_understood() -> None:
    assert difficulty_of("Please ask Oyelaran for help.") < difficulty_of("Please ask oyelaran for help.")
    assert costs_of("Please ask Oyelaran for help.")["unknown"] == []


def test_what_costs_the_reader_is_named_by_kind_the_rarest_first() -> None:
    assert costs_of("Dyspnea from a receptor defect needs an MRI and considerable preparation with anticoagulants.") == {
        "unknown": ["Dyspnea", "anticoagulants"],
        "science": ["receptor"],
        "short": ["MRI"],
        "long": ["considerable", "preparation"],
    }


@given(st.lists(st.text("abcdeinortxyzABM123-'", min_size=1, max_size=12).filter(lambda word: word[0].isalnum()), max_size=40))
def test_any_words_give_a_score_on_the_scale(tokens: list[str]) -> None:
    costs = [found.packed() for token in tokens if (found := difficulty.cost(token)) is not None]
    assert 1.0 <= difficulty.score(difficulty.load(len(tokens), costs, 2, 3)) <= 6.0
    named = [found for kind in difficulty.costly(tokens, ()).values() for found in kind]
    assert len(named) == len(set(named))
    assert set(named) <= set(tokens)


def test_the_table_in_the_docs_is_the_one_that_is_used() -> None:
    rows = dict(re.findall(r"^\| `(\w+)` \|.*\| (-?\d\.\d\d) \|$", (ROOT / "docs" / "difficulty.md").read_text("utf-8"), re.M))
    assert {name: float(weight) for name, weight in rows.items()} == {"base": difficulty.BASE, **difficulty.WEIGHTS}
    assert len(rows) <= 20


def test_words_of_science_are_sorted_families_in_lower_case() -> None:
    text = (Path(tables.__file__).parent / "data" / tables.SCIENCE).read_text("utf-8").partition("\n\n")[2]
    families = [line.split() for line in text.splitlines()]
    words = [word for family in families for word in family]
    assert families == sorted(families, key=lambda family: family[0])
    assert len(words) == len(set(words)) == len(tables.science())
    assert all(word == word.lower() for word in words)


def test_a_report_gives_the_mean_over_sentences() -> None:
    text = "Call us. Dyspnea needs an MRI.\n"
    found = Linter().grade_text(text, "page.md")
    assert found.difficulty == pytest.approx((difficulty_of("Call us.") + difficulty_of("Dyspnea needs an MRI.")) / 2, abs=0.02)
    assert Linter().check_text(text, "page.md").difficulty == found.difficulty
