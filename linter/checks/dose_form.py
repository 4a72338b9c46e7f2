"""Checks doses whose unit cannot measure the medicine: mL of tablets, tablets of syrup, a dose in km, tablets to inject."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from linter.checks import Candidate, fill
from linter.language import surroundings
from linter.language.quantities import Quantity
from linter.model import Model
from linter.page import Kind, Page
from linter.reading import Reading
from linter.store.regexes import regex


class Form(Model, frozen=True, kw_only=True):
    """A form of medicine: the words for it, what cannot measure it, and the most grams that one can hold.

    `wrong-as-part` cannot measure a part of it: `each 5 mg of suspension contains`.
    """

    words: tuple[str, ...]
    wrong: tuple[str, ...] = ()
    wrong_as_part: tuple[str, ...] = ()
    wrong_units: tuple[str, ...] = ()
    most_grams: float = 0.0


class Way(Model, frozen=True, kw_only=True):
    """A way to take a medicine: its verbs, and what nobody can take so.

    `wrong` holds dimensions; `wrong-units` units. `wrong-if-often` is wrong only where a time or the end follows: `take 5 km
    daily`; `wrong-by-the-day` where how often follows and the verb stands anywhere before: `take it with food, 5 mmHg a day`.
    """

    verbs: tuple[str, ...]
    wrong: tuple[str, ...] = ()
    wrong_if_often: tuple[str, ...] = ()
    wrong_by_the_day: tuple[str, ...] = ()
    wrong_units: tuple[str, ...] = ()


FIELDS = ("why",)  # of the rule's message


class Params(Model, frozen=True, kw_only=True):
    """`forms` and `ways` are the table; `never` holds the dimensions and units in which no medicine is measured: `3 mm of
    melatonin`. `often` are the words after an amount that show a dose, `by-the-day` those that say how often. `say-…` is the
    message's {why}."""

    forms: dict[str, Form]
    ways: dict[str, Way]
    never: tuple[str, ...]
    often: tuple[str, ...]
    by_the_day: tuple[str, ...]
    say_form: str
    say_way: str
    say_much: str


def check(rule: Any, params: Params, reading: Reading) -> Iterator[Candidate]:
    """A candidate for each amount that cannot be: with the form behind it, or the verb alone."""
    page = reading.page
    medicines = {hit.start: hit for hit in reading.names("medicine")}
    in_tables = dict(_in_tables(params, page))
    for quantity in page.quantities:
        form = _form(params, page.lower, quantity) or in_tables.get(quantity.start)
        if form is not None:
            end, word, say = form
        else:
            of = _OF.match(page.lower, quantity.end)
            named = medicines.get(of.end()) if of is not None else None
            verb = _way(params, page.lower, quantity, is_medicine=named is not None)
            if verb is not None:
                end, word, say = quantity.end, verb, params.say_way
            elif named is not None and not {quantity.dimension, quantity.unit}.isdisjoint(params.never):
                end, word, say = named.end, page.lower[named.start : named.end], params.say_form
            else:
                continue
        unit = quantity.form or quantity.unit
        yield Candidate(
            start=quantity.start,
            end=end,
            values={"why": fill(say, {"value": quantity.text, "unit": unit, "noun": word})},
            context=frozenset({"dose"}),
        )


_OF = regex(r" of (?:the |this |your )?")

# Words between an amount and its form; none that begins something new.
_BETWEEN = (
    r"[ -](?:of )?(?:(?!(?:with|and|or|after|before|then|into|in|from|for|per|to|using|by|on|if|a|an|at|when|as|is|are|was|x|"
    r"of|twice|once|daily|every|each|without|while|plus|than|syringe|bottle|sample|dose|doses)\b)[a-z]+[ -]){0,2}?"
    r"(?:(?:from|of) (?:the |this |your )?)?"
)


@cache
def _form_that_is(words: tuple[str, ...]) -> re.Pattern[str]:
    return regex(rf"\b((?:{'|'.join(words)})) (?:are|is) (?:about )?$")


_HOLDING = regex(r"\b(?:contains?|delivers?|gives?|has|holds?|provides?)(?: you)?(?: about| around)? $")


@cache
def _form_that_holds(words: tuple[str, ...]) -> re.Pattern[str]:
    return regex(rf"\b(?:each|every|one) (?:[a-z-]+ ){{0,2}}?((?:{'|'.join(words)})) {_HOLDING.pattern}")


@cache
def _form_pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    return regex(rf"{_BETWEEN}((?:{'|'.join(words)})\b)")


def _form(params: Params, lower: str, quantity: Quantity) -> tuple[int, str, str] | None:
    """Where a form ends that the unit before it cannot measure, the form, and what to say."""
    if quantity.dimension == "volume" and _IS_WHOLE.match(lower, quantity.end):  # your tablets are 40 mL each
        before = lower[max(quantity.start - 30, 0) : quantity.start]
        for form in params.forms.values():
            if "volume" in form.wrong and (is_it := _form_that_is(form.words).search(before)):
                return quantity.end, is_it[1], params.say_form
    before = lower[max(quantity.start - 60, 0) : quantity.start]
    if quantity.dimension == "volume" and (quantity.si_value or 0.0) > _MOST_HELD and _HOLDING.search(before):
        for form in params.forms.values():  # each softgel has 1,000 mL of fish oil
            if "volume" in form.wrong and (holds := _form_that_holds(form.words).search(before)):
                return quantity.end, holds[1], params.say_form
    if lower[quantity.end : quantity.end + 1] not in (" ", "-") or "/" in quantity.unit:
        return None
    ahead = lower[quantity.end : quantity.end + 60].split("\n", 1)[0]
    for form in params.forms.values():
        match = _form_pattern(form.words).match(ahead)
        if match is None:
            continue
        end = quantity.end + match.end(1)
        if form.most_grams and quantity.dimension == "length" and (quantity.si_value or 0.0) < _LONGEST:
            continue
        if quantity.dimension in form.wrong or quantity.unit in form.wrong_units:
            return end, match[1], params.say_form
        if quantity.dimension in form.wrong_as_part and _is_part(lower, quantity.start, end):
            return end, match[1], params.say_form
        # `500 g tablets`, but `500 g of tablets` is a heap of them
        grams = (quantity.si_value or 0.0) * 1000 if quantity.dimension == "mass" else 0.0
        if form.most_grams and grams > form.most_grams and " of " not in match[0]:
            return end, match[1], params.say_much
    return None


_MOST_HELD = 5e-6  # m³: a soft capsule may hold a few mL
_LONGEST = 0.05  # m: a tablet may be 2 cm long
_IS_WHOLE = regex(r"(?: each)?(?:[.,;]|$|\n)")
_SOLID = ("mass", "activity")
_MOST_ARE = 2  # amounts of a column that are weights, from which on one that is none stands out


def _in_tables(params: Params, page: Page) -> Iterator[tuple[int, tuple[int, str, str]]]:
    """Amounts that the form over their table cannot hold, among others that it can: `1,500 mL` of what two capsules hold.

    Each by its start, with what `_form` gives.
    """
    columns: dict[tuple[int, int], list[Quantity]] = {}
    for quantity in page.quantities:
        block = page.blocks[quantity.block]
        if block.kind is Kind.CELL and quantity.start == block.start and block.row:
            columns.setdefault((block.group, block.column), []).append(quantity)
    for cells in columns.values():
        others = [q for q in cells if q.dimension not in _SOLID]
        if not others or len(cells) - len(others) < max(_MOST_ARE, len(others) + 1):
            continue
        over = f"{surroundings.heading(page, cells[0].block)} {surroundings.column_head(page, cells[0].block)}"
        named = [(form, found) for form in params.forms.values() if (found := _named(form.words).search(over))]
        if len(named) == 1:
            (form, found) = named[0]
            yield from ((q.start, (q.end, found[0], params.say_form)) for q in others if q.dimension in form.wrong)


@cache
def _named(words: tuple[str, ...]) -> re.Pattern[str]:
    return regex(rf"\b(?:{'|'.join(words)})\b")


_EACH = regex(r"\b(?:each|every)(?: one)? $")
_HOLDS = regex(r" (?:contains?|gives|has|holds|provides)\b")
_MEASURED = regex(r" (?:in|into|using|with) (?:an?|the|your) (?:[a-z]+ ){0,2}(?:cup|dropper|spoon|syringe)\b")
_FILLS = regex(
    r"\b(?:draw(?:ing)? up|fill (?:an?|the|your) (?:[a-z]+ ){1,3}with|measure(?: out)?|pour(?: out)?|squirt(?: in)?) $"
)


def _is_part(lower: str, start: int, end: int) -> bool:
    """Whether an amount is the part that a strength is given for, or that is poured: each 5 mL of syrup holds."""
    if _FILLS.search(lower, max(start - 60, 0), start) or _MEASURED.match(lower, end):
        return True
    return bool(_EACH.search(lower, max(start - 12, 0), start) and _HOLDS.match(lower, end))


_AFTER_VERB = (
    r"(?: (?:about|around|up to|only|just|another|at least|at most|no more than|your child|your baby|the child|him|her|them|it|"
    r"yourself|a dose of|one|two|in))*$"
)


@cache
def _verbs(verbs: tuple[str, ...], *, anywhere: bool = False) -> re.Pattern[str]:
    after = r"\b" if anywhere else _AFTER_VERB
    return regex(rf"\b({'|'.join(verbs)}){after}")


@cache
def _often(words: tuple[str, ...]) -> re.Pattern[str]:
    return regex(rf"(?:[.;!)]|,? ?$|\n|,? (?:{'|'.join(words)})\b)", re.MULTILINE)


def _way(params: Params, lower: str, quantity: Quantity, *, is_medicine: bool) -> str | None:
    """The verb before an amount that nobody can take so. `is_medicine` says that one is named after it: 5 kg of paracetamol."""
    until = quantity.comparator_start if quantity.comparator_start >= 0 else quantity.start
    dimension = quantity.dimension.partition("/")[0]
    for way in params.ways.values():
        is_wrong = quantity.dimension in way.wrong
        if is_wrong or quantity.dimension in way.wrong_if_often or quantity.unit in way.wrong_units:
            match = _verbs(way.verbs).search(_clause(lower, until, 40).rstrip())
            if match and (is_wrong or is_medicine or _often(params.often).match(lower, quantity.end)):
                return match[1]
        if dimension in way.wrong_by_the_day:
            match = _verbs(way.verbs, anywhere=True).search(_clause(lower, until, 160))
            if match and _by_the_day(params.by_the_day).search(lower[quantity.unit_start : quantity.end + 24]):
                return match[1]
    return None


def _clause(lower: str, until: int, reach: int) -> str:
    """What stands before a place, in its block and sentence."""
    return lower[max(until - reach, 0) : until].rsplit("\n", 1)[-1].rsplit(". ", 1)[-1]


@cache
def _by_the_day(words: tuple[str, ...]) -> re.Pattern[str]:
    return regex(rf"^\S+ (?:{'|'.join(words)})\b")
