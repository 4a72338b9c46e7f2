"""Difficulty: what lay readers would say of a medical sentence, from 1 (easy) to 6 (hard), and the words that make it so.

A linear formula over ten counts of a sentence; docs/difficulty.md says how it was fitted. Rare words weigh most, each
further one a little less than the one before; length by itself hardly counts, for a long sentence of everyday words is read
easily.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import lru_cache
from math import log1p
from operator import mul
from struct import Struct

import msgspec
from msgspec.structs import astuple

from linter.language import syllables, tables
from linter.store.remembered import RECENT, Remembered

EASIEST, HARDEST = 1.0, 6.0

_COMMON = 6.0  # the frequency from which a word costs its reader nothing
_FEW_KNOW = 3.0  # below it, few readers know a word
_RAREST = 1.0  # no word counts as rarer than that
_CAPITALS = 2.5  # what is written in capitals is as rare as that, whatever word it spells
_NAME = 2.5  # a name need not be understood
_INFLECTION = 0.3  # how much rarer an inflection is to a reader who knows its stem


class Load(msgspec.Struct, frozen=True, gc=False):
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
    "rarity": 0.40,
    "spoken": 0.18,
    "unknown": 0.19,
    "science": 0.22,
    "codes": 0.25,
    "brackets": -0.16,
    "commas": -0.08,
    "joined": 0.09,
}
BASE = 1.85
_WEIGHTS = tuple(WEIGHTS.values())  # in the order of Load's fields


class Cost(msgspec.Struct, frozen=True, gc=False):
    """What one word costs its reader: `rare` is how far it is below the commonest words."""

    rare: float
    spoken: float  # times its syllables
    unknown: bool
    science: bool
    code: bool
    joined: bool

    def packed(self) -> int:
        """All that a sentence adds up, in one number, because one sum costs much less than six: so many bits for each.

        Frequencies have one decimal, so that tenths are exact and it does not matter in which order words are added.
        """
        packed = 0
        for field in (self.joined, self.code, self.science, self.unknown, round(10 * self.spoken), round(100 * self.rare**2)):
            packed = packed << _BITS | int(field)
        return packed


_BITS = 32
_FIELDS = Struct("<6I")


@lru_cache(maxsize=RECENT)
def cost(token: str) -> Cost | None:
    """What a word costs, as it is written; None for numbers, dotted short forms and words that cost nothing."""
    if not token[0].isalpha() or "." in token:  # a number, or p.m
        return None
    capitals = is_short_form(token)
    frequency = _CAPITALS if capitals else known_frequency(token)
    rare = max(0.0, _COMMON - max(_RAREST, frequency))
    science = token.lower() in tables.science()
    if not rare and not science:
        return None
    code = not token.isalpha() and any(map(str.isdigit, token))
    return Cost(rare, rare * syllables.count(token), frequency < _FEW_KNOW, science, code, "-" in token)


def once(token: str) -> tuple[str, int]:
    """What a word is known by, so that it counts once in a sentence, and what it costs, packed; "" and 0 for nothing."""
    return _once(token, cost(token))


def once_as_name(token: str) -> tuple[str, int]:
    """The same of a name, which need not be understood."""
    found = cost(token)
    if found is not None and found.rare > _COMMON - _NAME and not is_short_form(token):
        spoken = found.spoken * (_COMMON - _NAME) / found.rare
        found = msgspec.structs.replace(found, rare=_COMMON - _NAME, spoken=spoken, unknown=False)
    return _once(token, found)


def _once(token: str, found: Cost | None) -> tuple[str, int]:
    if found is None:
        return "", 0
    return (token if is_short_form(token) else token.lower()), found.packed()


def is_short_form(token: str) -> bool:
    """Whether a word is written in capitals, or mostly: MRI, HbA1c."""
    return not token.islower() and sum(map(str.isupper, token)) > 1


@lru_cache(maxsize=RECENT)
def known_frequency(token: str) -> float:
    """How common a word, or the word it is an inflection of, is on the Zipf scale."""
    frequency = tables.frequency(token)
    return frequency if frequency >= _COMMON - 1 else max(frequency, tables.stem_frequency(token) - _INFLECTION)


def load(words: int, costs: Iterable[int], brackets: int, commas: int) -> Load:
    """The counts of a sentence: how many words, what each different one costs (packed), brackets that open in it, commas."""
    rarity, spoken, unknown, science, codes, joined = _FIELDS.unpack(sum(costs).to_bytes(_FIELDS.size, "little"))
    return Load(words, rarity / 100, spoken / 10, unknown, science, codes, brackets, commas, joined)


def score(found: Load) -> float:
    """The difficulty of a sentence; 1.0 where it has no word."""
    if not found.words:
        return EASIEST
    value = sum(map(mul, _WEIGHTS, map(log1p, astuple(found))), BASE)
    return round(min(HARDEST, max(EASIEST, value)), 2)


def costly(tokens: Iterable[str], easy: Collection[str]) -> dict[str, list[str]]:
    """The words of a sentence that cost its reader something, each once, the rarest first, by what is hard about them.

    `unknown`: few readers know them; `science`: words of laboratory science; `short`: short forms and codes; `long`: three
    syllables or more, and not among the words that all readers know. `easy` are words that are not counted, short forms
    aside.
    """
    found: dict[str, dict[str, str]] = {"unknown": {}, "science": {}, "short": {}, "long": {}}
    kinds = {token: kind for token in set(tokens) if (kind := _KINDS[token]) and (kind == "short" or token not in easy)}
    for token in sorted(kinds, key=lambda token: (-_rare(token), token)):
        found[kinds[token]].setdefault(token.lower(), token)
    return {kind: list(words.values()) for kind, words in found.items()}


def _kind(token: str) -> str:
    """What is hard about a word, as `costly` says; "" for nothing."""
    found = cost(token)
    if found is None:
        return ""
    if found.code or is_short_form(token):
        return "short"
    if found.unknown or found.science:
        return "unknown" if found.unknown else "science"
    return "long" if found.rare > _COMMON - tables.KNOWN and syllables.count(token) > 2 else ""


_KINDS = Remembered(_kind)


def _rare(token: str) -> float:
    found = cost(token)
    return found.rare if found is not None else 0.0


def weight(token: str) -> float:
    """How rare a word is, times its syllables."""
    found = cost(token)
    return found.spoken if found is not None else 0.0


def to_replace(tokens: Iterable[str], easy: Collection[str]) -> list[str]:
    """The words in place of which a plainer one would help: few readers know them, or they are long."""
    return [token for token in tokens if _KINDS[token] in ("unknown", "long") and token not in easy]
