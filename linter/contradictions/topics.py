"""Whether a page gives two values for one thing that its rule knows: how long to fast, how long an opened pen keeps.

Two sentences may say it in words that share nothing: `you must fast for 12 hours`, and further on `if you have not eaten for 8
hours, we can still do the test`. What a topic's patterns find is one thing, whatever the words; what stands beside must agree.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from itertools import combinations
from operator import attrgetter
from typing import Literal, TypeAlias

import msgspec

from linter.contradictions import compared
from linter.contradictions.apart import OTHERWISE, are_of_others, are_titled_otherwise, is_other_scale, share_medicine
from linter.language import clauses, conversions, numerals, surroundings
from linter.language.qualifiers import Tables
from linter.language.quantities import Quantity
from linter.language.statements import Statement
from linter.model import Model
from linter.page import PROSE, Kind, Page
from linter.reading import Reading
from linter.search.hits import Hit, Scan
from linter.store.regexes import regex

_TWO = 2  # values: more are a list of choices
_MOST = 80  # places of one topic that are compared with each other
_REACH = 50  # characters of a case
_SAME = 0.05  # of the larger value
_OTHERWISE = regex(
    rf"\b(?:{OTHERWISE}|after that|altogether|at first|being told|both|covered|(?:for|in|over) the first(?! (?:time|use))"
    r"|in (?:all|total)|no longer|or (?:longer|more|until)|plastic|pool|sweat\w*|swim(?:ming)?|then"
    r"|waterproof|(?:day|month|week)s? \d+)\b"
)
_IN_TURN = regex(r"(?:after (?:that|this)|afterwards?|at first|later|next),|then\b")  # one after the other
_CASE = regex(r"\b(?<!ask )(?<!asks )(?<!even )(?<!from )(?:if|in case|when|whenever)\b(?! you like)")
_CASE_END = regex(r"[,;:]")
_NEXT_ITEM = regex(r", (?!(?:only |or )?(?:if|in case|unless|when|whenever)\b)")
_FRONTED = regex(r"(?:if|in case|when|whenever)\b[^,;:]*,")
_FOR = regex(r"\b(?:after|before|for|in|until|with) (?:an?|any|her|his|our|the|their|your)\b")  # which one of several
_CLAUSE_END = regex(r"[.:;!?](?!\d)|, (?:and|as|because|but|so|then|which|you) | - ")
_WORD = regex(r"[a-z]+")
_ITSELF = frozenset(map(clauses.stem, ("appointment", "long", "procedure", "test", "visit")))  # what the page is about
_WEIGHT = frozenset(["weight"])
_UNITS = frozenset(["length", "mass", "temperature", "time", "volume"])


class Topic(Model, frozen=True, kw_only=True):
    """`find` are patterns of what says one thing, each with its value in it. `of` is the dimension of the value (time, mass),
    or the words for what is counted (doses, times).

    `beside` is what two places may say beside it: `any` thing, where a page has one value; `alike`, where a word is the same or
    one says nothing; `shared`, where a word is the same, such as a test's name. `dose` says that it is a dose, or how often one
    is taken.
    """

    of: tuple[str, ...]
    find: tuple[str, ...]
    beside: Literal["alike", "any", "shared"] = "alike"
    dose: bool = False


class _Said(msgspec.Struct, frozen=True):
    """What a page says of a topic in one place: the least and the most that it may be, the stems of what else its clause says,
    its case (if …), and the stems of what may say of which one it speaks (after the …)."""

    statement: Statement
    low: float
    high: float
    beside: frozenset[str]
    case: str
    which: frozenset[str]


def scan(topics: dict[str, Topic]) -> Scan:
    """What finds the places that speak of topics."""
    return Scan(patterns=tuple(pattern for topic in topics.values() for pattern in topic.find))


Known: TypeAlias = list[tuple[Topic, frozenset[str]]]


def known(tables: Tables, topics: dict[str, Topic]) -> Known:
    """All topics in order, each with the stems of its patterns, which tell nothing apart."""
    return [(topic, frozenset(tables.stems(" ".join(_WORD.findall(" ".join(topic.find)))))) for topic in topics.values()]


def contradicted(
    reading: Reading, tables: Tables, topics: Known, hits: list[Hit]
) -> Iterator[tuple[Statement, Statement, Topic]]:
    """The earlier of two values for one thing, and the later, with what it is; `hits` are those of `scan`."""
    of_pattern = [number for number, (topic, _) in enumerate(topics) for _ in topic.find]
    by_topic: dict[int, list[Hit]] = {}
    for hit in hits:
        by_topic.setdefault(of_pattern[hit.item], []).append(hit)
    for number, of_topic in by_topic.items():
        topic, own = topics[number]
        if not 1 < len(of_topic) <= _MOST:
            continue
        places: dict[int, _Said] = {}  # by sentence
        for hit in of_topic:
            if (said := _said(reading, tables, topic, own, hit)) is not None:
                places.setdefault(said.statement.sentence, said)
        if len({(said.low, said.high) for said in places.values()}) != _TWO:
            continue
        for one, two in combinations(places.values(), 2):
            if not _agree(one, two) and _is_one_thing(reading, one, two, topic.beside):
                yield one.statement, two.statement, topic
                break


def _said(reading: Reading, tables: Tables, topic: Topic, own: frozenset[str], hit: Hit) -> _Said | None:
    """What a hit says; `own` are the stems of the topic's patterns, which tell nothing apart."""
    page = reading.page
    quantity = _value(page, topic.of, hit)
    if quantity is None or page.blocks[quantity.block].kind not in PROSE:
        return None
    sentence = page.sentences[page.sentence_at(hit.start)]
    said = page.lower[sentence.start : sentence.end]
    first, last = hit.start - sentence.start, hit.end - sentence.start
    begin = max((match.end() for match in _CLAUSE_END.finditer(said, 0, max(first, 0))), default=0)
    end = _CLAUSE_END.search(said, last)
    clause = said[begin : end.start() if end else len(said)]
    lead = surroundings.lead_in(page, quantity.block)
    lead = lead[max(lead.rfind(mark) for mark in ".?!") + 1 :] if lead.endswith(":") else ""
    limited = clause if quantity.dimension == "time" else clause.replace(" or more", "")
    if _OTHERWISE.search(f"{lead} {limited}") or _IN_TURN.match(said):
        return None
    statement = compared.statement(reading, tables, [quantity])
    size = conversions.factor(quantity) or 1.0
    which = _FOR.search(clause)
    fronted = _FRONTED.match(said, 0, begin)
    beside = statement.stems(clause) - own - _ITSELF
    return _Said(
        statement,
        quantity.low * size,
        quantity.high * size,
        beside,
        case=_case(f"{lead} {fronted[0] if fronted else ''} {clause}", quantity),
        which=statement.stems(which.string[which.end() :][:_REACH]) - own if which else frozenset(),
    )


def _case(text: str, quantity: Quantity) -> str:
    """What limits a clause: `if you have stitches`; no case that is the value itself: `when 16 weeks are up`."""
    at = text.find(quantity.text.lower())
    if item := _NEXT_ITEM.search(text, at) if at >= 0 else None:  # a fever of 101°F, burning when you urinate
        text = text[: item.start()]
    case = _CASE.search(text)
    said = _CASE_END.split(text[case.end() :], maxsplit=1)[0] if case else ""
    return "" if quantity.text.lower() in said else said[:_REACH]


def _value(page: Page, of: tuple[str, ...], hit: Hit) -> Quantity | None:
    """The last quantity of a dimension in a hit, or its number of what is counted: 4 doses."""
    if not _UNITS.isdisjoint(of):
        of_hit = [q for of_kind in (page.spans, page.quantities) for q in _between(of_kind, hit)]  # a fortnight, 2 weeks
        return next((q for q in reversed(of_hit) if q.dimension in of), None)
    for word in of:
        at = page.lower.rfind(f" {word}", hit.start, hit.end)
        start = page.lower.rfind(" ", 0, at) + 1
        number = numerals.read(page.folded, page.lower, start) if at > 0 else None
        if number is not None and number.end == at:
            end, value = at + 1 + len(word), number.value
            block = page.block_at(start)
            return Quantity.of_number(page.text[start:end], start, end, value, value, word, f"count of {word}", block)
    return None


def _between(quantities: list[Quantity], hit: Hit) -> list[Quantity]:
    """Those that begin in a hit; all are in order."""
    first, stop = (bisect_left(quantities, place, key=attrgetter("start")) for place in (hit.start, hit.end))
    return quantities[first:stop]


def _agree(one: _Said, two: _Said) -> bool:
    """Whether both values can be right: they overlap, or one is the least or the most and the other lies beyond."""
    if one.statement.quantity.dimension == "temperature":
        return compared.agree(one.statement, two.statement) and one.statement.quantity.unit != two.statement.quantity.unit
    slack = _SAME * max(one.high, two.high)
    sides = one.statement.side, two.statement.side
    if sides[0] == sides[1] or all(sides):
        return one.low <= two.high + slack and two.low <= one.high + slack
    bound, value = (one, two) if sides[0] else (two, one)
    if bound.statement.side == "more":
        return value.high >= bound.low - slack
    return value.low <= bound.high + slack


def _is_one_thing(reading: Reading, one: _Said, two: _Said, beside: str) -> bool:
    """Whether nothing tells two places apart: for whom, in which case, of which medicine or test."""
    a, b = one.statement, two.statement
    if a.quantity.block == b.quantity.block:  # one after the other: of two things
        return False
    blocks = reading.page.blocks[a.quantity.block], reading.page.blocks[b.quantity.block]
    if blocks[0].kind is blocks[1].kind is Kind.CELL and blocks[0].group == blocks[1].group:  # rows are cases
        return False
    if is_other_scale(a.quantity, b.quantity) or are_of_others(reading.page, a, b) or are_titled_otherwise(reading.page, a, b):
        return False
    if (
        one.case != two.case
        or not compared.are_for_the_same(_groups_of(a), _groups_of(b), adults=True)
        or (one.which and two.which and one.which.isdisjoint(two.which))
    ):
        return False
    if (a.label and b.label and a.label != b.label) or (a.names and b.names and a.names.isdisjoint(b.names)):
        return False
    mine, theirs = (compared.medicines_of(reading, s) for s in (a, b))
    if (mine and theirs and not share_medicine(mine, theirs)) or (a.numbers - b.numbers and b.numbers - a.numbers):
        return False
    if beside == "any" or one.beside & two.beside or one.beside == two.beside:
        return True
    return beside == "alike" and not (one.beside and two.beside)


def _groups_of(statement: Statement) -> frozenset[str]:
    """Whom a value is for; a weight is of nobody else."""
    return compared.groups_of(statement) - (_WEIGHT if statement.quantity.dimension == "mass" else frozenset())
