"""Two values for one thing on a page: what contradicts, and what is two things."""

from __future__ import annotations

from functools import cache

import pytest

from linter import Linter
from linter.findings import Finding

RULE = "measure/conflicting-values"


@cache
def engine(profile: str = "us-default") -> Linter:
    return Linter(profile=profile, syntax="off")


def found(text: str, page_type: str = "condition", profile: str = "us-default") -> list[Finding]:
    findings = engine(profile).check_text(text, path="page.md", page_type=page_type, fragment=True).findings
    return [finding for finding in findings if finding.rule == RULE]


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("Take 300 mg of it every 8 hours.\n\nThe normal dose is 3,000 mg every 8 hours.", "3,000 mg every 8 hours"),
        ("Take 1 tablet every 4 hours.\n\nTake 1 tablet every 8 hours.", "8 hours"),
        ("Take 5 mg once a day.\n\nTake 5 mg twice a day.", "5 mg twice a day"),
        ("The maximum dose is 8 tablets in 24 hours.\n\nNever take more than 12 tablets in 24 hours.", "more than 12 tablets"),
        ("Take 400 mg every 6 hours.\n\nThe dose is 4,000 mg.", "4,000 mg"),
        (
            "| Medicine | Dose |\n|---|---|\n| Warfarin | 5 mg a day |\n\nTake 50 mg of warfarin a day.",
            "50 mg of warfarin a day",
        ),
        ("Give children aged 6 to 12 5 mL.\n\nChildren aged 6 to 12 have 50 mL.", "50 mL"),
        ("Swallow 10 mg once a day.\n\nThe dose is 100 mg once a day, with a glass of water.", "100 mg once a day"),
    ],
)
def test_doses(text: str, span: str):
    findings = found(text, "medicine")
    assert [finding.text for finding in findings] == [span]
    assert findings[0].severity.value == "error"
    assert len(findings[0].related) == 1


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("Your cut will be 2 inches long.\n\nThe cut is 5 inches long and closes with glue.", "5 inches"),
        ("The stent is 20 mm long. A nurse shows you one. The stent is 35 mm long.", "35 mm"),
        ("Rest for 2 weeks after surgery.\n\nYou need to rest for 6 weeks after surgery.", "6 weeks"),
        ("Most people stay in hospital for 2 days.\n\nMost people stay in hospital for 5 days.", "5 days"),
        ("Call us if you have a fever over 100.4°F.\n\nCall us if you have a fever over 102°F.", "over 102°F"),
        ("Store it below 25°C.\n\nStore it below 30°C.", "below 30°C"),
        ("Drink 8 cups of water a day.\n\nTo stay well, drink 4 cups of water a day.", "4 cups of water a day"),
        ("The success rate is 90%.\n\nThe success rate is 70%.", "70%"),
        ("The scar will be 4 inches long.\n\nThe scar, about 8 inches long, fades in a year.", "about 8 inches"),
    ],
)
def test_other_things(text: str, span: str):
    findings = found(text)
    assert [finding.text for finding in findings] == [span]
    assert findings[0].severity.value == "warning"


@pytest.mark.parametrize(
    "text",
    [
        "Start with 5 mg once a day. After 2 weeks, take 10 mg once a day.",
        "Adults: 10 mg a day. Children: 5 mg a day.",
        "Take 400 mg every 6 hours. Do not take more than 1,200 mg in 24 hours.",
        "The usual dose is 20 mg a day.\n\nThe maximum dose is 80 mg a day.",
        "For pain, take 500 mg twice a day.\n\nFor fever, take 250 mg twice a day.",
        "It comes as 5 mg and 10 mg tablets.\n\nEach tablet contains 5 mg.",
        "## Low blood pressure\n\nTake 5 mg a day.\n\n## If you have kidney disease\n\nTake 2.5 mg a day.",
        "## Ibuprofen\n\nTake 400 mg every 6 hours.\n\n## Naproxen\n\nTake 250 mg every 6 hours.",
        "## Dose for adults\n\n10 mg a day\n\n## Dose for children\n\n5 mg a day",
        "Warfarin: take 5 mg a day.\n\nDigoxin: take 0.125 mg a day.",
        "Take 1 tablet in the morning.\n\nTake 2 tablets at night.",
        "If you weigh less than 50 kg, take 500 mg. If you weigh more than 50 kg, take 1 g.",
        "Take 10 mg by mouth once a day.\n\nInject 5 mg once a day.",
        "Adults\n\nTake 10 mg once a day.\n\nTeenagers\n\nTake 5 mg once a day.",
        "If you do not ovulate:\n\n- The most you take is 225 IU a day\n\nIf you need more eggs:\n\n- The most you take is 450 IU a day",
        "Take 5 to 10 mg a day.\n\nThe usual dose is 10 mg a day.",
        "Take 500 mg a day.\n\nThe dose is 0.5 g a day.",
    ],
)
def test_doses_that_differ_for_a_reason(text: str):
    assert found(text, "medicine") == []


@pytest.mark.parametrize(
    "text",
    [
        "Walk for 10 minutes a day in week 1.\n\nWalk for 30 minutes a day in week 2.",
        "The tumor is 2 cm wide in stage 1.\n\nThe tumor is 5 cm wide in stage 2.",
        "Stop eating 6 hours before surgery.\n\nStop drinking 2 hours before surgery.",
        "Call your doctor for a fever over 38°C.\n\nGo to the emergency room for a fever over 40°C.",
        "Men should have a waist under 40 inches. Women should have a waist under 35 inches.",
        "She lost 10 pounds. He lost 20 pounds.",
        "Lie down for 10 minutes. Wait 15 minutes. Lie down for 5 minutes.",
        "- Mild: rest for 2 days\n- Severe: rest for 2 weeks",
        "Approx 6 weeks\n\nYou see a surgeon.\n\nApprox 2 weeks\n\nYou get a letter.",
        # three values or more of one thing are choices
        "The plan allows 8 grams of fat a day.\n\nThe plan allows 10 grams of fat a day.\n\nThe plan allows 12 grams of fat a day.",
        "The scan takes 30 to 60 minutes.\n\nThe scan takes about 45 minutes.",
        "A fever is 100°F or more.\n\nA fever is 38°C or more.",
        "This takes 3 hours.\n\nThis takes 4 weeks.",
    ],
)
def test_things_that_differ_for_a_reason(text: str):
    assert found(text) == []


def test_a_named_method_asks_to_check():
    text = "It needs a cut of no more than 4 inches. With the KeyPort® system, it needs a cut of no more than 8 mm."
    findings = found(text, "procedure")
    assert [(finding.text, finding.severity.value) for finding in findings] == [("no more than 8 mm", "suggestion")]
    assert "102 mm" in findings[0].message  # the earlier value, in the unit of the later


def test_the_message_names_the_line():
    findings = found("# Rest\n\nRest for 2 weeks after surgery.\n\nYou need to rest for 6 weeks after surgery.")
    assert findings[0].message.startswith("Line 3 says ‘2 weeks’")


@pytest.mark.parametrize(("profile", "severity"), [("us-default", "warning"), ("medicines", "error"), ("strict", "error")])
def test_profiles_weigh_doses(profile: str, severity: str):
    text = "Take 200 mg at night.\n\nThe usual dose is 2,000 mg at night."
    assert [finding.severity.value for finding in found(text, "condition", profile)] == [severity]


def test_a_long_page_takes_no_longer_than_its_length():
    assert found("Take 5 mg with 10 mL, " * 4000) == []
    assert found("Take 5 mg a day.\n\n" * 3000, "medicine") == []
