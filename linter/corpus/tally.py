"""What a corpus run found, added up part by part: memory stays the same however many pages there are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, Generic, Protocol, Self, TypeVar

import msgspec

from linter.findings import Severity
from linter.store.regexes import regex

if TYPE_CHECKING:
    import pyarrow as pa

FIRST = 100  # pages that are named as those to mend first
ENOUGH = 10  # of fewer pages, or fewer findings expected and found, chance would decide how they compare
REST = "(all others)"  # the name of names that were too many to be kept apart
TOP_GRADE = 18  # the highest grade that carelint gives
_PUBLISHERS, _HEADINGS, _REASONS = 20_000, 50_000, 1_000  # names that are kept apart
_NAME = 200  # characters of a name that tell it from others
_SPACE = regex(r"\s+")
_NUMBER = regex(r"\d{1,2}(?:\.\d{1,2})*[.)] ")
_AROUND_HEADING = " \t#*.:;,?!-–—"

# The columns that are read.
PAGES = "id publisher page_type words grade errors warnings suggestions suppressed skipped".split()
FINDINGS = "id publisher page_type rule family severity section text".split()
REJECTED = "id row reason".split()


class _Sum(msgspec.Struct):
    """Numbers that are added field by field."""

    def add(self, other: Self) -> None:
        for name in self.__struct_fields__:
            setattr(self, name, getattr(self, name) + getattr(other, name))


class Group(_Sum):
    """The pages of a publisher, or of a type. A page is in the first of `faulty`, `hard`, `warned` that fits, or in none."""

    pages: int = 0
    words: int = 0
    errors: int = 0
    warnings: int = 0
    suggestions: int = 0
    suppressed: int = 0
    faulty: int = 0  # pages with errors
    hard: int = 0  # pages without errors that read above the target grade
    warned: int = 0  # other pages with warnings
    above: int = 0  # all pages above the target grade, with and without errors
    graded: int = 0  # pages that have a grade
    grades: float = 0.0  # their sum
    families: Counter[str] = msgspec.field(default_factory=Counter)  # errors and warnings
    of_whole: Counter[str] = msgspec.field(default_factory=Counter)  # those of them that are about a page as a whole

    @property
    def grade(self) -> float | None:
        """The mean grade."""
        return round(self.grades / self.graded, 1) if self.graded else None


class Spoken(_Sum):
    """The findings of a rule, or under a heading, and the pages that they are on."""

    pages: int = 0
    error_pages: int = 0
    warning_pages: int = 0
    suggestion_pages: int = 0
    errors: int = 0
    warnings: int = 0
    suggestions: int = 0

    def of(self, severity: str) -> tuple[int, int]:
        """How many findings of a severity there are, and on how many pages."""
        return getattr(self, f"{severity}s"), getattr(self, f"{severity}_pages")

    def note(self, severity: str, findings: int, pages: int) -> None:
        """Count findings of a severity."""
        setattr(self, f"{severity}s", getattr(self, f"{severity}s") + findings)
        setattr(self, f"{severity}_pages", getattr(self, f"{severity}_pages") + pages)

    @property
    def findings(self) -> int:
        return self.errors + self.warnings + self.suggestions


class Aside(_Sum):
    """Rows of the source that were set aside for one reason; `example` is the first."""

    rows: int = 0
    example: str = ""
    first_row: int = 0

    def add(self, other: Self) -> None:
        self.rows += other.rows


class _Adds(Protocol):
    def add(self, other: Self) -> None: ...


T = TypeVar("T", bound=_Adds)


class Named(Generic[T]):
    """Sums by name. Where there are more names than can be kept, those with the smallest sums are added up as `rest`."""

    def __init__(self, new: Callable[[], T], size: Callable[[T], int], most: int) -> None:
        self._new, self._size, self._most = new, size, most
        self._sums: dict[str, T] = {}
        self.rest = new()
        self.is_whole = True

    def __getitem__(self, name: str) -> T:
        if name not in self._sums:
            self._sums[name] = self._new()
        return self._sums[name]

    def __contains__(self, name: str) -> bool:
        return name in self._sums

    def __len__(self) -> int:
        return len(self._sums)

    def items(self) -> Iterator[tuple[str, T]]:
        return iter(self._sums.items())

    def trim(self) -> None:
        """Let go of small sums, where there are twice as many as may be kept."""
        if len(self._sums) <= 2 * self._most:
            return
        self.is_whole = False
        ordered = sorted(self._sums, key=lambda name: (-self._size(self._sums[name]), name))
        for name in ordered[self._most :]:
            self.rest.add(self._sums.pop(name))


class First(msgspec.Struct, frozen=True):
    """A page to mend first. `rules`: those that spoke, the gravest and most frequent first."""

    id: str
    publisher: str
    page_type: str
    words: int
    grade: float
    over: float  # grades above the target
    errors: int
    warnings: int
    suggestions: int
    rules: tuple[str, ...] = ()

    @property
    def need(self) -> tuple[float, ...]:
        """Sorts pages: errors first, then warnings, then how far the grade is over its target, then suggestions."""
        return (-self.errors, -self.warnings, -self.over, -self.suggestions)


class Tally:
    """Takes the parts of a run, one after the other. `target`: the grade to aim for; None where there is none."""

    def __init__(self, target: float | None) -> None:
        self.target = target
        self.whole = Group()
        self.publishers = Named(Group, lambda group: group.pages, _PUBLISHERS)
        self.page_types = Named(Group, lambda group: group.pages, _REASONS)
        self.rules = Named(Spoken, lambda spoken: spoken.pages, _HEADINGS)
        self.sections = Named(Spoken, lambda spoken: spoken.pages, _HEADINGS)
        self._spelled: dict[str, str] = {}  # headings, as they were first spelled
        self.grades: Counter[int] = Counter()  # rounded up: a page of grade 7.2 needs grade 8
        self.first: list[First] = []
        self.skipped = Named(Aside, lambda aside: aside.rows, _REASONS)
        self.rejected = Named(Aside, lambda aside: aside.rows, _REASONS)

    def heading(self, name: str) -> str:
        """A heading as it was first spelled; empty where there is none."""
        return name and self._spelled.get(name, name)

    def add(self, pages: pa.Table, findings: pa.Table | None, rejected: pa.Table | None) -> None:
        """Take a part: its pages, their findings, the rows that were set aside."""
        import pyarrow.compute as pc

        left_out = pc.not_equal(pages["skipped"], "")
        self._set_aside(self.skipped, pages.filter(left_out).select(["id", "skipped"]).rename_columns(["id", "reason"]))
        linted = pages.filter(pc.invert(left_out))
        self._pages(linted)
        if findings is not None:
            self._findings(findings)
        self._first(linted, findings)
        if rejected is not None:
            self._set_aside(self.rejected, rejected)
        for named in (self.publishers, self.page_types, self.rules, self.sections, self.skipped, self.rejected):
            named.trim()
        if len(self._spelled) > 2 * len(self.sections) + _REASONS:
            self._spelled = {name: spelled for name, spelled in self._spelled.items() if name in self.sections}

    def _pages(self, linted: pa.Table) -> None:
        import pyarrow as pa
        import pyarrow.compute as pc

        graded = pc.and_(pc.greater(linted["words"], 0), pc.is_finite(linted["grade"]))
        above = pc.and_(graded, pc.greater(linted["grade"], _or_never(self.target)))
        faulty = pc.greater(linted["errors"], 0)
        hard = pc.and_not(above, faulty)
        warned = pc.and_not(pc.greater(linted["warnings"], 0), pc.or_(faulty, above))
        marks = {"faulty": faulty, "hard": hard, "warned": warned, "above": above, "graded": graded}
        numbers = {name: linted[name].cast(pa.int64()) for name in ("words", "errors", "warnings", "suggestions", "suppressed")}
        numbers |= {name: mark.cast(pa.int64()) for name, mark in marks.items()}
        numbers["pages"] = pa.array([1] * len(linted), pa.int64())
        numbers["grades"] = pc.if_else(graded, linted["grade"], 0.0)
        for key, named in (("publisher", self.publishers), ("page_type", self.page_types)):
            table = pa.table({"": linted[key], **numbers})
            for row in table.group_by("", use_threads=False).aggregate([(name, "sum") for name in numbers]).to_pylist():
                group = Group(**{name: row[f"{name}_sum"] for name in numbers})
                named[row[""][:_NAME]].add(group)
                if named is self.page_types:
                    self.whole.add(group)
        rounded = pc.min_element_wise(pc.max_element_wise(pc.ceil(linted["grade"].filter(graded)), 1), TOP_GRADE)
        for row in pc.value_counts(rounded).to_pylist():
            self.grades[int(row["values"])] += row["counts"]

    def _findings(self, findings: pa.Table) -> None:
        import pyarrow.compute as pc

        self._spoken(self.rules, "rule", findings)
        grave = findings.filter(pc.not_equal(findings["severity"], Severity.SUGGESTION.value))
        of_whole = pc.equal(grave["text"], "")  # what is said of a page as a whole has no section
        self._spoken(self.sections, "section", self._with_headings(grave.filter(pc.invert(of_whole))))
        for row in _counted(grave.append_column("of_whole", of_whole), "publisher", "page_type", "family", "of_whole"):
            for group in (self.publishers[row["publisher"][:_NAME]], self.page_types[row["page_type"][:_NAME]], self.whole):
                group.families[row["family"]] += row["count_all"]
                if row["of_whole"]:
                    group.of_whole[row["family"]] += row["count_all"]

    def _spoken(self, named: Named[Spoken], key: str, findings: pa.Table) -> None:
        by_page = findings.group_by([key, "severity", "id"], use_threads=False).aggregate([([], "count_all")])
        sums = [("count_all", "sum"), ("count_all", "count")]
        for row in by_page.group_by([key, "severity"], use_threads=False).aggregate(sums).to_pylist():
            named[row[key]].note(row["severity"], row["count_all_sum"], row["count_all_count"])
        once = by_page.group_by([key, "id"], use_threads=False).aggregate([])
        for row in _counted(once, key):
            named[row[key]].pages += row["count_all"]

    def _with_headings(self, findings: pa.Table) -> pa.Table:
        """The same findings; headings that differ in case, spaces, their number and marks at their ends are one."""
        import pyarrow as pa

        coded = findings["section"].combine_chunks().dictionary_encode()
        names = []
        for heading in coded.dictionary.to_pylist():
            spelled = _NUMBER.sub("", _SPACE.sub(" ", heading).strip(" #*:"))[:_NAME]
            names.append(spelled.strip(_AROUND_HEADING).casefold())
            self._spelled.setdefault(names[-1], spelled)
        named = pa.array(names, pa.string()).take(coded.indices)
        return findings.set_column(findings.schema.get_field_index("section"), "section", named)

    def _first(self, linted: pa.Table, findings: pa.Table | None) -> None:
        import pyarrow as pa
        import pyarrow.compute as pc

        over = pc.max_element_wise(pc.subtract(linted["grade"], _or_never(self.target)), 0.0)
        over = pc.if_else(pc.greater(linted["words"], 0), over, 0.0)
        linted = linted.append_column("over", pc.round(over, 1))
        order = [(name, "descending") for name in ("errors", "warnings", "over", "suggestions")]
        rows = linted.take(pc.sort_indices(linted, [*order, ("id", "ascending")])[:FIRST]).to_pylist()
        fields = First.__struct_fields__[:-1]
        new = [First(**{name: row[name] for name in fields}) for row in rows if row["errors"] or row["warnings"] or row["over"]]
        self.first = sorted([*self.first, *new], key=lambda page: (page.need, page.id))[:FIRST]
        chosen = {page.id for page in new} & {page.id for page in self.first if not page.rules}
        if not chosen or findings is None:
            return
        theirs = findings.filter(pc.is_in(findings["id"], pa.array(sorted(chosen), pa.string())))
        rules: dict[str, list[tuple[int, int, str]]] = {}
        for row in _counted(theirs, "id", "rule", "severity"):
            rules.setdefault(row["id"], []).append((-Severity(row["severity"]).rank, -row["count_all"], row["rule"]))
        said = {name: tuple(dict.fromkeys(rule for _, _, rule in sorted(found))) for name, found in rules.items()}
        self.first = [page if page.rules else msgspec.structs.replace(page, rules=said.get(page.id, ())) for page in self.first]

    def _set_aside(self, named: Named[Aside], rows: pa.Table) -> None:
        for row in rows.to_pylist():
            aside = named[row["reason"][:_NAME]]
            if not aside.rows:
                aside.example, aside.first_row = row["id"][:_NAME], row.get("row", 0)
            aside.rows += 1


def _or_never(target: float | None) -> float:
    return float("inf") if target is None else target


def _counted(table: pa.Table, *keys: str) -> list[dict[str, Any]]:
    """How many rows there are of each, in an order that does not depend on the machine."""
    rows: list[dict[str, Any]] = table.group_by(list(keys), use_threads=False).aggregate([([], "count_all")]).to_pylist()
    return rows


def per_1000(count: int, words: int) -> float | None:
    """Findings for every 1,000 words."""
    return round(1000 * count / words, 3) if words else None


def by_need(named: Named[Group]) -> list[tuple[str, Group]]:
    """The most pages with errors first, then the most that are too hard, then the most with warnings."""
    ordered = sorted(named.items(), key=lambda one: (-one[1].faulty, -one[1].hard, -one[1].warned, one[0]))
    return ordered + ([] if named.is_whole else [(REST, named.rest)])


def by_gravity(named: Named[Spoken]) -> list[tuple[str, Spoken]]:
    """Rules with the most errors first, then with the most warnings, then with the most suggestions."""
    return sorted(named.items(), key=lambda one: (-one[1].errors, -one[1].warnings, -one[1].suggestions, one[0]))


def by_pages(named: Named[Spoken]) -> list[tuple[str, Spoken]]:
    """The most pages first, then the most errors, then the most warnings."""
    ordered = sorted(named.items(), key=lambda one: (-one[1].pages, -one[1].errors, -one[1].warnings, one[0]))
    return ordered + ([] if named.is_whole else [(REST, named.rest)])


def by_rows(named: Named[Aside]) -> list[tuple[str, Aside]]:
    """The most frequent reasons first."""
    ordered = sorted(named.items(), key=lambda one: (-one[1].rows, one[0]))
    return ordered + ([] if named.is_whole else [(REST, named.rest)])


def times(group: Group, whole: Group, family: str) -> float | None:
    """How many times as often a family of rules speaks in a group as its words and pages would lead one to expect of the whole.

    What is said of a page as a whole is expected by the page, all else by the word, so that short pages do not
    seem worse for what they lack. None where there is too little to compare.
    """
    if group.pages < ENOUGH or not group.words:
        return None
    found, of_whole = whole.families[family], whole.of_whole[family]
    expected = (found - of_whole) * group.words / whole.words + of_whole * group.pages / whole.pages
    if max(expected, group.families[family]) < ENOUGH or not expected:
        return None
    return round(group.families[family] / expected, 2)
