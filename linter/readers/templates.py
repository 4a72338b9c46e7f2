"""Finds template directives (Jinja, Liquid, Hugo, Handlebars, ERB, PHP, WordPress): a program's words, never a page's prose.

A directive ends at its own closing mark. An opening mark that is never closed is text. A comment, or code that is
highlighted, is one directive with all that stands in it. `{{ … }}` and `{% … %}` do not reach over a blank line, so that a
stray `{{` costs a page one paragraph at most.

Every search goes forward and its answer is kept until the scan has passed it: the time is linear whatever the page holds.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from linter.store.regexes import regex

_OPENER = regex(r"\{[{%#]|<%|<\?(?:php\b|=)")
_BLANK_LINE = regex(r"\n[ \t\r]*+\n")
_SHORTCODE = regex(r"\{\{[<%][ \t]*+(/?)[ \t]*+([\w./-]++)")
_BRACKETS = regex(r"\[(/?)([a-zA-Z][\w-]*+)((?:[ \t]++[\w-]++=(?:\"[^\"\[\]\n]*+\"|'[^'\[\]\n]*+'))*+)[ \t]*+/?\](?![\](:{])")
_CLOSING = regex(r"\[/([a-zA-Z][\w-]*+)\]")
_WORD = regex(r"[-+~\s]*+(\w*+)")
_ENDS = {name: regex(rf"\{{%[-+~]?+[ \t]*+end{name}[ \t]*+[-+~]?+%\}}") for name in ("comment", "highlight")}
_CLOSERS = {"{{": "}}", "{%": "%}", "{#": "#}", "<%": "%>", "<?": "?>"}

# `{% if %}` steers what is shown, `{% include %}` shows something. What is not listed here may stand for content.
# fmt: off
_SILENT = frozenset({
    "assign", "autoescape", "block", "blocktrans", "blocktranslate", "break", "capture", "case", "comment", "continue",
    "cycle", "decrement", "do", "elif", "else", "elseif", "elsif", "empty", "extends", "filter", "flush", "for", "from",
    "if", "ifchanged", "ifequal", "import", "increment", "layout", "liquid", "load", "macro", "markdown", "push", "raw",
    "schema", "set", "spaceless", "trans_default_domain", "unless", "use", "verbatim", "when", "with",
})
# fmt: on
_MOST_CLOSERS = 8
"""How many `}}` are tried for one `{{` whose braces do not pair up, before the first is taken."""


class _Next:
    """The next place of something in a text, asked for with growing positions."""

    def __init__(self, find: Callable[[int], int]) -> None:
        self._find = find
        self._at = -2  # not looked for yet; -1: there is none

    def after(self, position: int) -> int:
        if self._at != -1 and self._at < position:
            self._at = self._find(position)
        return self._at


def find(source: str, start: int, end: int, is_none: Callable[[int, int], bool] | None = None) -> list[tuple[int, int]]:
    """Places of all directives in `source[start:end]`, in order and apart from each other; `is_none` says which are none."""
    brackets = _brackets(source, start, end, is_none) if source.find("[", start, end) >= 0 else []
    if all(source.find(mark, start, end) < 0 for mark in ("{", "<%", "<?")):  # much faster than the pattern
        return brackets
    found: list[tuple[int, int]] = []
    closers = {opener: _Next(_finder(source, closer, end)) for opener, closer in _CLOSERS.items()}
    comment_closer = _Next(_finder(source, "--}}", end))
    blank_line = _Next(_searcher(source, _BLANK_LINE, end))
    ends = {name: _Next(_searcher(source, pattern, end)) for name, pattern in _ENDS.items()}
    at = start
    while opener := _OPENER.search(source, at, end):
        begin, mark = opener.start(), opener[0][:2]
        at = begin + 1
        if mark == "{{" and source.startswith("!--", begin + 2):
            stop = comment_closer.after(begin + 5)
            stop = stop + 4 if stop >= 0 else -1
        else:
            stop = closers[mark].after(begin + 2)
            stop = stop + 2 if stop >= 0 else -1
            if stop >= 0 and mark in ("{{", "{%"):
                limit = blank_line.after(begin)
                limit = limit if limit >= 0 else end
                if mark == "{{":
                    stop = _balanced(source, begin + 2, stop, limit)
                if stop > limit:
                    stop = -1
            elif stop >= 0 and mark == "{#" and not _is_comment(source, begin + 2, stop - 2):
                stop = -1
        if stop < 0:
            continue
        if mark == "{%" and (last := ends.get(_word(source, begin))) and (close := last.after(stop)) >= 0:
            stop = source.index("%}", close + 2) + 2
        if is_none is not None and is_none(begin, stop):
            continue
        found.append((begin, stop))
        at = stop
    return _apart([*found, *brackets]) if brackets else found


def _brackets(source: str, start: int, end: int, is_none: Callable[[int, int], bool] | None) -> list[tuple[int, int]]:
    """WordPress's `[gallery ids="1"]` and `[note]` `[/note]`; `[word]` by itself is text, and so is a link."""
    closed = _closed_brackets(source)
    return [
        match.span()
        for match in _BRACKETS.finditer(source, start, end)
        if (match[3] or match[2] in closed) and (is_none is None or not is_none(*match.span()))
    ]


def _apart(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    kept: list[tuple[int, int]] = []
    for span in sorted(spans):
        if not kept or span[0] >= kept[-1][1]:
            kept.append(span)
    return kept


def _finder(source: str, closer: str, end: int) -> Callable[[int], int]:
    return lambda at: source.find(closer, at, end)


def _searcher(source: str, pattern: re.Pattern[str], end: int) -> Callable[[int], int]:
    return lambda at: match.start() if (match := pattern.search(source, at, end)) else -1


def _balanced(source: str, start: int, first: int, limit: int) -> int:
    """The end of a `{{ … }}` whose expression itself holds braces: `{{ card({a: {b: 1}}) }}`, `{{{ raw }}}`."""
    stop, depth, counted = first, 0, start
    for _ in range(_MOST_CLOSERS):
        inside = stop - 2
        depth += source.count("{", counted, inside) - source.count("}", counted, inside)
        if depth <= 0:
            return stop
        counted = inside
        following = source.find("}}", inside + 1, limit)
        if following < 0:
            break
        stop = following + 2
    return first


def _is_comment(source: str, start: int, end: int) -> bool:
    """`{# … #}` is a comment; `{#anchor}` is an attribute of a Markdown heading, whatever comes later."""
    return start >= end or source[start] in " \t\r\n-#" or source.find("}", start, min(end, start + 200)) < 0


def _word(source: str, start: int) -> str:
    match = _WORD.match(source, start + 2)
    return match[1] if match else ""


@lru_cache(1)
def _closed(source: str) -> frozenset[str]:
    """The names of the shortcodes that a page closes."""
    return frozenset(match[2] for match in _SHORTCODE.finditer(source) if match[1])


@lru_cache(1)
def _closed_brackets(source: str) -> frozenset[str]:
    return frozenset(_CLOSING.findall(source))


def is_content(source: str, start: int) -> bool:
    """Whether the directive at `start` may put something on the page, or only steers (`{% if %}`) or says nothing (`{# #}`)."""
    if source.startswith(("{#", "{{!", "<%#"), start) or source.startswith(("{{/*", "{{- /*"), start):
        return False
    if bracket := _BRACKETS.match(source, start):
        return not bracket[1] and bracket[2] not in _closed_brackets(source)
    if shortcode := _SHORTCODE.match(source, start):
        return not shortcode[1] and shortcode[2] not in _closed(source)  # `{{< note >}} words {{< /note >}}` is the words
    if not source.startswith("{%", start):
        return True
    word = _word(source, start)
    return not (word in _SILENT or word.startswith("end"))


def parts_page(source: str, start: int) -> bool:
    """Whether the directive at `start` begins or ends a named block, which stands elsewhere on the page."""
    return source.startswith("{%", start) and _word(source, start) in (
        "block",
        "endblock",
        "macro",
        "endmacro",
        "extends",
        "import",
    )


def is_comment(source: str, start: int) -> bool:
    """Whether the directive at `start` is a comment of the template language: it does not part the words round it."""
    return source.startswith(("{#", "{{!", "<%#", "{{/*", "{{- /*"), start)


def stands_alone(source: str, start: int, end: int) -> bool:
    """Whether nothing but white space shares the line or lines of `source[start:end]`."""
    while start > 0 and source[start - 1] in " \t\r":
        start -= 1
    if start > 0 and source[start - 1] not in "\n\ufeff":
        return False
    while end < len(source) and source[end] in " \t\r":
        end += 1
    return end == len(source) or source[end] == "\n"


def mask(source: str, start: int, end: int, spans: list[tuple[int, int]], filler: str) -> str:
    """`source[start:end]` with every character of the spans replaced, so that what reads it meets no stray mark."""
    if not spans:
        return source[start:end]
    out: list[str] = []
    at = start
    for first, last in spans:
        out += (source[at:first], filler * (last - first))
        at = last
    out.append(source[at:end])
    return "".join(out)
