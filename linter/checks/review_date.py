"""When the page was last reviewed: no date, a date too long ago, a date that has not come yet."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Literal

import msgspec

from linter.checks import Candidate

if TYPE_CHECKING:
    from linter.reading import Reading
    from linter.rulefile import Rule


class Params(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, rename="kebab"):
    """`months` is how old a review may be."""

    find: Literal["missing", "stale"]
    months: int = 36


class Stated(msgspec.Struct, frozen=True):
    """A review date as the page states it: the last day it can mean (None: it is ambiguous), and where it stands."""

    day: date | None
    start: int | None
    end: int | None


_MONTHS = {
    name: number
    for number, names in enumerate(
        ("january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug", "september sep sept",
         "october oct", "november nov", "december dec"), 1)
    for name in names.split()
}  # fmt: skip
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_LEAD = (
    r"\b(?:(?:last|page|content|medically|clinically|date|most recently|next)[ -]+)*(?:reviewed|updated|checked|revised|review date|review|revision|medical review|page last reviewed|last review|last update|date of (?:last )?(?:review|revision|issue))"
    r"(?: (?:on|in|by [^:\d\n]{2,60}?|date|completed|due))*[: ,-]+(?:on |in )?"
)
_DATE = (
    rf"(?P<date>(?P<iso>\d{{4}}-\d{{1,2}}-\d{{1,2}})|(?P<dmy>\d{{1,2}}(?:st|nd|rd|th)? (?:{_MONTH})\.?,? \d{{4}})"
    rf"|(?P<mdy>(?:{_MONTH})\.? \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}})|(?P<my>(?:{_MONTH})\.?,? \d{{4}})"
    r"|(?P<num>\d{1,2}[/.]\d{1,2}[/.]\d{2,4})|(?P<mn>\d{1,2}/\d{4})|(?P<y>(?:19|20)\d\d))"
)


@lru_cache(maxsize=1)
def _pattern() -> Any:
    import re2

    return re2.compile(rf"(?im)(?P<lead>{_LEAD}){_DATE}")


def stated(reading: Reading) -> Stated | None:
    """The page's review date: the front matter's, else the first ‘Last reviewed’ in the text."""
    if reading.front.facts.reviewed:
        return Stated(reading.front.facts.reviewed, None, None)
    for match in _pattern().finditer(reading.page.folded):
        if "next" in match["lead"].lower() or "due" in match["lead"].lower():
            continue
        start, end = match.span(match.re.groupindex["date"])
        return Stated(_day(match), start, end)
    return None


def _day(match: Any) -> date | None:
    """The last day that a written date can mean; None where day and month cannot be told apart."""
    try:
        if match["iso"]:
            return date(*(int(part) for part in match["iso"].split("-")))
        if match["y"]:
            return date(int(match["y"]), 12, 31)
        if match["mn"]:
            month, year = match["mn"].split("/")
            return _month_end(int(year), int(month))
        if match["num"]:
            first, second, year = (int(part) for part in match["num"].replace(".", "/").split("/"))
            year += 2000 if year < 100 else 0
            if first > 12 or second > 12 or first == second:
                return date(year, min(first, second) if first != second else first, max(first, second))
            return None
        words = match["date"].lower().replace(",", " ").replace(".", " ").split()
        month = next(_MONTHS[word] for word in words if word in _MONTHS)
        numbers = [int(digits) for word in words if (digits := word.rstrip("sthndr")).isdigit()]
        return date(numbers[1], month, numbers[0]) if len(numbers) > 1 else _month_end(numbers[0], month)
    except (ValueError, StopIteration):
        return None


def _month_end(year: int, month: int) -> date:
    following = date(year + month // 12, month % 12 + 1, 1)
    return date.fromordinal(following.toordinal() - 1)


def _age(day: date, today: date) -> int:
    """Whole months from a day to today."""
    return (today.year - day.year) * 12 + today.month - day.month - (today.day < day.day)


def check(rule: Rule, params: Params, reading: Reading) -> Iterator[Candidate]:
    """At most one candidate: on the date where it stands in the text, else about the page."""
    found = stated(reading)
    if params.find == "missing":
        if found is None and reading.page.blocks:
            yield Candidate()
        return
    if found is None:
        return
    if found.day is None:
        yield Candidate(start=found.start, end=found.end, values={"value": "This date can be read in two ways."})
    elif (age := _age(found.day, reading.today)) >= params.months:
        yield Candidate(
            start=found.start,
            end=found.end,
            values={"value": f"The last review was {age} months ago (the limit is {params.months})."},
        )
    elif found.day.replace(day=1) > reading.today:
        yield Candidate(start=found.start, end=found.end, values={"value": "This review date has not come yet."})
