"""Latin and Greek words whose singular and plural are mixed up: with a number word, or with a verb of the other number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import msgspec

from linter.checks import Candidate
from linter.checks.phrase import like
from linter.model import Model
from linter.page import Kind
from linter.search.hits import Scan, longest
from linter.store.regexes import regex

if TYPE_CHECKING:
    from linter.reading import Reading
    from linter.rulefile import Rule

FIELDS = ("a", "b", "want")  # of the rule's message


class Params(Model, frozen=True, kw_only=True):
    """`table` names the pairs (columns `singular` and `plural`). Words that tell a number where they stand before the noun:

    `one` (a, each), `several` (both, these); `between` may part them from it (spinal, upper). `verbs` are verbs, in their
    plain form, that tell a number where they stand after it; be and have are known.
    """

    table: str
    one: tuple[str, ...]
    several: tuple[str, ...]
    between: tuple[str, ...] = ()
    verbs: tuple[str, ...] = ()


NO_OPTIONS = ("table",)


class _Pair(msgspec.Struct, frozen=True):
    singular: str
    plural: str
    is_plural: bool


_REACH = 80  # characters on either side that are looked at
_IS = {"is": "are", "isn't": "aren't", "was": "were", "wasn't": "weren't", "has": "have", "hasn't": "haven't"}
_ARE = {plural: singular for singular, plural in _IS.items()}
# After the noun, so that it ends its phrase there: "these diagnosis codes" are codes.
_ENDS = regex(
    r"^(?:[.,;:!?)'\"]|$| \(| (?:about|above|after|and|are|as|at|because|before|behind|below|between|but|by|called|can|could|"
    r"does|during|for|from|had|has|have|if|in|inside|into|is|known|may|might|must|near|of|on|or|outside|over|should|so|than|that|to|"
    r"under|was|were|when|where|which|who|will|with|within|without|would)\b)"
)
_PHRASE = regex(
    r"^ (?:for|in|of|on) (?:an?|the|this|your) (?:[a-z-]+ )?[a-z-]+(?= (?:has|is|was)\b)"
)  # criteria for a liver is
_ASIDE = regex(r"^ \([^()]+\)")  # the septa (a thin wall) is
_THAT = regex(r"^ (?:that|which)(?= )")
_DOES = regex(
    r"^ [a-z]+[^s\W]s (?:a|against|and|at|by|down|from|in|into|off|on|one|out|over|the|to|up|when|with|your|[a-z]+ing)\b"
)

# Before a subject: the start of a clause, so that no other noun can be what the verb belongs to ("cells in the cervix are").
_CLAUSE = (
    r"(?:^(?:(?:at times|most often|now and then|often|rarely|sometimes|usually), )?|[.;:(] "
    r"|\b(?:although|because|but|if|means|since|so|that|though|unless|until|when|where|while) )"
)
_DETERMINER = (
    r"(?:(?:a|an|another|any|each|every|her|his|its|my|no|our|some|such|the|their|these|this|those|your)(?: other| same)? )?"
)
_NUMBERED = regex(r"\b(?:class|figure|grade|level|number|phase|stage|step|table|type) \d+ $")


def _pairs(params: Params, lexicon: Any) -> list[_Pair]:
    rows = lexicon.table(params.table) if lexicon is not None else []
    return [_Pair(row["singular"], row["plural"], is_plural) for row in rows for is_plural in (False, True)]


def scans(params: Params, lexicon: Any) -> dict[str, Scan]:
    """Both forms of every pair."""
    return {"find": Scan(tuple(pair.plural if pair.is_plural else pair.singular for pair in _pairs(params, lexicon)))}


def check(rule: Rule, params: Params, reading: Reading) -> Iterator[Candidate]:
    """A candidate where a word before or after says another number than the noun; those of one noun share a group."""
    hits = reading.hits(rule)
    if not hits:
        return
    pairs = reading.rulebook.derived(rule.id, lambda lexicon: _pairs(params, lexicon))
    tests = _tests(params)
    page = reading.page
    for hit in longest(hits):
        block = page.blocks[page.block_at(hit.start)]
        if block.kind is Kind.CODE or "-" in (page.folded[hit.start - 1 : hit.start], page.folded[hit.end : hit.end + 1]):
            continue
        sentence = reading.sentence(hit.start)
        before = page.lower[max(sentence.start, hit.start - _REACH) : hit.start]
        whole = hit.start - _REACH <= sentence.start
        after = page.lower[hit.end : min(max(sentence.end, hit.end), hit.end + _REACH)]
        pair = pairs[hit.item]
        first, last, want = tests.plural(pair, before, after, whole) if pair.is_plural else tests.singular(
            pair, before, after, whole
        )  # fmt: skip
        if not want:
            continue
        start, end = hit.start - first, hit.end + last
        text = page.text[start:end]
        yield Candidate(
            start=start,
            end=end,
            values={"a": pair.singular, "b": pair.plural, "want": like(text, want)},
            group=pair.singular,
            suggestion=like(text, want),
            edit=None if ", or " in want else like(text, want),
        )


class _Tests:
    """The words of the rule as patterns. Each answer: characters before and after the noun that belong to it, what to write."""

    def __init__(self, params: Params) -> None:
        between = rf"(?:(?:{'|'.join(params.between)}) ){{0,2}}" if params.between else ""
        self._one = regex(rf"(?:^|[^\w-])((?:{'|'.join(params.one)}) {between})$")
        self._several = regex(rf"(?:^|[^\w-])((?:{'|'.join(params.several)}|\d{{1,2}})(?: or more)? {between})$")
        self._subject = regex(rf"{_CLAUSE}{_DETERMINER}{between}$")
        # Before "that causes": the noun that does it may be one further back ("a kind of bacteria that lives").
        self._of_another = regex(rf"(?:\b(?:and|in|of|or)|,) {_DETERMINER}{between}$")
        self._the = regex(rf"\b(?:her|his|its|my|our|that|the|their|these|this|those|your) {between}$")
        self._led = regex(rf", (?:the|this|these|your) {between}$")
        base, third = "|".join(params.verbs), "|".join(map(_third, params.verbs))
        self._is = regex(rf"^ ({'|'.join(_IS)}{'|' * bool(third)}{third})\b(?!-)")
        self._are = regex(rf"^ ({'|'.join(_ARE)}{'|' * bool(base)}{base})\b(?!-)")
        self._plain_form = {_third(verb): verb for verb in params.verbs}
        self._third_form = {verb: third for third, verb in self._plain_form.items()}

    def plural(self, pair: _Pair, before: str, after: str, whole: bool) -> tuple[int, int, str]:
        """`a vertebrae`, `the vertebrae is`."""
        if (match := self._one.search(before)) and (_ENDS.search(after) or _DOES.search(after)):
            return len(match[1]), 0, f"{match[1]}{pair.singular}"
        aside = _ASIDE.match(after)
        between = aside[0] if aside else ""
        phrase = _PHRASE.match(after[len(between) :])
        between += phrase[0] if phrase else ""
        verb = self._is.search(after[len(between) :])
        is_subject = bool(self._subject.search(before) or self._led.search(before))
        if not verb and (who := _THAT.match(after)) and not self._of_another.search(before):
            between = who[0]
            verb = self._is.search(after[len(between) :])
            is_subject = verb is not None and (verb[1] not in _IS or bool(self._the.search(before)))
        if verb and whole and is_subject:
            plain = _IS.get(verb[1]) or self._plain_form[verb[1]]
            said = phrase[0] if aside and phrase else "" if aside else between
            want = f"{pair.singular}{said} {verb[1]}, or {pair.plural}{said} {plain}"
            return 0, len(between) + len(verb[0]), want
        return 0, 0, ""

    def singular(self, pair: _Pair, before: str, after: str, whole: bool) -> tuple[int, int, str]:
        """`both lamina`, `lamina are`."""
        match = self._several.search(before)
        if (
            match
            and (_ENDS.search(after) or self._are.search(after))
            and not (match[1].startswith("both ") and after.startswith(" and "))
            and not _NUMBERED.search(before)
        ):
            return len(match[1]), 0, f"{match[1]}{pair.plural}"
        who = _THAT.match(after)
        between = who[0] if who else ""
        verb = self._are.search(after[len(between) :])
        if verb and whole and self._subject.search(before) and not (verb[1] == "were" and re.search(r"\bif\b", before)):
            third = _ARE.get(verb[1]) or self._third_form[verb[1]]
            want = f"{pair.plural}{between} {verb[1]}, or {pair.singular}{between} {third}"
            return 0, len(between) + len(verb[0]), want
        return 0, 0, ""


@lru_cache(maxsize=8)
def _tests(params: Params) -> _Tests:
    return _Tests(params)


def _third(verb: str) -> str:
    """The form of a verb after one thing: connects, presses, carries."""
    if verb.endswith("y") and verb[-2:-1] not in "aeiou":
        return verb[:-1] + "ies"
    return verb + ("es" if verb.endswith(("s", "sh", "ch", "x", "o")) else "s")
