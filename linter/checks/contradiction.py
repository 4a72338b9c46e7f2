"""Checks what a page says of one thing in two places: `Take 400 mg every 6 hours`, and further on `4,000 mg every 6 hours`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Literal

from linter.checks import Candidate, Place, without_overlaps
from linter.checks.quantity_pairs import line_at, line_of
from linter.contradictions import answers, clock_times, compared, definite, dose_table, recap, topics, twins, verbatim
from linter.contradictions.verdicts import Verdict, verdict
from linter.language import conversions
from linter.language.qualifiers import Tables, Vocabulary
from linter.language.quantities import Quantity
from linter.language.statements import Statement
from linter.model import Model, Weight
from linter.page import Page
from linter.reading import Reading
from linter.search.hits import Scan

if TYPE_CHECKING:
    from linter.rulefile import Rule

FIELDS = ("a", "b", "line")  # of the rule's message


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


_CHOICES = 2  # other values of one thing from which on they are choices


def scans(params: Params, _: Any) -> dict[str, Scan]:
    """Times of day, after what is done then; and what speaks of the topics."""
    return {"clock": clock_times.scan(params.clock), "topics": topics.scan(params.topics)}


def check(rule: Rule, params: Params, reading: Reading) -> Iterator[Candidate]:
    """One candidate for each statement that contradicts an earlier one, at the later of the two."""
    tables = reading.rulebook.derived(rule.id, lambda _: Tables(params.qualifiers))
    found: list[tuple[Statement, Statement, Verdict]] = []
    for statements in compared.groups(reading, tables, params.qualifiers.counted):
        found += _contradictions(reading, statements)
        found += ((one, two, Verdict.SURE) for one, two in answers.contradicted(reading, statements))
        found += ((one, two, Verdict.SURE) for one, two in definite.contradicted(reading, statements))
        found += _but_choices([(one, two, Verdict.SURE) for one, two in verbatim.contradicted(reading, statements)])
        found += ((one, two, Verdict.SURE) for one, two in recap.contradicted(reading, statements, params.recaps))
    known = reading.rulebook.derived(f"{rule.id} topics", lambda _: topics.known(tables, params.topics))
    of_topics = [*topics.contradicted(reading, tables, known, reading.hits(rule, "topics"))]
    alike = twins.alike(
        [(one, two) for one, two, _ in (*found, *of_topics)],
        lambda one: recap.is_headed(reading.page, one, params.recaps),
    )
    told = [(*pair, False) for pair in _once(found)] + [(one, two, Verdict.SURE, topic.dose) for one, two, topic in of_topics]
    candidates = [
        _candidate(params, reading, one, two, weight, is_dose=is_dose)
        for one, two, weight, is_dose in told
        if twins.parting(one, two) not in alike
    ]
    for given, dose, wanted in dose_table.contradicted(reading):
        one, two = (compared.statement(reading, tables, [quantity]) for quantity in (given, dose))
        candidates.append(_candidate(params, reading, one, two, Verdict.SURE, wanted))
    candidates += [
        _of_times(reading.page, *places) for places in clock_times.contradicted(reading, reading.hits(rule, "clock"))
    ]
    yield from without_overlaps(candidates)


def _once(found: list[tuple[Statement, Statement, Verdict]]) -> list[tuple[Statement, Statement, Verdict]]:
    """Pairs of which two say one thing, once: `1 drop, 4 times a day` and `2 times a day` differ in the rhythm alone.

    The rhythm says it by itself where it is a quantity; of `5 mg twice a day` the dose and the rhythm are shown.
    """
    of_doses = {_sentences(pair) for pair in found if pair[2] == Verdict.OFTEN}
    kept = [pair for pair in found if not (_is_in_words(pair[1].quantity) and _sentences(pair) in of_doses)]
    told = {_sentences(pair) for pair in kept if pair[2] != Verdict.OFTEN}
    return [pair for pair in kept if pair[2] != Verdict.OFTEN or _sentences(pair) not in told]


def _is_in_words(quantity: Quantity) -> bool:
    """Whether it is a rhythm that no unit measures: `twice a day`."""
    return quantity.dimension == "times/time" and not quantity.has_unit


def _sentences(pair: tuple[Statement, Statement, Verdict]) -> tuple[int, int]:
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


def _contradictions(reading: Reading, statements: list[Statement]) -> Iterator[tuple[Statement, Statement, Verdict]]:
    """Pairs that contradict each other. Where one thing has three values or more, they are a list of choices, not a slip."""
    found = [
        (one, two, weight)
        for number, two in enumerate(statements)
        for one in statements[:number]
        if (weight := verdict(reading, one, two))
    ]
    said: set[int] = set()
    for one, two, weight in _but_choices(found):
        if two.quantity.start not in said:
            said.add(two.quantity.start)
            yield one, two, weight


def _but_choices(found: list[tuple[Statement, Statement, Verdict]]) -> Iterator[tuple[Statement, Statement, Verdict]]:
    """The pairs of which neither value stands against several others."""
    against_start: dict[int, set[float]] = {}
    for one, two, _ in found:
        against_start.setdefault(one.quantity.start, set()).add(two.quantity.value)
        against_start.setdefault(two.quantity.start, set()).add(one.quantity.value)
    for pair in found:
        if max(len(against_start[statement.quantity.start]) for statement in pair[:2]) < _CHOICES:
            yield pair


def _candidate(
    params: Params,
    reading: Reading,
    one: Statement,
    two: Statement,
    weight: Verdict,
    wanted: str | None = None,
    *,
    is_dose: bool = False,
) -> Candidate:
    """`wanted` is given for doses: what the first comes to, where that is not only another unit."""
    page, a, b = reading.page, one.quantity, two.quantity
    is_dose = (
        is_dose
        or wanted is not None
        or reading.doses.has(b)
        or (compared.is_rhythm(page, b) and reading.doses.are_about(b.start, strict=True))
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
        severity="suggestion" if weight == Verdict.CHECK else params.doses or None if is_dose else None,
        related=(Place(a_start, a_end, f"‘{said}’ here"),),
        context=frozenset({"dose"}) if is_dose and weight != Verdict.CHECK else frozenset(),  # what is not sure is no error
    )


def _span(page: Page, statement: Statement) -> tuple[int, int]:
    """A quantity with what limits it and how often it is taken: `no more than 4,000 mg every 6 hours`."""
    quantity = statement.quantity
    start = quantity.comparator_start if quantity.comparator_start >= 0 else quantity.start
    return start, quantity.end if compared.is_rhythm(page, quantity) else max(quantity.end, statement.often_end)
