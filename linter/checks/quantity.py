"""Checks how one quantity is written: the space before its unit, zeros after and before a decimal point."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, Literal

import msgspec

from linter.checks import Candidate
from linter.language import doses
from linter.language.quantities import Quantity
from linter.page import Page
from linter.reading import Reading

Style = Literal["space", "closed"]


class Params(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, rename="kebab"):
    """`find` names the way of writing that is looked for; `style` is for `spacing`: `5 mg` (space) or `5mg` (closed)."""

    find: Literal["spacing", "trailing-zero", "naked-decimal"]
    style: Style = "space"


def check(_: Any, params: Params, reading: Reading) -> Iterator[Candidate]:
    """A candidate, with its edit, for each quantity that is not written as the rule wants it."""
    rewrite = _REWRITE[params.find]
    for quantity in reading.page.quantities:
        want = rewrite(quantity, params.style)
        if want is None or want == quantity.text:
            continue
        dose = doses.is_dose(reading.page, quantity, reading.page_type.name)
        yield Candidate(
            start=quantity.start,
            end=quantity.end,
            values={"want": want, "value": quantity.text[: quantity.number_end - quantity.start], "unit": quantity.form},
            suggestion=want,
            edit=want if is_verbatim(reading.page, quantity.start, quantity.end) else None,
            edit_safe=True,
            context=frozenset({"dose"}) if dose else frozenset(),
        )


def is_verbatim(page: Page, start: int, end: int) -> bool:
    """Whether a stretch stands in the source as it reads: no edit is made across markup, an entity or code."""
    source_start, source_end = page.place(start, end)
    return page.source[source_start:source_end] == page.text[start:end]


# -- the space before a unit ----------------------------------------------------------------

# Written closed up by every style, or by so many that either form is right (38C, 24h, 5m people), or wrong in both (10U, 5cc).
_NEVER_SPACED = frozenset({"C", "F", "h", "d", "s", "m", "U", "u", "IU", "cc", "%", "W"})
_NEVER_SPACED_DIMENSIONS = frozenset({"temperature", "angle", "ratio", "sound"})
_CLOSED_DIMENSIONS = frozenset({"mass", "volume", "length", "pressure", "energy"})
_JOINT = re.compile(r"(?<=[0-9½¼¾⅓⅔⅛])([ \u00a0\u2009\u202f]?)(?=[A-Za-zµμ])")


def _spacing(quantity: Quantity, style: Style) -> str | None:
    head, _, _ = quantity.form.partition("/")
    if not quantity.symbol or quantity.dimension in _NEVER_SPACED_DIMENSIONS or head in _NEVER_SPACED or not head[:1].isalpha():
        return None
    if style == "closed" and quantity.dimension not in _CLOSED_DIMENSIONS:
        return None
    return _JOINT.sub(" " if style == "space" else "", quantity.text)


# -- zeros ------------------------------------------------------------------------------------

_TRAILING = re.compile(r"(\d)(?:\.0+|(\.\d*?[1-9])0+)(?![\d.])")
_NAKED = re.compile(r"(?<![\d.])\.(?=\d)")


def _trailing_zero(quantity: Quantity, _: Style) -> str | None:
    number, rest = _parts(quantity)
    return _TRAILING.sub(lambda m: m[1] + (m[2] or ""), number) + rest


def _naked_decimal(quantity: Quantity, _: Style) -> str | None:
    number, rest = _parts(quantity)
    return _NAKED.sub("0.", number) + rest


def _parts(quantity: Quantity) -> tuple[str, str]:
    """The number (with both ends of a range) and what follows it."""
    at = quantity.number_end - quantity.start
    return quantity.text[:at], quantity.text[at:]


_REWRITE: dict[str, Callable[[Quantity, Style], str | None]] = {
    "spacing": _spacing,
    "trailing-zero": _trailing_zero,
    "naked-decimal": _naked_decimal,
}
