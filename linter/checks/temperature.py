"""Checks temperatures: a number without a scale, a scale that cannot be meant, and which scales a house wants."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cache, cached_property
from typing import Any, Literal

from linter.checks import Candidate, fill, without_overlaps
from linter.language import surroundings
from linter.language.quantities import Quantity
from linter.model import Model
from linter.page import Kind, Page
from linter.reading import Reading
from linter.search.hits import Scan, longest
from linter.store.regexes import regex

Span = tuple[float, float]


class Place(Model, frozen=True, kw_only=True):
    """Where a temperature is taken, and which values are possible there: of a body, of a store room.

    `words` say so in its sentence, if none of `unless` does; `leads` say so for sure, right before it: a fever of.
    """

    words: tuple[str, ...]
    unless: tuple[str, ...] = ()
    leads: tuple[str, ...] = ()
    celsius: Span
    fahrenheit: Span

    @property
    def search(self) -> re.Pattern[str]:
        return _any_of(self.words)


FIELDS = ("why",)  # of the rule's message


class Params(Model, frozen=True, kw_only=True):
    """`patterns` find a number that should have a scale. `degrees-near` are words that make bare degrees a temperature.

    `places` say what is possible where; one is `body`. `scales` is what the house wants: any, celsius or both. `degrees` says
    whether `37 °C` is spaced, as in `measure/unit-spacing`. The `say-` keys are the message's {why}, each for one fault.
    """

    patterns: tuple[str, ...]
    degrees_near: tuple[str, ...]
    degrees_unless: tuple[str, ...]
    places: dict[str, Place]
    scales: Literal["any", "celsius", "both"] = "any"
    degrees: bool = False
    say_no_scale: str
    say_impossible: str
    say_celsius: str
    say_both: str


def scans(params: Params, lexicon: Any) -> dict[str, Scan]:
    """Numbers that should have a scale."""
    return {"find": Scan(patterns=params.patterns)}


def check(rule: Any, params: Params, reading: Reading) -> Iterator[Candidate]:
    """A candidate for each temperature that cannot be read."""
    finder = _Finder(params, reading.page)
    found = [*finder.bare(reading.hits(rule)), *finder.cells(), *finder.degrees(), *finder.impossible(), *finder.unwanted()]
    yield from without_overlaps(found)


@cache
def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    return regex(rf"\b(?:{'|'.join(words)})\b" if words else r"(?!)")


@cache
def _leading(words: tuple[str, ...]) -> re.Pattern[str]:
    return regex(rf"\b(?:{'|'.join(words)})(?: (?:{_LINKS})){{0,4}}+ ?$" if words else r"(?!)")


_LINKS = (
    "a|above|about|around|at|beyond|between|climbs|climbed|equal|exceeds?|exceeding|gets|goes|greater|has|higher|hits|is|least"
    "|measures|more|of|or|over|past|reach(?:es|ed)|reads|ris(?:es|en)|stays|temperature|than|that|to|tops|up|was|with"
)
_OTHER = {"°C": "°F", "°F": "°C"}
_REACH = 24  # between a temperature and the same in the other scale
_FEVER_F: Span = (93.0, 113.0)
_FEVER_C: Span = (34.0, 44.0)
_HEAD = regex(r"(?:(?:body|her|his|my|the|their|your|your child's) )?(?:fever|temp|temperature)")
_IN_CELL = regex(
    r"(?:(?:above|at least|below|less than|more than|over|under|up to) )?"
    r"(?P<value>\d{2,3}(?:\.\d)?(?: ?(?:-|to) ?\d{2,3}(?:\.\d)?)?)"
    r"(?: (?:and|or) (?:above|below|higher|less|lower|more|over|under))?"
)
# Call us if you reach 101 degrees.
_CALL = regex(r"\b(?:call|contact|phone|ring|tell)\b[^.!?]*\b(?:are|get|go|hit|reach|you're)\b")
_CLOSED = regex(r"(?<=\d)°(?=[CF])")
_NUMBER = regex(r"\d+(?:\.\d+)?")


class _Finder:
    def __init__(self, params: Params, page: Page) -> None:
        self.params = params
        self.page = page

    @cached_property
    def temperatures(self) -> list[Quantity]:
        return [q for q in self.page.quantities if q.dimension == "temperature"]

    @cached_property
    def _starts(self) -> list[int]:
        return [q.start for q in self.page.quantities]

    def _measured(self, start: int, end: int) -> bool:
        """Whether a stretch stands in a quantity, or right before a temperature in brackets."""
        at = bisect_right(self._starts, end) - 1
        if at >= 0 and self.page.quantities[at].end > start:
            return True
        after = bisect_left(self._starts, end)
        return after < len(self._starts) and self._starts[after] - end <= 3 and self.page.quantities[after].unit in _OTHER

    def _shares_scale(self, start: int, end: int) -> bool:
        """Whether a number follows a temperature of its own scale: `at 60°C, or at 40 for wool`."""
        at = bisect_left(self._starts, start) - 1
        before = self.page.quantities[at] if at >= 0 else None
        if before is None or before.unit not in _OTHER or not before.has_unit or start - before.end > _REACH:
            return False
        values = [float(number) for number in _NUMBER.findall(self.page.lower[start:end])]
        other = _FEVER_C if before.unit == "°F" else _FEVER_F
        return self.page.sentence_at(before.start) == self.page.sentence_at(start) and not _within(values, other)

    def _sentence(self, at: int) -> str:
        sentence = self.page.sentences[self.page.sentence_at(at)]
        return self.page.lower[max(sentence.start, at - 300) : min(sentence.end, at + 300)]

    def bare(self, hits: list[Any]) -> Iterator[Candidate]:
        """`a temperature over 101`."""
        for hit in longest(hits):
            if not self._measured(hit.start, hit.end) and not self._shares_scale(hit.start, hit.end):
                yield self._no_scale(hit.start, hit.end)

    def cells(self) -> Iterator[Candidate]:
        """`Over 103` in a column that is headed `Temperature`."""
        for number, block in enumerate(self.page.blocks if self.page.has_tables else ()):
            if block.kind is not Kind.CELL:
                continue
            value = _IN_CELL.fullmatch(self.page.lower, block.start, block.end)
            if value is None or not _HEAD.fullmatch(surroundings.column_head(self.page, number).strip()):
                continue
            values = [float(one) for one in _NUMBER.findall(value["value"])]
            if _within(values, _FEVER_F) or _within(values, _FEVER_C):
                yield self._no_scale(*value.span("value"))

    def degrees(self) -> Iterator[Candidate]:
        """`101 degrees`, where the sentence speaks of warmth and not of an angle."""
        near, unless = _any_of(self.params.degrees_near), _any_of(self.params.degrees_unless)
        for quantity in self.page.quantities:
            if quantity.dimension != "angle" or self.page.blocks[quantity.block].kind is Kind.CELL:
                continue
            words = self._sentence(quantity.start)
            is_fever = _within([quantity.low, quantity.high], _FEVER_F) and _CALL.search(words)
            if (is_fever or near.search(words)) and not unless.search(words) and not self._near_other(quantity, ("°C", "°F")):
                yield self._no_scale(quantity.start, quantity.end)

    def _no_scale(self, start: int, end: int) -> Candidate:
        values = [float(number) for number in _NUMBER.findall(self.page.lower[start:end])]
        number = self.page.text[start:end]
        for suffix in (" degrees", " degree", "°"):
            number = number.removesuffix(suffix)
        scale = "°F" if _within(values, _FEVER_F) else "°C" if _within(values, _FEVER_C) else ""
        if not self.params.places["body"].search.search(self._sentence(start)):
            scale = ""  # only a body tells which is meant
        want = self._spaced(f"{number}{scale} ({_converted(values, scale)})" if scale else f"{number}°F or {number}°C")
        why = fill(self.params.say_no_scale, {"value": self.page.text[start:end], "want": want})
        known = want if scale else None
        return Candidate(start=start, end=end, values={"why": why}, suggestion=known, edit=known)

    def _spaced(self, want: str) -> str:
        """What to write, with degrees as the house has them."""
        return _CLOSED.sub(" °", want) if self.params.degrees else want

    def _near_other(self, quantity: Quantity, scales: tuple[str, ...]) -> bool:
        """Whether the same stands near by in one of these scales."""
        at = bisect_left(self._starts, quantity.start)
        for i in (at - 1, at + 1):
            if 0 <= i < len(self._starts):
                other = self.page.quantities[i]
                gap = max(other.start - quantity.end, quantity.start - other.end)
                if other.unit in scales and gap <= _REACH and other.block == quantity.block:
                    return True
        return False

    def impossible(self) -> Iterator[Candidate]:
        """`a fever of 38°F`: not possible there, and possible in the other scale."""
        for quantity in self.temperatures:
            words = self._sentence(quantity.start)
            for place in self.params.places.values():
                if not self._is_there(place, quantity, words):
                    continue
                spans = {"°C": place.celsius, "°F": place.fahrenheit}
                ends = [quantity.low, quantity.high]
                other = _OTHER[quantity.unit]
                if any(_within([end], spans[quantity.unit]) for end in ends) or not _within(ends, spans[other]):
                    continue
                same = _converted(list(dict.fromkeys(ends)), quantity.unit)
                number = quantity.text[: quantity.number_end - quantity.start]
                want = self._spaced(f"{number}{other}")
                why = fill(self.params.say_impossible, {"value": quantity.text, "other": same, "want": want})
                yield Candidate(start=quantity.start, end=quantity.end, values={"why": why}, suggestion=want)
                break

    def _is_there(self, place: Place, quantity: Quantity, words: str) -> bool:
        """Whether a temperature is taken in a place, by what stands right before it or else by its sentence."""
        if _leading(place.leads).search(self.page.lower, max(quantity.start - 60, 0), quantity.start):
            return True
        return bool(place.search.search(words)) and not _any_of(place.unless).search(words)

    def unwanted(self) -> Iterator[Candidate]:
        """A temperature in one scale where the house wants the other, or both."""
        if self.params.scales == "any":
            return
        for quantity in self.temperatures:
            if not quantity.has_unit or (self.params.scales == "celsius" and quantity.unit == "°C"):
                continue
            if self._near_other(quantity, (_OTHER[quantity.unit],)):
                continue
            same = _converted(list(dict.fromkeys((quantity.low, quantity.high))), quantity.unit)
            say = self.params.say_celsius if self.params.scales == "celsius" else self.params.say_both
            want = self._spaced(same if self.params.scales == "celsius" else f"{quantity.text} ({same})")
            why = fill(say, {"value": quantity.text, "want": want})
            yield Candidate(
                start=quantity.start,
                end=quantity.end,
                values={"why": why},
                suggestion=want,
                edit=want if self.params.scales == "both" else None,
                severity="suggestion",
                group="scales",
            )


def _within(values: list[float], span: Span) -> bool:
    return bool(values) and all(span[0] <= value <= span[1] for value in values)


def _converted(values: list[float], scale: str) -> str:
    """Temperatures in the other scale, to one decimal: `38.3°C`."""
    turned = [(value - 32) / 1.8 if scale == "°F" else value * 1.8 + 32 for value in values]
    return " to ".join(f"{round(value, 1):g}" for value in turned) + _OTHER.get(scale, "")
