"""What words say of a thing that was named before them: in their block, in the block before, over them or beside them."""

from __future__ import annotations

import time

import pytest

from linter import rulefile
from tests.test_check_cells import HEAD, NAME, flagged, rule_with

OWN = """\
patterns: []
about:
  - named: ['\\btablets?\\b']
    patterns: ['\\b(?P<mark>stop (?:them|your tablets))\\b']
"""
RULE = rule_with(OWN)


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("Tablets are small. Stop them.", ["Stop them"]),
        ("Stop your tablets.", ["Stop your tablets"]),
        ("Stop them. Tablets are small.", []),
        ("Tablets are small.\n\nStop them.", ["Stop them"]),
        ("Tablets are small.\n\nThey are blue.\n\nStop them.", []),
        ("## Tablets\n\nThey are small.\n\nStop them.", ["Stop them"]),
        ("## Tablets\n\nThey are small.\n\n## Bandages\n\nStop them.", []),
        ("Your tablets:\n\n- are small\n- stop them", ["stop them"]),
        ("What you have:\n\n- tablets\n- bandages: stop them", []),
        ("- tablets\n- bandages\n\nStop them.", []),
        ("- bandages\n- tablets\n\nStop them.", ["Stop them"]),
        ("| Tablets | Stop them |\n|---|---|\n| Bandages | Stop them |", ["Stop them"]),
        ("| What | Tablets |\n|---|---|\n| How | Stop them |", ["Stop them"]),
        ("| What | How |\n|---|---|\n| Tablets | Blue |\n\nStop them.", []),
        ("```\ntablets\n```\n\nStop them.", []),
    ],
)
def test_words_count_where_what_they_are_about_is_named_before(source: str, found: list[str]) -> None:
    assert flagged(source, rule=RULE) == found


def test_a_long_page_takes_time_by_its_length() -> None:
    source = "- Stop them.\n" * 5_000 + "\nTablets. Stop them.\n"
    began = time.process_time()
    assert flagged(source, rule=RULE) == ["Stop them"]
    assert time.process_time() - began < 30


@pytest.mark.parametrize(
    "cells", ["| stop them " * 8_000, "| a " * 8_000 + "|\n" + "|---" * 8_000 + "|\n" + "| stop them " * 8_000]
)
def test_a_wide_table_takes_time_by_its_width(cells: str) -> None:
    began = time.process_time()
    assert flagged(f"Tablets.\n\n{cells}|\n|---|\n", rule=RULE) is not None
    assert time.process_time() - began < 10


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ("named: [", "name: [", 3, "name"),
        ("'\\btablets?\\b'".replace("\\\\", "\\"), "'(?P<x>tablets'", 3, "missing"),
    ],
)
def test_a_mistake_is_said_with_its_line(old: str, new: str, line: int, said: str) -> None:
    assert old in OWN
    with pytest.raises(rulefile.InputError) as caught:
        rulefile.read(HEAD + OWN.replace(old, new), NAME, NAME, rule_lexicon())
    assert said in caught.value.message
    assert caught.value.line == HEAD.count("\n") + line


def rule_lexicon() -> rulefile.Lexicon:
    return rulefile.Lexicon({})
