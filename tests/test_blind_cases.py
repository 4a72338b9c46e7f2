"""Passages written by somebody who knew the catalogue and neither the rules nor the code: what must be found, and what must not.

At first sight 80 of 90 findings of jargon, measure and numbers were there, and 76 of 80 of the other families, with no false alarm.
Most of the rest has been mended; the passages are tests since.
"""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from linter import Linter
from linter.findings import Finding

CASES: list[dict[str, Any]] = [
    json.loads(line) for line in (Path(__file__).parent / "data" / "blind_cases.jsonl").read_text("utf-8").splitlines()
]


@cache
def linter(profile: str) -> Linter:
    return Linter(profile=profile, syntax="off", today=date(2026, 11, 26))


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_a_passage_gives_what_it_must_and_nothing_that_it_must_not(case: dict[str, Any]) -> None:
    left = list(linter(case["profile"]).check_text(case["text"], "page.md", fragment=True).findings)
    for rule, words in case["expect"]:
        found = next((one for one in left if one.rule == rule and stands_at(one, words, case["text"])), None)
        assert found is not None, (rule, words, case["why"])
        left.remove(found)
    assert not [one for one in left if one.rule in case["forbid"]], case["why"]


def stands_at(finding: Finding, words: str, text: str) -> bool:
    """Whether a finding, or a place that it names as well, touches one of the places where words stand."""
    places = [(finding.start, finding.end), *((one.start, one.end) for one in finding.related)]
    starts = [at for at in range(len(text)) if text.startswith(words, at)]
    return any(start < at + len(words) and at < end for start, end in places for at in starts)
