"""Lints the files of one `check`, and says what the run is worth."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import closing
from functools import partial
from typing import TYPE_CHECKING

from linter.errors import InputError
from linter.findings import Report
from linter.reporters import Failure, Gate, Result
from linter.run import gather, jobs
from linter.run.asked import Asked
from linter.run.gather import Request
from linter.store.packing import PackedReports, PackedTexts

if TYPE_CHECKING:
    from linter.rulefile import Rule
    from linter.run.conditions import Conditions
    from linter.view import View

Look = Callable[[Asked], Report]
"""What is to be reported of a page; after fixes, its `source` is as it is then."""


def _plainly(page: Asked) -> Report:
    return page.report


def check(request: Request, look: Look = _plainly, *, views: bool = False, sources: bool = True) -> Result:
    """Lint everything that is asked for; with `views`, keep the pages as people see them, with `sources` their texts.

    Raises InputError for a wrong configuration or rule, before the first page is read.
    """
    places = gather.find(request)
    linted, skipped = PackedReports(), []  # no dictionary: two names may look the same
    failures = list(places.failures)
    texts = PackedTexts()
    seen: dict[str, View] = {}
    by_conditions = {one: Gate(fail_on=one.config.fail_on, max_warnings=one.config.max_warnings) for one in places.conditions()}
    gates: list[Gate] = []
    pages = jobs.ahead(map(Asked, places.pages), places.conditions(), request.jobs)
    with request.progress as progress, closing(pages):
        for number, page in enumerate(pages):
            progress(number, len(places.pages))
            try:
                report = look(page)
                if sources:
                    texts.put(page.name, page.source)
                if views and not report.skipped:
                    seen[page.name] = page.engine.view(page.source, report)
            except InputError as problem:
                failures.append(Failure(page.name, str(problem)))
            else:
                if report.skipped:
                    skipped.append(report)
                else:
                    linted.append(report, page.packed_as(report))
                    gates.append(by_conditions[page.conditions])
                    gates[-1].counts.update(finding.severity for finding in report.findings)
    places.save()
    first = places.first
    return Result(
        linted=linted,
        skipped=tuple(skipped),
        failures=tuple(failures),
        sources=texts,
        find_rule=partial(_rule, places.conditions()),
        gates=tuple(gates),
        profile=first.defaults.profile,
        locale=first.defaults.locale,
        syntax=first.syntax,
        today=first.today,
        views=seen,
    )


def _rule(conditions: Iterable[Conditions], name: str) -> Rule | None:
    """A rule by its id, from the first of the conditions that have it."""
    return next((rule for one in conditions if (rule := one.engine.rulebook.rules.get(name)) is not None), None)


def exit_code(result: Result, *, fail_on: str | None, max_warnings: int | None, fail_on_skipped: bool, exit_zero: bool) -> int:
    """0 nothing at or above `fail_on`, 1 something was, 2 a file could not be read.

    Where the command line says no `fail_on` or `max_warnings`, the configuration of each page does.
    """
    if result.failures:
        return 2
    if exit_zero:
        return 0
    if fail_on_skipped and result.skipped:
        return 1
    return int(bool(result.broken_limits(max_warnings) or result.failing(fail_on)))
