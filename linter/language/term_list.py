"""The terms of a page as `find_terms` gives them: words that a lay reader may not know, side by side as one, and medicines."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace

from linter.language import difficulty, tables
from linter.language.terms import UNFAMILIAR, Use, acronyms
from linter.language.unseen import Vocabulary

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
    words: str = ""  # as the reader sees it, without markup
    lemma: str = ""
    parts: tuple[str, ...] = ()  # lemmas of the lexicon's terms that it holds


def found(reading: Reading) -> list[Term]:
    """Every use of a term, in order."""
    return _Finder(reading).terms()


def every_word(reading: Reading) -> list[Term]:
    """Every content word of the page, each by itself, and the lexicon's terms; how familiar a word is tells how common it is.

    Capitals that the table of acronyms does not say everybody knows are half as familiar as the word that is written so.
    """
    page, finder = reading.page, _Finder(reading)
    known = reading.rulebook.derived("acronyms", acronyms)
    words = [finder.of_use(use) for use in reading.terms.uses if use.entry.kind == "drug" or use.entry.familiarity < UNFAMILIAR]
    short = {term.start: term for term in finder.terms() if term.kind == "acronym"}
    taken = {position for term in words for position in range(term.start, term.end)}
    familiar = {position: use.entry.familiarity for use in reading.terms.uses for position in range(use.start, use.end)}
    for start, end in page.words:
        text = page.text[start:end]
        if start in taken or not _has_content(text):
            continue
        line, column = page.line_column(page.place(start, end)[0])
        familiarity = max(tables.familiarity(text), familiar.get(start, 0.0))
        if difficulty.is_short_form(text) and (text not in known or known[text]["allowed"] != "all"):
            familiarity /= 2
        acronym = short.get(start)
        words.append(
            Term(
                text=text,
                words=text,
                start=start,
                end=end,
                line=line,
                column=column,
                kind="word" if acronym is None else acronym.kind,
                familiarity=round(familiarity, 2),
                defined=acronym is not None and acronym.defined,
                defined_at=acronym.defined_at if acronym else None,
            )
        )
    return sorted(words, key=lambda term: term.start)


def group(term: Term) -> tuple[str, str]:
    """What the uses of one term share: CABG and CABGs."""
    return term.kind, term.words.removesuffix("s") if term.kind == "acronym" else term.lemma or term.words.lower()


def _has_content(word: str) -> bool:
    """Whether a word is more than grammar: no number, no single letter, none of the short words that every sentence has."""
    return word[0].isalpha() and (len(word) > 2 or (len(word) == 2 and not (word.islower() and tables.frequency(word) > 5.5)))


class _Run(msgspec.Struct):
    """Words side by side: the first and one past the last, how familiar the least familiar is, the uses of the lexicon."""

    first: int
    last: int
    familiarity: float
    uses: list[Use]
    kind: str = "term"


class _Finder:
    """Looks at every word of a page once."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._page = reading.page
        self._terms = reading.terms
        self._acronyms = reading.rulebook.derived("acronyms", acronyms)
        self._vocabulary = reading.rulebook.derived("vocabulary", Vocabulary.from_lexicon)
        self._heads, self._tails = (frozenset(reading.rulebook.lexicon.sets[name]) for name in ("term-head", "term-tail"))

    def terms(self) -> list[Term]:
        words = self._page.words
        found = [
            self._term(run, words.starts[run.first], max([words.ends[run.last - 1], *(use.end for use in run.uses)]))
            for run in self._runs()
        ]
        explained = {group(term): term.defined_at for term in reversed(found) if term.defined}  # by one use, all are
        return [
            replace(term, defined=True, defined_at=explained[group(term)]) if group(term) in explained else term
            for term in found
        ]

    def of_use(self, use: Use) -> Term:
        """A term of the lexicon by itself."""
        return self._term(_Run(0, 0, self._familiarity(use), [use], use.entry.kind), use.start, use.end)

    def _runs(self) -> list[_Run]:
        page, starts = self._page, self._page.words.starts
        runs: list[_Run] = []
        uses = iter(self._terms.uses)
        use = next(uses, None)
        at = 0
        while at < len(starts):
            start = starts[at]
            while use is not None and use.end <= start:
                use = next(uses, None)
            if use is not None and use.start <= start:
                last = at + 1
                while last < len(starts) and starts[last] < use.end:
                    last += 1
                one = self._of_use(use, at, last)
            else:
                one = self._of_word(at)
            if one is not None:
                self._join(runs, one)
            elif runs and self._follows(runs[-1], at) and page.lower[slice(*page.words[at])] in self._tails:
                runs[-1].last = at + 1  # carotid artery *disease*
            at = one.last if one is not None else at + 1
        return [self._with_head(run) for run in runs]

    def _of_use(self, use: Use, first: int, last: int) -> _Run | None:
        if use.entry.kind == "drug":
            return _Run(first, last, use.entry.familiarity, [use], "drug")
        return _Run(first, last, use.entry.familiarity, [use]) if use.entry.familiarity < UNFAMILIAR else None

    def _familiarity(self, use: Use) -> float:
        """What the editors of the lexicon and how common the words are say of a term, in equal parts."""
        if use.entry.kind == "drug":
            return use.entry.familiarity
        words = self._page.lower[use.start : use.end].split()
        return (use.entry.familiarity + sum(map(tables.familiarity, words)) / len(words)) / 2

    def _of_word(self, at: int) -> _Run | None:
        page, (start, end) = self._page, self._page.words[at]
        token, word = page.folded[start:end], page.lower[start:end]
        if self._reading.accepts(start, end) or not page.folded[start].isalpha():
            return None
        if difficulty.is_short_form(token):
            row = self._acronyms.get(token) or self._acronyms.get(token.removesuffix("s"))
            if row is not None and row["allowed"] in ("all", self._reading.locale):
                return None
            return _Run(at, at + 1, 0.2, [], "acronym")
        if self._vocabulary.is_drug(word):
            return _Run(at, at + 1, 0.2, [], "drug")
        named = page.folded[start].isupper() and word not in page.lower_words and start > self._reading.sentence(start).start
        if self._vocabulary.is_term(token, UNFAMILIAR, name=named):
            return _Run(at, at + 1, self._vocabulary.familiarity(word), [])
        return None

    def _join(self, runs: list[_Run], one: _Run) -> None:
        if runs and one.kind != "drug" and runs[-1].kind != "drug" and self._follows(runs[-1], one.first):
            before = runs[-1]
            before.last = one.last
            before.uses += one.uses
            before.familiarity = min(before.familiarity, one.familiarity)
            before.kind = "term"
        else:
            runs.append(one)

    def _follows(self, run: _Run, at: int) -> bool:
        words = self._page.words
        return run.last == at and self._page.text[words.ends[at - 1] : words.starts[at]] == " "

    def _with_head(self, run: _Run) -> _Run:
        """With the adjective before it: *chronic* pancreatitis."""
        page, at = self._page, run.first - 1
        if run.kind != "term" or at < 0 or page.text[page.words.ends[at] : page.words.starts[run.first]] != " ":
            return run
        if page.lower[slice(*page.words[at])] in self._heads:
            run.first = at
        return run

    def _term(self, run: _Run, start: int, end: int) -> Term:
        page = self._page
        line, column = page.line_column(page.place(start, end)[0])
        only = run.uses[0] if len(run.uses) == 1 and (run.uses[0].start, run.uses[0].end) == (start, end) else None
        where = self._defined_at(run, start, end)
        return Term(
            text=page.text[start:end],
            start=start,
            end=end,
            line=line,
            column=column,
            kind=run.kind,
            familiarity=round(run.familiarity, 2),
            defined=where is not None,
            defined_at=page.line_column(page.place(*where)[0]) if where else None,
            plain=(only.entry.plain or None) if only else None,
            words=page.text[start:end],
            lemma=only.entry.lemma if only else page.lower[start:end],
            parts=tuple(use.entry.lemma for use in run.uses),
        )

    def _defined_at(self, run: _Run, start: int, end: int) -> tuple[int, int] | None:
        """Where the page explains a run: as a whole, or each of its terms."""
        hard = [use for use in run.uses if use.entry.kind == "term"]
        explained = [self._terms.defined[use.entry.lemma] for use in hard if use.entry.lemma in self._terms.defined]
        if hard and len(explained) == len(hard):
            return explained[0].start, explained[0].end
        definitions, entry = self._terms.definitions, hard[0].entry if len(hard) == 1 else None
        if run.kind == "drug":  # whose name stands beside many things: only a form that shows what it is counts
            return (start, end) if definitions.form(start, end) == "shows" else None
        is_explained = definitions.explains(start, end, *entry.told) if entry else definitions.explains(start, end)
        return (start, end) if is_explained else None
