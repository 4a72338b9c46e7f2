"""Checks a table of short forms that get misread in doses: unit symbols after a number, and shorthand words near a dose."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any, Literal

from linter.checks import Candidate, without_overlaps
from linter.checks.quantity import is_verbatim
from linter.language import ranges, surroundings
from linter.language.quantities import Quantity
from linter.model import Locale, Model, Weight
from linter.page import Kind, Page
from linter.reading import Reading
from linter.search.hits import Scan


class Entry(Model, frozen=True, kw_only=True):
    """One form: unit symbols (`units`), or patterns to search. `why` it is misread and what to `write`.

    `locales` limits it. `rewrite` says that `write` can stand where the form stands, `alone` that the form says how to take a
    medicine though no amount stands beside it, `anywhere` that it means nothing else. `{n}` in `write` stands for the number
    in the form: `every {n} hours` for q6h.
    """

    units: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()
    why: str
    write: str
    set: str
    locales: tuple[Locale, ...] = ()
    rewrite: bool = False
    alone: bool = False
    anywhere: bool = False


FIELDS = ("want", "why")  # of the rule's message


class Params(Model, frozen=True, kw_only=True):
    """`forms` is the table; `weights` gives the severity of each of its sets.

    `once: word` reports each form once a page, with a count.
    """

    forms: tuple[Entry, ...]
    weights: dict[str, Weight] = {}
    once: Literal["no", "word"] = "no"


def scans(params: Params, lexicon: Any) -> dict[str, Scan]:
    """The patterns of all forms, in order."""
    return {"find": Scan(patterns=tuple(pattern for form in params.forms for pattern in form.patterns))}


def check(rule: Any, params: Params, reading: Reading) -> Iterator[Candidate]:
    """A candidate for each form in a dose, in order of place; a quantity is reported once."""
    found = [*_in_units(params, reading), *_in_words(rule, params, reading)]
    yield from without_overlaps(found)


def _in_units(params: Params, reading: Reading) -> Iterator[Candidate]:
    by_form = {unit: entry for entry in params.forms if _applies(entry, reading) for unit in entry.units}
    for quantity in reading.page.quantities:
        symbol = quantity.form.partition("/")[0].partition(" per ")[0]
        if symbol not in by_form:
            symbol = ranges.low_unit(reading.page, quantity)
        entry = by_form.get(symbol)
        if entry is None:
            continue
        dose = reading.doses.has(quantity)
        if dose or entry.anywhere:
            want = _with_unit(reading.page, quantity, symbol, entry.write)
            yield _candidate(reading, params, entry, quantity.start, quantity.end, dose, want)


def _with_unit(page: Page, quantity: Quantity, symbol: str, unit: str) -> str:
    """The quantity with the safe form of its unit, at both ends of a range: `10U` as `10 units`."""
    if quantity.high == 1 and unit.endswith("s") and "/" not in quantity.form:
        unit = unit[:-1]
    parts, last = [], quantity.start
    for match in re.finditer(rf" ?(?<![A-Za-zµ]){re.escape(symbol)}(?![A-Za-z])", page.folded[quantity.start : quantity.end]):
        start = quantity.start + match.start()
        # a 5,000-unit dose
        parts += [page.text[last:start], unit.removesuffix("s") if page.text[start - 1] == "-" else f" {unit}"]
        last = quantity.start + match.end()
    return "".join(parts) + page.text[last : quantity.end]


def _in_words(rule: Any, params: Params, reading: Reading) -> Iterator[Candidate]:
    page, entries = reading.page, [entry for entry in params.forms for _ in entry.patterns]
    hits = [hit for hit in reading.hits(rule) if _applies(entries[hit.item], reading)]
    together = Counter(page.sentence_at(start) for start in {hit.start for hit in hits})
    about_doses: dict[int, bool] = {}  # by block
    for hit in hits:
        entry = entries[hit.item]
        block = page.block_at(hit.start)
        if block not in about_doses:
            about_doses[block] = reading.doses.are_in(block)
        dose = about_doses[block] or (
            entry.alone  # and where one form of shorthand stands beside another, both are
            and (
                together[page.sentence_at(hit.start)] > 1
                or reading.doses.are_about(hit.start, strict=True)
                or _stands_by_medicine(reading, block)
            )
        )
        if dose or entry.anywhere:
            want = _numbered(entry.write, page.folded[hit.start : hit.end])
            yield _candidate(reading, params, entry, hit.start, hit.end, dose, want)


def _stands_by_medicine(reading: Reading, block: int) -> bool:
    """Whether the row of a cell names a medicine: `Clobetasol | 0.05% | QD`."""
    row, blocks = surroundings.row(reading.page, block), reading.page.blocks
    return row is not None and bool(reading.medicines_in(blocks[row[0]].start, blocks[row[-1]].end))


def _numbered(want: str, form: str) -> str:
    """What to write with the number that stands in the form: `q4-6h` is every 4 to 6 hours, `q1h` every hour."""
    if "{n}" not in want:
        return want
    numbers = re.findall(r"\d+", form)
    return re.sub(r"\{n\} (\w+)s\b", r"\1", want) if numbers == ["1"] else want.replace("{n}", " to ".join(numbers))


def _edit(page: Page, start: int, end: int, want: str) -> str:
    """What is put in the place of a form: the point of `b.i.d.` that ends its sentence too stays."""
    if page.text[end - 1] != "." or want.endswith("."):
        return want
    block = page.blocks[page.block_at(start)]
    after = page.text[end : min(end + 2, block.end)]
    ends = block.kind in (Kind.PARAGRAPH, Kind.ITEM) if not after.strip() else after[0].isspace() and after[1:].isupper()
    return f"{want}." if ends else want


def _applies(entry: Entry, reading: Reading) -> bool:
    return not entry.locales or reading.locale in entry.locales


def _candidate(reading: Reading, params: Params, entry: Entry, start: int, end: int, dose: bool, want: str) -> Candidate:
    return Candidate(
        start=start,
        end=end,
        values={"why": entry.why, "want": want},
        group=entry.write if params.once == "word" else "",
        severity=params.weights.get(entry.set),
        suggestion=want,
        edit=_edit(reading.page, start, end, want) if entry.rewrite and is_verbatim(reading.page, start, end) else None,
        edit_safe=False,
        context=frozenset({"dose"}) if dose else frozenset(),
    )
