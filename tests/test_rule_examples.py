"""Every rule's own examples: each bad one is flagged where it is marked, each good one stays clean."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest

from linter import Linter
from linter.rulebook import load_rulebook
from linter.rulefile import Example, Rule

RULES = load_rulebook().rules
SUFFIX = {"markdown": ".md", "html": ".html", "text": ".txt"}


@cache
def linter(profile: str, locale: str) -> Linter:
    return Linter(profile=profile, locale=locale or None, today=date(2026, 11, 22))


def cases(side: str) -> list[object]:
    return [
        pytest.param(rule, example, id=f"{rule.id}-{number}")
        for rule in RULES.values()
        for number, example in enumerate(getattr(rule.examples, side), 1)
    ]


def findings(example: Example, text: str, rule: Rule) -> list[tuple[int, int]]:
    report = linter(example.profile, example.locale).check_text(
        text, path="example" + SUFFIX[example.format], page_type=example.page_type, fragment=example.fragment
    )
    return [(finding.start, finding.end) for finding in report.findings if finding.rule == rule.id]


@pytest.mark.parametrize(("rule", "example"), cases("bad"))
def test_a_bad_example_is_flagged_at_the_marked_place(rule: Rule, example: Example) -> None:
    start = example.text.index("⟦")
    end = example.text.index("⟧") - 1
    text = example.text.replace("⟦", "").replace("⟧", "")
    found = findings(example, text, rule)
    assert any(one == (start, end) for one in found), f"found at {[text[a:b] for a, b in found]}"


@pytest.mark.parametrize(("rule", "example"), cases("good"))
def test_a_good_example_stays_clean(rule: Rule, example: Example) -> None:
    found = findings(example, example.text, rule)
    assert not found, [example.text[start:end] for start, end in found]
