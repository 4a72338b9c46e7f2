"""Passive voice: an order to the reader that does not say who acts, and a page where too many sentences are passive."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

import msgspec

from linter.checks import Candidate, fill
from linter.language import passive
from linter.model import Model
from linter.page import Kind

if TYPE_CHECKING:
    from linter.language.passive import Group
    from linter.language.sentences import Sentence
    from linter.reading import Reading
    from linter.rulefile import Rule

_SHORTEST = 4  # words: what is shorter is a label or a list entry, and says nothing of how the page is written
_SENTENCES, _PASSIVES = 5, 3  # fewer make no habit
_MUST = frozenset(["should", "must", "shall", "shouldn't", "mustn't"])
_NEED = frozenset(["need", "needs", "have", "has", "ought", "is", "are"])
_MAY = frozenset("can could may might will would".split())
_ADVERBS = frozenset(["always", "carefully", "gently", "immediately", "regularly"])
_NEAR = 12  # words before a verb that may hold its subject
_LONGEST_SUBJECT = 4  # words of a subject that can be moved behind the verb
_ASKED = tuple((who,) for who in "you adults carers individuals men parents patients people readers users women".split())
_CLAUSES = frozenset("after although and as because before but during if so that throughout unless until when while".split())
# “Unless you have been told to drink less”: who told them is theirs to know.
_IN_CASE = frozenset("after as because before if once though unless until when whenever where whether while".split())
_BY_NOBODY = frozenset(
    "bedtime date end hand mail midnight mouth noon phone post then today tomorrow you monday tuesday wednesday thursday friday"
    " saturday sunday".split()
)  # signed by the Monday before
_TAKES_OUT = frozenset(["cut", "remove", "take"])
_DETERMINERS = frozenset("a all an any both each every it its the these this those your".split())

FIELDS = ("value",)  # of the rule's message


class Params(Model, frozen=True, kw_only=True):
    """`limit` is the highest share of passive sentences, per cent, that is still fine.

    `verbs`: what a reader does (take, keep, store): "should be taken" is an order to the reader. `advise`: participles before
    "to" that bring an order: "you are advised to rest". `others`: words of a subject, or right after the verb, that make it
    somebody else's job: "the sample should be taken"; `parts` are such words where something is removed or taken out.
    `say-order` and `say-share` fill the message's {value}. `parser`: whether a parser has to find the passives of the share
    too, where `syntax` asks for one: words do as well (docs/syntax.md).
    """

    limit: float
    verbs: frozenset[str]
    advise: frozenset[str]
    others: frozenset[str] = frozenset()
    parts: frozenset[str] = frozenset()
    say_order: str
    say_share: str
    parser: bool = True


class _Found(msgspec.Struct, frozen=True):
    """A passive group, its sentence and the sentence's words in lower case."""

    sentence: Sentence
    words: tuple[str, ...]
    group: Group


def check(rule: Rule, params: Params, reading: Reading) -> Iterator[Candidate]:
    """Each passive order by itself; where passives are too many, all others together, one that is easy to turn round first."""
    whole = [s for s in reading.body.sentences if s.last_word - s.first_word >= _SHORTEST]
    tokens = reading.page.lower_tokens
    may_be = [s for s in whole if not passive.AUXILIARIES.isdisjoint(tokens[s.first_word : s.last_word])]
    found = [one for sentence in may_be for one in _groups(params, reading, sentence)]
    orders = frozenset(one for one in found if _is_order(params, one))
    too_many = _too_many(params, found, whole)
    if too_many and params.parser and reading.syntax_wanted:  # the share can only fall, so no other page is worth a parse
        found = _confirmed(reading, found, orders)
        too_many = _too_many(params, found, whole)
    in_cells = (one for sentence in _in_cells(reading) for one in _groups(params, reading, sentence) if _is_order(params, one))
    for one in (*filter(orders.__contains__, found), *in_cells):
        yield _candidate(reading, one, params.say_order, suggestion=_turned(params, reading, one))
    rest = [one for one in found if one not in orders]
    if rest and too_many:
        share = f"{100 * _count(found) / len(whole):.0f}"
        said = fill(params.say_share, {"n": share, "limit": f"{params.limit:g}"})
        first = next(filter(_is_plain, rest), rest[0])
        for one in (first, *(one for one in rest if one is not first)):
            yield _candidate(reading, one, said, group="share", severity="warning")


def _in_cells(reading: Reading) -> list[Sentence]:
    """The whole sentences of tables, which no body counts: an order is one there too."""
    page, tokens = reading.page, reading.page.lower_tokens
    return [
        sentence
        for sentence in (page.sentences if page.has_tables else ())
        if page.blocks[sentence.block].kind is Kind.CELL
        and sentence.last_word - sentence.first_word >= _SHORTEST
        and page.text.startswith(".", sentence.end - 1)
        and not passive.AUXILIARIES.isdisjoint(tokens[sentence.first_word : sentence.last_word])
    ]


def _is_plain(one: _Found) -> bool:
    """Whether a passive is easy to turn round: "is removed", but not "can be removed" and "is used"."""
    auxiliary, verb = one.group.auxiliary, one.words[one.group.verb]
    return one.group.first == auxiliary and one.words[auxiliary] not in ("be", "been", "being") and verb != "used"


def _groups(params: Params, reading: Reading, sentence: Sentence) -> list[_Found]:
    page, first, places = reading.page, sentence.first_word, reading.page.words
    words = tuple(page.lower_tokens[first : sentence.last_word])

    def parted(at: int) -> bool:
        return at + 1 < len(words) and not page.lower[places.ends[first + at] : places.starts[first + at + 1]].isspace()

    found = (_Found(sentence, words, group) for group in passive.by_words(words, parted))
    return [one for one in found if not _is_in_case(params, one)]


def _count(found: list[_Found]) -> int:
    """Sentences with a passive."""
    return len({one.sentence.first_word for one in found})


def _too_many(params: Params, found: list[_Found], whole: list[Sentence]) -> bool:
    passives = _count(found)
    return len(whole) >= _SENTENCES and passives >= _PASSIVES and 100 * passives > params.limit * len(whole)


def _confirmed(reading: Reading, found: list[_Found], sure: Collection[_Found]) -> list[_Found]:
    """Those that are sure, or that a parser finds too; all where none is used."""
    if reading.syntax is None:
        return found
    page = reading.page
    sentences = list(dict.fromkeys(one.sentence for one in found if one not in sure))
    parsed = reading.syntax.parse([page.text[sentence.start : sentence.end] for sentence in sentences])
    places = {sentence: passive.by_parse(one) if len(one) else None for sentence, one in zip(sentences, parsed, strict=True)}
    return [one for one in found if one in sure or _agrees(reading, one, places[one.sentence])]


def _agrees(reading: Reading, one: _Found, places: list[tuple[int, int]] | None) -> bool:
    if places is None:  # too long to be parsed
        return True
    start, end = _place(reading, one)
    at = one.sentence.start
    return any(at + first < end and start < at + last for first, last in places)


def _place(reading: Reading, one: _Found) -> tuple[int, int]:
    words, first = reading.page.words, one.sentence.first_word
    return words.starts[first + one.group.first], words.ends[first + one.group.verb]


def _candidate(
    reading: Reading, one: _Found, said: str, *, group: str = "", severity: str | None = None, suggestion: str = ""
) -> Candidate:
    start, end = _place(reading, one)
    return Candidate(
        start=start, end=end, values={"value": said}, group=group, severity=severity, suggestion=suggestion or None
    )


def _is_in_case(params: Params, one: _Found) -> bool:
    """Whether a passive only says in which case something holds: "if you were advised to rest"."""
    words, first = one.words, one.group.first
    return (
        words[one.group.verb] in params.advise and words[first - 1 : first] in _ASKED and words[max(first - 2, 0)] in _IN_CASE
    )


def _is_order(params: Params, one: _Found) -> bool:
    """Whether a passive tells the reader to do something: "should be taken", "needs to be kept", "you are advised to rest"."""
    words, group = one.words, one.group
    before = words[: group.first]
    inside = frozenset(words[group.first : group.verb])
    verb = words[group.verb]
    if verb in params.advise and words[group.verb + 1 : group.verb + 2] == ("to",):
        return _MAY.isdisjoint(inside) and before[-1:] in _ASKED
    needed = before[-1:] == ("to",) and before[-2:-1] and before[-2] in _NEED and _MAY.isdisjoint(before[-3:-2])
    if (not needed and _MUST.isdisjoint(inside)) or "only" in inside:  # "should only be used if" is a rule, not an order
        return False
    after = words[group.verb + 1 :]
    by_others = "by" in after and _BY_NOBODY.isdisjoint(after[after.index("by") + 1 : after.index("by") + 3])
    follows = () if not _CLAUSES.isdisjoint(after[:1]) else after[:2]
    # "You" further off has a verb of its own: "the pills you were given must be swallowed".
    subject = (before[:-2] if needed else before)[-1:]
    near = ({*before[-_NEAR:]} - {"you"}) | {*subject, *follows}
    done = passive.verb_of(verb)
    others = params.others | params.parts if done in _TAKES_OUT else params.others
    return done in params.verbs and not by_others and others.isdisjoint(near)


def _turned(params: Params, reading: Reading, one: _Found) -> str:
    """The order as an order, "Take the tablet with food.", where a short subject can be moved; else empty."""
    page, words, group, sentence = reading.page, one.words, one.group, one.sentence
    spans = page.words[sentence.first_word : sentence.last_word]
    if words[group.verb] in params.advise:
        if group.first != 1 or group.verb + 2 >= len(words):
            return ""
        rest = page.text[spans[group.verb + 2][0] : sentence.end]
        return rest[:1].upper() + rest[1:]
    first = group.first
    if words[first - 1 : first] == ("to",):
        first -= 2
    inside = [word for word in words[first : group.verb] if word not in _MUST | _NEED and word not in ("be", "to")]
    if not 0 < first <= _LONGEST_SUBJECT or not set(inside) <= _ADVERBS | {"not", "never"} or len(inside) > 1:
        return ""
    subject = page.text[spans[0][0] : spans[first - 1][1]]
    if words[0] in _DETERMINERS or (first == 1 and words[0] in page.lower_words):
        subject = subject[:1].lower() + subject[1:]
    elif first > 1:
        return ""
    lead = {"not": "do not "}.get(inside[0], inside[0] + " ") if inside else ""
    if words[first : group.verb] and words[first] in ("shouldn't", "mustn't"):
        lead = "do not "
    order = f"{lead}{passive.verb_of(words[group.verb])} {subject}{page.text[spans[group.verb][1] : sentence.end]}"
    return order[:1].upper() + order[1:]
