"""Whether headings, days, medicines or sizes tell two quantities apart, so that they are not compared."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import takewhile
from typing import TYPE_CHECKING

import msgspec

from linter.contradictions import compared, twins
from linter.language import clauses, surroundings
from linter.language.subjects import BODY_WEIGHTS
from linter.page import Kind
from linter.store.regexes import regex

if TYPE_CHECKING:
    from linter.language.quantities import Quantity
    from linter.language.statements import Statement
    from linter.page import Page
    from linter.reading import Reading

# What says that another value is right: a choice, other people, another time. For patterns.
OTHERWISE = r"although|depend\w*|either|except|instead|other people|some|sometimes|unless|used to|was|were"

_WORDS_OF_A_NAME = 3
_KIND_AND_NOUN = 2  # words: night bag
_WORDS_OF_A_LABEL = 6
_MEDICINES = 2  # medicines that a page names, from which on one that is not named may be any
_TITLE = 8  # words of a sentence that may name what a paragraph is about
_FAR = 8  # times that one time is the other, in another unit, from which on they are of two things
A_DAY = {24}  # hours, and no age
HELP = {111, 112, 911, 999}  # if you have taken more, call 111
_BY_NUMBERS = {"adult", "baby", "child", "teenager", "weight"}  # groups that an age or a weight tells apart
_IN_ALL = frozenset({"most"})
_LATER = frozenset({"end"})
_DOSED = frozenset({"activity", "doses", "mass", "volume"})  # which children have others of
_NUMBERED = regex(r"\d{1,2}[.)] ")


def are_comparable(reading: Reading, one: Statement, two: Statement) -> bool:
    """Whether nothing tells two statements apart: whom they are for, which step they are, how it is given, which medicine."""
    page = reading.page
    a, b = page.blocks[one.quantity.block], page.blocks[two.quantity.block]
    is_one_list = compared.are_in_one_list(page, one, two)
    if one.sentence == two.sentence or (a.group and a.group == b.group and not is_one_list):
        return False
    if (one.side != two.side and not are_limits(one, two)) or not is_one_group(one, two) or not is_one_stage(one, two):
        return False
    if one.is_forbidden or two.is_forbidden or is_other_scale(one.quantity, two.quantity):
        return False
    if one.routes and two.routes and one.routes != two.routes:
        return False
    if not is_one_medicine(reading, one, two) or are_of_others(page, one, two) or is_other_substance(one, two):
        return False
    return not are_parted(reading, one, two) or (are_limits(one, two) and one.quantity.dimension == "doses")


def are_limits(one: Statement, two: Statement) -> bool:
    """Whether two statements say how much may be taken at most, the one of them as a limit: that holds in any case."""
    are_counted = one.quantity.dimension == two.quantity.dimension == "doses"  # up to 4 doses in 24 hours
    return (one.is_limit or two.is_limit or are_counted) and all(s.is_limit or s.side == "less" for s in (one, two))


def are_parted(reading: Reading, one: Statement, two: Statement) -> bool:
    """Whether headings say that two statements are of two things, and nothing of their own says otherwise.

    Two headings may name two strengths. Under `Infant drops` and `Children's liquid` stand the same weights, and other doses.
    """
    blocks = reading.page.blocks
    if blocks[one.quantity.block].kind is blocks[two.quantity.block].kind is Kind.HEADING:
        return True
    if _have_other_ages(reading.page, one, two) or _have_other_labels(reading.page, one, two):
        return True
    if are_titled_otherwise(reading.page, one, two):
        return True
    if one.section == two.section or one.title_words == two.title_words or one.medicines & two.medicines:
        return False
    if one.forms & two.title_forms or two.forms & one.title_forms:
        return False
    if one.title_is_general or two.title_is_general or _names_the_medicine(reading, one) or _names_the_medicine(reading, two):
        return False
    if all(s.section is not None and _NUMBERED.match(reading.page.lower, blocks[s.section].start) for s in (one, two)):
        return True  # exercises, steps
    if (
        one.side == two.side != ""
        and one.often == two.often != frozenset()
        and one.subject.head
        and one.subject.same_as(two.subject)
    ):
        return False  # so much fluid a day at most, wherever that stands
    own, others = one.words_but_persons - one.title_words, two.words_but_persons - two.title_words
    return not own & others and not one.title_words & others and not two.title_words & own


_AN_AGE = regex(
    r"(?:(?:above|aged?|below|from|over|under) )*\d+(?:(?: ?- ?| to )\d+)?(?=[ -](?:days?|weeks?|months?|years?|kg|lbs?)\b)"
)


def _have_other_ages(page: Page, one: Statement, two: Statement) -> bool:
    """Whether what stands over two statements names two ages or weights: `Under 3 months`, `Aged 3 to 6 months`."""
    mine, theirs = (_AN_AGE.findall(surroundings.titles(page, statement.quantity.block)) for statement in (one, two))
    return bool(mine and theirs) and mine != theirs


_TEST = regex(
    r"\b(?!(?:a|an|any|before|each|my|our|the|this|your)\b)[a-z-]+ (?:biopsy|operation|procedure|scan|surgery|test|x-ray)$"
    r"|\b[a-z]{3,}(?:gram|oscopy|ectomy)$"
)


def are_titled_otherwise(page: Page, one: Statement, two: Statement) -> bool:
    """Whether what stands over two statements names two tests or operations, `Blood test`, `Stomach scan`, or two of a kind."""
    if twins.are_named_apart(page, one, two):
        return True
    mine, theirs = (_TEST.search(surroundings.titles(page, statement.quantity.block)) for statement in (one, two))
    return mine is not None and theirs is not None and mine[0] != theirs[0]


_LABEL = regex(r"\W*((?:[^.:;!?\n]|\.\d){3,50})[.:](?: |$)")


def _have_other_labels(page: Page, one: Statement, two: Statement) -> bool:
    """Whether two paragraphs begin with what they are about, and that is two things: `Leg bag. Holds`, `Night bag. Holds`."""
    a, b = page.blocks[one.quantity.block], page.blocks[two.quantity.block]
    if a is b or not a.kind is b.kind is Kind.PARAGRAPH:
        return False
    mine, theirs = _label(page, one), _label(page, two)
    if not (mine - theirs and theirs - mine):
        return False
    return (mine - theirs).isdisjoint(two.words) and (theirs - mine).isdisjoint(one.words)


def _label(page: Page, statement: Statement) -> frozenset[str]:
    """Stems of the words in bold that a paragraph begins with, or of those before its first colon, if they are few."""
    block = page.blocks[statement.quantity.block]
    match = _LABEL.match(page.lower, block.start, block.end)
    if match is None or match[1].count(" ") >= _WORDS_OF_A_LABEL:
        return frozenset()
    is_bold = any(mark.start <= match.start(1) and mark.end >= match.end(1) for mark in page.marks_in(*match.span(1), "strong"))
    if not is_bold and match[0].rstrip()[-1] != ":":
        return frozenset()
    return statement.stems(match[1])


def _names_the_medicine(reading: Reading, statement: Statement) -> bool:
    """Whether what stands over a statement only names the one medicine that the page is about: `How to take amoxicillin`."""
    if not 0 < len(statement.title_words) <= _WORDS_OF_A_NAME:
        return False
    named = reading.medicines
    return len(named) == 1 and statement.title_words <= {clauses.stem(word) for name in named for word in name.split()}


def is_one_group(one: Statement, two: Statement) -> bool:
    """Whether two statements are for the same people: of one age or weight, though only one says `children`."""
    if compared.are_for_the_same(one.groups, two.groups, adults=one.quantity.dimension not in _DOSED):
        return True
    mine, theirs = one.groups - two.groups, two.groups - one.groups
    numbers = one.numbers - HELP
    if not numbers or numbers != two.numbers - HELP or not mine | theirs <= _BY_NUMBERS:
        return False
    return bool(numbers - A_DAY) or not (mine and theirs)


def is_one_stage(one: Statement, two: Statement) -> bool:
    """Whether two statements are of one step; what their common heading says is true of both."""
    if one.stages == two.stages or (one.section == two.section and one.own_stages == two.own_stages):
        return True
    if one.stages ^ two.stages == _LATER and one.case and one.case == two.case:
        return True  # after your vaccine; if you have just had the vaccine
    if one.stages ^ two.stages != _IN_ALL:
        return False
    whole, part = (one, two) if one.stages >= _IN_ALL else (two, one)
    return (whole.quantity.si_value or 0.0) < (part.quantity.si_value or 0.0)  # 6 weeks, and 4 weeks altogether


def share_medicine(one: frozenset[str], two: frozenset[str]) -> bool:
    """Whether two sets of names may be of one medicine: insulin and insulin glargine, but not glargine and detemir."""
    return any(a == b or a in b.split() or b in a.split() for a in _narrow(one) for b in _narrow(two))


def _narrow(names: frozenset[str]) -> list[str]:
    """Names without those that are part of another one: of insulin and insulin glargine, the latter."""
    return [name for name in names if not any(name != other and name in other.split() for other in names)]


def is_one_medicine(reading: Reading, one: Statement, two: Statement) -> bool:
    """Whether two statements are about one medicine, as far as the page names any."""
    if one.medicines and two.medicines:
        return share_medicine(one.medicines, two.medicines)
    if not one.medicines and not two.medicines:
        return True
    return len(reading.medicines) < _MEDICINES


_AGE = regex(
    r"\b(?:aged?|ages|bab(?:y|ies)|child(?:ren)?|toddlers?)(?: (?:from|of))? (\d{1,2})(?:(?: ?- ?| to )(\d{1,2}))?"
    r"(?=[ -](?:years?|months?)|[,.;:])"
)


def is_one_age(page: Page, one: Statement, two: Statement) -> bool:
    """Whether the age that one is for lies among those of the other, and nothing else differs: 2 to 5 years, a child of 3."""
    mine, theirs = (_AGE.findall(page.lower, *_bounds(page, statement)) for statement in (one, two))
    if len(mine) != 1 or len(theirs) != 1:
        return False
    (low, high), (first, last) = ((float(a), float(b or a)) for a, b in (mine[0], theirs[0]))
    others = [statement.numbers - {float(age) for age in ages[0] if age} for statement, ages in ((one, mine), (two, theirs))]
    return others[0] == others[1] and (low <= first <= last <= high or first <= low <= high <= last)


_DAYS = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_DAY = regex(rf"\b{_DAYS}s?\b")
_WAS_THEN = regex(rf"\b(?:was|were)\b[^;\n]{{0,40}}\b(?:on {_DAYS}|(?:months?|years?) ago)\b")

_HEARSAY = regex(
    r"(?:it is a myth|many people think|some (?:people )?(?:say|think)|you (?:may|might)(?: have)? (?:heard?|read))\b"
)

_THIS_ONE = regex(
    r"\b(?:this|that) (?:appointment|bottle|check|drug|exercise|medicine|operation|procedure|scan|session|stage|step|tablet"
    r"|test|week)\b"
)


_HOW_HARD = regex(
    r"\b(contact|gentle|hard|heavier|heavy|light|manual|physical|strenuous|vigorous)"
    r" (?:activit|exercis|housework|jobs?\b|sport|work)"
)
_WAY = regex(r"\b(day|emergency|keyhole|laparoscopic|laser|open|planned|robotic) (?:operations?|procedures?|repair|surgery)\b")


_HAVING = regex(
    r"\b(?:i|you) (?:also )?have (?:an? )?([a-z-]{4,}),? so\b"
    r"|\bif (?:i|you) (?:have|use)(?: an?| my| the| your)? "
    r"((?:[a-z-]+ )?(?:drops|inhaler|liquid|patch(?:es)?|pen|pump|spray|tablets))\b"
)
_IT = regex(r"(?:it|they)\b")
_BACK = regex(r"(?:it|they|this|these|the (?:device|implant|machine|operation|procedure|test|treatment))\b")
_ANOTHER = regex(r"\b(?:(?:an|one) extra|another|if|one more|(?:a|the) second)\b")
_SPECIAL = regex(r"\b(?:deep|dissolvable|emergency|expedited|routine|urgent|weekend)\b")  # a case by itself
_BUT = regex(r"\b(?:if|when)\b[^.;:]*\bbut\b")
_KIND = regex(r"\b(?:an?|the|your) ([a-z-]+) (?=([a-z]{3,})\b(?: ([a-z]{3,})\b)?)")
_WITHOUT = regex(
    r"\b(?:has|have|is|with) no (?!fewer|less|longer|more|need|other)([a-z]{3,})\b"
    r"|\bwithout (?:an? |any |the |your )?([a-z]{3,})\b"
)


def _is_of_another(page: Page, statement: Statement, text: str) -> bool:
    """Whether a sentence points back to one that speaks of one more, or of a case: `One more cut is made. It is 2 cm long.`"""
    if not _BACK.match(text):
        return False
    earlier = page.sentence_beside(statement.quantity.start, -1)
    return earlier is not None and bool(_ANOTHER.search(page.lower, earlier.start, earlier.end))


def _is_labelled_otherwise(one: Statement, two: Statement) -> bool:
    """Whether a label names a thing of which the other names another kind: `Night bag: empty at`, `Empty the leg bag at`."""
    words = one.label.split()
    kind, noun = (one.stems(word) for word in words) if len(words) == _KIND_AND_NOUN else (frozenset(), frozenset())
    return bool(kind and noun & two.words) and kind.isdisjoint(two.context | two.words_before)


def _kinds(text: str) -> dict[str, set[str]]:
    """What stands right before the nouns of a sentence that have an article, by the noun."""
    kinds: dict[str, set[str]] = {}
    for match in _KIND.finditer(text):
        kind, *nouns = match.groups()
        if kind in clauses.LITTLE:
            continue
        before = {clauses.stem(kind)}
        for noun in takewhile(lambda word: word and word not in clauses.LITTLE, nouns):
            kinds.setdefault(clauses.stem(noun), set()).update(before)
            before.add(clauses.stem(noun))  # a syringe driver gives; the driver gives
    return kinds


def _lacks(one: _Tells, two: _Tells, other: str) -> bool:
    """Whether a sentence is for those without what the other speaks of (`if you have no fridge`), or with what it does not
    (`I have gastroparesis, so I stop`)."""
    lacking = (re.search(rf"\b{thing}\b", other) for thing in one.without - two.without)
    return any(lacking) or one.having not in other


class _Tells(msgspec.Struct, frozen=True):
    """What a sentence has that tells it from another about the same thing.

    Of `alike` both sentences have to hold the same: a special case, how hard work is, a past time. Of each of `kinds` they may
    not hold two: days of the week, ways to operate. `kind` says what stands before a noun, `without` what is lacking, `having`
    what one has who is not everybody.
    """

    alike: tuple[frozenset[str], ...]
    kinds: tuple[frozenset[str], ...]
    kind: dict[str, set[str]]
    without: frozenset[str]
    having: str


@lru_cache(512)
def _tells(text: str) -> _Tells:
    """The same for a sentence; each is compared with several."""
    having = _HAVING.search(text)
    return _Tells(
        alike=(
            frozenset(_SPECIAL.findall(text)),
            frozenset(_HOW_HARD.findall(text)),
            frozenset(["then"] if _WAS_THEN.search(text) else []),
            frozenset(["but"] if _BUT.search(text) else []),  # if it is normal; normal, but a parent had cancer
        ),
        kinds=(frozenset(_DAY.findall(text)), frozenset(_WAY.findall(text))),
        kind=_kinds(text),
        without=frozenset(match[1] or match[2] for match in _WITHOUT.finditer(text)),
        having=(having[1] or having[2]) if having else "",
    )


def are_of_others(page: Page, one: Statement, two: Statement) -> bool:
    """Whether each speaks of what its own paragraph names (`before this test`), of another way to operate, of lighter work, or
    one was measured at another time or is but what people say."""
    texts = [page.lower[slice(*_bounds(page, statement))] for statement in (one, two)]
    a, b = map(_tells, texts)
    if a.alike != b.alike or any(
        mine and theirs and mine.isdisjoint(theirs) for mine, theirs in zip(a.kinds, b.kinds, strict=True)
    ):
        return True
    if any(
        a.kind[noun].isdisjoint(b.kind[noun]) for noun in a.kind.keys() & b.kind.keys()
    ):  # the breast drain, the armpit drain
        return True
    if _lacks(a, b, texts[1]) or _lacks(b, a, texts[0]) or any(map(_HEARSAY.match, texts)):
        return True
    if _is_labelled_otherwise(one, two) or _is_labelled_otherwise(two, one):
        return True
    if all(map(_IT.match, texts)) and one.words_before.isdisjoint(two.words_before):
        return True
    if _is_of_another(page, one, texts[0]) != _is_of_another(page, two, texts[1]):
        return True
    return all(map(_THIS_ONE.search, texts)) and _title_in(page, one) != _title_in(page, two)


def is_hearsay(page: Page, statement: Statement) -> bool:
    """Whether a sentence tells what people say: `You may hear that you have to fast for 12 hours`."""
    return bool(_HEARSAY.match(page.lower, *_bounds(page, statement)))


def _title_in(page: Page, statement: Statement) -> str:
    """A short first sentence of its paragraph, which names what the others speak of: `Blood test, 8 a.m.`"""
    first = page.sentences[page.sentence_at(page.blocks[statement.quantity.block].start)]
    is_title = first.end <= page.sentences[statement.sentence].start and first.last_word - first.first_word <= _TITLE
    return page.lower[first.start : first.end] if is_title else ""


def _bounds(page: Page, statement: Statement) -> tuple[int, int]:
    sentence = page.sentences[statement.sentence]
    return sentence.start, sentence.end


_MEDICINE_WEIGHTS = frozenset(["mcg", "mg", "ng"])


def is_other_scale(a: Quantity, b: Quantity) -> bool:
    """Whether two quantities are of two worlds: a weight of 22 pounds and a dose of 100 mg, a two-day plan and three hours.

    Times are so where they are far apart; 3 days and 3 hours may be a slip.
    """
    if a.dimension == "mass":
        mine, theirs = ({a.unit, b.unit} & weights for weights in (BODY_WEIGHTS, _MEDICINE_WEIGHTS))
        return bool(mine and theirs)
    if a.dimension != "time" or a.unit == b.unit or a.value == b.value or not (a.si_value and b.si_value):
        return False
    return max(a.si_value, b.si_value) >= _FAR * min(a.si_value, b.si_value)


def is_other_substance(one: Statement, two: Statement) -> bool:
    """Whether one is an amount of something that the other, in a table or a sentence, does not name: 200 mg of magnesium."""
    if one.quantity.dimension not in ("activity", "mass"):
        return False
    for a, b in ((one, two), (two, one)):
        if a.substance and a.substance not in b.context.union((b.substance, b.row_substance)):
            return True
    return False
