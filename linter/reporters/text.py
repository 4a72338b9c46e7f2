"""The report as a writer wants to read it: page by page, the line with the spot marked, and what to write instead."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Callable
from typing import TextIO

from linter import location
from linter.findings import Finding, Report, Severity
from linter.reporters import Result, Style
from linter.reporters.plain import safe
from linter.reporters.wording import advice, some

_COLORS = {"error": "31;1", "warning": "33;1", "suggestion": "36", "path": "1", "dim": "2", "mark": "31"}
_INDENT = " " * 8


def render(result: Result, out: TextIO, style: Style) -> None:
    """Write the report, pages with nothing to say left out, and a summary."""
    paint = _painter(style)
    for report in result.linted:
        shown = [one for one in report.findings if not style.quiet or one.severity is not Severity.SUGGESTION]
        if shown:
            _page(report, shown, result, out, style)
    for report in result.skipped:
        out.write(f"{paint('path', safe(report.path))}: not linted: {safe(report.skipped)}\n")
    for failure in result.failures:
        out.write(f"{paint('error', 'error')}: {safe(failure.message)}\n")
    if style.statistics:
        _statistics(result, out)
    out.write(_summary(result) + "\n")


def _painter(style: Style) -> Callable[[str, str], str]:
    def paint(name: str, text: str) -> str:
        return f"\x1b[{_COLORS[name]}m{text}\x1b[0m" if style.color else text

    return paint


def _page(report: Report, findings: list[Finding], result: Result, out: TextIO, style: Style) -> None:
    paint = _painter(style)
    how = {
        "inferred": " (guessed from its words: confirm with `page-type:`)",
        "default": " (by default: say with `page-type:`)",
    }
    if report.type_refused:
        refused = f"a page may not call itself {report.type_refused}: say with `page-may-set` or `--type`"
        how = dict.fromkeys(how, f" ({refused})")
    out.write(f"{paint('path', safe(report.path))}\n")
    words = some(report.words, "word")
    facts = f"{report.type} page{how.get(report.type_from, '')}, {words}, reads at about grade {report.grade:g}"
    out.write(paint("dim", facts) + "\n\n")
    lines = result.sources.get(report.path).split("\n")
    for finding in findings:
        _finding(finding, lines, result, out, style)


def _finding(finding: Finding, lines: list[str], result: Result, out: TextIO, style: Style) -> None:
    paint = _painter(style)
    place = f"{finding.line}:{finding.column}"
    head = f"{place:<8}{paint(finding.severity.value, finding.severity.value)}  {paint('dim', finding.rule)}"
    out.write(f"  {head}\n")
    if finding.location is not None:
        _wrapped(location.words(finding.location), out, style)
    _wrapped(finding.message, out, style)
    if finding.text:
        excerpt, mark = _excerpt(finding, lines, style)
        bar = "│" if style.unicode else "|"
        out.write(f"{_INDENT}{paint('dim', bar)} {excerpt}\n{_INDENT}{paint('dim', bar)} {paint('mark', mark)}\n")
    if instead := advice(finding):
        _wrapped(f"Instead: {instead}", out, style)
    if finding.count > 1 or finding.related:
        numbers = sorted({place.line for place in finding.related})
        also = ", ".join(str(number) for number in numbers[:12]) + (" …" if len(numbers) > 12 else "")
        times = f"{finding.count} times on this page; " if finding.count > 1 else ""
        out.write(
            f"{_INDENT}{times}see {'paragraph' if finding.location else 'line'}{'s' if len(numbers) > 1 else ''} {also}\n"
        )
    if style.explain:
        rule = result.rule(finding.rule)
        standard = finding.standard
        _wrapped(f"Why: {rule.why} ({standard.name}{', ' + standard.section if standard.section else ''})", out, style)
    out.write("\n")


def _wrapped(text: str, out: TextIO, style: Style) -> None:
    for line in textwrap.wrap(safe(text), max(style.width - len(_INDENT), 30), break_long_words=False) or [""]:
        out.write(f"{_INDENT}{line}\n")


def _excerpt(finding: Finding, lines: list[str], style: Style) -> tuple[str, str]:
    """The part of the line that holds the spot, and a line that marks it."""
    line = lines[finding.line - 1] if finding.line <= len(lines) else ""
    room = max(style.width - len(_INDENT) - 2, 30)
    start = finding.column - 1
    end = finding.end_column - 1 if finding.end_line == finding.line else len(line.rstrip("\r"))
    first = 0
    if len(line) > room:
        first = max(0, min(start - 20, len(line) - room))
    shown = safe(line[first : first + room])
    more = "…" if style.unicode else "."
    if first > 0:
        shown = more + shown[1:]
    if first + room < len(line):
        shown = shown[:-1] + more
    length = max(1, _cells(shown[start - first : min(end, first + room) - first]))
    return shown.rstrip(), " " * _cells(shown[: start - first]) + ("‾" if style.unicode else "^") * length


def _cells(text: str) -> int:
    """How many cells of a terminal a text takes: two for an emoji or an ideograph, none for an accent of its own."""
    if text.isascii():
        return len(text)
    from unicodedata import combining, east_asian_width

    return sum(0 if combining(char) else 2 if east_asian_width(char) in "WF" else 1 for char in text)


def _statistics(result: Result, out: TextIO) -> None:
    counts = Counter((one.rule, one.severity.value) for report in result.linted for one in report.findings)
    for (rule, severity), count in sorted(counts.items(), key=lambda entry: (-entry[1], entry[0])):
        out.write(f"{count:6}  {severity:<10}  {rule}\n")
    out.write("\n")


def _summary(result: Result) -> str:
    found = ", ".join(some(result.linted.count(severity), severity.value) for severity in Severity)
    parts = [f"{some(len(result.linted), 'page')}: {found}"]
    if result.linted.held:
        parts.append(f"{result.linted.held} held back")
    if result.skipped:
        parts.append(f"{some(len(result.skipped), 'page')} not linted")
    if result.failures:
        parts.append(f"{some(len(result.failures), 'file')} could not be read")
    return "; ".join(parts)
