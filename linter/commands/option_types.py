"""What options take: a day, a number. Each says what is wrong as a person would."""

from __future__ import annotations

from argparse import ArgumentTypeError
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date


def day(text: str) -> date:
    """A day, as 2026-05-04."""
    from datetime import date

    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"‘{text}’ is not a day; write it as 2026-05-04") from None


def count(text: str) -> int:
    """A number of warnings."""
    if not text.isdecimal():
        raise ArgumentTypeError(f"‘{text}’ is not a number of warnings; write it as 0 or 20")
    return int(text)


def pages(text: str) -> int:
    """A number of pages."""
    if not text.isdecimal() or not 0 < int(text) <= 1_000_000:
        raise ArgumentTypeError(f"‘{text}’ is not a number of pages; write it as 500")
    return int(text)


def grade(text: str) -> float:
    """A grade."""
    try:
        limit = float(text)
    except ValueError:
        limit = -1.0
    if not 0 <= limit < 100:  # no infinity, and nothing that is not a number
        raise ArgumentTypeError(f"‘{text}’ is not a grade; write it as 8 or 8.5")
    return limit


def pattern(text: str) -> str:
    """A pattern for paths."""
    from linter.globs import is_pattern

    if not is_pattern(text):
        raise ArgumentTypeError(f"‘{text}’ is no pattern as in .gitignore; write it as drafts/ or *.html")
    return text


def jobs(text: str) -> int:
    """A number of processes; 0 for what fits."""
    if text == "auto":
        return 0
    if not text.isdecimal():
        raise ArgumentTypeError(f"‘{text}’ is not a number of processes; write it as 2, or auto")
    return int(text)
