"""Whether a sentence gives a dose that its page gives otherwise for that weight or age: in a table, a sentence, or for each
kilogram.

The table says `24 to 35 lb` and `5 mL`; below it stands `a child who weighs 30 lb gets 7.5 mL`. Or `10 mg for each kg` stands
above `a child of 12 kg takes 240 mg`. Or `children aged 6 to 11 take 5 mL` above `My son is 9. At his age the dose is 10 mL`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import msgspec

from linter.contradictions.same_medicine import RHYTHMS
from linter.language import conversions, surroundings
from linter.language.quantities import Quantity
from linter.page import Block, Kind, Page
from linter.reading import Reading
from linter.store.regexes import regex

_SCALES = {"kg": "weight", "lb": "weight", "st": "weight", "month": "age", "year": "age"}
_DOSES = frozenset({"activity", "capsules", "drops", "mass", "puffs", "tablets", "volume"})
_SAME = 0.02  # of a dose
_ROUNDED = 0.1  # of a dose that is worked out
_TIMES = (1, 2, 3, 4)  # doses in a day, where so much for each kilogram is that of a day
_OF_SOMEBODY = {
    "weight": regex(r"\b(?:baby|child|daughter|infant|kid|patient|someone|son|toddler|weigh(?:s|ed|ing)?|who is)\b"),
    "age": regex(r"\b(?:aged?|(?:child|boy|girl|toddler) (?:is|of)|(?:month|year)s?[ -]olds?)\b|\bat \d+ (?:months|years)\b"),
}
# What makes another dose right: a limit, a case, another form.
_OTHERWISE = regex(
    r"\b(?:(?<!once )(?<!times )(?<!twice )a day|at least|at most|but|contains?|daily|extra|first|half"
    r"|if (?!(?:[a-z']+ ){1,3}(?:is|weighs?) )|in 24|infant|instead|less|max\w*|mistake|more|never|not?|other|over|overdose|per"
    r"|second|strength|than|then|total|under|unless|until|up to|was)\b"
)


class _Band(msgspec.Struct, frozen=True):
    """A row of a table, or a sentence: for which weights or ages, in one unit, and the doses for them. `group` is its table."""

    group: int
    unit: str
    low: float
    high: float
    doses: list[Quantity]


def contradicted(reading: Reading) -> Iterator[tuple[Quantity, Quantity, str]]:
    """What the page gives, a dose in a sentence that disagrees with it, and what it comes to for that weight, if worked out."""
    page = reading.page
    by_sentence: dict[int, list[Quantity]] = defaultdict(list)
    for quantity in page.quantities:
        if page.blocks[quantity.block].kind is not Kind.CELL:
            by_sentence[page.sentence_at(quantity.start)].append(quantity)
    bands, rates = [*_bands(page), *_bands_in_text(page, by_sentence)], _rates(page)
    if not bands and not rates:
        return
    for number, quantities in by_sentence.items():
        keys = [q for q in quantities if q.unit in _SCALES] or _aged(page, number)
        given = [q for q in quantities if q.dimension in _DOSES and q.unit not in _SCALES]
        others = [q for q in quantities if q not in keys and q not in given and q.dimension not in RHYTHMS]
        if len(given) != 1 or not keys or others or not _is_of_one(page, number, keys):
            continue
        told = _told_by(reading, bands, keys, given[0])
        if told and not any(_is_same(one, given[0]) for one in told):
            yield told[0], given[0], ""
        elif not told and len(rates) == 1 and (wanted := _worked_out(reading, rates[0], keys, given[0])):
            yield rates[0].quantity, given[0], wanted


_THAT_AGE = regex(r"\b(?:at|for) (?:her|his|that|their|this|your (?:child|daughter|son)'s) age\b")
_AGED = regex(
    r"\b(?:aged|ages|from) (\d{1,2}) (?:to|and) (\d{1,2})\b(?! ?(?:g|hours?|mg|ml|days?|weeks?)\b)"
    r"(?: (?P<unit>month|year)s?\b)?"
)
_WHOSE_AGE = r"(?:aged|{}) (\d{{1,2}})(?=[.,?!]| (?:can|gets?|has|have|needs?|takes?)\b| (?P<unit>month|year)s?\b)"
_IS_AGED = regex(r"\b" + _WHOSE_AGE.format("is"))
_CHILD_AGED = regex(r"\b" + _WHOSE_AGE.format("(?:child|boy|daughter|girl|he|she|son|toddler) (?:is|of)"))


def _aged(page: Page, number: int) -> list[Quantity]:
    """The age that a sentence gives without a unit: `a child of 3`; or that it means by `at her age`: that of the sentence
    before, or of the heading: `My daughter is 9.`"""
    sentence = page.sentences[number]
    own = page.lower[sentence.start : sentence.end]
    if _THAT_AGE.search(own):
        before, heading = surroundings.sentence(page, number - 1, sentence.block), surroundings.heading(page, sentence.block)
        match = _IS_AGED.search(before) or _IS_AGED.search(heading)
    else:
        match = _CHILD_AGED.search(own)
    if match is None:
        return []
    age, unit = float(match[1]), match["unit"] or "year"
    return [Quantity.of_number(match[1], sentence.start, sentence.start, age, age, unit, "time", sentence.block)]


# What a sentence may hang a dose on, where no table sets it out: a time of day, a strength, who has what else.
_QUALIFIED = regex(
    r"\b(?:afternoon|also|bedtime|evening|for|morning|night|noon|strong\w*|weak\w*|who (?!are\b|is\b|weigh)"
    r"|with(?! (?:food|water)\b))"
)


def _bands_in_text(page: Page, by_sentence: dict[int, list[Quantity]]) -> Iterator[_Band]:
    """Sentences that give one dose for ages from here to there: `children aged 6 to 11 usually have 5 mg`."""
    for number, quantities in by_sentence.items():
        sentence = page.sentences[number]
        text = page.lower[sentence.start : sentence.end]
        doses = [q for q in quantities if q.dimension in _DOSES and q.unit not in _SCALES]
        age = _AGED.search(text)
        if age and len(doses) == 1 and not doses[0].is_range and not _OTHERWISE.search(text) and not _QUALIFIED.search(text):
            yield _Band(-number, age["unit"] or "year", float(age[1]), float(age[2]), doses)


def _bands(page: Page) -> Iterator[_Band]:
    in_cells: dict[tuple[int, int], list[tuple[Block, Quantity]]] = defaultdict(list)
    for quantity in page.quantities:
        block = page.blocks[quantity.block]
        if block.kind is Kind.CELL:
            in_cells[block.group, block.row].append((block, quantity))
    for (group, _), row in in_cells.items():
        doses = [quantity for block, quantity in row if block.column and quantity.dimension in _DOSES]
        for block, key in row:
            if doses and not block.column and key.unit in _SCALES and key.is_range:
                yield _Band(group, key.unit, key.low, key.high, doses)


class _Rate(msgspec.Struct, frozen=True):
    """So much for each kilogram: the quantity that says it, its unit for a dose, and the two ends."""

    quantity: Quantity
    unit: str
    low: float
    high: float


_A_KILOGRAM = regex(r" (?:for (?:each|every)|per) (?:kg|kilo(?:gram)?)\b")


def _rates(page: Page) -> list[_Rate]:
    """What the page gives for each kilogram, each once."""
    found: dict[tuple[str, float, float], _Rate] = {}
    for quantity in page.quantities:
        unit, _, per = quantity.unit.partition("/")
        if per == "kg" or (not per and _A_KILOGRAM.match(page.lower, quantity.end)):
            found.setdefault((unit, quantity.low, quantity.high), _Rate(quantity, unit, quantity.low, quantity.high))
    return list(found.values())


_A_DAY = regex(r"\b(?:a day|daily|each day|every day|in 24 hours|per day)\b")


def _worked_out(reading: Reading, rate: _Rate, keys: list[Quantity], given: Quantity) -> str:
    """What a rate comes to for a weight, where that is another dose, also if it is one of several a day; else ""."""
    if given.unit != rate.unit or given.is_range or keys[0].is_range or _SCALES[keys[0].unit] != "weight":
        return ""
    weight = (conversions.factor(keys[0]) or 0.0) * keys[0].value
    low, high = rate.low * weight, rate.high * weight
    sentence = reading.page.sentences[reading.page.sentence_at(rate.quantity.start)]
    times_a_day = _TIMES if _A_DAY.search(reading.page.lower, sentence.start, sentence.end) else (1,)
    if any(low / times * (1 - _ROUNDED) <= given.value <= high / times * (1 + _ROUNDED) for times in times_a_day):
        return ""
    ends = dict.fromkeys(conversions.figures(end) for end in (low, high))
    return f"{' to '.join(ends)} {rate.unit} for this weight"


def _is_of_one(page: Page, number: int, keys: list[Quantity]) -> bool:
    """Whether a sentence gives one dose to somebody of one weight or age, whatever else is so."""
    if any(key.comparator for key in keys) or len({_SCALES[key.unit] for key in keys}) > 1:
        return False
    sentence = page.sentences[number]
    text = page.lower[sentence.start : sentence.end]
    return bool(_OF_SOMEBODY[_SCALES[keys[0].unit]].search(text)) and not _OTHERWISE.search(text)


def _told_by(reading: Reading, bands: list[_Band], keys: list[Quantity], given: Quantity) -> list[Quantity]:
    """The doses of that kind that the tables give for that weight or age; none where they may be of another medicine."""
    told: dict[int, list[Quantity]] = defaultdict(list)
    for band in bands:
        key = next((key for key in keys if key.unit == band.unit), None)
        if (
            given not in band.doses
            and key is not None
            and band.low <= key.low <= key.high <= band.high
            and _is_of_one_medicine(reading, band, given, any_heading=not key.is_range)
        ):
            told[band.group] += [dose for dose in band.doses if dose.dimension == given.dimension]
    found = [doses for doses in told.values() if doses]
    return found[0] if len(found) == 1 else []


def _is_of_one_medicine(reading: Reading, band: _Band, given: Quantity, *, any_heading: bool) -> bool:
    """Whether a dose is of the medicine of a band; what is for ages from here to there may be for another illness under
    another heading."""
    page = reading.page
    if band.group <= 0:  # a sentence
        number = page.sentence_at(given.start)
        sentence = page.sentences[number]
        named = [reading.medicines_in(one.start, one.end) for one in (page.sentences[-band.group], sentence)]
        if _QUALIFIED.search(page.lower, sentence.start, sentence.end) or (all(named) and named[0].isdisjoint(named[1])):
            return False
    if any_heading and len(reading.medicines) < 2:
        return True
    return surroundings.heading_block(page, band.doses[0].block) == surroundings.heading_block(page, given.block)


def _is_same(one: Quantity, two: Quantity) -> bool:
    if one.unit == two.unit:
        ends = (one.low, one.high, two.low, two.high)
    else:
        mine, theirs = conversions.factor(one) or 0.0, conversions.factor(two) or 0.0
        ends = (one.low * mine, one.high * mine, two.low * theirs, two.high * theirs)
    slack = _SAME * max(ends)
    return ends[0] - slack <= ends[3] and ends[2] - slack <= ends[1]
