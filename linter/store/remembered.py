"""What a function says of words, remembered for the life of the process."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")

RECENT = 1 << 12  # words of functions whose callers remember what they made of the answer

MOST = 1 << 15  # words; English pages of one house have fewer that differ


class Remembered(dict[str, T]):
    """A word's value is worked out when it is first asked for. Where there are too many words, all are forgotten.

    A dictionary answers twice as quickly as `lru_cache`, which keeps account of what was asked last.
    """

    def __init__(self, function: Callable[[str], T]) -> None:
        self._function = function

    def __missing__(self, word: str) -> T:
        if len(self) >= MOST:
            self.clear()
        value = self[word] = self._function(word)
        return value
