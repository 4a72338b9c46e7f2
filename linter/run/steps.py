"""What `check` does with a page besides linting it: holds back what is known, narrows it to a change, applies fixes."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import msgspec

from linter.config import Config, shown_path
from linter.errors import InputError
from linter.reporters.plain import safe
from linter.run import output

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from linter.baseline import Baseline
    from linter.engine import Linter
    from linter.findings import Report
    from linter.reporters import Result
    from linter.run.asked import Asked
    from linter.run.changes import Since
    from linter.run.fix_pages import Fixer
    from linter.run.gather import Request


class Steps:
    """The steps of one run, and what there is to say about them at its end."""

    def __init__(self, arguments: argparse.Namespace, request: Request) -> None:
        self._given: str | None = arguments.baseline
        self._baselines: dict[Path, Baseline] = {}
        self._since = self._opened(arguments.diff_base, request) if arguments.diff_base is not None else None
        self._fixer = self._fixing(arguments, request) if arguments.fix or arguments.diff else None
        self.request = msgspec.structs.replace(request, since=self._since, begin=self._known)
        if arguments.unsafe_fixes and self._fixer is None:
            raise InputError("--unsafe-fixes", 0, "goes with --fix, or with --diff to see what would change")

    def _opened(self, ref: str, request: Request) -> Since:
        from linter.run.changes import Since

        if "-" in request.paths:
            raise InputError("--diff-base", 0, "compares files; it cannot be used with standard input")
        return Since(ref)

    def _fixing(self, arguments: argparse.Namespace, request: Request) -> Fixer:
        from linter.run.fix_pages import Fixer

        if "-" in request.paths and len(request.paths) > 1:
            raise InputError("--fix", 0, "takes standard input alone, or files; not both at once")
        if isinstance(request.stdin, InputError):
            raise request.stdin
        return Fixer(unsafe=arguments.unsafe_fixes, show=arguments.diff, stdin=request.stdin if "-" in request.paths else None)

    def page(self, page: Asked) -> Report:
        """What is to be reported of a page."""

        def look(engine: Linter, source: str, name: str) -> Report:
            report = page.report if source == page.source else engine.check_text(source, name)
            return self._narrowed(report, page, source)

        if self._fixer is None:
            return self._narrowed(page.report, page)
        report, page.source = self._fixer.page(page.engine, page.source, page.name, page.file, look)
        return report

    def _narrowed(self, report: Report, page: Asked, source: str | None = None) -> Report:
        known = self._known(page.conditions.config)
        if known is not None:
            report = known.hold_back(report)
        if self._since is None:
            return report
        return self._since.narrow(report, page.source if source is None else source, page.file, page.engine)

    def _known(self, config: Config) -> Baseline | None:
        """The baseline that holds for a page with this configuration. Raises InputError for one that cannot be read."""
        if self._given is None and not config.baseline:
            return None
        from linter import baseline

        file = baseline.find(self._given, config)
        if file is not None and file not in self._baselines:
            self._baselines[file] = baseline.read(file)
        return None if file is None else self._baselines[file]

    def finish(self, result: Result) -> Result:
        """The result with the pages that could not be written; where nothing went wrong, standard input that needs no fix."""
        if self._fixer is None:
            return result
        failures = (*result.failures, *self._fixer.failures)
        if not failures:
            self._fixer.pass_on()
        return msgspec.structs.replace(result, failures=failures)

    def reports_to(self) -> TextIO | None:
        """Where the report goes; None where a diff stands in for it."""
        if self._fixer is None or not self._fixer.takes_output:
            return sys.stdout
        return None if self._fixer.show else sys.stderr

    def say_nothing_found(self, paths: Sequence[str]) -> None:
        """Say that no page was linted, and why."""
        if self._since is not None:
            output.say(f"no page here has changed since {self._since.ref}")
        else:
            output.nothing_found("lint", paths)

    def notes(self) -> list[str]:
        """What was done, a line for each, for people."""
        said = self._fixer.notes() if self._fixer is not None else []
        for file, known in self._baselines.items():
            # A rule that did not run has no findings, though nothing was fixed.
            name, gone = safe(shown_path(file)), 0 if self.request.options.is_part else known.fixed()
            note = f"{name}: {known.held} known held back"
            if gone:
                note += f", {gone} fixed since: `carelint baseline --update` takes {'it' if gone == 1 else 'them'} out"
            said.append(note)
        return said
