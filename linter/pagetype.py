"""What kind of page this is, where nobody has said: inferred from title, headings and words, with a confidence."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import msgspec

from linter.folding import fold, lower
from linter.frontmatter import FrontMatter
from linter.hits import PAGE_TYPE
from linter.lexicon import Lexicon
from linter.page import Kind, Page
from linter.reading import PageType
from linter.rulebook import Rulebook, TypeCues

_SURE, _LIKELY = 0.9, 0.7
_DEFAULT = PageType("condition", "default", 0.5)
_LONGEST_NAME = 4  # words of a condition's name that are looked up

if TYPE_CHECKING:
    from linter.scanner import Found


class _Guess(msgspec.Struct, frozen=True):
    name: str
    confidence: float


def infer(page: Page, front: FrontMatter, rulebook: Rulebook, found: Found) -> PageType:
    """0.9 where title and text agree, 0.7 where one of them speaks, else condition at 0.5 (CATALOGUE.md 3).

    Types are asked in the order of the policy; a tie goes to the first, and is no more than 0.7 sure, unless the first is
    simply the narrower of the two (`outranks`): a page about an operation names the condition too.
    """
    title, headings = _title(page, front)
    guesses = []
    for name in rulebook.policy.guess_order:
        cues = rulebook.policy.inference[name]
        in_title = _speaks(title, cues, rulebook)
        if not in_title and any(_in_heading(page, hit.start) for hit in found.get((PAGE_TYPE + name, "unless"))):
            continue
        in_headings = in_title or any(_speaks(heading, cues, rulebook) for heading in headings)
        in_text = len({(hit.item, hit.start) for hit in found.get((PAGE_TYPE + name, "text"))}) >= cues.least
        if in_title and in_text:
            guesses.append(_Guess(name, _SURE))
        elif in_title or (in_text and (in_headings or cues.text_alone)):
            guesses.append(_Guess(name, _LIKELY))
    if not guesses:
        return _DEFAULT
    best = max(guesses, key=lambda guess: guess.confidence)  # the first of the most confident
    rivals = {guess.name for guess in guesses if guess.confidence == best.confidence and guess.name != best.name}
    undecided = rivals - set(rulebook.policy.inference[best.name].outranks)
    return PageType(best.name, "inferred", _LIKELY if undecided else best.confidence)


def _in_heading(page: Page, position: int) -> bool:
    return page.blocks[page.block_at(position)].kind is Kind.HEADING


def _title(page: Page, front: FrontMatter) -> tuple[str, list[str]]:
    """The page's title (the front matter's, the format's and the first heading), and its other headings; folded, lower case."""
    headings = [page.lower[block.start : block.end] for block in page.blocks if block.kind is Kind.HEADING]
    stated = [lower(fold(text)) for text in (front.facts.title, page.title) if text]
    return " \n ".join([*stated, *headings[:1]]), headings[1:]


def _speaks(title: str, cues: TypeCues, rulebook: Rulebook) -> bool:
    """Whether a title or heading speaks for a type: by its patterns, or by a name of the type's list."""
    if cues.title and _compiled(cues.title).search(title):
        return True
    if not cues.title_names:
        return False
    words = title.replace(",", " ").replace(":", " ").replace("(", " ").replace(")", " ").split()
    known = rulebook.derived(f"names of {cues.title_names}", lambda lexicon: _names(lexicon, cues.title_names))
    return any(
        " ".join(words[at : at + length]) in known[word]
        for at, word in enumerate(words)
        if word in known
        for length in range(1, _LONGEST_NAME + 1)
    )


def _names(lexicon: Lexicon, which: str) -> dict[str, set[str]]:
    """The names of a list by their first words."""
    names: dict[str, set[str]] = {}
    for name in lexicon.lists[which]:
        folded = lower(fold(name))
        names.setdefault(folded.split()[0], set()).add(folded)
    return names


@cache
def _compiled(patterns: tuple[str, ...]) -> Any:
    from linter.scanner import compile_pattern

    return compile_pattern("|".join(f"(?:{pattern})" for pattern in patterns))
