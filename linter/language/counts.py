"""Things that a page counts and no unit measures: nights in hospital, sessions, visits. Only contradictions ask for them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from linter.language import numerals
from linter.language.quantity import Quantity
from linter.store.regexes import regex

if TYPE_CHECKING:
    from linter.page import Page


@cache
def _pattern(counted: tuple[str, ...]) -> re.Pattern[str]:
    nouns = "|".join(counted)
    return regex(rf"(?<![\w.,$£€/-])(\d{{1,3}}|{numerals.SMALL})[ -]({nouns})(?:s|es)?\b(?!-)")


def find(page: Page, counted: tuple[str, ...]) -> Iterator[Quantity]:
    """The counts of these nouns, in order, where a page has one twice; each noun is a dimension of its own."""
    counted = tuple(noun for noun in counted if page.lower.count(noun) > 1)
    if not counted:
        return
    for match in _pattern(counted).finditer(page.lower):
        number = numerals.read(page.folded, page.lower, match.start())
        if number is None:
            continue
        yield Quantity(
            text=page.text[match.start() : match.end()],
            start=match.start(),
            end=match.end(),
            low=number.value,
            high=number.value,
            value=number.value,
            unit=match[2],
            dimension=f"count of {match[2]}",
            si_value=number.value,
            system="",
            form="",
            symbol=False,
            number_start=match.start(),
            number_end=number.end,
            unit_start=match.start(2),
            unit_end=match.end(),
            block=page.block_at(match.start()),
        )
