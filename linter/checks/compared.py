"""The quantities of a page as statements that compare with each other: those of one dimension."""

from __future__ import annotations

from collections.abc import Iterator

from linter.language import conversions, counts
from linter.language.qualifiers import Tables
from linter.language.quantities import Quantity
from linter.language.risks import Risk
from linter.language.statements import Statement
from linter.page import Kind, Page
from linter.reading import Reading

_PER_DIMENSION = 80  # statements of one dimension that are compared with each other: a page with more is a table of figures


def groups(reading: Reading, tables: Tables, counted: tuple[str, ...]) -> Iterator[list[Statement]]:
    """What a page says of its quantities, those of one dimension together, in order of place; two at least.

    `counted` are what is counted on a page, beside quantities: sessions, nights.
    """
    by_dimension: dict[str, list[list[Quantity]]] = {}
    for cluster in (*_clusters(reading.page), *([count] for count in counts.find(reading.page, counted))):
        by_dimension.setdefault(cluster[0].dimension, []).append(cluster)
    for clusters in by_dimension.values():
        if 1 < len(clusters) <= _PER_DIMENSION:
            yield [statement(reading, tables, cluster) for cluster in clusters]


def statement(reading: Reading, tables: Tables, cluster: list[Quantity]) -> Statement:
    """What a page says of a quantity, the first of those that say it in several units."""
    return Statement(reading.page, cluster[0], cluster, tables, reading.names("medicine"))


def are_in_one_list(page: Page, one: Statement, two: Statement) -> bool:
    """Whether both are items of one list, which are of two things as a rule."""
    a, b = page.blocks[one.quantity.block], page.blocks[two.quantity.block]
    return a.kind is b.kind is Kind.ITEM and bool(a.group) and a.group == b.group


def _clusters(page: Page) -> Iterator[list[Quantity]]:
    """The quantities of a page, each with what is said to be the same in other units; and its chances."""
    quantities = sorted((*page.quantities, *page.column_quantities), key=lambda quantity: quantity.start)
    pairs = conversions.pairs(page, quantities)
    same = {pair.second.start for pair in pairs if pair.first.dimension == pair.second.dimension}
    cluster: list[Quantity] = []
    for quantity in quantities:
        if quantity.start in same and cluster:
            cluster.append(quantity)
            continue
        if cluster:
            yield cluster
        cluster = [quantity]
    if cluster:
        yield cluster
    yield from ([_as_quantity(page, risk)] for risk in page.risks)


def _as_quantity(page: Page, risk: Risk) -> Quantity:
    """A chance, in hundredths."""
    share = 100 * risk.chance
    text = page.text[risk.start : risk.end]
    block = page.block_at(risk.start)
    return Quantity.of_number(text, risk.start, risk.end, share, share, "%", "chance", block, risk.chance, symbol=True)
