"""required/emergency-signpost: when the lack of an emergency line is an error, and when a warning."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest

from linter import Linter


@cache
def linter() -> Linter:
    return Linter(today=date(2026, 11, 22))


def severities(text: str) -> list[str]:
    found = linter().check_text(text, path="x.md", page_type="condition", fragment=False).findings
    return [str(one.severity) for one in found if one.rule == "required/emergency-signpost"]


@pytest.mark.parametrize(
    "text",
    [
        "# Anemia\n\nYou may have shortness of breath.",
        "# Anemia\n\nYou may notice:\n\n- pale skin\n- chest pain",
        "# Chest pain\n\nThe pain can spread to the arm.",
        "# Angina\n\nIt is a kind of chest pain.",
        "# Anemia\n\nSudden shortness of breath is a sign of a clot.",
        "# Iron tablets\n\nAn overdose can kill a child.",
    ],
)
def test_a_sign_that_comes_suddenly_or_is_told_to_the_reader_makes_it_an_error(text: str) -> None:
    assert severities(text) == ["error"]


@pytest.mark.parametrize(
    "text",
    [
        "# Anemia\n\nSigns are tiredness and shortness of breath.",
        "# Anemia\n\nSigns are:\n\n- pale skin\n- shortness of breath",
        "# Lung scars\n\nSome people have chest pain.",
        "# Lung scars\n\nThe nurse will ask: are you short of breath?",
        "# Knee replacement\n\nYou get a new knee.",
    ],
)
def test_a_sign_that_slow_illnesses_have_too_makes_it_a_warning(text: str) -> None:
    assert severities(text) == ["warning"]
