"""Chances on a page: what is one, and whether all are written alike."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

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


def said(text: str) -> list[tuple[str, str]]:
    page = page_of(text)
    reading: Any = SimpleNamespace(page=page)
    found = risk_format.check(None, risk_format.Params(find="mixed-formats"), reading)
    return [(page.text[c.start : c.end], c.values["want"]) for c in found]


@pytest.mark.parametrize(
    ("text", "span", "want"),
    [
        ("3% get a rash. 1 in 50 feel sick.", "1 in 50", "2 in 100"),
        ("1 in 8 women gets it.\nThe risk of death is 12 percent.", "12 percent", "12 in 100"),
        ("5% of people get a rash. 1 in 70 has a fit. 1 in 80 faints.", "1 in 70", "14 in 1,000"),
        ("About 2% have pain. Two out of three people go home.", "Two out of three", "67 in 100"),
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
    ],
)
def test_not_mixed(text: str):
    assert said(text) == []
