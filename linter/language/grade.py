"""How hard a page is to read: its formulas, its grade, its difficulty, and the sentences that make it so."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Sequence
from math import log
from statistics import median
from typing import TYPE_CHECKING

import msgspec

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


def grade(page: Page, topic_terms: Collection[str] = ()) -> Grade:
    """The reading level of a page. `topic_terms` are words that the page exists to teach; they do not count as hard."""
    return of_body(Body(page, topic_terms))


def of_body(body: Body, *, parts: bool = True) -> Grade:
    """The reading level of a page whose body is already counted; without `parts`, no sections and no hardest sentences."""
    page = body.page
    counts = body.counts(body.sentences)
    scores = _scores(body)
    return Grade(
        path=page.path,
        words=counts.words,
        sentences=counts.sentences,
        syllables=counts.syllables,
        polysyllables=counts.polysyllables,
        formulas=formulas(counts),
        grade=_school_grade(body.counts(body.sentences, plain=True)),
        confidence="high" if counts.words >= _ENOUGH_WORDS and counts.sentences >= _ENOUGH_SENTENCES else "low",
        difficulty=_mean(scores),
        sections=tuple(
            SectionGrade(
                page.text_of(heading), line_of(page, heading.start), _school_grade(inside), _mean(scores[run]), inside.words
            )
            for heading, run, inside in (sections(body) if parts else ())
        ),
        hardest=tuple(
            HardSentence(line_of(page, s.start), page.text[s.start : s.end], scores[i], reasons(body, s))
            for i, s in (_ranked(body, scores) if parts else ())
        ),
    )


def consensus(counts: Counts) -> float:
    """The median of the five formulas that give a grade; 0.0 for an empty text."""
    scores = formulas(counts)
    return round(max(0.0, median(scores[name] for name in _GRADES)), 1)


def _school_grade(counts: Counts) -> float:
    """The consensus as it is reported."""
    return min(_HIGHEST, consensus(counts))


def hardest(body: Body) -> list[Sentence]:
    """The hardest sentences that have something to shorten, the hardest first."""
    return [s for _, s in _ranked(body, _scores(body))]


def _scores(body: Body) -> list[float]:
    """The difficulty of each sentence."""
    return [_blend(words, syllable_count, letters) for words, syllable_count, letters in body.measures()]


def _ranked(body: Body, scores: list[float]) -> list[tuple[int, Sentence]]:
    ranked = sorted(range(len(scores)), key=lambda i: -scores[i])[: 2 * _HARDEST]
    return [(i, body.sentences[i]) for i in ranked if reasons(body, body.sentences[i])][:_HARDEST]


def reasons(body: Body, sentence: Sentence) -> tuple[str, ...]:
    """What makes a sentence hard."""
    found = []
    words = sentence.last_word - sentence.first_word
    if words > _LONG:
        found.append(f"{words} words")
    if long_words := sorted(dict.fromkeys(body.long_words(sentence)), key=len, reverse=True):
        found.append("long words: " + ", ".join(long_words[:3]))
    return tuple(found)


def difficulty(counts: Counts) -> float:
    """1 (easy) to 6 (hard): a blend of sentence length, syllables a word and letters a word.

    Weights follow readers' ratings of medical sentences. Longer sentences are harder, each further word a little less so; at
    one number of syllables the words with more letters are the older, plainer ones.
    """
    if not counts.words or not counts.sentences:
        return 1.0
    per = counts.sentences
    return _blend(counts.words / per, counts.syllables / per, counts.letters / per)


def _blend(words: float, syllable_count: float, letters: float) -> float:
    """The difficulty of a sentence of so many words, syllables and letters."""
    if not words:
        return 1.0
    blend = 1.0 + 0.7 * log(words) + 1.7 * syllable_count / words - 0.37 * letters / words
    return round(min(6.0, max(1.0, blend)), 2)


def _mean(scores: Sequence[float]) -> float:
    return round(sum(scores) / len(scores), 2) if scores else 1.0


def sections(body: Body) -> list[tuple[Block, slice, Counts]]:
    """Of every section with a heading and body text: its heading, its run of the body's sentences, and its counts (plain)."""
    page, found = body.page, []
    blocks = [sentence.block for sentence in body.sentences]
    for section in page.sections:
        run = slice(bisect_left(blocks, section.first), bisect_left(blocks, section.last))
        if section.heading is not None and run.start < run.stop:
            found.append((page.blocks[section.heading], run, body.counts(body.sentences[run], plain=True)))
    return found


def line_of(page: Page, position: int) -> int:
    """Line of the source of a place of the text."""
    return page.line_column(page.place(position, position + 1)[0])[0]
