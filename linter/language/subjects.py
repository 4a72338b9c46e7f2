"""What a quantity measures: the noun it belongs to, found by what stands next to it. No parser is asked."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import msgspec

from linter.language import surroundings
from linter.store.regexes import regex

if TYPE_CHECKING:
    from linter.language.quantities import Quantity
    from linter.page import Page


class Subject(msgspec.Struct, frozen=True):
    """The head noun in lower case and singular ("" where none is near), and which side of the thing is measured."""

    head: str
    extent: str = ""  # width, length, depth…: an incision may be 3 inches long and 5 mm deep

    def same_as(self, other: Subject) -> bool:
        return (
            bool(self.head) and self.head == other.head and (not self.extent or not other.extent or self.extent == other.extent)
        )


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_EXTENTS = {
    "wide": "width", "width": "width", "across": "width", "diameter": "width", "long": "length", "length": "length",
    "tall": "height", "high": "height", "height": "height", "deep": "depth", "depth": "depth", "thick": "depth",
    "thickness": "depth", "apart": "distance", "away": "distance",
}  # fmt: skip

# Words between a thing and its measure.
_LIGHT = frozenset(_EXTENTS) | _words("""
    of to than at is are was were be been being must should will would can could may might has have had about around by
    with a an the this that which only just usually often typically normally approximately nearly roughly also now then
    made measuring measures measure measured exactly size sized up in no not more less fewer least most between under over
    above below within larger smaller bigger longer shorter wider higher lower heavier lighter and or from so always
    anything something everything nothing appear appears look looks seem seems
""")

# Words that say nothing of what is measured: where one of them is nearest, the quantity has no head.
_EMPTY = _words("""
    you your we our they their he his she her i my us it its one two some any each every all other take takes taken taking
    give use used using add put apply get gets got need needs keep contain contains containing for on if when after before
    as into onto do does did there here per day week month hour minute first second next last who whose same another both
    but because while until since than example way times time total amount value number dose
    once twice daily nightly weekly monthly
""")
_PRONOUNS, _LINKS = frozenset(["it", "they"]), frozenset(["so", "that", "until", "till"])  # `cut the strip so it is`
_COPULAS = _words("is are was were be being been measures measured measuring that which")
_DETERMINERS, _PLACES = _words("the your his her their"), _words("in on under across below above near behind inside")
_ADJECTIVE = regex(r"(?:al|ic|ous|ive|ary|ed|ing|ble|ful|less|ier|est|white|small|large|long|big|thin|soft|clean|new)$")
_REACH = 200  # characters before a quantity in which its noun is looked for
_WORD = regex(r"[a-z][a-z'-]*")
_NEXT = regex(r"[ -]")


BODY_WEIGHTS = frozenset(["kg", "lb", "st"])
_PLACED = regex(  # the scar on the front of your knee is 4 inches long
    r" (?:above|across|along|at|behind|below|in|inside|near|on|over|under) the (?:back|bottom|edge|end|front|inside|left"
    r"|middle|outside|right|side|top|underside) of (?:her|his|the|their|your) [a-z-]+(?= (?:is|are|measures?|was|were)\b)"
)
_PUT_ON = regex(r"\bput(?:s|ting)? on\b")
_IN_BRACKETS = regex(r" \([^()\n]{1,40}\)(?= of )")  # 1.5 litres (50 fl oz) of fluid


def subject(page: Page, quantity: Quantity) -> Subject:
    """What a quantity is a measure of."""
    sentence = page.sentences[page.sentence_at(quantity.start)]
    bracket = _IN_BRACKETS.match(page.lower, quantity.end, sentence.end)
    end = bracket.end() if bracket else quantity.end
    after, extent = _after(page.lower[end : min(sentence.end, end + 60)])
    if after:
        return Subject(_singular(after), extent)
    limit = quantity.comparator_start if quantity.comparator_start >= 0 else quantity.start
    text = page.lower[max(sentence.start, limit - _REACH) : limit]
    if quantity.unit in BODY_WEIGHTS:
        text = _PUT_ON.sub("gain", text)
    before, side = _before(_PLACED.sub("", text))
    extent = extent or side
    if before or any(word not in _LIGHT for word in _WORD.findall(text)):
        return Subject(_singular(before), extent)
    # `No more than 3 inches`: of what stands over it, in the head of the column, the line before the list, the heading.
    for over in (surroundings.column_head, surroundings.lead_in, surroundings.heading):
        words = over(page, quantity.block)
        if words:
            head, side = _before(words[-_REACH:].rstrip(": ?"))
            return Subject(_singular(head) or side, extent or side)
    return Subject("", extent)


def _after(text: str) -> tuple[str, str]:
    """`2mm diameter instrument`, `3-inch incision`, `5 mL of syrup`: the noun that follows, and the side measured."""
    if not _NEXT.match(text) or not text[1:2].isalpha():
        return "", ""
    extent = ""
    words = _run(text[1:])
    if words[:1] == ["of"]:
        words = [word for word in words[1:] if word not in ("a", "an", "the", "your", "this")]
    elif words[:1] == ["in"] and len(words) > 1 and words[1] in _EXTENTS:
        return "", _EXTENTS[words[1]]
    for word in words:
        if word in _EXTENTS:
            extent = _EXTENTS[word]
        elif word in _LIGHT or word in _EMPTY:
            return "", extent
        elif not _ADJECTIVE.search(word):
            return (word if len(word) > 1 else ""), extent
    return "", extent


def _run(text: str) -> list[str]:
    """The words up to the first punctuation mark."""
    words, at = [], 0
    while match := _WORD.match(text, at):
        word = match[0].rstrip("-'")
        words.append(word)
        at = match.start() + len(word)
        if text[at : at + 1] not in (" ", "-"):
            break
        at += 1
    return words


def _before(text: str) -> tuple[str, str]:
    """`an incision of no more than`, `the strip must be under`: the nearest word that is not only a link."""
    extent = ""
    words = re.split(r"[^a-z'-]+", re.split(r"[;:()\[\]]|, ", text.replace(", each ", " "))[-1].strip())[-8:]
    linked = False
    while words:
        word = words.pop()
        linked = linked or word in _COPULAS
        if word in _EXTENTS:
            extent = extent or _EXTENTS[word]
        elif word in _PRONOUNS and words and words[-1] in _LINKS:  # it is the thing named before
            words.pop()
        elif word in _LIGHT or not word:
            continue
        elif word in _EMPTY or len(word) == 1 or not word[0].isalpha():
            return "", extent
        elif linked and len(words) > 2 and words[-1] in _DETERMINERS and words[-2] in _PLACES and not _is_empty(words[-3]):
            return words[-3], extent  # a cut in your groin that is 2 inches long
        elif words[-1:] == ["weight"] and word in _CHANGES:
            return _CHANGES[word], extent
        else:
            return word, extent
    return "", extent


def _is_empty(word: str) -> bool:
    return word in _LIGHT or word in _EMPTY or len(word) < 2


_CHANGES = dict.fromkeys(("climbs", "goes", "increases", "jumps", "rises", "went"), "gain")  # what becomes of a weight
_CHANGES |= dict.fromkeys(("dips", "drops", "falls"), "weight loss")
_NOUNS = {"weigh": "weight", "weighed": "weight", "weighing": "weight", "lose": "weight loss", "lost": "weight loss"}


def _singular(word: str) -> str:
    """A noun in the singular; a verb of measuring as the noun it stands for."""
    word = word.removesuffix("'s").strip("'-")
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "xes", "shes", "ches")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3:
        word = word[:-1]
    return _NOUNS.get(word, word)
