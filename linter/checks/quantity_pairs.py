"""Checks quantities against each other: two systems of units for one thing, and values that do not convert."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from typing import Any, Literal

import msgspec

from linter.checks import Candidate, Place
from linter.language import clauses, conversions, subjects, surroundings
from linter.language.conversions import Link, Pair
from linter.language.quantities import Quantity
from linter.language.subjects import Subject
from linter.model import Model
from linter.page import Kind, Page
from linter.reading import Reading
from linter.store.regexes import regex

FIELDS = ("a", "b", "c", "line", "noun", "other", "unit", "want")  # of the rule's message


class Params(Model, frozen=True, kw_only=True):
    """`find` names what two quantities must not do. `same` are nouns that count as the one they stand under.

    For `wrong-conversion`, `sizes` has the units that come in several sizes (a cup is 240 mL or 250 mL).
    """

    find: Literal["mixed-systems", "wrong-conversion"]
    same: dict[str, tuple[str, ...]] = {}
    sizes: dict[str, dict[str, tuple[float, ...]]] = {}


NO_OPTIONS = ("find",)


def check(_: Any, params: Params, reading: Reading) -> Iterator[Candidate]:
    """One candidate for each thing, at the quantity that breaks with those before it."""
    yield from _FINDERS[params.find](params, reading)


def line_of(page: Page, quantity: Quantity) -> str:
    """The line of the source that a quantity stands on."""
    return line_at(page, quantity.start, quantity.end)


def line_at(page: Page, start: int, end: int) -> str:
    """The line of the source that a stretch of the text stands on."""
    return str(page.line_column(page.place(start, end)[0])[0])


# -- two systems --------------------------------------------------------------------------------

_LOOKED_AT = 80  # quantities that one is compared with: a page with more is a table of figures
_BEFORE = 100  # characters before a temperature that say what is kept at it
_SAME = 0.03  # how far apart two values may be and still be one, said twice


def _mixed_systems(params: Params, reading: Reading) -> Iterator[Candidate]:
    yield from _mixed_in_systems(params, reading)
    yield from _mixed_in_laboratories(reading)


def _mixed_in_laboratories(reading: Reading) -> Iterator[Candidate]:
    """For each substance, the first value in another of its units than the one before: sugar in mg/dL, then in mmol/L."""
    page = reading.page
    units = {unit for link in conversions.links() for unit in (link.first, link.second)}
    measured = [q for q in page.quantities if q.unit in units]
    if len({q.unit for q in measured}) <= 1:
        return
    both = {q.start for pair in conversions.pairs(page, measured) for q in _pair(pair)}
    earlier: dict[Link, Quantity] = {}
    said: set[Link] = set()
    for quantity in measured:
        link = None if quantity.start in both else _substance(page, quantity)
        if link is None or link in said:
            continue
        other = earlier.setdefault(link, quantity)
        if other.unit != quantity.unit and page.sentence_at(other.start) != page.sentence_at(quantity.start):
            said.add(link)
            yield _mixed(reading, link.substance, other, quantity, (link,))


def _substance(page: Page, quantity: Quantity) -> Link | None:
    """What is measured: the substance that the sentence names last before a quantity, or that its row or column names."""
    links = [link for link in conversions.links() if quantity.unit in (link.first, link.second)]
    start = page.sentences[page.sentence_at(quantity.start)].start
    return _named_last(links, (page.lower[start : quantity.start], surroundings.heads(page, quantity.block)))


def _mixed_in_systems(params: Params, reading: Reading) -> Iterator[Candidate]:
    """One candidate for each thing that is measured in both systems."""
    page = reading.page
    measured = [q for q in page.quantities if q.system in ("metric", "us") and q.si_value is not None]
    dimensions = {q.dimension for q in measured if q.system == "us"} & {q.dimension for q in measured if q.system == "metric"}
    if not dimensions:
        return
    both = [q for pair in conversions.pairs(page, measured) if pair.first.system != pair.second.system for q in _pair(pair)]
    known = {dimension: sorted(q.si_value or 0.0 for q in both if q.dimension == dimension) for dimension in dimensions}
    names = {word: name for name, words in params.same.items() for word in words}
    seen: dict[tuple[str, str], list[tuple[Subject, Quantity]]] = {}
    said: set[tuple[str, str]] = set()
    alone: list[Quantity] = []
    for before, quantity in pairwise([None, *measured]):
        if quantity is None or quantity.dimension not in dimensions:
            continue
        if before is not None and _holds(page, before, quantity):
            continue
        if _is_among(quantity, known[quantity.dimension]):  # this value is given both ways, here or elsewhere
            continue
        twin = next((o for o in alone[-_LOOKED_AT:] if _are_twins(page, o, quantity) or _are_in_turn(page, o, quantity)), None)
        alone.append(quantity)
        subject = subjects.subject(page, quantity)
        noun = _noun(page, quantity, subject)
        subject = msgspec.structs.replace(subject, head=clauses.stem(names.get(noun, noun)))
        key = (subject.head, quantity.dimension)
        if key in said or not (subject.head or twin):
            continue
        earlier = seen.setdefault(key, [])
        other = twin or next((q for s, q in earlier if q.system != quantity.system and s.same_as(subject)), None)
        if other is not None:
            said.add(key)
            yield _mixed(reading, noun, other, quantity)
        elif not any(q.system == quantity.system and s == subject for s, q in earlier):
            earlier.append((subject, quantity))


def _are_twins(page: Page, one: Quantity, two: Quantity) -> bool:
    """Whether two quantities are one value in two systems, and their sentences speak of one thing: `a needle of 1 inch`."""
    if one.unit in _SPOONS or two.unit in _SPOONS:  # a kitchen spoon is no measure: that has a rule of its own
        return False
    if one.system == two.system or one.dimension != two.dimension or not _is_among(two, [one.si_value or 0.0]):
        return False
    return one.block != two.block and not _content(page, one).isdisjoint(_content(page, two))


def _are_in_turn(page: Page, one: Quantity, two: Quantity) -> bool:
    """Whether one limit follows another in two systems: `nothing over 10 lb for 2 weeks, then up to 15 kg`."""
    if one.system == two.system or one.dimension != two.dimension or one.block != two.block:
        return False
    between = page.lower[one.end : two.start]
    return bool(two.comparator) and len(between) <= _BEFORE and "." not in between and _THEN.search(between) is not None


def _content(page: Page, quantity: Quantity) -> set[str]:
    """Stems of the words near a quantity in its sentence, or its row; and of which side it is."""
    sentence = page.sentences[page.sentence_at(quantity.start)]
    before = page.lower[max(sentence.start, quantity.start - _BEFORE) : quantity.start]
    after = page.lower[quantity.end : min(sentence.end, quantity.end + _BEFORE)]
    near = f"{surroundings.row_head(page, quantity.block)} {before} {after}"
    return {clauses.stem(word) for word in clauses.WORD.findall(near) if word not in clauses.LITTLE and len(word) > _SHORT}


def _holds(page: Page, one: Quantity, two: Quantity) -> bool:
    """Whether the second is how much of something the first holds: `a 16-ounce soda has 50 g or more`."""
    return one.end <= two.start <= one.end + _BEFORE and _HOLDS.fullmatch(page.lower, one.end, two.start) is not None


_HOLDS = regex(r"[^.;\n]*\b(?:contains?|gives?|ha(?:s|ve)|holds?|provides?)\b[^.;\n]*")
_THEN = regex(r"\bthen\b")
_SPOONS = ("tbsp", "tsp")
_SHORT = 3  # letters of words that say nothing alone
_HOW = ("long", "many", "much", "often")  # heads of columns
_STAYING = ("", "remain", "sit", "stand", "stay", "sleep")
_STORED = regex(r"\b(?:discard\w*|fridge|keep|kept|refrigerat\w+|stor(?:e|ed|age|ing)|thr(?:ew|own?) (?:\w+ )?(?:away|out))\b")


def _noun(page: Page, quantity: Quantity, subject: Subject) -> str:
    """What is measured, by its noun; for a temperature how warm something is kept, for a distance how far apart."""
    if quantity.dimension == "temperature":
        sentence = page.sentences[page.sentence_at(quantity.start)]
        if _STORED.search(page.lower, max(sentence.start, quantity.start - _BEFORE), quantity.start):
            return "storage temperature"
    if subject.head in _HOW:
        return ""
    return subject.extent if subject.extent == "distance" and subject.head in _STAYING else subject.head


def _pair(pair: Pair) -> tuple[Quantity, Quantity]:
    return pair.first, pair.second


def _is_among(quantity: Quantity, values: list[float]) -> bool:
    """Whether a quantity is, within rounding, one of some values (sorted, in SI)."""
    value = quantity.si_value or 0.0
    margin = abs(value) * (_SAME / 10 if quantity.dimension == "temperature" else _SAME)
    at = bisect_left(values, value - margin)
    return at < len(values) and values[at] <= value + margin


_NAMES = {"mass": "weight", "volume": "amount"}  # of dimensions, to writers


def _mixed(reading: Reading, noun: str, earlier: Quantity, later: Quantity, links: tuple[Link, ...] = ()) -> Candidate:
    page = reading.page
    here, there = conversions.in_unit(later, earlier, {}, links), conversions.in_unit(earlier, later, {}, links)
    # A spoon of medicine is 5 mL by convention, and less at home; the US size, rounded, would be a third dose.
    is_spoon = later.unit in _SPOONS or earlier.unit in _SPOONS
    want = f"{later.text} ({here})" if here and not is_spoon else None
    return Candidate(
        start=later.start,
        end=later.end,
        values={
            "noun": noun or _NAMES.get(later.dimension, later.dimension),
            "a": later.text,
            "b": earlier.text,
            "c": there,
            "line": line_of(page, earlier),
            "unit": later.unit,
            "other": earlier.unit,
        },
        suggestion=want,
        edit=want,
        related=(Place(earlier.start, earlier.end, f"in other units here; {earlier.text} is {there}"),),
        context=_dose(reading, later),
    )


def _dose(reading: Reading, quantity: Quantity) -> frozenset[str]:
    return frozenset({"dose"}) if reading.doses.has(quantity) else frozenset()


# -- conversions --------------------------------------------------------------------------------


def _wrong_conversion(params: Params, reading: Reading) -> Iterator[Candidate]:
    page = reading.page
    done = -1  # a second quantity that is wrong is not the first of another pair
    for pair in conversions.pairs(page, page.quantities):
        if pair.first.start < done or (pair.first.dimension == pair.second.dimension == "time" and not pair.sure):
            continue
        links = _links(page, pair)
        is_wrong = conversions.agree(page, pair.first, pair.second, params.sizes, links) is False
        if is_wrong and not _is_of_several(params, page, pair, links):
            yield _wrong(params, reading, pair, links)
            done = pair.second.end
    yield from _wrong_in_columns(params, reading)


_SEVERAL = regex(r"\b(\d{1,2}|two|three|four|five|six|seven|eight|nine|ten) $")
_ROUNDED = 0.15


def _is_of_several(params: Params, page: Page, pair: Pair, links: tuple[Link, ...]) -> bool:
    """Whether the second is what several of the first make: `eight 8-ounce glasses (about 2 liters)`."""
    match = _SEVERAL.search(page.lower, max(pair.first.start - 8, 0), pair.first.start)
    if match is None:
        return False
    times, want = next(clauses.numbers(match[1]), 1.0), pair.second.low
    return any(
        abs(times * low - want) <= _ROUNDED * want
        for low, _ in conversions.converted(pair.first, pair.second, params.sizes, links)
    )


def _links(page: Page, pair: Pair) -> tuple[Link, ...]:
    """What the two units compare for: the substance that the sentence names, or else the one that the page names last."""
    units_of = {pair.first.unit, pair.second.unit}
    links = [link for link in conversions.links() if {link.first, link.second} == units_of]
    if not links:
        return ()
    sentence = page.sentences[page.sentence_at(pair.first.start)]
    within = (sentence.start, pair.first.start), (sentence.start, sentence.end), (0, sentence.start)
    nearest = _named_last(links, (page.lower[start:end] for start, end in within))
    if nearest is None:
        nearest = next((link for link in links if link.told_by and link.told_by in page.lower), None)
    return (nearest,) if nearest is not None else ()


def _named_last(links: list[Link], texts: Iterable[str]) -> Link | None:
    """The substance that stands last in the first of some texts that names any."""
    for text in texts:
        last = {link: max(map(text.rfind, link.words)) for link in links}
        nearest = max(links, key=lambda link: last[link])
        if last[nearest] >= 0:
            return nearest
    return None


def _wrong(params: Params, reading: Reading, pair: Pair, links: tuple[Link, ...]) -> Candidate:
    first, second = pair.first, pair.second
    want = conversions.in_unit(first, second, params.sizes, links)
    return Candidate(
        start=second.start,
        end=second.end,
        values={"a": first.text, "b": second.text, "want": want},
        suggestion=f"{first.text} ({want})" if first.unit != second.unit else None,
        related=(Place(first.start, first.end, f"{first.text} is {want}"),),
        context=_dose(reading, first) | _dose(reading, second),
    )


def _wrong_in_columns(params: Params, reading: Reading) -> Iterator[Candidate]:
    """Two columns of a table that give one value in two units, as most of their rows show: the rows that do not."""
    page = reading.page
    cells: dict[tuple[int, int], dict[int, Quantity]] = {}  # by table and row: the columns that hold one quantity each
    for quantity in (*page.quantities, *page.column_quantities):
        block = page.blocks[quantity.block]
        if block.kind is Kind.CELL and quantity.start - block.start <= 12 and block.end - quantity.end <= 2:
            cells.setdefault((block.group, block.row), {})[block.column] = quantity
    rows: dict[tuple[int, int, int], list[Pair]] = {}
    for (table, _), row in cells.items():
        for column, quantity in row.items():
            other = row.get(column + 1)
            if other is not None and other.dimension == quantity.dimension and other.unit != quantity.unit:
                rows.setdefault((table, column, column + 1), []).append(Pair(quantity, other, True))
    for found in rows.values():
        wrong = [pair for pair in found if conversions.agree(page, pair.first, pair.second, params.sizes, ()) is False]
        if 0 < 2 * len(wrong) < len(found):
            yield from (_wrong(params, reading, pair, ()) for pair in wrong)


_FINDERS: dict[str, Callable[[Params, Reading], Iterator[Candidate]]] = {
    "mixed-systems": _mixed_systems,
    "wrong-conversion": _wrong_conversion,
}
