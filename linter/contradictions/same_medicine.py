"""Whether two amounts of one medicine, or two rhythms, stand on a page where nothing says why they differ.

Two sentences may say a dose in words that share nothing but the medicine: `Glargine: 18 units at bedtime`, and further on `your
20 units of glargine at night`. So a name and what may vary a dose are all that is asked about.
"""

from __future__ import annotations

from bisect import bisect_left
from operator import attrgetter

from linter.contradictions.compared import are_in_one_list
from linter.language import doses, surroundings
from linter.language.quantities import Quantity
from linter.language.statements import Statement
from linter.page import Kind
from linter.reading import Reading
from linter.store.regexes import regex

# What a dose may hang on, or lead to: another amount is right there.
_VARIES = regex(
    r"\b(?:add|adding|additional|adjust\w*|after(?! school)|alternat\w+|another|available|before|begin\w*|build\w*|but|can|"
    r"chang\w+|come|comes|contain\w*|could|decreas\w+|depend\w*|differ\w*|doubl\w+|emergenc\w+|equal\w*|equivalent|except|extra|"
    r"first|followed|from|gradual\w*|half|has|have|if|increas\w+|instead|kidney|last|later|limit|loading|lower\w*|maintenance|max\w*|"
    r"may|might|mild|minim\w+|missed|more|most|once you|or|other\w*|over|overdose|per|rais\w+|rang\w+|rapid|reduc\w+|"
    r"refill\w*|rescue|rest|second|sever\w+|slow\w*|some|sometimes|start\w*|step\w*|still|strength\w*|studies|study|switch\w*|"
    r"test\w*|than|then|titrat\w+|took|total|trial\w*|twice the|unless|until|up to|used to|usual\w*|was|week [\dof]\w*|weekly|"
    r"weigh\w*|were|when\w*|whole|with your|without)\b"
    r"|\b(?:1|one) (?:iu|mcg|mg|units?)\b[^.;]{0,30}\b(?:are|equals?|is)\b|\b(?:day|month|stage|week)s? \d|\d ?/ ?\d|\d ?%"
)
_DAILY_LIMIT = regex(
    r",? (?:and )?(?:do not (?:take|give) |never )?(?:no )?more than (?:\d|four|six|three) (?:doses|times)"
    r" (?:a day|in (?:a|any|24) \w+)"
)
_EACH = regex(r"\b(?:in each|in one|per) (?:capsule|chew|dose|gummy|pill|scoop|serving|softgel|tablet)\b")
_OF_SOME = regex(
    r"\b(?:ages?|aged|child(?:ren)?|kg|lb|older|years?|young\w*)\b|\d ?m?c?g (?:in|per) (?:each )?\d"
)  # or of a strength
_OF_STRENGTH = regex(
    r"[ -](?:of )?(?:[a-z-]+ ){0,2}(?:ampoules?|capsules?|caplets?|cream|inhalers?|injections?|patch(?:es)?|pens?|pills?|"
    r"solution|strength|suspension|syringes?|syrup|tablets?|vials?|version)\b| ?/"
    r"| (?:each|in|per) (?:\d|an?\b|each\b|every\b|one\b|the\b)"
)
_PARTS = regex(
    r"\b(?:after school|morning|breakfast|noon|midday|lunch\w*|afternoon|evening|dinner|supper|tea ?time|night|"
    r"bedtime|bed|meals?|food)\b"
)
_AMOUNT = regex(r"\b(?:\d|one|two|three) (?:caplet|capsule|gummy|scoop|softgel|tablet)s?\b")
_NIGHT = {"bed": "night", "bedtime": "night"}
_COUNTED = frozenset({"capsules", "gummies", "tablets"})
_DIMENSIONS = _COUNTED | {"mass", "activity", "volume", "pills", "puffs", "drops", "sprays"}
RHYTHMS = frozenset({"time", "times/time"})


def is_one_dose(reading: Reading, one: Statement, two: Statement, *, rhythms: bool) -> bool:
    """Whether both are what is taken of one medicine at a time, or how often, with nothing that may vary it.

    `rhythms` says that both say how often. The two are known to differ, and to be for the same people.
    """
    page = reading.page
    a, b = one.quantity, two.quantity
    mine, theirs = (s.medicine or s.substance or s.row_substance or _product(reading, s) for s in (one, two))
    if not mine or mine != theirs or one.side or two.side or a.block == b.block or are_in_one_list(page, one, two):
        return False
    if a.dimension not in (RHYTHMS if rhythms else _DIMENSIONS) or a.is_range or b.is_range:
        return False
    if not rhythms and any(_OF_STRENGTH.match(page.lower, q.end) or not _is_taken(reading, q) for q in (a, b)):
        return False
    texts = [_said(reading, statement) for statement in (one, two)]
    if any(_VARIES.search(_DAILY_LIMIT.sub("", text)) or (not rhythms and _OF_SOME.search(text)) for text in texts):
        return False
    parts, others = ({_NIGHT.get(part, part) for part in _PARTS.findall(text)} for text in texts)
    if not (parts and others) or parts == others:
        return rhythms or not (one.often and two.often) or one.often == two.often
    return (_gives_one(reading, one) and others < parts) or (_gives_one(reading, two) and parts < others)


def _gives_one(reading: Reading, statement: Statement) -> bool:
    """Whether a sentence gives one amount, for all times of the day that it names: `5 mL, at breakfast and at bedtime`."""
    sentence, quantities = reading.page.sentences[statement.sentence], reading.page.quantities
    first, stop = (bisect_left(quantities, place, key=attrgetter("start")) for place in (sentence.start, sentence.end))
    return [one.dimension for one in quantities[first:stop]].count(statement.quantity.dimension) == 1


def _product(reading: Reading, statement: Statement) -> str:
    """On the page of a supplement that names no other: so much of it, `1 capsule`; or capsules, where they are counted."""
    if reading.page_type.name == "supplement" and statement.often and statement.quantity.dimension in _COUNTED:
        return statement.quantity.dimension
    sentence = reading.page.sentences[statement.sentence]
    amount = _AMOUNT.search(reading.page.lower, sentence.start, sentence.end)
    return amount[0] if reading.page_type.name == "supplement" and amount else ""


def _is_taken(reading: Reading, quantity: Quantity) -> bool:
    """Whether a quantity is a dose; on the page of a supplement also what one holds, which its table of facts gives."""
    is_held = reading.page_type.name == "supplement" and doses.may_be_dose(reading.page, quantity)
    return is_held or reading.doses.has(quantity)


def _said(reading: Reading, statement: Statement) -> str:
    """The sentence, with the other cells of its row and what stands over it."""
    page, block = reading.page, statement.quantity.block
    sentence = page.sentences[statement.sentence]
    over = surroundings.titles(page, block), surroundings.lead_in(page, block)
    parts = [page.lower[sentence.start : sentence.end], *(one for one in over if not one.endswith((".", "?")))]
    if page.blocks[block].kind is Kind.CELL:
        parts.append(surroundings.heads(page, block))
    return _EACH.sub("", " . ".join(parts))
