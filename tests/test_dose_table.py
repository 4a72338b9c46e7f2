"""Doses in sentences beside the table, or the amount for each kilogram, that gives them otherwise."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest

from linter import Linter

RULE = "measure/conflicting-values"
WEIGHTS = """\
| Your child's weight | Each dose |
|---|---|
| 18 to 23 lb (8 to 10 kg) | 3.75 mL |
| 24 to 35 lb (11 to 16 kg) | 5 mL |
| 36 to 47 lb (17 to 21 kg) | 7.5 mL |

"""
AGES = "| Age | How much |\n|---|---|\n| 2 to 5 years | 2.5 mL |\n| 6 to 11 years | 5 mL |\n\n"


@cache
def linter() -> Linter:
    return Linter(profile="medicines", syntax="off", today=date(2026, 11, 28))


def said(text: str) -> list[tuple[str, str, str]]:
    report = linter().check_text(text, "page.md", page_type="medicine", fragment=True)
    return [(one.text, one.message.partition(".")[0], str(one.severity)) for one in report.findings if one.rule == RULE]


@pytest.mark.parametrize(
    ("text", "dose"),
    [
        (WEIGHTS + "So a child who weighs 30 lb gets 7.5 mL.", "7.5 mL"),
        (WEIGHTS + "A child of 12 kg takes 3.75 mL every 6 hours.", "3.75 mL every 6 hours"),
        (WEIGHTS + "If your child weighs 30 lb (14 kg), give 7.5 mL.", "7.5 mL"),
        (AGES + "A 4-year-old takes 5 mL.", "5 mL"),
        (AGES + "Children aged 2 to 5 years are given 5 mL for most coughs.", "5 mL"),
        (AGES + "A child of 3 takes 5 mL.", "5 mL"),
        (AGES + "If your child is 3, give 5 mL.", "5 mL"),
        ("Give 10 mg/kg every 6 hours.\n\nA child of 12 kg takes 240 mg.", "240 mg"),
        ("Children aged 6 to 11 take 5 mL.\n\nA child of 8 years takes 10 mL.", "10 mL"),
        ("Children aged 6 to 11 take 5 mL twice a day.\n\n### My son is 9. How much?\n\nAt his age, give 10 mL.", "10 mL"),
        ("Give 10 to 15 mg for each kg.\n\nA child who weighs 22 lb takes 300 mg.", "300 mg"),
    ],
)
def test_a_dose_that_is_given_otherwise_is_an_error(text: str, dose: str) -> None:
    assert [(words, severity) for words, _, severity in said(text)] == [(dose, "error")]


@pytest.mark.parametrize(
    "text",
    [
        WEIGHTS + "So a child who weighs 30 lb gets 5 mL.",
        WEIGHTS + "A child who weighs 30 lb takes at most 20 mL a day.",
        WEIGHTS + "A child who weighs 60 lb takes 10 mL.",  # of which the table says nothing
        WEIGHTS + "A child of 12 kg who is sick takes 3.75 mL instead.",
        AGES + "A child aged 7 years takes 5 mL.",
        AGES + "A child of 3 takes 2.5 mL, and a child of 9 takes 5 mL.",
        "Children aged 6 to 11 take 250 mg of amoxicillin.\n\nA child of 8 years takes 120 mg of ibuprofen.",
        "Children aged 6 to 11 take 5 mL of syrup.\n\nA child of 8 years takes 10 mL of the weaker syrup.",
        "Children aged 6 to 11 take 5 mL.\n\nMy son is 13. At his age the dose is 10 mL.",
        "Children aged 6 to 11 take 5 mL. Children aged 12 to 17 take 10 mL.\n\nMy son is 12. At his age, give 10 mL.",
        "Give 10 mg/kg every 6 hours.\n\nA child who weighs 12 kg takes 120 mg.",
        "Give 30 mg/kg a day, in three doses.\n\nA child who weighs 20 kg takes 200 mg.",
        "Give 10 mg/kg at first, then 5 mg/kg.\n\nA child who weighs 20 kg takes 100 mg.",
        "## Ibuprofen\n\n" + WEIGHTS + "## Acetaminophen\n\nA child who weighs 30 lb gets 7.5 mL of acetaminophen.",
    ],
)
def test_a_dose_that_may_be_right_is_left_alone(text: str) -> None:
    assert said(text) == []


def test_the_message_gives_the_sum() -> None:
    text = "Give 15 mg for each kilogram.\n\nA child who weighs 20 kg gets 150 mg."
    assert said(text)[0][1] == "Line 1 says ‘15 mg’, which is 300 mg for this weight; here it is ‘150 mg’"
