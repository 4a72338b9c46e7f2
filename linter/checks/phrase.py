"""Words and patterns that say something by themselves: claims, jargon, blame, wordy phrases."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import msgspec

from linter.checks import Candidate
from linter.hits import Hit, Scan, longest
from linter.lexicon import split_cell

if TYPE_CHECKING:
    from linter.reading import Reading
    from linter.rulefile import Rule


class Params(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, rename="kebab"):
    """`phrases` and `patterns` are what to flag; `swaps` are phrases with what to write instead.

    `table` names a table of the lexicon whose first column holds phrases (several forms parted by `|`), the second what to
    write instead (one for each form, or one for all) and the column `except`, where there is one, phrases that hide the word.
    `once`: `word` reports each phrase once a page with a count, `page` joins all of the rule's hits, `no` reports every hit.
    `fix`: whether the words to write instead can be put in their place: `safe`, `unsafe` or `no`.
    `swaps-in` are swaps of one locale; `not-for` are audiences whose pages it does not look at.
    """

    phrases: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()
    swaps: dict[str, str] = {}
    swaps_in: dict[str, dict[str, str]] = {}
    not_for: tuple[str, ...] = ()
    table: str = ""
    once: str = "no"
    fix: str = "no"
    kinds: tuple[str, ...] = ()  # kinds of block it looks at; all prose where none is named


class Entry(msgspec.Struct, frozen=True):
    """A phrase of the table: the word it belongs to, and what to write instead."""

    phrase: str
    group: str
    plain: str


def _entries(params: Params, lexicon: Any) -> tuple[list[Entry], list[str]]:
    """Phrases with what to write instead, from the rule and its table, and the phrases in which they are not meant."""
    entries = [Entry(phrase, phrase, plain) for phrase, plain in params.swaps.items()]
    hidden: list[str] = []
    if params.table and lexicon is not None:
        for row in lexicon.table(params.table):
            first, second, *_ = row.values()
            forms, plains = split_cell(first), split_cell(second)
            if len(plains) == 1:
                plains *= len(forms)
            entries += [Entry(form, forms[0], plain) for form, plain in zip(forms, plains, strict=True)]
            hidden += split_cell(row.get("except", ""))
    return entries, hidden


def scans(params: Params, lexicon: Any) -> dict[str, Scan]:
    """The rule's phrases and patterns, and the phrases that hide them."""
    entries, hidden = _entries(params, lexicon)
    return {
        "find": Scan((*params.phrases, *(entry.phrase for entry in entries)), params.patterns),
        "hidden": Scan(tuple(hidden)),
        **{f"find-{locale}": Scan(tuple(swaps)) for locale, swaps in params.swaps_in.items()},
    }


def check(rule: Rule, params: Params, reading: Reading) -> Iterator[Candidate]:
    """One candidate for each hit; where hits overlap, the longest from the left."""
    local = reading.hits(rule, f"find-{reading.locale}")
    if not (local or reading.hits(rule)) or reading.front.facts.audience in params.not_for:
        return
    hidden = reading.places(rule, "hidden")
    entries = reading.rulebook.derived(rule.id, lambda lexicon: _entries(params, lexicon)[0])
    own = [Entry(phrase, phrase, plain) for phrase, plain in params.swaps_in.get(reading.locale, {}).items()]
    # Words of the locale are numbered after those of everywhere.
    after = len(params.phrases) + len(entries) + len(params.patterns)
    local = [Hit(hit.start, hit.end, after + hit.item) for hit in local]
    for hit in longest([*reading.hits(rule), *local]):
        if hidden.hold(hit.start, hit.end):
            continue
        block = reading.page.blocks[reading.page.block_at(hit.start)]
        if params.kinds and block.kind not in params.kinds:
            continue
        at = hit.item - len(params.phrases)
        swap = own[hit.item - after] if hit.item >= after else entries[at] if 0 <= at < len(entries) else None
        yield _candidate(params, reading, hit, swap)


def _candidate(params: Params, reading: Reading, hit: Hit, entry: Entry | None) -> Candidate:
    if entry is not None:
        plain = like(reading.page.text[hit.start : hit.end], entry.plain)
        group = entry.group
    else:
        plain, group = "", reading.page.lower[hit.start : hit.end]
    return Candidate(
        start=hit.start,
        end=hit.end,
        values={"plain": plain} if plain else {},
        group={"word": group, "page": "all"}.get(params.once, ""),
        suggestion=plain or None,
        edit=plain if plain and params.fix != "no" else None,
        edit_safe=params.fix == "safe",
    )


def like(text: str, plain: str) -> str:
    """What to write instead, with the capital letter of what stands there, or its capitals: `PRIOR TO` is `BEFORE`."""
    if " " in text and text.isupper():
        return plain.upper()
    return plain[:1].upper() + plain[1:] if text[:1].isupper() and not text[1:2].isupper() else plain
