"""Lines and columns of a page's source, for formats that need more of them than a finding holds."""

from __future__ import annotations

import re
from bisect import bisect_right


class Lines:
    """Where the lines of a source begin: looked up once, then asked for any number of places."""

    def __init__(self, source: str) -> None:
        self.source = source
        self._starts = [0, *(match.end() for match in re.finditer("\n", source))]

    def place(self, offset: int) -> tuple[int, int]:
        """1-based line and column of an offset, in code points."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def byte_place(self, offset: int) -> tuple[int, int]:
        """1-based line and column of an offset, the column in bytes of UTF-8."""
        line = bisect_right(self._starts, offset)
        before = self.source[self._starts[line - 1] : offset]
        return line, len(before.encode("utf-8", "surrogatepass")) + 1
