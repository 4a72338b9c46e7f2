"""Finds many phrases at once, whole words only: by the first two words of each, and how long the phrases are that begin so.

Everything is made ready once and kept in the cache, so that a start costs a few dictionaries, however many phrases there are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from linter.folding import fold, lower, on_edges
from linter.regexes import regex

Key = tuple[str, str]  # rule id, role

_WORD = regex(r"\w+")


class Tokens:
    """The runs of letters and digits of a text in lower case, and where each begins."""

    def __init__(self, lowered: str) -> None:
        self.words: list[str] = _WORD.findall(lowered)
        self.starts = [match.start() for match in _WORD.finditer(lowered)]


class Index(msgspec.Struct, frozen=True):
    """Phrases in order, each with the key and the item it stands for; a phrase stands once for each of these.

    `openers` says of the first word of phrases which words come second, and of these which of `lengths` their phrases have
    (0 is the second word of a phrase that is one word and something after it). `others` are phrases that begin with no word.
    """

    phrases: list[str]
    keys: list[Key]
    key_of: list[int]
    item_of: list[int]
    openers: dict[str, dict[str, int]]
    lengths: list[tuple[int, ...]]
    others: list[str]


def index(wanted: Iterable[tuple[str, Key, int]]) -> Index:
    """The index of phrases, given as written, each with what it stands for."""
    keys: dict[Key, int] = {}
    targets: list[tuple[str, int, int]] = []
    for phrase, key, item in wanted:
        text = phrase if phrase.isascii() and phrase.islower() else lower(fold(phrase))
        if text:
            targets.append((text, keys.setdefault(key, len(keys)), item))
    targets.sort()
    pairs: dict[str, dict[str, set[int]]] = {}
    others: dict[str, None] = {}
    for text, _, _ in targets:
        first, *rest = _WORD.findall(text) or [""]
        if not text.startswith(first) or not first:
            others[text] = None
        elif text != first:
            pairs.setdefault(first, {}).setdefault(rest[0] if rest else "", set()).add(len(text))
    lengths: dict[tuple[int, ...], int] = {}
    openers = {
        first: {second: lengths.setdefault(tuple(sorted(those)), len(lengths)) for second, those in seconds.items()}
        for first, seconds in pairs.items()
    }
    return Index(
        phrases=[text for text, _, _ in targets],
        keys=list(keys),
        key_of=[key for _, key, _ in targets],
        item_of=[item for _, _, item in targets],
        openers=openers,
        lengths=list(lengths),
        others=list(others),
    )


class Phrases:
    """The phrases of an index, ready to be looked for."""

    def __init__(self, ready: Index) -> None:
        self._index = ready
        last_to_first = range(len(ready.phrases) - 1, -1, -1)
        self._number = dict(zip(reversed(ready.phrases), last_to_first, strict=True))  # of the first, where one stands twice

    def find(self, tokens: Tokens, lowered: str, folded: str) -> Iterator[tuple[Key, int, int, int]]:
        """Key, item, start and end of every phrase that a text holds, overlaps included."""
        ready = self._index
        for start, end, phrase in self._places(tokens, lowered):
            if on_edges(folded, start, end):
                number = self._number[phrase]
                while number < len(ready.phrases) and ready.phrases[number] == phrase:
                    yield ready.keys[ready.key_of[number]], ready.item_of[number], start, end
                    number += 1

    def _places(self, tokens: Tokens, text: str) -> Iterator[tuple[int, int, str]]:
        words, starts, known, openers = tokens.words, tokens.starts, self._number, self._index.openers
        for at in [at for at, word in enumerate(words) if word in known]:
            yield starts[at], starts[at] + len(words[at]), words[at]
        for at in [at for at, word in enumerate(words) if word in openers]:
            seconds = openers[words[at]]
            for second in (words[at + 1] if at + 1 < len(words) else "", ""):
                if (which := seconds.get(second)) is not None:
                    yield from self._of_lengths(text, starts[at], self._index.lengths[which])
                if not second:
                    break
        for phrase in self._index.others:
            start = text.find(phrase)
            while start >= 0:
                yield start, start + len(phrase), phrase
                start = text.find(phrase, start + 1)

    def _of_lengths(self, text: str, start: int, lengths: tuple[int, ...]) -> Iterator[tuple[int, int, str]]:
        for length in lengths:
            phrase = text[start : start + length]
            if phrase in self._number and len(phrase) == length:  # a slice at the end of the text is short
                yield start, start + length, phrase
