"""What the guards share: parts of patterns, and the words before and after a hit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter.store.regexes import compiled as compiled

if TYPE_CHECKING:
    from linter.reading import Reading


def words(*alternatives: str) -> str:
    """A pattern for any of these, as whole words."""
    return rf"\b(?:{'|'.join(alternatives)})\b"


def either(*patterns: str) -> str:
    return "|".join(patterns)


def around(reading: Reading, start: int, end: int) -> tuple[str, str]:
    """The hit's sentence before the hit and after it, folded and in lower case; as far as it bears on the hit."""
    sentence = reading.sentence(start)
    lower = reading.page.lower
    first, last = reading.around(start, end)
    return lower[max(sentence.start, first) : start], lower[end : max(end, min(sentence.end, last))]


def after_last(text: str, pattern: str) -> str:
    """What follows the last match of a pattern; the whole text where there is none."""
    last = 0
    for match in compiled(pattern).finditer(text):
        last = match.end()
    return text[last:]


SPEAKER = r"(?:we|i|our|ours|my|us)"
TURN = either(r"[:;—]| -{1,2} ", words("but", "however", "although", "whereas"), r", yet\b")
"""Where a sentence turns to something else."""
