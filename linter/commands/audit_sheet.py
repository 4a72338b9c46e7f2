"""The audit as JSON, and as a page of HTML that prints well: what comes from a page is data in both."""

from __future__ import annotations

from typing import Any, TextIO

import msgspec

from linter.commands.audit import Answer, Audit, Audited, State
from linter.findings import Finding
from linter.reporters import json
from linter.version import VERSION

_PLACES = 8  # places shown of one rule


def render_json(audit: Audit, out: TextIO) -> None:
    """Write the audit as `carelint/audit@1`."""
    out.write(json.text(data(audit)))


def data(audit: Audit) -> dict[str, Any]:
    """The audit as plain data."""
    return {
        "schema": "carelint/audit@1",
        "tool": {"name": "carelint", "version": VERSION, "syntax": audit.syntax},
        "date": audit.today.isoformat(),
        "pages": [_page_data(page) for page in audit.pages],
        "skipped": [{"path": report.path, "reason": report.skipped} for report in audit.skipped],
        "errors": [{"path": failure.path, "message": failure.message} for failure in audit.failures],
    }


def _page_data(page: Audited) -> dict[str, Any]:
    report = page.report
    return {
        "path": report.path,
        "profile": page.profile,
        "locale": page.locale,
        "type": report.type,
        "type_from": report.type_from,
        "type_confidence": report.type_confidence,
        "words": report.words,
        "grade": report.grade,
        "counts": {state.value: page.count(state) for state in State},
        "suppressed": msgspec.to_builtins(report.suppressed),
        "standards": [
            {
                "id": sheet.id,
                "name": sheet.name,
                "year": sheet.year,
                "url": sheet.url,
                "items": [_item_data(answer) for answer in answers],
            }
            for sheet, answers in page.answers
        ],
    }


def _item_data(answer: Answer) -> dict[str, Any]:
    return {
        "id": answer.item.id,
        "text": answer.item.text,
        "state": answer.state.value,
        "note": answer.note,
        "checked": answer.checked,
        "places": [
            {
                "rule": one.rule,
                "severity": one.severity.value,
                "line": one.line,
                "column": one.column,
                "text": one.text,
                "message": one.message,
            }
            for one in answer.findings
        ],
        "held": answer.held,
    }


def render_html(audit: Audit, out: TextIO) -> None:
    """Write the sheet: one part a page of the site, one table a standard, room to sign."""
    from linter import templating

    templating.write("audit.html", out, audit=audit, version=VERSION, states=list(State), by_rule=_by_rule, most=_PLACES)


def _by_rule(answer: Answer) -> dict[str, list[Finding]]:
    by_rule: dict[str, list[Finding]] = {}
    for finding in answer.findings:
        by_rule.setdefault(finding.rule, []).append(finding)
    return by_rule
