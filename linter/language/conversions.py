"""One value written in two units, `3 inches (7.6 cm)`: which quantities stand so, and whether the two agree as written."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

import msgspec

from linter.language import units
from linter.language.quantity_patterns import SMALLER
from linter.lexicon import read_table, split_cell
from linter.store.regexes import regex

if TYPE_CHECKING:
    from linter.language.quantities import Quantity
    from linter.page import Page


class Pair(msgspec.Struct, frozen=True):
    """A quantity and what the page says is the same in another unit. `sure`: brackets or an equals sign say so."""

    first: Quantity
    second: Quantity
    sure: bool


# -- which quantities are one value in two units ------------------------------------------------

_ABOUT = r"(?:about |around |roughly |approximately |approx\.? |nearly |almost |over |or |= ?|~ ?)*"
_GAP = regex(
    rf"^(?P<words>(?: [a-z-]+){{0,4}})(?P<sure> ?[(\[]| ?=)(?: ?(?:or|which is|that is|that's|i\.e\.,?|equal to))? ?{_ABOUT}$"
    rf"|^,? (?P<or>or|that is|i\.e\.,?|which is|equals|is equal to|is the same as|is|makes) {_ABOUT}$"
    r"|^ ?(?P<slash>/|=) ?$"
)
# What may stand between the second quantity and the end of its brackets: `(5 cm long)`, not `(5 mg twice a day)`.
_CLOSED = regex(
    r"^(?: (?!a |an |per|every|each|twice|once|times|daily|max|more|less|total|in |if|for |of )[a-z-]+){0,3} ?[)\],;/=]"
)
_WHOLE = regex(r"^(?:[.,;:)\]]|$| (?!a |per |every |each |twice|once|times|daily|more|less|apart))")


_EACH = regex(r" (?:each|every|one|per) [a-z]+$")  # 10 mg for each kilogram (2.2 pounds): the bracket is of the kilogram

_BODY_UNITS = frozenset({"kg", "lb", "st"})
_DOSE_UNITS = frozenset({"mcg", "µg", "mg", "g"})
_MOST_PER_WEIGHT = 300  # a body weighs that many times more than any dose; a slip of the unit (`2 lb (90 g)`) is less far off

_APART = frozenset({"time", "ratio"})  # dimensions in which `10 days (3 days)` is no slip of the unit


def pairs(page: Page, quantities: list[Quantity]) -> list[Pair]:
    """Quantities that stand together as one value in two units, in order. Units need not be of one dimension."""
    found = []
    for first, second in pairwise(quantities):
        if first.block != second.block or second.start - first.end > 48:
            continue
        gap = page.lower[first.end : second.start]
        if first.unit == second.unit and (first.dimension in _APART or gap not in (" (", " [")):
            continue  # one unit twice is a slip of the second: `4 inches (10 inches)`
        if _is_weight_and_dose(first, second) or _is_weight_and_dose(second, first):
            continue
        until = second.comparator_start if second.comparator_start >= first.end else second.start
        match = _GAP.match(gap) or _GAP.match(page.lower[first.end : until])
        if match is None:
            continue
        after = page.lower[second.end : second.end + 40].partition("\n")[0]
        if match["sure"] and "=" not in match["sure"]:
            if not _CLOSED.match(after + ("" if ")" in after or "]" in after else ")")):
                continue
            # With words between the two it must be clear that they are units of two worlds: `2 inches long (5 cm)`.
            if match["words"] and first.system == second.system and first.kind != "compound":
                continue
            if _EACH.search(match["words"]) or _is_of_another(first, second, match["words"], after):
                continue
        elif (
            _NUTRIENT.match(after) or not _WHOLE.match(after) or (match["or"] in ("or", "is") and first.system == second.system)
        ):
            continue
        found.append(Pair(first, second, bool(match["sure"] or match["slash"])))
    return found


# What food holds: an amount of it is no other way to write how much food there is.
_NUTRIENT = regex(
    r"(?: of)? (?:added |net |of |saturated |total |trans )?(?:alcohol|caffeine|calcium|carb(?:ohydrate)?s?|cholesterol|fats?"
    r"|fib(?:er|re)|iron|magnesium|phosph(?:ate|orus)|potassium|protein|salt|sodium|starch|sugars?|vitamin)\b"
)
_FOOD, _TIME = 3, 20  # times that one value is the other, from which on they are of two things


def _is_of_another(first: Quantity, second: Quantity, words: str, after: str) -> bool:
    """Whether an amount in brackets is of what food holds, `3 oz salmon (22 g protein)`, or a time of something else:
    `12 weeks (36 hours)`, `24 hours (2 days by mail)`."""
    if first.dimension == "time":
        return not after.startswith((")", "]")) or _are_far(first, second, _TIME)
    if _NUTRIENT.match(after):
        return True
    is_food = bool(words) and first.dimension in ("mass", "volume") and second.dimension == "mass"
    return is_food and (first.dimension == "volume" or _are_far(first, second, _FOOD))


def _are_far(one: Quantity, two: Quantity, times: float) -> bool:
    a, b = one.si_value or 0.0, two.si_value or 0.0
    return max(a, b) > times * min(a, b)


def _is_weight_and_dose(weight: Quantity, dose: Quantity) -> bool:
    """Whether one is what somebody weighs and the other what they take: `a child of 20 kg (200 mg)`."""
    if weight.unit not in _BODY_UNITS or dose.unit not in _DOSE_UNITS:
        return False
    return (weight.si_value or 0.0) >= _MOST_PER_WEIGHT * (dose.si_value or 0.0)


# -- what a value is in another unit ------------------------------------------------------------


class Link(msgspec.Struct, frozen=True):
    """Two units that compare for one substance alone: second = (first + offset) * factor.

    `words` are what a page calls it, `told_by` is a word that tells it where the page names no substance.
    """

    substance: str
    words: tuple[str, ...]
    told_by: str
    first: str
    second: str
    factor: float
    offset: float


@cache
def links() -> tuple[Link, ...]:
    """What compares for one substance alone (`rules/lexicon/substances.tsv`), read once."""
    from linter.shipped import rules_folder

    table = read_table((rules_folder() / "lexicon" / "substances.tsv").read_text("utf-8"), "rules/lexicon/substances.tsv")
    return tuple(
        Link(
            row["substance"],
            tuple(split_cell(row["words"])),
            row["told-by"],
            row["first"],
            row["second"],
            float(row["factor"]),
            float(row["offset"]),
        )
        for row in table
    )


Sizes = Mapping[str, Mapping[str, tuple[float, ...]]]
"""Units that have more than one size: `cup`, by the unit the sizes are given in."""


def factor(quantity: Quantity) -> float | None:
    """What one of the quantity's unit is in SI; None for temperatures and units that SI has none for."""
    unit = units.load().by_name.get(quantity.unit)
    if unit is not None:
        return unit.factor if unit.has_si and unit.dimension != "temperature" else None
    return quantity.si_value / quantity.value if quantity.si_value and quantity.value else None


def sizes(quantity: Quantity, also: Sizes, *, fluid: bool) -> tuple[str, list[float]] | None:
    """The dimension of a quantity and all sizes its unit may have, in SI. `fluid` reads an ounce as a fluid ounce."""
    name = "fl oz" if fluid and quantity.unit == "oz" else quantity.unit
    by_name = units.load().by_name
    own = by_name[name].factor if name in by_name and name != quantity.unit else factor(quantity)
    if own is None:
        return None
    others = [by_name[unit].factor * size for unit, given in also.get(name, {}).items() for size in given]
    return (by_name[name].dimension if name in by_name else quantity.dimension), [own, *others]


def converted(first: Quantity, second: Quantity, also: Sizes, links: tuple[Link, ...]) -> list[tuple[float, float]]:
    """The low and high end of `first` in the unit of `second`, for each size that the units may have; none if they differ."""
    if first.dimension == second.dimension == "temperature":
        own, other = units.load().by_name[first.unit], units.load().by_name[second.unit]
        return [(other.from_si(own.to_si(first.low)), other.from_si(own.to_si(first.high)))]
    fluid = "volume" in (first.dimension, second.dimension)
    mine, theirs = sizes(first, also, fluid=fluid), sizes(second, also, fluid=fluid)
    if mine and theirs and mine[0] == theirs[0]:
        ratios = dict.fromkeys(a / b for a in mine[1] for b in theirs[1])  # the units' own sizes first
        return [(first.low * ratio, first.high * ratio) for ratio in ratios]
    found = []
    for link in links:
        if (link.first, link.second) == (first.unit, second.unit):
            found.append(((first.low + link.offset) * link.factor, (first.high + link.offset) * link.factor))
        elif (link.second, link.first) == (first.unit, second.unit):
            found.append((first.low / link.factor - link.offset, first.high / link.factor - link.offset))
    return found


# -- how exact a number is ----------------------------------------------------------------------

_PARTS = {whole: size for (whole, _), size in SMALLER.items()}
_TOKEN = regex(r"\d[\d,]*(?:\.\d+)?|\.\d+")
_BODY = {"°C": (34.0, 43.0), "°F": (93.0, 109.5)}
_ROUND = 0.07  # how far a number that ends in zeros may be from what it stands for
_AHEAD = 0.4  # and how far the one that was rounded last: `1 mile (2 km)`
_BACK = 0.12  # how far a small whole number may be, where it is the rounded one of the two


def margins(page: Page, quantity: Quantity, *, exact: bool) -> tuple[float, float]:
    """How far the low and the high end may be from what they stand for: half of the last figure that is written."""
    text = page.folded[quantity.number_start : quantity.number_end]
    if quantity.kind == "compound":
        part = 0.55 / _PARTS[quantity.unit]
        return part, part
    tokens = _TOKEN.findall(text)
    if ("/" in text and "/" not in quantity.form) or not text.isascii() or not tokens:
        part = 0.13 if quantity.low < 10 and not float(quantity.low).is_integer() else 0.5
        return part, part
    return _margin(tokens[0], quantity.low, quantity, exact), _margin(tokens[-1], quantity.high, quantity, exact)


def _margin(token: str, value: float, quantity: Quantity, exact: bool) -> float:
    digits = token.replace(",", "")
    if "." in digits:
        return 0.5 * 10.0 ** -len(digits.partition(".")[2])
    if quantity.dimension == "temperature":
        low, high = _BODY.get(quantity.unit, (0.0, 0.0))
        if low <= value <= high or value % 5:
            return 0.5
        return 5.0 if value >= 140 and not value % 10 else 2.5  # ovens and hot water are round figures
    if quantity.dimension == "time":
        return max(0.5, abs(value) * 0.1)
    zeros = len(digits) - len(digits.rstrip("0"))
    if not zeros:
        return 0.5
    return max(0.5, min(0.5 * 10.0**zeros, abs(value) * (0.01 if exact else _ROUND)))


def agree(page: Page, first: Quantity, second: Quantity, also: Sizes, links: tuple[Link, ...]) -> bool | None:
    """Whether two quantities are one value, to the figures that are written; None where they do not compare."""
    forward, back = converted(first, second, also, links), converted(second, first, also, links)
    if not forward or not back:
        return None
    exact = first.system == second.system == "metric"
    loose = 2.0 if _is_about(page, first, second) else 1.0
    ahead, behind = margins(page, second, exact=exact), margins(page, first, exact=exact)
    if first.dimension != "temperature":
        behind = _capped(behind, first.low, first.high, _BACK)
        ahead = _capped(ahead, second.low, second.high, _AHEAD)
    ends = (first.low, first.high), (second.low, second.high)
    if first.is_range != second.is_range:  # `4 to 6 inches (12 cm)`: somewhere within
        return any(_within(values, second, ahead, loose) for values in forward)
    return any(_near(values, ends[1], ahead, loose) for values in forward) or any(
        _near(values, ends[0], behind, loose) for values in back
    )


def _near(values: tuple[float, float], ends: tuple[float, float], margin: tuple[float, float], loose: float) -> bool:
    return all(abs(v - e) <= m * loose * 1.0001 + 1e-9 for v, e, m in zip(values, ends, margin, strict=True))


def _capped(margin: tuple[float, float], low: float, high: float, share: float) -> tuple[float, float]:
    return min(margin[0], abs(low) * share), min(margin[1], abs(high) * share)


def _within(values: tuple[float, float], quantity: Quantity, margin: tuple[float, float], loose: float) -> bool:
    return values[0] <= quantity.high + margin[1] * loose and quantity.low - margin[0] * loose <= values[1]


_LOOSE = regex(r"\b(?:about|around|roughly|approximately|approx\.?|nearly|almost|just (?:over|under))\b|~")


def _is_about(page: Page, first: Quantity, second: Quantity) -> bool:
    return bool(_LOOSE.search(page.lower[first.end : second.start]))


# -- how to write it ----------------------------------------------------------------------------

_PLURALS = {
    name: f"{name}s"
    for name in ("cup", "day", "gallon", "hour", "mile", "minute", "month", "pint", "quart", "second", "week", "yard", "year")
} | {"inch": "inches", "mi": "miles"}


def in_unit(first: Quantity, second: Quantity, also: Sizes, links: tuple[Link, ...]) -> str:
    """`7.6 cm`: the value of one quantity in the unit of another, to two or three figures."""
    values = converted(first, second, also, links)
    if not values:
        return ""
    is_warm = second.dimension == "temperature"
    ends = [figures(value, is_warm) for value in dict.fromkeys(values[0])]
    unit = _PLURALS.get(second.unit, second.unit)
    if ends == ["1"]:
        unit = second.unit
    return f"{' to '.join(ends)}{'' if unit.startswith('°') or unit == '%' else ' '}{unit}"


def figures(value: float, is_warm: bool = False) -> str:
    """A value as a person would write it: three figures from ten on, two below; temperatures to a tenth."""
    shown = f"{value:.1f}" if is_warm else f"{value:.3g}" if abs(value) >= 10 else f"{value:.2g}"
    return f"{float(shown):,.10g}"
