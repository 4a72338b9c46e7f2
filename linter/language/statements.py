"""What a page says of a quantity, so far that two of them compare: who, when, how often, how given, and of what.

Two statements are of one thing where their qualifiers are the same and what else their clauses say overlaps. The words that
qualify are the rule's (`linter/language/qualifiers.py`); nothing here knows a medicine or an age.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cached_property
from operator import attrgetter
from typing import TYPE_CHECKING

import msgspec

from linter.language import clauses, subjects, surroundings
from linter.language.qualifiers import Tables
from linter.language.subjects import Subject
from linter.page import Kind
from linter.store.regexes import regex

if TYPE_CHECKING:
    from linter.language.quantities import Quantity
    from linter.page import Page
    from linter.search.hits import Hit


class Core(msgspec.Struct, frozen=True):
    """A clause round a quantity: what opens it (`if`, or nothing), its stems and numbers, and what is counted: one tablet."""

    opener: str = ""
    words: frozenset[str] = frozenset()
    numbers: frozenset[float] = frozenset()
    amounts: frozenset[str] = frozenset()


class Statement:
    """One quantity and what the page says of it. `own` are the quantities that are this one in other units, itself among them;
    `medicines` are the places of all medicines' names on the page, in order.

    Each part is worked out when it is asked for: most pairs of quantities are told apart by the first few.
    """

    def __init__(self, page: Page, quantity: Quantity, own: list[Quantity], tables: Tables, medicines: list[Hit]) -> None:
        self.quantity = quantity
        self.sentence = page.sentence_at(quantity.start)
        self._page = page
        self._tables = tables
        self._medicines = medicines
        self._spans = sorted((q.start, q.end) for q in own)
        sentence = page.sentences[self.sentence]
        self._first = max(sentence.start, self._spans[0][0] - _REACH)
        self._last = min(sentence.end, self._spans[-1][1] + _REACH)

    @cached_property
    def subject(self) -> Subject:
        return subjects.subject(self._page, self.quantity)

    @cached_property
    def is_pointing(self) -> bool:
        """`This takes…`, `You do this…`: of what, stands in another sentence."""
        return bool(_POINTING.match(self._page.lower, self._page.sentences[self.sentence].start))

    @cached_property
    def side(self) -> str:
        """more | less | "": whether the quantity is the least, the most, or the value itself."""
        lower, end = self._page.lower, self._spans[-1][1]
        comparator = self.quantity.comparator
        before = lower[self._first : self.quantity.comparator_start if comparator else self.quantity.start]
        side = clauses.side(before, comparator, lower[end : end + 24])
        if side:
            return side
        limit = _LIMIT_HEAD.search(surroundings.heads(self._page, self.quantity.block))
        return "" if limit is None else "more" if limit["least"] else "less"

    @cached_property
    def is_forbidden(self) -> bool:
        """`Do not take two doses`: no value that the page gives."""
        return not self.side and bool(_FORBIDDEN.search(self._page.lower, self._first, self.quantity.start))

    @cached_property
    def _rest(self) -> str:
        """The sentence without the quantity (and the same in brackets), and without what limits nothing: `so that it heals`."""
        pieces: list[str] = []
        at = self._first
        for start, end in self._spans:
            pieces += (_AFTER.sub("", self._page.lower[at:start]), _HERE)
            same = _IN_BRACKETS.match(self._page.lower, end, self._last)
            at = same.end() if same else end
        return _EVEN.sub("", clauses.plainly("".join([*pieces, self._page.lower[at : self._last]])))

    @cached_property
    def _leads(self) -> str:
        """What leads up to the list that the quantity stands in."""
        leads = surroundings.lead_in(self._page, self.quantity.block)
        if leads.endswith((".", "?", "!")) and not clauses.CASE.match(leads):
            return ""  # a paragraph that happens to stand before a list
        return leads

    @cached_property
    def _titles(self) -> str:
        return _ENUMERATED.sub("", surroundings.titles(self._page, self.quantity.block))

    @cached_property
    def _text(self) -> str:
        """The sentence with what stands over it: a list without a lead-in, and a line that is no sentence, as their heading."""
        page, block = self._page, self.quantity.block
        row = _ROW_NUMBER.sub("", surroundings.row_head(page, block))
        table = f"{row} {surroundings.column_head(page, block)} {surroundings.row_rest(page, block)}".strip()
        lead = self._leads
        if not lead.endswith(":"):
            lead = "" if lead or page.blocks[block].kind is not Kind.ITEM else self._titles
        return _SAME_IN_BRACKETS.sub("", " . ".join(part for part in (lead, table, self._rest) if part))

    @cached_property
    def _all(self) -> str:
        return f"{self._titles} {self._leads} {self._text}"

    @cached_property
    def _parts(self) -> frozenset[str]:
        return frozenset(["", *_PART.findall(self._all)])

    @cached_property
    def _rhythms(self) -> list[re.Match[str]]:
        """Where the text says how often."""
        return list(clauses.OFTEN.finditer(self._text))

    @cached_property
    def section(self) -> int | None:
        """The heading that it stands under, by its block."""
        return surroundings.heading_block(self._page, self.quantity.block)

    @cached_property
    def title_words(self) -> frozenset[str]:
        """Stems of the heading and the line that stand over it."""
        return frozenset(self._tables.stems(self._titles)) - self._tables.persons

    @cached_property
    def title_is_general(self) -> bool:
        """Whether what stands over it names nothing: `How to take it`."""
        words = (clauses.stem(word) for word in clauses.WORD.findall(self._titles) if word not in clauses.LITTLE)
        return all(word in self._tables.general for word in words)

    @cached_property
    def words(self) -> frozenset[str]:
        """Stems of the clause."""
        return frozenset(self._tables.stems(self._bare))

    @cached_property
    def words_but_persons(self) -> frozenset[str]:
        """The same without whom it is for."""
        return self.words - self._tables.persons - _AGES

    @cached_property
    def forms(self) -> frozenset[str]:
        """What is taken or used: the drops, the tablets."""
        return frozenset(map(clauses.stem, clauses.WORD.findall(self._bare))) & self._tables.forms

    @cached_property
    def numbers(self) -> frozenset[float]:
        """Its other numbers; that of a week or a stage is a case."""
        return frozenset(clauses.numbers(_LABEL.sub(" ", self._bare)))

    @cached_property
    def numbers_but_counts(self) -> frozenset[float]:
        """The same without how many are taken: 1 drop."""
        return frozenset(
            clauses.numbers(
                _COUNT.sub(lambda match: " " if clauses.stem(match[1]) in self._tables.forms else match[0], self._bare)
            )
        )

    @cached_property
    def _bare(self) -> str:
        pieces, at = [], 0
        for match in self._rhythms:
            pieces.append(self._text[at : match.start()])
            at = match.end()
        return " ".join([*pieces, self._text[at:]])

    @cached_property
    def case(self) -> frozenset[str]:
        """Stems of a clause that limits when the sentence holds; for whom it holds, `groups` says."""
        rest = _AFTER_IT.sub(" ", self._rest) if self.quantity.dimension in clauses.CHANCES else self._rest
        line = self._titles.partition(" . ")[2]
        cases = " ; ".join(clauses.cases(f"{line} . {self._leads} . {clauses.OFTEN.sub(' ', rest)}", _HERE))
        label = max(self._page.blocks[self.quantity.block].start, self._first - _REACH)
        labels = _LABEL.finditer(f"{self._titles} . {self._row_name} . {self._page.lower[label : self._last]}")
        stems = frozenset(self._tables.stems(cases)) - self._tables.persons - _AGES
        return stems.union(clauses.bounds(cases), (match[0] for match in labels))

    def _is_label(self, mark: re.Match[str], end: int) -> bool:
        """Whether a colon only ends the few words that name what follows: `Wound infection: 2 in 100 people`.

        Where a whole clause follows, it says by itself of what it speaks: `Wound care: leave the dressing on for`.
        """
        label = self._page.lower[self._first : mark.start()]
        if mark[0][0] != ":" or label.count(" ") >= _LABEL_WORDS or _CLAUSE.search(label) or " for " in label:
            return False
        return len(set(self._tables.stems(self._page.lower[mark.end() : end]))) < _WHOLE_CLAUSE

    @property
    def _row_name(self) -> str:
        """The row of a cell by the head of the first column: week 2."""
        cells = surroundings.row(self._page, self.quantity.block)
        head = surroundings.column_head(self._page, cells[0]) if cells else ""
        if not cells or head.startswith("step"):  # which no sentence names
            return ""
        return f"{head} {surroundings.row_head(self._page, self.quantity.block)}"

    @cached_property
    def core(self) -> Core:
        """The clause that the quantity stands in. Nothing of a cell: a row is no sentence."""
        if self._page.blocks[self.quantity.block].kind is Kind.CELL:
            return Core()
        lower, start, end = self._page.lower, self._spans[0][0], self._spans[-1][1]
        openings = [match for match in _CLAUSE.finditer(lower, self._first, start) if not self._is_label(match, start)]
        opening = openings[-1] if openings else None
        closing = _CLAUSE.search(lower, end, self._last)
        before = clauses.plainly(lower[opening.end() if opening else self._first : start])
        after = _EVEN.sub("", clauses.OFTEN.sub(" ", lower[end : closing.start() if closing else self._last]))
        if self.quantity.dimension in clauses.CHANCES:
            before, after = _AFTER_IT.sub(" ", before), _AFTER_IT.sub(" ", after)
        words = frozenset(self._tables.stems(before))
        return Core(
            opening["if"] or "" if opening else "",
            words.union(self._tables.stems(after)),
            frozenset(clauses.numbers(f"{before} {after}")),
            frozenset(match[0] for match in _COUNT.finditer(before) if clauses.stem(match[1]) in self._tables.forms),
        )

    @cached_property
    def claim(self) -> frozenset[str]:
        """Stems of what is said: those of the clause, or those of a cell with its row and column."""
        return self.words if self._page.blocks[self.quantity.block].kind is Kind.CELL else self.core.words

    @cached_property
    def context(self) -> frozenset[str]:
        """Stems of all that is said round it."""
        return self.words | self.title_words | self.case

    @cached_property
    def is_of_a_thing(self) -> bool:
        """Whether it says how long something lasts that it names: `the scan takes about`."""
        lower, (start, end) = self._page.lower, (self._spans[0][0], self._spans[-1][1])
        return bool(_LASTS.search(lower, self._first, start) or _FOR_A_THING.match(lower, end))

    @property
    def is_for(self) -> bool:
        """Whether it says for how long."""
        return self._page.lower.endswith("for ", 0, self.quantity.start)

    @cached_property
    def is_limit(self) -> bool:
        """Whether it says what nobody may exceed: `do not take more than`, or `if you have taken more than`."""
        return not clauses.CASE.search(self._leads) and bool(_LIMIT.search(self._page.lower, self._first, self.quantity.start))

    @cached_property
    def is_negated(self) -> bool:
        """Whether the clause says `not`, as `1 in 1,000 women not on the pill`."""
        return bool(_NOT.search(self._rest))

    @cached_property
    def times(self) -> frozenset[str]:
        """The times beside it: 1 year."""
        return frozenset(_TIME.findall(self._rest))

    @cached_property
    def bounds(self) -> frozenset[str]:
        """Words for a bound in all that it says: an age over 50."""
        return clauses.bounds(self._bare)

    @cached_property
    def groups(self) -> frozenset[str]:
        """Whom it is for; what is asked before it says so too: `Over 65?`"""
        found = self._tables.groups.found(self._all, self._parts)
        asked = surroundings.sentence(self._page, self.sentence - 1, self.quantity.block).strip()
        return found | {asked} if _OF_SOME.fullmatch(asked) else found

    @cached_property
    def routes(self) -> frozenset[str]:
        return self._tables.routes.found(f"{self._titles} {self._text}", self._parts)

    @cached_property
    def stages(self) -> frozenset[str]:
        return self._stages_in(f"{self._leads} {self._text}")

    @cached_property
    def own_stages(self) -> frozenset[str]:
        """Those that the sentence itself names, which count among statements under one heading."""
        return self._stages_in(self._rest)

    def _stages_in(self, text: str) -> frozenset[str]:
        is_open = clauses.OPEN.search(text)
        text = _AFTER_IT.sub(" ", text) if self.quantity.dimension in clauses.CHANCES else clauses.OPENED.sub(" ", text)
        before, _, after = text.partition(_HERE)
        following = _CLAUSE.search(after)
        if following and not _GOES_ON.search(after, following.start()):  # so use the restroom first
            text = f"{before} {after[: following.start()]}"
        found = self._tables.stages.found(_EACH_TIME.sub(" ", text), self._parts)
        is_title = self._page.blocks[self.quantity.block].kind is Kind.HEADING
        if is_title and (named := clauses.WORD.search(after)) and clauses.stem(named[0]) in self._tables.forms:
            found |= {"strength"}  # Levothyroxine 50 microgram tablets
        if is_open:  # how long a bottle keeps
            found -= {"strength"}
        return found - {"most"} if self.side == "less" else found

    @cached_property
    def often(self) -> frozenset[str]:
        """How often; of a cell that does not say it, what another one in its row says."""
        row = " . ".join(surroundings.row_others(self._page, self.quantity.block)) if not self.side else ""
        rhythms = clauses.beside(self._text, _HERE, self._rhythms)
        return clauses.often(rhythms or [*clauses.OFTEN.finditer(_WHEN.sub(r"at \1", row))])

    @cached_property
    def often_end(self) -> int:
        """Where `every 6 hours` ends, if it follows the quantity; else the quantity's end."""
        return clauses.often_end(self._page.lower, self._spans[-1][1], self._last)

    @cached_property
    def medicines(self) -> frozenset[str]:
        """The medicines that the sentence names, or else the row of the table, or the heading over it."""
        page = self._page
        sentence = page.sentences[self.sentence]
        within = [(sentence.start, sentence.end)]
        if (row := surroundings.row(page, self.quantity.block)) is not None:
            within.append((page.blocks[row[0]].start, page.blocks[row[-1]].end))
        if (heading := surroundings.heading_block(page, self.quantity.block)) is not None:
            within.append((page.blocks[heading].start, page.blocks[heading].end))
        for start, end in within:
            first, last = (bisect_left(self._medicines, place, key=attrgetter("start")) for place in (start, end))
            if first < last:
                return frozenset(page.lower[hit.start : hit.end] for hit in self._medicines[first:last])
        return frozenset()

    @cached_property
    def names(self) -> frozenset[str]:
        """Capitalised words inside the sentence: a method, a brand."""
        return frozenset((match[1] or match[2]).lower() for match in _NAME.finditer(self._page.text, self._first, self._last))


_HERE = "\ufffd"  # stands for the quantity in what its sentence says beside it
_LABEL_WORDS = 4
_WHOLE_CLAUSE = 2  # stems before a quantity
_GOES_ON = regex(r"\b(?:add|build|grow|increas|rais|reduc|lower|taper|then (?:have|take|use))")  # to another dose
_REACH = 400  # characters on either side: more than a sentence for readers has
_OF_SOME = regex(
    r"(?:older|over|under|younger|aged?|breast-?feeding|diabetic|had|have|having|got|living with|not|on|pregnant|smoke|taking|"
    r"trying|weigh|with) [^?]{1,50}\?|(?:breast-?feeding|diabetic|elderly|pregnant)\?"
)
_PART = regex(r"\w+")
_IN_BRACKETS = regex(r" ?\([^()]{0,12}\d[^()]{0,12}\)")
_SAME_IN_BRACKETS = regex(r" ?\(\d[\d.,]*(?: ?(?:to|-) ?\d[\d.,]*)? ?[a-z°]+\)")  # 33 to 43 lb (15 to 19.5 kg)
_ENUMERATED = regex(r"^\d{1,2}(?:\.\d{1,2})*[.)] ")  # 3. How to take it
_ROW_NUMBER = regex(r"^(?:step )?\d{1,2}[.)]?$")
_CLAUSE = regex(
    r"[,;:()] ?| - |\b(?P<if>if|once|unless|when)\b"
    r"|\b(?:and|as|because|but|or|since|so|while)"
    r" (?=(?:call|do|don't|drink|he|i|it|rest|see|she|take|tell|the|then|there|they|this|try|we|you|your)\b)"
)
_LASTS = regex(
    r"\b(?:an?|the|this|your) (?:[a-z-]+ ){1,3}(?:(?:can|may|should|will) )?(?:lasts?|takes?)"
    r"(?: (?:about|around|at least|between|just|only|roughly|up to|usually))*[ ]$"
)
_FOR_A_THING = regex(r" for (?:the|this|your) (?:appointment|check-?up|class|clinic|scan|session|stay|test|visit)\b")
_LIMIT = regex(
    r"\b(?:do not|don't|must not|never|should not)\b[^,;:.]*\bmore than $"
    r"|\b(?:take|taken|takes|taking|took|used?) more than $"
)
_COUNT = regex(r"\b(?:\d+|one|two|three|four) ([a-z]+)")
_AGES = frozenset({"age", "ag", "aged", "year", "month", "week"})
_EACH_TIME = regex(r"\b(?:after|before) (?:each|every) \w+")
_FORBIDDEN = regex(
    r"\b(?:do not|don't|never|must not|should not) (?:ever )?(?:drink|give|have|inject|swallow|take|use)\b[^,;:.!?]*$"
)
_TELLS = r"(?:advises?|has (?:advised|said|told)|says?|said|tells?|told)"
_EVEN = regex(
    rf",? \b(?![^,;:.()]*{_HERE})(?:even (?:if|when|though)|so (?:that|the|your)|because"
    r"|unless (?:advised|directed|told|you (?:are|have been) (?:advised|told)"
    rf"|(?:a|the|your) [a-z ]{{3,40}} {_TELLS}))\b[^,;:.()]*"
    r"|,? (?:(?:and )?then|so) (?:ask|bring|call|contact|phone|rest|ring|rinse|see|start a new|tell|throw|wait|wash)\b[^.]*"
    r"|\buntil (?:it|the [a-z]+|they|your [a-z]+) (?:are|is) (?:all )?(?:empty|finished|gone|used up)\b"
)
_AFTER = regex(r"\bafter (?:about |around |only )?$")  # 28 days: how long, not what follows
_AFTER_IT = regex(r"\b(?:after|having|who (?:had|have)) (?:an?|the|this|your) (?:operation|procedure|surgery|treatment)\b")
_WHEN = regex(r"(?<!at )\b(bedtime|breakfast|dinner|lunch|supper)\b")  # in a cell
_LIMIT_HEAD = regex(r"\b(?:(?P<least>at least|least|minimum)|at most|limit|maximum|max|most|no more than|up to)\b")
_LABEL = regex(
    r"\b(?:stage|grade|type|class|category|group|phase|cycle|step|option|level|week|day|month|year|trimester|table|figure)s?"
    r" (?:\d+|[ivx]+)[a-d]?\b"
)
_POINTING = regex(
    r"(?:this|that|these|those|such|both)\b"
    r"|each (?:can|has|is|lasts|may|must|of|one|should|takes|will)\b"
    r"|(?:[a-z]+ ){0,3}(?:do|does|have|need|repeat|try) (?:it|that|them|these|this|those)\b"
)
_TIME = regex(r"\b(?:\d+|an?|one|two|three|four|five|six|ten|first|second) (?:day|hour|month|week|year)")
_NOT = regex(r"\b(?:not|never|no|without)\b|n't\b")
_NAME = regex(r"(?<=[a-z,] )(?:the )?([A-Z][\w-]*(?:[A-Z®™][\w-]*)*[®™]?)|([A-Z]\w*[®™])")
