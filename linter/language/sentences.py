"""Sentences: where each one starts and ends, block by block.

A stop ends a sentence unless what stands before or after it says otherwise: an abbreviation, an initial, a list number, a
lower-case letter. The end of a block always ends one.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from linter.page import Page


class Sentence(msgspec.Struct, frozen=True):
    """Offsets into `Page.text`, white space trimmed; the block's index; its words in `Page.words`, the last exclusive."""

    start: int
    end: int
    block: int
    first_word: int
    last_word: int


# A run of stops with the quotes, brackets and footnote marks that close after it, or a bullet of a list that was flattened onto
# one line. Classes are disjoint and repeats possessive: linear.
_STOP = re.compile(r"[.!?…]++[\"')\]]*+\ufffc*+(?:\[[\d, -]++\]|\d{1,2}+)?(?=\s|\Z)|(?= [•▪◦‣●] )")
_GOES_ON = frozenset(",;:")
_OPENERS = "\"'([•▪◦‣● "


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


# Never the last word of a sentence, as far as patient pages go.
_NEVER_LAST = _set("dr mr mrs ms mx prof e.g i.e eg ie vs v cf viz approx messrs rev gen hon mt")
# These only bind to a number: "No. 4" but "Is it safe? No. It is not."
_BEFORE_NUMBER = _set(
    "no nos fig figs vol p pp ch sec ext tel ref refs art ca jan feb mar apr jun jul aug sep sept oct nov dec"
)
# Often inside a name ("St. Mary", "U.S. Food and Drug Administration"): the sentence ends only before a plain opening word.
_IN_NAMES = _set("st ste ft inc ltd co corp jr sr ph.d univ dept assoc bros al")
# "9 a.m. Monday" goes on, "9 a.m. Call us" does not.
_TIMES = frozenset(["a.m", "p.m"])
_AFTER_TIMES = _set(
    "monday tuesday wednesday thursday friday saturday sunday mondays tuesdays wednesdays thursdays fridays saturdays sundays"
    " est edt et cst cdt ct mst mdt mt pst pdt pt gmt bst eastern central mountain pacific"
)
# Words before a single letter that ends a sentence: "vitamin C. Eat more fruit."
_LETTERED = _set(
    "vitamin vitamins hepatitis type types group class plan stage grade part phase influenza strep streptococcus appendix"
    " level option step and or factor schedule medicare immunoglobulin hemoglobin haemoglobin"
)
_OPENING = _set(
    "a about after all also although an and another any are as ask at be because before both but by call can check children"
    " contact do does don't each even every few find follow for from get give go have he her here his how however i if in is it"
    " it's its keep learn let like make many may more most my never no not now of on once one only or other our people read see"
    " she should so some sometimes stop such take talk tell that the their then there these they this those to try under until"
    " use very we what when where which while who why will with you your"
)
_LOOK_BACK = 24  # longer than any word that matters before a stop, so that no text takes quadratic time
_WORD_BEFORE = re.compile(r"[^\s\"(\[{\ufffc—/]*+\Z")


def split(page: Page) -> list[Sentence]:
    """The sentences of a page, in order. Every block with text gives at least one; code and blank blocks give none."""
    from linter.page import Kind

    text, words = page.folded, page.words
    stops = [match.span() for match in _STOP.finditer(text)]
    sentences: list[Sentence] = []
    word = stop = 0
    for index, block in enumerate(page.blocks):
        start, limit = block.start, block.end
        while word < len(words) and words[word][0] < start:
            word += 1
        while stop < len(stops) and stops[stop][0] < start:
            stop += 1
        if block.kind is Kind.CODE or not text[start:limit].strip():
            continue
        before, first = len(sentences), word
        while stop < len(stops) and stops[stop][1] < limit:
            at, end = stops[stop]
            stop += 1
            while word < len(words) and words[word][0] < end:
                word += 1
            if word == first or not _ends(text, start, at, end, limit):  # nothing said yet, or it goes on
                continue
            sentences.append(Sentence(start, end, index, first, word))
            start, first = end, word
            while start < limit and text[start].isspace():
                start += 1
        while word < len(words) and words[word][0] < limit:
            word += 1
        end = start + len(text[start:limit].rstrip())
        if word == first and len(sentences) > before:  # a stray mark at the end belongs to the sentence before it
            last = sentences.pop()
            start, first = last.start, last.first_word
            end = max(end, last.end)
        sentences.append(Sentence(start, end, index, first, word))
    return sentences


def _ends(text: str, start: int, at: int, end: int, limit: int) -> bool:
    """Whether the stop at `text[at:end]` ends the sentence that began at `start`, in a block that ends at `limit`."""
    mark = text[at]
    if mark == " ":  # a bullet follows
        return True
    following = _following(text, end, limit)
    if not following:
        return text[end:limit].strip()[:1] not in _GOES_ON  # "(e. g., tea)"
    if following[0].islower() and following.islower():  # "eGFR" and "iPhone" may open a sentence
        return False
    if text[end - 1].isdigit() and not (text[at - 1].islower() and text[at - 2].islower()):
        return False  # "v.2", where "better.2 Ask" is a note's number
    if mark != "." or text[at : at + 2] == "..":
        return True
    return _full_stop_ends(text, start, at, following)


def _following(text: str, end: int, limit: int) -> str:
    """The word that follows a stop, without quotes and brackets before it and punctuation after it."""
    while end < limit and text[end] in _OPENERS:
        end += 1
    stop = end
    while stop < limit and text[stop] not in " \n":
        stop += 1
    return text[end:stop].rstrip(".,;:!?\"')]")


def _full_stop_ends(text: str, start: int, at: int, following: str) -> bool:
    """Whether a single full stop ends a sentence, by the word before it and the word that follows."""
    found = _WORD_BEFORE.search(text, max(start, at - _LOOK_BACK), at)
    before = found[0] if found else ""
    word = before.lower()
    if at - start == len(before) and ((word.isdigit() and len(word) < 3) or len(word) == 1):
        return False  # the number of a list item
    if word in _NEVER_LAST:
        return False
    if before[-1:].isdigit() and following[0].isdigit():  # "0. 95": a decimal that was typed or extracted with a space
        return False
    if word in _BEFORE_NUMBER:
        return not following[0].isdigit()
    if word in _TIMES:
        return following.lower() not in _AFTER_TIMES
    dotted = "." in word and all(len(part) == 1 for part in word.split("."))
    if word in _IN_NAMES or dotted:
        return following.lower() in _OPENING
    if len(before) == 1 and before.isupper() and before != "I":
        previous = text[max(start, at - _LOOK_BACK) : at].lower().split()[-2:-1]
        return following.lower() in _OPENING or not _LETTERED.isdisjoint(previous)
    return True
