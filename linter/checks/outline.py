"""Something is announced and does not come, or headings do not form an outline."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from enum import StrEnum
from itertools import takewhile
from typing import TYPE_CHECKING

from linter.checks import Candidate
from linter.model import Model
from linter.page import OPAQUE, PROSE, Kind
from linter.store.regexes import regex

if TYPE_CHECKING:
    from linter.page import Block, Page
    from linter.reading import Reading
    from linter.rulefile import Rule

_HEADING_WORDS = 12  # CATALOGUE.md 0.2
_LEAD_WORDS = 3  # "Note:" and "Dear Ana:" announce no list
# Last words of shorter ones: "Please bring:".
_SHORT_LEADS = frozenset({"avoid", "bring", "eat", "include", "includes", "need", "needs", "pack", "take", "wear"})
_SALUTATIONS = frozenset({"dear", "hello", "hi", "to"})
# Last words of lines to be filled in, and of labels.
_FIELDS = frozenset(
    {"address", "at", "date", "e-mail", "email", "fax", "name", "no", "number", "phone", "signature", "tel", "telephone"}
)
# What the last words of a lead-in say where a list is sure to follow.
# fmt: off
_ANNOUNCING = frozenset({
    "are", "be", "by", "cause", "causes", "contain", "contains", "do", "following", "follows", "for", "from", "have", "if",
    "include", "included", "includes", "including", "involve", "involves", "is", "like", "may", "might", "must", "need", "of",
    "or", "should", "such", "the", "these", "this", "to", "use", "when", "with", "you",
})
# fmt: on
_ORDER = regex(r"(?:ask|call|do not|don't|if|never|ring|tell|when|you (?:can|may|must|should|will)|we (?:can|will)) ")
_KINDS = regex(
    r"\b(\d|two|three|four|five|six) (?:\w+ )?(?:forms|groups|kinds|methods|options|parts|stages|steps|types|ways)\b"
)
_WHICH = regex(r"(?:in |to )?which (?:of (?:the|these|those) )?(\w{3,})\b[^\n]*\?")
_NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_QUESTION_WORDS = frozenset({"how", "what", "when", "where", "which", "who", "whose", "why"})


class Find(StrEnum):
    """What is looked for."""

    EMPTY_LIST = "empty-list"
    EMPTY_SECTION = "empty-section"
    HEADING_SKIP = "heading-skip"


FIELDS = ("a", "b", "heading", "want", "why")  # of the rule's message


class Params(Model, frozen=True, kw_only=True):
    """`find` says which fault of the outline the rule is about. `titles` are headings that are sure even in plain text."""

    find: Find
    titles: frozenset[str] = frozenset()


NO_OPTIONS = ("find",)


def check(rule: Rule, params: Params, reading: Reading) -> Iterator[Candidate]:
    """The places with the fault."""
    return _FINDERS[params.find](params, reading)


# -- blocks as a reader sees them --------------------------------------------------------------


def wholly(page: Page, kind: str) -> frozenset[int]:
    """Indices of the blocks whose whole text stands in one mark of a kind."""
    found = set()
    for mark in page.marks:
        if mark.kind == kind:
            index = page.block_at(mark.start)
            block = page.blocks[index]
            if mark.start <= block.start and block.end <= mark.end:
                found.add(index)
    return frozenset(found)


def headings(page: Page) -> list[int]:
    """Indices of the headings, and of paragraphs that stand for one: a short line, all of it bold, that is no sentence."""
    bold = wholly(page, "strong")
    return [
        i
        for i, block in enumerate(page.blocks)
        if block.kind is Kind.HEADING or (block.kind is Kind.PARAGRAPH and i in bold and _is_title_like(page, block))
    ]


def _is_title_like(page: Page, block: Block) -> bool:
    """Short, without the end of a sentence (a question's is fine), and it begins with a capital letter."""
    text = page.folded[block.start : block.end].strip("\"'() ")
    return text[:1].isupper() and text[-1:] not in ".!;,:…" and len(text.split()) <= _HEADING_WORDS


def _is_blank(page: Page, block: Block) -> bool:
    return block.kind is not Kind.CODE and not page.text_of(block).strip()


def _next(page: Page, index: int) -> int | None:
    """Index of the next block that is not blank."""
    return next((i for i in range(index + 1, len(page.blocks)) if not _is_blank(page, page.blocks[i])), None)


# -- empty-list --------------------------------------------------------------------------------


def _empty_lists(_: Params, reading: Reading) -> Iterator[Candidate]:
    page = reading.page
    # An image without alternative text, alone, is nothing to somebody who listens to the page.
    silent = frozenset(i for i in wholly(page, "image") if not page.text_of(page.blocks[i]).strip(OPAQUE))
    bold = wholly(page, "strong")
    for i, block in enumerate(page.blocks):
        lead = _lead_in(page, block)
        if lead is not None and not _something_follows(page, i, lead, silent, bold):
            yield Candidate(start=lead[0], end=lead[1])


def _lead_in(page: Page, block: Block) -> tuple[int, int] | None:
    """The last sentence of a paragraph if it ends in a colon and announces something.

    In plain text what looks like a heading is only a guess, so that one with a colon may be a lead-in.
    """
    is_guess = block.kind is Kind.HEADING and page.format == "text"
    if not (block.kind is Kind.PARAGRAPH or is_guess) or not page.folded[block.start : block.end].rstrip().endswith(":"):
        return None
    sentence = page.sentences[page.sentence_at(block.end - 1)]
    words = page.lower[sentence.start : sentence.end].rstrip(" :").split()
    if not words:
        return None
    too_short = sentence.last_word - sentence.first_word < _LEAD_WORDS and words[-1] not in _SHORT_LEADS
    if too_short or words[0] in _SALUTATIONS or words[-1] in _FIELDS:
        return None
    return sentence.start, sentence.end


def _something_follows(
    page: Page, lead_block: int, lead: tuple[int, int], silent: frozenset[int], bold: frozenset[int]
) -> bool:
    """Whether the page goes on with what the lead-in announces."""
    i = _next(page, lead_block)
    while i in silent:
        i = _next(page, i)
    if i is None:
        return False
    block = page.blocks[i]
    if block.kind is Kind.HEADING and page.format != "text":
        return _is_announced_part(page, lead_block, block, lead)
    if block.kind in (Kind.HEADING, Kind.PARAGRAPH) and not block.quoted and i not in bold:
        breaks_off = page.lower[lead[0] : lead[1]].rstrip(" :").endswith("such as")
        is_order = breaks_off and _ORDER.match(page.lower, block.start) and page.lower.endswith(".", block.start, block.end)
        return not is_order and not _starts_a_part(page, i, lead)
    return True


def _announces(page: Page, lead: tuple[int, int]) -> bool:
    """Whether a lead-in breaks off before the colon, so that a list has to follow: "Side effects include:"."""
    return page.lower[lead[0] : lead[1]].rstrip(" :").split()[-1] in _ANNOUNCING


def _is_announced_part(page: Page, index: int, heading: Block, lead: tuple[int, int]) -> bool:
    """Whether a heading is one of the parts announced: "There are two kinds of operation:" with a sub-heading for each.

    So is the first of as many headings as are announced, whatever their level.
    """
    levels = [block.level for block in page.blocks[index + 1 :] if block.kind is Kind.HEADING]  # this heading's is the first
    if kinds := _KINDS.search(page.lower, *lead):
        count = _NUMBERS.get(kinds[1]) or int(kinds[1])
        if 1 < count <= len(levels) and levels[:count] == [heading.level] * count:
            return True
    if _announces(page, lead):
        return False
    above = next((page.blocks[i] for i in range(index, -1, -1) if page.blocks[i].kind is Kind.HEADING), None)
    if above is None or not 1 < above.level < heading.level:  # under the title every heading is a new part
        return False
    later = takewhile(lambda level: level > above.level, levels[1:])
    if heading.level not in later:  # one part is none of several
        return False
    return not page.folded[heading.start : heading.end].endswith("?")


def _starts_a_part(page: Page, index: int, lead: tuple[int, int]) -> bool:
    """Whether a short line after a lead-in is the heading of the next part, not the first of the things announced."""
    block = page.blocks[index]
    if not _is_title_like(page, block):
        return False
    words = page.lower[block.start : block.end].split()
    number = _next(page, index)
    if words[-1].endswith("?"):
        return number is None or not page.folded[page.blocks[number].start : page.blocks[number].end].endswith("?")
    if page.lower[lead[0] : lead[1]].rstrip(" :").endswith((" at", " to")) and any(
        map(str.isdigit, page.folded[block.start : block.end])
    ):
        return False  # an address
    if number is None:
        return words[0] in _QUESTION_WORDS
    following = page.blocks[number]
    after = page.lower[following.start : following.end]
    if after[:1] == page.folded[following.start : following.start + 1] and after[:1].isalpha():
        return False  # it goes on in lower case: a list without bullets
    if following.kind not in PROSE or _is_title_like(page, following) or after.split()[0] in _QUESTION_WORDS:
        return False  # several short lines: a list without bullets
    if words[0] in _QUESTION_WORDS or not after.endswith((".", "!", ":")):
        return words[0] in _QUESTION_WORDS
    if _announces(page, lead):
        return True
    # Where no short line follows any more, a heading of plain text begins no list of parts.
    is_heading = block.kind is Kind.HEADING and page.format == "text"
    return is_heading and not any(_is_title_like(page, other) for other in page.blocks[number + 1 :])


# -- empty-section -----------------------------------------------------------------------------


def _empty_sections(params: Params, reading: Reading) -> Iterator[Candidate]:
    page = reading.page
    sections = [section for section in page.sections if section.heading is not None]
    links = wholly(page, "link")
    for section, following in zip(sections, [*sections[1:], None], strict=False):
        assert section.heading is not None
        heading = page.blocks[section.heading]
        if any(not _is_blank(page, block) for block in page.blocks[section.first : section.last]):
            continue
        if following is not None and following.level > section.level:  # its parts follow
            continue
        if following is not None and _is_answered(page, heading, page.blocks[following.heading or 0]):
            continue
        if _is_blank(page, heading) or section.heading in links or not _is_sure(page, heading, params.titles):
            continue
        yield Candidate(start=heading.start, end=heading.end, values={"heading": page.text_of(heading)})


def _is_answered(page: Page, heading: Block, following: Block) -> bool:
    """Whether the next heading is one of those that a heading asks to choose from: `Which zone are you in?`, `Green zone`."""
    asked = _WHICH.match(page.lower, heading.start, heading.end)
    return asked is not None and page.lower.find(asked[1].removesuffix("s"), following.start, following.end) >= 0


def _is_sure(page: Page, heading: Block, titles: Collection[str]) -> bool:
    """Whether a heading is one. In plain text a short line may be a name or an item: sure are questions and `titles`."""
    text = page.lower[heading.start : heading.end].strip()
    return text.endswith("?") or text in titles if page.format == "text" else not text.endswith((".", ";", ","))


# -- heading-skip ------------------------------------------------------------------------------


def _skipped_headings(_: Params, reading: Reading) -> Iterator[Candidate]:
    page = reading.page
    if page.format == "text":  # no levels
        return
    titled = page.source.startswith("% ")  # Pandoc's title, under which a heading of level 1 is a part
    before = 1 if titled or reading.front.facts.title else 0
    seen_first = False
    for block in page.blocks:
        if block.kind is not Kind.HEADING or _is_blank(page, block):
            continue
        why = want = ""
        if block.level == 1 and seen_first:
            why, want = "the page already has a heading of level 1", "level 2"
        elif before and block.level > before + 1:
            why, want = f"the level jumps from {before} to {block.level}", f"level {before + 1}"
        if why:
            yield Candidate(
                start=block.start,
                end=block.end,
                values={"want": want, "why": why, "a": str(before), "b": str(block.level)},
                group="level 1" if block.level == 1 else "",
            )
        seen_first = seen_first or (block.level == 1 and not titled)
        before = block.level


_FINDERS: dict[Find, Callable[[Params, Reading], Iterator[Candidate]]] = {
    Find.EMPTY_LIST: _empty_lists,
    Find.EMPTY_SECTION: _empty_sections,
    Find.HEADING_SKIP: _skipped_headings,
}
