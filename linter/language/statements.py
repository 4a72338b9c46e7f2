"""What a page says of a quantity, so far that two of them compare: who, when, how often, how given, and of what.

Two statements are of one thing where their qualifiers are the same and what else their clauses say overlaps. The words that
qualify are the rule's (`linter/language/qualifiers.py`); nothing here knows a medicine or an age.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

import msgspec

from linter.language import clauses, subjects, surroundings
from linter.language import statement_patterns as said
from linter.language.qualifiers import Tables
from linter.language.subjects import Subject
from linter.language.substances import OfSubstance
from linter.page import Kind

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


class Statement(OfSubstance):
    """One quantity and what the page says of it. `own` are the quantities that are this one in other units, itself among them;
    `medicines` are the places of all medicines' names on the page, in order.

    Each part is worked out when it is asked for: most pairs of quantities are told apart by the first few.
    """

    def __init__(self, page: Page, quantity: Quantity, own: list[Quantity], tables: Tables, medicines: list[Hit]) -> None:
        super().__init__(page, quantity, own, tables, medicines)
        sentence = page.sentences[self.sentence]
        self._first = max(sentence.start, self._spans[0][0] - said.REACH)
        self._last = min(sentence.end, self._spans[-1][1] + said.REACH)

    @cached_property
    def subject(self) -> Subject:
        return subjects.subject(self._page, self.quantity)

    @cached_property
    def is_pointing(self) -> bool:
        """`This takes…`, `You do this…`: of what, stands in another sentence."""
        return bool(said.POINTING.match(self._page.lower, self._page.sentences[self.sentence].start))

    @cached_property
    def side(self) -> str:
        """more | less | "": whether the quantity is the least, the most, or the value itself."""
        lower, end = self._page.lower, self._spans[-1][1]
        comparator = self.quantity.comparator
        before = lower[self._first : self.quantity.comparator_start if comparator else self.quantity.start]
        side = clauses.side(before, comparator, lower[end : end + 24])
        if side:
            return side
        limit = said.LIMIT_HEAD.search(surroundings.heads(self._page, self.quantity.block))
        return "" if limit is None else "more" if limit["least"] else "less"

    @cached_property
    def is_forbidden(self) -> bool:
        """`Do not take two doses`: no value that the page gives."""
        if self.side or self.quantity.dimension == "time":  # do not use your inhaler for 4 hours
            return False
        return bool(said.FORBIDDEN.search(self._page.lower, self._first, self.quantity.start))

    @cached_property
    def _rest(self) -> str:
        """The sentence without the quantity (and the same in brackets), and without what limits nothing: `so that it heals`."""
        pieces: list[str] = []
        at = self._first
        for start, end in self._spans:
            pieces += (said.AFTER.sub("", self._page.lower[at:start]), said.HERE)
            same = said.IN_BRACKETS.match(self._page.lower, end, self._last)
            at = same.end() if same else end
        return said.EVEN.sub("", clauses.plainly("".join([*pieces, self._page.lower[at : self._last]])))

    @cached_property
    def _leads(self) -> str:
        """What leads up to the list that the quantity stands in."""
        leads = surroundings.lead_in(self._page, self.quantity.block)
        if leads.endswith((".", "?", "!")) and not clauses.CASE.match(leads):
            return ""  # a paragraph that happens to stand before a list
        return leads

    @cached_property
    def _titles(self) -> str:
        return said.ENUMERATED.sub("", surroundings.titles(self._page, self.quantity.block))

    @cached_property
    def _text(self) -> str:
        """The sentence with what stands over it: a list without a lead-in, and a line that is no sentence, as their heading."""
        page, block = self._page, self.quantity.block
        row = said.ROW_NUMBER.sub("", surroundings.row_head(page, block))
        table = f"{row} {surroundings.column_head(page, block)} {surroundings.row_rest(page, block)}".strip()
        lead = self._leads
        if not lead.endswith(":") and not said.SHORT_LINE.fullmatch(lead):
            lead = "" if lead or page.blocks[block].kind is not Kind.ITEM else self._titles
        return said.SAME_IN_BRACKETS.sub("", " . ".join(part for part in (lead, table, self._rest) if part))

    @cached_property
    def _all(self) -> str:
        return f"{self._titles} {self._leads} {self._text}"

    @cached_property
    def _parts(self) -> frozenset[str]:
        return frozenset(["", *said.PART.findall(self._all)])

    @cached_property
    def _rhythms(self) -> list[re.Match[str]]:
        """Where the text says how often."""
        return list(clauses.OFTEN.finditer(self._text))

    @cached_property
    def section(self) -> int | None:
        """The heading that it stands under, by its block."""
        return surroundings.heading_block(self._page, self.quantity.block)

    @cached_property
    def path(self) -> tuple[int, ...]:
        """All that stands over it, by blocks, the widest first."""
        return surroundings.path(self._page, self.quantity.block)

    @cached_property
    def title_words(self) -> frozenset[str]:
        """Stems of the heading and the line that stand over it."""
        return frozenset(self._tables.stems(self._titles)) - self._tables.persons

    def stems(self, text: str) -> frozenset[str]:
        """Stems of other words, as those of the statement are read."""
        return frozenset(self._tables.stems(text)) - self._tables.general

    def thing(self, title: str) -> frozenset[str]:
        """Stems of a title that names a thing, `Plaster cast`; none of one that names a part of the page: `Storage`."""
        words = self.stems(title)
        return words if words.isdisjoint(self._tables.parts) else frozenset()

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
    def words_before(self) -> frozenset[str]:
        """Stems of the sentence before it in its block."""
        return frozenset(self._tables.stems(surroundings.sentence(self._page, self.sentence - 1, self.quantity.block)))

    @cached_property
    def words_but_persons(self) -> frozenset[str]:
        """The same without whom it is for."""
        return self.words - self._tables.persons - said.AGES

    @cached_property
    def forms(self) -> frozenset[str]:
        """What is taken or used: the drops, the tablets; of `use them`, what the heading asks about."""
        own = frozenset(map(clauses.stem, clauses.WORD.findall(self._bare))) & self._tables.forms
        return own if own or not said.THEM.search(self._bare) else self.title_forms

    @cached_property
    def title_forms(self) -> frozenset[str]:
        """What the heading over it asks about, of what is taken or used: `Do I still need the drops?`"""
        if "?" not in self._titles:
            return frozenset()
        return frozenset(map(clauses.stem, clauses.WORD.findall(self._titles))) & self._tables.forms

    @cached_property
    def numbers(self) -> frozenset[float]:
        """Its other numbers; that of a week or a stage is a case."""
        return frozenset(clauses.numbers(said.LABEL.sub(" ", self._bare)))

    @cached_property
    def numbers_but_counts(self) -> frozenset[float]:
        """The same without how many are taken: 1 drop."""
        return frozenset(
            clauses.numbers(
                said.COUNT.sub(lambda match: " " if clauses.stem(match[1]) in self._tables.forms else match[0], self._bare)
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
        rest = said.AFTER_IT.sub(" ", self._rest) if self.quantity.dimension in clauses.CHANCES else self._rest
        line = self._titles.partition(" . ")[2]
        cases = " ; ".join(clauses.cases(f"{line} . {self._leads} . {clauses.OFTEN.sub(' ', rest)}", said.HERE))
        label = max(self._page.blocks[self.quantity.block].start, self._first - said.REACH)
        labels = said.LABEL.finditer(f"{self._titles} . {self._row_name} . {self._page.lower[label : self._last]}")
        stems = frozenset(self._tables.stems(cases)) - self._tables.persons - said.AGES
        return stems.union(clauses.bounds(cases), (match[0] for match in labels))

    def _is_label(self, mark: re.Match[str], end: int) -> bool:
        """Whether a colon only ends the few words that name what follows: `Wound infection: 2 in 100 people`.

        Where a whole clause follows, it says by itself of what it speaks: `Wound care: leave the dressing on for`.
        """
        label = self._page.lower[self._first : mark.start()]
        if mark[0][0] != ":" or label.count(" ") >= said.LABEL_WORDS or said.CLAUSE.search(label) or " for " in label:
            return False
        return len(set(self._tables.stems(self._page.lower[mark.end() : end]))) < said.WHOLE_CLAUSE

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
        openings = [match for match in said.CLAUSE.finditer(lower, self._first, start) if not self._is_label(match, start)]
        opening = openings[-1] if openings else None
        closing = said.CLAUSE.search(lower, end, self._last)
        before = clauses.plainly(lower[opening.end() if opening else self._first : start])
        after = said.EVEN.sub("", clauses.OFTEN.sub(" ", lower[end : closing.start() if closing else self._last]))
        if self.quantity.dimension in clauses.CHANCES:
            before, after = said.AFTER_IT.sub(" ", before), said.AFTER_IT.sub(" ", after)
        words = frozenset(self._tables.stems(before))
        return Core(
            opening["if"] or "" if opening else "",
            words.union(self._tables.stems(after)),
            frozenset(clauses.numbers(f"{before} {after}")),
            frozenset(match[0] for match in said.COUNT.finditer(before) if clauses.stem(match[1]) in self._tables.forms),
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
    def label(self) -> str:
        """What stands before a colon at its beginning: `Call us: no wet nappy for`."""
        return self._page.lower[self._first : self.quantity.start].rpartition(":")[0]

    @cached_property
    def is_of_a_thing(self) -> bool:
        """Whether it says how long something lasts that it names: `the scan takes about`."""
        lower, (start, end) = self._page.lower, (self._spans[0][0], self._spans[-1][1])
        return bool(said.LASTS.search(lower, self._first, start) or said.FOR_A_THING.match(lower, end))

    @property
    def is_for(self) -> bool:
        """Whether it says for how long."""
        return bool(said.FOR.search(self._page.lower, self._first, self.quantity.start))

    @cached_property
    def is_limit(self) -> bool:
        """Whether it says what nobody may exceed: `do not take more than`, or `if you have taken more than`."""
        return not clauses.CASE.search(self._leads) and bool(
            said.LIMIT.search(self._page.lower, self._first, self.quantity.start)
        )

    @cached_property
    def is_negated(self) -> bool:
        """Whether the clause says `not`, as `1 in 1,000 women not on the pill`."""
        return bool(said.NOT.search(self._rest))

    @cached_property
    def times(self) -> frozenset[str]:
        """The times beside it: 1 year."""
        return frozenset(said.TIME.findall(self._rest))

    @cached_property
    def bounds(self) -> frozenset[str]:
        """Words for a bound in all that it says: an age over 50."""
        return clauses.bounds(self._bare)

    @cached_property
    def groups(self) -> frozenset[str]:
        """Whom it is for; what is asked before it says so too: `Over 65?`"""
        found = self._tables.groups.found(self._all, self._parts)
        asked = surroundings.sentence(self._page, self.sentence - 1, self.quantity.block).strip()
        return found | {asked} if said.OF_SOME.fullmatch(asked) else found

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
        text = said.AFTER_IT.sub(" ", text) if self.quantity.dimension in clauses.CHANCES else clauses.OPENED.sub(" ", text)
        before, _, after = text.partition(said.HERE)
        following = said.CLAUSE.search(after)
        if following and not said.GOES_ON.search(after, following.start()):  # so use the restroom first
            text = f"{before} {after[: following.start()]}"
        found = self._tables.stages.found(said.NO_STAGE.sub(" ", text), self._parts)
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
        rhythms = clauses.beside(self._text, said.HERE, self._rhythms)
        return clauses.often(rhythms or [*clauses.OFTEN.finditer(said.WHEN.sub(r"at \1", row))])

    @cached_property
    def often_end(self) -> int:
        """Where `every 6 hours` ends, if it follows the quantity; else the quantity's end."""
        return clauses.often_end(self._page.lower, self._spans[-1][1], self._last)

    @cached_property
    def names(self) -> frozenset[str]:
        """Capitalised words inside the sentence: a method, a brand."""
        return frozenset(
            (match[1] or match[2]).lower() for match in said.NAME.finditer(self._page.text, self._first, self._last)
        )
