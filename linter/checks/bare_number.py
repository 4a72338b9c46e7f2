"""Checks numbers that should carry a unit and carry none: in a dose, in a measurement, in the dose column of a table."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cache
from typing import Any, Literal

from linter.checks import Candidate, without_overlaps
from linter.language import surroundings, units
from linter.model import Model
from linter.page import Block, Kind, Page
from linter.reading import Reading
from linter.search.hits import Hit, Scan
from linter.store.regexes import regex


class Entry(Model, frozen=True, kw_only=True):
    """Where a number should have a unit: patterns that mark it, and which units would do.

    `dose` says that it is an amount of medicine, `about-doses` that it is one only where a medicine is spoken of.
    `once` joins all of a page's places. `severity` is this entry's own.
    """

    patterns: tuple[str, ...]
    units: str
    dose: bool = False
    about_doses: bool = False
    once: bool = False
    severity: Literal["error", "warning", "suggestion"] | None = None


FIELDS = ("unit",)  # of the rule's message


class Params(Model, frozen=True, kw_only=True):
    """`entries` find the numbers. `forms` are what a small number may count where they stand before it: tablets, puffs.

    `dose-headings` head a column of doses: a bare number in it needs a unit. `amount-headings` do so where one of
    `medicine-headings` heads the first column. So does a number need one among amounts that have theirs, unless
    its row is of one of `unitless`: pH, a ratio, a score.
    """

    entries: tuple[Entry, ...]
    forms: tuple[str, ...]
    dose_headings: tuple[str, ...]
    amount_headings: tuple[str, ...] = ()
    medicine_headings: tuple[str, ...] = ()
    unitless: tuple[str, ...] = ()


_ONE = 1
_NEAR = 24  # characters before a number
_FEW = 4  # so many of a form are a usual dose, wherever on the page the form is named
_SOME = 12  # so many, where the section names it


def scans(params: Params, lexicon: Any) -> dict[str, Scan]:
    """The patterns of all entries, in order, and the forms."""
    found = tuple(pattern for entry in params.entries for pattern in entry.patterns)
    return {"find": Scan(patterns=found), "forms": Scan(phrases=params.forms)}


def check(rule: Any, params: Params, reading: Reading) -> Iterator[Candidate]:
    """A candidate for each number that no unit follows, in order of place."""
    entries = [entry for entry in params.entries for _ in entry.patterns]
    found = [c for hit in reading.hits(rule) if (c := _bare(hit, entries[hit.item], rule, reading)) is not None]
    found += _cells(params, reading.page)
    found += _beside_measured(params, reading.page)
    yield from without_overlaps(found)


_INJECTS = regex(r"\binject(?:s|ing)?(?: [a-z]+)?$")  # of which no pen is counted
_GOES_ON = regex(r"(?:[,\d. -]|and |or |to )*")
_YEAR = regex(r"(?:19|20)\d\d$")


def _bare(hit: Hit, entry: Entry, rule: Any, reading: Reading) -> Candidate | None:
    page = reading.page
    text = page.lower[hit.start : hit.end]
    if _is_measured(page, hit.start, hit.end) or page.blocks[page.block_at(hit.start)].kind is Kind.CELL:
        return None
    if entry.about_doses and not reading.doses.are_about(hit.start, strict=reading.page_type.name != "medicine"):
        return None
    number = float(re.split(r"[^\d.]", text.replace(",", ""), maxsplit=1)[0] or 0)
    if entry.dose and (_YEAR.match(text) or (number == int(number) and _counts_a_form(number, hit.start, rule, reading))):
        return None
    return Candidate(
        start=hit.start,
        end=hit.end,
        values={"unit": entry.units},
        severity=entry.severity,
        group=entry.units if entry.once else "",
        context=frozenset({"dose"}) if entry.dose else frozenset(),
    )


def _is_measured(page: Page, start: int, end: int) -> bool:
    """Whether the number is part of a quantity, or of a list that one ends: `1, 2 or 3 tablets`."""
    after = _GOES_ON.match(page.lower, end, min(end + 24, len(page.lower)))
    reach = after.end() if after else end
    at = bisect_left(page.quantities, start, key=lambda quantity: quantity.end)
    while at < len(page.quantities) and page.quantities[at].start <= reach:
        quantity = page.quantities[at]
        how_often = quantity.dimension.startswith("times") and (quantity.start > end or quantity.low % 1 > 0)
        if quantity.end > start and not how_often:  # `250, three times a day`, `1.25 up to four times a day`
            return True
        at += 1
    return False


def _counts_a_form(number: float, at: int, rule: Any, reading: Reading) -> bool:
    """Whether a small number counts tablets that were named before it."""
    forms = reading.hits(rule, "forms")
    if number > _SOME or not forms:
        return False
    page = reading.page
    if number > _ONE and _INJECTS.search(page.lower[max(at - _NEAR, 0) : at].rstrip()):
        return False
    if number <= _FEW:
        return True
    first, last = reading.section_at(page.block_at(at))
    start, end = page.blocks[first].start, page.blocks[last - 1].end
    return bisect_right(forms, end, key=lambda hit: hit.start) > bisect_left(forms, start, key=lambda hit: hit.start)


# -- tables -----------------------------------------------------------------------------------

_FOR_WHOM = regex(r"\d[ -]?(?:kgs?|kilograms?|lbs?|months?|pounds?|stone|weeks?|years?)\b")
_AGES = regex(r"\b(?:age|weight)\b")
_SO_OFTEN = regex(r", (?:up to )?(?:(?:four|once|three|twice|two|\d)(?: times?)? (?:a day|daily|in 24 hours)|every \d+ hours)")
_ONLY_NUMBER = regex(r"\d[\d,]*(?:\.\d+)?(?: ?(?:-|to) ?\d[\d,]*(?:\.\d+)?)?")


@cache
def _headings(patterns: tuple[str, ...]) -> re.Pattern[str]:
    return regex(rf"\b(?:{'|'.join(patterns)})\b" if patterns else r"(?!)")


def _cells(params: Params, page: Page) -> Iterator[Candidate]:
    """Bare numbers in a column of doses, where neither its heading nor the first column says the unit."""
    heads: dict[tuple[int, int], Block] = {}
    names: dict[tuple[int, int], Block] = {}
    said: set[tuple[int, int]] = set()
    for block in page.blocks:
        if block.kind is not Kind.CELL:
            continue
        column = (block.group, block.column)
        if block.row == 0:
            heads[column] = block
            continue
        if block.column == 0:
            names[(block.group, block.row)] = block
        head = heads.get(column)
        text = page.lower[block.start : block.end].strip()
        if head is None or column in said or not _ONLY_NUMBER.fullmatch(text):
            continue
        title = page.folded[head.start : head.end]
        if not _heads_doses(params, title.lower(), heads.get((block.group, 0)), page) or _names_unit(title):
            continue
        name = names.get((block.group, block.row))
        row = page.folded[name.start : name.end] if name is not None else ""
        if _names_unit(row) and not _FOR_WHOM.search(row):
            continue
        said.add(column)
        start = block.start + page.lower[block.start : block.end].index(text)
        yield Candidate(
            start=start, end=start + len(text), values={"unit": "mg, mL, tablets"}, context=frozenset({"dose"})
        )  # fmt: skip


def _heads_doses(params: Params, title: str, first: Block | None, page: Page) -> bool:
    """Whether a heading, in lower case, is one of doses, by itself or beside a first column of medicines."""
    if _headings(params.dose_headings).search(title):
        return True
    beside = page.lower[first.start : first.end] if first is not None else ""
    if _AGES.search(beside) and _SO_OFTEN.search(title):  # Child's age | Paracetamol, up to 4 times in 24 hours
        return True
    return bool(_headings(params.medicine_headings).search(beside) and _headings(params.amount_headings).search(title))


_LIMIT = r"(?:(?:about|below|under|over|above|up to|less than|more than|[<>≤≥]) ?)?"
_RANGE = regex(rf"{_LIMIT}\d[\d,]*(?:\.\d+)? ?(?:-|to) ?\d[\d,]*(?:\.\d+)?")
_MEASURED = 2  # cells with a unit, from which on one without stands out; they must be more than those without
_DIGIT = regex(r"\d")
_DOSED = ("mass", "volume", "activity")


def _beside_measured(params: Params, page: Page) -> Iterator[Candidate]:
    """Cells with no unit in a column of amounts: `8.5 to 10.2` under `135 to 145 mEq/L`, `40` over `2.5 mg`."""
    units_of: dict[tuple[int, int], list[str]] = {}
    for quantity in page.quantities:
        block = page.blocks[quantity.block]
        ends_cell = block.kind is Kind.CELL and quantity.end >= block.end - 1
        if ends_cell and ("/" in quantity.unit or quantity.dimension in _DOSED):
            units_of.setdefault((block.group, block.column), []).append(quantity.unit)
    bare: dict[tuple[int, int], list[Block]] = {}
    without = _headings(params.unitless)
    for i, block in enumerate(page.blocks if units_of else ()):
        column = (block.group, block.column)
        if block.kind is not Kind.CELL or not block.column or column not in units_of:
            continue
        one_number = _ONLY_NUMBER if all("/" not in unit for unit in units_of[column]) else _RANGE
        if one_number.fullmatch(page.lower, block.start, block.end):
            row, head = surroundings.row_head(page, i), surroundings.column_head(page, i)
            named = _names_unit(head) or (_names_unit(row) and not _DIGIT.search(row))  # a row of `36 to 47 lb` is no row of lb
            if row and not without.search(row) and not named:
                bare.setdefault(column, []).append(block)
    for column, cells in bare.items():
        if len(units_of[column]) >= max(_MEASURED, len(cells) + 1):
            wanted = sorted(set(units_of[column]))[:2]
            context = frozenset[str]() if any("/" in unit for unit in wanted) else frozenset({"dose"})
            for block in cells:
                yield Candidate(start=block.start, end=block.end, values={"unit": " or ".join(wanted)}, context=context)


_WORD = regex(r"[A-Za-zµ%°/]+")
_NO_UNIT = ("doses", "time", "times")  # what heads a column of when and how often


def _names_unit(title: str) -> bool:
    """Whether a heading says in what a column counts: `Dose (mg)`, `Tablets a day`."""
    known = units.load()
    for match in _WORD.finditer(title):
        if match[0] == "in":  # the morning
            continue
        for word in match[0].split("/"):
            found = known.read(word, word.lower(), 0)
            if found is not None and found.end == len(word) and found.form.unit.dimension not in _NO_UNIT:
                return True
    return False
