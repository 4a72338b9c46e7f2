"""Checks how one quantity is written: the space before its unit, zeros, fractions, dashes and the order of a range."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Literal

import msgspec

from linter.checks import Candidate
from linter.language import articles
from linter.language.quantities import Quantity
from linter.language.ranges import dashed, dashed_in_columns, reversed_range, reversed_without_unit
from linter.model import Model
from linter.page import Page
from linter.reading import Reading
from linter.store.regexes import regex

Style = Literal["space", "closed"]

FIELDS = ("unit", "value", "want", "why")  # of the rule's message


class Params(Model, frozen=True, kw_only=True):
    """`find` names the way of writing that is looked for. The rest is for one of them each.

    `style` is for `spacing`: `5 mg` (space) or `5mg` (closed), and `degrees` says whether `37 °C` is spaced as well.
    `fractions` is for `fraction-dose`: the words for a part, by its value, for less than one and after a whole number.
    """

    find: Literal["spacing", "trailing-zero", "naked-decimal", "fraction-dose", "range-dash", "range-reversed"]
    style: Style = "space"
    degrees: bool = False
    fractions: dict[str, tuple[str, str]] = {}


NO_OPTIONS = ("find",)


class Rewrite(msgspec.Struct, frozen=True):
    """How a quantity should be written, and why where the message needs it."""

    want: str
    why: str = ""
    is_safe: bool = True


def check(_: Any, params: Params, reading: Reading) -> Iterator[Candidate]:
    """A candidate, with its edit, for each quantity that is not written as the rule wants it."""
    rewrite = _REWRITE[params.find]
    page = reading.page
    for quantity in page.quantities:
        found = rewrite(page, quantity, params)
        if found is None or found.want == quantity.text:
            continue
        dose = reading.doses.has(quantity)
        yield Candidate(
            start=quantity.start,
            end=quantity.end,
            values={
                "want": found.want,
                "why": found.why,
                "value": quantity.text[: quantity.number_end - quantity.start],
                "unit": quantity.form or quantity.unit,
            },
            suggestion=found.want,
            edit=found.want if is_verbatim(page, quantity.start, quantity.end) else None,
            edit_safe=found.is_safe and quantity.has_unit,
            context=frozenset({"dose"}) if dose else frozenset(),
        )
    for start, end, want, why in _WITHOUT_UNIT[params.find](page) if params.find in _WITHOUT_UNIT else ():
        values = {"want": want, "why": why, "value": page.text[start:end], "unit": ""}
        yield Candidate(start=start, end=end, values=values, suggestion=want)


def is_verbatim(page: Page, start: int, end: int) -> bool:
    """Whether a stretch stands in the source as it reads: no edit is made across markup, an entity or code."""
    source_start, source_end = page.place(start, end)
    return page.source[source_start:source_end] == page.text[start:end]


# -- the space before a unit ----------------------------------------------------------------

# Written closed up by every style, or by so many that either form is right (38C, 24h, 5m people), or wrong in both (10U, 5cc).
_NEVER_SPACED = frozenset({"C", "F", "h", "d", "s", "m", "U", "u", "IU", "cc", "%", "W"})
_NEVER_SPACED_DIMENSIONS = frozenset({"angle", "ratio", "sound", "data"})
_CLOSED_DIMENSIONS = frozenset({"mass", "volume", "length", "pressure", "energy"})
_JOINT = regex(r"(?<=[0-9½¼¾⅓⅔⅛])([ \u00a0\u2009\u202f]?)(?=[A-Za-zµμ])(?!(?:and|by|or|through|to|up|x)\b)")
# A unit that is a word has its space in every style: 7 stone 12lb.
_JOINT_OF_SYMBOL = regex(_JOINT.pattern + r"(?!(?:feet|foot|inch|inches|ounces?|pounds?|stones?)\b)")
_DEGREE_JOINT = regex(r"(?<=[0-9])[ \u00a0]?° ?(?=[CF])")


def _spacing(_: Page, quantity: Quantity, params: Params) -> Rewrite | None:
    head = quantity.form.partition("/")[0]
    if quantity.dimension == "temperature":
        return Rewrite(_DEGREE_JOINT.sub(" °", quantity.text)) if params.degrees else None
    if not quantity.symbol or quantity.dimension in _NEVER_SPACED_DIMENSIONS or head in _NEVER_SPACED or not head[:1].isalpha():
        return None
    if params.style == "closed" and quantity.dimension not in _CLOSED_DIMENSIONS:
        return None
    if params.style == "space":
        return Rewrite(_JOINT.sub(" ", quantity.text))
    return Rewrite(_JOINT_OF_SYMBOL.sub("", quantity.text))


# -- zeros ------------------------------------------------------------------------------------

_TRAILING = regex(r"(\d)(?:\.0+|(\.\d*?[1-9])0+)(?![\d.])")
_NAKED = regex(r"(?<![\d.])\.(?=\d)")


def _trailing_zero(page: Page, quantity: Quantity, _: Params) -> Rewrite | None:
    if page.locale == "eu" and quantity.value >= 1000:  # 1.000 is a thousand there
        return None
    number, rest = _parts(quantity)
    return Rewrite(_TRAILING.sub(lambda m: m[1] + (m[2] or ""), number) + rest)


def _naked_decimal(_: Page, quantity: Quantity, params: Params) -> Rewrite | None:
    number, rest = _parts(quantity)
    return Rewrite(_NAKED.sub("0.", number) + rest)


def _parts(quantity: Quantity) -> tuple[str, str]:
    """The number (with both ends of a range) and what follows it."""
    at = quantity.number_end - quantity.start
    return quantity.text[:at], quantity.text[at:]


# -- parts of a tablet ------------------------------------------------------------------------

_COUNTED = frozenset({"tablets", "capsules", "pills", "patches", "sachets", "lozenges", "suppositories"})
_PART = regex(r"\d[/⁄]\d|\d?\.\d")
_LETTERS = regex(r"[ -]?[A-Za-z]+")
_OF_ONE = regex(r"^(?:of )?an? ")


def _fraction(page: Page, quantity: Quantity, params: Params) -> Rewrite | None:
    number, rest = _parts(quantity)
    plural, singular = quantity.dimension.partition("/")[0], quantity.unit.partition("/")[0]
    if plural not in _COUNTED or not _PART.search(number) or not (quantity.low % 1 or quantity.high % 1):
        return None
    if quantity.form.lower().startswith("caplet"):
        plural, singular = "caplets", "caplet"
    if page.lower.endswith(" and ", 0, quantity.start):  # one and 1/2 tablets
        part = _part(quantity.low, params)
        return Rewrite(f"{part[1]} {plural}" if part else f"{quantity.value:g} {plural}", is_safe=False)
    kind = _OF_ONE.sub("", rest[: quantity.unit_start - quantity.number_end].strip(" -"))  # 1 1/2 white tablets
    if kind:
        singular, plural, rest = f"{kind} {singular}", f"{kind} {plural}", rest[quantity.unit_start - quantity.number_end - 1 :]
    values = dict.fromkeys((quantity.low, quantity.high))
    ends = [amount for value in values if (amount := _amount(value, singular, plural, params))]
    if len(ends) < len(values):
        return None
    tail = _LETTERS.sub("", rest, count=1)
    return Rewrite(f" {quantity.joint} ".join(ends) + tail, is_safe=False)


def _part(value: float, params: Params) -> tuple[str, str] | None:
    return next((words for known, words in params.fractions.items() if abs(float(known) - value) < 0.004), None)


def _amount(value: float, singular: str, plural: str, params: Params) -> str:
    """`half a tablet`, `2 and a half tablets`, `3 tablets`; empty for a part that has no words."""
    whole, part = divmod(value, 1)
    if not part:
        return f"{whole:g} {singular if whole == 1 else plural}"
    words = _part(part, params)
    if words is None:
        return ""
    return f"{whole:g} and {words[1]} {plural}" if whole else f"{articles.fitting(words[0], singular)} {singular}"


# -- ranges -----------------------------------------------------------------------------------


def _range_dash(page: Page, quantity: Quantity, _: Params) -> Rewrite | None:
    want = dashed(page, quantity)
    return Rewrite(want, is_safe=False) if want else None


def _range_reversed(page: Page, quantity: Quantity, _: Params) -> Rewrite | None:
    found = reversed_range(page, quantity)
    return Rewrite(*found, is_safe=False) if found else None


_REWRITE: dict[str, Callable[[Page, Quantity, Params], Rewrite | None]] = {
    "spacing": _spacing,
    "trailing-zero": _trailing_zero,
    "naked-decimal": _naked_decimal,
    "fraction-dose": _fraction,
    "range-dash": _range_dash,
    "range-reversed": _range_reversed,
}
# Ranges of bare numbers.
_WITHOUT_UNIT: dict[str, Callable[[Page], Iterator[tuple[int, int, str, str]]]] = {
    "range-dash": dashed_in_columns,
    "range-reversed": reversed_without_unit,
}
