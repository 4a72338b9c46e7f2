"""What the page for an archive's owner says: which pages, rules, sections, publishers and types need work first, and how much."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from math import floor
from typing import TYPE_CHECKING, TextIO

import msgspec

from linter import templating
from linter.corpus.tally import REST, Group, Named, Spoken, Tally, by_count, by_gravity, by_need, by_rows, per_1000
from linter.findings import Severity
from linter.reporters.wording import some
from linter.rulefile import FAMILIES
from linter.version import VERSION

if TYPE_CHECKING:
    from linter.corpus.summary import Made

_PUBLISHERS, _RULES, _HEADINGS, _PAGES, _REASONS = 30, 6, 25, 50, 20  # how many are shown; the tables hold more
_NEEDS = 2  # kinds of findings named where pages are ranked
_ENOUGH_PAGES, _ENOUGH_FINDINGS = 10, 20  # a group or a family with fewer is not compared: chance would decide
_SHADES = (1.25, 1.5, 2.0)  # times the rate of the whole from which a cell is shaded darker
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
        return (("error", self.group.faulty), ("over", self.group.hard), ("mild", self.group.warned))


class Cell(msgspec.Struct, frozen=True):
    """A family's rate in a group. `shade`: 0, or up to 3 for how far it is above the rate of the whole."""

    rate: str
    shade: int
    times: str


class Row(msgspec.Struct, frozen=True):
    """A rule or a heading."""

    name: str
    id: str
    spoken: Spoken
    count: int  # what its bar shows
    rate: str


class Column(msgspec.Struct, frozen=True):
    """A column of the plot of grades, in parts of a hundred of its width, and units of its height."""

    grade: int
    pages: int
    x: float
    width: float
    height: float
    is_over: bool

    @property
    def label(self) -> str:
        return f"{self.grade}"


def render(tally: Tally, made: Made, out: TextIO) -> None:
    """Write the page. It needs no network, no script, and no other file."""
    whole = tally.whole
    publishers, page_types = by_need(tally.publishers), by_need(tally.page_types)
    has_publishers = any(name for name, _ in publishers)
    compared, kind = (publishers, "publisher") if len(publishers) > 1 else (page_types, "page type")
    rules = by_gravity(tally.rules)
    sections = [one for one in by_count(tally.sections) if one[1].errors + one[1].warnings and one[0] != REST]
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
        rate=_rate(whole),
        work=_work(whole, made.target),
        columns=columns,
        target_at=target_at,
        plot=_PLOT,
        said_grades=_said_grades(tally),
        worst=_worst(rules, tally, made),
        rules=[_row(made.title(name), name, spoken, spoken.pages, whole.words) for name, spoken in rules],
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
        sections=[
            _row(tally.headings.get(name) or "(no heading)", "", spoken, spoken.errors + spoken.warnings, whole.words)
            for name, spoken in sections[:_HEADINGS]
        ],
        said_sections=_said_sections(sections, tally),
        first=[(page, _needs(page.rules, made)) for page in tally.first[:_PAGES]],
        skipped=by_rows(tally.skipped)[:_REASONS],
        rejected=by_rows(tally.rejected)[:_REASONS],
        left_out=sum(one.rows for _, one in by_rows(tally.skipped)),
        set_aside=sum(one.rows for _, one in by_rows(tally.rejected)),
        enough=_ENOUGH_PAGES,
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
    met = "" if target is None else ", at the target grade"
    kinds = [
        Work("error", "Pages with errors", whole.faulty),
        Work("over", "No errors, too hard to read", whole.hard),
        Work("mild", f"No errors{met}, with warnings", whole.warned),
        Work("fine", "Nothing but suggestions, or nothing", fine),
    ]
    return [one for one in kinds if one.kind != "over" or target is not None]


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


def _worst(rules: Iterable[tuple[str, Spoken]], tally: Tally, made: Made) -> list[tuple[Severity, list[Row]]]:
    """Of each severity, the rules that speak on most pages. A rule stands where most of its findings are."""
    by_severity: dict[Severity, list[tuple[str, Spoken]]] = {severity: [] for severity in Severity}
    for name, spoken in rules:
        by_severity[max(Severity, key=lambda severity: (_of(spoken, severity), severity.rank))].append((name, spoken))
    return [
        (
            severity,
            [
                _row(made.title(name), name, spoken, spoken.pages, tally.whole.words)
                for name, spoken in sorted(found, key=lambda one: (-one[1].pages, one[0]))[:_RULES]
            ],
        )
        for severity, found in by_severity.items()
        if found
    ]


def _of(spoken: Spoken, severity: Severity) -> int:
    return {Severity.ERROR: spoken.errors, Severity.WARNING: spoken.warnings, Severity.SUGGESTION: spoken.suggestions}[severity]


def _row(name: str, id: str, spoken: Spoken, count: int, words: int) -> Row:
    return Row(name, id, spoken, count, said_rate(per_1000(spoken.findings, words)))


def _lines(groups: Sequence[tuple[str, Group]]) -> list[Line]:
    return [Line(name, group, _rate(group)) for name, group in groups[:_PUBLISHERS]]


def _families(whole: Group) -> list[str]:
    return [*FAMILIES, *sorted(set(whole.families) - set(FAMILIES))]


def _times(group: Group, whole: Group, family: str) -> float:
    """How many times as often a family speaks in a group as in the whole; 0 where there is too little to compare."""
    if group.pages < _ENOUGH_PAGES or group.families[family] < _ENOUGH_FINDINGS or not group.words:
        return 0.0
    return (group.families[family] / group.words) / (whole.families[family] / whole.words)


def _cells(group: Group, whole: Group, families: Iterable[str]) -> list[Cell]:
    cells = []
    for family in families:
        times = _times(group, whole, family)
        shade = sum(times >= least for least in _SHADES)
        cells.append(Cell(said_rate(per_1000(group.families[family], group.words)), shade, f"{times:.1f}" if shade else ""))
    return cells


def _needs(rules: Sequence[str], made: Made) -> str:
    """What to mend first on a page: the titles of the rules with the gravest and most findings."""
    titles = list(dict.fromkeys(made.title(rule) for rule in rules))
    more = len(titles) - _NEEDS
    return "; ".join([*titles[:_NEEDS], *([f"and {some(more, 'more kind')}"] if more > 0 else [])])


# -- the sentences above the plots -------------------------------------------------------------


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
    faulty = [one for one in rules if one[1].errors]
    name, spoken = faulty[0] if faulty else max(rules, key=lambda one: one[1].pages)
    if not faulty:
        return f"No errors. ‘{made.title(name)}’ is found on {_pages(spoken.pages, tally.whole)}"
    return f"‘{made.title(name)}’ gives the most errors: {spoken.errors:,}, on {_pages(spoken.pages, tally.whole)}"


def _pages(count: int, whole: Group) -> str:
    return f"{some(count, 'page')} ({share(count, whole.pages)})"


def _said_groups(groups: Sequence[tuple[str, Group]], kind: str) -> str:
    known = [one for one in groups if one[0] and one[0] != REST]
    if not known:
        return f"No page names its {kind}"
    name, first = known[0]
    if first.faulty:
        said = f"{name} has the most pages with errors: {first.faulty:,} of {first.pages:,}"
        densest = max(
            (one for one in known if one[1].pages >= _ENOUGH_PAGES), key=lambda one: one[1].faulty / one[1].pages, default=None
        )
        if densest is not None and densest[0] != name and densest[1].faulty / densest[1].pages > first.faulty / first.pages:
            said += f". The share is highest in {densest[0]}: {share(densest[1].faulty, densest[1].pages)}"
        return said
    if first.hard:
        return f"No {kind} has errors. {name} has the most pages above the target grade: {first.hard:,} of {first.pages:,}"
    return f"No {kind} has errors or pages above the target grade"


def _said_heat(groups: Sequence[tuple[str, Group]], whole: Group, families: Iterable[str], kind: str) -> str:
    times, name, family = max(
        (
            (_times(group, whole, family), name, family)
            for name, group in groups[:_PUBLISHERS]
            for family in families
            if name != REST
        ),
        default=(0.0, "", ""),
    )
    if times < _SHADES[0]:
        return f"No {kind} stands out in any family of rules"
    return f"{_named(name, kind)} stands out most: {times:.1f} times as many findings on {family} as in the archive as a whole"


def _said_sections(sections: Sequence[tuple[str, Spoken]], tally: Tally) -> str:
    known = [one for one in sections if one[0]]
    if not known:
        return "Nothing is found under a heading"
    name, spoken = known[0]
    count = some(spoken.errors + spoken.warnings, "error or warning", "errors and warnings")
    return f"More is found under ‘{tally.headings.get(name, name)}’ than under any other heading: {count} on {some(spoken.pages, 'page')}"
