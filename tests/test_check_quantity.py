"""The checks on quantities: how one is written, two against each other, short forms in doses, and what counts as a dose."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import msgspec
import pytest

from linter import checks, rulefile
from linter.checks import Candidate
from linter.language.doses import Doses
from linter.lexicon import Lexicon
from linter.page import Kind, Page
from linter.page_builder import PageBuilder
from linter.reading import PageType
from linter.rulebook import rules_folder
from linter.search.hits import Hit
from linter.search.scanner import Scanner

LEXICON = Lexicon.from_folder(rules_folder() / "lexicon")


def page_of(text: str) -> Page:
    """A page of paragraphs, headings (`# `) and table rows (`| a | b |`), one a line."""
    builder = PageBuilder(text)
    at = row = 0
    for line in text.split("\n"):
        if line.startswith("|"):
            start = at + 1
            for column, cell in enumerate(line.strip("|").split("|")):
                builder.open(Kind.CELL, start, group=1, row=row, column=column, header=row == 0)
                builder.text(cell, start)
                builder.close(start + len(cell))
                start += len(cell) + 1
            row += 1
        elif line:
            mark = 2 if line.startswith("# ") else 0
            builder.open(Kind.HEADING if mark else Kind.PARAGRAPH, at, level=2 if mark else 0)
            builder.text(line[mark:], at + mark)
            builder.close(at + len(line))
        at += len(line) + 1
    return builder.build(path="page.txt", format="text")


def rule_of(rule_id: str, **params: Any) -> rulefile.Rule:
    text = (rules_folder() / f"{rule_id}.yaml").read_text("utf-8")
    rule = rulefile.read(text, f"{rule_id}.yaml", rule_id, LEXICON)
    return msgspec.structs.replace(rule, params=msgspec.structs.replace(rule.params, **params))


def candidates(rule: rulefile.Rule, page: Page, page_type: str = "condition", locale: str = "us") -> list[Candidate]:
    scans = [((rule.id, role), scan) for role, scan, _ in rulefile.rule_scans(rule, LEXICON)]

    def hits(_: rulefile.Rule, role: str = "find") -> list[Hit]:
        return Scanner(scans).scan(page).get((rule.id, role))

    doses = Doses(page, page_type, [])
    reading: Any = SimpleNamespace(page=page, page_type=PageType(page_type), locale=locale, hits=hits, doses=doses)
    return list(checks.load(rule.check).check(rule, rule.params, reading))


def said(rule_id: str, text: str, page_type: str = "condition", locale: str = "us", **params: Any) -> list[tuple[str, Any]]:
    page = page_of(text)
    return [
        (page.text[found.start : found.end], found.edit)
        for found in candidates(rule_of(rule_id, **params), page, page_type, locale)
    ]


# -- measure/unit-spacing -----------------------------------------------------------------


def test_spacing_edits_are_safe_and_change_only_the_space():
    page = page_of("Cut 5-10mm of skin, give 5mg/kg and 1½mL.")
    found = candidates(rule_of("measure/unit-spacing"), page)
    assert [(page.text[c.start : c.end], c.edit, c.edit_safe) for c in found] == [
        ("5-10mm", "5-10 mm", True),
        ("5mg/kg", "5 mg/kg", True),
        ("1½mL", "1½ mL", True),
    ]


def test_closing_a_space_leaves_the_words_of_a_range_apart():
    text = "Take 50 to 100 mg, between 5 and 10 mL, 2 or 3 kg, or 5 mg to 10 mg."
    assert [edit for _, edit in said("measure/unit-spacing", text, locale="uk", style="closed")] == [
        "50 to 100mg", "5 and 10mL", "2 or 3kg", "5mg to 10mg",
    ]  # fmt: skip


def test_spacing_closed():
    assert said(
        "measure/unit-spacing", "Take 250 mg, or 500mg. It was 5 mmol/L, 5 minutes, 30 %.", locale="uk", style="closed"
    ) == [("250 mg", "250mg")]


@pytest.mark.parametrize("style", ["space", "closed"])
@pytest.mark.parametrize(
    "text",
    [
        "50% of people, 98.6°F, 38C, 5'4\", 2D, 24h, 10K, 6-month-old, 20/20, COVID-19, B12, T4, 5G, CT64, 7UP",
        "a 5-mg tablet, 30s, the 1980s, 5m people, 2 tablets, 3 weeks, 10 units",
    ],
)
def test_spacing_leaves_alone(text: str, style: str):
    assert said("measure/unit-spacing", text, style=style) == []


def test_no_edit_across_markup():
    builder = PageBuilder("Take 5<b>mg</b>.")
    builder.open(Kind.PARAGRAPH, 0)
    for text, at in (("Take 5", 0), ("mg", 9), (".", 15)):
        builder.text(text, at)
    builder.close(16)
    page = builder.build(path="page.html", format="html")
    assert [(page.text[c.start : c.end], c.edit, c.suggestion) for c in candidates(rule_of("measure/unit-spacing"), page)] == [
        ("5mg", None, "5 mg")
    ]


# -- zeros --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "edit"),
    [
        ("Take 2.0 mg.", "2 mg"),
        ("Take 2.50 mg.", "2.5 mg"),
        ("Take 1.0-2.0 mg.", "1-2 mg"),
        ("Take 10.0 mg.", "10 mg"),
        ("Take 0.50mg.", "0.5mg"),
    ],
)
def test_trailing_zero(text: str, edit: str):
    found = candidates(rule_of("measure/trailing-zero"), page_of(text))
    assert [(c.edit, c.context) for c in found] == [(edit, frozenset({"dose"}))]


@pytest.mark.parametrize("text", ["Take 20 mg.", "Take 0.25 mg.", "Take 100 mg.", "Take 1.05 mg."])
def test_no_trailing_zero(text: str):
    assert said("measure/trailing-zero", text) == []


def test_trailing_zero_outside_a_dose_is_no_error():
    for text in ("Your potassium was 4.0 mmol/L.", "The nodule is 6.0 mm wide.", "A 5.0 mL sample of blood was tested."):
        assert all(not c.context for c in candidates(rule_of("measure/trailing-zero"), page_of(text)))


@pytest.mark.parametrize(
    ("text", "edit"), [("Take .25 mg.", "0.25 mg"), (".25 mg", "0.25 mg"), ("Give .5-.75 mL.", "0.5-0.75 mL")]
)
def test_naked_decimal(text: str, edit: str):
    assert [found for _, found in said("measure/naked-decimal", text)] == [edit]


@pytest.mark.parametrize("text", ["a file.pdf", "See §.5", "wait...5 mg", "a .22 caliber gun", "Take 0.5 mg.", "v2.5 mg"])
def test_no_naked_decimal(text: str):
    assert said("measure/naked-decimal", text) == []


# -- what a dose is -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "dose"),
    [
        ("Take 20 mg with food.", True),
        ("Take it with a glass of water: 20 mg at night.", True),
        ("Inject 10 units before meals.", True),
        ("50 mcg daily.", True),
        ("Wear the 25 mcg/hour patch for 3 days: 25 mcg/hour.", True),
        ("Each tablet contains 500 mg of paracetamol.", True),
        ("# Dosing\n5 mL for a small child.", True),
        ("| Medicine | Starting dose |\n| Semaglutide | 1.0 mg |", True),
        ("Eat less than 2,300 mg of sodium a day.", False),
        ("Eat 25 g of fiber every day.", False),
        ("Your blood glucose was 126 mg/dL.", False),
        ("A tumor of 5 mm.", False),
        ("Drink 500 mL of water twice a day.", False),
        ("She lost 20 lb and weighs 70 kg.", False),
        ("Your LDL level should be under 100 mg.", False),
        ("Wait 30 minutes before you take it.", False),
    ],
)
def test_dose(text: str, dose: bool):
    page = page_of(text)
    assert Doses(page, "", []).has(page.quantities[-1]) is dose


def test_dose_on_a_page_about_a_medicine():
    page = page_of("The pack holds 10 mg. A cup of milk has 300 mg of calcium and 8 g of protein.")
    assert [Doses(page, "medicine", []).has(quantity) for quantity in page.quantities] == [True, False, False]


# -- measure/mixed-unit-systems -----------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("An incision of no more than 3 inches. Some make an incision of no more than 5mm with a 2mm wide tool.", "5mm"),
        ("Cut the strip to 2 inches. The strip must be under 40 mm.", "40 mm"),
        ("Cut the strips to 40 mm.\nThe strip must be under 2 inches. A strip of 3 inches is too long.", "2 inches"),
        ("Lift nothing heavier than 10 pounds.\nYour limit for lifting is 4.5 kg.", "4.5 kg"),
        ("| Part | Size |\n| Needle | 1 inch long |\nThe needle is only 25 mm long.", "25 mm"),
        ("A temperature of 101°F is a fever. Call for a temperature of 39.5°C.", "39.5°C"),
    ],
)
def test_mixed_systems(text: str, span: str):
    page = page_of(text)
    found = candidates(rule_of("measure/mixed-unit-systems"), page)
    assert [page.text[c.start : c.end] for c in found] == [span]
    assert len(found[0].related) == 1


def test_mixed_systems_offers_both_units():
    text = "The scar is 3 inches long, then the scar is 5-10 mm long. A fever of 101°F is high. A fever of 40°C is worse."
    found = candidates(rule_of("measure/mixed-unit-systems"), page_of(text))
    assert [c.suggestion for c in found] == ["5-10 mm (0.2 to 0.39 inches)", "40°C (104°F)"]


@pytest.mark.parametrize(
    "text",
    [
        "Cut the strip to 2 inches (5 cm). The strip must be under 40 mm (1.6 inches).",
        "Cut the strip to 2 inches, or about 5 cm. Later, the strip is 5 cm long.",
        "She is 5 ft 4 in tall. The tumor is 20 mm wide.",
        "A 4-inch wound was closed with a 20 mm needle.",
        "The wound is 1 inch long.\nPack it with gauze of 25 mm.",
        "Your temperature was 98.6°F (37°C). A temperature of 100.4°F/38°C is a fever.",
        "| Child's weight | Dose |\n| 12 to 17 lb | 2.5 mL |\n| 18 to 23 lb | 3.75 mL |",
        "The cut is 3 inches long and the cut is 5 mm deep.",
    ],
)
def test_no_mixed_systems(text: str):
    assert said("measure/mixed-unit-systems", text) == []


# -- measure/error-prone-abbreviation -----------------------------------------------------

PRONE = "measure/error-prone-abbreviation"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Inject 10U at night. 50 µg daily.", [("10U", "10 units"), ("50 µg", "50 mcg")]),
        ("Inject 1 U now.", [("1 U", "1 unit")]),
        ("Inject 5 IU to 10IU now.", [("5 IU to 10IU", "5 units to 10 units")]),
        ("Take 25–50 μg now, with a 5-cc syringe.", [("25–50 μg", "25–50 mcg"), ("5-cc", "5-mL")]),
        ("Inject insulin 100 U/mL.", [("100 U/mL", "100 units/mL")]),
        ("Take 400 IU each day.", [("400 IU", "400 units")]),
        ("Take 5 mg QOD.", [("QOD", "every other day")]),
        ("Give MSO4 10 mg.", [("MSO4", "morphine sulfate")]),
        ("Inject 10 mg MS now.", [("MS", None)]),
        ("Give 5 mg SQ.", [("SQ", "under the skin")]),
        ("Inject 40 mg SC.", [("SC", "under the skin")]),
        ("Take 10 mg @ bedtime.", [("@", "at")]),
        ("Take 5 mg & 10 mg of it.", [("&", "and")]),
        ("Use a dose > 10 mg with care.", [(">", None)]),
        ("Put 2 drops AS, up to 5 mL a week.", [("AS", "in the left ear")]),
        ("Take 5 mg TIW.", [("TIW", "3 times a week")]),
        ("| Medicine | Dose | How often |\n| Warfarin | 5 mg | QD |", [("QD", "daily")]),
    ],
)
def test_error_prone(text: str, found: list[tuple[str, Any]]):
    assert said(PRONE, text) == found


@pytest.mark.parametrize(
    "text",
    [
        "People with MS may take 10 mg of baclofen.",
        "Take MS Contin 15 mg twice a day.",
        "Jo Park, OD, may prescribe 1 drop. An OD of 500 mg is dangerous.",
        "Email us @ the clinic. Type 2 & 3. CC: your doctor.",
        "Your ALT was 30 U/L. Lead: 5 µg/dL. TSH 4 mIU/L.",
        "“IU” on the label means international units.",
        "Wait <5 minutes, then take 5 mg.",
        "This QD display shows SC and AU state codes.",
    ],
)
def test_not_error_prone(text: str):
    assert said(PRONE, text, "medicine" if "label" in text else "condition") == []


def test_error_prone_weights_and_locale():
    page = page_of("Inject 10U of it, then 50 mcg daily.")
    rule = rule_of(PRONE)
    assert [(c.severity, c.values["want"]) for c in candidates(rule, page)] == [("error", "10 units")]
    assert [(c.severity, c.values["want"]) for c in candidates(rule, page, locale="uk")] == [
        ("error", "10 units"),
        ("warning", "50 micrograms"),
    ]
    assert not any(c.edit_safe for c in candidates(rule, page))


@pytest.mark.parametrize(
    "text",
    [
        "6 oz plain Greek yogurt (7 g)",
        "3 oz salmon (22 g protein)",
        "8 oz milk (300 mg calcium)",
        "One 12-oz coffee (200 mg)",
        "4 oz juice = 15 g carbs",
        "You come 3 days a week for 12 weeks (36 hours).",
        "It ships in 24 h (2 days by mail).",
    ],
)
def test_what_food_holds_and_time_of_something_else_are_no_conversion(text: str):
    rule = rule_of("measure/wrong-conversion")
    assert candidates(rule, page_of(text)) == []


def test_a_slip_in_an_amount_of_food_is_still_one():
    rule = rule_of("measure/wrong-conversion")
    page = page_of("Eat 4 oz of meat (50 g). Wait 3 days (27 hours).")
    assert [page.text[one.start : one.end] for one in candidates(rule, page)] == ["50 g", "27 hours"]


def test_what_a_drink_holds_is_no_measure_of_the_drink():
    rule = rule_of("measure/mixed-unit-systems")
    assert candidates(rule, page_of("A 16-oz soda has 50 g or more. A 12-oz soda has 39 g of sugar.")) == []
