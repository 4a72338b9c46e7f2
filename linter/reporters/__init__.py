"""One module an output format. Each has `render(result, out, style)`; what comes from a page is data in every one of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from itertools import repeat
from typing import TYPE_CHECKING

import msgspec

from linter.findings import Report, Severity
from linter.store.packing import PackedReports, PackedTexts

if TYPE_CHECKING:
    from linter.rulefile import Rule
    from linter.view import View


class Failure(msgspec.Struct, frozen=True):
    """A file that could not be read, and why."""

    path: str
    message: str


class Gate(msgspec.Struct, kw_only=True):
    """What fails the pages of one configuration, and how many findings of each severity they have together."""

    fail_on: str = "error"
    max_warnings: int | None = None
    counts: Counter[Severity] = msgspec.field(default_factory=Counter)

    def fails(self, severity: Severity, fail_on: str | None) -> bool:
        """Whether a finding fails the run; `fail_on` is what the command line says, which holds for all pages."""
        least = fail_on or self.fail_on
        return least != "never" and severity.rank >= Severity(least).rank


class Result(msgspec.Struct, frozen=True, kw_only=True):
    """What one run of `check` found."""

    linted: PackedReports
    skipped: tuple[Report, ...] = ()  # of pages that were not linted
    failures: tuple[Failure, ...] = ()
    sources: PackedTexts  # for showing lines
    find_rule: Callable[[str], Rule | None]  # by its id; pages may have rules of their own
    gates: tuple[Gate, ...] = ()  # of each linted page, in order: its configuration's
    profile: str
    locale: str
    syntax: str | None = None
    today: date | None = None
    views: dict[str, View] = {}  # the linted pages as people see them, by path: only where a format asks

    def judged(self) -> Iterator[tuple[Report, Gate]]:
        """The linted pages, each with what fails it."""
        return zip(self.linted, self.gates or repeat(Gate()), strict=bool(self.gates))

    def each_gate(self) -> list[Gate]:
        """What fails pages, once for each configuration."""
        return list({id(gate): gate for gate in self.gates}.values()) or [Gate(counts=self.linted.counts)]

    def failing(self, fail_on: str | None) -> int:
        """How many findings fail the run; `fail_on` as in `Gate.fails`."""
        return sum(gate.counts[one] for gate in self.each_gate() for one in Severity if gate.fails(one, fail_on))

    def broken_limits(self, max_warnings: int | None) -> list[tuple[int, int]]:
        """Warnings that are too many, with the limit: `max_warnings` of the whole run, else each configuration's."""
        limits = [(gate.counts[Severity.WARNING], gate.max_warnings) for gate in self.each_gate()]
        if max_warnings is not None:
            limits = [(self.linted.count(Severity.WARNING), max_warnings)]
        return [(count, limit) for count, limit in limits if limit is not None and count > limit]

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
    fail_on: str | None = None  # the least severity that fails the run, or never; None: as each page's configuration says
