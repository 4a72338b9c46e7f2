"""What cells of a table say together with another cell of their row, or with the heading of their column."""

from __future__ import annotations

import time
from types import SimpleNamespace
from typing import Any

import pytest

from linter import readers, rulefile
from linter.checks.phrase import check
from linter.lexicon import Lexicon
from linter.rulefile import Rule
from linter.search.scanner import Scanner

NAME = "house/tables"
HEAD = """\
id: house/tables
title: Tables
severity: warning
check: phrase
message: "‘{text}’ in a table."
why: Readers look here first.
standard: {name: House style, section: Tables, year: 2026, url: ""}
tested-elsewhere: here
examples: {bad: [], good: []}
"""
OWN = """\
patterns: []
cells:
  - beside: ['\\btablets?\\b']
    patterns: ['^(?P<mark>stop) at will']
  - head: ['\\brisks\\b']
    patterns: ['^(?P<mark>none)$']
  - beside: ['\\bvisit\\b']
    head: ['\\bcost\\b']
    patterns: ['^(?P<mark>free)$']
"""


def rule_with(cells: str) -> Rule:
    """A rule that looks for these words and no others."""
    return rulefile.read(HEAD + cells, NAME, NAME, Lexicon({}))


RULE = rule_with(OWN)


def flagged(source: str, path: str = "page.md", rule: Rule = RULE) -> list[str]:
    page, front = readers.read(source, path)
    hits = Scanner((role, scan) for role, scan, _ in rulefile.rule_scans(rule, Lexicon({}))).scan(page)
    reading: Any = SimpleNamespace(
        page=page,
        front=front,
        locale="us",
        hits=lambda rule, role="find": hits.get(role),
        places=lambda rule, role: SimpleNamespace(hold=lambda start, end: False),
        rulebook=SimpleNamespace(derived=lambda key, made: made(Lexicon({}))),
    )
    return [page.text[one.start : one.end] for one in check(rule, rule.params, reading)]


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("| What | How |\n|---|---|\n| Tablets | Stop at will |", ["Stop"]),
        ("| What | How |\n|---|---|\n| Stop at will | Tablets |", ["Stop"]),
        ("| What | How |\n|---|---|\n| Tablets | Go on |\n| Bandage | Stop at will |", []),
        ("| Tablets | How |\n|---|---|\n| Bandage | Stop at will |", []),
        ("| What |\n|---|\n| Stop at will: tablets |", []),
        ("| What | How |\n|---|---|\n| Tablets | Now |\n\n| What | How |\n|---|---|\n| Bandage | Stop at will |", []),
        ("Tablets. Stop at will.\n\nStop at will", []),
        ("| What | Risks |\n|---|---|\n| Lamp | None |", ["None"]),
        ("| Risks | What |\n|---|---|\n| Burns | None |", []),
        ("| What | Gains |\n|---|---|\n| Risks | None |", []),
        ("| What | Cost |\n|---|---|\n| First visit | Free |\n| Parking | Free |", ["Free"]),
        ("| What | Food |\n|---|---|\n| First visit | Free |", []),
    ],
)
def test_a_cell_counts_with_what_its_row_and_column_say(source: str, found: list[str]) -> None:
    assert flagged(source) == found


def test_headings_of_tables_in_html_count_too() -> None:
    rows = "<tr><th>What<th>Risks<tr><td>Lamp<td>None<tr><td>Tablets<td>Stop at will"
    assert flagged(f"<table>{rows}</table>", "page.html") == ["None", "Stop"]


def test_a_long_table_takes_time_by_its_length() -> None:
    row = "| Tablets | Stop at will |\n"
    source = "| What | How |\n|---|---|\n" + row * 5_000
    began = time.process_time()
    assert len(flagged(source)) == 5_000
    assert time.process_time() - began < 30


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ("head: ['\\brisks\\b']", "head: ['(?P<mark>risks']", 5, "missing"),
        ("beside: ['\\btablets?\\b']", "besides: ['\\btablets?\\b']", 3, "besides"),
        ("patterns: ['^(?P<mark>none)$']", "patterns: ['^(?P<mark>none']", 6, "missing"),
    ],
)
def test_a_mistake_is_said_with_its_line(old: str, new: str, line: int, said: str) -> None:
    with pytest.raises(rulefile.InputError) as caught:
        rule_with(OWN.replace(old, new))
    assert said in caught.value.message
    assert caught.value.line == HEAD.count("\n") + line
