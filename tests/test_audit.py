"""The audit: what it says of each item of each standard, and that a clean lint is never a sign-off."""

from __future__ import annotations

import io
import json
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest

from linter import Linter
from linter.choices import PAGE_TYPES
from linter.cli import main
from linter.commands.audit import State, standards

CLEAN = """---
page-type: procedure
reviewed: 2026-04-02
author: R. Lind, RN
publisher: Fairhill Trust
sources: ["Fairhill Trust, 2025"]
---
# Ear tubes

This page is general information. It does not replace advice from your own doctor.

## Risks

Some children have fluid that drips from the ear. In a few, a small hole stays.

## Other choices

You can wait and watch.

## When to get help

Call 911 if your child has trouble breathing. Call your doctor about a fever.
"""


def audited(folder: Path, text: str, *arguments: str, capsys: pytest.CaptureFixture[str]) -> dict[str, dict[str, object]]:
    """The items of an audit of one page, by `standard/item`."""
    (folder / "page.md").write_text(text, "utf-8")
    path = str(folder / "page.md")
    assert main(["audit", path, "--format", "json", "--today", "2026-11-22", *arguments]) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["schema"] == "carelint/audit@1"
    (page,) = data["pages"]
    items = {f"{sheet['id']}/{item['id']}": item for sheet in page["standards"] for item in sheet["items"]}
    states = [item["state"] for item in items.values()]
    assert page["counts"] == {state.value: states.count(state.value) for state in State}
    return items


def test_the_standards_name_rules_that_exist_and_each_item_once() -> None:
    known = Linter().rulebook.rules
    families = {rule.family for rule in known.values()}
    for sheet in standards():
        assert len({item.id for item in sheet.items}) == len(sheet.items), sheet.id
        for item in sheet.items:
            assert set(item.page_types) <= {"all", *PAGE_TYPES}
            for name in item.rules:
                assert name in known or name.rstrip("/") in families, f"{sheet.id}/{item.id}: {name}"


def test_a_clean_page_is_no_sign_off(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    items = audited(tmp_path, CLEAN, capsys=capsys)
    assert items["cdc-cci/9"]["state"] == "passed"
    assert items["cdc-cci/9"]["checked"] == ["structure/missing-headings", "structure/wall-of-text"]
    assert items["honcode/2"]["state"] == "needs-a-person"  # carelint sees a part of it
    assert items["honcode/3"]["state"] == "needs-a-person"  # and nothing of this
    assert items["nhs/date"]["state"] == "not-applicable"  # another country
    assert items["fda/101.93(b)-(d)"]["state"] == "not-applicable"  # another kind of page


def test_a_failed_item_shows_its_places(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = CLEAN.replace("You can wait and watch.", "Our tubes are guaranteed to work.").replace("2026-04-02", "2019-04-02")
    items = audited(tmp_path, text, capsys=capsys)
    assert items["honcode/4"]["state"] == "failed"
    (place,) = [one for one in items["ftc/claims"]["places"] if one["rule"] == "claims/guarantee"]  # type: ignore[attr-defined]
    assert (place["line"], place["text"]) == (18, "guaranteed")


def test_locale_and_profile_decide(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    items = audited(tmp_path, CLEAN, "--profile", "uk-nhs", capsys=capsys)
    assert items["ftc/claims"]["state"] == "not-applicable"
    assert items["consent/options"]["state"] == "needs-a-person"
    assert "required/not-medical-advice" not in items["honcode/2"]["checked"]  # type: ignore[operator]


def test_what_was_kept_back_is_for_a_person(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = "<!-- carelint-disable-next-line structure/vague-link: the button says so -->\n[Click here](a.md)\n"
    items = audited(tmp_path, CLEAN.replace("You can wait and watch.", "Wait and watch.\n\n" + said),
                    "--profile", "uk-nhs", capsys=capsys)  # fmt: skip
    assert items["nhs/links"]["state"] == "needs-a-person"
    assert "the button says so" in str(items["nhs/links"]["held"])


class Reader(HTMLParser):
    """Reads a sheet: its tags, and the text of it."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


def test_the_sheet_of_html_escapes_what_comes_from_pages(tmp_path: Path) -> None:
    page = tmp_path / "a<b>.md"
    page.write_text(
        CLEAN.replace("You can wait and watch.", "We guarantee <u>\x1b[31m</u> that it works &amp; lasts."), "utf-8"
    )
    out = tmp_path / "sheet.html"
    assert main(["audit", str(page), "--output", str(out), "--today", "2026-11-22"]) == 0
    reader = Reader()
    source = out.read_text("utf-8")
    reader.feed(source)
    assert not {"b", "u", "script", "img"} & set(reader.tags)
    assert "\x1b" not in source
    assert "This sheet signs nothing off." in reader.text
    assert "Reviewed by" in reader.text
    assert "claims/guarantee" in reader.text
    assert reader.tags.count("h1") == 1


def test_one_standard_can_be_asked_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    items = audited(tmp_path, CLEAN, "--standard", "honcode", capsys=capsys)
    assert {name.partition("/")[0] for name in items} == {"honcode"}
    assert main(["audit", str(tmp_path), "--standard", "honcod"]) == 2
    assert "did you mean ‘honcode’" in capsys.readouterr().err


def test_a_page_is_audited_from_standard_input(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"# Croup\n\nIt is guaranteed.\n")))
    assert main(["audit", "-", "--stdin-filename", "croup.md", "--format", "json"]) == 0
    (page,) = json.loads(capsys.readouterr().out)["pages"]
    assert page["path"] == "croup.md"
    assert page["counts"]["failed"] > 0


def test_what_cannot_be_audited_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "fr.md").write_text("---\nlang: fr\n---\nBonjour.\n" + "Les patients doivent voir le docteur. " * 30, "utf-8")
    assert main(["audit", str(tmp_path / "fr.md")]) == 0
    assert "Not audited" in capsys.readouterr().out
    assert main(["audit", str(tmp_path / "none.md")]) == 2
