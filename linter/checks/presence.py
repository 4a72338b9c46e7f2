"""What a page of its kind must hold: a risks section, an emergency line, a word on whom to ask, its sources."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any, Literal

from linter.checks import Candidate
from linter.frontmatter import Fact
from linter.model import Locale, Model, Weight
from linter.page import Block, Kind, Page
from linter.search.hits import Hit, Scan
from linter.store.regexes import regex

if TYPE_CHECKING:
    from linter.reading import Reading
    from linter.rulefile import Rule


_YOU = frozenset(["you", "your", "yours", "yourself"])
_WORD = regex(r"[a-z]+")
_LABELLED = frozenset([Kind.PARAGRAPH, Kind.ITEM, Kind.MEANING, Kind.CELL])
_LABEL = 60  # characters of a label at most
_PLAIN_LABEL = regex(r"(?:[\w'()/-]+ ){0,4}[\w'()/-]+(?::| - )")  # five words at most
_CLOSES = ":.?-"
_BESIDE = " *_:.,;?-"  # of a label and its text, what is no word
_NOTHING = frozenset(["", "n/a", "nil", "no", "none", "none at all", "none known", "not applicable", "nothing", "zero"])
_CELLS = 200  # of a table, after the one that heads a row or column


class Cues(Model, frozen=True, kw_only=True):
    """Words that show the thing is there (or that it is needed)."""

    phrases: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()


FIELDS = ("plain", "value")  # of the rule's message


class Params(Model, frozen=True, kw_only=True):
    """The page must hold one of these: `cues` (at least `least` different ones), or `cues-in` of its locale; a heading of
    `headings` with text under it, or a label, a term, or a head of a row or column with text beside it; a fact of the front
    matter named in `facts`; where `notes` says so, a footnote; where `sources` does, a list of sources. `provided-by` is a site
    setting that stands in (`emergency`). A cue in a sentence with one of `cues-unless` speaks of something else.

    It is asked of a page only where it holds one of `needed-by` (where there are any), or its first heading one of
    `needed-in-title`, or a rule of `needed-after` found something; where the page type is only a guess, it also has to hold
    `guess-least` of `guess-needs`. `grave-words` are words that make the severity `grave`; `grave-to-reader` do so
    where the reader is spoken to or the title asks for it, and else ask for it alone. In a sentence with one of `needed-unless`
    none of these counts. `say-in` is what {plain} says in a locale. `at-heading`: where a
    heading of `headings` stands over nothing, the finding stands there.
    """

    cues: Cues = Cues()
    cues_in: dict[Locale, Cues] = {}
    cues_unless: Cues = Cues()
    notes: bool = False
    sources: bool = False
    least: int = 1
    headings: Cues = Cues()
    facts: tuple[Fact, ...] = ()
    provided_by: Literal["", "disclaimer", "emergency"] = ""
    needed_by: Cues = Cues()
    needed_unless: Cues = Cues()
    needed_in_title: Cues = Cues()
    needed_after: tuple[str, ...] = ()
    guess_needs: Cues = Cues()
    guess_least: int = 1
    at_heading: bool = False
    grave_words: Cues = Cues()
    grave_to_reader: Cues = Cues()
    grave: Weight = "error"
    say_in: dict[Locale, str] = {}


NO_OPTIONS = ("provided-by",)  # a setting of the site
WEIGHTS = ("grave",)


def rules_named(params: Params) -> tuple[str, tuple[str, ...]]:
    """The rules and families that it asks about, and the key that names them."""
    return "needed-after", params.needed_after


def scans(params: Params, lexicon: Any) -> dict[str, Scan]:
    """Everything by role; the cues of a locale as `cues-us`."""
    roles = {
        "cues": params.cues,
        "cues-unless": params.cues_unless,
        "headings": params.headings,
        "needed-by": params.needed_by,
        "needed-unless": params.needed_unless,
        "needed-in-title": params.needed_in_title,
        "guess-needs": params.guess_needs,
        "grave-words": params.grave_words,
        "grave-to-reader": params.grave_to_reader,
        **{f"cues-{locale}": cues for locale, cues in params.cues_in.items()},
    }
    return {role: Scan(cues.phrases, cues.patterns) for role, cues in roles.items() if cues.phrases or cues.patterns}


def check(rule: Rule, params: Params, reading: Reading) -> Iterator[Candidate]:
    """One candidate about the whole page, where the thing is needed and missing."""
    if (
        not reading.page.blocks
        or _provided(params, reading)
        or _present(rule, params, reading)
        or not _needed(rule, params, reading)
    ):
        return
    grave, signs = _asking(rule, "grave-words", reading), _asking(rule, "grave-to-reader", reading)
    grave += signs if signs and _title_asks(rule, reading) else [hit for hit in signs if _is_to_reader(hit, reading)]
    first = next(iter([*grave, *signs]), None)
    value = reading.page.text[first.start : first.end] if first else ""
    place = next((hit for hit in reading.hits(rule, "headings") if params.at_heading and _is_heading(hit, reading)), None)
    yield Candidate(
        start=place.start if place else None,
        end=place.end if place else None,
        severity=params.grave if grave else None,
        values={"value": f" (it speaks of ‘{value}’)" if value else "", "plain": params.say_in.get(reading.locale, "")},
    )


def _provided(params: Params, reading: Reading) -> bool:
    """Whether the site's frame carries it."""
    site = reading.site
    return (params.provided_by == "disclaimer" and site.disclaimer == "site-footer") or (
        params.provided_by == "emergency" and site.emergency == "site-header"
    )


def _needed(rule: Rule, params: Params, reading: Reading) -> bool:
    if reading.page_type.is_guess and params.guess_needs != Cues():
        signs = {reading.sentence(hit.start) for hit in reading.hits(rule, "guess-needs") if _counts(hit, reading)}
        if len(signs) < params.guess_least:
            return False
    asked = params.needed_by != Cues() or params.needed_in_title != Cues() or params.needed_after
    if not asked:
        return True
    if reading.has_found(params.needed_after):
        return True
    if any(_asking(rule, role, reading) for role in ("needed-by", "grave-words", "grave-to-reader")):
        return True
    return _title_asks(rule, reading)


def _title_asks(rule: Rule, reading: Reading) -> bool:
    """Whether the page's first heading holds a topic that asks for it."""
    title = reading.page.first_heading
    return title is not None and any(title.start <= hit.start < title.end for hit in reading.hits(rule, "needed-in-title"))


def _is_to_reader(hit: Hit, reading: Reading) -> bool:
    """Whether a hit stands in a heading, or in a statement to the reader; an entry of a list goes with the line over it."""
    page = reading.page
    number = page.block_at(hit.start)
    if page.blocks[number].kind is Kind.HEADING:
        return True
    sentence = reading.sentence(hit.start)
    said = page.lower[sentence.start : sentence.end]
    if page.blocks[number].kind is Kind.ITEM:
        lead = next((block for block in reversed(page.blocks[:number]) if block.kind is not Kind.ITEM), None)
        said += " " + page.lower[lead.start : lead.end] if lead is not None and lead.kind is Kind.PARAGRAPH else ""
    return not said.rstrip().endswith("?") and not _YOU.isdisjoint(_WORD.findall(said))


def _asking(rule: Rule, role: str, reading: Reading) -> list[Hit]:
    """Hits that make the thing needed."""
    hits = [hit for hit in reading.hits(rule, role) if _counts(hit, reading)]
    if not hits:
        return []
    elsewhere = {reading.sentence(hit.start) for hit in reading.hits(rule, "needed-unless")}
    return [hit for hit in hits if reading.sentence(hit.start) not in elsewhere]


def _present(rule: Rule, params: Params, reading: Reading) -> bool:
    if any(getattr(reading.front.facts, fact.replace("-", "_")) for fact in params.facts):
        return True
    if params.notes and reading.notes:
        return True
    page = reading.page
    if params.sources and page.references:
        return True
    elsewhere = {page.sentence_at(hit.start) for hit in reading.hits(rule, "cues-unless")}
    said: set[str] = set()
    for role in ("cues", f"cues-{reading.locale}"):
        for hit in reading.hits(rule, role):
            if _says(hit, reading) and page.sentence_at(hit.start) not in elsewhere:
                said.add(page.lower[hit.start : hit.end])
                if len(said) >= params.least:
                    return True
    return any(_heads_text(hit, reading) for hit in reading.hits(rule, "headings"))


def _counts(hit: Hit, reading: Reading) -> bool:
    """Whether a hit stands in the page's own text, not among its sources."""
    return reading.page.block_at(hit.start) not in reading.page.references


def _kind(hit: Hit, reading: Reading) -> Kind:
    return reading.page.blocks[reading.page.block_at(hit.start)].kind


def _says(hit: Hit, reading: Reading) -> bool:
    """Whether a hit stands where something is said: not in code, nor in a heading over nothing."""
    kind = _kind(hit, reading)
    return kind is not Kind.CODE and (kind is not Kind.HEADING or _heads_text(hit, reading))


def _is_heading(hit: Hit, reading: Reading) -> bool:
    return _kind(hit, reading) is Kind.HEADING


def _heads_text(hit: Hit, reading: Reading) -> bool:
    """Whether a hit stands in what heads a text that is there: a heading, a bold line, a label, a term, a cell at the head."""
    page = reading.page
    number = page.block_at(hit.start)
    block = page.blocks[number]
    after = page.blocks[number + 1] if number + 1 < len(page.blocks) else None
    follows = after.kind if after is not None else Kind.HEADING
    if block.kind is Kind.HEADING:
        return after is not None and (follows is not Kind.HEADING or after.level > block.level)
    if block.kind is Kind.TERM:
        return follows in (Kind.TERM, Kind.MEANING)
    if block.end - block.start <= _LABEL and page.text[block.end - 1] != ".":
        if block.kind is Kind.CELL and _heads_cells(number, page):
            return True
        if block.kind is Kind.ITEM and _stands_over(block, after):
            return True
    if block.kind in _LABELLED and (end := _label_end(hit, block, page)):
        said = page.lower[end : block.end].strip(_BESIDE)
        return said not in _NOTHING if said else _stands_over(block, after)
    return False


def _stands_over(block: Block, after: Block | None) -> bool:
    """Whether the block after a line that is all label is what it heads: of an item, its paragraphs and its own items."""
    if after is None or after.kind is Kind.HEADING:
        return False
    in_item = after.kind is Kind.PARAGRAPH and after.group == block.group
    return block.kind is Kind.PARAGRAPH or in_item or (after.kind is Kind.ITEM and after.level > block.level)


def _label_end(hit: Hit, block: Block, page: Page) -> int:
    """Where the label ends that holds the hit: “Risks: a tear”, “**Risks** A tear”, or a paragraph that is all bold; else 0."""
    for mark in page.marks_in(block.start, block.start + 1, "strong"):
        after = page.folded[mark.end : block.end].lstrip()
        is_label = mark.end - mark.start <= _LABEL and (page.folded[mark.end - 1] in _CLOSES or not after[:1].islower())
        if hit.end <= mark.end and (is_label or not after.strip(_BESIDE)):
            return mark.end
    start = page.sentences[page.sentence_at(hit.start)].start
    label = _PLAIN_LABEL.match(page.folded, start, min(start + _LABEL, block.end))
    return label.end() if label is not None and hit.end <= label.end() else 0


def _heads_cells(number: int, page: Page) -> bool:
    """Whether a cell heads a row or a column in which something stands."""
    head = page.blocks[number]
    for cell in islice(page.blocks, number + 1, number + 1 + _CELLS):
        if cell.kind is not Kind.CELL or cell.group != head.group:
            return False
        is_under = head.row == 0 and cell.column == head.column and not cell.header
        is_beside = head.column == 0 and cell.row == head.row and not cell.header
        if (is_under or is_beside) and page.lower[cell.start : cell.end].strip(_BESIDE) not in _NOTHING:
            return True
    return False
