"""The JSON Schemas are current, take every file that carelint takes, and refuse what it refuses."""

from __future__ import annotations

import json
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator

from linter import InputError, Linter, rulefile
from linter.config import read
from linter.yaml_source import load
from tests.test_docs import EXAMPLES, ROOT, TOML
from tools import build_schemas

SCHEMAS = {path.name.partition(".")[0]: json.loads(path.read_text("utf-8")) for path in (ROOT / "schemas").glob("*.json")}
SHIPPED = sorted(
    path for path in (ROOT / "rules").glob("*/*.yaml") if path.parent.name not in ("profiles", "lexicon", "standards")
)
RULES = [*SHIPPED, *sorted((EXAMPLES / "our-rules").rglob("*.yaml"))]
CLINIC = (EXAMPLES / "our-rules" / "house" / "clinic-name.yaml").read_text("utf-8")


def mistakes(name: str, data: Any) -> list[str]:
    """What the schema of that name says is wrong."""
    validator = Draft7Validator(SCHEMAS[name], format_checker=Draft7Validator.FORMAT_CHECKER)
    return [f"{error.json_path}: {error.message}" for error in validator.iter_errors(data)]


def toml(text: str) -> Any:
    """TOML as editors give it to a schema: days as text."""
    return json.loads(json.dumps(tomllib.loads(text), default=date.isoformat))


def test_the_committed_schemas_are_what_the_script_builds() -> None:
    built = build_schemas.files()
    assert {path.name for path in (ROOT / "schemas").iterdir()} == set(built)
    for name, text in built.items():
        assert (ROOT / "schemas" / name).read_text("utf-8") == text, f"run tools/build_schemas.py: {name} is old"


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_is_one_of_draft_7_and_every_part_it_names_is_there(name: str) -> None:
    schema = SCHEMAS[name]
    assert schema["$schema"].startswith("http://json-schema.org/draft-07/")
    Draft7Validator.check_schema(schema)
    text = json.dumps(schema)
    assert "$defs" not in text
    assert "prefixItems" not in text
    named = {part.split('"')[0] for part in text.split("#/definitions/")[1:]}
    assert named <= set(schema.get("definitions", {}))


# -- rules -------------------------------------------------------------------------------------


def test_every_rule_that_ships_or_is_shown_is_right() -> None:
    assert len(RULES) > 80
    wrong = {path.stem: said for path in RULES if (said := mistakes("rule", load(path.read_text("utf-8"), path.name).data))}
    assert not wrong


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("severity: error", "severity: fatal"),
        ("severity: error", "severety: error"),
        ("severity: error\n", ""),
        ("page-types: [all]", "page-types: [medicin]"),
        ("page-types: [all]", "page_types: [all]"),
        ("check: phrase", "check: phrases"),
        ("check: phrase", "check: limit"),
        ("unless: [quotation]", "unless: [quotations]"),
        ("unless: [quotation]", "unless: quotation"),
        ("id: house/clinic-name", "id: clinic-name"),
        ("⟦Elm Street Surgery⟧", "Elm Street Surgery"),
        ('    - "Call ⟦Dr Osei\'s practice⟧ if the pain gets worse."\n', ""),
        ("swaps: # what", "swapps: # what"),
        ("once: word", "once: true"),
        ("except:\n  phrases:", "except:\n  phrase:"),
        ("year: 2026", "year: last"),
    ],
)
def test_a_mistake_in_a_rule_is_seen_by_schema_and_carelint_alike(old: str, new: str) -> None:
    assert CLINIC.count(old) == 1
    text = CLINIC.replace(old, new)
    assert mistakes("rule", load(text, "clinic-name.yaml").data)
    with pytest.raises(InputError):
        rulefile.read(text, "clinic-name.yaml", "house/clinic-name", Linter().rulebook.lexicon)


def test_an_example_is_a_text_or_a_text_with_settings() -> None:
    def rule(bad: str) -> Any:
        return load(CLINIC.replace('"Come to ⟦Elm Street Surgery⟧ at nine."', bad), "clinic-name.yaml").data

    assert not mistakes("rule", rule('{text: "Come to ⟦Elm Street Surgery⟧.", format: html, page-type: admin}'))
    for bad in ('{text: "Come to Elm Street Surgery."}', '{text: "⟦A⟧", format: pdf}', '{text: "⟦A⟧", page: admin}', "9"):
        assert mistakes("rule", rule(bad)), bad


def test_profiles_are_right_and_a_mistake_in_one_is_seen() -> None:
    profiles = [load(path.read_text("utf-8"), path.name).data for path in sorted((ROOT / "rules" / "profiles").glob("*.yaml"))]
    assert len(profiles) >= 5
    assert not [said for profile in profiles if (said := mistakes("profile", profile))]
    assert mistakes("profile", {**profiles[0], "severity": {"claims/hype": "loud"}})
    assert mistakes("profile", {**profiles[0], "basic": {}})


# -- configuration -----------------------------------------------------------------------------


@pytest.mark.parametrize("block", TOML)
def test_a_configuration_that_is_shown_is_right(block: str) -> None:
    assert not mistakes("carelint", toml(block))


def test_the_configuration_of_the_examples_is_right() -> None:
    assert not mistakes("carelint", toml((EXAMPLES / "carelint.toml").read_text("utf-8")))


APPROVAL = '[[approved]]\nrule = "claims/cure"\npath = "a.md"\ntext = "cured"\nreason = "cited"\napproved-by = "Director"\n'


@pytest.mark.parametrize(
    "text",
    [
        'profil = "strict"',
        'profile = "strickt"',
        'locale = "fr"',
        'fail-on = "warnings"',
        'fail_on = "warning"',
        'vocabulary = "MyChart"',
        'max-warnings = "20"',
        'max-page-size = "large"',
        'max-page-size = "10"',
        'page-may-set = ["audience"]',
        'front-matter = {lastReviewed = "review"}',
        'disclaimer = "footer"',
        "fix-doses = 1",
        '[severity]\n"claims/hype" = "loud"',
        '[options]\n"readability/long-sentence" = {limit = [30]}',
        '[[overrides]]\npaths = ["a"]\ntyp = "medicine"',
        '[[overrides]]\npaths = ["a"]\ntype = "medicin"',
        '[[overrides]]\nprofile = "strict"',
        '[overrides]\npaths = ["a"]',
        APPROVAL,
        APPROVAL.replace("cited", " ") + "until = 2027-06-30",
        APPROVAL + 'until = "next year"',
    ],
)
def test_a_mistake_in_a_configuration_is_seen_by_schema_and_carelint_alike(text: str, tmp_path: Path) -> None:
    assert mistakes("carelint", toml(text))
    (tmp_path / "carelint.toml").write_text(text, "utf-8")
    with pytest.raises(InputError):
        Linter(config=read(tmp_path / "carelint.toml")).choices()


def test_an_editor_shows_what_the_docs_say_of_a_key() -> None:
    settings = SCHEMAS["carelint"]["properties"]
    assert all("description" in setting for key, setting in settings.items())
    assert settings["rules"]["description"] == "Folders with rules of your own. They have to stand inside the repository."
    assert SCHEMAS["rule"]["properties"]["why"]["description"] == "Why it matters to the reader."
