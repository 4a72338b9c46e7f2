"""Where a page holds words that the house accepts (`vocabulary`): in any case, singular or plural, also of several words."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from linter.page import Page
from linter.search.hits import Places
from linter.search.phrases import Phrases, Tokens

_KEY = ("", "vocabulary")
_POSSESSIVES = ("'s", "'")
# One and many, in words from Latin and Greek; a form that does not exist stands on no page.
_ENDINGS = tuple(pair.split() for pair in ("a ae", "ax aces", "ex ices", "is es", "ix ices", "ma mata", "on a", "um a", "us i"))


class Accepted:
    """The places of accepted words on one page."""

    def __init__(self, page: Page, vocabulary: frozenset[str]) -> None:
        self._page = page
        found = _phrases(vocabulary).find(Tokens(page.lower), page.lower, page.folded)
        self._places = Places((start, end) for _, _, start, end in found)

    def covers(self, start: int, end: int) -> bool:
        """Whether a place is an accepted word or part of one; its possessive too."""
        reach = self._places.reach(start)
        return reach > start and self._page.folded[reach:end] in ("", *_POSSESSIVES)


@lru_cache(maxsize=8)
def _phrases(vocabulary: frozenset[str]) -> Phrases:
    return Phrases.of((form, _KEY, 0) for form in sorted({form for word in vocabulary for form in _numbers(word)}))


def _numbers(word: str) -> Iterable[str]:
    """A word with its other number, as far as the ending tells: stents, biopsy and biopsies, stenosis and stenoses."""
    yield word
    for pair in _ENDINGS:
        for old, new in (pair, reversed(pair)):
            if word.endswith(old):
                yield word.removesuffix(old) + new
    if word.endswith("ies"):
        yield word[:-3] + "y"
    elif word.endswith("y") and word[-2:-1] not in "aeiou":
        yield word[:-1] + "ies"
    if word.endswith("s"):
        yield word[:-1]
    elif word.endswith(("x", "z", "ch", "sh")):
        yield word + "es"
    else:
        yield word + "s"
