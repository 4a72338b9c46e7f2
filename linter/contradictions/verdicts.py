"""Whether two statements that are of one kind contradict each other, and how sure that is."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from linter.contradictions import compared, likewise, same_medicine
from linter.contradictions.apart import A_DAY, HELP, are_comparable, are_limits, is_one_age
from linter.language import clauses
from linter.store.regexes import regex

if TYPE_CHECKING:
    from linter.language.statements import Statement
    from linter.page import Page
    from linter.reading import Reading

_OVERLAP = 0.75  # of the words of the shorter statement, how many the other must have
_MANY = 3  # words that two sentences share which may say one thing in other words
_NEAR = 3  # sentences of one paragraph between which the thing that they speak of stays the same
_SHORT = 48  # characters of such a sentence before the time


class Verdict(StrEnum):
    """What two statements are: no contradiction; one of rhythms alone; one that other words say, or that a method may account
    for, to be checked by the writer; a sure one."""

    NONE = ""
    OFTEN = "often"
    CHECK = "check"
    SURE = "sure"


def verdict(reading: Reading, one: Statement, two: Statement) -> Verdict:
    """What two statements of one dimension are, the earlier one first."""
    if not are_comparable(reading, one, two):
        return Verdict.NONE
    if judged := _judged(reading, one, two):
        return judged
    is_one = _is_one_thing(reading, one, two) or _is_one_dose(reading, one, two)
    return Verdict.CHECK if is_one else Verdict.NONE


def _sure(are_one: bool) -> Verdict:
    return Verdict.SURE if are_one else Verdict.NONE


def _judged(reading: Reading, one: Statement, two: Statement) -> Verdict:
    """The same of two that nothing tells apart, by the words beside their values."""
    page = reading.page
    rhythms = [compared.is_rhythm(page, statement.quantity) for statement in (one, two)]
    is_dose = not any(rhythms) and any(reading.doses.has(s.quantity) for s in (one, two))
    if compared.agree(one, two):
        return Verdict.OFTEN if is_dose and _is_other_frequency(one, two) else Verdict.NONE
    if _are_in_other_rhythms(one, two, is_dose=is_dose) or _are_other_chances(one, two):
        return Verdict.NONE
    if one.side and one.subject.same_as(two.subject) and _is_other_method(one, two):
        return Verdict.CHECK
    is_counted = one.quantity.dimension == "doses"
    if (is_dose or is_counted) and are_limits(one, two) and _is_one_limit(one, two):
        return Verdict.SURE
    if compared.are_in_one_list(page, one, two):
        return _sure(not is_dose and likewise.in_very_words(one, two))
    if not is_dose and (
        likewise.in_same_words(one, two) or likewise.in_like_words(one, two) or likewise.are_shelf_lives(one, two)
    ):
        return Verdict.SURE
    if not (_are_same_numbers(page, one, two) and likewise.are_of_one_case(one, two)):
        return Verdict.NONE
    if is_dose:
        mine, theirs = _words(one, two)
        return _sure(mine <= theirs or theirs <= mine)
    if one.is_pointing or two.is_pointing:
        return Verdict.NONE
    if any(rhythms):
        return _sure(all(rhythms) and _are_of_one_rhythm(one, two))
    if one.quantity.dimension.startswith("count of "):
        return _sure(_count_one_thing(one, two))
    if one.quantity.dimension == "time" or not (one.subject.head or two.subject.head):
        return _sure(_are_of_one_time(reading, one, two))
    return _sure(_measure_one_thing(one, two))


def _words(one: Statement, two: Statement) -> tuple[frozenset[str], frozenset[str]]:
    """The words of two statements; where a number says for whom they are, without the persons."""
    return (one.words_but_persons, two.words_but_persons) if one.numbers else (one.words, two.words)


def _are_of_one_rhythm(one: Statement, two: Statement) -> bool:
    mine, theirs = _words(one, two)
    least = min(len(mine), len(theirs))
    return bool(least or one.numbers) and len(mine & theirs) == least


def _count_one_thing(one: Statement, two: Statement) -> bool:
    mine, theirs = _words(one, two)
    shared = mine & theirs
    return len(shared) >= likewise.OVERLAPS or (bool(shared) and mine == theirs)


def _are_of_one_time(reading: Reading, one: Statement, two: Statement) -> bool:
    """Whether two times, or amounts without a noun, are of one thing.

    A time has no noun of its own, and those of one paragraph are steps, unless they say how long one thing lasts, or when:
    before the scan.
    """
    mine, theirs = (words - one.case - two.case for words in _words(one, two))
    if one.title_words == two.title_words:  # which a list item has of its lead, and a paragraph has not
        mine, theirs = mine - (one.title_words - theirs), theirs - (one.title_words - mine)
    shared, least, most = mine & theirs, min(len(mine), len(theirs)), max(len(mine), len(theirs))
    near = two.sentence - one.sentence <= _NEAR and mine == theirs and all(_is_no_step(reading, s) for s in (one, two))
    apart = near or one.quantity.block != two.quantity.block
    if likewise.is_named_by(one, two):
        return True
    if not apart:
        return False
    if one.forms == two.forms != frozenset() and (likewise.is_one_course(one, two) or likewise.are_whole_courses(one, two)):
        return True
    if one.numbers and len(shared) == least > 0:  # nothing over 10 pounds; the 10-pound limit
        return True
    return least > 0 and len(shared) >= _OVERLAP * least and 2 * len(shared) >= most


def _measure_one_thing(one: Statement, two: Statement) -> bool:
    """Whether two sizes or amounts are of one noun, or share so many words that they are."""
    mine, theirs = _words(one, two)
    shared, least = mine & theirs, min(len(mine), len(theirs))
    if least >= likewise.OVERLAPS and len(shared) == least and one.quantity.block != two.quantity.block:
        return True
    if not (one.subject.same_as(two.subject) or _names_other(one, two) or _names_other(two, one) or _name_each_other(one, two)):
        return False
    if not least:  # keep to 2 litres of fluid a day; drink no more than
        return one.side == "less" and bool(one.often) and bool(one.subject.head)
    return len(shared) >= _OVERLAP * least


def _are_in_other_rhythms(one: Statement, two: Statement, *, is_dose: bool) -> bool:
    """Whether two amounts differ since one is for more often than the other."""
    if one.often == two.often or one.quantity.dimension == "chance":
        return False
    return not (is_dose and _is_slip(one, two)) and not likewise.are_courses(one, two)


def _are_other_chances(one: Statement, two: Statement) -> bool:
    """Whether one chance is that something happens and the other that it does not, or they are for other times."""
    return one.quantity.dimension == "chance" and (one.is_negated != two.is_negated or one.times != two.times)


def _is_one_dose(reading: Reading, one: Statement, two: Statement) -> bool:
    """Whether two statements give one medicine two doses, or two rhythms."""
    rhythms = [compared.is_rhythm(reading.page, statement.quantity) for statement in (one, two)]
    if len(set(rhythms)) > 1 or compared.agree(one, two):
        return False
    return same_medicine.is_one_dose(reading, one, two, rhythms=rhythms[0])


def _is_one_thing(reading: Reading, one: Statement, two: Statement) -> bool:
    """Whether two statements of two paragraphs may be of one thing, told in other words: `a cut, 4 cm long, under your belly
    button`; `the 10 cm cut under your belly button is covered`. Doses and chances have too many reasons to differ."""
    page = reading.page
    a, b = page.blocks[one.quantity.block], page.blocks[two.quantity.block]
    if a is b or (a.group and a.group == b.group) or one.side != two.side or compared.agree(one, two):
        return False
    mine, theirs = ((s.routes, s.often, s.case, s.numbers, s.bounds) for s in (one, two))
    if mine != theirs:
        return False
    if one.is_pointing or two.is_pointing or one.quantity.dimension == "chance":
        return False
    if any(reading.doses.has(s.quantity) for s in (one, two)):
        return False
    return len(one.words & two.words) >= _MANY


def _is_one_limit(one: Statement, two: Statement) -> bool:
    """Whether two limits hold in one time: the strength of the tablets need not stand beside both."""
    mine, theirs = one.numbers - HELP, two.numbers - HELP
    return mine == theirs or (bool(one.medicine) and one.medicine == two.medicine and mine & theirs >= A_DAY)


def _are_same_numbers(page: Page, one: Statement, two: Statement) -> bool:
    """Whether the other numbers of two statements are the same: an age, a weight, a strength."""
    if one.numbers == two.numbers:
        return True
    if one.is_for and two.is_for and likewise.are_courses(one, two) and not (one.numbers_but_counts and two.numbers_but_counts):
        return True  # the strength of the capsules is said once
    if one.numbers_but_counts != two.numbers_but_counts:
        return is_one_age(page, one, two)
    is_said_once = one.numbers_but_counts in (one.numbers, two.numbers)  # how many puffs, beside how often
    is_one_time = len(one.often) == 1 and one.often == two.often  # 2 puffs in the morning, and 2 at night
    return likewise.are_courses(one, two) or (is_said_once and (is_one_time or compared.is_rhythm(page, two.quantity)))


_THEN = regex(r" (?:before|after|during|until|following|prior to)\b")
_OF_A_THING = regex(r"(?:the|your|this|an?|our|most|usually,?|normally,?)\b|(?:[a-z-]+ ){1,3}(?:takes?|lasts?|will) ")


def _is_no_step(reading: Reading, statement: Statement) -> bool:
    """Whether a sentence is no order among others.

    It says how long before or after something that is named (6 hours before the scan); or it is short, and says how long
    something lasts, or the least or the most.
    """
    page = reading.page
    if statement.case and _THEN.match(page.lower, statement.quantity.end):
        return True
    start = page.sentences[statement.sentence].start
    is_short = statement.quantity.start - start <= _SHORT
    return is_short and (bool(statement.side) or bool(_OF_A_THING.match(page.lower, start)))


def _names_other(one: Statement, two: Statement) -> bool:
    """Whether a quantity without a noun beside it stands with the noun of the other: `The scar, about 4 inches long, fades`."""
    apart = one.quantity.block != two.quantity.block
    return apart and not one.subject.head and clauses.stem(two.subject.head) in one.words


def _name_each_other(one: Statement, two: Statement) -> bool:
    """Whether each speaks of the noun of the other: a row `Sodium` under `Range`, and `The normal range for sodium is`."""
    return all(clauses.stem(a.subject.head) in b.words for a, b in ((one, two), (two, one)))


def _is_other_frequency(one: Statement, two: Statement) -> bool:
    """Whether one dose is taken once a day in one place and twice a day in another, and all else is the same."""
    if one.often == two.often or not len(one.often) == len(two.often) == 1:
        return False
    if not all("/" in often for often in one.often | two.often):
        return False
    apart = one.quantity.block != two.quantity.block
    return apart and (one.words, one.case, one.numbers) == (two.words, two.case, two.numbers)


def _is_slip(one: Statement, two: Statement) -> bool:
    """Whether a point or a zero is off, so that it need not say how often in both places."""
    a, b = one.quantity.si_value, two.quantity.si_value
    if not a or not b or one.quantity.is_range or two.quantity.is_range or (one.often and two.often):
        return False
    return any(abs(max(a, b) / min(a, b) / power - 1) < 1e-6 for power in (10, 100, 1000))


def _is_other_method(one: Statement, two: Statement) -> bool:
    """Whether a method or a brand that only one of the sentences names may account for the difference."""
    return any(name.endswith(("®", "™")) for name in one.names ^ two.names)
