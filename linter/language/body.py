"""The body text of a page: the sentences that its reading level is measured on, and their words.

Left out are headings, tables, code, quotations, footnotes, lists of references and what is in another language. A compound
with a hyphen is one word, as Flesch, McLaughlin and Kincaid say.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from functools import cached_property, lru_cache
from operator import itemgetter, mul
from typing import TYPE_CHECKING

from linter.language import difficulty, syllables, tables
from linter.language.formulas import Counts
from linter.page import Kind
from linter.regexes import regex

if TYPE_CHECKING:
    from linter.language.sentences import Sentence
    from linter.page import Page

_KINDS = frozenset({Kind.PARAGRAPH, Kind.ITEM, Kind.MEANING, Kind.CAPTION})

_STAND_IN = "name"  # one short word for each topic term and name

# McLaughlin counts any string of words that ends in a stop, `!` or `?` as a sentence, and so do other tools: "Sit!" she said.
_INNER_END = regex(r"[!?]++[\"']*+\s++[\"']?+(?=[a-z])")
_OPENER = regex(r"[\"':](?:(?<=:) |(?<!:)(?<!\w.))(?=[A-Z])")  # before a capital that need be no name

# Of words that Gunning would call joined: the least letters of a part, how common it must be, and what looks like one.
_PART, _EASY = 4, 4.6
_LONGEST = 40  # letters; no two short words make a longer one
_AFFIXES = frozenset(["able", "anti", "fully", "lessly", "lessness", "less", "ship", "ships", "super"])

# Of one word, what the formulas add up: syllables, whether three or more, letters, characters, whether Gunning, and whether
# Dale would call it hard. All in one number, so many bits for each, because one running sum costs much less than six.
_BITS = 40
_FIELD = (1 << _BITS) - 1
_LONG, _LETTERS, _COMPLEX = 1 * _BITS, 2 * _BITS, 4 * _BITS


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
        folded = page.folded
        self.tokens = [folded[start:end] for start, end in page.words]
        self.names = self._names()
        self.easy = self.names | self._topics(topic_terms)

    def _names(self) -> frozenset[str]:
        """Tokens written with a capital inside sentences, where no quotation or colon asks for it, and never without."""
        words, tokens = self.page.words, self.tokens
        opening = {bisect_left(words, (match.end(),)) for match in _OPENER.finditer(self.page.folded)}
        inside: set[str] = set()
        for sentence in self.sentences:
            inside.update(tokens[sentence.first_word + 1 : sentence.last_word])
        known = set(tokens)
        names = {token for token in inside if token[0].isupper() and token.lower() not in known}
        if doubtful := names & {tokens[i] for i in opening}:
            firsts = {sentence.first_word for sentence in self.sentences}
            sure = {token for i, token in enumerate(tokens) if token in doubtful and i not in opening and i not in firsts}
            names -= doubtful - sure
        return frozenset(names)

    def _topics(self, topic_terms: Collection[str]) -> frozenset[str]:
        """Tokens that stand for the topic: words of its terms, and the title's long ones."""
        topics = {_stem(word) for term in topic_terms for word in term.lower().replace("-", " ").split()}
        topics |= {_stem(token.lower()) for token in self._title() if syllables.count(token) > 2}
        return frozenset(token for token in set(self.tokens) if _stem(token.lower()) in topics) if topics else frozenset()

    def _title(self) -> list[str]:
        heading = next((block for block in self.page.blocks if block.kind is Kind.HEADING), None)
        words = self.page.title.split()
        if heading is not None:
            words += self.page.folded[heading.start : heading.end].split()
        return [word.strip(".,:;!?()\"'") for word in words]

    @cached_property
    def _inner_ends(self) -> list[int]:
        """The words, counted as in `tokens`, before which a `!` or `?` stands that ends no sentence of the page."""
        folded = self.page.folded
        if "!" not in folded and "?" not in folded:
            return []
        return [bisect_left(self.page.words, (match.end(),)) for match in _INNER_END.finditer(folded)]

    def counts(self, of: Sequence[Sentence], *, plain: bool = False) -> Counts:
        """What the formulas need to know of some sentences."""
        uses = self.uses if of is self.sentences else self._uses(of)
        total = self._total if uses is self.uses else _total(uses)
        if plain:
            easy = self.easy & uses.keys()
            total += sum(uses[token] * (_profile(_STAND_IN) - _profile(token)) for token in easy)
        else:  # no name is hard to Gunning
            total -= sum(uses[name] << _COMPLEX for name in self.names & uses.keys() if _profile(name) >> _COMPLEX & 1)
        sentences = len(of)
        if inner := self._inner_ends:
            sentences += sum(bisect_left(inner, s.last_word) - bisect_right(inner, s.first_word) for s in of)
        return Counts(uses.total(), sentences, *(total >> at & _FIELD for at in range(0, 6 * _BITS, _BITS)))

    @cached_property
    def _total(self) -> int:
        return _total(self.uses)

    @cached_property
    def uses(self) -> Counter[str]:
        """The tokens of the body, and how often it has each."""
        return self._uses(self.sentences)

    def _uses(self, of: Iterable[Sentence]) -> Counter[str]:
        return Counter([token for sentence in of for token in self.tokens[sentence.first_word : sentence.last_word]])

    @cached_property
    def _costs(self) -> tuple[list[str], dict[str, int]]:
        """Of every word what it is known by, "" where it costs nothing; and what each of these costs, packed."""
        tokens = set(self.tokens)
        once = list(map(difficulty.once, tokens, map(self.names.__contains__, tokens)))
        known = dict(zip(tokens, map(itemgetter(0), once), strict=True))
        return list(map(known.__getitem__, self.tokens)), dict(once)

    def load(self, sentence: Sentence) -> difficulty.Load:
        """What of a sentence costs its reader something."""
        keys, costs = self._costs
        folded, start, end = self.page.folded, sentence.start, sentence.end
        first, last = sentence.first_word, sentence.last_word
        return difficulty.load(
            last - first,
            map(costs.__getitem__, set(keys[first:last])),
            folded.count("(", start, end),
            folded.count(",", start, end),
        )

    @cached_property
    def difficulties(self) -> list[float]:
        """The difficulty of every sentence of the body."""
        return [difficulty.score(self.load(sentence)) for sentence in self.sentences]

    @property
    def long_words(self) -> dict[str, int]:
        """Words of three syllables or more that could be others, as written, and how often the body has each."""
        return {token: n for token, n in self.uses.items() if _profile(token) >> _LONG & 1 and token not in self.easy}


def _total(uses: Counter[str]) -> int:
    """What the formulas add up, of all these words."""
    return sum(map(mul, map(_profile, uses), uses.values()))


def _stem(word: str) -> str:
    """A word without possessive and plural, good enough to know it again on its page."""
    word = word.removesuffix("'s")
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "is", "us")) else word


@lru_cache(maxsize=1 << 15)
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
