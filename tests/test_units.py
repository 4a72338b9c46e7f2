"""The table of units: every line is usable, factors are right, forms are read where they stand."""

from __future__ import annotations

import pytest

from linter import Linter
from linter.language import conversions, units
from linter.lexicon import read_table, split_cell
from linter.rulebook import rules_folder

UNITS = units.load()


def rows() -> list[dict[str, str]]:
    return read_table((rules_folder() / "lexicon" / "units.tsv").read_text("utf-8"), "units.tsv")


def test_no_form_stands_for_two_units():
    seen: dict[str, str] = {}
    for row in rows():
        for form in split_cell(row["symbols"]) + split_cell(row["names"]):
            assert form not in seen, f"{form}: {row['unit']} and {seen.get(form)}"
            seen[form] = row["unit"]


def test_names_are_lower_case_and_systems_are_known():
    for row in rows():
        assert all(name == name.lower() for name in split_cell(row["names"])), row
        assert row["system"] in ("metric", "us", "both", ""), row
        assert float(row["offset"]) >= 0, row


@pytest.mark.parametrize(
    ("unit", "value", "si"),
    [
        ("mg", 500, 0.0005),
        ("mcg", 250, 0.00000025),
        ("lb", 1, 0.45359237),
        ("oz", 16, 0.45359237),
        ("st", 1, 14 * 0.45359237),
        ("inch", 1, 0.0254),
        ("ft", 1, 0.3048),
        ("mile", 0.001, 1.609344),
        ("°C", 37, 310.15),
        ("°F", 98.6, 310.15),
        ("fl oz", 8, 0.0002365882365),
        ("cup", 1, 0.0002365882365),
        ("tbsp", 1, 3 * 0.00000492892159375),
        ("gallon", 1, 4 * 0.000946352946),
        ("mmHg", 1, 133.322387415),
        ("hour", 24, 86400),
    ],
)
def test_factors(unit: str, value: float, si: float):
    found = UNITS.by_name.get(unit) or UNITS.by_name["mi"]
    assert found.to_si(value) == pytest.approx(si, rel=1e-9)
    assert found.from_si(si) == pytest.approx(value, rel=1e-9)


@pytest.mark.parametrize(
    ("text", "unit", "written"),
    [
        ("mg of", "mg", "mg"),
        ("Milligrams", "mg", "Milligrams"),
        ("fl. oz. of", "fl oz", "fl. oz."),
        ("fluid ounces", "fl oz", "fluid ounces"),
        ("degrees Fahrenheit", "°F", "degrees Fahrenheit"),
        ("° C", "°C", "° C"),
        ("mm Hg", "mmHg", "mm Hg"),
        ("m2", "m²", "m2"),
        ("per cent of", "%", "per cent"),
    ],
)
def test_reads_the_longest_form(text: str, unit: str, written: str):
    match = UNITS.read(text, text.lower(), 0)
    assert match is not None
    assert (match.form.unit.name, text[match.start : match.end]) == (unit, written)


@pytest.mark.parametrize("text", ["Mb", "mgs5", "K", "pm", "moles", "foo", ""])
def test_reads_nothing_else(text: str):
    assert UNITS.read(text, text.lower(), 0) is None


def test_rates():
    mg, kg, ml = UNITS.by_name["mg"], UNITS.by_name["kg"], UNITS.by_name["mL"]
    assert mg.per(kg).name == "mg/kg"
    strength = mg.per(ml, 5, "5")
    assert strength.name == "mg/5 mL"
    assert strength.dimension == "mass/volume"
    assert strength.to_si(250) == pytest.approx(0.00025 / 0.000005)


def test_each_substance_is_told_by_lower_case_words_and_two_known_units():
    links = conversions.links()
    words = [word for link in links for word in link.words]
    assert len(words) == len(set(words))
    assert all(word == word.lower() for word in words)
    linter = Linter()
    for unit in {unit for link in links for unit in (link.first, link.second)}:
        assert [quantity.unit for quantity in linter.find_quantities(f"It was 5 {unit}.")] == [unit]


@pytest.mark.parametrize(
    ("substance", "first", "second"),
    # what the American Diabetes Association, the NHS and laboratories print beside each other
    [("HbA1c", 6.5, 48), ("blood sugar", 7, 126), ("cholesterol", 5.2, 200), ("creatinine", 1.2, 106), ("uric acid", 6, 360)],
)
def test_two_units_of_a_substance_give_the_figures_that_laboratories_print(substance, first, second):
    link = next(link for link in conversions.links() if link.substance == substance)
    assert (first + link.offset) * link.factor == pytest.approx(second, rel=0.02)
