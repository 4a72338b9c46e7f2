"""Checks what a page says of one thing in two places: `Take 400 mg every 6 hours`, and further on `4,000 mg every 6 hours`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Literal

from linter.checks import (
    Candidate,
    Place,
    answers,
    clock_times,
    compared,
    definite,
    dose_table,
    likewise,
    recap,
    same_medicine,
    topics,
    twins,
    verbatim,
    without_overlaps,
)
from linter.checks.apart import (
    A_DAY,
    HELP,
    are_comparable,
    are_limits,
    is_one_age,
)
from linter.checks.quantity_pairs import line_at, line_of
from linter.language import clauses, conversions, doses
from linter.language.qualifiers import Tables, Vocabulary
from linter.language.quantities import Quantity
from linter.language.statements import Statement
from linter.model import Model, Weight
from linter.page import Page
from linter.reading import Reading
from linter.search.hits import Scan
from linter.store.regexes import regex

if TYPE_CHECKING:
    from linter.rulefile import Rule


class Params(Model, frozen=True, kw_only=True):
    """`qualifiers` are the words that tell one dose, wait or size from another; `doses` the severity of two doses.

    `clock` are patterns of what stands before a time of day, one for each thing that is done then: two times for one thing are
    a suggestion to look. `topics` are things of which a page has one value, by name. Under headings with one of
    `recaps` a page says again what it has said.
    """

    qualifiers: Vocabulary = Vocabulary()
    doses: Weight | Literal[""] = ""
    clock: tuple[str, ...] = ()
    topics: dict[str, topics.Topic] = {}
    recaps: tuple[str, ...] = ()


WEIGHTS = ("doses",)


_OVERLAP = 0.75  # of the words of the shorter statement, how many the other must have
_MANY = 3  # words that two sentences share which may say one thing in other words
_CHOICES = 2  # other values of one thing from which on they are choices
_NEAR = 3  # sentences of one paragraph between which the thing that they speak of stays the same
_SHORT = 48  # characters of such a sentence before the time


def scans(params: Params, _: Any) -> dict[str, Scan]:
    """Times of day, after what is done then; and what speaks of the topics."""
    return {"clock": clock_times.scan(params.clock), "topics": topics.scan(params.topics)}


def check(rule: Rule, params: Params, reading: Reading) -> Iterator[Candidate]:
    """One candidate for each statement that contradicts an earlier one, at the later of the two."""
    tables = reading.rulebook.derived(rule.id, lambda _: Tables(params.qualifiers))
    found: list[tuple[Statement, Statement, str]] = []
    for statements in compared.groups(reading, tables, params.qualifiers.counted):
        found += _contradictions(reading, statements)
        found += ((one, two, "sure") for one, two in answers.contradicted(reading, statements))
        found += ((one, two, "sure") for one, two in definite.contradicted(reading, statements))
        found += _but_choices([*verbatim.contradicted(reading, statements)])
        found += ((one, two, "sure") for one, two in recap.contradicted(reading, statements, params.recaps))
    known = reading.rulebook.derived(f"{rule.id} topics", lambda _: topics.known(tables, params.topics))
    of_topics = [*topics.contradicted(reading, tables, known, reading.hits(rule, "topics"))]
    alike = twins.alike(
        reading.page,
        [(one, two) for one, two, _ in (*found, *of_topics)],
        lambda one: recap.is_headed(reading.page, one, params.recaps),
    )
    candidates = [
        _candidate(params, reading, one, two, weight)
        for one, two, weight in _once(found)
        if twins.titles_of_both(reading.page, one, two) not in alike
    ]
    candidates += [
        _candidate(params, reading, one, two, "sure", is_dose=topic.dose)
        for one, two, topic in of_topics
        if twins.titles_of_both(reading.page, one, two) not in alike
    ]
    for given, dose, wanted in dose_table.contradicted(reading):
        one, two = (compared.statement(reading, tables, [quantity]) for quantity in (given, dose))
        candidates.append(_candidate(params, reading, one, two, "sure", wanted))
    candidates += [
        _of_times(reading.page, *places) for places in clock_times.contradicted(reading, reading.hits(rule, "clock"))
    ]
    yield from without_overlaps(candidates)


def _once(found: list[tuple[Statement, Statement, str]]) -> list[tuple[Statement, Statement, str]]:
    """Pairs of which two say one thing, once: `1 drop, 4 times a day` and `2 times a day` differ in the rhythm alone.

    The rhythm says it by itself where it is a quantity; of `5 mg twice a day` the dose and the rhythm are shown.
    """
    of_doses = {_sentences(pair) for pair in found if pair[2] == "often"}
    kept = [pair for pair in found if not (_is_in_words(pair[1].quantity) and _sentences(pair) in of_doses)]
    told = {_sentences(pair) for pair in kept if pair[2] != "often"}
    return [pair for pair in kept if pair[2] != "often" or _sentences(pair) not in told]


def _is_in_words(quantity: Quantity) -> bool:
    """Whether it is a rhythm that no unit measures: `twice a day`."""
    return quantity.dimension == "times/time" and not quantity.has_unit


def _sentences(pair: tuple[Statement, Statement, str]) -> tuple[int, int]:
    return pair[0].sentence, pair[1].sentence


def _of_times(page: Page, a_start: int, a_end: int, start: int, end: int) -> Candidate:
    said = page.text[a_start:a_end]
    return Candidate(
        start=start,
        end=end,
        values={"a": said, "line": line_at(page, a_start, a_end), "b": ""},
        severity="suggestion",
        related=(Place(a_start, a_end, f"‘{said}’ here"),),
    )


def _contradictions(reading: Reading, statements: list[Statement]) -> Iterator[tuple[Statement, Statement, str]]:
    """Pairs that contradict each other. Where one thing has three values or more, they are a list of choices, not a slip."""
    found = [
        (one, two, weight)
        for number, two in enumerate(statements)
        for one in statements[:number]
        if (weight := _weigh(reading, one, two))
    ]
    said: set[int] = set()
    for one, two, weight in _but_choices(found):
        if two.quantity.start not in said:
            said.add(two.quantity.start)
            yield one, two, weight


def _but_choices(found: list[tuple[Statement, Statement, str]]) -> Iterator[tuple[Statement, Statement, str]]:
    """The pairs of which neither value stands against several others."""
    against_start: dict[int, set[float]] = {}
    for one, two, _ in found:
        against_start.setdefault(one.quantity.start, set()).add(two.quantity.value)
        against_start.setdefault(two.quantity.start, set()).add(one.quantity.value)
    for pair in found:
        if max(len(against_start[statement.quantity.start]) for statement in pair[:2]) < _CHOICES:
            yield pair


def _weigh(reading: Reading, one: Statement, two: Statement) -> str:
    """`sure`, `often` where only the rhythm differs, `check` where a method's name parts the two or other words say it; "" for
    no contradiction."""
    if not are_comparable(reading, one, two):
        return ""
    if weight := _judged(reading, one, two):
        return weight
    return "check" if _is_one_thing(reading, one, two) or _is_one_dose(reading, one, two) else ""


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
    if any(doses.is_dose(page, s.quantity, reading.page_type.name) for s in (one, two)):
        return False
    return len(one.words & two.words) >= _MANY


def _judged(reading: Reading, one: Statement, two: Statement) -> str:
    """The same of two that nothing tells apart."""
    page = reading.page
    is_one_list = compared.are_in_one_list(page, one, two)
    rhythms = [compared.is_rhythm(page, statement.quantity) for statement in (one, two)]
    is_dose = not any(rhythms) and any(doses.is_dose(page, s.quantity, reading.page_type.name) for s in (one, two))
    if compared.agree(one, two):
        return "often" if is_dose and _is_other_frequency(one, two) else ""
    if (
        one.often != two.often
        and one.quantity.dimension != "chance"
        and not (is_dose and _is_slip(one, two))
        and not likewise.are_courses(one, two)
    ):
        return ""
    if one.side and one.subject.same_as(two.subject) and _is_other_method(one, two):
        return "check"
    if one.quantity.dimension == "chance" and (one.is_negated != two.is_negated or one.times != two.times):
        return ""
    is_counted = one.quantity.dimension == "doses"
    if (is_dose or is_counted) and are_limits(one, two) and _is_one_limit(one, two):
        return "sure"
    if is_one_list:
        return "sure" if not is_dose and likewise.in_very_words(one, two) else ""
    if not is_dose and (
        likewise.in_same_words(one, two) or likewise.in_like_words(one, two) or likewise.are_shelf_lives(one, two)
    ):
        return "sure"
    if not _are_same_numbers(page, one, two):
        return ""
    if not likewise.are_of_one_case(one, two):
        return ""
    mine, theirs = (one.words_but_persons, two.words_but_persons) if one.numbers else (one.words, two.words)
    shared, least = mine & theirs, min(len(mine), len(theirs))
    if any(rhythms):
        if one.is_pointing or two.is_pointing:
            return ""
        return "sure" if all(rhythms) and (least or one.numbers) and len(shared) == least else ""
    if is_dose:
        return "sure" if len(shared) == least else ""
    if one.is_pointing or two.is_pointing:
        return ""
    if one.quantity.dimension.startswith("count of "):
        return "sure" if len(shared) >= likewise.OVERLAPS or (shared and mine == theirs) else ""
    if one.quantity.dimension == "time" or not (one.subject.head or two.subject.head):
        # A time has no noun of its own, and those of one paragraph are steps, unless they say how long one thing lasts, or
        # when: before the scan.
        mine, theirs = (words - one.case - two.case for words in (mine, theirs))
        if one.title_words == two.title_words:  # which a list item has of its lead, and a paragraph has not
            mine, theirs = mine - (one.title_words - theirs), theirs - (one.title_words - mine)
        shared, least, most = mine & theirs, min(len(mine), len(theirs)), max(len(mine), len(theirs))
        near = two.sentence - one.sentence <= _NEAR and mine == theirs and all(_is_no_step(reading, s) for s in (one, two))
        apart = near or one.quantity.block != two.quantity.block
        if likewise.is_named_by(one, two):
            return "sure"
        if (
            apart
            and one.forms == two.forms
            and one.forms
            and (likewise.is_one_course(one, two) or likewise.are_whole_courses(one, two))
        ):
            return "sure"
        if one.numbers and len(shared) == least > 0:  # nothing over 10 pounds; the 10-pound limit
            return "sure" if apart else ""
        return "sure" if apart and least and len(shared) >= _OVERLAP * least and 2 * len(shared) >= most else ""
    if least >= likewise.OVERLAPS and len(shared) == least and one.quantity.block != two.quantity.block:
        return "sure"
    if not (one.subject.same_as(two.subject) or _names_other(one, two) or _names_other(two, one) or _name_each_other(one, two)):
        return ""
    if not least:  # keep to 2 litres of fluid a day; drink no more than
        return "sure" if one.side == "less" and one.often and one.subject.head else ""
    return "sure" if len(shared) >= _OVERLAP * least else ""


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


def _candidate(
    params: Params,
    reading: Reading,
    one: Statement,
    two: Statement,
    weight: str,
    wanted: str | None = None,
    *,
    is_dose: bool = False,
) -> Candidate:
    """`wanted` is given for doses: what the first comes to, where that is not only another unit."""
    page, a, b = reading.page, one.quantity, two.quantity
    is_dose = (
        is_dose
        or wanted is not None
        or doses.is_dose(page, b, reading.page_type.name)
        or (compared.is_rhythm(page, b) and doses.is_about_doses(page, b.start, reading.page_type.name, strict=True))
    )
    (a_start, a_end), (b_start, b_end) = _span(page, one), _span(page, two)
    said = page.text[a_start:a_end]
    sum_of_it = wanted or ""
    if not sum_of_it and a.unit != b.unit and a.dimension != "time":
        sum_of_it = conversions.in_unit(a, b, {}, ())
    return Candidate(
        start=b_start,
        end=b_end,
        values={"a": said, "line": line_of(page, a), "b": f", which is {sum_of_it}" if sum_of_it else ""},
        severity="suggestion" if weight == "check" else params.doses or None if is_dose else None,
        related=(Place(a_start, a_end, f"‘{said}’ here"),),
        context=frozenset({"dose"}) if is_dose and weight != "check" else frozenset(),  # what is not sure is no error
    )


def _span(page: Page, statement: Statement) -> tuple[int, int]:
    """A quantity with what limits it and how often it is taken: `no more than 4,000 mg every 6 hours`."""
    quantity = statement.quantity
    start = quantity.comparator_start if quantity.comparator_start >= 0 else quantity.start
    return start, quantity.end if compared.is_rhythm(page, quantity) else max(quantity.end, statement.often_end)
