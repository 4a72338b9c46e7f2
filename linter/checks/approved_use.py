"""A use of the page's own medicine that is not among those its front matter names as approved; and words for such uses."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from linter.checks import Candidate, fill
from linter.checks.guessing import Guessing, guessed
from linter.lexicon import split_cell
from linter.model import Model
from linter.search.hits import Hit, Scan, longest
from linter.store.regexes import regex

if TYPE_CHECKING:
    from linter.reading import Reading
    from linter.rulefile import Rule

_WORD = regex(r"[a-z0-9][a-z0-9'-]*")
_SMALL = frozenset("a an and as at by for from in of on or the to with".split())
_EXTRA = frozenset(
    "adult adults attack attacks children control prevent prevention preventing relief symptoms treat treatment".split()
)


class Params(Model, frozen=True, kw_only=True):
    """`patterns` are words for a use that is not approved, `guess` is what only reads so.

    `uses` are patterns of what a medicine is used for, the use last. They count where the front matter has `approved-uses`, of
    the medicine that the page is about. `say` fills the message's {value} there, with the approved uses as {plain}.
    """

    patterns: tuple[str, ...] = ()
    guess: Guessing | None = None
    uses: tuple[str, ...] = ()
    say: str = ""


def fields(params: Params) -> list[str]:
    """{value}, for a use that is not approved, where the rule looks for uses."""
    return ["value"] if params.uses else []


def is_empty(params: Params) -> bool:
    """Whether there are no words and no uses to look for."""
    return params.guess is None and not (params.patterns or params.uses)


def scans(params: Params, lexicon: Any) -> dict[str, Scan]:
    """The words, and the uses."""
    return {"find": Scan(patterns=params.patterns), "uses": Scan(patterns=params.uses)}


def check(rule: Rule, params: Params, reading: Reading) -> Iterator[Candidate]:
    """One candidate for each hit of the words, and for each use that is not approved."""
    said = list(_worded(rule, params, reading))
    if not reading.front.facts.approved_uses:
        yield from said
        return
    approved = reading.rulebook.derived("approved-use", _conditions), reading.front.facts.approved_uses
    said = [one for one in said if not _is_approved(reading, one.start or 0, one.end or 0, *approved)]
    value = fill(params.say, {"plain": "; ".join(reading.front.facts.approved_uses)})
    sure = [one for one in said if one.guess is None]
    uses = [
        Candidate(start=hit.start, end=hit.end, values={"value": value})
        for hit in longest(reading.hits(rule, "uses"))
        if not any((one.start or 0) < hit.end and hit.start < (one.end or 0) for one in sure)
        and _is_own(reading, hit)
        and not _is_approved(reading, hit.start, hit.end, *approved)
    ]
    told = {reading.page.sentence_at(one.start or 0) for one in uses}
    yield from sure
    yield from uses
    yield from (one for one in said if one.guess is not None and reading.page.sentence_at(one.start or 0) not in told)


def _worded(rule: Rule, params: Params, reading: Reading) -> Iterator[Candidate]:
    """One candidate for each hit of the words, and one for each other sentence that reads so."""
    said = set[int]()
    for hit in longest(reading.hits(rule)):
        said.add(reading.page.sentence_at(hit.start))
        yield Candidate(start=hit.start, end=hit.end)
    if params.guess is not None:
        yield from guessed(params.guess, reading, said)


def _words(text: str) -> frozenset[str]:
    return frozenset(word.removesuffix("s") for word in _WORD.findall(text.lower())) - _SMALL


def _parts(text: str) -> Iterator[str]:
    """Every run of words of a text."""
    words = text.split()
    for first in range(len(words)):
        for last in range(first + 1, len(words) + 1):
            yield " ".join(words[first:last])


def _conditions(lexicon: Any) -> dict[str, str]:
    """Each form of a condition, in lower case, with its usual name."""
    return {
        form.lower(): row["name"] for row in lexicon.table("conditions") for form in (row["name"], *split_cell(row["forms"]))
    }


def _is_own(reading: Reading, hit: Hit) -> bool:
    """Whether a sentence speaks of the page's own medicine: it names no medicine that the title does not."""
    page = reading.page
    sentence = reading.sentence(hit.start)
    heading = page.first_heading
    title = reading.front.facts.title.lower() + (f" {page.lower[heading.start : heading.end]}" if heading else "")
    return all(
        page.lower[name.start : name.end] in title
        for name in reading.names("medicine")
        if sentence.start <= name.start < sentence.end
    )


def _is_approved(reading: Reading, start: int, end: int, conditions: dict[str, str], approved: tuple[str, ...]) -> bool:
    """Whether a place speaks of an approved use: the same condition by any of its names, or the use in wider or narrower words.

    “Type 1” and “type 2” are two conditions, though they share a name.
    """
    lower = reading.page.lower
    inside = [lower[one.start : one.end] for one in reading.names("condition") if start <= one.start and one.end <= end]
    use = _words(max(inside, key=len) if inside else lower[start:end])
    names = {conditions[one] for one in inside if one in conditions}
    for text in approved:
        words = _words(text) - _EXTRA or _words(text)
        ours, theirs = _numbers(use), _numbers(words)
        if ours and theirs and ours.isdisjoint(theirs):
            continue
        if words <= use or (inside and use <= words):
            return True
        if any(conditions.get(part) in names for part in _parts(text.lower())):
            return True
    return False


def _numbers(words: frozenset[str]) -> frozenset[str]:
    return frozenset(word for word in words if word.isdigit())
