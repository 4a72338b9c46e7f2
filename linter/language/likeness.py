"""Whether a page says of a word what the lexicon says of it: the words of its meaning stand beside it, whatever the form.

The forms that explain any word are those of `linter/language/definitions.py`. Here less of a form is asked, for the meaning is
known: what stands after a colon, in the cells beside it, in the next sentence, or before “doctors speak of”.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from linter.language import alike, clauses, surroundings
from linter.page import Kind
from linter.store.regexes import regex

if TYPE_CHECKING:
    from linter.page import Block, Page

_ONE, _FEW, _MORE = 1, 2, 3  # words of a meaning that must be said; more where the form says little
_ALL = 4  # where there is no form at all: three words or more of what may be written instead, and all of them
_MOST = 5  # in the next sentence, which does not point back
_FIRST = 0  # as one, or the word that it begins with
_BEGINNING = 2  # words that a meaning begins with: eclampsia: seizures in …
_NEAR_END = 4  # words after the term in its sentence, where the next one may be about it
_LEAD = 5  # words of a line that is a term and no sentence
_REACH = 300  # characters of a sentence that are looked at
_SAME_START = 5  # letters that two forms of a word share: confused, confusion
_WHOLE = 4  # letters of a word that stands in another: eyelash, lash

# What says nothing of one meaning alone.
_GENERAL = frozenset(
    map(
        clauses.stem,
        """area bit body bring call care cause caused certain change come common condition disease disorder doctor drug due
        early effect form get give go group happen having healthy help high illness kind lasting later level long low
        main make making many may medical medicine method mostly name need new normal number often part patient people
        person place problem procedure result risk serious severe show shows side sign small state sure symptom take
        taking term test thing time tiny treat treatment type use used using usually various way weak word work year""".split(),
    )
)  # fmt: skip
_ALIKE = {clauses.stem(word): number for number, group in enumerate(alike.GROUPS) for word in group}

_LETTERS = regex("[a-z]+")


@lru_cache(2048)
def _key(word: str) -> str:
    stem = clauses.stem(word)
    return str(_ALIKE.get(stem, stem))


def _keys(text: str) -> set[str]:
    words = clauses.WORD.findall(text.replace("-", " "))
    return {key for word in words if word not in clauses.LITTLE and len(word) > 2 and (key := _key(word)) not in _GENERAL}


def _is_one(one: str, two: str) -> bool:
    """Whether two stems are of one word."""
    if one == two:
        return True
    shorter = min(len(one), len(two))
    if shorter >= _SAME_START and one[:_SAME_START] == two[:_SAME_START]:
        return True
    return shorter >= _WHOLE and (one.startswith(two) or two.startswith(one) or one.endswith(two) or two.endswith(one))


class Meaning:
    """What the lexicon says of a term: `plain` words to write instead, and a `meaning` in a line."""

    def __init__(self, term: str, plain: str, meaning: str) -> None:
        own = _keys(term)
        self._phrase = plain if " " in plain or "-" in plain else ""
        self._plain = _keys(plain) - own
        self._words = (_keys(plain) | _keys(meaning.partition(", said of ")[0])) - own
        self._ends = {end for word in self._words for end in (word[:_WHOLE], word[-_WHOLE:])}
        self._term, self._text = term, f"{plain} {meaning}".lower()

    def is_said(self, text: str, least: int) -> bool:
        """Whether a text holds so many of its words, or all the plain ones: of which one is enough where one is asked for, and
        where the text begins with it."""
        if self._phrase and self._phrase in text and (least != _ALL or self._phrase.count(" ") >= _MORE):
            return True
        words = self.held_by(text)
        if least == _ALL:
            return len(self._plain) >= _MORE and self._plain <= words
        if least == _FIRST and self._plain & self.held_by(" ".join(text.split()[:_BEGINNING])):
            return True
        if len(words) >= max(least, _FEW):
            return True
        enough = _MORE if least == _MOST else min(max(least, _ONE), _FEW)
        return len(self._plain) >= enough and self._plain <= words

    @property
    def size(self) -> int:
        """How many words it has that tell something."""
        return len(self._words)

    def share_in(self, said: alike.Words) -> float:
        """How much of it words say that are used alike (`alike.share_said`)."""
        return alike.share_said(self._told, said)

    @cached_property
    def own(self) -> frozenset[str]:
        """The words of the term itself, which say nothing of it."""
        return frozenset(_LETTERS.findall(self._term))

    @cached_property
    def _told(self) -> alike.Words:
        return alike.words(self._text, self.own)

    def held_by(self, text: str) -> set[str]:
        """Those of its words that a text holds, in any form."""
        near = [key for key in _keys(text) if key[:_WHOLE] in self._ends or key[-_WHOLE:] in self._ends]
        return {word for word in self._words if any(_is_one(word, key) for key in near)}


meaning = lru_cache(256)(Meaning)  # made once for all places where a term stands

_JOIN = regex(
    r"^['\"]?s?(?: [a-d]\b| type \d)?(?: \([^()]{1,40}\))?(?:['\"]?(?: ?[:;=]| -+| ?[\u2012-\u2015]) |[;:=]| one (?:has|is) "
    r"| (?:means?|describes?|happens?|occurs?|lets?|shows?(?! that)|uses?|helps?|measures?|checks?)\b"
    r"|(?P<weak>,| (?:is|are|was|were)\b))"  # as in "platelets, low white blood cells", unless it goes on as a meaning does
)
_TELLS = regex(
    r" ?(?:also |known as |called )?(?:an?|any|how|large|one|or|parts?|small|that|the|thin|tiny|what|when|where|which|who)\b"
)
_PEOPLE_WITH = regex(
    r"^\W*(?:most |some )?(?:babies|children|kids|men|people|someone|those|women) (?:who have|with) (?:an? )?['\"]?$"
)
_WITH = regex(r"^\W*(?:in|with) ['\"]?$")  # With apnea, you stop breathing
_NO_JOIN = regex(r"^,? (?:and|but|or|so) (?!it\b|they\b)")
_CLOSES = regex(r"^['\"]?s?(?:$|[.,;:!?)]| (?:and|or|but|for (?:the same|this|these|that)|because|in)\b| - )")
_NAMES = regex(
    r"\b(?:call(?:s|ed)?|describe[sd]?|known|names?|read|report(?:s|ed)?|said|say(?:s|ing)?|see|speak(?:s|ing)? of"
    r"|us(?:e|es|ing)|talk(?:s|ing)? about|terms?|words?|writes?|written|wrote)\b[^.;]{0,40}$"
)
_IS_IT = regex(
    r"\b(?:this|that|it|the|these|those|they|which) (?:[\w-]+ ){0,3}?(?:is|are|'s|was) (?:an? |the |called |your )?['\"]?$"
    r"|\b(?:it|that)'s (?:an? |the )?$"
)
_IS = regex(r" (?:is|are|was|were) (?:also )?(?:an? |the |your |one )?['\"]?$|\byou (?:also )?(?:have|get) (?:an? )?['\"]?$")
_BESIDE = regex(
    r"(?:: (?:an? |the |your )?|, (?:an?|the|your|or|called) |\bin (?:[a-z]+ ){1,2}(?:shorthand|speak|terms|words),? )['\"]?$"
)
_POINTS = regex(r"^(?:this|that|it|these|those|they|i (?:had (?:no idea|never heard|to ask)|did not know|didn't know))\b")
_SHOWS = regex(r"^(?:an?|the|they|we|you|your)\b")
_BACK = regex(r"\b(?:this|that|these|those|its?|such|so|here|they|their|them)\b")
_ALONE = regex(r"^s?(?: \([^()]{1,40}\))?\W*$")
_OPENS = regex(r"^\W*(?:(?:\d+[.)]|and|but|an?|the|your|this|these|most|all|both) )?['\"]?$")


def holds_most(said: str, plain: str) -> bool:
    """Whether most of the words that would explain a term, the little ones left out, are among those said."""
    wanted = {word for word in plain.replace("-", " ").split() if len(word) > 3}
    words = {word.strip(".,;:()'\"") for word in said.replace("-", " ").split()}
    return bool(wanted) and 2 * len(wanted & words) >= len(wanted)


def tells(page: Page, start: int, end: int, plain: str, said: str) -> bool:
    """Whether what stands beside a term is what the lexicon says of it: `plain` words to write instead, and what is `said`."""
    of_term = meaning(page.lower[start:end], plain, said)
    return any(of_term.is_said(text, least) for text, least in _stretches(page, start, end))


def _stretches(page: Page, start: int, end: int) -> Iterator[tuple[str, int]]:
    """The stretches of text that may say what a term means, each with how many words of the meaning it must hold."""
    number = page.block_at(start)
    block = page.blocks[number]
    if block.kind is Kind.CELL:
        yield f"{surroundings.row_head(page, number)} {surroundings.row_rest(page, number)}", _ONE
    at = page.sentence_at(start)
    sentence = page.sentences[at]
    before = page.lower[max(sentence.start, start - _REACH) : start]
    after = page.lower[end : min(sentence.end, end + _REACH)]
    if (join := _JOIN.match(after)) and not _NO_JOIN.match(after):
        is_weak = join["weak"] and not _TELLS.match(after, join.end()) and not _WITH.match(before)
        yield after, _MORE if is_weak else _FEW if join["weak"] else _FIRST
    elif _OPENS.match(before):
        yield after, _MORE
    elif _PEOPLE_WITH.search(before):
        yield after, _FEW
        if block.kind is Kind.ITEM and number == page.sentences[at].block and not before.strip(" '\""):
            yield f"{surroundings.lead_in(page, number)[-_REACH:]} {after}", _MORE  # the line names the class
    yield f"{before} {after}", _ALL
    following = surroundings.sentence(page, at + 1, number)
    if not following and is_lead(page, block) and number + 1 < len(page.blocks):
        yield surroundings.sentence(page, at + 1, number + 1), _MORE
    if following and after.count(" ") <= _NEAR_END:
        is_alone = bool(_OPENS.match(before) and _ALONE.match(after))
        if is_alone or _POINTS.match(following):
            yield following, _ONE if is_alone else _FEW
        elif page.lower[start:end] not in following:
            yield following, _MORE if _SHOWS.match(following) else _MOST
    if not _CLOSES.match(after):
        return
    earlier = surroundings.sentence(page, at - 1, number)
    is_named = bool(_NAMES.search(before))
    if _IS_IT.search(before) or (is_named and (_BACK.search(before) or before.count(" ") < _LEAD)):
        yield f"{earlier} {before}", _FEW
    elif is_named or _IS.search(before):
        yield before, _ONE
    elif _BESIDE.search(before):
        yield before, _FEW
    if is_named:
        yield f"{earlier} {before} {after} {following}", _MORE


def is_lead(page: Page, block: Block) -> bool:
    """Whether a block is a heading, or a line that stands for one."""
    return block.kind in (Kind.HEADING, Kind.PARAGRAPH) and page.lower.count(" ", block.start, block.end) < _LEAD
