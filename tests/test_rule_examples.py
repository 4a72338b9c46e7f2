"""Every rule's own examples: each bad one is flagged where it is marked, each good one stays clean."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest

from linter import Linter
from linter.examples import flagged, unmarked
from linter.rulebook import load_rulebook
from linter.rulefile import Example, Rule

RULES = load_rulebook().rules


@cache
def linter(profile: str, locale: str) -> Linter:
    return Linter(profile=profile, locale=locale or None, today=date(2026, 11, 22))


def cases(side: str) -> list[object]:
    return [
        pytest.param(rule, example, id=f"{rule.id}-{number}")
        for rule in RULES.values()
        for number, example in enumerate(getattr(rule.examples, side), 1)
    ]


@pytest.mark.parametrize(("rule", "example"), cases("bad"))
def test_a_bad_example_is_flagged_at_the_marked_place(rule: Rule, example: Example) -> None:
    text, place = unmarked(example)
    places = flagged(linter(example.profile, example.locale), rule, example)
    assert place in places, f"flagged: {[text[start:end] for start, end in places]}"


@pytest.mark.parametrize(("rule", "example"), cases("good"))
def test_a_good_example_stays_clean(rule: Rule, example: Example) -> None:
    places = flagged(linter(example.profile, example.locale), rule, example)
    assert not places, [example.text[start:end] for start, end in places]
