"""One value in two units: which quantities stand so, and whether they agree to the figures that are written."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest

from linter import Linter
from linter.findings import Finding
from linter.language import conversions
from tests.test_check_quantity import page_of

RULE = "measure/wrong-conversion"


@cache
def engine() -> Linter:
    return Linter(syntax="off")


def found(text: str, page_type: str = "condition") -> list[Finding]:
    findings = engine().check_text(text, path="page.md", page_type=page_type, fragment=True).findings
    return [finding for finding in findings if finding.rule == RULE]


@pytest.mark.parametrize(
    "text",
    [
        # temperatures, to the degree or tenth that is written
        "98.6°F (37°C), 100°F (38°C), 100.4°F (38°C), 101°F (38.3°C), 102°F (39°C), 104°F (40°C)",
        "-4°F (-20°C), 36°F to 46°F (2°C to 8°C), 59-86°F (15-30°C), 325°F (160°C)",
        # lengths and weights
        "36 in (91 cm), 1 inch (2.5 cm), 1 inch (3 cm), 10 inches (25 cm), 6 feet (2 m), 1 mile (1.6 km), 5'4\" (163 cm)",
        "1/2 inch (1.3 cm), 2 1/2 inches (6.4 cm), two and a half inches (6.5 cm), half an inch (12 mm)",
        "5 lb (2.3 kg), 10 lb (4.5 kg), 45 kg (100 lb), 2 lb 3 oz (1 kg), 8 lb 8 oz (3.9 kg), 11 st 4 lb (72 kg), 3 oz (85 g)",
        # volumes: cups, pints and ounces of more than one country
        "1 cup (240 mL), 1 cup (250 mL), 1 pint (473 mL), 1 pint (568 mL), 1 teaspoon (5 mL), 1 tbsp (15 mL), 8 oz (240 mL)",
        "2 quarts (2 litres), 12 fl oz (355 mL), 8 cups (2 L)",
        # metric to metric
        "500 mg (0.5 g), 1,500 mg (1.5 g), 50 mcg (0.05 mg), 0.125 mg (125 micrograms)",
        # blood
        "A blood glucose of 180 mg/dL (10 mmol/L), of 70 mg/dL (3.9 mmol/L), of 80 to 130 mg/dL (4.4 to 7.2 mmol/L)",
        "Total cholesterol of 200 mg/dL (5.2 mmol/L), LDL of 2.6 mmol/L (100 mg/dL)",
        "An HbA1c of 7% (53 mmol/mol)",
        # what is no conversion
        "Take 500 mg (1 g a day at most). Take 250 mg (5 mL). Take 2 tablets (1 g). 5 mL of 100 mg/5 mL syrup",
        "10 days (3 weeks if it is severe), 6 hours or 10 days, 2 cm (or 3 cm in children), a 4-inch cut (5 cm deep each side)",
        "about 2 pounds (about 1,000 grams)",
        # what somebody weighs, and what they take
        "At 40 kg that is 400 mg. A child of 15 kg (150 mg). People over 60 kg (1 g) and under 60 kg (750 mg)",
        "500 mg (50 kg), or 90 mcg (9 kg). Somebody of 132 lb (60 mg), 70 kg (70 g)",
        "6 months (26 weeks), 90 days (3 months), 1 year (365 days)",
    ],
)
def test_right(text: str):
    assert [finding.text for finding in found(text)] == []


@pytest.mark.parametrize(
    ("text", "span", "right"),
    [
        ("A fever of 100°F (39°C).", "39°C", "37.8°C"),
        ("A fever of 38°C (104°F).", "104°F", "100.4°F"),
        ("A fever of 39°C (or 105°F).", "105°F", "102.2°F"),
        ("Cook it to 165°F/85°C.", "85°C", "73.9°C"),
        ("a 1 inch (2 cm) cut", "2 cm", "2.5 cm"),
        ("3 inches long (7.6 mm)", "7.6 mm", "76.2 mm"),
        ("6 feet 2 inches (1.68 m)", "1.68 m", "1.9 m"),
        ("9 stone (75 kg)", "75 kg", "57.2 kg"),
        ("7 lb 8 oz (4.3 kg)", "4.3 kg", "3.4 kg"),
        ("12 to 17 lb (5.4 to 9.7 kg)", "5.4 to 9.7 kg", "5.4 to 7.7 kg"),
        ("1 cup (350 mL)", "350 mL", "237 mL"),
        ("8 oz (500 mL) of milk", "500 mL", "237 mL"),
        ("1 teaspoon = 15 mL", "15 mL", "4.9 mL"),
        ("0.5 mg (50 mcg)", "50 mcg", "500 mcg"),
        ("2 g (200 mg)", "200 mg", "2,000 mg"),
        ("1 pound is about 2 kg", "2 kg", "0.45 kg"),
        ("blood sugar over 200 mg/dL (7.8 mmol/L)", "7.8 mmol/L", "11.1 mmol/L"),
        ("cholesterol of 5 mmol/L (90 mg/dL)", "90 mg/dL", "193 mg/dL"),
        ("HbA1c of 6.5% (58 mmol/mol)", "58 mmol/mol", "47.5 mmol/mol"),
        ("2 weeks (24 days)", "24 days", "14 day"),
        ("4 inches (10 inches)", "10 inches", "4 inches"),
    ],
)
def test_wrong(text: str, span: str, right: str):
    findings = found(text)
    assert [finding.text for finding in findings] == [span]
    assert right in findings[0].message
    assert len(findings[0].related) == 1
    assert findings[0].fix is None  # a fix never changes a value


def test_a_substance_that_nobody_names_is_not_converted():
    assert found("It was 100 mg/dL (9 mmol/L).") == []


def test_two_columns_of_a_table():
    rows = "".join(f"| {lb} lb | {kg} kg |\n" for lb, kg in ((10, 4.5), (20, 9.1), (30, 31.6), (40, 18.1)))
    assert [finding.text for finding in found(f"| Pounds | Kilograms |\n|---|---|\n{rows}")] == ["31.6 kg"]
    bare = "".join(f"| {lb} | {kg} |\n" for lb, kg in ((22, 10), (44, 30), (66, 30)))
    assert [finding.text for finding in found(f"| Weight (lb) | Weight (kg) |\n|---|---|\n{bare}")] == ["30"]
    ages = "| 10 lb | 5 kg |\n| 12 lb | 20 kg |\n"  # columns that convert nowhere are two measures
    assert found(f"| Cat | Dog |\n|---|---|\n{ages}") == []


def test_a_dose_is_an_error_that_no_page_silences():
    text = "<!-- carelint-disable-next-line measure/wrong-conversion: checked -->\nTake 50 mcg (0.5 mg) at night."
    assert [finding.severity.value for finding in found(text, "medicine")] == ["error"]


@pytest.mark.parametrize(
    ("value", "shown"), [(7.62, "7.6"), (0.1969, "0.2"), (91.44, "91.4"), (163.2, "163"), (1574.8, "1,570"), (1000.0, "1,000")]
)
def test_figures(value: float, shown: str):
    assert conversions.figures(value) == shown


def test_pairs_need_no_dimension_in_common():
    page: Any = page_of("126 mg/dL (7 mmol/L) and 5 mg for 3 days")
    assert [(pair.first.text, pair.second.text) for pair in conversions.pairs(page, page.quantities)] == [
        ("126 mg/dL", "7 mmol/L")
    ]
