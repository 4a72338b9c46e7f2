"""Two values for one thing that the rule has a topic for, in words that share nothing."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

import pytest
import yaml

from linter import Linter
from tests.rule_tools import shipped

RULE = "measure/conflicting-values"


@cache
def linter() -> Linter:
    return Linter(syntax="off", today=date(2026, 11, 28))


def said(text: str, page_type: str = "procedure") -> list[tuple[str, str]]:
    report = linter().check_text(text, "page.md", page_type=page_type, fragment=True)
    return [(one.text, str(one.severity)) for one in report.findings if one.rule == RULE]


PAIRS = [
    ("You must fast for 12 hours before the test.", "As long as you have not eaten for 8 hours, we can do it.", "8 hours"),
    ("Wait at least 6 hours between doses.", "Keep a note, and leave 4 hours between doses.", "4 hours"),
    ("Take it at least 4 hours before any iron.", "Leave 2 hours between the tablet and iron.", "2 hours"),
    ("Have no more than 5 doses in 24 hours.", "Never give more than 4 doses of it in a day.", "4 doses of it in a day"),
    ("Members send us their claims within 90 days.", "Claims received more than 180 days late are not paid.", "more than 180 days"),
    ("Your smear test result comes within 2 weeks.", "We send the result of the smear within 6 weeks.", "within 6 weeks"),
    ("You will stay in hospital for 2 nights.", "Pack for a hospital stay that is 5 nights.", "5 nights"),
    ("Do not lift anything over 10 pounds.", "In the garden, never lift more than 25 pounds.", "more than 25 pounds"),
    ("Do not lift anything heavy for 4 weeks.", "For 8 weeks, avoid lifting shopping bags.", "8 weeks"),
    ("Once the pen is in use, bin it after 28 days.", "How long will it last once opened? It keeps for 6 weeks.", "6 weeks"),
    ("Each session lasts 45 minutes.", "Park for longer than you need: it is 90 minutes a session.", "90 minutes"),
    ("Do not drive for 24 hours.", "You can drive after 3 days.", "3 days"),
    ("To cancel, tell us 24 hours before.", "Please give 3 days notice to cancel.", "3 days"),
    ("Stay with us for 15 minutes after the jab.", "Sit down for half an hour once you are vaccinated.", "half an hour"),
    ("Hold the burn under cool running water for 20 minutes.", "Cool it under the tap for 10 minutes.", "10 minutes"),
    ("Keep the dressing dry for 48 hours.", "You may get the wound wet after 5 days.", "5 days"),
    ("Your course is made up of 12 sessions.", "Please come to all eight sessions.", "eight sessions"),
    ("Wash your hands with soap for 20 seconds.", "Sing as your hands get clean: rub them for one minute.", "one minute"),
    ("It can take 2 weeks to start to work.", "Be patient: it is 6 weeks before it starts to lift your mood.", "6 weeks"),
    ("Do not fly for 2 weeks.", "You may fly after 6 weeks.", "6 weeks"),
    ("You will be in plaster for 6 weeks.", "The plaster comes off after 3 weeks.", "3 weeks"),
    ("Your stay will be two nights.", "You go home after five nights.", "five nights"),
    ("Your mouth stays numb for about 2 hours.", "The numbness lasts 5 hours.", "5 hours"),
    ("We take your stitches out in 7 days.", "The nurse will remove the sutures after a fortnight.", "a fortnight"),
    ("Call us if your temperature reaches 100.4°F.", "Phone the clinic for a fever of 102°F or more.", "102°F"),
    ("Drink 2 liters of water a day.", "You need 3 liters of fluid a day.", "3 liters of fluid a day"),
    ("Call us if you gain 3 pounds overnight.", "Tell us if you are heavier by 5 pounds than the day before.", "5 pounds"),
    ("You can give up to 10 puffs.", "The most you may give is six puffs.", "six puffs"),
    ("Driving is off limits for 6 weeks.", "Do not drive for 2 weeks.", "2 weeks"),
    ("We will reply to your request within 10 days.", "Expect a decision on your request within 30 days.", "within 30 days"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "two", "later"), PAIRS)
def test_the_later_of_two_values_is_pointed_out_wherever_it_stands(one: str, two: str, later: str) -> None:
    assert [text for text, _ in said(f"{one} Bring this letter.\n\n## At a glance\n\n{two}")] == [later]


APART = [
    ("The breast drain comes out when it holds less than 30 ml.", "The armpit drain can go once it is draining under 50 ml."),
    ("If you have no fridge, throw the liquid away after 7 days.", "Keep it in the fridge and throw the liquid away after 14 days."),
    ("After a total knee replacement your stay is three nights.", "After a partial replacement your stay is one night."),
    ("We will reply to a request within 14 days.", "We reply to an urgent request within 3 days."),
]  # fmt: skip


@pytest.mark.parametrize(("one", "two"), APART)
def test_two_kinds_of_a_thing_have_two_values(one: str, two: str) -> None:
    assert said(f"{one} Bring this letter.\n\n## At a glance\n\n{two}") == []


def test_a_whole_that_is_less_than_a_part_is_a_contradiction() -> None:
    text = "You will wear the brace for 6 weeks.\n\n## Your next visit\n\nYou will wear the brace for 4 weeks altogether."
    assert said(text) == [("4 weeks", "warning")]
    assert said(text.replace("6", "3")) == []


def test_a_dose_that_two_places_tell_otherwise_is_an_error_on_a_page_about_a_medicine() -> None:
    text = "# Ibuprofen\n\nLeave at least 6 hours between doses.\n\nKeep notes, and leave 4 hours between ibuprofen doses."
    assert said(text, "medicine") == [("4 hours", "error")]


@pytest.mark.parametrize(
    "text",
    [
        "You must fast for 12 hours.\n\nBring a snack if you have fasted for half a day.",  # the same
        "You must fast for at least 8 hours.\n\nIt is fine if you have fasted for 12 hours.",  # within the bound
        "If you have a morning slot, fast for 12 hours.\n\nIf you come after lunch, fast for 6 hours.",
        "Adults fast for 8 hours.\n\nChildren fast for 4 hours.",
        "## Blood test\n\nFast for 12 hours.\n\n## Stomach scan\n\nFast for 6 hours.",
        "## Blood test\n\nResults take 2 days.\n\nBiopsy results take 3 weeks.",
        "You may stop eating 6 hours before your operation. You may sip water until 2 hours before it.",
        "Keyhole surgery: you stay in hospital for 1 night.\n\nOpen surgery: you stay in hospital for 4 nights.",
        "Do not lift anything over 3 kg until the wound check.\n\nDo not lift anything over 9 kg until your last visit.",
        "Keep the dressing dry for 5 days.\n\nYou can shower after 24 hours with a waterproof cover.",
        "Do not lift more than 5 pounds for the first 2 weeks.\n\nFrom week 3, do not lift more than 20 pounds.",
        "For 2 weeks, do not lift more than 5 pounds.\n\nFor 4 more weeks, do not lift more than 20 pounds.",
        "The CT scan takes 10 minutes.\n\nThe MRI scan takes 40 minutes.",
        "Do not drive a car for 2 weeks.\n\nDo not drive a lorry for 6 weeks.",
        "Use it up within 28 days of opening.\n\nThe sealed box lasts 2 years.",
        "Injections are given every month at first.\n\nThen the injections are every 3 months.",
        "Each session lasts 45 minutes.\n\nUnless you ask for less, a session lasts 60 minutes.",
    ],
)
def test_values_that_differ_for_a_reason_are_left_alone(text: str) -> None:
    assert said(text) == []


def test_three_values_are_a_choice_and_no_slip() -> None:
    assert said("Fast for 6 hours.\n\nFast for 8 hours.\n\nFast for 12 hours.") == []


def test_topics_are_in_order_of_their_names() -> None:
    topics = yaml.safe_load(Path(shipped().rules[RULE].file).read_text("utf-8"))["topics"]
    assert list(topics) == sorted(topics)
