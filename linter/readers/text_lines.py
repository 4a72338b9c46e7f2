"""Cuts plain text into lines and says what a line is by itself: a list item's first, a rule, a row, words of a heading."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from linter import folding
from linter.page import OPAQUE
from linter.readers import templates
from linter.store.regexes import regex

NOTHING = "\ufdd0"
"""Fills the place of what leaves no trace in the text: carelint's comments, a template's. Unicode assigns it to nobody."""

_EDGE = NOTHING + " \t\r\f\v\u00a0"
_BULLET = regex(r"[•●⦁∙‣⁌⁍\uf0b7\uf0a7][ \t\u00a0]*+|[-*+–—·][ \t\u00a0]++|\[[ xX]?\][ \t]++")
_SUB_BULLET = regex(r"[◦○▪▫■□⁃][ \t\u00a0]*+|o(?:[ ]?\t[ \t]*+| {2,}+)")
_NUMBER = regex(r"\(?([0-9]{1,3})[.)][ \t\u00a0]++(?=\S)")
_LETTER = regex(r"(?:\(([a-zA-Z])\)|([a-zA-Z])\))[ \t\u00a0]++(?=\S)")
_ROMAN = regex(r"(?:\(([ivxIVX]{2,5})\)|([ivxIVX]{2,5})\))[ \t\u00a0]++(?=\S)")
_HASHES = regex(r"(#{1,6})[ \t]++(?=\S)")
# `[00:11] DR OKAFOR, SURGEON: `, as a transcript has it before what somebody says
_STAMP = regex(
    r"\[(?:\d{1,2}:)?\d{1,2}:\d\d(?:[.,]\d{1,3})?\][ \t]++"
    r"(?:(?:[A-Z][\w.'’&-]*+[ ,]*+(?:(?:and|for|of|the) )?){1,8}:[ \t]++)?(?=\S)"
)
_RULE_LINE = regex(r"[-=_*~#+.·•—–|: \t]{3,}+|[-=_*~—–]{2}")  # two: the line over a signature
_ROW = regex(r"\t|\|[^|\n]*+\||[^\s.!?] {3,}+\S|[.!?] {5,}+\S")
_QUOTE = regex(r"(?:>[ \t]?+)+(?:(?<=[ \t])|$)")
_RUNS = regex(rf"{OPAQUE}+|{NOTHING}+|[^{OPAQUE}{NOTHING}]+")
_SENTENCE_INSIDE = regex(r"[a-z]{4}[.!?]['\"”’)]?+ +[A-Z]")
_DATED = regex(r"(?i)(?:last|next|page|date|reviewed|updated|published|written|version|revised|copyright|©).*(?:19|20)[0-9]{2}")
_CLOSINGS = ("yours ", "kind regards", "best wishes", "sincerely", "with thanks", "regards", "many thanks")
# fmt: off
_JOINING = frozenset({
    "a", "about", "an", "and", "are", "as", "at", "be", "been", "but", "by", "can", "could", "every",
    "for", "from", "had", "has", "have", "her", "his", "if", "in", "into", "is", "its", "least", "may",
    "might", "more", "most", "must", "my", "never", "no", "not", "of", "on", "or", "our", "over", "should", "some",
    "such", "than", "that", "the", "their", "these", "this", "those", "to", "under", "up", "was", "were",
    "when", "which", "who", "will", "with", "would", "your",
})
# fmt: on
_MOST_WORDS = 12
_PARTED = regex(r"([^\W_]++)-$")
_GOES_ON = regex(r"[a-z]++|[0-9]++")
_LONGEST_WORD = 40
_WELL_KNOWN = 4.0  # Zipf: `anything` is no `any-thing`


class Marker(msgspec.Struct, frozen=True, gc=False):
    """What begins a list item: its style, its number where it has one, and how long it is."""

    style: str  # bullet, sub-bullet, number or letter (Roman numerals too: `i` is both); heading, stamp
    value: int
    length: int

    @property
    def ordered(self) -> bool:
        return self.value > 0


class Line(msgspec.Struct, frozen=True, gc=False):
    """A line that holds something: its place in the source, white space at both ends apart."""

    text: str
    start: int
    indent: int
    quoted: bool
    after_blank: bool

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    @property
    def width(self) -> int:
        """How many characters of it are the page's own."""
        return len(self.text) - self.text.count(OPAQUE) - self.text.count(NOTHING)


def lines(masked: str, base: int) -> Iterator[Line]:
    """The lines of a masked source that are not blank; lines that hold NOTHING else are as if they were not there."""
    blank = True
    quoting = False
    at = 0
    while at < len(masked):
        stop = masked.find("\n", at)
        stop = len(masked) if stop < 0 else stop
        raw = masked[at:stop]
        text = raw.strip()
        if NOTHING in text and not (text := text.strip(_EDGE)):
            at = stop + 1
            continue
        lead = raw.find(text[0]) if text else 0
        place, at = at + lead, stop + 1
        if not _is_visible(text):
            blank, quoting = True, False
            continue
        quoted = False
        if text[0] == ">" and (blank or quoting) and (mark := _QUOTE.match(text)):
            quoted = quoting = True
            rest = text[mark.end() :]
            lead += mark.end() + len(rest) - len(rest.lstrip())
            place += mark.end() + len(rest) - len(rest.lstrip())
            text = rest.strip()
            if not text:
                blank = True
                continue
        indent = len(raw[:lead].expandtabs(4)) if lead else 0
        yield Line(text, place + base, indent, quoted, blank)
        blank = False


def _is_visible(text: str) -> bool:
    return bool(text) and (text.isprintable() or any(not is_space for _, _, is_space in folding.pieces(text)))


def mask(source: str, start: int) -> tuple[str, list[tuple[int, int]]]:
    """`source[start:]` with directives and carelint's comments blanked out, and the places of those comments."""
    directives = templates.find(source, start, len(source))
    quiet = [
        span
        for span in directives
        if templates.is_comment(source, span[0])
        or (not templates.is_content(source, span[0]) and templates.stands_alone(source, *span))
    ]
    comments = _comments(source, start)
    masked = templates.mask(source, start, len(source), directives, OPAQUE)
    masked = templates.mask(masked, 0, len(masked), [(a - start, b - start) for a, b in quiet], NOTHING)
    return templates.mask(masked, 0, len(masked), [(a - start, b - start) for a, b in comments], NOTHING), comments


def _comments(source: str, start: int) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    at, last_end = source.find("<!--", start), source.rfind("-->")
    while 0 <= at < last_end:
        following = at + 4
        if source[at + 4 : at + 20].lstrip().startswith("carelint") and (stop := source.find("-->", following)) >= 0:
            following = stop + 3
            found.append((at, following))
        at = source.find("<!--", following)
    return found


def runs(line: Line, skip: int = 0) -> Iterator[tuple[str, int, int]]:
    """The line's text from an offset on, in runs of one sort: text, OPAQUE or NOTHING, with their places in the source."""
    for match in _RUNS.finditer(line.text, skip):
        yield match[0], line.start + match.start(), line.start + match.end()


def marker(text: str) -> Marker | None:
    """The marker that a line begins with, if it begins as a list item does."""
    first = text[0]
    if first.isalpha():  # most lines
        if not (")" in text[:6] or first == "o"):
            return None
    elif _RULE_LINE.fullmatch(text):
        return None
    if match := _BULLET.match(text):
        return Marker("bullet", 0, match.end())
    if match := _SUB_BULLET.match(text):
        return Marker("sub-bullet", 0, match.end())
    if match := _NUMBER.match(text):
        return Marker("number", max(int(match[1]), 1), match.end())
    if match := _ROMAN.match(text):
        return Marker("letter", _roman((match[1] or match[2]).lower()), match.end())
    if match := _LETTER.match(text):
        return Marker("letter", ord((match[1] or match[2]).lower()) - ord("a") + 1, match.end())
    return None


def hashes(text: str) -> Marker | None:
    """The `##` of a heading that was written for Markdown; its value is the level."""
    match = _HASHES.match(text) if text[0] == "#" else None
    return Marker("heading", len(match[1]), match.end()) if match else None


def stamp(text: str) -> Marker | None:
    """The time and the speaker before what is said, in a transcript."""
    match = _STAMP.match(text) if text[0] == "[" else None
    return Marker("stamp", 0, match.end()) if match else None


def _roman(numeral: str) -> int:
    digits = [{"i": 1, "v": 5, "x": 10}[char] for char in numeral]
    total = sum(-digit if digit < following else digit for digit, following in zip(digits, [*digits[1:], 0], strict=True))
    return max(total, 1)


def is_rule(text: str) -> bool:
    """A line that only draws a line: `-----`, `* * *`, `|---|---|`."""
    return not text[0].isalnum() and bool(_RULE_LINE.fullmatch(text))


def underline(text: str) -> int:
    """The level of a heading underlined so; 0 where the line is no underline."""
    if len(text) >= 3:
        if not text.strip("="):
            return 1
        if not text.strip("-"):
            return 2
    return 0


def is_row(text: str) -> bool:
    """A line of columns, set apart by tabs, bars or wide gaps."""
    return bool(_ROW.search(text))


def ends_sentence(text: str) -> bool:
    return text.rstrip("'\"”’)]").endswith((".", "!", "?", "…"))


def breaks_off(text: str) -> bool:
    """Whether a line ends in a comma, a dash or a word that needs another after it: it was wrapped there."""
    return text.endswith((",", ";", "-", "–", "—")) or text[text.rfind(" ") + 1 :].lower() in _JOINING


def parted_word(text: str, following: str) -> str | None:
    """What joins a word that two lines share: nothing in `medi-` `cine`, a hyphen in `long-` `term`; None for no such word."""
    before = _PARTED.search(text, max(len(text) - _LONGEST_WORD, 0)) if text.endswith("-") else None
    after = _GOES_ON.match(following) if before else None
    if before is None or after is None or after[0] in ("and", "or", "to"):  # `short- and long-term`
        return None
    from linter.language.tables import frequency

    parts, whole = (before[1].lower(), after[0]), frequency(before[1].lower() + after[0])
    return "" if whole >= _WELL_KNOWN or whole > min(map(frequency, parts)) else "-"


def is_question(text: str) -> bool:
    return text.rstrip("'\"”’)]").endswith("?")


def shouts(text: str) -> bool:
    """A short line in capitals: a heading even where no blank line follows."""
    return text.isupper() and sum(map(str.isalpha, text)) >= 4 and reads_as_heading(text)


def reads_as_heading(text: str) -> bool:
    """A short line without an end stop, or a question, that begins as a heading does (CATALOGUE 0.2)."""
    words = text.split(maxsplit=_MOST_WORDS)
    if len(words) > _MOST_WORDS or not any(map(str.isalpha, text)):
        return False
    if any(hint in text for hint in ("://", "www.", "@")) or _DATED.match(text) or _SENTENCE_INSIDE.search(text):
        return False
    if (words[0].islower() and words[0][0].isalpha()) or text.lower().startswith(_CLOSINGS):
        return False
    return is_question(text) or not text.rstrip("'\"”’)]").endswith((".", "!", ",", ";", ":", "…", "-", "–", "—"))
