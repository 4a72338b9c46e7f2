"""Words that files, options and code choose among. Nothing heavy is imported here, so that `--help` can show them."""

from __future__ import annotations

from typing import Literal, get_args

Weight = Literal["error", "warning", "suggestion"]
Level = Literal[Weight, "off"]
FailOn = Literal[Weight, "never"]
Locale = Literal["us", "uk", "eu"]
MaybeLocale = Literal["", Locale]
PageTypeName = Literal["condition", "procedure", "medicine", "supplement", "promotional", "story", "reference", "admin"]

LEVELS: tuple[Level, ...] = get_args(Level)
FAIL_ON: tuple[FailOn, ...] = get_args(FailOn)
LOCALES: tuple[Locale, ...] = get_args(Locale)
PAGE_TYPES: tuple[PageTypeName, ...] = get_args(PageTypeName)


def rank(level: str) -> int:
    """How heavy a level is: 2 for an error, 0 for a suggestion, -1 for `off`."""
    return _RANKS[level]


_RANKS: dict[str, int] = {level: number for number, level in enumerate(reversed(LEVELS), -1)}
