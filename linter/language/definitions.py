"""Where a page says what a word means: in brackets, after a comma, by “means” or “is called”, under a heading that asks.

The forms are those of CATALOGUE.md 0.5. A synonym that is just as hard explains nothing; a link explains nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Literal

from linter.language import definition_patterns as patterns
from linter.language import explained, likeness
from linter.language.brackets import Brackets
from linter.page import Block, Kind, Page

# The odds from which on what stands around a term explains it by itself: more of them where a hard word stands before it, which
# the sentence may be about; and those below which a form that may tell does not.
_SURE, _SURER, _EVEN, _DOUBTFUL = 1.4, 2.5, 0.0, -2.2
_NOTE_BY = 2  # characters after a word by which its footnote stands: a full stop, and the number


class Definitions:
    """Says of a word on a page whether it is explained where it stands.

    `hard_in(start, end)`: how many words of a stretch of the text themselves need explaining.
    """

    def __init__(self, page: Page, hard_in: Callable[[int, int], int]) -> None:
        self._page = page
        self._hard_in = hard_in
        self._brackets = Brackets(page, hard_in)
        self.around = explained.Around(page)
        self._glossary = [
            (section.first, section.last)
            for section in page.sections
            if section.heading is not None and patterns.GLOSSARY.search(self._lower(page.blocks[section.heading]))
        ]

    def _columns(self, head: re.Pattern[str]) -> set[tuple[int, int]]:
        """Tables and columns after the first whose head matches a pattern."""
        cells = (block for block in self._page.blocks if block.kind is Kind.CELL and not block.row and block.column)
        return {(cell.group, cell.column) for cell in cells if head.search(self._lower(cell))}

    @cached_property
    def _meanings(self) -> dict[int, Block]:
        """First cells of rows that say in a column of meanings what they mean, and give no result there; with that cell.

        So do cells under `Full name`.
        """
        blocks = self._page.blocks
        told = self._columns(patterns.MEANS_COLUMN)
        cells = {
            (block.group, block.row): block
            for block in reversed(blocks)
            if block.kind is Kind.CELL
            and block.row
            and (block.group, block.column) in told
            and not patterns.RESULT.match(self._lower(block))
        }
        named = self._columns(patterns.NAME_COLUMN)
        firsts = (
            (i, cells.get((block.group, block.row)))
            for i, block in enumerate(blocks)
            if not block.column or (block.group, block.column) in named
        )
        return {i: cell for i, cell in firsts if cell is not None}

    @cached_property
    def _footnotes(self) -> dict[str, Block]:
        """The footnotes that hold no address and no year, as sources do, by their labels."""
        notes = {block.note: block for block in reversed(self._page.blocks) if block.note}
        return {label: block for label, block in notes.items() if not patterns.SOURCE.search(self._lower(block))}

    def meaning(self, number: int, start: int) -> Block | None:
        """The cell that says what a word means which begins the first cell of its row."""
        before = self._page.lower[self._page.blocks[number].start : start]
        return self._meanings.get(number) if before.strip(" '\"") in patterns.LEADING else None

    def _lower(self, block: Block) -> str:
        return self._page.lower[block.start : block.end]

    def explains(self, start: int, end: int, plain: str = "", meaning: str = "") -> bool:
        """Whether the page explains the word at this place; `how` has more."""
        return bool(self.how(start, end, plain, meaning))

    def how(self, start: int, end: int, plain: str = "", meaning: str = "") -> Literal["surely", "likely", ""]:
        """Whether the page explains the word at this place: surely, in a form, or as likely as not, or not at all.

        `plain` are words that would, though they hold a hard word; `meaning` is what the lexicon says of it.
        """
        form = self.form(start, end, plain, meaning)
        if form == "shows" or not meaning:
            return "surely" if form else ""
        page = self._page
        sentence = page.sentences[page.sentence_at(start)]
        if form and self._hard_in(end, sentence.end):
            return "surely"  # another rule says that it holds hard words
        odds = self.around.odds(start, end, likeness.meaning(page.lower[start:end], plain, meaning))
        if form:
            return "surely" if odds >= _EVEN else "likely" if odds >= _DOUBTFUL else ""
        return "likely" if odds >= (_SURER if self._hard_in(sentence.start, start) else _SURE) else ""

    def form(self, start: int, end: int, plain: str = "", meaning: str = "") -> Literal["shows", "may tell", ""]:
        """Whether a form shows what the word means at this place, or a form or the words of its meaning may tell it."""
        if self._is_shown(start, end, plain):
            return "shows"
        is_like = meaning and likeness.tells(self._page, start, end, plain, meaning)
        return "may tell" if is_like or self._may_be_told(start, end) else ""

    def _is_shown(self, start: int, end: int, plain: str) -> bool:
        """Whether the word stands where nothing but its meaning stands: in a glossary, at a bracket, after “called”."""
        page = self._page
        number = page.block_at(start)
        block = page.blocks[number]
        if block.kind is Kind.TERM or number in self._meanings or any(True for _ in page.marks_in(start, end, "dfn")):
            return True
        if block.kind is Kind.HEADING:
            in_title = self._brackets.around(block.start, start, end, block.end, plain) or self._brackets.follows(
                end, block.end
            )
            return in_title or self._asked(number, start, end)
        if page.lower[end : block.end].strip("'\"") == "?" and self._asked(number, start, end):
            return True
        if self._in_glossary(number, start):
            return True
        if self._brackets.around(block.start, start, end, block.end, plain) or self._beside(block.start, start, end, plain):
            return True
        if self._noted(number, end):
            return True
        if self._named_before(page.lower[max(block.start, start - patterns.BACK) : start]):
            return True
        after, _ = self._brackets.past_sound(end, block.end)
        return (
            any(self._shown_after(block, start, place) for place in self._phrase_ends(end, block.end))
            or self._synonym_before(block.start, start, after)
            or self._apposed_before(block.start, start, after, plain)
            or self._spells_out_lead(block, start, after)
            or self._spells_out_known(block, start)
        )

    def _may_be_told(self, start: int, end: int) -> bool:
        """Whether a form stands around the word that says its meaning as a rule, and sometimes something else of it."""
        page = self._page
        block = page.blocks[page.block_at(start)]
        if block.kind is Kind.HEADING:
            return False
        after, _ = self._brackets.past_sound(end, block.end)
        if start > block.start and (self._named_by_this(start, after) or self._likened(start, after)):
            return True
        return (
            any(self._told_after(block, start, place) for place in self._phrase_ends(end, block.end))
            or self._tells_what_it_does(block.start, start, after)
            or self._next_tells(start, end)
            or self._leads_item(block, start, after)
        )

    def _noted(self, number: int, end: int) -> bool:
        """`X*`, and further on `* A thin tube that`; or a footnote that does not only name a source."""
        page = self._page
        notes = [self._footnotes.get(mark.value) for mark in page.marks_in(end, end + _NOTE_BY, "note")]
        if any(note and patterns.NOTE.match(page.lower, note.start, note.end) for note in notes):
            return True
        sign = page.folded[end : end + 2].lstrip(".,;")[:1]
        if not sign or sign not in patterns.NOTE_SIGNS:
            return False
        following = page.blocks[number + 1 : number + 1 + patterns.NOTE_REACH]
        own = [block for block in following if page.folded[block.start] == sign]
        if sign == "*" and [block.kind for block in following].count(Kind.ITEM) == 1:  # which plain text takes for a list
            own += [block for block in following if block.kind is Kind.ITEM]
        return any(patterns.NOTE.match(page.lower, block.start, block.end) for block in own)

    @staticmethod
    def _named_before(before: str) -> bool:
        """Whether what stands before a word, or before the nouns that lead up to it, names it: "called tumor *necrosis*"."""
        if not any(name in before for name in patterns.NAMING):
            return False
        if patterns.BEFORE.search(before):
            return True
        words = before.split()
        for count in range(1, min(patterns.NOUNS, len(words) - 1) + 1):
            if words[-count] in patterns.PHRASE_ENDS or not words[-count].replace("-", "").isalnum():
                return False
            if words[-count - 1] in patterns.CALLED:
                return True
        return False

    def _named_by_this(self, start: int, after: str) -> bool:
        """`This loss of feeling is X.` after a sentence; that's X."""
        page = self._page
        sentence = page.sentences[page.sentence_at(start)]
        before = page.lower[max(sentence.start, start - patterns.BACK) : start]
        if not patterns.CLOSED.match(after) or not (match := patterns.THIS_X.search(before)):
            return False
        opens = not before[: match.start()].strip() and before[match.start()] not in ":;,"
        return not opens or page.sentence_beside(start, -1) is not None

    def _likened(self, start: int, after: str) -> bool:
        """`Think of X as the main pipe of the house.`"""
        return after.startswith((" as a ", " as an ", " as the ", " as your ")) and bool(
            patterns.THINK_OF.search(self._sentence_before(start))
        )

    def _phrase_ends(self, end: int, last: int) -> Iterator[int]:
        """Where the phrase that the word belongs to may end: after the word, or after the nouns that follow it."""
        yield end
        lower = self._page.lower
        for _ in range(patterns.NOUNS):
            short = patterns.SHORT_AFTER.search(lower[end : min(last, end + 12)])
            past = end + len(short[0]) if short else end  # "transporter (VMAT) inhibitors"
            match = patterns.NEXT_WORD.search(lower[past : min(last, past + 40)])
            if match is None or match[1] in patterns.PHRASE_ENDS:
                return
            end = past + len(match[0])
            yield end

    def _shown_after(self, block: Block, start: int, end: int) -> bool:
        """Whether a bracket or another name after a phrase says what it means."""
        after, at = self._brackets.past_sound(end, block.end)
        if self._brackets.follows(at, block.end) or self._short_form_explained(end, block.end):
            return True
        if not self._goes_on_to_tell(start, after):
            return False
        return bool(patterns.IS_A_THING.search(after)) or self._synonym_follows(start, at, after)

    def _told_after(self, block: Block, start: int, end: int) -> bool:
        """Whether what stands after a phrase goes on as a meaning does."""
        after, _ = self._brackets.past_sound(end, block.end)
        if not self._goes_on_to_tell(start, after):
            return False
        if patterns.AFTER.search(after):
            return True
        other = patterns.OTHER_NAME.search(after)
        if other and patterns.AFTER.search(after[len(other[0]) :]):  # "X, or Y, are swellings of"
            return True
        which = patterns.WHICH_VERB.search(after)
        return bool(which and which[1] not in patterns.NOT_TELLING)

    def _goes_on_to_tell(self, start: int, after: str) -> bool:
        if not after.startswith(patterns.TELLING):
            return False
        listed = after.startswith((", or ", ", and ")) and self._page.lower[start - 2 : start] == ", "  # a, X, or swelling of b
        before = self._sentence_before(start)
        return not (listed or patterns.goes_on(before, after) or patterns.TO_BE_TOLD.search(before))

    def _sentence_before(self, start: int) -> str:
        """What stands before a word in its sentence."""
        page = self._page
        return page.lower[max(page.sentences[page.sentence_at(start)].start, start - patterns.BACK) : start]

    def exemplified(self, start: int, end: int) -> bool:
        """Whether an example stands in for a meaning: “an anticoagulant such as warfarin”."""
        block = self._page.blocks[self._page.block_at(start)]
        return bool(patterns.SUCH_AS.search(self._page.lower[end : block.end]))

    def _beside(self, first: int, start: int, end: int, plain: str) -> bool:
        """`long-lasting or chronic`, `chronic means long-lasting`: the very words that would explain it."""
        lower = self._page.lower
        return bool(plain) and (
            lower[first:start].endswith((f"{plain} or ", f"{plain}, or "))
            or lower.startswith((f" or {plain}", f", or {plain}", f" is {plain}", f" means {plain}"), end)
        )

    def _synonym_follows(self, start: int, at: int, after: str) -> bool:
        """`X, or Y,` and `X, also called Y`, where Y is plain."""
        match = patterns.SYNONYM.search(after) or patterns.IS_CALLED.search(after)
        if match is None:
            return False
        begin, finish = match.span(1)
        if match[0].startswith((", or ", "', or ", '", or ')):
            if patterns.NO_NAME.match(match[1]):
                return False
            listed = self._page.lower[max(0, start - 2) : start].strip() == ","  # "bleeding, melena, or weight loss"
            if listed or after[finish : finish + 1] not in (",", ".", ")", ";", ""):
                return False
        return self._brackets.is_plain(at + begin, at + finish) or self._brackets.is_gloss(at + begin, at + finish)

    def _synonym_before(self, first: int, start: int, after: str) -> bool:
        """`plain words, or X,`."""
        first = max(first, start - patterns.BACK)
        before = self._page.lower[first:start]
        if after[:1] not in (",", ".", ")", ";") or ", or " not in before:
            return False
        match = patterns.OR_BEFORE.search(before)
        if match is None:
            return False
        is_listed = after[:1] != "," and patterns.LISTED.search(before[: match.start(1)])  # "itching, pain, or ascites."
        return not is_listed and self._brackets.is_plain(first + match.start(1), first + match.end(1))

    def _tells_what_it_does(self, first: int, start: int, after: str) -> bool:
        """`Platelets help blood clot`: a sentence that begins with the word and says what it does."""
        before = self._page.lower[first:start].rstrip(" '\"")
        opens = (
            not before
            or before[-1] in ".!?:"
            or before.endswith((". the", ". a", ". an"))
            or before in ("the", "a", "an", "your")
        )
        return opens and bool(patterns.DOES.search(after[:80]))

    def _next_tells(self, start: int, end: int) -> bool:
        """The next sentence begins with `This condition is`, or, after the last hard word, `This is when`, `It is a tube`.

        So does what follows a colon: `It is used off-label: that means it is not approved for this`.
        """
        page = self._page
        last, following = page.sentences[page.sentence_at(start)].end, self._page.sentence_beside(start, 1)
        colon = page.lower.find(": ", end, last)  # in the same sentence, behind a colon
        if colon >= 0 and not self._hard_in(end, colon) and patterns.NEXT_TELLS.search(page.lower[colon + 2 : last]):
            return True
        if following is None:
            return False
        said = page.lower[following.start : following.end][: patterns.AHEAD]
        if patterns.THIS_IS.search(said[:80]):
            return True
        if page.lower.startswith(" does not mean", end) and patterns.MEANS_THIS.match(said):
            return True
        is_last = page.lower.count(" ", end, last) < patterns.WORDS_AFTER and not self._hard_in(end, last)
        is_subject = page.sentences[page.sentence_at(start)].start == start and said.startswith(patterns.IT)
        return (is_last or is_subject) and bool(patterns.NEXT_TELLS.search(said))

    def _apposed_before(self, first: int, start: int, after: str, plain: str) -> bool:
        """`A thick band of tissue, the plantar fascia, runs`: what most of the words that explain it stand in."""
        if not plain or after[:1] not in (",", ".", ";", ""):
            return False
        match = patterns.APPOSED.search(self._page.lower[max(first, start - patterns.BACK) : start])
        return match is not None and likeness.holds_most(match[1] + after, plain)

    def _short_form_explained(self, at: int, last: int) -> bool:
        """`respiratory distress syndrome (RDS). RDS is a breathing problem`."""
        short = patterns.SHORT_FORM.search(self._page.lower[at : min(last, at + 12)])
        if short is None or not self._page.folded[at:].lstrip("s (")[: len(short[1])].isupper():
            return False
        return any(patterns.MEANS.match(self._page.lower, match.end()) for match in self._written(short[1]))

    def _written(self, short: str) -> Iterator[re.Match[str]]:
        """Where the page writes a short form as a word, in any number."""
        lower, at = self._page.lower, self._page.lower.find(short)
        while at >= 0:
            if (match := patterns.LOWER_WORD.match(lower, at)) and match[0] in (short, short + "s"):
                yield match
            at = lower.find(short, at + 1)

    def _leads_item(self, block: Block, start: int, after: str) -> bool:
        """`X: plain words`, at the start of an item, a paragraph or a cell."""
        page = self._page
        sentence = page.sentences[page.sentence_at(start)].start  # a list that was flattened onto one line has its items there
        leads = {page.lower[max(first, start - patterns.BACK) : start].strip(" '\"-–•") for first in (block.start, sentence)}
        return not leads.isdisjoint(patterns.LEADING) and bool(patterns.ENTRY.search(after))

    def _spells_out_lead(self, block: Block, start: int, after: str) -> bool:
        """`ICSI: X. Plain words.`: what spells out the short form that leads an item or is a term, and then what it is."""
        page = self._page
        lead = page.folded[max(block.start, start - patterns.BACK) : start]
        if block.kind is Kind.MEANING and (term := page.blocks[page.block_at(block.start) - 1]).kind is Kind.TERM:
            lead = f"{page.folded[term.start : term.end].strip()}: " if lead.lower().strip() in patterns.LEADING else ""
        if not patterns.SHORT_LEAD.fullmatch(lead) or not after.startswith(". "):
            return False
        told = self._page.sentence_beside(start, 1)
        return told is not None and self._brackets.is_plain(told.start, told.end)

    def _spells_out_known(self, block: Block, start: int) -> bool:
        """`ARBs, such as losartan (they lower blood pressure). ARBs are X`: words for letters that are explained elsewhere."""
        lead = patterns.SHORT_IS.search(self._page.folded[max(block.start, start - patterns.BACK) : start])
        if lead is None:
            return False
        lower, own = self._page.lower, start - len(lead[0])
        written = (match.end() for match in self._written(lead[1].lower()) if not own <= match.start() < start)
        return any(
            patterns.MEANS.match(lower, end)
            or ((example := patterns.EXAMPLE_TOLD.match(lower, end)) and self._brackets.is_plain(*example.span(1)))
            for end in written
        )

    def _asked(self, number: int, start: int, end: int) -> bool:
        """`What is X?` with an answer under it."""
        page = self._page
        block = page.blocks[number]
        before = page.lower[max(block.start, start - patterns.BACK) : start]
        after = page.lower[end : min(block.end, end + patterns.AHEAD)]
        asks = patterns.QUESTION.search(before) and not patterns.COSTS.match(after)
        if not asks and not patterns.EXPLAINS.search(after):
            return False
        following = page.blocks[number + 1] if number + 1 < len(page.blocks) else None
        return following is not None and (following.kind is not Kind.HEADING) and following.end > following.start

    def _in_glossary(self, number: int, start: int) -> bool:
        """An entry of a glossary: the word begins an item, a paragraph or a first cell there."""
        if not any(first <= number < last for first, last in self._glossary):
            return False
        block = self._page.blocks[number]
        return block.column == 0 and not self._page.lower[max(block.start, start - patterns.BACK) : start].strip(" '\"*-")
