"""The report in reviewdog’s diagnostic format (rdjson): columns count the bytes of a line in UTF-8, fixes are suggestions."""

from __future__ import annotations

from typing import Any, TextIO

from linter.findings import Finding, Fix
from linter.reporters import Result, Style, json
from linter.reporters.wording import address, with_advice

_SEVERITIES = {"error": "ERROR", "warning": "WARNING", "suggestion": "INFO"}


def render(result: Result, out: TextIO, style: Style) -> None:
    """Write one diagnostic for each finding, each file that could not be read, and each page that was not linted."""
    diagnostics = [_whole_file("carelint/unreadable", one.path, one.message, "ERROR") for one in result.failures]
    diagnostics += [
        _whole_file("carelint/not-linted", one.path, f"Not linted: {one.skipped}", "WARNING") for one in result.skipped
    ]
    for report in result.linted:
        source = result.sources.get(report.path, "")
        diagnostics += [_diagnostic(finding, report.path, source) for finding in report.findings]
    out.write(json.text({"source": {"name": "carelint"}, "diagnostics": diagnostics}))


def _whole_file(name: str, path: str, text: str, severity: str) -> dict[str, Any]:
    return {"message": text, "location": {"path": path}, "severity": severity, "code": {"value": name}}


def _diagnostic(finding: Finding, path: str, source: str) -> dict[str, Any]:
    made: dict[str, Any] = {
        "message": with_advice(finding),
        "location": {"path": path, "range": _range(finding.start, finding.end, source)},
        "severity": _SEVERITIES[finding.severity],
        "code": {"value": finding.rule, "url": url} if (url := address(finding.standard)) else {"value": finding.rule},
    }
    if finding.fix:
        made["suggestions"] = [_suggestion(finding.fix, source)]
    if finding.related:
        made["related_locations"] = [
            {"message": place.message, "location": {"path": path, "range": _range(place.start, place.end, source)}}
            for place in finding.related
        ]
    return made


def _suggestion(fix: Fix, source: str) -> dict[str, Any]:
    """All edits as one: several suggestions of a diagnostic would each be offered alone."""
    edits = sorted(fix.edits, key=lambda edit: (edit.start, edit.end))
    start = at = edits[0].start
    parts = []
    for edit in edits:
        parts += [source[at : edit.start], edit.text]
        at = edit.end
    return {"range": _range(start, at, source), "text": "".join(parts)}


def _range(start: int, end: int, source: str) -> dict[str, Any]:
    return {"start": _position(start, source), "end": _position(end, source)}


def _position(offset: int, source: str) -> dict[str, int]:
    line_start = source.rfind("\n", 0, offset) + 1
    before = source[line_start:offset].encode("utf-8", "surrogatepass")
    return {"line": source.count("\n", 0, offset) + 1, "column": len(before) + 1}
