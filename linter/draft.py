"""A finding in the making: what guards, weight and a parser still may change."""

from __future__ import annotations

import msgspec

from linter.checks import Candidate
from linter.findings import Severity
from linter.selection import Choice


class Draft(msgspec.Struct, kw_only=True):
    """Its rule, its weight, and the candidates that share its root cause, the first of them first."""

    choice: Choice
    severity: Severity
    places: list[Candidate]

    @property
    def first(self) -> Candidate:
        return self.places[0]
