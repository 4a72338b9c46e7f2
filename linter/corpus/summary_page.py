"""The page for an archive's owner: which pages, rules, sections, publishers and page types need work first, and how much."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from math import floor
from typing import TYPE_CHECKING, TextIO

import msgspec

from linter import templating
from linter.corpus.tally import (
    ENOUGH,
    REST,
    TOP_GRADE,
    Group,
    Spoken,
    Tally,
    by_gravity,
    by_need,
    by_pages,
    by_rows,
    per_1000,
    times,
)
from linter.findings import Severity
from linter.reporters.wording import some
from linter.rulefile import FAMILIES
from linter.version import VERSION

if TYPE_CHECKING:
    from linter.corpus.made import Made

_PUBLISHERS, _RULES, _HEADINGS, _PAGES, _REASONS = 30, 6, 25, 50, 20  # how many are shown; the tables hold more
_NEEDS = 2  # kinds of findings named where pages are ranked
_SHADES = (1.25, 1.5, 2.0)  # times what is expected, from which a cell is shaded darker
_FAMILIES = {
    "readability": "long sentences and hard pages",
    "jargon": "words that readers may not know",
    "claims": "promises that nobody can check",
    "required": "what a page of its type must say",
    "measure": "doses and units that can be misread",
    "numbers": "figures that do not agree, and chances that mislead",
    "structure": "headings, lists and links",
    "people": "words about people",
    "tone": "blame, fear and selling",
    "safety": "what a page must not tell a patient to do",
    "meta": "carelint's own comments in pages",
}
_PLOT = 220.0  # height of the plot of grades


class Work(msgspec.Struct, frozen=True):
    """One of the four kinds that pages fall into, by the work they need."""

    kind: str
    said: str
    pages: int


class Line(msgspec.Struct, frozen=True):
    """A publisher or a page type."""

    name: str
    group: Group
    rate: str

    @property
    def parts(self) -> tuple[tuple[str, int], ...]:
        """The bar: pages with errors, pages that are too hard, pages with warnings alone."""
        return (("error", self.group.faulty), ("hard", self.group.hard), ("mild", self.group.warned))


class Cell(msgspec.Struct, frozen=True):
    """How a family's findings in a group compare with those of the whole; `shade`: up to 3 for how far they are above."""

    times: float | None
    shade: int


class Row(msgspec.Struct, frozen=True):
    """A rule, and what it found at one severity."""

    title: str
    findings: int
    pages: int


class Column(msgspec.Struct, frozen=True):
    """A column of the plot of grades, in parts of a hundred of its width, and units of its height."""

    grade: int
    pages: int
    x: float
    width: float
    height: float
    is_over: bool


def render(tally: Tally, made: Made, out: TextIO) -> None:
    """Write the page. It needs no network, no script, and no other file."""
    whole = tally.whole
    publishers, page_types = by_need(tally.publishers), by_need(tally.page_types)
    has_publishers = any(name for name, _ in publishers)
    kind = "publisher" if len(publishers) > 1 else "page type"
    compared = [one for one in (publishers if kind == "publisher" else page_types) if one[1].pages >= ENOUGH]
    rules = by_gravity(tally.rules)
    sections = [one for one in by_pages(tally.sections) if one[0] != REST]
    shared = [one for one in sections if one[1].pages > 1]  # the heading of one page is the business of its writer
    columns, target_at = _columns(tally)
    families = [family for family in _families(whole) if whole.families[family]]
    templating.write(
        "corpus.html",
        out,
        made=made,
        version=made.version or VERSION,
        day=_day(made.day),
        tally=tally,
        whole=whole,
        share=share,
        opened=opened,
        rate=_rate(whole),
        work=_work(whole, made.target),
        said_work=_said_work(whole, made.target),
        columns=columns,
        target_at=target_at,
        plot=_PLOT,
        top=TOP_GRADE,
        said_grades=_said_grades(tally),
        worst=_worst(rules, made),
        rules=[(made.title(name), name, spoken, said_rate(per_1000(spoken.findings, whole.words))) for name, spoken in rules],
        said_rules=_said_rules(rules, tally, made),
        publishers=_lines(publishers) if has_publishers else [],
        more_publishers=max(0, len(tally.publishers) - _PUBLISHERS),
        said_publishers=_said_groups(publishers, "publisher"),
        page_types=_lines(page_types),
        said_types=_said_groups(page_types, "page type"),
        families=families,
        heat=[(_named(name, kind), _cells(group, whole, families)) for name, group in compared[:_PUBLISHERS]],
        heat_kind=kind,
        whole_rates=[said_rate(per_1000(whole.families[family], whole.words)) for family in families],
        said_heat=_said_heat(compared, whole, families, kind),
        sections=[(tally.heading(name) or "(no heading)", spoken) for name, spoken in (shared or sections)[:_HEADINGS]],
        said_sections=_said_sections(sections, tally),
        first=[(page, _needs(page.rules, made)) for page in tally.first[:_PAGES]],
        skipped=by_rows(tally.skipped)[:_REASONS],
        rejected=by_rows(tally.rejected)[:_REASONS],
        left_out=sum(one.rows for _, one in by_rows(tally.skipped)),
        set_aside=sum(one.rows for _, one in by_rows(tally.rejected)),
        enough=ENOUGH,
        meanings=[(family, _FAMILIES[family]) for family in families if family in _FAMILIES],
        is_whole=tally.publishers.is_whole and tally.sections.is_whole,
    )


# -- numbers, as people say them ---------------------------------------------------------------


def share(part: int, of: int) -> str:
    """`37%`; what is not nothing and not all is never said to be."""
    if not part or not of:
        return "0%"
    percent = 100 * part / of
    if percent < 1:
        return "under 1%"
    return "over 99%" if part < of and percent > 99 else f"{percent:.0f}%"


def opened(sentence: str) -> str:
    """A sentence with a capital where its first word is our own; a publisher's name stays as it is."""
    return sentence[0].upper() + sentence[1:] if sentence.startswith("the type ") else sentence


def said_rate(rate: float | None) -> str:
    """A rate with as many places as it needs."""
    if not rate:
        return "0"
    return "under 0.01" if rate < 0.01 else f"{rate:.2f}" if rate < 0.1 else f"{rate:,.1f}"


def _rate(group: Group) -> str:
    return said_rate(per_1000(group.errors + group.warnings, group.words))


def _day(day: str) -> str:
    try:
        given = date.fromisoformat(day)
    except ValueError:
        return ""
    return f"{given.day} {given:%B %Y}"


def _named(name: str, kind: str) -> str:
    return name or f"(no {kind} given)"


# -- plots -------------------------------------------------------------------------------------


def _work(whole: Group, target: float | None) -> list[Work]:
    fine = whole.pages - whole.faulty - whole.hard - whole.warned
    kinds = [
        Work("error", "Pages with errors", whole.faulty),
        Work("hard", "No errors, too hard to read", whole.hard),
        Work("mild", "Warnings alone", whole.warned),
        Work("fine", "Nothing but suggestions, or nothing", fine),
    ]
    return [one for one in kinds if one.kind != "hard" or target is not None]


def _columns(tally: Tally) -> tuple[list[Column], float | None]:
    """The plot of grades, and where in it the target stands: after the highest grade that meets it."""
    if not tally.grades:
        return [], None
    met = floor(tally.target) if tally.target is not None else None
    shown = range(min(*tally.grades, met or 99), max(*tally.grades, met or 0) + 1)
    most, width = max(tally.grades.values()), 100 / len(shown)
    columns = [
        Column(
            grade,
            tally.grades[grade],
            i * width,
            width,
            tally.grades[grade] / most * (_PLOT - 60),
            met is not None and grade > met,
        )
        for i, grade in enumerate(shown)
    ]
    return columns, None if met is None else (met - shown[0] + 1) * width


def _worst(rules: Sequence[tuple[str, Spoken]], made: Made) -> list[tuple[Severity, list[Row]]]:
    """Of each severity, the rules that give it on most pages."""
    worst = []
    for severity in Severity:
        rows = [Row(made.title(name), *spoken.of(severity)) for name, spoken in rules]
        rows = sorted((row for row in rows if row.findings), key=lambda row: (-row.pages, -row.findings))[:_RULES]
        worst.append((severity, rows))
    return [(severity, rows) for severity, rows in worst if rows]


def _lines(groups: Sequence[tuple[str, Group]]) -> list[Line]:
    return [Line(name, group, _rate(group)) for name, group in groups[:_PUBLISHERS]]


def _families(whole: Group) -> list[str]:
    return [*FAMILIES, *sorted(set(whole.families) - set(FAMILIES))]


def _cells(group: Group, whole: Group, families: Iterable[str]) -> list[Cell]:
    compared = [times(group, whole, family) for family in families]
    return [Cell(one, sum((one or 0.0) >= least for least in _SHADES)) for one in compared]


def _needs(rules: Sequence[str], made: Made) -> str:
    """What to mend first on a page: the titles of the rules with the gravest and most findings."""
    titles = list(dict.fromkeys(made.title(rule) for rule in rules))
    more = len(titles) - _NEEDS
    return "; ".join([*titles[:_NEEDS], *([f"and {some(more, 'more kind')}"] if more > 0 else [])])


# -- the sentences above the plots -------------------------------------------------------------


def _said_work(whole: Group, target: float | None) -> str:
    count = whole.faulty + whole.hard
    hold, read = ("holds", "reads") if count == 1 else ("hold", "read")
    return f"{_pages(count, whole)} {hold} errors" + ("" if target is None else f" or {read} above the target grade")


def _said_grades(tally: Tally) -> str:
    whole = tally.whole
    if not whole.graded:
        return "No page has a reading grade"
    middle = _middle(tally)
    if tally.target is None:
        return f"Half of the pages read at grade {middle} or lower"
    said = f"{share(whole.above, whole.graded)} of pages read above grade {tally.target:g}, the target"
    return f"{said}; the page in the middle needs grade {middle}"


def _middle(tally: Tally) -> int:
    """The grade at which half of the pages are read."""
    half, seen = tally.whole.graded / 2, 0
    for grade, pages in sorted(tally.grades.items()):
        seen += pages
        if seen >= half:
            return grade
    return 0


def _said_rules(rules: Sequence[tuple[str, Spoken]], tally: Tally, made: Made) -> str:
    if not rules:
        return "No rule found anything"
    if not tally.whole.errors:
        name, spoken = max(rules, key=lambda one: one[1].pages)
        return f"No errors; ‘{made.title(name)}’ is found on {_pages(spoken.pages, tally.whole)}"
    name, spoken = max(rules, key=lambda one: one[1].error_pages)
    return f"‘{made.title(name)}’ is the most widespread error: on {_pages(spoken.error_pages, tally.whole)}"


def _pages(count: int, whole: Group) -> str:
    return f"{some(count, 'page')} ({share(count, whole.pages)})"


def _said_groups(groups: Sequence[tuple[str, Group]], kind: str) -> str:
    known = [(_subject(name, kind), group) for name, group in groups if name and name != REST]
    if not known:
        return f"No page names its {kind}"
    name, first = known[0]
    if first.faulty:
        said = f"{name} has the most pages with errors: {first.faulty:,} of {first.pages:,}"
        enough = [one for one in known if one[1].pages >= ENOUGH]
        other, densest = max(enough, key=lambda one: one[1].faulty / one[1].pages, default=known[0])
        if densest.faulty * first.pages > first.faulty * densest.pages:
            said += f"; {other} has the highest share, {share(densest.faulty, densest.pages)}"
        return said
    if first.hard:
        hard = f"{first.hard:,} of {first.pages:,}"
        return f"No {kind} has pages with errors; {name} has the most pages above the target grade: {hard}"
    return f"No {kind} has pages with errors"


def _subject(name: str, kind: str) -> str:
    return f"the type ‘{name}’" if kind == "page type" else name


def _said_heat(groups: Sequence[tuple[str, Group]], whole: Group, families: Iterable[str], kind: str) -> str:
    named = [one for one in groups[:_PUBLISHERS] if one[0] and one[0] != REST]
    compared = [(often, name, family) for name, group in named for family in families if (often := times(group, whole, family))]
    if not compared:
        return f"Too little is found to compare one {kind} with another"
    most, name, family = max(compared)
    if most < _SHADES[0]:
        return f"No {kind} stands out in any family of rules"
    said = f"{most:.1f} times as many ‘{family}’ findings as the whole archive leads one to expect"
    return f"{_subject(name, kind)} stands out most: {said}"


def _said_sections(sections: Sequence[tuple[str, Spoken]], tally: Tally) -> str:
    known = [one for one in sections if one[0]]
    if not known:
        return "No error or warning stands under a heading"
    name, spoken = known[0]
    found = some(spoken.errors + spoken.warnings, "error or warning", "errors and warnings")
    return f"‘{tally.heading(name)}’ is the heading to work on first: {found} on {some(spoken.pages, 'page')}"
