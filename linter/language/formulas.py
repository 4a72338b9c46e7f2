"""Readability formulas, each as it was published. All but Flesch's reading ease give a US school grade.

None divides by zero: a text without words has 0.0 in every formula.
"""

from __future__ import annotations

from math import sqrt

import msgspec


class Counts(msgspec.Struct, frozen=True):
    """What the formulas count in a text. `letters` are letters only, `characters` letters and digits."""

    words: int = 0
    sentences: int = 0
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
    """Flesch 1948, "A new readability yardstick". 0 to 100 for most texts; higher is easier."""
    return 206.835 - 1.015 * counts.words / counts.sentences - 84.6 * counts.syllables / counts.words


def flesch_kincaid(counts: Counts) -> float:
    """Kincaid, Fishburne, Rogers and Chissom 1975. School grade."""
    return 0.39 * counts.words / counts.sentences + 11.8 * counts.syllables / counts.words - 15.59


def smog(counts: Counts) -> float:
    """McLaughlin 1969, "SMOG grading". School grade; polysyllables as in 30 sentences, scaled where there are more or fewer."""
    return 3.1291 + 1.043 * sqrt(counts.polysyllables * 30 / counts.sentences)


def gunning_fog(counts: Counts) -> float:
    """Gunning 1952, "The technique of clear writing". School grade."""
    return 0.4 * (counts.words / counts.sentences + 100 * counts.complex_words / counts.words)


def coleman_liau(counts: Counts) -> float:
    """Coleman and Liau 1975, from letters and sentences per 100 words. School grade."""
    return 5.88 * counts.letters / counts.words - 29.6 * counts.sentences / counts.words - 15.8


def automated_readability(counts: Counts) -> float:
    """Senter and Smith 1967 (ARI). School grade."""
    return 4.71 * counts.characters / counts.words + 0.5 * counts.words / counts.sentences - 21.43


def dale_chall(counts: Counts) -> float:
    """Chall and Dale 1995, the raw score: up to 4.9 is grade 4 and below, 9.0 to 9.9 college.

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
