"""What carelint says: findings, their fixes, and the report about one page."""

from __future__ import annotations

from enum import StrEnum

from linter.choices import rank
from linter.model import Struct


class Severity(StrEnum):
    """How much a finding weighs. `error` fails a gate by default."""

    ERROR = "error"
    WARNING = "warning"
    SUGGESTION = "suggestion"

    @property
    def rank(self) -> int:
        """0 for a suggestion, 2 for an error."""
        return rank(self)


class Edit(Struct, frozen=True, omit_defaults=True):
    """Replace `source[start:end]` by `text`. `dose`: it touches an amount of medicine, so that a person has to allow it."""

    start: int
    end: int
    text: str
    dose: bool = False


class Fix(Struct, frozen=True):
    """Edits that settle a finding. `safe`: meaning cannot change, so that no person needs to look."""

    safe: bool
    edits: tuple[Edit, ...]


class Related(Struct, frozen=True):
    """Another place that belongs to a finding."""

    line: int
    column: int
    start: int
    end: int
    message: str


class Standard(Struct, frozen=True, forbid_unknown_fields=True):
    """What a rule rests on: a law, a guideline, a published study."""

    name: str
    section: str = ""
    year: int = 0
    url: str = ""


class Location(Struct, frozen=True):
    """A place for people, in a document without lines: the paragraph, counted from 1, and the headings that it stands under."""

    paragraph: int
    heading_path: tuple[str, ...] = ()


class Finding(Struct, frozen=True, kw_only=True):
    """What a rule says about one place.

    `start` and `end` are 0-based code-point offsets into the source, `end` exclusive; `line` and `column` are 1-based, in code
    points; `text` is `source[start:end]`, or empty for a finding about the whole page, which is placed on its first heading.
    Of a finding with a `count`, the last `count - 1` of `related` are its other uses.
    `protected`: no page, severity, baseline or option silences it. `amount`: what was counted, where the rule counts something.
    """

    rule: str
    severity: Severity
    message: str
    line: int
    column: int
    end_line: int
    end_column: int
    start: int
    end: int
    text: str
    count: int = 1
    related: tuple[Related, ...] = ()
    suggestion: str | None = None
    fix: Fix | None = None
    fingerprint: str = ""
    protected: bool = False
    amount: float | None = None
    standard: Standard
    location: Location | None = None  # of a finding in a Word document


class Suppressed(Struct, frozen=True):
    """A finding that was not reported, and who said so: the page, a baseline or an approval."""

    rule: str
    line: int
    reason: str
    by: str


class Report(Struct, frozen=True, kw_only=True):
    """What carelint found on one page. `skipped` says why a page was not linted, "" where it was. `fragment`: it was linted as
    a snippet, without the rules about whole pages. `type_refused` is the type that the page claims and may not."""

    path: str
    type: str
    type_from: str
    type_confidence: float
    language: str
    words: int
    sentences: int
    grade: float
    difficulty: float
    findings: tuple[Finding, ...]
    suppressed: tuple[Suppressed, ...] = ()
    skipped: str = ""
    fragment: bool = False
    type_refused: str = ""

    def count(self, severity: Severity) -> int:
        """Number of findings of one severity."""
        return sum(finding.severity is severity for finding in self.findings)
