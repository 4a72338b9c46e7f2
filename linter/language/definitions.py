"""Where a page says what a word means: in brackets, after a comma, by “means” or “is called”, under a heading that asks.

The forms are those of CATALOGUE.md 0.5. A synonym that is just as hard explains nothing; a link explains nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cached_property

from linter.page import Block, Kind, Page
from linter.regexes import regex

_ARTICLE = (
    r"(?:an?|the|any|one|another|when|how|what|where|your|this|these|some|two|three|small|tiny|large|thin|"
    r"parts?|types?|kinds?|forms?)"
)
_ADVERB = r"(?:also|often|usually|sometimes|generally|just|simply|really|only|actually|commonly|basically) "
_IS = rf"(?:is|are|was|were) (?:{_ADVERB})*"
_WHAT = rf"(?:{_ARTICLE}\b|called\b|caused by\b|made (?:of|up)\b"

# What a meaning may begin with when it names the class that the word belongs to: ", drugs that lower".
_CLASS = (
    r"(?:amounts?|antibiotics?|blood vessels?|bones?|cancers?|cells?|chemicals?|conditions?|damage|devices?|diseases?|enzymes?|"
    r"disorders?|drugs?|fluids?|glands?|growths?|hormones?|illness(?:es)?|infections?|inflammation|levels?|medications?|medicines?|methods?|"
    r"molecules?|muscles?|nerves?|operations?|organs?|pain|problems?|procedures?|proteins?|substances?|surgery|swelling|"
    r"symptoms?|techniques?|tests?|tissues?|treatments?|tubes?|tumou?rs?|viruses|virus|ways?)"
)

# What may follow the word (after a bracket that only says how it sounds). Each begins right after the word.
_AFTER = regex(
    "|".join(
        (
            rf"^['\"]?,? {_IS}{_WHAT}|used (?:to|for)\b)",
            r"^['\"]?,? (?:\w+ )?(?:means?|meaning|refers? to|(?:happens?|occurs?) (?:when|if|because)|is when)\b",
            r"^['\"]?,? (?:\w+ )?(?:describes?|stands? for|involves?|includes? having)\b",
            rf"^['\"]?,? (?:which|that|where|in which|when) (?:{_ADVERB})*{_IS}{_WHAT})",
            r"^['\"]?,? which (?:is|are) [a-z][^,.;:]{8,}",
            r"^['\"]?, (?:when|where) (?:there|an?|the|your?|people|someone|somebody|part|parts|fluid|blood|cells) ",
            r"^['\"]?, (?:a|an|the|one of|part of|the name|another|any) [^,.;:]{3,}",
            rf"^['\"]?, (?:[\w-]+ ){{0,2}}{_CLASS}(?: [\w-]+)? (?:that|which|used|called|to|for|of|in|from|made) ",
            r"^['\"]?(?:,| is| are) (?:mainly |mostly |often )?characteri[sz]ed by ",
            rf"^['\"]? (?:is|are) (?:[\w-]+ ){{0,2}}{_CLASS}(?: [\w-]+)? (?:that|which|used|called|to|for|of|in|from|made) ",
            r"^['\"]? are (?:[\w-]+ ){0,2}[\w-]+s (?:that|which|of) ",
            r"^['\"]?, which can (?:cause|affect|lead to) ",
            r"^['\"]? ?— ?[a-z][^.]{5,}",
            r"^['\"]? - [a-z][^.]{5,}",
        )
    )
)
_WHICH_VERB = regex(
    r"^['\"]?, (?:which|that|where|who) "
    r"(?!(?:our|the|your) (?:doctor|gp|midwife|nurse|pharmacist|specialist|surgeon|team)s?\b)(\w+)"
)
_NOT_TELLING = frozenset(
    "are can could did do does doctors had has have he i is it many may might most must nurses patients people she should some"
    " they was we were will would you".split()
)
_BEFORE = regex(
    "|".join(
        (
            r"\b(?:called|named|termed|known as|referred to as|calls?|call this|call it|stands for|short for|as in)"
            r"(?: (?:an?|the|your))?(?: [\w' -]{1,40}(?:,| and| or)(?: the| an?)?)? ?['\"(]*$",
            r"\b(?:name|word|term) (?:for|of) [^.;:]{2,60} (?:is|are)(?: an?| the)? ?['\"]?$",
            r"\b(?:means|i\.e\.,?|that is,?) (?:an?|the)? ?$",
        )
    )
)
_DOES = regex(
    r"^ (?:helps?|carry|carries|makes?|controls?|filters?|pumps?|fights?|protects?|connects?|stores?|lets?|stops?|blocks?|"
    r"lowers?|slows?|thins?|treats?|kills?|eases?|relax(?:es)?|opens?|removes?|measures?|checks?|shows?|"
    r"looks? (?:at|for|inside)) \w+ \w+"
)
_THIS_IS = regex(
    r"^(?:(?:for|in|with|during) )?(?:this|these) (?:(?:type|kind)s? of )?(?:common |rare |serious )?"
    rf"{_CLASS}(?:,| (?:is|are|can|do|[a-z]+s|an?|blood|cells|fluid|some|the|there|your|carry"
    r"|cause|destroy|help|kill|make|slow|stop|lower|affect|use|show|block)\b)"
)
_QUESTION = regex(
    r"^\W*(?:\d+[.)]? )?(?:so,? )?what(?: is| are|'s| does| do| was)? ?(?:\((?:is|are)\) ?)?(?:an?|the|your|my)? ?['\"]?$"
)
_SOUND = regex(r"^\W*(?:say|pronounced|sounds like|pron\.|you say(?: it)?)\b|^[\w]+(?:-[\w]+)*-[A-Z]{2,}|^[A-Z]{2,}-")
_SYNONYM = regex(
    r"^['\"]?, (?:or|also (?:called|known as|named)|sometimes called|commonly (?:called|known as)|better known as|known as|"
    r"called|in other words,?) ([^,.;:()]{2,120})"
)
_IS_CALLED = regex(
    r"^['\"]? (?:\([^)]*\) )?(?:is|are) (?:also |sometimes |commonly |often )?(?:called|known as) ([^,.;:()]{2,70})"
)
# What may stand before the word in its bracket: "(called X)".
_LEADS = frozenset(
    {"", "a", "a condition called", "also", "also called", "also known as", "an", "called", "known as", "medical name",
     "medical name:", "medically called", "or", "the", "the medical name is", "the medical term is"}
)  # fmt: skip
_MEANS_COLUMN = regex(r"\b(?:meanings?|means|definitions?|plain (?:words|english|language)|explanation|what (?:it|this) is)\b")
_GLOSSARY = regex(
    r"\b(?:glossary|words to know|word list|terms|key words|definitions|medical words|what the words mean|words used)\b"
)


_LEADING = frozenset(["", "a", "an", "the"])  # what may stand before a word that opens an entry
_OTHER_NAME = regex(r"^['\"]?, (?:or|also (?:called|known as)|known as) [^,.;:()]{2,60},")
# What an explanation begins with after its word, and words that name what follows them: a quick look before the patterns.
_TELLING = (" ", "'", '"', ",", "—")
_NAMING = ("call", "name", "term", "known as", "refer", "stands for", "short for", "as in", "word", "means", "i.e.", "that is")
_AHEAD, _BACK = 200, 120  # characters looked at after and before a word
_NOUNS = 5  # words that may follow the word inside its phrase: "glucose tolerance *test results*"
_CALLED = frozenset(["called", "named", "termed"])
# What ends a phrase: no noun can be one of these.
_PHRASE_ENDS = frozenset(
    "a about after also an and are as at be because been before but by can could did do does during for from had has have if in"
    " into is it may might must nor not of on or should so such than that the their then there these they this to under until"
    " was were when where which while who will with without would you your".split()
)
_GLOSS = 4  # words from which a bracket explains though one of them is itself hard

_MEANS = regex(rf" (?:(?:is|are) (?:{_ADVERB})*{_ARTICLE}\b|means?\b|refers? to\b|(?:happens?|occurs?) when\b)")
_SHORT_AFTER = regex(r"^ [(\[][a-z0-9 -]{1,8}[)\]]")
_NEXT_WORD = regex(r"^(?: with)?[ /-]([a-z0-9][a-z0-9-]*)")
_SUCH_AS = regex(r"^s?,? (?:such as|like|for example|including|e\.g\.)")
_LEAD_IN_BRACKET = regex(r"^(?:also (?:called|known as)|or|i\.e\.,?|meaning|that is,?|known as|called) ")
_OR_BEFORE = regex(r"([a-z][^,.;:()]{2,50}), or (?:an? |the )?['\"]?$")
_SHORT_FORM = regex(r"^s? \(([a-z]{2,6})s?\)")
_LOWER_WORD = regex(r"\b[a-z]+\b")
_ENTRY = regex(r"^['\"]? ?: \w+(?: \S+){2,}")
_EXPLAINS = regex(r"\b(?:explained|definition|means|overview)\b")


def _holds_most(said: str, plain: str) -> bool:
    """Whether most of the words that would explain a term, the little ones left out, are among those said."""
    wanted = {word for word in plain.replace("-", " ").split() if len(word) > 3}
    return bool(wanted) and 2 * len(wanted & set(said.replace("-", " ").split())) >= len(wanted)


class Definitions:
    """Says of a word on a page whether it is explained where it stands.

    `hard_in(start, end)`: how many words of a stretch of the text themselves need explaining.
    """

    def __init__(self, page: Page, hard_in: Callable[[int, int], int]) -> None:
        self._page = page
        self._hard_in = hard_in
        self._glossary = [
            (section.first, section.last)
            for section in page.sections
            if section.heading is not None and _GLOSSARY.search(self._lower(page.blocks[section.heading]))
        ]

    def _is_plain(self, start: int, end: int) -> bool:
        """Whether a stretch of the text holds words, and none that needs explaining."""
        return not self._hard_in(start, end) and any(char.isalpha() for char in self._page.text[start:end])

    @cached_property
    def _table_terms(self) -> frozenset[int]:
        """First cells of the rows of tables that have a column of meanings."""
        blocks = self._page.blocks
        told = {
            block.group
            for block in blocks
            if block.kind is Kind.CELL and not block.row and block.column and _MEANS_COLUMN.search(self._lower(block))
        }
        return frozenset(
            i
            for i, block in enumerate(blocks)
            if block.kind is Kind.CELL and block.group in told and block.row and not block.column
        )

    def _lower(self, block: Block) -> str:
        return self._page.lower[block.start : block.end]

    def explains(self, start: int, end: int, plain: str = "") -> bool:
        """Whether the page explains the word at this place. `plain` are words that would, though they hold a hard word."""
        page = self._page
        number = page.block_at(start)
        block = page.blocks[number]
        if block.kind is Kind.TERM or number in self._table_terms or any(True for _ in page.marks_in(start, end, "dfn")):
            return True
        if block.kind is Kind.HEADING:
            return self._asked(number, start, end)
        if self._in_glossary(number, start):
            return True
        if self._in_bracket(block.start, start, end, block.end, plain) or self._beside(block.start, start, end, plain):
            return True
        if self._named_before(page.lower[max(block.start, start - _BACK) : start]):
            return True
        after, _ = self._past_sound(end, block.end)
        return (
            any(self._told_after(block, start, place) for place in self._phrase_ends(end, block.end))
            or self._tells_what_it_does(block.start, start, after)
            or self._synonym_before(block.start, start, after)
            or self._next_tells(start)
            or self._leads_item(block, start, after)
        )

    @staticmethod
    def _named_before(before: str) -> bool:
        """Whether what stands before a word, or before the nouns that lead up to it, names it: "called tumor *necrosis*"."""
        if not any(name in before for name in _NAMING):
            return False
        if _BEFORE.search(before):
            return True
        words = before.split()
        for count in range(1, min(_NOUNS, len(words) - 1) + 1):
            if words[-count] in _PHRASE_ENDS or not words[-count].replace("-", "").isalnum():
                return False
            if words[-count - 1] in _CALLED:
                return True
        return False

    def _phrase_ends(self, end: int, last: int) -> Iterator[int]:
        """Where the phrase that the word belongs to may end: after the word, or after the nouns that follow it."""
        yield end
        lower = self._page.lower
        for _ in range(_NOUNS):
            short = _SHORT_AFTER.search(lower[end : min(last, end + 12)])
            past = end + len(short[0]) if short else end  # "transporter (VMAT) inhibitors"
            match = _NEXT_WORD.search(lower[past : min(last, past + 40)])
            if match is None or match[1] in _PHRASE_ENDS:
                return
            end = past + len(match[0])
            yield end

    def _told_after(self, block: Block, start: int, end: int) -> bool:
        """Whether what stands after a phrase says what it means."""
        after, at = self._past_sound(end, block.end)
        if self._bracket_follows(at, block.end) or self._short_form_explained(end, block.end):
            return True
        if not after.startswith(_TELLING):
            return False
        if _AFTER.search(after):
            return True
        other = _OTHER_NAME.search(after)
        if other and _AFTER.search(after[len(other[0]) :]):  # "X, or Y, are swellings of"
            return True
        which = _WHICH_VERB.search(after)
        if which and which[1] not in _NOT_TELLING:
            return True
        return self._synonym_follows(start, at, after)

    def exemplified(self, start: int, end: int) -> bool:
        """Whether an example stands in for a meaning: “an anticoagulant such as warfarin”."""
        block = self._page.blocks[self._page.block_at(start)]
        return bool(_SUCH_AS.search(self._page.lower[end : block.end]))

    def _past_sound(self, end: int, last: int) -> tuple[str, int]:
        """The text after the word, past a bracket that only says how it sounds or is shortened; and where that begins."""
        folded = self._page.folded
        if folded[end : end + 2] in (" (", " [") or folded[end : end + 1] == "(":
            close = min((at for char in ")]" if (at := folded.find(char, end)) >= 0), default=-1)
            opened = folded.find("(", end, end + 2)
            opened = opened if opened >= 0 else folded.find("[", end, end + 2)
            inside = folded[opened + 1 : close]
            if 0 <= opened < close < last and (_SOUND.search(inside) or inside.rstrip("s").isupper()):
                return self._page.lower[close + 1 : min(last, close + 1 + _AHEAD)], close + 1
        return self._page.lower[end : min(last, end + _AHEAD)], end

    def _bracket_follows(self, at: int, last: int) -> bool:
        """`X (plain words)`."""
        folded = self._page.folded
        at += folded[at : at + 1] in ("'", '"')
        while folded[at : at + 2] == "  ":
            at += 1
        opened = at + 1 if folded[at : at + 2] == " (" else at if folded[at : at + 1] == "(" else -1
        if opened < 0:
            return False
        close = folded.find(")", opened, last)
        if close < 0:
            return False
        inside = folded[opened + 1 : close]
        lead = _LEAD_IN_BRACKET.search(inside.lower())
        begin = opened + 1 + (len(lead[0]) if lead else 0)
        words = [word for word in folded[begin:close].split() if any(char.isalpha() for char in word)]
        if not words or inside.lower().startswith(
            ("see ", "such as", "for example", "e.g.", "figure", "table", "including", "s)")
        ):
            return False
        if all(word.isupper() for word in words):  # an acronym, no meaning
            return False
        if len(words) < _GLOSS and (any(char in "=%<>±[" for char in inside) or words[0][0].isdigit() or inside[0].isdigit()):
            return False  # a figure
        return self._is_plain(begin, close) or self._is_gloss(begin, close)

    def _is_gloss(self, begin: int, close: int) -> bool:
        """Whether a stretch says enough in plain words to explain, though a hard word may be among them."""
        words = [word for word in self._page.lower[begin:close].split() if word[0].isalpha()]
        return len(words) >= _GLOSS and self._hard_in(begin, close) * 3 <= len(words)

    def _in_bracket(self, first: int, start: int, end: int, last: int, plain: str) -> bool:
        """`plain words (X)`, `plain words (called X)`."""
        folded = self._page.folded
        opened = folded.rfind("(", max(first, start - _AHEAD), start)
        if opened < 0 or ")" in folded[opened:start]:
            return False
        close = folded.find(")", end, min(last, end + _AHEAD))
        lead = folded[opened + 1 : start].lower().strip(" '\"")
        if close < 0 or close - end > 40:
            return False
        said = self._said_before(first, opened)
        if plain and _holds_most(said, plain):
            return True
        alone = lead in _LEADS
        tail = folded[end:close].strip(" '\"").lower()
        if not alone and not lead.endswith((" or", ",", " and")):
            return False
        if tail and not tail.startswith(("or ", ", or", ",", "and ", "also", "for short")) and len(tail.split()) > 2:
            return False
        first = max(self._phrase_start(first, opened), opened - 80)
        return bool(said.split()) and (self._is_plain(max(first, opened - 40), opened) or self._is_gloss(first, opened))

    def _phrase_start(self, first: int, end: int) -> int:
        """Where the phrase before a place begins: after the last mark that parts it from what was said before."""
        folded = self._page.folded
        marks = (at + 1 for mark in (". ", ";", ":", "(", ")", "•", "- ") if (at := folded.rfind(mark, first, end)) >= 0)
        return max([first, *marks])

    def _said_before(self, first: int, end: int) -> str:
        return self._page.lower[max(self._phrase_start(first, end), end - 80) : end]

    def _beside(self, first: int, start: int, end: int, plain: str) -> bool:
        """`long-lasting or chronic`, `chronic or long-lasting`: the very words that would explain it."""
        lower = self._page.lower
        return bool(plain) and (
            lower[first:start].endswith((f"{plain} or ", f"{plain}, or "))
            or lower.startswith((f" or {plain}", f", or {plain}"), end)
        )

    def _synonym_follows(self, start: int, at: int, after: str) -> bool:
        """`X, or Y,` and `X, also called Y`, where Y is plain."""
        match = _SYNONYM.search(after) or _IS_CALLED.search(after)
        if match is None:
            return False
        begin, finish = match.span(1)
        if match[0].startswith((", or ", "', or ", '", or ')):
            listed = self._page.lower[max(0, start - 2) : start].strip() == ","  # "bleeding, melena, or weight loss"
            if listed or after[finish : finish + 1] not in (",", ".", ")", ";", ""):
                return False
        return self._is_plain(at + begin, at + finish) or self._is_gloss(at + begin, at + finish)

    def _synonym_before(self, first: int, start: int, after: str) -> bool:
        """`plain words, or X,`."""
        first = max(first, start - _BACK)
        before = self._page.lower[first:start]
        if after[:1] not in (",", ".", ")", ";") or ", or " not in before:
            return False
        match = _OR_BEFORE.search(before)
        return match is not None and self._is_plain(first + match.start(1), first + match.end(1))

    def _tells_what_it_does(self, first: int, start: int, after: str) -> bool:
        """`Platelets help blood clot`: a sentence that begins with the word and says what it does."""
        before = self._page.lower[first:start].rstrip(" '\"")
        opens = (
            not before
            or before[-1] in ".!?:"
            or before.endswith((". the", ". a", ". an"))
            or before in ("the", "a", "an", "your")
        )
        return opens and bool(_DOES.search(after[:80]))

    def _next_tells(self, start: int) -> bool:
        """The next sentence begins with `This condition is`, `These medicines slow`."""
        page = self._page
        at = page.sentence_at(start) + 1
        if at >= len(page.sentences) or page.sentences[at].block != page.sentences[at - 1].block:
            return False
        following = page.sentences[at]
        return bool(_THIS_IS.search(page.lower[following.start : following.end][:80]))

    def _short_form_explained(self, at: int, last: int) -> bool:
        """`respiratory distress syndrome (RDS). RDS is a breathing problem`."""
        short = _SHORT_FORM.search(self._page.lower[at : min(last, at + 12)])
        if short is None or not self._page.folded[at:].lstrip("s (")[: len(short[1])].isupper():
            return False
        return any(_MEANS.match(self._page.lower, match.end()) for match in self._written(short[1]))

    def _written(self, short: str) -> Iterator[re.Match[str]]:
        """Where the page writes a short form as a word, in any number."""
        lower, at = self._page.lower, self._page.lower.find(short)
        while at >= 0:
            if (match := _LOWER_WORD.match(lower, at)) and match[0] in (short, short + "s"):
                yield match
            at = lower.find(short, at + 1)

    def _leads_item(self, block: Block, start: int, after: str) -> bool:
        """`X: plain words`, at the start of an item, a paragraph or a cell."""
        page = self._page
        sentence = page.sentences[page.sentence_at(start)].start  # a list that was flattened onto one line has its items there
        leads = {page.lower[max(first, start - _BACK) : start].strip(" '\"-–•") for first in (block.start, sentence)}
        return not leads.isdisjoint(_LEADING) and bool(_ENTRY.search(after))

    def _asked(self, number: int, start: int, end: int) -> bool:
        """`What is X?` with an answer under it."""
        page = self._page
        block = page.blocks[number]
        before, after = page.lower[max(block.start, start - _BACK) : start], page.lower[end : min(block.end, end + _AHEAD)]
        if not _QUESTION.search(before) and not _EXPLAINS.search(after):
            return False
        following = page.blocks[number + 1] if number + 1 < len(page.blocks) else None
        return following is not None and (following.kind is not Kind.HEADING) and following.end > following.start

    def _in_glossary(self, number: int, start: int) -> bool:
        """An entry of a glossary: the word begins an item, a paragraph or a first cell there."""
        if not any(first <= number < last for first, last in self._glossary):
            return False
        block = self._page.blocks[number]
        return block.column == 0 and not self._page.lower[max(block.start, start - _BACK) : start].strip(" '\"*-")
