"""The report as GitHub’s workflow commands: notes on the lines of a change, and the whole report in the log of the step.

GitHub keeps ten errors, ten warnings and ten notices of a step, and drops the rest without a word. So the tenth sums up what
would be dropped, errors by name, and all findings stand in the log as plain lines.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TextIO

import msgspec

from linter.findings import Finding
from linter.reporters import Result, Style
from linter.reporters.plain import safe
from linter.reporters.wording import in_repository, some, with_advice

_LEVELS = {"error": "error", "warning": "warning", "suggestion": "notice"}
_MOST = 10  # annotations of one level that GitHub keeps of a step
_NAMED = 60  # places that one annotation names


class _Note(msgspec.Struct, frozen=True):
    """One annotation: where, about what, and what it says."""

    level: str
    path: str
    title: str
    text: str
    line: int = 0
    column: int = 0
    end_line: int = 0
    end_column: int = 0


def render(result: Result, out: TextIO, style: Style) -> None:
    """Write the annotations, errors first, then a folded group of the log with everything."""
    counts: Counter[str] = Counter()
    first: dict[str, list[_Note]] = {level: [] for level in _LEVELS.values()}
    for note in _notes(result):
        counts[note.level] += 1
        if counts[note.level] < _MOST + _NAMED:  # more are never shown
            first[note.level].append(note)
    for level, notes in first.items():
        for note in _kept(notes, counts[level]):
            out.write(_command(note) + "\n")
    summed = ", ".join(some(counts[level], level) for level in first)
    out.write(f"::group::carelint: {summed} on {some(len(result.linted), 'page')}\n")
    for note in _notes(result):
        out.write(f"{note.level} {safe(_where(note))} {safe(note.title)}: {safe(note.text)}\n")
    out.write("::endgroup::\n")


def _notes(result: Result) -> Iterator[_Note]:
    for failure in result.failures:
        yield _Note("error", failure.path, "carelint/unreadable", failure.message)
    for report in result.skipped:
        yield _Note("warning", report.path, "carelint/not-linted", f"Not linted: {report.skipped}")
    for report in result.linted:
        for finding in report.findings:
            yield _note(finding, report.path)


def _note(finding: Finding, path: str) -> _Note:
    return _Note(
        _LEVELS[finding.severity],
        path,
        finding.rule,
        with_advice(finding),
        finding.line,
        finding.column,
        finding.end_line,
        finding.end_column,
    )


def _kept(notes: Sequence[_Note], count: int) -> list[_Note]:
    """At most ten; the tenth of more says what the others are. `notes` are the first of that many."""
    if count <= _MOST:
        return list(notes)
    rest = count - _MOST + 1
    lines = [f"{_where(note)} {note.title}" for note in notes[_MOST - 1 :]]
    if rest > _NAMED:
        lines.append(f"and {rest - _NAMED} more, all in the log of this step")
    title = f"carelint: {some(rest, 'more ' + notes[0].level)}"
    return [*notes[: _MOST - 1], _Note(notes[0].level, "", title, "\n".join(lines))]


def _where(note: _Note) -> str:
    return f"{note.path}:{note.line}:{note.column}" if note.line else note.path


def _command(note: _Note) -> str:
    properties = {"file": in_repository(note.path) if note.path else ""}
    if note.line:
        properties |= {"line": str(note.line), "endLine": str(note.end_line)}
        if note.line == note.end_line:  # GitHub takes columns for one line only
            properties |= {"col": str(note.column), "endColumn": str(note.end_column)}
    properties["title"] = note.title
    stated = ",".join(f"{name}={_property(value)}" for name, value in properties.items() if value)
    return f"::{note.level} {stated}::{_data(note.text)}"


def _data(text: str) -> str:
    """The text of a command, as GitHub’s toolkit escapes it; what no log should hold is replaced."""
    return "%0A".join(safe(line).replace("%", "%25") for line in text.split("\n"))


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
