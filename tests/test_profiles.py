"""Profiles: every setting names its source, and the message says so where standards disagree."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest

from linter import Config, InputError, Linter, Report, explain
from linter.rulebook import check_profile


def read(text: str, profile: str) -> Report:
    return Linter(profile, None, "off", date(2026, 11, 22)).check_text(text, path="page.md")


def test_every_setting_of_a_profile_says_what_it_rests_on() -> None:
    for profile in Linter().rulebook.profiles.values():
        for rule in (*profile.severity, *profile.options):
            assert profile.basis[rule], f"{profile.id}: {rule}"


def test_a_setting_without_its_source_is_a_mistake() -> None:
    rulebook = Linter().rulebook
    wrong = msgspec.structs.replace(rulebook.profiles["strict"], basis={})
    with pytest.raises(InputError, match="sets claims/clinically-proven, and `basis` does not say what that rests on"):
        check_profile(wrong, rulebook)


@pytest.mark.parametrize(
    ("profile", "text", "said"),
    [
        (
            "us-default",
            "Take 5mg.",
            "Write ‘5 mg’. This profile follows NIST and ISMP, which ask for the space; the NHS style has none.",
        ),
        (
            "uk-nhs",
            "Take 5 mg.",
            "Write ‘5mg’. The NHS style, which this profile follows, has no space; NIST and ISMP ask for one.",
        ),
    ],
)
def test_where_standards_disagree_the_message_names_the_one_that_counts(profile: str, text: str, said: str) -> None:
    (found,) = [one for one in read(text, profile).findings if one.rule == "measure/unit-spacing"]
    assert found.message == said


def test_a_choice_of_the_house_is_no_longer_the_profiles() -> None:
    linter = Linter(config=Config(options={"measure/unit-spacing": {"style": "closed"}}))
    (found,) = [one for one in linter.check_text("Take 5 mg.").findings if one.rule == "measure/unit-spacing"]
    assert found.message == "Write ‘5mg’."


def test_explain_shows_what_profiles_make_of_a_rule_and_why() -> None:
    rulebook = Linter().rulebook
    page = explain.page(rulebook.rules["structure/long-list"], rulebook.profiles.values())
    assert "  profile uk-nhs: limit 6 (NHS digital service manual, Formatting: up to 6 items)\n" in page


@pytest.mark.parametrize("profile", ["medicines", "strict"])
def test_amounts_in_leaflets_are_spaced_in_every_locale(profile: str) -> None:
    found = (
        Linter(profile=profile, locale="uk", syntax="off").check_text("Take 5mg, or 10 mg.", "page.md", fragment=True).findings
    )
    (one,) = [one for one in found if one.rule == "measure/unit-spacing"]
    assert (one.text, one.standard.name) == ("5mg", "NIST Special Publication 811")
