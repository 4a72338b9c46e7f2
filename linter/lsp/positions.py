"""Between offsets into a text and an editor's positions: lines, and columns in the units that the editor counts."""

from __future__ import annotations

from bisect import bisect_right

from lsprotocol.types import Position, PositionEncodingKind, Range

from linter.store.regexes import regex

_LINE_END = regex(r"\r\n|\n|\r")


def units(text: str, encoding: str) -> int:
    """How long a text is in code units of an encoding."""
    if encoding == PositionEncodingKind.Utf32 or text.isascii():
        return len(text)
    if encoding == PositionEncodingKind.Utf8:
        return len(text.encode("utf-8", "surrogatepass"))
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


class Lines:
    """The lines of a text as the protocol ends them: at `\\n`, `\\r\\n` or `\\r`, and at nothing else."""

    def __init__(self, text: str, encoding: str) -> None:
        self._text = text
        self._encoding = encoding
        self._starts, self._ends = [0], []
        for match in _LINE_END.finditer(text):
            self._ends.append(match.start())
            self._starts.append(match.end())
        self._ends.append(len(text))

    def position(self, offset: int) -> Position:
        """Where an offset is; one between `\\r` and `\\n` is the end of the line."""
        line = bisect_right(self._starts, offset) - 1
        start = self._starts[line]
        return Position(line, units(self._text[start : min(offset, self._ends[line])], self._encoding))

    def range(self, start: int, end: int) -> Range:
        """Where a stretch of the text is."""
        return Range(self.position(start), self.position(end))

    def offset(self, position: Position) -> int:
        """The offset of a position; past the end of a line is its end, inside a character the character's start."""
        if position.line >= len(self._starts):
            return len(self._text)
        start, end = self._starts[position.line], self._ends[position.line]
        line = self._text[start:end]
        if self._encoding == PositionEncodingKind.Utf32 or line.isascii():
            return min(start + position.character, end)
        left = position.character
        for at, character in enumerate(line):
            left -= units(character, self._encoding)
            if left < 0:
                return start + at
        return end
