"""docs/fixes.md and docs/legacy-content.md say what is: the table of fixes, the lines that are shown, the hook."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
import yaml

from linter import Linter
from linter.cli import main
from linter.examples import unmarked
from linter.rulefile import Example, Rule
from tests.test_docs import ROOT, blocks, rows
from tests.test_fix import ALL, edits, fixed

TABLE = rows("docs/fixes.md")
_SOME = 25  # examples of a rule: one that has fixes has them in some of these


@pytest.mark.parametrize("rule", TABLE)
def test_a_fix_in_the_table_is_made_so(rule: str) -> None:
    before, after, safe = (cell.strip("`") for cell in TABLE[rule])
    assert fixed(before, ALL) == after
    assert {is_safe for one, is_safe, _ in edits(before) if one == rule} == {safe == "yes"}


def test_the_table_holds_every_rule_that_has_fixes() -> None:
    rulebook = Linter().rulebook
    linter = cache(lambda profile, locale: Linter(profile, locale or None, syntax="off"))

    def has_fix(rule_id: str, example: Example) -> bool:
        text, _ = unmarked(example)
        report = linter(example.profile, example.locale).check_text(
            text, "page.md", page_type=example.page_type, fragment=example.fragment
        )
        return any(one.rule == rule_id and one.fix is not None for one in report.findings)

    def some_have_fixes(rule: Rule) -> bool:
        return any(has_fix(rule.id, example) for example in rule.examples.bad[:_SOME])

    found = {rule.id for rule in rulebook.rules.values() if some_have_fixes(rule)}
    assert found - {"measure/range-dash"} == set(TABLE)


def test_what_is_shown_is_what_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    page = tmp_path / "dose.md"
    page.write_text(
        "# Pain relief\n\nTake 5.0 mg with food. Rest prior to lunch, in spite of work. Utilize a stick.\n", "utf-8"
    )
    main(["check", "--fix", "dose.md"])
    first, second = blocks("docs/fixes.md", "text")
    assert capsys.readouterr().err == first
    (tmp_path / "carelint.toml").write_text(blocks("docs/fixes.md", "toml")[0], "utf-8")
    main(["check", "--fix", "dose.md", "--config", "carelint.toml"])
    assert second in capsys.readouterr().err


def test_the_line_on_what_is_fixed_is_a_real_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    page = tmp_path / "page.md"
    head = "---\nreviewed: 2026-11-01\nauthor: A. Ruiz, RN\n---\n\nAsk your doctor. This page is not medical advice.\n\n"
    page.write_text(head + "Our gel is completely safe. Our spray is completely safe. Rest prior to lunch.\n", "utf-8")
    main(["baseline", "page.md"])
    page.write_text(head + "Our gel is completely safe. Our spray is completely safe. Rest before lunch.\n", "utf-8")
    capsys.readouterr()
    main(["check", "--baseline", "carelint-baseline.json", "page.md", "--today", "2026-11-22"])
    assert capsys.readouterr().err == blocks("docs/legacy-content.md", "text")[0]


def test_the_hook_that_is_shown_exists() -> None:
    known = {hook["id"] for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))}
    shown = {
        hook["id"]
        for page in ("docs/fixes.md", "docs/legacy-content.md")
        for block in blocks(page, "yaml")
        if "hooks:" in block
        for hook in (yaml.safe_load(block).get("hooks") or yaml.safe_load(block)["repos"][0]["hooks"])
    }
    assert shown == {"carelint", "carelint-changed"}
    assert shown <= known
