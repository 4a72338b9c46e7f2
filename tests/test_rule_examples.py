"""Every rule's own examples: each bad one is flagged where it is marked, each good one stays clean."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest

from linter import Linter
from linter.examples import flagged, unmarked
from linter.rulefile import Example, Rule
from tests.rule_tools import shipped

RULES = shipped().rules


@cache
def linter(profile: str, locale: str) -> Linter:
    return Linter(profile=profile, locale=locale or None, today=date(2026, 11, 22))


def places(rule: Rule, example: Example) -> list[tuple[int, int]]:
    return flagged(linter(example.profile, example.locale), rule, example)


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_bad_examples_are_flagged_at_the_marked_place(rule: Rule) -> None:
    found = [(example, places(rule, example)) for example in rule.examples.bad]
    assert [(example.text, spans) for example, spans in found if unmarked(example)[1] not in spans] == []


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_good_examples_stay_clean(rule: Rule) -> None:
    assert [example.text for example in rule.examples.good if places(rule, example)] == []
