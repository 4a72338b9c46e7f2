"""The body text of a page: the sentences that its reading level is measured on, and their words.

Left out are headings, tables, code, quotations, footnotes, lists of references and what is in another language.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from functools import cached_property, lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING

from linter.language import difficulty, syllables, tables
from linter.language.formulas import Counts
from linter.page import Kind

if TYPE_CHECKING:
    from linter.language.sentences import Sentence
    from linter.page import Page

_KINDS = frozenset({Kind.PARAGRAPH, Kind.ITEM, Kind.MEANING, Kind.CAPTION})

_STAND_IN = "name"  # one short word for each topic term and name
Profile = tuple[int, int, int, int, int, int]
"""Of one word: syllables, whether three or more, letters, characters, whether Gunning, and whether Dale would call it hard."""


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
        self.profiles = [_profile(token) for token in self.tokens]
        self.names = self._names()
        self.easy = self._easy(topic_terms)

    def _names(self) -> frozenset[str]:
        """Tokens written with a capital inside sentences, and never without."""
        inside: set[str] = set()
        for sentence in self.sentences:
            inside.update(self.tokens[sentence.first_word + 1 : sentence.last_word])
        tokens = set(self.tokens)
        return frozenset(token for token in inside if token[0].isupper() and token.lower() not in tokens)

    def _easy(self, topic_terms: Collection[str]) -> frozenset[str]:
        """Tokens that stand for the topic or are names."""
        topics = {_stem(word) for term in topic_terms for word in term.lower().replace("-", " ").split()}
        topics |= {_stem(token.lower()) for token in self._title() if syllables.count(token) > 2}
        return self.names.union(token for token in set(self.tokens) if _stem(token.lower()) in topics)

    def _title(self) -> list[str]:
        heading = next((block for block in self.page.blocks if block.kind is Kind.HEADING), None)
        words = self.page.title.split()
        if heading is not None:
            words += self.page.folded[heading.start : heading.end].split()
        return [word.strip(".,:;!?()\"'") for word in words]

    @cached_property
    def _raw(self) -> list[list[int]]:
        return _sums(self.profiles)

    @cached_property
    def _plain(self) -> list[list[int]]:
        return _sums(
            [
                _profile(_STAND_IN) if token in self.easy else profile
                for token, profile in zip(self.tokens, self.profiles, strict=True)
            ]
        )

    def counts(self, of: Iterable[Sentence], *, plain: bool = False) -> Counts:
        """What the formulas need to know of some sentences."""
        totals = [0] * 6
        columns = self._plain if plain else self._raw
        words = sentences = 0
        for sentence in of:
            first, last = sentence.first_word, sentence.last_word
            words += last - first
            sentences += 1
            for i, column in enumerate(columns):
                totals[i] += column[last] - column[first]
        return Counts(words, sentences, *totals)

    def load(self, sentence: Sentence) -> difficulty.Load:
        """What of a sentence costs its reader something."""
        folded, start, end = self.page.folded, sentence.start, sentence.end
        tokens = self.tokens[sentence.first_word : sentence.last_word]
        return difficulty.load(tokens, folded.count("(", start, end), folded.count(",", start, end), self.names)

    def long_words(self, sentence: Sentence) -> list[str]:
        """Words of three syllables or more that could be others, as written."""
        run = range(sentence.first_word, sentence.last_word)
        return [self.tokens[i] for i in run if self.profiles[i][1] and self.tokens[i] not in self.easy]


def _sums(profiles: Sequence[Profile]) -> list[list[int]]:
    """For each column the sum of what stands before every word, so that any stretch is one difference."""
    columns = zip(*profiles, strict=True) if profiles else ((),) * 6
    return [list(accumulate(column, initial=0)) for column in columns]


def _stem(word: str) -> str:
    """A word without possessive and plural, good enough to know it again on its page."""
    word = word.removesuffix("'s")
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "is", "us")) else word


@lru_cache(maxsize=1 << 16)
def _profile(word: str) -> Profile:
    n = syllables.count(word)
    plain = word.isalpha()
    letters = len(word) if plain else sum(map(str.isalpha, word))
    characters = len(word) if plain else sum(map(str.isalnum, word))
    return n, n > 2, letters, characters, _is_complex(word, n), _is_difficult(word, n)


def _is_difficult(word: str, n: int) -> bool:
    """Words that Dale and Chall would hardly have listed as familiar: rare ones, and the longer the less rare they need be.

    Frequencies were fitted to published values of the formula (docs/word-tables.md); no numeral is difficult.
    """
    return word[0].isalpha() and (n > 3 or tables.frequency(word) < (3.3 if n < 2 else 2.7 + n))


def _is_complex(word: str, n: int) -> bool:
    """Gunning's hard words: three syllables or more, not by joining easy words or by -es, -ed and -ing."""
    if n < 3:
        return False
    if "-" in word:
        return any(_is_complex(part, syllables.count(part)) for part in word.split("-"))
    if word.endswith(("ing", "ted", "ded", "ses", "ces", "zes", "xes", "ges", "shes", "ches")):
        n -= 1
    return n > 2
