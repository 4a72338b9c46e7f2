"""Whether a place speaks of a dose of medicine, where a misread number harms: the one answer all rules use."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from operator import attrgetter
from typing import TYPE_CHECKING

from linter.language import surroundings
from linter.page import Kind
from linter.store.regexes import regex

if TYPE_CHECKING:
    from linter.language.quantities import Quantity
    from linter.page import Block, Page
    from linter.search.hits import Hit

_FORMS = frozenset(
    (
        *("tablets", "capsules", "pills", "drops", "puffs", "sprays", "patches", "sachets", "lozenges", "suppositories"),
        *("vials", "spoonfuls", "capfuls", "droppers", "injections", "doses", "gummies"),
    )
)
_DOSE_DIMENSIONS = frozenset({"mass", "volume", "activity", "amount", "equivalents", "colonies"}) | _FORMS
_TOO_BIG = frozenset(
    {"kg", "lb", "oz", "st", "tonne", "ton", "L", "cup", "pint", "quart", "gallon", "m³", "dL", "fL", "pg", "ng"}
)

# Amounts per litre or decilitre are what a laboratory reports; mg/mL is the strength of a medicine.
_LAB_UNIT = regex(r"/(?:d?L|litre|µL|mm³|mol|mmol|g|minute)$|^(?:pg|ng|fL|µM|mM|nM)\b")

_VERB = (
    r"tak(?:e|es|en|ing)|took|giv(?:e|en|es|ing)|inject(?:s|ed|ing)?|swallow(?:s|ed|ing)?|chew|appl(?:y|ied)|inhale|administer(?:ed)?|"
    r"infus(?:e|ed|ion)|draw(?:n|s)? up|flush(?:ed|es|ing)?|prescrib(?:e|ed|es)|dissolve|titrat(?:e|ed)|insert|instil"
)
_THING = (
    r"doses?|dosage|dosing|tablets?|capsules?|pills?|injections?|syringe|drops|puffs?|inhaler|medicines?|medications?|drugs?|insulin|"
    r"supplements?|vitamin|suspension|syrup|ointment|patch(?:es)?|vials?|pen|ampoules?|strength"
)
_OFTEN = (
    r"daily|nightly|weekly|(?:a|per|each|every) (?:day|night|week|morning|evening|dose)|"
    r"every \w+ (?:hours?|days?|weeks?)|once|twice|"
    r"times|at (?:night|bedtime)|in the (?:morning|evening)|with (?:food|meals?)|before (?:each )?(?:meals?|bed)|q\.?o?d\.?|"
    r"b\.?i\.?d\.?|t\.?i\.?d\.?|prn"
)
_CUE = regex(rf"\b(?:{_VERB}|{_THING}|{_OFTEN})\b")
_STRONG_CUE = regex(rf"\b(?:{_VERB}|{_THING})\b")
_HEADING_CUE = regex(r"\b(?:dos(?:e|es|age|ing)|how (?:much|to take|to use)|strengths?|taking|medicines?|directions)\b")

_FOOD = (
    r"salt|sodium|fat|fats|fib(?:er|re)|protein|carbs?|carbohydrates?|sugars?|cholesterol|calories|caffeine|alcohol|water|juice|milk|"
    r"fluids?|liquids?|blood|urine|saliva|food|honey|formula|potassium in|meat|fruit|vegetables?|snack|servings?"
)
_AFTER_NOT = regex(
    r"^(?! of (?:the|this|your) (?:liquid|fluid)\b)(?:/day|/d| a day| per day| daily)?(?: or (?:less|more))?(?:-| of | )?"
    rf"(?:(?!with|before|after|without|in|and|or|to)[a-z-]+ )?(?:{_FOOD})\b"
)
_BEFORE_NOT = regex(
    rf"\b(?:levels?|results?|counts?|reading|readings|range|cholesterol|ldl|hdl|triglycerides?|glucose|creatinine|bilirubin|haemoglobin|"
    r"hemoglobin|lesions?|tumou?rs?|nodules?|cysts?|stones?|incisions?|catheters?|scans?|"
    rf"psa|a1c|{_FOOD})\b(?:[^.;]|\.\d){{0,40}}$"
)
# A body weighs grams at the least: 5 mg behind its weight are what it gets for each kilogram.
_WEIGHT = regex(r"\bweigh(?:s|ed|ing|t)?\b(?:[^.;]|\.\d){0,40}$")


_REACH = 20  # cells on either side
_WIDTH = 400  # characters on either side: far more than a sentence for readers has


def may_be_dose(page: Page, quantity: Quantity) -> bool:
    """Whether a quantity could be an amount of medicine by its unit and the words beside it, whatever the page speaks of."""
    kind = quantity.dimension.partition("/")[0]
    if kind not in _DOSE_DIMENSIONS or quantity.unit in _TOO_BIG or _LAB_UNIT.search(quantity.unit):
        return False
    sentence = page.sentences[page.sentence_at(quantity.start)]
    if _AFTER_NOT.match(page.lower[quantity.end : quantity.end + 48]):
        return False
    before = page.lower[max(sentence.start, quantity.start - 60) : quantity.start]
    is_other = _BEFORE_NOT.search(before) or (quantity.unit == "g" and _WEIGHT.search(before))
    return not is_other or bool(re.search(rf"\b(?:{_VERB})\b[^.;]*$", before))


class Doses:
    """What a page says of doses: its type, and where it names medicines, in order."""

    def __init__(self, page: Page, page_type: str, medicines: Sequence[Hit]) -> None:
        self._page = page
        self._page_type = page_type
        self._medicines = medicines

    def has(self, quantity: Quantity) -> bool:
        """Whether a quantity is an amount of medicine that someone takes or is given, or the strength of one."""
        page = self._page
        if not may_be_dose(page, quantity):
            return False
        of_insulin = quantity.unit == "unit" and "insulin" in page.lower_words  # 3 units, in a list that says so elsewhere
        return of_insulin or self.are_about(quantity.start, strict=quantity.unit == "g")

    def are_about(self, at: int, *, strict: bool = False) -> bool:
        """Whether the sentence, table row or heading round a place speaks of giving or taking medicine.

        `strict` asks for a medicine or a verb of taking: how often is not enough (grams are mostly food).
        """
        if self._page_type == "medicine" and not strict:
            return True
        page, around = self._page, _around(self._page, at)
        words = "\n".join(page.lower[start:end] for start, end in around)
        if (_STRONG_CUE if strict else _CUE).search(words) or any(self._is_named(*span) for span in around):
            return True
        heading = surroundings.heading(page, page.block_at(at))
        return bool(heading) and bool(_HEADING_CUE.search(heading))

    def are_in(self, index: int) -> bool:
        """Whether an amount of medicine stands in a block, or in its row of a table."""
        page = self._page
        block = page.blocks[index]
        for near in _row(page, index) if block.kind is Kind.CELL else (block,):
            first = bisect_left(page.quantities, near.start, key=lambda quantity: quantity.start)
            for quantity in page.quantities[first:]:
                if quantity.start >= near.end:
                    break
                if self.has(quantity):
                    return True
        return False

    def _is_named(self, start: int, end: int) -> bool:
        """Whether a medicine is named in a stretch of the page."""
        at = bisect_left(self._medicines, start, key=attrgetter("start"))
        return at < len(self._medicines) and self._medicines[at].end <= end


def _around(page: Page, at: int) -> list[tuple[int, int]]:
    """The sentence of a place; for a table cell its row, the headings of its column, and what stands over the table."""
    index = page.block_at(at)
    block = page.blocks[index]
    if block.kind is not Kind.CELL:
        sentence = page.sentences[page.sentence_at(at)]
        return [(max(sentence.start, at - _WIDTH), min(sentence.end, at + _WIDTH))]
    heads = (surroundings.over_table(page, index), surroundings.column_head_block(page, index))
    cells = (*(page.blocks[head] for head in heads if head is not None), *_row(page, index))
    return [(cell.start, cell.end) for cell in cells]


def _row(page: Page, index: int) -> list[Block]:
    """The cells of a table's row, as far as a reader looks."""
    own = page.blocks[index]
    reach = range(max(index - _REACH, 0), min(index + _REACH + 1, len(page.blocks)))

    def belongs(i: int) -> bool:
        return i in reach and page.blocks[i].group == own.group and page.blocks[i].row == own.row

    first = last = index
    while belongs(first - 1):
        first -= 1
    while belongs(last + 1):
        last += 1
    return page.blocks[first : last + 1]
