"""Each fuzzing target holds for some inputs, and for those that once crashed it. tests/fuzz runs them over many more."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fuzz.targets import TARGETS

SLOW = {"word": 10, "configuration": 15, "linting": 25, "fixing": 25}

# What crashed, as the text that did it.
CRASHES = {
    "a number that is none as a size": ("configuration", 'max-page-size = "1e999MB"'),
    "a NUL in what is extended": ("configuration", 'extends = "\\u0000"'),
    "a NUL in a rule folder": ("configuration", 'rules = ["\\u0000"]'),
    "a NUL in a table's name": ("configuration", 'lexicon = ["\\u0000"]'),
    "a NUL in a baseline's name": ("configuration", 'baseline = "\\u0000"'),
    "a name that no file may have": ("configuration", f'rules = ["{"x" * 5000}"]'),
    "line separators in a table": ("terms-table", "\u2028\u2028term\tplain"),
    "a value of two lines in a message": ("yaml", 'a: !!int "x\n\n  y"'),
    "half a character in a pattern": ("pattern", "\\C"),
    "a character by its number": ("pattern", "[^.]+\\x{1F600}"),
    "a table that is not there": ("rule", "check: phrase\ntable: nothing"),
}


@pytest.mark.parametrize("name", TARGETS)
def test_a_target_holds(name: str) -> None:
    @settings(max_examples=SLOW.get(name, 60), database=None)
    @given(st.binary(max_size=40))
    def check(data: bytes) -> None:
        TARGETS[name](data)

    check()


@pytest.mark.parametrize("case", CRASHES)
def test_what_crashed_once_is_an_answer_now(case: str) -> None:
    name, text = CRASHES[case]
    TARGETS[name](b"\x01" + text.encode())
