"""Whether a short answer gives another value than the page does: `The scan takes 20 minutes`; `How long does it take? An hour.`

An answer says only the value; of what, the question says. So the words of the question are compared with the other statement.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import msgspec

from linter.contradictions import compared
from linter.contradictions.apart import OTHERWISE
from linter.language import clauses, surroundings
from linter.page import PROSE, Kind, Page
from linter.store.regexes import regex

if TYPE_CHECKING:
    from linter.language.statements import Statement
    from linter.reading import Reading

_ASKS = regex(r"\W*(?:q(?:uestion)?\W+)?(?:\d+[.)] )?(?:and |but |so )?(?:how|when|what (?:dose|size|temperature|weight))\b")
_OF_WHAT = regex(r"\b(?:it|them|these|they|this|those)\b")  # another sentence says it
_SAYS_LITTLE = 3  # words of an answer that the question does not have
_MORE = 4  # words that the other statement may say beside
_OTHERWISE = regex(rf"\b(?:{OTHERWISE}|both|if|in case|then|when)\b")
_ASKING = frozenset(map(clauses.stem, ("big", "far", "large", "long", "many", "much", "often", "old", "soon", "wide")))


class _Answer(msgspec.Struct, frozen=True):
    """A value that answers a question, and the stems of what is asked."""

    statement: Statement
    asked: frozenset[str]


def contradicted(reading: Reading, statements: list[Statement]) -> Iterator[tuple[Statement, Statement]]:
    """Answers, and the statements that say otherwise; the earlier of the two first. All are of one dimension."""
    answers = [answer for statement in statements if (answer := _answer(reading.page, statement)) is not None]
    for answer in answers:
        others = [one for one in statements if one is not answer.statement and _is_asked(reading, answer, one)]
        if len({one.quantity.value for one in others}) != 1:
            continue  # nothing says it, or there are choices
        other = others[0]
        if not compared.agree(answer.statement, other):
            one, two = sorted((answer.statement, other), key=lambda statement: statement.quantity.start)
            yield one, two


def _answer(page: Page, statement: Statement) -> _Answer | None:
    block = page.blocks[statement.quantity.block]
    question = _question(page, statement)
    if block.kind not in PROSE or not question.endswith("?") or not _ASKS.match(question) or _OF_WHAT.search(question):
        return None
    asked = statement.stems(question) - _ASKING
    own = {stem for stem in statement.stems(compared.sentence_of(page, statement)) - asked - _ASKING if not stem.isdigit()}
    return _Answer(statement, asked) if asked and len(own) <= _SAYS_LITTLE else None


def _question(page: Page, statement: Statement) -> str:
    """The sentence before it, in its paragraph or at the end of the block before."""
    at, number = statement.sentence, statement.quantity.block
    before = surroundings.sentence(page, at - 1, number)
    if not before and number and page.blocks[number - 1].kind in (Kind.HEADING, Kind.PARAGRAPH, Kind.TERM):
        before = surroundings.sentence(page, at - 1, number - 1)
    return before.strip(" *_\"'\n")


def _is_asked(reading: Reading, answer: _Answer, other: Statement) -> bool:
    """Whether a statement says what the question asks about, for the same people and with no condition."""
    page, one = reading.page, answer.statement
    said = compared.sentence_of(page, other)
    if page.blocks[other.quantity.block].kind not in PROSE or "?" in said or _OTHERWISE.search(said):
        return False
    if compared.groups_of(one) != compared.groups_of(other):
        return False
    mine, theirs = compared.medicines_of(reading, one), compared.medicines_of(reading, other)
    if mine and theirs and mine.isdisjoint(theirs):
        return False
    words = other.stems(said)
    most = _MORE if len(answer.asked) > 1 else 1  # one word alone says little
    return answer.asked <= words and len(words - answer.asked - _ASKING) <= most
