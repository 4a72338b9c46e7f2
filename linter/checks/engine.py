"""The engine's own findings, about suppressions, approvals and front matter: rule files hold the words, the engine the rest."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from linter.checks import Candidate
from linter.model import Model

if TYPE_CHECKING:
    from linter.reading import Reading
    from linter.rulefile import Rule

FIELDS = ("value",)  # of the rule's message


class Params(Model, frozen=True, kw_only=True):
    """None."""


def check(rule: Rule, params: Params, reading: Reading) -> Iterator[Candidate]:
    """Nothing: the engine speaks for itself."""
    return iter(())
