"""What YAML's plain words mean, and documents of nothing else: `key: value` lines and lists of words, as most front matter is.

Such a document is read here, for to load the parser takes longer than to lint a short page. Whatever is written in another way,
or could be a mistake, is left to the parser; what is read is what the parser would give.
"""

from __future__ import annotations

from typing import Any

from linter.store.regexes import regex

_MAX_DIGITS = 4000  # beyond this Python refuses to read an integer
LONGEST = 4_000  # characters of a document that is read here: a number of so many digits can be read, as can so many values
DEPTH = 3  # levels that it can have

_NULL = regex(r"~|null|Null|NULL|")
_BOOL = regex(r"(true|True|TRUE)|false|False|FALSE")
_INT = regex(r"[-+]?[0-9]+")
_BASE_INT = regex(r"0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT = regex(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_SPECIAL_FLOAT = regex(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")
_MAY_BE_TYPED = frozenset("0123456789+-.~ntfNTF")  # first characters of everything that is not a string

# A plain word begins with a letter or digit here; in it, `: ` and ` #` would end it.
_VALUE = r"""[^\W_](?:[^:#]|:(?! |$)|(?<! )\#)*|"[^"\\]*"|'[^']*'"""
_LISTED = r"""[^\W_](?: *[^][:#,?{}"' ])*|"[^"\\]*"|'[^']*'"""
_LINE = regex(rf"([A-Za-z][\w-]*):(?: +(?:({_VALUE})|\[ *((?:{_LISTED})(?: *, *(?:{_LISTED}))*)? *\]))?")
_ITEM = regex(rf"( *)- +({_VALUE})")
_PARTS = regex(_LISTED)


def typed(text: str) -> Any:
    """The value of a scalar that is not quoted, by YAML 1.2's core schema. Raises ValueError for too many digits."""
    if text and text[0] not in _MAY_BE_TYPED:
        return text
    if _NULL.fullmatch(text):
        return None
    if match := _BOOL.fullmatch(text):
        return match[1] is not None
    if is_int(text) or _BASE_INT.fullmatch(text):
        if len(text) > _MAX_DIGITS:
            raise ValueError(f"a number of {len(text):,} digits; put it in quotes if it is a text")
        return int(text, 0) if text[1:2] in ("o", "x") else int(text)
    if _FLOAT.fullmatch(text):
        return float(text)
    if _SPECIAL_FLOAT.fullmatch(text):
        return float(text.replace(".", ""))
    return text


def is_int(text: str) -> bool:
    """Whether it is written as a decimal integer."""
    return _INT.fullmatch(text) is not None


def read(text: str) -> tuple[dict[str, Any], dict[str, list[int]]] | None:
    """A document of plain forms, and the line of each key with those of the items under it; None for any other document."""
    if len(text) > LONGEST:
        return None
    data: dict[str, Any] = {}
    lines: dict[str, list[int]] = {}
    items: list[Any] | None = None  # what may go on under the last key
    indent = ""
    for number, line in enumerate(text.split("\n"), start=1):
        line = line.removesuffix("\r").rstrip(" ")
        if not line or line[0] == "#":
            continue
        if not line.isprintable():
            return None
        if match := _LINE.fullmatch(line):
            key, word, listed = match.groups()
            if key in data:
                return None
            items = [] if line[-1] == ":" else None
            lines[key] = [number]
            if word:
                data[key] = _scalar(word)
            else:
                data[key] = None if items is not None else [_scalar(part) for part in _PARTS.findall(listed or "")]
        elif items is not None and (match := _ITEM.fullmatch(line)):
            if not items:
                data[key], indent = items, match[1]
            elif match[1] != indent:
                return None
            items.append(_scalar(match[2]))
            lines[key].append(number)
        else:
            return None
    return (data, lines) if data else None


def _scalar(text: str) -> Any:
    return text[1:-1] if text[0] in "\"'" else typed(text)
