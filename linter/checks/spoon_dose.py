"""Checks amounts of medicine in spoons, caps and droppers, which hold what they hold."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache
from typing import Any

from linter.checks import Candidate
from linter.checks.quantity import is_verbatim
from linter.language.quantities import Quantity
from linter.model import Model
from linter.page import Page
from linter.reading import Reading
from linter.search.hits import Scan
from linter.store.regexes import regex

FIELDS = ("want", "why")  # of the rule's message


class Params(Model, frozen=True, kw_only=True):
    """`millilitres` names the units with what they hold, 0 where nobody knows. `patterns` mark a spoon with no number.

    `medicine` are words that show an amount of medicine on a page about something else; `food` is what else spoons measure.
    """

    millilitres: dict[str, float]
    patterns: tuple[str, ...]
    medicine: tuple[str, ...]
    food: tuple[str, ...]


def scans(params: Params, lexicon: Any) -> dict[str, Scan]:
    """Spoons with no number, and words of medicine."""
    return {"find": Scan(patterns=params.patterns), "medicine": Scan(params.medicine, (r"\b<medicine>\b",))}


def check(rule: Any, params: Params, reading: Reading) -> Iterator[Candidate]:
    """A candidate for each dose by the spoon, in order of place. One that says the millilitres too has the context `metric`."""
    page = reading.page
    found: list[tuple[int, int, Quantity | None]] = [
        (q.start, q.end, q) for q in page.quantities if q.unit.partition("/")[0] in params.millilitres
    ]
    taken = {start for start, _, _ in found}
    found += [(hit.start, hit.end, None) for hit in reading.hits(rule) if hit.start not in taken]
    found.sort(key=lambda place: place[:2])
    done = -1
    for start, end, quantity in found:
        if start < done or not _is_dose(rule, params, reading, start, end):
            continue
        done = end
        want = _millilitres(quantity, params) if quantity is not None else ""
        said = _says_millilitres(page, start, end)
        edit = want if want and quantity and "/" not in quantity.unit and not said and is_verbatim(page, start, end) else None
        yield Candidate(
            start=start,
            end=end,
            values={"why": f" (‘{page.text[start:end]}’ is {want})" if want and not said else "", "want": want},
            suggestion=want or None,
            edit=edit,
            context=frozenset({"dose", "metric"} if said else {"dose"}),
        )


_DOSED = regex(r"\b(?:give|take)\b[^.!?]{0,60}\b(?:times a day|every (?:\d+|four|six|eight) hours)\b")


def _is_dose(rule: Any, params: Params, reading: Reading, start: int, end: int) -> bool:
    page = reading.page
    food = _food(params.food)
    sentence = page.sentences[page.sentence_at(start)]
    if food.match(page.lower, end, min(end + 60, sentence.end)) or food.search(
        page.lower, max(sentence.start, start - 24), start
    ):
        return False
    if reading.page_type.name in ("medicine", "supplement"):
        return True
    if page.lower.endswith(": ", 0, start) and reading.medicines_in(sentence.start, start):  # lactulose: two spoonfuls
        return True
    if reading.medicines and _DOSED.search(page.lower, sentence.start, sentence.end):
        return True
    if food.search(page.lower, max(sentence.start, start - 300), min(sentence.end, end + 300)):
        return False
    first = max(page.sentence_at(start) - 1, 0)
    near = page.sentences[first].start if page.sentences[first].block == sentence.block else sentence.start
    hits = reading.hits(rule, "medicine")
    at = bisect_left(hits, near, key=lambda hit: hit.start)
    if at < len(hits) and hits[at].end <= sentence.end:
        return True
    # Give 15 mg for each kg; that is 1 teaspoon.
    first, stop = (bisect_left(page.quantities, place, key=lambda quantity: quantity.start) for place in (near, start))
    return any(quantity.unit.partition("/")[0] == "mg" for quantity in page.quantities[first:stop])


@cache
def _food(words: tuple[str, ...]) -> re.Pattern[str]:
    return regex(
        rf"\.?(?: \([^()]{{0,20}}\))?[ -]?(?:(?:full )?of )?(?:(?!or |and |in |into |the medicine|with )[a-z]+ ){{0,2}}"
        rf"\b(?:{'|'.join(words)})\b"
    )


def _says_millilitres(page: Page, start: int, end: int) -> bool:
    """Whether the same stands beside it in millilitres: `5 mL (1 teaspoon)`, `1 teaspoon (5 mL)`."""
    at = bisect_left(page.quantities, start, key=lambda quantity: quantity.start)
    for quantity in page.quantities[max(at - 1, 0) : at + 2]:
        gap = max(quantity.start - end, start - quantity.end)
        if quantity.unit.partition("/")[0] in ("mL", "L") and 0 <= gap <= 12:
            return True
    return False


def _millilitres(quantity: Quantity, params: Params) -> str:
    held = params.millilitres[quantity.unit.partition("/")[0]]
    if not held:
        return ""
    ends = [end * held for end in dict.fromkeys((quantity.low, quantity.high))]
    if any(abs(end - round(end, 2)) > 1e-6 for end in ends):  # an eighth of a teaspoon: a rounded dose is another dose
        return ""
    return f" {quantity.joint} ".join(f"{round(end, 2):g}" for end in ends) + " mL"
