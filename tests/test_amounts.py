"""All quantities of a page: what is found beside measurements, and what the walk over measurements has learned."""

from __future__ import annotations

import pytest

from linter import Linter
from linter.language import amounts, quantities
from linter.language.quantities import Quantity
from tests.cost_tools import is_linear
from tests.test_quantities import page_of

US, EU = Linter(syntax="off"), Linter(locale="eu", syntax="off")


def said(text: str, *kinds: str) -> list[tuple[str, float, str]]:
    found = amounts.find(page_of(text))
    return [(q.text, round(q.value, 9), q.unit) for q in found if not kinds or q.kind in kinds]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It affects 1 in 10 people.", [("1 in 10", 0.1, "in 10")]),
        ("3 of every 100 people", [("3 of every 100", 0.03, "in 100")]),
        ("One out of every 1,000 people", [("One out of every 1,000", 0.001, "in 1000")]),
        ("The visit costs $25.50.", [("$25.50", 25.5, "dollar")]),
        ("It raised £2 million or 10 000 euros.", [("£2 million", 2e6, "pound sterling"), ("10 000 euros", 10000, "euro")]),
        ("Children aged 5 to 11 may come.", [("5 to 11", 8, "year")]),
        ("People over age 65 may come.", [("65", 65, "year")]),
        ("Take it on day 8 and week 2.", [("day 8", 8, "day"), ("week 2", 2, "week")]),
        ("on days 2 to 13 after that", [("days 2 to 13", 7.5, "day")]),
        ("in 26%, 19% and 13% of them", [("26%, 19% and 13%", 19.5, "%")]),
    ],
)
def test_beside_measurements(text: str, found: list[tuple[str, float, str]]):
    assert said(text) == found


@pytest.mark.parametrize(
    "text", ["20 in 1981 and more than 470 in 2010", "Take one a day, 5 people do.", "Room 10 in house 3", "the stage 3 of it"]
)
def test_what_is_none(text: str):
    assert said(text) == []


def test_rules_do_not_read_them():
    page = page_of("Day 3 costs $20 for 1 in 10 people aged 60. Take 5 mg; 10% and 20% do.")
    assert [q.text for q in page.quantities] == ["5 mg", "10%", "20%"]
    assert [q.text for q in amounts.find(page)] == ["Day 3", "$20", "1 in 10", "60", "5 mg", "10% and 20%"]


def measured(text: str) -> list[Quantity]:
    return quantities.find(page_of(text))


def test_numbers_that_share_a_unit():
    found = measured("Tablets of 5, 10 and 20 mg. Give 2.0 or 8.0 mL.")
    assert [(q.text, q.value, q.unit, q.has_unit) for q in found] == [
        ("5", 5, "mg", False),
        ("10", 10, "mg", False),
        ("20 mg", 20, "mg", True),
        ("2.0", 2, "mL", False),
        ("8.0 mL", 8, "mL", True),
    ]


@pytest.mark.parametrize("text", ["In 2019, 5 mg was usual.", "In 2019 and 5 mg", "rooms 3 and 5 mg", "at 8, 5 mg"])
def test_numbers_that_share_no_unit(text: str):
    assert [q.text for q in measured(text)] == ["5 mg"]


@pytest.mark.parametrize("text", ["It rose from 17% to 33%.", "Reduce the dose from 40 mg to 20 mg.", "Go from 40 to 20 mg."])
def test_a_change_is_two_values(text: str):
    assert [q.kind for q in measured(text)] == ["value", "value"]


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("about 2.5e3 mg", 2500, "mg"),
        ("150 x 10^3 cells/mL", 150_000, "cell/mL"),
        ("3 km squared", 3, "km²"),
        ('a 4" cut', 4, "inch"),
        ("Take 1/2 of a tablet.", 0.5, "tablet"),
        ("-5 mg", 5, "mg"),
        ("-5 °C", -5, "°C"),
    ],
)
def test_forms(text: str, value: float, unit: str):
    assert [(q.value, q.unit) for q in measured(text)] == [(value, unit)]


def test_a_closing_quotation_mark_is_no_inch():
    assert measured('He said "stage 4" and "take 5".') == []
    assert measured("You may one day be well.") == []


def test_thousands_by_locale():
    assert [q.value for q in US.find_quantities("Take 1.500 mg.", "a.md")] == [1.5]
    assert [q.value for q in EU.find_quantities("Take 1.500 mg, not 1.5 mg or 0.500 mg or 1.000,5 mg.", "a.md")] == [
        1500, 1.5, 0.5, 1000.5,
    ]  # fmt: skip
    assert [q.value for q in EU.read("Take 1.500 mg.")[0].quantities] == [1500]  # before a rule asks


@pytest.mark.integration
@pytest.mark.parametrize(
    "text", ["1, " * 20_000, '5" ' * 15_000, "1 in 2 " * 10_000, "day 1 to day 2, " * 5_000, "10%, " * 15_000]
)
def test_no_text_makes_it_slow(text: str):
    assert is_linear(lambda part: amounts.find(page_of(part)), text)
