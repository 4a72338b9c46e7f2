"""Checks what a page says of one thing in two places: `Take 400 mg every 6 hours`, and further on `4,000 mg every 6 hours`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from linter.checks import Candidate, Place
from linter.checks.quantity_pairs import line_of
from linter.language import conversions, doses, statements
from linter.language.quantities import Quantity
from linter.language.statements import Statement, Vocabulary
from linter.page import Page
from linter.reading import Reading


class Params(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, rename="kebab"):
    """`qualifiers` are the words that tell one dose, wait or size from another; `doses` the severity of two doses."""

    qualifiers: Vocabulary = Vocabulary()
    doses: str = ""


_CHOICES = 2  # other values of one thing from which on they are choices
_PER_DIMENSION = 80  # statements of one dimension that are compared with each other: a page with more is a table of figures


def check(_: Any, params: Params, reading: Reading) -> Iterator[Candidate]:
    """One candidate for each statement that contradicts an earlier one, at the later of the two."""
    page = reading.page
    by_dimension: dict[str, list[list[Quantity]]] = {}
    for cluster in _clusters(page):
        by_dimension.setdefault(cluster[0].dimension, []).append(cluster)
    for clusters in by_dimension.values():
        values = {(c[0].low, c[0].high, c[0].unit) for c in clusters}
        if len(values) > 1 and len(clusters) <= _PER_DIMENSION:
            yield from _contradictions(params, reading, clusters)


def _clusters(page: Page) -> Iterator[list[Quantity]]:
    """The quantities of a page, each with what is said to be the same in other units."""
    same = {pair.second.start: pair.first for pair in conversions.pairs(page, page.quantities)}
    cluster: list[Quantity] = []
    for quantity in page.quantities:
        if quantity.start in same and cluster:
            cluster.append(quantity)
            continue
        if cluster:
            yield cluster
        cluster = [quantity]
    if cluster:
        yield cluster


def _contradictions(params: Params, reading: Reading, clusters: list[list[Quantity]]) -> Iterator[Candidate]:
    """Pairs that contradict each other. Where one thing has three values or more, they are a list of choices, not a slip."""
    page = reading.page
    read: list[Statement] = []
    found: list[tuple[Statement, Statement, str]] = []
    for cluster in clusters:
        if _is_rhythm(page, cluster[0]):
            continue
        statement = statements.read(page, cluster[0], cluster, params.qualifiers)
        against = [(other, statement, weight) for other in read if (weight := _weigh(reading, other, statement))]
        found += against
        read.append(statement)
    against_start: dict[int, set[float]] = {}
    for one, two, _ in found:
        against_start.setdefault(one.quantity.start, set()).add(two.quantity.value)
        against_start.setdefault(two.quantity.start, set()).add(one.quantity.value)
    said: set[int] = set()
    for one, two, weight in found:
        choices = max(len(against_start[s.quantity.start]) for s in (one, two))
        if choices < _CHOICES and two.quantity.start not in said:
            said.add(two.quantity.start)
            yield _candidate(params, reading, one, two, weight)


def _is_rhythm(page: Page, quantity: Quantity) -> bool:
    return quantity.dimension == "time" and page.lower[: quantity.start].endswith(("every ", "each "))


def _weigh(reading: Reading, one: Statement, two: Statement) -> str:
    """`sure`, `check` where a method's name parts the two, or "" where they do not contradict each other."""
    page = reading.page
    if one.sentence == two.sentence or one.side != two.side or _agree(one, two):
        return ""
    group = page.blocks[one.quantity.block].group
    if group and group == page.blocks[two.quantity.block].group:
        return ""
    is_dose = all(doses.is_dose(page, s.quantity, reading.page_type.name) for s in (one, two))
    if one.qualifiers != two.qualifiers or one.numbers != two.numbers or (one.routes and two.routes and one.routes != two.routes):
        return ""
    if one.case != two.case:
        return ""
    shared, least = one.words & two.words, min(len(one.words), len(two.words))
    if is_dose:
        return "sure" if len(shared) == least else ""
    if not one.subject.same_as(two.subject):
        return ""
    return "sure" if least and len(shared) >= 0.75 * least else ""


def _agree(one: Statement, two: Statement) -> bool:
    """Whether two values are the same, near enough for prose, or the one lies within the other."""
    a, b = one.quantity, two.quantity
    ends = []
    for q in (a, b):
        size = 1.0 if q.unit == a.unit == b.unit else (conversions.factor(q) or 0.0)
        ends.append((q.low * size, q.high * size))
    (a_low, a_high), (b_low, b_high) = ends
    slack = 0.05 * max(abs(a_high), abs(b_high))
    return a_low <= b_high + slack and b_low <= a_high + slack


def _candidate(params: Params, reading: Reading, one: Statement, two: Statement, weight: str) -> Candidate:
    a, b = one.quantity, two.quantity
    is_dose = doses.is_dose(reading.page, b, reading.page_type.name)
    start = b.comparator_start if b.comparator_start >= 0 else b.start
    return Candidate(
        start=start,
        end=b.end,
        values={"a": a.text, "b": b.text, "line": line_of(reading.page, a)},
        severity="suggestion" if weight == "check" else params.doses or None if is_dose else None,
        related=(Place(a.start, a.end, f"{a.text} here"),),
        context=frozenset({"dose"}) if is_dose else frozenset(),
    )
