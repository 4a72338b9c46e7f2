"""The body text of a page: the sentences that its reading level is measured on, and their words.

Left out are headings, tables, code, quotations, footnotes, lists of references and what is in another language. A compound
with a hyphen is one word, as Flesch, McLaughlin and Kincaid say.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from functools import cached_property
from operator import mul
from typing import TYPE_CHECKING

from linter.language import difficulty, syllables, tables
from linter.language.formulas import Counts
from linter.page import Kind
from linter.store.regexes import regex
from linter.store.remembered import Remembered

if TYPE_CHECKING:
    from linter.language.sentences import Sentence
    from linter.page import Page

_KINDS = frozenset({Kind.PARAGRAPH, Kind.ITEM, Kind.MEANING, Kind.CAPTION})

_STAND_IN = "name"  # one short word for each topic term and name

# McLaughlin counts any string of words that ends in a stop, `!` or `?` as a sentence, and so do other tools: "Sit!" she said.
# One pattern for each mark: `re` looks for a single character much faster than for one of two.
_INNER_ENDS = [regex(mark + r"[!?]*+[\"']*+\s++[\"']?+(?=[a-z])") for mark in ("!", r"\?")]
_OPENER = regex(r"[\"':](?:(?<=:) |(?<!:)(?<!\w.))(?=[A-Z])")  # before a capital that need be no name

# Of words that Gunning would call joined: the least letters of a part, how common it must be, and what looks like one.
_PART, _EASY = 4, 4.6
_LONGEST = 40  # letters; no two short words make a longer one
_AFFIXES = frozenset(["able", "anti", "fully", "lessly", "lessness", "less", "ship", "ships", "super"])

# Of one word, what the formulas add up: syllables, whether three or more, letters, characters, whether Gunning, and whether
# Dale would call it hard. All in one number, so many bits for each, because one running sum costs much less than six.
_BITS = 40
_FIELD = (1 << _BITS) - 1
_IS_LONG, _IS_COMPLEX = 1 << 1 * _BITS, 1 << 4 * _BITS


def sentences(page: Page, *more: Kind) -> list[Sentence]:
    """The sentences of the body that hold words, in order. `more` names kinds of block to count as body too."""
    kinds = _KINDS | set(more)
    left_out = page.references
    body = {
        i
        for i, block in enumerate(page.blocks)
        if block.kind in kinds and not block.quoted and not block.lang and i not in left_out
    }
    return [s for s in page.sentences if s.block in body and s.first_word < s.last_word]


class Body:
    """The body's sentences and counts. A text that is nothing but headings counts as body.

    Counts are raw, or `plain`: topic terms and names, which a page cannot do without, as if they were one short word.
    """

    def __init__(self, page: Page, topic_terms: Collection[str] = ()) -> None:
        self.page = page
        self.sentences = sentences(page) or sentences(page, Kind.HEADING)
        self.tokens = page.tokens
        self._words = self._in(self.sentences)
        self.uses = Counter(self._words)  # the tokens of the body, and how often it has each
        self.names = self._names()
        self.easy = self.names | self._topics(topic_terms)

    def _names(self) -> frozenset[str]:
        """Tokens written with a capital inside sentences, where no quotation or colon asks for it, and never without."""
        starts, tokens, known = self.page.words.starts, self.tokens, self.page.in_lower_case
        opening = {bisect_left(starts, match.end()) for match in _OPENER.finditer(self.page.folded)}
        firsts = [sentence.first_word for sentence in self.sentences]
        first = Counter([tokens[i] for i in firsts])
        capital = [token for token in self.uses if token[0].isupper() and known[token] not in known]
        names = {token for token in capital if self.uses[token] > first[token]}
        if doubtful := names & {tokens[i] for i in opening}:
            beside = opening.union(firsts)
            sure = {token for i, token in enumerate(tokens) if token in doubtful and i not in beside}
            names -= doubtful - sure
        return frozenset(names)

    def _topics(self, topic_terms: Collection[str]) -> frozenset[str]:
        """Tokens that stand for the topic: words of its terms, and the title's long ones."""
        topics = {_stem(word) for term in topic_terms for word in term.lower().replace("-", " ").split()}
        topics |= {_stem(token.lower()) for token in self._title() if syllables.count(token) > 2}
        return frozenset([token for token, lower in self.page.in_lower_case.items() if _STEMS[lower] in topics])

    def _title(self) -> list[str]:
        heading = self.page.first_heading
        words = self.page.title.split()
        if heading is not None:
            words += self.page.folded[heading.start : heading.end].split()
        return [word.strip(".,:;!?()\"'") for word in words]

    @cached_property
    def _inner_ends(self) -> list[int]:
        """The words, counted as in `tokens`, before which a `!` or `?` stands that ends no sentence of the page."""
        folded = self.page.folded
        ends = {match.end() for pattern in _INNER_ENDS for match in pattern.finditer(folded)}
        return [bisect_left(self.page.words.starts, end) for end in sorted(ends)]

    def counts(self, of: Sequence[Sentence], *, plain: bool = False) -> Counts:
        """What the formulas need to know of some sentences."""
        if of is self.sentences:
            return self.plain if plain else self.raw
        words = self._in(of)
        return self._counts(of, len(words), sum(map((self._plain_profiles if plain else self._profiles).__getitem__, words)))

    @cached_property
    def raw(self) -> Counts:
        """What the formulas need to know of the whole body."""
        return self._of_all(self._profiles)

    @cached_property
    def plain(self) -> Counts:
        """The same, where a topic term or a name counts as one short word."""
        return self._of_all(self._plain_profiles)

    def _of_all(self, profiles: dict[str, int]) -> Counts:
        return self._counts(self.sentences, len(self._words), sum(map(mul, profiles.values(), self.uses.values())))

    def _counts(self, of: Sequence[Sentence], words: int, total: int) -> Counts:
        sentences = len(of)
        if inner := self._inner_ends:
            sentences += sum(bisect_left(inner, s.last_word) - bisect_right(inner, s.first_word) for s in of)
        return Counts(words, sentences, *(total >> at & _FIELD for at in range(0, 6 * _BITS, _BITS)))

    @cached_property
    def _profiles(self) -> dict[str, int]:
        """What the formulas add up, of every word as in `uses`; no name is hard to Gunning."""
        profiles = dict(zip(self.uses, self._known[0], strict=True))
        profiles.update((name, profiles[name] & ~_IS_COMPLEX) for name in self.names)
        return profiles

    @cached_property
    def _plain_profiles(self) -> dict[str, int]:
        return {**self._profiles, **dict.fromkeys(self.easy & self.uses.keys(), _WORDS[_STAND_IN][0])}

    @cached_property
    def _known(self) -> tuple[tuple[int, ...], tuple[str, ...], tuple[int, ...]]:
        """Of the words as in `uses` what the formulas add up, what they are known by and what they cost."""
        profiles, keys, costs = zip(*map(_WORDS.__getitem__, self.uses), strict=True) if self.uses else ((), (), ())
        return profiles, keys, costs

    def _in(self, of: Iterable[Sentence]) -> list[str]:
        """The tokens of some sentences, in order."""
        tokens: list[str] = []
        for sentence in of:
            tokens += self.tokens[sentence.first_word : sentence.last_word]
        return tokens

    @cached_property
    def loads(self) -> list[difficulty.Load]:
        """What of every sentence of the body costs its reader something."""
        _, keys_of, costs_of = self._known
        keys = list(map(dict(zip(self.uses, keys_of, strict=True)).__getitem__, self._words))
        known = dict(zip(keys_of, costs_of, strict=True))
        known.update(map(difficulty.once_as_name, self.names))
        cost, folded, loads, first = known.__getitem__, self.page.folded, [], 0
        for sentence in self.sentences:
            words = sentence.last_word - sentence.first_word
            costs = map(cost, set(keys[first : first + words]))
            commas = folded.count(",", sentence.start, sentence.end)
            loads.append(difficulty.load(words, costs, folded.count("(", sentence.start, sentence.end), commas))
            first += words
        return loads

    @cached_property
    def difficulties(self) -> list[float]:
        """The difficulty of every sentence of the body."""
        return list(map(difficulty.score, self.loads))

    @property
    def long_words(self) -> dict[str, int]:
        """Words of three syllables or more that could be others, as written, and how often the body has each."""
        long = [token for token, profile in self._profiles.items() if profile & _IS_LONG and token not in self.easy]
        return {token: self.uses[token] for token in long}


def _stem(word: str) -> str:
    """A word without possessive and plural, good enough to know it again on its page."""
    word = word.removesuffix("'s")
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "is", "us")) else word


_STEMS = Remembered(_stem)


def _known(word: str) -> tuple[int, str, int]:
    """Of one word what the formulas add up, what it is known by and what it costs its reader (`difficulty.once`)."""
    return _profile(word), *difficulty.once(word)


_WORDS = Remembered(_known)


def _profile(word: str) -> int:
    n = syllables.count(word)
    plain = word.isalpha()
    letters = len(word) if plain else sum(map(str.isalpha, word))
    characters = len(word) if plain else sum(map(str.isalnum, word))
    packed = 0
    for field in (_is_difficult(word, n), _is_complex(word, n), characters, letters, n > 2, n):
        packed = packed << _BITS | field
    return packed


def _is_difficult(word: str, n: int) -> bool:
    """Words that Dale and Chall would hardly have listed as familiar: rare ones, and the longer the less rare they need be.

    Frequencies were fitted to published values of the formula (docs/word-tables.md); no numeral is difficult.
    """
    return word[0].isalpha() and (n > 3 or tables.frequency(word) < (3.3 if n < 2 else 2.7 + n))


def _is_complex(word: str, n: int) -> bool:
    """Gunning's hard words: three syllables or more, not by joining short easy words or by -es, -ed and -ing."""
    if n < 3:
        return False
    if "-" in word:
        return any(_is_complex(part, syllables.count(part)) for part in word.split("-"))
    if word.endswith(("ing", "ted", "ded", "ses", "ces", "zes", "xes", "ges", "shes", "ches")):
        n -= 1
    return n > 2 and not _is_joined(word.lower(), n)


def _is_joined(word: str, n: int) -> bool:
    """Whether a word of so many syllables is two short, common ones: newspaper, grandmother, everybody."""
    if len(word) > _LONGEST:
        return False
    for i in range(_PART, len(word) - _PART + 1):
        first, second = word[:i], word[i:]
        if tables.frequency(first) < _EASY or tables.frequency(second) < _EASY or not _AFFIXES.isdisjoint((first, second)):
            continue
        one, other = syllables.count(first), syllables.count(second)
        if one < 3 and other < 3 and one + other == n:
            return True
    return False
