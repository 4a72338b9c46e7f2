"""The chances that a page states: percentages of people, `1 in 50`, `three out of four`. What looks like one and is none (a
strength, a daily value, a frequency band of a leaflet) is left out by what stands beside it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import msgspec

from linter.language import numerals
from linter.page import PROSE, Kind
from linter.store.regexes import regex

if TYPE_CHECKING:
    from linter.page import Page


class Risk(msgspec.Struct, frozen=True):
    """How many of how many something happens to: `chance` is between 0 and 1, `out_of` is 100 for a percentage."""

    start: int
    end: int
    chance: float
    out_of: float
    percent: bool


_SMALL = "one|two|three|four|five|six|seven|eight|nine|ten"
_NUMBERS = {word: i for i, word in enumerate(_SMALL.split("|"), 1)} | {"hundred": 100, "thousand": 1000, "million": 1_000_000}
_TENS = {word: 10 * i for i, word in enumerate("ten twenty thirty forty fifty sixty seventy eighty ninety".split(), 1)}
_WHOLE = _NUMBERS | _TENS
# What tells a chance from afar, which is quick to look for, and the number that has to stand before it.
_IN = regex(
    rf" {numerals.OUT_OF}(?: every)? "
    rf"(\d{{1,3}}(?:,\d{{3}})+|\d+|{_SMALL}|{'|'.join(_TENS)}|(?:a|one) (?:hundred|thousand|million))"
    r"(?![\w%.,:/-]*\d)(?!%| ?percent|-)"
)
_BEFORE_IN = regex(
    rf"(?<![\w.,$£€-])(\d{{1,3}}(?:,\d{{3}})*|{_SMALL})"
    r"(?: (?:adults?|baby|babies|child|children|m[ae]n|patients?|people|person|wom[ae]n))?\Z"
)
_CENT = regex(r"%|per ?cent\b")
_BEFORE_CENT = regex(rf"(?<![\w.,$£€+-])(\d{{1,3}}(?:\.\d+)?|{_SMALL}|{'|'.join(_TENS)}) ?\Z")
_BEFORE = 140  # characters that say of what a percentage is
_LONGEST = 24  # characters of a number, with the people it counts

_PEOPLE = (
    r"people|persons?|patients?|women|men|girls|boys|children|babies|infants|adults|users|those|pregnancies|births|everyone|"
    r"them|us|americans|families|participants|volunteers|couples|teens|teenagers|survivors|individuals|carriers|kids|mothers|males|females|newborns|residents|smokers|toddlers"
)
_HAPPENS = (
    r"get|gets|got|have|has|had|will|may|might|feel|felt|develop|develops|developed|experience[ds]?|die|dies|died|report(?:ed)?|survive[ds]?|"
    r"bleed|come back|need|needed|return(?:ed)?|saw|see|suffer(?:ed)?|notice[ds]?|lose|lost|show(?:ed)?|recover(?:ed)?"
)
_CHANCE = "chance|risk|likelihood|probability|odds"
_ABOUT = (
    "about|around|closer to|just over|just under|roughly|up to|only|nearly|almost|approximately|over|under|less than"
    "|more than|fewer than|at least|as much as|between"
)
_AFTER_PERCENT = regex(
    r"^(?: (?:of|to|or|and|-) ?[\d.]+ ?%?)?"
    rf"(?: of(?: all| the| our| these)?(?: [a-z-]+)?(?: [a-z-]+)? (?:{_PEOPLE})\b| of (?:the )?time\b"
    r"| of (?:all |the |these |those )?(?:[a-z-]+ )?[a-z]+s"
    r" (?:become|burst|cause|clear|come|end|fail|go|heal|lead|need|return|turn)\b"
    rf"| (?:{_HAPPENS})\b| (?:[a-z]+ )?(?:{_CHANCE})\b| (?:{_PEOPLE})\b)"
)
_BEFORE_PERCENT = regex(
    rf"\b(?:{_CHANCE})s? (?:of|for|that)\b[^.;,]{{0,50}} (?:is|was|are|of|at|be)(?: [a-z]+){{0,2}} $"
    rf"|\b(?:{_CHANCE}) (?:is|was)(?: (?:{_ABOUT}))? $"
    r"|\b(?:affects?|occurs? in|happens? (?:in|to)|seen in|found in|fatal in|reported (?:in|by))"
    rf"(?: (?:{_ABOUT})){{0,2}} $"
)
# What was said of a chance just before: `with the tablets, that falls to 12%`.
_FALLS_TO = regex(
    r"\b(?:chance|in \d+|in ten|odds|of (?:every )?\d+|risk)\b[^\n]*"
    rf"\b(?:drops?|falls?|goes (?:down|up)|is cut|rises?) to(?: (?:{_ABOUT}))? $"
)
_NOT_RISK = regex(
    r"^(?: or (?:more|less|higher|lower|greater))?"
    r"(?: (?:more|less|higher|lower|greater|fewer|reduction|increase|decrease|drop|fall|rise|off|discount|daily value|dv|"
    r"solution|cream|gel|ointment|lotion|oxygen|alcohol|effective|accurate)\b"
    r"| of (?:your|the|their|its|total|daily)\b(?! (?:\w+ )?(?:people|patients|women|men|children|time)))"
)
_RELATIVE_BEFORE = regex(
    r"\b(?:by|saturation(?: \w+){0,3}|reduc\w+|increas\w+|lower\w*|rais\w+|decreas\w+|cut|cuts)"
    rf"(?: (?:{_ABOUT}|risk|the risk|your risk))* $"
)
# EU leaflets and many others define their frequency words so: `common (may affect up to 1 in 10 people)`.
_BAND = regex(r"\b(?:affects?|in|occur(?:s|ring)? in|than|to) (?:up to|(?:more|less|fewer) than|at least) $|\bup to $")
_BAND_WORD = regex(r"\b(?:may affect|might affect|can affect|affects?) (?:up to|more than|less than|fewer than)\b")
_NOT_FREQUENCY_BEFORE = regex(
    r"(?:\b(?:(?:gradient|slope) of|stages?|types?|phases?|steps?|grades?|tables?|figures?|chapters?|parts?|days?|weeks?|ages?"
    r"|aged|scored?|rated?|page|least) |[$£€#])$"
)
_TIME = regex(r"[ -](?:seconds?|minutes?|hours?|days?|weeks?|months?|years?|trimesters?|mg|ml|tablets?|inches|cm|mm)\b")
_TEN = 10
_NEARLY = regex(rf"(?:^|\b(?:are|is|it's|to|was|{_ABOUT}) )\Z")  # it is closer to 9 in 10; a cell
_STOPS = regex(r"(?m)(?:[.,;)]|$)")
_OF_PEOPLE = regex(rf" (?:of )?(?:all |the )?(?:[a-z-]+ )?(?:{_PEOPLE}|{_HAPPENS}|chance|risk)\b")


def find(page: Page) -> list[Risk]:
    """The chances that a page states, in order, but those that it gives both ways at one place, `2 in 100 (2%)`."""
    lower = page.lower
    risks = [*_percentages(lower), *_frequencies(lower)]
    risks += [*_in_columns(page, risks), *_in_lists(page, risks)]
    risks += _beside(page, risks)
    risks.sort(key=lambda risk: risk.start)
    return [risk for risk in risks if page.blocks[page.block_at(risk.start)].kind in PROSE and not _is_paired(lower, risk)]


def _in_columns(page: Page, risks: list[Risk]) -> Iterator[Risk]:
    """Percentages that fill a cell (`5%`, `5% of tests`), in a column of a table that has `3 in 100` in another cell."""
    columns = {
        (block.group, block.column)
        for risk in risks
        if not risk.percent and (block := page.blocks[page.block_at(risk.start)]).kind is Kind.CELL
    }
    if not columns:
        return
    for block in page.blocks:
        if block.kind is Kind.CELL and (block.group, block.column) in columns:
            yield from (
                risk
                for risk in _shares(page.lower, block.start, block.end)
                if risk.start == block.start and _OF_CELL.match(page.lower, risk.end, block.end)
            )


_OF_CELL = regex(r"(?: of [a-z]+)?(?: ?\[\d+\])?\Z")


_ENDS_ITEM = regex(
    r"(?: (?:adults|babies|births|cases|children|doses|men|operations|patients|people|procedures|scans|tests|users|women))?"
    r"[.,;]?\Z"
)


def _in_lists(page: Page, risks: list[Risk]) -> Iterator[Risk]:
    """Percentages that end an item, `Headache: 12%`, in a list that has `1 in 10 people` at the end of another item."""
    known = {risk.start for risk in risks}
    lists = {
        block.group
        for risk in risks
        if not risk.percent and (block := page.blocks[page.block_at(risk.start)]).kind is Kind.ITEM
        if _ENDS_ITEM.match(page.lower, risk.end, block.end)
    }
    for block in page.blocks if lists else ():
        if block.kind is Kind.ITEM and block.group in lists:
            yield from (
                risk
                for risk in _shares(page.lower, block.start, block.end)
                if risk.start not in known and _ENDS_ITEM.match(page.lower, risk.end, block.end)
            )


_OF_SOME = regex(
    r" of (?:all |our |the |these )?(?:[a-z-]+ )?"
    r"(?:cases|implants|operations|procedures|tests|treatments|[a-z]+s (?:did|do|have|were))\b"
    r"| (?:come|end up|go|return|stay|turn)\b"
    r"| (?:at|in|with) (?:our|the|this) (?:[\w-]+ )?(?:cent(?:er|re)|clinic|hands|hospital|practice|study|trial|unit)\b"
)


def _beside(page: Page, risks: list[Risk]) -> list[Risk]:
    """Percentages of what is no person, `3% of cases`, in a paragraph or a list that has `1 in 50` as well."""
    known = {risk.start for risk in risks}
    blocks = {page.block_at(risk.start) for risk in risks if not risk.percent}
    lists = {page.blocks[number].group for number in blocks if page.blocks[number].kind is Kind.ITEM}
    for number, block in enumerate(page.blocks if lists else ()):
        if block.kind is Kind.ITEM and block.group in lists:
            blocks.add(number)
    return [
        risk
        for number in sorted(blocks)
        for risk in _shares(page.lower, page.blocks[number].start, page.blocks[number].end)
        if risk.start not in known and _OF_SOME.match(page.lower, risk.end)
    ]


def _shares(lower: str, start: int, end: int) -> Iterator[Risk]:
    """Every percentage in a stretch of the text."""
    for sign in _CENT.finditer(lower, start, end):
        number = _BEFORE_CENT.search(lower, max(start, sign.start() - _LONGEST), sign.start())
        if number:
            yield Risk(number.start(), sign.end(), _share(number[1]), 100, percent=True)


def _percentages(lower: str) -> Iterator[Risk]:
    for risk in _shares(lower, 0, len(lower)):
        after = lower[risk.end : risk.end + 60].partition("\n")[0]
        before = lower[max(risk.start - _BEFORE, 0) : risk.start].rpartition("\n")[2]
        if risk.chance >= 1 or _NOT_RISK.match(after) or _RELATIVE_BEFORE.search(before):  # right 100% of the time
            continue
        if _AFTER_PERCENT.match(after) or _BEFORE_PERCENT.search(before) or _FALLS_TO.search(before):
            yield risk


def _frequencies(lower: str) -> Iterator[Risk]:
    last = 0  # where the frequency before ends: one number belongs to one
    for match in _IN.finditer(lower):
        number = _BEFORE_IN.search(lower, max(last, match.start() - _LONGEST), match.start())
        if number is None:
            continue
        start, last = number.start(), match.end()
        above, below = _count(number[1]), _count(match[1])
        before = lower[max(start - 60, 0) : start].rpartition("\n")[2]
        if not 0 < above < below or _NOT_FREQUENCY_BEFORE.search(before) or _BAND.search(before) or _BAND_WORD.search(before):
            continue
        if (
            _TIME.match(lower, match.end())
            or _is_year(match[1])
            or lower.startswith((" stars", " points", " marks"), match.end())
        ):
            continue
        # `3 in 4` may be anything; `1 in 4`, `3 out of 4`, `3 in 100` and `3 in 4 people` are chances.
        if (
            above == 1
            or " out of " in match[0]
            or below in (20, 50)
            or (below == _TEN and _NEARLY.search(before) and _STOPS.match(lower, match.end()))
            or below % 100 == 0
            or _OF_PEOPLE.match(lower, match.end())
        ):
            yield Risk(start, match.end(), above / below, below, percent=False)


def _share(text: str) -> float:
    return (float(_WHOLE[text]) if text in _WHOLE else float(text)) / 100


def _is_year(text: str) -> bool:
    return text.isdigit() and 1900 <= int(text) <= 2100 and text != "2000"


def _count(text: str) -> float:
    word = text.removeprefix("a ").removeprefix("one ")
    return float(_WHOLE[word]) if word in _WHOLE else float(text.replace(",", ""))


_LINK = r",? ?(?:[\[(;=/]|or|that is|which is|i\.e\.,?)(?: ?(?:about|around|or|a|roughly|nearly|almost))* ?"
_PERCENT_AFTER = regex(rf"(?: (?:[a-z-]+ ){{0,3}}[a-z]+)?{_LINK}[\d.]+ ?(?:%|per ?cent)")
_PERCENT_BEFORE = regex(rf"[\d.]+ ?(?:%|per ?cent)(?: [a-z-]+){{0,4}}{_LINK}$")
_FREQUENCY_AFTER = regex(rf"(?: (?:[a-z-]+ ){{0,3}}[a-z]+)?{_LINK}(?:\d[\d,]*|{_SMALL}) {numerals.OUT_OF}\b")
_FREQUENCY_BEFORE = regex(
    rf"\b{numerals.OUT_OF}(?: every)? (?:a )?(?:\d[\d,]*|{_SMALL}|hundred|thousand)(?: [a-z-]+){{0,4}}{_LINK}$"
)


def _is_paired(lower: str, risk: Risk) -> bool:
    before = lower[max(risk.start - 50, 0) : risk.start].rpartition("\n")[2]
    after = lower[risk.end : risk.end + 50]
    if risk.percent:
        return bool(_FREQUENCY_AFTER.match(after) or _FREQUENCY_BEFORE.search(before))
    return bool(_PERCENT_AFTER.match(after) or _PERCENT_BEFORE.search(before))
