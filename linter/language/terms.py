"""Medical terms on a page: those of the lexicon, and words built of medical parts; and where the page explains each."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

import msgspec

from linter.language import tables
from linter.language.definitions import Definitions
from linter.language.unseen import Vocabulary
from linter.lexicon import Lexicon, Row, split_cell
from linter.page import Kind
from linter.search.hits import Hit, longest

if TYPE_CHECKING:
    from linter.page import Page
    from linter.reading import Reading


UNFAMILIAR = 0.6  # below it a lay reader may not know a word
_HARD = 0.45  # below it a word explains nothing
_ENDING = 6  # letters of a word that another may end with


class Entry(msgspec.Struct, frozen=True, gc=False):
    """A term of the lexicon, or a word that is built as one (`built`): what its part means stands in its place."""

    lemma: str
    kind: str
    familiarity: float
    plain: str
    meaning: str
    built: bool = False

    @property
    def told(self) -> tuple[str, str]:
        """What the lexicon says of it: the words to write instead, and its meaning; none for a word that is built as a term."""
        return self.plain, "" if self.built else self.meaning


def forms(lexicon: Lexicon) -> Iterator[tuple[int, str]]:
    """All written forms of the lexicon's terms, each with its row in the table."""
    for number, row in enumerate(lexicon.table("terms")):
        for form in (row["term"], *split_cell(row["forms"])):
            yield number, form


class Entries:
    """The terms of the lexicon by row, and after them its medicines: names, not jargon. Each is made when it is first met."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._terms, self._medicines = lexicon.table("terms"), lexicon.table("medicines")
        self._met: dict[int, Entry] = {}

    @property
    def terms(self) -> int:
        """How many terms there are: the number of the first medicine."""
        return len(self._terms)

    def __getitem__(self, number: int) -> Entry:
        if number not in self._met:
            self._met[number] = self._made(number)
        return self._met[number]

    def _made(self, number: int) -> Entry:
        if number >= self.terms:
            row = self._medicines[number - self.terms]
            return Entry(row["name"], "drug", 0.5, "", row["class"])
        row = self._terms[number]
        return Entry(row["term"], "term", float(row["familiarity"]), row["plain"], row["meaning"])


def acronyms(lexicon: Lexicon) -> Mapping[str, Row]:
    """The acronyms of the lexicon, by how they are written."""
    return lexicon.table("acronyms").by("acronym")


class Use(msgspec.Struct, frozen=True, gc=False):
    """A term where it stands: offsets into `Page.text`."""

    start: int
    end: int
    entry: Entry


class Terms:
    """The terms of one page."""

    def __init__(self, page: Page, uses: list[Use]) -> None:
        self.page = page
        self.uses = uses
        hard = _Hard([use for use in uses if use.entry.kind == "term" and use.entry.familiarity < _HARD])
        self.definitions = Definitions(page, hard.count)

    @cached_property
    def defined(self) -> dict[str, Use]:
        """Terms that the page explains, by lemma, with the first use at which it does: a sure one, if there is any."""
        found: dict[str, Use] = {}
        sure: set[str] = set()
        for use in self.uses:
            lemma = use.entry.lemma
            if lemma in sure or use.entry.kind != "term":
                continue
            how = self.definitions.how(use.start, use.end, *use.entry.told)
            if how == "surely":
                found[lemma] = use
                sure.add(lemma)
            elif how:
                found.setdefault(lemma, use)
        # What is part of a longer term that is explained is explained with it: nerve root (compression).
        lemmas = {use.entry.lemma: use for use in reversed(self.uses)}
        for lemma, use in list(found.items()):
            text = self.page.lower[use.start : use.end]
            for part in [*_parts(lemma), *(_parts(text) if text != lemma else ())]:
                if part in lemmas:
                    found.setdefault(part, use)
        # A word that ends as a longer one does is explained with it where what is said there fits both: (hemo)dialysis.
        for lemma, use in [(lemma, use) for lemma, use in lemmas.items() if lemma not in found and len(lemma) >= _ENDING]:
            for whole, where in list(found.items()):
                if whole.endswith(lemma) and whole != lemma and self.definitions.how(where.start, where.end, *use.entry.told):
                    found[lemma] = where
                    break
        # And a longer term whose only hard word is explained needs no more: platelet (count).
        for lemma in [lemma for lemma in lemmas if " " in lemma and lemma not in found]:
            hard = [word for word in lemma.split() if tables.familiarity(word) < UNFAMILIAR]
            if hard and all(word in found for word in hard):
                found[lemma] = found[hard[0]]
        return found


class _Hard:
    """Terms that need explaining themselves."""

    def __init__(self, uses: list[Use]) -> None:
        self._uses = uses
        self._starts = [use.start for use in uses]

    def count(self, start: int, end: int) -> int:
        """How many of them a stretch of the text holds or touches."""
        first = bisect_right(self._starts, start) - 1
        reaches_in = first >= 0 and self._uses[first].end > start
        return bisect_left(self._starts, end) - (first if reaches_in else first + 1)


def _parts(lemma: str) -> list[str]:
    """The shorter runs of words inside a term."""
    words = lemma.split()
    return [
        " ".join(words[first:last])
        for first in range(len(words))
        for last in range(first + 1, len(words) + 1)
        if last - first < len(words)
    ]


def find(reading: Reading) -> Terms:
    """The terms of a page: the lexicon's, the longest at each place, and unseen ones; words the house accepts left out."""
    entries = reading.rulebook.derived("terms", Entries)
    hits = [
        *reading.lexicon_hits("terms"),
        *(Hit(hit.start, hit.end, entries.terms + hit.item) for hit in reading.names("medicine")),
    ]
    page, accepted = reading.page, reading.site.vocabulary
    uses: list[Use] = []
    for hit in longest(hits):
        entry = entries[hit.item]
        if reading.accepts(hit.start, hit.end) or entry.lemma.lower() in accepted:
            continue
        if page.blocks[page.block_at(hit.start)].kind is not Kind.CODE:
            uses.append(Use(hit.start, hit.end, entry))
    names = {use.end + 1 for use in uses if use.entry.kind == "drug"}
    uses = [use for use in uses if use.start not in names or use.entry.kind == "drug"]  # metformin *hydrochloride* is one name
    unseen = [use for use in _unseen(reading, uses) if use.start not in names]
    return Terms(page, sorted([*uses, *unseen], key=lambda use: use.start) if unseen else uses)


def _unseen(reading: Reading, uses: list[Use]) -> list[Use]:
    """Rare words built of medical parts that the lexicon lacks, names left out."""
    page = reading.page
    vocabulary = reading.rulebook.derived("vocabulary", Vocabulary.from_lexicon)
    words = page.lower_tokens
    parts = {word: part for word in set(words) if (part := vocabulary.medical(word)) is not None}
    if not parts:
        return []
    taken = [use.start for use in uses]
    found = []
    for at in [at for at, word in enumerate(words) if word in parts]:
        word, (start, end) = words[at], page.words[at]
        if reading.accepts(start, end):
            continue
        before = bisect_right(taken, start) - 1
        if before >= 0 and uses[before].end > start:
            continue
        if page.blocks[page.block_at(start)].kind is Kind.CODE or _is_name(page, word, start):
            continue
        lemma = word[:-1] if word.endswith("s") and not word.endswith(("ss", "is", "us")) else word
        found.append(Use(start, end, Entry(lemma, "term", 0.2, "", parts[word].meaning, built=True)))
    return found


def _is_name(page: Page, word: str, start: int) -> bool:
    """Whether a word has a capital that neither its sentence nor its block explains, and is never written without."""
    if not page.folded[start].isupper() or word in page.lower_words:
        return False
    block = page.blocks[page.block_at(start)]
    opens = page.sentences[page.sentence_at(start)].start
    return block.kind is not Kind.HEADING and start > opens
