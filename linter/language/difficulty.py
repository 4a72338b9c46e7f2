"""Difficulty: what lay readers would say of a medical sentence, from 1 (easy) to 6 (hard), and the words that make it so.

A linear formula over ten counts of a sentence; docs/difficulty.md says how it was fitted. Rare words weigh most, each
further one a little less than the one before; length by itself hardly counts, for a long sentence of everyday words is read
easily.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import lru_cache
from math import log1p

import msgspec

from linter.language import syllables, tables

EASIEST, HARDEST = 1.0, 6.0

_COMMON = 6.0  # the frequency from which a word costs its reader nothing
_FEW_KNOW = 3.0  # below it, few readers know a word
_RAREST = 1.0  # no word counts as rarer than that
_CAPITALS = 2.5  # what is written in capitals is as rare as that, whatever word it spells
_NAME = 2.5  # a name need not be understood
_INFLECTION = 0.3  # how much rarer an inflection is to a reader who knows its stem


class Load(msgspec.Struct, frozen=True):
    """What of a sentence costs its reader something. A word that is used twice counts once, but for `words`."""

    words: int = 0
    rarity: float = 0.0  # of every word how far it is below the commonest, squared
    spoken: float = 0.0  # of every word how far it is below the commonest, times its syllables
    unknown: int = 0  # words that few readers know
    science: int = 0  # words of laboratory science
    codes: int = 0  # CD4, HbA1c
    brackets: int = 0
    commas: int = 0
    joined: int = 0  # words with a hyphen


# For each count what its logarithm, log(1 + count), adds. Brackets and commas give the reader a rest, or an explanation.
WEIGHTS = {
    "words": 0.02,
    "rarity": 0.41,
    "spoken": 0.17,
    "unknown": 0.19,
    "science": 0.23,
    "codes": 0.24,
    "brackets": -0.16,
    "commas": -0.08,
    "joined": 0.10,
}
BASE = 1.84

_Word = tuple[str, float, float, bool, bool, bool, bool]
"""Of one word: what it counts as, how rare, rarity times syllables, unknown, science, code, hyphen."""


@lru_cache(maxsize=1 << 16)
def _word(token: str) -> _Word:
    capitals = is_short_form(token)
    frequency = _CAPITALS if capitals else known_frequency(token)
    rare = max(0.0, _COMMON - max(_RAREST, frequency))
    key = token if capitals else token.lower()
    code = any(map(str.isdigit, token))
    return key, rare, rare * syllables.count(token), frequency < _FEW_KNOW, key in tables.science(), code, "-" in token


def is_short_form(token: str) -> bool:
    """Whether a word is written in capitals, or mostly: MRI, HbA1c."""
    return sum(map(str.isupper, token)) > 1


@lru_cache(maxsize=1 << 16)
def known_frequency(token: str) -> float:
    """How common a word, or the word it is an inflection of, is on the Zipf scale."""
    frequency = tables.frequency(token)
    return frequency if frequency >= _COMMON - 1 else max(frequency, tables.stem_frequency(token) - _INFLECTION)


def load(tokens: Sequence[str], brackets: int, commas: int, names: Collection[str] = ()) -> Load:
    """The counts of a sentence: its words as written, the brackets that open in it, its commas, and which words are names."""
    rarity = spoken = 0.0
    unknown = science = codes = joined = 0
    seen: set[str] = set()
    for token in tokens:
        if not token[0].isalpha():
            continue
        key, rare, by_syllable, is_unknown, is_science, is_code, is_joined = _word(token)
        codes += is_code
        joined += is_joined
        if key in seen:
            continue
        seen.add(key)
        if rare > _COMMON - _NAME and token in names and not is_short_form(token):
            by_syllable *= (_COMMON - _NAME) / rare
            rare, is_unknown = _COMMON - _NAME, False
        rarity += rare * rare
        spoken += by_syllable
        unknown += is_unknown
        science += is_science
    return Load(len(tokens), rarity, spoken, unknown, science, codes, brackets, commas, joined)


def score(found: Load) -> float:
    """The difficulty of a sentence; 1.0 where it has no word."""
    if not found.words:
        return EASIEST
    value = BASE
    for name, weight in WEIGHTS.items():
        if count := getattr(found, name):
            value += weight * log1p(count)
    return round(min(HARDEST, max(EASIEST, value)), 2)


def costs(tokens: Sequence[str], easy: Collection[str]) -> dict[str, list[str]]:
    """The words of a sentence that cost its reader something, each once, the rarest first, by what is hard about them.

    `unknown`: few readers know them; `science`: words of laboratory science; `short`: short forms and codes; `long`: three
    syllables or more, and not among the words that all readers know. `easy` are words that are not counted, short forms
    aside.
    """
    found: dict[str, list[str]] = {"unknown": [], "science": [], "short": [], "long": []}
    for token in sorted({token for token in tokens if token[0].isalpha()}, key=_rarest_first):
        _, rare, _, is_unknown, is_science, is_code, _ = _word(token)
        if is_code or is_short_form(token):
            kind = "short"
        elif token in easy:
            continue
        elif is_unknown:
            kind = "unknown"
        elif is_science:
            kind = "science"
        elif rare > _COMMON - tables.KNOWN and syllables.count(token) > 2:
            kind = "long"
        else:
            continue
        if token.lower() not in map(str.lower, found[kind]):
            found[kind].append(token)
    return found


def _rarest_first(token: str) -> tuple[float, str]:
    return -_word(token)[1], token


def weight(token: str) -> float:
    """How rare a word is, times its syllables."""
    return _word(token)[2]
