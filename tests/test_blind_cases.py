"""Passages and pages written by people who knew the catalogue and neither the rules nor the code: what must be found, what not.

How much was found at first sight stands in docs/quality.md. Most of the rest has been mended; what holds is a test since.
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


def read(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (Path(__file__).parent / "data" / name).read_text("utf-8").splitlines()]


CASES, PAGES = read("blind_cases.jsonl"), read("blind_pages.jsonl")


@cache
def linter(profile: str, locale: str | None = None) -> Linter:
    return Linter(profile=profile, locale=locale, syntax="off", today=date(2026, 11, 26))


def by_rule() -> dict[str, list[dict[str, Any]]]:
    """The passages by the rule that they are about."""
    found: dict[str, list[dict[str, Any]]] = {}
    for case in CASES:
        found.setdefault(case["expect"][0][0] if case["expect"] else case["forbid"][0], []).append(case)
    return found


@pytest.mark.parametrize("cases", by_rule().values(), ids=by_rule())
def test_passages_give_what_they_must_and_nothing_that_they_must_not(cases: list[dict[str, Any]]) -> None:
    assert [(case["id"], wrong) for case in cases if (wrong := mistake(case))] == []


def mistake(case: dict[str, Any]) -> str:
    """What is missing in a passage's findings, or what is there and must not be."""
    report = linter(case["profile"]).check_text(
        case["text"], "page.md", page_type=case.get("page_type"), fragment=case.get("fragment", True)
    )
    try:
        left = take(case, list(report.findings))
    except AssertionError as missing:
        return f"not found: {missing}"
    return ", ".join(f"{one.rule} at {one.text}" for one in left if one.rule in case["forbid"])


@pytest.mark.parametrize("page", PAGES, ids=[page["id"] for page in PAGES])
def test_a_page_gives_what_it_must_and_is_quiet_where_it_must_be(page: dict[str, Any]) -> None:
    text = page["text"]
    report = linter(page["profile"], page.get("locale")).check_text(text, page["name"], page_type=page["page_type"])
    left = take(page, list(report.findings))
    for words, rules in page["quiet"]:
        said = [one.message for one in left if one.rule.startswith(tuple(rules)) and stands_at(one, words, text)]
        assert not said, words


def take(case: dict[str, Any], findings: list[Finding]) -> list[Finding]:
    """The findings without those that are expected, each of which must be there; no words stand for anywhere on the page."""
    for rule, words in case["expect"]:
        found = next((one for one in findings if one.rule == rule and (not words or stands_at(one, words, case["text"]))), None)
        assert found is not None, (rule, words)
        findings.remove(found)
    return findings


def stands_at(finding: Finding, words: str, text: str) -> bool:
    """Whether a finding, or a place that it names as well, touches one of the places where words stand."""
    places = [(finding.start, finding.end), *((one.start, one.end) for one in finding.related)]
    starts = [at for at in range(len(text)) if text.startswith(words, at)]
    return any(start < at + len(words) and at < end for start, end in places for at in starts)
