"""Sentences that read like unsafe advice, or like a claim that nobody can support, whatever their words.

Rules with patterns find what can be foreseen. What people really write is not foreseen: “leave the brown one in the drawer”,
“it sends diabetes packing”. So a linear model over words, pairs and triples of words says how likely that is of a sentence.
`tools/fit_guesses.py` fits the weights to the texts in `tools/guesses`; docs/guesses.md says how well that works.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import accumulate
from math import sqrt
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple, get_args

import msgspec

from linter.language import surroundings, tables
from linter.search.hits import TAGS, longest
from linter.store.regexes import regex
from linter.store.remembered import Remembered

if TYPE_CHECKING:
    from linter.language.sentences import Sentence
    from linter.page import Page
    from linter.search.hits import Hit

WEIGHTS = Path(__file__).with_name("data") / "guesses.tsv"
GuessKind = Literal[
    # unsafe advice
    "stop-medicine",
    "dose-change",
    "delay-care",
    "replace-treatment",
    # claims
    "absolute-safety",
    "comparative-unsourced",
    "cure",
    "guarantee",
    "natural-safe",
    "off-label",
    "outcome-promise",
    "superlative",
    "supplement-disease-claim",
    "testimonial",
    "urgency",
]
"""What a sentence may be guessed to be: the rules of these names ask for it."""


class Family(NamedTuple):
    """Kinds that are told from all other sentences together, then from each other; `at` is the column of the first weight."""

    kinds: tuple[GuessKind, ...]
    at: int


def _families(*kinds: tuple[GuessKind, ...]) -> tuple[Family, ...]:
    places = accumulate((len(one) + 1 for one in kinds), initial=0)
    return tuple(Family(one, at) for one, at in zip(kinds, places, strict=False))


_KINDS: tuple[GuessKind, ...] = get_args(GuessKind)
_ADVICE = 4  # of them
FAMILIES = _families(_KINDS[:_ADVICE], _KINDS[_ADVICE:])
COLUMNS = sum(len(family.kinds) + 1 for family in FAMILIES)
"""Weights in a row: for each family one that it is of it at all, then one for each of its kinds."""

MEDICINE, CONDITION, OTHER, START, END, BESIDE = "<medicine>", "<condition>", "<other>", "^", "$", "~"
"""What stands for the name of a medicine or an illness, for a word that the table lacks, for the edges of a
sentence; and before a word that stands near the sentence."""
Named = Literal["condition", "danger", "drug"]
NEAR: dict[Named, str] = {name: f"{BESIDE}<{name}>" for name in get_args(Named)}
NEAR_BY = {name: word for tag, word in NEAR.items() for name in TAGS[tag]}
"""What stands for a medicine, an illness or a sign of danger that is named near a sentence, by the list of the lexicon."""
BESIDE_FACTOR = 0.3
"""What a word near the sentence counts beside one of its own."""
LONGEST = 3
"""Words that have one weight together."""

_FEWEST, _MOST = 3, 50  # words of a sentence that is looked at: a longer one is a list that was flattened
_SHORT = 6  # words below which a sentence weighs no more for being shorter
_NEAR = 8  # sentences of a block that tell what a sentence is about
# What the single words of such a sentence come to at least, as odds: pairs and triples are looked up for no sentence below it.
LEAST = -3.5
_PARTS = regex(r"[,:;()]| -{1,2} ")

Weights = tuple[int, ...]  # of `COLUMNS`


class Guess(msgspec.Struct, frozen=True):
    """What a sentence reads like: its clauses that say most of it, of what kind it is, and how sure that is.

    `start` and `end` are offsets into `Page.text`; `score` is the logarithm of the odds, so that 0 is even. `near` is what is
    named in its block, or in one that says what its “it” is.
    """

    start: int
    end: int
    kind: GuessKind
    score: float
    near: frozenset[Named]


class Table:
    """The weights of words, and of pairs and triples of words."""

    def __init__(self, lines: bytes) -> None:
        self._find = tables.Sorted(lines).find
        self.of = Remembered(self._read).__getitem__
        """The weights of a word, a pair or a triple; none where the table lacks it."""
        self.base = self.of(tables.BASE)
        self._alone = {family.at: Remembered(self._of_family(family)).__getitem__ for family in FAMILIES}

    def _read(self, words: str) -> Weights:
        found = self._find(words)
        return tuple([int(one) if one else 0 for one in found.split(b"\t")]) if found else ()

    def _of_family(self, family: Family) -> Callable[[str], int]:
        nothing = (0,) * COLUMNS
        return lambda word: (self.of(word) or self.of(OTHER) or nothing)[family.at]

    def singly(self, words: Iterable[str], factor: float, family: Family) -> float:
        """What `odds` says by the single words of a sentence alone, which are quickly looked up."""
        return (self.base[family.at] + factor * sum(map(self._alone[family.at], {START, *words, END}))) / tables.SCALE


@cache
def table() -> Table:
    """The table that ships, read once."""
    return Table(WEIGHTS.read_bytes())


# -- a page as the model sees it -----------------------------------------------------------------


class Said(NamedTuple):
    """The words of a sentence as the model counts them. `masked` has one word for each illness that is named, and nothing
    where none is; `runs` are the numbers of the words that each of them stands for, the first and one past the last."""

    words: list[str]
    masked: list[str]
    runs: list[tuple[int, int]]


class Sight:
    """The words of a page's sentences, and what is named near them. `named` are the places of what `NEAR_BY` lists, by list."""

    def __init__(self, page: Page, named: Mapping[str, Iterable[Hit]]) -> None:
        self.page = page
        medicines = {page.lower[hit.start : hit.end] for hit in named["medicine"]}
        as_counted = {word: _as_counted(word.strip("'-"), medicines) for word in set(page.lower_tokens)}
        self._words = [*map(as_counted.__getitem__, page.lower_tokens)]
        starts = page.words.starts
        runs = ((bisect_left(starts, hit.start), bisect_left(starts, hit.end)) for hit in longest(list(named["condition"])))
        self._conditions = [(first, last) for first, last in runs if first < last]
        self._near: dict[int, set[str]] = {}
        self._title = next((section.heading for section in page.sections if section.level == 1), None)
        for name, hits in named.items():
            for hit in hits:
                self._near.setdefault(page.block_at(hit.start), set()).add(NEAR_BY[name])

    def said(self, sentence: Sentence) -> Said:
        words, offset = self.words(sentence), sentence.first_word
        begin, end = (bisect_left(self._conditions, place, key=itemgetter(0)) for place in (offset, sentence.last_word))
        if begin == end:
            return Said(words, [], [])
        illnesses = [(first - offset, min(last - offset, len(words))) for first, last in self._conditions[begin:end]]
        runs, at = list[tuple[int, int]](), 0
        for first, last in illnesses:
            runs += (*((place, place + 1) for place in range(at, first)), (first, last))
            at = last
        runs += ((place, place + 1) for place in range(at, len(words)))
        named = {first for first, _ in illnesses}
        return Said(words, [CONDITION if first in named else words[first] for first, _ in runs], runs)

    def words(self, sentence: Sentence) -> list[str]:
        """The words of a sentence in lower case, names of medicines and numbers all alike."""
        return self._words[sentence.first_word : sentence.last_word]

    def near(self, sentence: Sentence) -> set[str]:
        """What is named in a sentence's block, and in those that say what its “it” is."""
        return {one for block in self._blocks(sentence) for one in self._near.get(block, ())}

    def titled(self) -> set[str]:
        """What is named in the page's title."""
        return self._near.get(self._title, set()) if self._title is not None else set()

    def beside(self, sentence: Sentence) -> list[str]:
        """The words of those blocks, and of the page's title."""
        found: dict[str, None] = {}
        for block in dict.fromkeys((*self._blocks(sentence), *([self._title] if self._title is not None else []))):
            first = self.page.sentence_at(self.page.blocks[block].start)
            for one in self.page.sentences[first : first + _NEAR]:
                if one.block == block:
                    found.update(dict.fromkeys(self.words(one)))
        return [f"{BESIDE}{word}" for word in found]

    def _blocks(self, sentence: Sentence) -> list[int]:
        return [sentence.block, *surroundings.before(self.page, sentence.block)]


def _as_counted(word: str, medicines: Container[str]) -> str:
    return MEDICINE if word in medicines else tables.NUMBER if word[:1].isdigit() else word


def is_asked(sentence: Sentence) -> bool:
    """Whether a sentence is looked at: neither too short nor too long."""
    return _FEWEST <= sentence.last_word - sentence.first_word <= _MOST


def features(said: Said, known: Callable[[str], object]) -> Iterator[tuple[str, int, int]]:
    """The words, pairs and triples of a sentence, each with the numbers of its first word and one past its last; then those
    with an illness in them, whichever it is.

    `known` says whether a word has a weight of its own; those that have none are all alike.
    """
    line = [START, *(word if known(word) else OTHER for word in said.words), END]
    for length in range(1, LONGEST + 1):
        for at, one in enumerate(map(" ".join, zip(*(line[first:] for first in range(length)), strict=False))):
            yield one, max(at - 1, 0), min(at - 1 + length, len(said.words))
    if not said.masked:
        return
    line = [START, *(word if known(word) else OTHER for word in said.masked), END]
    runs = [(0, 0), *said.runs, (len(said.words), len(said.words))]
    for illness in (at for at, word in enumerate(line) if word == CONDITION):
        for length in range(1, LONGEST + 1):
            for at in range(max(illness - length + 1, 0), min(illness, len(line) - length) + 1):
                yield " ".join(line[at : at + length]), runs[at][0], runs[at + length - 1][1]


def length_factor(words: Sequence[str]) -> float:
    """What the sum of weights is multiplied with, so that a long sentence weighs no more for being long."""
    return 1 / sqrt(max(len(words), _SHORT))


# -- what the weights say ------------------------------------------------------------------------


def odds(found: Iterable[Weights], factor: float, base: Weights, family: Family) -> float:
    """How likely it is that a sentence is of a family, as the logarithm of the odds, by the weights of what it holds."""
    at = family.at
    return (base[at] + factor * sum([one[at] for one in found])) / tables.SCALE


def all_of(said: Said, weighed: Table) -> dict[str, tuple[Weights, int, int]]:
    """The words, pairs and triples of a sentence that have weights, with the weights and the places in it."""
    return {one: (row, first, last) for one, first, last in features(said, weighed.of) if (row := weighed.of(one))}


def kind(found: Iterable[Weights], beside: Iterable[Weights], factor: float, base: Weights, family: Family) -> GuessKind:
    """Of which kind of a family a sentence is, by the weights of what it holds and of the words near it."""
    rows, near = [*found], [*beside]
    sums = [
        base[column] + factor * sum([row[column] for row in rows]) + BESIDE_FACTOR * sum([row[column] for row in near])
        for column in range(family.at + 1, family.at + 1 + len(family.kinds))
    ]
    return family.kinds[sums.index(max(sums))]


def find(page: Page, named: Mapping[str, Iterable[Hit]]) -> Iterator[Guess]:
    """What the sentences of a page read like, in order; `named` as `Sight` asks for it."""
    sight = Sight(page, named)
    weighed = table()
    for sentence in page.sentences:
        if not is_asked(sentence):
            continue
        said = sight.said(sentence)
        factor = length_factor(said.words)
        likely = [family for family in FAMILIES if weighed.singly(said.words, factor, family) >= LEAST]
        if not likely:
            continue
        places, near = all_of(said, weighed), sight.near(sentence)
        rows = [*(row for row, _, _ in places.values()), *filter(None, map(weighed.of, near))]
        score, family = max((odds(rows, factor, weighed.base, family), family) for family in likely)
        if score > 0:
            beside = filter(None, map(weighed.of, sight.beside(sentence)))
            about = kind(rows, beside, factor, weighed.base, family)
            start, end = _clauses(page, sentence, *_heaviest(len(said.words), places.values(), family))
            around = near | sight.titled()
            yield Guess(start, end, about, score, frozenset(name for name, word in NEAR.items() if word in around))


# -- where it stands -----------------------------------------------------------------------------


def _heaviest(count: int, places: Iterable[tuple[Weights, int, int]], family: Family) -> tuple[int, int]:
    """The run of a sentence's words that weighs most, the number of its first and one past its last."""
    each = [0.0] * count
    for row, first, last in places:
        for at in range(first, last):
            each[at] += row[family.at] / (last - first)
    best, run = (each[0], 0, 1), (each[0], 0)
    for at, one in enumerate(each[1:], 1):
        run = (run[0] + one, run[1]) if run[0] > 0 else (one, at)
        if run[0] > best[0]:
            best = (run[0], run[1], at + 1)
    return best[1], best[2]


def _clauses(page: Page, sentence: Sentence, first: int, last: int) -> tuple[int, int]:
    """The clauses that hold a run of a sentence's words: from a comma, a colon or a dash to the next, or to an edge."""
    starts, ends = page.words.starts, page.words.ends
    first, last = sentence.first_word + first, sentence.first_word + last - 1
    while first > sentence.first_word and not _PARTS.search(page.folded, ends[first - 1], starts[first]):
        first -= 1
    while last + 1 < sentence.last_word and not _PARTS.search(page.folded, ends[last], starts[last + 1]):
        last += 1
    return starts[first], ends[last]
