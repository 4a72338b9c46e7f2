"""Reads plain text, as a leaflet pasted from a word processor or a mail: headings, lists and hard-wrapped paragraphs.

Nothing in plain text says what a line is, so it is told from its shape and from the lines round it. A short line
without an end stop, with blank lines round it, is a heading, and so are a short question, a line in capitals and a line
that is underlined or begins with `#`, as in Markdown; the page's first line has level 1. A line that ends in a colon
leads in what follows: no heading.

Lines of a paragraph are one string wherever they were wrapped. A line that ends well before the others do, and is
followed by a capital, was not wrapped but ended: an address or a verse is a paragraph a line. The last heading needs
something under it; a line about the page ("Last reviewed: May 2026") is none.
"""

from __future__ import annotations

from linter.page import OPAQUE, Kind, Page
from linter.page_builder import PageBuilder
from linter.readers import text_lines
from linter.readers.text_lines import NOTHING, Line, Marker

_NARROW = 60
"""A line of an address or a verse is shorter than this; paragraphs are rarely wrapped narrower."""


def read(source: str, path: str, start: int = 0) -> Page:
    if source.startswith("\ufeff", start):
        start += 1
    builder = PageBuilder(source)
    read_into(builder, start)
    return builder.build(path=path, format="text")


def read_into(builder: PageBuilder, start: int) -> None:
    masked, comments = text_lines.mask(builder.source, start)
    for first, last in comments:
        builder.comment(builder.source[first + 4 : last - 3], first, last)
    units = _units(list(text_lines.lines(masked, start)))
    _find_headings(units)
    _Writer(builder).write(units)


class _Unit:
    """Lines that make one block."""

    __slots__ = ("after_blank", "before_blank", "kind", "level", "lines", "marker")

    def __init__(self, kind: Kind, line: Line, marker: Marker | None = None, level: int = 0) -> None:
        self.kind = kind
        self.lines = [line]
        self.marker = marker
        self.level = level
        self.after_blank = line.after_blank
        self.before_blank = False

    @property
    def indent(self) -> int:
        return self.lines[0].indent

    @property
    def text(self) -> str:
        """Of a unit of one line: what it says."""
        return self.lines[0].text.replace(NOTHING, "")

    @property
    def is_one_line(self) -> bool:
        return len(self.lines) == 1


# -- which lines belong together ----------------------------------------------------------------


def _units(found: list[Line]) -> list[_Unit]:
    units: list[_Unit] = []
    first = 0
    for last in range(1, len(found) + 1):
        if last == len(found) or found[last].after_blank or found[last].quoted != found[first].quoted:
            chunk = found[first:last]
            before = len(units)
            units += _unmarked_list(chunk) or _parts(chunk, units)
            if len(units) > before:
                units[before].after_blank = True
                units[-1].before_blank = True
            first = last
    return units


def _unmarked_list(chunk: list[Line]) -> list[_Unit]:
    """A line that ends in a colon and at least two very short ones: a list that has lost its bullets."""
    lead, *rest = chunk
    if len(rest) < 2 or not lead.text.endswith(":") or text_lines.marker(lead.text):
        return []
    for line in rest:
        if line.width > 45 or len(line.text.split(maxsplit=6)) > 6 or line.text.endswith(":"):
            return []
        if text_lines.marker(line.text) or text_lines.is_rule(line.text) or text_lines.ends_sentence(line.text):
            return []
    item = Marker("none", 0, 0)
    return [_Unit(Kind.PARAGRAPH, lead), *(_Unit(Kind.ITEM, line, item) for line in rest)]


def _parts(chunk: list[Line], before: list[_Unit]) -> list[_Unit]:
    """The units of lines that no blank line parts."""
    units: list[_Unit] = []
    open_unit: _Unit | None = None
    width = _width(chunk)
    i = 0
    while i < len(chunk):
        line = chunk[i]
        level = text_lines.underline(chunk[i + 1].text) if i + 1 < len(chunk) else 0
        marker = _marker(line, chunk, i, units[-1] if units else before[-1] if before else None)
        if level and open_unit is None and not text_lines.is_rule(line.text):
            units.append(_Unit(Kind.HEADING, line, level=level))
            i += 1
        elif text_lines.is_rule(line.text):
            open_unit = None
        elif heading := text_lines.hashes(line.text):
            open_unit = None
            units.append(_Unit(Kind.HEADING, line, heading, heading.value))
        elif stamp := text_lines.stamp(line.text):
            open_unit = _Unit(Kind.PARAGRAPH, line, stamp)
            units.append(open_unit)
        elif marker is not None:
            open_unit = _Unit(Kind.ITEM, line, marker)
            units.append(open_unit)
        elif open_unit is not None and not _begins_anew(open_unit, line, width):
            open_unit.lines.append(line)
        else:
            open_unit = _Unit(Kind.PARAGRAPH, line)
            units.append(open_unit)
        i += 1
    return units


def _width(chunk: list[Line]) -> int:
    """How long a line must be for a wrapped paragraph to have filled it."""
    widest = max(line.width for line in chunk)
    wrapped = any(line.text[0].islower() for line in chunk[1:])
    return widest if wrapped else max(widest, _NARROW)


def _begins_anew(unit: _Unit, line: Line, width: int) -> bool:
    """Whether a line without a marker begins a block of its own rather than carry on the one that is open."""
    if unit.kind is Kind.ITEM:
        return line.indent < unit.indent
    last = unit.lines[-1].text
    carries_on = text_lines.breaks_off(last) and line.text[0].islower()  # though wide gaps stand in it: You   must   not
    if not carries_on and (text_lines.is_row(last) or text_lines.is_row(line.text)):
        return True
    if text_lines.shouts(line.text) and not text_lines.shouts(last):
        return text_lines.ends_sentence(last)
    if unit.is_one_line and text_lines.shouts(last) and not text_lines.shouts(line.text):
        return True
    if last.endswith((".", "!")) or text_lines.breaks_off(last) or not (line.text[0].isupper() or line.text[0].isdigit()):
        return False
    return unit.lines[-1].width + 1 + len(line.text.split(maxsplit=1)[0]) <= width * 3 // 4


def _marker(line: Line, chunk: list[Line], i: int, before: _Unit | None) -> Marker | None:
    """The marker of a line that begins an item. Within a paragraph, `-` and `5.` may be the paragraph's own."""
    marker = text_lines.marker(line.text)
    if marker is None or i == 0 or line.text[0] in "•●◦▪⦁":
        return marker
    last = chunk[i - 1].text
    if last.endswith(":") or (before is not None and before.marker is not None and before.kind is Kind.ITEM):
        return marker
    if marker.ordered:
        return marker if marker.value == 1 else None
    siblings = (text_lines.marker(other.text) for other in chunk[i + 1 : i + 6])
    return marker if text_lines.ends_sentence(last) or any(s and s.style == marker.style for s in siblings) else None


# -- which of them are headings -------------------------------------------------------------------


def _find_headings(units: list[_Unit]) -> None:
    for i, unit in enumerate(units):
        following = units[i + 1] if i + 1 < len(units) else None
        before = units[i - 1] if i else None
        if unit.is_one_line and not unit.lines[0].quoted and OPAQUE not in unit.text:
            if unit.kind is Kind.PARAGRAPH and unit.marker is None and _is_heading(unit, before, following):
                unit.kind = Kind.HEADING
            elif unit.kind is Kind.ITEM and _is_numbered_heading(unit, before, following):
                unit.kind, unit.marker = Kind.HEADING, None
        if unit.kind is Kind.HEADING and not unit.level:
            unit.level = 1 if i == 0 else 2


def _is_heading(unit: _Unit, before: _Unit | None, following: _Unit | None) -> bool:
    text = unit.text
    if not text_lines.reads_as_heading(text):
        return False
    if unit.after_blank and unit.before_blank:
        if before is None or following is not None or text_lines.is_question(text):
            return unit.indent < 8 or before is None
        # The last line of the page: a name, a date, a telephone number, or a heading that waits for its text.
        return not any(map(str.isdigit, text)) and "," not in text and ":" not in text and _ends(before)
    if following is None or following.kind is not Kind.PARAGRAPH:
        return False
    if text_lines.shouts(text):
        return not text_lines.shouts(following.text)
    return unit.after_blank and (before is None or text_lines.is_question(text)) and _is_prose(following)


def _ends(unit: _Unit) -> bool:
    return unit.kind is Kind.ITEM or text_lines.ends_sentence(unit.lines[-1].text)


def _is_prose(unit: _Unit) -> bool:
    return text_lines.ends_sentence(unit.lines[-1].text) or not unit.is_one_line


def _is_numbered_heading(unit: _Unit, before: _Unit | None, following: _Unit | None) -> bool:
    """`2. Before you take it` over a paragraph, not among other items, is a numbered heading."""
    assert unit.marker is not None
    if unit.marker.style != "number" or unit.indent or not (unit.after_blank and unit.before_blank):
        return False
    if following is None or following.kind is not Kind.PARAGRAPH or following.indent > unit.indent:
        return False
    if before is not None and before.kind is Kind.ITEM and before.marker and before.marker.style == "number":
        return unit.marker.value == 1 and text_lines.reads_as_heading(unit.text[unit.marker.length :])  # after the contents
    return text_lines.reads_as_heading(unit.text[unit.marker.length :])


# -- blocks -----------------------------------------------------------------------------------------


class _List:
    __slots__ = ("group", "indent", "quoted", "style", "value")

    def __init__(self, group: int, unit: _Unit, style: str) -> None:
        self.group, self.style, self.value = group, style, 0
        self.indent, self.quoted = unit.indent, unit.lines[0].quoted

    def holds(self, unit: _Unit) -> bool:
        """Whether a paragraph belongs to the item before it."""
        return unit.kind is Kind.PARAGRAPH and unit.indent >= self.indent + 2 and unit.lines[0].quoted == self.quoted


class _Writer:
    """Writes units as blocks, and keeps the lists that are open by how far their markers are indented."""

    def __init__(self, builder: PageBuilder) -> None:
        self.builder = builder
        self._lists: list[_List] = []

    def write(self, units: list[_Unit]) -> None:
        for unit in units:
            if unit.kind is Kind.ITEM and unit.marker is not None:
                items = self._list_of(unit, unit.marker)
                self._block(unit, level=len(self._lists), group=items.group, ordered=unit.marker.ordered)
                continue
            if self._lists and not self._lists[-1].holds(unit):
                self._lists.clear()
            if not any(line.text.replace(OPAQUE, "").replace(NOTHING, "").strip() for line in unit.lines):
                self.builder.open(Kind.CODE, unit.lines[0].start, quoted=unit.lines[0].quoted)
                self.builder.close(unit.lines[-1].end)
            elif self._lists:
                self._block(unit, group=self._lists[-1].group)
            else:
                self._block(unit, level=unit.level)

    def _list_of(self, unit: _Unit, marker: Marker) -> _List:
        """The list an item belongs to: by its indent, then by its style. Another style right below begins a list in it."""
        lists, indent = self._lists, unit.indent
        if lists and lists[-1].quoted != unit.lines[0].quoted:
            lists.clear()
        while lists and lists[-1].indent > indent + 1:
            lists.pop()
        same = len(lists)
        while same and lists[same - 1].indent >= indent - 1 and lists[same - 1].style != marker.style:
            same -= 1
        if same and lists[same - 1].indent >= indent - 1:
            del lists[same:]
            if marker.value == 1 <= lists[-1].value:  # numbered anew
                lists.pop()
        elif unit.after_blank:
            del lists[same:]
        top = lists[-1] if lists else None
        if top is None or top.style != marker.style or indent > top.indent + 1:
            top = _List(self.builder.new_group(), unit, marker.style)
            lists.append(top)
        top.value = marker.value
        return top

    def _block(self, unit: _Unit, *, level: int = 0, group: int = 0, ordered: bool = False) -> None:
        builder, first = self.builder, unit.lines[0]
        skip = unit.marker.length if unit.marker else 0
        builder.open(unit.kind, first.start + skip, level=level, group=group, ordered=ordered, quoted=first.quoted)
        for line, following in zip(unit.lines, [*unit.lines[1:], None], strict=True):
            parted = text_lines.parted_word(line.text, following.text) if following else None
            for run, start, end in text_lines.runs(line, skip):
                if run[0] == OPAQUE:
                    builder.opaque(start, end)
                elif run[0] != NOTHING:
                    builder.text(run[:-1] if parted == "" and end == line.end else run, start)
            if parted is None:
                builder.space(line.end, line.end + 1)
            skip = 0
        builder.close(unit.lines[-1].end)
