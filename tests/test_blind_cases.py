"""Passages and pages written by people who knew the catalogue and neither the rules nor the code: what must be found, what not.

How much was found at first sight stands in docs/claims.md, docs/measurements.md and docs/terms.md. Most of the rest has been mended;
what holds is a test since.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
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


_FEW = 20  # passages of one rule that are read by plain pytest; CI reads all


def by_rule() -> Iterator[Any]:
    """The passages by the rule that they are about; of many, the last by plain pytest, the rest in CI."""
    found: dict[str, list[dict[str, Any]]] = {}
    for case in CASES:
        found.setdefault(case["expect"][0][0] if case["expect"] else case["forbid"][0], []).append(case)
    for rule, cases in found.items():
        yield pytest.param(cases[-_FEW:], id=rule)
        if cases[:-_FEW]:
            yield pytest.param(cases[:-_FEW], id=f"{rule}, the rest", marks=pytest.mark.integration)


@pytest.mark.parametrize("cases", list(by_rule()))
def test_passages_give_what_they_must_and_nothing_that_they_must_not(cases: list[dict[str, Any]]) -> None:
    assert [(case["id"], wrong) for case in cases if any(wrong := mistakes(case))] == []


def mistakes(case: dict[str, Any]) -> tuple[list[Any], list[str]]:
    """What is missing among a passage's findings, and what is there and must not be."""
    report = linter(case["profile"]).check_text(
        case["text"], case.get("name", "page.md"), page_type=case.get("page_type"), fragment=case.get("fragment", True)
    )
    missing, left = compared(case, list(report.findings))
    return missing, [f"{one.rule} at {one.text}" for one in left if one.rule in case["forbid"]]


_LONG = 1_500  # characters: to read all longer pages takes half a minute, which CI has


def page_params() -> list[Any]:
    """The pages; those that are long are for CI."""
    marks = {True: [pytest.mark.integration], False: []}
    return [pytest.param(page, id=page["id"], marks=marks[len(page["text"]) > _LONG]) for page in PAGES]


@pytest.mark.parametrize("page", page_params())
def test_a_page_gives_what_it_must_and_is_quiet_where_it_must_be(page: dict[str, Any]) -> None:
    text = page["text"]
    report = linter(page["profile"], page.get("locale")).check_text(text, page["name"], page_type=page["page_type"])
    missing, left = compared(page, list(report.findings))
    assert missing == []
    for words, rules in page["quiet"]:
        said = [one.message for one in left if one.rule.startswith(tuple(rules)) and stands_at(one, words, text)]
        assert not said, words
    assert [one.rule for one in left if one.rule in page.get("forbid", ())] == []


def compared(case: dict[str, Any], findings: list[Finding]) -> tuple[list[Any], list[Finding]]:
    """What is expected and not there, and the findings that are not expected; no words stand for anywhere on the page."""
    missing, left = [], list(findings)
    for rule, words in case["expect"]:
        found = next((one for one in left if one.rule == rule and (not words or stands_at(one, words, case["text"]))), None)
        if found is None:
            missing.append((rule, words))
        else:
            left.remove(found)
    return missing, left


def stands_at(finding: Finding, words: str, text: str) -> bool:
    """Whether a finding, or a place that it names as well, touches one of the places where words stand."""
    places = [(finding.start, finding.end), *((one.start, one.end) for one in finding.related)]
    starts = [at for at in range(len(text)) if text.startswith(words, at)]
    return any(start < at + len(words) and at < end for start, end in places for at in starts)
