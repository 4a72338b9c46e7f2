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

_SAME, _SAME_ROUNDED = 0.05, 0.1  # of the larger value; the second where units differ: inches and cm, 4 weeks and a month
_SAME_EXACT = 0.01  # a target is a number, and not about one
_SAME_WARMTH = 0.45  # degrees Celsius: 100°F and 38°C are one fever
_EVERYBODY = frozenset({"man", "woman"})
_ADULTS = frozenset({"adult"})
_PER_DIMENSION = 80  # statements of one dimension that are compared with each other: a page with more is a table of figures


def groups(reading: Reading, tables: Tables, counted: tuple[str, ...]) -> Iterator[list[Statement]]:
    """What a page says of its quantities, those of one dimension together, in order of place; two at least.

    `counted` are what is counted on a page, beside quantities: sessions, nights.
    """
    by_dimension: dict[str, list[list[Quantity]]] = {}
    page = reading.page
    counts_of = (*counts.find(page, counted), *counts.rhythms(page), *page.spans)
    for cluster in (*_clusters(page), *([count] for count in counts_of)):
        by_dimension.setdefault(cluster[0].dimension, []).append(cluster)
    for clusters in by_dimension.values():
        clusters.sort(key=lambda cluster: cluster[0].start)
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


def agree(one: Statement, two: Statement) -> bool:
    """Whether two values are the same, near enough for prose, or a value lies in the range of the other."""
    a, b = one.quantity, two.quantity
    if a.dimension == "temperature":
        return abs((a.si_value or 0.0) - (b.si_value or 0.0)) <= _SAME_WARMTH
    ends = []
    for q in (a, b):
        size = 1.0 if q.unit == a.unit == b.unit else (conversions.factor(q) or 0.0)
        ends.append((q.low * size, q.high * size))
    (a_low, a_high), (b_low, b_high) = ends
    is_rounded = a.system != b.system or (a.dimension == "time" and a.unit != b.unit)
    is_exact = a.dimension == "pressure" or (a.unit == b.unit and one.side == two.side != "")  # targets and bounds
    share = _SAME_ROUNDED if is_rounded else _SAME_EXACT if is_exact else _SAME
    slack = share * max(abs(a_high), abs(b_high))
    if a.is_range and b.is_range:
        return abs(a_low - b_low) <= slack and abs(a_high - b_high) <= slack
    return a_low <= b_high + slack and b_low <= a_high + slack


def is_rhythm(page: Page, quantity: Quantity) -> bool:
    """Whether a quantity says how often: every 6 hours, 3 times a day."""
    before = page.lower[max(quantity.start - 6, 0) : quantity.start]
    return quantity.dimension == "times/time" or (quantity.dimension == "time" and before.endswith(("every ", "each ")))


def are_for_the_same(one: frozenset[str], two: frozenset[str], *, adults: bool) -> bool:
    """Whether two groups of people are one: men and women are all people, men among them. Where nobody is named, `adults` says
    whether adults are meant."""
    if one >= _EVERYBODY or two >= _EVERYBODY:
        one, two = one - _EVERYBODY, two - _EVERYBODY
    return one == two or (adults and not (one and two) and one | two == _ADULTS)


def groups_of(statement: Statement) -> frozenset[str]:
    """Whom it is for, without what is asked before it."""
    return frozenset(group for group in statement.groups if not group.endswith("?"))


def medicines_of(reading: Reading, statement: Statement) -> frozenset[str]:
    """The medicines that the sentence names, or its paragraph before it; or else its heading, or the title."""
    page = reading.page
    named = reading.medicines_in(page.blocks[statement.quantity.block].start, page.sentences[statement.sentence].end)
    if named:
        return named
    title = title_of(page)
    return statement.medicines or frozenset(name for name in reading.medicines if name in title)


def sentence_of(page: Page, statement: Statement) -> str:
    """The sentence that a statement is, in lower case."""
    sentence = page.sentences[statement.sentence]
    return page.lower[sentence.start : sentence.end]


def title_of(page: Page) -> str:
    """What the page is about, in lower case: its first heading, and what the file says."""
    first = page.first_heading
    return f"{page.lower[first.start : first.end] if first else ''} {page.title.lower()}"
