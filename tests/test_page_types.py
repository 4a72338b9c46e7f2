"""What kind of page it is, where nobody says so: title, headings and words, with a confidence; and what hangs on it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from linter import Config, Linter, Report
from linter.findings import Severity


def read(text: str, *, config: Config | None = None, profile: str | None = None, locale: str | None = None) -> Report:
    return Linter(profile, locale, "off", date(2026, 11, 22), config=config).check_text(text, path="page.md")


def rules(report: Report) -> set[str]:
    return {finding.rule for finding in report.findings}


OPERATION = "Before the operation you fast. The surgeon makes a cut. After the operation you rest."
MONEY = (
    "You may qualify for this benefit. To apply online, fill in the form. Your application takes a week. Medicaid may pay. "
    "Copays are low. You are eligible if you live here."
)
STUDIES = (
    "We searched for studies up to May 2026. We included 12 trials with 900 participants. Seven trials compared it with "
    "placebo. The quality of the evidence was low. This review has few randomised trials."
)


@pytest.mark.parametrize(
    ("text", "name", "confidence"),
    [
        (f"# Rotator cuff repair\n\n{OPERATION}", "procedure", 0.9),
        (f"---\ntitle: Rotator cuff repair\n---\n# Your day with us\n\n{OPERATION}", "procedure", 0.9),
        ("# Rotator cuff repair\n\nThe arm rests in a sling.", "procedure", 0.7),
        ("# Amlodipine\n\nThis medicine relaxes vessels. Take one tablet. If you miss a dose, wait. 5 mg.", "medicine", 0.9),
        ("# Amlodipine\n\nIt relaxes vessels.", "medicine", 0.7),
        ("# Turmeric capsules\n\nSupplement facts. Serving size: 2. Two capsules a day. Supports healthy joints.", "supplement", 0.9),
        (f"# Help with the cost of care\n\n{MONEY}", "admin", 0.9),
        (f"# Diabetes: can I get benefits?\n\n{MONEY}", "admin", 0.9),
        (STUDIES, "reference", 0.7),
        ("# Glossary\n\nAcute: sudden.", "reference", 0.7),
        ("# Gout\n\n## Symptoms\n\nPain.\n\n## Causes\n\nUric acid.\n\n## Treatment\n\nRest.", "condition", 0.9),
        ("# Carpal tunnel syndrome\n\n## Symptoms\n\nPain.\n\n## Causes\n\nSwelling.\n\n## Surgery\n\n" + OPERATION, "condition", 0.7),
        ("# Warm hands\n\nWear gloves.", "condition", 0.5),
        ("Amlodipine: a leaflet\n\nIt relaxes vessels.", "medicine", 0.7),  # no heading: the first line is the title
        ("Amlodipine relaxes vessels.\n\nRest well.", "condition", 0.5),  # a sentence is none
        ("# Root & Bark 500\n\nOne a day.\n\n## Supplement facts\n\nBerberine 500 mg.", "supplement", 0.7),
        ("# Hair restoration in Leeds\n\nIt costs £900, or £75 a month. Our patients smile.", "promotional", 0.7),
        ("# Asthma in adults\n\nIt costs £9 to park. Our clinic is on floor 2.", "condition", 0.7),
        ("# Urine infections: advice from Mill Lane Surgery\n\nDrink water.", "condition", 0.7),
        ("# Getting ready for your breath test\n\nYou blow into a bag.", "procedure", 0.7),
        ("# My first year with gout\n\nI was 40. My wife said go. I went. I felt silly. I cried.", "story", 0.7),
        ("# My first year with gout\n\nYou may feel pain.", "condition", 0.7),
        ("# Shingles vaccine\n\nIt is a shot in the arm.", "medicine", 0.7),
    ],
)  # fmt: skip
def test_a_type_is_guessed_with_a_confidence(text: str, name: str, confidence: float) -> None:
    report = read(text)
    assert (report.type, report.type_confidence) == (name, confidence)
    assert report.type_from == ("default" if confidence == 0.5 else "inferred")


def test_an_operation_on_a_condition_is_an_operation() -> None:
    assert read(f"# Hernia operation\n\n{OPERATION}\n\n## Symptoms\n\nA lump.\n\n## Causes\n\nStrain.").type == "procedure"


def test_two_types_that_tie_are_held_with_doubt() -> None:
    report = read(f"# Coverage of bypass surgery\n\n{OPERATION} {MONEY}")
    assert (report.type, report.type_confidence) == ("procedure", 0.7)
    assert all(one.severity is not Severity.ERROR for one in report.findings if one.rule.startswith("required/"))


def test_no_error_of_a_required_rule_rests_on_a_default() -> None:
    text = "# Warm hands\n\nYour lips may swell."
    assert {one.severity for one in read(text).findings if one.rule == "required/emergency-signpost"} == {Severity.WARNING}
    assert {one.severity for one in read(text, profile="strict").findings if one.rule == "required/review-date"} == {
        Severity.WARNING
    }


def test_words_on_a_page_turn_off_no_claims() -> None:
    report = read(f"# Help with the cost of care\n\n{MONEY} Our plan cures gout and is completely safe.")
    assert report.type == "admin"
    assert {"claims/cure", "claims/absolute-safety"} <= rules(report)
    assert "required/consult-professional" not in rules(report)


def test_facts_alone_ask_for_nobody() -> None:
    assert "required/consult-professional" not in rules(read("# Gout\n\nUric acid forms crystals. Men get it more often."))
    assert "required/consult-professional" in rules(read("# Gout\n\nDrink plenty of water. Avoid beer. Rest the foot."))
    stated = "---\npage-type: condition\n---\n# Gout\n\nUric acid forms crystals."
    assert "required/consult-professional" in rules(read(stated))


def test_the_message_names_the_number_of_the_country() -> None:
    text = "# Chest pain\n\nYou may be short of breath."
    for locale, number in (("us", "911"), ("uk", "999"), ("eu", "112")):
        (found,) = [one for one in read(text, locale=locale).findings if one.rule == "required/emergency-signpost"]
        assert number in found.message


def test_the_site_can_carry_what_a_page_must_hold(tmp_path: Path) -> None:
    page = "---\npage-type: procedure\n---\n# Tonsil removal\n\nWe take the tonsils out. QuickSnip® is fast.\n\n{{< legal >}}\n"
    missing = {"required/not-medical-advice", "required/author-reviewer", "required/trademark-notice"}
    assert missing <= rules(read(page))
    held = Config(
        disclaimer="site-footer", provides={"legal": ("required/author-reviewer", "required/trademark-notice")}, root=tmp_path
    )
    assert not missing & rules(read(page, config=held))


def test_the_disclaimer_of_the_law_is_shown_in_full() -> None:
    text = "---\npage-type: supplement\n---\n# Zinc\n\nOur capsules support immune health."
    (found,) = [one for one in read(text).findings if one.rule == "required/supplement-disclaimer"]
    assert "This statement has not been evaluated by the Food and Drug Administration." in found.message
    assert "intended to diagnose, treat, cure, or prevent any disease." in found.message
    assert found.fix is None
    two = text + " Each capsule lifts your energy."
    (found,) = [one for one in read(two).findings if one.rule == "required/supplement-disclaimer"]
    assert "These statements have not been evaluated" in found.message
    assert found.count == 2


def test_a_prescription_medicine_is_not_sold_in_the_united_kingdom() -> None:
    text = "---\npage-type: medicine\n---\n# Sildenafil\n\nOrder online today."
    (found,) = [one for one in read(text, profile="uk-nhs").findings if one.rule == "required/ad-disclosure"]
    assert found.severity is Severity.ERROR
    assert found.standard.name == "CAP Code"


def test_a_guessed_story_makes_no_claim_lighter() -> None:
    told = "I was ill. I felt low. My wife cried. I went home. “This tea cured my diabetes in a week,” says Ann, 40."
    guessed, stated = (
        [str(one.severity) for one in report.findings if one.rule == "claims/testimonial" and "Ann" in one.text]
        for report in (
            read(f"# My story\n\n{told}"),
            Linter(None, None, "off", date(2026, 11, 22)).check_text(f"# My story\n\n{told}", "page.md", page_type="story"),
        )
    )
    assert (guessed, stated) == (["warning"], ["suggestion"])


@pytest.mark.parametrize(
    "part",
    [
        "**Risks:** a bruise.",
        "**Risks** A bruise.",
        "- **Stay:** an hour\n- **Risks:** a bruise",
        "- Stay\n- Risks\n  - A bruise",
        "We plan for an hour. Risks - a bruise.",
        "| | Mole removal |\n| --- | --- |\n| Risks | A bruise |",
        "| Stay | Risks |\n| --- | --- |\n| An hour | A bruise |",
        "Risks\n: A bruise.",
        "## Risks\n\n### Soon after\n\nA bruise.",
    ],
)
def test_a_label_a_term_or_the_head_of_a_row_or_column_counts_as_a_heading(part: str) -> None:
    assert "required/risks-section" not in rules(read(f"---\npage-type: procedure\n---\n# Mole removal\n\n{part}\n"))


@pytest.mark.parametrize(
    "part",
    [
        "**Risks:** none.",
        "**Risks**\n\n## Stay\n\nAn hour.",
        "- Stay\n- Risks\n- Prices",
        "| Stay | Risks |\n| --- | --- |\n| An hour | |",
        "**Risks** should be told to you by the surgeon.",
    ],
)
def test_a_label_with_nothing_beside_it_counts_for_nothing(part: str) -> None:
    assert "required/risks-section" in rules(read(f"---\npage-type: procedure\n---\n# Mole removal\n\n{part}\n"))
