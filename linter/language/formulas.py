"""Readability formulas, each as it was published. All but Flesch's reading ease and Dale and Chall's score give a school grade.

None divides by zero: a text without words has 0.0 in every formula. How words, sentences and syllables are counted is
`linter.language.body`'s affair; docs/reading-level.md compares the results with published values and with other tools.
"""

from __future__ import annotations

from math import sqrt

import msgspec


class Counts(msgspec.Struct, frozen=True):
    """What the formulas count in a text. `letters` are letters only, `characters` letters and digits."""

    words: int = 0
    sentences: int = 0  # a "!" or "?" before small letters ends one too
    syllables: int = 0
    polysyllables: int = 0  # words of three syllables or more
    letters: int = 0
    characters: int = 0
    complex_words: int = 0  # as Gunning counts them
    difficult_words: int = 0  # as near as a word's frequency tells what Dale and Chall would call difficult


def formulas(counts: Counts) -> dict[str, float]:
    """Every formula by its name in the reports."""
    if not counts.words or not counts.sentences:
        return dict.fromkeys(_FORMULAS, 0.0)
    return {name: round(formula(counts), 2) for name, formula in _FORMULAS.items()}


def flesch_reading_ease(counts: Counts) -> float:
    """R. Flesch, "A new readability yardstick", Journal of Applied Psychology 32 (1948). Mostly 0 to 100; higher is easier."""
    return 206.835 - 1.015 * counts.words / counts.sentences - 84.6 * counts.syllables / counts.words


def flesch_kincaid(counts: Counts) -> float:
    """J. P. Kincaid, R. P. Fishburne, R. L. Rogers and B. S. Chissom, US Navy Research Branch Report 8-75 (1975)."""
    return 0.39 * counts.words / counts.sentences + 11.8 * counts.syllables / counts.words - 15.59


def smog(counts: Counts) -> float:
    """G. H. McLaughlin, "SMOG grading: a new readability formula", Journal of Reading 12 (1969).

    He fitted the equation to 30 sentences: polysyllables of a longer or shorter text are scaled to 30, and of a text of few
    sentences the grade is rough (`confidence` says so). His shorter way for work by hand, 3 and the square root to the nearest
    whole number, gives about half a grade less; some tables and tools use it.
    """
    return 3.1291 + 1.043 * sqrt(counts.polysyllables * 30 / counts.sentences)


def gunning_fog(counts: Counts) -> float:
    """R. Gunning, "The technique of clear writing" (1952).

    Of the words of three syllables or more he leaves out names, words joined from short easy ones, and those that only
    -es, -ed or -ing makes so long: `complex_words` does the same.
    """
    return 0.4 * (counts.words / counts.sentences + 100 * counts.complex_words / counts.words)


def coleman_liau(counts: Counts) -> float:
    """M. Coleman and T. L. Liau, "A computer readability formula designed for machine scoring" (1975).

    Journal of Applied Psychology 60. From letters and sentences per 100 words; no syllables.
    """
    return 5.88 * counts.letters / counts.words - 29.6 * counts.sentences / counts.words - 15.8


def automated_readability(counts: Counts) -> float:
    """R. J. Senter and E. A. Smith, "Automated readability index", AMRL-TR-66-220 (1967). Digits count as letters."""
    return 4.71 * counts.characters / counts.words + 0.5 * counts.words / counts.sentences - 21.43


def dale_chall(counts: Counts) -> float:
    """E. Dale and J. S. Chall, "A formula for predicting readability" (1948), with the words of "Readability revisited" (1995).

    The raw score, to which 3.6365 is added where over 5 % of the words are difficult: 4.9 is grade 4, 9.0 to 9.9 college.
    The list of 3,000 familiar words is under copyright. How common a word is stands in for it, and how many syllables it has.
    """
    difficult = 100 * counts.difficult_words / counts.words
    score = 0.1579 * difficult + 0.0496 * counts.words / counts.sentences
    return score + 3.6365 if difficult > 5 else score


_FORMULAS = {
    "flesch_reading_ease": flesch_reading_ease,
    "flesch_kincaid": flesch_kincaid,
    "smog": smog,
    "gunning_fog": gunning_fog,
    "coleman_liau": coleman_liau,
    "automated_readability": automated_readability,
    "dale_chall": dale_chall,
}
