"""The shipped rules, compiled once for all tests of a process."""

from __future__ import annotations

from functools import cache

from linter.cache import cached_rulebook
from linter.rulebook import Rulebook


@cache
def shipped() -> Rulebook:
    return cached_rulebook()
