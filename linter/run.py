"""Lints the files of one `check`, and says what the run is worth."""

from __future__ import annotations

from collections.abc import Callable

from linter.engine import Linter
from linter.findings import Report, Severity
from linter.gather import Request, each_page
from linter.reporters import Result
from linter.view import View

Look = Callable[[Linter, str, str], tuple[Report, str]]
"""What is to be reported of a page, given its linter, source and name; and its text as it is then, after fixes."""


def _plainly(engine: Linter, source: str, name: str) -> tuple[Report, str]:
    return engine.check_text(source, name), source


def check(request: Request, look: Look = _plainly, *, views: bool = False) -> Result:
    """Lint everything that is asked for; with `views`, keep the pages as people see them.

    Raises InputError for a wrong configuration or rule, before the first page is read.
    """
    reports: list[Report] = []  # no dictionary: two names may look the same
    sources: dict[str, str] = {}
    seen: dict[str, View] = {}

    def lint(engine: Linter, source: str, name: str) -> None:
        report, source = look(engine, source, name)
        reports.append(report)
        sources[name] = source
        if views and not report.skipped:
            seen[name] = engine.view(source, report)

    gathered = each_page(request, lint)
    first = gathered.first
    settings = first.defaults()
    return Result(
        reports=tuple(reports),
        failures=tuple(gathered.failures),
        sources=sources,
        rulebook=first.rulebook,
        config=first.config,
        profile=settings.profile,
        locale=settings.locale,
        syntax=first.syntax.version() if first.syntax else None,
        today=first.today,
        views=seen,
    )


def exit_code(result: Result, *, fail_on: str, max_warnings: int | None, fail_on_skipped: bool, exit_zero: bool) -> int:
    """0 nothing at or above `fail_on`, 1 something was, 2 a file could not be read."""
    if result.failures:
        return 2
    if exit_zero:
        return 0
    if fail_on_skipped and result.skipped:
        return 1
    if max_warnings is not None and result.count(Severity.WARNING) > max_warnings:
        return 1
    if fail_on == "never":
        return 0
    return int(any(result.count(severity) for severity in Severity if severity.rank >= Severity(fail_on).rank))
