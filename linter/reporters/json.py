"""The report as JSON: `carelint/report@1`, the contract of DESIGN.md. Paths are POSIX, relative to the working folder."""

from __future__ import annotations

from typing import Any, TextIO

import msgspec

from linter.findings import Report, Severity
from linter.reporters import Result, Style
from linter.version import VERSION


def render(result: Result, out: TextIO, style: Style) -> None:
    """Write the report, indented, with a final newline."""
    out.write(text(data(result)))


def text(data: Any) -> str:
    """Plain data as every command writes its JSON: indented, with a final newline."""
    return msgspec.json.format(msgspec.json.encode(data), indent=1).decode("utf-8") + "\n"


def data(result: Result) -> dict[str, Any]:
    """The report as plain data."""
    return {
        "schema": "carelint/report@1",
        "tool": {
            "name": "carelint",
            "version": VERSION,
            "profile": result.profile,
            "locale": result.locale,
            "syntax": result.syntax,
        },
        "pages": [_page(report) for report in result.linted],
        "skipped": [{"path": report.path, "reason": report.skipped} for report in result.skipped],
        "errors": [{"path": failure.path, "message": failure.message} for failure in result.failures],
        "summary": {
            "pages": len(result.linted),
            **{severity.value: result.count(severity) for severity in Severity},
            "suppressed": sum(len(report.suppressed) for report in result.reports),
        },
    }


def _page(report: Report) -> dict[str, Any]:
    page: dict[str, Any] = msgspec.to_builtins(report)
    del page["skipped"]
    for finding in page["findings"]:
        del finding["protected"], finding["amount"]
    return page
