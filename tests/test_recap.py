"""Summaries, checklists and answers that give another value than the page above them."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest

from linter import Linter


@cache
def linter() -> Linter:
    return Linter(syntax="off", today=date(2026, 11, 28))


def said(text: str, page_type: str = "procedure") -> list[str]:
    report = linter().check_text(text, "page.md", page_type=page_type, fragment=True)
    return [one.text for one in report.findings if one.rule == "measure/conflicting-values"]


@pytest.mark.parametrize(
    ("above", "below", "later"),
    [
        ("Wear the sleeve for 6 weeks, day and night.", "- Sleeve: 3 weeks, day and night", "3 weeks"),
        ("The dressing comes off after 5 days. Keep it clean.", "1. Take the dressing off after 2 days", "2 days"),
        ("Test your sugar again after 15 minutes.", "Sugar low? Test again after 25 minutes.", "25 minutes"),
        ("Brush the gums for 2 minutes, twice a day.", "- Brush for 3 minutes", "3 minutes"),
    ],
)
@pytest.mark.parametrize("heading", ["In brief", "Checklist", "Things to remember", "Common questions", "Wallet card"])
def test_a_recap_that_says_another_value_is_pointed_out(heading: str, above: str, below: str, later: str) -> None:
    assert said(f"# Going home\n\n{above}\n\n## {heading}\n\n{below}") == [later]


@pytest.mark.parametrize(
    "text",
    [
        "# Going home\n\nWear the sleeve for 6 weeks.\n\n## In brief\n\n- Sleeve: 6 weeks",
        "# Going home\n\nWear the sleeve for 2 weeks by day, and for 4 more weeks at night.\n\n## In brief\n\n- Sleeve: 4 weeks at night",
        "# Drinks\n\nMost people need 8 cups of fluid. With heart failure, have 6 cups.\n\n## At a glance\n\n- Heart failure: 6 cups of fluid",
        "# Going home\n\nAdults wear the sleeve for 6 weeks.\n\n## In brief\n\n- Children wear the sleeve for 3 weeks",
        "# Going home\n\nIf the cut is small, wear the sleeve for 2 weeks.\n\n## Notes\n\n- If both arms are sore, wear the sleeve for 4 weeks",
        "# Going home\n\nWear the sleeve for 6 weeks.\n\n## In brief\n\n- Some wear the sleeve for 8 weeks",
    ],
)  # fmt: skip
def test_a_recap_that_agrees_or_speaks_of_another_thing_is_left_alone(text: str) -> None:
    assert said(text) == []


@pytest.mark.parametrize(
    ("text", "later"),
    [
        ("The stitches stay in for 10 days.\n\n**How long do the stitches stay in?**\n\nAbout 3 weeks.", "About 3 weeks"),
        ("You need the crutches for 2 weeks.\n\n## How long will I need the crutches?\n\nFor 6 weeks.", "6 weeks"),
        ("Wait 30 seconds before the second puff.\n\nQ: How long do I wait before the second puff?\n\nA: Wait 5 minutes.", "5 minutes"),
        ("**How long does the knee scan take?** 90 minutes.\n\nYour knee scan will take 30 minutes.", "30 minutes"),
    ],
)  # fmt: skip
def test_a_short_answer_is_compared_by_what_was_asked(text: str, later: str) -> None:
    assert said(text) == [later]


@pytest.mark.parametrize(
    "text",
    [
        "The stitches stay in for 10 days.\n\nHow long do the stitches stay in? Ten days.",
        "The tablets come in packs of 28 days.\n\nHow long does it take to work? About 6 weeks.",  # what “it” is, nobody says
        "The stitches stay in for 10 days.\n\nHow long do I need the sling? About 3 weeks.",
        "If they itch, the stitches come out after 5 days.\n\nHow long do the stitches stay in? 10 days.",
    ],
)
def test_an_answer_to_another_question_is_left_alone(text: str) -> None:
    assert said(text) == []
