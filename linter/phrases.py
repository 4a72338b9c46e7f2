"""Finds many phrases at once, whole words only: by the first word of each, and how long the phrases are that begin with it.

Everything is made ready once and kept in the cache, so that a start costs a few dictionaries, however many phrases there are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import msgspec

from linter.folding import fold, lower, on_edges

Key = tuple[str, str]  # rule id, role

_WORD = re.compile(r"\w+")
_PAIR = re.compile(r"\w+\W+\w+")
_FEW = 4  # lengths of phrases that begin with one word, up to which each is tried


class Index(msgspec.Struct, frozen=True):
    """Phrases in order, each with the key and the item it stands for; a phrase stands once for each of these.

    `first` says of each first word which of `lengths` its phrases have. Of words that begin many (the, blood), only the phrases
    of one word stand there; the others stand in `pairs` by their first two words. `others` are phrases that begin with no word.
    """

    phrases: list[str]
    keys: list[Key]
    key_of: list[int]
    item_of: list[int]
    first: dict[str, int]
    pairs: dict[str, int]
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
    by_word: dict[str, set[str]] = {}
    others: dict[str, None] = {}
    for text, _, _ in targets:
        opening = _WORD.match(text)
        if opening is None:
            others[text] = None
        else:
            by_word.setdefault(opening[0], set()).add(text)
    single: dict[str, set[int]] = {}
    double: dict[str, set[int]] = {}
    for word, texts in by_word.items():
        many = len({len(text) for text in texts}) > _FEW
        single[word] = set()
        for text in texts:
            two = _PAIR.match(text) if many else None
            if two is None:
                single[word].add(len(text))
            else:
                double.setdefault(two[0], set()).add(len(text))
    lengths: dict[tuple[int, ...], int] = {}

    def numbered(found: dict[str, set[int]]) -> dict[str, int]:
        return {text: lengths.setdefault(tuple(sorted(those)), len(lengths)) for text, those in found.items()}

    first, pairs = numbered(single), numbered(double)
    return Index(
        phrases=[text for text, _, _ in targets],
        keys=list(keys),
        key_of=[key for _, key, _ in targets],
        item_of=[item for _, _, item in targets],
        first=first,
        pairs=pairs,
        lengths=list(lengths),
        others=list(others),
    )


class Phrases:
    """The phrases of an index, ready to be looked for."""

    def __init__(self, ready: Index) -> None:
        self._index = ready
        last_to_first = range(len(ready.phrases) - 1, -1, -1)
        self._number = dict(zip(reversed(ready.phrases), last_to_first, strict=True))  # of the first, where one stands twice

    def find(self, lowered: str, folded: str) -> Iterator[tuple[Key, int, int, int]]:
        """Key, item, start and end of every phrase that a text holds, overlaps included."""
        ready = self._index
        for start, end, phrase in self._places(lowered):
            if on_edges(folded, start, end):
                number = self._number[phrase]
                while number < len(ready.phrases) and ready.phrases[number] == phrase:
                    yield ready.keys[ready.key_of[number]], ready.item_of[number], start, end
                    number += 1

    def _places(self, text: str) -> Iterator[tuple[int, int, str]]:
        first, pairs, lengths = self._index.first, self._index.pairs, self._index.lengths
        before = -1  # where the word before begins, if it begins phrases of several words
        for match in _WORD.finditer(text):
            start = match.start()
            if before >= 0 and (which := pairs.get(text[before : match.end()])) is not None:
                yield from self._of_lengths(text, before, lengths[which])
            which = first.get(match[0])
            if which is None:
                before = -1
                continue
            before = start
            yield from self._of_lengths(text, start, lengths[which])
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
