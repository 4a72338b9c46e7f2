"""Whether `the 2 cm cut` is a cut of another size than the page told of: `a cut about 4 cm long`.

“The” points back to a thing that was named. Where the page named one of that kind, and gave its size, it is that one. And what
is said as known, `for its full 15 seconds`, `those 570 mL of blood`, was said before: of what stands beside it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from linter.contradictions import compared
from linter.contradictions.apart import (
    are_comparable,
    are_of_others,
    is_one_group,
    is_one_stage,
    is_other_scale,
    is_other_substance,
)
from linter.language import clauses
from linter.store.regexes import regex

if TYPE_CHECKING:
    from linter.language.statements import Statement
    from linter.reading import Reading

_SIZES = frozenset(["area", "length", "mass", "volume"])
_THE = regex(r"\b(?:the|this|your) $")
_REACH = 8  # characters before a quantity in which the article stands
_KNOWN = regex(
    r"(?:\b(?:all|full|her|his|its|that|the|their|these|this|those|whole|your)"
    r"(?: (?:allowance of|full|its|limit of|maximum of|of|same|the|those|total|usual|whole|your))*) $"
)
_KNOWN_REACH = 30
# What follows a value that stands for itself, and names no kind of a thing as “the 14 mg patch” does.
_CLOSES = regex(r"(?:$|[.,;:!?)]| (?:and|are|between|for|goes|has|have|in|is|it|of|on|run|runs|that|they|to|which|with|you)\b)")
_BESIDE = regex(r"[a-z][a-z'-]*")
_WORDS_BEFORE, _WORDS_AFTER = 5, 6  # that stand beside a value


def contradicted(reading: Reading, statements: list[Statement]) -> Iterator[tuple[Statement, Statement]]:
    """Statements of a size, and the later ones that point back to them with another; all are of one dimension."""
    for number, two in enumerate(statements):
        earlier = _pointed_back_to(reading, statements[:number], two)
        if earlier and len({one.quantity.value for one in earlier}) == 1 and not compared.agree(earlier[0], two):
            yield earlier[0], two


def _pointed_back_to(reading: Reading, before: list[Statement], two: Statement) -> list[Statement]:
    """The statements of what another one speaks of as known; none where one of those before it gives its value."""
    if two.quantity.dimension in _SIZES and _points_back(reading, two):
        return [one for one in before if _is_of_its_kind(reading, one, two)]
    beside = _words_beside(reading, two)
    if not beside or any(compared.agree(one, two) for one in before):
        return []
    return [one for one in before if _is_of_its_words(reading, one, two, beside)]


def _words_beside(reading: Reading, statement: Statement) -> frozenset[str]:
    """Stems of the words that stand beside a value which is said as known: `all 15ml of the mouthwash`; none for another."""
    page, quantity = reading.page, statement.quantity
    if quantity.comparator or not _CLOSES.match(page.lower, quantity.end):
        return frozenset()
    if quantity.dimension in clauses.CHANCES or not _KNOWN.search(
        page.lower, max(quantity.start - _KNOWN_REACH, 0), quantity.start
    ):
        return frozenset()
    sentence = page.sentences[statement.sentence]
    before = _BESIDE.findall(page.lower, sentence.start, quantity.start)[-_WORDS_BEFORE:]
    after = _BESIDE.findall(page.lower, quantity.end, sentence.end)[:_WORDS_AFTER]
    return statement.stems(" ".join([*before, *after]))


def _is_of_its_words(reading: Reading, one: Statement, two: Statement, beside: frozenset[str]) -> bool:
    """Whether an earlier statement of another sentence is of what stands beside a value, and nothing tells the two apart."""
    return not beside.isdisjoint(one.words | one.title_words) and are_comparable(reading, one, two)


def _points_back(reading: Reading, statement: Statement) -> bool:
    """`the 2 cm cut`: no dose."""
    page, quantity = reading.page, statement.quantity
    head = statement.subject.head
    if not head or not page.lower.startswith((f" {head}", f"-long {head}"), quantity.end):
        return False
    is_definite = _THE.search(page.lower, max(quantity.start - _REACH, 0), quantity.start)
    return bool(is_definite) and not reading.doses.has(quantity)


def _is_of_its_kind(reading: Reading, one: Statement, two: Statement) -> bool:
    """Whether an earlier statement is of a thing of the same name, in another paragraph, and nothing tells the two apart."""
    if one.quantity.block == two.quantity.block or not one.subject.same_as(two.subject):
        return False
    if is_other_scale(one.quantity, two.quantity) or is_other_substance(one, two) or are_of_others(reading.page, one, two):
        return False
    return is_one_group(one, two) and is_one_stage(one, two)
