"""Things that a page counts and no unit measures: nights in hospital, sessions, visits; in words, how often: twice a day; and
how long: a month.

Only contradictions ask for them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from linter.language import numerals, units
from linter.language.quantity import Quantity
from linter.search.hits import Places
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


_RHYTHM = regex(
    r"\b(once|twice|(?:\d{1,2}|two|three|four|five|six) times)[ -](?:(?:a|each|every|per) (day|week|month|year)"
    r"|(daily|weekly|monthly|yearly))\b"
)
_TIMES = {"once": 1.0, "twice": 2.0}
_SPANS = {"daily": "day", "weekly": "week", "monthly": "month", "yearly": "year"}


def rhythms(page: Page) -> Iterator[Quantity]:
    """How often something is done, where the words for it are no quantity: `twice a day`, `3 times daily`."""
    read = {quantity.start for quantity in page.quantities if quantity.dimension == "times/time"}
    for match in _RHYTHM.finditer(page.lower):
        start, end = match.span()
        number = None if match[1] in _TIMES else numerals.read(page.folded, page.lower, start)
        if start in read or (number is None and match[1] not in _TIMES):
            continue
        value = number.value if number else _TIMES[match[1]]
        span = match[2] or _SPANS[match[3]]
        block = page.block_at(start)
        yield Quantity.of_number(
            page.text[start:end], start, end, value, value, f"time/{span}", "times/time", block, value / _seconds(span)
        )


_SPAN = "hour|day|week|fortnight|month|year"
_ONE_SPAN = regex(
    rf"\b(?P<after>(?:an?|one) (?:full |whole )?(?P<one>{_SPAN}))"
    r"(?= (?:after|ahead|apart|before|earlier|from|has|have|later|must)\b)"
    r"|\b(?:each|every) (?P<each>month|week|year)\b"
    r"|\b(?:about|after|allow|for|leave|least|take|takes|than|until|wait|within) "
    rf"(?P<for>(?:an?|one) (?:full |whole )?(?P<span>{_SPAN}))\b(?! (?:and a half|or)\b)"
)


def _seconds(unit: str) -> float:
    return units.load().by_name[unit].factor


def spans(page: Page) -> Iterator[Quantity]:
    """How long, where the words for it are no quantity: `a month after`, `for a fortnight`."""
    read = Places((quantity.start, quantity.end) for quantity in page.quantities)
    for match in _ONE_SPAN.finditer(page.lower):
        start, end = match.span("after" if match["after"] else "each" if match["each"] else "for")
        if read.touch(start, end):
            continue
        span = match["one"] or match["each"] or match["span"]
        value, unit = (2.0, "week") if span == "fortnight" else (1.0, span)
        block = page.block_at(start)
        yield Quantity.of_number(page.text[start:end], start, end, value, value, unit, "time", block, value * _seconds(unit))
