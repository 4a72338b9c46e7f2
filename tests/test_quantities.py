"""Quantities: what is one, what is none, and where each stands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.language import subjects
from linter.language.quantities import Quantity, find
from linter.page import Kind, Page
from linter.page_builder import PageBuilder
from tests.cost_tools import is_linear


def page_of(*paragraphs: str) -> Page:
    builder = PageBuilder("\n".join(paragraphs))
    at = 0
    for paragraph in paragraphs:
        builder.open(Kind.PARAGRAPH, at)
        builder.text(paragraph, at)
        builder.close(at + len(paragraph))
        at += len(paragraph) + 1
    return builder.build(path="page.txt", format="text")


def only(text: str) -> Quantity:
    found = find(page_of(text))
    assert len(found) == 1, [quantity.text for quantity in found]
    return found[0]


@pytest.mark.parametrize(
    ("text", "span", "value", "unit"),
    [
        ("Take 20 mg now.", "20 mg", 20, "mg"),
        ("a 3mm hole", "3mm", 3, "mm"),
        ("Take 1,500 mg.", "1,500 mg", 1500, "mg"),
        ("or 10 000 IU", "10 000 IU", 10000, "IU"),
        ("Take .5 mg.", ".5 mg", 0.5, "mg"),
        ("Take 2.0 mg.", "2.0 mg", 2, "mg"),
        ("about 2,5 mg", "2,5 mg", 2.5, "mg"),
        ("Take 1/2 tablet.", "1/2 tablet", 0.5, "tablet"),
        ("Take 1 1/2 tablets.", "1 1/2 tablets", 1.5, "tablet"),
        ("Take 2½ tablets.", "2½ tablets", 2.5, "tablet"),
        ("Take half a tablet.", "half a tablet", 0.5, "tablet"),
        ("Take 1 1/2 white tablets.", "1 1/2 white tablets", 1.5, "tablet"),
        ("No more than 6 paracetamol tablets a day.", "6 paracetamol tablets", 6, "tablet"),
        ("Take two and a half tablets.", "two and a half tablets", 2.5, "tablet"),
        ("in twenty-one days", "twenty-one days", 21, "day"),
        ("three quarters of an hour", "three quarters of an hour", 0.75, "hour"),
        ("for one hundred and five days", "one hundred and five days", 105, "day"),
        ("2 million units", "2 million units", 2e6, "unit"),
        ("a two-year wait", "two-year", 2, "year"),
        ("Your 6-month-old", "6-month", 6, "month"),
        ("It was 98.6°F.", "98.6°F", 98.6, "°F"),
        ("It was 37 °C.", "37 °C", 37, "°C"),
        ("Over 38C, call.", "38C", 38, "°C"),
        ("Keep at -18 °C.", "-18 °C", -18, "°C"),
        ("over 101 degrees F", "101 degrees F", 101, "°F"),
        ("Give 15 mg/kg.", "15 mg/kg", 15, "mg/kg"),
        ("Give 15 mg per kg.", "15 mg per kg", 15, "mg/kg"),
        ("a 25 mcg/hour patch", "25 mcg/hour", 25, "mcg/hour"),
        ("was 5.5 mmol/L", "5.5 mmol/L", 5.5, "mmol/L"),
        ("the 250 mg/5 mL syrup", "250 mg/5 mL", 250, "mg/5 mL"),
        ("90 beats per minute", "90 beats per minute", 90, "beat/minute"),
        ("three times a day", "three times a day", 3, "time/day"),
        ("was 120/80 mmHg", "120/80 mmHg", 120, "mmHg"),
        ("35% of people", "35%", 35, "%"),
        ("She is 5 ft 4 in tall.", "5 ft 4 in", 5 + 4 / 12, "ft"),
        ("He is 5'11\" now.", "5'11\"", 5 + 11 / 12, "ft"),
        ("1 lb 8 oz of meat", "1 lb 8 oz", 1.5, "lb"),
        ("It takes 2 hours 30 minutes.", "2 hours 30 minutes", 2.5, "hour"),
        ("a cut 3 in. wide", "3 in", 3, "inch"),
        ("2 1/2 in thick", "2 1/2 in", 2.5, "inch"),
        ("(3 in)", "3 in", 3, "inch"),
        ("It was 2,000.5±0.5 g.", "2,000.5±0.5 g", 2000.5, "g"),
    ],
)
def test_values(text: str, span: str, value: float, unit: str):
    quantity = only(text)
    assert (quantity.text, quantity.unit) == (span, unit)
    assert quantity.value == pytest.approx(value)


@pytest.mark.parametrize(
    ("text", "span", "low", "high"),
    [
        ("Take 5-10 mg.", "5-10 mg", 5, 10),
        ("Take 5 – 10 mg.", "5 – 10 mg", 5, 10),
        ("Take 5 to 10 mg.", "5 to 10 mg", 5, 10),
        ("between 5 and 10 mg", "5 and 10 mg", 5, 10),
        ("between about 5% and 10%", "5% and 10%", 5, 10),
        ("Take 5 mg to 10 mg.", "5 mg to 10 mg", 5, 10),
        ("500 mg to 1 g", "500 mg to 1 g", 0.5, 1),
        ("two to three weeks", "two to three weeks", 2, 3),
        ("1 or 2 tablets", "1 or 2 tablets", 1, 2),
        ("an 8- to 12-inch cut", "8- to 12-inch", 8, 12),
        ("Take 10-5 mL.", "10-5 mL", 10, 5),
        ("500-1000 mg a day", "500-1000 mg", 500, 1000),
        ("at 2 C-8 C", "2 C-8 C", 2, 8),
        ("from -18 °C to -4 °C", "-18 °C to -4 °C", -18, -4),
    ],
)
def test_ranges(text: str, span: str, low: float, high: float):
    quantity = only(text)
    assert (quantity.text, quantity.kind) == (span, "range")
    assert (quantity.low, quantity.high) == pytest.approx((low, high))
    assert quantity.value == pytest.approx((low + high) / 2)


@pytest.mark.parametrize(
    "text",
    [
        "Call 1-800-555-0134 or 555-0177 by 03/04/2026.",
        "Call 555-0142 day or night, or 555-2142 day and night.",
        "Foods rich in vitamin B12 and omega-3 may help.",
        "After COVID-19 she had stage 3 kidney disease and type 2 diabetes.",
        "1 in 10 people feel sick, and 5 in 100 stop.",
        "Come at 2 in the afternoon, at 2pm or at 10:30 am.",
        "She has 20/20 vision and 5 C-sections behind her.",
        "See section 4 in the booklet, ISBN 978-3-16-148410-0.",
        "Version 2.0.1 of the 5G app; see fig. 3 C.",
        "In the 1980s, the 1st of 3 in-person visits was free.",
        "It is a 3-in-1 tool. Walk 10K. He lives at 10 St. Mary's Road.",
        "I have told you three times.",
    ],
)
def test_what_is_no_quantity(text: str):
    assert [quantity.text for quantity in find(page_of(text))] == []


def test_a_range_in_brackets_after_a_range_is_one_too() -> None:
    found = find(page_of("Keep it between 36°F and 46°F (2°C and 8°C)."))
    assert [(quantity.text, quantity.is_range) for quantity in found] == [("36°F and 46°F", True), ("2°C and 8°C", True)]


@pytest.mark.parametrize(("text", "unit"), [("The fluid is under 1 ounce a day.", "fl oz"), ("Eat 1 ounce of nuts.", "oz")])
def test_an_ounce_of_a_fluid_is_a_fluid_ounce(text: str, unit: str) -> None:
    assert only(text).unit.partition("/")[0] == unit


def test_two_units_are_two_quantities():
    assert [q.text for q in find(page_of("changed from 44 ml to 50 mg, 2 tablets of 5 mg"))] == [
        "44 ml",
        "50 mg",
        "2 tablets",
        "5 mg",
    ]
    assert [q.text for q in find(page_of("Swallow 2 500 mg tablets."))] == ["500 mg"]


def test_thousands_across_a_space_that_holds_together():
    assert only("Take 2\u00a0500 mg.").value == 2500


def test_comparator_stands_outside():
    quantity = only("an incision of no more than 5mm")
    assert (quantity.text, quantity.comparator) == ("5mm", "no more than")


def test_si_values():
    assert only("3 inches long").si_value == pytest.approx(0.0762)
    assert only("5-10 mg").si_value == pytest.approx(7.5e-6)
    assert only("2 tablets").si_value is None


@pytest.mark.parametrize(
    ("text", "head"),
    [
        ("making an incision of no more than 3 inches.", "incision"),
        ("The strip must be under 40 mm.", "strip"),
        ("Cut the strip to 2 inches.", "strip"),
        ("remove it with a 2mm diameter instrument", "instrument"),
        ("A 4-inch wound was closed.", "wound"),
        ("Elevate the leg 6 inches above the heart.", "leg"),
        ("no more than 2,300 mg of sodium a day", "sodium"),
        ("polyps that are 1 cm or larger", "polyp"),
        ("Take 5 mg at night.", ""),
    ],
)
def test_subject(text: str, head: str):
    page = page_of(text)
    assert subjects.subject(page, page.quantities[0]).head == head


PIECES = st.sampled_from(
    [
        *"0123456789 .,-/%°½±×'\"()<\n",
        *("mg", " mL", " in ", " to ", "5 ft 4 in", "two", " and a half", "é", "\u00a0", "İ", "C", " per ", "between "),
    ]
)


@given(st.lists(PIECES, max_size=40).map("".join))
def test_spans_are_exact_ordered_and_apart(text: str):
    page = page_of(*text.split("\n"))
    last = 0
    for quantity in find(page):
        assert page.text[quantity.start : quantity.end] == quantity.text
        assert last <= quantity.start <= quantity.number_start < quantity.number_end <= quantity.end
        assert "\n" not in quantity.text
        assert page.blocks[quantity.block].start <= quantity.start < quantity.end <= page.blocks[quantity.block].end
        last = quantity.end


@pytest.mark.parametrize(
    "text",
    ["1" * 50_000, "1 " * 25_000, "1-" * 25_000, "5 mg/" * 10_000, "1,111" * 10_000, "." * 50_000 + "5", "half " * 9_000],
)
def test_no_text_makes_it_slow(text: str):
    assert is_linear(lambda part: find(page_of(part)), text)
