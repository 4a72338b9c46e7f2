"""When the page was last reviewed: no date, a date too long ago, a date that has not come yet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Literal

import msgspec

from linter.checks import Candidate
from linter.model import Model
from linter.page import Kind
from linter.store.regexes import compiled

if TYPE_CHECKING:
    from linter.reading import Reading
    from linter.rulefile import Rule

FIELDS = ("value",)  # of the rule's message


class Params(Model, frozen=True, kw_only=True):
    """`months` is how old a review may be."""

    find: Literal["missing", "stale"]
    months: int = 36


NO_OPTIONS = ("find",)


class Stated(msgspec.Struct, frozen=True):
    """A review date as the page states it: the first and the last day it can mean (None: ambiguous), and where it stands, in
    the text or on a line of the front matter.
    """

    first: date | None
    day: date | None
    start: int | None = None
    end: int | None = None
    line: int = 0


_MONTHS = {
    name: number
    for number, names in enumerate(
        ("january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
         "september sep sept", "october oct", "november nov", "december dec"), 1)
    for name in names.split()
}  # fmt: skip
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_DONE = "reviewed|updated|checked|revised|modified|edited|amended|verified"
_GONE_OVER = (
    "last (?:brought up to date|read(?: through)?|(?:gone|went) (?:over|through)(?: it| this(?: page| leaflet| sheet)?)?"
    "|looked (?:at|over|through)(?: it)?)"
)
_STAMP = r"\b(?:rev[.:]{0,2}|approved by [^:.\d\n]{2,60}?,)"
_LEAD = (
    r"\b(?:(?:last|page|content|medically|clinically|date|most recently|next)[ -]+)*"
    rf"(?:{_DONE}|{_GONE_OVER}|review date|review|revision|medical review|page last reviewed|last review|last update|last check"
    r"|(?:current|correct|accurate|up[- ]to[- ]date) (?:as of|as at|at|on)"
    r"|date of (?:last |latest )?(?:review|revision|update|issue))"
    r"(?: (?:on|in|as of|by [^:\d\n]{2,60}?|date|completed|due))*[:|]?[: ,\n|-]+(?:on |in )?"
    # The small print of a form: Rev. 03/2026, Approved by Patient Education, 3/2026
    rf"|{_STAMP} ?"
    # Medical review: Ana Ruiz, MD, March 2026
    r"|\b(?:clinical|medical) review(?:ed by|er)?:? [\w.'-]+(?: [\w.'-]+){0,3},(?: [a-z.]{2,8},){0,2} "
)
_DATE = (
    rf"(?P<date>(?P<iso>\d{{4}}-\d{{1,2}}-\d{{1,2}})|(?P<dmy>\d{{1,2}}(?:st|nd|rd|th)? (?:{_MONTH})\.?,? \d{{4}})"
    rf"|(?P<mdy>(?:{_MONTH})\.? \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}})|(?P<my>(?:{_MONTH})\.?,? \d{{4}})"
    r"|(?P<num>\d{1,2}[/.]\d{1,2}[/.]\d{2,4})|(?P<mn>\d{1,2}/(?:\d{4}|\d\d)\b)"
    r"|(?P<y>(?:(?:spring|summer|autumn|fall|winter),? )?(?:19|20)\d\d))"
)


_LEAD_AND_DATE = rf"(?im)(?P<lead>{_LEAD}){_DATE}"


# “Your tablets will be reviewed in May”: what is reviewed is not the page.
_OTHER = r"(?i)\b(?:be|been|being|is|are|was|were) (?:\w+ )?$"
_PAGE = (
    r"(?i)\b(?:page|leaflet|content|information|article|fact ?sheet|guide|booklet|document|website|site|topic|text|this|it)\b"
)
# “Cochrane review, 2013”, “(NHS guideline, updated 2019)”: what is reviewed, or is a review, is cited.
_NOUN = r"^(?:review|revision)[^\w:]*(?:(?:in|on) )?$"
_WORD_BEFORE = r"(?i)\b[a-z'’]{2,}[ -]$"
_OWN = (
    r"(?i)\b(?:annual|clinical|code|content|document|due|editorial|edition|for|full|internal|issued?|latest|medical|next|our|of|peer"
    r"|produced|published|ref(?:erence)?|the|version|written)\b"
)
_IN_BRACKETS = r"\([^()]*\w[^()]*$"
_TO_COME = r"(?i)\b(?:will|should|must|can|may|to|shall) be (?:\w+ )?$"


# What else tells how old a page is, where it says when it is next checked: “Issued March 2026, for review March 2029”.
_ISSUED = r"(?i)\b(?:issued?|published|publication|produced|produced on|approved|version|written)\b[^.\n]{0,50}\b20\d\d\b"
_PLANNED = r"(?i)\b(?:for|due|next) $"
_PAST = rf"\b(?:last|latest|{_DONE})\b"


_KEY = r"(?i)^(?:date[-_]?)?(?:last[-_]?)?(?:content[-_]?)?(?:review|updat|revis|modifi|check)\w*(?:[-_]?(?:on|date|at))?$"


def _stated(reading: Reading, said: Sequence[tuple[Stated, bool]]) -> Stated | None:
    """The page's review date: the front matter's, else the first ‘Last reviewed’ in the text."""
    if day := reading.front.facts.reviewed:
        return Stated(day, day, line=reading.front.lines.get("reviewed", 0))
    return next((date for date, planned in said if not planned), None)


def _planned(reading: Reading, said: Sequence[tuple[Stated, bool]]) -> Stated | None:
    """The day of the next review: the front matter's, else the first that the text says."""
    if day := reading.front.facts.next_review:
        return Stated(day, day, line=reading.front.lines.get("next-review", 0))
    return next((date for date, planned in said if planned), None)


def _dates(reading: Reading) -> Iterator[tuple[Stated, bool]]:
    """The dates of reviews that the text says, each with whether that review is planned."""
    for match in compiled(_LEAD_AND_DATE).finditer(reading.page.folded):
        if _is_about_something_else(reading, match.start()):
            continue
        lead = match["lead"].lower()
        before = reading.page.folded[max(match.start() - 8, 0) : match.start()]
        is_stamp = compiled(rf"{_STAMP} ?$").match(lead) is not None
        is_day = match["mn"] and match["mn"][-3] == "/"  # `updated 3/14`
        if match["y"] if is_stamp else is_day:  # a journal: `Med Rev. 2019`
            continue
        start, end = match.span(match.re.groupindex["date"])
        day = _day(match)
        date = Stated(_first(match, day), day, start, end)
        comes = date.first is not None and date.first > reading.today
        if not comes and _is_cited(reading, match.start(), lead):
            continue
        # “Review date: June 2029” is when it is due, “Review date: June 2026” may be either.
        ahead = comes and not compiled(_PAST).search(lead)
        yield date, ahead or "next" in lead or "due" in lead or bool(compiled(_PLANNED).search(before))


def _is_about_something_else(reading: Reading, start: int) -> bool:
    """Whether the words before ‘reviewed’ say that it lies ahead, or that it is not the page that was reviewed."""
    before = reading.page.folded[reading.sentence(start).start : start]
    if compiled(_TO_COME).search(before):
        return True
    return bool(compiled(_OTHER).search(before)) and not compiled(_PAGE).search(before)


def _is_cited(reading: Reading, start: int, lead: str) -> bool:
    """Whether the words belong to a source: in a list of sources, in a link, in brackets after a name, or ‘Cochrane review’."""
    page = reading.page
    number = page.block_at(start)
    block = page.blocks[number]
    if number in page.references and (block.kind is Kind.ITEM or block.note) and block.start < start:
        return True
    if any(True for _ in page.marks_in(start, start + 1, "link")):
        return True
    before = page.folded[reading.sentence(start).start : start]
    named = compiled(_IN_BRACKETS).search(before)
    if named is None and compiled(_NOUN).search(lead):
        named = compiled(_WORD_BEFORE).search(before)
    return named is not None and not any(compiled(pattern).search(named[0]) for pattern in (_PAGE, _OWN))


def _issued(reading: Reading) -> bool:
    """Whether the text says when the page came out."""
    return bool(compiled(_ISSUED).search(reading.page.folded))


def _first(match: Any, day: date | None) -> date | None:
    """The first day that a written date can mean, where `day` is the last."""
    if day is None:
        return None
    if match["y"]:
        return day.replace(month=1, day=1)
    return day.replace(day=1) if match["my"] or match["mn"] else day


def _day(match: Any) -> date | None:
    """The last day that a written date can mean; None where day and month cannot be told apart."""
    try:
        if match["iso"]:
            return date(*(int(part) for part in match["iso"].split("-")))
        if match["y"]:
            return date(int(match["y"][-4:]), 12, 31)
        if match["mn"]:
            month, year = match["mn"].split("/")
            return _month_end(int(year) + (2000 if len(year) == 2 else 0), int(month))
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


def _unmapped(reading: Reading) -> str:
    """What to say of a key in the front matter that looks like a review date and is not mapped."""
    said = {problem.key for problem in reading.front.problems}  # what is wrong with these is another finding
    raw = reading.front.facts.raw
    key = next((key for key in raw if key not in said and compiled(_KEY).search(key) and _may_be_day(raw[key])), "")
    return (
        f' If `{key}` in the front matter is the day of the review, map it: front-matter = {{{key} = "reviewed"}}.'
        if key
        else ""
    )


def _may_be_day(value: Any) -> bool:
    """Whether a value of the front matter can be a day, as that of `reviewer` cannot."""
    return isinstance(value, str | int | date) and any(map(str.isdigit, str(value)))


def _is_unusable(reading: Reading) -> bool:
    """Whether the front matter states the day of the review, in a way that is an error of its own."""
    line = reading.front.lines.get("reviewed")
    return any(problem.is_error and problem.line == line for problem in reading.front.problems)


def _age(day: date, today: date) -> int:
    """Whole months from a day to today."""
    return (today.year - day.year) * 12 + today.month - day.month - (today.day < day.day)


def check(rule: Rule, params: Params, reading: Reading) -> Iterator[Candidate]:
    """At most one candidate: on the date where it stands, else about the page."""
    said = list(_dates(reading))
    found, due = _stated(reading, said), _planned(reading, said)
    if params.find == "missing":
        if found is None and reading.page.blocks and not (due and _issued(reading)) and not _is_unusable(reading):
            yield Candidate(values={"value": _unmapped(reading)})
        return
    if found is not None and (value := _wrong(found, params, reading.today)):
        yield Candidate(start=found.start, end=found.end, line=found.line, values={"value": value})
    elif due is not None and due.day is not None and due.day < reading.today:
        yield Candidate(start=due.start, end=due.end, line=due.line, values={"value": "The next review was due by then."})


def _wrong(found: Stated, params: Params, today: date) -> str:
    """What is wrong with the date of a review; "" where nothing is."""
    if found.day is None or found.first is None:
        return "This date can be read in two ways."
    if (age := _age(found.day, today)) >= params.months:
        return f"The last review was {age} months ago (the limit is {params.months})."
    return "This review date has not come yet." if found.first > today else ""
