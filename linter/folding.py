"""Length-preserving normalisation, so that patterns see one kind of quote, hyphen and space and places never shift.

The em dash stays: it parts words, where the hyphen joins them.
"""

from __future__ import annotations

from collections.abc import Iterator

from linter.store.regexes import compiled, regex

_FOLDS = {
    "\u00a0": " ",
    "\u2018": "'",
    "\u2019": "'",
    "\u201b": "'",
    "\u02bc": "'",
    "\u2032": "'",
    "\u201c": '"',
    "\u201d": '"',
    "\u201e": '"',
    "\u201f": '"',
    "\u2033": '"',
    "\u00ab": '"',
    "\u00bb": '"',
    "\u2010": "-",
    "\u2011": "-",
    "\u2012": "-",
    "\u2013": "-",
    "\u2212": "-",
    "\u03bc": "\u00b5",  # Greek mu as the micro sign
    "\u00ba": "\u00b0",  # masculine ordinal as the degree sign
}

# Seen by nobody: soft hyphen, zero-width space and joiners, direction marks, byte order mark.
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u2062\u2063\u2064\u202a-\u202e\u2066-\u2069\ufeff"
_SEEN = rf"[^\s\u0000-\u001f\u0085{_INVISIBLE}]++"
_PIECES = regex(rf"[\s\u0000-\u001f\u0085]+|[{_INVISIBLE}]+|{_SEEN}(?: {_SEEN})*")  # single spaces part no run
_INVISIBLE_RUN = regex(rf"[{_INVISIBLE}]+")

# Addresses and identifiers are not prose (CATALOGUE 0.1); each pattern is a run of characters without white space.
_ADDRESS_HINTS = ("://", "www.", "@", "doi", "DOI", "NCT", "ISBN", "ISSN", "mailto:")
_DOMAIN_HINT = regex(r"\.(?:com|org|gov|net|edu|info|uk|UK|eu|ie|ca|au|nz)")
_MASK = "\ufffc"


def fold(text: str) -> str:
    """Quotes, dashes and no-break spaces as ASCII; web and mail addresses, DOIs and trial numbers masked. Same length."""
    folded = text
    if not text.isascii():
        for char, plain in _FOLDS.items():
            if char in folded:
                folded = folded.replace(char, plain)
    if any(hint in folded for hint in _ADDRESS_HINTS) or _DOMAIN_HINT.search(folded):
        folded = _mask_addresses(folded)
    return folded


_ADDRESSES = (
    r"(?i)(?:https?|ftp)://[^\s<>\"]+|\bwww\.[^\s<>\"]+|\bmailto:[^\s<>\"]+|[\w.+%-]+@[\w-]+(?:\.[\w-]+)+"
    r"|\b[\w-]{2,}(?:\.[\w-]{2,})*\.(?-i:com|org|gov|net|edu|info|uk|UK|eu|ie|ca|au|nz)\b(?:/[^\s<>\"]*)?"
    r"|\bdoi: ?10\.[^\s<>\"]+|\b10\.\d{4,9}/[^\s<>\"]+|\bNCT ?\d{8}\b|\bIS[BS]N:? ?[\dX-]{8,17}"
)


def _mask_addresses(text: str) -> str:
    out: list[str] = []
    last = 0
    for match in compiled(_ADDRESSES).finditer(text):
        start, end = match.span()
        while end > start and text[end - 1] in ".,;:!?)]'":  # the sentence's, not the address's
            end -= 1
        out += (text[last:start], _MASK * (end - start))
        last = end
    out.append(text[last:])
    return "".join(out)


def lower(text: str) -> str:
    """Lower case of the same length (`İ`.lower() is two characters: such characters stay as they are); the long s is an s."""
    lowered = text.lower().replace("ſ", "s")
    if len(lowered) == len(text):
        return lowered
    return "".join(low if len(low := char.lower()) == 1 else char for char in text)


def is_word_char(char: str) -> bool:
    """Whether a character belongs to a word: a letter, a digit or a combining mark of any script."""
    if char.isalnum() or char == "_":
        return True
    if char < "\u0300":  # no combining mark stands before these
        return False
    import unicodedata

    return unicodedata.category(char)[0] == "M"


def on_edges(text: str, start: int, end: int) -> bool:
    """Whether `text[start:end]` begins and ends at word edges, judged by Unicode category."""
    if start > 0 and is_word_char(text[start]) and is_word_char(text[start - 1]):
        return False
    return not (end < len(text) and is_word_char(text[end - 1]) and is_word_char(text[end]))


def is_invisible(string: str) -> bool:
    return bool(_INVISIBLE_RUN.fullmatch(string))


def pieces(string: str) -> Iterator[tuple[str, int, bool]]:
    """Runs of a string with their offsets, invisible characters left out: (run, offset, whether it is white space)."""
    for match in _PIECES.finditer(string):
        run = match[0]
        if run[0].isspace() or run[0] < " ":
            yield run, match.start(), True
        elif not is_invisible(run):
            yield run, match.start(), False
