"""Finds the words of all rules at once: phrases in one pass over the words of a page, patterns in the lines that can hold them.

What it costs hardly depends on how many rules there are, and no rule's hit hides another's.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from functools import cached_property
from itertools import product
from operator import attrgetter

import msgspec

from linter.folding import on_edges
from linter.model import Struct
from linter.page import Page
from linter.search.hits import LEXICON, NAMES, SIGNS, TAGS, Hit, Scan, longest
from linter.search.order import Order
from linter.search.patterns import READY, Pattern, Patterns, in_line, named_list
from linter.search.phrases import Key, Numbers, Phrases, Tokens, Words, index, packed
from linter.search.sieve import Lines, Needs, Sieve
from linter.store.pieces import Pieces

_MAX_ALTERNATIVES = 500
_LINE_END = re.compile(b"\n")
_LONG_LINE = 4_000  # bytes: what was found in longer ones is not remembered
_LONG_PAGE = 250_000  # bytes: what RE2 learns of longer ones takes so much room that it is not kept for the next page
_CONTINUED = re.compile(rb"[\x80-\xbf]")  # bytes of a character beyond its first


def expand(phrase: str) -> list[str]:
    """`cure(|s|d) cancer` as the phrases it stands for. Raises ValueError for unbalanced or too many alternatives."""
    if "(" not in phrase and ")" not in phrase:
        return [phrase]
    choices: list[list[str]] = []
    total = 1
    rest = phrase
    while "(" in rest:
        before, _, rest = rest.partition("(")
        inside, closed, rest = rest.partition(")")
        if not closed or "(" in inside or ")" in before:
            raise ValueError("brackets do not pair up; alternatives are written cure(|s|d)")
        choices += [[before], inside.split("|")]
        total *= len(choices[-1])
    if ")" in rest:
        raise ValueError("brackets do not pair up; alternatives are written cure(|s|d)")
    if total > _MAX_ALTERNATIVES:
        raise ValueError(f"stands for {total} phrases; {_MAX_ALTERNATIVES} is the most one entry may stand for")
    return [" ".join("".join(parts).split()) for parts in product(*choices, [rest])]


class Encoded:
    """A text as the bytes that RE2 works on, encoded once; its wrapper would encode it anew for every pattern."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.data = text.encode("utf-8", "surrogatepass")
        self._wide = array("i")  # for each byte beyond a character's first, where it stands
        if not text.isascii():
            self._wide.extend(match.start() for match in _CONTINUED.finditer(self.data))

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Byte offsets as offsets of characters."""
        if not self._wide or start < 0:
            return start, end
        return start - bisect_left(self._wide, start), end - bisect_left(self._wide, end)

    def lines(self, numbers: Iterable[int] | None) -> list[tuple[int, int]]:
        """Byte offsets of lines; of all, where no numbers are given."""
        starts = self._line_starts
        return [(starts[line], starts[line + 1] - 1) for line in (range(len(starts) - 1) if numbers is None else numbers)]

    @cached_property
    def _line_starts(self) -> list[int]:
        """Where each line begins, and where one more would."""
        return [0, *(match.end() for match in _LINE_END.finditer(self.data)), len(self.data) + 1]


class Plan(Struct, frozen=True):
    """All that a scanner looks for, worked out: plain data, so that the cache can hold it."""

    words: Pieces  # `OfWord` of each
    others: dict[str, Numbers]
    keys: list[Key]
    patterns: Pieces
    needs: Needs  # of the patterns, by number


def plan(
    scans: Iterable[tuple[Key, Scan]],
    names: Mapping[str, Iterable[str]] = {},
    tables: Mapping[str, Iterable[tuple[int, str]]] = {},
) -> Plan:
    """What a scanner looks for: phrases and patterns with what they are for.

    `names` are long lists of words (medicines, conditions) that a pattern can ask for as `<medicine>`. Written out in every
    pattern they would cost most of a start; so they are found with the phrases, and such a pattern runs on a copy of the text
    in which each of them is a run of `_`. `tables` are written forms of the lexicon, each with the row it belongs to.
    """
    from linter.search.needs import needs

    phrases: list[tuple[str, Key, int]] = []
    patterns: list[tuple[Key, int, str]] = []
    for key, scan in scans:
        phrases += ((text, key, item) for item, phrase in enumerate(scan.phrases) for text in expand(phrase))
        patterns += ((key, item, pattern) for item, pattern in enumerate(scan.patterns, len(scan.phrases)))
    phrases += (
        (text, (NAMES, name), item) for name, words in names.items() for item, word in enumerate(words) for text in expand(word)
    )
    phrases += ((form, (LEXICON, name), row) for name, forms in tables.items() for row, form in forms)
    found = index(phrases)
    numbers = {key: number for number, key in enumerate(dict.fromkeys([*found.keys, *(key for key, _, _ in patterns)]))}
    written = [pattern for _, _, pattern in patterns]
    for pattern in written:
        named_list(pattern)
    for name, sign in SIGNS.items():
        written = [pattern.replace(f"<{name}>", rf"(?:\b{sign}\b)") for pattern in written]
    spoken, rest, chained = needs(written)
    packed_patterns = (
        msgspec.msgpack.encode((numbers[key], item, *_for_its_text(one), chains))
        for (key, item, one), chains in zip(patterns, chained, strict=True)
    )
    return Plan(packed(found, spoken), found.others, [*numbers], Pieces.of(packed_patterns), rest)


def _for_its_text(pattern: str) -> tuple[str, bool]:
    """A pattern as it is run, and whether that is on the text in lower case."""
    from linter.search import worked_out
    from linter.search.pattern_case import for_lower_case

    if pattern not in worked_out.lowered:
        worked_out.lowered[pattern] = for_lower_case(pattern)
    lowered = worked_out.lowered[pattern]
    return (pattern, False) if lowered is None else (lowered, True)


class Scanner:
    """All that the rules look for, compiled once: what `plan` is given, or a plan that was made before."""

    def __init__(
        self,
        scans: Iterable[tuple[Key, Scan]] = (),
        names: Mapping[str, Iterable[str]] = {},
        *,
        ready: Plan | None = None,
    ) -> None:
        ready = ready or plan(scans, names)
        words = Words(ready.words)
        self._phrases = Phrases(ready.keys, ready.others, words)
        self._sieve = Sieve(ready.needs, words)
        self._patterns = Patterns(ready.keys, ready.patterns)

    def scan(self, page: Page) -> Found:
        """Every phrase that the page holds, and where to look for the patterns."""
        hits: dict[Key, list[Hit]] = {}
        tokens = Tokens(page.lower)
        for key, item, start, end in self._phrases.find(tokens, page.lower, page.folded):
            hits.setdefault(key, []).append(Hit(start, end, item))
        for places in hits.values():
            if len(places) > 1:
                places.sort(key=_place)
        tags = {name: longest(_tags(hits, name)) for name in TAGS}
        lines: dict[int, Lines | None] = dict.fromkeys(self._sieve.free)
        sifted, order = self._sieve.sift(
            page.folded, page.lower, tokens, {SIGNS[name]: [(hit.start, hit.end) for hit in tags[name]] for name in TAGS}
        )
        lines.update(sifted)
        return Found(page, hits, tags, {self._patterns[number]: lines[number] for number in sorted(lines)}, order)

    def names(self, which: str, text: str) -> bool:
        """Whether a text, folded and in lower case, holds a name of one of the long lists."""
        return any(key == (NAMES, which) for key, _, _, _ in self._phrases.find(Tokens(text), text, text))


class Found:
    """What a page holds of what the rules look for, by rule and role, in order of place; overlaps included.

    A pattern is looked for when its rule and role are asked about.
    """

    def __init__(
        self,
        page: Page,
        hits: dict[Key, list[Hit]],
        tags: Mapping[str, list[Hit]],
        lines: Mapping[Pattern, Lines | None],
        order: Order,
    ) -> None:
        """`tags` are the words that each tag stands for. `lines` are those in which a pattern can match, None for all; other
        patterns can match nowhere.
        """
        self._page = page
        self._hits = hits
        self._tags = tags
        self._order = order
        self._lines_of = lines
        self._waiting: dict[Key, list[Pattern]] = {}
        for pattern in lines:
            self._waiting.setdefault(pattern.key, []).append(pattern)
        self._texts: dict[tuple[str, bool], Encoded] = {}

    def get(self, key: Key) -> list[Hit]:
        """The hits of one rule in one role."""
        if key in self._waiting:
            found = [hit for pattern in self._waiting.pop(key) for hit in self._look_for(pattern)]
            if found:
                self._hits[key] = sorted([*self._hits.get(key, ()), *found], key=_place)
        return self._hits.get(key, [])

    def _text_for(self, pattern: Pattern) -> Encoded:
        """The text as a pattern sees it: in lower case or not, and with the names tagged that it asks for."""
        name, is_lower = pattern.name, pattern.is_lower
        if (name, is_lower) not in self._texts:
            text = self._page.lower if is_lower else self._page.folded
            self._texts[name, is_lower] = Encoded(tagged(text, self._tags[name]) if name else text)
        return self._texts[name, is_lower]

    def _in_order(self, pattern: Pattern, text: Encoded) -> Iterable[int] | None:
        """The lines that hold what a pattern needs in its order; None for all."""
        lines = self._lines_of[pattern]
        if lines is None or not pattern.chains:
            return lines
        return [line for line in lines if self._order.holds(pattern.chains, line, text.text)]

    def _look_for(self, pattern: Pattern) -> list[Hit]:
        text, folded, item = self._text_for(pattern), self._page.folded, pattern.item
        # To ask about several orders takes longer than to search, and less long than to compile a pattern before.
        is_quick = len(pattern.chains) > 1 and pattern in READY
        lines = text.lines(self._lines_of[pattern] if is_quick else self._in_order(pattern, text))
        places: list[tuple[int, int]] = []
        once = pattern.compiled() if lines and len(text.data) > _LONG_PAGE else None
        for begin, stop in lines:
            if once or pattern.asks_for_edges or stop - begin > _LONG_LINE:
                places += pattern.places(text.data, begin, stop, once)
            else:
                places += [(begin + first, begin + last) for first, last in in_line(pattern, text.data[begin:stop])]
        spans = [text.span(first, last) for first, last in places]
        return [Hit(start, end, item) for start, end in spans if 0 <= start < end and on_edges(folded, start, end)]


_place = attrgetter("start", "end", "item")


def _tags(hits: Mapping[Key, list[Hit]], name: str) -> list[Hit]:
    """Where the words stand that a tag is for."""
    return [hit for part in TAGS[name] for hit in hits.get((NAMES, part), ())]


def tagged(text: str, hits: list[Hit]) -> str:
    """A copy of the text, of the same length, in which each of the hits is a run of `_` (and `_` itself a hyphen).

    The hits are in order, and do not overlap.
    """
    out: list[str] = []
    last = 0
    for hit in hits:
        out += (text[last : hit.start].replace("_", "-"), "_" * (hit.end - hit.start))
        last = hit.end
    out.append(text[last:].replace("_", "-"))
    return "".join(out)
