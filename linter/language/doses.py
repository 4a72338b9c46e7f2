"""Whether a place speaks of a dose of medicine, where a misread number harms: the one answer all rules use."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from linter.page import Kind

if TYPE_CHECKING:
    from linter.language.quantities import Quantity
    from linter.page import Page

_FORMS = frozenset(
    (
        *("tablets", "capsules", "pills", "drops", "puffs", "sprays", "patches", "sachets", "lozenges", "suppositories"),
        *("vials", "spoonfuls", "capfuls", "droppers", "injections", "doses"),
    )
)
_DOSE_DIMENSIONS = frozenset({"mass", "volume", "activity", "amount", "equivalents", "colonies"}) | _FORMS
_TOO_BIG = frozenset(
    {"kg", "lb", "oz", "st", "tonne", "ton", "L", "cup", "pint", "quart", "gallon", "m³", "dL", "fL", "pg", "ng"}
)

# Amounts per litre or decilitre are what a laboratory reports; mg/mL is the strength of a medicine.
_LAB_UNIT = re.compile(r"/(?:d?L|litre|µL|mm³|mol|mmol|g|h|hour|minute|min)$|^(?:pg|ng|fL|µM|mM|nM)\b")

_VERB = (
    r"tak(?:e|es|en|ing)|took|giv(?:e|en|es|ing)|inject(?:s|ed|ing)?|swallow(?:s|ed|ing)?|chew|appl(?:y|ied)|inhale|administer(?:ed)?|"
    r"infus(?:e|ed|ion)|prescrib(?:e|ed|es)|dissolve|titrat(?:e|ed)|insert|instil"
)
_THING = (
    r"doses?|dosage|dosing|tablets?|capsules?|pills?|injections?|syringe|drops|puffs?|inhaler|medicines?|medications?|drugs?|insulin|"
    r"supplements?|vitamin|suspension|syrup|ointment|patch(?:es)?|vials?|pen|ampoules?|strength"
)
_NAME = (
    r"paracetamol|acetaminophen|aspirin|warfarin|digoxin|levothyroxine|metformin|morphine|codeine|oxycodone|fentanyl|heparin|lithium|"
    r"methotrexate|naloxone|naproxen|tramadol|gabapentin|pregabalin|epinephrine|adrenaline|furosemide|melatonin|"
    r"[a-z]{3,}(?:mab|nib|pril|sartan|statin|olol|cillin|mycin|azole|tidine|oxetine|azepam|profen|gliptin|glutide|gliflozin|"
    r"floxacin|dipine|parin|sone|solone|triptan|cycline|thiazide|barbital|setron|ciclovir|glargine)"
)
_OFTEN = (
    r"daily|nightly|weekly|(?:a|per|each|every) (?:day|night|week|morning|evening|dose)|"
    r"every \w+ (?:hours?|days?|weeks?)|once|twice|"
    r"times|at (?:night|bedtime)|in the (?:morning|evening)|with (?:food|meals?)|before (?:each )?(?:meals?|bed)|q\.?o?d\.?|"
    r"b\.?i\.?d\.?|t\.?i\.?d\.?|prn"
)
_CUE = re.compile(rf"\b(?:{_VERB}|{_THING}|{_NAME}|{_OFTEN})\b")
_STRONG_CUE = re.compile(rf"\b(?:{_VERB}|{_THING}|{_NAME})\b")
_HEADING_CUE = re.compile(r"\b(?:dos(?:e|es|age|ing)|how (?:much|to take|to use)|strengths?|taking|medicines?|directions)\b")

_FOOD = (
    r"salt|sodium|fat|fats|fib(?:er|re)|protein|carbs?|carbohydrates?|sugars?|cholesterol|calories|caffeine|alcohol|water|juice|milk|"
    r"fluids?|liquids?|blood|urine|saliva|food|honey|formula|potassium in|meat|fruit|vegetables?|snack|servings?"
)
_AFTER_NOT = re.compile(
    rf"^(?:/day|/d| a day| per day| daily)?(?: or (?:less|more))?(?:-| of | )?(?:(?!with|before|after|in|and|or|to)[a-z-]+ )?(?:{_FOOD})\b"
)
_BEFORE_NOT = re.compile(
    rf"\b(?:levels?|results?|counts?|reading|readings|range|cholesterol|ldl|hdl|triglycerides?|glucose|creatinine|bilirubin|haemoglobin|"
    r"hemoglobin|lesions?|tumou?rs?|nodules?|cysts?|stones?|incisions?|needles?|catheters?|scans?|weigh(?:s|ed|ing|t)?|"
    rf"psa|a1c|{_FOOD})\b[^.;]{{0,40}}$"
)


def is_dose(page: Page, quantity: Quantity, page_type: str = "") -> bool:
    """Whether a quantity is an amount of medicine that someone takes or is given, or the strength of one."""
    kind = quantity.dimension.partition("/")[0]
    if kind not in _DOSE_DIMENSIONS or quantity.unit in _TOO_BIG or _LAB_UNIT.search(quantity.unit):
        return False
    sentence = page.sentences[page.sentence_at(quantity.start)]
    if _AFTER_NOT.match(page.lower[quantity.end : quantity.end + 48]):
        return False
    before = page.lower[max(sentence.start, quantity.start - 60) : quantity.start]
    if _BEFORE_NOT.search(before) and not re.search(rf"\b(?:{_VERB})\b[^.;]*$", before):
        return False
    return is_about_doses(page, quantity.start, page_type, strict=quantity.unit == "g")


def is_about_doses(page: Page, at: int, page_type: str = "", *, strict: bool = False) -> bool:
    """Whether the sentence, table row or heading round a place speaks of giving or taking medicine.

    `strict` asks for a medicine or a verb of taking: how often is not enough (grams are mostly food).
    """
    if page_type == "medicine" and not strict:
        return True
    words = _around(page, at)
    if (_STRONG_CUE if strict else _CUE).search(words):
        return True
    heading = _heading(page, at)
    return bool(heading) and bool(_HEADING_CUE.search(heading))


def _around(page: Page, at: int) -> str:
    """The sentence of a place; for a table cell its row and the headings of its table."""
    index = page.block_at(at)
    block = page.blocks[index]
    if block.kind is not Kind.CELL:
        sentence = page.sentences[page.sentence_at(at)]
        return page.lower[sentence.start : sentence.end]
    first = last = index
    while first > 0 and page.blocks[first - 1].group == block.group and page.blocks[first - 1].kind is Kind.CELL:
        first -= 1
    while last + 1 < len(page.blocks) and page.blocks[last + 1].group == block.group and page.blocks[last + 1].row == block.row:
        last += 1
    cells = (
        b for b in page.blocks[first : last + 1] if b.row == block.row or b.header or (b.row == 0 and b.column == block.column)
    )
    return "\n".join(page.lower[cell.start : cell.end] for cell in cells)


def _heading(page: Page, at: int) -> str:
    """The heading over a place, in lower case."""
    for block in reversed(page.blocks[: page.block_at(at)]):
        if block.kind is Kind.HEADING:
            return page.lower[block.start : block.end]
    return ""
