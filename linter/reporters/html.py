"""The report as one page of HTML, to meet over: what is wrong, where to start, and each page with its findings in place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from math import ceil, floor
from typing import TextIO

import msgspec

from linter.findings import Finding, Report, Severity
from linter.reporters import Result, Style
from linter.reporters.wording import advice
from linter.rulefile import Rule
from linter.version import VERSION
from linter.view import Shown, View

_OPEN = 3  # pages: with more, each is closed until somebody asks for it
_NEEDS = 2  # kinds of findings named where pages are ranked
_WORST = 4  # rules of each severity that the summary names
_SCREENFUL = 900  # characters
_FULL_BAR = 18.0  # the highest grade


class Note(msgspec.Struct, frozen=True):
    """A finding as it stands beside the text. `quoted` is its text where the page does not show it."""

    number: int
    finding: Finding
    family: str
    why: str
    suggestion: str
    also: str
    quoted: str = ""


class Row(msgspec.Struct, frozen=True):
    """A block, or the cells of a table by row, with the notes that belong beside it. `heading`: its level in the report."""

    kind: str
    blocks: tuple[tuple[Shown, ...], ...]
    notes: tuple[Note, ...]
    heading: int = 0

    @property
    def is_short(self) -> bool:
        """Whether it fits on a screen, so that it can stay in view beside its notes."""
        return sum(len(piece.text) for cells in self.blocks for block in cells for piece in block.pieces) < _SCREENFUL


class Sheet(msgspec.Struct, frozen=True):
    """One page of the report."""

    number: int
    report: Report
    view: View
    needs: tuple[str, ...]
    apart: tuple[Note, ...]
    rows: tuple[Row, ...]
    over: float  # grades above the target, 0 where it is met

    @property
    def counts(self) -> dict[Severity, int]:
        return {severity: self.report.count(severity) for severity in Severity}

    def severity(self, number: int) -> Severity:
        return self.report.findings[number].severity

    def gravest(self, numbers: Iterable[int]) -> Severity:
        return max((self.severity(number) for number in numbers), key=lambda severity: severity.rank)


class Bar(msgspec.Struct, frozen=True):
    """How many pages read at a grade. `is_last`: the target is met up to here."""

    grade: int
    pages: int
    is_over: bool
    is_last: bool


class Spoke(msgspec.Struct, frozen=True):
    """A rule, how often it spoke at each severity, and on how many pages. `number` names it in the report."""

    number: int
    id: str
    title: str
    counts: dict[Severity, int]
    pages: int


def render(result: Result, out: TextIO, style: Style) -> None:
    """Write the page. It needs no network, no other file, and no script to be read."""
    from linter import templating

    ranked = sorted(result.linted, key=lambda report: _need(report, _view(report, result)))
    sheets = [_sheet(number, report, result) for number, report in enumerate(ranked, 1)]
    rules = _rules(ranked, result)
    worst = _worst(rules)
    target = _shared_target(sheets)
    grades = _grades(ranked, target)
    templating.write(
        "report.html",
        out,
        result=result,
        version=VERSION,
        sheets=sheets,
        with_errors=sum(report.count(Severity.ERROR) > 0 for report in ranked),
        hard=sum(sheet.over > 0 for sheet in sheets),
        clean=sum(not report.findings for report in ranked),
        severities=[(severity, result.linted.count(severity)) for severity in Severity],
        families=Counter(one.rule.partition("/")[0] for report in ranked for one in report.findings),
        rules=rules,
        worst=worst,
        most_findings=max((one.counts[severity] for severity, found in worst.items() for one in found), default=1),
        grades=grades,
        most_pages=max((bar.pages for bar in grades), default=1),
        target=target,
        full=_FULL_BAR,
        is_open=len(ranked) <= _OPEN,
        held=result.linted.held,
    )


def _view(report: Report, result: Result) -> View:
    """The page as people see it; where nobody asked for it, its findings alone."""
    return result.views.get(report.path) or View(apart=tuple(range(len(report.findings))))


def _need(report: Report, view: View) -> tuple[float, ...]:
    """Sorts pages: errors first, then warnings, then how far the grade is over its target, then suggestions."""
    errors, warnings, suggestions = (report.count(severity) for severity in Severity)
    return (-errors, -warnings, -_over(report, view), -suggestions)


def _over(report: Report, view: View) -> float:
    return max(0.0, round(report.grade - view.target, 1)) if view.target is not None else 0.0


def _shared_target(sheets: Iterable[Sheet]) -> float | None:
    """The target that most pages have."""
    targets = Counter(sheet.view.target for sheet in sheets if sheet.view.target is not None)
    return targets.most_common(1)[0][0] if targets else None


# -- the summary -------------------------------------------------------------------------------


def _rules(reports: Iterable[Report], result: Result) -> list[Spoke]:
    """The rules that spoke, those of the gravest and most findings first."""
    findings: Counter[tuple[str, Severity]] = Counter()
    pages: Counter[str] = Counter()
    for report in reports:
        findings.update((one.rule, one.severity) for one in report.findings)
        pages.update({one.rule for one in report.findings})
    counts = {rule: {severity: findings[rule, severity] for severity in Severity} for rule in pages}
    ordered = sorted(pages, key=lambda rule: ([-counts[rule][severity] for severity in Severity], rule))
    return [Spoke(i, rule, _title(rule, result), counts[rule], pages[rule]) for i, rule in enumerate(ordered, 1)]


def _title(rule: str, result: Result) -> str:
    return result.rule(rule).title


def _worst(rules: Iterable[Spoke]) -> dict[Severity, list[Spoke]]:
    """Of each severity, the rules that found most of it."""
    most = {
        severity: sorted((one for one in rules if one.counts[severity]), key=lambda one: -one.counts[severity])[:_WORST]
        for severity in Severity
    }
    return {severity: found for severity, found in most.items() if found}


def _grades(reports: Sequence[Report], target: float | None) -> list[Bar]:
    """How many pages read at each grade, counted upwards: a page of grade 7.2 needs grade 8."""
    counts = Counter(max(1, ceil(report.grade)) for report in reports if report.words)
    if not counts:
        return []
    met = floor(target) if target is not None else 0
    shown = range(min(*counts, met or min(counts)), max(*counts, met) + 1)
    return [Bar(grade, counts[grade], target is not None and grade > met, grade == met) for grade in shown]


# -- one page ----------------------------------------------------------------------------------


def _sheet(number: int, report: Report, result: Result) -> Sheet:
    view = _view(report, result)
    notes = [_note(i, finding, result.rule(finding.rule)) for i, finding in enumerate(report.findings, 1)]
    return Sheet(
        number=number,
        report=report,
        view=view,
        needs=tuple(_needs(report, result)),
        apart=tuple(msgspec.structs.replace(notes[i], quoted=notes[i].finding.text) for i in view.apart),
        rows=tuple(_with_headings(_rows(view, notes))),
        over=_over(report, view),
    )


def _note(number: int, finding: Finding, rule: Rule) -> Note:
    return Note(
        number=number,
        finding=finding,
        family=rule.family,
        why=rule.why,
        suggestion=advice(finding),
        also=_also(finding),
    )


def _also(finding: Finding) -> str:
    """Where else a finding has places, and what they say where they say more than that."""
    line, on = ("line", "on") if finding.location is None else ("paragraph", "in")  # of a Word document: a block is a line
    said = "; ".join(dict.fromkeys(f"{line} {one.line}: {one.message}" for one in finding.related if one.message != "here too"))
    lines = sorted({one.line for one in finding.related if one.message == "here too"})
    more = f"also {on} {line}{'s' if len(lines) > 1 else ''} " + ", ".join(map(str, lines)) if lines else ""
    times = f"{finding.count} times on this page" if finding.count > 1 else ""
    return "; ".join(part for part in (times, more, said) if part)


def _needs(report: Report, result: Result) -> Iterator[str]:
    """What to mend first: the titles of the rules with the gravest and most findings."""
    counts = Counter((one.severity.rank, one.rule) for one in report.findings)
    ordered = sorted(counts, key=lambda key: (-key[0], -counts[key], key[1]))
    titles = list(dict.fromkeys(_title(rule, result) for _, rule in ordered))
    yield from titles[:_NEEDS]
    if len(titles) > _NEEDS:
        yield f"and {len(titles) - _NEEDS} more kinds" if len(titles) > _NEEDS + 1 else "and 1 more kind"


def _rows(view: View, notes: Sequence[Note]) -> Iterator[Row]:
    def beside(blocks: Iterable[Shown]) -> tuple[Note, ...]:
        return tuple(notes[i] for i in sorted(number for block in blocks for number in block.first))

    for key, run in groupby(enumerate(view.blocks), key=lambda one: one[1].group if one[1].kind == "cell" else -1 - one[0]):
        blocks = [block for _, block in run]
        if key >= 0:
            yield Row("table", tuple(tuple(row) for _, row in groupby(blocks, key=lambda block: block.row)), beside(blocks))
        else:
            yield Row(blocks[0].kind, ((blocks[0],),), beside(blocks))


def _with_headings(rows: Iterable[Row]) -> Iterator[Row]:
    """The page's headings take levels 5 and 6 of the report, none skipped."""
    top = 0
    for row in rows:
        if row.kind == "heading":
            level = row.blocks[0][0].level
            top = top or level
            row = msgspec.structs.replace(row, heading=5 if level <= top else 6)
        yield row
