"""Signs of boxes that Markdown does not know: admonitions, tabs and `:::` containers, masked so that their words are read.
Shortcodes that make a tab or a box with a title (`{{< tab "Adults" >}}`) are signs of that kind too.

`!!! note "Title"` becomes the first line of a list item, so that the indented lines after it are the box's and no code,
however deep it stands. Its title is a block of its own, as that of `:::tip[Title]` is.
"""

from __future__ import annotations

from typing import NamedTuple

from linter.readers import templates
from linter.store.regexes import regex

_FILLER = "x"
_MARKERS = ("+   ", "*   ")  # in turn, so that two boxes are not two items of one list

_ADMONITION = regex(
    r"(?m)^(?P<lead>[ \t>]*+)"
    r"(?P<sign>(?:(?:!!!|\?\?\?\+?)(?=[ \t\w\"])[ \t]*+[\w -]*+|===[+!]?+ *+(?=\"))(?P<open>\"[ \t]*+)?)"
    r"(?(open)[^\"\r\n]*+(?P<end>\"))[ \t]*+"
    r"(?=\r?\n(?:[ \t>]*+\r?\n)*+(?P=lead)(?: {4}| {0,3}\t)[ \t]*+\S)"
)
_CONTAINER = regex(
    r"(?m)^[ \t>]*+(?P<sign>:::++[ \t]*+(?:\{[^{}\r\n]*+\}|[\w-]++)[ \t]*+(?P<open>\[)?)"
    r"(?(open)[^\[\]\r\n]++(?P<end>\][ \t]*+)|(?=[^\s:{][^\r\n]*+))"
)
_SHORTCODE = regex(
    r"(?m)(?P<sign>\{(?:\{[<%]|%)[ \t]*+(?:accordion-?item|details|expand|tab-?item|tab)[ \t]++"
    r"(?:(?:[\w-]++=(?:\"[^\"\r\n]*+\"|[\w.-]++)[ \t]++)*?(?:header|label|name|summary|title)=)?(?P<open>\"))"
    r"[^\"\r\n{}]++(?P<end>\"[^\r\n{}]*+\}{1,2}+[ \t]*+)(?=\r?$)"
)
# `:class: tip` in the lines after `:::{note}`, as MyST has them
_OPTIONS = regex(
    r"(?m)^[ \t>]*+:::++[ \t]*+\{[\w:.-]++\}[^\r\n]*+"
    r"(?P<options>(?:\r?\n[ \t>]*+:[\w-]++:(?:[ \t][^\r\n]*+)?(?=\r?$))++)"
)
_OPTION = regex(r":[^\r\n]*+")


class Boxes(NamedTuple):
    """The text with its signs masked, their places, the line ends that part a title from its neighbours, and the boxes."""

    text: str
    spans: list[tuple[int, int]]
    breaks: frozenset[int]
    starts: frozenset[int]


def is_sign(source: str, start: int, end: int) -> bool:
    """Whether a directive of a template, on a line of its own, makes a box with a title."""
    return bool(_SHORTCODE.match(source, start)) and templates.stands_alone(source, start, end)


def mask(text: str, start: int) -> Boxes:
    """`text` with every sign of a box masked, character for character."""
    text = _without_options(text, start) if ":::" in text else text
    out: list[str] = []
    spans: list[tuple[int, int]] = []
    breaks: set[int] = set()
    starts: set[int] = set()
    last = 0
    matches = [*_ADMONITION.finditer(text, start)] if any(sign in text for sign in ("!!!", "???", "===")) else []
    if ":::" in text:
        matches += _CONTAINER.finditer(text, start)
    if "{{" in text or "{%" in text:
        matches += (match for match in _SHORTCODE.finditer(text, start) if templates.stands_alone(text, *match.span()))
    for match in sorted(matches, key=lambda match: match.start("sign")):
        first, end = match.span("sign")
        is_list = text[first] not in ":{"
        filler = _MARKERS[len(starts) % 2] if is_list else ""
        out += (text[last:first], filler, _FILLER * (end - first - len(filler)))
        spans.append((first, end))
        last = end
        if is_list:
            starts.add(first)
        closing = match.span("end")
        if closing[0] >= 0:
            out += (text[last : closing[0]], _FILLER * (closing[1] - closing[0]))
            spans.append(closing)
            last = closing[1]
        breaks |= {text.rfind("\n", 0, first), text.find("\n", last)}
    out.append(text[last:])
    return Boxes("".join(out), spans, frozenset(breaks), frozenset(starts))


def _without_options(text: str, start: int) -> str:
    """The lines of options left empty."""
    out: list[str] = []
    last = 0
    for match in _OPTIONS.finditer(text, start):
        out += (text[last : match.start("options")], _OPTION.sub(lambda line: " " * len(line[0]), match["options"]))
        last = match.end()
    return "".join((*out, text[last:]))
