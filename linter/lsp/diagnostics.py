"""Findings as the editor shows them: diagnostics."""

from __future__ import annotations

from lsprotocol import types

from linter.findings import Finding, Related, Severity
from linter.lsp.client import Client
from linter.lsp.configuration import Problem
from linter.lsp.documents import Document
from linter.lsp.positions import Lines
from linter.reporters.plain import safe
from linter.reporters.wording import advice

SOURCE = "carelint"
_SEVERITIES = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
    Severity.SUGGESTION: types.DiagnosticSeverity.Information,  # a hint would not be listed
}
_UNNEEDED = ("meta/unused-suppression",)  # shown faded: they can go


def of_finding(finding: Finding, document: Document, client: Client) -> types.Diagnostic:
    """A finding; one about the whole page stands on its first heading."""
    lines, url = document.lines, finding.standard.url
    tags = [types.DiagnosticTag.Unnecessary] if finding.rule in _UNNEEDED else []
    return types.Diagnostic(
        range=lines.range(finding.start, finding.end),
        severity=_SEVERITIES[finding.severity],
        source=SOURCE,
        code=finding.rule,
        code_description=types.CodeDescription(url) if client.links and url.startswith(("https://", "http://")) else None,
        message=_message(finding),
        tags=[tag for tag in tags if tag in client.tags] or None,
        related_information=[_related(place, document) for place in finding.related] or None if client.related else None,
        data={"fingerprint": finding.fingerprint} if client.data else None,
    )


def of_failure(why: str) -> types.Diagnostic:
    """A page that could not be linted."""
    place = types.Range(types.Position(0, 0), types.Position(0, 0))
    return types.Diagnostic(place, f"This page was not linted: it {safe(why)}", types.DiagnosticSeverity.Warning, source=SOURCE)


def of_problem(problem: Problem) -> types.Diagnostic:
    """A mistake in a configuration, a rule or a table, on its line."""
    text = ""
    if problem.file is not None:
        try:
            text = problem.file.read_text("utf-8", "replace")
        except OSError:
            text = ""
    line = max(problem.line - 1, 0)
    lines = Lines(text, types.PositionEncodingKind.Utf16)
    start = lines.offset(types.Position(line, 0))
    end = lines.offset(types.Position(line + 1, 0))
    return types.Diagnostic(
        range=lines.range(start, start + len(text[start:end].rstrip())),
        severity=types.DiagnosticSeverity.Error,
        source=SOURCE,
        message=safe(problem.message),
    )


def _message(finding: Finding) -> str:
    said = safe(finding.message)
    if instead := advice(finding):
        said += f"\nInstead: {safe(instead)}"
    if finding.count > 1:
        said += f"\n{finding.count} times on this page."
    return said


def _related(place: Related, document: Document) -> types.DiagnosticRelatedInformation:
    location = types.Location(document.uri, document.lines.range(place.start, place.end))
    return types.DiagnosticRelatedInformation(location, safe(place.message))
