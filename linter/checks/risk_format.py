"""Checks how chances are written: percentages on a page beside `1 in 50`, and `1 in 30` beside `1 in 200`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Literal

from linter.checks import Candidate, Place
from linter.language import surroundings
from linter.language.clauses import stem
from linter.language.risks import Risk
from linter.model import Model
from linter.page import Page
from linter.reading import Reading
from linter.store.regexes import regex

FIELDS = ("a", "b", "limit", "want")  # of the rule's message


class Params(Model, frozen=True, kw_only=True):
    """`find` names what the chances on a page must not do."""

    find: Literal["mixed-formats", "denominators"]


NO_OPTIONS = ("find",)


def check(_: Any, params: Params, reading: Reading) -> Iterator[Candidate]:
    """A candidate for each place where chances do not compare."""
    yield from _FINDERS[params.find](reading)


def _mixed_formats(reading: Reading) -> Iterator[Candidate]:
    """One candidate a page, at the first chance in the second format."""
    page = reading.page
    earlier: dict[bool, list[Risk]] = {True: [], False: []}
    for risk in page.risks:
        first = next((other for other in earlier[not risk.percent][:_LOOKED_AT] if not _is_far(page, other, risk)), None)
        if first is not None:
            yield Candidate(
                start=risk.start,
                end=risk.end,
                values={"a": page.text[first.start : first.end], "want": _out_of_hundred(risk)},
                related=(Place(first.start, first.end, "the other way of writing"),),
            )
            return
        earlier[risk.percent].append(risk)


_LOOKED_AT = 20  # chances in the other format that one is compared with
_TINY = 1 / 5000  # a chance that nobody would write in per cent


def _is_far(page: Page, one: Risk, two: Risk) -> bool:
    """Whether one of two chances is too small for a percentage, and they stand apart: of a disease, and of a side effect."""
    return min(one.chance, two.chance) <= _TINY and page.block_at(one.start) != page.block_at(two.start)


def _denominators(reading: Reading) -> Iterator[Candidate]:
    """One candidate for each section with chances out of different numbers; else one for the page, which weighs less."""
    page = reading.page
    risks = [risk for risk in page.risks if not risk.percent]
    by_section: dict[int | None, list[Risk]] = {}
    for risk in risks:
        by_section.setdefault(surroundings.heading_block(page, page.block_at(risk.start)), []).append(risk)
    found = [candidate for group in by_section.values() if (candidate := _differing(page, group)) is not None]
    if not found and (candidate := _differing(page, risks, elsewhere=True)) is not None:
        found = [candidate]
    yield from found


# Whom a chance is counted among, where that is not everybody: `1 in 4 cases`, `3 out of 4 people who have it`.
_AMONG = regex(
    r"^ (?:(?!(?:are|get|had|has|have|is|may|need|see|was|were|will)\b)[\w-]+ ){0,7}?(?:(?P<cases>cases)\b"
    r"|(?P<some>(?:who|with|whose) (?:(?:did|do|does|have|has|had) (?:not|never) |don't |never )?[a-z-]+(?: [a-z-]+)?))"
)
_BARE = regex(r" ?(?:[.,;)]|$)")
_AGE = regex(r"who are(?:$| (?:aged?|in their|over|under|younger|older)\b)")  # of whom readers compare one with another
_NOT = regex(r" (?:(?:did|do|does|have|has|had) (?:not|never)|don't|never)(?= )")


def _among(page: Page, risk: Risk) -> str:
    match = _AMONG.match(page.lower[risk.end : risk.end + 70].partition("\n")[0].partition(".")[0])
    if match is None or _AGE.match(match["some"] or ""):
        return ""
    return match["cases"] or _NOT.sub("", match["some"])


_COMPARED = regex(r"\b(?:compar\w+|than|versus|vs|while|whereas|against|but)\b")


def _is_compared(page: Page, one: Risk, two: Risk) -> bool:
    """Whether a sentence sets two chances against each other: `1 in 6 smokers, compared with 1 in 75 who do not smoke`."""
    between = page.lower[one.end : two.start]
    return page.sentence_at(one.start) == page.sentence_at(two.start) and bool(_COMPARED.search(between))


_WORD = regex(r"[a-z]{3,}")
_PLAIN = frozenset(
    "about and are for from has have might more most one out people person than that the them this who will with".split()
)
_SHARED = 2  # words that the sentences of two chances share, so that they compare from section to section


def _words(page: Page, risk: Risk) -> set[str]:
    """Stems of the words round a chance, in its sentence."""
    sentence = page.sentences[page.sentence_at(risk.start)]
    near = page.lower[max(sentence.start, risk.start - 100) : min(sentence.end, risk.end + 100)]
    return {stem(word) for word in _WORD.findall(near) if word not in _PLAIN}


def _differing(page: Page, risks: list[Risk], *, elsewhere: bool = False) -> Candidate | None:
    """The first chance that is out of another number than the first one is; `elsewhere`, of those that speak of one thing."""
    firsts: dict[str, Risk] = {}
    among = ""
    for before, other in zip((None, *risks), risks, strict=False):
        is_bare = _BARE.match(page.lower, other.end) is not None  # of whom, the one before says
        if before is None or not (is_bare or _is_compared(page, before, other)):
            among = _among(page, other)
        first = firsts.setdefault(among, other)
        if other.out_of == first.out_of or _is_same(first, other):
            continue
        if not elsewhere or len(_words(page, first) & _words(page, other)) >= _SHARED:
            break
    else:
        return None
    out_of = max(_bottom(first), _bottom(other))
    return Candidate(
        start=other.start,
        end=other.end,
        values={
            "a": page.text[first.start : first.end],
            "b": _out_of(first, out_of),
            "want": _out_of(other, out_of),
            "limit": f"{out_of:,}",
        },
        severity="suggestion" if elsewhere else None,
        suggestion=_out_of(other, out_of),
        related=(Place(first.start, first.end, f"the same as {_out_of(first, out_of)}"),),
    )


def _is_same(first: Risk, second: Risk) -> bool:
    """Whether one chance is said twice at one place: `1 in 5 (20 in 100)`."""
    return second.start - first.end < 40 and abs(first.chance - second.chance) < 0.05 * first.chance


_FINDERS: dict[str, Callable[[Reading], Iterator[Candidate]]] = {
    "mixed-formats": _mixed_formats,
    "denominators": _denominators,
}


def _out_of_hundred(risk: Risk) -> str:
    """The chance out of 100, or out of the smallest power of ten that shows it."""
    return _out_of(risk, _bottom(risk))


def _out_of(risk: Risk, out_of: int) -> str:
    return f"{round(risk.chance * out_of):,} in {out_of:,}"


def _bottom(risk: Risk) -> int:
    """The smallest power of ten from 100 on that shows the chance within a twentieth."""
    out_of = 100
    while abs(round(risk.chance * out_of) - risk.chance * out_of) > 0.05 * risk.chance * out_of and out_of < 1_000_000:
        out_of *= 10
    return out_of
