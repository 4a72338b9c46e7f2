"""Reasons not to report a hit: it is negated, quoted to warn, asked, cited, part of a name, only imagined.

A guard is asked about one stretch of the text, `guard(reading, start, end)`, and answers whether the hit is withdrawn. It looks at
the sentence around the hit, in the folded lower-case text. CATALOGUE.md 0.3 to 0.7 says what each means.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from linter.reading import Reading

Guard = Callable[["Reading", int, int], bool]


@cache
def _compiled(pattern: str) -> Any:
    import re2

    return re2.compile(pattern)


def _around(reading: Reading, start: int, end: int) -> tuple[str, str]:
    """The hit's sentence before the hit and after it, folded and in lower case."""
    sentence = reading.sentence(start)
    lower = reading.page.lower
    return lower[sentence.start : start], lower[end : max(end, sentence.end)]


# -- negation ------------------------------------------------------------------------------

_CLAUSE_END = (
    r"[:;—]|, (?:and|but|so|yet|or|because|while|although|though|which|it|they|we|you|he|she|this|that|these|the)\b"
    r"|\bbut\b|\bhowever\b|\balthough\b|\bso that\b"
)
_NEGATOR = (
    r"\b(?:no|not|never|nor|neither|cannot|without|nobody|none|nothing|hardly|rarely|seldom|unlikely|unproven|untrue|false|"
    r"no one|no-one|rather than|instead of|far from|free of|fails? to|failed to|unable to|refuses? to|stops? short of|"
    r"lacks?|lacking|deny|denies|too early to)\b|n't\b|\bcant\b|\bwont\b|\bdont\b|\bdoesnt\b"
)
_NOT_A_NEGATOR = (
    r"\bnot (?:only|just|merely|simply)\b|\bno (?:ordinary|other|matter|doubt|question|wonder|longer|more|less|sooner|fewer)\b"
    r"|\bnothing (?:but|short of)\b|\bnot to mention\b|\bwhy not\b|\bno\. ?\d|\bwithout (?:a )?(?:doubt|question|fail)\b"
    r"|\bnever(?: |-)(?:before|again)\b|\bcan(?:'t|not) (?:wait|beat|go wrong)\b|\bno (?:pain|surgery|drugs|needles|downtime|knife)\b"
    r"|\bwithout (?:\w+ )?(?:surgery|drugs|medicines?|medication|needles|pain|pills|effort)\b"
)
_NEGATED_AFTER = (
    r"^ ?(?:(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should)(?: not\b|n't\b|never\b| never\b)"
    r"|cannot\b|can't\b|(?:is|are|was|were) (?:un\w+|impossible|false|a myth)\b|(?:has|have) (?:yet|never)\b|(?:by|from) no (?:one|means)\b)"
)


def negated(reading: Reading, start: int, end: int) -> bool:
    """A negator stands before the hit in its clause (“no cure for”), or right after it (“a cure is not known”)."""
    before, after = _around(reading, start, end)
    clause = before
    for match in _compiled(_CLAUSE_END).finditer(before):
        clause = before[match.end() :]
    # A list of things denied goes on across commas: “does not cure, treat or prevent”.
    clause = _without(clause, _NOT_A_NEGATOR)
    return bool(_compiled(_NEGATOR).search(clause)) or bool(_compiled(_NEGATED_AFTER).search(after))


def _without(text: str, pattern: str) -> str:
    out: str = _compiled(pattern).sub(" ", text)
    return out


# -- warnings, quotes, questions -------------------------------------------------------------

_WARNING = (
    r"\b(?:beware|be (?:careful|wary|suspicious|sceptical|skeptical|cautious|alert)|watch out|look out for|steer clear|stay away|keep away|avoid|"
    r"scams?|frauds?|fraudulent|fake|myths?|misleading|untrue|not true|red flags?|warning signs?|too good to be true|"
    r"do not (?:trust|believe|fall for|be fooled)|don't (?:trust|believe|fall for|be fooled)|never trust|"
    r"(?:anyone|anybody|someone|products?|people|ads?|adverts?|sellers?|websites?|companies|clinics|those|sites?|treatments?|remedies) "
    r"(?:who|that|which) (?:say|says|claim|claims|promise|promises|offer|offers|tell|tells|guarantee|guarantees|advertise|advertises|sell|sells)|ads? (?:that )?(?:say|claim|promise)|"
    r"(?:some|many) (?:people|companies|websites|sellers|clinics|ads) (?:say|claim|promise|believe|think|tell)|"
    r"(?:claims?|claiming|claimed|promises?|promising|purport\w*|advertised|marketed|promoted|touted|billed) (?:to|that|as)|"
    r"claims? (?:like|such as|of)|so-called|supposed(?:ly)?|alleged(?:ly)?|it is a myth|no evidence)\b"
)


def warned(reading: Reading, start: int, end: int) -> bool:
    """The sentence warns of the claim or refutes it: “beware of”, “ads that say”, “it is a myth that”."""
    before, after = _around(reading, start, end)
    search = _compiled(_WARNING).search
    return bool(search(before)) or bool(
        _compiled(r"\b(?:is|are) (?:a |an )?(?:myth|false|untrue|not true|scam|red flag|warning)").search(after)
    )


def quotation(reading: Reading, start: int, end: int) -> bool:
    """The hit stands in quotation marks, or in a block quotation."""
    page = reading.page
    block = page.blocks[page.block_at(start)]
    if block.quoted:
        return True
    before = page.folded[block.start : start]
    return before.count('"') % 2 == 1 and '"' in page.folded[end : block.end]


def quoted(reading: Reading, start: int, end: int) -> bool:
    """The hit stands in quotation marks, in a sentence that warns of what it quotes."""
    if not quotation(reading, start, end):
        return False
    page = reading.page
    block = page.blocks[page.block_at(start)]
    return bool(_compiled(_WARNING).search(page.lower[block.start : block.end]))


_PRESUPPOSES = r"^\W*(?:so )?(?:why (?:is|are|do|does|did|was|were|has|have|choose|should)|what makes|did you know|ready|looking for|want|who (?:offers|has|gives))\b"


def question(reading: Reading, start: int, end: int) -> bool:
    """The sentence asks, and does not take the claim for granted (“Why is our clinic the best?”)."""
    sentence = reading.sentence(start)
    text = reading.page.lower[sentence.start : sentence.end]
    return text.rstrip("\"')] ").endswith("?") and not _compiled(_PRESUPPOSES).search(text)


_CONDITION = r"\b(?:if|whether|unless|until|in case|suppose|ask (?:if|about|whether)|wonder|hope|hoping|hopes|aims? to|working (?:on|toward|towards)|search(?:ing)? for|looking for|in the hope)\b"


def conditional(reading: Reading, start: int, end: int) -> bool:
    """The hit is a condition, a hope or an aim, not a statement: “ask whether it can cure”, “the search for a cure”."""
    before, _ = _around(reading, start, end)
    clause = before.rpartition(",")[2] if "," in before else before
    return bool(_compiled(_CONDITION).search(clause))


_HEDGE = r"\b(?:may|might|could|can (?:sometimes|often|help)|sometimes|often|usually|most|many|some|few|about \d+|\d+ (?:in|out of) \d+|likely|unlikely|tend|tends|typically|generally|in (?:some|most|many) (?:cases|people))\b"


def hedged(reading: Reading, start: int, end: int) -> bool:
    """The statement is limited: may, some people, usually."""
    before, _ = _around(reading, start, end)
    return bool(_compiled(_HEDGE).search(before))


_LIMITED_SUBJECT = r"\b(?:most|many|some|few|several|half|\d+(?:%| percent| per cent)?(?: (?:in|out of) \d[\d,]*)?)(?: (?:of|other))?(?: \w+){0,3} ?(?:had|have|has|get|got|experience|report|reported|feel|felt)? ?(?:little or )?$"


def some_people(reading: Reading, start: int, end: int) -> bool:
    """The statement is about some people: “most people have no side effects”."""
    before, _ = _around(reading, start, end)
    return bool(_compiled(_LIMITED_SUBJECT).search(before))


# -- names and definitions ---------------------------------------------------------------------


def name(reading: Reading, start: int, end: int) -> bool:
    """The hit is part of a proper name: capitals on it and on a neighbour, in the middle of a sentence."""
    page = reading.page
    text = page.folded
    block = page.blocks[page.block_at(start)]
    words = text[start:end].split()
    if not words or not all(word[:1].isupper() for word in words):
        return False
    # A heading in title case, or a shouted line, says nothing about names.
    lowered = [word for word in text[block.start : block.end].split() if word[:1].islower() and len(word) > 3]
    if not lowered:
        return False
    before = text[block.start : start]
    after = text[end : block.end]
    follows_name = bool(_compiled(r"(?:^|[ (])[A-Z][\w'&.-]*[ -]$").search(before)) and not _compiled(
        r"(?:^|[.!?:] )[A-Z]\w* $"
    ).search(before)
    leads_name = bool(_compiled(r"^[ -][A-Z][a-z]").search(after))
    return follows_name or leads_name


def defined(reading: Reading, start: int, end: int) -> bool:
    """The word is being explained where it stands: “chronic (long-lasting)”, “benign means”."""
    before, after = _around(reading, start, end)
    return bool(
        _compiled(
            r"""^['"*]* ?(?:\([a-z]|,? (?:which )?(?:means?|meaning|is called|are called|is when|refers? to)\b|, (?:or|also (?:called|known as)) )"""
        ).search(after)
    ) or bool(_compiled(r"""\(['"]?$|\b(?:called|known as|termed|the (?:word|term))[ '"]+$""").search(before))


# -- sources ---------------------------------------------------------------------------------

_NAMED_SOURCE = (
    r"\((?:[^()]{0,80}, )?(?:19|20)\d\d[a-z]?\)|\b(?:in|from) (?:a|an|one|the|two|three|several|\d+) (?:[\w-]+ ){0,4}(?:stud(?:y|ies)|trials?|reviews?|surveys?|analys[ie]s)\b"
    r"|\baccording to (?:the |a |an )?(?:[\w-]+ ){0,4}(?:cdc|nhs|fda|nice|who|nih|mhra|study|trial|review|report|guidelines?|institutes?|agency|college|association|society|data)\b"
    r"|\b(?:study|trial|review|survey) (?:of|in|with|by) (?:[\w,-]+ ){0,3}(?:people|patients|adults|children|women|men)\b"
    r"|\b(?:cochrane|the lancet|nejm|jama|bmj)\b"
)
_MARKER = r"\[(\d{1,3})(?:[-, ]+\d{1,3})*\]"
_SOURCE_LINK = r"\b(?:study|studies|trial|review|guidelines?|guidance|cdc|nhs|fda|nice|who|nih|mhra|cochrane|journal|report|research|evidence|data|pubmed|reference|source)\b"


def cited(reading: Reading, start: int, end: int) -> bool:
    """The sentence or the next one names a source: a marker that resolves, an author and year, a study, an agency."""
    page = reading.page
    at = page.sentence_at(start)
    first = page.sentences[at]
    last = page.sentences[at + 1] if at + 1 < len(page.sentences) and page.sentences[at + 1].block == first.block else first
    text = page.lower[first.start : last.end]
    if _compiled(_NAMED_SOURCE).search(text):
        return True
    if any(_resolves(reading, match[1]) for match in _compiled(_MARKER).finditer(text)):
        return True
    for mark in page.marks_in(first.start, last.end + 1, "note", "sup", "link"):
        words = page.lower[mark.start : mark.end]
        if mark.kind == "note":
            if mark.value in reading.notes:
                return True
        elif mark.kind == "sup":
            number = words.strip("[]() ")
            if number.isdigit() and _resolves(reading, number):
                return True
        elif _compiled(_SOURCE_LINK).search(words):
            return True
    return False


def _resolves(reading: Reading, number: str) -> bool:
    """A numbered marker must lead somewhere where the page has a list of references."""
    count = reading.reference_count
    return count == 0 or 1 <= int(number) <= count


GUARDS: dict[str, Guard] = {
    "cited": cited,
    "conditional": conditional,
    "defined": defined,
    "hedged": hedged,
    "name": name,
    "negated": negated,
    "question": question,
    "quotation": quotation,
    "quoted": quoted,
    "some-people": some_people,
    "warned": warned,
}
