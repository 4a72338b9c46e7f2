"""How hard a page is to read: its formulas, its grade, its difficulty, and the sentences that make it so."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from heapq import nsmallest
from itertools import islice
from typing import TYPE_CHECKING

import msgspec

from linter.language import difficulty
from linter.language.body import Body
from linter.language.formulas import Counts, formulas

if TYPE_CHECKING:
    from linter.language.sentences import Sentence
    from linter.page import Block, Page

_GRADES = ("flesch_kincaid", "smog", "gunning_fog", "coleman_liau", "automated_readability")
_ENOUGH_WORDS, _ENOUGH_SENTENCES = 100, 8
_HIGHEST = 18.0  # schooling ends here; more only says that some sentence does not end
_LONG = 20  # words in a sentence, from which its length is a reason
_HARDEST = 5
_NAMED = 3  # words of each kind that a reason names


class SectionGrade(msgspec.Struct, frozen=True):
    """The reading level of one section, and the words it is measured on."""

    heading: str
    line: int
    grade: float
    difficulty: float
    words: int


class HardSentence(msgspec.Struct, frozen=True):
    """A sentence, how hard it is, and why."""

    line: int
    text: str
    difficulty: float
    reasons: tuple[str, ...]


class HardWord(msgspec.Struct, frozen=True):
    """A word that makes the page hard, and how often the body has it."""

    word: str
    count: int


class Grade(msgspec.Struct, frozen=True, kw_only=True):
    """The reading level of a page. `formulas` are raw; `grade` is a US school grade, `difficulty` 1 (easy) to 6 (hard).

    `confidence` is "low" where the text is too short for the formulas to mean much.
    """

    path: str
    words: int
    sentences: int
    syllables: int
    polysyllables: int
    formulas: dict[str, float]
    grade: float
    confidence: str
    difficulty: float
    sections: tuple[SectionGrade, ...]
    hardest: tuple[HardSentence, ...]
    hardest_words: tuple[HardWord, ...]


def grade(page: Page, topic_terms: Collection[str] = ()) -> Grade:
    """The reading level of a page. `topic_terms` are words that the page exists to teach; they do not count as hard."""
    return of_body(Body(page, topic_terms))


def of_body(body: Body, *, parts: bool = True) -> Grade:
    """The reading level of a page whose body is already counted; without `parts`, no sections and no hardest sentences."""
    page = body.page
    counts = body.raw
    scores = body.difficulties
    return Grade(
        path=page.path,
        words=counts.words,
        sentences=counts.sentences,
        syllables=counts.syllables,
        polysyllables=counts.polysyllables,
        formulas=formulas(counts),
        grade=_school_grade(body.plain),
        confidence="high" if counts.words >= _ENOUGH_WORDS and counts.sentences >= _ENOUGH_SENTENCES else "low",
        difficulty=_mean(scores),
        sections=tuple(
            SectionGrade(
                page.text_of(heading), line_of(page, heading.start), _school_grade(inside), _mean(scores[run]), inside.words
            )
            for heading, run, inside in (sections(body) if parts else ())
        ),
        hardest=tuple(
            HardSentence(line_of(page, sentence.start), page.text[sentence.start : sentence.end], score, reasons)
            for sentence, score, reasons in (hardest(body, _HARDEST) if parts else ())
        ),
        hardest_words=tuple(hardest_words(body) if parts else ()),
    )


def consensus(counts: Counts) -> float:
    """The median of the five formulas that give a grade; 0.0 for an empty text."""
    scores = formulas(counts)
    return round(max(0.0, sorted(scores[name] for name in _GRADES)[len(_GRADES) // 2]), 1)


def _school_grade(counts: Counts) -> float:
    """The consensus as it is reported."""
    return min(_HIGHEST, consensus(counts))


def hardest(body: Body, most: int, of: slice = slice(None)) -> list[tuple[Sentence, float, tuple[str, ...]]]:
    """The hardest sentences that have something to shorten, `most` at most, the hardest first, each with its difficulty and
    what makes it hard; of a run of the body's sentences or all.
    """
    scores = body.difficulties
    ranked = sorted(range(len(scores))[of], key=scores.__getitem__, reverse=True)[: 2 * _HARDEST]
    reasoned = ((body.sentences[i], scores[i], _reasons(body, body.sentences[i])) for i in ranked)
    return list(islice((one for one in reasoned if one[2]), most))


def _reasons(body: Body, sentence: Sentence) -> tuple[str, ...]:
    """What makes a sentence hard, as a writer can mend it: its length, and its words by what is hard about them."""
    found = []
    if (words := sentence.last_word - sentence.first_word) > _LONG:
        found.append(f"{words} words")
    costs = difficulty.costly(body.tokens[sentence.first_word : sentence.last_word], body.easy)
    unknown = costs["unknown"]
    if unknown:
        few = "1 word" if len(unknown) == 1 else f"{len(unknown)} words"
        found.append(f"{few} few readers know: {_some(unknown)}")
    found += [f"{title}: {_some(costs[kind])}" for kind, title in _KINDS.items() if costs[kind]]
    return tuple(found)


_KINDS = {"science": "words from science", "short": "short forms", "long": "long words"}


def _some(words: Sequence[str]) -> str:
    return ", ".join(words[:_NAMED])


def hardest_words(body: Body) -> list[HardWord]:
    """The words that cost readers most over the whole page: how rare and long each is, times how often it stands there."""
    counts: Counter[str] = Counter()
    for token in difficulty.to_replace(body.uses, body.easy):
        counts[token.lower()] += body.uses[token]
    ranked = nsmallest(_HARDEST, [(-count * difficulty.weight(word), word) for word, count in counts.items()])
    return [HardWord(word, counts[word]) for _, word in ranked]


def _mean(scores: Sequence[float]) -> float:
    return round(sum(scores) / len(scores), 2) if scores else difficulty.EASIEST


def sections(body: Body, least: int = 1) -> Iterator[tuple[Block, slice, Counts]]:
    """Of every section with a heading and `least` words or more: its heading, its run of the body's sentences, and its counts
    (plain).
    """
    page = body.page
    blocks = [sentence.block for sentence in body.sentences]
    for section in page.sections:
        if section.heading is None:
            continue
        run = slice(bisect_left(blocks, section.first), bisect_left(blocks, section.last))
        inside = body.sentences[run]
        if sum([sentence.last_word - sentence.first_word for sentence in inside]) >= least:
            yield page.blocks[section.heading], run, body.counts(inside, plain=True)


def line_of(page: Page, position: int) -> int:
    """Line of the source of a place of the text."""
    return page.line_column(page.place(position, position + 1)[0])[0]
