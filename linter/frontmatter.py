"""What a page states of itself in its front matter: YAML, TOML or `<meta>`, one model, with the line of every mistake.

Front matter is data from strangers. Whatever is wrong with it is a Problem on its line; the page is linted all the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any, Literal, get_args

import msgspec

from linter.choices import PAGE_TYPES
from linter.errors import InputError, nearest
from linter.store.regexes import regex

Audience = Literal["adult-patient", "child", "carer", "teen", "professional"]
Fact = Literal[
    "page-type",
    "audience",
    "title",
    "topic-terms",
    "reviewed",
    "next-review",
    "author",
    "reviewer",
    "publisher",
    "sources",
    "approved-uses",
    "trademarks",
]
AUDIENCES: tuple[Audience, ...] = get_args(Audience)
MAX_SIZE = 100_000  # characters of one block; the longest in use are a few thousand
META_PREFIX = "carelint:"
_MAX_DOTS = 100  # in one line of TOML

# Not calendar.month_name: that follows the machine's locale.
# fmt: off
_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
           "december")
# fmt: on
_DATE_IN_WORDS = regex(r"(?i)(?:(\d{1,2})(?:st|nd|rd|th)?[ -])?([a-z]{3,9})\.?,?[ -](?:(\d{1,2})(?:st|nd|rd|th)?,? )?(\d{4})")
_OPENING = regex(r"...[ \t]*\r?\n")
_CLOSING = {"---": regex(r"(?m)^(?:---|\.\.\.)[ \t]*\r?$\n?"), "+++": regex(r"(?m)^\+\+\+[ \t]*\r?$\n?")}
_KEY = regex(r"(?!- )[\w$.'\"?-][^:]*:(?:\s|$)|\{(?![%{])")
_HTML_KEYS: Mapping[str, str] = {"article:author": "author", "author": "author", "publisher": "publisher"}
NO_KEYS: Mapping[str, str] = {}


class Problem(msgspec.Struct, frozen=True):
    """A mistake in the front matter: an error (a value that cannot be used) or a warning (a key one letter from ours)."""

    key: str
    line: int
    message: str
    is_error: bool = True


class Facts(msgspec.Struct, frozen=True, kw_only=True):
    """What the page states; empty where it states nothing. `raw` is everything that stands there, under its own names."""

    page_type: str = ""
    audience: str = ""
    title: str = ""
    topic_terms: tuple[str, ...] = ()
    reviewed: date | None = None
    next_review: date | None = None
    author: str = ""
    reviewer: str = ""
    publisher: str = ""
    sources: tuple[str, ...] = ()
    approved_uses: tuple[str, ...] = ()
    trademarks: dict[str, str] = {}
    raw: dict[str, Any] = {}


class FrontMatter(msgspec.Struct, frozen=True, kw_only=True):
    """The block and what it says. `start` to `end` is the whole block with its delimiters; the body begins at `body_start`."""

    start: int = 0
    end: int = 0
    body_start: int = 0
    facts: Facts = Facts()
    problems: list[Problem] = []
    lines: dict[str, int] = {}  # source line of every top-level key, and of our name for it


def split(source: str, format: str, path: str, keys: Mapping[str, str] = NO_KEYS) -> FrontMatter:
    """The front matter at the very start of a source; an empty one where there is none.

    `keys` gives our name for a content system's: {"lastReviewed": "reviewed", "params.type": "page-type"}.
    """
    start = 1 if source.startswith("\ufeff") else 0
    delimiter = source[start : start + 3]
    if format == "docx" or delimiter not in ("---", "+++"):
        return FrontMatter()
    opening = _OPENING.match(source, start)
    end = _CLOSING[delimiter].search(source, opening.end()) if opening else None
    if opening is None or end is None:
        return FrontMatter()
    text = source[opening.end() : end.start()]
    if delimiter == "---" and not _is_yaml(text):
        return FrontMatter()  # two thematic breaks: the text between them is the page's
    block = FrontMatter(start=start, end=end.end(), body_start=end.end())
    read = _read_yaml if delimiter == "---" else _read_toml
    try:
        if len(text) > MAX_SIZE:
            raise InputError(path, 0, f"expected at most {MAX_SIZE:,} characters of front matter, found {len(text):,}")
        raw, lines = read("\n" + text, path)  # for the line of the delimiter: then lines are counted as on the page
    except InputError as error:
        message = f"the front matter cannot be read: {error.message}"
        return msgspec.structs.replace(block, problems=[Problem("", max(error.line, 1), message)])
    facts, problems = _facts(raw, lines, keys)
    return msgspec.structs.replace(block, facts=facts, problems=problems, lines=lines)


def from_meta(meta: Mapping[str, str], source: str = "", keys: Mapping[str, str] = NO_KEYS) -> FrontMatter:
    """The same facts from `<meta name="carelint:page-type" content="…">`, and who answers for the page from the names that
    HTML has for it, unless the page says so to us. `source` serves to find the lines.
    """
    raw: dict[str, Any] = {}
    lines: dict[str, int] = {}
    for name, content in meta.items():
        if name.lower().startswith(META_PREFIX):
            key = name[len(META_PREFIX) :].lower()
        elif name in keys or (name in _HTML_KEYS and META_PREFIX + name not in meta and "://" not in content):
            key = name
        else:
            continue
        raw[key] = content
        at = re.search(re.escape(name), source, re.IGNORECASE)
        lines[key] = source.count("\n", 0, at.start()) + 1 if at else 1
    facts, problems = _facts(raw, lines, {**keys, **_HTML_KEYS})
    return FrontMatter(facts=facts, problems=problems, lines=lines)


def merge(first: FrontMatter, second: FrontMatter) -> FrontMatter:
    """Both, the first winning where both state something."""
    facts = {name: getattr(first.facts, name) or getattr(second.facts, name) for name in Facts.__struct_fields__}
    facts["raw"] = {**second.facts.raw, **first.facts.raw}
    block = first if first.end else second
    return FrontMatter(
        start=block.start,
        end=block.end,
        body_start=block.body_start,
        facts=Facts(**facts),
        problems=[*first.problems, *second.problems],
        lines={**second.lines, **first.lines},
    )


# -- the two notations -----------------------------------------------------------------------


def _is_yaml(text: str) -> bool:
    """Whether what stands between two `---` is YAML's `key: value`, and not prose between two thematic breaks.

    As pandoc has it, a blank line after the first `---` makes it a break: prose that was taken for data would not be read.
    """
    first, _, rest = text.partition("\n")
    if not first.strip():
        return not text.strip()
    while first.startswith("#") or not first.strip():
        if not rest:
            return True
        first, _, rest = rest.partition("\n")
    return _KEY.match(first) is not None


def _read_yaml(text: str, path: str) -> tuple[dict[str, Any], dict[str, int]]:
    from linter import yaml_source

    document = yaml_source.load(text, path, max_size=MAX_SIZE + 1)
    if document.data is None:
        return {}, {}
    if not isinstance(document.data, dict):
        raise InputError(path, document.line(), "expected ‘key: value’ lines")
    return document.data, {key: document.line(key) for key in document.data}


def _read_toml(text: str, path: str) -> tuple[dict[str, Any], dict[str, int]]:
    import tomllib

    for number, line_text in enumerate(text.split("\n"), start=1):
        if line_text.count(".") > _MAX_DOTS:  # `a.a.a.…`, for which tomllib takes quadratic time
            raise InputError(path, number, f"expected at most {_MAX_DOTS} dots in one line")
    try:
        data = tomllib.loads(text)
    except RecursionError:
        raise InputError(path, 0, "nested too deeply") from None
    except ValueError as error:
        at = re.search(r" \(at (?:line (\d+), column \d+|end of document)\)$", str(error))
        line = int(at[1]) if at and at[1] else 0
        words = str(error)[: at.start()] if at else str(error)
        raise InputError(path, line, f"not valid TOML: {words[:1].lower()}{words[1:]}") from None
    lines: dict[str, int] = {}
    for number, line_text in enumerate(text.split("\n"), start=1):
        if match := re.match(r"[\[ \t]*[\"']?([^\s\"'=\].]+)", line_text):
            lines.setdefault(match[1], number)
    return data, {key: lines.get(key, 1) for key in data}


# -- facts -------------------------------------------------------------------------------------


def _facts(raw: dict[str, Any], lines: dict[str, int], keys: Mapping[str, str]) -> tuple[Facts, list[Problem]]:
    """Our facts out of a mapping with anybody's keys. Adds our names to `lines`."""
    values: dict[str, Any] = {}
    problems: list[Problem] = []
    stated = [(key, key) for key in raw if key in _FIELDS]
    for theirs, name in keys.items():
        ours = name.replace("_", "-")
        if ours in _FIELDS and ours not in raw and _lookup(raw, theirs) is not None:
            stated.append((theirs, ours))
            lines[ours] = lines.get(theirs) or lines.get(theirs.partition(".")[0], 1)
    for theirs, ours in stated:
        value = _lookup(raw, theirs)
        if value is None or value == "":
            continue
        try:
            values[ours.replace("-", "_")] = _FIELDS[ours](value)
        except ValueError as error:
            problems.append(Problem(theirs, lines.get(ours, 1), f"‘{theirs}’: {error}"))
    for key in raw:
        if key not in _FIELDS and key not in keys:
            close = next((ours for ours in _FIELDS if key.lower() == ours or _is_one_edit(key.lower(), ours)), None)
            if close:
                message = f"‘{key}’ is not a key that carelint reads; did you mean ‘{close}’?"
                problems.append(Problem(key, lines.get(key, 1), message, is_error=False))
    problems.sort(key=lambda problem: problem.line)
    return Facts(**values, raw=raw), problems


def _lookup(raw: dict[str, Any], name: str) -> Any:
    """The value of a key; of `params.reviewed`, that of a key in a mapping."""
    if name in raw:
        return raw[name]
    value: Any = raw
    for step in name.split("."):
        value = value.get(step) if isinstance(value, dict) else None
    return value


def _is_one_edit(a: str, b: str) -> bool:
    """Whether one letter was added, left out, changed or swapped with its neighbour."""
    if abs(len(a) - len(b)) > 1:
        return False
    while a and b and a[0] == b[0]:
        a, b = a[1:], b[1:]
    while a and b and a[-1] == b[-1]:
        a, b = a[:-1], b[:-1]
    return max(len(a), len(b)) == 1 or (len(a) == len(b) == 2 and a == b[::-1])


def _one_of(known: tuple[str, ...]) -> Callable[[Any], str]:
    def read(value: Any) -> str:
        name = _text(value).lower().replace("_", "-").replace(" ", "-")
        if name not in known:
            raise ValueError(f"expected one of {', '.join(known)}; found ‘{_short(value)}’{nearest(name[:40], known)}")
        return name

    return read


def _text(value: Any) -> str:
    """Words; a list of them joined; the name of something that has one."""
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, list) and not any(isinstance(item, list) for item in value):
        return ", ".join(_text(item) for item in value)
    if isinstance(value, dict) and isinstance(value.get("name"), str):
        return _text(value["name"])
    if isinstance(value, int | float | date) and not isinstance(value, bool):
        return str(value)
    raise ValueError(f"expected words, found {_short(value)}")


def _list(separators: str) -> Callable[[Any], tuple[str, ...]]:
    def read(value: Any) -> tuple[str, ...]:
        if isinstance(value, str):
            value = re.split(separators, value)
        items = value if isinstance(value, list) else [value]
        return tuple(text for item in items if item is not None and (text := _text(item)))

    return read


def _pairs(value: Any) -> dict[str, str]:
    """`{name: owner}`; in a `<meta>`, `name: owner; name: owner`."""
    if isinstance(value, str):
        value = dict(_pair(pair) for pair in value.split(";") if pair.strip())
    if not isinstance(value, dict):
        raise ValueError("expected ‘name: owner’ for each trademark")
    return {name: _text(owner) if owner is not None else "" for name, owner in value.items()}


def _pair(text: str) -> tuple[str, str]:
    name, separator, owner = re.split(r"([:=])", text, maxsplit=1) if re.search("[:=]", text) else (text, "", "")
    if not separator:
        raise ValueError("expected ‘name: owner’")
    return name.strip(), owner.strip()


def _date(value: Any, *, last_of_month: bool = False) -> date:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    text = _text(value)
    if re.fullmatch(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{4}", text):
        first, second, year = (int(part) for part in re.split("[/.-]", text))
        if first <= 12 and second <= 12 and first != second:
            raise ValueError(f"‘{text}’ can be read as two dates; write it as YYYY-MM-DD")
        return _day(text, year, second, first) if second <= 12 else _day(text, year, first, second)
    if match := re.fullmatch(r"(\d{4})([-/])(\d{1,2})(?:\2(\d{1,2})(?:[T ]\d{1,2}:\d{2}.*)?)?", text):
        year, month, day = int(match[1]), int(match[3]), match[4]
    elif match := _DATE_IN_WORDS.fullmatch(text):
        year, month, day = int(match[4]), _month(match[2], text), match[1] or match[3]
    else:
        raise ValueError(f"expected a date such as 2026-05-04, found ‘{_short(text)}’")
    if day is not None:
        return _day(text, year, month, int(day))
    begin = _day(text, year, month, 1)
    if not last_of_month:  # a month is as early as it can be, or as late
        return begin
    from calendar import monthrange

    return begin.replace(day=monthrange(year, month)[1])


def _last_date(value: Any) -> date:
    return _date(value, last_of_month=True)


def _month(name: str, text: str) -> int:
    short = name.lower() if name.lower() != "sept" else "sep"
    for number, month in enumerate(_MONTHS, start=1):
        if len(short) >= 3 and month.startswith(short):
            return number
    raise ValueError(f"expected a date such as 2026-05-04, found ‘{_short(text)}’")


def _day(text: str, year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise ValueError(f"there is no such day as ‘{text}’; write it as YYYY-MM-DD") from None


def _short(value: Any) -> str:
    text = value if isinstance(value, str) else type(value).__name__.replace("dict", "a mapping").replace("list", "a list")
    return text if len(text) <= 40 else text[:39] + "…"


_FIELDS: dict[str, Callable[[Any], Any]] = {
    "page-type": _one_of(PAGE_TYPES),
    "audience": _one_of(AUDIENCES),
    "title": _text,
    "topic-terms": _list(r"[,;\n]"),
    "reviewed": _date,
    "next-review": _last_date,
    "author": _text,
    "reviewer": _text,
    "publisher": _text,
    "sources": _list(r"[;\n]"),
    "approved-uses": _list(r"[,;\n]"),
    "trademarks": _pairs,
}
