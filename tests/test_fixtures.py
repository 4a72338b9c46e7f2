"""The sample pages: each gives exactly the findings written beside it, places included.

After a change that is meant, `CARELINT_WRITE_EXPECTED=1 pytest tests/test_fixtures.py` writes them anew: read the diff.
"""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from linter import Linter, readers
from linter.findings import Finding, Severity
from linter.yaml_source import load

PAGES = Path(__file__).resolve().parent.parent / "fixtures" / "pages"
NAMES = sorted(path.name.removesuffix(".expected.yaml") for path in PAGES.glob("*.expected.yaml"))
TODAY = date(2026, 11, 22)


def expected(name: str) -> dict[str, Any]:
    file = PAGES / f"{name}.expected.yaml"
    data = load(file.read_text("utf-8"), file.name).data
    assert isinstance(data, dict)
    return data


def found(name: str, settings: dict[str, Any]) -> list[Finding]:
    source = readers.decode((PAGES / name).read_bytes(), name)
    report = Linter(profile=settings["profile"], syntax="off", today=TODAY).check_text(
        source, path=name, page_type=settings.get("type")
    )
    for finding in report.findings:
        assert finding.text in ("", source[finding.start : finding.end])
    return list(report.findings)


def as_data(finding: Finding) -> dict[str, Any]:
    place = {"rule": finding.rule, "severity": finding.severity.value, "line": finding.line, "column": finding.column}
    return {**place, "text": finding.text} if finding.text else place


@pytest.mark.parametrize("name", NAMES)
def test_a_sample_page_gives_the_findings_written_beside_it(name: str) -> None:
    settings = expected(name)
    got = [as_data(finding) for finding in found(name, settings)]
    if os.environ.get("CARELINT_WRITE_EXPECTED"):
        settings["findings"] = got
        text = yaml.safe_dump(settings, sort_keys=False, allow_unicode=True, width=160)
        (PAGES / f"{name}.expected.yaml").write_text(text, encoding="utf-8")
    assert got == settings["findings"]


@pytest.mark.parametrize("name", [name for name in NAMES if ".good." in name])
def test_a_good_page_is_good(name: str) -> None:
    assert [one for one in found(name, expected(name)) if one.severity is not Severity.SUGGESTION] == []


@pytest.mark.parametrize("name", [name for name in NAMES if ".bad." in name])
def test_a_bad_page_fails_a_gate(name: str) -> None:
    assert any(one.severity is Severity.ERROR for one in found(name, expected(name)))


def test_every_page_has_its_expectations_and_every_format_its_pages() -> None:
    pages = [path.name for path in PAGES.iterdir() if path.suffix in readers.FORMATS]
    assert sorted(pages) == NAMES
    assert len(pages) >= 14
    assert {Path(name).suffix for name in pages} == {".md", ".html", ".txt", ".docx"}
