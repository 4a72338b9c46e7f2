"""What a rule makes of sentences that read like what it looks for, though no word or pattern of it is there."""

from __future__ import annotations

from collections.abc import Container, Iterator
from typing import TYPE_CHECKING

from linter.checks import Candidate
from linter.findings import Severity
from linter.language.guesses import GuessKind, Named
from linter.model import Model

if TYPE_CHECKING:
    from linter.reading import Reading


class Guessing(Model, frozen=True, kw_only=True):
    """`reads-like` is what the model has to take a sentence for (docs/guesses.md).

    How sure it has to be, as the logarithm of the odds: what it finds is a suggestion from `from_odds` on, a warning at most
    from `warn_from` on, and as the rule has it from `sure_from` on. Where nothing of `near` is named near by, it says nothing
    below `alone_from`.
    """

    reads_like: GuessKind
    near: tuple[Named, ...] = ()
    from_odds: float
    warn_from: float
    sure_from: float
    alone_from: float = 0.0


def guessed(guessing: Guessing, reading: Reading, said: Container[int]) -> Iterator[Candidate]:
    """One candidate for each sentence that reads so; `said` are the numbers of those of which the rule speaks already."""
    for one in reading.guesses:
        is_alone = bool(guessing.near) and one.near.isdisjoint(guessing.near)
        if one.kind != guessing.reads_like or one.score < (guessing.alone_from if is_alone else guessing.from_odds):
            continue
        if reading.page.sentence_at(one.start) not in said:
            yield Candidate(start=one.start, end=one.end, guess=_at_most(one.score, guessing))


def _at_most(score: float, guessing: Guessing) -> Severity:
    if score < guessing.warn_from:
        return Severity.SUGGESTION
    return Severity.WARNING if score < guessing.sure_from else Severity.ERROR
