"""The words with which a page explains a term: where they begin and end, so that they can be looked at in their turn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter.page import Kind
from linter.store.regexes import regex

if TYPE_CHECKING:
    from linter.page import Block
    from linter.reading import Reading

_SUBJECT = regex(r"(?:^|[.!?:] |- )(?:\W*(?:an?|the|your|each)|\W*the (?:word|term)|\W*)? ?['\"]?$")
_SOFTLY = r"(?:also |often |usually |sometimes |simply |just |really |generally |basically |actually )*"
_STATE = (
    "bleeding|blockage|cancer|damage|death|excess|hardening|infection|inflammation|irritation|lack|loss|narrowing|pain|scarring|"
    "shortage|softening|swelling|thickening|thinning|weakness|widening"
)  # no article stands before these: inflammation of the pericardium
_A = (
    "(?:an?|the|any|one|when|how|what|where|two|small|tiny|large|thin|part|parts|type|types|kind|kinds"
    rf"|(?:{_STATE})(?= (?:around|in|inside|of|to)\b))"
)
_LINK = regex(
    rf"^['\"]?(?: ?\([^)]{{1,60}}\))?,?(?: {_SOFTLY}(?:is|are|was|were) {_SOFTLY}(?={_A}\b)"
    rf"| {_SOFTLY}(?:means?|refers? to|is defined as|describes?|happens? when|occurs? when|stands? for) "
    rf"| (?:which|that) {_SOFTLY}(?:is|are|means?|involves?) (?:{_SOFTLY})(?={_A}\b)"
    rf"|(?<=,) (?=(?:an?|the|one of|part of) )| ?: |(?P<dash> ?- ))"
)
_IT_IS = regex(rf"^(?:it|this|they|these) {_SOFTLY}(?:(?:is|are) {_SOFTLY}(?={_A}\b)|means? |happens? when |occurs? when )")
_WHICH_MEANS = regex(r"^['\"]?, which (?:just |only |simply )?means? (?:that )?")
_ASKED = regex(r"^\W*what(?: is| are|'s)(?: \(are\))?(?: an?| the)? ?['\"]?$")
_DASH = regex("[\u2012-\u2015]")  # a hyphen with spaces may part the items of a list that was run together
_REACH = 160  # characters after a term in which a link to its explanation is looked for, and before it


def of(reading: Reading, start: int, end: int) -> tuple[int, int] | None:
    """The stretch that says what the term at this place means; None where the page does not explain it here.

    Only explanations that are sentences, meanings in a list of words, or cells are given: what stands in a bracket or after a
    comma as another name is a synonym, and whether it is plain is asked where terms are found.
    """
    page = reading.page
    number = page.block_at(start)
    block = page.blocks[number]
    if block.kind is Kind.TERM:
        return _next(reading, number, Kind.MEANING)
    if block.kind is Kind.CELL and (cell := reading.terms.definitions.meaning(number, start)) is not None:
        return _first_sentence(reading, cell)
    if block.kind is Kind.HEADING:
        return _answer(reading, number) if _ASKED.search(page.lower[max(block.start, start - _REACH) : start]) else None
    sentence = reading.sentence(start)
    if means := _WHICH_MEANS.match(page.lower[end : min(sentence.end, end + _REACH)]):
        return end + means.end(), sentence.end
    if not _SUBJECT.search(page.lower[max(sentence.start, start - _REACH) : start]):
        return None
    match = _LINK.match(page.lower[end : min(sentence.end, end + _REACH)])
    if match is None or (match["dash"] and not _DASH.search(page.text[end : end + match.end()])):
        return None
    begin = end + match.end()
    aside = page.folded.find(" - ", begin, sentence.end)
    return (begin, aside if aside > 0 else sentence.end) if begin < sentence.end else None


def _next(reading: Reading, number: int, kind: Kind) -> tuple[int, int] | None:
    blocks = reading.page.blocks
    following = blocks[number + 1] if number + 1 < len(blocks) else None
    return _first_sentence(reading, following) if following is not None and following.kind is kind else None


def _answer(reading: Reading, number: int) -> tuple[int, int] | None:
    """The answer under “What is X?”, where it begins with “It is a”."""
    page = reading.page
    following = page.blocks[number + 1] if number + 1 < len(page.blocks) else None
    if following is None or following.kind is not Kind.PARAGRAPH:
        return None
    start, end = _first_sentence(reading, following)
    match = _IT_IS.match(page.lower[start:end])
    return (start + match.end(), end) if match else None


def _first_sentence(reading: Reading, block: Block) -> tuple[int, int]:
    sentence = reading.sentence(block.start)
    return max(sentence.start, block.start), sentence.end
