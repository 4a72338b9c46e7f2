"""Checks quantities against each other: one thing measured in two systems of units."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from typing import Any, Literal

import msgspec

from linter.checks import Candidate, Place
from linter.language import doses, subjects, units
from linter.language.quantities import Quantity
from linter.language.subjects import Subject
from linter.page import Kind, Page
from linter.reading import Reading


class Params(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, rename="kebab"):
    """`find` names what two quantities must not do."""

    find: Literal["mixed-systems"]


def check(_: Any, params: Params, reading: Reading) -> Iterator[Candidate]:
    """One candidate for each thing, at the quantity that breaks with those before it."""
    yield from _FINDERS[params.find](reading)


# Between a quantity and the same in other units: `3 inches (7.6 cm`, `3 inches, or about 7.6 cm`, `3 inches/7.6 cm`.
_CONVERSION = re.compile(r"^,? ?(?:\(|\[|/|=|-|or|that is|i\.e\.,?|which is|about)? ?(?:=|or|~)? ?$")
_SAME = 0.03  # how far apart two values may be and still be one, said twice


def converted(page: Page, quantities: list[Quantity]) -> list[list[Quantity]]:
    """Quantities that stand together as one value in several units, each such cluster in order."""
    clusters: list[list[Quantity]] = []
    cluster: list[Quantity] = []
    for quantity in quantities:
        if cluster and _is_conversion(page, cluster[-1], quantity):
            cluster.append(quantity)
        else:
            if len(cluster) > 1:
                clusters.append(cluster)
            cluster = [quantity]
    if len(cluster) > 1:
        clusters.append(cluster)
    return clusters


def _is_conversion(page: Page, first: Quantity, second: Quantity) -> bool:
    if first.dimension != second.dimension or first.block != second.block or first.unit == second.unit:
        return False
    until = second.comparator_start if second.comparator_start >= first.end else second.start
    return until - first.end <= 20 and bool(_CONVERSION.match(page.lower[first.end : until]))


def _mixed_systems(reading: Reading) -> Iterator[Candidate]:
    page = reading.page
    measured = [q for q in page.quantities if q.system in ("metric", "us") and q.si_value is not None]
    dimensions = {q.dimension for q in measured if q.system == "us"} & {q.dimension for q in measured if q.system == "metric"}
    if not dimensions:
        return
    both = [q for cluster in converted(page, measured) if len({q.system for q in cluster}) > 1 for q in cluster]
    known = {dimension: sorted(q.si_value or 0.0 for q in both if q.dimension == dimension) for dimension in dimensions}
    seen: dict[tuple[str, str], list[tuple[Subject, Quantity]]] = {}
    said: set[tuple[str, str]] = set()
    for quantity in measured:
        if quantity.dimension not in dimensions or page.blocks[quantity.block].kind is Kind.CELL:
            continue
        if _is_among(quantity, known[quantity.dimension]):  # this value is given both ways, here or elsewhere
            continue
        subject = subjects.subject(page, quantity)
        key = (subject.head, quantity.dimension)
        if not subject.head or key in said:
            continue
        earlier = seen.setdefault(key, [])
        other = next((q for s, q in earlier if q.system != quantity.system and s.same_as(subject)), None)
        if other is not None:
            said.add(key)
            yield _mixed(reading, subject, other, quantity)
        elif not any(q.system == quantity.system and s == subject for s, q in earlier):
            earlier.append((subject, quantity))


def _is_among(quantity: Quantity, values: list[float]) -> bool:
    """Whether a quantity is, within rounding, one of some values (sorted, in SI)."""
    value = quantity.si_value or 0.0
    margin = abs(value) * (_SAME / 10 if quantity.dimension == "temperature" else _SAME)
    at = bisect_left(values, value - margin)
    return at < len(values) and values[at] <= value + margin


def _with_conversion(quantity: Quantity, other: Quantity) -> str | None:
    """`5 mm (0.2 inches)`: a quantity with its value in the unit of another, to two figures."""
    unit = units.load().by_name.get(other.unit)
    own = units.load().by_name.get(quantity.unit)
    if unit is None or own is None:
        return None
    values = [unit.from_si(own.to_si(value)) for value in dict.fromkeys((quantity.low, quantity.high))]
    ends = [f"{round(value, 1):g}" if quantity.dimension == "temperature" else f"{float(f'{value:.2g}'):g}" for value in values]
    name = _PLURALS.get(unit.name, unit.name)
    return f"{quantity.text} ({' to '.join(ends)}{'' if unit.name.startswith('°') else ' '}{name})"


_PLURALS = {name: f"{name}s" for name in ("cup", "pint", "quart", "gallon", "yard")} | {"inch": "inches", "mi": "miles"}


def _mixed(reading: Reading, subject: Subject, earlier: Quantity, later: Quantity) -> Candidate:
    dose = doses.is_dose(reading.page, later, reading.page_type.name)
    return Candidate(
        start=later.start,
        end=later.end,
        values={"noun": subject.head, "a": later.text, "b": earlier.text, "unit": later.unit, "other": earlier.unit},
        suggestion=_with_conversion(later, earlier),
        related=(Place(earlier.start, earlier.end, "in other units here"),),
        context=frozenset({"dose"}) if dose else frozenset(),
    )


_FINDERS: dict[str, Callable[[Reading], Iterator[Candidate]]] = {"mixed-systems": _mixed_systems}
