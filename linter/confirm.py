"""Rules that ask a parser: whether a finding stands by the grammar of its sentence.

A rule's `confirm:` holds patterns as data. They are asked only about what passed the guards, all sentences of a page in one
batch, and can only take a finding back or lower it. What weighs as an error is never asked about: a machine without spaCy and
one with it fail on the same errors.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

from linter.findings import Severity
from linter.language.token_patterns import Node, Token
from linter.model import Model

if TYPE_CHECKING:
    from linter.checks import Candidate
    from linter.draft import Draft
    from linter.language.syntax import Parsed
    from linter.reading import Reading

_MOST_TOKENS = 12  # of one pattern


class Confirm(Model, frozen=True, kw_only=True):
    """Patterns on the tokens of a finding's sentence, and what it means where one matches at its place.

    `tokens` are patterns of spaCy's Matcher, `dependencies` of its DependencyMatcher. A token pattern has to touch the place,
    a dependency pattern to have its first token there. `match`: whether a match proves the finding (without one it falls) or
    disproves it. `then`: what becomes of one that falls.
    """

    match: Literal["proves", "disproves"]
    tokens: tuple[tuple[Token, ...], ...] = ()
    dependencies: tuple[tuple[Node, ...], ...] = ()
    then: Literal["withdraw", "suggestion"] = "withdraw"


def mistakes(confirm: Confirm) -> Iterator[tuple[str, tuple[str | int, ...]]]:
    """What is wrong with it beyond its types, and at which keys."""
    if not confirm.tokens and not confirm.dependencies:
        yield "holds no pattern: give `tokens` or `dependencies`", ()
    for key, patterns in (("tokens", confirm.tokens), ("dependencies", confirm.dependencies)):
        for i, pattern in enumerate(patterns):
            if not 0 < len(pattern) <= _MOST_TOKENS:
                yield f"a pattern has 1 to {_MOST_TOKENS} tokens, this one has {len(pattern)}", (key, i)
    for i, nodes in enumerate(confirm.dependencies):
        known: list[str] = []
        for j, node in enumerate(nodes):
            at = ("dependencies", i, j)
            if node.right_id in known:
                yield f"two tokens are called ‘{node.right_id}’", at
            if j == 0 and (node.left_id or node.rel_op):
                yield "the first token hangs on none: it has RIGHT_ID and RIGHT_ATTRS alone", at
            if j > 0 and (node.rel_op is None or node.left_id not in known):
                yield "a token after the first has a REL_OP, and a LEFT_ID that stands before it", at
            known.append(node.right_id)


def settle(drafts: list[Draft], reading: Reading) -> list[Draft]:
    """The findings in the making that stand, after the parser was asked; all where none is used."""
    if reading.syntax is None:
        return drafts
    asked = [one for one in drafts if one.choice.rule.confirm is not None and one.severity is not Severity.ERROR]
    if not asked:
        return drafts
    page = reading.page
    sentences = {
        (at := page.sentences[page.sentence_at(place.start)]).start: page.text[at.start : at.end]
        for one in asked
        for place in one.places
        if place.start is not None
    }
    parsed = dict(zip(sentences, reading.syntax.parse(list(sentences.values())), strict=True))
    for one in asked:
        _judge(one, parsed, reading)
    return [one for one in drafts if one.places]


def _judge(draft: Draft, parsed: dict[int, Parsed], reading: Reading) -> None:
    """Take the places that fall out of a draft, or lower it where none stands."""
    confirm = draft.choice.rule.confirm
    assert confirm is not None
    standing = [place for place in draft.places if _stands(confirm, place, parsed, reading)]
    if confirm.then == "withdraw":
        draft.places = standing
    elif not standing:
        draft.severity = Severity.SUGGESTION


def _stands(confirm: Confirm, place: Candidate, parsed: dict[int, Parsed], reading: Reading) -> bool:
    if place.start is None or place.end is None:
        return True
    begin = reading.sentence(place.start).start
    sentence = parsed[begin]
    if not len(sentence):  # too long to be parsed
        return True
    return _matches(confirm, sentence, place.start - begin, place.end - begin) == (confirm.match == "proves")


def _matches(confirm: Confirm, sentence: Parsed, start: int, end: int) -> bool:
    """Whether one of the patterns matches at a place of the sentence."""
    from linter.language import token_patterns

    touched = {token for token in range(len(sentence)) if sentence.starts[token] < end and start < sentence.end(token)}
    return any(
        not touched.isdisjoint(range(first, last))
        for pattern in confirm.tokens
        for first, last in token_patterns.spans(pattern, sentence)
    ) or any(chosen[0] in touched for nodes in confirm.dependencies for chosen in token_patterns.trees(nodes, sentence))
