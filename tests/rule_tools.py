"""The shipped rules, compiled once for all tests of a process, and a page as they see it."""

from __future__ import annotations

from datetime import date
from functools import cache

from linter import readers
from linter.cache import cached_rulebook
from linter.reading import PageType, Reading, Site
from linter.rulebook import Rulebook


@cache
def shipped() -> Rulebook:
    return cached_rulebook()


def reading(source: str, name: str) -> Reading:
    """A piece of a condition page, read for the United States."""
    page, front = readers.read(source, name)
    return Reading(
        page,
        shipped(),
        shipped().scan(page),
        front=front,
        page_type=PageType("condition"),
        locale="us",
        fragment=True,
        today=date(2026, 11, 22),
        site=Site(),
    )
