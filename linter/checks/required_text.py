"""Texts that law fixes word by word, owed where a page makes a certain kind of statement."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from linter.checks import Candidate
from linter.folding import fold, lower
from linter.model import Model
from linter.search.hits import Scan, longest
from linter.store.regexes import regex

if TYPE_CHECKING:
    from linter.reading import Reading
    from linter.rulefile import Rule
    from linter.search.hits import Hit


class Cues(Model, frozen=True, kw_only=True):
    """Words that show something."""

    phrases: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()


FIELDS = ("value",)  # of the rule's message


class Params(Model, frozen=True, kw_only=True):
    """`one` is the text owed for one statement of `said`, `several` that for several; the page must hold one of the two, letter
    for letter, in any case and with any white space.

    Statements of `said` count where the page holds one of `where`, or after a brand such as BrainSpark; those of `always`
    count everywhere.
    """

    one: str
    several: str = ""
    said: Cues = Cues()
    where: Cues = Cues()
    always: Cues = Cues()


def scans(params: Params, lexicon: Any) -> dict[str, Scan]:
    """The statements, and what shows that they are about a product."""
    roles = {"said": params.said, "where": params.where, "always": params.always}
    return {role: Scan(cues.phrases, cues.patterns) for role, cues in roles.items() if cues.phrases or cues.patterns}


def check(rule: Rule, params: Params, reading: Reading) -> Iterator[Candidate]:
    """The statements, joined into one candidate, where the text that they owe is missing."""
    said: list[Hit] = [*reading.hits(rule, "always")]
    sold = bool(reading.hits(rule, "where"))
    said += [hit for hit in reading.hits(rule, "said") if sold or _follows_brand(reading, hit)]
    said = [hit for hit in longest(said) if reading.page.block_at(hit.start) not in reading.page.references]
    if not said or _holds(params.several, reading):
        return
    sentences = {reading.sentence(hit.start) for hit in said}
    owed = params.several if params.several and len(sentences) > 1 else params.one
    # One text for one statement: a page may carry it beside each.
    if _holds(params.one, reading, len(sentences)) or (len(sentences) < 2 and _holds(params.one, reading)):
        return
    for hit in said:
        yield Candidate(start=hit.start, end=hit.end, values={"value": owed}, group="page")


_BRAND = regex(r"(?:^|\W)[A-Z][a-z]+[A-Z]\w*[®™]? (?:also |can |gently |naturally )?$")


def _follows_brand(reading: Reading, hit: Hit) -> bool:
    """Whether the statement is about a product by its name, which has a capital inside."""
    return bool(_BRAND.search(reading.page.folded[max(hit.start - 40, 0) : hit.start]))


def _holds(text: str, reading: Reading, times: int = 1) -> bool:
    """Whether the page holds the text, over the ends of blocks too, at least so many times."""
    return bool(text) and reading.page.lower.replace("\n", " ").count(lower(fold(text))) >= times
