"""How alike words are in what they are used for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.language import alike
from linter.language.alike import share_said, words


@pytest.mark.parametrize(
    ("wanted", "likelier", "than"),
    [
        ("kidney", "renal", "window"),
        ("tube", "pipe", "summer"),
        ("tiredness", "fatigue", "parking"),
        ("lungs", "breathing", "teaspoon"),
    ],
)
def test_words_that_are_used_alike_say_more_of_each_other(wanted: str, likelier: str, than: str) -> None:
    assert share_said(words(wanted), words(likelier)) > share_said(words(wanted), words(than)) + 0.2


def test_the_same_words_say_all_of_it() -> None:
    assert share_said(words("a thin tube drains urine"), words("urine is drained by a thin tube that drains")) == 1.0


def test_words_of_home_stand_for_those_in_print() -> None:
    assert share_said(words("urine"), words("pee")) == 1.0


def test_a_rare_word_weighs_more_than_a_common_one() -> None:
    wanted = words("gallstones cause pain")
    assert share_said(wanted, words("gallstones")) > share_said(wanted, words("pain"))


def test_nothing_says_nothing() -> None:
    assert share_said({}, words("kidney")) == share_said(words("kidney"), {}) == 0.0


def test_words_that_say_little_or_are_not_known_or_are_left_out_do_not_count() -> None:
    assert words("the of xqzvt and kidney tube", but=("tube",)).keys() == {"kidney"}


@given(st.text(), st.text())
def test_any_text_is_between_quite_another_and_the_same(one: str, two: str) -> None:
    assert -1.0 <= share_said(words(one), words(two)) <= 1.0


def test_the_table_is_sorted_and_each_word_has_its_bits() -> None:
    lines = alike.ALIKE.read_bytes().split(b"\n\n", 1)[1].splitlines()
    assert [line.split(b"\t")[0] for line in lines] == sorted(line.split(b"\t")[0] for line in lines)
    assert {len(line.split(b"\t")[1]) for line in lines} == {43}  # base64 of 256 bits, without its last sign
