"""Numbers as people write them: digits, thousands, decimals, fractions and words."""

from __future__ import annotations

import msgspec

from linter.store.regexes import regex


class Number(msgspec.Struct, frozen=True):
    """A number read in a text: its place and value. `digits` is false for number words."""

    start: int
    end: int
    value: float
    digits: bool = True


_VULGAR = {
    "½": 1 / 2,
    "¼": 1 / 4,
    "¾": 3 / 4,
    "⅓": 1 / 3,
    "⅔": 2 / 3,
    "⅕": 1 / 5,
    "⅙": 1 / 6,
    "⅛": 1 / 8,
    "⅜": 3 / 8,
    "⅝": 5 / 8,
    "⅞": 7 / 8,
}
VULGAR = "".join(_VULGAR)
OUT_OF = r"(?:in|out of|of(?= every\b| 1[0,]{2,6}\b))"
"""Between the numbers of a chance: `1 in 4`, `2 of every 7`, `3 of 100`."""

# Patterns here run anchored at a place; possessive quantifiers keep them linear.
_MIXED = regex(r"(?:(\d{1,3}+)[ -])?(\d{1,2}+)[/⁄](\d{1,2}+)(?![\d/⁄]|[.,]\d)(?:(?: of)? an?(?= [a-z]))?")
_DECIMAL = regex(r"\d{1,3}+(?:,\d{3})+(?!\d)(?:\.\d++)?|\d++(?:\.\d++)?|\.\d++")
_POINTS = regex(r"[1-9]\d{0,2}(?:\.\d{3})*\.\d\d0(?:,\d{1,2})?(?![\d.])")  # thousands as most of Europe writes them
_POWER = regex(r"[eE]([-+]?\d{1,2})(?!\d)(?= ?[-+a-zA-Z°/]|$)| ?[x×·] ?10(?:\^([-+]?\d{1,2})|([⁻⁺]?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2}))(?!\d)")
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺", "0123456789-+")
_COMMA = regex(r"\d{1,3},\d{1,2}(?![\d,])")
_WITH_VULGAR = regex(rf"(?:(\d{{1,3}}+)[ -]?)?([{VULGAR}])")
_DENOMINATORS = {2, 3, 4, 5, 6, 8, 10, 12, 16, 20, 32, 40, 50, 64, 100}
_AND_PART = regex(r" and (?:(a half|a quarter|three[- ]quarters)|([1-9])/([2-9]))(?![\w/])")  # 2 and a half, 1 and 1/2
_MULTIPLIER = regex(r" (hundred|thousand|million|billion|trillion)\b")
_MULTIPLIERS = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}

_ONES = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_TEENS = ("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_VALUES: dict[str, float] = {word: value for value, word in enumerate((*_ONES, *_TEENS))}
_VALUES |= {word: value for value, word in zip(range(20, 100, 10), _TENS, strict=True)} | {"a": 1, "an": 1}
SMALL = "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty"
_ONE = "(?:one|two|three|four|five|six|seven|eight|nine)"
_BELOW_HUNDRED = f"(?:(?:{'|'.join(_TENS)})(?:[ -]{_ONE})?|{'|'.join(_TEENS)}|{_ONE}|zero)"
WORDS = (
    r"(?:half(?: of)?(?: an?)?|(?:a|one)[- ]half(?: of)?(?: an?)?|(?:a|one)[- ]quarter(?: of)?(?: an?)?"
    r"|an? (?:third|fifth|eighth|tenth) of an?"
    r"|three[- ]quarters(?: of an?)?|one[- ]third(?: of an?)?|two[- ]thirds(?: of an?)?"
    rf"|(?:(?:a|{_ONE}) (?:hundred|thousand|million)(?: and {_BELOW_HUNDRED})?|{_BELOW_HUNDRED})"
    r"(?: (?:hundred|thousand|million))?(?: and a half| and a quarter| and three[- ]quarters)?)"
)
_NAMES_OF_PARTS = {2: "half", 3: "third thirds", 4: "quarter quarters", 5: "fifth", 8: "eighth", 10: "tenth"}
_WORDS = regex(WORDS + r"\b")
_PARTS = {name: 1 / part for part, names in _NAMES_OF_PARTS.items() for name in names.split()}


def read(text: str, lower: str, at: int, *, points: bool = False) -> Number | None:
    """The number that begins at a place, as far as it goes. `points` reads `1.000` as a thousand."""
    char = text[at : at + 1]
    if not char:
        return None
    if char.isascii() and char.isalpha():
        match = _WORDS.match(lower, at)
        return Number(at, match.end(), _value(match[0]), digits=False) if match else None
    number = (_grouped(text, at) if points else None) or _digits(text, at)
    if number is not None and text[number.end : number.end + 1] in _BEFORE_POWER:
        power = _POWER.match(text, number.end)
        if power:
            exponent = int(power[1] or power[2] or power[3].translate(_RAISED))
            return Number(at, power.end(), number.value * 10.0**exponent)
    if number is not None and text.startswith(" ", number.end):
        multiplier = _MULTIPLIER.match(lower, number.end)
        if multiplier:
            return Number(at, multiplier.end(), number.value * _MULTIPLIERS[multiplier[1]])
        part = _AND_PART.match(lower, number.end) if number.value % 1 == 0 else None
        if part:
            size = _value(part[1]) if part[1] else int(part[2]) / int(part[3])
            return Number(at, part.end(), number.value + size)
    return number


_BEFORE_POWER = frozenset("eE x×·")


def _grouped(text: str, at: int) -> Number | None:
    match = _POINTS.match(text, at)
    return Number(at, match.end(), float(match[0].replace(".", "").replace(",", "."))) if match else None


def _digits(text: str, at: int) -> Number | None:
    ahead = text[at : at + 7]
    if "/" in ahead or "⁄" in ahead:
        match = _MIXED.match(text, at)
        if match:
            whole, above, below = int(match[1] or 0), int(match[2]), int(match[3])
            if below in _DENOMINATORS and (above < below or below == 2):
                return Number(at, match.end(), whole + above / below)
    if not ahead.isascii():
        match = _WITH_VULGAR.match(text, at)
        if match:
            return Number(at, match.end(), int(match[1] or 0) + _VULGAR[match[2]])
    match = _COMMA.match(text, at)
    if match:  # a decimal comma: pages translated from other languages
        return Number(at, match.end(), float(match[0].replace(",", ".")))
    match = _DECIMAL.match(text, at)
    if match is None or len(match[0]) > 40:
        return None
    return Number(at, match.end(), float(match[0].replace(",", "")))


def _value(words: str) -> float:
    """`two and a half` as 2.5; `half an` and `three quarters of a` as the fraction."""
    whole, joined, part = words.rpartition(" and ")
    if joined and any(name in part for name in _PARTS):
        return _value(whole) + _value(part)
    total, current = 0.0, 0.0
    for word in words.replace("-", " ").split():
        if word in _PARTS:
            return (current or 1.0) * _PARTS[word]
        if word == "hundred":
            current = (current or 1.0) * 100
        elif word in _MULTIPLIERS:
            total, current = total + (current or 1.0) * _MULTIPLIERS[word], 0.0
        else:
            current += _VALUES.get(word, 0)
    return total + current
