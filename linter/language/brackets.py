"""What stands in brackets: after a word, or around it."""

from __future__ import annotations

from collections.abc import Callable

from linter.language import definition_patterns as patterns
from linter.language import likeness
from linter.page import Page


class Brackets:
    """Says of a word on a page whether a bracket beside it says what it means.

    `hard_in(start, end)`: how many words of a stretch of the text themselves need explaining.
    """

    def __init__(self, page: Page, hard_in: Callable[[int, int], int]) -> None:
        self._page = page
        self._hard_in = hard_in

    def past_sound(self, end: int, last: int) -> tuple[str, int]:
        """The text after the word, past a bracket that only says how it sounds or is shortened; and where that begins."""
        folded = self._page.folded
        if folded[end : end + 2] in (" (", " [") or folded[end : end + 1] == "(":
            close = min((at for char in ")]" if (at := folded.find(char, end)) >= 0), default=-1)
            opened = folded.find("(", end, end + 2)
            opened = opened if opened >= 0 else folded.find("[", end, end + 2)
            inside = folded[opened + 1 : close]
            if 0 <= opened < close < last and (patterns.SOUND.search(inside) or inside.rstrip("s").isupper()):
                return self._page.lower[close + 1 : min(last, close + 1 + patterns.AHEAD)], close + 1
        return self._page.lower[end : min(last, end + patterns.AHEAD)], end

    def follows(self, at: int, last: int) -> bool:
        """`X (plain words)`."""
        folded = self._page.folded
        at += folded[at : at + 1] in ("'", '"')
        while folded[at : at + 2] == "  ":
            at += 1
        opened = at + 1 if folded[at : at + 2] == " (" else at if folded[at : at + 1] == "(" else -1
        if opened < 0:
            return False
        close = folded.find(")", opened, last)
        if close < 0:
            return False
        inside = folded[opened + 1 : close]
        lead = patterns.LEAD_IN_BRACKET.search(inside.lower())
        begin = opened + 1 + (len(lead[0]) if lead else 0)
        words = [word for word in folded[begin:close].split() if any(char.isalpha() for char in word)]
        if not words or patterns.NO_GLOSS.match(inside.lower()):
            return False
        if all(word.isupper() for word in words):  # an acronym, no meaning
            return False
        figure = patterns.FIGURE_LAST.search(inside)  # salt water, 0.9%
        if figure and figure.start() > 0 and "," not in inside[: figure.start()]:
            close, inside = opened + 1 + figure.start(), inside[: figure.start()]
        if len(words) < patterns.GLOSS and (
            any(char in "=%<>±[" for char in inside) or words[0][0].isdigit() or inside[0].isdigit()
        ):
            return False  # a figure
        return self.is_plain(begin, close) or self.is_gloss(begin, close)

    def around(self, first: int, start: int, end: int, last: int, plain: str) -> bool:
        """`plain words (X)`, `plain words (called X)`."""
        folded = self._page.folded
        opened = folded.rfind("(", max(first, start - patterns.AHEAD), start)
        if opened < 0 or ")" in folded[opened:start]:
            return False
        close = folded.find(")", end, min(last, end + patterns.AHEAD))
        lead = folded[opened + 1 : start].lower().strip(" '\"")
        if close < 0 or close - end > 40:
            return False
        said = self._said_before(first, opened)
        if plain and likeness.holds_most(said, plain):
            return True
        alone = lead in patterns.LEADS
        tail = folded[end:close].strip(" '\"").lower()
        if not alone and (not lead.endswith((" or", ",", " and")) or self._lists(opened, start, close)):
            return False
        if tail and not tail.startswith(("or ", ", or", ",", "and ", "also", "for short")) and len(tail.split()) > 2:
            return False
        first = max(self._phrase_start(first, opened), opened - 80)
        return bool(said.split()) and (self.is_plain(max(first, opened - 40), opened) or self.is_gloss(first, opened))

    def _lists(self, opened: int, start: int, close: int) -> bool:
        """Whether a bracket gives three things or more, plain ones first: `signs (red eye, X, blurred sight)`."""
        lower = self._page.lower
        lead = lower[opened + 1 : start].strip()
        if lower.count(", ", opened, close) < 2 or lead in patterns.FOR_EXAMPLE:
            return False
        return self.is_plain(opened, start) and not patterns.CALLED_SO.search(lower[opened:close])

    def _phrase_start(self, first: int, end: int) -> int:
        """Where the phrase before a place begins: after the last mark that parts it from what was said before."""
        folded = self._page.folded
        marks = (at + 1 for mark in (". ", ";", ":", "(", ")", "•", "- ") if (at := folded.rfind(mark, first, end)) >= 0)
        return max([first, *marks])

    def _said_before(self, first: int, end: int) -> str:
        return self._page.lower[max(self._phrase_start(first, end), end - 80) : end]

    def is_gloss(self, begin: int, close: int) -> bool:
        """Whether a stretch says enough in plain words to explain, though a hard word may be among them."""
        words = [word for word in self._page.lower[begin:close].split() if word[0].isalpha()]
        return len(words) >= patterns.GLOSS and self._hard_in(begin, close) * 3 <= len(words)

    def is_plain(self, start: int, end: int) -> bool:
        """Whether a stretch of the text holds words, and none that needs explaining."""
        return not self._hard_in(start, end) and any(char.isalpha() for char in self._page.text[start:end])
