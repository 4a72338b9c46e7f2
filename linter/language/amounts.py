"""All the quantities of a page: its measurements, and what is counted in no unit of measure.

Those are chances (`1 in 10`), sums of money, ages (`aged 5 to 11`) and points in time (`day 3`). Rules that compare
measurements do not read these: two prices, or two days, are no contradiction. Shares that are named together (`26%, 19% and
13%`) are one quantity here, as those who label quantities in papers take them; rules read each by itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Any

from linter.language import numerals, units
from linter.language.quantities import Quantity

if TYPE_CHECKING:
    from linter.page import Page

_RANGE = r"(?: ?- ?| to | and | or )"
_DIGITS = r"\d+(?:,\d{3})*(?:\.\d+)?|\d{1,3}(?: \d{3})+"
_SIZE = r" (?:thousand|million|billion|trillion)"
_PATTERNS = {
    "chance": rf"\b(\d{{1,5}}|{numerals.WORDS}) (?:(?:in|out of)(?: every)?|of every) "
    rf"(\d{{1,3}}(?:,\d{{3}})+|\d+|{numerals.WORDS})\b",
    "age": rf"\bage[sd]?(?: of)?(?: from| over| under| between| about)? (\d{{1,3}})(?:{_RANGE}(\d{{1,3}}))?\b",
} | {unit: rf"\b({unit})s? (\d{{1,3}})(?:{_RANGE}(?:{unit} )?(\d{{1,3}}))?\b" for unit in ("day", "week", "month", "year")}
_LAST_JOINTS = frozenset((" and ", " or ", ", and ", ", or "))
_SHORT_SIZES = {"k": 1e3, "m": 1e6, "mn": 1e6, "b": 1e9, "bn": 1e9, "t": 1e12, "tn": 1e12}
_NOT_BEFORE_POINT = frozenset(
    ("a", "an", "per", "each", "every", "one", "first", "same", "this", "that", "next", "last", "half")
)


@cache
def _compiled() -> dict[str, Any]:
    import re2

    options = re2.Options()
    options.log_errors = False
    coins = sorted(units.load().money, key=len, reverse=True)
    signs, names = "".join(coin for coin in coins if not coin[0].isalpha()), "|".join(c for c in coins if c[0].isalpha())
    money = {
        "sum": rf"([{signs}]) ?({_DIGITS})({_SIZE}\b|[kmbt]n?\b)?",
        "coins": rf"\b((?:{_DIGITS}|{numerals.WORDS})(?:{_SIZE})?) ({names})\b",
    }
    return {kind: re2.compile(pattern, options) for kind, pattern in (_PATTERNS | money).items()}


def find(page: Page) -> list[Quantity]:
    """All quantities of a page, in order, none overlapping. A measurement stands before anything else."""
    found = list(page.quantities)
    taken = bytearray(len(page.lower))
    for quantity in found:
        taken[quantity.start : quantity.end] = b"\1" * (quantity.end - quantity.start)
    for other in _others(page):
        if not any(taken[other.start : other.end]):
            taken[other.start : other.end] = b"\1" * (other.end - other.start)
            found.append(other)
    return list(_shares_joined(page, sorted(found, key=lambda quantity: quantity.start)))


def _shares_joined(page: Page, found: list[Quantity]) -> Iterator[Quantity]:
    """The quantities, with percentages that commas and a last `and` or `or` join as one."""
    run: list[Quantity] = []
    for quantity in found:
        is_share = quantity.form == "%" and quantity.kind == "value"
        joint = page.lower[run[-1].end : quantity.start] if run else ""
        if run and is_share and (joint == ", " or joint in _LAST_JOINTS):
            run.append(quantity)
            if joint in _LAST_JOINTS:
                values = [one.value for one in run]
                yield _quantity(page, run[0].start, quantity.end, min(values), max(values), "%", "ratio", "list")
                run = []
            continue
        yield from run
        run = [quantity] if is_share else []
        if not is_share:
            yield quantity
    yield from run


def _others(page: Page) -> Iterator[Quantity]:
    text = page.lower
    for kind, pattern in _compiled().items():
        for match in pattern.finditer(text):
            start, end = match.span()
            if page.block_at(start) == page.block_at(end - 1) and not _is_part(text, start, end):
                quantity = _READERS.get(kind, _point)(page, match)
                if quantity is not None:
                    yield quantity


def _is_part(text: str, start: int, end: int) -> bool:
    """Whether a stretch goes on: in a date, a version, a longer number."""
    before, after = text[start - 1 : start] if start else "", text[end : end + 2]
    return (before != "" and before in "-/.,#$£€") or (after[:1] in ("-", "/", ".", ",", ":") and after[1:].isdigit())


def _chance(page: Page, match: Any) -> Quantity | None:
    part, whole = _number(match[1]), _number(match[2])
    if not 0 < part < whole or (1900 <= whole <= 2100 and match[2].isdigit() and " in " in match[0]):  # 20 in 1981
        return None
    return _quantity(page, match.start(), match.end(), part / whole, part / whole, f"in {whole:g}", "ratio", "chance")


def _age(page: Page, match: Any) -> Quantity:
    return _quantity(page, match.start(1), match.end(), float(match[1]), float(match[2] or match[1]), "year", "time", "age")


def _point(page: Page, match: Any) -> Quantity | None:
    before = page.lower[max(match.start() - 8, 0) : match.start()].split(" ")
    if len(before) > 1 and before[-1] == "" and before[-2] in _NOT_BEFORE_POINT:
        return None
    return _quantity(page, match.start(), match.end(), float(match[2]), float(match[3] or match[2]), match[1], "time", "point")


def _sum(page: Page, match: Any) -> Quantity:
    value, size = _number(match[2]), match[3] or ""
    value *= _SHORT_SIZES[size] if size in _SHORT_SIZES else _number(f"one{size}") if size else 1.0
    return _money(page, match, match[1], value)


def _coins(page: Page, match: Any) -> Quantity:
    return _money(page, match, match[2], _number(match[1]))


def _money(page: Page, match: Any, coin: str, value: float) -> Quantity:
    unit = units.load().money[coin]
    return _quantity(page, match.start(), match.end(), value, value, unit.name, "money", "money")


_READERS = {"chance": _chance, "age": _age, "sum": _sum, "coins": _coins}


def _number(text: str) -> float:
    """The value of a number, whose thousands a space may part."""
    if text[:1].isdigit() and text.replace(" ", "").isdigit():
        return float(text.replace(" ", ""))
    number = numerals.read(text, text, 0)
    return number.value if number else 0.0


def _quantity(page: Page, start: int, end: int, low: float, high: float, unit: str, dimension: str, kind: str) -> Quantity:
    return Quantity(
        text=page.text[start:end], start=start, end=end, low=low, high=high, value=(low + high) / 2, unit=unit,
        dimension=dimension, si_value=None, system="", form="", symbol=False, number_start=start, number_end=end,
        unit_start=end, unit_end=end, block=page.block_at(start), kind=kind,
    )  # fmt: skip
