"""Whether a page is English: what it says of itself, else how many of English's smallest words it holds."""

from __future__ import annotations

from linter.page import Page

# Words so common that a page of English prose without them is no English prose; few of them are words elsewhere.
_SMALL_WORDS = frozenset(
    "the of and to in is you that it for are with as be this have or by not but what all were when we there can an your which "
    "their if do will each how them then many some so these would has more no could been who its now than other into only "
    "any may about should from was they had at on".split()
)  # fmt: skip
_LEAST_WORDS = 40  # fewer cannot be judged
_LEAST_SHARE = 0.10  # English prose has 0.3 to 0.5; lists of names and doses about 0.15


def language(page: Page) -> str:
    """`en`, the language the page names, or `und` where its words are plainly not English."""
    stated = page.lang.split("-")[0].split("_")[0].lower()
    if stated and stated != "en":
        return stated
    if len(page.words) < _LEAST_WORDS:
        return "en" if stated or not _foreign_script(page.text) else "und"
    words = page.lower
    small = sum(words[start:end] in _SMALL_WORDS for start, end in page.words)
    return "en" if small >= _LEAST_SHARE * len(page.words) else "und"


def _foreign_script(text: str) -> bool:
    """Whether most letters are not Latin."""
    letters = [char for char in text if char.isalpha()]
    return len(letters) >= 20 and sum(char > "\u024f" for char in letters) > 0.5 * len(letters)
