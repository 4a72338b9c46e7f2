"""Whether what stands around a term reads as if it said what the term means, whatever its form.

`linter/language/definitions.py` knows the forms that can be foreseen, and `linter/language/likeness.py` the words of a term's
meaning. Writers go further: “nocturia gets you out of bed twice a night to pee” is in no form. And some use a form and say
nothing: “psoriasis is a big decision”. So a linear model over the words around a term, and over how much of its meaning they
hold, says how likely it is that they explain it. `tools/fit_explained.py` fits the weights to the passages in
`tools/explained`; docs/terms.md says how well that works.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from linter.language import alike, clauses, likeness, tables
from linter.page import Kind
from linter.store.regexes import regex
from linter.store.remembered import Remembered

if TYPE_CHECKING:
    from linter.page import Page

WEIGHTS = Path(__file__).with_name("data") / "explained.tsv"

_TOKEN = regex(r"[a-z][a-z']*|\d+|[^\sa-z\d]")
_EDGE = "|"  # what stands for the edge of a sentence
_NEAR = 16  # words on each side of a term, and of the sentences beside its own, that count
_BESIDE = 3  # words on each side of a term that count by their place too
_REACH = 300  # characters of a sentence on each side that are looked at
_MOST = 3  # words of a meaning; more tell no more
_LEAST = 2  # tenths of a meaning: any text says so much
_PARTS = 4  # shares of a meaning are told by quarters


class Around:
    """What stands around the terms of a page."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._known: dict[tuple[int, int], str] = {}

    def odds(self, start: int, end: int, of_term: likeness.Meaning) -> float:
        """How likely it is that the term at a place is explained there, as the logarithm of the odds: 0 is even."""
        weigh = _weights().__getitem__
        return (weigh(tables.BASE) + sum(map(weigh, self.features(start, end, of_term)))) / tables.SCALE

    def features(self, start: int, end: int, of_term: likeness.Meaning) -> Iterator[str]:
        """What speaks for an explanation, or against it.

        The words before and after the term in its sentence, and those of the sentences beside it; the nearest by their places;
        how much of the meaning each stretch holds, and those beyond; how much is said in words that are used alike.
        """
        page = self._page
        number = page.sentence_at(start)
        sentence = page.sentences[number]
        before = page.lower[max(sentence.start, start - _REACH) : start]
        after = page.lower[end : min(sentence.end, end + _REACH)]
        last, following = self._beside(number, -1), self._beside(number, 1)
        left, right, next_words = tokens(before), tokens(after), tokens(following)
        yield from _each("before", left[-_NEAR:])
        yield from _each("after", right[:_NEAR])
        yield from _each("last", tokens(last)[-_NEAR:])
        yield from _each("next", next_words[:_NEAR])
        for place in range(_BESIDE):
            yield f"left{place + 1}:{left[-place - 1] if place < len(left) else _EDGE}"
            yield f"right{place + 1}:{right[place] if place < len(right) else _EDGE}"
        yield f"left:{' '.join(left[-2:])}"
        yield f"right:{' '.join(right[:2])}"
        yield f"first:{' '.join(next_words[:1])}"
        yield f"firsts:{' '.join(next_words[:2])}"
        here, beside, back = of_term.held_by(f"{before} {after}"), of_term.held_by(following), of_term.held_by(last)
        yield from _said("here", here, of_term)
        yield from _said("next", beside, of_term)
        yield from _said("last", back, of_term)
        yield from _said("on", here | beside, of_term)
        yield from _said("back", back | here, of_term)
        far = of_term.held_by(f"{self._beside(number - 1, -1)} {self._beside(number + 1, 1)}")
        yield from _said("all", back | here | beside, of_term)
        yield from _said("far", back | here | beside | far, of_term)
        yield f"more far:{min(len(far - back - here - beside), _MOST)}"
        said = alike.words(f"{before} {after}", of_term.own)
        yield from _reached("here", of_term.share_in(said))
        yield from _reached("all", of_term.share_in({**said, **alike.words(f"{following} {last}", of_term.own)}))

    def _beside(self, number: int, step: Literal[-1, 1]) -> str:
        """The beginning of the sentence before or after another one; nothing where it stands apart: in another paragraph, if
        neither is a heading or a question."""
        known = self._known.get((number, step))
        if known is None:
            known = self._known[number, step] = self._read(number, step)
        return known

    def _read(self, number: int, step: Literal[-1, 1]) -> str:
        page = self._page
        if not 0 <= number + step < len(page.sentences):
            return ""
        first, second = (page.blocks[page.sentences[one].block] for one in sorted((number, number + step)))
        is_row = first.kind is second.kind is Kind.CELL and (first.group, first.row) == (second.group, second.row)
        is_asked = page.lower[first.start : first.end].rstrip(" '\"").endswith("?")
        leads = is_asked or first.kind is Kind.TERM or likeness.is_lead(page, first)
        if first is not second and not is_row and (not leads or second.kind is Kind.HEADING):
            return ""
        beside = page.sentences[number + step]
        return page.lower[beside.start : min(beside.end, beside.start + _REACH)]


def tokens(text: str) -> list[str]:
    """The words and signs of a text in lower case; numbers are all alike."""
    return [tables.NUMBER if one[0].isdigit() else one for one in _TOKEN.findall(text)]


def _each(where: str, words: Iterable[str]) -> Iterator[str]:
    return (f"{where}:{one}" for one in {clauses.stem(word) if word[0].isalpha() else word for word in words})


def _said(where: str, held: set[str], of_term: likeness.Meaning) -> Iterator[str]:
    """How many words of the meaning are held, and what share of them."""
    yield f"meaning {where}:{min(len(held), _MOST)}"
    yield f"share {where}:{_PARTS * len(held) // max(of_term.size, 1)}"


def _reached(where: str, share: float) -> Iterator[str]:
    """The tenths up to how much of the meaning is said in words that are used alike."""
    return (f"alike {where}:{tenth}" for tenth in range(_LEAST, 10) if share >= tenth / 10)


@cache
def _weights() -> Remembered[int]:
    """The weights of the table that ships; 0 for what it lacks."""
    find = tables.Sorted(WEIGHTS.read_bytes()).find
    return Remembered(lambda name: int(find(name) or 0))
