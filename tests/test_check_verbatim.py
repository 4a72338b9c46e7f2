"""Two values for one thing, told in the same words wherever they stand."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest

from linter import Linter

RULE = "measure/conflicting-values"


@cache
def linter() -> Linter:
    return Linter(syntax="off", today=date(2026, 11, 29))


def said(text: str) -> list[str | None]:
    report = linter().check_text(text, "page.md", page_type="condition", fragment=True)
    return [one.text for one in report.findings if one.rule == RULE]


@pytest.mark.parametrize(
    ("text", "later"),
    [
        (
            "Wear each band for 16 hours and take it off to wash.\n\nWear each band for 12 hours and take it off at night.",
            "12 hours",
        ),
        (
            "Change the base plate every 4 days, or if it leaks.\n\n## Orders\n\nAs you change the base plate every 2 days, order early.",
            "2 days",
        ),
        (
            "- Hold each slow squeeze for 10 seconds, rest, then repeat.\n\n## In all\n\nHold each slow squeeze for 5 seconds.",
            "5 seconds",
        ),
        (
            "Do not lift more than 10 pounds for 4 weeks.\n\n## Work\n\nThe note says that you must not lift more than 20 pounds for 4 weeks.",
            "more than 20 pounds",
        ),
    ],
)
def test_the_same_words_beside_two_values_tell_that_they_are_of_one_thing(text: str, later: str) -> None:
    assert said(text) == [later]


@pytest.mark.parametrize(
    "text",
    [
        # Another noun, other people, another case, another step.
        "The ring pessary is changed every 6 months by the nurse.\n\nThe shelf pessary is changed every 4 months by the nurse.",
        "Women must use good contraception for 10 months after the last dose.\n\nMen must use good contraception for 7 months after the last dose.",
        "Sit in the chair for 30 minutes on day 1.\n\nSit in the chair for 60 minutes on day 2.",
        "Call us if your weight goes up by 3 pounds in a day.\n\nCall us if your weight goes up by 5 pounds in a week.",
        "A grade 1 sprain is mild. You can jog slowly after 1 week.\n\nA grade 2 sprain is worse. You can jog slowly after 4 weeks.",
        "Wear the sleeve for 6 weeks.\n\n## In brief\n\n- Some wear the sleeve for 8 weeks",
        # What follows tells them apart.
        "The nurse flushes the line with 10 mL of salt water after a sample.\n\nThe nurse flushes the line with 5 mL of salt water when there is none.",
        # Three values are a list.
        "Eat 8 grams of fat a day.\n\nEat 10 grams of fat a day.\n\nEat 12 grams of fat a day.",
    ],
)
def test_what_tells_two_values_apart_is_heeded(text: str) -> None:
    assert said(text) == []
