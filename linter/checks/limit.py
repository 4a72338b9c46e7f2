"""Something counted is over its limit: words in a sentence, a page's grade, items in a list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from enum import StrEnum
from typing import TYPE_CHECKING

import msgspec

from linter.checks import Candidate, Place
from linter.checks.outline import headings
from linter.language import body, grade
from linter.model import Model
from linter.page import PROSE, Kind
from linter.store.regexes import regex

if TYPE_CHECKING:
    from linter.language.body import Body
    from linter.language.sentences import Sentence
    from linter.page import Block, Page
    from linter.reading import Reading
    from linter.rulefile import Rule

_ENDS_IN_NUMBER = regex(r"[ :]\+?\(?\d[\d ()-]{5,}$")  # of a telephone
_RUNNING = frozenset({Kind.PARAGRAPH, Kind.ITEM, Kind.MEANING})
_BULLETS = "-–•▪◦‣●"
_APART = 2  # grades by which a section stands out from a page that is itself too hard
_SECTION_WORDS = 60  # fewer say nothing about a section
_SHOWN = 3


class Metric(StrEnum):
    """What is counted."""

    SENTENCE_WORDS = "sentence-words"
    PARAGRAPH_SENTENCES = "paragraph-sentences"
    GRADE = "grade"
    SECTION_GRADE = "section-grade"
    POLYSYLLABLE_SHARE = "polysyllable-share"  # per cent of the words
    UNBROKEN_WORDS = "unbroken-words"
    WORDS_WITHOUT_HEADING = "words-without-heading"
    LIST_ITEMS = "list-items"


FIELDS = ("a", "b", "c", "d", "e", "confidence", "heading", "k", "limit", "most", "n", "other", "words")


class Params(Model, frozen=True, kw_only=True):
    """`limit` is the highest value that is still fine.

    `warning-over` and `error-over` say by how much more than that a finding becomes a warning, an error. `ignore` are words in
    lower case: for polysyllable-share, long words that everybody knows; for list-items and section-grade, words in a heading
    or lead-in that say that this list may be long, this section hard.
    """

    metric: Metric
    limit: float
    warning_over: float | None = None
    error_over: float | None = None
    ignore: frozenset[str] = frozenset()

    def severity(self, value: float) -> str | None:
        """The severity of a value where it differs from the rule's."""
        over = round(value - self.limit, 2)
        if self.error_over is not None and over > self.error_over:
            return "error"
        if self.warning_over is not None and over > self.warning_over:
            return "warning"
        return None


def check(rule: Rule, params: Params, reading: Reading) -> Iterator[Candidate]:
    """What is over the limit."""
    return _METRICS[params.metric](params, reading)


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


def _over(params: Params, value: float, block: Block | Sentence | None = None, **values: str) -> Candidate:
    return Candidate(
        start=None if block is None else block.start,
        end=None if block is None else block.end,
        values={"n": _number(value), "limit": _number(params.limit), **values},
        severity=params.severity(value),
    )


def _sentence_words(params: Params, reading: Reading) -> Iterator[Candidate]:
    page = reading.page
    for sentence in body.sentences(page, Kind.CELL):
        words = sentence.last_word - sentence.first_word
        if words > params.limit and not _is_enumeration(page, sentence, words):
            yield _over(params, words, sentence)


def _is_enumeration(page: Page, sentence: Sentence, words: int) -> bool:
    """A sentence that is mostly a list of names (drugs, foods): a comma for every third word."""
    commas = page.folded.count(",", sentence.start, sentence.end) + page.folded.count(";", sentence.start, sentence.end)
    return commas * 3 >= words


def _paragraph_sentences(params: Params, reading: Reading) -> Iterator[Candidate]:
    page = reading.page
    inside = Counter(s.block for s in body.sentences(page) if page.blocks[s.block].kind is Kind.PARAGRAPH)
    words: Counter[int] = Counter()
    for sentence in page.sentences:
        words[sentence.block] += sentence.last_word - sentence.first_word
    for number, sentences in inside.items():
        if sentences > params.limit:
            yield _over(params, sentences, page.blocks[number], words=str(words[number]))


def _grade(params: Params, reading: Reading) -> Iterator[Candidate]:
    level = reading.grade
    if level.grade <= params.limit:
        return
    low = level.confidence == "low"
    names = zip("abcde", ("flesch_kincaid", "smog", "gunning_fog", "coleman_liau", "automated_readability"), strict=True)
    counted = reading.body
    hardest = _hardest(counted)
    words = [one.word for one in grade.hardest_words(counted)]
    yield Candidate(
        values={
            "n": _number(level.grade),
            "limit": _number(params.limit),
            "confidence": " (a rough figure: the text is short)" if low else "",
            "k": str(len(hardest)),
            "most": f" These cost readers most: {', '.join(words)}." if words else "",
            **{letter: _number(level.formulas[name]) for letter, name in names},
        },
        severity="suggestion" if low else params.severity(level.grade),
        related=hardest,
    )


def _hardest(counted: Body, of: slice = slice(None)) -> tuple[Place, ...]:
    """Sentences as places to start at, each with what makes it hard; of a run of the body's sentences or all."""
    hardest = grade.hardest(counted, _SHOWN, of)
    return tuple(Place(sentence.start, sentence.end, "hard to read: " + "; ".join(why)) for sentence, _, why in hardest)


def _section_grade(params: Params, reading: Reading) -> Iterator[Candidate]:
    counted = reading.body
    page = reading.page
    whole = grade.consensus(counted.plain)  # the page's grade is not reported above 18
    for heading, run, counts in grade.sections(counted, least=_SECTION_WORDS):
        level = grade.consensus(counts)
        title = page.lower[heading.start : heading.end].split()
        if level > max(params.limit, whole + _APART) and params.ignore.isdisjoint(title):
            found = _over(params, level, heading, heading=page.text_of(heading), other=_number(whole))
            yield msgspec.structs.replace(found, related=_hardest(counted, run))


def _polysyllable_share(params: Params, reading: Reading) -> Iterator[Candidate]:
    counted = reading.body
    counts = counted.raw
    if not counts.words or 100 * counts.polysyllables / counts.words <= params.limit:  # with those that are to be ignored
        return
    found: Counter[str] = Counter()
    for token, count in counted.long_words.items():
        word = token.lower()
        if word not in params.ignore and word.removesuffix("s") not in params.ignore:
            found[word] += count
    share = 100 * found.total() / counts.words
    if share > params.limit:
        yield _over(params, share, most=", ".join(word for word, _ in found.most_common(5)))


def _unbroken_words(params: Params, reading: Reading) -> Iterator[Candidate]:
    """A paragraph is broken by the bullets of a list that was flattened into it."""
    page = reading.page
    longest: Counter[int] = Counter()
    run = 0
    last = -1
    for sentence in page.sentences:
        if sentence.block != last or page.text[sentence.start] in _BULLETS:
            run, last = 0, sentence.block
        run += sentence.last_word - sentence.first_word
        longest[sentence.block] = max(longest[sentence.block], run)
    for number, words in longest.items():
        block = page.blocks[number]
        if words > params.limit and block.kind in _RUNNING and not block.quoted and number not in page.references:
            yield _over(params, words, block)


def _words_without_heading(params: Params, reading: Reading) -> Iterator[Candidate]:
    """A page's first heading, before all text, is its title: it tells no part from another."""
    page = reading.page
    heads = headings(page)
    known = frozenset(heads)
    text = [i for i, block in enumerate(page.blocks) if block.kind in PROSE and i not in known]
    if not text or (heads and heads[-1] > text[0]):
        return
    inside = set(text) - page.references
    words = sum(sentence.last_word - sentence.first_word for sentence in page.sentences if sentence.block in inside)
    if words > params.limit:
        yield _over(params, words)


def _list_items(params: Params, reading: Reading) -> Iterator[Candidate]:
    page = reading.page
    long = [(lead, items) for lead, items in _lists(page) if len(items) > params.limit]
    if not long:
        return
    linked: Counter[int] = Counter()  # characters of each block that stand in a link
    for mark in page.marks:
        if mark.kind == "link":
            linked[page.block_at(mark.start)] += mark.end - mark.start
    for lead, items in long:
        if page.blocks[items[0]].ordered or items[0] in page.references:
            continue
        before = page.lower[page.blocks[lead].start : page.blocks[items[0]].start] if lead >= 0 else ""
        if params.ignore.isdisjoint(word.strip(".,:;?!()") for word in before.split()) and not _is_looked_up(
            page, items, linked
        ):
            yield _over(params, len(items), page.blocks[items[0]])


def _lists(page: Page) -> Iterator[tuple[int, list[int]]]:
    """Every list: the nearest heading or paragraph before it (-1 for none), and its items without those of inner lists."""
    open_lists: list[tuple[int, list[int]]] = []  # from the outermost
    lead = -1
    for i, block in enumerate(page.blocks):
        if block.kind is Kind.ITEM:
            while open_lists and not _continues(page, open_lists[-1][1], block):
                yield open_lists.pop()
            if open_lists and page.blocks[open_lists[-1][1][0]].level == block.level:
                open_lists[-1][1].append(i)
            else:
                open_lists.append((lead, [i]))
        elif not block.group:
            yield from reversed(open_lists)
            open_lists.clear()
            if block.kind in (Kind.HEADING, Kind.PARAGRAPH):
                lead = i
    yield from reversed(open_lists)


def _continues(page: Page, items: list[int], block: Block) -> bool:
    """Whether an item belongs to an open list or to one inside it."""
    first = page.blocks[items[0]]
    if block.level > first.level:
        return True
    return block.level == first.level and block.group == first.group


def _is_looked_up(page: Page, items: list[int], linked: Counter[int]) -> bool:
    """A list of links, such as a table of contents, or of telephone numbers: nobody reads it through."""
    blocks = [page.blocks[i] for i in items]
    links = sum(linked[i] * 2 > block.end - block.start for i, block in zip(items, blocks, strict=True))
    numbers = sum(_ENDS_IN_NUMBER.search(page.lower[block.start : block.end]) is not None for block in blocks)
    return max(links, numbers) * 4 >= len(items) * 3


_METRICS: dict[Metric, Callable[[Params, Reading], Iterator[Candidate]]] = {
    Metric.SENTENCE_WORDS: _sentence_words,
    Metric.PARAGRAPH_SENTENCES: _paragraph_sentences,
    Metric.GRADE: _grade,
    Metric.SECTION_GRADE: _section_grade,
    Metric.POLYSYLLABLE_SHARE: _polysyllable_share,
    Metric.UNBROKEN_WORDS: _unbroken_words,
    Metric.WORDS_WITHOUT_HEADING: _words_without_heading,
    Metric.LIST_ITEMS: _list_items,
}
