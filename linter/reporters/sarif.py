"""The report as SARIF 2.1.0, for code scanning, editors and dashboards. Columns and offsets count code points."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TextIO
from urllib.parse import quote

from linter import explain
from linter.findings import Edit, Finding, Report, Standard, Suppressed
from linter.reporters import Result, Style, json
from linter.reporters.places import Lines
from linter.reporters.wording import address, in_repository, with_advice
from linter.rulefile import Rule
from linter.store.regexes import regex
from linter.version import VERSION

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {"error": "error", "warning": "warning", "suggestion": "note", "off": "none"}
_ROOT = "%SRCROOT%"
_LINK = regex(r"\[(?=[^\[\]]*\]\()")
_PLACEHOLDER = regex(r"\{(\d+)\}")


def render(result: Result, out: TextIO, style: Style) -> None:
    """Write one run, with the rules that said something."""
    standards, rules = _spoken(result)
    json.write(_log(result, standards, rules), "results", _results(result, rules), out)


def _spoken(result: Result) -> tuple[Mapping[str, Standard], Sequence[Rule]]:
    """The rules that said something, and what each rests on."""
    standards: dict[str, Standard] = {}  # of each rule that said something, as its first finding names it
    held: set[str] = set()
    for report in result.linted:
        for one in report.findings:
            standards.setdefault(one.rule, one.standard)
        held.update(one.rule for one in report.suppressed)
    rules = [rule for name in sorted({*standards, *held}) if (rule := result.find_rule(name)) is not None]
    return standards, rules


def _results(result: Result, rules: Sequence[Rule]) -> Iterator[dict[str, Any]]:
    indexes = {rule.id: index for index, rule in enumerate(rules)}
    for report in result.linted:
        lines = Lines(result.sources.get(report.path))
        for finding in report.findings:
            yield _result(finding, report.path, lines, indexes)
        for held in report.suppressed:
            yield _held_back(held, report.path, result, indexes)


def _log(result: Result, standards: Mapping[str, Standard], rules: Sequence[Rule]) -> dict[str, Any]:
    """The log as plain data, without its results."""
    return {
        "$schema": _SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "carelint",
                        "version": VERSION,
                        "semanticVersion": VERSION,
                        "rules": [_rule(rule, standards.get(rule.id, rule.standard)) for rule in rules],
                    }
                },
                "columnKind": "unicodeCodePoints",
                "invocations": [_invocation(result)],
                "results": [],
                "properties": {"profile": result.profile, "locale": result.locale, "syntax": result.syntax},
            }
        ],
    }


def _rule(rule: Rule, standard: Standard) -> dict[str, Any]:
    described = {
        "id": rule.id,
        "shortDescription": {"text": rule.title.rstrip(".") + "."},
        "fullDescription": {"text": rule.why},
        "help": {"text": explain.short_text(rule, standard), "markdown": explain.short_markdown(rule, standard)},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {"tags": [rule.family]},
    }
    if url := address(standard):
        described["helpUri"] = url
    return described


def _result(finding: Finding, path: str, lines: Lines, indexes: dict[str, int]) -> dict[str, Any]:
    region = _region(finding.start, finding.end, lines)
    made: dict[str, Any] = {
        **_about(finding.rule, indexes),
        "level": _LEVELS[finding.severity],
        "message": {"text": _plain(with_advice(finding))},
        "locations": [{"physicalLocation": {"artifactLocation": artifact(path), "region": region}}],
        "partialFingerprints": {"carelintFingerprint/v1": finding.fingerprint},
    }
    if finding.count > 1:
        made["occurrenceCount"] = finding.count
    if finding.related:
        made["relatedLocations"] = [
            {
                "id": number,
                "physicalLocation": {
                    "artifactLocation": artifact(path),
                    "region": _region(place.start, place.end, lines),
                },
                "message": {"text": _plain(place.message)},
            }
            for number, place in enumerate(finding.related, 1)
        ]
    if finding.fix:
        what = "A safe edit." if finding.fix.safe else "An edit to look at before it is made."
        made["fixes"] = [
            {
                "description": {"text": what},
                "artifactChanges": [
                    {
                        "artifactLocation": artifact(path),
                        "replacements": [_replacement(edit, lines) for edit in finding.fix.edits],
                    }
                ],
            }
        ]
    return made


def _about(rule: str, indexes: dict[str, int]) -> dict[str, Any]:
    return {"ruleId": rule, "ruleIndex": indexes[rule]} if rule in indexes else {"ruleId": rule}


def _region(start: int, end: int, lines: Lines) -> dict[str, Any]:
    line, column = lines.place(start)
    end_line, end_column = lines.place(end)
    region: dict[str, Any] = {
        "startLine": line,
        "startColumn": column,
        "endLine": end_line,
        "endColumn": end_column,
        "charOffset": start,
        "charLength": end - start,
    }
    if end > start:
        region["snippet"] = {"text": lines.source[start:end]}
    return region


def _replacement(edit: Edit, lines: Lines) -> dict[str, Any]:
    return {"deletedRegion": _region(edit.start, edit.end, lines), "insertedContent": {"text": edit.text}}


def _held_back(held: Suppressed, path: str, result: Result, indexes: dict[str, int]) -> dict[str, Any]:
    """A finding that was kept back: only its rule and line are known."""
    rule = result.find_rule(held.rule)
    return {
        **_about(held.rule, indexes),
        "level": _LEVELS[rule.severity if rule else "warning"],
        "message": {"text": _plain(f"{rule.title if rule else held.rule}. Kept back.")},
        "locations": [{"physicalLocation": {"artifactLocation": artifact(path), "region": {"startLine": held.line}}}],
        "suppressions": [
            {
                "kind": "inSource" if held.by == "page" else "external",
                "status": "accepted",
                "justification": held.reason,
            }
        ],
    }


def _invocation(result: Result) -> dict[str, Any]:
    notes = [_notification("carelint/not-linted", "warning", report.path, _why(report)) for report in result.skipped]
    notes += [_notification("carelint/unreadable", "error", failure.path, failure.message) for failure in result.failures]
    return {"executionSuccessful": not result.failures, "toolExecutionNotifications": notes}


def _why(report: Report) -> str:
    return f"Not linted: {report.skipped}"


def _notification(name: str, level: str, path: str, text: str) -> dict[str, Any]:
    return {
        "descriptor": {"id": name},
        "level": level,
        "message": {"text": _plain(text)},
        "locations": [{"physicalLocation": {"artifactLocation": artifact(path)}}],
    }


def artifact(path: str) -> dict[str, str]:
    """A page as an address: relative to the top of the repository where it stands inside, else absolute."""
    path = in_repository(path)
    if Path(path).is_absolute():
        return {"uri": Path(path).as_uri()}
    return {"uri": quote(path, errors="surrogatepass"), "uriBaseId": _ROOT}


def _plain(text: str) -> str:
    """A message in which nothing reads as a link to a place or as a gap to be filled."""
    return _PLACEHOLDER.sub(r"{{\1}}", _LINK.sub(r"\\[", text))
