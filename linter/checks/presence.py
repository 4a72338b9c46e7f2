"""What a page of its kind must hold: a risks section, an emergency line, a word on whom to ask, its sources."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Literal

import msgspec

from linter.checks import Candidate, Hit, Scan
from linter.page import Kind

if TYPE_CHECKING:
    from linter.reading import Reading
    from linter.rulefile import Rule


class Cues(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, rename="kebab"):
    """Words that show the thing is there (or that it is needed)."""

    phrases: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()


class Params(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, rename="kebab"):
    """The page must hold `cues` (at least `least` different ones), or `cues-in` of its locale, or a heading of `headings` with text
    under it, or a fact of the front matter named in `facts`. `provided-by` is a site setting that stands in (`emergency`).

    It is asked of a page only where it holds one of `needed-by` (where there are any) or a rule of `needed-after` found something.
    `when-grave`: words that make the severity `grave`.
    """

    cues: Cues = Cues()
    cues_in: dict[str, Cues] = {}
    least: int = 1
    headings: Cues = Cues()
    facts: tuple[str, ...] = ()
    provided_by: Literal["", "disclaimer", "emergency"] = ""
    needed_by: Cues = Cues()
    needed_in_headings: Cues = Cues()
    needed_after: tuple[str, ...] = ()
    grave_words: Cues = Cues()
    grave: str = "error"


def scans(params: Params, lexicon: Any) -> dict[str, Scan]:
    """Everything by role; the cues of a locale as `cues-us`."""
    roles = {
        "cues": params.cues,
        "headings": params.headings,
        "needed-by": params.needed_by,
        "needed-in-headings": params.needed_in_headings,
        "grave-words": params.grave_words,
        **{f"cues-{locale}": cues for locale, cues in params.cues_in.items()},
    }
    return {role: Scan(cues.phrases, cues.patterns) for role, cues in roles.items() if cues.phrases or cues.patterns}


def check(rule: Rule, params: Params, reading: Reading) -> Iterator[Candidate]:
    """One candidate about the whole page, where the thing is needed and missing."""
    if (
        not reading.page.blocks
        or _provided(rule, params, reading)
        or not _needed(rule, params, reading)
        or _present(rule, params, reading)
    ):
        return
    grave = [hit for hit in reading.hits(rule, "grave-words") if _counts(hit, reading)]
    value = reading.page.text[grave[0].start : grave[0].end] if grave else ""
    yield Candidate(severity=params.grave if grave else None, values={"value": f" (it speaks of ‘{value}’)" if value else ""})


def _provided(rule: Rule, params: Params, reading: Reading) -> bool:
    """Whether the site's frame, or a shortcode on the page, carries it."""
    site = reading.site
    if params.provided_by == "disclaimer" and site.disclaimer == "site-footer":
        return True
    if params.provided_by == "emergency" and site.emergency == "site-header":
        return True
    return any(rule.id in rules and name in reading.page.source for name, rules in site.provides.items())


def _needed(rule: Rule, params: Params, reading: Reading) -> bool:
    asked = params.needed_by != Cues() or params.needed_in_headings != Cues() or params.needed_after
    if not asked:
        return True
    if any(fired.startswith(params.needed_after) for fired in reading.fired if params.needed_after):
        return True
    if any(_counts(hit, reading) for role in ("needed-by", "grave-words") for hit in reading.hits(rule, role)):
        return True
    return any(_kind(hit, reading) is Kind.HEADING for hit in reading.hits(rule, "needed-in-headings"))


def _present(rule: Rule, params: Params, reading: Reading) -> bool:
    if any(getattr(reading.front.facts, fact.replace("-", "_")) for fact in params.facts):
        return True
    hits = [*reading.hits(rule, "cues"), *reading.hits(rule, f"cues-{reading.locale}")]
    said = {reading.page.lower[hit.start : hit.end] for hit in hits if _kind(hit, reading) is not Kind.CODE}
    if len(said) >= params.least:
        return True
    return any(_heads_text(hit, reading) for hit in reading.hits(rule, "headings"))


def _counts(hit: Hit, reading: Reading) -> bool:
    """Whether a hit stands in the page's own text, not among its sources."""
    return reading.page.block_at(hit.start) not in reading.page.references


def _kind(hit: Hit, reading: Reading) -> Kind:
    return reading.page.blocks[reading.page.block_at(hit.start)].kind


def _heads_text(hit: Hit, reading: Reading) -> bool:
    """Whether a hit stands in a heading (or the bold start of a paragraph) with something under it."""
    page = reading.page
    number = page.block_at(hit.start)
    if page.blocks[number].kind is not Kind.HEADING:
        return False
    return number + 1 < len(page.blocks) and page.blocks[number + 1].kind is not Kind.HEADING
