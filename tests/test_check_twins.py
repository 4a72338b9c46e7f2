"""Sections that are built alike for two things hold values that differ rightly."""

from __future__ import annotations

import pytest

from linter import Linter

FACTS = "You can drive after {} weeks. Keep the dressing on for {} days. Do not lift more than {} kg."
ONE_FACT = "You can drive after {} weeks."
TITLES = [
    ("Hip replacement", "Knee replacement"),
    ("Ward 4", "Ward 7"),
    ("Plaster cast", "Walking boot"),
    ("General anaesthetic", "Local anaesthetic"),
    ("Green zone: you are well", "Yellow zone: you are worse"),
]


def found(text: str) -> list[str]:
    report = Linter(profile="uk-nhs").check_text(text, "page.md", page_type="procedure")
    return [one.text for one in report.findings if one.rule == "measure/conflicting-values"]


def page(titles: tuple[str, str], form: str, facts: str) -> str:
    parts = [
        f"{form.format(title)}\n\n{said}"
        for title, said in zip(titles, (facts.format(1, 5, 5), facts.format(6, 10, 2)), strict=True)
    ]
    return "\n\n".join(["# After your operation", *parts])


@pytest.mark.parametrize("form", ["## {}", "{}", "**{}**"], ids=["heading", "line", "bold line"])
@pytest.mark.parametrize("facts", [FACTS, ONE_FACT], ids=["many facts", "one fact"])
@pytest.mark.parametrize("titles", TITLES, ids=" and ".join)
def test_sections_named_for_two_things_may_differ(titles: tuple[str, str], facts: str, form: str) -> None:
    assert found(page(titles, form, facts)) == []


def test_sections_of_which_several_values_differ_are_of_two_things() -> None:
    titles = ("If you have a cast", "If a boot was fitted")
    assert found(page(titles, "## {}", FACTS)) == []


@pytest.mark.parametrize(
    "titles", [("Recovery", "Driving"), ("Aftercare", "Common questions"), ("Your operation", "The operation")]
)
def test_parts_of_a_page_speak_of_one_thing(titles: tuple[str, str]) -> None:
    assert found(page(titles, "## {}", ONE_FACT)) == ["6 weeks"]


def test_a_summary_may_hold_several_slips() -> None:
    assert found(page(("Going home", "In short"), "## {}", FACTS)) == ["6 weeks", "10 days", "more than 2 kg"]


def test_parts_that_two_things_have_alike_may_differ() -> None:
    part = "## {}\n\n### Going home\n\nYou can drive after {} weeks."
    parts = [part.format("Hip replacement", 6), part.format("Knee replacement", 4)]
    assert found("\n\n".join(["# Joint replacement", *parts])) == []


def test_what_is_said_of_two_terms_of_a_list_may_differ() -> None:
    meaning = "Arrive {} minutes early.\n"
    text = f"Fracture clinic\n: {meaning.format(10)}\nHand clinic\n: {meaning.format(15)}"
    assert found(text) == []
    assert found(text.replace("Fracture clinic", "Getting here").replace("Hand clinic", "Parking")) == ["15 minutes"]
