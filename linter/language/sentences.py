"""Sentences: where each one starts and ends, block by block.

A stop ends a sentence unless what stands before or after it says otherwise: an abbreviation, an initial, a list number, a
comma. A lower-case word after a stop is weighed against the word before it: lists that were flattened onto one line go on
in lower case. The end of a block always ends a sentence. docs/sentences.md says how well this works.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

import msgspec

from linter.store.regexes import regex

if TYPE_CHECKING:
    from linter.page import Page


class Sentence(msgspec.Struct, frozen=True, gc=False):
    """Offsets into `Page.text`, white space trimmed; the block's index; its words in `Page.words`, the last exclusive."""

    start: int
    end: int
    block: int
    first_word: int
    last_word: int


# A run of stops with the quotes, brackets and footnote marks that close after it, up to white space or to a capital that
# somebody typed without one ("at home.Others"); or a bullet of a list that was flattened onto one line. Classes are disjoint
# and repeats possessive: linear. It begins with one class, which `re` can search for without trying the rest.
_BULLETS = "•▪◦‣●"
_STOP = regex(
    rf"[.!?…{_BULLETS}](?:"
    rf"(?<= [{_BULLETS}])(?= )"
    r"|(?<=[.!?…])[.!?…]*+[\"')\]]*+\ufffc*+(?:\[[\d, -]++\]|\d{1,2}+(?:[,-]\d{1,2}+)*|[*†‡§¹²³⁰⁴-⁹]++)?"
    r"(?=\s|\Z|(?<=[\w)][.!?])[A-Z][a-z]))"
)
_OPENERS = "\"'([ " + _BULLETS


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


# Never the last word of a sentence, as far as patient pages go.
_NEVER_LAST = _set("dr drs mr mrs ms mx prof e.g i.e eg ie vs v cf viz approx messrs rev gen hon mt")
# These only bind to a number: "No. 4" but "Is it safe? No. It is not."
_BEFORE_NUMBER = _set(
    "no nos fig figs vol p pp ch sec ext tel ref refs art ca jan feb mar apr jun jul aug sep sept oct nov dec"
    " mon tue tues thu thur thurs fri"
)
# Often inside a name ("St. Mary", "U.S. Food and Drug Administration"): the sentence ends only before a plain opening word.
_IN_NAMES = _set("st ste ft inc ltd co corp jr sr ph.d univ dept assoc bros al ave blvd rd hwy assn natl intl")
# "9 a.m. Monday" goes on, "9 a.m. Call us" does not.
_TIMES = frozenset(["a.m", "p.m"])
_AFTER_TIMES = _set(
    "monday tuesday wednesday thursday friday saturday sunday mondays tuesdays wednesdays thursdays fridays saturdays sundays"
    " est edt et cst cdt ct mst mdt mt pst pdt pt gmt bst eastern central mountain pacific"
)
# Words before a single letter that ends a sentence: "vitamin C. Eat more fruit."
_LETTERED = _set(
    "vitamin vitamins hepatitis type types group class plan stage grade part phase influenza strep streptococcus appendix"
    " area block building clinic corridor door entrance exit floor gate lot room theatre unit ward wing zone"
    " level option step and or factor schedule medicare immunoglobulin hemoglobin haemoglobin"
)
# Units of one letter: no initial after a number ("2 L. Dr. Lee").
_UNITS = frozenset("CFLdghlm")
_OPENING = _set(
    "a about after all also although an and another any are as ask at be because before both but by call can check children"
    " contact do does don't each even every few find follow for from get give go have he her here his how however i if in is it"
    " it's its keep learn let like make many may more most my never no not now of on once one only or other our people read see"
    " she should so some sometimes stop such take talk tell that the their then there these they this those to try under until"
    " use very we what when where which while who why will with you your"
)
# Others that are written with a stop, so that a lower-case word after them goes on ("two caps. daily", "sugar, salt, etc. in").
_SHORTENED = _set(
    "abbr admin amt anat appl appt avg biol bldg cap caps cert chem clin conc cont contd diam dil dist div ed eds educ"
    " encl equiv esp est etc exam excl exec exp fem freq gal govt grad hosp ibid illus incl inf info inj inst intro lab"
    " lat liq masc max med meds min mins misc neg obs orig oz path pharm phys plur pos poss prelim prep pres prev prob"
    " proc prod psych pub qual rec reg rel rep req resp sci secs sect sing soc sol soln spec spp subsp supp suppl surg"
    " susp syn tab tabs temp trans usu vac var vet vit vols yrs"
)
_ABBREVIATIONS = _NEVER_LAST | _BEFORE_NUMBER | _IN_NAMES | _TIMES | _SHORTENED
_JOINING = frozenset(["and", "but", "nor", "or"])
_LOOK_BACK = _LOOK_AHEAD = 24  # longer than any word that matters beside a stop, so that no text takes quadratic time
_GOES_ON = regex(r" (?:[,;:]|\.(?!\d))")  # "(e.g. , skin)", ". . ."
_VOWELS = frozenset("aeiouy")
_WORD_BEFORE = regex(r"[^\s\"(\[{\ufffc—/]*+\Z")


def split(page: Page) -> list[Sentence]:
    """The sentences of a page, in order. Every block with text gives at least one; code and blank blocks give none."""
    from linter.page import Kind

    text, words = page.folded, page.words.starts
    stops = [match.span() for match in _STOP.finditer(text)]
    sentences: list[Sentence] = []
    word = stop = 0
    for index, block in enumerate(page.blocks):
        start, limit = block.start, block.end
        word = bisect_left(words, start, word)
        while stop < len(stops) and stops[stop][0] < start:
            stop += 1
        if block.kind is Kind.CODE or not text[start:limit].strip():
            continue
        before, first = len(sentences), word
        while stop < len(stops) and stops[stop][1] < limit:
            at, end = stops[stop]
            stop += 1
            if text[at] in _BULLETS:  # the sentence ends before it
                end = at - 1
            word = bisect_left(words, end, word)
            if word == first or not _ends(text, start, at, end, limit):  # nothing said yet, or it goes on
                continue
            sentences.append(Sentence(start, end, index, first, word))
            start, first = end, word
            while start < limit and text[start].isspace():
                start += 1
        word = bisect_left(words, limit, word)
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
    if end < at:  # a bullet
        return True
    if mark == text[at:end] == "." and text[end] == " " and text[end + 1 : end + 2].isupper():
        # Most stops are plain: after a word, before a capital.
        before = text[max(start, at - _LOOK_BACK) : at].rpartition(" ")[2]
        if len(before) > 1 and before.isalpha() and before.islower() and before not in _ABBREVIATIONS:
            return True
    if _GOES_ON.match(text, end, limit):
        return False
    following = _following(text, end, limit)
    if not following:
        return True
    found = _WORD_BEFORE.search(text, max(start, at - _LOOK_BACK), at)
    before = found[0] if found else ""
    if following[0].islower() and following.islower():  # "eGFR" and "iPhone" may open a sentence
        aside = end + 1 < limit and text[end + 1] in "(["
        return not aside and _ends_before_lower(text[at:end], text[at - 1], before, following)
    if text[end - 1].isdigit():
        return _is_note(text[at - 1], before)
    if not text[end].isspace() and (len(before) == 1 or "." in before):  # "p.Arg", "e.g.The"
        return False
    if mark != "." or text[at : at + 2] == "..":
        return True
    return _full_stop_ends(text, start, at, before, following)


def _following(text: str, end: int, limit: int) -> str:
    """The word that follows a stop, without quotes and brackets before it and punctuation after it."""
    while end < limit and text[end] in _OPENERS:
        end += 1
    stop, limit = end, min(limit, end + _LOOK_AHEAD)
    while stop < limit and text[stop] not in " \n":
        stop += 1
    return text[end:stop].rstrip(".,;:!?\"')]")


def _ends_before_lower(stop: str, last: str, before: str, following: str) -> bool:
    """Whether a stop ends a sentence though a lower-case word follows: only after a plain word, a bracket or an address."""
    if len(following) == 1 and following not in "ai":
        return False
    if not stop.strip("?!"):
        return following not in _JOINING  # "our page Is it flu? and a video"
    if stop != ".":
        return False
    if last in ")\ufffc":
        return True
    if len(before) < 3 or not before.isalpha() or before.lower() in _ABBREVIATIONS:
        return False
    return before.isupper() or (before.islower() and not _VOWELS.isdisjoint(before))  # "COPD" and "skin", not "hrs" or "Penn"


def _is_note(last: str, before: str) -> bool:
    """Whether digits right after a stop are a note's number ("better.2 Ask") and no part of "v.2", "2.5", "No.4" or " .5"."""
    if last in ")]%\"'":
        return True
    return last.isalpha() and len(before) > 1 and "." not in before and before.lower() not in _ABBREVIATIONS


def _full_stop_ends(text: str, start: int, at: int, before: str, following: str) -> bool:
    """Whether a single full stop ends a sentence, by the word before it and the word that follows."""
    word, opens = before.lower(), _opens(following)
    if at - start == len(before) and ((word.isdigit() and len(word) < 3) or len(word) == 1):
        return False  # the number of a list item
    if word == "1" and text[max(start, at - 3) : at - 1].rstrip().endswith(":"):
        return False  # the first number of a list that was flattened onto one line
    if before.isupper() and "." not in before and (len(before) == 1 or len(following) == 1 or not following.isupper()):
        word = ""  # the initialisms MS, CF, CO and IE, not "Ms.", "cf.", "Co." and "i.e."
    if word in _NEVER_LAST:
        return False
    if before[-1:].isdigit() and following[0].isdigit():  # "0. 95": a decimal that was typed or extracted with a space
        return False
    if before.lower() in _BEFORE_NUMBER:
        return not following[0].isdigit()
    if word in _TIMES:
        return following.lower() not in _AFTER_TIMES
    dotted = "." in before and all(len(part) == 1 for part in before.split("."))
    if word in _IN_NAMES or dotted:
        return opens
    if len(before) == 1 and before.isalpha() and before != "I":
        if text[at - 2 : at - 1] == "/":  # "3.3 mmol/L. Normal is"
            return True
        previous = text[max(start, at - _LOOK_BACK) : at].lower().split()[-2:-1]
        return opens or not _LETTERED.isdisjoint(previous) or (before in _UNITS and "".join(previous)[-1:].isdigit())
    return True


def _opens(word: str) -> bool:
    """Whether a word is one that opens sentences and no names."""
    lower = word.lower()
    return lower in _OPENING or lower.partition("'")[0] in _OPENING  # "you'll"
