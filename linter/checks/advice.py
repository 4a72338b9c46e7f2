"""Words and patterns for unsafe advice, and sentences that read like it though no pattern foresaw their words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from linter.checks import Candidate, phrase
from linter.checks.phrase import scans as scans
from linter.findings import Severity
from linter.language.advice import AdviceKind, Named

if TYPE_CHECKING:
    from linter.language.advice import Advice
    from linter.reading import Reading
    from linter.rulefile import Rule


class Params(phrase.Params, frozen=True, kw_only=True):
    """The keys of `phrase`, and `reads-like`: what the advice is about.

    How sure the model has to be, as the logarithm of the odds: what it finds is a suggestion from `from_odds` on, a warning
    from `warn_from` on, and as the rule has it from `sure_from` on. Where nothing of `about_a` is named near by, it says
    nothing below `alone_from`.
    """

    reads_like: AdviceKind
    about_a: tuple[Named, ...]
    from_odds: float
    warn_from: float
    sure_from: float
    alone_from: float


def check(rule: Rule, params: Params, reading: Reading) -> Iterator[Candidate]:
    """One candidate for each hit of the words, and for each other sentence that reads like such advice."""
    said = set()
    for candidate in phrase.check(rule, params, reading):
        said.add(reading.page.sentence_at(candidate.start or 0))
        yield candidate
    for one in reading.advice:
        if one.kind != params.reads_like or one.score < _least(one, params):
            continue
        if reading.page.sentence_at(one.start) not in said:
            yield Candidate(start=one.start, end=one.end, severity=_severity(one.score, params), guess=True)


def _least(one: Advice, params: Params) -> float:
    return params.alone_from if one.near.isdisjoint(params.about_a) else params.from_odds


def _severity(score: float, params: Params) -> Severity | None:
    if score < params.warn_from:
        return Severity.SUGGESTION
    return Severity.WARNING if score < params.sure_from else None
