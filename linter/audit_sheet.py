"""The audit as JSON, and as a page of HTML that prints well: what comes from a page is data in both."""

from __future__ import annotations

from html import escape
from typing import Any, TextIO

import msgspec

from linter.audit import Answer, Audit, Audited, Sheet, State
from linter.findings import Finding
from linter.reporters import json
from linter.version import VERSION

_SAID = {
    State.PASSED: "Passed",
    State.FAILED: "Failed",
    State.PERSON: "Needs a person",
    State.NOT_APPLICABLE: "Not applicable",
}
_PLACES = 8  # places shown of one rule
_STYLE = """
body { font: 11pt/1.4 system-ui, sans-serif; color: #111; max-width: 62rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.1rem; margin-top: 2rem; } .warn { border: 2px solid #111; padding: .6rem .8rem; }
table { border-collapse: collapse; width: 100%; } caption { text-align: left; font-size: .9rem; padding: .3rem 0; }
th, td { border: 1px solid #777; padding: .3rem .5rem; text-align: left; vertical-align: top; } th { background: #eee; }
td.state { white-space: nowrap; } tr.failed td.state { font-weight: bold; } tr.not-applicable { color: #555; }
td.sign { width: 7rem; } ul { margin: .2rem 0; padding-left: 1.1rem; } code { font-size: .9em; } .line { margin: 1.6rem 0 0; }
@media print { body { margin: 0; max-width: none; font-size: 9.5pt; } section.page + section.page { break-before: page; }
  tr, .warn { break-inside: avoid; } thead { display: table-header-group; } a { color: inherit; text-decoration: none; } }
@page { size: A4; margin: 16mm; }
""".strip()


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
    out.write('<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n')
    out.write('<meta name="viewport" content="width=device-width, initial-scale=1">\n')
    out.write(f"<title>carelint audit</title>\n<style>\n{_STYLE}\n</style>\n</head>\n<body>\n")
    for page in audit.pages:
        out.write("\n".join(_page(page, audit)) + "\n")
    missing = [(report.path, report.skipped) for report in audit.skipped]
    missing += [(failure.path, failure.message) for failure in audit.failures]
    if missing:
        out.write("<h2>Not audited</h2>\n<ul>\n")
        out.writelines(f"<li>{_text(path)}: {_text(why)}</li>\n" for path, why in missing)
        out.write("</ul>\n")
    out.write("</body>\n</html>\n")


def _page(page: Audited, audit: Audit) -> list[str]:
    report = page.report
    sure = f"{report.type_confidence:g}"
    how = f"guessed, {sure} sure: confirm it" if report.type_from in ("inferred", "default") else f"from {report.type_from}"
    counts = ", ".join(f"{page.count(state)} {_SAID[state].lower()}" for state in State)
    lines = [
        '<section class="page">',
        f"<h1>Review of {_text(report.path)}</h1>",
        f"<p>carelint {_text(VERSION)}, {audit.today.isoformat()}. Page type: {_text(report.type)} ({_text(how)}). Profile: "
        f"{_text(page.profile)}. Locale: {_text(page.locale)}. {report.words} words, grade {report.grade:g}.</p>",
        '<p class="warn"><strong>This sheet signs nothing off.</strong> carelint reads wording. It cannot tell whether a page '
        f"is true or fits its readers. Items: {counts}.</p>",
    ]
    for sheet, answers in page.answers:
        lines += _standard(sheet, answers)
    if report.suppressed:
        lines.append("<h2>Findings that were kept back</h2>\n<ul>")
        lines += [
            f"<li><code>{_text(one.rule)}</code>, line {one.line}, by {_text(one.by)}: {_text(one.reason)}</li>"
            for one in report.suppressed
        ]
        lines.append("</ul>")
    lines += [
        '<p class="line">Reviewed by: __________________________ &nbsp; Role: ________________ &nbsp; Date: __________</p>',
        '<p class="line">Decision: &#9744; publish &nbsp; &#9744; publish after changes &nbsp; &#9744; do not publish</p>',
        "</section>",
    ]
    return lines


def _standard(sheet: Sheet, answers: tuple[Answer, ...]) -> list[str]:
    title = f"{sheet.name} ({sheet.year})"
    if all(answer.state is State.NOT_APPLICABLE for answer in answers):
        return [f"<h2>{_text(title)}</h2>", f"<p>Not applicable: {_text(answers[0].note)}.</p>"]
    lines = [
        f"<h2>{_text(title)}</h2>",
        f"<table>\n<caption>{_text(sheet.url)}</caption>",
        "<thead><tr><th>Item</th><th>Asks</th><th>Result</th><th>What was checked and found</th><th>Reviewer</th></tr></thead>",
        "<tbody>",
    ]
    lines += [
        f'<tr class="{answer.state.value}"><td>{_text(answer.item.id)}</td><td>{_text(answer.item.text)}</td>'
        f'<td class="state">{_SAID[answer.state]}</td><td>{_found(answer)}</td><td class="sign"></td></tr>'
        for answer in answers
    ]
    return [*lines, "</tbody>\n</table>"]


def _found(answer: Answer) -> str:
    parts = []
    if answer.checked:
        parts.append("Checked by " + ", ".join(f"<code>{_text(rule)}</code>" for rule in answer.checked) + ".")
    if answer.note:
        parts.append(_text(answer.note[:1].upper() + answer.note[1:]))
    by_rule: dict[str, list[Finding]] = {}
    for finding in answer.findings:
        by_rule.setdefault(finding.rule, []).append(finding)
    for rule, findings in by_rule.items():
        shown = "".join(
            f"<li>Line {one.line}: {_text(one.message)} ({one.severity.value}, <code>{_text(rule)}</code>)</li>"
            for one in findings[:_PLACES]
        )
        more = f"<li>and {len(findings) - _PLACES} more</li>" if len(findings) > _PLACES else ""
        parts.append(f"<ul>{shown}{more}</ul>")
    parts += [_text(why) for why in answer.held]
    return " ".join(parts)


def _text(text: str) -> str:
    """A page's text as HTML: escaped, control characters and changes of direction shown as boxes."""
    from linter.reporters.text import safe

    return escape(safe(text))
