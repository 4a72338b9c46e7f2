"""Where code stands in Markdown, as far as a page tells before it is parsed: fences, and spans between backticks."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from linter.store.regexes import regex

_FENCE = regex(r"(?m)^[ \t>]*+(?:[-*+][ \t]++|\d{1,9}[.)][ \t]++)?(`{3,}+(?=[^`\r\n]*+\r?$)|~{3,}+)([^\r\n]*+)")
_TICKS = regex(r"(?<![`\\])`++")
_BREAK = regex(r"\n[ \t\r>]*+\n")


class Code:
    """The stretches of code on a page."""

    def __init__(self, text: str, start: int) -> None:
        fences: list[tuple[int, int]] = []
        opened, mark = -1, ""
        for match in _FENCE.finditer(text, start):
            if opened < 0:
                opened, mark = match.start(), match[1]
            elif match[1].startswith(mark) and not match[2].strip():
                fences.append((opened, match.end()))
                opened = -1
        if opened >= 0:
            fences.append((opened, len(text)))
        self._fences = fences
        self._spans = self._between_ticks(text, start)

    def _between_ticks(self, text: str, start: int) -> list[tuple[int, int]]:
        runs = [match.span() for match in _TICKS.finditer(text, start) if _at(self._fences, match.start()) is None]
        places: dict[int, list[int]] = {}
        for first, last in runs:
            places.setdefault(last - first, []).append(first)
        breaks = sorted([*(match.start() for match in _BREAK.finditer(text, start)), *(first for first, _ in self._fences)])
        spans: list[tuple[int, int]] = []
        end = -1
        for first, last in runs:
            if first < end:
                continue
            same = places[last - first]
            following = bisect_right(same, first)
            limit = bisect_left(breaks, last)
            if following < len(same) and (limit == len(breaks) or same[following] < breaks[limit]):
                end = same[following] + last - first
                spans.append((first, end))
        return spans

    def parts(self, start: int, end: int) -> bool:
        """Whether a stretch begins in code and ends outside of it, or ends in fenced code and began elsewhere."""
        if _at(self._fences, start) != _at(self._fences, end - 1):
            return True
        span = _at(self._spans, start)
        return span is not None and end > span[1]


def _at(stretches: list[tuple[int, int]], place: int) -> tuple[int, int] | None:
    at = bisect_right(stretches, (place, place)) - 1
    for one in stretches[max(at, 0) : at + 2]:
        if one[0] <= place < one[1]:
            return one
    return None
