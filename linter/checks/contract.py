"""What a kind of check is, as types: what its module has, and what it may have. Plugins keep to it as the shipped kinds do.

A module says that it keeps to it in a line that mypy reads: `_: Check = our_package.our_module`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from msgspec import Struct

    from linter.checks import Candidate
    from linter.lexicon import Lexicon
    from linter.reading import Reading
    from linter.rulefile import Rule
    from linter.search.hits import Scan


class Check(Protocol):
    """What every kind has."""

    @property
    def Params(self) -> type[Struct]:  # noqa: N802
        """The keys that it reads from a rule file, beside those that every rule has: a frozen struct of plain data."""
        raise NotImplementedError

    def check(self, rule: Rule, params: Any, reading: Reading, /) -> Iterable[Candidate]:
        """A candidate for every place of the page that it wants to say something about. `params` are the rule's `Params`."""
        raise NotImplementedError


class WithFields(Check, Protocol):
    """A kind that fills fields of its rules' messages besides {text}, the same for all rules."""

    @property
    def FIELDS(self) -> tuple[str, ...]:  # noqa: N802
        """Their names."""
        raise NotImplementedError


class WithFieldsByRule(Check, Protocol):
    """A kind that fills them only with some keys. Where it has both, these count."""

    def fields(self, params: Any, /) -> list[str]:
        """Their names, for a rule with these keys."""
        raise NotImplementedError


class MayBeEmpty(Check, Protocol):
    """A kind of which a rule can name nothing to look for, which is a mistake."""

    def is_empty(self, params: Any, /) -> bool:
        """Whether a rule with these keys does."""
        raise NotImplementedError


class WithScans(Check, Protocol):
    """A kind that looks for words."""

    def scans(self, params: Any, lexicon: Lexicon | None, /) -> Mapping[str, Scan]:
        """What to search for, by role: `find`, or the key that the words stand under, so that a mistake is said with its line.

        All rules' phrases are found in one pass over the page, all their patterns in another; `reading.hits(rule, role)` gives
        them back. Without a lexicon, what the rule file itself holds.
        """
        raise NotImplementedError
