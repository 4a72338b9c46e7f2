"""Whether `the 2 cm cut` is a cut of another size than the page told of: `a cut about 4 cm long`.

“The” points back to a thing that was named. Where the page named one of that kind, and gave its size, it is that one.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from linter.checks import compared
from linter.checks.apart import are_of_others, is_one_group, is_one_stage, is_other_scale, is_other_substance
from linter.language import doses
from linter.store.regexes import regex

if TYPE_CHECKING:
    from linter.language.statements import Statement
    from linter.reading import Reading

_SIZES = frozenset(["area", "length", "mass", "volume"])
_THE = regex(r"\b(?:the|this|your) $")
_REACH = 8  # characters before a quantity in which the article stands


def contradicted(reading: Reading, statements: list[Statement]) -> Iterator[tuple[Statement, Statement]]:
    """Statements of a size, and the later ones that point back to them with another; all are of one dimension."""
    if not statements or statements[0].quantity.dimension not in _SIZES:
        return
    for number, two in enumerate(statements):
        if not _points_back(reading, two):
            continue
        earlier = [one for one in statements[:number] if _is_of_its_kind(reading, one, two)]
        if earlier and len({one.quantity.value for one in earlier}) == 1 and not compared.agree(earlier[0], two):
            yield earlier[0], two


def _points_back(reading: Reading, statement: Statement) -> bool:
    """`the 2 cm cut`: no dose."""
    page, quantity = reading.page, statement.quantity
    head = statement.subject.head
    if not head or not page.lower.startswith((f" {head}", f"-long {head}"), quantity.end):
        return False
    is_definite = _THE.search(page.lower, max(quantity.start - _REACH, 0), quantity.start)
    return bool(is_definite) and not doses.is_dose(page, quantity, reading.page_type.name)


def _is_of_its_kind(reading: Reading, one: Statement, two: Statement) -> bool:
    """Whether an earlier statement is of a thing of the same name, in another paragraph, and nothing tells the two apart."""
    if one.quantity.block == two.quantity.block or not one.subject.same_as(two.subject):
        return False
    if is_other_scale(one.quantity, two.quantity) or is_other_substance(one, two) or are_of_others(reading.page, one, two):
        return False
    return is_one_group(one, two) and is_one_stage(one, two)
