"""Configuration: where it is found, what it inherits, and how its mistakes are said."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from linter import InputError, Linter
from linter.config import discover, read


@pytest.fixture(autouse=True)
def _forget() -> None:
    discover.cache_clear()


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_the_nearest_file_upwards_holds(tmp_path: Path) -> None:
    write(tmp_path / "carelint.toml", 'profile = "strict"')
    write(tmp_path / "content" / "carelint.toml", 'profile = "uk-nhs"')
    (tmp_path / "content" / "deep" / "er").mkdir(parents=True)
    assert discover(tmp_path / "content" / "deep" / "er").profile == "uk-nhs"
    assert discover(tmp_path).profile == "strict"


def test_a_table_in_pyproject_is_read_and_a_pyproject_without_one_is_passed_by(tmp_path: Path) -> None:
    write(tmp_path / "pyproject.toml", '[tool.carelint]\nprofile = "medicines"')
    write(tmp_path / "docs" / "pyproject.toml", '[project]\nname = "x"')
    assert discover(tmp_path / "docs").profile == "medicines"


@pytest.mark.parametrize(
    "table",
    [
        "[ tool.carelint ]\nprofile = 'medicines'",
        "[tool]\ncarelint = {profile = 'medicines'}",
        "[tool]\ncarelint.profile = 'medicines'",
    ],
)
def test_a_table_in_pyproject_is_found_however_it_is_written(tmp_path: Path, table: str) -> None:
    write(tmp_path / "pyproject.toml", table)
    assert discover(tmp_path).profile == "medicines"


@pytest.mark.parametrize("text", ["[tool.carelint-other]\nx = 1", "# see [tool.carelint] in the docs\n[tool.ruff]\n"])
def test_a_pyproject_that_only_speaks_of_carelint_hides_no_configuration(tmp_path: Path, text: str) -> None:
    write(tmp_path / "carelint.toml", 'profile = "strict"')
    write(tmp_path / "sub" / "pyproject.toml", text)
    assert discover(tmp_path / "sub").profile == "strict"


def test_the_search_ends_at_the_top_of_the_repository(tmp_path: Path) -> None:
    write(tmp_path / "carelint.toml", 'profile = "strict"')
    (tmp_path / "repo" / ".git").mkdir(parents=True)
    assert discover(tmp_path / "repo").profile == "us-default"


def test_extends_inherits_and_the_narrower_file_wins(tmp_path: Path) -> None:
    write(
        tmp_path / "house.toml",
        'profile = "strict"\nvocabulary = ["MyChart"]\n[severity]\n"claims/hype" = "off"\n"tone/blame" = "off"',
    )
    file = write(tmp_path / "site" / "carelint.toml", 'extends = "../house.toml"\n[severity]\n"claims/hype" = "error"')
    config = read(file)
    assert config.profile == "strict"
    assert config.vocabulary == ("MyChart",)
    assert config.severity == {"claims/hype": "error", "tone/blame": "off"}


def test_rule_folders_of_the_file_that_is_extended_are_relative_to_it(tmp_path: Path) -> None:
    (tmp_path / "our-rules").mkdir()
    write(tmp_path / "house.toml", 'rules = ["our-rules/"]')
    file = write(tmp_path / "site" / "carelint.toml", 'extends = "../house.toml"')
    assert [folder.resolve() for folder in read(file).rule_folders()] == [(tmp_path / "our-rules").resolve()]


def test_overrides_and_approvals_are_read(tmp_path: Path) -> None:
    file = write(
        tmp_path / "carelint.toml",
        '[[overrides]]\npaths = ["medicines/**"]\nprofile = "medicines"\ntype = "medicine"\n\n'
        '[[approved]]\nrule = "claims/cure"\npath = "a.md"\ntext = "cured"\nreason = "cited"\napproved-by = "Director"\nuntil = 2027-06-30\n',
    )
    config = read(file)
    assert config.overrides[0].type == "medicine"
    assert config.approved[0].until == date(2027, 6, 30)
    engine = Linter(config=config)
    assert engine.check_text("# X\n\nTake it.", path=str(tmp_path / "medicines" / "x.md")).type == "medicine"


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ('\nprofil = "strict"', 2, "unknown key ‘profil’; did you mean ‘profile’"),
        ('[[overrides]]\npaths = ["a"]\ntyp = "medicine"', 3, "overrides.0: unknown key ‘typ’; did you mean ‘type’"),
        ('vocabulary = "MyChart"', 1, "vocabulary"),
        ('fail-on = "warnings"', 1, "did you mean ‘warning’"),
        ('\nlocale = "fr"', 2, "locale: ‘fr’ is none of eu, uk, us"),
        ('[severity]\n"claims/hype" = "loud"', 2, "loud"),
        ('profile = "strict', 1, "not TOML"),
        ('max-page-size = "large"', 1, "10MB"),
        ('rules = ["nowhere/"]', 1, "nowhere"),
        ('extends = "carelint.toml"', 1, "a chain has to end"),
        ('extends = "gone.toml"', 0, "no such configuration file"),
        ("\nextends = 5", 2, "‘extends’ names one file"),
        ('\nexclude = ["drafts/", "!"]', 2, "‘!’ is no pattern"),
        ("[[overrides]]\npaths = ['a\\']", 2, "‘a\\’ is no pattern"),
        ('[severity]\n"claims/hype" = 5', 2, "severity.claims/hype: expected `str`"),
        (
            '[[overrides]]\npaths = ["a"]\n[[overrides]]\npaths = ["b"]\ntype = "recipe"',
            5,
            "overrides.1.type: ‘recipe’ is none of",
        ),
        ('[[overrides]]\npaths = ["a"]\nseverity = {"claims/hype" = "eror"}', 3, "did you mean ‘error’"),
        ('emergency = "site-footer"', 1, "emergency: ‘site-footer’ is none of page, site-header"),
        ('page-may-set = ["title"]', 1, "‘title’ is none of page-type"),
        ('[front-matter]\nkind = "page_typ"', 2, "did you mean ‘page-type’"),
        ('root = "/"', 1, "unknown key ‘root’"),
        ('[[approved]]\nrule = "claims/cure"', 1, "missing required field `path`"),
    ],
)
def test_a_mistake_is_said_with_file_and_line(tmp_path: Path, text: str, line: int, said: str) -> None:
    with pytest.raises(InputError) as caught:
        read(write(tmp_path / "carelint.toml", text))
    assert said in caught.value.message
    assert caught.value.line == line


def test_what_a_configuration_extends_stays_inside_its_repository(tmp_path: Path) -> None:
    write(tmp_path / "outside.toml", 'profile = "strict"')
    (tmp_path / "repo" / ".git").mkdir(parents=True)
    with pytest.raises(InputError, match="outside the repository"):
        read(write(tmp_path / "repo" / "carelint.toml", 'extends = "../outside.toml"'))


def test_a_pyproject_without_a_table_of_settings_sets_nothing(tmp_path: Path) -> None:
    for text in ("# [tool.carelint]", "tool = 5 # [tool.carelint]"):
        assert read(write(tmp_path / "pyproject.toml", text)).profile == "us-default"
    with pytest.raises(InputError, match="has to be a table"):
        read(write(tmp_path / "pyproject.toml", "tool.carelint = 5 # [tool.carelint]"))


def test_a_file_of_settings_that_cannot_be_read_is_said_as_a_person_would(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"cannot be read: Is a directory$"):
        read(tmp_path)
    (tmp_path / "carelint.toml").write_bytes(b"# One\n# caf\xe9")
    with pytest.raises(InputError, match=r":2: byte 11 is not UTF-8 text"):
        read(tmp_path / "carelint.toml")


def test_a_byte_order_mark_is_no_mistake(tmp_path: Path) -> None:
    assert read(write(tmp_path / "carelint.toml", '\ufeffprofile = "strict"')).profile == "strict"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('provides = {clinic = ["claims/cure"]}', "`provides` is for rules of `required/` alone"),
        ('[options]\n"measure/conflicting-values" = {doses = "off"}', "‘off’ is none of"),
        ('[options]\n"measure/trailing-zero" = {find = "naked-decimal"}', "no option changes that"),
        ('[options]\n"required/risks-section" = {provided-by = "disclaimer"}', "no option changes that"),
        ('[[overrides]]\npaths = ["a/**"]\noptions = {"readability/long-sentence" = {limt = 3}}', "did you mean ‘limit’?"),
        ('[options]\n"readability/long-sentence" = {limit = "30"}', "expected `float`"),
        (
            '[options]\n"readability/long-sentence" = {limt = 3}\n[severity]\n"readability/long-sentence" = "off"',
            "did you mean ‘limit’?",
        ),
        ('locale = "eu"\noptions = {"required/supplement-disclaimer" = {on = "x"}}', "has no option ‘on’"),
        ('encoding = "cp12522"', "is not an encoding"),
        ("max-warnings = -1", ">= 0"),
        ('[severity]\n"claims/superlativ" = "off"', "did you mean ‘claims/superlative’?"),
    ],
)
def test_a_setting_that_cannot_hold_is_said_with_its_line_before_any_page_is_read(tmp_path: Path, text: str, said: str) -> None:
    file = write(tmp_path / "carelint.toml", f"\n\n{text}\n")
    with pytest.raises(InputError) as caught:
        Linter.from_config(file).check_text("Words.")
    line = 5 if text.startswith("[[") else 4 if text.startswith(("[", "locale")) else 3
    assert said in str(caught.value)
    assert f"carelint.toml:{line}: " in str(caught.value)
