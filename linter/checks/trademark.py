"""Marks of trade (®, ™) on the page: whether somebody says who owns them, and whether they are used as names of things."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from linter.checks import Candidate
from linter.model import Model
from linter.search.hits import Scan

if TYPE_CHECKING:
    from linter.reading import Reading
    from linter.rulefile import Rule

FIELDS = ("value",)  # of the rule's message


class Params(Model, frozen=True, kw_only=True):
    """`notices` are patterns of a notice: one of them on the page speaks for every mark, unless it holds the word `mark-here`,
    in whose place the mark itself has to stand. `misuses` are patterns of a mark used as a verb or a plural.
    """

    notices: tuple[str, ...]
    misuses: tuple[str, ...] = ()
    say_owner: str
    say_use: str


_HERE = "mark-here"
_MOST = 100  # marks on a page for which somebody may say who owns them: each is looked for in all of its text
_MARK = r"(?P<mark>[A-Z][\w'’.-]*(?: [A-Z][\w'’.-]*){0,2}|[a-z]+[A-Z]\w*) ?(?P<sign>®|™|℠|\((?:R|TM|SM|r|tm)\))"


def scans(params: Params, lexicon: Any) -> dict[str, Scan]:
    """Nothing: marks are found by their signs, which few pages hold."""
    return {}


@lru_cache(maxsize=64)  # marks of pages make patterns too
def _compiled(pattern: str) -> Any:
    from linter.search.patterns import compile_pattern

    return compile_pattern(pattern)


def check(rule: Rule, params: Params, reading: Reading) -> Iterator[Candidate]:
    """One candidate for each mark: at its first use where nobody says who owns it, else where it is misused."""
    text = reading.page.text
    if not any(sign in text for sign in ("®", "™", "℠", "(R)", "(TM)", "(SM)", "(r)", "(tm)")):
        return
    owned = {name.casefold() for name in reading.front.facts.trademarks}
    told: dict[str, bool] = {}
    for match in _compiled("(?-i)" + _MARK).finditer(text):
        start, name = match.start(), _own_words(match["mark"])
        start += len(match["mark"]) - len(name)
        if name not in told:
            if len(told) == _MOST:
                return
            told[name] = name.casefold() in owned or _notice(params, name, text)
        said = told[name]
        after = text[match.end() : match.end() + 20]
        if not said:
            yield Candidate(start=start, end=match.end(), values={"value": params.say_owner}, group=name.casefold())
        elif any(_compiled(f"^(?:{pattern})").search(after) for pattern in params.misuses):
            yield Candidate(start=start, end=match.end(), values={"value": params.say_use}, group=name.casefold())


def _own_words(name: str) -> str:
    """A mark less the words before it that only begin the sentence: ‘The UltraFixit’, ‘Have UltraFixit’."""
    words = name.split(" ")
    while len(words) > 1 and (words[0].lower() in _LEADS or any(letter.isupper() for letter in words[-1][1:])):
        words = words[1:]
    return " ".join(words)


_LEADS = frozenset(
    (
        "a about after an and apply are ask before book buy can choose discover does each every for get give have how if in is "
        "it like most new no now of on or order our put rub see some swallow take that the then these this to try unlike use "
        "using we wear what when why will with your"
    ).split()
)


def _notice(params: Params, name: str, text: str) -> bool:
    import re2

    quoted = re2.escape(name)
    return any(_compiled(pattern.replace(_HERE, quoted)).search(text) for pattern in params.notices)
