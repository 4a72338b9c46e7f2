"""Checks quantities against each other: one thing measured in two systems of units."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, Literal

import msgspec

from linter.checks import Candidate, Place
from linter.language import doses, subjects
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
    if len({q.system for q in measured}) < 2:
        return
    dual = {id(q): q for cluster in converted(page, measured) if len({q.system for q in cluster}) > 1 for q in cluster}
    dimensions = {q.dimension for q in measured if q.system == "us"} & {q.dimension for q in measured if q.system == "metric"}
    first: dict[str, list[tuple[Subject, Quantity]]] = {}
    said: set[tuple[str, str]] = set()
    for quantity in measured:
        if quantity.dimension not in dimensions or id(quantity) in dual or page.blocks[quantity.block].kind is Kind.CELL:
            continue
        if any(_is_same_value(quantity, other) for other in dual.values()):
            continue
        subject = subjects.subject(page, quantity)
        if not subject.head:
            continue
        seen = first.setdefault(quantity.dimension, [])
        key = (subject.head, quantity.dimension)
        for earlier, other in seen:
            if earlier.same_as(subject) and other.system != quantity.system and key not in said:
                said.add(key)
                yield _mixed(reading, subject, other, quantity)
                break
        seen.append((subject, quantity))


def _is_same_value(a: Quantity, b: Quantity) -> bool:
    if a.dimension != b.dimension or a.si_value is None or b.si_value is None:
        return False
    return abs(a.si_value - b.si_value) <= _SAME * abs(b.si_value) / (10 if a.dimension == "temperature" else 1)


def _mixed(reading: Reading, subject: Subject, earlier: Quantity, later: Quantity) -> Candidate:
    dose = doses.is_dose(reading.page, later, reading.page_type.name)
    return Candidate(
        start=later.start,
        end=later.end,
        values={"noun": subject.head, "a": later.text, "b": earlier.text, "unit": later.unit, "other": earlier.unit},
        related=(Place(earlier.start, earlier.end, f"here in {earlier.unit}"),),
        context=frozenset({"dose"}) if dose else frozenset(),
    )


_FINDERS: dict[str, Callable[[Reading], Iterator[Candidate]]] = {"mixed-systems": _mixed_systems}
