"""Whether a page gives two times of day for one thing: `arrive at 7.30am`, and further on `report to the desk at 7am`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import combinations

import msgspec

from linter.language import surroundings
from linter.page import PROSE, Page
from linter.reading import Reading
from linter.store.regexes import regex

_TIME = regex(
    r"(?<![\d.:/])(?:(?P<hour>\d{1,2})(?:[:.](?P<minute>[0-5]\d))? ?(?P<half>[ap])\.?m\b"
    r"|(?P<long>[01]?\d|2[0-3]):(?P<past>[0-5]\d)(?![\d:])|(?P<word>midnight|midday|noon)\b)"
)
_WORDS = {"midnight": 0, "midday": 720, "noon": 720}
_DAY, _HALF = 1440, 720  # minutes
_REACH = 90  # characters before a time that say what is to be done
# What makes another time right: a case, a choice, another day, other people.
_OTHERWISE = regex(
    r"\b(?:afternoon|and|bab(?:y|ies)|but|breast|child(?:ren)?|either|evening|formula|if|last (?:time|week|year)|milk|or"
    r"|unless|usually|week(?:day|end)s?|(?:mon|tues|wednes|thurs|fri|satur|sun)days?|january|february|march|april|june|july"
    r"|august|september|october|november|december|then|when|while)\b|\b\d{1,2} may\b"
)
_OF_THE_DAY = regex(r"\b(?:at a glance|checklist|important|in short|on the day|reminders?|summary|the day of)\b")


class _Said(msgspec.Struct, frozen=True):
    topic: str
    start: int
    end: int
    minutes: int
    heading: str


@cache
def _topics(patterns: tuple[tuple[str, str], ...]) -> list[tuple[str, re.Pattern[str]]]:
    return [(topic, regex(rf"(?:{pattern})\W*$")) for topic, pattern in patterns]


def contradicted(reading: Reading, topics: Mapping[str, str]) -> Iterator[tuple[int, int, int, int]]:
    """Where the earlier of two such times stands, and where the later one; `topics` are what ends before the time, by name."""
    page = reading.page
    by_topic: dict[str, list[_Said]] = {}
    for one in _times(page, _topics(tuple(topics.items()))):
        by_topic.setdefault(one.topic, []).append(one)
    for said in by_topic.values():
        if len({one.minutes for one in said}) > 2:
            continue
        for one, two in combinations(said, 2):
            if one.minutes != two.minutes and _is_one_day(page, one, two):
                yield one.start, one.end, two.start, two.end
                break


def _times(page: Page, topics: list[tuple[str, re.Pattern[str]]]) -> Iterator[_Said]:
    for match in _TIME.finditer(page.lower):
        block = page.block_at(match.start())
        sentence = page.sentences[page.sentence_at(match.start())]
        text = page.lower[sentence.start : sentence.end]
        if page.blocks[block].kind not in PROSE or _OTHERWISE.search(f"{text} . {surroundings.lead_in(page, block)}"):
            continue
        before = page.lower[max(sentence.start, match.start() - _REACH) : match.start()]
        topic = next((topic for topic, pattern in topics if pattern.search(before)), "")
        if topic:
            yield _Said(topic, match.start(), match.end(), _minutes(match), surroundings.heading(page, block))


def _minutes(match: re.Match[str]) -> int:
    if match["word"]:
        return _WORDS[match["word"]]
    if match["long"]:
        return int(match["long"]) * 60 + int(match["past"])
    return (int(match["hour"]) % 12 * 60 + int(match["minute"] or 0) + (_HALF if match["half"] == "p" else 0)) % _DAY


def _is_one_day(page: Page, one: _Said, two: _Said) -> bool:
    """Whether both are under one heading, or one of them under the page's title or a heading for the day itself."""
    return one.heading == two.heading or any(
        not said.heading or said.heading == page.title.lower() or _OF_THE_DAY.search(said.heading) for said in (one, two)
    )
