"""Whether two sentences say one thing in the same words, but for a value: `wear each patch for 16 hours and take it off`."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile
from typing import TYPE_CHECKING

import msgspec

from linter.contradictions import compared
from linter.contradictions.apart import are_parted, is_hearsay, is_one_medicine, is_other_scale, is_other_substance
from linter.language import clauses, surroundings
from linter.page import Kind
from linter.store.regexes import regex

if TYPE_CHECKING:
    from linter.language.statements import Statement
    from linter.page import Page
    from linter.reading import Reading


def _stems(words: str) -> frozenset[str]:
    return frozenset(map(clauses.stem, words.split()))


# Words beside the value that are the same, and those of them that say something: either is enough.
_ENOUGH = ((4, 2), (6, 1))
_FEWEST = 4
_WHOLE = 4  # words after the value from which on no other word tells the two apart
_FEW = 3  # words that may lead up to a value at the beginning of a sentence
_REACH = 120  # characters on either side that are looked at
_TOKEN = regex(r"[a-z0-9][a-z0-9'-]*(?:[.,]\d+)*|[.,;:!?()]")
_STOPS = frozenset(".;:!?()")
_NEARLY = frozenset(["about", "approximately", "around", "first", "just", "least", "nearly", "only", "roughly", "some", "the"])
_OFTEN = _stems("a another day daily days each every hour hours month months once time times twice week weeks year years")
_SOME = _stems("few instead many most other rarely some sometimes")
_IN_ALL = frozenset(["most"])
_POINTING = _stems("such that these this those")
_CASES = _stems("at during for if in on unless when while with without")
_FRONTED = regex(r"\W*((?:after|at|before|during|for|i have|if|in|on|until|when|while|with)\b[^.:;!?]{3,80}?),? ?(?=, )")


class _Beside(msgspec.Struct, frozen=True):
    """The words before a value, the nearest first, and those after it, up to the ends of its sentence."""

    before: list[str]
    after: list[str]


def contradicted(reading: Reading, statements: list[Statement]) -> Iterator[tuple[Statement, Statement]]:
    """Pairs of such statements, the earlier of each first."""
    sides = [_beside(reading.page, statement) for statement in statements]
    for number, two in enumerate(statements):
        for one, beside in zip(statements[:number], sides, strict=False):
            if _are_alike(two, beside, sides[number]) and _may_be_one(reading, one, two):
                yield one, two


def _beside(page: Page, statement: Statement) -> _Beside:
    quantity, sentence = statement.quantity, page.sentences[statement.sentence]
    start = quantity.comparator_start if quantity.comparator_start >= 0 else quantity.start
    before = _TOKEN.findall(page.lower, max(sentence.start, start - _REACH), start)
    before.reverse()
    while before and before[0] in _NEARLY:  # for the first 3 weeks
        before.pop(0)
    after = _TOKEN.findall(page.lower, quantity.end, min(sentence.end, quantity.end + _REACH))
    return _Beside([*map(clauses.stem, before)], [*map(clauses.stem, after)])


def _are_alike(statement: Statement, one: _Beside, two: _Beside) -> bool:
    """Whether the words next to two values are the same, enough of them, and those beyond tell nothing apart."""
    before, after = _common(one.before, two.before), _common(one.after, two.after)
    same = [word for word in one.before[:before] + one.after[:after] if word[0].isalnum()]
    if len(same) < _FEWEST or not _POINTING.isdisjoint(same):
        return False
    if one.after[:1] == [","] and len(one.before) < _FEW:  # for 2 weeks, do not lift
        return False
    telling = {*statement.stems(" ".join(word for word in same if word not in _OFTEN)), *statement.forms.intersection(same)}
    telling.update(word for word in one.after[:after] if word.isdigit())  # lift no more than that for 4 weeks
    if not any(len(same) >= words and len(telling) >= said for words, said in _ENOUGH):
        return False
    return not _differ_before(one.before[before:], two.before[before:]) and not _differ_after(one.after, two.after, after)


def _differ_before(one: list[str], two: list[str]) -> bool:
    """Whether the words before the same ones name two things: the ring pessary, the shelf pessary; `used` is as `use`."""
    if _are_parts(one, two):
        return True
    if not (_say(one[:1]) and _say(two[:1])):
        return False
    return not (one[0].startswith(two[0]) or two[0].startswith(one[0]))


def _differ_after(one: list[str], two: list[str], same: int) -> bool:
    """Whether what follows the same words tells two cases apart; where many are the same or a comma ends them, nothing does."""
    if _are_parts(one[same:], two[same:]):
        return True
    if same >= _WHOLE or "," in one[:same]:  # or sooner if it itches
        return False
    mine, theirs = ([*takewhile(lambda word: word not in _STOPS and word != ",", side[same:])] for side in (one, two))
    if _say(mine) and _say(theirs):
        return True
    return any(rest[:1] and rest[0] in _CASES and not other for rest, other in ((mine, theirs), (theirs, mine)))


def _common(one: list[str], two: list[str]) -> int:
    """How many words two lists begin with alike, up to a stop."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1] not in _STOPS, zip(one, two, strict=False)))


def _are_parts(one: list[str], two: list[str]) -> bool:
    """Whether what follows the same words on one side makes two things: week 1, week 2; a day, a week; some people."""
    mine, theirs = one[:1], two[:1]
    if mine and theirs and all(word[0].isdigit() or word in _OFTEN for word in (*mine, *theirs)):
        return True
    return not _SOME.isdisjoint(mine) or not _SOME.isdisjoint(theirs)


def _say(words: list[str]) -> bool:
    return any(word[0].isalpha() and word not in clauses.LITTLE for word in words)


def _may_be_one(reading: Reading, one: Statement, two: Statement) -> bool:
    """Whether nothing tells the two apart: whom they are for, the case, the medicine, the heading, the lists."""
    page = reading.page
    a, b = page.blocks[one.quantity.block], page.blocks[two.quantity.block]
    if a is b or (a.group and a.group == b.group) or one.side != two.side or compared.agree(one, two):
        return False
    mine, theirs = compared.groups_of(one), compared.groups_of(two)
    if mine != theirs and (not mine & theirs or (mine - theirs and theirs - mine)):  # women; men with partners
        return False
    if one.core.opener and (one.words - one.core.words).isdisjoint(two.words - two.core.words):
        return False  # what is to be done then is another thing
    if (one.own_stages ^ two.own_stages) & _IN_ALL or any(is_hearsay(page, statement) for statement in (one, two)):
        return False
    if one.times != two.times or (one.numbers and two.numbers and one.bounds != two.bounds):
        return False
    if _fronted(page, one) != _fronted(page, two) or one.core.opener != two.core.opener:
        return False
    if (
        (one.label and two.label and one.label != two.label)
        or one.is_pointing
        or two.is_pointing
        or is_other_scale(one.quantity, two.quantity)
    ):
        return False
    if a.kind is b.kind is Kind.ITEM and _are_of_other_lists(reading, one, two):
        return False
    openings = [_opening(page, statement) for statement in (one, two)]
    if all(openings) and openings[0] != openings[1]:
        return False
    return is_one_medicine(reading, one, two) and not is_other_substance(one, two) and not are_parted(reading, one, two)


def _fronted(page: Page, statement: Statement) -> str:
    """The case that a sentence begins with: on training days."""
    case = _FRONTED.match(page.lower, page.sentences[statement.sentence].start, statement.quantity.start)
    return case[1] if case else ""


def _opening(page: Page, statement: Statement) -> list[float]:
    """The numbers of the sentence that its paragraph begins with, which may say of what the others speak: a grade 1 strain."""
    block = statement.quantity.block
    first = page.sentence_at(page.blocks[block].start)
    return [] if first == statement.sentence else [*clauses.numbers(surroundings.sentence(page, first, block))]


def _are_of_other_lists(reading: Reading, one: Statement, two: Statement) -> bool:
    """Whether two lists are led up to in other words, or have bounds or doses, which each list has its own reason for."""
    leads = [surroundings.lead_in(reading.page, statement.quantity.block) for statement in (one, two)]
    if all(lead.endswith(":") for lead in leads) and leads[0] != leads[1]:
        return True
    return bool(one.side) or any(reading.doses.has(s.quantity) for s in (one, two))
