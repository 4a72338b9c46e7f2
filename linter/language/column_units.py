"""Numbers that fill a cell and have their unit from the head of the column: 11 under `Weight (kg)`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from linter.language import units
from linter.language.quantity import Quantity
from linter.page import Kind
from linter.store.regexes import regex

if TYPE_CHECKING:
    from linter.language.units import Form
    from linter.page import Block, Page

_NAMED = regex(r"(?:\((?:in )?|, | in )([A-Za-z°µ]+)\)?$")
_NUMBER = regex(r"\d[\d,]*(?:\.\d+)?(?: (?:to|-) \d[\d,]*(?:\.\d+)?)?$")


def find(page: Page) -> Iterator[Quantity]:
    """The quantities that cells and the heads of their columns make together, in order."""
    named: dict[tuple[int, int], Form] = {}
    for number, block in enumerate(page.blocks):
        if block.kind is not Kind.CELL:
            continue
        column = (block.group, block.column)
        if not block.row:
            if (form := _unit(page.folded[block.start : block.end])) is not None:
                named[column] = form
        elif column in named and _NUMBER.match(page.folded[block.start : block.end]):
            yield _made(page, number, block, named[column])


def _unit(head: str) -> Form | None:
    """The unit that a head ends with."""
    match = _NAMED.search(head)
    found = units.load().read(match[1], match[1].lower(), 0) if match else None
    return found.form if match and found and found.end == len(match[1]) else None


def _made(page: Page, number: int, block: Block, form: Form) -> Quantity:
    text = page.folded[block.start : block.end]
    first, _, last = text.replace(" - ", " to ").partition(" to ")
    low, high = (float(end.replace(",", "")) for end in (first, last or first))
    unit = form.unit
    written = f"{page.text[block.start : block.end]} {form.text}"
    si_value = unit.to_si((low + high) / 2) if unit.has_si else None
    return Quantity.of_number(
        written, block.start, block.end, low, high, unit.name, unit.dimension, number, si_value, unit.system, form.symbol
    )
