"""Values of words are worked out once, and never kept without bound."""

from __future__ import annotations

import pytest

from linter.store import remembered
from linter.store.remembered import Remembered


def test_a_value_is_worked_out_once_until_there_are_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remembered, "MOST", 2)
    asked: list[str] = []

    def length(word: str) -> int:
        asked.append(word)
        return len(word)

    lengths = Remembered(length)
    assert [lengths[word] for word in ("skin", "lung", "skin", "kidney", "skin")] == [4, 4, 4, 6, 4]
    assert asked == ["skin", "lung", "kidney", "skin"]
    assert len(lengths) <= 2
