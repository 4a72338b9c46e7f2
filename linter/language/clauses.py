"""What the words of a clause say: their stems, how often, whether the least or the most, and when it holds.

Text is in lower case. Nothing here knows a page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from linter.store.regexes import regex

WORD = regex(r"[a-z][a-z'-]*")
_NUMBER = regex(r"\d[\d,]*(?:\.\d+)?")
_NUMBER_WORDS = "one two three four five six seven eight nine ten"
_WORDS_FOR_NUMBERS = {word: number for number, word in enumerate(_NUMBER_WORDS.split(), 1)}
LITTLE = frozenset(
    f"""a an the this that these those it its they them their he she his her i me my we us our you your who which what there
    here of to at by with and or as is are was were be been being am has have had do does did will would should must can could
    may might shall in on for from into onto over under above below up down out off than then so not no never don't if
    when while until because about around roughly approximately between during more less most least fewer further only just also
    very too even still again each every any all some both other another same such per through within but anything something
    everything how much many often why nothing otherwise remember itself themselves yourself
    larger smaller bigger longer shorter wider higher lower heavier lighter greater older younger
    before after following {_NUMBER_WORDS}""".split()
)
_PERSONS = "people|patients|those|anyone|adults|children|women|men|babies"
CASE = regex(
    r"\b(?:(?<!even )(?:if|when)|once|unless|whenever|in case|for (?!example|about|as long as|at least|up to|\d)|during"
    r"|(?<!look )(?<!looking )after|before|following|without"
    rf"|(?:{_PERSONS})(?: aged \d+(?: to \d+)?)? (?:with|who|taking|on)|in (?:{_PERSONS}))\b"
)
# Whom to tell it: `Tell your boss that you must not lift`.
TOLD = regex(
    r"\b(?:remind (?:her|him|them|your [\w-]+)|tell (?:everyone|people|your [\w-]+)) that\b"
    r"|\b(?:please )?(?:arrange|ask|book)(?: in)?(?: (?:for|with))?(?: (?:an?|our|the|your)(?: [\w-]+){1,3}?)? to (?=have )"
)
CHANCES = ("chance", "ratio")  # dimensions
OPEN = regex(r"\bopen(?:ed|ing)?\b")
OPENED = regex(r"\bafter (?:first |you )?open\w*")
_FIRST_USED = regex(
    r"\b(?:after|from|once) (?:the )?first us(?:e|ed|ing)\b|\bafter you (?:first use|start(?: using)?) (?:it|the [a-z]+)\b"
)
_COMING = regex(r"\bbefore you (?:arrive|come(?: in)?|leave home)\b")  # to whatever the page is about
OUT = regex(r"\b(?:comes?|taken|takes?) out\b|\bhave (?:the|your) (?P<what>[a-z]+) (?:out|taken out|removed)\b|\bremoved\b")
_CONDITIONS = frozenset(["if", "once", "unless", "when", "whenever"])
_CLOCK = regex(r"\b\d{1,2}(?:[:.]\d\d)? ?(?:am|pm|a\.m|p\.m)\b")
_CASE_END = regex(
    r"[,;:.()]|(?<!who )\b(?:must|need|should)\b|\band (?:can|may|will) be\b"
    r"|\b(?:take|give|use|you (?:should|must|can|may|will)|the (?:usual|recommended|normal))\b"
)


@lru_cache(4096)
def stem(word: str) -> str:
    """A word without its ending, so that `lifting`, `lifts` and `lift` are one."""
    word = word.removesuffix("'s").strip("'-")
    for ending, put in (("ies", "y"), ("ing", ""), ("sses", "ss"), ("ches", "ch"), ("shes", "sh"), ("ed", ""), ("s", "")):
        if word.endswith(ending) and len(word) - len(ending) >= 3 and not word.endswith(("ss", "us", "is")):
            word = word.removesuffix(ending) + put
            break
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "sl":
        word = word[:-1]
    return word.removesuffix("e") if len(word) > 3 else word


# -- how often ----------------------------------------------------------------------------------

_SPAN = "day|week|month|hour|year"
OFTEN = regex(
    r"\b(?P<times>once|twice|(?:\d+|one|two|three|four|five|six)[ -]times?)[ -]"
    rf"(?:(?:a|per|each|every|in a|in one)[ -](?P<unit>{_SPAN})|(?P<ly>daily|weekly|monthly))"
    # `fades in a year`, `rest for a week` and `after a month` say how long
    r"|(?<!for )(?<!after )(?<!about )(?<!within )\b(?:(?:a|per|each|every|in one|in any|in a) (?P<per>day|hour|minute)"
    r"|(?<!in )(?:a|per|each|every) (?P<span>week|month|year)|(?P<daily>daily|weekly|monthly))\b"
    r"|\bevery (?:other|second) (?P<skip>day|week|month)"
    r"|\b(?:every|each) (?P<n>\d+|two|three|four|five|six|eight|ten|twelve)(?: (?:to|or) \d+|-\d+)?[ -]"
    rf"(?P<every>(?:{_SPAN}|minute)s?)"
    r"|\b(?P<when>(?:at|every|each|per) (?:night|bedtime|breakfast|lunch|dinner|supper|meal|feed|dose|morning|evening)"
    r"|(?:in|during) the (?:morning|evening|night|afternoon)|nightly"
    r"|(?:morning|evening|night|bedtime)(?= doses?\b)|with (?:each |every |your )?(?:meals?|food|breakfast|lunch|dinner|supper)"
    r"|before (?:each |every )?(?:meals?|bed|breakfast)|after (?:each |every )?(?:meals?|feeds?))\b"
)
_COUNTED = regex(rf"\d+|\b(?:{'|'.join(_NUMBER_WORDS.split())})\b")


def beside(text: str, here: str, rhythms: list[re.Match[str]]) -> list[re.Match[str]]:
    """The rhythms between a quantity and the numbers before and after it, all where none stands there.

    `2 puffs in the morning and 4 puffs at night`. `here` marks the place of the quantity.
    """
    at = text.find(here)
    if len(rhythms) < 2 or at < 0:
        return rhythms
    counted = [m.start() for m in _COUNTED.finditer(text) if not any(r.start() <= m.start() < r.end() for r in rhythms)]
    first = max((place for place in counted if place < at), default=-1)
    last = min((place for place in counted if place > at), default=len(text))
    near = [rhythm for rhythm in rhythms if first < rhythm.start() < last]
    after = [rhythm for rhythm in near if rhythm.start() > at]
    return (after if first >= 0 else near) or near or rhythms  # what stands between two may be of the one before


_NEAR_OFTEN = 16  # characters between a dose and how often it is taken


def often_end(lower: str, at: int, end: int) -> int:
    match = OFTEN.search(lower, at, min(at + 60, end))
    return match.end() if match and match.start() - at <= _NEAR_OFTEN and lower[at : match.start()].count(",") == 0 else at


MEALS = frozenset(map(stem, "breakfast dinner food lunch meal supper".split()))
_TIMES_OF_DAY = frozenset(map(stem, "afternoon evening morning night".split()))
_UNITS = {"daily": "day", "weekly": "week", "monthly": "month"}
_COUNTS = {"once": "1", "twice": "2"} | {word: str(n) for word, n in _WORDS_FOR_NUMBERS.items()}


def often(matches: list[re.Match[str]]) -> frozenset[str]:
    """How often, as `2/day`, `every 6 hour`, `day` (each day, a total or a single dose), `morning`."""
    found = set()
    for match in matches:
        if match["times"]:
            count = match["times"].replace("-", " ").partition(" ")[0]
            found.add(f"{_COUNTS.get(count, count)}/{match['unit'] or _UNITS[match['ly']]}")
        elif match["per"] or match["span"] or match["daily"]:
            found.add(f"1/{match['per'] or match['span'] or _UNITS[match['daily']]}")
        elif match["skip"]:
            found.add(f"every 2 {match['skip']}")
        elif match["n"]:
            found.add(f"every {_COUNTS.get(match['n'], match['n'])} {match['every'].rstrip('s')}")
        else:
            found.add(stem(match["when"].split(" ")[-1].replace("nightly", "night").replace("bedtime", "night")))
    found = found - MEALS or found  # each morning, with breakfast
    times = found & _TIMES_OF_DAY
    if len(times) > 1 and f"{len(times)}/day" in found:  # twice a day, in the morning and at night
        found -= times
    return frozenset(found)


# -- which side ---------------------------------------------------------------------------------

_LARGER = "more|greater|larger|bigger|longer|higher|wider|heavier|over|above"
_SMALLER = "less|fewer|smaller|lower|shorter"
_NO_SMALLER = regex(rf"\b(?:no|not) (?:{_SMALLER}) than")
_MORE = regex(rf"\b(?:{_LARGER}|older|exceed\w*|at least|min\w*|beyond)\b|[>≥]")
_LESS = regex(
    rf"\b(?:no|not|never|don't|cannot) (?:[a-z]+ ){{0,6}}?(?:{_LARGER}|exceed\w*)\b"
    rf"|\b(?:{_SMALLER}|younger|under|below|up to|at most|as (?:much|many|long) as|max\w*|within|the most)\b|[<≤]"
)
_LIMIT = regex(r"\b(?:maximum|minimum|most|least|limit|exceed\w*)\b")
_KEPT = regex(r"\b(?:keep|stick) to (?:about |around )?$")
_MORE_AFTER = regex(r"^,? ?(?:or|and) (?:more|above|over|higher|greater|longer|older|larger|up)\b")
_LESS_AFTER = regex(r"^,? ?(?:or|and) (?:less|fewer|below|under|lower|shorter|younger|smaller)\b|^ (?:at most|maximum|max)\b")


def side(before: str, comparator: str, after: str) -> str:
    """Whether the quantity is the least, the most, or the value itself."""
    if _MORE_AFTER.match(after):
        return "more"
    if _LESS_AFTER.match(after):
        return "less"
    text = before[-60:] + comparator
    if _KEPT.search(text):
        return "less"
    if not comparator and not _LIMIT.search(text):
        return ""
    if _NO_SMALLER.search(comparator):
        return "more"
    if _LESS.search(text):
        return "less"
    return "more" if _MORE.search(text) else ""


def cases(text: str, own: str) -> Iterator[str]:
    """The parts of a sentence that limit when it holds: from `if`, `when`, `for`… to the end of that clause.

    `own` stands for what they limit: `if your temperature is over 38°C` limits nothing else.
    """
    for match in CASE.finditer(text):
        end = _CASE_END.search(text, match.end())
        case = text[match.end() : end.start() if end else len(text)]
        if own not in case or match[0] not in _CONDITIONS:
            yield case


def plainly(text: str) -> str:
    """A clause without whom to tell it or that one comes, and with one word for what is taken out or opened."""
    text = _COMING.sub("before", _FIRST_USED.sub("after opening", text))
    return OUT.sub(lambda match: f"{match['what'] or ''} removed", TOLD.sub("", text))


def numbers(text: str) -> Iterator[float]:
    text = _CLOCK.sub(" ", text)
    for match in _NUMBER.finditer(text):
        yield float(match[0].replace(",", ""))
    for match in WORD.finditer(text):
        if match[0] in _WORDS_FOR_NUMBERS and match[0] != "one":
            yield float(_WORDS_FOR_NUMBERS[match[0]])


_BOUND = regex(r"\b(?:less|more|under|over|above|below|least|up to|older|younger|not|no|nothing)\b")


def bounds(text: str) -> frozenset[str]:
    """The words that bound a number or deny: over, under, not."""
    return frozenset("not" if bound in ("no", "nothing") else bound for bound in _BOUND.findall(text))
