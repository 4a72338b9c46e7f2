"""Whether a summary, a checklist or a list of common questions gives another value than the page above it.

What stands under `In short` says again, in fewer words, what the page has said: so half of its words need agree.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from linter.contradictions import compared
from linter.contradictions.apart import OTHERWISE, are_of_others, is_other_scale
from linter.language import clauses, surroundings
from linter.page import Kind
from linter.store.regexes import regex

if TYPE_CHECKING:
    from linter.language.statements import Statement
    from linter.page import Page
    from linter.reading import Reading

_OTHERWISE = regex(rf"\b(?:{OTHERWISE})\b")
_LEAST = 0.5  # of the words of the later statement, how many the earlier has
_PERSONS = frozenset(["he", "she"])
_ITSELF = frozenset(map(clauses.stem, ("operation", "procedure", "surgery")))  # what the page is about


def contradicted(
    reading: Reading, statements: list[Statement], headings: tuple[str, ...]
) -> Iterator[tuple[Statement, Statement]]:
    """Statements that a later one says again with another value, and the later one, which stands under one of the headings.

    The statements are of one dimension. What says a value that was said before is no contradiction, whatever else was said.
    """
    page = reading.page
    title = compared.title_of(page)

    @cache
    def said(statement: Statement) -> frozenset[str]:
        """What its sentence says beside what the page is about; nothing where a case or a choice is spoken of."""
        text = compared.sentence_of(page, statement)
        return frozenset() if _OTHERWISE.search(text) else statement.stems(text)

    for number, two in enumerate(statements):
        if not is_headed(page, two, headings):
            continue
        earlier = statements[:number]
        if page.blocks[two.quantity.block].kind is Kind.HEADING or any(compared.agree(one, two) for one in earlier):
            continue
        words = said(two) - two.stems(title) - _ITSELF
        scores = [(len(words & said(one)), one) for one in earlier if words and _are_comparable(reading, one, two)]
        most = max((score for score, _ in scores), default=0)
        best = [one for score, one in scores if score == most]
        if most >= _LEAST * len(words) > 0 and len({one.quantity.value for one in best}) == 1:
            yield best[0], two


def is_headed(page: Page, statement: Statement, headings: tuple[str, ...]) -> bool:
    """Whether a statement stands under one of the headings of what says again what was said: `In short`."""
    return bool(_headed(headings).search(surroundings.heading(page, statement.quantity.block)))


@cache
def _headed(headings: tuple[str, ...]) -> re.Pattern[str]:
    return regex(rf"\b(?:{'|'.join(headings)})\b" if headings else r"(?!)")


def _are_comparable(reading: Reading, one: Statement, two: Statement) -> bool:
    """Whether nothing tells two statements apart: the heading, the bound, whom they are for, the case, the medicine."""
    if one.section == two.section or reading.page.blocks[one.quantity.block].kind is Kind.HEADING:
        return False
    if are_of_others(reading.page, one, two) or is_other_scale(one.quantity, two.quantity):
        return False
    if one.side and two.side and one.side != two.side:
        return False
    if one.routes and two.routes and one.routes != two.routes:
        return False
    qualifiers = (
        (compared.groups_of(one) - _PERSONS, compared.groups_of(two) - _PERSONS),
        (one.case, two.case),
        (compared.medicines_of(reading, one), compared.medicines_of(reading, two)),
    )
    return not any(mine - theirs and theirs - mine for mine, theirs in qualifiers)
