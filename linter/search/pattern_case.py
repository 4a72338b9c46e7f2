"""Patterns written anew for a text in lower case.

Where RE2 is told to ignore case it keeps two forms of every letter, and of `k` and `s` a third one, longer than a byte. Without
them a pattern is a seventh smaller and compiled in half the time.
"""

from __future__ import annotations

from linter.search.pattern_parts import CLASS, OPENING
from linter.store.regexes import regex

_ESCAPE = regex(r"\\(?:[bBdDwWnAz]|[^a-zA-Z0-9])")  # none of them is a letter
_PIECE = regex(r"\\.|[^\\]")
_RANGE = regex(r"(?s)(\\?.)-(\\?.)")
_PLAIN_RANGE = regex("[a-z]-[a-z]|[A-Z]-[A-Z]|[0-9]-[0-9]")


def for_lower_case(pattern: str) -> str | None:
    """What finds in a text in lower case what a pattern finds in any case; None where it asks for capitals, or may.

    Nothing else than letters is changed, so that groups and their names stay. The pattern is one that RE2 takes.
    """
    if not pattern.isascii():  # ß, ς and others have more than one lower case
        return None
    out: list[str] = []
    at = 0
    while at < len(pattern):
        if opening := OPENING.match(pattern, at + 1) if pattern[at] == "(" else None:
            if "i" in (opening[1] or "").partition("-")[2]:
                return None
            end, written = opening.end(), pattern[at : opening.end()]
        elif members := CLASS.match(pattern, at + 1) if pattern[at] == "[" else None:
            end, written = members.end(), _class(pattern[at : members.end()])
        elif escape := _ESCAPE.match(pattern, at):
            end, written = escape.end(), escape[0]
        else:
            end, written = at + 1, "" if pattern[at] == "\\" else pattern[at].lower()
        if not written:
            return None
        out.append(written)
        at = end
    return "".join(out)


def _class(written: str) -> str:
    """A class of characters in lower case; empty where it holds what may be a letter, or a range that would be another one."""
    pieces = _PIECE.findall(written)
    if "[:" in written[1:] or not all(len(piece) == 1 or _ESCAPE.fullmatch(piece) for piece in pieces):
        return ""
    if not all(_PLAIN_RANGE.fullmatch(one[0]) for one in _RANGE.finditer(written[1:-1].removeprefix("^"))):
        return ""
    return "".join(piece.lower() if len(piece) == 1 else piece for piece in pieces)
