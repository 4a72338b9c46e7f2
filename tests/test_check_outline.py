"""Announced and not there; headings out of order."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from linter import readers
from linter.checks.outline import Find, Params, check

NBSP = "\u00a0"


def flagged(source: str, find: Find, path: str = "page.md") -> list[str]:
    page, front = readers.read(source, path)
    reading: Any = SimpleNamespace(page=page, front=front)
    found = check(None, Params(find=find), reading)  # type: ignore[arg-type]
    return [page.text[candidate.start : candidate.end] for candidate in found]


@pytest.mark.parametrize(
    ("source", "path", "lead"),
    [
        ("Side effects include:\n\nHow to store it", "page.md", "Side effects include:"),
        ("Side effects include:\n\nHow to store it", "page.txt", "Side effects include:"),
        ("Rest first. Call us if you have:\n", "page.md", "Call us if you have:"),
        (f"Call us if you have:\n\n{NBSP}\n\n## Diet\n\nEat well.", "page.md", "Call us if you have:"),
        ("## Risks\n\nThe risks include:\n\n### How we help\n\nAsk us.", "page.md", "The risks include:"),
        ("# Flu\n\nThere are two kinds of flu shot:\n\n## Costs\n\nIt is free.", "page.md", "There are two kinds of flu shot:"),
        ("The risks are as follows:\n\nCosts\n\nIt is free for all.", "page.md", "The risks are as follows:"),
        ("Hold it like this:\n\n![](a.png)\n", "page.md", "Hold it like this:"),
        ("Hold it like this:\n\n![](a.png)\n\n## Next\n\nRest.", "page.md", "Hold it like this:"),
        ("<p>Do not take it with:</p>\n<p>&nbsp;</p><h2>Doses</h2><p>One a day.</p>", "page.html", "Do not take it with:"),
    ],
)
def test_empty_list(source: str, path: str, lead: str) -> None:
    assert flagged(source, Find.EMPTY_LIST, path) == [lead]


@pytest.mark.parametrize(
    ("source", "path"),
    [
        ("Side effects include:\n\n\n- a rash\n- a cough", "page.md"),
        ("Side effects include:\n\n  • A rash\n  • A cough", "page.txt"),
        ("The doses are:\n\n| A | B |\n| --- | --- |\n| 1 | 2 |", "page.md"),
        ("Type this in:\n\n```\nabc\n```", "page.md"),
        ("Hold it like this:\n\n![A hand](a.png)", "page.md"),
        ("A nurse says this:\n\n> Rest.", "page.md"),
        ("Do this one thing:\n\n**Call 911 now**", "page.md"),
        ("Here is what we know:\n\nIt helps most people.", "page.md"),
        ("<p>The words are:</p><dl><dt>Lens</dt><dd>Part of the eye</dd></dl>", "page.html"),
        ("# Gout: what helps\n\nRest.", "page.md"),
        ("## What the risks are:\n\n## Diet\n\nEat well.", "page.md"),
        ("Note:\n\n## Diet\n\nEat well.", "page.md"),
        ("Dear Ana Silva Reis:\n\n## Diet\n\nEat well.", "page.md"),
        ("Mix it 1:2 at 5:30", "page.md"),
        ("Ask your doctor for a new date:\n\n## Diet\n\nEat well.", "page.md"),
        ("You will need:\n\nA towel\n\nA cup\n\nSoap", "page.txt"),
        ("Bring these along:\n\nYour insurance card", "page.md"),
        ("## Surgery\n\nThere are two kinds of surgery:\n\n### Open surgery\n\nA cut.\n\n### Keyhole\n\nA tube.", "page.md"),
    ],
)
def test_no_empty_list(source: str, path: str) -> None:
    assert flagged(source, Find.EMPTY_LIST, path) == []


@pytest.mark.parametrize(
    ("source", "path", "headings"),
    [
        ("## Diet\n## Exercise\nWalk daily.", "page.md", ["Diet"]),
        ("## Diet\n\nEat well.\n\n## Exercise\n", "page.md", ["Exercise"]),
        ("### Diet\n\n## Exercise\n\nWalk.", "page.md", ["Diet"]),
        ("## Food\n\n### Diet\n\n## Exercise\n\nWalk.", "page.md", ["Diet"]),
        ("Diet\n====\n\nExercise\n========\n\nWalk.", "page.md", ["Diet"]),
        ("<h2>Diet</h2><h2>Exercise</h2><p>Walk.</p>", "page.html", ["Diet"]),
        ("It is a scan.\n\nWill it hurt?\n\nHow long is it?\n\nOne hour.", "page.txt", ["Will it hurt?"]),
    ],
)
def test_empty_section(source: str, path: str, headings: list[str]) -> None:
    assert flagged(source, Find.EMPTY_SECTION, path) == headings


@pytest.mark.parametrize(
    ("source", "path"),
    [
        ("# Flu\n\n## Diet\n\nEat well.", "page.md"),
        ("## Diet\n\n- soup\n\n## Rest\n\n![A bed](bed.png)\n\n## Code\n\n```\na\n```\n", "page.md"),
        ("## Rest\n\n![](bed.png)\n", "page.md"),
        ("## [Flu](flu.md)\n\n## [Cold](cold.md)\n", "page.md"),
        ("Knee pain\n\nWhat is it?\n\nA sore knee.\n\nHope Clinic", "page.txt"),
        ("", "page.md"),
        ("Only text.", "page.md"),
    ],
)
def test_no_empty_section(source: str, path: str) -> None:
    assert flagged(source, Find.EMPTY_SECTION, path) == []


@pytest.mark.parametrize(
    ("source", "path", "headings"),
    [
        ("# A\n### B", "page.md", ["B"]),
        ("## A\n\n#### B\n\n#### C\n\n### D", "page.md", ["B"]),
        ("# A\n\n# B\n\n# C", "page.md", ["B", "C"]),
        ("---\ntitle: A\n---\n\n### B\n", "page.md", ["B"]),
        ("<h1>A</h1><p>a</p><h4>B</h4><p>b</p>", "page.html", ["B"]),
        ("# A\n\n## B\n\n### C\n\n## D\n\n# ", "page.md", []),
        ("---\ntitle: A\n---\n\n# A\n\n## B", "page.md", []),
        ("---\ntitle: A\n---\n\n## B", "page.md", []),
        ("### A\n\n#### B", "page.md", []),
        ("A\n\nB\n\nText here is long enough.", "page.txt", []),
    ],
)
def test_heading_skip(source: str, path: str, headings: list[str]) -> None:
    assert flagged(source, Find.HEADING_SKIP, path) == headings
