"""The edit that a candidate stands for: where markup allows one, with the article before it, and whether it touches a dose."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from operator import attrgetter

from linter.checks import Candidate
from linter.findings import Edit
from linter.language import articles, doses, numerals
from linter.language.quantity import Quantity
from linter.page import Kind, Page
from linter.store.regexes import regex

# What a page's format could read as its own: no edit writes it. In an attribute such as alt="…", quotation marks too.
_MARKUP = regex(r"[<>&|`*_\\\[\]\n]")
_QUOTE = regex(r"[\"']")
_ARTICLE = regex(r"(?:^|(?<=[\s(\"“‘']))(?:[Aa]n?|AN) $")
_LAST_WORD = regex(r"[^\W\d_]+\Z")
_LABEL = 1000  # characters of the label of a link, at most
_NUMERAL = 20  # characters of a number in words
_NUMBER_BEFORE = regex(rf"(?:[\d{numerals.VULGAR}]|\b{numerals.WORDS}) ?\Z")
_NUMBER_AFTER = regex(rf" ?(?:\.?\d|[{numerals.VULGAR}]|{numerals.WORDS}\b)")


def of(place: Candidate, page: Page) -> Edit | None:
    """The edit of a place, unless markup or an entity stands inside it, which no edit may swallow, or would be made by it."""
    if place.edit is None or place.start is None or place.end is None:
        return None
    block = page.blocks[page.block_at(place.start)]
    if page.format != "text" and (_MARKUP.search(place.edit) or (block.kind is Kind.LABEL and _QUOTE.search(place.edit))):
        return None
    first, text = _with_article(place.start, place.end, place.edit, page)
    if first == place.start and _opens_sentence(first, page):
        text = text[:1].upper() + text[1:]
    last = place.end + _is_cut_short(place.start, place.end, text, page)
    start, end = page.place(first, last)
    if page.source[start:end] != page.text[first:last] or _parts_amounts(page, first, place.end):
        return None
    if page.format == "markdown" and _may_be_label(page.source, start, end):
        return None
    if page.format == "markdown" and _is_escaped(page.source, start):
        if not text[:1].isalnum():
            return None
        start -= 1  # the backslash goes with the sign it stood for
    return Edit(start, end, text, "dose" in place.context or _is_by_a_dose(page, first, place.end))


def _is_cut_short(start: int, end: int, text: str, page: Page) -> bool:
    """Whether a full stop after a stretch is that of a short form, such as `tsp.`, which goes when the word goes."""
    if page.text[end : end + 1] != "." or page.text[end - 1] == "." or not page.text[end - 1].isalpha():
        return False
    sentence = page.sentences[page.sentence_at(start)]
    old, new = (_LAST_WORD.search(words[-_NUMERAL:]) for words in (page.text[start:end], text))
    return end + 1 < sentence.end and page.text[end + 1] in " ,;:)" and (old and old[0]) != (new and new[0])


def _may_be_label(source: str, start: int, end: int) -> bool:
    """Whether a stretch stands in brackets with no address or label of their own: `[words]`, `[words][]`, `[[words]]`."""
    opening = max(source.rfind(sign, max(start - _LABEL, 0), start) for sign in "[]")
    if opening < 0 or source[opening] != "[":
        return False
    closing = source.find("]", end, end + _LABEL)
    return closing >= 0 and (not source.startswith(("(", "["), closing + 1) or source.startswith("[]", closing + 1))


def _is_escaped(source: str, at: int) -> bool:
    """Whether a backslash stands before a sign, and is none itself."""
    before = source[max(at - 20, 0) : at]
    return not source[at].isalnum() and (len(before) - len(before.rstrip("\\"))) % 2 == 1


def at_source(start: int, end: int, text: str, page: Page) -> Edit:
    """The edit that puts words in the place of a stretch of the source, with the article before it where that changes."""
    first, last = next(page.stretches(start, end), (-1, -1))
    if first < 0 or page.text[first:last] != page.source[start:end]:
        return Edit(start, end, text)
    before, words = _with_article(first, last, text, page)
    source_start, _ = page.place(before, last)
    if page.source[source_start:end] != page.text[before:last]:
        return Edit(start, end, text)
    return Edit(source_start, end, words)


def _with_article(start: int, end: int, text: str, page: Page) -> tuple[int, str]:
    """An edit and where it starts, with the `a` or `an` before it where the new words need the other one."""
    floor = page.blocks[page.block_at(start)].start
    match = _ARTICLE.search(page.text, max(floor, start - 4), start)
    if match is None or not text[:1].isalpha():
        return start, text
    old, new = (articles.takes_an(words) for words in (page.text[start:end], text))
    if old == new:
        return start, text
    n = "N" if text[:2].isupper() and match[0][0] == "A" else "n"
    return start - len(match[0]), f"{match[0][0]}{n if new else ''} {text}"


def _opens_sentence(start: int, page: Page) -> bool:
    """Whether a stretch that begins with a capital or a figure is the first of its sentence."""
    if page.text[start].islower():
        return False
    opening = page.sentences[page.sentence_at(start)].start
    return start - opening < 3 and not any(map(str.isalnum, page.text[opening:start]))


def _parts_amounts(page: Page, start: int, end: int) -> bool:
    """Whether a stretch stands right between two numbers or amounts: other words there make others of them, as `to` a range.

    What is an amount, or stands inside one as the dash of a range, is that amount's own.
    """
    if not _NUMBER_AFTER.match(page.lower, end):
        return False
    near = _beside(page, start, end)
    if any(quantity.start <= start and end <= quantity.end for quantity in near):
        return False
    number = _NUMBER_BEFORE.search(page.lower, max(start - _NUMERAL, 0), start)
    return number is not None or any(quantity.end <= start for quantity in near)


def _is_by_a_dose(page: Page, start: int, end: int) -> bool:
    """Whether a stretch holds what may be an amount of medicine, or stands right before or after one: `a minimum of 5 mg`."""
    return any(doses.may_be_dose(page, quantity) for quantity in _beside(page, start, end))


def _beside(page: Page, start: int, end: int) -> list[Quantity]:
    """The quantities that a stretch shares characters with, or has right before or after it."""
    quantities = page.quantities
    first = max(bisect_left(quantities, start, key=attrgetter("start")) - 1, 0)
    last = bisect_right(quantities, end + 1, key=attrgetter("start"))
    return [quantity for quantity in quantities[first:last] if start - 1 <= quantity.end]
