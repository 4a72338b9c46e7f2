"""Two times of day for one thing on a page."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest

from linter import Linter


@cache
def linter() -> Linter:
    return Linter(syntax="off", today=date(2026, 11, 28))


def said(text: str) -> list[tuple[str, str]]:
    report = linter().check_text(text, "page.md", page_type="procedure", fragment=True)
    return [(one.text, str(one.severity)) for one in report.findings if one.rule == "measure/conflicting-values"]


@pytest.mark.parametrize(
    ("text", "later"),
    [
        ("Please arrive at 7.30am.\n\n## On the day\n\nReport to the desk on Level 2 at 7am.", "7am"),
        ("Arrive at 07:30.\n\nIn short: be here by 8:00.", "8:00"),
        ("- No food after 2 a.m.\n- Bring your tablets.\n\nRemember: nothing to eat after midnight.", "midnight"),
        ("You can drink water until 6am.\n\n## Checklist\n\n- Stop drinking at 5am.", "5am"),
    ],
)
def test_the_later_of_two_times_is_pointed_out(text: str, later: str) -> None:
    assert said(text) == [(later, "suggestion")]


@pytest.mark.parametrize(
    "text",
    [
        "Arrive at 7.30am.\n\n## On the day\n\nReport to the desk at 07:30.",  # the same
        "Arrive at 12 noon.\n\nBe here by midday.",
        "If you are on the morning list, arrive at 7am.\n\nIf you are on the afternoon list, arrive at 11am.",
        "## Blood test\n\nArrive at 8am.\n\n## Scan\n\nArrive at 10am.",
        "Arrive at 8am on Monday.\n\nArrive at 9am on Tuesday.",
        "Do not eat after midnight.\n\nYou can drink water until 6am.",
        "Arrive at 7am.\n\nThe ward closes at 8pm.",
        "Arrive at 7am.\n\nArrive at 8am.\n\nArrive at 9am.",  # a plan
    ],
)
def test_times_of_two_things_or_days_are_left_alone(text: str) -> None:
    assert said(text) == []
