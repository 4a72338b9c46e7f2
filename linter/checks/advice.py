"""Words and patterns for unsafe advice, and sentences that read like it though no pattern foresaw their words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from linter.checks import Candidate, phrase
from linter.checks.phrase import scans as scans
from linter.language.advice import AdviceKind

if TYPE_CHECKING:
    from linter.reading import Reading
    from linter.rulefile import Rule


class Params(phrase.Params, frozen=True, kw_only=True):
    """The keys of `phrase`, and `reads-like`: what the advice is about.

    `from_odds` is how sure the model has to be, as the logarithm of the odds; below `sure_from` what it finds is a warning.
    Where `of_medicine` and no medicine is named near by, it has to be that sure to say anything.
    """

    reads_like: AdviceKind
    from_odds: float
    sure_from: float
    of_medicine: bool = False


def check(rule: Rule, params: Params, reading: Reading) -> Iterator[Candidate]:
    """One candidate for each hit of the words, and for each other sentence that reads like such advice."""
    said = set()
    for candidate in phrase.check(rule, params, reading):
        said.add(reading.page.sentence_at(candidate.start or 0))
        yield candidate
    for one in reading.advice:
        least = params.sure_from if params.of_medicine and not one.near_medicine else params.from_odds
        if one.kind == params.reads_like and one.score >= least and reading.page.sentence_at(one.start) not in said:
            severity = "warning" if one.score < params.sure_from else None
            yield Candidate(start=one.start, end=one.end, severity=severity, guess=True)
