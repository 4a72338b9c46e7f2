"""Where a comment has to stand to keep a finding back, so that the page reads as before."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from linter import fix, readers, suppress
from linter.checks import Candidate
from linter.draft import span
from linter.errors import InputError
from linter.findings import Edit, Finding
from linter.page import Page
from linter.store.regexes import regex

_ITEM = regex(r"([ \t]*)(?:[-*+]|\d{1,9}[.)])[ \t]+")  # runs on one line


def edits(finding: Finding, page: Page) -> tuple[Edit, ...]:
    """The edits that add the comment, its reason still to be written; none where no comment can stand.

    Each way is tried on the page: its text and its blocks must stay as they are, and the finding must be in reach.
    """
    if page.blocks and finding.start < page.blocks[0].source_start:  # on front matter, which holds no comment
        start, end, _ = span(Candidate(), page)
        finding = msgspec.structs.replace(finding, start=start, end=end)
    shape = _shape(page)
    for way in _ways(finding, page):
        trial = [Edit(one.start, one.end, one.text.replace(suppress.PLACEHOLDER, "why")) for one in way]
        moved = finding.start + sum(len(one.text) for one in trial if one.start <= finding.start)
        try:
            after, _ = readers.read(fix.apply(page.source, sorted(trial, key=lambda edit: edit.start)), page.path)
        except InputError:
            continue
        held = any(one.start <= moved < one.end and finding.rule in one.rules for one in suppress.directives(after)[0])
        if held and _shape(after) == shape:
            return way
    return ()


def _ways(finding: Finding, page: Page) -> Iterator[tuple[Edit, ...]]:
    source, rule = page.source, finding.rule
    newline = "\r\n" if "\r\n" in source else "\n"
    start = _line_start(source, finding.start)
    line = source[start : _line_end(source, start)]
    comment = f"<!-- carelint-disable-next-line {rule}: {suppress.PLACEHOLDER} -->"
    indent = line[: len(line) - len(line.lstrip())]
    yield (Edit(start, start, indent + comment + newline),)
    if start > 0 and source[_line_start(source, start - 1) : start].strip():  # inside a paragraph or a list
        end = _line_end(source, _line_start(source, start - 1))
        yield (Edit(end, end, " " + comment),)
    if match := _ITEM.match(line):  # inside the item before it
        yield (Edit(start, start, " " * len(match[0]) + comment + newline),)
    first, last = _group(finding, page)
    opening = f"<!-- carelint-disable {rule}: {suppress.PLACEHOLDER} -->{newline}"
    closing = f"{newline}<!-- carelint-enable {rule} -->"
    yield Edit(first, first, opening), Edit(last, last, closing)
    yield Edit(first, first, opening + newline), Edit(last, last, newline + closing)


def _group(finding: Finding, page: Page) -> tuple[int, int]:
    """The lines of the list or table that a finding stands in, or of its block."""
    home = next((block for block in page.blocks if block.source_start <= finding.start < block.source_end), None)
    if home is None:
        first, last = finding.start, finding.end
    else:
        blocks = [block for block in page.blocks if home.group and block.group == home.group] or [home]
        first, last = min(block.source_start for block in blocks), max(block.source_end for block in blocks)
    if page.format == "html":  # a tag may begin lines before its text
        first = max(page.source.rfind("<", 0, first), 0)
    return _line_start(page.source, first), _line_end(page.source, max(last - 1, first))


def _shape(page: Page) -> tuple[str, list[tuple[object, ...]]]:
    """What a page says and how it is built: what a comment must not change."""
    return page.text, [
        (block.kind, block.start, block.level, block.group, block.ordered, block.row, block.column, block.quoted)
        for block in page.blocks
    ]


def _line_start(source: str, offset: int) -> int:
    return source.rfind("\n", 0, offset) + 1


def _line_end(source: str, offset: int) -> int:
    """Where a line ends, before its newline."""
    end = source.find("\n", offset)
    end = len(source) if end < 0 else end
    return end - 1 if end > offset and source[end - 1] == "\r" else end
