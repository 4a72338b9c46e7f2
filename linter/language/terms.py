"""Medical terms and acronyms on a page, how familiar each is, and whether and where the page explains it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import cached_property
from typing import TYPE_CHECKING

import msgspec

from linter.hits import Hit, longest
from linter.language import tables
from linter.language.definitions import Definitions
from linter.lexicon import Lexicon, Row, split_cell
from linter.page import Kind

if TYPE_CHECKING:
    from linter.reading import Reading


class Term(msgspec.Struct, frozen=True, kw_only=True):
    """One use of a term. `start` and `end` are offsets into the source (into `Page.text` inside the engine).

    `familiarity`: 0 unknown to nearly all lay readers, 1 known to all. `defined_at`: the place of the use that is explained.
    """

    text: str
    start: int
    end: int
    line: int
    column: int
    kind: str  # term | acronym | drug | word
    familiarity: float
    defined: bool = False
    defined_at: tuple[int, int] | None = None  # line and column
    plain: str | None = None
    lemma: str = ""


class Entry(msgspec.Struct, frozen=True):
    """A term of the lexicon."""

    lemma: str
    kind: str
    familiarity: float
    plain: str
    meaning: str


def entries(lexicon: Lexicon) -> tuple[list[str], list[Entry]]:
    """All written forms of the lexicon's terms, and the entry that each belongs to."""
    forms: list[str] = []
    owners: list[Entry] = []
    for row in lexicon.table("terms"):
        entry = Entry(row["term"], "term", float(row["familiarity"]), row["plain"], row["meaning"])
        for form in (row["term"], *split_cell(row["forms"])):
            forms.append(form)
            owners.append(entry)
    return forms, owners


def medicines(lexicon: Lexicon) -> list[Entry]:
    """The medicines of the lexicon: names, not jargon."""
    return [Entry(row["name"], "drug", 0.5, "", row["class"]) for row in lexicon.table("medicines")]


def acronyms(lexicon: Lexicon) -> dict[str, Row]:
    """The acronyms of the lexicon, by how they are written."""
    return {row["acronym"]: row for row in lexicon.table("acronyms")}


class Use(msgspec.Struct, frozen=True):
    """A term where it stands: offsets into `Page.text`."""

    start: int
    end: int
    entry: Entry


class Terms:
    """The terms of one page."""

    def __init__(self, reading: Reading, uses: list[Use]) -> None:
        self._reading = reading
        self.uses = uses
        self._starts = [use.start for use in uses]
        self._hard = [use for use in uses if use.entry.kind == "term" and use.entry.familiarity < 0.6]
        self._hard_starts = [use.start for use in self._hard]
        self.definitions = Definitions(reading.page, self.is_plain)

    def is_plain(self, start: int, end: int) -> bool:
        """Whether a stretch of the text holds words, and no hard term."""
        page = self._reading.page
        first = bisect_right(self._hard_starts, start) - 1
        if first >= 0 and self._hard[first].end > start:
            return False
        at = bisect_left(self._hard_starts, start)
        if at < len(self._hard) and self._hard[at].start < end:
            return False
        return any(char.isalpha() for char in page.text[start:end])

    @cached_property
    def defined(self) -> dict[str, Use]:
        """Terms that the page explains, by lemma, with the use at which it does."""
        found: dict[str, Use] = {}
        for use in self.uses:
            if (
                use.entry.lemma not in found
                and use.entry.kind == "term"
                and self.definitions.explains(use.start, use.end, use.entry.plain)
            ):
                found[use.entry.lemma] = use
        # What is part of a longer term that is explained is explained with it: nerve root (compression).
        for lemma, use in list(found.items()):
            words = f" {lemma} "
            for other in self.uses:
                if other.entry.lemma not in found and f" {other.entry.lemma} " in words:
                    found[other.entry.lemma] = use
        return found

    @cached_property
    def found(self) -> list[Term]:
        """Every use of a term, with what is known of it."""
        return [self._term(use) for use in self.uses if use.entry.kind == "drug" or use.entry.familiarity < 0.6]

    def _term(self, use: Use) -> Term:
        page = self._reading.page
        where = self.defined.get(use.entry.lemma)
        line, column = page.line_column(page.place(use.start, use.end)[0])
        return Term(
            text=page.text[use.start : use.end],
            start=use.start,
            end=use.end,
            line=line,
            column=column,
            kind=use.entry.kind,
            familiarity=use.entry.familiarity,
            defined=where is not None,
            defined_at=page.line_column(page.place(where.start, where.end)[0]) if where else None,
            plain=use.entry.plain or None,
            lemma=use.entry.lemma,
        )

    def every_word(self) -> list[Term]:
        """Every content word of the page, terms included; how familiar a word is depends on how common it is.

        Capitals that the table of acronyms does not say everybody knows are half as familiar as the word that is written so.
        """
        page = self._reading.page
        known = self._reading.rulebook.derived("acronyms", acronyms)
        words = list(self.found)
        taken = {position for term in words for position in range(term.start, term.end)}
        familiar = {position: use.entry.familiarity for use in self.uses for position in range(use.start, use.end)}
        for start, end in page.words:
            text = page.text[start:end]
            if start in taken or not _has_content(text):
                continue
            line, column = page.line_column(page.place(start, end)[0])
            familiarity = max(tables.familiarity(text), familiar.get(start, 0.0))
            if sum(map(str.isupper, text)) > 1 and (text not in known or known[text]["allowed"] != "all"):
                familiarity /= 2
            words.append(
                Term(text=text, start=start, end=end, line=line, column=column, kind="word", familiarity=round(familiarity, 2))
            )
        return sorted(words, key=lambda term: term.start)


def _has_content(word: str) -> bool:
    """Whether a word is more than grammar: no number, no single letter, none of the short words that every sentence has."""
    return word[0].isalpha() and (len(word) > 2 or (len(word) == 2 and not (word.islower() and tables.frequency(word) > 5.5)))


def find(reading: Reading) -> Terms:
    """The lexicon's terms on a page: the longest at each place, words the house accepts left out."""
    _, owners = reading.rulebook.derived("terms", entries)
    drugs = reading.rulebook.derived("medicines", medicines)
    hits = [
        *reading.lexicon_hits("terms"),
        *(Hit(hit.start, hit.end, len(owners) + hit.item) for hit in reading.names("medicine")),
    ]
    uses: list[Use] = []
    for hit in longest(hits):
        page = reading.page
        entry = owners[hit.item] if hit.item < len(owners) else drugs[hit.item - len(owners)]
        if page.lower[hit.start : hit.end] in reading.site.vocabulary or entry.lemma.lower() in reading.site.vocabulary:
            continue
        if page.blocks[page.block_at(hit.start)].kind is Kind.CODE:
            continue
        uses.append(Use(hit.start, hit.end, entry))
    return Terms(reading, uses)
