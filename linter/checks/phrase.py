"""Words and patterns that say something by themselves: claims, jargon, blame, wordy phrases."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Literal

import msgspec

from linter.checks import Candidate, fill
from linter.checks.guessing import Guessing, guessed
from linter.frontmatter import Audience
from linter.language import surroundings
from linter.lexicon import Lexicon, PerRow, Row, split_cell
from linter.model import Locale, Model
from linter.page import Kind
from linter.search.hits import Hit, Scan, longest
from linter.store.regexes import regex

if TYPE_CHECKING:
    from linter.page import Block, Page
    from linter.reading import Reading
    from linter.rulefile import Rule


_APART = regex(r" (?:apart|aside|away|back|down|in|off|on|out|together|up)\Z")  # of verbs that go round a pronoun
_PRONOUN = regex(r" (?:her|him|it|me|them|us|you)\b")
_SOME = regex(r"(?i)\b(?:few|many|most|several|some)\Z")
_OF_THE = regex(r" (?:her|his|it|its|my|our|that|the|their|them|these|this|those|us|which|whom|you|your)\b")
_NO_ITEM = -1  # of a hit that has nothing to write instead


class Cells(Model, frozen=True):
    """Patterns that say something in a table alone, with another cell of the row and with the heading of the column.

    Where both `beside` and `head` are given, both have to hold.
    """

    patterns: tuple[str, ...]
    beside: tuple[str, ...] = ()  # patterns for another cell of the row
    head: tuple[str, ...] = ()  # patterns for the cell that heads the column


class About(Model, frozen=True):
    """Patterns that say something of what was named before: “bin them”, after a line about tablets."""

    named: tuple[str, ...]
    patterns: tuple[str, ...]


class Params(Model, frozen=True, kw_only=True):
    """`phrases` and `patterns` are what to flag, `cells` so in tables, `about` so of what was named before, and
    `guess` what only reads so.

    `swaps` are phrases with what to write instead.

    `table` names a table of the lexicon whose first column holds phrases (several forms parted by `|`), the second what to
    write instead (one for each form, or one for all). Where it has them, the column `except` holds phrases that hide the word,
    and `fix` what stands for the rule's own `fix` in that row (one for each form, or one for all; `-` is the rule's own).
    `once`: `word` reports each phrase once a page with a count, `page` joins all of the rule's hits, `no` reports every hit.
    `fix`: whether the words to write instead can be put in their place: `safe`, `unsafe` or `no`. `fix-where` are patterns,
    one of which a hit has to touch for that.
    `swaps-in` are swaps of one locale; `not-for` are audiences whose pages it does not look at. `say-swap` is the message's
    {value} where it is known what to write instead, `say-other` where it is not.
    """

    phrases: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()
    swaps: dict[str, str] = {}
    swaps_in: dict[Locale, dict[str, str]] = {}
    not_for: tuple[Audience, ...] = ()
    table: str = ""
    once: Literal["no", "word", "page"] = "no"
    fix: Literal["no", "safe", "unsafe"] = "no"
    fix_where: tuple[str, ...] = ()
    cells: tuple[Cells, ...] = ()
    about: tuple[About, ...] = ()
    guess: Guessing | None = None
    say_swap: str = ""
    say_other: str = ""


NO_OPTIONS = ("table",)


def fields(params: Params) -> list[str]:
    """The fields of the message that can be filled: {plain} where it is known what to write, {value} where that is said."""
    plain = bool(params.swaps or params.swaps_in or params.table)
    value = bool(params.say_other or (plain and params.say_swap))
    return ["plain"] * plain + ["value"] * value


def is_empty(params: Params) -> bool:
    """Whether there is nothing to look for."""
    listed = params.phrases, params.patterns, params.cells, params.about, params.swaps, params.swaps_in, params.table
    return params.guess is None and not any(listed)


def keys_of(params: Params, phrase: str) -> tuple[str, ...]:
    """Where in a rule file a phrase stands that is a key there: one of `swaps`, or of `swaps-in` a locale."""
    if phrase in params.swaps:
        return "swaps", phrase
    return next((("swaps-in", locale, phrase) for locale, swaps in params.swaps_in.items() if phrase in swaps), ())


class Entry(msgspec.Struct, frozen=True):
    """A phrase of the table: the word it belongs to, what to write instead, and its own `fix`, if it has one."""

    phrase: str
    group: str
    plain: str
    fix: str = ""


class Entries:
    """What to write instead of phrases, by number: the rule's swaps, then those of its table; a row holds one or more."""

    def __init__(self, params: Params, lexicon: Lexicon | None) -> None:
        self._swaps = list(params.swaps.items())
        table = lexicon.table(params.table) if params.table and lexicon is not None else None
        self._of_table: Sequence[Entry] = PerRow(table, _forms_in, _of_row) if table is not None else ()

    def __len__(self) -> int:
        return len(self._swaps) + len(self._of_table)

    def __getitem__(self, at: int) -> Entry:
        if at >= len(self._swaps):
            return self._of_table[at - len(self._swaps)]
        phrase, plain = self._swaps[at]
        return Entry(phrase, phrase, plain)


def _forms_in(line: str) -> int:
    first = line.partition("\t")[0]
    return 0 if first in ("", "-") else first.count("|") + 1


def _of_row(_: int, row: Row) -> list[Entry]:
    first, second, *_others = row.values()
    forms, plains = split_cell(first), split_cell(second)
    if len(plains) == 1:
        plains *= len(forms)
    if len(plains) != len(forms):
        raise ValueError(f"‘{first}’ has {len(plains)} words to write instead")
    fixes = ["" if fix == "-" else fix for fix in split_cell(row.get("fix", "")) or [""]]
    if len(fixes) == 1:
        fixes *= len(forms)
    if len(fixes) != len(forms):
        raise ValueError(f"‘{first}’ has {len(fixes)} values of `fix`")
    return [Entry(form, forms[0], plain, fix) for form, plain, fix in zip(forms, plains, fixes, strict=True)]


def scans(params: Params, lexicon: Lexicon | None) -> dict[str, Scan]:
    """The rule's phrases and patterns, and the phrases that hide them."""
    entries = Entries(params, lexicon)
    rows = lexicon.table(params.table) if params.table and lexicon is not None else ()
    return {
        "find": Scan((*params.phrases, *(entries[at].phrase for at in range(len(entries)))), params.patterns),
        "hidden": Scan(tuple(phrase for row in rows for phrase in split_cell(row.get("except", "")))),
        "fix-where": Scan(patterns=params.fix_where),
        **{f"find-{locale}": Scan(tuple(swaps)) for locale, swaps in params.swaps_in.items()},
        **{f"cells-{at}": Scan(patterns=cells.patterns) for at, cells in enumerate(params.cells)},
        **{f"cells-{at}-beside": Scan(patterns=cells.beside) for at, cells in enumerate(params.cells)},
        **{f"cells-{at}-head": Scan(patterns=cells.head) for at, cells in enumerate(params.cells)},
        **{f"about-{at}": Scan(patterns=about.patterns) for at, about in enumerate(params.about)},
        **{f"about-{at}-named": Scan(patterns=about.named) for at, about in enumerate(params.about)},
    }


def check(rule: Rule, params: Params, reading: Reading) -> Iterator[Candidate]:
    """One candidate for each hit, and one for each other sentence that reads like what is looked for."""
    if params.guess is None:
        yield from _hits(rule, params, reading)
        return
    said = set[int]()
    for candidate in _hits(rule, params, reading):
        said.add(reading.page.sentence_at(candidate.start or 0))
        yield candidate
    yield from guessed(params.guess, reading, said)


def _hits(rule: Rule, params: Params, reading: Reading) -> Iterator[Candidate]:
    """Where hits overlap, the longest from the left."""
    local = reading.hits(rule, f"find-{reading.locale}")
    others = [hit for at in range(len(params.cells)) for hit in _in_cells(rule, params.cells[at], f"cells-{at}", reading)]
    others += (hit for at in range(len(params.about)) for hit in _about(rule, f"about-{at}", reading))
    if not (local or others or reading.hits(rule)) or reading.front.facts.audience in params.not_for:
        return
    hidden = reading.places(rule, "hidden")
    entries = reading.rulebook.derived(rule.id, lambda lexicon: Entries(params, lexicon))
    own = [Entry(phrase, phrase, plain) for phrase, plain in params.swaps_in.get(reading.locale, {}).items()]
    # Words of the locale are numbered after those of everywhere.
    after = len(params.phrases) + len(entries) + len(params.patterns)
    local = [Hit(hit.start, hit.end, after + hit.item) for hit in local]
    for hit in longest([*reading.hits(rule), *local, *others]):
        if hidden.hold(hit.start, hit.end):
            continue
        at = hit.item - len(params.phrases)
        swap = own[hit.item - after] if hit.item >= after else entries[at] if 0 <= at < len(entries) else None
        yield _candidate(rule, params, reading, hit, swap)


def _in_cells(rule: Rule, cells: Cells, role: str, reading: Reading) -> list[Hit]:
    """Hits in cells of tables whose row or column says what it asks for."""
    page = reading.page
    hits = reading.hits(rule, role) if page.has_tables else []  # where there is no table, its patterns are not even compiled
    if not hits:
        return hits

    def block(hit: Hit) -> Block:
        return page.blocks[page.block_at(hit.start)]

    rows: dict[tuple[int, int], set[int]] = {}  # by table and row: the columns that say it
    for one in map(block, reading.hits(rule, f"{role}-beside")):
        rows.setdefault((one.group, one.row), set()).add(one.column)
    heads = {(one.group, one.column) for one in map(block, reading.hits(rule, f"{role}-head")) if one.header}
    return [
        Hit(hit.start, hit.end, _NO_ITEM)
        for hit in hits
        if (one := block(hit)).kind is Kind.CELL
        and (not cells.beside or rows.get((one.group, one.row), set()) - {one.column})
        and (not cells.head or (not one.header and (one.group, one.column) in heads))
    ]


def _about(rule: Rule, role: str, reading: Reading) -> Iterator[Hit]:
    """Hits whose words speak of what was named before them, in their block or in one that bears on it."""
    page = reading.page
    hits = reading.hits(rule, role)
    if not hits:
        return
    first: dict[int, int] = {}  # by block: where the first name in it ends
    for one in reading.hits(rule, f"{role}-named"):
        block = page.block_at(one.start)
        first[block] = min(one.end, first.get(block, one.end))
    for hit in hits:
        block = page.block_at(hit.start)
        if first.get(block, hit.end + 1) <= hit.end or any(other in first for other in surroundings.before(page, block)):
            yield Hit(hit.start, hit.end, _NO_ITEM)


def _candidate(rule: Rule, params: Params, reading: Reading, hit: Hit, entry: Entry | None) -> Candidate:
    if entry is not None:
        plain = like(reading.page.text[hit.start : hit.end], entry.plain)
        if entry.phrase.endswith(" of") and _SOME.search(plain) and _OF_THE.match(reading.page.lower, hit.end):
            plain += " of"  # a majority of the nurses: most of them
        group = entry.group
    else:
        plain, group = "", reading.page.lower[hit.start : hit.end]
    said = fill(params.say_swap, {"plain": plain}) if plain else params.say_other
    values = {"plain": plain} if plain else {}
    fix = (entry and entry.fix) or params.fix
    if fix != "no" and params.fix_where and not reading.places(rule, "fix-where").touch(hit.start, hit.end):
        fix = "no"
    if not _fits(plain, reading.page, hit.end):
        fix = "no"
    return Candidate(
        start=hit.start,
        end=hit.end,
        values={**values, "value": said} if said else values,
        group={"word": group, "page": "all"}.get(params.once, ""),
        suggestion=plain or None,
        edit=plain if plain and fix != "no" else None,
        edit_safe=fix == "safe",
    )


def _fits(plain: str, page: Page, end: int) -> bool:
    """Whether what to write instead can stand before the words that follow: `throw away it` and `many different the` cannot."""
    if plain.endswith(" different"):
        return not _OF_THE.match(page.lower, end)
    return not (_APART.search(plain) and _PRONOUN.match(page.lower, end))


def like(text: str, plain: str) -> str:
    """What to write instead, with the capital letter of what stands there, or its capitals: `PRIOR TO` is `BEFORE`."""
    if len(text) > 1 and text.isupper():
        return plain.upper()
    return plain[:1].upper() + plain[1:] if text[:1].isupper() and not text[1:2].isupper() else plain
