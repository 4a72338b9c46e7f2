"""Chances on a page: what is one, and whether all are written alike."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, Literal

import pytest

from linter.checks import risk_format
from linter.page import Kind, Page
from linter.page_builder import PageBuilder


def page_of(text: str) -> Page:
    builder = PageBuilder(text)
    at = 0
    for line in text.split("\n"):
        if line:
            builder.open(Kind.PARAGRAPH, at)
            builder.text(line, at)
            builder.close(at + len(line))
        at += len(line) + 1
    return builder.build(path="page.txt", format="text")


def said(text: str, find: Literal["mixed-formats", "denominators"] = "mixed-formats") -> list[tuple[str, str]]:
    page = page_of(text)
    reading: Any = SimpleNamespace(page=page)
    found = risk_format.check(None, risk_format.Params(find=find), reading)
    return [(page.text[c.start : c.end], c.values["want"]) for c in found]


@pytest.mark.parametrize(
    ("text", "span", "want"),
    [
        ("3% get a rash. 1 in 50 feel sick.", "1 in 50", "2 in 100"),
        ("1 in 8 women gets it.\nThe risk of death is 12 percent.", "12 percent", "12 in 100"),
        ("5% of people get a rash. 1 in 70 has a fit. 1 in 80 faints.", "1 in 70", "14 in 1,000"),
        ("About 2% have pain. Two out of three people go home.", "Two out of three", "67 in 100"),
        ("Ten percent of women get it. One in five men gets it.", "One in five", "20 in 100"),
        ("It affects 0.5% of adults and one in every five children.", "one in every five", "20 in 100"),
    ],
)
def test_mixed(text: str, span: str, want: str):
    assert said(text) == [(span, want)]


@pytest.mark.parametrize(
    "text",
    [
        "1 in 10 people feel sick. 1 in 10 people get a headache.",
        "2 in 100 people (2%) bleed, and 5% (1 in 20) need more surgery.",
        "Thirst (1 in 7; 15%) and sleepiness (1 in 10; 11%) were common.",
        "Use a 2% cream. 1 in 20 people gets a rash.",
        "It has 10% of the Daily Value. 1 in 3 adults has high blood pressure.",
        "Oxygen saturation of 92% is low. 1 in 10 people need oxygen.",
        "Get 20% off now. 1 in 4 adults needs glasses.",
        "It lowers the risk by 30%. 1 in 50 people has a stroke.",
        "5% of people get a rash. Stage 2 in 2024. Two in five days. Day 1 in 3 weeks.",
        "Common (may affect up to 1 in 10 people): headache. 5% of people stop.",
        "The bleach kills 99.9% of germs. 1 in 6 people gets food poisoning.",
        "Your A1C should be below 7%. 1 in 10 people has diabetes.",
        "1 in 50,000 babies has it.\n80% of people with it live to old age.",
    ],
)
def test_not_mixed(text: str):
    assert said(text) == []


@pytest.mark.parametrize(
    ("text", "span", "want"),
    [
        ("1 in 30 men and 1 in 200 women", "1 in 200", "5 in 1,000"),
        ("5 out of 100 people feel sick. 3 out of 1,000 people faint.", "3 out of 1,000", "3 in 1,000"),
        ("About 1 in every 20 babies\nand 1 in every 500 adults", "1 in every 500", "2 in 1,000"),
        ("1 in 4 people stop. 1 in 4 cases is mild. 1 in 9 people faint.", "1 in 9", "11 in 100"),
    ],
)
def test_denominators(text: str, span: str, want: str):
    assert said(text, "denominators") == [(span, want)]


@pytest.mark.parametrize(
    "text",
    [
        "1 in 10 men and 1 in 10 women",
        "It is 1 in 4, or 25 in 100.",
        "1 in 8 people (12%) bleed and 1 in 20 (5%) clot.",
        "Very common (may affect more than 1 in 10 people). Rare (may affect up to 1 in 1,000 people).",
        "1 in 5,000 people has it. 3 out of 4 people who have it are well.",
    ],
)
def test_no_denominators(text: str):
    assert said(text, "denominators") == []


def test_a_column_of_a_table_holds_percentages():
    builder = PageBuilder("")
    for row, text in enumerate(("How often", "3 in 100", "2%")):
        builder.open(Kind.CELL, 0, group=1, row=row, column=0, header=row == 0)
        builder.text(text, 0)
        builder.close(0)
    page = builder.build(path="page.txt", format="text")
    assert [(risk.percent, risk.chance) for risk in page.risks] == [(False, 0.03), (True, 0.02)]
