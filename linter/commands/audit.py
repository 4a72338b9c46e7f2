"""`carelint audit`: for each item of each standard, what was checked on a page, and what only a person can judge."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from enum import StrEnum
from typing import Literal

import msgspec

from linter import selection
from linter.choices import LOCALES
from linter.converted import convert
from linter.engine import Linter, Settings
from linter.errors import InputError, nearest
from linter.findings import Finding, Report, Severity
from linter.model import Model
from linter.reporters import Failure
from linter.run.gather import Request, each_page
from linter.shipped import rules_folder
from linter.yaml_source import load


class Item(Model, frozen=True):
    """One thing that a standard asks, in our own words.

    `rules` are those that look at it, single ones or families; a rule that is not there looks at nothing. `covers: whole`: they
    look at all of it, so that finding nothing is a pass; else a person judges the rest. `ask` is what to look at then.
    """

    id: str
    text: str
    rules: tuple[str, ...] = ()
    covers: Literal["part", "whole"] = "part"
    page_types: tuple[str, ...] = ("all",)
    locales: tuple[str, ...] = LOCALES
    ask: str = ""


class Sheet(Model, frozen=True):
    """A standard as an audit goes through it: a file of `rules/standards/`."""

    id: str
    name: str
    year: int
    url: str
    items: tuple[Item, ...]
    locales: tuple[str, ...] = LOCALES


class State(StrEnum):
    """What an audit can say of an item."""

    PASSED = "passed"
    FAILED = "failed"
    PERSON = "needs-a-person"
    NOT_APPLICABLE = "not-applicable"

    @property
    def said(self) -> str:
        """The state as people read it: `Needs a person`."""
        return self.value.replace("-", " ").capitalize()


class Answer(msgspec.Struct, frozen=True):
    """An item on one page. `checked` are the rules that ran; `held` says why findings of theirs were kept back."""

    item: Item
    state: State
    note: str
    checked: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    held: tuple[str, ...] = ()


class Audited(msgspec.Struct, frozen=True):
    """One page with what each standard's items came to."""

    report: Report
    profile: str
    locale: str
    answers: tuple[tuple[Sheet, tuple[Answer, ...]], ...]

    def count(self, state: State) -> int:
        return sum(answer.state is state for _, answers in self.answers for answer in answers)


class Audit(msgspec.Struct, frozen=True):
    """The pages of one run, those that were not linted, and the files that could not be read."""

    pages: tuple[Audited, ...]
    skipped: tuple[Report, ...]
    failures: tuple[Failure, ...]
    today: date
    syntax: str | None


def standards() -> list[Sheet]:
    """All standards, by id. Raises InputError for a mistake in a file."""
    sheets = []
    for path in sorted((rules_folder() / "standards").glob("*.yaml")):
        name = f"rules/standards/{path.name}"
        document = load(path.read_text("utf-8"), name)
        sheet: Sheet = convert(document.data, Sheet, document, name)
        if sheet.id != path.stem:
            raise InputError(name, document.line("id"), f"the file is named {path.stem} and says `id: {sheet.id}`")
        sheets.append(sheet)
    return sheets


def chosen(names: Iterable[str]) -> list[Sheet]:
    """The standards of these ids, all where none is named. Raises InputError for an id that is none."""
    known = {sheet.id: sheet for sheet in standards()}
    for name in names:
        if name not in known:
            hint = nearest(name, list(known)) or "; there are " + ", ".join(known)
            raise InputError("--standard", 0, f"no standard is called ‘{name}’{hint}")
    wanted = list(names)
    return [sheet for sheet in known.values() if not wanted or sheet.id in wanted]


def audit(request: Request, names: Iterable[str] = ()) -> Audit:
    """Lint the pages and go through the standards. Raises InputError as `check` does, and for a name of no standard."""
    sheets = chosen(names)
    gathered = each_page(request, lambda engine, source, name: _page(engine, engine.check_text(source, name), sheets))
    return Audit(
        pages=tuple(page for page in gathered.made if not page.report.skipped),
        skipped=tuple(page.report for page in gathered.made if page.report.skipped),
        failures=tuple(gathered.failures),
        today=gathered.first.today,
        syntax=gathered.first.syntax,
    )


def _page(engine: Linter, report: Report, sheets: Iterable[Sheet]) -> Audited:
    settings, choices = engine.holding(report)
    ran = {choice.rule.id for choice in choices}
    answers = tuple((sheet, tuple(_answers(sheet, report, settings, ran))) for sheet in sheets)
    return Audited(report, settings.profile, settings.locale, answers)


def _answers(sheet: Sheet, report: Report, settings: Settings, ran: set[str]) -> Iterator[Answer]:
    for item in sheet.items:
        if settings.locale not in sheet.locales or settings.locale not in item.locales:
            yield Answer(item, State.NOT_APPLICABLE, f"not asked in the locale {settings.locale}")
        elif "all" not in item.page_types and report.type not in item.page_types:
            yield Answer(item, State.NOT_APPLICABLE, f"not asked of a {report.type} page")
        else:
            yield _answer(item, report, ran)


def _answer(item: Item, report: Report, ran: set[str]) -> Answer:
    def meant(rule_id: str) -> bool:
        return any(selection.matches(rule_id, name) for name in item.rules)

    checked = tuple(sorted(rule_id for rule_id in ran if meant(rule_id)))
    findings = tuple(finding for finding in report.findings if meant(finding.rule))
    held = tuple(
        f"{one.rule}, line {one.line}, kept back by {one.by}: {one.reason}" for one in report.suppressed if meant(one.rule)
    )
    if any(finding.severity is not Severity.SUGGESTION for finding in findings):
        return Answer(item, State.FAILED, item.ask, checked, findings, held)
    if held:
        note = "a finding was kept back: judge the reason"
    elif findings:
        note = "carelint has suggestions: judge them"
    elif not checked:
        note = "the rules for it are off here" if item.rules else "carelint does not look at this"
    elif item.covers == "part":
        note = "carelint found nothing amiss in the part it looks at: judge the rest"
    else:
        return Answer(item, State.PASSED, "", checked)
    return Answer(item, State.PERSON, " ".join(part for part in (f"{note}.", item.ask) if part), checked, findings, held)
