"""Checks how chances are written: percentages on a page beside `1 in 50`, and `1 in 30` beside `1 in 200`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, Literal

import msgspec

from linter.checks import Candidate, Place
from linter.language import surroundings
from linter.page import PROSE, Page
from linter.reading import Reading


class Params(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, rename="kebab"):
    """`find` names what the chances on a page must not do."""

    find: Literal["mixed-formats", "denominators"]


class Risk(msgspec.Struct, frozen=True):
    """How many of how many something happens to: `chance` is between 0 and 1, `out_of` is 100 for a percentage."""

    start: int
    end: int
    chance: float
    out_of: float
    percent: bool


def check(_: Any, params: Params, reading: Reading) -> Iterator[Candidate]:
    """A candidate for each place where chances do not compare."""
    yield from _FINDERS[params.find](reading)


def _mixed_formats(reading: Reading) -> Iterator[Candidate]:
    """One candidate a page, at the first chance in the second format."""
    page = reading.page
    earlier: dict[bool, list[Risk]] = {True: [], False: []}
    for risk in _without_pairs(page, find(page)):
        first = next((other for other in earlier[not risk.percent][:_LOOKED_AT] if not _is_far(page, other, risk)), None)
        if first is not None:
            yield Candidate(
                start=risk.start,
                end=risk.end,
                values={"a": page.text[first.start : first.end], "want": _out_of_hundred(risk)},
                related=(Place(first.start, first.end, "the other way of writing"),),
            )
            return
        earlier[risk.percent].append(risk)


_LOOKED_AT = 20  # chances in the other format that one is compared with
_TINY = 1 / 5000  # a chance that nobody would write in per cent


def _is_far(page: Page, one: Risk, two: Risk) -> bool:
    """Whether one of two chances is too small for a percentage, and they stand apart: how rare a disease is, and a side effect."""
    return min(one.chance, two.chance) <= _TINY and page.block_at(one.start) != page.block_at(two.start)


def _denominators(reading: Reading) -> Iterator[Candidate]:
    """One candidate for each section with chances that are out of different numbers; else one for the page, which weighs less."""
    page = reading.page
    risks = [risk for risk in find(page) if not risk.percent and not _is_paired(page.lower, risk)]
    by_section: dict[int | None, list[Risk]] = {}
    for risk in risks:
        by_section.setdefault(surroundings.heading_block(page, page.block_at(risk.start)), []).append(risk)
    found = [candidate for group in by_section.values() if (candidate := _differing(page, group, None)) is not None]
    if not found and (candidate := _differing(page, risks, "suggestion")) is not None:
        found = [candidate]
    yield from found


# Whom a chance is counted among, where that is not everybody: `1 in 4 cases`, `3 out of 4 people who have it`.
_AMONG = re.compile(r"^ (?:[a-z-]+ ){0,4}?(?:(?P<cases>cases)\b|(?P<some>(?:who|with|whose) [a-z-]+(?: [a-z-]+)?))")


def _among(page: Page, risk: Risk) -> str:
    match = _AMONG.match(page.lower[risk.end : risk.end + 70].partition("\n")[0].partition(".")[0])
    return match["cases"] or match["some"] if match else ""


def _differing(page: Page, risks: list[Risk], severity: str | None) -> Candidate | None:
    """The first chance that is out of another number than the first one is."""
    firsts: dict[str, Risk] = {}
    for other in risks:
        first = firsts.setdefault(_among(page, other), other)
        if other.out_of != first.out_of and not _is_same(first, other):
            break
    else:
        return None
    out_of = max(_bottom(first), _bottom(other))
    return Candidate(
        start=other.start,
        end=other.end,
        values={
            "a": page.text[first.start : first.end],
            "b": _out_of(first, out_of),
            "want": _out_of(other, out_of),
            "limit": f"{out_of:,}",
        },
        severity=severity,
        suggestion=_out_of(other, out_of),
        related=(Place(first.start, first.end, f"the same as {_out_of(first, out_of)}"),),
    )


def _is_same(first: Risk, second: Risk) -> bool:
    """Whether one chance is said twice at one place: `1 in 5 (20 in 100)`."""
    return second.start - first.end < 40 and abs(first.chance - second.chance) < 0.05 * first.chance


_FINDERS: dict[str, Callable[[Reading], Iterator[Candidate]]] = {
    "mixed-formats": _mixed_formats,
    "denominators": _denominators,
}


def _out_of_hundred(risk: Risk) -> str:
    """The chance out of 100, or out of the smallest power of ten that shows it."""
    return _out_of(risk, _bottom(risk))


def _out_of(risk: Risk, out_of: int) -> str:
    return f"{round(risk.chance * out_of):,} in {out_of:,}"


def _bottom(risk: Risk) -> int:
    """The smallest power of ten from 100 on that shows the chance within a twentieth."""
    out_of = 100
    while abs(round(risk.chance * out_of) - risk.chance * out_of) > 0.05 * risk.chance * out_of and out_of < 1_000_000:
        out_of *= 10
    return out_of


# -- finding risks ----------------------------------------------------------------------------

_SMALL = "one|two|three|four|five|six|seven|eight|nine|ten"
_NUMBERS = {word: i for i, word in enumerate(_SMALL.split("|"), 1)} | {"hundred": 100, "thousand": 1000, "million": 1_000_000}
_FREQUENCY = re.compile(
    rf"(?<![\w.,$£€-])(\d{{1,3}}(?:,\d{{3}})*|{_SMALL})(?: (?:people|women|men|children|babies|patients|adults))?"
    rf" (?:in|out of)(?: every)? (\d{{1,3}}(?:,\d{{3}})+|\d+|{_SMALL}|(?:a|one) (?:hundred|thousand|million))"
    r"(?![\w%.,:/-]*\d)(?!%| ?percent|-)"
)
_PERCENT = re.compile(r"(?<![\w.,$£€+])(\d{1,3}(?:\.\d+)?)(?: ?%| per ?cent\b)")

_PEOPLE = (
    r"people|persons?|patients?|women|men|girls|boys|children|babies|infants|adults|users|those|pregnancies|births|everyone|"
    r"us|americans|americans|families|participants|volunteers|couples|teens|teenagers|survivors|individuals|carriers|mothers|males|females"
)
_HAPPENS = (
    r"get|gets|got|have|has|had|will|may|might|feel|felt|develop|develops|developed|experience[ds]?|die|dies|died|report(?:ed)?|survive[ds]?|"
    r"need|needed|suffer(?:ed)?|notice[ds]?|lose|lost|show(?:ed)?|recover(?:ed)?"
)
_CHANCE = "chance|risk|likelihood|probability|odds"
_ABOUT = (
    "about|around|up to|only|nearly|almost|approximately|over|under|less than|more than|fewer than|at least|as much as|between"
)
_AFTER_PERCENT = re.compile(
    r"^(?: (?:of|to|or|and|-) ?[\d.]+ ?%?)?"
    rf"(?: of(?: all| the| our| these)?(?: [a-z-]+)?(?: [a-z-]+)? (?:{_PEOPLE})\b| of (?:the )?time\b"
    rf"| (?:{_HAPPENS})\b| (?:[a-z]+ )?(?:{_CHANCE})\b| (?:{_PEOPLE})\b)"
)
_BEFORE_PERCENT = re.compile(
    rf"\b(?:{_CHANCE})s? (?:of|for|that)\b[^.;,]{{0,50}} (?:is|was|are|of|at|be)(?: [a-z]+){{0,2}} $"
    r"|\b(?:affects?|occurs? in|happens? (?:in|to)|seen in|found in|fatal in|reported (?:in|by))"
    rf"(?: (?:{_ABOUT})){{0,2}} $"
)
_NOT_RISK = re.compile(
    r"^(?: or (?:more|less|higher|lower|greater))?"
    r"(?: (?:more|less|higher|lower|greater|fewer|reduction|increase|decrease|drop|fall|rise|off|discount|daily value|dv|"
    r"solution|cream|gel|ointment|lotion|oxygen|alcohol|effective|accurate)\b"
    r"| of (?:your|the|their|its|total|daily)\b(?! (?:\w+ )?(?:people|patients|women|men|children|time)))"
)
_RELATIVE_BEFORE = re.compile(
    r"\b(?:by|saturation(?: \w+){0,3}|reduc\w+|increas\w+|lower\w*|rais\w+|decreas\w+|cut|cuts)"
    rf"(?: (?:{_ABOUT}|risk|the risk|your risk))* $"
)
# EU leaflets and many others define their frequency words so: `common (may affect up to 1 in 10 people)`.
_BAND = re.compile(r"\b(?:affects?|in|occur(?:s|ring)? in|than|to) (?:up to|(?:more|less|fewer) than|at least) $|\bup to $")
_BAND_WORD = re.compile(r"\b(?:may affect|might affect|can affect|affects?) (?:up to|more than|less than|fewer than)\b")
_NOT_FREQUENCY_BEFORE = re.compile(
    r"(?:\b(?:stages?|types?|phases?|steps?|grades?|tables?|figures?|chapters?|parts?|days?|weeks?|ages?|aged|scored?|rated?|page|"
    r"least) |[$£€#])$"
)
_TIME = re.compile(r"[ -](?:seconds?|minutes?|hours?|days?|weeks?|months?|years?|trimesters?|mg|ml|tablets?|inches|cm|mm)\b")
_OF_PEOPLE = re.compile(rf" (?:of )?(?:all |the )?(?:[a-z-]+ )?(?:{_PEOPLE}|{_HAPPENS}|chance|risk)\b")


def find(page: Page) -> list[Risk]:
    """The chances that a page states, in order: percentages and `N in M`."""
    lower = page.lower
    risks = [*_percentages(lower), *_frequencies(lower)]
    risks.sort(key=lambda risk: risk.start)
    return [risk for risk in risks if page.blocks[page.block_at(risk.start)].kind in PROSE]


def _percentages(lower: str) -> Iterator[Risk]:
    if "%" not in lower and "cent" not in lower:
        return
    for match in _PERCENT.finditer(lower):
        after = lower[match.end() : match.end() + 60].partition("\n")[0]
        before = lower[max(match.start() - 90, 0) : match.start()].rpartition("\n")[2]
        if _NOT_RISK.match(after) or _RELATIVE_BEFORE.search(before):
            continue
        if _AFTER_PERCENT.match(after) or _BEFORE_PERCENT.search(before):
            yield Risk(match.start(), match.end(), float(match[1]) / 100, 100, percent=True)


def _frequencies(lower: str) -> Iterator[Risk]:
    if " in " not in lower and " out of " not in lower:
        return
    for match in _FREQUENCY.finditer(lower):
        above, below = _count(match[1]), _count(match[2])
        before = lower[max(match.start() - 60, 0) : match.start()].rpartition("\n")[2]
        if not 0 < above < below or _NOT_FREQUENCY_BEFORE.search(before) or _BAND.search(before) or _BAND_WORD.search(before):
            continue
        if _TIME.match(lower, match.end()) or _is_year(match[2]):
            continue
        # `3 in 4` may be anything; `1 in 4`, `3 out of 4`, `3 in 100` and `3 in 4 people` are chances.
        if (
            above == 1
            or " out of " in match[0]
            or below in (20, 50)
            or below % 100 == 0
            or _OF_PEOPLE.match(lower, match.end())
        ):
            yield Risk(match.start(), match.end(), above / below, below, percent=False)


def _is_year(text: str) -> bool:
    return text.isdigit() and 1900 <= int(text) <= 2100 and text != "2000"


def _count(text: str) -> float:
    word = text.removeprefix("a ").removeprefix("one ")
    return float(_NUMBERS[word]) if word in _NUMBERS else float(text.replace(",", ""))


_LINK = r",? ?(?:[\[(;=/]|or|that is|which is|i\.e\.,?)(?: ?(?:about|around|or|a|roughly|nearly|almost))* ?"
_PERCENT_AFTER = re.compile(rf"(?: (?:[a-z-]+ ){{0,3}}[a-z]+)?{_LINK}[\d.]+ ?(?:%|per ?cent)")
_PERCENT_BEFORE = re.compile(rf"[\d.]+ ?(?:%|per ?cent)(?: [a-z-]+){{0,4}}{_LINK}$")
_FREQUENCY_AFTER = re.compile(rf"(?: (?:[a-z-]+ ){{0,3}}[a-z]+)?{_LINK}(?:\d[\d,]*|{_SMALL}) (?:in|out of)\b")
_FREQUENCY_BEFORE = re.compile(
    rf"\b(?:in|out of)(?: every)? (?:a )?(?:\d[\d,]*|{_SMALL}|hundred|thousand)(?: [a-z-]+){{0,4}}{_LINK}$"
)


def _without_pairs(page: Page, risks: list[Risk]) -> list[Risk]:
    """Leaves out a chance that is given both ways at one place, `2 in 100 (2%)`: that is good practice."""
    return [risk for risk in risks if not _is_paired(page.lower, risk)]


def _is_paired(lower: str, risk: Risk) -> bool:
    before = lower[max(risk.start - 50, 0) : risk.start].rpartition("\n")[2]
    after = lower[risk.end : risk.end + 50]
    if risk.percent:
        return bool(_FREQUENCY_AFTER.match(after) or _FREQUENCY_BEFORE.search(before))
    return bool(_PERCENT_AFTER.match(after) or _PERCENT_BEFORE.search(before))
