"""Whether a summary, a checklist or a list of common questions gives another value than the page above it.

What stands under `In short` says again, in fewer words, what the page has said: so half of its words need agree.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from linter.checks import compared
from linter.checks.topics import groups_of, medicines_of
from linter.language import surroundings
from linter.page import Kind, Page
from linter.store.regexes import regex

if TYPE_CHECKING:
    from linter.language.statements import Statement
    from linter.reading import Reading

_OTHERWISE = regex(r"\b(?:although|depend\w*|either|except|instead|other people|some|sometimes|unless|used to|was|were)\b")
_LEAST = 0.5  # of the words of the later statement, how many the earlier has
_PERSONS = frozenset(["he", "she"])


def contradicted(
    reading: Reading, statements: list[Statement], headings: tuple[str, ...]
) -> Iterator[tuple[Statement, Statement]]:
    """Statements that a later one says again with another value, and the later one, which stands under one of the headings.

    The statements are of one dimension. What says a value that was said before is no contradiction, whatever else was said.
    """
    page = reading.page
    for number, two in enumerate(statements):
        if not _headed(headings).search(surroundings.heading(page, two.quantity.block)):
            continue
        earlier = statements[:number]
        if page.blocks[two.quantity.block].kind is Kind.HEADING or any(compared.agree(one, two) for one in earlier):
            continue
        found = [(score, one) for one in earlier if (score := _likeness(reading, one, two)) >= _LEAST]
        most = max((score for score, _ in found), default=0)
        best = [one for score, one in found if score == most]
        if len({one.quantity.value for one in best}) == 1:
            yield best[0], two


@cache
def _headed(headings: tuple[str, ...]) -> re.Pattern[str]:
    return regex(rf"\b(?:{'|'.join(headings)})\b" if headings else r"(?!)")


def _likeness(reading: Reading, one: Statement, two: Statement) -> float:
    """How much of what the later statement says the earlier has said; 0 where something tells them apart."""
    page = reading.page
    if one.section == two.section or page.blocks[one.quantity.block].kind is Kind.HEADING:
        return 0
    if (one.side and two.side and one.side != two.side) or (one.routes and two.routes and one.routes != two.routes):
        return 0
    for mine, theirs in (
        (groups_of(one) - _PERSONS, groups_of(two) - _PERSONS),
        (one.case, two.case),
        (medicines_of(reading, one), medicines_of(reading, two)),
    ):
        if mine - theirs and theirs - mine:
            return 0
    texts = [page.lower[page.sentences[s.sentence].start : page.sentences[s.sentence].end] for s in (one, two)]
    if any(map(_OTHERWISE.search, texts)):
        return 0
    words = two.stems(texts[1]) - two.stems(_title(page))
    return len(words & one.stems(texts[0])) / len(words) if words else 0


def _title(page: Page) -> str:
    """What the page is about: its first heading, and what the file says."""
    first = next((block for block in page.blocks if block.kind is Kind.HEADING), None)
    return f"{page.lower[first.start : first.end] if first else ''} {page.title.lower()}"
