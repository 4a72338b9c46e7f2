"""The report for GitLab’s Code Quality widget: a list of issues, each with a fingerprint that no other issue has."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any, TextIO

from linter.findings import Finding
from linter.reporters import Result, Style, json
from linter.reporters.wording import in_repository, with_advice

_SEVERITIES = {"error": "critical", "warning": "minor", "suggestion": "info"}


def render(result: Result, out: TextIO, style: Style) -> None:
    """Write the issues; what could not be read or was not linted is one too."""
    json.write([], "", _issues(result), out)


def _issues(result: Result) -> Iterator[dict[str, Any]]:
    for failure in result.failures:
        yield _issue("carelint/unreadable", failure.message, "blocker", failure.path)
    for report in result.skipped:
        yield _issue("carelint/not-linted", f"Not linted: {report.skipped}", "info", report.path)
    for report in result.linted:
        for finding in report.findings:
            yield _found(finding, report.path)


def _found(finding: Finding, path: str) -> dict[str, Any]:
    return _issue(
        finding.rule,
        with_advice(finding),
        _SEVERITIES[finding.severity],
        path,
        lines=(finding.line, finding.end_line),
        fingerprint=finding.fingerprint,
    )


def _issue(
    name: str, text: str, severity: str, path: str, lines: tuple[int, int] = (1, 1), fingerprint: str = ""
) -> dict[str, Any]:
    path = in_repository(path)
    about = "\0".join((name, path, fingerprint))
    return {
        "type": "issue",
        "check_name": name,
        "description": text,
        "categories": ["Clarity"],
        "severity": severity,
        "fingerprint": hashlib.sha256(about.encode("utf-8", "surrogatepass")).hexdigest(),
        "location": {"path": path, "lines": {"begin": lines[0], "end": lines[1]}},
    }
