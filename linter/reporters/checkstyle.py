"""The report as Checkstyle’s XML, which many build servers read: a file for each page, an error for each finding."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TextIO

from linter.reporters import Result, Style
from linter.reporters.wording import with_advice
from linter.reporters.xml import Element, element, write

_SEVERITIES = {"error": "error", "warning": "warning", "suggestion": "info"}


def render(result: Result, out: TextIO, style: Style) -> None:
    """Write every page, clean ones too, so that a server sees what was looked at."""
    write(element(None, "checkstyle", {"version": "4.3"}), _files(result), out)


def _files(result: Result) -> Iterator[Element]:
    for failure in result.failures:
        yield _error(_file(failure.path), 1, 1, "error", failure.message, "carelint/unreadable")
    for report in result.skipped:
        yield _error(_file(report.path), 1, 1, "warning", f"Not linted: {report.skipped}", "carelint/not-linted")
    for report in result.linted:
        file = _file(report.path)
        for finding in report.findings:
            severity = _SEVERITIES[finding.severity]
            _error(file, finding.line, finding.column, severity, with_advice(finding), finding.rule)
        yield file


def _file(path: str) -> Element:
    return element(None, "file", {"name": path})


def _error(file: Element, line: int, column: int, severity: str, message: str, source: str) -> Element:
    """The file with an error more."""
    element(file, "error", {"line": line, "column": column, "severity": severity, "message": message, "source": source})
    return file
