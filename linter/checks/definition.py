"""How a page explains its terms: too late, or in words that need explaining themselves."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

from linter.checks import Candidate, Place
from linter.language import explanations, likeness, names
from linter.language.definition_patterns import LEADING, goes_on
from linter.language.terms import Entry, Use
from linter.model import Model
from linter.page import Kind
from linter.search.hits import longest
from linter.store.regexes import regex

if TYPE_CHECKING:
    from linter.reading import Reading
    from linter.rulefile import Rule

FIELDS = ("a", "b", "term", "why", "words")  # of the rule's message


class Params(Model, frozen=True, kw_only=True):
    """`find`: `late` (explained after its first use) or `hard-words` (an explanation that holds a term).

    `below`: the familiarity under which a word is a term here. `glossaries`: headings over lists of words, which are looked up
    and not read in order; `previews`: lines over lists that sum the page up.
    """

    find: Literal["late", "hard-words"]
    below: float = 0.6
    glossaries: tuple[str, ...] = ()
    previews: tuple[str, ...] = ()


NO_OPTIONS = ("find",)


def check(rule: Rule, params: Params, reading: Reading) -> Iterator[Candidate]:
    """One candidate for each term that is used too early; one for each explanation that needs explaining."""
    return _late(params, reading) if params.find == "late" else _hard(params, reading)


# -- explained too late ----------------------------------------------------------------------

_NOT_READ = (Kind.HEADING, Kind.LABEL, Kind.CODE, Kind.TERM, Kind.CAPTION, Kind.CELL)
_FEW = 3  # letters of the words that say nothing
_TITLE = 8  # words of a line without a stop that stands as a heading
_RUN_IN = 4  # words of a heading that stands in its paragraph: “Dipstick test.”
_ENDS = (".", "!", "?", ":", ";", ",")
# Beside a use: what sets out to explain it, be it in words that are hard themselves.
_TRIED_AFTER = regex(
    r"^s?['\"]?(?:(?: [\w-]+){0,3} ?\([^)]|(?: [\w-]+){0,4} ?:|,? -+ ?|,? or |, (?:an?|the|which|that|also|called|one|part|"
    r"doctors?|who)\b| that\b|(?: [\w-]+){0,2} (?:is|are) (?:an?|the|\w+ (?:in which|of|that|using|where|which|who))\b)"
)
_TRIED_BEFORE = regex(r"(?:\b(?:called|known as|termed|named|or) (?:[\w-]+ ){0,2}|\([^()]*|,? -+ ?)['\"]?$")
_TRIED_NEXT = regex(r"^(?:in |with |during |for )?(?:this|these|such)\b")
# A sentence that only says what will be spoken of: parts of the page's own matter, or of this section's.
_KINDS = regex(r"\b(?:types?|kinds?|forms?|stages?|groups?)\b[^.]*(?:\b(?:are|is|include|includes)\b|:)")
_ANNOUNCES = regex(
    r"\binclud(?:e|es|ed|ing)\b|\b(?:following|tests?|treatments?|ways|options|parts)\b[^.]*(?:\b(?:are|is)\b|:)"
)


def _late(params: Params, reading: Reading) -> Iterator[Candidate]:
    page, terms = reading.page, reading.terms
    title = _title(reading)
    first: dict[str, Use] = {}
    for use in terms.uses:
        if use.entry.lemma in terms.defined and use.entry.lemma not in first and _counts(use, params, reading):
            first[use.entry.lemma] = use
    for lemma, use in first.items():
        told = terms.defined[lemma]
        if (
            told.entry.lemma != lemma
            or use.entry.kind != "term"
            or use.entry.familiarity >= params.below
            or page.lower[use.start : use.end] in title
            or not _is_later(use, told, reading)
            or not _is_told(told, reading)
            or _in_glossary(told, params, reading)
            or _is_glossed(use, told, reading)
        ):
            continue
        text = page.text[use.start : use.end]
        lines = [page.line_column(page.place(place.start, place.end)[0])[0] for place in (use, told)]
        yield Candidate(
            start=use.start,
            end=use.end,
            values={"term": text.lower() if text[1:].islower() else text, "a": str(lines[0]), "b": str(lines[1])},
            group=lemma,
            suggestion=f"{text} ({use.entry.plain})" if use.entry.plain else None,
            related=(Place(told.start, told.end, "explained here"),),
        )


def _title(reading: Reading) -> str:
    """What the page is about, in lower case: its title, a heading of the first level, or the heading it begins with."""
    page = reading.page
    headings = [block for i, block in enumerate(page.blocks) if block.kind is Kind.HEADING and (block.level == 1 or i == 0)]
    return (page.title or (page.text_of(headings[0]) if headings else "")).lower()


def _counts(use: Use, params: Params, reading: Reading) -> bool:
    """Whether a use is one that a reader meets in the text: no title, heading, list of contents, source or opening sentence."""
    page = reading.page
    number = page.block_at(use.start)
    block = page.blocks[number]
    if block.kind in _NOT_READ or number in page.references or page.is_foreign(use.start, use.end):
        return False
    text = page.folded[block.start : block.end]
    if not text.endswith(_ENDS) and text.count(" ") < _TITLE:
        return False
    sentence = reading.sentence(use.start)
    if sentence.start == block.start and sentence.last_word - sentence.first_word <= _RUN_IN and sentence.end < block.end:
        return False
    if block.kind is Kind.ITEM and _is_preview(number, params, reading):
        return False
    if any(mark.start <= block.start + 1 and mark.end >= block.end - 1 for mark in page.marks_in(use.start, use.end, "link")):
        return False
    opening = next((i for i, sentence in enumerate(page.sentences) if page.blocks[sentence.block].kind not in _NOT_READ), -1)
    return page.sentence_at(use.start) != opening


def _is_preview(number: int, params: Params, reading: Reading) -> bool:
    """Whether a list sums up what the page goes on to say: under “Key points”."""
    page = reading.page
    while number >= 0 and page.blocks[number].kind is Kind.ITEM:
        number -= 1
    lead = page.blocks[number]
    return number >= 0 and any(words in page.lower[lead.start : lead.end] for words in params.previews)


def _is_later(use: Use, told: Use, reading: Reading) -> bool:
    """Whether the explanation is further on: in another paragraph, or past the next sentence."""
    page = reading.page
    if told.start <= use.start:
        return False
    if page.block_at(told.start) != page.block_at(use.start):
        return True
    return page.sentence_at(told.start) > page.sentence_at(use.start) + 1


def _is_told(told: Use, reading: Reading) -> bool:
    """Whether the page surely explains a term there: “X is a”, “X (plain words)”, “called X”, “What is X?”."""
    page = reading.page
    sentence = reading.sentence(told.start)
    before, after = page.lower[sentence.start : told.start], page.lower[told.end : sentence.end]
    return (
        page.blocks[page.block_at(told.start)].kind is Kind.HEADING
        or explanations.of(reading, told.start, told.end) is not None
        or names.is_named(before, after)
        or after.startswith((" (", ", or ", ", also "))
        or (
            before.strip() in LEADING
            and bool(_IS.match(after))
            and likeness.tells(page, told.start, told.end, told.entry.plain, told.entry.meaning)
        )
    )


_IS = regex(r"(?:, [^,.;:]{2,28},)? (?:are|is|means) ")


def _in_glossary(told: Use, params: Params, reading: Reading) -> bool:
    page = reading.page
    number = page.block_at(told.start)
    if page.blocks[number].kind in (Kind.TERM, Kind.CELL):
        return True
    first, _ = reading.section_at(number)
    heading = page.blocks[first]
    said = page.lower[heading.start : heading.end]
    return heading.kind is Kind.HEADING and any(words in said for words in params.glossaries)


def _is_glossed(use: Use, told: Use, reading: Reading) -> bool:
    """Whether words beside a use set out to explain it, or its sentence only announces what the next paragraphs explain."""
    page = reading.page
    at = page.sentence_at(use.start)
    sentence = page.sentences[at]
    before, after = page.lower[sentence.start : use.start], page.lower[use.end : sentence.end]
    following = page.sentences[min(at + 1, len(page.sentences) - 1)]
    if (
        _TRIED_BEFORE.search(before[-80:])
        or (_TRIED_AFTER.search(after[:80]) and not goes_on(before, after))
        or (following.block == sentence.block and _TRIED_NEXT.search(page.lower[following.start : following.end]))
        or _KINDS.search(before)
    ):
        return True
    same_section = reading.section_at(sentence.block) == reading.section_at(page.block_at(told.start))
    if same_section and _ANNOUNCES.search(before):
        return True
    near = set(re.findall(r"\w+", page.lower[sentence.start : following.end]))
    wanted = {word for word in use.entry.plain.lower().replace("-", " ").split() if len(word) > _FEW}
    return bool(wanted) and wanted <= near


# -- explained in hard words -----------------------------------------------------------------

_CIRCLE = 60  # characters in which an explanation would say the word again
_CORE = 100  # characters of an explanation that have to be plain; what follows is detail
_MARKED = 60  # characters that a finding marks; further words are in its message
_STEM = 6


def _hard(params: Params, reading: Reading) -> Iterator[Candidate]:
    page, terms = reading.page, reading.terms
    title = _title(reading)
    starts = [use.start for use in terms.uses]
    done: set[str] = set()
    for use in _explainable(reading):
        if use.entry.lemma in done:
            continue
        span = explanations.of(reading, use.start, use.end)
        if span is None:
            continue
        done.add(use.entry.lemma)
        last = bisect_left(starts, min(span[1], span[0] + _CORE))
        inside = [one for one in terms.uses[bisect_left(starts, span[0]) : last] if one.end <= span[1]]
        circle = _again(use, span, reading)
        if circle is not None:
            yield _candidate(use, circle, [page.text[slice(*circle)]], "the word that is to be explained", reading)
            continue
        hard = [
            one
            for one in inside
            if one.entry.lemma not in done and one.entry.lemma not in title and _is_hard(one, span, params, reading)
        ]
        if hard:
            words = list(dict.fromkeys(page.text[one.start : one.end].lower() for one in hard))
            furthest = next(one for one in reversed(hard) if one.end - hard[0].start <= _MARKED or one is hard[0])
            yield _candidate(use, (hard[0].start, furthest.end), words, "which readers may not know", reading)


def _explainable(reading: Reading) -> list[Use]:
    """What a page may explain: its terms, and conditions that go by an everyday name."""
    uses = [use for use in reading.terms.uses if use.entry.kind == "term"]
    ends = {use.end for use in reading.terms.uses}
    for hit in longest(reading.names("condition")):
        if hit.end not in ends:
            name = reading.page.lower[hit.start : hit.end]
            uses.append(Use(hit.start, hit.end, Entry(name, "term", 1.0, "", "")))
    return sorted(uses, key=lambda use: use.start)


def _candidate(use: Use, place: tuple[int, int], words: list[str], why: str, reading: Reading) -> Candidate:
    text = reading.page.text[use.start : use.end]
    return Candidate(
        start=place[0],
        end=place[1],
        values={
            "term": text.lower() if text[1:].islower() else text,
            "words": " and ".join(f"‘{word}’" for word in words),
            "why": why,
        },
        group=use.entry.lemma,
        suggestion=use.entry.meaning or None,
    )


def _is_hard(one: Use, span: tuple[int, int], params: Params, reading: Reading) -> bool:
    """Whether a term of an explanation is one that the page explains neither before it nor right there."""
    entry, page = one.entry, reading.page
    if entry.kind != "term" or entry.familiarity >= params.below:
        return False
    told = reading.terms.defined.get(entry.lemma)
    if told is not None and (told.start < span[1] or page.block_at(told.start) == page.block_at(one.start)):
        # What stands around it there is the explanation of another term: a form has to say that it explains this one too.
        return told.start == one.start and not reading.terms.definitions.form(one.start, one.end, *entry.told)
    before, after = page.lower[span[0] : one.start], page.lower[one.end : span[1]]
    return not (_TRIED_BEFORE.search(before[-80:]) or _TRIED_AFTER.search(after[:80]))


def _again(use: Use, span: tuple[int, int], reading: Reading) -> tuple[int, int] | None:
    """Where an explanation says the word itself again, or one made of it: “stenosis is a stenotic change”.

    The root of a word explains it: tendonitis is when a tendon swells.
    """
    page = reading.page
    word = page.lower[use.start : use.end]
    if " " in word or len(word) < _STEM:
        return None
    stem = word[: max(_STEM, len(word) - 4)]
    near = page.lower[span[0] : min(span[1], span[0] + _CIRCLE)]
    match = re.search(rf"\b{re.escape(stem)}\w*", near)
    if match is None or len(match[0]) < len(word) - 1:
        return None
    start, end = span[0] + match.start(), span[0] + match.end()
    return None if reading.terms.definitions.explains(start, end) else (start, end)
