"""What kind of page this is, where nobody has said: inferred from title, headings and words, with a confidence."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import msgspec

from linter.folding import fold, lower
from linter.frontmatter import FrontMatter
from linter.page import Kind, Page
from linter.reading import PageType
from linter.rulebook import Rulebook, TypeCues
from linter.search.hits import LISTS, NAMES, PAGE_TYPE, Places

_SURE, _LIKELY = 0.9, 0.7
_LONG_TITLE = 14  # words from which on a first line is no title
_DEFAULT = PageType("condition", "default", 0.5)

if TYPE_CHECKING:
    from linter.search.scanner import Found


class _Guess(msgspec.Struct, frozen=True):
    name: str
    confidence: float
    is_sure: bool  # the page has what only pages of this type have, such as the box of facts


def infer(page: Page, front: FrontMatter, rulebook: Rulebook, found: Found) -> PageType:
    """0.9 where title and text agree, 0.7 where one of them speaks, else condition at 0.5 (CATALOGUE.md 3).

    Types are asked in the order of the policy; a tie goes to the first, and is no more than 0.7 sure, unless the first is
    simply the narrower of the two (`outranks`): a page about an operation names the condition too.
    """
    title, headings = _titles(page, front, rulebook, found)
    guesses = []
    for name in rulebook.policy.guess_order:
        cues = rulebook.policy.inference[name]
        told = len({(hit.item, hit.start) for hit in found.get((PAGE_TYPE + name, "text"))})
        in_title = title.speaks(cues) and told >= cues.title_least
        is_sure = bool(found.get((PAGE_TYPE + name, "sure")))
        in_text = is_sure or told >= cues.least
        if not in_title and not is_sure:
            if not in_text or any(_in_heading(page, hit.start) for hit in found.get((PAGE_TYPE + name, "unless"))):
                continue
            if not cues.text_alone and not any(heading.speaks(cues) for heading in headings):
                continue
        guesses.append(_Guess(name, _SURE if in_title and in_text else _LIKELY, is_sure))
    if not guesses:
        return _DEFAULT
    best = max(guesses, key=lambda guess: (guess.is_sure, guess.confidence))  # the first of the most confident
    rivals = {guess.name for guess in guesses if guess.confidence == best.confidence and guess.name != best.name}
    undecided = rivals - set(rulebook.policy.inference[best.name].outranks)
    return PageType(best.name, "inferred", _LIKELY if undecided else best.confidence)


def _in_heading(page: Page, position: int) -> bool:
    return page.blocks[page.block_at(position)].kind is Kind.HEADING


class _Title(msgspec.Struct, frozen=True):
    """A title or heading, folded and in lower case, and the lists of which it holds a name."""

    text: str
    lists: frozenset[str]

    def speaks(self, cues: TypeCues) -> bool:
        """Whether it speaks for a type: by the type's patterns, or by a name of its list."""
        if cues.title_names in self.lists:
            return True
        text = _compiled(cues.title_without).sub(" ", self.text) if cues.title_without else self.text
        return bool(cues.title) and _compiled(cues.title).search(text) is not None


def _titles(page: Page, front: FrontMatter, rulebook: Rulebook, found: Found) -> tuple[_Title, list[_Title]]:
    """The page's title (the front matter's, the format's and the first heading together), and its other headings."""
    stated = [lower(fold(text)) for text in (front.facts.title, page.title) if text]
    places = {name: Places((hit.start, hit.end) for hit in found.get((NAMES, name))) for name in LISTS}
    headings = []
    for block in page.blocks:
        if block.kind is Kind.HEADING:
            lists = frozenset(name for name in LISTS if places[name].touch(block.start, block.end))
            headings.append(_Title(page.lower[block.start : block.end], lists))
    if not stated and not headings and (line := _first_line(page)):
        stated = [line]
    texts, lists_of = stated, frozenset(name for name in LISTS if any(rulebook.names(name, text) for text in stated))
    for first in headings[:1]:
        texts, lists_of = [*texts, first.text], lists_of | first.lists
    return _Title(" \n ".join(texts), lists_of), headings[1:]


def _first_line(page: Page) -> str:
    """The first line of a page without headings, where it is short and no sentence."""
    first = next((block for block in page.blocks if block.end > block.start), None)
    line = page.lower[first.start : first.end].partition("\n")[0].strip("*_ ") if first else ""
    return "" if line.endswith((".", ":", "!")) or line.count(" ") >= _LONG_TITLE else line


@cache
def _compiled(patterns: tuple[str, ...]) -> Any:
    from linter.search.patterns import compile_pattern

    return compile_pattern("|".join(f"(?:{pattern})" for pattern in patterns))
