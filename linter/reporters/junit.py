"""The report as JUnit’s XML, for the test page of a build server: a suite for each page, a case for each finding.

A finding that fails the run is a failed case; others pass and say what they found. A clean page is one case that passes.
"""

from __future__ import annotations

from typing import TextIO

from linter.findings import Finding, Report, Severity
from linter.reporters import Result, Style
from linter.reporters.wording import advice, cited
from linter.reporters.xml import Element, element, write


def render(result: Result, out: TextIO, style: Style) -> None:
    """Write a suite for each page, each page that was not linted, and each file that could not be read."""
    root = element(None, "testsuites", {"name": "carelint"})
    for failure in result.failures:
        case = _case(_suite(root, failure.path, 1, 0, errors=1), failure.path, "can be read")
        element(case, "error", {"type": "unreadable", "message": failure.message}, failure.message)
    for report in result.skipped:
        case = _case(_suite(root, report.path, 1, 0, skipped=1), report.path, "is linted")
        element(case, "skipped", {"message": f"Not linted: {report.skipped}"})
    for report in result.linted:
        _page(root, report, style)
    totals = {key: sum(int(suite.get(key, "0")) for suite in root) for key in ("tests", "failures", "errors")}
    for key, total in totals.items():
        root.set(key, str(total))
    write(root, out)


def _page(root: Element, report: Report, style: Style) -> None:
    failures = sum(_fails(finding, style) for finding in report.findings)
    suite = _suite(root, report.path, max(1, len(report.findings)), failures)
    for finding in report.findings:
        case = _case(suite, report.path, f"{finding.rule} at {finding.line}:{finding.column}")
        if _fails(finding, style):
            element(case, "failure", {"type": finding.severity.value, "message": finding.message}, _body(finding, report))
        else:
            element(case, "system-out", text=_body(finding, report))
    if not report.findings:
        _case(suite, report.path, "has no findings")


def _fails(finding: Finding, style: Style) -> bool:
    return style.fail_on != "never" and finding.severity.rank >= Severity(style.fail_on).rank


def _suite(root: Element, path: str, tests: int, failures: int, errors: int = 0, skipped: int = 0) -> Element:
    counts = {"tests": tests, "failures": failures, "errors": errors, "skipped": skipped}
    return element(root, "testsuite", {"name": path, **counts, "time": "0"})


def _case(suite: Element, path: str, name: str) -> Element:
    return element(suite, "testcase", {"name": name, "classname": path, "time": "0"})


def _body(finding: Finding, report: Report) -> str:
    lines = [f"{report.path}:{finding.line}:{finding.column}: {finding.severity}: {finding.message}"]
    if finding.text:
        lines.append(f"Text: {' '.join(finding.text.split())}")
    if instead := advice(finding):
        lines.append(f"Instead: {' '.join(instead.split())}")
    lines.append(f"Standard: {cited(finding.standard)}")
    return "\n".join(lines)
