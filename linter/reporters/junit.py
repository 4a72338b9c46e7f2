"""The report as JUnit’s XML, for the test page of a build server: a suite for each page, a case for each finding.

A finding that fails the run is a failed case; others pass and say what they found. A clean page is one case that passes.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TextIO

from linter.findings import Finding, Report
from linter.reporters import Gate, Result, Style
from linter.reporters.wording import advice, cited
from linter.reporters.xml import Element, element, write


def render(result: Result, out: TextIO, style: Style) -> None:
    """Write a suite for each page, each page that was not linted, and each file that could not be read."""
    totals = {
        "tests": len(result.failures) + len(result.skipped) + sum(map(_tests, result.linted)),
        "failures": result.failing(style.fail_on),
        "errors": len(result.failures),
    }
    write(element(None, "testsuites", {"name": "carelint", **totals}), _suites(result, style), out)


def _suites(result: Result, style: Style) -> Iterator[Element]:
    for failure in result.failures:
        suite = _suite(failure.path, 1, 0, errors=1)
        case = _case(suite, failure.path, "can be read")
        element(case, "error", {"type": "unreadable", "message": failure.message}, failure.message)
        yield suite
    for report in result.skipped:
        suite = _suite(report.path, 1, 0, skipped=1)
        element(_case(suite, report.path, "is linted"), "skipped", {"message": f"Not linted: {report.skipped}"})
        yield suite
    for report, gate in result.judged():
        yield _page(report, gate, style)


def _page(report: Report, gate: Gate, style: Style) -> Element:
    failures = sum(gate.fails(finding.severity, style.fail_on) for finding in report.findings)
    suite = _suite(report.path, _tests(report), failures)
    for finding in report.findings:
        case = _case(suite, report.path, f"{finding.rule} at {finding.line}:{finding.column}")
        if gate.fails(finding.severity, style.fail_on):
            element(case, "failure", {"type": finding.severity.value, "message": finding.message}, _body(finding, report))
        else:
            element(case, "system-out", text=_body(finding, report))
    if not report.findings:
        _case(suite, report.path, "has no findings")
    return suite


def _tests(report: Report) -> int:
    return max(1, len(report.findings))


def _suite(path: str, tests: int, failures: int, errors: int = 0, skipped: int = 0) -> Element:
    counts = {"tests": tests, "failures": failures, "errors": errors, "skipped": skipped}
    return element(None, "testsuite", {"name": path, **counts, "time": "0"})


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
