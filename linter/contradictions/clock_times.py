"""Whether a page gives two times of day for one thing: `arrive at 7.30am`, and further on `report to the desk at 7am`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

import msgspec

from linter.language import surroundings
from linter.page import PROSE, Page
from linter.reading import Reading
from linter.search.hits import Hit, Scan
from linter.store.regexes import regex

_WRITTEN = r"(?:12 )?(?:midnight|midday|noon)|\d{1,2}(?:[:.][0-5]\d)? ?[ap]\.?m|(?:[01]?\d|2[0-3]):[0-5]\d"
_TIME = regex(r"(?:12 )?(?P<word>midnight|midday|noon)|(?P<hour>\d{1,2})(?:[:.](?P<minute>\d\d))?(?: ?(?P<half>[ap]))?")
_WORDS = {"midnight": 0, "midday": 720, "noon": 720}
_TWO = 2  # times: more are a plan for several days or tests
# What makes another time right: a case, a choice, another day, other people.
_OTHERWISE = regex(
    r"\b(?:afternoon|and|bab(?:y|ies)|but|breast|child(?:ren)?|either|evening|formula|if|last (?:time|week|year)|milk|or"
    r"|unless|usually|week(?:day|end)s?|(?:mon|tues|wednes|thurs|fri|satur|sun)days?|january|february|march|april|june|july"
    r"|august|september|october|november|december|then|when|while)\b|\b\d{1,2} may\b"
)
_OF_THE_DAY = regex(r"\b(?:at a glance|checklist|important|in short|on the day|reminders?|summary|the day of)\b")


class _Said(msgspec.Struct, frozen=True):
    """A time of day on the page, in minutes, and the heading over it."""

    start: int
    end: int
    minutes: int
    heading: str


def scan(topics: tuple[str, ...]) -> Scan:
    """What finds times of day; `topics` are patterns of what stands before one, each of one thing that is done then."""
    return Scan(patterns=tuple(rf"(?:{topic}) (?P<mark>{_WRITTEN})\b" for topic in topics))


def contradicted(reading: Reading, hits: list[Hit]) -> Iterator[tuple[int, int, int, int]]:
    """Where the earlier of two times for one thing stands, and where the later one; `hits` are those of `scan`."""
    page = reading.page
    by_topic: dict[int, list[_Said]] = {}
    for hit in hits:
        said = _said(page, hit)
        if said is not None:
            by_topic.setdefault(hit.item, []).append(said)
    for times in by_topic.values():
        if len({one.minutes for one in times}) != _TWO:
            continue
        for one, two in combinations(times, 2):
            if one.minutes != two.minutes and _is_one_day(page, one, two):
                yield one.start, one.end, two.start, two.end
                break


def _said(page: Page, hit: Hit) -> _Said | None:
    block = page.block_at(hit.start)
    sentence = page.sentences[page.sentence_at(hit.start)]
    text = f"{page.lower[sentence.start : sentence.end]} . {surroundings.lead_in(page, block)}"
    match = _TIME.match(page.lower, hit.start)
    if match is None or page.blocks[block].kind not in PROSE or _OTHERWISE.search(text):
        return None
    return _Said(hit.start, hit.end, _minutes(match), surroundings.heading(page, block))


def _minutes(match: re.Match[str]) -> int:
    if match["word"]:
        return _WORDS[match["word"]]
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    if match["half"]:
        hour = hour % 12 + (12 if match["half"] == "p" else 0)
    return hour * 60 + minute


def _is_one_day(page: Page, one: _Said, two: _Said) -> bool:
    """Whether both are under one heading, or one of them under the page's title or a heading for the day itself."""
    return one.heading == two.heading or any(
        not said.heading or said.heading == page.title.lower() or _OF_THE_DAY.search(said.heading) for said in (one, two)
    )
