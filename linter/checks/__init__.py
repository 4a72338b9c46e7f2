"""The kinds of check a rule can name, one module each.

A check module has

- `Params`: the keys it reads from a rule file, a frozen `msgspec.Struct`;
- `check(rule, params, reading)`: yields a `Candidate` for every place it wants to say something about;
- `FIELDS`: the fields of its rules' messages that it fills, if any besides {text};
- `fields(params)` in its place, if it hangs on the rule's keys which are filled;
- `is_empty(params)`, if a rule can name nothing to look for;
- `scans(params, lexicon)`, if it looks for words: what to search for, by role. All rules' phrases are found in one pass over
  the page, all their patterns in another; `reading.hits(rule, role)` gives them back.

Those that ship may have these as well:

- `NO_OPTIONS`, if some keys say what a rule is about, and no option may change them; `WEIGHTS`, if some say how much it weighs,
  which may be raised though the rule is protected;
- `keys_of(params, phrase)`, if phrases are keys of a rule file: where there one stands;
- `rules_named(params)`, if a rule can ask what other rules found: the key, and the rules or families;

`contract.py` has the first list as types. A key `table` names a table of the lexicon. A check knows no file format and no
output, and no rule by name. Guards, precedence, severity and suppression come after it. Installed packages may provide more
kinds: `linter/plugins.py`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, cast

import msgspec

from linter.store.regexes import regex

if TYPE_CHECKING:
    from linter.checks.contract import Check


class Place(msgspec.Struct, frozen=True):
    """A second place of a finding: offsets into `Page.text`, and what to say of it."""

    start: int
    end: int
    message: str = ""


class Candidate(msgspec.Struct, frozen=True, kw_only=True):
    """Something a check would say. Offsets are into `Page.text`; both None stands for the page as a whole, shown at `line` of
    its source (front matter), or at the first heading.

    `values` fill the fields of the rule's message ({text} is filled by the engine). `group` joins candidates into one finding
    with a count: the word or term they share; "" keeps each apart. `severity` is the check's own, where the rule's parameters
    or the case lower or raise the rule's; None leaves it to the rule. `edit` replaces the text of the place.
    `context` names what the place is about, for severity conditions: "dose". `guess` is how loud at most what is
    but guessed may be; it is not said where another rule of its order of precedence is sure of something in the sentence.
    """

    start: int | None = None
    end: int | None = None
    line: int = 0
    values: dict[str, str] = {}
    group: str = ""
    severity: str | None = None
    suggestion: str | None = None
    edit: str | None = None
    edit_safe: bool = False
    related: tuple[Place, ...] = ()
    context: frozenset[str] = frozenset()
    guess: str | None = None


def without_overlaps(found: Iterable[Candidate]) -> Iterator[Candidate]:
    """Candidates that have a place, in order of place; of two that overlap, the first, and the longer where both begin."""
    done = -1
    for candidate in sorted(found, key=lambda candidate: (candidate.start or 0, -(candidate.end or 0))):
        if candidate.start is not None and candidate.end is not None and candidate.start >= done:
            yield candidate
            done = candidate.end


_FIELD = regex(r"\{(\w+)\}")  # runs on a rule's message, never on a page


def fill(message: str, values: dict[str, str]) -> str:
    """A message with its fields replaced; a field that nobody filled is left out. What is filled in is not read again."""
    text, *rest = _parts(message)
    if not rest:
        return text
    return text + "".join([part if i % 2 else values.get(part, "") for i, part in enumerate(rest)])


@lru_cache(maxsize=1 << 10)
def _parts(message: str) -> list[str]:
    """The text before the first field, the name of the field, the text before the next, its name, and so on."""
    return _FIELD.split(message)


_NAMES = (
    "agreement",
    "approved-use",
    "bare-number",
    "contradiction",
    "definition",
    "dose-form",
    "engine",
    "limit",
    "link",
    "naming",
    "notation",
    "outline",
    "passive",
    "phrase",
    "presence",
    "quantity",
    "quantity-pairs",
    "required-text",
    "review-date",
    "risk-format",
    "spoon-dose",
    "temperature",
    "term",
    "trademark",
)


def names() -> tuple[str, ...]:
    """The kinds of check that ship."""
    return _NAMES


def fields(name: str, params: Any) -> list[str]:
    """The fields of a message that a rule with such a check fills, {text} among them. Raises as `load` does."""
    module = load(name)
    return ["text", *(module.fields(params) if hasattr(module, "fields") else getattr(module, "FIELDS", ()))]


@cache
def load(name: str) -> Check:
    """A kind of check: one that ships, or else one that an installed package provides.

    Raises KeyError for a kind that nobody provides, PluginError for one that cannot be used.
    """
    if name not in _NAMES:
        from linter import plugins

        return plugins.load(name)
    from importlib import import_module

    return cast("Check", import_module(f"linter.checks.{name.replace('-', '_')}"))
