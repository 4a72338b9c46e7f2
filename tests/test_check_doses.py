"""The checks on doses: numbers without a unit, spoons, forms that a unit cannot measure, temperatures, ranges."""

from __future__ import annotations

import time

import pytest

from linter import Linter
from linter.language import units
from linter.lexicon import read_table, split_cell
from linter.rulebook import rules_folder

LINTERS = {profile: Linter(profile=profile, syntax="off") for profile in ("us-default", "uk-nhs", "medicines", "strict")}


def said(text: str, rule: str, page_type: str = "medicine", profile: str = "us-default") -> list[tuple[str, str, str | None]]:
    report = LINTERS[profile].check_text(text, path="page.md", page_type=page_type, fragment=True)
    return [(f.text, str(f.severity), f.suggestion) for f in report.findings if f.rule == f"measure/{rule}"]


# -- severity -------------------------------------------------------------------------------


def test_a_dose_weighs_more_than_a_size():
    assert said("Swallow 40 each morning.", "missing-unit") == [("40", "error", None)]
    assert said("Swallow 40 each morning.", "missing-unit", "condition") == [("40", "warning", None)]
    assert said("The scar is about 4 long.", "missing-unit") == [("4", "warning", None)]
    assert said("Your blood pressure is 130/80.", "missing-unit") == [("130/80", "suggestion", None)]


@pytest.mark.parametrize("name", ["apixaban", "clopidogrel", "sertraline", "warfarin", "zopiclone"])
def test_an_amount_of_any_medicine_of_the_lexicon_is_a_dose(name: str):
    text = f"The usual amount of {name} is .5 mg."
    assert said(text, "naked-decimal", "condition") == [(".5 mg", "error", "0.5 mg")]
    assert said(text.replace(name, "calm"), "naked-decimal", "condition") == [(".5 mg", "warning", "0.5 mg")]


def test_spoons_for_children_weigh_most():
    assert said("Take 2 tsp at night.", "spoon-dose") == [("2 tsp", "warning", "10 mL")]
    assert said("Give your baby 2 tsp at night.", "spoon-dose") == [("2 tsp", "error", "10 mL")]
    assert said("Give your baby 10 mL (2 tsp).", "spoon-dose") == [("2 tsp", "suggestion", "10 mL")]
    assert said("Take 2 tsp at night.", "spoon-dose", profile="uk-nhs") == [("2 tsp", "error", "10 mL")]


def test_profiles():
    assert said("Take 1/2 tablet.", "fraction-dose", profile="medicines")[0][1] == "warning"
    assert said("Rest for 5-10 minutes.", "range-dash") == []
    assert said("Rest for 5-10 minutes.", "range-dash", profile="uk-nhs") == [("5-10 minutes", "suggestion", "5 to 10 minutes")]
    assert said("Keep it at 30°C.", "unit-spacing", profile="strict") == [("30°C", "warning", "30 °C")]
    assert said("A fever of 101°F.", "temperature-scale", profile="uk-nhs") == [("101°F", "suggestion", "38.3°C")]
    # `strict` has a space before the degree sign
    assert said("A fever of 38°C.", "temperature-scale", profile="strict") == [("38°C", "suggestion", "38 °C (100.4 °F)")]


# -- what is written instead ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("Take 1/2 tablet.", "half a tablet"),
        ("Take 1/4 of a pill.", "a quarter of a pill"),
        ("Take 1.5 tabs.", "1 and a half tablets"),
        ("Take 1/2 to 1 capsule.", "half a capsule to 1 capsule"),
        ("Take 2.75 caplets.", "2 and three quarters caplets"),
        ("Take 1.2 tablets.", "1.2 tablets"),
        ("Take one and 1/2 tablets.", "a half tablets"),
    ],
)
def test_parts_of_a_tablet(text: str, want: str):
    assert [suggestion for _, _, suggestion in said(text, "fraction-dose")] == [want] * (want not in text)


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("Take 10-5 mL.", "5 to 10 mL"),
        ("Take 10 mg - 5 mg.", "5 mg to 10 mg"),
        ("Take 1 g to 500 mg.", "500 mg to 1 g"),
        ("Wait between 10 and 5 minutes.", "5 and 10 minutes"),
        ("Take 10mg to 5mg.", "5mg to 10mg"),
        ("- Heart rhythm: 2 to 3\n- Clot in the leg: 2 to 3\n- Metal valve: 3.5 to 2.5", "2.5 to 3.5"),
    ],
)
def test_ranges_turned(text: str, want: str):
    assert [suggestion for _, _, suggestion in said(text, "range-reversed")] == [want]


def test_the_sum_is_shown():
    report = LINTERS["us-default"].check_text("Take 1 g to 500 mg a day.", path="a.md", page_type="medicine", fragment=True)
    assert "1 g is 1,000 mg, more than 500 mg" in next(f.message for f in report.findings if f.rule == "measure/range-reversed")
    report = LINTERS["us-default"].check_text("Call for a fever of 39°F.", path="a.md", fragment=True)
    assert "‘39°F’ is 3.9°C" in next(f.message for f in report.findings if f.rule == "measure/temperature-scale")


@pytest.mark.parametrize(
    "text",
    [
        "Reduce it from 40 mg to 20 mg.", "Taper 40 mg to 20 mg over a week.", "Fast for 12 to 8 hours before it.",
        "- Ward 3: 10 to 4\n- Ward 4: 2 to 6\n- Ward 5: 3 to 7",
        "- Monday: 8 to 12\n- Tuesday: 9 to 12\n- Friday: 9 to 4", "It was 120/80 mmHg.", "Keep at -5 to -10 °C.", "Take 2 or 1 tablets.",
    ],
)  # fmt: skip
def test_ranges_that_run_the_right_way(text: str):
    assert said(text, "range-reversed") == []


def test_a_caption_says_that_a_table_is_of_doses():
    table = "<table><caption>{}</caption><tr><th>Weight</th><th>Amount</th></tr><tr><td>24 to 35 lb</td><td>5.0 mL</td></tr></table>"

    def found(caption: str) -> list[str]:
        page = LINTERS["us-default"].check_text(table.format(caption), path="a.html", page_type="procedure", fragment=True)
        return [finding.text for finding in page.findings if finding.rule == "measure/trailing-zero"]

    assert found("Acetaminophen by weight") == ["5.0 mL"]
    assert found("What the leg bag holds") == []


# -- what counts ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "The tablets are small. Take 2 at night.", "Take 1, 2 or 3 tablets.", "Take 10 deep breaths.", "Give 110 every time.",
        "In 2020 it was given to 25 people.", "Take 2.5 mg at night.", "The dose is 1/2 tablet.", "Take exit 20.",
        "| Dose (mg) | Age |\n|---|---|\n| 5 | 3 |\n", "| Age | Dose |\n|---|---|\n| 3 | 5 mg |\n",
        "| Tablets a day | Dose |\n|---|---|\n| 250 mg | 3 |\n",
    ],
)  # fmt: skip
def test_no_unit_is_missing(text: str):
    assert said(text, "missing-unit") == []


def test_temperatures_in_tables_have_the_scale_of_their_column():
    assert said("| Temperature (°F) | What to do |\n|---|---|\n| 101 degrees | Call |\n", "temperature-scale") == []


def test_forms_and_ways_name_dimensions_that_exist():
    rule = LINTERS["us-default"].rulebook.rules["measure/incompatible-dose-unit"]
    known = {unit.dimension for unit in units.load().by_name.values()}
    names = set(units.load().by_name)
    for form in rule.params.forms.values():
        assert set(form.wrong) <= known, set(form.wrong) - known
        assert set(form.wrong_units) <= names, set(form.wrong_units) - names
    for way in rule.params.ways.values():
        assert {*way.wrong, *way.wrong_if_often, *way.wrong_by_the_day} <= known


def test_error_prone_units_are_those_of_the_table():
    rule = LINTERS["us-default"].rulebook.rules["measure/error-prone-abbreviation"]
    in_rule = {form for entry in rule.params.forms if entry.locales != ("uk",) for form in entry.units}
    rows = read_table((rules_folder() / "lexicon" / "units.tsv").read_text("utf-8"), "units.tsv")
    in_table = {form for row in rows for form in split_cell(row["error-prone"])}
    assert in_rule == in_table
    for row in rows:
        assert set(split_cell(row["error-prone"])) <= set(split_cell(row["symbols"])), row


def test_the_first_unit_of_a_range_may_be_the_error_prone_one():
    assert [text for text, _, _ in said("Take 2 cc to 5 mL.", "error-prone-abbreviation")] == ["2 cc to 5 mL"]


@pytest.mark.parametrize(
    "text", ["take 5 " * 10_000, "fever of 101 or " * 5_000, "2 mL tablets of " * 5_000, "a teaspoon " * 8_000]
)
def test_no_page_makes_it_slow(text: str):
    started = time.perf_counter()
    LINTERS["strict"].check_text(text, path="page.md", page_type="medicine", fragment=True)
    assert time.perf_counter() - started < 20


def test_mutations():
    from bench import mutations_measure as bench

    linter = LINTERS["medicines"]
    wrong = bench.all_wrong(6)
    found = sum(bench.is_found(linter, one) for one in wrong)
    assert len(wrong) >= 100
    assert found >= 0.95 * len(wrong)
    assert bench.false_alarms(linter) == []


def test_a_spoon_of_salt_is_no_dose_whatever_its_short_form():
    for text in (
        "Rinse with 1/4 tsp. salt in water.",
        "Stir 1/4 tsp. of salt into a cup.",
        "Call if you lose 2 tablespoons of blood.",
    ):
        assert said(text, "spoon-dose") == []


def test_two_at_once_are_two_doses_that_nobody_should_take():
    assert said("Missed a dose? Do not take 2 at once.", "missing-unit") == []
    assert [text for text, *_ in said("Take 20 at once.", "missing-unit")] == ["20"]
