"""Finds many phrases at once, whole words only: by the first two words of each, and how long the phrases are that begin so.

What is known of a word is worked out once, kept in the cache, and unpacked when a page first holds the word.
"""

from __future__ import annotations

from array import array
from collections.abc import Container, Iterable, Iterator, Mapping, Set
from itertools import accumulate, compress, count, islice
from typing import TypeAlias, TypeVar

import msgspec

from linter.folding import fold, lower, on_edges
from linter.model import Struct
from linter.store.pieces import Pieces, Shelves
from linter.store.regexes import regex
from linter.store.remembered import MOST

Key = tuple[str, str]  # rule id, role
Numbers: TypeAlias = tuple[int, ...]  # the garbage collector does not go through tuples of numbers

T = TypeVar("T")

_WORD = regex(r"(\w+)")
_CHUNK = 1 << 16  # characters of a text that are taken apart at once


class Tokens:
    """The runs of letters and digits of a text in lower case, and where each begins."""

    def __init__(self, lowered: str) -> None:
        self.words: list[str] = []
        self.starts = array("i")
        once: dict[str, str] = {}  # each different word is in memory once, and hashed once
        start = 0
        while start < len(lowered):
            stop = lowered.find(" ", start + _CHUNK) + 1 or len(lowered)
            parts = _WORD.split(lowered[start:stop])  # what is between words, and they themselves
            words = parts[1::2]
            self.words += map(once.setdefault, words, words)
            self.starts.extend(list(accumulate(map(len, parts), initial=start))[1:-1:2])
            start = stop
        self.distinct = once.keys()

    def in_a_row(self, known: Mapping[str, Mapping[str, T]]) -> Iterator[tuple[int, T]]:
        """Which words begin two in a row of which something is known, by number, and that; it is kept by first and second."""
        for at, (following, word) in enumerate(zip(map(known.get, self.words), islice(self.words, 1, None), strict=False)):
            if following is not None and word in following:
                yield at, following[word]


def where(items: Iterable[T], wanted: Container[T]) -> Iterator[int]:
    """Which of the items are wanted, by number. It runs on every word of a page, so nothing here is a loop of Python's own."""
    return compress(count(), map(wanted.__contains__, items))


class OfWord(Struct, frozen=True, array_like=True, gc=False):
    """What is known of a word.

    `phrase` is what a phrase stands for that is this word alone: a number of `Index.keys` and an item, then the next. `phrases`
    are longer ones that begin with it, by their second word (none where something follows that is no word). `clauses` and
    `pairs` are those of patterns (`sieve.py`) that the word speaks for by itself, and with another one after it. What
    begins with two words is packed until a page holds both.
    """

    phrase: Numbers = ()
    phrases: dict[str, bytes] = {}
    clauses: Numbers = ()
    pairs: dict[str, bytes] = {}


class Words:
    """What is known of words, from what was packed of each."""

    def __init__(self, packed: Pieces) -> None:
        self._shelves = Shelves(packed, OfWord)
        self._met: set[str] = set()
        self._decode_phrases = msgspec.msgpack.Decoder(dict[str, Numbers]).decode
        self.unpacked = msgspec.msgpack.Decoder(Numbers).decode
        """The clauses of two words in a row."""
        self.phrases: dict[str, Numbers] = {}
        """What each phrase stands for."""
        self.openers: dict[str, dict[str, bytes]] = {}
        """Phrases, packed, by the two words that they begin with."""
        self.stubs: dict[str, Numbers] = {}
        """How long phrases are of a word and something after it that is no word."""
        self.clauses: dict[str, Numbers] = {}
        self.pairs: dict[str, dict[str, bytes]] = {}
        self._lengths: dict[bytes, Numbers] = {}

    def open(self, words: Set[str]) -> None:
        """Know what is known of these words from now on."""
        if len(self._met) > MOST:
            self._met.clear()
        for word in words - self._met:
            self._met.add(word)
            known = self._shelves.get(word)
            if known is None:
                continue
            if known.phrase:
                self.phrases[word] = known.phrase
            if known.phrases:
                if alone := known.phrases.pop("", b""):
                    self.stubs[word] = self._opened(alone)
                self.openers[word] = known.phrases
            if known.clauses:
                self.clauses[word] = known.clauses
            if known.pairs:
                self.pairs[word] = known.pairs

    def lengths(self, packed: bytes) -> Numbers:
        """How long the phrases are that were packed together."""
        known = self._lengths.get(packed)
        if known is None:
            known = self._lengths[packed] = self._opened(packed)
        return known

    def _opened(self, packed: bytes) -> Numbers:
        """Know these phrases from now on, and say how long they are."""
        those = self._decode_phrases(packed)
        self.phrases.update(those)
        return tuple(sorted({len(text) for text in those}))


class Index(msgspec.Struct, frozen=True):
    """Phrases as `OfWord` has them, by their first word, and the keys that they stand for, by number.

    `others` are phrases that begin with no word.
    """

    keys: list[Key]
    phrase: dict[str, Numbers]
    phrases: dict[str, dict[str, dict[str, Numbers]]]
    others: dict[str, Numbers]


def index(wanted: Iterable[tuple[str, Key, int]]) -> Index:
    """The index of phrases, given as written, each with what it stands for."""
    keys: dict[Key, int] = {}
    targets: dict[str, dict[tuple[int, int], None]] = {}
    for written, key, item in wanted:
        text = written if written.isascii() and written.islower() else lower(fold(written))
        if text:
            targets.setdefault(text, {})[keys.setdefault(key, len(keys)), item] = None
    found = Index([*keys], {}, {}, {})
    for text in sorted(targets):
        stands_for = tuple(number for target in targets[text] for number in target)
        first, *rest = _WORD.findall(text) or [""]
        if not first or not text.startswith(first):
            found.others[text] = stands_for
        elif text == first:
            found.phrase[first] = stands_for
        else:
            found.phrases.setdefault(first, {}).setdefault(rest[0] if rest else "", {})[text] = stands_for
    return found


class Spoken(msgspec.Struct, frozen=True):
    """Clauses that words speak for, and two words in a row, by the first of them; as `OfWord` has them."""

    words: dict[str, Numbers] = {}
    pairs: dict[str, dict[str, Numbers]] = {}


NOTHING = Spoken()


def packed(found: Index, spoken: Spoken = NOTHING) -> Pieces:
    """`OfWord` of each word that phrases or patterns begin with or need."""
    encode = msgspec.msgpack.Encoder(order="deterministic").encode
    made = {}
    for word in {*found.phrase, *found.phrases, *spoken.words, *spoken.pairs}:
        made[word] = OfWord(
            found.phrase.get(word, ()),
            {second: encode(those) for second, those in found.phrases.get(word, {}).items()},
            spoken.words.get(word, ()),
            {second: encode(clauses) for second, clauses in spoken.pairs.get(word, {}).items()},
        )
    return Shelves.filled(made)


class Phrases:
    """The phrases of an index, ready to be looked for."""

    def __init__(self, keys: list[Key], others: dict[str, Numbers], words: Words) -> None:
        self._keys = keys
        self._others = others
        self._words = words

    @classmethod
    def of(cls, wanted: Iterable[tuple[str, Key, int]]) -> Phrases:
        """Phrases as `index` takes them."""
        found = index(wanted)
        return cls(found.keys, found.others, Words(packed(found)))

    def find(self, tokens: Tokens, lowered: str, folded: str) -> Iterator[tuple[Key, int, int, int]]:
        """Key, item, start and end of every phrase that a text holds, overlaps included."""
        self._words.open(tokens.distinct)
        keys, phrases = self._keys, self._words.phrases
        for start, end, phrase in self._places(tokens, lowered):
            if on_edges(folded, start, end):
                stands_for = iter(phrases.get(phrase) or self._others[phrase])
                for key, item in zip(stands_for, stands_for, strict=True):
                    yield keys[key], item, start, end

    def _places(self, tokens: Tokens, text: str) -> Iterator[tuple[int, int, str]]:
        words, starts, known = tokens.words, tokens.starts, self._words.phrases
        openers, stubs = self._words.openers, self._words.stubs
        for at in where(words, known):
            yield starts[at], starts[at] + len(words[at]), words[at]
        looked_for: dict[int, Numbers] = {}
        for at, those in tokens.in_a_row(openers):
            looked_for[at] = self._words.lengths(those)
            yield from self._of_lengths(text, starts[at], looked_for[at])
        for at in where(words, stubs):
            others = looked_for.get(at, ())
            yield from self._of_lengths(text, starts[at], [one for one in stubs[words[at]] if one not in others])
        for phrase in self._others:
            start = text.find(phrase)
            while start >= 0:
                yield start, start + len(phrase), phrase
                start = text.find(phrase, start + 1)

    def _of_lengths(self, text: str, start: int, lengths: Iterable[int]) -> Iterator[tuple[int, int, str]]:
        phrases = self._words.phrases
        for length in lengths:
            phrase = text[start : start + length]
            if phrase in phrases and len(phrase) == length:  # a slice at the end of the text is short
                yield start, start + length, phrase
