"""Runs a rulebook over a page. The only module that knows the order in which things are done."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import msgspec

from linter import compose, confirm, files, globs, location, pagetype, readers, selection, suppress
from linter.choices import PAGE_TYPES, Level, Locale
from linter.config import Config, Override, discover
from linter.config_names import check_names
from linter.draft import Draft
from linter.errors import InputError, nearest
from linter.findings import Finding, Report, Severity
from linter.frontmatter import FrontMatter
from linter.options import Options as Options
from linter.page import Page
from linter.reading import PageType, Reading, Site
from linter.rulebook import Rulebook
from linter.selection import Choice

if TYPE_CHECKING:
    from linter.language.grade import Grade
    from linter.language.quantities import Quantity
    from linter.language.syntax import Parsed, Pipeline
    from linter.language.term_list import Term
    from linter.search.scanner import Found
    from linter.store.cache_files import Entries
    from linter.view import View


class Settings(msgspec.Struct, frozen=True):
    """What holds for one page: configuration, its overrides for the path, and the options."""

    profile: str
    locale: Locale
    page_type: PageType | None
    severity: dict[str, Level]
    options: dict[str, dict[str, Any]]


@contextmanager
def _uncollected() -> Iterator[None]:
    """Look for no circles of garbage meanwhile: a page makes none, and looking for them costs a tenth of the time."""
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


class Linter:
    """Reads rules once and lints any number of pages.

    `profile` and `locale` name a choice of rules and a country's usage (None: the configuration's, or `us-default` and the
    profile's own); `syntax` is "auto" (the default), "on", "off" or an installed pipeline; `today` is the day review dates are
    judged against; `rules` is the digest of all rule files, where it is known.

    Raises InputError for a rule file, configuration, profile, locale or pipeline that is wrong.
    """

    def __init__(
        self,
        profile: str | None = None,
        locale: str | None = None,
        syntax: str | None = None,
        today: date | None = None,
        *,
        config: Config | None = None,
        options: Options | None = None,
        rules: str = "",
    ) -> None:
        self.config = config or Config()
        self._rules = rules
        self.options = options or Options(profile=profile, locale=locale, syntax=syntax, today=today)
        self.today = self.options.today or date.today()
        self._choices: dict[str, list[Choice]] = {}
        self._run_lists: dict[tuple[int, str, bool, bool], list[list[Choice]]] = {}
        self._parsed: Entries[Parsed] | None = None
        self._check_config()

    @classmethod
    def from_config(cls, path: str | Path, options: Options | None = None) -> Linter:
        """A linter with the configuration that holds for a page or folder. Raises InputError."""
        at = Path(path).resolve()
        return cls(config=discover(at if at.is_dir() else at.parent), options=options)

    @cached_property
    def rulebook(self) -> Rulebook:
        from linter.cache import cached_rulebook

        folders, tables = self.config.rule_folders(), self.config.lexicon_files()
        return cached_rulebook(folders, tables, keep=self.options.cache, digest=self._rules)

    @property
    def _syntax(self) -> str:
        return self.options.syntax or self.config.syntax

    @cached_property
    def syntax(self) -> Pipeline | None:
        """The parser that confirms findings; None where none is used. It is read when the first sentence is parsed."""
        if self._syntax == "off":
            return None
        from linter.language.syntax import load

        pipeline = load(self._syntax, where=self.config.file or "options")
        if pipeline is not None and self.options.cache:
            pipeline.keep_in(self._sentences(pipeline))
        return pipeline

    def _sentences(self, pipeline: Pipeline) -> Entries[Parsed]:
        from linter.cache import sentences

        self._parsed = sentences(pipeline.version())
        return self._parsed

    def save(self) -> None:
        """Keep the sentences that were parsed, so that the next run need not; in the user's cache folder."""
        if self._parsed is not None:
            self._parsed.save()

    def _check_config(self) -> None:
        """Every name that the configuration holds is one, whether a page meets it or not. Raises InputError."""
        config = self.config
        if self._syntax != "auto":  # one that is asked for and missing is said before the first page is read
            self.syntax  # noqa: B018
        check_names(config, self.options, self.rulebook)
        self._choices_for(self.defaults())
        for override in config.overrides:
            settings = self._settings("", None, override)
            self._choices_for(settings)

    # -- the public calls --------------------------------------------------------------------

    def check_text(
        self, text: str, path: str = "page.md", page_type: str | None = None, fragment: bool | None = None
    ) -> Report:
        """Lint a text. The path's suffix picks the reader; `page_type` overrides what the page says of itself.

        Raises InputError where the suffix or the page type is unknown.
        """
        with _uncollected():  # until the page is gone
            return self.check_page(text, path, page_type, fragment)[0]

    def check_page(
        self, text: str, path: str, page_type: str | None = None, fragment: bool | None = None
    ) -> tuple[Report, Page]:
        """Lint a text as `check_text` does; the page as it was read, too. Raises InputError."""
        with _uncollected():
            settings = self._settings(path, page_type)
            page, front = self._read(text, path, settings)
            return self._check(page, front, settings, self.options.fragment if fragment is None else fragment), page

    def check_file(self, path: str | Path, shown: str | None = None) -> Report:
        """Lint a file; `shown` is the path to report. Raises InputError where it cannot be read."""
        name = shown or Path(path).as_posix()
        return self.check_text(self.read_file(path, name), name)

    def read_file(self, path: str | Path, shown: str) -> str:
        """The decoded text of a file. Raises InputError where it cannot be read, is too large or does not decode."""
        return self.decode(files.read_bytes(Path(path), shown, self.config), shown)

    def decode(self, data: bytes, shown: str) -> str:
        """The text of a page's bytes. Raises InputError where they are too many or do not decode."""
        files.check_size(len(data), shown, self.config)
        return readers.decode(data, shown, self.config.encoding, self.config.max_bytes)

    def read(self, text: str, path: str = "page.md") -> tuple[Page, FrontMatter]:
        """A text as a page, and what its front matter states. Raises InputError where the suffix is unknown."""
        return self._read(text, path, self._settings(path, None))

    def grade_text(self, text: str, path: str = "page.md") -> Grade:
        """How hard a text is to read. Raises InputError as `check_text` does."""
        return self.grade_of(*self.read(text, path))

    def grade_of(self, page: Page, front: FrontMatter) -> Grade:
        """How hard a page that was read is to read."""
        from linter.language import grade

        return grade.grade(page, front.facts.topic_terms)

    def view(self, text: str, report: Report) -> View:
        """The page of a report as people see it: its blocks with the findings in them, and how hard each section is."""
        from linter import view

        page, front = self.read(text, report.path)
        return view.of(page, report.findings, self.grade_of(page, front), self.holding(report)[1])

    def find_terms(self, text: str, path: str = "page.md", all: bool = False) -> list[Term]:
        """The medical terms and acronyms of a text, placed in the source; `all` adds every content word, kind `word`."""
        return self.terms_of(*self.read(text, path), all=all)

    def terms_of(self, page: Page, front: FrontMatter, *, all: bool = False) -> list[Term]:
        """The terms of a page that was read, as `find_terms` gives them."""
        from linter.language import term_list

        reading = self._reading(page, front, self._settings(page.path, None), True)
        found = term_list.every_word(reading) if all else term_list.found(reading)
        return [msgspec.structs.replace(term, start=start, end=end, text=page.source[start:end])
                for term in found if not page.is_foreign(term.start, term.end)
                for start, end in [page.place(term.start, term.end)]]  # fmt: skip

    def find_quantities(self, text: str, path: str = "page.md") -> list[Quantity]:
        """The measurements of a text, with its chances, sums of money, ages and points in time, placed in the source."""
        from linter.language import amounts

        page, _ = self.read(text, path)
        placed = []
        for quantity in amounts.find(page):
            start, end = page.place(quantity.start, quantity.end)
            placed.append(msgspec.structs.replace(quantity, start=start, end=end, text=page.source[start:end]))
        return placed

    # -- how it is done ----------------------------------------------------------------------

    def _read(self, text: str, path: str, settings: Settings) -> tuple[Page, FrontMatter]:
        return readers.read(text, path, keys=dict(self.config.front_matter), locale=settings.locale)

    def _settings(self, path: str, page_type: str | None, only: Override | None = None) -> Settings:
        """Configuration, then its overrides for the path (of those, one `only`), then the options."""
        config, options = self.config, self.options
        profile, locale = config.profile, config.locale
        stated: PageType | None = None
        severity, tuning = dict(config.severity), {rule: dict(given) for rule, given in config.options.items()}
        for override in config.overrides:
            if override is not only and (not path or not self._covers(override.paths, path)):
                continue
            profile, locale = override.profile or profile, override.locale or locale
            severity.update(override.severity)
            for rule, given in override.options.items():
                tuning.setdefault(rule, {}).update(given)
            if override.type:
                stated = PageType(override.type, "config", 1.0)
        profile, locale = options.profile or profile, cast("Locale | None", options.locale) or locale  # as was checked
        if name := page_type or options.page_type:
            if name not in PAGE_TYPES:
                raise InputError(path, 0, f"no page type is called ‘{name}’{nearest(name, list(PAGE_TYPES))}")
            stated = PageType(name, "option", 1.0)
        return Settings(profile, locale or self._locale_of(profile), stated, severity, tuning)

    def _locale_of(self, profile: str) -> Locale:
        return next((step.locale for step in reversed(self.rulebook.chain(profile)) if step.locale), "us")

    def _covers(self, patterns: tuple[str, ...], path: str) -> bool:
        return globs.covers(patterns, path, self.config.root)

    def defaults(self) -> Settings:
        """The settings of a page that no override covers."""
        return self._settings("", None)

    def choices(self) -> list[Choice]:
        """The rules that hold under these settings."""
        return self._choices_for(self.defaults())

    def _choices_for(self, settings: Settings) -> list[Choice]:
        key = msgspec.json.encode((settings.profile, settings.locale, settings.severity, settings.options)).decode()
        if key not in self._choices:
            self._choices[key] = selection.choose(
                self.rulebook,
                profile=settings.profile,
                locale=settings.locale,
                severity=settings.severity,
                options=settings.options,
                select=self.options.select,
                ignore=self.options.ignore,
                where=self.config.place,
            )
        return self._choices[key]

    def _running(self, settings: Settings, page_type: PageType, fragment: bool) -> list[list[Choice]]:
        """The rules that run on a page of this type, in batches; those that ask what else was found come after that."""
        choices = self._choices_for(settings)
        key = (id(choices), page_type.name, page_type.is_guess, fragment)
        if key not in self._run_lists:
            running = [choice for choice in choices if selection.runs(choice, self.rulebook, page_type, fragment)]
            self._run_lists[key] = selection.in_turn(running)
        return self._run_lists[key]

    def holding(self, report: Report) -> tuple[Settings, list[Choice]]:
        """The settings that hold for the page of a report, and the rules that ran on it."""
        settings = self._settings(report.path, None)
        page_type = PageType(report.type, report.type_from, report.type_confidence)
        return settings, list(chain(*self._running(settings, page_type, report.fragment)))

    def _reading(self, page: Page, front: FrontMatter, settings: Settings, fragment: bool) -> Reading:
        found = self.rulebook.scan(page)
        return Reading(
            page,
            self.rulebook,
            found,
            front=front,
            page_type=settings.page_type or self._type_of(page, front, found),
            locale=settings.locale,
            fragment=fragment,
            today=self.today,
            site=Site(
                vocabulary=frozenset(word.lower() for word in self.config.vocabulary),
                disclaimer=self.config.disclaimer,
                emergency=self.config.emergency,
                provides=self.config.provides,
            ),
            syntax=self.syntax,
            syntax_wanted=self._syntax not in ("auto", "off"),
        )

    def _type_of(self, page: Page, front: FrontMatter, found: Found) -> PageType:
        stated = front.facts.page_type
        # Types that turn rules off are not the page's own to claim.
        if stated and ("page-type" in self.config.page_may_set or not self.rulebook.policy.lets_off(stated)):
            return PageType(stated, "front-matter", 1.0)
        return msgspec.structs.replace(pagetype.infer(page, front, self.rulebook, found), refused=stated)

    def _check(self, page: Page, front: FrontMatter, settings: Settings, fragment: bool) -> Report:
        from linter.language import english

        reading = self._reading(page, front, settings, fragment)
        language = english.language(page)
        if unread := english.unread(language):
            return self._report(reading, language, (), (), unread)
        running = self._running(settings, reading.page_type, fragment)
        drafts: list[Draft] = []
        for batch in running:
            said = confirm.settle([draft for choice in batch for draft in compose.drafts(choice, reading)], reading)
            reading.fired |= {draft.choice.rule.id for draft in said if draft.first.guess is None}  # a guess asks for nothing
            drafts += said
        drafts = compose.precede(drafts, reading)
        found, problems = suppress.directives(page)
        drafts, held, expired = suppress.hold_back(drafts, page, found, self.config.approved, self.today)
        findings = [compose.finding(draft, page) for draft in drafts]
        ran = {choice.rule.id: choice for batch in running for choice in batch}
        whole_page = {choice.rule.id for choice in self._choices_for(settings)} - ran.keys() if fragment else set()
        select, ignore = self.options.select, self.options.ignore
        problems += [
            *expired,
            *suppress.unsettled(found, lambda name: name in whole_page or selection.leaves_out(select, ignore, name)),
        ]
        findings += self._own(ran, page, front, problems)
        findings = location.located(findings, page)
        findings.sort(key=lambda one: (one.start, one.end, -one.severity.rank, one.rule))
        return self._report(reading, language, tuple(compose.number_twins(findings)), tuple(held), "")

    def _own(
        self, running: Mapping[str, Choice], page: Page, front: FrontMatter, problems: list[suppress.Problem]
    ) -> list[Finding]:
        """The engine's own findings: about suppressions, approvals and front matter."""
        findings = [
            compose.own(running[problem.rule], page, problem.start, problem.end, problem.value)
            for problem in problems
            if problem.rule in running
        ]
        if (choice := running.get("meta/front-matter")) is not None:
            for wrong in front.problems:
                severity = Severity.ERROR if wrong.is_error else Severity.WARNING
                findings.append(compose.own(choice, page, *page.line_span(wrong.line), wrong.message, severity))
        return findings

    def _report(
        self, reading: Reading, language: str, findings: tuple[Finding, ...], held: tuple[Any, ...], skipped: str
    ) -> Report:
        page = reading.page
        graded = None if skipped else reading.grade
        return Report(
            path=page.path,
            type=reading.page_type.name,
            type_from=reading.page_type.source,
            type_confidence=reading.page_type.confidence,
            type_refused=reading.page_type.refused,
            language=language,
            words=graded.words if graded else len(page.words),
            sentences=graded.sentences if graded else len(page.sentences),
            grade=graded.grade if graded else 0.0,
            difficulty=graded.difficulty if graded else 0.0,
            findings=findings,
            suppressed=held,
            skipped=skipped,
            fragment=reading.fragment,
        )
