"""What stands around a term: whether it reads as if it said what the term means, whatever its form."""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter import Linter, readers
from linter.language import explained, tables
from linter.language.likeness import Meaning

ROOT = Path(__file__).resolve().parent.parent
PASSAGES = [json.loads(line) for line in (ROOT / "tests" / "data" / "explained.jsonl").read_text("utf-8").splitlines()]
NOCTURIA = Meaning("nocturia", "waking at night to pee", "needing to get up at night to pee")


def odds(text: str, term: str, meaning: Meaning) -> float:
    page, _ = readers.read(text, "page.md")
    start = page.lower.index(term)
    return explained.Around(page).odds(start, start + len(term), meaning)


@cache
def linter() -> Linter:
    return Linter(profile="us-default", syntax="off", today=date(2026, 11, 28))


def is_flagged(passage: dict[str, Any]) -> bool:
    report = linter().check_text(passage["text"], "page.md", page_type="condition", fragment=True)
    found = [one.text.lower() for one in report.findings if one.rule == "jargon/undefined-term"]
    return any(one in passage["term"].lower() or passage["term"].lower() in one for one in found)


def test_passages_that_it_was_not_fitted_to_are_told_apart() -> None:
    """A writer who did not know carelint wrote 150 passages that explain a term and 150 like them that do not."""
    flagged = {True: 0, False: 0}
    for passage in PASSAGES:
        flagged[passage["explained"]] += is_flagged(passage)
    assert flagged[True] <= 6  # 15 without the model
    assert flagged[False] >= 102  # 100 without it; most others are known to many readers


@pytest.mark.parametrize(
    ("told", "not_told"),
    [
        (
            "Nocturia gets you out of bed two or three times a night to pee.",
            "Nocturia gets you an appointment within two weeks.",
        ),
        ("With nocturia you wake at night to pee.", "With nocturia, ask for a longer visit."),
    ],
)
def test_what_holds_its_meaning_is_likelier_than_what_has_its_form(told: str, not_told: str) -> None:
    assert odds(told, "nocturia", NOCTURIA) > 1.5 > odds(not_told, "nocturia", NOCTURIA)


def test_the_next_paragraph_tells_nothing_unless_a_heading_or_a_question_leads_to_it() -> None:
    apart = odds("Ask us about nocturia.\n\nIt means that you get up at night to pee.", "nocturia", NOCTURIA)
    asked = odds("What is nocturia?\n\nIt means that you get up at night to pee.", "nocturia", NOCTURIA)
    headed = odds("## About nocturia\n\nIt means that you get up at night to pee.", "nocturia", NOCTURIA)
    assert apart < min(asked, headed)


@given(st.text(max_size=60), st.integers(0, 40), st.integers(1, 12))
def test_any_place_of_any_text_has_odds(text: str, start: int, length: int) -> None:
    page, _ = readers.read(text, "page.txt")
    if start + length <= len(page.text) and page.sentences:
        around = explained.Around(page)
        names = [*around.features(start, start + length, NOCTURIA)]
        assert len(names) == len(set(names))
        assert around.odds(start, start + length, NOCTURIA) == around.odds(start, start + length, NOCTURIA)


def test_the_table_is_sorted_and_holds_whole_numbers() -> None:
    rows = [line.split(b"\t") for line in explained.WEIGHTS.read_bytes().partition(b"\n\n")[2].splitlines()]
    names = [row[0] for row in rows]
    assert names == sorted(set(names))
    assert tables.BASE.encode() in names
    assert all(int(weight) for _, weight in rows)
