"""The report in reviewdog’s diagnostic format (rdjson): columns count the bytes of a line in UTF-8, fixes are suggestions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, TextIO

from linter.findings import Edit, Finding
from linter.reporters import Result, Style, json
from linter.reporters.places import Lines
from linter.reporters.plain import in_markdown
from linter.reporters.wording import address, with_advice

_SEVERITIES = {"error": "ERROR", "warning": "WARNING", "suggestion": "INFO"}


def render(result: Result, out: TextIO, style: Style) -> None:
    """Write one diagnostic for each finding, each file that could not be read, and each page that was not linted."""
    json.write({"source": {"name": "carelint"}, "diagnostics": []}, "diagnostics", _diagnostics(result), out)


def _diagnostics(result: Result) -> Iterator[dict[str, Any]]:
    for failure in result.failures:
        yield _whole_file("carelint/unreadable", failure.path, failure.message, "ERROR")
    for report in result.skipped:
        yield _whole_file("carelint/not-linted", report.path, f"Not linted: {report.skipped}", "WARNING")
    for report in result.linted:
        lines = Lines(result.sources.get(report.path))
        for finding in report.findings:
            yield _diagnostic(finding, report.path, lines)


def _whole_file(name: str, path: str, text: str, severity: str) -> dict[str, Any]:
    return {"message": in_markdown(text), "location": {"path": path}, "severity": severity, "code": {"value": name}}


def _diagnostic(finding: Finding, path: str, lines: Lines) -> dict[str, Any]:
    made: dict[str, Any] = {
        "message": in_markdown(with_advice(finding)),
        "location": {"path": path, "range": _range(finding.start, finding.end, lines)},
        "severity": _SEVERITIES[finding.severity],
        "code": {"value": finding.rule, "url": url} if (url := address(finding.standard)) else {"value": finding.rule},
    }
    if edits := _own_edits(finding, lines):
        made["suggestions"] = [_suggestion(edits, lines)]
    if finding.related:
        made["related_locations"] = [
            {"message": in_markdown(place.message), "location": {"path": path, "range": _range(place.start, place.end, lines)}}
            for place in finding.related
        ]
    return made


def _own_edits(finding: Finding, lines: Lines) -> list[Edit]:
    """The edits on the finding's own lines, in order: others may stand on lines that are not part of the change."""
    edits = finding.fix.edits if finding.fix else ()
    own = range(finding.line, finding.end_line + 1)
    on_them = [edit for edit in edits if lines.place(edit.start)[0] in own and lines.place(edit.end)[0] in own]
    return sorted(on_them, key=lambda edit: (edit.start, edit.end))


def _suggestion(edits: Sequence[Edit], lines: Lines) -> dict[str, Any]:
    """Edits as one: of several suggestions, each would be offered alone."""
    start = at = edits[0].start
    parts = []
    for edit in edits:
        parts += [lines.source[at : edit.start], edit.text]
        at = edit.end
    return {"range": _range(start, at, lines), "text": "".join(parts)}


def _range(start: int, end: int, lines: Lines) -> dict[str, Any]:
    places = zip(("start", "end"), map(lines.byte_place, (start, end)), strict=True)
    return {name: {"line": line, "column": column} for name, (line, column) in places}
