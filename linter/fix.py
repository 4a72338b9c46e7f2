"""Applies the edits that findings carry, until nothing is left to apply.

Of edits that overlap the first is made; the others are found anew, or not, when the changed text is linted again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import msgspec

from linter.findings import Edit, Report

_MOST_PASSES = 20


class Allowed(msgspec.Struct, frozen=True):
    """Which edits may be made: unsafe ones, and those that touch a dose."""

    unsafe: bool = False
    doses: bool = False


class Change(msgspec.Struct, frozen=True):
    """One edit that was made: its rule, the line it stood on then, and the words before and after."""

    rule: str
    line: int
    before: str
    after: str
    dose: bool


class Fixed(msgspec.Struct, frozen=True):
    """A text after its fixes, what carelint says of it now, and what was done.

    `settled` is False where the fixes undo each other: then the text is as it was, and nothing was done.
    """

    source: str
    report: Report
    changes: tuple[Change, ...] = ()
    settled: bool = True


class Left(msgspec.Struct, frozen=True):
    """Edits that a report holds and that were not allowed."""

    unsafe: int
    doses: int


def fix(source: str, lint: Callable[[str], Report], allowed: Allowed) -> Fixed:
    """A text with all edits that are allowed, linted again after each pass until there are none."""
    first = report = lint(source)
    start, seen = source, {source}
    changes: list[Change] = []
    for _ in range(_MOST_PASSES):
        chosen = list(choose(report, allowed))
        if not chosen:
            return Fixed(source, report, tuple(changes))
        changes += [_change(rule, edit, source) for rule, edit in chosen]
        source = apply(source, [edit for _, edit in chosen])
        if source in seen:
            break
        seen.add(source)
        report = lint(source)
    return Fixed(start, first, settled=False)


def apply(source: str, edits: Iterable[Edit]) -> str:
    """A text with edits made. They are in order of place and do not overlap."""
    parts: list[str] = []
    at = 0
    for edit in edits:
        parts += (source[at : edit.start], edit.text)
        at = edit.end
    return "".join(parts) + source[at:]


def left(report: Report, allowed: Allowed) -> Left:
    """How many edits a report holds that would be made if unsafe ones, or those in doses, were allowed."""
    found = list(_edits(report))
    return Left(
        unsafe=sum(not safe and not allowed.unsafe and (allowed.doses or not edit.dose) for _, edit, safe in found),
        doses=sum(edit.dose and not allowed.doses and (allowed.unsafe or safe) for _, edit, safe in found),
    )


def _edits(report: Report) -> Iterator[tuple[str, Edit, bool]]:
    """Every edit with its rule and whether it is safe."""
    for finding in report.findings:
        if finding.fix is not None:
            for edit in finding.fix.edits:
                yield finding.rule, edit, finding.fix.safe


def choose(report: Report, allowed: Allowed) -> Iterator[tuple[str, Edit]]:
    """The edits of one pass, in order of place: the first of those that overlap, safe ones before the others."""
    found = [
        (rule, edit, safe)
        for rule, edit, safe in _edits(report)
        if (safe or allowed.unsafe) and (allowed.doses or not edit.dose)
    ]
    end = -1
    for rule, edit, _ in sorted(found, key=lambda one: (one[1].start, one[1].end, not one[2], one[0], one[1].text)):
        if edit.start > end or (edit.start == end and edit.start < edit.end):
            yield rule, edit
            end = edit.end


def _change(rule: str, edit: Edit, source: str) -> Change:
    return Change(rule, source.count("\n", 0, edit.start) + 1, source[edit.start : edit.end], edit.text, edit.dose)
