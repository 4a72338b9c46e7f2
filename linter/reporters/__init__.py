"""One module an output format. Each has `render(result, out, style)`; what comes from a page is data in every one of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

import msgspec

from linter.findings import Report
from linter.store.packing import PackedReports, PackedTexts

if TYPE_CHECKING:
    from linter.config import Config
    from linter.rulefile import Rule
    from linter.view import View


class Failure(msgspec.Struct, frozen=True):
    """A file that could not be read, and why."""

    path: str
    message: str


class Result(msgspec.Struct, frozen=True, kw_only=True):
    """What one run of `check` found."""

    linted: PackedReports
    skipped: tuple[Report, ...] = ()  # of pages that were not linted
    failures: tuple[Failure, ...] = ()
    sources: PackedTexts  # for showing lines
    find_rule: Callable[[str], Rule | None]  # by its id; pages may have rules of their own
    config: Config  # of the first page: what fails a run
    profile: str
    locale: str
    syntax: str | None = None
    today: date | None = None
    views: dict[str, View] = {}  # the linted pages as people see them, by path: only where a format asks

    def rule(self, name: str) -> Rule:
        """The rule that made a finding. Rules are read when a format asks for one."""
        rule = self.find_rule(name)
        assert rule is not None, name
        return rule


class Style(msgspec.Struct, frozen=True, kw_only=True):
    """How to show a result to people."""

    color: bool = False
    unicode: bool = True
    width: int = 100
    quiet: bool = False  # errors and warnings only
    explain: bool = False
    statistics: bool = False
    fail_on: str = "error"  # the least severity that fails the run, or never
