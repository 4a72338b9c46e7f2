"""Whether a statement names its source: a marker that resolves, an author and year, a study, an agency, a link to one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter.guard_tools import compiled, either, words
from linter.language import surroundings
from linter.page import Kind

if TYPE_CHECKING:
    from linter.language.sentences import Sentence
    from linter.page import Page
    from linter.reading import Reading

_NAMED_SOURCE = either(
    r"\((?:[^()]{0,80}, )?(?:19|20)\d\d(?:[a-z]|(?: to |[-/])(?:19|20)?\d\d)?\)",
    r"\^\[[^\[\]]{0,200}\b(?:19|20)\d\d\b",  # a note that stands in its sentence
    r"\b(?:in|from) (?:a|an|one|the|two|three|several|\d+) (?:[\w-]+ ){0,4}"
    r"(?:stud(?:y|ies)|trials?|reviews?|surveys?|analys[ie]s|audits?)\b",
    r"\baccording to (?:the |a |an )?(?:[\w-]+ ){0,4}(?:cdc|nhs|fda|nice|who|nih|mhra|hhs|study|trial|review|report|"
    r"guidelines?|institutes?|agency|college|association|society|data)\b",
    r"\b(?:study|trial|review|survey) (?:of|in|with|by) (?:[\w,-]+ ){0,3}(?:people|patients|adults|children|women|men)\b",
    r"\b(?:19|20)\d\d (?:[\w-]+ ){0,4}?(?:study|trial|review|survey|report|analysis|audit|guidelines?)\b",
    r"\b[\w-]+-funded (?:\w+ )?(?:study|studies|trial|research)\b|\b(?:funded|sponsored|supported) by the\b",
    r"\((?:[\w&'’.-]+ ){1,6}(?:audit|census|registry|statistics|survey)(?:,? [^()]{1,20})?\)",
    r"\b(?:cochrane|the lancet|nejm|jama|bmj)\b",
)
_GOES_ON = (
    r"(?:in (?:other words|plain (?:numbers|words))|put another way|of (?:them|these|those)|that (?:is|means)"
    r"|with(?:out)? (?:it|them|the (?:drug|medicine|pills?|shot|tablets?|treatment|vaccine)))\b"
)
# Figures of one kind: `97% effective (CDC, 2024). One dose is 93% effective.`
_SHARE = r"\d ?(?P<share>(?:%|per ?cent)(?: [a-z]+)+)$"
_MARKER = r"\[(\d{1,3})(?:[-, ]+\d{1,3})*\]"
_GLUED_MARKER = r"(?:[a-z)][.,]?|[A-Z]{2}[.,])[1-9]\d?(?:[,-]\d{1,2})*(?:\.? [A-Z]|\.?$|\.\n)"
_GLUED = 4  # characters after a sentence in which such a number may stand
_SOURCE_LINK = words(
    "study|studies|trial|review|guidelines?|guidance|cdc|nhs|fda|nice|who|nih|mhra|cochrane|journal|report|research|evidence|data"
    "|audit|census|poll|registry|statistics|survey",
    "chapter|bulletin|fact ?sheets?|handbook|textbook|(?:blue|green|orange|pink|purple|red) book",
    "pubmed|reference|source",
)


def cited(reading: Reading, start: int, end: int) -> bool:
    """The sentence or the next one names a source: a marker that resolves, an author and year, a study, an agency.

    So does the lead-in of a list for its items, and the sentence before for one that goes on from it (`In plain numbers:`) or
    that gives another figure of its kind.
    """
    page = reading.page
    first = page.sentences[page.sentence_at(start)]
    last = page.sentence_beside(start, 1) or first
    text = page.lower[first.start : last.end]
    lead = _led_in_by(page, first, page.lower[start:end])
    if compiled(_NAMED_SOURCE).search(text) or compiled(_NAMED_SOURCE).search(lead) or _is_named_below(page, first):
        return True
    if any(_resolves(reading, match[1]) for match in compiled(_MARKER).finditer(f"{lead} {text}")):
        return True
    # A raised number whose markup is lost: “with lupus.1 Others”.
    if compiled(_GLUED_MARKER).search(page.folded[first.start : last.end + _GLUED]):
        return True
    for mark in page.marks_in(first.start, last.end + 1, "note", "sup", "link"):
        said = page.lower[mark.start : mark.end]
        if mark.kind == "note":
            if mark.value in reading.notes:
                return True
        elif mark.kind == "sup":
            number = said.strip("[]() ")
            if number.isdigit() and _resolves(reading, number):
                return True
        elif compiled(_SOURCE_LINK).search(said):
            return True
    return False


def _led_in_by(page: Page, sentence: Sentence, said: str) -> str:
    """What a sentence goes on from: what is over its list or table, or the sentence before of which it gives the figures."""
    if page.blocks[sentence.block].kind is Kind.ITEM:
        return surroundings.lead_in(page, sentence.block).lower()
    if page.blocks[sentence.block].kind is Kind.CELL and (over := surroundings.over_table(page, sentence.block)) is not None:
        return page.lower[page.blocks[over].start : page.blocks[over].end]
    before = page.sentence_beside(sentence.start, -1)
    if before is None:
        return ""
    text, share = page.lower[before.start : before.end], compiled(_SHARE).search(said)
    return text if compiled(_GOES_ON).match(page.lower, sentence.start) or (share and share["share"] in text) else ""


_BELOW = (
    r"(?:all |the |these |those )*(?:figures|numbers|percentages|rates|statistics)\b(?: (?:above|here|on this page))?"
    r" (?:are|come|came|were) (?:[\w-]+ ){0,2}from\b"
    r"|\W{0,2}sources?(?: (?:for|of) (?:[\w-]+ ){1,4})?: |(?:data|figures|numbers|statistics|taken) from\b"
)


_ROWS = 60  # items or cells that are passed over


def _is_named_below(page: Page, sentence: Sentence) -> bool:
    """Whether what follows its list, table or paragraph says whence the figures are: `Source: …`, `The figures come from …`."""
    own, number = page.blocks[sentence.block], sentence.block + 1
    last = min(number + _ROWS, len(page.blocks))
    while number < last and own.group and page.blocks[number].group == own.group:
        number += 1
    return number < last and bool(compiled(_BELOW).match(page.lower, page.blocks[number].start))


def _resolves(reading: Reading, number: str) -> bool:
    """A numbered marker must lead somewhere where the page has a list of references."""
    count = reading.reference_count
    return count == 0 or 1 <= int(number) <= count
